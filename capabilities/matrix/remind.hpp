// SPDX-License-Identifier: AGPL-3.0-or-later
// Nhắc việc: who is late, as a text to copy into a chat and as a letter that is
// ready to be signed. Nothing is sent by itself.
#pragma once

#include "capabilities/matrix/show.hpp"
#include "platform/sheets/letter.hpp"

namespace kheo::matrix
{

// One body that is late, with what it is late with.
struct Late {
    BodyId body;
    std::string name;
    std::int64_t tasks = 0;
    int most_late = 0;              // days
    std::vector<std::string> lines; // "Gửi kế hoạch (hạn 15/04/2026, quá 221 ngày)"
};
struct Reminder {
    std::vector<Late> late; // the latest first
    // Where several bodies asked: the documents, of which one is to be chosen first. A
    // letter is one body's and speaks of nobody else's tasks.
    std::vector<std::pair<DocumentId, std::string>> choose;
    std::string documents; // "Chỉ thị 12-CT/TU, Kế hoạch 45-KH/BTGDVTU"
    std::string link;
    BodyId assigner;
    Date today;
    bool demo = false;
};

namespace problems
{
inline constexpr Refusal nobody_late{"matrix.nobody_late", 409,
                                     "Không có đơn vị nào quá hạn nên không có công văn đôn đốc."};
inline constexpr Refusal one_assigner{"matrix.one_assigner", 409,
                                      "Các việc quá hạn do nhiều cơ quan giao. Xin chọn một văn bản rồi lập "
                                      "công văn."};
} // namespace problems

// Of tasks at which the actor may accept; those that nobody is late with are none.
Outcome<Reminder> reminder_of(acts::Reading& reading, BoardQuery const& query);

// Pure. At most 500 characters: as many names as there is room for, and the link.
inline constexpr std::size_t most_of_message = 500;
std::string message_of(Reminder const& reminder);
sheets::Letter letter_of(Reminder const& reminder);

struct ReminderView {
    std::int64_t total = 0;
    std::string message;
    struct Item {
        BodyId body;
        std::string name;
        std::int64_t tasks = 0;
        int most_late = 0;
        bool demo = false;
    };
    std::vector<Item> items;
    Reminder reminder; // left out of JSON
    BoardQuery query;
};
BOOST_DESCRIBE_STRUCT(ReminderView::Item, (), (body, name, tasks, most_late, demo))
BOOST_DESCRIBE_STRUCT(ReminderView, (), (total, message, items))
Outcome<ReminderView> view_reminder(acts::Reading& reading, BoardQuery const& query);
routes::Page show_reminder(acts::Reading& reading, ReminderView const& view);
Outcome<http::Response> letter(acts::Reading& reading, BoardQuery const& query);

struct ReminderPage {
    std::string back;
    std::string docx;
    web::CopyBox message;
    sheets::Letter letter;
    std::vector<Late> late;
    std::vector<web::Link> choose;
};

} // namespace kheo::matrix
