// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/imports/imports_test.hpp"

using namespace kheo;
using namespace kheo::imports;

namespace
{

struct Case {
    char const* what;
    StoredRow row;
    char const* choice;
    char const* state; // "" where the choice does not fit
    std::int64_t model, body;
};

std::vector<Case> cases()
{
    auto const candidates = std::string(R"([{"model":"7","title":"Đường hoa","year":2025,"likeness":80}])");
    auto const good = StoredRow{.spot = 1,
                                .state = State::good,
                                .body = {20},
                                .area = {2},
                                .errors = "[]",
                                .notes = "[]",
                                .candidates = "[]"};
    auto with = [&](State state, auto change) {
        auto row = good;
        row.texts = "{}";
        row.state = state;
        change(row);
        return row;
    };
    auto const unclear = with(State::unclear, [&](StoredRow& row) { row.candidates = candidates; });
    auto const nowhere = with(State::unclear, [](StoredRow& row) {
        row.body = {};
        row.unknown_unit = true;
    });
    auto const wrong = with(State::to_fix, [](StoredRow& row) {
        row.errors = R"([{"column":1,"field":"field","sentence":"x"}])";
    });
    return {
        {"another model", unclear, "new", "good", 0, 20},
        {"kept", unclear, "keep:7", "kept", 7, 20},
        {"kept, but of no candidate", unclear, "keep:8", "", 0, 0},
        {"left out", unclear, "skip", "skipped", 0, 20},
        {"no such choice", unclear, "drop", "", 0, 0},
        {"no number", unclear, "keep:x", "", 0, 0},
        {"not decided any more", unclear, "?", "unclear", 0, 20},
        {"its unit", nowhere, "unit:21", "good", 0, 21},
        {"its unit is known", unclear, "unit:21", "", 0, 0},
        {"new, but of nobody", nowhere, "new", "", 0, 0},
        {"wrong cells are not taken", wrong, "new", "", 0, 0},
        {"wrong cells have no unit chosen", wrong, "unit:21", "", 0, 0},
        {"wrong cells may be left out", wrong, "skip", "skipped", 0, 20},
        {"wrong cells wait again", wrong, "?", "to_fix", 0, 20},
        {"taken", with(State::taken, [](StoredRow& row) { row.taking = {3}; }), "skip", "", 0, 0},
        {"a person", with(State::personal, [](StoredRow&) {}), "new", "", 0, 0},
        {"already there", with(State::same, [](StoredRow&) {}), "new", "", 0, 0},
        {"sent again", with(State::again, [](StoredRow&) {}), "new", "", 0, 0},
        {"other words for the same year", with(State::unclear, [](StoredRow& row) { row.model = {7}; }),
         "update", "kept", 7, 20},
        {"update of nothing", unclear, "update", "", 0, 0},
    };
}

} // namespace

TEST_CASE("what a choice makes of a row")
{
    auto const list = cases();
    for (auto const& each : list) {
        CAPTURE(std::string(each.what));
        auto const next = chosen(each.row, each.choice);
        REQUIRE(next.has_value() == (*each.state != 0));
        if (!next)
            continue;
        CHECK(std::string(boost::describe::enum_to_string(next->state, "")) == each.state);
        CHECK(next->model.value == each.model);
        CHECK(next->body.value == each.body);
    }
    // A unit that was chosen is let go again.
    auto const its_unit = std::ranges::find(list, std::string_view("its unit"),
                                            [](Case const& each) { return std::string_view(each.what); });
    auto const back = chosen(*chosen(its_unit->row, "unit:21"), "?");
    REQUIRE(back);
    CHECK(back->unknown_unit);
    CHECK_FALSE(back->body);
}

TEST_ON_BOTH("choices are kept when the file is read again, and obeyed when it is taken")
{
    auto desk = Desk(engine);
    auto const import =
        desk.add({{"a.csv", Desk::sheet("Đường hoa,Kinh tế,,\nTổ góp vốn,Kinh tế,Chi bộ thôn Sen Đông,\n"
                                        "Nhà sạch,Kinh tế,,\n,Kinh tế,,Không tên\n")}});
    CHECK(desk.states(import) == "good unclear good to_fix");
    auto const file = desk.file(import);
    auto const rows = desk.rows(import);
    auto const choose_row = [&](std::size_t at, std::string const& what) {
        auto const kept =
            desk.act(choose, ChooseForm{import, file, {std::to_string(rows[at].spot) + ":" + what}});
        REQUIRE(kept);
        return kept->after.notice;
    };
    CHECK(choose_row(0, "skip") == "Đã ghi 1 lựa chọn.");
    CHECK(choose_row(1, "unit:40") == "Đã ghi 0 lựa chọn.");
    CHECK(choose_row(1, "unit:21") == "Đã ghi 1 lựa chọn.");
    CHECK(choose_row(3, "new") == "Đã ghi 0 lựa chọn.");
    CHECK(desk.states(import) == "skipped good good to_fix");
    REQUIRE(desk.act(correct_sender, SenderForm{.import = import, .file = file, .year = 2026}));
    desk.read_files();
    CHECK(desk.states(import) == "skipped good good to_fix");
    CHECK(desk.take_all(import).fresh == 2);
    auto const models = desk.models_now();
    REQUIRE(models.size() == 2);
    CHECK(models[1].body == Desk::front);
    CHECK(models[1].title == "Tổ góp vốn");
}

TEST_ON_BOTH("what the file leaves out is said once for all its rows")
{
    auto desk = Desk(engine);
    auto const import =
        desk.add({{"a.csv", "ĐẢNG ỦY XÃ ĐỒNG SEN HẠ\nTên mô hình,Cách làm,Thời gian\nĐường hoa,Trồng,\n"}});
    CHECK(desk.states(import) == "to_fix");
    REQUIRE(desk.act(correct_sender, SenderForm{.import = import,
                                                .file = desk.file(import),
                                                .year = 2025,
                                                .field = "kinh_te",
                                                .entry = "nhan_rong"}));
    desk.read_files();
    REQUIRE(desk.states(import) == "good");
    auto const row = desk.rows(import).front();
    CHECK(row.year == 2025);
    CHECK(row.entry == models::Entry::nhan_rong);
}

TEST_ON_BOTH("a file dropped by mistake goes, and what was compared with it is read anew")
{
    auto desk = Desk(engine);
    auto const first_rows =
        Desk::sheet("Đường hoa,Kinh tế,Đảng ủy xã Đồng Sen Hạ,\nA một,Kinh tế,,\nB hai,Kinh tế,,\n");
    auto const import =
        desk.add({{"dang uy.csv", first_rows},
                  {"mat tran.csv",
                   Desk::sheet("Đường hoa,Kinh tế,Đảng ủy xã Đồng Sen Hạ,\nC ba,Kinh tế,,\nD bốn,Kinh tế,,\n",
                               "ỦY BAN MTTQ VIỆT NAM XÃ ĐỒNG SEN HẠ")},
                  {"dang uy 2.csv", first_rows + "E năm,Kinh tế,,\n"}});
    REQUIRE(desk.states(import, 0) == "again again again");
    REQUIRE(desk.act(remove_file, RemoveForm{import, desk.file(import, 2)}));
    desk.read_files();
    REQUIRE(desk.states(import, 0) == "good good good");
    REQUIRE(desk.states(import, 1) == "unclear good good");
    auto const first = RemoveForm{import, desk.file(import, 0)};
    REQUIRE(desk.act(remove_file, first));
    desk.read_files();
    REQUIRE(desk.files(import).size() == 1);
    CHECK(desk.states(import) == "good good good");
    CHECK(desk.act(remove_file, first).error().id == "not_found");

    auto const taking = desk.take_all(import);
    CHECK(taking.fresh == 3);
    auto const taken = RemoveForm{import, desk.file(import)};
    CHECK(desk.act(remove_file, taken).error().id == "imports.file_taken");
    REQUIRE(desk.act(undo, UndoForm{import, taking.id, taking.version, "Nhận nhầm"}));
    REQUIRE(desk.act(remove_file, taken));
    CHECK(desk.files(import).empty());
    CHECK(desk.view(import).items.empty());
}
