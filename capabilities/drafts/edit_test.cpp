// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/drafts/begin.hpp"
#include "capabilities/drafts/edit.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::drafts;

namespace
{

struct Desk : testing::Office {
    explicit Desk(db::Engine engine) : Office(engine)
    {
        bodies::put_directory(std::make_shared<bodies::Directory const>(
            std::vector{bodies::Body{.body = {1},
                                     .code = "A-DU",
                                     .name = "Đảng ủy xã A",
                                     .line = bodies::Line::dang,
                                     .area = {7},
                                     .valid_from = *date_of({2025, 7, 1})}}));
        areas::put_atlas(std::make_shared<areas::Atlas const>());
        // A person who may write for the body 1, and one who may not.
        actor = {.kind = acts::ActorKind::person, .account = 5, .posts = {{1, "can_bo_xa", 1}}};
        allowed = [](acts::Actor const& who, acts::Permission, acts::Place at, Date) {
            return who.account == 5 && (at.body == 1 || at.body == 0);
        };
    }

    Draft begun()
    {
        auto const made = act([](acts::Work& work, Draft const& draft) { return begin(work, draft); },
                              Draft{.body = {1}, .area = {7}, .account = {5}, .subject = "một"});
        REQUIRE(made);
        return read([&](acts::Reading& reading) {
            return load(reading, {*parse_id(made->json.at("id").as_string())}).value();
        });
    }
};

EditForm form_of(Draft const& draft)
{
    return {.draft = draft.id,
            .version = draft.version,
            .subject = "hai",
            .text = "Nội dung",
            .organisation = "ĐẢNG ỦY XÃ A"};
}

} // namespace

TEST_ON_BOTH("a draft is seen and changed by those who may write for its body, and by nobody else")
{
    auto desk = Desk(engine);
    auto const draft = desk.begun();
    REQUIRE(desk.act(edit, form_of(draft)));
    auto const changed = desk.read([&](acts::Reading& reading) { return load(reading, draft.id); });
    CHECK(changed->subject == "hai");
    CHECK(changed->version == 2);
    // Two officers: the second is told, nothing is overwritten.
    CHECK(desk.act(edit, form_of(draft)).error().id == "changed_meanwhile");
    desk.actor.account = 6;
    CHECK(desk.read([&](acts::Reading& reading) { return load(reading, draft.id); }).error().id ==
          "not_found");
    CHECK(desk.act(edit, form_of(*changed)).error().id == "not_found");
    CHECK(desk.act(drop, DropForm{draft.id}).error().id == "not_found");
    CHECK(desk.read([&](acts::Reading& reading) { return drafts_seen(reading, {}, 10); }).empty());
    desk.actor.account = 5;
    CHECK(desk.read([&](acts::Reading& reading) { return drafts_seen(reading, {}, 10); }).size() == 1);
    REQUIRE(desk.act(drop, DropForm{draft.id}));
    CHECK(desk.read([&](acts::Reading& reading) { return load(reading, draft.id); }).error().id ==
          "not_found");
}

TEST_ON_BOTH("a marking of secrecy is refused at its field and not stored; no layout, no draft of that day")
{
    auto desk = Desk(engine);
    auto const draft = desk.begun();
    auto form = form_of(draft);
    form.text = "Nội dung\nTỐI MẬT\n";
    auto refused = desk.act(edit, form);
    REQUIRE(!refused);
    CHECK(refused.error().id == "document_secret");
    CHECK(refused.error().fields.front().field == "text");
    form = form_of(draft);
    form.issued_on = *date_of({2010, 1, 1});
    CHECK(desk.act(edit, form).error().id == "drafts.no_layout");
    form.issued_on.reset();
    for (auto line = 0; line < 41; ++line)
        form.recipients += "Nơi " + std::to_string(line) + "\n";
    CHECK(desk.act(edit, form).error().fields.front().field == "recipients");
    CHECK(desk.read([&](acts::Reading& reading) { return load(reading, draft.id); })->version == 1);
}

TEST_ON_BOTH("the signed paper is a document that the same body keeps")
{
    auto desk = Desk(engine);
    auto const draft = desk.begun();
    auto const kept_by = [&](std::int64_t body) {
        auto document = documents::Document{.body = {body},
                                            .area = {7},
                                            .type = "Kế hoạch",
                                            .number = std::to_string(body),
                                            .subject = "một"};
        return desk
            .act(
                [&](acts::Work& work, int) -> Outcome<acts::Recorded<documents::Document>> {
                    document.id = {work.draws.id()};
                    return documents::store_new(work, document, {});
                },
                0)
            ->value()
            .id;
    };
    auto const own = kept_by(1);
    auto const other = kept_by(2);
    CHECK(desk.act(mark_signed, SignedForm{draft.id, 1, other}).error().id == "drafts.not_yours");
    CHECK(desk.act(mark_signed, SignedForm{draft.id, 1, {999}}).error().id == "drafts.not_yours");
    REQUIRE(desk.act(mark_signed, SignedForm{draft.id, 1, own}));
    CHECK(desk.read([&](acts::Reading& reading) { return load(reading, draft.id); })->signed_as == own);
    REQUIRE(desk.act(mark_signed, SignedForm{draft.id, 2, {}}));
    CHECK(!desk.read([&](acts::Reading& reading) { return load(reading, draft.id); })->signed_as);
}
