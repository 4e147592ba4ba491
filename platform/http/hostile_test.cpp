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

std::string multipart(std::string_view parts)
{
    return "POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; "
           "boundary=B\r\nContent-Length: " +
           std::to_string(parts.size()) + "\r\n\r\n" + std::string(parts);
}

std::string file_part(std::string_view name, std::string_view file, std::string_view content)
{
    return "--B\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"; filename=\"" +
           std::string(file) + "\"\r\nContent-Type: text/csv\r\n\r\n" + std::string(content) + "\r\n";
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

TEST_CASE("a form is read in both encodings")
{
    Running running;
    auto client = running.client();
    auto const plain =
        client.send("POST", "/form", {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}},
                    "t%C3%AAn=M%C3%B4+h%C3%ACnh&a=1&a=2&trống=");
    CHECK(plain.body == "POST /form\nform tên=Mô hình\nform a=1\nform a=2\nform trống=\n");
    client.write(multipart("--B\r\nContent-Disposition: form-data; name=\"tên\"\r\n\r\nMô hình\r\n" +
                           file_part("tệp", "C:\\sổ\\đăng ký.csv", "a,b\r\n--Cx") + file_part("tệp", "", "") +
                           "--B--\r\n"));
    CHECK(client.read_reply().body == "POST /form\nform tên=Mô hình\nfile tệp đăng ký.csv text/csv 9 9 "
                                      "1f1f54bd716cb95b49779bfb0ba0b4ec5274024e6103ebfbe0751f26ef4ed809\n");
    CHECK(running.folder.files_once(0) == 0);
}

TEST_CASE("a body that the row does not take is refused before it is read")
{
    Running running;
    struct Row {
        std::string_view target;
        std::string_view type;
        int status;
    };
    Row const rows[] = {
        {"/any", "application/x-www-form-urlencoded", 415},
        {"/form", "application/json", 415},
        {"/form", "text/plain", 415},
        {"/form", "", 415},
        {"/json", "application/x-www-form-urlencoded", 415},
        {"/form", "multipart/form-data", 400},
        {"/form", "multipart/form-data; boundary=", 400},
    };
    for (auto const& row : rows) {
        CAPTURE(row.target);
        CAPTURE(row.type);
        auto client = running.client();
        CHECK(client.send("POST", row.target, {{"Content-Type", row.type}}, "a=1").status == row.status);
        CHECK(client.closed());
    }
    CHECK(running.client().send("POST", "/any").body == "POST /any\n");
}

TEST_CASE("a wrong form is refused with its problem, and nothing of it stays")
{
    std::string const head = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    struct Row {
        std::string body;
        std::string_view problem;
    };
    Row const rows[] = {
        {file_part("f", "a.csv", std::string(100'001, 'x')) + "--B--\r\n", "file_too_large"},
        {file_part("f", "a.csv", std::string(90'000, 'x')) +
             file_part("f", "b.csv", std::string(90'000, 'x')) + "--B--\r\n",
         "body_too_large"},
        {file_part("f", "a", "1") + file_part("f", "b", "2") + file_part("f", "c", "3") + "--B--\r\n",
         "too_many_files"},
        {head + std::string(5000, 'x') + "\r\n--B--\r\n", "body_too_large"},
        {head + "\xff\r\n--B--\r\n", "bad_encoding"},
        {head + std::string("a\0b", 3) + "\r\n--B--\r\n", "bad_encoding"},
        {file_part("f", "a.csv", "never ended"), "bad_form"},
        {file_part("f", "a.csv", "then broken") +
             "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--\r\n",
         "bad_form"},
        {"--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--B--\r\n", "bad_form"},
        {"--B\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: "
         "base64\r\n\r\nx\r\n--B--\r\n",
         "bad_form"},
        {"--B\r\nX: " + std::string(9000, 'x') + "\r\n\r\nx\r\n--B--\r\n", "bad_form"},
        {"--B junk\r\n", "bad_form"},
        {"", ""},
    };
    Running running;
    for (auto const& row : rows) {
        if (row.problem.empty())
            continue;
        CAPTURE(row.body.substr(0, 200));
        auto client = running.client();
        client.write(multipart(row.body));
        CHECK(client.read_reply().headers.value("Kheo-Problem") == row.problem);
    }
    CHECK(running.folder.files_once(0) == 0);
}

TEST_CASE("an upload that is too large is cut with 413, whether it says its length or not")
{
    Running running;
    auto said = running.client();
    said.write("POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=B\r\n"
               "Content-Length: 60000000\r\n\r\n--B\r\n");
    CHECK(said.read_reply().status == 413);

    auto chunked = running.client();
    chunked.write("POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=B\r\n"
                  "Transfer-Encoding: chunked\r\n\r\n");
    auto const chunk = [&](std::string const& bytes) {
        char size[20];
        std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
        chunked.write(size + bytes + "\r\n");
    };
    chunk("--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n");
    for (int i = 0; i < 20; ++i)
        chunk(std::string(8000, 'x'));
    auto const reply = chunked.read_reply();
    CHECK(reply.status == 413);
    CHECK(reply.headers.value("Kheo-Problem") == "file_too_large");
    CHECK(reply.body.find("“a”") != std::string::npos);
    CHECK(running.folder.files_once(0) == 0);
}

TEST_CASE("an upload that breaks off leaves no file")
{
    Running running;
    {
        auto client = running.client();
        client.write("POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=B\r\n"
                     "Content-Length: 90000\r\n\r\n" +
                     file_part("f", "a", std::string(50'000, 'x')));
        for (int i = 0; i < 200 && std::filesystem::is_empty(running.folder.path); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        CHECK_FALSE(std::filesystem::is_empty(running.folder.path));
    }
    CHECK(running.folder.files_once(0) == 0);
}

TEST_CASE("a full disk is a failure with an incident number, not a lost connection")
{
    log::open({log::Level::error, log::Form::human, "/dev/null"});
    Running running;
    std::filesystem::remove_all(running.folder.path);
    auto client = running.client();
    client.write(multipart(file_part("f", "a", "x") + "--B--\r\n"));
    auto const reply = client.read_reply();
    CHECK(reply.status == 500);
    CHECK(reply.body.find("mã sự cố") != std::string::npos);
    std::filesystem::create_directory(running.folder.path);
}

TEST_CASE("Expect: 100-continue is answered once the body is wanted, and only then")
{
    Running running;
    std::string const head =
        " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n";
    auto wanted = running.client();
    wanted.write("POST /json" + head + "Content-Length: 2\r\n\r\n");
    CHECK(wanted.read_reply().status == 100);
    wanted.write("{}");
    CHECK(wanted.read_reply().body == "POST /json\nbody {}\n");
    auto unwanted = running.client();
    unwanted.write("POST /any" + head + "Content-Length: 2\r\n\r\n");
    CHECK(unwanted.read_reply().status == 415);
    auto too_long = running.client();
    too_long.write("POST /json" + head + "Content-Length: 2000\r\n\r\n");
    CHECK(too_long.read_reply().status == 413);
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
