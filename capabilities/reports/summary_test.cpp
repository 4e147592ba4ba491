// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reports/summary_test.hpp"

#include <algorithm>
#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::reports;

namespace
{

Summary of(std::vector<Entered> const& entries, Scope const& scope)
{
    return summary(entries, sample::directory(), sample::atlas(), scope);
}

SummaryRow const& row(Summary const& sums, std::string_view name)
{
    auto const found = std::ranges::find(sums.rows, name, &SummaryRow::name);
    REQUIRE_MESSAGE(found != sums.rows.end(), std::string(name));
    return *found;
}

std::vector<std::string> names(Summary const& sums)
{
    std::vector<std::string> list;
    for (auto const& one : sums.rows)
        list.push_back(one.name);
    return list;
}

} // namespace

TEST_CASE("each column of a commune is the sum reckoned by hand")
{
    auto const sums = of(sample::entries(), sample::scope());
    struct Expected {
        std::string_view row, column;
        std::int64_t figure;
    };
    // An Bình 2026: mô hình 1 duy trì, 2 mới, điển hình 3 nhân rộng. Phú Lộc: mô hình 4, của xã cũ Hòa Lạc.
    for (auto const& [name, column, figure] :
         std::vector<Expected>{{"Xã An Bình", "entry.moi", 1},
                               {"Xã An Bình", "entry.duy_tri", 1},
                               {"Xã An Bình", "entry.nhan_rong", 1},
                               {"Xã An Bình", "total", 3},
                               {"Xã An Bình", "kind.mo_hinh", 2},
                               {"Xã An Bình", "kind.dien_hinh_tap_the", 1},
                               {"Xã An Bình", "field.kinh_te", 2},
                               {"Xã An Bình", "field.van_hoa_xa_hoi", 1},
                               {"Xã An Bình", "stage.registered", 1},
                               {"Xã An Bình", "stage.received", 1},
                               {"Xã An Bình", "stage.returned", 1},
                               {"Xã An Bình", "published", 1},
                               {"Xã An Bình", "last_year", 1},
                               {"Xã An Bình", "change", 2},
                               {"Xã An Bình", "cumulative", 3},
                               {"Xã Phú Lộc", "total", 1},
                               {"Xã Phú Lộc", "last_year", 0},
                               {"Xã Phú Lộc", "cumulative", 2},
                               {"Xã Tân Hòa", "total", 0},
                               {"Xã Tân Hòa", "last_year", 1},
                               {"Xã Tân Hòa", "cumulative", 1},
                               {"Cơ quan cấp tỉnh", "total", 0},
                               {"Cơ quan cấp tỉnh", "kind.dien_hinh_ca_nhan", 1}}) {
        CAPTURE(std::string(name));
        CAPTURE(std::string(column));
        CHECK(sums.figure(row(sums, name), column) == figure);
    }
    CHECK(sums.sum("total") == 4);
    CHECK(sums.sum("last_year") == 2);
    CHECK(sums.sum("change") == 2);
    CHECK(sums.sum("cumulative") == 6);
}

TEST_CASE("every figure opens exactly the rows it counts, in each grouping")
{
    for (auto const group : {Group::commune, Group::body, Group::field}) {
        auto const scope = sample::scope(group);
        auto const sums = of(sample::entries(), scope);
        auto all = sums.rows;
        all.push_back(sums.total);
        for (auto const& one : all)
            for (auto const& column : sums.columns) {
                if (column.key == "change")
                    continue;
                CAPTURE(one.name);
                CAPTURE(column.key);
                auto const list = counted(sample::entries(), sample::directory(), sample::atlas(), scope,
                                          one.id, column.key);
                CHECK(std::int64_t(list.size()) == sums.figure(one, column.key));
            }
    }
    auto const none = [](auto row, auto column) {
        return counted(sample::entries(), sample::directory(), sample::atlas(), sample::scope(), row, column)
            .empty();
    };
    CHECK(none("total", "change"));
    CHECK(none("total", "no_such_column"));
    CHECK(none("987", "total"));
}

TEST_CASE("the same registrations add up to the same total by commune, by body and by field")
{
    for (auto const* const column : {"total", "last_year", "cumulative", "published", "entry.moi"}) {
        CAPTURE(std::string(column));
        auto const by_commune = of(sample::entries(), sample::scope()).sum(column);
        CHECK(of(sample::entries(), sample::scope(Group::body)).sum(column) == by_commune);
        CHECK(of(sample::entries(), sample::scope(Group::field)).sum(column) == by_commune);
    }
}

TEST_CASE("a registration counts from its day on, and until the day before it is withdrawn")
{
    auto entered = sample::entered(9, 2026, sample::an_binh);
    entered.registered_on = sample::day(2026, 3, 15);
    entered.ended_at = sample::noon(2026, 6, 1);
    for (auto const& [day, figure] : std::vector<std::pair<Date, int>>{{sample::day(2026, 3, 14), 0},
                                                                       {sample::day(2026, 3, 15), 1},
                                                                       {sample::day(2026, 5, 31), 1},
                                                                       {sample::day(2026, 6, 1), 0}}) {
        auto scope = sample::scope();
        scope.as_of = day;
        CAPTURE(iso(day));
        CHECK(of({entered}, scope).sum("total") == figure);
        CHECK(of({entered}, scope).sum("cumulative") == figure);
    }
}

TEST_CASE("the day on the paper goes before the day of entering; without it, the entry's day in Viet Nam")
{
    auto entered = sample::entered(9, 2026, sample::an_binh);
    entered.registered_on = std::nullopt;
    entered.entered_at = {1'767'290'400'000}; // 2026-01-01T18:00Z: the 2nd in Viet Nam
    CHECK(iso(day_of(entered)) == "2026-01-02");
    entered.registered_on = sample::day(2025, 12, 20);
    CHECK(iso(day_of(entered)) == "2025-12-20");
}

TEST_CASE("last year is read on the same day, 28 February for 29 February")
{
    CHECK(iso(year_before(sample::day(2026, 11, 21))) == "2025-11-21");
    CHECK(iso(year_before(sample::day(2028, 2, 29))) == "2027-02-28");
    auto late = sample::entered(9, 2025, sample::an_binh);
    late.registered_on = sample::day(2025, 11, 22);
    CHECK(of({late}, sample::scope()).sum("last_year") == 0);
    late.registered_on = sample::day(2025, 11, 21);
    CHECK(of({late}, sample::scope()).sum("last_year") == 1);
}

TEST_CASE("a model of several years is one in lũy kế and stands where its newest registration does")
{
    auto first = sample::entered(9, 2024, sample::an_binh);
    auto second = sample::entered(9, 2025, sample::tan_hoa);
    auto sums = of({first, second}, sample::scope());
    CHECK(sums.sum("cumulative") == 1);
    CHECK(sums.figure(row(sums, "Xã Tân Hòa"), "cumulative") == 1);
    second.ended_at = sample::noon(2026, 1, 5);
    CHECK(of({first, second}, sample::scope()).sum("cumulative") == 0);
}

TEST_CASE("units stand in name order whatever they register, the province's own bodies first")
{
    auto many = sample::entries();
    for (int at = 0; at < 50; ++at)
        many.push_back(sample::entered(100 + at, 2026, sample::tan_hoa));
    CHECK(names(of(many, sample::scope())) ==
          std::vector<std::string>{"Cơ quan cấp tỉnh", "Xã An Bình", "Xã Phú Lộc", "Xã Tân Hòa"});
}

TEST_CASE("what a merged commune registered is read under today's unit, also for bodies that are gone")
{
    auto const sums = of(sample::entries(), sample::scope());
    for (auto const& name : names(sums))
        CHECK(name != "Xã Hòa Lạc");
    CHECK(sums.figure(row(sums, "Xã Phú Lộc"), "entry.moi") == 1);
    auto const bodies = of(sample::entries(), sample::scope(Group::body));
    auto const& gone = row(bodies, "Đảng ủy xã Hòa Lạc");
    CHECK(gone.under == "Xã Phú Lộc");
    CHECK(bodies.figure(gone, "total") == 1);
}

TEST_CASE("who has sent nothing is named, with the contact and what they had last year")
{
    auto const sums = of(sample::entries(), sample::scope());
    CHECK(sums.units == 3);
    REQUIRE(sums.missing_units.size() == 1);
    CHECK(sums.missing_units[0].name == "Xã Tân Hòa");
    CHECK(sums.missing_units[0].contact == "Đảng ủy xã Tân Hòa");
    CHECK(sums.missing_units[0].last_year == 1);
    // Of units that sent: the committee of An Bình; Tân Hòa's bodies are told by their commune. A
    // person whom the province names is no registration of its own.
    std::vector<std::string> silent;
    for (auto const& body : sums.missing_bodies)
        silent.push_back(body.under + ": " + body.name);
    std::ranges::sort(silent);
    CHECK(silent == std::vector<std::string>{": Tỉnh ủy Minh Họa", "Xã An Bình: Ủy ban nhân dân xã An Bình",
                                             "Xã Phú Lộc: Đảng ủy xã Phú Lộc"});
}

TEST_CASE("of whom nothing stands any more is told with those who sent nothing")
{
    auto entered = sample::entered(9, 2026, sample::tan_hoa);
    entered.stage = models::Stage::withdrawn;
    entered.ended_at = sample::noon(2026, 2, 1);
    auto const sums = of({entered}, sample::scope());
    CHECK(sums.sum("total") == 0);
    CHECK(std::ranges::find(sums.missing_units, "Xã Tân Hòa", &Missing::name) != sums.missing_units.end());
}

TEST_CASE("a year that was undone is as if it had never been sent, from the day it was undone")
{
    auto first = sample::entered(9, 2025, sample::an_binh);
    auto again = sample::entered(9, 2026, sample::an_binh);
    again.entry = models::Entry::duy_tri;
    again.ended_at = sample::noon(2026, 4, 10);
    first.model_year = again.model_year = 2025;
    for (auto const& [day, in_year] :
         std::vector<std::pair<Date, int>>{{sample::day(2026, 4, 9), 1}, {sample::day(2026, 4, 10), 0}}) {
        auto scope = sample::scope();
        scope.as_of = day;
        CAPTURE(iso(day));
        auto const sums = of({first, again}, scope);
        CHECK(sums.sum("total") == in_year);
        CHECK(sums.sum("cumulative") == 1);
        CHECK(sums.kept == in_year);
    }
}

TEST_CASE("the rate kept has last year's models below the line, ended ones too")
{
    auto const kept = sample::entered(1, 2025, sample::an_binh);
    auto again = sample::entered(1, 2026, sample::an_binh);
    again.entry = models::Entry::duy_tri;
    auto ended = sample::entered(2, 2025, sample::an_binh);
    ended.ended_at = sample::noon(2026, 2, 1);
    auto before = sample::entered(3, 2025, sample::an_binh);
    before.ended_at = sample::noon(2025, 12, 31);
    auto undone = sample::entered(4, 2025, sample::an_binh); // typed in this year, by mistake
    undone.entered_at = sample::noon(2026, 2, 1);
    undone.ended_at = sample::noon(2026, 2, 2);
    auto const sums = of({kept, again, ended, before, undone}, sample::scope());
    CHECK(sums.kept == 1);
    CHECK(sums.could_keep == 2);
}

TEST_CASE("people outside see what is published alone, and no steps of the office")
{
    auto scope = sample::scope();
    scope.only_public = true;
    auto const sums = of(sample::entries(), scope);
    CHECK(sums.sum("total") == 1);
    for (auto const& column : sums.columns)
        CHECK(!column.key.starts_with("stage."));
}

TEST_CASE("a commune is read by its bodies, the country by its provinces")
{
    auto scope = sample::scope(Group::body);
    scope.area = sample::an_binh;
    auto const commune = of(sample::entries(), scope);
    CHECK(names(commune) == std::vector<std::string>{"Đảng ủy xã An Bình", "Ủy ban nhân dân xã An Bình"});
    CHECK(commune.sum("total") == 3);
    CHECK(commune.units == 0);
    scope = sample::scope();
    scope.area = {};
    auto const country = of(sample::entries(), scope);
    CHECK(names(country) == std::vector<std::string>{"Tỉnh Minh Họa", "Tỉnh Thử Nghiệm"});
    CHECK(country.figure(country.rows[0], "total") == 4);
    CHECK(country.figure(country.rows[1], "total") == 0);
}

TEST_CASE("a field that the rules do not know keeps its own column and row")
{
    auto entered = sample::entered(9, 2026, sample::an_binh);
    entered.field = "linh_vuc_cu";
    CHECK(of({entered}, sample::scope()).sum("field.linh_vuc_cu") == 1);
    auto const fields = of({entered}, sample::scope(Group::field));
    CHECK(fields.figure(row(fields, "linh_vuc_cu"), "total") == 1);
    auto const empty = of({}, sample::scope());
    CHECK(std::ranges::count(empty.columns, "field.chuyen_doi_so", &Column::key) == 0);
}

TEST_CASE("a province by bodies leaves out those without any figure, a commune shows them")
{
    auto const province = names(of(sample::entries(), sample::scope(Group::body)));
    CHECK(std::ranges::count(province, "Ủy ban nhân dân xã An Bình") == 0);
    auto scope = sample::scope(Group::body);
    scope.area = sample::an_binh;
    auto const commune = names(of(sample::entries(), scope));
    CHECK(std::ranges::count(commune, "Ủy ban nhân dân xã An Bình") == 1);
}

TEST_CASE("a recognised registration counts from the day of its decision on")
{
    auto entries = sample::entries();
    auto const scope = sample::scope();
    CHECK(of(entries, scope).sum("recognised") == 0);
    for (auto& entered : entries)
        entered.recognised_on = scope.as_of;
    CHECK(of(entries, scope).sum("recognised") == of(entries, scope).sum("total"));
    for (auto& entered : entries)
        entered.recognised_on = Date{scope.as_of.day + 1};
    CHECK(of(entries, scope).sum("recognised") == 0);
}
