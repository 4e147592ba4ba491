// SPDX-License-Identifier: AGPL-3.0-or-later
// What http_bench.mjs measures: a page of 10 KB from the cache at /cached, and
// one made anew for each request at /rendered. Prints "ready PORT" and serves
// until standard input ends.
#include "platform/http/page_cache.hpp"
#include "platform/http/server.hpp"

#include "fmt/format.h"

#include <cstdio>
#include <cstdlib>

using namespace kheo;
using namespace kheo::http;

namespace
{

// 28 rows of 8 fields, each escaped, as a list of models has them.
std::string rendered()
{
    auto const escaped = [](std::string& out, std::string_view text) {
        std::size_t done = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            auto const mark = text[i] == '<'   ? "&lt;"
                              : text[i] == '&' ? "&amp;"
                              : text[i] == '"' ? "&quot;"
                                               : nullptr;
            if (mark == nullptr)
                continue;
            out.append(text, done, i - done).append(mark);
            done = i + 1;
        }
        out.append(text, done);
    };
    static auto const fields = [] {
        std::vector<std::string> made;
        for (int i = 0; i < 28 * 8; ++i)
            made.push_back(fmt::format("Xã số {} & mô hình {}", i / 8, i));
        return made;
    }();
    std::string out;
    out.reserve(16'000);
    out += "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Mô "
           "hình</title></head><body><table>";
    for (int row = 0; row < 28; ++row) {
        out += "<tr>";
        for (int field = 0; field < 8; ++field) {
            out += "<td>";
            escaped(out, fields[row * 8 + field]);
            out += "</td>";
        }
        out += "</tr>";
    }
    return out + "</table></body></html>";
}

class Pages final : public Dispatcher
{
  public:
    Pages() { cache_.put("/cached", rendered(), {"models"}, cache_.snapshot()); }
    Plan plan(Head const& head) override
    {
        Plan plan;
        plan.row = head.path;
        if (auto const kept = cache_.find(PageCache::key(head, {})))
            plan.now = std::make_unique<Response>(from_cache(kept, head));
        return plan;
    }
    void answer(std::shared_ptr<Exchange> exchange) override { exchange->send(page(rendered())); }

  private:
    PageCache cache_;
};

} // namespace

int main(int argc, char** argv)
{
    Options options;
    options.threads = argc > 1 ? std::atoi(argv[1]) : 1;
    options.workers = argc > 2 ? std::atoi(argv[2]) : 1;
    options.log_requests = argc > 3 && argv[3][0] == 'l';
    options.limits.connections_per_address = 10'000;
    log::open({log::Level::info, log::Form::human, "/dev/null"});
    Pages pages;
    SystemClock clock;
    Server server(options, pages, clock);
    fmt::print("ready {}\n", server.port());
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
}
