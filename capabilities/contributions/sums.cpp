// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/contributions/sums.hpp"

#include "capabilities/contributions/contribution.sql.hpp"
#include "capabilities/contributions/contributions.hpp"
#include "capabilities/contributions/sums.html.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace kheo::contributions
{

namespace
{

bool is_withheld(SourceSums const& sums, Kind kind)
{
    return std::ranges::find(sums.withheld, kind) != sums.withheld.end();
}

// What is told; "không nêu" where there is nothing but what is withheld.
std::string cell_of(SourceSums const& sums, Kind kind)
{
    auto const amount = amount_of(sums, kind);
    if (is_withheld(sums, kind))
        return amount > 0 ? figure_of(kind, amount) + " *" : "không nêu *";
    return amount > 0 ? figure_of(kind, amount) : "–";
}

std::string sum_cell(YearSums const* year, Kind kind)
{
    if (!year)
        return "–";
    auto const total = total_of(*year, kind);
    auto const withheld =
        std::ranges::any_of(year->sources, [&](SourceSums const& one) { return is_withheld(one, kind); });
    if (total == 0)
        return withheld ? "không nêu *" : "–";
    return figure_of(kind, total) + (withheld ? " *" : "");
}

YearSums const* year_in(std::vector<YearSums> const& years, std::optional<int> year)
{
    auto const found = std::ranges::find(years, year, &YearSums::year);
    return found == years.end() ? nullptr : &*found;
}

// Kinds in rows: narrow enough for a phone.
web::Table this_year_and_all(std::vector<YearSums> const& years, int this_year)
{
    auto table = web::Table{
        .caption = "Đóng góp vào mô hình",
        .columns = {{"Đóng góp"}, {"Trong năm " + std::to_string(this_year), true}, {"Lũy kế", true}},
        .wide = true,
        .quiet_caption = true};
    auto const* const all = year_in(years, std::nullopt);
    auto const* const now = year_in(years, this_year);
    for (auto const kind : kinds)
        if (auto const to_date = sum_cell(all, kind); to_date != "–")
            table.rows.push_back({{{std::string(label(kind))}, {sum_cell(now, kind)}, {to_date}}});
    return table;
}

std::vector<web::Table> tables_of(std::vector<YearSums> const& years)
{
    std::vector<web::Table> tables;
    for (auto const& year : years)
        if (!year.sources.empty())
            tables.push_back(table_of(year, caption_of(year)));
    return tables;
}

web::Table lines_table(LinesView const& view)
{
    auto table = web::Table{.caption = "Từng dòng đã ghi",
                            .columns = {{"Thời gian"},
                                        {"Nguồn"},
                                        {"Đất (m²)", true},
                                        {"Tiền (đồng)", true},
                                        {"Ngày công", true},
                                        {"Căn cứ"}},
                            .wide = true};
    for (auto const& line : view.items) {
        auto const* const source = source_of(line.source);
        auto cells = std::vector<web::Cell>{
            {time_of(line), view.records || !line.struck ? "/can-bo/dong-gop/" + shown(line.id) : ""},
            {source ? source->label : line.source}};
        for (auto const kind : kinds) {
            auto const gift = gift_of(line, kind);
            auto words = gift.amount > 0 ? figure_of(kind, gift.amount) : "–";
            if (gift.givers > 0)
                words += fmt::format(" ({} hộ, đơn vị)", gift.givers);
            cells.push_back({std::move(words)});
        }
        auto note = line.note;
        if (line.struck)
            note = "Đã bỏ, không tính. Lý do: " + line.reason;
        else if (!line.reason.empty())
            note += " Đã sửa: " + line.reason;
        cells.push_back({std::move(note)});
        table.rows.push_back({std::move(cells)});
    }
    return table;
}

} // namespace

std::vector<Contribution> lines_of(db::Connection& db, ModelId model)
{
    return db.all<Contribution>(sql::contributions_of_model, {{"model", model}});
}

std::string time_of(Contribution const& line)
{
    return line.since == line.until ? shown(line.since) : shown(line.since) + " – " + shown(line.until);
}

std::string caption_of(YearSums const& year)
{
    return year.year ? "Trong năm " + std::to_string(*year.year) : "Lũy kế";
}

bool withholds(YearSums const& year)
{
    return std::ranges::any_of(year.sources, [](SourceSums const& one) { return !one.withheld.empty(); });
}

web::Table table_of(YearSums const& year, std::string caption)
{
    auto table = web::Table{.caption = std::move(caption), .columns = {{"Nguồn"}}};
    for (auto const kind : kinds)
        table.columns.push_back({std::string(label(kind)), true});
    for (auto const& source : year.sources) {
        auto row = web::Row{{{source.label}}};
        for (auto const kind : kinds)
            row.cells.push_back({cell_of(source, kind)});
        table.rows.push_back(std::move(row));
    }
    auto total = web::Row{{{withholds(year) ? "Cộng phần được nêu" : "Cộng"}}, web::Row::State::total};
    for (auto const kind : kinds)
        total.cells.push_back({total_of(year, kind) > 0 ? figure_of(kind, total_of(year, kind)) : "–"});
    table.rows.push_back(std::move(total));
    return table;
}

Outcome<SumsView> view_sums(acts::Reading& reading, models::ModelQuery const& query)
{
    auto const model = TRY(models::load(reading, query.model));
    if (!model.published)
        return refuse(kheo::problems::not_found);
    reading.reads("model/" + shown(model.id));
    auto view = SumsView{
        .model = model.id, .title = model.title, .few_givers = rule("few_givers"), .demo = model.demo};
    if (model.stage != models::Stage::withdrawn)
        view.years = sums_of(versions_of(reading.db, model.id), For::everybody);
    return view;
}

routes::Page show_sums(acts::Reading&, SumsView const& view)
{
    auto const page = SumsPage{.model = shown(view.model),
                               .title = view.title,
                               .tables = tables_of(view.years),
                               .withheld = std::ranges::any_of(view.years, withholds),
                               .few = view.few_givers};
    return {.title = "Đóng góp: " + view.title,
            .crumbs = {{"Trang chủ", "/"},
                       {"Mô hình", "/mo-hinh"},
                       {view.title, "/mo-hinh/" + page.model},
                       {"Đóng góp", ""}},
            .body = sums_page(page),
            .section = "/mo-hinh",
            .printed_code = true};
}

Outcome<LinesView> view_lines(acts::Reading& reading, models::ModelQuery const& query)
{
    auto const model = TRY(models::load(reading, query.model));
    auto const at = models::place(model);
    if (!reading.may(may::see_contributions, at))
        return refuse(kheo::problems::not_found);
    auto view = LinesView{.model = model.id,
                          .title = model.title,
                          .items = lines_of(reading.db, model.id),
                          .published = model.published,
                          .records = reading.may(may::record_contributions, at)};
    view.years = sums_of(view.items, For::inside);
    return view;
}

routes::Page show_lines(acts::Reading&, LinesView const& view)
{
    auto const page = LinesPage{.model = shown(view.model),
                                .title = view.title,
                                .records = view.records,
                                .published = view.published,
                                .sums = tables_of(view.years),
                                .lines = lines_table(view)};
    return {.title = "Đóng góp: " + view.title,
            .crumbs = {{"Việc của tôi", "/can-bo"},
                       {"Mô hình", "/can-bo/mo-hinh"},
                       {view.title, "/can-bo/mo-hinh/" + page.model},
                       {"Đóng góp", ""}},
            .body = lines_page(page),
            .section = "/can-bo/mo-hinh",
            .wide = true};
}

models::Told tell(acts::Reading& reading, Model const& model, models::Audience side)
{
    auto const inside = side == models::Audience::office;
    if (model.stage == models::Stage::withdrawn || (!inside && !model.published))
        return {};
    auto const at = models::place(model);
    if (inside && !reading.may(may::see_contributions, at))
        return {};
    auto told = models::Told();
    auto page =
        TellPage{.address = (inside ? "/can-bo/mo-hinh/" : "/mo-hinh/") + shown(model.id) + "/dong-gop",
                 .few = rule("few_givers"),
                 .records = inside && reading.may(may::record_contributions, at)};
    auto const years = inside ? sums_of(lines_of(reading.db, model.id), For::inside)
                              : sums_of(versions_of(reading.db, model.id), For::everybody);
    if (!years.empty()) {
        reading.reads("today"); // which year is this one
        page.table = this_year_and_all(years, civil(reading.today()).year);
        page.withheld = withholds(years.front());
        told.main = tell_main(page);
    }
    if (inside)
        told.side = tell_side(page);
    return told;
}

} // namespace kheo::contributions
