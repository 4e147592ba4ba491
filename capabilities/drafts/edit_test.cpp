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
    CHECK(desk.act(drop, DropForm{draft.id, 2}).error().id == "not_found");
    CHECK(desk.read([&](acts::Reading& reading) { return drafts_seen(reading, {}, 10); }).empty());
    desk.actor.account = 5;
    CHECK(desk.read([&](acts::Reading& reading) { return drafts_seen(reading, {}, 10); }).size() == 1);
    // Nor is thrown away what somebody wrote on meanwhile.
    CHECK(desk.act(drop, DropForm{draft.id, 1}).error().id == "changed_meanwhile");
    REQUIRE(desk.act(drop, DropForm{draft.id, 2}));
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
    struct {
        char const* field;
        std::string EditForm::* member;
        char const* words;
    } const marked[] = {
        {"number", &EditForm::number, "12-KH/TU MẬT"},     {"place", &EditForm::place, "Tối mật"},
        {"signer", &EditForm::signer, "Tuyệt mật"},        {"notation", &EditForm::notation, "KH/TU MẬT"},
        {"recipients", &EditForm::recipients, "MẬT\nLưu"}, {"superior", &EditForm::superior, "T Ố I  M Ậ T"}};
    for (auto const& each : marked) {
        CAPTURE(std::string(each.field));
        form = form_of(draft);
        form.*each.member = each.words;
        refused = desk.act(edit, form);
        REQUIRE(!refused);
        CHECK(refused.error().id == "document_secret");
        CHECK(refused.error().fields.front().field == each.field);
    }
    // A person may have the word for a name.
    form.signer = "TRẦN VĂN MẬT";
    form.superior.clear();
    CHECK(edited(draft, form));
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

TEST_ON_BOTH("a draft that a marking of secrecy would stand in is not begun")
{
    auto desk = Desk(engine);
    auto const begin_with = [&](std::string text) {
        return desk.act(
            [](acts::Work& work, Draft const& draft) { return begin(work, draft); },
            Draft{.body = {1}, .area = {7}, .account = {5}, .subject = "một", .text = std::move(text)});
    };
    auto const refused = begin_with("Thực hiện văn bản:\nTUYỆT MẬT\nMột.");
    REQUIRE(!refused);
    CHECK(refused.error().id == "document_secret");
    CHECK(desk.read([](acts::Reading& reading) { return drafts_seen(reading, {}, 10); }).empty());
    CHECK(begin_with("Giữ bí mật nhà nước theo quy định."));
}

TEST_ON_BOTH("the list is of one's own bodies, and asks about no draft of another's")
{
    auto desk = Desk(engine);
    auto const put = [&](std::int64_t body) {
        return desk
            .act(
                [&](acts::Work& work, int) -> Outcome<DraftId> {
                    auto const id = DraftId{work.draws.id()};
                    store_new(work, {.id = id, .body = {body}, .area = {7}, .subject = "một"});
                    return id;
                },
                0)
            .value();
    };
    std::vector<DraftId> own;
    for (auto at = 0; at < 3; ++at) {
        own.insert(own.begin(), put(1));
        put(2);
    }
    auto asked = 0;
    desk.allowed = [&](acts::Actor const&, acts::Permission, acts::Place at, Date) {
        asked += at.body == 2;
        return at.body == 1;
    };
    auto const seen = [&](DraftId before, std::size_t most) {
        std::vector<DraftId> ids;
        for (auto const& draft :
             desk.read([&](acts::Reading& reading) { return drafts_seen(reading, before, most); }))
            ids.push_back(draft.id);
        return ids;
    };
    CHECK(seen({}, 10) == own);
    CHECK(seen({}, 2) == std::vector{own[0], own[1]});
    CHECK(seen(own[1], 2) == std::vector{own[2]});
    CHECK(asked == 0);
    desk.allowed = [](auto const&, auto, auto, Date) { return false; };
    CHECK(seen({}, 10).empty());
}
