// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/matrix/feeds.hpp"
#include "capabilities/matrix/remind.hpp"
#include "platform/testing/office.hpp"
#include "platform/text/text.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::matrix;

namespace
{

Date on(char const* text)
{
    return *parse_date(text);
}

auto const today = *parse_date("21/11/2026");

// Two tasks due on 10/11 and 30/11 for bodies 1, 2 and 3; 3 owes only the first.
std::vector<Column> columns()
{
    auto const column = [](std::int64_t id, char const* due, std::vector<tasks::Meant> meant) {
        return Column{.task = {.id = {id}, .document = {9}, .text = "Gửi kế hoạch; họp dân, ghi biên bản"},
                      .occurrence = {"", on(due)},
                      .circle = {std::move(meant), {}}};
    };
    return {column(1, "10/11/2026", {{{1}, {7}, {}}, {{2}, {7}, {}}, {{3}, {8}, {}}}),
            column(2, "30/11/2026", {{{1}, {7}, {}}, {{2}, {7}, {}}})};
}

plans::Plan said(std::int64_t task, std::int64_t body, plans::Stage stage, char const* day)
{
    return {.task = {task}, .body = {body}, .stage = stage, .done_on = on(day), .submitted_on = today};
}

// What was said goes through the database, as the pages read it.
struct Province : testing::Office {
    explicit Province(db::Engine engine) : Office(engine) {}

    Board board(std::vector<plans::Plan> const& all)
    {
        auto const store = [](acts::Work& work, plans::Plan plan) {
            plan.version = 1;
            return plans::store(work, "plans.completed", std::move(plan));
        };
        for (auto const& plan : all)
            act(store, plan);
        return read([&](acts::Reading& reading) {
            auto said = plans::Said::of_task(reading.db, {1});
            return board_of({columns().front()}, said, today);
        });
    }
};

std::vector<Late> many_late(std::size_t count)
{
    std::vector<Late> all;
    for (std::size_t at = 0; at < count; ++at)
        all.push_back({.body = {std::int64_t(at) + 1},
                       .name = "Đảng ủy xã Suối Vàng Anh số " + std::to_string(at),
                       .tasks = 1,
                       .most_late = int(count - at),
                       .lines = {"Gửi kế hoạch (hạn 10/11/2026, quá 11 ngày)"}});
    return all;
}

} // namespace

TEST_CASE("each body's line counts its four classes, the totals those of all")
{
    auto const board = board_of(columns(), {}, today);
    REQUIRE(board.rows.size() == 3);
    CHECK(board.rows[0].counts == Counts{0, 0, 1, 1});
    CHECK(board.rows[2].counts == Counts{0, 0, 0, 1});
    CHECK(board.rows[2].at(1) == nullptr);
    CHECK(board.rows[0].at(1)->standing == Standing::open_in_time);
    CHECK(board.totals == Counts{0, 0, 2, 3});
    CHECK(board.total() == 5);
    CHECK(board.rows[0].most_late == 11);
    CHECK(board.rows[0].silent == 1);
    auto late = board;
    keep_rows(late, [](Row const& row) { return row.body == BodyId{3}; });
    CHECK(late.totals == Counts{0, 0, 0, 1});
}

TEST_ON_BOTH("what was said is read back and stands in its cell")
{
    auto province = Province(engine);
    auto const board = province.board({said(1, 1, plans::Stage::accepted, "10/11/2026"),
                                       said(1, 2, plans::Stage::submitted, "12/11/2026"),
                                       said(1, 3, plans::Stage::returned, "09/11/2026")});
    CHECK(board.totals == Counts{1, 1, 0, 1});
    CHECK(sign_of(board.rows[0].cells[0].state) == "✓");
    CHECK(sign_of(board.rows[1].cells[0].state) == "✓+2");
    CHECK(sign_of(board.rows[2].cells[0].state) == "!11");
}

TEST_CASE("the sheet holds figures, and its sums are those of its rows")
{
    auto const table = sheet_of({.board = board_of(columns(), {}, today), .documents = {}}, today);
    REQUIRE(table.rows.size() == 4);
    CHECK(table.columns.size() == 7);
    CHECK(std::get<double>(table.rows[0].cells[4]) == 1.0);
    CHECK(std::get<double>(table.rows[0].cells[5]) == 11.0);
    CHECK(std::holds_alternative<std::monostate>(table.rows[0].cells[6]));
    CHECK(sheets::value_of(table, std::get<sheets::Sum>(table.rows[3].cells[4])) == 3.0);
    CHECK(std::get<double>(sheet_of({.board = {}, .documents = {}}, today).rows[0].cells[1]) == 0.0);
}

TEST_CASE("the message for a chat holds as many names as there is room for, and always its link")
{
    for (auto const count : {std::size_t(1), std::size_t(3), std::size_t(168)}) {
        CAPTURE(count);
        auto const text = message_of({.late = many_late(count),
                                      .documents = "Chỉ thị 12-CT/TU",
                                      .link = "https://khéo.example.vn/can-bo/nhiem-vu/bang?document=123",
                                      .today = today});
        CHECK(characters(text) <= most_of_message);
        CHECK(text.find(std::to_string(count) + " đơn vị quá hạn") != std::string::npos);
        CHECK(text.ends_with("bang?document=123"));
        CHECK((text.find("đơn vị khác") != std::string::npos) == (count > 100));
    }
    std::string documents;
    for (int at = 0; at < 20; ++at)
        documents += "Kế hoạch phối hợp liên ngành số " + std::to_string(at) + ", ";
    auto late = many_late(2);
    late[0].name = late[1].name = documents;
    auto const text =
        message_of({.late = late, .documents = documents, .link = "https://k.vn/b", .today = today});
    CHECK(characters(text) <= most_of_message);
    CHECK(text.find("2 đơn vị quá hạn") != std::string::npos);
    CHECK(text.find("Kế hoạch phối hợp liên ngành số 0") != std::string::npos);
    CHECK(text.ends_with("https://k.vn/b"));
}

TEST_CASE("days due are a calendar whose lines are folded between characters")
{
    auto const entries = std::vector<Entry>{
        {.id = "12",
         .title = "Gửi kế hoạch; họp dân, ghi biên bản từng thôn, niêm yết ở nhà văn hóa",
         .text = "Chỉ thị 12-CT/TU",
         .url = "https://kheo.example.vn/nhiem-vu/12",
         .due = on("31/12/2026"),
         .changed = today},
        {.id = "13", .title = "Không hạn", .text = "", .url = "u", .due = {}, .changed = today}};
    auto const text = calendar_of(entries, "Hạn", Instant{1'795'237'200'000});
    CHECK(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    CHECK(text.find("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n") != std::string::npos);
    CHECK(text.find("Gửi kế hoạch\\; họp dân\\,") != std::string::npos);
    CHECK(text.find("UID:13@kheo") == std::string::npos);
    CHECK(text.ends_with("END:VCALENDAR\r\n"));
    for (std::size_t at = 0; at < text.size();) {
        auto const end = text.find("\r\n", at);
        CHECK(end - at <= 75);
        CHECK(nfc(text.substr(at, end - at)) == text.substr(at, end - at)); // no character is cut
        at = end + 2;
    }
    auto const feed =
        atom_of({{.id = "1", .title = "A < B & \"C\"", .text = "", .url = "u", .due = {}, .changed = today}},
                "N", "a", Instant{1'795'237'200'000});
    CHECK(feed.find("<title>A &lt; B &amp; &quot;C&quot;</title>") != std::string::npos);
    CHECK(feed.find("<updated>2026-11-21T00:00:00+07:00</updated>") != std::string::npos);
}
