// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/matrix/remind.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/matrix/remind.html.hpp"
#include "platform/text/text.hpp"
#include "platform/text/upper.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace kheo::matrix
{

namespace
{

constexpr std::size_t most_documents = 3; // named

// "Gửi kế hoạch (hạn …, quá 11 ngày)"; of a task that is asked each period once
// its words, then each period that is late.
void add_line(Late& late, TaskId& last, Column const& column, State const& state)
{
    auto const period = tasks::period_words(column.occurrence.period);
    auto const when = fmt::format("{}(hạn {}, quá {} ngày)", period.empty() ? "" : period + " ",
                                  shown(*column.occurrence.due), state.days_late);
    if (last == column.task.id)
        late.lines.back() += ", " + when;
    else
        late.lines.push_back(std::string(first_characters(column.task.text, 160)) +
                             (period.empty() ? " " : ": ") + when);
    last = column.task.id;
}

std::string message_naming(Reminder const& reminder, std::size_t names)
{
    std::string list;
    for (std::size_t at = 0; at < names; ++at)
        list += (at > 0 ? ", " : "") +
                fmt::format("{} ({} ngày)", reminder.late[at].name, reminder.late[at].most_late);
    if (auto const more = reminder.late.size() - names; more > 0)
        list += names == 0 ? "" : fmt::format(" và {} đơn vị khác", more);
    auto const of = reminder.documents.empty() ? "" : " theo " + reminder.documents;
    return fmt::format(
        "Đến ngày {}, {} đơn vị quá hạn thực hiện nhiệm vụ{}{}{}. Đề nghị thực hiện và báo trên "
        "hệ thống: {}",
        shown(reminder.today), reminder.late.size(), of, list.empty() ? "" : ": ", list, reminder.link);
}

// By whose documents, and who asked, of the columns in which somebody is late.
void put_source(Reminder& reminder, Asked const& all, std::set<std::size_t> const& columns)
{
    std::set<BodyId> assigners;
    for (auto const at : columns) {
        auto const& column = all.board.columns[at];
        assigners.insert(column.task.body);
        if (std::ranges::find(reminder.choose, column.task.document,
                              &std::pair<DocumentId, std::string>::first) == reminder.choose.end())
            reminder.choose.emplace_back(column.task.document, all.document_of(column).name);
    }
    auto const& named = reminder.choose;
    for (std::size_t at = 0; at < std::min(named.size(), most_documents); ++at)
        reminder.documents += (at > 0 ? ", " : "") + named[at].second;
    if (named.size() > most_documents)
        reminder.documents += fmt::format(" và {} văn bản khác", named.size() - most_documents);
    if (assigners.size() == 1 || named.size() == 1) {
        reminder.assigner = *assigners.begin();
        reminder.choose.clear();
    }
}

} // namespace

Outcome<Reminder> reminder_of(acts::Reading& reading, BoardQuery const& query)
{
    auto const all = TRY(asked(reading, query, Seen::by_officers, Whole::all));
    auto const& board = all.board;
    auto reminder = Reminder{.late = {},
                             .choose = {},
                             .documents = {},
                             .link = accounts::origin() + "/can-bo/nhiem-vu/bang" +
                                     address_query({.document = query.document, .task = query.task}),
                             .today = reading.today(),
                             .demo = all.demo};
    std::vector<bool> mine;
    for (auto const& column : board.columns)
        mine.push_back(reading.may(plans::may::accept_plans, tasks::place(column.task)));
    std::set<std::size_t> columns;
    for (auto const& row : board.rows) {
        auto late = Late{.body = row.body, .name = bodies::name_of(row.body, reading.today()), .lines = {}};
        auto last = TaskId();
        for (auto const& cell : row.cells) {
            if (!mine[cell.column] || cell.state.standing != Standing::open_late)
                continue;
            ++late.tasks;
            late.most_late = std::max(late.most_late, cell.state.days_late);
            add_line(late, last, board.columns[cell.column], cell.state);
            columns.insert(cell.column);
        }
        if (late.tasks > 0)
            reminder.late.push_back(std::move(late));
    }
    std::ranges::sort(reminder.late, {},
                      [&](Late const& one) { return std::pair(-one.most_late, one.body.value); });
    put_source(reminder, all, columns);
    return reminder;
}

std::string message_of(Reminder const& reminder)
{
    for (auto names = reminder.late.size(); names > 0; --names)
        if (auto message = message_naming(reminder, names); characters(message) <= most_of_message)
            return message;
    // Not even one name: then the documents are named as far as there is room.
    auto bare = reminder;
    auto message = message_naming(bare, 0);
    if (auto const length = characters(message); length > most_of_message) {
        auto const kept = characters(bare.documents) + most_of_message;
        bare.documents = kept > length + 1
                             ? std::string(first_characters(bare.documents, kept - length - 1)) + "…"
                             : std::string();
        message = message_naming(bare, 0);
    }
    return message;
}

sheets::Letter letter_of(Reminder const& reminder)
{
    auto const held = bodies::directory();
    auto const* const body = held->on(reminder.assigner, reminder.today);
    auto const* const above = body ? held->on(body->superior, reminder.today) : nullptr;
    auto const* const area = body ? areas::atlas()->on(body->area, reminder.today) : nullptr;
    auto const party = body && body->line == bodies::Line::dang;
    auto const [year, month, day] = civil(reminder.today);
    auto letter = sheets::Letter{.heading = party ? sheets::Heading::party : sheets::Heading::state,
                                 .superior = above ? upper(above->name) : "",
                                 .organisation = body ? upper(body->name) : "",
                                 .number = party ? "Số       -CV/" : "Số:      /",
                                 .place_and_date =
                                     fmt::format("{}, ngày {:02} tháng {}{} năm {}", area ? area->name : "",
                                                 day, month < 3 ? "0" : "", month, year),
                                 .subject = "V/v đôn đốc thực hiện nhiệm vụ được giao"};
    letter.opening = {{fmt::format("Kính gửi: {} đơn vị có tên dưới đây.", reminder.late.size())},
                      {fmt::format("Thực hiện {}, đến hết ngày {} còn {} đơn vị quá hạn, cụ thể như sau:",
                                   reminder.documents, shown(reminder.today), reminder.late.size())}};
    letter.closing = {{"Đề nghị các đơn vị khẩn trương thực hiện, báo kết quả và ngày hoàn thành; nơi nào "
                       "vướng mắc thì nêu rõ để "
                       "cùng tháo gỡ."}};
    letter.recipients = {"Các đơn vị có tên trên", "Lưu văn phòng"};
    letter.signature = sheets::Signature{{"THỦ TRƯỞNG CƠ QUAN", "(Ký, ghi rõ họ tên, đóng dấu)"}, ""};
    if (reminder.demo)
        letter.closing.push_back({"Dữ liệu minh họa."});
    return letter;
}

Outcome<ReminderView> view_reminder(acts::Reading& reading, BoardQuery const& query)
{
    auto reminder = TRY(reminder_of(reading, query));
    auto view =
        ReminderView{.total = std::int64_t(reminder.late.size()),
                     .message = reminder.late.empty() || !reminder.choose.empty() ? "" : message_of(reminder),
                     .items = {},
                     .reminder = {},
                     .query = query};
    for (auto const& one : reminder.late)
        view.items.push_back({one.body, one.name, one.tasks, one.most_late, reminder.demo});
    view.reminder = std::move(reminder);
    return view;
}

routes::Page show_reminder(acts::Reading&, ReminderView const& view)
{
    auto const query = address_query(view.query);
    auto page = ReminderPage{.back = "/can-bo/nhiem-vu/bang" + query,
                             .docx = "/can-bo/nhiem-vu/nhac/docx" + query,
                             .message = {"nhac", "Tin nhắn nhắc việc", view.message,
                                         "Tối đa 500 ký tự. Chép rồi dán vào nhóm Zalo của các đơn vị."},
                             .letter = letter_of(view.reminder),
                             .late = view.reminder.late,
                             .choose = {}};
    for (auto const& [document, name] : view.reminder.choose) {
        auto of_document = view.query;
        of_document.document = document;
        page.choose.push_back({name, "/can-bo/nhiem-vu/nhac" + address_query(of_document)});
    }
    return {.title = "Nhắc việc",
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Nhiệm vụ", "/can-bo/nhiem-vu"}, {"Nhắc việc", ""}},
            .body = reminder_page(page),
            .section = "/can-bo/nhiem-vu"};
}

Outcome<http::Response> letter(acts::Reading& reading, BoardQuery const& query)
{
    auto const reminder = TRY(reminder_of(reading, query));
    if (reminder.late.empty())
        return refuse(problems::nobody_late);
    if (!reminder.choose.empty())
        return refuse(problems::one_assigner);
    auto made = letter_of(reminder);
    for (auto const& one : reminder.late) {
        auto text = one.name + ": ";
        for (std::size_t at = 0; at < one.lines.size(); ++at)
            text += (at > 0 ? "; " : "") + one.lines[at];
        made.opening.push_back({text + ".", sheets::ParagraphStyle::item});
    }
    auto response =
        http::Response{.type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                       .body = sheets::to_docx(made)};
    response.download_as = "cong-van-don-doc-" + iso(reminder.today) + ".docx";
    return response;
}

} // namespace kheo::matrix
