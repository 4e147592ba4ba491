// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/abbreviations.hpp"

#include <doctest/doctest.h>

using namespace kheo;

namespace
{

Abbreviations table()
{
    return Abbreviations::parse("short,full,status\n"
                                "UBND,Ủy ban nhân dân,verified\n"
                                "DVK,Dân vận khéo,verified\n"
                                "TU,Tỉnh ủy,verified\n"
                                "TU,Thành ủy,verified\n"
                                "KT-XH,Kinh tế - xã hội,to_confirm\n"
                                "QĐ,Quyết định,verified\n"
                                "TP.HCM,Thành phố Hồ Chí Minh,to_confirm\n"
                                ",empty,\n")
        .value();
}

using Alternatives = std::vector<std::string>;

std::vector<Alternatives> expanded(std::string_view query)
{
    std::vector<Alternatives> out;
    for (auto& term : table().expand(query))
        out.push_back(term.alternatives);
    return out;
}

} // namespace

TEST_CASE("a query is expanded both ways")
{
    struct {
        std::string_view query;
        std::vector<Alternatives> terms;
    } const cases[] = {
        {"UBND xã", {{"ubnd", "uỷ ban nhân dân"}, {"xã"}}},
        {"ubnd", {{"ubnd", "uỷ ban nhân dân"}}},
        {"Uỷ ban nhân dân xã", {{"uỷ ban nhân dân", "ubnd"}, {"xã"}}},
        {"uy ban nhan dan", {{"uy ban nhan dan", "ubnd"}}},
        {"U\u0309y ban nha\u0302n da\u0302n", {{"uỷ ban nhân dân", "ubnd"}}},
        {"ủy ban", {{"uỷ"}, {"ban"}}},
        {"TU", {{"tu", "tỉnh uỷ", "thành uỷ"}}},
        {"tu viện", {{"tu"}, {"viện"}}}, // a word of its own
        {"tú", {{"tú"}}},                // other marks
        {"KT-XH", {{"kt xh", "kinh tế xã hội"}}},
        {"kinh tế - xã hội", {{"kinh tế xã hội", "kt xh"}}},
        {"35-CT/TU", {{"35 ct tu"}}},
        {"qd", {{"qd", "quyết định"}}},
        {"QĐ", {{"qđ", "quyết định"}}},
        {"tphcm TP.HCM", {{"tphcm"}, {"tp hcm", "thành phố hồ chí minh"}}},
        {"hoà hòa HÒA", {{"hoà"}}}, // the same word three times
        {"!!! …", {}},
        {"", {}},
    };
    for (auto const& [query, terms] : cases) {
        CAPTURE(query);
        CHECK(expanded(query) == terms);
    }
}

TEST_CASE("an endless query has at most 32 terms")
{
    std::string query;
    for (int i = 0; i < 10'000; ++i)
        query += "từ" + std::to_string(i) + " ";
    CHECK(table().expand(query).size() == 32);
}

TEST_CASE("a short form gives its full forms as written")
{
    CHECK(table().full("ubnd") == Alternatives{"Ủy ban nhân dân"});
    CHECK(table().full("TU") == Alternatives{"Tỉnh ủy", "Thành ủy"});
    CHECK(table().full("XYZ").empty());
    CHECK(table().size() == 7);
}

TEST_CASE("a table without its columns is refused, an empty one expands nothing")
{
    CHECK(Abbreviations::parse("a,b\n").error().id == "csv_no_column");
    CHECK(Abbreviations().expand("UBND").front().alternatives == Alternatives{"ubnd"});
}
