// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/desk/desk.hpp"
#include "capabilities/heartbeats/heartbeats.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace kheo::desk
{

namespace
{

// By the names of groups. Drafts, what is not public yet and what the year lacks are a
// body's own affair, on which nobody waits: no letter urges to register more.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> told{{
    {"to_receive", "mô hình chờ tiếp nhận"},
    {"to_score", "mô hình chờ mình chấm điểm"},
    {"asked", "hồ sơ thẩm định cần bổ sung"},
    {"to_close", "đợt thẩm định cần khép"},
    {"questions", "câu hỏi chờ trả lời"},
    {"opinions", "ý kiến về danh sách đề nghị, chờ trả lời"},
}};

// A period is long: a word in four weeks is enough.
void add_owed(acts::Reading const& reading, std::vector<reminders::Pile>& all)
{
    std::int64_t due = 0;
    std::int64_t inherited = 0;
    for (auto const& one : heartbeats::owed(reading)) {
        due += one.due;
        inherited += one.inherited;
    }
    constexpr auto list = "/can-bo/duy-tri";
    all.push_back({"to_confirm", "mô hình chưa xác nhận duy trì kỳ này", due, list,
                   reminders::Again::each_fourth_week});
    all.push_back({"inherited", "mô hình nhận từ đơn vị đã sáp nhập, giải thể, chờ xác nhận", inherited, list,
                   reminders::Again::each_fourth_week});
}

} // namespace

std::vector<reminders::Pile> piles(acts::Reading const& reading)
{
    auto view = DeskView();
    add_models(reading, view);
    add_appraisal(reading, view);
    add_voices(reading, view);
    std::vector<reminders::Pile> all;
    for (auto const& group : view.groups)
        if (auto const* const kind =
                std::ranges::find(told, group.name, &std::pair<std::string_view, std::string_view>::first);
            kind != told.end())
            all.push_back({kind->first, kind->second, group.total, group.all, reminders::Again::each_week});
    if (reading.may(heartbeats::may::confirm_models, {}))
        add_owed(reading, all);
    return all;
}

} // namespace kheo::desk
