// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/contributions/line.hpp"

#include "capabilities/contributions/line.html.hpp"
#include "capabilities/contributions/sums.hpp"
#include "capabilities/ledger/ledger.hpp"

#include <array>
#include <fmt/format.h>

namespace kheo::contributions
{

namespace
{

std::string text_in(boost::json::object const& record, std::string_view member)
{
    auto const* const value = record.if_contains(member);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::int64_t number_in(boost::json::object const& record, std::string_view member)
{
    auto const* const value = record.if_contains(member);
    return value && value->is_int64() ? value->get_int64() : 0;
}

// "Nhân dân. Đất (m²): 659,88; Tiền (đồng): 3.000.000", of one version in the acts.
std::string said_in(boost::json::object const& record)
{
    static constexpr std::array<std::string_view, 3> members{"land_dm2", "money", "half_days"};
    auto const* const source = source_of(text_in(record, "source"));
    auto words = source ? source->label + ". " : std::string();
    auto first = true;
    for (auto const kind : kinds)
        if (auto const amount = number_in(record, members.at(std::size_t(kind))); amount > 0) {
            words += (first ? "" : "; ") + std::string(label(kind)) + ": " + figure_of(kind, amount);
            first = false;
        }
    return words;
}

LineEvent event_of(acts::Act const& act)
{
    auto event = LineEvent{.day = local_date(act.at), .act = std::string(ledger::said(act.kind))};
    boost::system::error_code broken;
    auto const content = boost::json::parse(act.content, broken);
    auto const* const whole = broken ? nullptr : content.if_object();
    auto const* const record = whole ? whole->if_contains("record") : nullptr;
    if (record && record->is_object()) {
        event.said = said_in(record->get_object());
        event.reason = text_in(record->get_object(), "reason");
    }
    return event;
}

std::vector<std::pair<std::string, std::string>> facts_of(Contribution const& line)
{
    auto const* const source = source_of(line.source);
    std::vector<std::pair<std::string, std::string>> facts{{"Nguồn", source ? source->label : line.source},
                                                           {"Thời gian", time_of(line)}};
    for (auto const kind : kinds) {
        auto const gift = gift_of(line, kind);
        if (gift.amount == 0)
            continue;
        auto words = figure_of(kind, gift.amount);
        if (gift.givers > 0)
            words += fmt::format(", của {} hộ, đơn vị", gift.givers);
        facts.emplace_back(label(kind), std::move(words));
    }
    facts.emplace_back("Căn cứ", line.note);
    return facts;
}

} // namespace

std::span<forms::Rule const> LineQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"contribution", "Dòng đóng góp", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

Outcome<LineView> view_line(acts::Reading& reading, LineQuery const& query)
{
    auto line = TRY(load(reading, query.contribution));
    auto const model = TRY(models::load(reading, line.model));
    auto view = LineView{.line = std::move(line), .title = model.title};
    for (auto const& act : acts::history(reading.db, "contribution", view.line.id.value))
        view.events.push_back(event_of(act));
    view.records = reading.may(may::record_contributions, place(view.line));
    return view;
}

routes::Page show_line(acts::Reading&, LineView const& view)
{
    auto page = LinePage{.id = shown(view.line.id),
                         .title = "Một dòng đóng góp",
                         .model = shown(view.line.model),
                         .facts = facts_of(view.line),
                         .struck = view.line.struck ? view.line.reason : std::string(),
                         .records = view.records && !view.line.struck};
    for (auto const& event : view.events)
        page.events.push_back(
            {.date = shown(event.day),
             .title = event.act,
             .text = event.said + (event.reason.empty() ? "" : ". Lý do: " + event.reason)});
    if (!page.events.empty())
        page.events.back().current = true;
    auto const address = "/can-bo/mo-hinh/" + page.model;
    return {.title = page.title,
            .crumbs = {{"Việc của tôi", "/can-bo"},
                       {"Mô hình", "/can-bo/mo-hinh"},
                       {view.title, address},
                       {"Đóng góp", address + "/dong-gop"},
                       {"Một dòng", ""}},
            .body = line_page(page),
            .section = "/can-bo/mo-hinh"};
}

} // namespace kheo::contributions
