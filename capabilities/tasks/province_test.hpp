// SPDX-License-Identifier: AGPL-3.0-or-later
// For tests: a province with its Party's departments and three communes, whose
// officers record documents, ask and answer as their posts allow.
#pragma once

#include "capabilities/tasks/tasks.hpp"
#include "platform/testing/office.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace kheo::tasks
{

// Area 1 is the province, 2 to 4 its communes. 100 is its Party committee, 101 and 102
// departments below it, 103 its Front; 20, 30, 40 the Party committees of the communes, 24 the
// Front of the first.
class TestProvince : public testing::Office
{
  public:
    explicit TestProvince(db::Engine engine) : Office(engine)
    {
        put({});
        allowed = [](acts::Actor const& who, acts::Permission, acts::Place at, Date day) {
            auto const held = bodies::directory();
            return who.kind == acts::ActorKind::system ||
                   std::ranges::any_of(who.posts, [&](acts::Post const& post) {
                       return at.body == 0 || held->below({at.body}, {post.body}, day);
                   });
        };
    }

    // Puts the directory in place; `gone` stood until a day.
    void put(std::vector<std::pair<std::int64_t, Date>> const& gone)
    {
        auto const from = *date_of({2025, 7, 1});
        std::vector<areas::Area> areas;
        for (auto const id : {1, 2, 3, 4})
            areas.push_back({.id = {id},
                             .area = {id},
                             .code = std::to_string(id),
                             .name = "Nơi " + std::to_string(id),
                             .full_name = "Nơi " + std::to_string(id),
                             .kind = id == 1 ? areas::AreaKind::province : areas::AreaKind::commune,
                             .parent = {id == 1 ? 0 : 1},
                             .valid_from = from});
        using enum bodies::Line;
        std::vector<bodies::Body> all;
        for (auto const& [id, at, line, superior] : {std::tuple(100, 1, dang, 0),
                                                     {101, 1, dang, 100},
                                                     {102, 1, dang, 100},
                                                     {103, 1, mat_tran_doan_the, 0},
                                                     {20, 2, dang, 0},
                                                     {30, 3, dang, 0},
                                                     {40, 4, dang, 0},
                                                     {24, 2, mat_tran_doan_the, 0}}) {
            auto& one = all.emplace_back();
            one.id = {id};
            one.body = {id};
            one.code = "M" + std::to_string(id);
            one.name = "Cơ quan số " + std::to_string(id);
            one.line = line;
            one.area = {at};
            one.superior = {superior};
            one.valid_from = from;
            for (auto const& [body, until] : gone)
                if (body == id)
                    one.valid_to = until;
        }
        areas::put_atlas(std::make_shared<areas::Atlas const>(areas, std::vector<areas::AreaChange>()));
        bodies::put_directory(std::make_shared<bodies::Directory const>(all));
    }

    // Who asks from here on: an officer with a post at each of these bodies, or nobody.
    void as(std::vector<std::int64_t> const& at, std::int64_t account = 7)
    {
        actor = {.kind = at.empty() ? acts::ActorKind::visitor : acts::ActorKind::person, .account = account};
        for (auto const body : at)
            actor.posts.push_back({body, "can_bo", body});
    }
    void as_operator() { actor = {.kind = acts::ActorKind::system}; }

    Document document(std::int64_t keeper, documents::Reach reach, std::string const& words)
    {
        auto const verb = [&](acts::Work& work, documents::Words const& said) {
            auto document = Document();
            document.id = {work.draws.id()};
            document.body = {keeper};
            document.area = keeper >= 100 ? AreaId{1} : AreaId{keeper / 10};
            document.type = "Chỉ thị";
            document.number = std::to_string(++number_) + "-CT/TU";
            document.subject = "Trích yếu " + words;
            document.issued_on = *date_of({2026, 3, 5});
            document.reach = reach;
            document.text_hash = documents::hash_of(words);
            return documents::store_new(work, document, said).value();
        };
        return act(verb, documents::Words{words, {}});
    }

    // Asked by the keeper of the document.
    Task task(Document const& document, std::vector<Whom> const& whom, DueRule const& rule,
              std::string const& text = "Gửi kế hoạch")
    {
        auto const verb = [&](acts::Work& work, Task task) {
            task.id = {work.draws.id()};
            return store_new(work, task).value();
        };
        return act(verb, Task{.document = document.id,
                              .body = document.body,
                              .area = document.area,
                              .text = text,
                              .whom = text_of(whom),
                              .due_kind = rule.kind,
                              .due_on = rule.on,
                              .due_days = rule.days,
                              .counted_from = rule.from,
                              .assigned_on = *date_of({2026, 3, 10}),
                              .opened = documents::is_open(document)});
    }

    void withdraw(Document const& document)
    {
        auto const verb = [](acts::Work& work, Document const& one) {
            return documents::store(work, "documents.withdrawn", *documents::withdrawn(one, "Ghi nhầm"))
                .value();
        };
        act(verb, document);
    }

  private:
    int number_ = 0;
};

inline Whom led_by(std::int64_t body)
{
    return {Part::lead, std::nullopt, {body}};
}

} // namespace kheo::tasks
