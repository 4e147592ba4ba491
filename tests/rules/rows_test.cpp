// SPDX-License-Identifier: AGPL-3.0-or-later
// What holds for every way into the program.
#include "capabilities/accounts/accounts.hpp"
#include "platform/json/schema.hpp"
#include "programs/rows.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <set>
#include <string>
#include <vector>

using namespace kheo;
using routes::Kind;
using routes::Row;

namespace
{

std::vector<Row const*> every_row()
{
    std::vector<Row const*> all;
    for (auto const& part : all_rows())
        for (auto const& row : part)
            all.push_back(&row);
    return all;
}

std::string name_of(Row const& row)
{
    return std::string(http::name(row.method)) + " " + std::string(row.page.empty() ? row.api : row.page);
}

std::set<std::string> names_in(std::string_view path)
{
    std::set<std::string> names;
    for (auto at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1)) {
        auto name = std::string(path.substr(at + 1, path.find('}', at) - at - 1));
        std::erase(name, '*');
        names.insert(name);
    }
    return names;
}

std::set<std::string> names_of(std::span<forms::Rule const> rules)
{
    std::set<std::string> names;
    for (auto const& rule : rules)
        names.emplace(rule.name);
    return names;
}

// The members of the type a row decodes.
std::set<std::string> members_of(Row const& row)
{
    std::set<std::string> names;
    if (!row.takes)
        return names;
    json::Schemas schemas;
    auto const reference = std::string(row.takes(schemas).at("$ref").as_string());
    auto const name = reference.substr(reference.rfind('/') + 1);
    for (auto const& member : schemas.named().at(name).at("properties").as_object())
        names.emplace(member.key());
    return names;
}

bool is_public(Row const& row)
{
    return row.permission.name == routes::anyone.name;
}

// The only writes that need no session: those that make one, what anybody may ask,
// and the end of letters by whoever has one.
std::set<std::string> const at_the_door{
    "POST /can-bo/dang-nhap",      "POST /can-bo/dang-nhap/ma",     "POST /can-bo/lien-ket/{link}",
    "POST /can-bo/bat-dau",        "POST /can-bo/bat-dau/ung-dung", "POST /can-bo/bat-dau/the-ma",
    "POST /can-bo/bat-dau/de-sau", "POST /mo-hinh/{model}/hoi",     "POST /lay-y-kien/{consultation}/gop-y",
    "POST /thu-nhac/{code}",
};

// Reads whose question comes in a body; they store nothing, so anyone may ask.
std::set<std::string> const asked_in_a_body{
    "POST /api/v1/models/advice",
    "POST /can-bo/mo-hinh/xem-truoc",
};

} // namespace

TEST_CASE("every row is explicitly public, for those signed in, the operator's, or needs what a role gives")
{
    for (auto const* const row : every_row()) {
        CAPTURE(name_of(*row));
        auto const permission = row->permission.name;
        auto const general = is_public(*row) || permission == routes::signed_in.name ||
                             permission == routes::operator_only.name;
        auto const given = std::ranges::any_of(accounts::roles().all(), [&](auto const& role) {
            return std::ranges::any_of(role.grants,
                                       [&](auto const& grant) { return grant.permission == permission; });
        });
        CHECK((general || given));
    }
}

TEST_CASE(
    "what anyone may write is signing in, a question, an opinion and the end of letters, and nothing else")
{
    std::set<std::string> found;
    for (auto const* const row : every_row())
        if (row->kind != Kind::read && is_public(*row))
            found.insert(name_of(*row));
    CHECK(found == at_the_door);
}

TEST_CASE("what stands below the back office needs somebody signed in")
{
    for (auto const* const row : every_row()) {
        if (!row->page.starts_with("/can-bo") || !is_public(*row))
            continue;
        CAPTURE(name_of(*row));
        CHECK((row->page.starts_with("/can-bo/dang-nhap") || row->page.starts_with("/can-bo/lien-ket/") ||
               row->page.starts_with("/can-bo/bat-dau")));
    }
}

TEST_CASE("reads are GET, acts and housekeeping are POST, and each has exactly its own function")
{
    for (auto const* const row : every_row()) {
        CAPTURE(name_of(*row));
        // A question whose text is too long for an address is read from a body.
        auto const asked = asked_in_a_body.contains(name_of(*row));
        CHECK((row->method == http::Method::get) == (row->kind == Kind::read && !asked));
        CHECK((row->kind == Kind::act) == bool(row->act));
        CHECK((row->kind == Kind::keep) == bool(row->keep));
        CHECK((row->kind == Kind::read) == (bool(row->read) || bool(row->raw)));
    }
}

TEST_CASE("every member of a row's form has its rule, and every rule its label")
{
    for (auto const* const row : every_row()) {
        CAPTURE(name_of(*row));
        auto const rules = names_of(row->rules);
        for (auto const& member : members_of(*row)) {
            CAPTURE(member);
            CHECK(rules.contains(member));
        }
        CHECK(rules.size() == row->rules.size());
        for (auto const& rule : row->rules)
            CHECK(!rule.label.empty());
    }
}

TEST_CASE("every name in a path is a field, and both paths of a row have the same")
{
    for (auto const* const row : every_row()) {
        CAPTURE(name_of(*row));
        auto const fields = names_of(row->rules);
        for (auto const path : {row->page, row->api})
            for (auto const& name : names_in(path)) {
                CAPTURE(name);
                CHECK((fields.contains(name) || row->takes == nullptr));
            }
        if (!row->page.empty() && !row->api.empty())
            CHECK(names_in(row->page) == names_in(row->api));
    }
}

TEST_CASE("every row of the API says in a few words what it does, and has a schema or media types")
{
    for (auto const* const row : every_row()) {
        if (row->api.empty())
            continue;
        CAPTURE(name_of(*row));
        CHECK(row->api.starts_with("/api/v1/"));
        CHECK(!row->options.summary.empty());
        CHECK((row->raw ? !row->options.media.empty() : row->answers != nullptr));
    }
}

TEST_CASE("what is sent and refused is shown again or can be sent again, so nothing typed is lost")
{
    for (auto const* const row : every_row()) {
        if (row->kind == Kind::read || row->page.empty())
            continue;
        CAPTURE(name_of(*row));
        CHECK((row->form != nullptr || !row->options.summary.empty()));
    }
}

TEST_CASE("only public reads are kept in memory")
{
    for (auto const* const row : every_row()) {
        if (!row->options.cached)
            continue;
        CAPTURE(name_of(*row));
        CHECK(row->kind == Kind::read);
        CHECK(is_public(*row));
        CHECK(!row->page.starts_with("/can-bo"));
    }
}
