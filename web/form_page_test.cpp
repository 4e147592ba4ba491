// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/form_page.html.hpp"

#include <doctest/doctest.h>

namespace kheo
{

enum class Size { small, large };
BOOST_DESCRIBE_ENUM(Size, small, large)

struct Order {
    std::string title;
    std::string text;
    int count = 0;
    Size size = Size::small;
    bool quick = false;
    std::optional<Date> day;
    Id<struct ShopTag> shop;
};
BOOST_DESCRIBE_STRUCT(Order, (), (title, text, count, size, quick, day, shop))

} // namespace kheo

using namespace kheo;
using Kind = web::Field::Kind;

namespace
{

constexpr forms::Choice sizes[] = {{"small", "Nhỏ"}, {"large", "Lớn"}};
constexpr forms::Rule rules[] = {
    {"title", "Tên", forms::Input::line, 300, forms::Need::required, "Ngắn gọn"},
    {"text", "Nội dung", forms::Input::text, 4000},
    {"count", "Số", forms::Input::number, 2100},
    {"size", "Cỡ", forms::Input::choice, 0, forms::Need::required, "", sizes},
    {"quick", "Làm ngay", forms::Input::yes_no},
    {"day", "Ngày", forms::Input::date},
    {"shop", "Nơi", forms::Input::id, INT64_MAX},
    {"files", "Tệp", forms::Input::file, 3},
};

} // namespace

TEST_CASE("a rule's input decides the control, its most the limit, its need the mark")
{
    forms::Values const values;
    auto const fields = web::FormFields(rules, values, nullptr);
    CHECK(fields.field("title").kind == Kind::text);
    CHECK(fields.field("title").hint == "Ngắn gọn");
    CHECK_FALSE(fields.field("title").optional);
    CHECK(fields.field("text").kind == Kind::area);
    CHECK(fields.field("text").limit == 4000);
    CHECK(fields.field("text").optional);
    CHECK(fields.field("count").kind == Kind::number);
    CHECK(fields.field("size").kind == Kind::radios);
    CHECK(fields.field("quick").kind == Kind::checkboxes);
    CHECK(fields.field("day").kind == Kind::date);
    CHECK(fields.field("shop").kind == Kind::text);
    CHECK(fields.field("files").kind == Kind::files);
}

TEST_CASE("choices that are data make a select, with what was sent chosen")
{
    forms::Values const values{{"shop", "12"}};
    auto const fields = web::FormFields(rules, values, nullptr, {{"shop", {{"11", "Xã A"}, {"12", "Xã B"}}}});
    auto const shop = fields.field("shop");
    CHECK(shop.kind == Kind::select);
    REQUIRE(shop.choices.size() == 3);
    CHECK(shop.choices[0].value.empty());
    CHECK_FALSE(shop.choices[1].chosen);
    CHECK(shop.choices[2].chosen);
}

TEST_CASE("many choices are a select, few stand open")
{
    std::vector<web::Choice> choices;
    for (int at = 0; at < 6; ++at)
        choices.push_back({std::to_string(at), "Lựa chọn"});
    forms::Values const values;
    CHECK(web::FormFields(rules, values, nullptr, {{"size", choices}}).field("size").kind == Kind::select);
}

TEST_CASE("what was typed comes back with what is wrong at it")
{
    forms::Values const values{{"title", "  a < b  "}, {"quick", "1"}};
    auto const problem = Problem(problems::bad_fields, {{"title", "Tên: dài quá."}});
    auto const fields = web::FormFields(rules, values, &problem);
    CHECK(fields.field("title").value == "  a < b  ");
    CHECK(fields.field("title").error == "Tên: dài quá.");
    CHECK(fields.field("text").error.empty());
    CHECK(fields.field("quick").choices.front().chosen);
    CHECK(web::errors_of(&problem).fields.size() == 1);
    CHECK_FALSE(web::errors_of(nullptr));
}

TEST_CASE("the summary tells what is of the whole first, then errors as the fields stand, others last")
{
    forms::Values const values;
    auto const fields = web::FormFields(rules, values, nullptr);
    auto page = web::FormPage{
        .errors = {"",
                   {{"", "Chung."},
                    {"day", "Ngày: sai."},
                    {"title", "Tên: chưa nhập."},
                    {"shop", "Nơi: chưa chọn."}}},
        .sections = {{"", "", fields.fields({"shop", "title"})}, {"", "", fields.fields({"day"})}}};
    auto const errors = web::in_order(page);
    REQUIRE(errors.fields.size() == 4);
    CHECK(errors.fields[0].field.empty());
    CHECK(errors.fields[1].field == "shop");
    CHECK(errors.fields[2].field == "title");
    CHECK(errors.fields[3].field == "day");
}

TEST_CASE("a query's fields show what was typed wrongly and why; the others stay")
{
    auto fields =
        std::vector<web::Field>{{.name = "day", .value = "21/11/2026"}, {.name = "year", .value = "2026"}};
    auto const wrong = Problem(problems::bad_fields, {{"day", "Ngày: sai."}});
    forms::Values const typed{{"day", "abc"}, {"year", "2025"}};
    web::tell_wrong(fields, nullptr, nullptr);
    CHECK(fields[0].error.empty());
    web::tell_wrong(fields, &wrong, &typed);
    CHECK(fields[0].value == "abc");
    CHECK(fields[0].error == "Ngày: sai.");
    CHECK(fields[1].value == "2026");
    CHECK(fields[1].error.empty());
}

TEST_CASE("a page that names a field without a rule is a contradiction")
{
    forms::Values const values;
    CHECK_THROWS_AS(web::FormFields(rules, values, nullptr).field("colour"), Contradiction);
}

TEST_CASE("the submission's id stays with what was typed, until it is used up")
{
    forms::Values const values{{"act", "abc"}};
    auto const wrong = Problem(problems::bad_fields);
    auto const used = Problem(problems::act_reused);
    CHECK(web::form_keys_of("t", values, &wrong).act == "abc");
    CHECK(web::form_keys_of("t", values, &used).act.size() == 32);
    CHECK(web::form_keys_of("t", {}, nullptr).act.size() == 32);
    CHECK(web::form_keys_of("t", {}, nullptr, "4").version == "4");
}

TEST_CASE("a refused form keeps the version it was filled in on, until it is told of the new one")
{
    forms::Values const values{{"version", "1"}};
    auto const wrong = Problem(problems::bad_fields);
    auto const changed = Problem(problems::changed_meanwhile, "Người khác");
    CHECK(web::form_keys_of("t", values, &wrong, "2").version == "1");
    CHECK(web::form_keys_of("t", values, &changed, "2").version == "2");
    CHECK(web::form_keys_of("t", values, nullptr, "2").version == "2");
    CHECK(web::form_keys_of("t", {}, &wrong, "2").version == "2");
}

TEST_CASE("after another's change each field that would overwrite it says what is stored")
{
    auto const changed = Problem(problems::changed_meanwhile, "Người khác");
    forms::Values const typed{
        {"title", " Đường   hoa "}, {"text", "Của tôi"}, {"day", "1/3/2026"}, {"size", "small"}};
    forms::Values const stored{
        {"title", "Đường hoa"}, {"text", ""}, {"day", "01/03/2026"}, {"size", "large"}, {"quick", "1"}};
    auto const fields = web::FormFields(rules, typed, &changed, {}, stored);
    CHECK(fields.field("title").error.empty());
    CHECK(fields.field("text").error == "Nội dung: bản đang lưu để trống.");
    CHECK(fields.field("text").value == "Của tôi");
    CHECK(fields.field("day").error.empty());
    CHECK(fields.field("size").error == "Cỡ: bản đang lưu là “Lớn”.");
    CHECK(fields.field("quick").error == "Làm ngay: bản đang lưu là “Có”.");
    CHECK(fields.field("count").error.empty());
    auto const said = fields.errors().fields;
    REQUIRE(said.size() == 4);
    CHECK(said.front().sentence == changed.sentence);
    auto const wrong = Problem(problems::bad_fields, {{"title", "Tên: dài quá."}});
    CHECK(web::FormFields(rules, typed, &wrong, {}, stored).errors().fields.size() == 1);
}

TEST_CASE("a record fills its form as people type it")
{
    auto const values = web::values_of(Order{.title = "A",
                                             .count = 3,
                                             .size = Size::large,
                                             .quick = true,
                                             .day = date_of({2026, 11, 5}),
                                             .shop = {7}});
    CHECK(forms::value_of(values, "title") == "A");
    CHECK(forms::value_of(values, "count") == "3");
    CHECK(forms::value_of(values, "size") == "large");
    CHECK(forms::value_of(values, "quick") == "1");
    CHECK(forms::value_of(values, "day") == "05/11/2026");
    CHECK(forms::value_of(values, "shop") == "7");
}

TEST_CASE("the page says errors first, posts its keys and takes files only where it should")
{
    auto page = web::FormPage{.title = "Đăng ký",
                              .action = "/x",
                              .keys = {"token", "act", "2"},
                              .errors = {"", {{"title", "Tên: chưa nhập."}}},
                              .sections = {{"Nội dung", "Viết ngắn.", {{.name = "title", .label = "Tên"}}}},
                              .buttons = {{"Gửi"}, {"Lưu", web::Button::Kind::secondary, "draft", "1"}},
                              .cancel = {"Bỏ", "/"}};
    auto const html = web::form_page(page).take();
    CHECK(html.find("<a href=\"#f-title\">Tên: chưa nhập.</a>") < html.find("<h1"));
    for (auto const* const part :
         {"method=\"post\" action=\"/x\"", "name=\"token\" value=\"token\"", "name=\"act\" value=\"act\"",
          "name=\"version\" value=\"2\"", "id=\"f-title\"", "name=\"draft\" value=\"1\"", ">Viết ngắn.<"}) {
        CAPTURE(part);
        CHECK(html.find(part) != std::string::npos);
    }
    CHECK(html.find("multipart") == std::string::npos);
    page.with_files = true;
    CHECK(web::form_page(page).take().find("enctype=\"multipart/form-data\"") != std::string::npos);
}
