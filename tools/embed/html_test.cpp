// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tools/embed/html_compile.hpp"
#include "tools/embed/html_scan.hpp"

#include <doctest/doctest.h>

#include <string>

using kheo::embed::compile;
using kheo::embed::split_arguments;
using kheo::embed::TemplateError;

namespace
{

std::string in_template(std::string_view body)
{
    return "{% template page(Page const& page) %}\n" + std::string(body) + "\n{% end %}\n";
}

std::string source_of(std::string_view body)
{
    return compile(in_template(body), "web", "page.html").source;
}

struct Fault {
    std::string_view body; // begins on line 2
    int line;
    std::string_view reason;
};

void check_stops(Fault const& fault)
{
    CAPTURE(fault.body);
    try {
        source_of(fault.body);
        FAIL_CHECK("was compiled");
    } catch (TemplateError const& error) {
        CHECK(error.line == fault.line);
        CHECK_MESSAGE(std::string_view(error.what()).contains(fault.reason), error.what());
    }
}

struct Written {
    std::string_view body;
    std::string_view code;
};

} // namespace

TEST_CASE("a value where no escaping is safe stops the build and names its line")
{
    Fault const faults[] = {
        {"<p title={{ x }}>a</p>", 2, "quotes"},
        {"<p\n title={{ x }}>a</p>", 3, "quotes"},
        {"<p title=a{{ x }}>a</p>", 2, "quotes"},
        {"<p title= {{ x }}>a</p>", 2, "quotes"},
        {"<{{ x }}>a</p>", 2, "tag name must follow"},
        {"<p{{ x }}>a</p>", 2, "between quotes"},
        {"<p {{ x }}>a</p>", 2, "between quotes"},
        {"<p {{ x }}=\"a\">a</p>", 2, "between quotes"},
        {"<p data-{{ x }}=\"a\">a</p>", 2, "between quotes"},
        {"<p title=\"a\"{{ x }}>a</p>", 2, "between quotes"},
        {"</{{ x }}>", 2, "tag name must follow"},
        {"<script src=\"/a.js\">{{ x }}</script>", 2, "<script>"},
        {"<script type=\"{{ x }}\" src=\"/a\"></script>", 2, "no value is safe in type"},
        {"<img alt=\"\" srcset=\"{{ x }}\">", 2, "no value is safe in srcset"},
        {"<a href=\"#\" ping=\"{{ x }}\">a</a>", 2, "no value is safe in ping"},
        {"<a href=\"{{ x }}:{{ y }}\">a</a>", 2, "one of / ? # &"},
        {"<a href=\"{{ x }}script:\">a</a>", 2, "one of / ? # &"},
    };
    for (auto const& fault : faults)
        check_stops(fault);
}

TEST_CASE("script, style and what changes other elements are refused altogether")
{
    Fault const faults[] = {
        {"<p onclick=\"go()\">a</p>", 2, "onclick="},
        {"<p OnClick=\"{{ x }}\">a</p>", 2, "onclick="},
        {"<p style=\"color:red\">a</p>", 2, "style="},
        {"<p style=\"{{ x }}\">a</p>", 2, "style="},
        {"<p STYLE='a'>a</p>", 2, "style="},
        {"<style>p{}</style>", 2, "<style>"},
        {"<style>{{ x }}</style>", 2, "<style>"},
        {"<script>alert(1)</script>", 2, "needs src"},
        {"<script>{{ x }}</script>", 2, "needs src"},
        {"<script type=\"module\">a</script>", 2, "needs src"},
        {"<script src=\"/a.js\" type=\"application/json\"></script>", 2, "needs src"},
        {"<script src=\"/a.js\">alert(1)</script>", 2, "name a file by src"},
        {"<script type=\"application/json\">{}</scrip></script>", 2, "only </script>"},
        {"<!-- {{ x }} -->", 2, "comment"},
        {"a\n<!-- b -->", 3, "comment"},
        {"<![CDATA[a]]>", 2, "DOCTYPE"},
        {"<!doctype html>", 2, "DOCTYPE"},
        {"<iframe src=\"/a\"></iframe>", 2, "<iframe>"},
        {"<base href=\"/a\">", 2, "<base>"},
        {"<svg><animate attributeName=\"href\"/></svg>", 2, "<animate>"},
        {"<svg><foreignObject></foreignObject></svg>", 2, "<foreignobject>"},
        {"<object data=\"/a\"></object>", 2, "<object>"},
        {"<meta http-equiv=\"refresh\" content=\"0\">", 2, "http-equiv="},
        {"<p srcdoc=\"a\">a</p>", 2, "srcdoc="},
        {"<a href=\"javascript:go()\">a</a>", 2, "must be http"},
        {"<a href=\"javascript:{{ x }}\">a</a>", 2, "must be http"},
        {"<form action=\"data:x\"></form>", 2, "must be http"},
    };
    for (auto const& fault : faults)
        check_stops(fault);
}

TEST_CASE("a block must end in the HTML in which it began")
{
    Fault const faults[] = {
        {"<p>{% if x %}</p>{% end %}", 2, "must end in the HTML"},
        {"{% if x %}\n<p>\n{% end %}</p>", 4, "<p> of line 3"},
        {"{% if x %}<p>{% else %}<div>{% end %}</p>", 2, "must end in the HTML"},
        {"{% for x in y %}<li>{% end %}", 2, "the {% for %}"},
        {"<p title=\"{% if x %}\"{% end %}>a</p>", 2, "must end in the HTML"},
        {"<p {% if x %}title=\"{% end %}a\">b</p>", 2, "must end in the HTML"},
        {"<a href=\"{% if x %}/a{% end %}{{ y }}\">b</a>", 2, "must end in the HTML"},
        {"<p>a", 3, "<p> of line 2"},
        {"<p title=\"a", 3, "must end in the HTML"},
        {"<p", 3, "must end in the HTML"},
        {"{% wrap f() %}<p>{% end %}", 2, "the {% wrap %}"},
        {"{% if x %}", 1, "no {% end %}"},
        {"<p {% for x in y %}a{% end %}>b</p>", 2, "the {% for %}"},
    };
    for (auto const& fault : faults)
        check_stops(fault);
}

TEST_CASE("HTML that is not well formed stops the build")
{
    Fault const faults[] = {
        {"<div><span></div>", 2, "<span> of line 2"},
        {"</div>", 2, "closes nothing"},
        {"<div/>", 2, "must be closed"},
        {"a < b", 2, "&lt;"},
        {"<p title=a\"b>a</p>", 2, "quotes"},
        {"<p title=>a</p>", 2, "quotes"},
        {"<p \"a\">b</p>", 2, "does not belong"},
        {"<p title=\"a\"class=\"b\">b</p>", 2, "a blank must stand"},
        {"<br / x>", 2, "must follow /"},
        {"<p></p class=\"a\">", 2, "end tag has no attributes"},
        {"<textarea><b></textarea>", 2, "only </textarea>"},
        {"<title>a", 3, "must end in the HTML"},
    };
    for (auto const& fault : faults)
        check_stops(fault);
}

TEST_CASE("directives that are not understood stop the build")
{
    Fault const faults[] = {
        {"{% loop %}", 2, "unknown directive loop"},
        {"{% for x of y %}", 2, "{% for name in list %}"},
        {"{% else %}", 2, "belong to an {% if %}"},
        {"{% if x %}{% else %}{% else %}{% end %}", 2, "else comes last"},
        {"{% if x %}{% else %}{% elif y %}{% end %}", 2, "else comes last"},
        {"{% if x %}{% elif %}{% end %}", 2, "else comes last"},
        {"{% call f %}", 2, "name(arguments)"},
        {"<p title=\"{% call f() %}\">a</p>", 2, "between tags"},
        {"<textarea>{% call f() %}</textarea>", 2, "between tags"},
        {"{{ x", 2, "missing }}"},
        {"{{ }}", 2, "nothing to insert"},
        {"{% if x", 2, "missing %}"},
        {"{# a", 2, "missing #}"},
        {"{{? x disabled }}", 2, "inside a tag"},
        {"<p{{? disabled }}>a</p>", 2, "{{? condition name }}"},
        {"<p{{? x onclick }}>a</p>", 2, "{{? condition name }}"},
        {"<p{{? x style }}>a</p>", 2, "{{? condition name }}"},
        {"<p{{? x a\"b }}>a</p>", 2, "missing }}"},
    };
    for (auto const& fault : faults)
        check_stops(fault);
}

TEST_CASE("outside a template stand only includes and templates")
{
    CHECK_THROWS_AS(compile("words", "web", "a.html"), TemplateError);
    CHECK_THROWS_AS(compile("{{ x }}", "web", "a.html"), TemplateError);
    CHECK_THROWS_AS(compile("{% if x %}{% end %}", "web", "a.html"), TemplateError);
    CHECK_THROWS_AS(compile("{% template page %}{% end %}", "web", "a.html"), TemplateError);
    CHECK_THROWS_AS(compile("{% template page(int) %}{% end %}", "web", "a.html"), TemplateError);
    CHECK_NOTHROW(compile("{# only words #}\n", "web", "a.html"));
}

TEST_CASE("the context of a value picks its escaping")
{
    Written const rows[] = {
        {"<p>{{ a }}</p>", "out.text(a);"},
        {"<p title=\"{{ a }}\">b</p>", "out.attribute(a);"},
        {"<p title='x {{ a }}'>b</p>", "out.attribute(a);"},
        {"<a href=\"{{ a }}\">b</a>", "out.address(a);"},
        {"<a HREF=\"{{ a }}\">b</a>", "out.address(a);"},
        {"<a href=\"/x/{{ a }}\">b</a>", "out.part(a);"},
        {"<a href=\"{{ b }}?q={{ a }}\">b</a>", "out.part(a);"},
        {"<a href=\"{{ b }}{{ a }}\">b</a>", "out.part(a);"},
        {"<form action=\"{{ a }}\"></form>", "out.address(a);"},
        {"<button formaction=\"{{ a }}\">b</button>", "out.address(a);"},
        {"<svg><a xlink:href=\"{{ a }}\"></a></svg>", "out.address(a);"},
        {"<script src=\"{{ a }}\"></script>", "out.own_address(a);"},
        {"<textarea>{{ a }}</textarea>", "out.plain(a);"},
        {"<title>{{ a }}</title>", "out.plain(a);"},
        {"<svg><title>{{ a }}</title></svg>", "out.text(a);"},
        {"<script type=\"application/json\">{{ a }}</script>", "out.json(a);"},
        {"<input{{? a.b(1) checked }}>", "if (a.b(1)) out.literal(\" checked\"sv);"},
        {"{% for a in b %}{% end %}", "for (auto const& a : b) {"},
        {"{% for [a, c] in b %}{% end %}", "for (auto const& [a, c] : b) {"},
        {"{% for a, at in b %}{% end %}", "for (std::size_t at = 0; auto const& a : b) {"},
        {"{% call web::field(page.a, {1, 2}) %}", "web::field(out, page.a, {1, 2});"},
        {"{% call f() %}", "f(out);"},
        {"{% wrap f(1) %}<p>a</p>{% end %}", "f(out, 1, html::Body([&]([[maybe_unused]] html::Out& out) {"},
        {"<p>{{ f(\"}}\", '}') }}</p>", "out.text(f(\"}}\", '}'));"},
        {"<p>{{ f({{1}}) }}</p>", "out.text(f({{1}}));"},
    };
    for (auto const& row : rows) {
        CAPTURE(row.body);
        auto const source = source_of(row.body);
        CHECK_MESSAGE(source.contains(row.code), source);
    }
}

TEST_CASE("attributes that come and go may be chosen inside a tag")
{
    CHECK_NOTHROW(source_of("<p{% if x %} hidden{% end %}>a</p>"));
    CHECK_NOTHROW(source_of("<p {% if x %}hidden{% end %}>a</p>"));
    CHECK_NOTHROW(source_of(
        "<p{% if x %} title=\"{{ y }}\"{% elif z %} hidden{% else %} lang=\"vi\"{% end %} id=\"a\">a</p>"));
    CHECK_NOTHROW(source_of("<p class=\"a{% if x %} b{% end %} {{ c }}\">a</p>"));
    CHECK_NOTHROW(source_of("<a href=\"{% if x %}/a{% else %}/b{% end %}?q={{ y }}\">a</a>"));
    CHECK_THROWS_AS(source_of("<p {% if x %}hidden{% end %}id=\"a\">a</p>"), TemplateError);
}

TEST_CASE("blanks are shortened except where they are read")
{
    CHECK(source_of("<p>\n    a   b\n\n\n    c</p>").contains("\"<p>\\na b\\nc</p>"));
    CHECK(source_of("<pre>\n    a\n\n  b</pre>").contains("\"<pre>\\n    a\\n\\n  b</pre>"));
    CHECK(source_of("<p   id=\"a\"\n     class=\"b\"  >c</p>")
              .contains("\"<p id=\\\"a\\\" class=\\\"b\\\">c</p>"));
    CHECK(source_of("<textarea>a\n  b</textarea>").contains("<textarea>\\na\\n  b</textarea>"));
}

TEST_CASE("blanks around a directive do not reach the page")
{
    CHECK(source_of("<p>a</p>\n").contains("out.literal(\"<p>a</p>\"sv);"));
    CHECK(source_of("<i id=\"a\"\n  {% if x %} hidden{% end %}\n  >b</i>")
              .contains("out.literal(\" hidden\"sv);"));
    CHECK(source_of("<i id=\"a\"\n  {% if x %} hidden{% end %}\n  >b</i>")
              .contains("out.literal(\">b</i>\"sv);"));
    CHECK(source_of("<i {{? x hidden }} lang=\"vi\">b</i>")
              .contains("out.literal(\" lang=\\\"vi\\\">b</i>\"sv);"));
    CHECK(source_of("<svg><path d=a /></svg>").contains("<path d=a /></svg>"));
}

TEST_CASE("signs of C++ in a page stay what they are")
{
    CHECK(source_of("<p>a \"b\" \\n ? é</p>").contains("a \\\"b\\\" \\\\n \\077 é"));
}

TEST_CASE("the header declares both forms in the namespace of the folder")
{
    auto const made = compile("{% include \"capabilities/models/register.hpp\" %}\n"
                              "{% template register_page(RegisterPage const& page, std::map<int, int> const& "
                              "more = {}) %}<p>a</p>{% end %}",
                              "capabilities/models", "register.html");
    CHECK(made.header.contains("#include \"capabilities/models/register.hpp\"\n"));
    CHECK(made.header.contains("namespace kheo::models\n"));
    CHECK(made.header.contains(
        "html::Html register_page(RegisterPage const& page, std::map<int, int> const& more = {});"));
    CHECK(made.header.contains("void register_page(html::Out& out, RegisterPage const& page, std::map<int, "
                               "int> const& more = {});"));
    CHECK(made.source.contains("#include \"capabilities/models/register.html.hpp\"\n"));
    CHECK(made.source.contains("kheo::models::register_page(out, page, more);"));
    CHECK(made.source.contains("#line 2 \"capabilities/models/register.html\"\n"));
}

TEST_CASE("arguments are split only at their own commas")
{
    using Parts = std::vector<std::string>;
    CHECK(split_arguments("a, b", false) == Parts{"a", "b"});
    CHECK(split_arguments("std::map<int, int> a, int b", true) == Parts{"std::map<int, int> a", "int b"});
    CHECK(split_arguments("f(a, b), {c, d}, \",\", ','", false) ==
          Parts{"f(a, b)", "{c, d}", "\",\"", "','"});
    CHECK(split_arguments("  ", false).empty());
}
