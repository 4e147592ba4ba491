// SPDX-License-Identifier: AGPL-3.0-or-later
// A server on a free port with rows for the tests of this folder.
#pragma once

#include "platform/http/client.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/http/server.hpp"
#include "platform/ids/ids.hpp"

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>
#include <thread>

namespace kheo::http::testing
{

struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("kheo-http-" + hex(random_bytes(8)));
    Folder() { std::filesystem::create_directory(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    // The files in it, once there are at most so many or two seconds are over.
    std::size_t files_once(std::size_t at_most) const
    {
        for (int i = 0;; ++i) {
            auto const found = static_cast<std::size_t>(std::distance(
                std::filesystem::directory_iterator(path), std::filesystem::directory_iterator()));
            if (found <= at_most || i == 200)
                return found;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
    }
};

class StillClock final : public Clock
{
  public:
    Instant now() override { return {1795230245678}; } // 2026-11-21T03:04:05.678Z
};

// Lets workers wait at a point until the test opens it.
class Gate
{
  public:
    void wait()
    {
        std::unique_lock lock(mutex_);
        ++waiting_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    void wait_for_arrivals(int count)
    {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return waiting_ >= count; });
    }
    void open()
    {
        std::lock_guard const lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = false;
    int waiting_ = 0;
};

// What came, line by line, so that a test can compare all of it.
inline std::string shown(Request const& request)
{
    std::string out(name(request.method));
    out += " " + request.path + "\n";
    for (auto const& field : request.query)
        out += "query " + field.name + "=" + field.value + "\n";
    for (auto const& field : request.form)
        out += "form " + field.name + "=" + field.value + "\n";
    if (request.over)
        out += "over " + request.over->id + " at " +
               (request.over->fields.empty() ? "" : request.over->fields.front().field) + "\n";
    for (auto const& upload : request.uploads) {
        std::ifstream file(upload.file.path(), std::ios::binary);
        std::string const content((std::istreambuf_iterator<char>(file)), {});
        out += "file " + upload.field + " " + upload.file_name + " " + upload.declared_type + " " +
               std::to_string(upload.size) + " " + std::to_string(content.size()) + " " + upload.sha256 +
               "\n";
    }
    if (!request.body.empty())
        out += "body " + request.body + "\n";
    return out;
}

class Rows final : public Dispatcher
{
  public:
    PageCache cache;
    Gate gate;
    std::string file;
    std::shared_ptr<Exchange> held; // by /held, for the test to answer
    std::string const long_page = std::string(20'000, 'a') + "xã";

    Plan plan(Head const& head) override
    {
        Plan plan;
        plan.row = head.path;
        if (head.path == "/now")
            plan.now = std::make_unique<Response>(text(200, "now\n"));
        else if (head.path == "/cached")
            plan.now = std::make_unique<Response>(from_cache(cached(), head));
        else if (head.path == "/plan-throws")
            throw std::runtime_error("secret of the plan");
        else if (head.path == "/only-get" && !head.reads())
            plan.now = std::make_unique<Response>(
                head.method == Method::options ? options("GET, HEAD") : method_not_allowed("GET, HEAD"));
        else if (head.path == "/form")
            plan.accepts = {.form = true,
                            .body_bytes = 4096,
                            .files = 2,
                            .file_bytes = 100'000,
                            .all_files_bytes = 150'000};
        else if (head.path == "/again")
            plan.accepts = {.form = true,
                            .files = 2,
                            .file_bytes = 100'000,
                            .all_files_bytes = 150'000,
                            .read_on_bytes = 4'000'000};
        else if (head.path == "/json")
            plan.accepts = {.json = true, .body_bytes = 1000};
        return plan;
    }

    void answer(std::shared_ptr<Exchange> exchange) override
    {
        auto& request = exchange->request();
        if (request.path == "/throws")
            throw std::runtime_error("secret of the answer");
        if (request.path == "/dropped")
            return;
        if (request.path == "/slow")
            gate.wait();
        if (request.path == "/held") {
            held = std::move(exchange);
            gate.wait();
            return;
        }
        if (request.path == "/missing")
            exchange->send(Problem(kheo::problems::not_found));
        else if (request.path == "/long")
            exchange->send(page(long_page));
        else if (request.path == "/file")
            exchange->send(of_file());
        else
            exchange->send(text(200, shown(request)));
    }

  private:
    std::shared_ptr<CachedPage const> cached()
    {
        if (auto page = cache.find("/cached"))
            return page;
        return cache.put("/cached", long_page, {"models"}, cache.snapshot());
    }
    Response of_file() const
    {
        Response response;
        response.type = "application/pdf";
        response.body = open_file(file);
        response.etag = "e1";
        response.ranges = true;
        response.download_as = "Kế hoạch \"1\".pdf";
        return response;
    }
};

struct Running {
    Folder folder;
    StillClock clock;
    Rows rows;
    Server server;
    explicit Running(Options options = {}) : server(prepared(options, folder), rows, clock) {}
    Client client() const { return Client::to_port(server.port()); }

    static Options prepared(Options options, Folder const& folder)
    {
        options.temp_folder = folder.path;
        options.log_requests = false;
        return options;
    }
};

} // namespace kheo::http::testing
