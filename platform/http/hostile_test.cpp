// SPDX-License-Identifier: AGPL-3.0-or-later
// What a broken or hostile client meets, over a real socket.
#include "platform/http/server_test.hpp"

#include "doctest/doctest.h"

using namespace kheo;
using namespace kheo::http;
using kheo::http::testing::Running;

namespace
{

Options quick()
{
    Options options;
    options.limits.head_time = std::chrono::milliseconds(150);
    options.limits.body_grace = std::chrono::milliseconds(150);
    options.limits.keep_alive = std::chrono::milliseconds(150);
    options.limits.body_rate = 10 << 20;
    return options;
}

} // namespace

TEST_CASE("a malformed or ambiguous head is refused and the connection closed")
{
    struct Row {
        std::string_view request;
        int status;
    };
    std::string const long_target = "GET /" + std::string(9000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n";
    std::string const long_head = "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(17'000, 'a') + "\r\n\r\n";
    std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 101; ++i)
        many += "X: 1\r\n";
    many += "\r\n";
    Row const rows[] = {
        {"hello\r\n\r\n", 400},
        {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 400},
        {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
        {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET / HTTP/1.1\nHost: a\n\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nX: a\x01z\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
         400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
         400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nhello", 400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: -5\r\n\r\nhello", 400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello", 400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n", 400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400},
        {"POST /form HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
         "x\r\n\r\n0\r\n\r\n",
         400},
        {"POST /form HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {long_target, 414},
        {long_head, 431},
        {many, 431},
    };
    Running running;
    for (auto const& row : rows) {
        CAPTURE(row.request);
        auto client = running.client();
        client.write(row.request);
        auto const reply = client.read_reply();
        CHECK(reply.status == row.status);
        CHECK(reply.headers.value("Connection") == "close");
        CHECK(client.closed());
    }
    CHECK(running.client().get("/now").status == 200);
}

TEST_CASE("a path that means another path is refused")
{
    Running running;
    for (auto const* target :
         {"/../etc/passwd", "/a/../b",    "/a/..",  "/./a",   "//a",     "/a//b",  "/%2e%2e/a", "/a/%2E%2e",
          "/a%2fb",         "/a%2Fb",     "/a%00b", "/a%0ab", "/a\\b",   "/a%5cb", "/a%7f",     "/%ff",
          "/%c0%af",        "/%ed%a0%80", "/%",     "/%4",    "/%zz",    "a",      "*",         "http://",
          "ftp://a/",       "http://a",   "/a#b",   "/?a=%",  "/?a=%ff", "/?a=%00"}) {
        CAPTURE(target);
        auto client = running.client();
        CHECK(client.get(target).status == 400);
        CHECK(client.get("/now").status == 200); // the connection goes on
    }
    for (auto const* target :
         {"/a/", "/a.b", "/..a", "/a..", "/...", "/~a", "http://a/a", "/a?b=c/../d", "/a?//"}) {
        CAPTURE(target);
        CHECK(running.client().get(target).status == 200);
    }
}

TEST_CASE("an empty line before a request is skipped")
{
    Running running;
    auto client = running.client();
    client.write("\r\nGET /now HTTP/1.1\r\nHost: a\r\n\r\n\r\nGET /now HTTP/1.1\r\nHost: a\r\n\r\n");
    CHECK(client.read_reply().status == 200);
    CHECK(client.read_reply().status == 200);
}

TEST_CASE("a request that comes byte by byte is read")
{
    Running running;
    auto client = running.client();
    std::string const request =
        "POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Transfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n4;x=y\r\n&b=2\r\n0\r\nX-Last: 9\r\n\r\n";
    for (char const c : request)
        client.write({&c, 1});
    CHECK(client.read_reply().body == "POST /form\nform a=1\nform b=2\n");
    for (char const c :
         std::string_view("POST /json HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
        client.write({&c, 1});
    CHECK(client.read_reply().body == "POST /json\n");
    CHECK(client.get("/now").status == 200);
}

TEST_CASE("a slow head, a slow body and an idle connection are ended")
{
    Running running(quick());
    auto head = running.client();
    head.write("GET / HTTP/1.1\r\nHost:");
    CHECK(head.read_reply().status == 408);
    CHECK(head.closed());

    auto body = running.client();
    body.write(
        "POST /json HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
    auto const reply = body.read_reply();
    CHECK(reply.status == 408);
    CHECK(reply.headers.value("Kheo-Problem") == "too_slow");
    CHECK(body.closed());

    auto silent = running.client();
    CHECK(silent.closed());
    auto idle = running.client();
    CHECK(idle.get("/now").status == 200);
    CHECK(idle.closed());
}

TEST_CASE("a head that drips keeps its connection no longer than its time")
{
    Running running(quick());
    auto client = running.client();
    client.write("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
    for (int i = 0; i < 50; ++i) {
        client.write("a");
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    CHECK(client.read_reply().status == 408);
}

TEST_CASE("a body earns no more patience than the longest silence")
{
    auto options = quick();
    options.limits.body_rate = 1; // 800 bytes earn minutes
    options.limits.body_pause = std::chrono::milliseconds(150);
    Running running(options);
    auto client = running.client();
    client.write(
        "POST /json HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n" +
        std::string(800, ' '));
    CHECK(client.read_reply().status == 408);
}

TEST_CASE("a chunk whose head does not end is refused")
{
    Running running;
    auto client = running.client();
    client.write("POST /json HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                 "Transfer-Encoding: chunked\r\n\r\n5;" +
                 std::string(40'000, 'a'));
    CHECK(client.read_reply().status == 400);
}

TEST_CASE("what all bodies hold together is bounded, and given back")
{
    Options options;
    options.limits.bodies_bytes = 500;
    Running running(options);
    auto const head = std::string("POST /json HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n");
    for (int i = 0; i < 3; ++i) {
        auto large = running.client();
        large.write(head + "Content-Length: 801\r\n\r\n" + std::string(800, ' '));
        auto const reply = large.read_reply();
        CHECK(reply.status == 503);
        CHECK(reply.headers.value("Kheo-Problem") == "busy");
    }
    auto small = running.client();
    small.write(head + "Content-Length: 400\r\n\r\n" + std::string(400, ' '));
    CHECK(small.read_reply().status == 200);
}

TEST_CASE("a client that does not read its answer is ended")
{
    Running running(quick());
    running.rows.file = running.folder.path / "big";
    std::ofstream(running.rows.file) << std::string(30 << 20, 'a');
    auto client = running.client();
    client.write("GET /file HTTP/1.1\r\nHost: a\r\n\r\n");
    for (int i = 0; i < 2000 && running.server.connections() == 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    for (int i = 0; i < 4000 && running.server.connections() > 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    CHECK(running.server.connections() == 0);
}

TEST_CASE("connections beyond the limits are closed, and counted out when they end")
{
    Options options;
    options.limits.connections_per_address = 3;
    Running running(options);
    {
        auto one = running.client();
        auto two = running.client();
        auto three = running.client();
        CHECK(one.get("/now").status == 200);
        CHECK(two.get("/now").status == 200);
        CHECK(three.get("/now").status == 200);
        auto four = running.client();
        CHECK(four.closed());
    }
    for (int i = 0; i < 1000 && running.server.connections() > 0; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    CHECK(running.client().get("/now").status == 200);
}

TEST_CASE("requests beyond what may wait for a worker are told to come again")
{
    Options options;
    options.threads = 1;
    options.workers = 1;
    options.limits.waiting = 1;
    Running running(options);
    auto busy = running.client();
    busy.write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    running.rows.gate.wait_for_arrivals(1);
    auto waiting = running.client();
    waiting.write("GET /waits HTTP/1.1\r\nHost: a\r\n\r\n");
    // Cached pages and refusals still answer while every worker is busy. One
    // loop reads in the order sent, so the request before this one now waits.
    CHECK(running.client().get("/now").status == 200);
    auto third = running.client();
    auto fourth = running.client();
    third.write("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
    fourth.write("GET /x HTTP/1.1\r\nHost: a\r\n\r\n");
    auto const one = third.read_reply();
    CHECK(one.status == 503);
    CHECK(one.headers.value("Retry-After") == "2");
    CHECK(fourth.read_reply().status == 503);
    running.rows.gate.open();
    CHECK(busy.read_reply().status == 200);
    CHECK(waiting.read_reply().status == 200);
}

TEST_CASE("what a proxy says counts only from a trusted one")
{
    struct Row {
        std::vector<std::string> trusted;
        bool strict_transport;
    };
    for (auto const& row : {Row{{}, false}, Row{{"10.0.0.0/8"}, false}, Row{{"127.0.0.0/8"}, true}}) {
        Options options;
        options.trusted_proxy = row.trusted;
        Running running(options);
        auto const reply =
            running.client().get("/now", {{"X-Forwarded-Proto", "https"}, {"X-Forwarded-For", "1.2.3.4"}});
        CHECK(reply.headers.find("Strict-Transport-Security").has_value() == row.strict_transport);
    }
}
