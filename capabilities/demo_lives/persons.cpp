// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo's exemplars of the person kind: names that are plainly samples, by
// data/demo/persons.csv. Who agreed is public after a decision; who did not, or
// asked to be taken off again, is not.
#include "capabilities/demo_lives/demo_lives.hpp"
#include "capabilities/demo_lives/load.sql.hpp"
#include "capabilities/exemplars/exemplars.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"

#include <array>
#include <map>

namespace kheo::demo_lives
{

namespace
{

constexpr std::size_t one_in_so_many_asked_back = 9;

struct Committee {
    bodies::BodyId body;
    areas::AreaId area;
};
BOOST_DESCRIBE_STRUCT(Committee, (), (body, area))

csv::Records records_of(std::string_view file, std::initializer_list<std::string_view> columns)
{
    auto read = csv::Records::parse(data::file(file), columns);
    ensure(read.has_value(), "a table of the demo is broken");
    return std::move(*read);
}

// "15/10" of a year.
Date day_in(std::string_view text, int year)
{
    auto const day = parse_date(std::string(text) + "/" + std::to_string(year));
    ensure(day.has_value(), "a day of the demo is none");
    return *day;
}

// The story's places, in words that fit any commune.
std::string placed(std::string text)
{
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> words{
        {{"{village}", "thôn Đoài"}, {"{hamlet}", "xóm"}, {"{commune_kind}", "xã"}}};
    for (auto const& [mark, word] : words)
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
            text.replace(at, mark.size(), word);
    ensure(text.find('{') == std::string::npos, "a story of the demo names a place that nobody knows");
    return text;
}

// This year's where that day has come, else last year's.
Date last_of(std::string_view text, Date today)
{
    auto const day = day_in(text, civil(today).year);
    return day <= today ? day : day_in(text, civil(today).year - 1);
}

void tell(acts::Work& work, exemplars::Exemplar person, bool agreed, bool asked_back)
{
    person.id = {work.draws.id()};
    if (agreed) {
        person.basis = exemplars::Basis::consent;
        person.basis_text = "Bản đồng ý có chữ ký, lưu tại Đảng ủy xã";
        person.basis_on = person.decided_on;
    }
    exemplars::store_new(work, "exemplars.registered", person);
    if (!agreed)
        return;
    auto const open = exemplars::published(person, work.today());
    ensure(open.has_value(), "a person of the demo is not published");
    exemplars::store(work, "exemplars.published", *open);
    if (!asked_back)
        return;
    auto const gone = exemplars::withdrawn(*open, "Theo đề nghị của người được nêu tên.");
    ensure(gone.has_value(), "a person of the demo is not withdrawn");
    exemplars::store(work, "exemplars.withdrawn", *gone);
}

} // namespace

std::int64_t load_persons(acts::Work& work)
{
    auto const committees = work.db.all<Committee>(sql::demo_committees);
    ensure(!committees.empty(), "the demo has no Party committees of communes");
    auto const names = records_of("demo/persons.csv", {"key", "name"});
    std::map<std::string, std::string, std::less<>> name_of;
    for (std::size_t row = 0; row < names.size(); ++row)
        name_of.emplace(names.at(row, "key"), names.at(row, "name"));
    auto const rows = records_of("demo/exemplars.csv", {"key", "kind", "field", "office", "merit", "decision",
                                                        "decision_day", "consent"});
    auto const atlas = areas::load_atlas(work.db);
    std::size_t told = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        auto const at = [&](std::string_view column) { return std::string(rows.at(row, column)); };
        auto const name = name_of.find(rows.at(row, "key"));
        if (at("kind") != "dien_hinh_ca_nhan" || name == name_of.end())
            continue;
        auto const decided_on = last_of(rows.at(row, "decision_day"), work.today());
        auto const& committee = committees[told % committees.size()];
        auto const* const province = atlas->province_of(committee.area, work.today());
        ensure(province != nullptr, "a commune of the demo has no province");
        tell(work,
             {.name = name->second,
              .office = placed(at("office")),
              .field = at("field"),
              .merit = placed(at("merit")),
              .year = civil(decided_on).year,
              .body = committee.body,
              .area = committee.area,
              .decision = at("decision"),
              .decided_on = decided_on,
              .decided_by = "Ủy ban nhân dân tỉnh " + province->name,
              .demo = true},
             at("consent") == "có", told % one_in_so_many_asked_back == one_in_so_many_asked_back - 1);
        ++told;
    }
    return std::int64_t(told);
}

} // namespace kheo::demo_lives
