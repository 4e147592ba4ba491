// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/heartbeats/tell.hpp"

#include "capabilities/heartbeats/heartbeat.sql.hpp"
#include "capabilities/heartbeats/tell.html.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace kheo::heartbeats
{

namespace
{

constexpr std::size_t most_periods = 8;

std::vector<Heartbeat> heartbeats_of(db::Connection& db, ModelId model)
{
    return db.all<Heartbeat>(sql::heartbeats_of_model, {{"model", model}});
}

// "+10", of two figures as they are stored.
std::string change_of(std::string const& now, std::string const& before)
{
    auto const is = parse_number(now);
    auto const was = parse_number(before);
    if (now.empty() || before.empty() || !is || !was || is->places != 0 || was->places != 0)
        return {};
    auto const change = is->units - was->units;
    return (change > 0 ? "+" : change < 0 ? "−" : "") + kheo::shown(std::abs(change));
}

// The receipt of the newest open act.
std::string receipt_of(db::Connection& db, HeartbeatId id)
{
    std::string address;
    for (auto const& act : acts::history(db, "heartbeat", id.value))
        if (act.visibility == acts::Visibility::open)
            address = "/so-kiem-chung/phieu/" + std::to_string(act.id);
    return address;
}

std::string words_of(Standing const& standing, Model const& model)
{
    auto const& day = standing.confirmed_on;
    auto const period = day ? periods::shown(periods::calendar().of(*day)) : std::string();
    switch (standing.condition) {
    case Condition::alive:
        return day ? fmt::format("Đang duy trì, xác nhận ngày {} ({}).", shown(*day), period)
                   : fmt::format("Đang duy trì, theo đăng ký năm {}.", model.year);
    case Condition::unconfirmed:
        return day ? fmt::format("Chưa xác nhận: lần gần nhất đơn vị xác nhận là ngày {} ({}).", shown(*day),
                                 period)
                   : fmt::format(
                         "Chưa xác nhận: từ đăng ký năm {} đến nay đơn vị chưa nói còn làm hay không.",
                         model.year);
    case Condition::paused:
        return "Đang tạm dừng.";
    case Condition::ended:
        return "Đã kết thúc.";
    }
    throw Contradiction("no such condition");
}

// What was written while the model was the office's alone stays there, also once
// the model is public.
void leave_out_office_words(Life& life, Life const& stored, std::vector<Heartbeat>& said)
{
    if (!stored.opened)
        for (auto* const words : {&life.reason, &life.lesson, &life.reply})
            words->clear();
    for (auto& one : said)
        if (!one.opened)
            one.note.clear();
}

} // namespace

std::vector<PeriodLine> lines_of(std::vector<Heartbeat> const& said, Model const& model, Date today,
                                 std::size_t most)
{
    std::vector<PeriodLine> lines;
    if (said.empty())
        return lines;
    auto const& calendar = periods::calendar();
    for (auto period = calendar.of(today); lines.size() < most && said.front().period <= period.first;
         period = calendar.before(period)) {
        auto line = PeriodLine{.period = periods::shown(period)};
        auto const at = std::ranges::find(said, period.first, &Heartbeat::period);
        if (at != said.end()) {
            line.day = shown(at->day);
            line.result = at->result;
            // Over a silence the difference is not this period's alone.
            if (at != said.begin() && std::prev(at)->period == calendar.before(period).first)
                line.change = change_of(at->result, std::prev(at)->result);
            line.note = at->note;
            if (at->body != model.body)
                line.body = bodies::name_of(at->body);
        } else if (period.first == calendar.of(today).first) {
            continue; // it still may be said
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

Standing standing_of(acts::Reading const& reading, Model const& model)
{
    auto standing = Standing{.life = life_of(reading.db, model)};
    auto const said = heartbeats_of(reading.db, model.id);
    auto sign = registered_sign(model.registered_on, model.year);
    if (!said.empty()) {
        standing.confirmed_on = said.back().day;
        sign = std::max(sign, said.back().day);
    }
    standing.condition =
        condition(standing.life.course, sign, periods::calendar().kept_since(reading.today()));
    return standing;
}

web::Badge badge_of(Condition condition)
{
    static constexpr std::array tones{web::Tone::green, web::Tone::orange, web::Tone::grey, web::Tone::grey};
    return {std::string(periods::label(condition)), tones.at(std::size_t(condition))};
}

models::Told tell(acts::Reading& reading, Model const& model, models::Audience side)
{
    if (!is_in_life(model))
        return {};
    reading.reads("today");
    auto page = TellPage{.standing = standing_of(reading, model), .measure = model.measure};
    page.words = words_of(page.standing, model);
    auto said = heartbeats_of(reading.db, model.id);
    if (side == models::Audience::everybody)
        leave_out_office_words(page.standing.life, stored_life(reading.db, model), said);
    page.lines = lines_of(said, model, reading.today(), most_periods);
    for (auto& line : page.lines)
        for (auto const& one : said)
            if (shown(one.day) == line.day)
                line.receipt = receipt_of(reading.db, one.id);
    auto told = models::Told{
        .badges = {badge_of(page.standing.condition)}, .top = tell_top(page), .main = tell_main(page)};
    auto const at = models::place(model);
    if (side == models::Audience::office &&
        (reading.may(may::confirm_models, at) || reading.may(may::end_models, at))) {
        page.links = {{"Tạm dừng, kết thúc, làm tiếp", "/can-bo/mo-hinh/" + shown(model.id) + "/tinh-trang"}};
        auto const keeper =
            bodies::keeper_of(*bodies::directory(), *areas::atlas(), model.body, reading.today());
        if (auto const* const body = bodies::directory()->on(keeper, reading.today());
            body && reading.may(may::confirm_models, bodies::place(*body)))
            page.links.insert(page.links.begin(),
                              {"Xác nhận duy trì", "/can-bo/duy-tri?body=" + shown(keeper)});
        told.side = tell_side(page);
    }
    return told;
}

} // namespace kheo::heartbeats
