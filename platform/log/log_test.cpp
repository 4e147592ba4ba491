// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/log/log.hpp"

#include "doctest/doctest.h"

#include <cstdio>
#include <fstream>
#include <sstream>
#include <thread>
#include <unistd.h>

using namespace kheo;

namespace
{

// The lines that an action logs under these options, without their time.
template <class Action>
std::vector<std::string> logged(log::Options options, Action action)
{
    char path[] = "/tmp/kheo-log-XXXXXX";
    ::close(::mkstemp(path));
    options.file = path;
    log::open(options);
    action();
    log::flush();
    log::open({log::Level::error, log::Form::human, ""});
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
        lines.push_back(line);
    std::remove(path);
    return lines;
}

std::string after_time(std::string const& line)
{
    return line.substr(std::string_view("2026-11-21T03:04:05.678Z ").size());
}

log::RequestLine const answered{"00000000000000a1",          "46", "/mo-hinh/{model}", 200, 1.234,
                                {"model_by_id", "versions"}, ""};

} // namespace

TEST_CASE("a request is one line with row, status, duration and statements")
{
    auto const lines = logged({}, [] { log::request(answered); });
    REQUIRE(lines.size() == 1);
    CHECK(after_time(lines[0]) ==
          "info    request id=00000000000000a1 actor=46 row=/mo-hinh/{model} status=200 ms=1.23 "
          "statements=model_by_id,versions");
}

TEST_CASE("a request in JSON holds the same facts")
{
    auto const lines = logged({log::Level::info, log::Form::json, ""}, [] { log::request(answered); });
    REQUIRE(lines.size() == 1);
    auto const at = lines[0].find(R"("level")");
    CHECK(lines[0].substr(0, 9) == R"({"time":")");
    CHECK(lines[0].substr(at) ==
          R"("level":"info","event":"request","id":"00000000000000a1","actor":"46","row":"/mo-hinh/{model}",)"
          R"("status":200,"ms":1.23,"statements":"model_by_id,versions"})");
}

TEST_CASE("a failed request is a warning and names its incident")
{
    auto line = answered;
    line.status = 500;
    line.incident = "abcde23456";
    auto const lines = logged({log::Level::warning, log::Form::human, ""}, [&] {
        log::request(answered);
        log::request(line);
    });
    REQUIRE(lines.size() == 1);
    CHECK(after_time(lines[0]).starts_with("warning request "));
    CHECK(lines[0].ends_with("incident=abcde23456"));
}

TEST_CASE("no value can begin a line or a field of its own")
{
    for (auto const form : {log::Form::human, log::Form::json}) {
        auto const lines = logged({log::Level::debug, form, ""}, [] {
            log::write(log::Level::info, "event one", {{"what", "a\nb\" status=200\r\x7f\\"}, {"empty", ""}});
        });
        REQUIRE(lines.size() == 1);
        CHECK(lines[0].find(R"("a\u000ab\" status=200\u000d\u007f\\")") != std::string::npos);
        CHECK(lines[0].find(R"("event one")") != std::string::npos);
    }
}

TEST_CASE("Vietnamese is written as it is")
{
    auto const lines =
        logged({}, [] { log::write(log::Level::info, "bắt_đầu", {{"tên", "Tỉnh Minh Họa"}}); });
    REQUIRE(lines.size() == 1);
    CHECK(after_time(lines[0]) == R"(info    bắt_đầu tên="Tỉnh Minh Họa")");
}

TEST_CASE("lines below the level are left out")
{
    auto const lines = logged({log::Level::warning, log::Form::human, ""}, [] {
        log::write(log::Level::debug, "one");
        log::write(log::Level::info, "two");
        log::write(log::Level::warning, "three");
        log::write(log::Level::error, "four");
    });
    REQUIRE(lines.size() == 2);
    CHECK(after_time(lines[0]) == "warning three");
    CHECK(after_time(lines[1]) == "error   four");
}

TEST_CASE("an incident has a number of its own, and its details are in the log alone")
{
    std::string one;
    std::string two;
    auto const lines = logged({}, [&] {
        one = log::incident("answer", std::runtime_error("disk is full"));
        two = log::incident("answer", "dropped");
    });
    CHECK(one.size() == 10);
    CHECK(one != two);
    REQUIRE(lines.size() == 2);
    CHECK(after_time(lines[0]) == "error   incident incident=" + one + " where=answer what=\"disk is full\"");
}

TEST_CASE("lines of many threads do not mix")
{
    auto const lines = logged({}, [] {
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([] {
                for (int i = 0; i < 250; ++i)
                    log::request(answered);
            });
        for (auto& thread : threads)
            thread.join();
    });
    REQUIRE(lines.size() == 1000);
    for (auto const& line : lines)
        CHECK(line.size() == lines[0].size());
}

TEST_CASE("a file that cannot be opened is a failure")
{
    CHECK_THROWS_AS(log::open({log::Level::info, log::Form::human, "/proc/nothing/here"}),
                    std::runtime_error);
}
