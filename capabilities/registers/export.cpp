// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/export.hpp"

#include "capabilities/registers/export.sql.hpp"
#include "capabilities/registers/words.hpp"
#include "platform/sheets/table.hpp"
#include "platform/text/csv.hpp"

#include <array>

namespace kheo::registers
{

namespace
{

constexpr forms::Choice formats[] = {
    {"csv", "CSV"}, {"xlsx", "Excel"}, {"jsonl", "JSON, mỗi dòng một mô hình"}};

struct Entered : models::Model {
    models::Stage entry_stage = models::Stage::draft;
};
BOOST_DESCRIBE_STRUCT(Entered, (models::Model), (entry_stage))

std::string name_of(auto value)
{
    return boost::describe::enum_to_string(value, "");
}

// What a sheet shows people for a stored code; import knows these words too.
std::string words_of(Field field, std::string const& text)
{
    auto kind = models::Kind();
    auto entry = models::Entry();
    if (field == Field::field)
        return models::field_label(text);
    if (field == Field::kind && boost::describe::enum_from_string(text.c_str(), kind))
        return std::string(models::label(kind));
    if (field == Field::entry && boost::describe::enum_from_string(text.c_str(), entry))
        return std::string(models::label(entry));
    return text;
}

std::string_view content_type(Format format)
{
    switch (format) {
    case Format::csv:
        return "text/csv; charset=utf-8";
    case Format::xlsx:
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    default:
        return "application/x-ndjson; charset=utf-8";
    }
}

} // namespace

std::span<forms::Rule const> ExportQuery::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 3> list{{
        {"format", "Dạng tệp", Input::choice, 0, forms::Need::optional, {}, formats},
        {"year", "Năm", Input::year, 2100},
        {"area", "Địa bàn", Input::id, INT64_MAX},
    }};
    return list;
}

Exported exported(models::Model const& model, areas::Atlas const& atlas, bodies::Directory const& directory,
                  Date day)
{
    auto row = Exported{.demo = model.demo};
    auto& values = row.values;
    json::each_member(model, [&](std::string_view name, auto const& member) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>)
            if (auto const field = field_named(name))
                values[*field] = member;
    });
    values[Field::year] = std::to_string(model.year);
    values[Field::kind] = name_of(model.kind);
    values[Field::entry] = name_of(model.entry);
    auto const* body = directory.on(model.body, day);
    if (!body)
        body = directory.newest(model.body);
    if (body) {
        values[Field::unit] = body->name;
        values[Field::unit_code] = body->code;
    }
    if (auto const* const area = atlas.newest(model.area)) {
        if (areas::is_communal(area->kind))
            values[Field::commune] = area->full_name;
        if (auto const* const province = atlas.province_of(atlas.area_today(model.area, day), day))
            values[Field::province] = province->full_name;
    }
    return row;
}

std::string csv_of(std::vector<Exported> const& rows)
{
    std::vector<csv::Row> table;
    auto& heading = table.emplace_back();
    for (auto const& rule : fields())
        heading.emplace_back(rule.name);
    heading.emplace_back("demo");
    for (auto const& row : rows) {
        auto& cells = table.emplace_back();
        for (auto const& rule : fields())
            cells.push_back(row.values[rule.field]);
        cells.emplace_back(row.demo ? "true" : "");
    }
    return csv::written(table, {.mark = csv::Mark::utf8});
}

std::string lines_of(std::vector<Exported> const& rows)
{
    std::string lines;
    for (auto const& row : rows) {
        auto object = of(row.values);
        if (row.demo)
            object.emplace("demo", true);
        lines += boost::json::serialize(object) + "\n";
    }
    return lines;
}

std::string xlsx_of(std::vector<Exported> const& rows)
{
    auto table = sheets::Table{.sheet = "Sổ đăng ký", .title = {"SỔ MÔ HÌNH “DÂN VẬN KHÉO”"}};
    auto const demo = std::ranges::any_of(rows, &Exported::demo);
    for (auto const& rule : fields())
        table.columns.push_back(
            {std::string(rule.label), rule.width,
             rule.field == Field::unit_code ? sheets::ColumnKind::code : sheets::ColumnKind::text});
    if (demo)
        table.columns.push_back({"Dữ liệu minh họa", 12});
    for (auto const& row : rows) {
        auto& line = table.rows.emplace_back();
        for (auto const& rule : fields())
            line.cells.emplace_back(words_of(rule.field, row.values[rule.field]));
        if (demo)
            line.cells.emplace_back(std::string(row.demo ? "x" : ""));
    }
    return sheets::to_xlsx({table});
}

Outcome<http::Response> export_models(acts::Reading& reading, ExportQuery const& query)
{
    auto const atlas = areas::atlas();
    auto const directory = bodies::directory();
    auto const day = reading.today();
    std::vector<Exported> rows;
    std::vector<std::pair<std::size_t, models::Model>> waiting; // of which the public reads older words
    reading.db.each<Entered>(sql::entries_to_export, {{"year", query.year}}, [&](Entered const& model) {
        if (query.area && !atlas->within(atlas->area_today(model.area, day), query.area, day))
            return;
        auto const told = models::visibility(model) == acts::Visibility::open;
        auto const entered = !query.year || models::is_received(model.entry_stage);
        auto const insider = (told && entered) || reading.may(models::may::see_models, models::place(model));
        if (!insider && !(model.published && entered))
            return;
        if (!insider)
            waiting.emplace_back(rows.size(), model);
        rows.push_back(insider ? exported(model, *atlas, *directory, day) : Exported());
    });
    for (auto& [at, model] : waiting)
        rows[at] = exported(models::as_public(reading.db, std::move(model)), *atlas, *directory, day);
    auto answer = http::Response{.type = std::string(content_type(query.format))};
    answer.body = query.format == Format::csv    ? csv_of(rows)
                  : query.format == Format::xlsx ? xlsx_of(rows)
                                                 : lines_of(rows);
    answer.compressible = query.format != Format::xlsx;
    answer.download_as = "mo-hinh" + (query.year ? "-" + std::to_string(query.year) : std::string()) + "." +
                         name_of(query.format);
    return answer;
}

} // namespace kheo::registers
