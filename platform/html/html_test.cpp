// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/html/html.hpp"

#include "platform/html/probe/probe.html.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>

using namespace kheo;
using html::Out;

namespace
{

std::string written(auto write)
{
    Out out;
    write(out);
    return std::move(out).html().take();
}

std::string address(std::string_view value)
{
    return written([&](Out& out) { out.address(value); });
}

// The signs that give a page its structure, in order.
std::string structure(std::string_view page)
{
    std::string signs;
    std::ranges::copy_if(page, std::back_inserter(signs),
                         [](char c) { return std::string_view("<>\"'").contains(c); });
    return signs;
}

std::string rendered(std::string const& value)
{
    return probe::every_context(value, {value, value}, true).take();
}

} // namespace

TEST_CASE("text, attributes and titles escape the five signs and nothing else")
{
    auto const hostile = std::string_view("<b a=\"1\" b='2'>&amp; Ễ 🎋</b>");
    auto const escaped = "&lt;b a=&#34;1&#34; b=&#39;2&#39;&gt;&amp;amp; Ễ 🎋&lt;/b&gt;";
    CHECK(written([&](Out& out) { out.text(hostile); }) == escaped);
    CHECK(written([&](Out& out) { out.attribute(hostile); }) == escaped);
    CHECK(written([&](Out& out) { out.plain(hostile); }) == escaped);
}

TEST_CASE("a zero byte becomes the replacement character")
{
    CHECK(written([](Out& out) { out.text(std::string_view("a\0b", 3)); }) == "a\uFFFDb");
}

TEST_CASE("whole numbers are written as they are")
{
    CHECK(written([](Out& out) { out.text(-2'147'483'648); }) == "-2147483648");
    CHECK(written([](Out& out) { out.attribute(std::size_t{18'446'744'073'709'551'615ULL}); }) ==
          "18446744073709551615");
    CHECK(written([](Out& out) { out.part(std::int64_t{-9'223'372'036'854'775'807}); }) ==
          "-9223372036854775807");
}

TEST_CASE("finished HTML stands only between tags, and no bool, letter or floating number anywhere")
{
    auto const text = [](auto value) { return requires(Out out) { out.text(value); }; };
    auto const attribute = [](auto value) { return requires(Out out) { out.attribute(value); }; };
    auto const plain = [](auto value) { return requires(Out out) { out.plain(value); }; };
    auto const address_of = [](auto value) { return requires(Out out) { out.address(value); }; };
    CHECK(text(html::Html()));
    CHECK_FALSE(attribute(html::Html()));
    CHECK_FALSE(plain(html::Html()));
    CHECK_FALSE(address_of(html::Html()));
    CHECK_FALSE(address_of(7));
    CHECK_FALSE(text(true));
    CHECK_FALSE(text('x'));
    CHECK_FALSE(text(1.5));
    CHECK_FALSE(attribute(true));
    CHECK_FALSE(plain(2.5F));
}

TEST_CASE("an address keeps the schemes that people use and relative ones")
{
    for (auto const* same :
         {"https://a.vn/x?y=z#t", "http://a.vn", "mailto:a@b.vn", "tel:+84901234567", "/mo-hinh/7k2m",
          "?trang=2", "#f-title", "xa/an-binh", "", "//a.vn/x", "HTTPS://A.VN", "/a:b", "?a:b", "%E1%BB%85"})
        CHECK(address(same) == same);
}

TEST_CASE("an address of any other scheme becomes a mark that leads nowhere")
{
    for (auto const* hostile :
         {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
          "java\nscript:alert(1)", "\x01javascript:alert(1)", "data:text/html,<script>", "vbscript:x",
          "blob:x", "file:///etc/passwd", ":x", "ｊavascript:x", "tel :x", "javascript&colon;:x"})
        CHECK_MESSAGE(address(hostile) == "#", std::string(hostile));
}

TEST_CASE("an address is safe between either quotes")
{
    CHECK(address("/a b\"c'd<e>f&g") == "/a%20b%22c%27d%3Ce%3Ef&amp;g");
    CHECK(address("/xã") == "/xã");
    CHECK(address(std::string_view("/\0", 2)) == "/%00");
}

TEST_CASE("an own address begins with one slash")
{
    auto const own = [](std::string_view value) {
        return written([&](Out& out) { out.own_address(value); });
    };
    CHECK(own("/tinh/site.js") == "/tinh/site.js");
    for (auto const* foreign :
         {"//evil.vn/x.js", "/\\evil.vn/x.js", "https://evil.vn/x.js", "x.js", "", "javascript:x"})
        CHECK_MESSAGE(own(foreign) == "#", std::string(foreign));
}

TEST_CASE("a part of an address is percent-encoded byte by byte")
{
    auto const part = [](std::string_view value) { return written([&](Out& out) { out.part(value); }); };
    CHECK(part("a-z_A.Z~09") == "a-z_A.Z~09");
    CHECK(part("../x?y&z=1#t%") == "..%2Fx%3Fy%26z%3D1%23t%25");
    CHECK(part("ễ") == "%E1%BB%85");
    CHECK(part("\"'<>") == "%22%27%3C%3E");
}

TEST_CASE("JSON in a page cannot end its script")
{
    auto const json = [](auto value) { return written([&](Out& out) { out.json(value); }); };
    CHECK(json("</script><!--&\"\\\n") == R"("\u003c/script\u003e\u003c!--\u0026\u0022\\\u000a")");
    CHECK(json(12) == "12");
    CHECK(json(html::Json{R"({"a":"</script>"})"}) == R"({"a":"\u003c/script>"})");
}

TEST_CASE("no value changes the structure of a page, whatever its context")
{
    auto const calm = structure(rendered("x"));
    for (auto byte = 0; byte < 256; ++byte)
        CHECK_MESSAGE(
            structure(rendered(std::string(1, static_cast<char>(byte)))) == structure(rendered("x")), byte);
    for (auto const* hostile : {"</title><script>alert(1)</script>", "\" onload=\"alert(1)",
                                "' onload='alert(1)", "</textarea><b>", "</script><script>",
                                "<!-"
                                "-",
                                "-->", "]]>", "\\\"", "&#34;", "javascript:alert(\"1\")", "{{ value }}"})
        CHECK_MESSAGE(structure(rendered(hostile)) == calm, std::string(hostile));
}

TEST_CASE("values in a compiled template get the escaping of their place")
{
    auto const page = rendered("a&b c");
    CHECK(page.contains("<title>a&amp;b c</title>"));
    CHECK(page.contains("class=\"a a&amp;b c\" title='a&amp;b c' data-n=\"42\">a&amp;b c</p>"));
    CHECK(page.contains("<a href=\"a&amp;b%20c\">whole"));
    CHECK(page.contains("<a href=\"a&amp;b%20c?next=a%26b%20c#a%26b%20c\">"));
    CHECK(page.contains("href=\"/mo-hinh/a%26b%20c/sua?q=a%26b%20c\""));
    CHECK(page.contains("<textarea name=\"t\">\na&amp;b c</textarea>"));
    CHECK(page.contains("<script src=\"#\"></script>"));
    CHECK(page.contains("{\"value\": \"a\\u0026b c\", \"count\": 7}"));
    CHECK(page.contains("<input disabled value=\"a&amp;b c\">"));
    CHECK(page.contains("<li id=\"i1\">a&amp;b c</li>"));
    CHECK_FALSE(probe::every_context("x", {}, false).view().contains("disabled"));
}

TEST_CASE("choices, calls, wraps and defaults do what they say")
{
    auto const words = [](html::Html const& page) {
        std::string said(page.view());
        std::erase_if(said, [](char c) { return c == '\n' || c == ' '; });
        return said;
    };
    CHECK(words(probe::choices(-1)) == "<b>below</b>");
    CHECK(words(probe::choices(0)) == "<b>none</b>");
    CHECK(words(probe::choices(3, "!")) == "<section><h2>Số</h2><i>3</i><b>none</b>!</section>");
    CHECK(words(probe::choices(3)).ends_with("?</section>"));
}

TEST_CASE("a page can be written behind another in one buffer")
{
    Out out(1);
    probe::choices(out, 0);
    auto const once = out.size();
    probe::choices(out, 0);
    CHECK(out.size() == 2 * once);
}

TEST_CASE("finished HTML is inserted as it is, once and in order")
{
    auto const inner = html::trusted("<b>x</b>");
    CHECK(inner.view() == "<b>x</b>");
    CHECK(written([&](Out& out) {
              out.text("1");
              out.text(inner);
              out.literal("<br>");
              out.text(2);
          }) == "1<b>x</b><br>2");
    CHECK(html::Html().empty());
    CHECK_FALSE(inner.empty());
}

TEST_CASE("a body writes into the page that calls it, as often as it is called")
{
    auto calls = 0;
    auto const write = [&](Out& out) { out.text(++calls); };
    auto const body = html::Body(write);
    CHECK(written([&](Out& out) {
              out.text(body);
              out.text("-");
              out.text(body);
          }) == "1-2");
}

TEST_CASE("values longer than the expected page are kept whole")
{
    auto const longer = std::string(100'000, '&');
    CHECK(written([&](Out& out) { out.text(longer); }).size() == 5 * longer.size());
    CHECK(written([&](Out& out) { out.part(longer); }).size() == 3 * longer.size());
}

// About 4 µs in a release build; the limit only catches an accident.
TEST_CASE("a page of ten kilobytes takes microseconds")
{
    std::vector<std::vector<std::string>> const rows(28, std::vector<std::string>(8, "Xã An Bình"));
    constexpr auto rounds = 200;
    std::size_t bytes = 0;
    auto const start = std::chrono::steady_clock::now();
    for (auto round = 0; round < rounds; ++round)
        bytes += probe::page_to_measure(rows).view().size();
    auto const each =
        std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count() / rounds;
    MESSAGE("a page of ", bytes / rounds, " bytes in ", each, " µs");
    CHECK(each < 2'000);
}
