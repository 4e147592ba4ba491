// SPDX-License-Identifier: AGPL-3.0-or-later
// What models and people's words leave on the desk.
#include "capabilities/consultations/consultations.hpp"
#include "capabilities/desk/desk.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/questions/questions.hpp"

namespace kheo::desk
{

namespace
{

using models::Stage;

Item item_of(acts::Reading const& reading, models::Waiting const& one)
{
    auto const& model = one.model;
    return {.title = model.title,
            .url = "/can-bo/mo-hinh/" + shown(model.id),
            .from = bodies::name_of(model.body, reading.today()),
            .note = model.stage == Stage::returned ? model.reason : "",
            .since = iso(one.since),
            .days = days_since(one.since, reading.now),
            .demo = model.demo};
}

struct Kind {
    std::string_view name;
    std::string_view title;
    std::string_view nothing;
    Stage stage;
    acts::Permission permission;
    models::Open open;
    std::string_view all;
};

// In the order in which they stand on the desk.
constexpr std::array<Kind, 4> kinds{{
    {"returned", "Trả lại để bổ sung", "Không có bản nào bị trả lại.", Stage::returned,
     models::may::edit_models, models::Open::with_public, "/can-bo/mo-hinh?stage=returned"},
    {"to_receive", "Chờ tiếp nhận", "Không có bản đăng ký nào đang chờ.", Stage::registered,
     models::may::receive_models, models::Open::with_public, "/can-bo/mo-hinh?stage=registered"},
    {"to_publish", "Đã tiếp nhận, chưa công khai", "Mọi mô hình đã tiếp nhận đều công khai.", Stage::received,
     models::may::publish_models, models::Open::left_out, "/can-bo/mo-hinh?stage=received"},
    {"drafts", "Bản nháp", "Không có bản nháp.", Stage::draft, models::may::edit_models,
     models::Open::with_public, "/can-bo/mo-hinh?stage=draft"},
}};

void add_questions(acts::Reading const& reading, DeskView& view)
{
    auto const list = questions::waiting(reading, most_items);
    auto& group = view.groups.emplace_back(Group{.name = "questions",
                                                 .title = "Câu hỏi chờ trả lời",
                                                 .nothing = "Không có câu hỏi nào đang chờ.",
                                                 .total = list.total,
                                                 .all = "/can-bo/cau-hoi"});
    for (auto const& question : list.items)
        group.items.push_back({.title = question.text,
                               .url = "/can-bo/cau-hoi/" + shown(question.id),
                               .from = bodies::name_of(question.body, reading.today()),
                               .since = iso(question.asked_on),
                               .days = reading.today().day - question.asked_on.day,
                               .demo = question.demo});
}

void add_opinions(acts::Reading const& reading, DeskView& view)
{
    auto const list = consultations::unread_opinions(reading, most_items);
    auto& group = view.groups.emplace_back(Group{.name = "opinions",
                                                 .title = "Ý kiến về danh sách đề nghị, chờ trả lời",
                                                 .nothing = "Không có ý kiến nào đang chờ.",
                                                 .total = list.total,
                                                 .all = "/can-bo/y-kien"});
    for (auto const& opinion : list.items)
        group.items.push_back({.title = opinion.text,
                               .url = "/can-bo/y-kien/" + shown(opinion.id),
                               .from = bodies::name_of(opinion.body, reading.today()),
                               .since = iso(opinion.sent_on),
                               .days = reading.today().day - opinion.sent_on.day,
                               .demo = opinion.demo});
}

} // namespace

void add_models(acts::Reading const& reading, DeskView& view)
{
    for (auto const& kind : kinds) {
        if (!reading.may(kind.permission, {}))
            continue;
        auto const list = models::waiting(reading, kind.stage, kind.permission, kind.open, most_items);
        auto& group = view.groups.emplace_back(Group{.name = std::string(kind.name),
                                                     .title = std::string(kind.title),
                                                     .nothing = std::string(kind.nothing),
                                                     .total = list.total,
                                                     .all = std::string(kind.all)});
        for (auto const& one : list.items)
            group.items.push_back(item_of(reading, one));
    }
}

void add_voices(acts::Reading const& reading, DeskView& view)
{
    if (reading.may(questions::may::answer_questions, {}))
        add_questions(reading, view);
    if (reading.may(consultations::may::consult, {}))
        add_opinions(reading, view);
}

} // namespace kheo::desk
