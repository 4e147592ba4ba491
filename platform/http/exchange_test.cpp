// SPDX-License-Identifier: AGPL-3.0-or-later
// What a dispatcher is told and what becomes of its answers.
#include "platform/http/compress.hpp"
#include "platform/http/cookies.hpp"
#include "platform/http/negotiate.hpp"
#include "platform/http/parser.hpp"
#include "platform/http/problems.hpp"
#include "platform/http/server_test.hpp"

#include "doctest/doctest.h"

using namespace kheo;
using namespace kheo::http;

namespace
{

// Answers with what the head says, and shows refusals in its own way.
struct Mirror final : Dispatcher {
    Plan plan(Head const& head) override
    {
        Plan plan;
        plan.row = "/mirror/{any}";
        plan.accepts.json = true;
        plan.context = std::make_shared<std::string>("context of " + head.path);
        return plan;
    }
    void answer(std::shared_ptr<Exchange> exchange) override
    {
        auto const& request = exchange->request();
        exchange->line().actor = "46";
        exchange->line().statements = {"one", "two"};
        if (request.path == "/problem") {
            std::thread([exchange] { exchange->send(Problem(kheo::problems::not_allowed)); }).join();
            return;
        }
        if (request.path == "/big") {
            exchange->send(text(200, std::string(3'000'000, 'b')));
            return;
        }
        if (request.path == "/both") {
            exchange->send(text(200, "first\n"));
            throw std::runtime_error("too late to be told");
        }
        auto const& context = *std::static_pointer_cast<std::string const>(exchange->plan().context);
        exchange->send(text(200, request.address + "|" + (request.secure ? "secure" : "plain") + "|" +
                                     (request.over_unix_socket ? "unix" : "tcp") + "|" + context + "|" +
                                     std::to_string(request.received.ms) + "|" + request.id + "|" +
                                     std::string(request.cookies.value("c"))));
    }
    Response refuse(Head const& head, Problem const& problem) override
    {
        return text(problem.status, "shown: " + problem.id + " at " + head.path);
    }
};

struct Mirrored {
    testing::Folder folder;
    testing::StillClock clock;
    Mirror mirror;
    Server server;
    explicit Mirrored(Options options = {}) : server(prepared(options, folder), mirror, clock) {}
    Client client() const { return Client::to_port(server.port()); }
    static Options prepared(Options options, testing::Folder const& folder)
    {
        options.temp_folder = folder.path;
        return options;
    }
};

std::vector<std::string> lines_of(std::filesystem::path const& path)
{
    log::flush();
    std::ifstream file(path);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);)
        lines.push_back(line);
    return lines;
}

Head head_with(std::initializer_list<std::pair<std::string_view, std::string_view>> headers)
{
    Head head;
    for (auto const& [name, value] : headers)
        head.headers.add(name, value);
    return head;
}

struct Collector final : BodyReader {
    std::string seen;
    std::uint64_t limit() const override { return 100; }
    Outcome<void> feed(std::string_view bytes) override
    {
        if (bytes.find('!') != bytes.npos)
            return refuse(http::problems::bad_form);
        seen += bytes;
        return {};
    }
    Outcome<void> finish(Request&) override { return {}; }
};

} // namespace

TEST_CASE("a dispatcher is told where a request came from, and gets its own context back")
{
    log::open({log::Level::error, log::Form::human, "/dev/null"});
    Options options;
    options.trusted_proxy = {"127.0.0.0/8"};
    testing::Folder place;
    options.unix_socket = place.path / "s";
    Mirrored mirrored(options);
    auto const one = mirrored.client().get("/a").body;
    CHECK(one.starts_with("127.0.0.1|plain|tcp|context of /a|1795230245678|"));
    auto const id = one.substr(one.size() - 16, 15);
    CHECK(id.find_first_not_of("0123456789abcdef") == id.npos);
    CHECK(mirrored.client().get("/a").body != one);
    CHECK(
        mirrored.client()
            .get("/a",
                 {{"X-Forwarded-For", "2001:db8::1"}, {"X-Forwarded-Proto", "https"}, {"Cookie", "b=1; c=2"}})
            .body.starts_with("2001:db8::1|secure|tcp|"));
    auto const over_unix =
        Client::to_unix_socket(options.unix_socket).get("/a", {{"X-Forwarded-For", "1.2.3.4"}});
    CHECK(over_unix.body.starts_with("|plain|unix|"));
}

TEST_CASE("refusals look as the dispatcher shows them, whoever refuses and from any thread")
{
    log::open({log::Level::error, log::Form::human, "/dev/null"});
    Mirrored mirrored;
    auto client = mirrored.client();
    CHECK(client.get("/problem").body == "shown: not_allowed at /problem");
    CHECK(client.get("/a/../b").body == "shown: bad_address at ");
    CHECK(client.send("POST", "/a", {{"Content-Type", "text/plain"}}, "x").body ==
          "shown: body_not_taken at /a");
}

TEST_CASE("each request is one line of row, actor and statements, without path, address or query")
{
    testing::Folder folder;
    log::open({log::Level::info, log::Form::human, folder.path / "log"});
    {
        Mirrored mirrored;
        auto client = mirrored.client();
        client.get("/nguoi-dan/0912345678?ten=An",
                   {{"Cookie", "phien=bi-mat"}, {"User-Agent", "trình duyệt"}});
        client.get("/problem");
        client.get("/x/../bi-mat");
    }
    auto const lines = lines_of(folder.path / "log");
    log::open({log::Level::error, log::Form::human, "/dev/null"});
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].find(" actor=46 row=/mirror/{any} status=200 ms=") != std::string::npos);
    CHECK(lines[0].ends_with(" statements=one,two"));
    CHECK(lines[1].find(" status=403 ") != std::string::npos);
    CHECK(lines[2].find(" row=- status=400 ") != std::string::npos);
    for (auto const& line : lines)
        for (auto const* secret : {"0912345678", "ten", "bi-mat", "127.0.0.1", "nguoi-dan", "trình"})
            CHECK(line.find(secret) == std::string::npos);
}

TEST_CASE("a failure after the answer is logged, and the answer stands")
{
    testing::Folder folder;
    log::open({log::Level::error, log::Form::human, folder.path / "log"});
    {
        Mirrored mirrored;
        CHECK(mirrored.client().get("/both").body == "first\n");
    }
    auto const lines = lines_of(folder.path / "log");
    log::open({log::Level::error, log::Form::human, "/dev/null"});
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].find("too late to be told") != std::string::npos);
}

TEST_CASE("a large answer is written in pieces, between others on one connection")
{
    Mirrored mirrored;
    auto client = mirrored.client();
    std::string const request = " HTTP/1.1\r\nHost: a\r\n\r\n";
    client.write("GET /a" + request + "GET /big" + request + "GET /a" + request);
    CHECK(client.read_reply().status == 200);
    CHECK(client.read_reply().body == std::string(3'000'000, 'b'));
    CHECK(client.read_reply().status == 200);
}

TEST_CASE("connections beyond the whole limit are closed at once")
{
    Options options;
    options.limits.connections = 2;
    Mirrored mirrored(options);
    auto one = mirrored.client();
    auto two = mirrored.client();
    CHECK(one.get("/a").status == 200);
    CHECK(two.get("/a").status == 200);
    auto three = mirrored.client();
    CHECK(three.closed());
}

TEST_CASE("an exchange answers once, and 500 when it is dropped")
{
    log::open({log::Level::error, log::Form::human, "/dev/null"});
    std::vector<Answer> answers;
    auto const collect = [&](Exchange&, Answer answer) { answers.push_back(std::move(answer)); };
    {
        Exchange exchange(Request{}, Plan{}, collect);
        CHECK(exchange.send(text(200, "a")));
        CHECK_FALSE(exchange.send(text(200, "b")));
        exchange.fail("too late");
    }
    REQUIRE(answers.size() == 1);
    CHECK(in_memory(std::get<Response>(answers[0]).body) == "a");
    {
        Exchange exchange(Request{}, Plan{}, collect);
        exchange.fail("broken");
        CHECK(exchange.line().incident.size() == 10);
    }
    {
        Exchange const dropped(Request{}, Plan{}, collect);
    }
    REQUIRE(answers.size() == 3);
    for (std::size_t const i : {1, 2})
        CHECK(std::get<Problem>(answers[i]).id == "failed");
}

TEST_CASE("the parser stops at the end of a head, and hands over the body and what follows it")
{
    std::string const wire = "POST /a HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabcGET /b HTTP/1.1\r\n";
    RequestParser parser(1000);
    auto const head = parser.put(wire);
    CHECK(wire.substr(head) == "abcGET /b HTTP/1.1\r\n");
    CHECK(parser.state() == RequestParser::State::reading_body);
    CHECK(parser.head().method == Method::post);
    CHECK(parser.content_length() == 3);
    CHECK(parser.keeps_alive());
    Collector body;
    parser.read_body_into(body);
    CHECK(parser.put(wire.substr(head)) == 3);
    CHECK(parser.state() == RequestParser::State::done);
    CHECK(body.seen == "abc");
    parser.restart();
    CHECK(parser.state() == RequestParser::State::reading_head);
    parser.put("GET /b HTTP/1.0\r\nConnection: close\r\n\r\n");
    CHECK(parser.state() == RequestParser::State::done);
    CHECK(parser.is_http_1_0());
    CHECK_FALSE(parser.keeps_alive());
}

TEST_CASE("what the body's reader refuses is the parser's problem")
{
    RequestParser parser(1000);
    std::string const wire =
        "POST /a HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n2\r\n!!\r\n0\r\n\r\n";
    auto const head = parser.put(wire);
    Collector body;
    parser.read_body_into(body);
    parser.put(wire.substr(head));
    CHECK(parser.state() == RequestParser::State::refused);
    CHECK(parser.problem().id == "bad_form");
    CHECK(body.seen == "ab");
}

TEST_CASE("a body is compressed only where it pays and is wanted")
{
    struct Row {
        std::string_view what;
        Head head;
        Response response;
        bool compressed;
    };
    auto const wanting = head_with({{"Accept-Encoding", "br"}});
    std::string const long_text(5000, 'a');
    auto image = page(long_text);
    image.type = "image/jpeg";
    auto const failed = text(404, long_text);
    auto const part = text(206, long_text);
    auto done = page(long_text);
    done.encoding = "gzip";
    auto secret = page(long_text);
    secret.compressible = false;
    Row const rows[] = {
        {"wanted", wanting, page(long_text), true},
        {"json", wanting, json(200, long_text), true},
        {"short", wanting, page("a"), false},
        {"image", wanting, image, false},
        {"a refused page", wanting, failed, true},
        {"a part of a file", wanting, part, false},
        {"encoded already", wanting, done, false},
        {"not to be", wanting, secret, false},
        {"unwanted", Head{}, page(long_text), false},
        {"a range", head_with({{"Accept-Encoding", "br"}, {"Range", "bytes=0-1"}}), page(long_text), false},
    };
    for (auto const& row : rows) {
        CAPTURE(row.what);
        CHECK(would_compress(row.head, row.response) == row.compressed);
        auto response = row.response;
        compress(row.head, response);
        CHECK((size(response.body) < size(row.response.body)) == row.compressed);
    }
}

TEST_CASE("conditions apply to whole answers to reads alone")
{
    auto const made = [](int status) {
        auto response = text(status, "0123456789");
        response.etag = "e";
        response.ranges = true;
        return response;
    };
    auto const applied = [](Head head, Response response, Method method = Method::get) {
        head.method = method;
        apply_conditions(head, response);
        return response.status;
    };
    auto const known = head_with({{"If-None-Match", "\"e\""}});
    auto const ranged = head_with({{"Range", "bytes=1-2"}});
    CHECK(applied(known, made(200)) == 304);
    CHECK(applied(known, made(200), Method::head) == 304);
    CHECK(applied(known, made(200), Method::post) == 200);
    CHECK(applied(known, made(404)) == 404);
    CHECK(applied(ranged, made(200)) == 206);
    CHECK(applied(ranged, made(200), Method::head) == 200);
    CHECK(applied(ranged, made(404)) == 404);
    auto encoded = made(200);
    encoded.encoding = "br";
    CHECK(applied(ranged, encoded) == 200);
    auto no_tag = made(200);
    no_tag.etag.clear();
    CHECK(applied(head_with({{"If-None-Match", "*"}}), no_tag) == 200);
}
