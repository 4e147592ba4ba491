// SPDX-License-Identifier: AGPL-3.0-or-later
// A shelf of documents for the tests of this folder: kept by the operator, read
// inside or as the public reads.
#pragma once

#include "capabilities/library/family.hpp"
#include "capabilities/library/list.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

namespace kheo::library
{

using citations::Kind;
using documents::Reach;

struct Shelf : testing::Office {
    explicit Shelf(db::Engine engine) : Office(engine)
    {
        bodies::put_directory(std::make_shared<bodies::Directory const>());
        areas::put_atlas(std::make_shared<areas::Atlas const>());
    }
    Document put(std::string number, Reach reach, std::vector<citations::Citation> const& lines = {},
                 std::string text = "", std::optional<Date> day = date_of({2024, 5, 6}))
    {
        auto document = Document{.type = "Chỉ thị",
                                 .number = std::move(number),
                                 .issuer = "Tỉnh ủy Minh Họa",
                                 .issued_on = day,
                                 .year = day ? civil(*day).year : 0,
                                 .subject = "về một việc",
                                 .citations = citations::text_of(lines),
                                 .reach = reach,
                                 .opened = reach == Reach::open,
                                 .text_hash = documents::hash_of(text)};
        auto const made = act(
            [&](acts::Work& work, int) -> Outcome<acts::Recorded<Document>> {
                document.id = {work.draws.id()};
                return documents::store_new(work, document, {text, {{}}});
            },
            0);
        return made->value();
    }
    // Kept by another body, as a commune keeps it.
    Document put_as(std::int64_t body, std::int64_t area, std::string number, std::string issuer,
                    std::vector<citations::Citation> const& lines = {})
    {
        auto document = Document{.body = {body},
                                 .area = {area},
                                 .type = "Chỉ thị",
                                 .number = std::move(number),
                                 .issuer = std::move(issuer),
                                 .issued_on = date_of({2024, 5, 6}),
                                 .year = 2024,
                                 .subject = "về một việc",
                                 .citations = citations::text_of(lines),
                                 .reach = Reach::open,
                                 .opened = true};
        return act(
                   [&](acts::Work& work, int) -> Outcome<acts::Recorded<Document>> {
                       document.id = {work.draws.id()};
                       return documents::store_new(work, document, {});
                   },
                   0)
            ->value();
    }
    Document put_whole(Document document, std::string const& text = "")
    {
        document.text_hash = documents::hash_of(text);
        return act(
                   [&](acts::Work& work, int) -> Outcome<acts::Recorded<Document>> {
                       document.id = {work.draws.id()};
                       return documents::store_new(work, document, {text, {{}}});
                   },
                   0)
            ->value();
    }
    // As the public reads it.
    template <class Ask>
    auto outside(Ask ask)
    {
        auto const inside = std::exchange(actor, acts::Actor());
        auto made = read(ask);
        actor = inside;
        return made;
    }
};

inline citations::Citation line(citations::Kind kind, std::string number, std::string day = "")
{
    return {.kind = kind,
            .type = "Chỉ thị",
            .number = std::move(number),
            .issuer = "Ban Thường vụ Tỉnh ủy Minh Họa",
            .day = std::move(day)};
}

} // namespace kheo::library
