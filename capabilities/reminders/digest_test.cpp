// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reminders/digest.hpp"

#include "capabilities/reminders/queue.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::reminders;

namespace
{

Date day(int year, int month, int of_month)
{
    return *date_of({year, month, of_month});
}

// A calendar without holidays: Monday to Friday.
workdays::Calendar const weekdays{std::map<Date, workdays::Exception>()};

matrix::Duty duty_due(std::optional<Date> due, Date today)
{
    auto duty = matrix::Duty();
    duty.task = {1};
    duty.body = {20};
    duty.due = due;
    duty.since = day(2026, 3, 10);
    duty.state = plans::state_of(due, nullptr, {}, today);
    return duty;
}

std::string words(Told const& told)
{
    static constexpr std::string_view names[] = {
        "returned", "late", "soon", "fresh", "to_accept", "stuck", "models_returned", "waiting"};
    return told.matter ? std::string(names[std::size_t(*told.matter)]) : "-";
}

Entry entry(Matter matter, std::string mark, bool open = true)
{
    return {.matter = matter,
            .title = "Gửi kế hoạch " + mark,
            .about = "Đảng ủy xã Suối Mây",
            .path = "/can-bo/nhiem-vu/" + mark,
            .mark = std::move(mark),
            .open = open};
}

House const house{
    .site = "Dân vận khéo Minh Họa", .origin = "https://a.vn", .stop = "https://a.vn/thu-nhac/x"};
Date const today = day(2026, 11, 23);

bool says(std::string const& text, std::string_view part)
{
    return text.find(part) != text.npos;
}

} // namespace

TEST_CASE("a task is told when it is due soon, on the last working day before, and each week it is late")
{
    auto const due = day(2026, 11, 30); // a Monday
    struct Row {
        Date today;
        std::string_view matter;
        bool as_before; // nothing new since the row above
    };
    Row const rows[] = {
        {day(2026, 11, 20), "-", true},     {day(2026, 11, 23), "soon", false},
        {day(2026, 11, 24), "soon", true},  {day(2026, 11, 26), "soon", true},
        {day(2026, 11, 27), "soon", false}, // Friday before
        {day(2026, 11, 30), "soon", true},  {day(2026, 12, 1), "late", false},
        {day(2026, 12, 4), "late", true},   {day(2026, 12, 7), "late", false},
        {day(2026, 12, 11), "late", true},  {day(2026, 12, 14), "late", false},
    };
    std::string before;
    for (auto const& row : rows) {
        CAPTURE(iso(row.today));
        auto const told = told_of(duty_due(due, row.today), row.today, 7, weekdays);
        CHECK(words(told) == row.matter);
        CHECK((told.mark == before) == row.as_before);
        before = told.mark;
    }
}

TEST_CASE("what was newly asked is told once, what came back each time")
{
    auto fresh = duty_due(day(2027, 6, 1), today);
    fresh.since = day(2026, 11, 20);
    CHECK(words(told_of(fresh, today, 7, weekdays)) == "fresh");
    fresh.state.begun = true;
    CHECK(words(told_of(fresh, today, 7, weekdays)) == "-");
    fresh.state.begun = false;
    fresh.since = day(2026, 10, 1);
    CHECK(words(told_of(fresh, today, 7, weekdays)) == "-");
    auto helped = duty_due(day(2026, 11, 20), today); // late for who leads it
    helped.supports = true;
    helped.since = day(2026, 11, 20);
    CHECK(words(told_of(helped, today, 7, weekdays)) == "fresh");
    auto returned = duty_due(day(2027, 6, 1), today);
    returned.state.returned = true;
    returned.since = day(2026, 11, 20);
    auto const first = told_of(returned, today, 7, weekdays);
    CHECK(words(first) == "returned");
    returned.since = day(2026, 11, 22);
    CHECK(told_of(returned, today, 7, weekdays).mark != first.mark);
}

TEST_CASE("without news there is no letter, with some it tells all that stands")
{
    auto const entries =
        std::vector{entry(Matter::late, "a"), entry(Matter::soon, "b"), entry(Matter::fresh, "c")};
    auto const reader = [](std::string told) { return Reader{.name = "Lan", .told = std::move(told)}; };
    CHECK_FALSE(digest_of({}, reader(""), house, today));
    CHECK_FALSE(digest_of(entries, reader("b c a"), house, today));
    auto const first = digest_of(entries, reader(""), house, today);
    REQUIRE(first);
    CHECK(first->subject == "Việc cần làm ngày 23/11/2026: 1 quá hạn, 1 sắp đến hạn, 1 mới giao");
    auto const next = digest_of(entries, reader("c b x"), house, today);
    REQUIRE(next);
    CHECK(next->subject == "Việc cần làm ngày 23/11/2026: 1 quá hạn, 1 sắp đến hạn");
    CHECK(says(next->text, "* Gửi kế hoạch a\n"));
    CHECK(says(next->text, "- Gửi kế hoạch b\n"));
    CHECK(says(next->text, "https://a.vn/can-bo/nhiem-vu/a\n"));
    CHECK(says(next->text, "Thôi nhận và xóa địa chỉ: https://a.vn/thu-nhac/x\n"));
    CHECK_FALSE(says(next->text, "minh họa"));
    auto demo = house;
    demo.demo = true;
    CHECK(says(digest_of(entries, reader(""), demo, today)->text, "Dữ liệu minh họa"));
}

TEST_CASE("what is no matter any more is forgotten, so that it is news when it comes again")
{
    auto const entries = std::vector{entry(Matter::late, "a"), entry(Matter::soon, "b")};
    CHECK(marks_of(entries) == "a b");
    CHECK(marks_of(entries, "b c") == "b");
    CHECK(marks_of({}, "a b").empty());
    CHECK(marks_of(entries, "").empty());
}

TEST_CASE("inside matters are named to addresses of the house alone")
{
    auto const entries = std::vector{entry(Matter::late, "a", false), entry(Matter::late, "b", true)};
    auto const abroad = digest_of(entries, {.name = "Lan", .told = {}, .inside = false}, house, today);
    REQUIRE(abroad);
    CHECK_FALSE(says(abroad->text, "Gửi kế hoạch a"));
    CHECK(says(abroad->text, "Việc nội bộ"));
    CHECK(says(abroad->text, "https://a.vn/can-bo/nhiem-vu/a\n"));
    CHECK(says(abroad->text, "Gửi kế hoạch b"));
    auto const inside = digest_of(entries, {.name = "Lan", .told = {}, .inside = true}, house, today);
    CHECK(says(inside->text, "Gửi kế hoạch a"));
    struct Row {
        std::string_view address;
        bool inside;
    };
    for (auto const& [address, expected] :
         {Row{"lan@tinh.gov.vn", true}, Row{"lan@xa.TINH.gov.vn", true}, Row{"lan@gmail.com", false},
          Row{"lan@gov.vn", false}, Row{"lan@khac-tinh.gov.vn", false},
          Row{"lan@tinh.gov.vn.example.com", false}}) {
        CAPTURE(address);
        CHECK(is_inside(address, "tinh.gov.vn") == expected);
        CHECK(is_inside(address, "khac.vn TINH.gov.vn") == expected);
    }
    CHECK_FALSE(is_inside("lan@tinh.gov.vn", "")); // not said: nobody is
}

TEST_CASE("a long list is cut and says how many more, a long title is shortened")
{
    std::vector<Entry> entries;
    for (int at = 0; at < 25; ++at)
        entries.push_back(entry(Matter::stuck, std::to_string(at)));
    entries.front().title = std::string(1'000, 'x');
    auto const letter = digest_of(entries, {.name = "Lan", .told = {}}, house, today);
    REQUIRE(letter);
    CHECK(says(letter->text, "CẦN ĐÔN ĐỐC (25)"));
    CHECK(says(letter->text, "Còn 5 việc nữa: https://a.vn/can-bo/nhiem-vu/bang?standing=open_late\n"));
    CHECK_FALSE(says(letter->text, std::string(200, 'x')));
    CHECK(says(letter->text, std::string(160, 'x') + "…"));
}

TEST_CASE("what waits by kind is news when there is more of it, and again each week or fourth week")
{
    auto const pile = [](std::int64_t count, Date on, Again again = Again::each_week) {
        return std::vector{
            entry_of(Pile{"questions", "câu hỏi chờ trả lời", count, "/can-bo/cau-hoi", again}, on)};
    };
    struct Row {
        Date today;
        std::int64_t count;
        Again again;
        bool news;
    };
    constexpr auto week = Again::each_week;
    Row const rows[] = {
        {day(2026, 11, 23), 2, week, true},                                       // a Monday
        {day(2026, 11, 24), 2, week, false}, {day(2026, 11, 24), 1, week, false}, // one was answered
        {day(2026, 11, 25), 2, week, true},                                       // and one came
        {day(2026, 11, 26), 10, week, true}, {day(2026, 11, 27), 9, week, false},
        {day(2026, 11, 30), 9, week, true}, // the Monday after
        {day(2026, 12, 4), 9, week, false},
    };
    std::string told;
    for (auto const& row : rows) {
        CAPTURE(iso(row.today));
        auto const entries = pile(row.count, row.today, row.again);
        auto const letter = digest_of(entries, {.name = "Lan", .told = told}, house, row.today);
        CHECK(letter.has_value() == row.news);
        told = letter ? marks_of(entries) : marks_of(entries, told);
    }
    // What has months of time: at once, then each fourth Monday.
    std::vector<std::int32_t> told_on;
    told.clear();
    for (auto at = day(2026, 11, 23); at < day(2027, 4, 1); ++at.day) {
        auto const entries = pile(3, at, Again::each_fourth_week);
        auto const letter = digest_of(entries, {.name = "Lan", .told = told}, house, at);
        told = letter ? marks_of(entries) : marks_of(entries, told);
        if (letter)
            told_on.push_back(at.day);
    }
    REQUIRE(told_on.size() >= 5);
    CHECK(told_on.front() == day(2026, 11, 23).day);
    for (std::size_t at = 1; at < told_on.size(); ++at) {
        CHECK((told_on[at] - told_on.front()) % 7 == 0);
        CHECK(told_on[at] - told_on[at - 1] <= 28);
        CHECK((at == 1 || told_on[at] - told_on[at - 1] == 28));
    }
    // Another kind with the same number is another matter.
    CHECK(digest_of(pile(1, today), {.name = "Lan", .told = "opinions.2.9 abcdef012345"}, house, today));
}

TEST_CASE("what waits by kind is one line, a number and a link, whoever reads it")
{
    auto entries = std::vector{entry(Matter::late, "a", false)};
    for (auto const& pile :
         {Pile{"to_receive", "mô hình chờ tiếp nhận", 1'234, "/can-bo/mo-hinh?stage=registered"},
          Pile{"questions", "câu hỏi chờ trả lời", 2, "/can-bo/cau-hoi"}})
        entries.push_back(entry_of(pile, today));
    auto const letter = digest_of(entries, {.name = "Lan", .told = {}, .inside = false}, house, today);
    REQUIRE(letter);
    CHECK(letter->subject == "Việc cần làm ngày 23/11/2026: 1 quá hạn, 1.236 việc khác đang chờ");
    CHECK(says(letter->text,
               "VIỆC KHÁC ĐANG CHỜ (1.236)\n\n"
               "* 1.234 mô hình chờ tiếp nhận\n  https://a.vn/can-bo/mo-hinh?stage=registered\n\n"
               "* 2 câu hỏi chờ trả lời\n  https://a.vn/can-bo/cau-hoi\n\n"));
    CHECK_FALSE(says(letter->text, "Còn "));
    auto const next =
        digest_of(entries, {.name = "Lan", .told = marks_of({entries[1], entries[0]})}, house, today);
    REQUIRE(next);
    CHECK(says(next->text, "- 1.234 mô hình chờ tiếp nhận\n"));
    CHECK(says(next->text, "* 2 câu hỏi chờ trả lời\n"));
}

TEST_CASE("letters go on working days from the hour on, in Viet Nam")
{
    auto const at = [](int of_month, int hour) {
        return Instant{(std::int64_t(day(2026, 11, of_month).day) * 24 + hour - 7) * 3'600'000};
    };
    CHECK_FALSE(is_time(at(20, 6), 7, weekdays)); // Friday
    CHECK(is_time(at(20, 7), 7, weekdays));
    CHECK(is_time(at(20, 23), 7, weekdays));
    CHECK_FALSE(is_time(at(21, 9), 7, weekdays));
    CHECK_FALSE(is_time(at(22, 9), 7, weekdays));
    CHECK(is_time(at(23, 0), 0, weekdays));
    CHECK_FALSE(is_time(at(24, 9), 7, workdays::Calendar({{day(2026, 11, 24), {.name = "nghỉ"}}})));
}

TEST_CASE("the next try waits twice as long, at most an hour; the name stays")
{
    CHECK(wait_after(0) == 60'000);
    CHECK(wait_after(1) == 120'000);
    CHECK(wait_after(5) == 32 * 60'000);
    CHECK(wait_after(6) == 3'600'000);
    CHECK(wait_after(1'000) == 3'600'000);
    auto letter = Queued{.id = {7}, .account = {8}, .address = {9}, .day = today};
    auto const first = message_id(letter, "tinh.vn");
    letter.attempts = 4;
    CHECK(message_id(letter, "tinh.vn") == first);
    CHECK(first.starts_with("2026-11-23."));
    CHECK(first.ends_with("@tinh.vn"));
    letter.id = {8};
    CHECK(message_id(letter, "tinh.vn") != first);
}
