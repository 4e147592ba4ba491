// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/areas/import.hpp"

#include "capabilities/areas/area.sql.hpp"
#include "capabilities/areas/change.hpp"
#include "capabilities/areas/found.hpp"
#include "capabilities/areas/problems.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <array>
#include <fmt/format.h>
#include <fstream>
#include <set>
#include <sstream>
#include <unordered_map>

namespace kheo::areas
{

namespace
{

constexpr std::size_t most_sentences = 50;

// The sentence for a bad line; "" for a good one.
std::string fault(csv::Records const& records, std::size_t row, UnitLine& unit, Date valid_from)
{
    auto const cell = [&](std::string_view column) { return tidied(nfc(records.at(row, column))); };
    unit = {records.line(row),   cell("code"), cell("name"), cell("full_name"), {},
            cell("parent_code"), valid_from};
    auto const digits = unit.code.find_first_not_of("0123456789") == std::string::npos;
    if (!digits || (unit.code.size() != 2 && unit.code.size() != 5))
        return fmt::format("mã “{}” phải gồm 2 hoặc 5 chữ số", unit.code);
    if (unit.name.empty() || unit.full_name.empty())
        return "thiếu tên";
    if (characters(unit.name) > 200 || characters(unit.full_name) > 200)
        return "tên dài quá 200 ký tự";
    auto const kind = kind_of(cell("kind"));
    if (!kind)
        return fmt::format("không rõ loại “{}”", cell("kind"));
    unit.kind = *kind;
    if (is_provincial(unit.kind) != unit.parent_code.empty())
        return is_provincial(unit.kind) ? "cấp tỉnh không có đơn vị cha" : "thiếu mã đơn vị cha";
    if (auto const from = cell("valid_from"); !from.empty()) {
        auto const day = parse_iso_date(from);
        if (!day)
            return fmt::format("ngày “{}” không đúng dạng 2026-11-21", from);
        unit.valid_from = *day;
    }
    return {};
}

std::string contents(std::string const& path)
{
    auto in = std::ifstream(path, std::ios::binary);
    auto text = std::ostringstream();
    text << in.rdbuf();
    return text.str();
}

// What differs between the line and the area already there.
std::string difference(UnitLine const& unit, Area const& there)
{
    if (unit.full_name != there.full_name)
        return fmt::format("{}: tên trong tệp “{}”, trong hệ thống “{}”", unit.code, unit.full_name,
                           there.full_name);
    if (unit.kind != there.kind)
        return fmt::format("{}: loại trong tệp là {}, trong hệ thống là {}", unit.code, label(unit.kind),
                           label(there.kind));
    return {};
}

} // namespace

std::span<forms::Rule const> ImportForm::rules()
{
    static constexpr std::array<forms::Rule, 4> list{{
        {"file", "Tệp địa bàn (.csv)", forms::Input::file, 1, forms::Need::required},
        {"valid_from", "Có hiệu lực từ ngày", forms::Input::date, 0, forms::Need::required},
        {"decision", "Văn bản quyết định", forms::Input::line, 200},
        {"demo", "Dữ liệu minh họa", forms::Input::yes_no},
    }};
    return list;
}

Outcome<std::vector<UnitLine>> parsed_units(std::string_view csv, Date valid_from)
{
    auto const records = TRY(csv::Records::parse(csv, {"code", "name", "full_name", "kind", "parent_code"}));
    std::vector<UnitLine> units(records.size());
    std::vector<FieldError> faults;
    std::unordered_map<std::string, std::size_t> seen;
    for (std::size_t row = 0; row < records.size() && faults.size() < most_sentences; ++row) {
        auto said = fault(records, row, units[row], valid_from);
        auto const [first, fresh] = seen.emplace(units[row].code, units[row].line);
        if (said.empty() && !fresh)
            said = fmt::format("mã {} đã có ở dòng {}", units[row].code, first->second);
        if (!said.empty())
            faults.push_back({"file", fmt::format("Dòng {}: {}.", units[row].line, said)});
    }
    if (!faults.empty())
        return refuse(problems::bad_file, std::move(faults));
    return units;
}

Outcome<ImportPrepared> prepare_import(ImportForm const& form)
{
    auto const& file = form.file.front();
    auto units = TRY(parsed_units(contents(file.path), form.valid_from));
    return ImportPrepared{std::move(units), form.decision, form.demo, file.name, file.sha256};
}

Outcome<ImportPlan> planned(std::vector<UnitLine> const& units, Atlas const& atlas)
{
    auto plan = ImportPlan();
    std::unordered_map<std::string_view, UnitLine const*> in_file;
    for (auto const& unit : units)
        in_file.emplace(unit.code, &unit);
    std::vector<FieldError> faults;
    for (auto const& unit : units) {
        if (auto const* const there = atlas.by_code(unit.code, unit.valid_from)) {
            ++plan.unchanged;
            if (auto said = difference(unit, *there); !said.empty() && plan.different.size() < most_sentences)
                plan.different.push_back(std::move(said));
        } else if (unit.parent_code.empty() || in_file.contains(unit.parent_code) ||
                   atlas.by_code(unit.parent_code, unit.valid_from)) {
            plan.added.push_back(&unit);
        } else {
            faults.push_back(
                {"file", fmt::format("Dòng {}: chưa có đơn vị cha mã {}.", unit.line, unit.parent_code)});
        }
    }
    if (!faults.empty())
        return refuse(problems::bad_file, std::move(faults));
    std::ranges::sort(plan.added, {},
                      [](UnitLine const* unit) { return std::pair(!unit->parent_code.empty(), unit->line); });
    return plan;
}

Outcome<routes::Kept> preview_areas(acts::Work& work, ImportForm const& form)
{
    auto const ready = TRY(prepare_import(form));
    auto const plan = TRY(planned(ready.units, *load_atlas(work.db)));
    auto const sums =
        ImportSums{ready.units.size(), plan.added.size(), std::size_t(plan.unchanged), plan.different};
    return routes::Kept{.json = json::of(sums).as_object()};
}

Outcome<acts::Recorded<AreaImport>> import_areas(acts::Work& work, ImportPrepared const& form)
{
    auto const atlas = load_atlas(work.db);
    auto const plan = TRY(planned(form.units, *atlas));
    std::unordered_map<std::string_view, AreaId> fresh;
    std::vector<AreaId> added;
    std::set<Date> begins;
    for (auto const* const unit : plan.added) {
        auto const* const parent =
            unit->parent_code.empty() ? nullptr : atlas->by_code(unit->parent_code, unit->valid_from);
        auto const area = AreaId{work.draws.id()};
        auto const period = Area{.id = {work.draws.id()},
                                 .area = area,
                                 .code = unit->code,
                                 .name = unit->name,
                                 .full_name = unit->full_name,
                                 .kind = unit->kind,
                                 .parent = parent ? parent->area : fresh[unit->parent_code],
                                 .valid_from = unit->valid_from,
                                 .decision = form.decision,
                                 .demo = form.demo};
        fresh[unit->code] = area;
        work.db.run(sql::insert_area, period);
        acts::append(work, "areas.added", period);
        added.push_back(area);
        begins.insert(unit->valid_from);
    }
    put_found(work, added);
    put_found_later(work, begins);
    return acts::append(work, "areas.imported",
                        AreaImport{.id = {work.draws.id()},
                                   .file_name = form.file_name,
                                   .file_hash = form.file_hash,
                                   .lines = std::int64_t(form.units.size()),
                                   .added = std::int64_t(plan.added.size()),
                                   .unchanged = plan.unchanged,
                                   .different = plan.different});
}

} // namespace kheo::areas
