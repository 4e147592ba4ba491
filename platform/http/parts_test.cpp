// SPDX-License-Identifier: AGPL-3.0-or-later
// The pure parts: headers, forms, targets, cookies, ranges.
#include "platform/http/answer_head.hpp"
#include "platform/http/cookies.hpp"
#include "platform/http/negotiate.hpp"
#include "platform/http/networks.hpp"
#include "platform/http/urlencoded.hpp"

#include "doctest/doctest.h"

using namespace kheo;
using namespace kheo::http;

namespace
{

Head head_with(std::initializer_list<std::pair<std::string_view, std::string_view>> headers)
{
    Head head;
    for (auto const& [name, value] : headers) {
        head.headers.add(name, value);
        if (name == "Cookie")
            head.cookies = parse_cookies(value);
    }
    return head;
}

std::string shown(Fields const& fields)
{
    std::string out;
    for (auto const& [name, value] : fields)
        out += name + "=" + value + ";";
    return out;
}

} // namespace

TEST_CASE("headers are found whatever their case, the first of a name first")
{
    Headers headers;
    headers.add("Content-Type", "text/html");
    headers.add("X-A", "1");
    headers.add("x-a", "2");
    CHECK(headers.value("content-type") == "text/html");
    CHECK(headers.value("X-a") == "1");
    CHECK(headers.count("X-A") == 2);
    CHECK_FALSE(headers.find("X"));
    CHECK_FALSE(headers.find("Content-Type2"));
}

TEST_CASE("an answer cannot be split by a header")
{
    Headers headers;
    for (auto const* value : {"a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\x01"})
        CHECK_THROWS_AS(headers.add("Location", value), Contradiction);
    CHECK_THROWS_AS(headers.add("Location", std::string_view("a\0b", 3)), Contradiction);
    for (auto const* name : {"", "a b", "a:", "a\r\n", "tên"})
        CHECK_THROWS_AS(headers.add(name, "x"), Contradiction);
    CHECK(headers.size() == 0);
}

TEST_CASE("a redirect stays on the site")
{
    CHECK(see_other("/mo-hinh/46").headers.value("Location") == "/mo-hinh/46");
    for (auto const* path :
         {"", "mo-hinh", "//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb"})
        CHECK_THROWS_AS(see_other(path), Contradiction);
}

TEST_CASE("UTF-8 is text when it is well formed and holds no NUL")
{
    for (auto const* text :
         {"", "a", "Mô hình", "€", "𝄞", "\xed\x9f\xbf", "\xee\x80\x80", "\xf4\x8f\xbf\xbf"})
        CHECK(is_text(text));
    for (auto const* text : {"\x80", "\xc0\xaf", "\xc1\xbf", "\xc3", "\xe0\x9f\xbf", "\xed\xa0\x80",
                             "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82", "a\xff"})
        CHECK_FALSE(is_text(text));
    CHECK_FALSE(is_text(std::string_view("a\0", 2)));
}

TEST_CASE("urlencoded fields are read in order, with their escapes")
{
    struct Row {
        std::string_view body;
        std::string_view fields;
    };
    Row const rows[] = {
        {"", ""},
        {"a=1", "a=1;"},
        {"a=1&b=2&a=3", "a=1;b=2;a=3;"},
        {"a", "a=;"},
        {"=a", "=a;"},
        {"a==b", "a==b;"},
        {"&&a=1&", "a=1;"},
        {"a+b=c+d", "a b=c d;"},
        {"a%2Bb=%26%3D", "a+b=&=;"},
        {"t%C3%AAn=%E1%BA%A5", "tên=ấ;"},
    };
    for (auto const& row : rows) {
        CAPTURE(row.body);
        auto const fields = parse_urlencoded(row.body);
        REQUIRE(fields);
        CHECK(shown(*fields) == row.fields);
    }
    Fields fields;
    fields.add("tên", "a b&c=d+e%");
    CHECK(parse_urlencoded(urlencoded(fields)) == fields);
}

TEST_CASE("urlencoded fields that are wrong or too many are refused")
{
    struct Row {
        std::string body;
        std::string_view problem;
    };
    std::string many;
    for (int i = 0; i < 1001; ++i)
        many += "a=1&";
    Row const rows[] = {
        {"a=%", "bad_form"},       {"a=%1", "bad_form"},
        {"a=%1g", "bad_form"},     {"%=a", "bad_form"},
        {"a=%00", "bad_encoding"}, {"a=%ff", "bad_encoding"},
        {"%c3=a", "bad_encoding"}, {std::string(201, 'n') + "=1", "bad_form"},
        {many, "too_many_fields"}, {"a=" + std::string((256 << 10) + 1, 'x'), "field_too_long"},
    };
    for (auto const& row : rows) {
        CAPTURE(row.body.substr(0, 50));
        auto const fields = parse_urlencoded(row.body);
        REQUIRE_FALSE(fields);
        CHECK(fields.error().id == row.problem);
    }
    many.resize(many.size() - 4);
    CHECK(parse_urlencoded(many)->size() == 1000);
    CHECK(parse_urlencoded("a=b%00c&d=e", {.marks_nul = true})->value("a") == "b\x01"
                                                                              "c");
}

TEST_CASE("cookies are read as browsers send them, and odd ones are left out")
{
    CHECK(shown(parse_cookies("a=1; b=\"2\";c = 3 ;d; =x; e=")) == "a=1;b=2;c=3;e=;");
    std::string many;
    for (int i = 0; i < 60; ++i)
        many += "a=1; ";
    CHECK(parse_cookies(many).size() == 50);
}

TEST_CASE("a cookie is bound to the host behind TLS, and plain on loopback")
{
    auto head = head_with({{"Cookie", "phien=one; __Host-phien=two"}});
    CHECK(cookie(head, "phien") == "one");
    Response plain;
    set_cookie(plain, head, "phien", "x1", 60);
    CHECK(plain.headers.value("Set-Cookie") == "phien=x1; Path=/; HttpOnly; SameSite=Lax; Max-Age=60");
    head.secure = true;
    CHECK(cookie(head, "phien") == "two");
    Response secure;
    set_cookie(secure, head, "phien", "x1");
    CHECK(secure.headers.value("Set-Cookie") == "__Host-phien=x1; Path=/; HttpOnly; SameSite=Lax; Secure");
    Response cleared;
    clear_cookie(cleared, head, "phien");
    CHECK(cleared.headers.value("Set-Cookie").ends_with("Secure; Max-Age=0"));
    CHECK_THROWS_AS(set_cookie(cleared, head, "phien", "a;b"), Contradiction);
}

TEST_CASE("a write from another site is told from one of ours")
{
    struct Row {
        std::initializer_list<std::pair<std::string_view, std::string_view>> headers;
        bool cross;
    };
    Row const rows[] = {
        {{{"Host", "a.vn"}, {"Origin", "https://a.vn"}}, false},
        {{{"Host", "a.vn"}, {"Origin", "https://A.vn"}}, false},
        {{{"Host", "a.vn:8080"}, {"Origin", "http://a.vn:8080"}}, false},
        {{{"Host", "a.vn"}, {"Origin", "https://b.vn"}}, true},
        {{{"Host", "a.vn"}, {"Origin", "https://a.vn.b.vn"}}, true},
        {{{"Host", "a.vn"}, {"Origin", "https://a.vn:444"}}, true},
        {{{"Host", "a.vn"}, {"Origin", "null"}}, true},
        {{{"Host", "a.vn"}, {"Origin", "https://a.vn"}, {"Sec-Fetch-Site", "cross-site"}}, true},
        {{{"Host", "a.vn"}, {"Sec-Fetch-Site", "same-origin"}}, false},
        {{{"Host", "a.vn"}, {"Sec-Fetch-Site", "none"}}, false},
        {{{"Host", "a.vn"}, {"Sec-Fetch-Site", "same-site"}}, true},
        {{{"Host", "a.vn"}, {"Referer", "https://a.vn/phan-anh"}}, false},
        {{{"Host", "a.vn"}, {"Referer", "https://b.vn/a.vn"}}, true},
        {{{"Host", "a.vn"}, {"Referer", "about:blank"}}, true},
        {{{"Host", "a.vn"}}, false},
        {{{"Host", "a.vn"}, {"Cookie", "phien=1"}}, true},
        {{{"Origin", "https://"}}, true},
    };
    for (auto const& row : rows)
        CHECK(cross_site(head_with(row.headers)) == row.cross);
}

TEST_CASE("the encoding is chosen by weight, brotli before gzip")
{
    struct Row {
        std::string_view field;
        std::string_view encoding;
    };
    Row const rows[] = {
        {"", ""},
        {"gzip", "gzip"},
        {"gzip, deflate, br", "br"},
        {"GZIP;Q=0.5", "gzip"},
        {"gzip;q=1.0, br;q=0.5", "gzip"},
        {"br;q=0, gzip", "gzip"},
        {"br;q=0.000", ""},
        {"*", "br"},
        {"*;q=0", ""},
        {"br;q=0, *", "gzip"},
        {"identity", ""},
        {"br;q=2", ""},
        {"br;q=abc", ""},
        {"br;q=1.001", ""},
        {"zstd, , ;", ""},
    };
    for (auto const& row : rows) {
        CAPTURE(row.field);
        CHECK(name(accepted_encoding(head_with({{"Accept-Encoding", row.field}}))) == row.encoding);
    }
}

TEST_CASE("an ETag is found in a list")
{
    for (auto const* list :
         {"*", " * ", "\"a\"", "W/\"a\"", "\"b\", \"a\"", "W/\"b\",W/\"a\" , \"c\"", "\"a\"garbage"})
        CHECK(names_etag(list, "a"));
    for (auto const* list : {"", "a", "\"b\"", "\"a", "W/", "\"b\" \"a\"", "\"aa\"", ","})
        CHECK_FALSE(names_etag(list, "a"));
}

TEST_CASE("a byte range is read as the specification says")
{
    struct Row {
        std::string_view field;
        std::uint64_t size;
        RangeKind kind;
        Range range;
    };
    using enum RangeKind;
    Row const rows[] = {
        {"bytes=0-0", 10, part, {0, 1}},
        {"bytes=2-5", 10, part, {2, 4}},
        {"bytes=2-", 10, part, {2, 8}},
        {"bytes=2-99", 10, part, {2, 8}},
        {"bytes=-3", 10, part, {7, 3}},
        {"bytes=-99", 10, part, {0, 10}},
        {"BYTES=0-1", 10, part, {0, 2}},
        {"bytes=9-9", 10, part, {9, 1}},
        {"bytes=10-", 10, unsatisfiable, {0, 0}},
        {"bytes=-0", 10, unsatisfiable, {0, 0}},
        {"bytes=0-", 0, unsatisfiable, {0, 0}},
        {"bytes=-1", 0, unsatisfiable, {0, 0}},
        {"", 10, whole, {0, 10}},
        {"bytes=", 10, whole, {0, 10}},
        {"bytes=-", 10, whole, {0, 10}},
        {"bytes=5-2", 10, whole, {0, 10}},
        {"bytes=0-1,3-4", 10, whole, {0, 10}},
        {"bytes=a-b", 10, whole, {0, 10}},
        {"bytes=1-2x", 10, whole, {0, 10}},
        {"bytes=--1", 10, whole, {0, 10}},
        {"bytes=99999999999999999999-", 10, whole, {0, 10}},
        {"bytes=0-18446744073709551615", 10, part, {0, 10}},
        {"items=0-1", 10, whole, {0, 10}},
    };
    for (auto const& row : rows) {
        CAPTURE(row.field);
        auto const answer = parse_range(row.field, row.size);
        CHECK(answer.kind == row.kind);
        CHECK(answer.range == row.range);
    }
}

TEST_CASE("addresses have one form, and networks contain what they should")
{
    struct Row {
        std::string_view network;
        std::string_view address;
        bool contained;
    };
    Row const rows[] = {
        {"10.0.0.0/8", "10.255.1.2", true},
        {"10.0.0.0/8", "11.0.0.1", false},
        {"10.0.0.1", "10.0.0.1", true},
        {"10.0.0.1", "10.0.0.2", false},
        {"10.0.0.0/8", "::ffff:10.1.1.1", true},
        {"10.0.0.0/9", "10.128.0.1", false},
        {"0.0.0.0/0", "1.2.3.4", true},
        {"0.0.0.0/0", "2001:db8::1", false},
        {"fd00::/8", "fdab::1", true},
        {"fd00::/8", "fe00::1", false},
        {"::1", "::1", true},
    };
    for (auto const& row : rows) {
        CAPTURE(row.network);
        CAPTURE(row.address);
        CHECK(Networks({std::string(row.network)}).contain(*parse_address(row.address)) == row.contained);
    }
    CHECK(shown(*parse_address("::ffff:1.2.3.4")) == "1.2.3.4");
    for (auto const* text : {"", "a", "1.2.3", "1.2.3.4.5", "01.2.3.4", "[::1]", "::1%eth0", "1.2.3.4:80"})
        CHECK_FALSE(parse_address(text));
    for (auto const* text : {"10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "a/8", "10.0.0.0/8x"})
        CHECK_THROWS_AS(Networks({text}), std::invalid_argument);
}

TEST_CASE("the client is the last address that no trusted proxy named")
{
    Networks const trusted({"127.0.0.1", "10.0.0.0/8"});
    struct Row {
        std::string_view peer;
        std::string_view forwarded;
        std::string_view client;
    };
    Row const rows[] = {
        {"127.0.0.1", "1.2.3.4", "1.2.3.4"},
        {"127.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"},
        {"127.0.0.1", "6.6.6.6, 1.2.3.4, 10.1.1.1", "1.2.3.4"},
        {"127.0.0.1", "1.2.3.4, unknown, 10.1.1.1", "10.1.1.1"},
        {"127.0.0.1", "nonsense", "127.0.0.1"},
        {"127.0.0.1", "", "127.0.0.1"},
        {"8.8.8.8", "1.2.3.4", "8.8.8.8"},
    };
    for (auto const& row : rows) {
        CAPTURE(row.forwarded);
        auto head = head_with({{"X-Forwarded-For", row.forwarded}, {"X-Forwarded-Proto", "https"}});
        head.address = row.peer;
        set_client(head, *parse_address(row.peer), trusted);
        CHECK(head.address == row.client);
        CHECK(head.secure == (row.peer == "127.0.0.1"));
    }
    auto head = head_with({{"X-Forwarded-Proto", "https, http"}});
    set_client(head, *parse_address("127.0.0.1"), trusted);
    CHECK_FALSE(head.secure);
}

TEST_CASE("the date of an answer is written as HTTP wants it")
{
    CHECK(http_date({0}) == "Thu, 01 Jan 1970 00:00:00 GMT");
    CHECK(http_date({1795230245678}) == "Sat, 21 Nov 2026 03:04:05 GMT");
    CHECK(http_date({951782400000}) == "Tue, 29 Feb 2000 00:00:00 GMT");
}
