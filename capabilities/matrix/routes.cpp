// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way by which tasks are looked at, by officers and by everybody.
#include "capabilities/matrix/feeds.hpp"
#include "capabilities/matrix/list.hpp"
#include "capabilities/matrix/matrix.hpp"
#include "capabilities/matrix/remind.hpp"
#include "capabilities/matrix/view.hpp"

#include <array>

namespace kheo::matrix
{

namespace
{

using tasks::may::see_tasks;

constexpr std::string_view sheet_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr std::string_view letter_type =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

// Files for everybody are made anew for each who asks.
constexpr int feeds_per_minute = 20;

routes::After after_drop(Task const& task)
{
    return {"/can-bo/nhiem-vu/" + shown(task.id), "Đã thôi giao nhiệm vụ. Việc này đã được ghi lại."};
}

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read("/nhiem-vu", "/api/v1/tasks", routes::anyone, view_public_list, show_list,
                     {.cached = true, .summary = "Việc mà các văn bản công khai giao, và tình trạng"}),
        routes::list("/nhiem-vu/bang", "/api/v1/tasks/matrix", routes::anyone, view_public_board, show_board,
                     csv_public_board,
                     {.cached = true, .summary = "Bảng theo dõi thực hiện các nhiệm vụ công khai"}),
        routes::raw("/nhiem-vu/bang/xlsx", {}, routes::anyone, xlsx_public_board,
                    {.per_minute = feeds_per_minute, .media = sheet_type}),
        routes::raw("/nhiem-vu/lich.ics", "/api/v1/tasks/calendar", routes::anyone, public_calendar,
                    {.summary = "Hạn các nhiệm vụ công khai, iCalendar",
                     .per_minute = feeds_per_minute,
                     .media = "text/calendar"}),
        routes::raw("/nhiem-vu/nguon.atom", "/api/v1/tasks/feed", routes::anyone, public_atom,
                    {.summary = "Nhiệm vụ công khai mới giao, Atom",
                     .per_minute = feeds_per_minute,
                     .media = "application/atom+xml"}),
        routes::read("/nhiem-vu/don-vi/{body}", "/api/v1/tasks/bodies/{body}", routes::anyone,
                     view_public_body, show_body,
                     {.cached = true, .summary = "Nhiệm vụ công khai của một đơn vị"}),
        routes::read("/nhiem-vu/{task}", {}, routes::anyone, view_public_task, show_task, {.cached = true}),
        routes::read<TaskQuery, TaskView>({}, "/api/v1/tasks/{task}", routes::anyone, view_public_task,
                                          nullptr,
                                          {.summary = "Một nhiệm vụ công khai, từng đơn vị làm đến đâu"}),
        routes::read("/can-bo/nhiem-vu", "/api/v1/office/tasks", see_tasks, view_list, show_list,
                     {.summary = "Nhiệm vụ tài khoản được xem, theo văn bản"}),
        routes::read<routes::Nothing, OwnView>({}, "/api/v1/office/tasks/own", see_tasks, view_own, nullptr,
                                               {.summary = "Việc các đơn vị của tài khoản còn phải làm"}),
        routes::list("/can-bo/nhiem-vu/bang", "/api/v1/office/tasks/matrix", see_tasks, view_board,
                     show_board, csv_board, {.summary = "Bảng theo dõi thực hiện"}),
        routes::raw("/can-bo/nhiem-vu/bang/xlsx", {}, see_tasks, xlsx_board, {.media = sheet_type}),
        routes::raw("/can-bo/nhiem-vu/lich.ics", {}, see_tasks, calendar, {.media = "text/calendar"}),
        routes::read("/can-bo/nhiem-vu/nhac", "/api/v1/office/tasks/reminder", plans::may::accept_plans,
                     view_reminder, show_reminder, {.summary = "Ai quá hạn, kèm tin nhắn nhắc việc"}),
        routes::raw("/can-bo/nhiem-vu/nhac/docx", {}, plans::may::accept_plans, letter,
                    {.media = letter_type}),
        routes::read("/can-bo/nhiem-vu/don-vi/{body}", "/api/v1/office/tasks/bodies/{body}", see_tasks,
                     view_body, show_body, {.summary = "Nhiệm vụ của một đơn vị"}),
        routes::form("/can-bo/nhiem-vu/{task}", see_tasks, show_office_task, TaskQuery::rules()),
        routes::read<TaskQuery, TaskView>({}, "/api/v1/office/tasks/{task}", see_tasks, view_task, nullptr,
                                          {.summary = "Một nhiệm vụ tài khoản được xem"}),
        routes::act("/can-bo/nhiem-vu/{task}/thoi", "/api/v1/tasks/{task}/drop", tasks::may::assign_tasks,
                    tasks::drop, after_drop, show_office_task,
                    {.summary = "Thôi giao một nhiệm vụ, kèm lý do"}),
    };
    return list;
}

} // namespace kheo::matrix
