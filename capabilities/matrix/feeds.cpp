// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/matrix/feeds.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/matrix/show.hpp"
#include "platform/text/text.hpp"

#include <fmt/format.h>

namespace kheo::matrix
{

namespace
{

constexpr std::size_t line_bytes = 75;
constexpr std::string_view page_name = "Khéo: hạn các nhiệm vụ";

std::string compact(Date day)
{
    auto const [year, month, number] = civil(day);
    return fmt::format("{:04}{:02}{:02}", year, month, number);
}

std::string escaped(std::string_view text)
{
    std::string out;
    for (char const c : text) {
        if (c == '\\' || c == ';' || c == ',')
            out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (c != '\r')
            out += c;
    }
    return out;
}

// RFC 5545 §3.1: at most 75 octets, the next begins with a blank; no character is cut.
void line(std::string& out, std::string text)
{
    auto room = line_bytes;
    while (text.size() > room) {
        auto cut = room;
        while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0U) == 0x80U)
            --cut;
        out += text.substr(0, cut) + "\r\n ";
        text.erase(0, cut);
        room = line_bytes - 1;
    }
    out += text + "\r\n";
}

std::string xml(std::string_view text)
{
    std::string out;
    for (char const c : text)
        switch (c) {
        case '&':
            out += "&amp;";
            break;
        case '<':
            out += "&lt;";
            break;
        case '>':
            out += "&gt;";
            break;
        case '"':
            out += "&quot;";
            break;
        default:
            out += c;
        }
    return out;
}

std::vector<Entry> entries_of(Asked const& asked)
{
    std::vector<Entry> entries;
    auto const& board = asked.board;
    std::vector<std::int64_t> all(board.columns.size());
    std::vector<std::int64_t> open(board.columns.size());
    for (auto const& row : board.rows)
        for (auto const& cell : row.cells) {
            ++all[cell.column];
            open[cell.column] += cell.state.standing >= Standing::open_in_time ? 1 : 0;
        }
    for (std::size_t at = 0; at < board.columns.size(); ++at) {
        auto const& column = board.columns[at];
        auto const period = tasks::period_words(column.occurrence.period);
        entries.push_back(
            {.id = shown(column.task.id) +
                   (column.occurrence.period.empty() ? "" : "-" + column.occurrence.period),
             .title = std::string(first_characters(column.task.text, 120)) +
                      (period.empty() ? "" : " (" + period + ")"),
             .text = fmt::format("{}. {} đơn vị, còn {} chưa xong.", asked.document_of(column).name, all[at],
                                 open[at]),
             .url = accounts::origin() + std::string(base_of(asked.seen)) + "/" + shown(column.task.id),
             .due = column.occurrence.due,
             .changed = column.task.assigned_on});
    }
    return entries;
}

Outcome<http::Response> calendar(acts::Reading& reading, BoardQuery const& query, Seen seen)
{
    auto const all = TRY(asked(reading, query, seen, Whole::all));
    auto response = http::Response{.type = "text/calendar; charset=utf-8",
                                   .body = calendar_of(entries_of(all), page_name, reading.now)};
    response.download_as = "han-nhiem-vu.ics";
    return response;
}

} // namespace

std::string calendar_of(std::vector<Entry> const& entries, std::string_view name, Instant now)
{
    std::string out =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Kheo//Nhiem vu//VI\r\nCALSCALE:GREGORIAN\r\n";
    line(out, "X-WR-CALNAME:" + escaped(name));
    auto stamp = iso(now).substr(0, 19) + "Z";
    std::erase_if(stamp, [](char c) { return c == '-' || c == ':'; });
    for (auto const& entry : entries) {
        if (!entry.due)
            continue;
        out += "BEGIN:VEVENT\r\n";
        line(out, "UID:" + entry.id + "@kheo");
        line(out, "DTSTAMP:" + stamp);
        line(out, "DTSTART;VALUE=DATE:" + compact(*entry.due));
        line(out, "DTEND;VALUE=DATE:" + compact({entry.due->day + 1}));
        line(out, "SUMMARY:" + escaped("Hạn: " + entry.title));
        line(out, "DESCRIPTION:" + escaped(entry.text));
        line(out, "URL:" + entry.url);
        out += "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n";
    }
    return out + "END:VCALENDAR\r\n";
}

std::string atom_of(std::vector<Entry> const& entries, std::string_view name, std::string_view address,
                    Instant now)
{
    auto out = fmt::format("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                           "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\n"
                           "<title>{0}</title>\n<id>{1}</id>\n<link rel=\"self\" href=\"{1}\"/>\n"
                           "<updated>{2}</updated>\n<author><name>Khéo</name></author>\n",
                           xml(name), xml(address), iso(now));
    for (auto const& entry : entries)
        out += fmt::format("<entry>\n<id>{0}#{1}</id>\n<title>{2}</title>\n<link href=\"{0}\"/>\n"
                           "<updated>{3}T00:00:00+07:00</updated>\n<summary>{4}{5}</summary>\n</entry>\n",
                           xml(entry.url), xml(entry.id), xml(entry.title), iso(entry.changed),
                           xml(entry.text), entry.due ? " Hạn " + shown(*entry.due) + "." : "");
    return out + "</feed>\n";
}

Outcome<http::Response> calendar(acts::Reading& reading, BoardQuery const& query)
{
    return calendar(reading, query, Seen::by_officers);
}

Outcome<http::Response> public_calendar(acts::Reading& reading, BoardQuery const& query)
{
    return calendar(reading, query, Seen::by_all);
}

Outcome<http::Response> public_atom(acts::Reading& reading, BoardQuery const& query)
{
    auto const all = TRY(asked(reading, query, Seen::by_all, Whole::all));
    return http::Response{.type = "application/atom+xml; charset=utf-8",
                          .body = atom_of(entries_of(all), page_name,
                                          accounts::origin() + "/nhiem-vu/nguon.atom", reading.now)};
}

} // namespace kheo::matrix
