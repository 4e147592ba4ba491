// SPDX-License-Identifier: AGPL-3.0-or-later
// An invented province with two communes and their bodies, and sheets written
// as tables of text, for the tests of this folder.
#pragma once

#include "capabilities/registers/registers.hpp"
#include "data/data.hpp"

#include <doctest/doctest.h>

namespace kheo::registers
{

using Table = std::vector<std::vector<std::string>>;

inline sheets::Sheet sheet_of(Table const& table, std::string name = "Sheet1",
                              std::vector<sheets::Range> merged = {})
{
    auto sheet = sheets::Sheet{.name = std::move(name), .merged = std::move(merged)};
    for (auto const& line : table) {
        auto& row = sheet.rows.emplace_back();
        for (auto const& text : line)
            row.push_back({text, text.empty() ? sheets::Kind::empty : sheets::Kind::text});
    }
    return sheet;
}

inline sheets::Workbook book_of(Table const& table, std::vector<sheets::Range> merged = {})
{
    return {{sheet_of(table, "Sheet1", std::move(merged))}};
}

struct World {
    static constexpr Date from{20'270}; // 1 July 2025
    static areas::Area area(std::int64_t id, char const* code, char const* name, areas::AreaKind kind,
                            std::int64_t parent)
    {
        auto full = std::string(areas::label(kind)) + " " + name;
        full[0] = full[0] == 'x' ? 'X' : full[0] == 'p' ? 'P' : 'T';
        return {.id = {id * 10},
                .area = {id},
                .code = code,
                .name = name,
                .full_name = full,
                .kind = kind,
                .parent = {parent},
                .valid_from = from};
    }
    static bodies::Body body(std::int64_t id, char const* code, char const* name, std::int64_t area,
                             bool contact = false)
    {
        return {.id = {id * 10},
                .body = {id},
                .code = code,
                .name = name,
                .area = {area},
                .contact = contact,
                .valid_from = from};
    }

    areas::Atlas atlas{{area(1, "99", "Minh Họa", areas::AreaKind::province, 0),
                        area(2, "99001", "Đồng Sen Hạ", areas::AreaKind::commune, 1),
                        area(3, "99002", "Sen Hạ", areas::AreaKind::commune, 1),
                        area(4, "99003", "Vàm Lá", areas::AreaKind::ward, 1),
                        area(5, "98", "Ví Dụ", areas::AreaKind::province, 0),
                        area(6, "98001", "Vàm Lá", areas::AreaKind::commune, 5)},
                       {}};
    bodies::Directory directory{{body(20, "99001-DU", "Đảng ủy Xã Đồng Sen Hạ", 2),
                                 body(21, "99001-MT", "Ủy ban MTTQ Việt Nam Xã Đồng Sen Hạ", 2, true),
                                 body(22, "99001-PN", "Hội Liên hiệp Phụ nữ Xã Đồng Sen Hạ", 2),
                                 body(23, "99001-UB", "Ủy ban nhân dân Xã Đồng Sen Hạ", 2),
                                 body(24, "99001-T1", "Thôn Sen Đông, Xã Đồng Sen Hạ", 2),
                                 body(30, "99002-DU", "Đảng ủy Xã Sen Hạ", 3, true),
                                 body(40, "99003-DU", "Đảng ủy Phường Vàm Lá", 4, true),
                                 body(60, "98001-DU", "Đảng ủy Xã Vàm Lá", 6, true)}};
    Abbreviations abbreviations = Abbreviations::parse(data::file("rules/abbreviations.csv")).value();
    PrivateDataCheck check =
        PrivateDataCheck::parse(data::file("rules/family-names.csv"), data::file("rules/private-words.csv"))
            .value();
    Places places{atlas, directory, abbreviations, *date_of({2026, 11, 21})};
    Mappings mappings;
    Defaults defaults;

    Register read(sheets::Workbook const& book, std::string_view file_name = "Book1.xlsx")
    {
        return read_register(book, file_name, {places, words(), check, mappings, defaults});
    }
    // The heading "Tên mô hình | Lĩnh vực | Đơn vị" and these rows, sent by Xã Đồng Sen Hạ.
    Register rows(Table const& rows)
    {
        auto table = Table{
            {"ĐẢNG ỦY XÃ ĐỒNG SEN HẠ"}, {"ĐĂNG KÝ MÔ HÌNH NĂM 2026"}, {"Tên mô hình", "Lĩnh vực", "Đơn vị"}};
        table.insert(table.end(), rows.begin(), rows.end());
        return read(book_of(table));
    }
};

} // namespace kheo::registers
