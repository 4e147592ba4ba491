// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/imports/browse.html.hpp"
#include "capabilities/imports/imports_test.hpp"

using namespace kheo;
using namespace kheo::imports;

namespace
{

constexpr auto three_rows = "Đường hoa tự quản,Kinh tế,,Trồng hoa\n"
                            "Tổ góp vốn xoay vòng,Kinh tế,,Góp mỗi tháng\n"
                            ",Kinh tế,,Không có tên\n";

ImportId three(Desk& desk)
{
    return desk.add({{"xã Đồng Sen Hạ.csv", Desk::sheet(three_rows)}});
}

// The desk of a post at the commune's Front: it enters for the Party committee.
void sit_at_the_front(Desk& desk)
{
    desk.actor = {.kind = acts::ActorKind::person,
                  .account = 5,
                  .name = "Cán bộ Mặt trận",
                  .posts = {{.id = 1, .role = "commune", .body = Desk::front.value}}};
    desk.allowed = [](auto const& who, auto, acts::Place place, Date) {
        return who.kind == acts::ActorKind::system || place.area == 2;
    };
}

std::string kinds_of(std::vector<acts::Act> const& acts)
{
    std::string line;
    for (auto const& act : acts)
        line += (line.empty() ? "" : " ") + act.kind;
    return line;
}

} // namespace

TEST_ON_BOTH("good rows become models, each by an act of its own in one group; the others wait")
{
    auto desk = Desk(engine);
    auto const import = three(desk);
    CHECK(desk.states(import) == "good good to_fix");
    auto const taking = desk.take_all(import);
    CHECK(taking.fresh == 2);
    CHECK(taking.year == 2026);
    CHECK(taking.files == 1);
    CHECK(desk.states(import) == "taken taken to_fix");
    auto const models = desk.models_now();
    REQUIRE(models.size() == 2);
    std::int64_t group = 0;
    for (auto const& model : models) {
        CHECK(model.body == Desk::party);
        CHECK(model.stage == models::Stage::registered);
        CHECK_FALSE(model.published);
        CHECK(model.import == import.value);
        CHECK(model.entered_for);
        auto const acts = desk.acts_of(model.id.value);
        CHECK(kinds_of(acts) == "models.registered");
        CHECK(acts.front().visibility == acts::Visibility::internal);
        CHECK((group == 0 || group == acts.front().act_group));
        group = acts.front().act_group;
    }
    CHECK(group != 0);
    CHECK(desk.act(take, TakeForm{.import = import}).error().id == "imports.nothing_to_take");
}

TEST_ON_BOTH("who enters a model of another body is recorded as entering for it")
{
    auto desk = Desk(engine);
    sit_at_the_front(desk);
    auto const import = desk.add({{"a.csv", Desk::sheet("Đường hoa,Kinh tế,Đảng ủy xã Đồng Sen Hạ,\n"
                                                        "Tổ góp vốn,Kinh tế,MTTQ xã Đồng Sen Hạ,\n")}});
    desk.take_all(import);
    auto const models = desk.models_now();
    REQUIRE(models.size() == 2);
    CHECK(models[0].body == Desk::party);
    CHECK(models[0].entered_for);
    CHECK(models[1].body == Desk::front);
    CHECK_FALSE(models[1].entered_for);
}

TEST_ON_BOTH("another commune's file is said where it lies, and the rest is taken without it")
{
    auto desk = Desk(engine);
    sit_at_the_front(desk);
    auto const import =
        desk.add({{"a.csv", Desk::sheet("Đường hoa,Kinh tế,,\n")},
                  {"b.csv", Desk::sheet("Tổ góp vốn,Kinh tế,,\nNgõ đẹp,Kinh tế,,\n", "ĐẢNG ỦY XÃ VÀM LÁ")}});
    auto const view = desk.view(import);
    CHECK(view.rows.ready() == 1);
    REQUIRE(view.items.size() == 2);
    CHECK(view.items[0].outside == 0);
    CHECK(view.items[1].outside == 2);
    CHECK(view.items[1].rows.ready() == 0);
    CHECK(state_words(view.items[1]) == "Ngoài phạm vi");
    CHECK(outside_words(view.items[1]).starts_with("2 dòng của Đảng ủy Xã Vàm Lá ngoài phạm vi"));
    CHECK(desk.take_all(import).fresh == 1);
    CHECK(desk.states(import, 0) == "taken");
    CHECK(desk.states(import, 1) == "good good");
    // Nothing is left but theirs: that is refused, by the file's name too.
    auto const refused = desk.act(take, TakeForm{.import = import});
    CHECK(refused.error().id == "imports.not_yours");
    CHECK(refused.error().sentence.starts_with("Tệp “b.csv” có dòng của Đảng ủy Xã Vàm Lá, ngoài phạm vi"));
    CHECK(desk.models_now().size() == 1);
}

TEST_ON_BOTH("a preview foretells what the same command does")
{
    auto const units = std::string("Đường hoa,Kinh tế,Chi bộ thôn Sen Đông,\n"
                                   "Tổ góp vốn,Kinh tế,Chi bộ thôn Sen Đông,\n,Kinh tế,,Không tên\n");
    auto const party =
        std::string("Đường hoa,Kinh tế,Đảng ủy xã Đồng Sen Hạ,\nA một,Kinh tế,,\nB hai,Kinh tế,,\n");
    auto const front =
        std::string("Đường hoa,Kinh tế,Đảng ủy xã Đồng Sen Hạ,\nC ba,Kinh tế,,\nD bốn,Kinh tế,,\n");
    struct {
        Desk::Named files;
        bool create_units;
        std::string rows; // good, unclear, to_fix, again
        std::int64_t units_added;
    } const cases[] = {
        {{{"a.csv", Desk::sheet(units)}}, false, "0 2 1 0", 0},
        {{{"a.csv", Desk::sheet(units)}}, true, "2 0 1 0", 1},
        {{{"a.csv", Desk::sheet(party)},
          {"b.csv", Desk::sheet(front, "ỦY BAN MTTQ VIỆT NAM XÃ ĐỒNG SEN HẠ")}},
         false,
         "5 1 0 0",
         0},
        {{{"a.csv", Desk::sheet(party)}, {"b.csv", Desk::sheet(party)}}, false, "3 0 0 3", 0},
    };
    for (auto const& each : cases) {
        auto desk = Desk(engine);
        auto const told = desk.preview(each.files, each.create_units);
        auto const& rows = told.at("rows");
        auto const count = [&](char const* state) { return rows.at(state).to_number<std::int64_t>(); };
        CHECK(std::to_string(count("good")) + " " + std::to_string(count("unclear")) + " " +
                  std::to_string(count("to_fix")) + " " + std::to_string(count("again")) ==
              each.rows);
        CHECK(told.at("units_added").to_number<std::int64_t>() == each.units_added);
        CHECK(desk.models_now().empty());
        auto const import = desk.add(each.files);
        auto const done = desk.act(take, TakeForm{.import = import, .create_units = each.create_units});
        CHECK((done ? done->value().fresh : 0) == count("good"));
        CHECK((done ? done->value().units_added : 0) == each.units_added);
    }
}

TEST_ON_BOTH("nothing is taken while a file is still to be read")
{
    auto desk = Desk(engine);
    auto const import = three(desk);
    desk.send({{"b.csv", Desk::sheet("Nhà sạch,Kinh tế,,\n")}}, import);
    CHECK(desk.act(take, TakeForm{.import = import}).error().id == "imports.still_reading");
    CHECK(desk.models_now().empty());
}

TEST_ON_BOTH("the same file again changes nothing")
{
    auto desk = Desk(engine);
    desk.take_all(three(desk));
    auto const before = desk.models_now();
    auto const again = three(desk);
    CHECK(desk.states(again) == "same same to_fix");
    CHECK(desk.act(take, TakeForm{.import = again}).error().id == "imports.nothing_to_take");
    CHECK(json::text(desk.models_now()) == json::text(before));
}

TEST_ON_BOTH("a model of last year is kept, not entered twice, and undoing gives its words back")
{
    auto desk = Desk(engine);
    auto const last_year =
        desk.add({{"2025.csv", "ĐẢNG ỦY XÃ ĐỒNG SEN HẠ\nNĂM 2025\nTên mô hình,Lĩnh vực,Cách làm\n"
                               "Đường hoa tự quản,Kinh tế,Trồng 100 m\n"}});
    desk.take_all(last_year);
    auto const import = three(desk);
    CHECK(desk.states(import) == "kept good to_fix");
    auto const taking = desk.take_all(import);
    CHECK(taking.kept == 1);
    CHECK(taking.fresh == 1);
    auto models = desk.models_now();
    REQUIRE(models.size() == 2);
    CHECK(models[0].year == 2026);
    CHECK(models[0].entry == models::Entry::duy_tri);
    CHECK(models[0].way_of_working == "Trồng hoa");

    auto const undone = desk.act(undo, UndoForm{import, taking.id, taking.version, "Nhầm tệp"});
    REQUIRE(undone);
    CHECK(undone->value().withdrawn == 1);
    CHECK(undone->value().restored == 1);
    models = desk.models_now();
    REQUIRE(models.size() == 1);
    CHECK(models[0].year == 2025);
    CHECK(models[0].way_of_working == "Trồng 100 m");
    CHECK(desk.states(import) == "kept good to_fix");
}

TEST_ON_BOTH("a whole import is undone by acts that say why, and may be taken again")
{
    auto desk = Desk(engine);
    auto const import = three(desk);
    auto const taking = desk.take_all(import, true);
    auto const first = desk.models_now();
    REQUIRE(first.size() == 2);
    CHECK(first[0].published);
    CHECK(kinds_of(desk.acts_of(first[0].id.value)) == "models.registered models.received models.published");

    CHECK(desk.act(undo, UndoForm{import, {999}, 1, "Nhầm"}).error().id == "not_found");
    auto const undone = desk.act(undo, UndoForm{import, taking.id, taking.version, "Nhầm tệp"});
    REQUIRE(undone);
    CHECK(undone->value().undone);
    CHECK(desk.models_now().empty());
    auto const acts = desk.acts_of(first[0].id.value);
    CHECK(acts.back().kind == "models.withdrawn");
    CHECK(acts.back().content.find("Nhầm tệp") != std::string::npos);
    CHECK(acts.back().visibility == acts::Visibility::open);
    CHECK(desk.states(import) == "good good to_fix");
    CHECK(desk.act(undo, UndoForm{import, taking.id, 2, "Nhầm"}).error().id == "imports.undone_before");

    CHECK(desk.take_all(import).fresh == 2);
    CHECK(desk.models_now().size() == 2);
    auto const view = desk.view(import);
    REQUIRE(view.takings.size() == 2);
    CHECK(view.takings[1].undone);
    CHECK(view.takings[1].reason == "Nhầm tệp");
    CHECK(view.takings[1].left == 0);
}

TEST_ON_BOTH("what others did to a model after it was taken is never undone with the import")
{
    auto desk = Desk(engine);
    auto const import = three(desk);
    auto const taking = desk.take_all(import);
    auto const worked_on = desk.models_now().front();
    desk.work_on(worked_on);

    auto form = UndoForm{import, taking.id, taking.version, "Nhầm tệp"};
    auto const refused = desk.act(undo, form);
    CHECK(refused.error().id == "imports.touched");
    REQUIRE(refused.error().fields.size() == 1);
    CHECK(refused.error().fields[0].sentence.find("Đường hoa tự quản") != std::string::npos);
    CHECK(desk.models_now().size() == 2);

    form.leave_touched = true;
    REQUIRE(desk.act(undo, form));
    auto const left = desk.models_now();
    REQUIRE(left.size() == 1);
    CHECK(left[0].id == worked_on.id);
    CHECK(left[0].stage == models::Stage::received);
    CHECK(desk.states(import) == "taken good to_fix");
    CHECK(desk.view(import).takings[0].left == 1);
}

TEST_ON_BOTH("where every model was worked on, there is nothing left to undo")
{
    auto desk = Desk(engine);
    auto const import = desk.add({{"a.csv", Desk::sheet("Đường hoa,Kinh tế,,\n")}});
    auto const taking = desk.take_all(import);
    auto const model = desk.models_now().front();
    desk.work_on(model);
    auto const form = UndoForm{import, taking.id, taking.version, "Nhầm", true};
    CHECK(desk.act(undo, form).error().id == "imports.touched");
}

TEST_CASE("an undoing that was refused is open with its field, the others stay closed")
{
    auto page = ImportPage{.view = {.id = "1", .takings = {{.id = "7"}, {.id = "8"}}}};
    page.errors = web::Errors{.sentence = "", .fields = {{"reason", "Lý do hoàn tác: chưa nhập."}}};
    page.undoing = "8";
    auto const text = std::string(import_page(page).view());
    auto const second = text.find("value=\"8\"");
    auto const open = text.find("<details class=\"govuk-details\" open>");
    REQUIRE(open != std::string::npos);
    CHECK(text.find("value=\"7\"") < open);
    CHECK(open < second);
    CHECK(text.find("<details class=\"govuk-details\" open>", open + 1) == std::string::npos);
    auto const field = text.find("id=\"f-reason\"");
    CHECK(field > open);
    CHECK(text.find("id=\"f-reason\"", field + 1) == std::string::npos);
    CHECK(text.find("Lý do hoàn tác: chưa nhập.", open) != std::string::npos);
}

TEST_ON_BOTH("units that no list has are added only when asked, and speak for their commune")
{
    auto desk = Desk(engine);
    auto const import = desk.add({{"a.csv", Desk::sheet("Đường hoa,Kinh tế,Chi bộ thôn Sen Đông,\n"
                                                        "Tổ góp vốn,Kinh tế,Chi bộ thôn Sen Đông,\n")}});
    CHECK(desk.states(import) == "unclear unclear");
    CHECK(desk.view(import).unknown_units == 2);
    CHECK(desk.act(take, TakeForm{.import = import}).error().id == "imports.nothing_to_take");
    auto const done = desk.act(take, TakeForm{.import = import, .create_units = true});
    REQUIRE(done);
    CHECK(done->value().units_added == 1);
    CHECK(done->value().fresh == 2);
    CHECK(desk.states(import) == "taken taken");
}

TEST_ON_BOTH("the same model in two files waits for a person, and is settled once one was taken")
{
    auto desk = Desk(engine);
    auto const import = desk.add(
        {{"dang uy.csv",
          Desk::sheet("Đường hoa,Kinh tế,Đảng ủy xã Đồng Sen Hạ,\nA một,Kinh tế,,\nB hai,Kinh tế,,\n")},
         {"mat tran.csv",
          Desk::sheet("Đường hoa,Kinh tế,Đảng ủy xã Đồng Sen Hạ,\nC ba,Kinh tế,,\nD bốn,Kinh tế,,\n",
                      "ỦY BAN MTTQ VIỆT NAM XÃ ĐỒNG SEN HẠ")}});
    CHECK(desk.states(import, 0) == "good good good");
    CHECK(desk.states(import, 1) == "unclear good good");
    CHECK(desk.rows(import, 1)[0].twin.find("dang uy.csv") != std::string::npos);
    CHECK(desk.take_all(import).fresh == 5);
    CHECK(desk.states(import, 1) == "same taken taken");
}
