// SPDX-License-Identifier: AGPL-3.0-or-later
// The registers and rules that every installation carries: complete, consistent
// with one another, and honest about what is verified.
#include "platform/text/abbreviations.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/private_data.hpp"
#include "platform/text/text.hpp"
#include "platform/time/time.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

using namespace kheo;

namespace
{

std::string file(std::string const& path)
{
    std::ifstream in(std::string(KHEO_SOURCE) + "/data/" + path);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

struct Province {
    std::string code, name, full_name, kind, from, to;
};

std::vector<Province> provinces()
{
    auto const csv =
        csv::Records::parse(file("registers/provinces.csv"),
                            {"code", "name", "full_name", "kind", "valid_from", "valid_to", "decision"})
            .value();
    std::vector<Province> out;
    for (std::size_t i = 0; i < csv.size(); ++i)
        out.push_back({std::string(csv.at(i, "code")), std::string(csv.at(i, "name")),
                       std::string(csv.at(i, "full_name")), std::string(csv.at(i, "kind")),
                       std::string(csv.at(i, "valid_from")), std::string(csv.at(i, "valid_to"))});
    return out;
}

// Code → province on that day; fails where a code stands for two.
std::map<std::string, Province> on(std::string const& day)
{
    std::map<std::string, Province> out;
    for (auto const& province : provinces())
        if (province.from <= day && (province.to.empty() || day <= province.to))
            CHECK(out.emplace(province.code, province).second);
    return out;
}

struct Change {
    std::string day, kind;
    std::vector<std::string> from;
    std::string to, principal;
};

std::vector<Change> changes()
{
    auto const csv = csv::Records::parse(file("registers/province-changes.csv"),
                                         {"day", "kind", "from_codes", "to_code", "principal", "decision"})
                         .value();
    std::vector<Change> out;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        Change change{std::string(csv.at(i, "day")),
                      std::string(csv.at(i, "kind")),
                      {},
                      std::string(csv.at(i, "to_code")),
                      std::string(csv.at(i, "principal"))};
        for (auto const& code : tokens(csv.at(i, "from_codes")))
            change.from.emplace_back(code.text);
        out.push_back(std::move(change));
    }
    return out;
}

// Where the province of this code is after all changes since that day. Changes of
// one day act together: 64 goes to 52 while 52 itself has another meaning.
std::string followed(std::string code, std::string const& since)
{
    std::map<std::string, std::map<std::string, std::string>> by_day;
    for (auto const& change : changes())
        if (change.day > since)
            for (auto const& from : change.from)
                CHECK(by_day[change.day].emplace(from, change.to).second);
    for (auto const& [day, moves] : by_day)
        if (auto const move = moves.find(code); move != moves.end())
            code = move->second;
    return code;
}

} // namespace

TEST_CASE("there were 63 provinces before the first of July 2025 and are 34 since")
{
    CHECK(on("2024-12-31").size() == 63);
    CHECK(on("2025-06-30").size() == 63);
    CHECK(on("2025-07-01").size() == 34);
    CHECK(on("2026-11-21").size() == 34);
    CHECK(on("2024-12-31").at("46").name == "Thừa Thiên Huế");
    CHECK(on("2025-01-01").at("46").full_name == "Thành phố Huế");
    CHECK(on("2026-04-29").at("75").full_name == "Tỉnh Đồng Nai");
    CHECK(on("2026-04-30").at("75").full_name == "Thành phố Đồng Nai");
}

TEST_CASE("the country has six cities of the centre in 2025 and seven since Đồng Nai is one")
{
    auto const cities = [](std::string const& day) {
        int count = 0;
        for (auto const& [code, province] : on(day))
            count += province.kind == "city";
        return count;
    };
    CHECK(cities("2024-12-31") == 5);
    CHECK(cities("2025-07-01") == 6);
    CHECK(cities("2026-04-30") == 7);
}

TEST_CASE("every former province is in exactly one of today's")
{
    auto const today = on("2026-11-21");
    std::map<std::string, int> formed_from;
    for (auto const& [code, province] : on("2025-06-30")) {
        CAPTURE(province.name);
        auto const now = followed(code, "2025-06-30");
        CHECK(today.contains(now));
        CHECK((province.to.empty() || province.to == "2025-06-30"));
        ++formed_from[now];
    }
    CHECK(formed_from.size() == 34);
    CHECK(formed_from["56"] == 2);
    CHECK(formed_from["79"] == 3);
    CHECK(formed_from["01"] == 1);
}

TEST_CASE("the provinces of the old directives are found today")
{
    struct {
        std::string_view former, today;
    } const cases[] = {
        {"Ninh Thuận", "Khánh Hòa"}, {"Bình Thuận", "Lâm Đồng"},           {"Thái Bình", "Hưng Yên"},
        {"Hà Giang", "Tuyên Quang"}, {"Bà Rịa - Vũng Tàu", "Hồ Chí Minh"}, {"Hà Tĩnh", "Hà Tĩnh"}};
    for (auto const& [former, today] : cases)
        for (auto const& [code, province] : on("2025-06-30"))
            if (province.name == former)
                CHECK(on("2026-11-21").at(followed(code, "2025-06-30")).name == today);
}

TEST_CASE("seven codes have another meaning since the merger, told apart by the day")
{
    auto const before = on("2025-06-30");
    std::set<std::string> reused;
    for (auto const& [code, province] : on("2025-07-01"))
        if (before.at(code).name != province.name)
            reused.insert(code);
    CHECK(reused == std::set<std::string>{"15", "24", "44", "52", "80", "82", "91"});
    std::set<std::pair<std::string, std::string>> keys;
    for (auto const& province : provinces())
        CHECK(keys.emplace(province.code, province.from).second);
}

TEST_CASE("each change leads from provinces of the day before to one of that day, the principal")
{
    for (auto const& change : changes()) {
        auto const day = parse_iso_date(change.day).value();
        auto const before = on(iso(Date{day.day - 1}));
        CHECK(on(change.day).contains(change.to));
        CHECK(change.principal == change.to);
        CHECK((change.kind == "merge") == (change.from.size() > 1));
        for (auto const& code : change.from) {
            CAPTURE(code);
            CHECK(before.contains(code));
            CHECK(before.at(code).to == iso(Date{day.day - 1}));
        }
    }
}

TEST_CASE("every rule and every entry of a register says since when, until when, how sure and by whom")
{
    int files = 0;
    for (auto const* folder : {"rules", "registers"})
        for (auto const& entry :
             std::filesystem::directory_iterator(std::string(KHEO_SOURCE) + "/data/" + folder)) {
            auto const name = std::string(folder) + "/" + entry.path().filename().string();
            if (entry.path().extension() != ".csv" || file(name).find("status") == std::string::npos)
                continue;
            CAPTURE(name);
            auto const csv = csv::Records::parse(file(name), {"status", "source"});
            REQUIRE(csv.has_value());
            CHECK(csv->size() > 0);
            ++files;
            for (std::size_t i = 0; i < csv->size(); ++i) {
                CAPTURE(csv->line(i));
                auto const status = csv->at(i, "status");
                CHECK((status == "verified" || status == "to_confirm"));
                CHECK_FALSE(csv->at(i, "source").empty());
                for (auto const* column : {"valid_from", "valid_to", "day"})
                    CHECK((csv->at(i, column).empty() || parse_iso_date(csv->at(i, column)).has_value()));
            }
        }
    CHECK(files >= 12);
}

TEST_CASE("all data is stored in one Unicode form without odd characters")
{
    for (auto const* folder : {"rules", "registers"})
        for (auto const& entry :
             std::filesystem::directory_iterator(std::string(KHEO_SOURCE) + "/data/" + folder)) {
            auto text = file(std::string(folder) + "/" + entry.path().filename().string());
            std::erase(text, '\r');
            CAPTURE(entry.path().filename().string());
            CHECK((accepted(text).value() == text));
        }
}

TEST_CASE("the fourteen groups of publication and the rules of the law are there")
{
    CHECK(csv::Records::parse(file("rules/publication-groups.csv"), {"code", "label"}).value().size() == 14);
    CHECK(csv::Records::parse(file("rules/publication-forms.csv"), {"code", "label"}).value().size() == 10);
    auto const rules =
        csv::Records::parse(file("rules/deadlines-thresholds.csv"), {"key", "value", "unit"}).value();
    std::set<std::string> keys;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        CHECK(keys.insert(std::string(rules.at(i, "key"))).second);
        CHECK_FALSE(rules.at(i, "value").empty());
        CHECK_FALSE(rules.at(i, "unit").empty());
    }
    for (auto const* key :
         {"publish_after_decision", "loudspeaker_duration", "consultation", "vote_contributions",
          "village_conference_notice", "complaint_first", "data_breach_notice", "state_report_cutoff"})
        CHECK(keys.contains(key));
}

TEST_CASE("the abbreviations of the offices are known both ways")
{
    auto const table = Abbreviations::parse(file("rules/abbreviations.csv")).value();
    CHECK(table.size() >= 80);
    for (auto const* query : {"UBND", "MTTQ", "QCDC", "DVK", "ANTT", "NTM", "GPMB", "HTX"}) {
        CAPTURE(query);
        auto const full = table.full(query);
        REQUIRE(full.size() >= 1);
        auto const back = table.expand(full[0]);
        REQUIRE(back.size() == 1);
        CHECK(std::find(back[0].alternatives.begin(), back[0].alternatives.end(), exact_key(query)) !=
              back[0].alternatives.end());
    }
}

TEST_CASE("the words about private persons can be loaded and are of known kinds")
{
    CHECK(
        PrivateDataCheck::parse(file("rules/family-names.csv"), file("rules/private-words.csv")).has_value());
    std::set<std::string, std::less<>> const kinds = {
        "title",   "group",    "people",       "office",        "body",   "public_name", "place",
        "account", "id_paper", "public_phone", "public_domain", "health", "religion",    "ethnicity"};
    auto const words = csv::Records::parse(file("rules/private-words.csv"), {"kind", "phrase"}).value();
    for (std::size_t i = 0; i < words.size(); ++i)
        CHECK(kinds.contains(words.at(i, "kind")));
}
