// SPDX-License-Identifier: AGPL-3.0-or-later
// What an honest client meets.
#include "platform/http/server_test.hpp"

#include "doctest/doctest.h"

#include <brotli/decode.h>
#include <zlib.h>

using namespace kheo;
using namespace kheo::http;
using kheo::http::testing::Running;

namespace
{

std::string from_gzip(std::string const& bytes)
{
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    std::string out(1 << 20, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

std::string from_brotli(std::string const& bytes)
{
    std::string out(1 << 20, '\0');
    auto size = out.size();
    CHECK(BrotliDecoderDecompress(bytes.size(), reinterpret_cast<std::uint8_t const*>(bytes.data()), &size,
                                  reinterpret_cast<std::uint8_t*>(out.data())) ==
          BROTLI_DECODER_RESULT_SUCCESS);
    out.resize(size);
    return out;
}

} // namespace

TEST_CASE("a request reaches the dispatcher with its path and query decoded")
{
    Running running;
    auto const reply =
        running.client().get("/%C4%91%E1%BB%8Ba-b%C3%A0n/46?q=m%C3%B4+h%C3%ACnh&q=2&empty=&flag");
    CHECK(reply.status == 200);
    CHECK(reply.body == "GET /địa-bàn/46\nquery q=mô hình\nquery q=2\nquery empty=\nquery flag=\n");
}

TEST_CASE("every answer carries the security headers, and a date from the clock")
{
    Running running;
    auto client = running.client();
    for (auto const* target : {"/now", "/any", "/missing", "/../etc"}) {
        CAPTURE(target);
        auto const reply = client.get(target);
        auto const csp = reply.headers.value("Content-Security-Policy");
        CHECK(csp.find("default-src 'none'") != csp.npos);
        CHECK(csp.find("require-trusted-types-for 'script'") != csp.npos);
        CHECK(csp.find("unsafe") == csp.npos);
        CHECK(reply.headers.value("X-Content-Type-Options") == "nosniff");
        CHECK(reply.headers.value("Referrer-Policy") == "same-origin");
        CHECK(reply.headers.value("Cross-Origin-Opener-Policy") == "same-origin");
        CHECK(reply.headers.value("Cross-Origin-Resource-Policy") == "same-origin");
        CHECK(reply.headers.value("Permissions-Policy").find("geolocation=()") != std::string_view::npos);
        CHECK_FALSE(reply.headers.find("Strict-Transport-Security"));
        CHECK(reply.headers.value("Cache-Control") == "no-store");
        CHECK(reply.headers.value("Date") == "Sat, 21 Nov 2026 03:04:05 GMT");
    }
}

TEST_CASE("one connection carries many requests, and pipelined ones in order")
{
    Running running;
    auto client = running.client();
    for (int i = 0; i < 20; ++i)
        CHECK(client.get("/n/" + std::to_string(i)).body == "GET /n/" + std::to_string(i) + "\n");
    std::string many;
    for (int i = 0; i < 50; ++i)
        many += (i % 2 == 0 ? "GET /now" : "GET /p/" + std::to_string(i)) +
                std::string(" HTTP/1.1\r\nHost: a\r\n\r\n");
    client.write(many);
    for (int i = 0; i < 50; ++i)
        CHECK(client.read_reply().body == (i % 2 == 0 ? "now\n" : "GET /p/" + std::to_string(i) + "\n"));
}

TEST_CASE("Connection: close and HTTP/1.0 end the connection after the answer")
{
    Running running;
    auto one = running.client();
    CHECK(one.get("/now", {{"Connection", "close"}}).headers.value("Connection") == "close");
    CHECK(one.closed());
    auto two = running.client();
    two.write("GET /now HTTP/1.0\r\n\r\n");
    CHECK(two.read_reply().body == "now\n");
    CHECK(two.closed());
    auto three = running.client();
    three.write("GET /now HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(three.read_reply().headers.value("Connection") == "keep-alive");
    CHECK(three.get("/now").status == 200);
}

TEST_CASE("HEAD is answered with the length and without the body")
{
    Running running;
    auto client = running.client();
    for (auto const* target : {"/cached", "/long", "/now"}) {
        CAPTURE(target);
        auto const whole = client.get(target);
        auto const head = client.send("HEAD", target);
        CHECK(head.status == 200);
        CHECK(head.body.empty());
        CHECK(head.headers.value("Content-Length") == std::to_string(whole.body.size()));
    }
}

TEST_CASE("OPTIONS and methods that a row lacks are answered with Allow")
{
    Running running;
    auto client = running.client();
    auto const options = client.send("OPTIONS", "/only-get");
    CHECK(options.status == 204);
    CHECK(options.headers.value("Allow") == "GET, HEAD");
    auto const wrong = client.send("DELETE", "/only-get");
    CHECK(wrong.status == 405);
    CHECK(wrong.headers.value("Allow") == "GET, HEAD");
    CHECK(client.send("OPTIONS", "*").status == 204);
    auto const unknown = client.send("BREW", "/only-get");
    CHECK(unknown.status == 501);
    CHECK(unknown.headers.value("Kheo-Problem") == "unknown_method");
    CHECK(client.get("/now").status == 200);
}

TEST_CASE("a page is encoded as the client asks, each encoding with its own ETag")
{
    Running running;
    auto client = running.client();
    auto const& page = running.rows.long_page;
    for (auto const* target : {"/cached", "/long"}) {
        CAPTURE(target);
        auto const plain = client.get(target);
        auto const gzip = client.get(target, {{"Accept-Encoding", "gzip, deflate"}});
        auto const brotli = client.get(target, {{"Accept-Encoding", "gzip, deflate, br"}});
        CHECK(plain.body == page);
        CHECK_FALSE(plain.headers.find("Content-Encoding"));
        CHECK(gzip.headers.value("Content-Encoding") == "gzip");
        CHECK(from_gzip(gzip.body) == page);
        CHECK(brotli.headers.value("Content-Encoding") == "br");
        CHECK(from_brotli(brotli.body) == page);
        for (auto const& reply : {plain, gzip, brotli})
            CHECK(reply.headers.value("Vary") == "Accept-Encoding");
    }
    auto const one = client.get("/cached").headers.value("ETag");
    CHECK(one.size() > 2);
    CHECK(one != client.get("/cached", {{"Accept-Encoding", "br"}}).headers.value("ETag"));
}

TEST_CASE("a page that the client has is answered with 304")
{
    Running running;
    auto client = running.client();
    for (auto const* encoding : {"identity", "gzip", "br"}) {
        auto const first = client.get("/cached", {{"Accept-Encoding", encoding}});
        CHECK(first.headers.value("Cache-Control") == "no-cache");
        auto const etag = std::string(first.headers.value("ETag"));
        auto const again = client.get("/cached", {{"Accept-Encoding", encoding}, {"If-None-Match", etag}});
        CHECK(again.status == 304);
        CHECK(again.headers.value("ETag") == etag);
        CHECK_FALSE(again.headers.find("Content-Length"));
        CHECK_FALSE(again.headers.find("Content-Encoding"));
    }
    CHECK(client.get("/cached", {{"If-None-Match", "\"other\""}}).status == 200);
}

TEST_CASE("a file is sent whole, in part, or not at all")
{
    Running running;
    std::string content;
    for (int i = 0; i < 100'000; ++i)
        content += std::to_string(i) + "\n";
    running.rows.file = running.folder.path / "file.pdf";
    std::ofstream(running.rows.file, std::ios::binary) << content;
    auto client = running.client();
    auto const whole = client.get("/file");
    CHECK(whole.body == content);
    CHECK(whole.headers.value("Content-Disposition") ==
          "attachment; filename=\"K___ ho___ch _1_.pdf\"; "
          "filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch%20%221%22.pdf");
    auto const part = client.get("/file", {{"Range", "bytes=1000-200999"}});
    CHECK(part.status == 206);
    CHECK(part.headers.value("Content-Range") == "bytes 1000-200999/" + std::to_string(content.size()));
    CHECK(part.body == content.substr(1000, 200'000));
    auto const beyond = client.get("/file", {{"Range", "bytes=99999999-"}});
    CHECK(beyond.status == 416);
    CHECK(beyond.headers.value("Content-Range") == "bytes */" + std::to_string(content.size()));
    CHECK(client.get("/file", {{"Range", "bytes=0-9"}, {"If-Range", "\"e1\""}}).status == 206);
    CHECK(client.get("/file", {{"Range", "bytes=0-9"}, {"If-Range", "\"e0\""}}).status == 200);
    CHECK(client.get("/file", {{"If-None-Match", "\"e1\""}}).status == 304);
}

TEST_CASE("an exception and a dropped exchange become 500 with an incident number and nothing else")
{
    log::open({log::Level::error, log::Form::human, "/dev/null"});
    Running running;
    auto client = running.client();
    for (auto const* target : {"/throws", "/dropped", "/plan-throws"}) {
        CAPTURE(target);
        auto const reply = client.get(target);
        CHECK(reply.status == 500);
        CHECK(reply.headers.value("Kheo-Problem") == "failed");
        CHECK(reply.body.find("mã sự cố ") != std::string::npos);
        CHECK(reply.body.find("secret") == std::string::npos);
        CHECK(reply.body.find("dropped") == std::string::npos);
    }
    CHECK(client.get("/missing").status == 404);
    CHECK(client.get("/now").status == 200);
}

TEST_CASE("an answer may come from any thread, once")
{
    Running running;
    auto client = running.client();
    client.write("GET /held HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n");
    running.rows.gate.wait_for_arrivals(1);
    bool first = false;
    bool second = true;
    std::thread([&] {
        auto const held = std::exchange(running.rows.held, {});
        first = held->send(page(running.rows.long_page));
        second = held->send(text(200, "again"));
    }).join();
    running.rows.gate.open();
    CHECK(first);
    CHECK_FALSE(second);
    CHECK(from_gzip(client.read_reply().body) == running.rows.long_page);
    CHECK(client.get("/now").body == "now\n");
}

TEST_CASE("stop answers the requests in hand, closes idle connections and takes no new ones")
{
    Running running;
    auto idle = running.client();
    CHECK(idle.get("/now").status == 200);
    auto busy = running.client();
    busy.write("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
    running.rows.gate.wait_for_arrivals(1);
    auto const port = running.server.port();
    std::thread stopping([&] { running.server.stop(); });
    CHECK(idle.closed());
    CHECK_THROWS_AS(Client::to_port(port), std::system_error);
    running.rows.gate.open();
    auto const reply = busy.read_reply();
    stopping.join();
    CHECK(reply.status == 200);
    CHECK(reply.body == "GET /slow\n");
    CHECK(reply.headers.value("Connection") == "close");
    CHECK(busy.closed());
    CHECK(running.server.connections() == 0);
    running.server.stop();
}

TEST_CASE("an exchange that outlives the server can still be answered, to nobody")
{
    std::shared_ptr<Exchange> held;
    {
        Options options;
        options.drain = std::chrono::milliseconds(50);
        Running running(options);
        auto client = running.client();
        client.write("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
        running.rows.gate.wait_for_arrivals(1);
        held = std::move(running.rows.held);
        running.rows.gate.open();
        running.server.stop();
        CHECK(client.closed());
        CHECK(held->send(text(200, "late")));
        held.reset();
    }
}

TEST_CASE("a second server on the same port or Unix socket is refused")
{
    Running first;
    Options options;
    options.port = first.server.port();
    CHECK_THROWS_AS(Running{options}, std::system_error);
    Options over_unix;
    over_unix.tcp = false;
    over_unix.unix_socket = first.folder.path / "sock";
    Running second(over_unix);
    CHECK_THROWS_AS(Running{over_unix}, std::system_error);
    CHECK(Client::to_unix_socket(over_unix.unix_socket).get("/now").status == 200);
}

TEST_CASE("the Unix socket is for its owner only, and goes with the server")
{
    Options options;
    testing::Folder folder;
    options.unix_socket = folder.path / "kheo.sock";
    {
        Running running(options);
        CHECK(std::filesystem::status(options.unix_socket).permissions() ==
              (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
        auto client = Client::to_unix_socket(options.unix_socket);
        CHECK(client.get("/now").status == 200);
        CHECK(running.client().get("/now").status == 200);
    }
    CHECK_FALSE(std::filesystem::exists(options.unix_socket));
}

TEST_CASE("many clients at once get their own answers")
{
    Running running;
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
        threads.emplace_back([&, t] {
            auto client = running.client();
            for (int i = 0; i < 100; ++i) {
                auto const path = "/t/" + std::to_string(t) + "/" + std::to_string(i);
                if (client.get(path).body != "GET " + path + "\n" ||
                    client.get("/cached").body != running.rows.long_page)
                    ++wrong;
            }
        });
    for (auto& thread : threads)
        thread.join();
    CHECK(wrong == 0);
}
