// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reminders/digest.hpp"

#include "platform/crypto/digest.hpp"
#include "platform/mail/letter.hpp"
#include "platform/text/number.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <set>

namespace kheo::reminders
{

namespace
{

constexpr std::size_t most_entries = 2'000;
constexpr std::size_t most_shown = 20; // of one matter
constexpr std::size_t longest_title = 160;
constexpr std::int32_t days_fresh = 14; // older than that is nothing newly asked

struct Heading {
    std::string_view text;
    std::string_view in_subject; // behind the number
    std::string_view all;        // the page of all
};
constexpr std::array<Heading, matters> headings{{
    {"TRẢ LẠI, CẦN LÀM THÊM", "trả lại", "/can-bo/nhiem-vu"},
    {"QUÁ HẠN", "quá hạn", "/can-bo/nhiem-vu"},
    {"SẮP ĐẾN HẠN", "sắp đến hạn", "/can-bo/nhiem-vu"},
    {"MỚI GIAO", "mới giao", "/can-bo/nhiem-vu"},
    {"BÁO HOÀN THÀNH, CHỜ XÁC NHẬN", "chờ xác nhận", "/can-bo/nhiem-vu/bang"},
    {"ĐƠN VỊ QUÁ HẠN ĐÃ LÂU, CẦN ĐÔN ĐỐC", "cần đôn đốc", "/can-bo/nhiem-vu/bang?standing=open_late"},
    {"MÔ HÌNH TRẢ LẠI ĐỂ BỔ SUNG", "mô hình trả lại", "/can-bo/mo-hinh?stage=returned"},
    {"VIỆC KHÁC ĐANG CHỜ", "việc khác đang chờ", "/can-bo"},
}};
std::function<std::vector<Pile>(acts::Reading const&)> piles_of; // written once, before the first letter

// Weeks begin on Monday: what is late is told again together, not each on its day.
std::int32_t week_of(Date day)
{
    return (day.day + 3) / 7;
}

std::string short_mark(std::string_view text)
{
    return hex(sha256(bytes_of(text))).substr(0, 12);
}

std::string about(matrix::Duty const& duty, bool of_others, Date today)
{
    auto words = bodies::name_of(duty.body, today);
    if (auto const period = tasks::period_words(duty.period); !period.empty())
        words += ", " + period;
    if (duty.due) // the letter may be read days after
        words += ", hạn " + shown(*duty.due);
    if (auto const state = plans::words_of(duty.state, duty.due, today); !state.empty())
        words += ": " + state;
    if (!of_others && duty.assigner)
        words += ". Giao: " + bodies::name_of(duty.assigner, today);
    return words;
}

std::string title_of(matrix::Duty const& duty)
{
    return duty.document.empty() ? duty.text : fmt::format("{} ({})", duty.text, duty.document);
}

Entry entry_of(matrix::Duty const& duty, Matter matter, std::string mark, Date today)
{
    auto const of_others = matter == Matter::to_accept || matter == Matter::stuck;
    return {.matter = matter,
            .title = title_of(duty),
            .about = about(duty, of_others, today),
            .path = duty.address(),
            .mark = std::move(mark),
            .open = duty.open};
}

std::string mark_of(std::string_view kind, matrix::Duty const& duty, std::int64_t turn)
{
    return short_mark(
        fmt::format("{} {} {} {} {}", kind, duty.task.value, duty.body.value, duty.period, turn));
}

std::set<std::string_view> split(std::string_view marks)
{
    std::set<std::string_view> all;
    while (!marks.empty()) {
        auto const end = std::min(marks.find(' '), marks.size());
        if (end > 0)
            all.insert(marks.substr(0, end));
        marks.remove_prefix(std::min(end + 1, marks.size()));
    }
    return all;
}

// "questions.2952." of "questions.2952.7"; all of a mark without a number at its end.
std::string_view stem_of(std::string_view mark)
{
    return mark.substr(0, mark.rfind('.') + 1);
}

std::int64_t number_of(std::string_view mark)
{
    auto const digits = mark.substr(stem_of(mark).size());
    std::int64_t number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return number;
}

// Fewer than were told is no news.
bool is_told(Entry const& entry, std::set<std::string_view> const& known)
{
    auto const stem = stem_of(entry.mark);
    return known.contains(entry.mark) || (!stem.empty() && std::ranges::any_of(known, [&](auto told) {
               return stem_of(told) == stem && number_of(told) >= entry.count;
           }));
}

std::string shortened(std::string const& title)
{
    auto const first = first_characters(title, longest_title);
    return first.size() == title.size() ? title : std::string(first) + "…";
}

void add_models(acts::Reading const& reading, std::vector<Entry>& all)
{
    if (!reading.may(models::may::edit_models, {}))
        return;
    auto const list = models::waiting(reading, models::Stage::returned, models::may::edit_models,
                                      models::Open::with_public, most_shown);
    for (auto const& [model, since] : list.items)
        all.push_back({.matter = Matter::models_returned,
                       .title = model.title,
                       .about = bodies::name_of(model.body, reading.today()),
                       .path = "/can-bo/mo-hinh/" + shown(model.id),
                       .mark = short_mark(fmt::format("model {} {}", model.id.value, since.ms))});
}

std::string subject_of(std::array<std::int64_t, matters> const& counts, Date today)
{
    std::string parts;
    for (std::size_t at = 0; at < matters; ++at)
        if (counts[at] > 0)
            parts +=
                fmt::format("{}{} {}", parts.empty() ? "" : ", ", shown(counts[at]), headings[at].in_subject);
    return fmt::format("Việc cần làm ngày {}: {}", shown(today), parts);
}

// What stands below each letter.
std::string foot(House const& house, std::string_view why)
{
    return fmt::format("-- \n{}{}\n{}\nĐây là thư tự động, xin đừng trả lời.\n",
                       house.demo ? "Dữ liệu minh họa, không phải việc thật.\n" : "", house.site, why);
}

} // namespace

Told told_of(matrix::Duty const& duty, Date today, int soon_days, workdays::Calendar const& calendar)
{
    switch (matrix::kind_of(duty, today, soon_days)) {
    case matrix::Kind::returned:
        return {Matter::returned, mark_of("returned", duty, duty.since.day)};
    case matrix::Kind::late:
        return {Matter::late, mark_of("late", duty, week_of(today))};
    case matrix::Kind::soon: {
        auto const last = duty.due && calendar.between(today, *duty.due) <= 1;
        return {Matter::soon, mark_of("soon", duty, last ? 1 : 0)};
    }
    case matrix::Kind::open:
    case matrix::Kind::support: // to help: told once, never late
        break;
    }
    if (today.day - duty.since.day > days_fresh || duty.state.begun)
        return {};
    return {Matter::fresh, mark_of("fresh", duty, duty.since.day)};
}

Entry entry_of(Pile const& pile, Date today)
{
    auto const turn = pile.again == Again::each_week ? week_of(today) : week_of(today) / 4;
    return {.matter = Matter::waiting,
            .title = fmt::format("{} {}", shown(pile.count), pile.words),
            .about = {},
            .path = pile.path,
            .mark = fmt::format("{}.{}.{}", pile.name, turn, pile.count),
            .open = true, // it names nothing
            .count = pile.count};
}

void on_waiting(std::function<std::vector<Pile>(acts::Reading const&)> piles)
{
    piles_of = std::move(piles);
}

std::vector<Entry> entries_of(acts::Reading const& reading)
{
    std::vector<Entry> all;
    std::vector<Pile> piles;
    auto const today = reading.today();
    if (reading.may(plans::may::answer_tasks, {}) || reading.may(plans::may::accept_plans, {})) {
        auto const duties = matrix::duties_of(reading);
        auto const soon = tasks::threshold("task_due_soon");
        for (auto const* const mine : {&duties.own, &duties.supported})
            for (auto const& duty : *mine)
                if (auto told = told_of(duty, today, soon, workdays::calendar()); told.matter)
                    all.push_back(entry_of(duty, *told.matter, std::move(told.mark), today));
        for (auto const& duty : duties.to_accept)
            all.push_back(entry_of(duty, Matter::to_accept, mark_of("accept", duty, duty.since.day), today));
        for (auto const& duty : duties.stuck)
            all.push_back(entry_of(duty, Matter::stuck, mark_of("stuck", duty, week_of(today)), today));
        piles.push_back({"watched", "nhiệm vụ mình theo dõi có đơn vị quá hạn",
                         std::int64_t(duties.watched.size()), "/can-bo/nhiem-vu/bang"});
    }
    add_models(reading, all);
    if (all.size() > most_entries)
        all.resize(most_entries);
    if (piles_of)
        std::ranges::move(piles_of(reading), std::back_inserter(piles));
    for (auto const& pile : piles)
        if (pile.count > 0)
            all.push_back(entry_of(pile, today));
    return all;
}

std::string marks_of(std::vector<Entry> const& entries, std::optional<std::string_view> before)
{
    auto const known = split(before.value_or(""));
    std::string marks;
    for (auto const& entry : entries)
        if (!before || is_told(entry, known))
            marks += (marks.empty() ? "" : " ") + entry.mark;
    return marks;
}

std::optional<Words> digest_of(std::vector<Entry> const& entries, Reader const& reader, House const& house,
                               Date today)
{
    auto const known = split(reader.told);
    auto const is_news = [&](Entry const& entry) { return !is_told(entry, known); };
    if (std::ranges::none_of(entries, is_news))
        return std::nullopt;
    std::array<std::int64_t, matters> counts{};
    std::array<std::size_t, matters> lines{};
    std::array<std::string, matters> parts;
    for (auto const& entry : entries) {
        auto const at = std::size_t(entry.matter);
        // What was newly asked is news once; all else stands until it is done.
        if (entry.matter == Matter::fresh && !is_news(entry))
            continue;
        counts[at] += entry.count;
        if (++lines[at] > most_shown)
            continue;
        auto const named = entry.open || reader.inside;
        parts[at] +=
            fmt::format("{} {}\n{}  {}{}\n\n", is_news(entry) ? "*" : "-",
                        named ? shortened(entry.title) : "Việc nội bộ (tên việc chỉ hiện trong trang)",
                        entry.about.empty() ? "" : "  " + entry.about + "\n", house.origin, entry.path);
    }
    auto text = fmt::format("Kính gửi: {}\n\nDấu * là điều chưa báo trong thư trước.\n\n", reader.name);
    for (std::size_t at = 0; at < matters; ++at) {
        if (counts[at] == 0)
            continue;
        text += fmt::format("{} ({})\n\n{}", headings[at].text, shown(counts[at]), parts[at]);
        if (lines[at] > most_shown)
            text += fmt::format("Còn {} việc nữa: {}{}\n\n", lines[at] - most_shown, house.origin,
                                headings[at].all);
    }
    text += fmt::format("Xem tất cả: {}/can-bo\n\n", house.origin);
    return Words{subject_of(counts, today),
                 text + foot(house, fmt::format("Mỗi ngày làm việc nhiều nhất một thư, chỉ khi có điều mới. "
                                                "Thôi nhận và xóa địa chỉ: {}",
                                                house.stop))};
}

Words confirmation_of(std::string_view name, std::string_view link, House const& house)
{
    return {fmt::format("Xác nhận địa chỉ nhận thư nhắc việc của {}", house.site),
            fmt::format(
                "Kính gửi: {}\n\n"
                "Có người ghi địa chỉ này để nhận thư nhắc việc. Nếu là anh, chị: mở liên kết dưới đây trong "
                "7 ngày, đăng nhập nếu được hỏi, rồi bấm “Xác nhận”.\n\n{}\n\n"
                "Nếu không phải anh, chị, xin bỏ qua thư này: không xác nhận thì không có thư nào nữa.\n\n",
                name, link) +
                foot(house, fmt::format("Xóa địa chỉ này khỏi nơi gửi: {}", house.stop))};
}

bool is_inside(std::string_view address, std::string_view domains)
{
    auto const its = lower(mail::domain_of(address));
    auto const all = lower(domains);
    for (auto const ours : split(all))
        if (!its.empty() && (its == ours || its.ends_with("." + std::string(ours))))
            return true;
    return false;
}

} // namespace kheo::reminders
