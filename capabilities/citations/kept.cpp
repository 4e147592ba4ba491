// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/citations/kept.hpp"

#include "capabilities/citations/kept.sql.hpp"

namespace kheo::citations
{

std::vector<Kept> kept_of(std::int64_t document, std::vector<Citation> const& lines)
{
    std::vector<Kept> all;
    for (auto const& line : lines)
        all.push_back({.document = document,
                       .place = std::int64_t(all.size()),
                       .code = code_of(node_of(line).base),
                       .kind = line.kind,
                       .type = line.type,
                       .number = line.number,
                       .issuer = line.issuer,
                       .day = line.day,
                       .partial = line.partial,
                       .named = line.named});
    return all;
}

void keep(db::Connection& db, std::int64_t document, std::vector<Citation> const& lines)
{
    db.run(sql::forget_lines, {{"document", document}});
    for (auto const& line : kept_of(document, lines))
        db.run(sql::keep_line, line);
}

std::map<std::int64_t, std::vector<Kept>> every_line(db::Connection& db)
{
    std::map<std::int64_t, std::vector<Kept>> all;
    db.each<Kept>(sql::every_line, {}, [&](Kept const& line) { all[line.document].push_back(line); });
    return all;
}

void each_citing(db::Connection& db, std::string_view code, Which which,
                 std::function<bool(Kept const&)> const& tell)
{
    constexpr int chunk = 100;
    auto last = Kept{.document = INT64_MAX};
    while (!code.empty()) {
        auto const lines = db.all<Kept>(
            which == Which::all ? sql::lines_citing : sql::lines_ending,
            {{"code", code}, {"document", last.document}, {"place", last.place}, {"most", chunk}});
        for (auto const& line : lines)
            if (!tell(line))
                return;
        if (lines.size() < std::size_t(chunk))
            return;
        last = lines.back();
    }
}

} // namespace kheo::citations
