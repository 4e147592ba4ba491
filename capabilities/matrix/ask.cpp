// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/matrix/ask.hpp"

#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace kheo::matrix
{

namespace
{

using forms::Input;

constexpr std::array<forms::Choice, 4> chosen_standings{{
    {"done_in_time", "Hoàn thành đúng hạn"},
    {"done_late", "Hoàn thành quá hạn"},
    {"open_in_time", "Đang thực hiện trong hạn"},
    {"open_late", "Đang thực hiện quá hạn"},
}};
constexpr std::array<forms::Choice, 5> lines{{
    {"dang", "Đảng"},
    {"chinh_quyen", "Chính quyền"},
    {"mat_tran_doan_the", "Mặt trận và đoàn thể"},
    {"luc_luong_vu_trang", "Lực lượng vũ trang"},
    {"khac", "Khác"},
}};

// What of a task's column is shown: nothing, the asker's own bodies, or all.
enum class Width { none, own, whole };

Width width_of(tasks::Eyes& eyes, Task const& task, Seen seen)
{
    if (task.stage == tasks::Stage::dropped)
        return Width::none;
    if (eyes.is_public(task))
        return Width::whole;
    if (seen == Seen::by_all)
        return Width::none;
    if (documents::sees(eyes.reading(), eyes.document_of(task)) || eyes.oversees(task))
        return Width::whole;
    return eyes.sees(task) ? Width::own : Width::none;
}

bool fits(Row const& row, BoardQuery const& query, std::string const& part, Date today)
{
    if (query.standing && row.counts[std::size_t(*query.standing)] == 0)
        return false;
    auto const held = bodies::directory();
    auto const* const body = held->on(row.body, today);
    if (query.line && (!body || body->line != *query.line))
        return false;
    return part.empty() || (body && folded(body->name).find(part) != std::string::npos);
}

} // namespace

std::span<forms::Rule const> BoardQuery::rules()
{
    static constexpr std::array<forms::Rule, 6> list{{
        {"document", "Văn bản", Input::id, INT64_MAX},
        {"task", "Nhiệm vụ", Input::id, INT64_MAX},
        {"standing", "Tình trạng", Input::choice, 0, forms::Need::optional, "", chosen_standings},
        {"line", "Khối", Input::choice, 0, forms::Need::optional, "", lines},
        {"q", "Tên đơn vị", Input::line, 60},
        {"dang", "Dạng", Input::line, 10},
    }};
    return list;
}

Outcome<Asked> asked(acts::Reading& reading, BoardQuery const& query, Seen seen)
{
    auto const today = reading.today();
    auto eyes = tasks::Eyes(reading);
    auto answer = Asked{.seen = seen, .board = {}, .documents = {}};
    std::vector<Task> wanted;
    std::set<DocumentId> known;
    auto narrow = false;
    for (auto const& task : tasks::current_tasks(reading.db)) {
        auto const width = width_of(eyes, task, seen);
        if (width == Width::none)
            continue;
        if (known.insert(task.document).second)
            answer.documents.push_back(eyes.document_of(task));
        if ((query.document && task.document != query.document) || (query.task && task.id != query.task))
            continue;
        narrow = narrow || width == Width::own;
        wanted.push_back(task);
    }
    if ((query.document || query.task) && wanted.empty())
        return refuse(kheo::problems::not_found);
    // As the documents say them, the newest document first.
    std::ranges::sort(wanted, {},
                      [](Task const& task) { return std::pair(-task.document.value, task.id.value); });
    auto columns = columns_of(eyes, wanted, today);
    if (columns.size() > most_columns) {
        answer.cut = true;
        columns.resize(most_columns);
    }
    auto const said = query.task       ? plans::Said::of_task(reading.db, query.task)
                      : query.document ? plans::Said::of_document(reading.db, query.document)
                                       : plans::Said::of_all(reading.db);
    answer.demo = !columns.empty() &&
                  std::ranges::all_of(columns, [](Column const& column) { return column.task.demo; });
    if (narrow)
        for (auto& column : columns)
            if (width_of(eyes, column.task, seen) == Width::own)
                std::erase_if(column.circle.meant,
                              [&](tasks::Meant const& meant) { return !eyes.owns(meant.body); });
    answer.board = board_of(std::move(columns), said, today);
    auto const part = folded(tidied(query.q));
    if (query.standing || query.line || !part.empty())
        keep_rows(answer.board, [&](Row const& row) { return fits(row, query, part, today); });
    return answer;
}

std::string address_query(BoardQuery const& query)
{
    std::string text;
    auto const add = [&](std::string_view name, std::string const& value) {
        if (!value.empty())
            text += (text.empty() ? "?" : "&") + std::string(name) + "=" + value;
    };
    add("document", query.document ? shown(query.document) : "");
    add("task", query.task ? shown(query.task) : "");
    add("standing", query.standing ? boost::describe::enum_to_string(*query.standing, "") : "");
    add("line", query.line ? boost::describe::enum_to_string(*query.line, "") : "");
    return text;
}

} // namespace kheo::matrix
