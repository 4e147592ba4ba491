// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/components.html.hpp"

#include "web/parts.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::web;
using Kind = Field::Kind;

namespace
{

std::string shown(Field const& one)
{
    return field(one).take();
}

} // namespace

TEST_CASE("a field's label, hint, error and unit are tied to its control")
{
    auto const page = shown({.name = "hours",
                             .label = "Số giờ",
                             .hint = "Một tuần",
                             .error = "Nhập một số",
                             .value = "a\"b",
                             .unit = "giờ"});
    CHECK(page.contains("<label class=\"govuk-label govuk-label--s\" for=\"f-hours\">Số giờ</label>"));
    CHECK(page.contains("id=\"f-hours\" name=\"hours\" type=\"text\" value=\"a&#34;b\""));
    CHECK(page.contains("aria-describedby=\"f-hours-hint f-hours-error f-hours-unit\""));
    CHECK(page.contains("aria-invalid=\"true\""));
    CHECK(page.contains(
        "id=\"f-hours-error\"><span class=\"govuk-visually-hidden\">Lỗi: </span>Nhập một số</p>"));
    CHECK(page.contains("govuk-form-group--error"));
}

TEST_CASE("a field without notes names none")
{
    auto const page = shown({.name = "a", .label = "A"});
    CHECK_FALSE(page.contains("aria-describedby"));
    CHECK_FALSE(page.contains("aria-invalid"));
    CHECK_FALSE(page.contains("inputmode"));
    CHECK_FALSE(page.contains("không bắt buộc"));
}

TEST_CASE("each kind of field has its control")
{
    struct Case {
        Kind kind;
        char const* sign;
    };
    for (auto const& [kind, sign] : {Case{Kind::text, "type=\"text\""},
                                     {Kind::date, "govuk-input--width-10"},
                                     {Kind::number, "inputmode=\"decimal\""},
                                     {Kind::email, "type=\"email\""},
                                     {Kind::phone, "type=\"tel\""},
                                     {Kind::password, "type=\"password\""},
                                     {Kind::code, "spellcheck=\"false\""},
                                     {Kind::area, "<textarea"},
                                     {Kind::select, "<select"},
                                     {Kind::radios, "<fieldset"},
                                     {Kind::checkboxes, "<fieldset"},
                                     {Kind::file, "type=\"file\" data-files"},
                                     {Kind::files, "type=\"file\" multiple data-files"}})
        CHECK_MESSAGE(shown({.kind = kind, .name = "a", .label = "A"}).contains(sign), std::string(sign));
}

TEST_CASE("an area says its limit, gives it to the script and keeps its first line break")
{
    auto const page = shown({.kind = Kind::area, .name = "a", .label = "A", .value = "\nhai", .limit = 2000});
    CHECK(page.contains("data-limit=\"2000\">\n\nhai</textarea>"));
    CHECK(page.contains("aria-describedby=\" f-a-limit\""));
    CHECK(page.contains("Tối đa 2.000 ký tự"));
}

TEST_CASE("an error links to the first choice of a group")
{
    auto const page = shown({.kind = Kind::radios,
                             .name = "r",
                             .label = "R",
                             .choices = {{"1", "Một"}, {"2", "Hai", "gợi ý", true}}});
    CHECK(page.contains("id=\"f-r\" name=\"r\" type=\"radio\" value=\"1\">"));
    CHECK(page.contains(
        "id=\"f-r-2\" name=\"r\" type=\"radio\" value=\"2\" checked aria-describedby=\"f-r-2-note\">"));
    CHECK(page.contains("for=\"f-r-2\">Hai</label>"));
}

TEST_CASE("the error summary counts, links and takes the focus")
{
    auto const page = error_summary({"", {{"title", "Nhập tên"}, {"", "Tệp hỏng"}}}).take();
    CHECK(page.contains("Lỗi: có 2 chỗ cần sửa"));
    CHECK(page.contains("<a href=\"#f-title\">Nhập tên</a>"));
    CHECK(page.contains("<li>Tệp hỏng</li>"));
    CHECK(page.contains("tabindex=\"-1\" autofocus data-focus"));
    CHECK(error_summary({}).empty());
}

TEST_CASE("a problem without fields is said as a whole")
{
    auto const page = error_summary(Errors::of(Problem(problems::not_allowed))).take();
    CHECK(page.contains("Lỗi: chưa thực hiện được"));
    CHECK(page.contains("Tài khoản này không được làm việc đó."));
}

TEST_CASE("errors reach their fields and only those")
{
    Field title{.name = "title"};
    Field from{.name = "from", .error = "cũ"};
    tell_errors({{"title", "Nhập tên"}}, {&title, &from});
    CHECK(title.error == "Nhập tên");
    CHECK(from.error.empty());
}

TEST_CASE("a sorted table says so to the eye, to the ear and in its caption")
{
    Table const one{.caption = "Mô hình",
                    .columns = {{"Tên", false, "?x=t", Column::Sorted::descending}, {"Năm", true, "?x=n"}},
                    .rows = {{{{"A", "/a"}, {"2026"}}, Row::State::bad}}};
    auto const page = table(one).take();
    CHECK(page.contains("Mô hình, xếp theo Tên giảm dần</caption>"));
    CHECK(page.contains("aria-sort=\"descending\""));
    CHECK(page.contains(
        "<th scope=\"row\" class=\"govuk-table__header\"><a class=\"govuk-link\" href=\"/a\">A</a></th>"));
    CHECK(page.contains("govuk-table__cell--numeric\">2026</td>"));
    CHECK(page.contains("kheo-row--bad"));
    CHECK_FALSE(page.contains("kheo-scroll"));
}

TEST_CASE("a wide table scrolls inside a named region that the keyboard reaches")
{
    auto const page = table({.caption = "Theo \"lĩnh vực\"",
                             .columns = {{"Đơn vị"}, {"Kinh tế"}},
                             .wide = true,
                             .groups = {{"", 1}, {"Lĩnh vực", 4}}})
                          .take();
    CHECK(page.contains("role=\"region\" aria-label=\"Theo &#34;lĩnh vực&#34;\" tabindex=\"0\""));
    CHECK(page.contains("<th scope=\"colgroup\" class=\"govuk-table__header\" colspan=\"4\">Lĩnh vực</th>"));
    CHECK(page.contains("<td class=\"govuk-table__header\" colspan=\"1\"></td>"));
}

TEST_CASE("a row longer than its heading is still shown")
{
    CHECK(table({.columns = {{"Một"}}, .rows = {{{{"a"}, {"b"}, {"c"}}}}}).view().contains(">c</td>"));
}

TEST_CASE("the pager shows only the ways that there are")
{
    CHECK_FALSE(pager({"1–50 trong 2.226", "", "?sau=1"}).view().contains("Trang trước"));
    CHECK(pager({"1–50 trong 2.226", "", "?sau=1"}).view().contains("href=\"?sau=1\" rel=\"next\""));
    CHECK_FALSE(pager({"", "?truoc=1", ""}).view().contains("Trang sau"));
}

TEST_CASE("the act and the version of a form travel with it")
{
    auto const page = form_keys({"t", "0a1b", "7"}).take();
    CHECK(page.contains("name=\"token\" value=\"t\""));
    CHECK(page.contains("name=\"act\" value=\"0a1b\""));
    CHECK(page.contains("name=\"version\" value=\"7\""));
    CHECK_FALSE(form_keys({"", "0a1b", ""}).view().contains("token"));
}

TEST_CASE("a facet says how much of it is chosen and what each choice holds")
{
    auto const page = facet({"field",
                             "Lĩnh vực",
                             {{"kt", "Kinh tế", "", true, "812"}, {"xh", "Xã hội", "", false, "9"}},
                             false})
                          .take();
    CHECK(page.contains("đã chọn 1"));
    CHECK(page.contains("name=\"field\" type=\"checkbox\" value=\"kt\" checked>"));
    CHECK(page.contains("<span class=\"kheo-facet__count\">9</span>"));
    CHECK(page.contains("<details class=\"kheo-facet\">"));
}

TEST_CASE("a chart carries its description and its figures as a table")
{
    auto const page = bar_chart({"cho",
                                 "Số ngày chờ",
                                 "Giảm hai phần ba.",
                                 "Quý",
                                 "Ngày",
                                 {{"Q1", 6.4, "6,4 ngày"}, {"Q2", 2.1, "2,1 ngày", true}},
                                 "Nguồn"})
                          .take();
    CHECK(page.contains("aria-labelledby=\"chart-cho-wide-title chart-cho-wide-desc\""));
    CHECK(page.contains("viewBox=\"0 0 330 "));
    CHECK(page.contains("<th scope=\"row\" class=\"govuk-table__header\">Q2</th><td "
                        "class=\"govuk-table__cell govuk-table__cell--numeric\">2,1 ngày</td>"));
    CHECK(page.contains("kheo-chart__bar--marked"));
}

TEST_CASE("hostile words stay words in every component")
{
    auto const hostile = std::string("\"><script>alert(1)</script>");
    Field one{.name = hostile,
              .label = hostile,
              .hint = hostile,
              .error = hostile,
              .value = hostile,
              .unit = hostile,
              .choices = {{hostile, hostile, hostile}},
              .offers = {hostile}};
    std::string pages;
    for (auto const kind : {Kind::text, Kind::area, Kind::select, Kind::radios, Kind::files}) {
        one.kind = kind;
        pages += shown(one);
    }
    pages += table({.caption = hostile,
                    .columns = {{hostile, true, hostile}},
                    .rows = {{{{hostile, hostile}}}},
                    .wide = true})
                 .take();
    pages += timeline({{hostile, hostile, hostile, hostile, {hostile, hostile}}}).take();
    pages += copy_box({hostile, hostile, hostile, hostile}).take() +
             notice({Notice::Kind::success, hostile, {hostile, hostile}}).take();
    pages +=
        line_chart({hostile, hostile, hostile, hostile, hostile, {{hostile, 1, hostile}}, hostile}).take();
    CHECK_FALSE(pages.contains("<script"));
    CHECK_FALSE(pages.contains("\"><"
                               "script"));
}
