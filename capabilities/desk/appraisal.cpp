// SPDX-License-Identifier: AGPL-3.0-or-later
// What appraisal leaves on the desk: models that await my score, what a council
// asks of my body, rounds that can be closed.
#include "capabilities/desk/desk.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/rounds/rounds.hpp"

#include <algorithm>

namespace kheo::desk
{

namespace
{

Item item_of(acts::Reading const& reading, rounds::Candidate const& candidate, Date since, std::string note)
{
    auto const model = models::load(reading, candidate.model);
    return {.title = model ? model->title : "Mô hình " + shown(candidate.model),
            .url = "/can-bo/ho-so-tham-dinh/" + shown(candidate.id),
            .from = rounds::round_of(reading.db, candidate.round).title,
            .note = std::move(note),
            .since = iso(since),
            .days = reading.today().day - since.day,
            .demo = candidate.demo};
}

Group& group_of(DeskView& view, std::string name, std::string title, std::string nothing)
{
    return view.groups.emplace_back(Group{.name = std::move(name),
                                          .title = std::move(title),
                                          .nothing = std::move(nothing),
                                          .all = "/can-bo/tham-dinh"});
}

void add(Group& group, Item item)
{
    ++group.total;
    if (group.items.size() < most_items)
        group.items.push_back(std::move(item));
}

void add_to_score(acts::Reading const& reading, DeskView& view)
{
    auto& group = group_of(view, "to_score", "Chờ tôi chấm điểm", "Không còn mô hình nào chờ điểm của bạn.");
    std::vector<rounds::Candidate> all;
    for (auto const& round : rounds::open_rounds(reading.db))
        if (reading.may(rounds::may::score_in_rounds, rounds::place(round)))
            std::ranges::move(rounds::unscored_by(reading.db, reading.actor.account, round.id),
                              std::back_inserter(all));
    std::ranges::sort(all, {}, &rounds::Candidate::id); // those that wait longest first
    for (auto const& candidate : all)
        add(group, item_of(reading, candidate, candidate.put_in_on, ""));
}

void add_asked(acts::Reading const& reading, DeskView& view)
{
    auto& group = group_of(view, "asked", "Thẩm định: cần bổ sung", "Không có hồ sơ nào cần bổ sung.");
    for (auto const& candidate :
         rounds::candidates_at(reading, rounds::State::asked, rounds::may::submit_to_rounds))
        add(group,
            item_of(reading, candidate, candidate.asked_on.value_or(candidate.put_in_on), candidate.asked));
}

void add_to_close(acts::Reading const& reading, DeskView& view)
{
    auto& group =
        group_of(view, "to_close", "Đợt thẩm định cần khép", "Không có đợt nào quá hạn hoặc đã đủ kết quả.");
    for (auto const& round : rounds::open_rounds(reading.db)) {
        if (!reading.may(rounds::may::manage_rounds, rounds::place(round)))
            continue;
        auto const left = rounds::undecided_in(reading.db, round.id);
        auto const late = round.closes_on && *round.closes_on < reading.today();
        if ((left > 0 && !late) || rounds::last_place(reading.db, round.id) == 0)
            continue;
        add(group, {.title = round.title,
                    .url = "/can-bo/tham-dinh/" + shown(round.id),
                    .from = {},
                    .note = left > 0 ? "Quá hạn " + shown(*round.closes_on) + ", còn " + web::number(left) +
                                           " mô hình chưa có kết quả"
                                     : "Mọi mô hình đã có kết quả",
                    .since = {},
                    .demo = round.demo});
    }
}

} // namespace

void add_appraisal(acts::Reading const& reading, DeskView& view)
{
    if (reading.may(rounds::may::score_in_rounds, {}))
        add_to_score(reading, view);
    if (reading.may(rounds::may::submit_to_rounds, {}))
        add_asked(reading, view);
    if (reading.may(rounds::may::manage_rounds, {}))
        add_to_close(reading, view);
}

} // namespace kheo::desk
