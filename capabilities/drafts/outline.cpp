// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/drafts/outline.hpp"

#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"
#include "web/components.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::drafts
{

namespace
{

constexpr std::size_t most_missing = 60;

csv::Records const& lines()
{
    static auto const all = [] {
        auto records = csv::Records::parse(data::file("rules/paper-outlines.csv"),
                                           {"kind", "origin", "heading", "part", "text"});
        ensure(records.has_value(), "data/rules/paper-outlines.csv is broken");
        return *std::move(records);
    }();
    return all;
}

bool fits(std::string_view cell, std::string_view wanted)
{
    return cell.empty() || cell == wanted;
}

// Nothing where a place in it is not known.
std::optional<std::string> filled(std::string_view line, Known const& known)
{
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        auto const open = std::min(line.find('{', at), line.size());
        out += line.substr(at, open - at);
        if (open == line.size())
            break;
        auto const close = line.find('}', open);
        auto const found = known.find(line.substr(open + 1, close - open - 1));
        if (found == known.end() || found->second.empty())
            return std::nullopt;
        out += found->second;
        at = close + 1;
    }
    return out;
}

std::string lower_first(std::string const& subject)
{
    return subject.starts_with("Về ") ? "về " + subject.substr(std::string_view("Về ").size()) : subject;
}

// "2026-06-30" or "--06-30" as people write it.
std::string due_words(std::string const& due)
{
    if (auto const day = parse_iso_date(due))
        return "trước ngày " + shown(*day);
    if (due.size() == 7 && due.starts_with("--"))
        return "trước ngày " + due.substr(5, 2) + "/" + due.substr(2, 2);
    return {};
}

std::string task_words(documents::ProposedTask const& task)
{
    auto words = tidied(task.what.value);
    while (words.ends_with('.') || words.ends_with(';') || words.ends_with('/') || words.ends_with(' '))
        words.pop_back();
    auto const due = due_words(task.due);
    return due.empty() || words.find(due.substr(std::string_view("trước ").size())) != std::string::npos
               ? words
               : words + " (" + due + ")";
}

std::string numbered(std::vector<std::string> const& all, std::string_view end)
{
    std::string out;
    for (std::size_t at = 0; at < all.size(); ++at)
        out += fmt::format("{}{}. {}{}", at ? "\n" : "", at + 1, all[at], end);
    return out;
}

std::string figure_line(reports::Summary const& sums)
{
    auto const parts = {std::pair("entry.moi", "mới"), std::pair("entry.duy_tri", "duy trì"),
                        std::pair("entry.nhan_rong", "nhân rộng")};
    auto line = fmt::format("Tổng số đăng ký trong năm: {}", web::number(sums.sum("total")));
    std::string inside;
    for (auto const& [key, word] : parts)
        inside += fmt::format("{}{} {}", inside.empty() ? "" : ", ", word, web::number(sums.sum(key)));
    return fmt::format("{} ({}); cùng ngày năm trước: {}.", line, inside, web::number(sums.sum("last_year")));
}

std::string facts_of(reports::Summary const& sums)
{
    std::vector<std::string> facts{figure_line(sums)};
    if (sums.could_keep > 0)
        facts.push_back(fmt::format("Trong {} mô hình, điển hình đăng ký năm trước, đã đăng ký duy trì: {}.",
                                    web::number(sums.could_keep), web::number(sums.kept)));
    std::string fields;
    for (auto const& column : sums.columns)
        if (column.key.starts_with("field.") && sums.sum(column.key) > 0)
            fields += fmt::format("{}{} {}", fields.empty() ? "" : "; ", column.label,
                                  web::number(sums.sum(column.key)));
    if (!fields.empty())
        facts.push_back("Theo lĩnh vực: " + fields + ".");
    facts.push_back(fmt::format("Lũy kế: {} mô hình, điển hình.", web::number(sums.sum("cumulative"))));
    if (sums.units > 0)
        facts.push_back(fmt::format("Đơn vị đã gửi đăng ký: {}/{}.",
                                    sums.units - std::int64_t(sums.missing_units.size()), sums.units));
    return numbered(facts, "");
}

} // namespace

std::string outline(Kind kind, Origin origin, sheets::Heading heading, std::string_view part,
                    Known const& known)
{
    auto const name = std::string(boost::describe::enum_to_string(kind, ""));
    auto const from = std::string(boost::describe::enum_to_string(origin, ""));
    auto const guide = heading == sheets::Heading::party ? "party" : "state";
    std::string out;
    auto const& all = lines();
    for (std::size_t at = 0; at < all.size(); ++at) {
        if (all.at(at, "kind") != name || all.at(at, "part") != part || !fits(all.at(at, "origin"), from) ||
            !fits(all.at(at, "heading"), guide))
            continue;
        if (auto line = filled(all.at(at, "text"), known))
            out += (out.empty() ? "" : "\n") + *line;
    }
    return out;
}

std::string cited_as(documents::Document const& document, sheets::Heading heading)
{
    if (document.source == documents::Source::press)
        return {};
    auto words = document.type;
    if (!document.number.empty())
        words += " số " + document.number;
    if (document.issued_on && heading == sheets::Heading::party)
        words += ", ngày " + shown(*document.issued_on);
    else if (document.issued_on)
        words += " " + in_words(*document.issued_on);
    if (!document.issuer.empty())
        words += " của " + document.issuer;
    if (!document.subject.empty())
        words += " " + lower_first(document.subject);
    return tidied(words);
}

Known known_of(documents::Document const& document, std::vector<documents::ProposedTask> const& tasks,
               sheets::Heading heading)
{
    auto known = Known{{"cited", cited_as(document, heading)}};
    std::vector<std::string> all;
    for (auto const& task : tasks)
        if (all.size() < most_tasks)
            all.push_back(task_words(task));
    known["tasks"] = all.empty() ? "1. …" : numbered(all, ".");
    known["results"] = all.empty() ? "1. …" : numbered(all, ": …");
    return known;
}

Known known_of(reports::Summary const& sums)
{
    auto known = Known{{"year", std::to_string(sums.scope.year)},
                       {"next_year", std::to_string(sums.scope.year + 1)},
                       {"as_of", shown(sums.scope.as_of)},
                       {"facts", facts_of(sums)}};
    auto const& missing = sums.units > 0 ? sums.missing_units : sums.missing_bodies;
    std::string names;
    for (std::size_t at = 0; at < std::min(missing.size(), most_missing); ++at)
        names += (at ? "\n- " : "- ") + missing[at].name + ";";
    if (missing.size() > most_missing)
        names += fmt::format("\n- và {} đơn vị khác.", missing.size() - most_missing);
    known["missing"] = names.empty() ? "Không có." : names;
    known["sent"] = sums.units > 0 ? fmt::format("đã có {}/{} {} gửi đăng ký mô hình “Dân vận khéo” năm {}",
                                                 sums.units - std::int64_t(sums.missing_units.size()),
                                                 sums.units, reports::unit_words(sums), sums.scope.year)
                                   : fmt::format("đã có {} bản đăng ký mô hình “Dân vận khéo” năm {}",
                                                 web::number(sums.sum("total")), sums.scope.year);
    return known;
}

Known known_of(models::Model const& model, std::string const& unit)
{
    std::vector<std::string> facts;
    auto const fact = [&](std::string_view field, std::string const& value) {
        if (auto words = tidied(value); !words.empty())
            facts.push_back(std::string(models::label_of(field)) + ": " + words +
                            (words.ends_with('.') ? "" : "."));
    };
    fact("field", models::field_label(model.field));
    fact("situation", model.situation);
    fact("way_of_working", model.way_of_working);
    fact("result", model.result.empty() ? "" : model.result + " " + model.measure);
    fact("beneficiaries", model.beneficiaries);
    return {{"title", model.title}, {"unit", unit}, {"facts", numbered(facts, "")}};
}

} // namespace kheo::drafts
