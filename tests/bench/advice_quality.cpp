// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/bench/advice_quality.hpp"

#include "capabilities/advice/clarity.hpp"
#include "capabilities/advice/likeness.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"
#include "tests/bench/filled.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace kheo::bench
{

std::vector<boost::json::object> lines_of(std::string const& file)
{
    std::ifstream in(file);
    std::vector<boost::json::object> all;
    for (std::string line; std::getline(in, line);)
        if (!line.empty())
            all.push_back(boost::json::parse(line).as_object());
    if (all.empty())
        throw std::runtime_error(file + ": nothing in it");
    return all;
}

namespace
{

using advice::Draft;

struct Labelled {
    std::string id;
    std::string idea;
    std::string area;
    Draft draft;
    std::string missing; // "place,target?"
    bool held = false;   // out of development
};

struct Pair {
    std::string label;
    Draft one;
    Draft other;
    bool held = false;
    std::string name;
};

std::string text(boost::json::object const& object, std::string_view name)
{
    auto const* const value = object.if_contains(name);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::vector<Labelled> texts(std::string const& file, bool held)
{
    std::vector<Labelled> all;
    for (auto const& line : lines_of(file)) {
        auto one = Labelled{
            text(line, "id"), text(line, "idea"), text(line, "area"), {}, text(line, "missing"), held};
        json::each_member(one.draft,
                          [&](std::string_view name, std::string& member) { member = text(line, name); });
        all.push_back(std::move(one));
    }
    return all;
}

void replace_all(std::string& in, std::string const& from, std::string const& to)
{
    for (std::size_t at = 0; (at = in.find(from, at)) != std::string::npos; at += to.size())
        in.replace(at, from.size(), to);
}

std::string nfd(std::string const& of)
{
    auto status = U_ZERO_ERROR;
    auto const* const normalizer = icu::Normalizer2::getNFDInstance(status);
    std::string out;
    normalizer->normalize(icu::UnicodeString::fromUTF8(of), status).toUTF8String(out);
    return out;
}

std::string without_marks(std::string const& of)
{
    std::string out;
    for (auto const& token : tokens(of)) { // capital letters of names stay
        auto const bare = folded(token.text);
        auto const capital = lower(token.text).substr(0, 1) != token.text.substr(0, 1);
        out +=
            (out.empty() ? "" : " ") + (capital ? std::string(1, char(bare[0] - 32)) + bare.substr(1) : bare);
    }
    return out;
}

Draft edited(Draft draft, boost::json::object const& edit)
{
    auto const form = text(edit, "form");
    json::each_member(draft, [&](std::string_view name, std::string& member) {
        for (auto const& change : edit.at("to").as_array())
            replace_all(member, std::string(change.as_array()[0].as_string()),
                        std::string(change.as_array()[1].as_string()));
        if (auto const* const drop = edit.if_contains("drop"))
            for (auto const& field : drop->as_array())
                if (field.as_string() == name)
                    member.clear();
        if (form == "nfd")
            member = nfd(member);
        if (form == "bare")
            member = without_marks(member);
        if (form == "upper_title" && name == "title") {
            auto upper = icu::UnicodeString::fromUTF8(member).toUpper();
            member.clear();
            upper.toUTF8String(member);
        }
    });
    return draft;
}

std::vector<Pair> pairs(std::vector<Labelled> const& all, std::string const& folder)
{
    std::vector<Pair> made;
    for (auto const& edit : lines_of(folder + "/edits.jsonl")) {
        auto const of = std::ranges::find(all, text(edit, "of"), &Labelled::id);
        if (of == all.end())
            throw std::runtime_error("no text " + text(edit, "of"));
        made.push_back({text(edit, "label"), edited(of->draft, edit), of->draft, of->held, of->id});
    }
    for (std::size_t a = 0; a < all.size(); ++a)
        for (std::size_t b = a + 1; b < all.size(); ++b) {
            auto const& one = all[a];
            auto const& other = all[b];
            if (one.held != other.held)
                continue;
            auto const name = one.id + " / " + other.id;
            auto const first = one.id.back() == 'a' && other.id.back() == 'b';
            if (one.idea == other.idea)
                made.push_back({"replication", one.draft, other.draft, one.held, name});
            else if (one.area == other.area && first)
                made.push_back({"neighbour", one.draft, other.draft, one.held, name});
            else if (one.area != other.area && first && (a * 7 + b) % 5 == 0)
                made.push_back({"unrelated", one.draft, other.draft, one.held, name});
        }
    return made;
}

std::string answer(Pair const& pair, std::string& why)
{
    auto const& table = advice::ideas();
    auto accepted_draft = [](Draft draft) {
        json::each_member(draft, [](std::string_view, std::string& member) { member = nfc(member); });
        return draft;
    };
    auto const one = table.profile(accepted_draft(pair.one));
    auto const other = table.profile(accepted_draft(pair.other));
    auto const parts = advice::parts_of(one, other, table);
    why = fmt::format("text {:.3f} figures {:.3f} idea {:.3f} ideas {:.3f} things {:.3f} table {:.3f} words "
                      "{:.3f} pairs {:.3f}",
                      parts.same_text, parts.same_figures, parts.same_idea, parts.ideas, parts.things,
                      parts.table, parts.words, parts.pairs);
    auto const found = advice::alike(parts);
    return found ? std::string(boost::describe::enum_to_string(found->relation, "")) : "none";
}

// {village} is a name, {n1} a figure: other ones in each wording.
std::string filled(std::string_view pattern, bool second)
{
    return bench::filled(pattern, [second](Gap gap) -> std::string {
        return gap == Gap::figure ? (second ? "57" : "32")
               : gap == Gap::year ? (second ? "2027" : "2026")
                                  : (second ? "Bình Tân" : "An Khê");
    });
}

// One of the two wordings that the demo's authors gave a situation.
Draft wording(csv::Records const& rows, std::size_t row, bool second)
{
    auto const cell = [&](std::string_view column) {
        auto const all = rows.at(row, column);
        auto const cut = all.find("||");
        if (cut == std::string_view::npos)
            return second ? std::string() : std::string(all);
        return tidied(second ? all.substr(cut + 2) : all.substr(0, cut));
    };
    auto draft = Draft();
    draft.title = rows.at(row, second ? "title2" : "title");
    draft.situation = cell("situation");
    draft.aims = cell("aims");
    draft.way_of_working = cell("way_of_working");
    // The second wording of the way often only adds to the first one: that would
    // be a light edit.
    if (second && draft.way_of_working.starts_with(cell("way_of_working").substr(0, 40)) &&
        tidied(rows.at(row, "way_of_working")).starts_with(draft.way_of_working.substr(0, 40)))
        draft.way_of_working.clear();
    json::each_member(draft, [&](std::string_view, std::string& member) { member = filled(member, second); });
    return draft;
}

// Pairs of the demo's situations, which another hand wrote before these rules:
// two wordings of one, and two of one field.
std::vector<Pair> demo_pairs()
{
    std::vector<Pair> made;
    for (unsigned at = 0; at < data::fact_count; ++at) {
        auto const name = std::string_view(data::facts[at].name);
        if (!name.starts_with("demo/situations-"))
            continue;
        auto const rows = *csv::Records::parse(data::file(name), {"title", "title2"});
        std::vector<Draft> first;
        for (std::size_t row = 0; row < rows.size(); ++row)
            first.push_back(wording(rows, row, false));
        for (std::size_t row = 0; row < rows.size(); ++row) {
            auto const key = std::string(rows.at(row, "key"));
            auto const second = wording(rows, row, true);
            if (!second.title.empty() && !second.situation.empty())
                made.push_back({"replication", first[row], second, false, key});
            for (auto other = row + 1; other < rows.size(); ++other)
                made.push_back({"neighbour", first[row], first[other], false,
                                key + " / " + std::string(rows.at(other, "key"))});
        }
    }
    return made;
}

double ratio(int part, int whole)
{
    return whole == 0 ? 0 : double(part) / whole;
}

void judge_pairs(std::vector<Pair> const& all, bool held, Wrong wrong, boost::json::object& to)
{
    std::map<std::string, std::map<std::string, int>> counts; // label → answer
    for (auto const& pair : all) {
        if (pair.held != held)
            continue;
        std::string why;
        auto const said = answer(pair, why);
        ++counts[pair.label][said];
        auto const right = said == pair.label ||
                           (said == "none" && (pair.label == "neighbour" || pair.label == "unrelated"));
        if (wrong == Wrong::told)
            fmt::print(stderr, "{} {:12} {:12} {} {}\n", right ? " " : "!", pair.label, said, why, pair.name);
    }
    boost::json::object table;
    for (auto const& [label, answers] : counts) {
        boost::json::object row;
        for (auto const& [said, count] : answers)
            row[said] = count;
        table[label] = row;
    }
    to["pairs"] = table;
    boost::json::object measures;
    for (std::string const relation : {"copy", "light_edit", "replication"}) {
        auto said = 0;
        auto of_label = 0;
        for (auto const& [label, answers] : counts)
            for (auto const& [answered, count] : answers) {
                said += answered == relation ? count : 0;
                of_label += label == relation ? count : 0;
            }
        auto const right = counts[relation][relation];
        measures[relation] = {{"precision", ratio(right, said)}, {"recall", ratio(right, of_label)}};
    }
    to["relations"] = measures;
}

void judge_texts(std::vector<Labelled> const& all, bool held, Wrong wrong, boost::json::object& to)
{
    auto const rules = advice::clarity_rules(Date{20'600});
    auto agreed = 0;
    auto judged = 0;
    auto classes = 0;
    auto count = 0;
    std::map<std::string, std::array<int, 4>> by_point; // both missing, only we say, only they say, neither
    for (auto const& one : all) {
        if (one.held != held)
            continue;
        ++count;
        auto const found = rules->judge(one.draft);
        auto theirs = 0;
        std::string differs;
        for (std::size_t at = 0; at < advice::point_count; ++at) {
            auto const point = advice::Point(at);
            std::string const name = boost::describe::enum_to_string(point, "");
            auto const where = ("," + one.missing + ",").find("," + name + ",") != std::string::npos;
            auto const doubtful = ("," + one.missing + ",").find("," + name + "?,") != std::string::npos;
            auto const ours = std::ranges::find(found.missing, point) != found.missing.end();
            theirs += where || (doubtful && ours) ? 1 : 0;
            if (doubtful)
                continue;
            ++judged;
            agreed += where == ours ? 1 : 0;
            ++by_point[name][where ? (ours ? 0 : 2) : (ours ? 1 : 3)];
            if (where != ours)
                differs += (ours ? " +" : " -") + name;
        }
        auto const level = [](std::size_t missing) { return missing <= 2 ? 2 : missing <= 5 ? 1 : 0; };
        classes += level(found.missing.size()) == level(std::size_t(theirs)) ? 1 : 0;
        if (wrong == Wrong::told && !differs.empty())
            fmt::print(stderr, "{}:{}\n", one.id, differs);
    }
    boost::json::object points;
    for (auto const& [name, counts] : by_point)
        points[name] = {{"precision", ratio(counts[0], counts[0] + counts[1])},
                        {"recall", ratio(counts[0], counts[0] + counts[2])}};
    to["clarity"] = {{"texts", count},
                     {"agreement", ratio(agreed, judged)},
                     {"class_agreement", ratio(classes, count)},
                     {"points", points}};
}

} // namespace

void quality(std::string const& folder, Wrong wrong)
{
    auto all = texts(folder + "/texts-dev.jsonl", false);
    std::ranges::move(texts(folder + "/texts-held.jsonl", true), std::back_inserter(all));
    auto const made = pairs(all, folder);
    auto general = texts(folder + "/vague.jsonl", false);
    for (std::size_t at = 1; at < general.size(); at += 2)
        general[at].held = true;
    std::ranges::move(general, std::back_inserter(all));
    boost::json::object result{{"pairs", made.size()}, {"texts", all.size()}};
    for (auto const held : {false, true}) {
        boost::json::object half;
        auto const told = wrong;
        judge_pairs(made, held, told, half);
        judge_texts(all, held, told, half);
        result[held ? "held_out" : "development"] = half;
    }
    boost::json::object demo;
    auto const of_demo = demo_pairs();
    judge_pairs(of_demo, false, wrong, demo);
    demo["count"] = of_demo.size();
    result["demo"] = demo;
    std::puts(boost::json::serialize(result).c_str());
}

} // namespace kheo::bench
