// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/forms/forms.hpp"

#include <array>
#include <doctest/doctest.h>

using namespace kheo;
using forms::Input;
using forms::Need;

namespace
{

enum class Colour { red, green };
BOOST_DESCRIBE_ENUM(Colour, red, green)

struct Order {
    std::string name;
    std::string words;
    std::int64_t count = 0;
    std::optional<Date> day;
    Colour colour = Colour::red;
    Id<struct ThingTag> thing;
    bool agreed = false;
    std::vector<std::string> tags;
    std::vector<forms::File> files;
    int year = 0;
    static std::span<forms::Rule const> rules()
    {
        static constexpr std::array<forms::Rule, 10> list{{
            {"name", "Tên", Input::line, 10, Need::required},
            {"words", "Nội dung", Input::text, 50},
            {"count", "Số lượng", Input::number, 1000},
            {"day", "Ngày", Input::date},
            {"colour", "Màu", Input::choice, 0, Need::required},
            {"thing", "Vật", Input::id},
            {"agreed", "Đồng ý", Input::yes_no},
            {"tags", "Nhãn", Input::line, 5},
            {"files", "Tệp", Input::file, 1},
            {"year", "Năm", Input::year, 2100},
        }};
        return list;
    }
};
BOOST_DESCRIBE_STRUCT(Order, (), (name, words, count, day, colour, thing, agreed, tags, files, year))

// The sentence at the field, "" where the form is good or errs elsewhere.
std::string said(forms::Values values, std::string_view field)
{
    if (forms::value_of(values, "name").empty() && field != "name")
        values.emplace_back("name", "x");
    if (forms::value_of(values, "colour").empty() && field != "colour")
        values.emplace_back("colour", "red");
    auto const order = forms::decode<Order>({std::move(values), {}});
    if (order)
        return "";
    for (auto const& error : order.error().fields)
        if (error.field == field)
            return error.sentence;
    return "";
}

} // namespace

TEST_CASE("a good form becomes the struct, NFC and tidy")
{
    auto const order =
        forms::decode<Order>({{{"name", "  Bu\xCC\x80i\xC2\xA0 A "}, // bùi in form D, a no-break space
                               {"words", "một\r\n\r\n\r\n\r\nhai"},
                               {"count", "1.000"},
                               {"day", "1/2/2026"},
                               {"colour", "green"},
                               {"thing", "42"},
                               {"agreed", "on"},
                               {"tags", "a"},
                               {"tags", "b"},
                               {"unknown", "is not ours"}},
                              {}});
    REQUIRE(order);
    CHECK(order->name == "Bùi A");
    CHECK(order->words == "một\n\nhai");
    CHECK(order->count == 1000);
    CHECK(order->day == date_of({2026, 2, 1}));
    CHECK(order->colour == Colour::green);
    CHECK(order->thing.value == 42);
    CHECK(order->agreed);
    CHECK(order->tags == std::vector<std::string>{"a", "b"});
}

TEST_CASE("each bad field is told what is wrong, in a sentence that names it and its limit")
{
    struct Row {
        char const* field;
        char const* raw;
        char const* sentence;
    };
    static constexpr Row rows[] = {
        {"name", "", "Tên: chưa nhập."},
        {"name", "   ", "Tên: chưa nhập."},
        {"name", "\u00A0", "Tên: chưa nhập."},
        {"name", "\u200B \uFEFF\u3000\u00AD", "Tên: chưa nhập."},
        {"name", "12345678901", "Tên: dài 11 ký tự, nhiều nhất là 10."},
        {"name", "\xff", "Tên: Nội dung không đúng bảng mã Unicode (UTF-8). Xin gõ hoặc chép lại."},
        {"count", "1001", "Số lượng: nhiều nhất là 1.000."},
        {"day", "30/2/2026", "Ngày: cần ngày/tháng/năm có thật, ví dụ 21/11/2026."},
        {"colour", "blue", "Màu: xin chọn một mục trong danh sách."},
        {"colour", "", "Màu: chưa chọn."},
        {"thing", "-3", "Vật: mã không đúng."},
        {"count", "1.5", "Số lượng: cần số đếm nguyên, không âm, ví dụ 25 hoặc 1.234."},
        {"count", "-1", "Số lượng: cần số đếm nguyên, không âm, ví dụ 25 hoặc 1.234."},
        {"count", "hai", "Số lượng: cần số đếm nguyên, không âm, ví dụ 25 hoặc 1.234."},
        {"year", "26", "Năm: cần năm đủ bốn chữ số, ví dụ 2026."},
        {"year", "99999", "Năm: cần năm đủ bốn chữ số, ví dụ 2026."},
        {"year", "hai nghìn", "Năm: cần năm đủ bốn chữ số, ví dụ 2026."},
        {"year", "2026,5", "Năm: cần năm đủ bốn chữ số, ví dụ 2026."},
        {"year", "2101", "Năm: cần năm từ 1900 đến 2100."},
        {"year", "1899", "Năm: cần năm từ 1900 đến 2100."},
    };
    for (auto const& row : rows) {
        CAPTURE(row.raw);
        CHECK(said({{row.field, row.raw}}, row.field) == row.sentence);
    }
    CHECK(said({{"name", "a\x01"}}, "name").starts_with("Tên: Nội dung có ký tự điều khiển"));
    CHECK(said({{"year", "2026"}}, "year").empty());
    CHECK(said({{"name", "Đồng bằng"}}, "name").empty());
}

TEST_CASE("all bad fields are told at once")
{
    auto const order = forms::decode<Order>({{{"count", "x"}, {"day", "x"}}, {}});
    REQUIRE(!order);
    CHECK(order.error().id == "bad_fields");
    CHECK(order.error().fields.size() == 4);
}

TEST_CASE("what is chosen and not typed is said to be not chosen")
{
    CHECK(forms::detail::missing({"a", "Đơn vị đăng ký", Input::id}) == "Đơn vị đăng ký: chưa chọn.");
    CHECK(forms::detail::missing({"a", "Lĩnh vực", Input::choice}) == "Lĩnh vực: chưa chọn.");
    CHECK(forms::detail::missing({"a", "Tệp", Input::file}) == "Tệp: chưa chọn.");
    CHECK(forms::detail::missing({"a", "Năm", Input::year}) == "Năm: chưa nhập.");
}

TEST_CASE("more files than the rule allows are refused")
{
    auto const file = forms::File{"files", "a.csv", "/tmp/a", 1, ""};
    auto const sent = forms::Sent{{{"name", "x"}, {"colour", "red"}}, {file, file}};
    auto const order = forms::decode<Order>(sent);
    REQUIRE(!order);
    CHECK(order.error().fields.at(0).sentence == "Tệp: nhiều nhất 1 tệp mỗi lần.");
}

TEST_CASE("JSON gives the same values as a form, and only flat objects")
{
    auto const values = forms::values_of_json(R"({"a":"x","n":12,"yes":true,"none":null,"list":["p","q"]})");
    REQUIRE(values);
    CHECK(forms::value_of(*values, "a") == "x");
    CHECK(forms::value_of(*values, "n") == "12");
    CHECK(forms::value_of(*values, "yes") == "true");
    CHECK(forms::value_of(*values, "none").empty());
    CHECK(values->at(5) == std::pair<std::string, std::string>("list", "q"));
    for (auto const* const bad : {"[]", "{", R"({"a":{"b":1}})", R"({"a":[[1]]})", "1", ""})
        CHECK(!forms::values_of_json(bad));
}
