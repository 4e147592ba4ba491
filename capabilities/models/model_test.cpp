// SPDX-License-Identifier: AGPL-3.0-or-later
// Every stage × every verb.
#include "capabilities/models/model.hpp"

#include <doctest/doctest.h>
#include <functional>

using namespace kheo;
using namespace kheo::models;

namespace
{

Model at(Stage stage)
{
    return {.id = {1}, .version = 4, .title = "Đường hoa", .stage = stage};
}

// The stage after the verb; "" where it is refused.
std::string after(std::function<Outcome<Model>(Model)> const& verb, Stage stage)
{
    auto const next = verb(at(stage));
    if (!next) {
        CHECK(next.error().id == "models.stage_forbids");
        return "";
    }
    CHECK(next->version == 5);
    return boost::describe::enum_to_string(next->stage, "");
}

} // namespace

TEST_CASE("each verb is possible at its stages and nowhere else")
{
    struct Row {
        char const* verb;
        std::function<Outcome<Model>(Model)> run;
        // draft, registered, returned, received, appraising, not_yet, recognised, withdrawn
        char const* next[8];
    };
    Row const rows[] = {
        {"submit", submitted, {"registered", "", "registered", "", "", "", "", ""}},
        {"receive", received, {"", "received", "", "", "", "", "", ""}},
        {"return",
         [](Model m) { return returned(m, "thiếu chỉ tiêu"); },
         {"", "returned", "", "", "", "", "", ""}},
        {"publish", published, {"", "", "", "received", "appraising", "not_yet", "recognised", ""}},
        {"put in a round", put_in_round, {"", "", "", "appraising", "", "appraising", "recognised", ""}},
        {"take out of it", taken_out, {"", "", "", "", "received", "", "", ""}},
        {"recognise", recognised, {"", "", "", "", "recognised", "", "recognised", ""}},
        {"not yet", not_yet_recognised, {"", "", "", "", "not_yet", "", "", ""}},
        {"withdraw the recognition", recognition_withdrawn, {"", "", "", "", "", "", "received", ""}},
        {"keep",
         [](Model m) { return kept(m, 2027, {{.title = "Tên khác"}}); },
         {"", "registered", "registered", "registered", "registered", "registered", "registered", ""}},
        {"withdraw",
         [](Model m) { return withdrawn(m, "trùng"); },
         {"withdrawn", "withdrawn", "withdrawn", "withdrawn", "withdrawn", "withdrawn", "withdrawn", ""}},
        {"edit",
         [](Model m) { return edited(m, {{.title = "Tên khác"}}, ""); },
         {"draft", "registered", "returned", "received", "appraising", "not_yet", "recognised", ""}},
    };
    constexpr Stage stages[] = {Stage::draft,      Stage::registered, Stage::returned,   Stage::received,
                                Stage::appraising, Stage::not_yet,    Stage::recognised, Stage::withdrawn};
    for (auto const& row : rows) {
        for (std::size_t place = 0; place < 8; ++place) {
            CAPTURE(row.verb);
            CAPTURE(label(stages[place]));
            CHECK(after(row.run, stages[place]) == row.next[place]);
        }
    }
}

TEST_CASE("returning, withdrawing and correcting what is public need a reason, which is kept")
{
    CHECK(returned(at(Stage::registered), "").error().id == "models.reason_needed");
    CHECK(withdrawn(at(Stage::received), "").error().id == "models.reason_needed");
    CHECK(withdrawn(at(Stage::received), "sai đơn vị")->reason == "sai đơn vị");
    auto open = at(Stage::received);
    open.published = true;
    CHECK(edited(open, {{.title = "Tên khác"}}, "").error().id == "models.reason_needed");
    CHECK(edited(open, {{.title = "Tên khác"}}, "sai chính tả")->reason == "sai chính tả");
}

TEST_CASE("an edit takes every word of the text and refuses one that changes nothing")
{
    auto const same = Revision{{.title = "Đường hoa"}};
    CHECK(edited(at(Stage::draft), same, "").error().id == "models.nothing_changed");
    auto const next =
        edited(at(Stage::draft), {{.field = "kinh_te", .title = "Đường hoa", .keep_up = "hằng năm"}}, "");
    REQUIRE(next);
    CHECK(next->field == "kinh_te");
    CHECK(next->keep_up == "hằng năm");
}

TEST_CASE("a model is open from its publication on, also when it is withdrawn")
{
    CHECK(visibility(at(Stage::received)) == acts::Visibility::internal);
    auto const open = published(at(Stage::received));
    REQUIRE(open);
    CHECK(visibility(*open) == acts::Visibility::open);
    CHECK(visibility(*withdrawn(*open, "lý do")) == acts::Visibility::open);
    auto const again = kept(*open, 2027, {{.title = "Lời mới"}});
    REQUIRE(again);
    CHECK(visibility(*again) == acts::Visibility::internal); // until it is received
    CHECK(visibility(*received(*again)) == acts::Visibility::open);
    CHECK(published(*open).error().id == "models.stage_forbids");
}

TEST_CASE("a model is kept for a later year in that year's words and waits to be received again")
{
    auto model = Model{.version = 3, .year = 2025, .title = "A", .target = "50", .result = "48"};
    model.stage = Stage::received;
    model.published = true;
    auto const next = Revision{{.title = "A"}, "", "48", "60"};
    auto const again = kept(model, 2026, next);
    REQUIRE(again);
    CHECK(again->year == 2026);
    CHECK(again->entry == Entry::duy_tri);
    CHECK(again->stage == Stage::registered);
    CHECK(again->published);
    CHECK(again->version == 4);
    CHECK(again->baseline == "48");
    CHECK(again->result.empty());
    model.registered_on = date_of({2025, 3, 25});
    model.signer = "Chủ tịch UBND xã";
    auto same = next;
    same.registered_on = model.registered_on;
    same.signer = model.signer;
    same.result = model.result;
    auto const unsaid = kept(model, 2026, same);
    REQUIRE(unsaid);
    CHECK(!unsaid->registered_on); // last year's paper is not this year's
    CHECK(unsaid->signer.empty());
    CHECK(unsaid->result.empty());
    same.registered_on = date_of({2026, 2, 3});
    CHECK(kept(model, 2026, same)->registered_on == date_of({2026, 2, 3}));
    CHECK(kept(*again, 2026, next).error().id == "models.already_registered");
    model.stage = Stage::withdrawn;
    CHECK(kept(model, 2026, next).error().id == "models.stage_forbids");
}
