// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/demo_library/demo_library.hpp"
#include "capabilities/documents/documents.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

namespace kheo::demo_library
{

namespace
{

using documents::Document;

// The first province's department, or the contact of its first commune.
bodies::Body const& keeper(bodies::Directory const& held, std::string_view unit, Date today)
{
    for (auto const& body : held.periods()) {
        auto const code = lower(body.code);
        auto const of_unit =
            unit == "xa" ? body.contact && code.starts_with("mh001") : code == "mh-" + std::string(unit);
        if (body.demo && body.holds_on(today) && of_unit)
            return body;
    }
    throw Contradiction("the demo has no body to keep its documents");
}

Document document_of(acts::Work& work, csv::Records const& rows, std::size_t row, bodies::Body const& body)
{
    auto document = documents::proposed(documents::propose(rows.at(row, "text")));
    document.id = {work.draws.id()};
    document.body = body.body;
    document.area = body.area;
    document.demo = true;
    document.issuer = rows.at(row, "issuer");
    document.valid_to = parse_iso_date(rows.at(row, "valid_to"));
    document.text_hash = documents::hash_of(rows.at(row, "text"));
    document.pages = 1;
    return document;
}

} // namespace

std::int64_t load(acts::Work& work)
{
    auto const rows =
        csv::Records::parse(data::file("demo/documents.csv"), {"unit", "reach", "allowed_by", "allowed_on",
                                                               "valid_to", "sent_to", "issuer", "text"});
    ensure(rows.has_value(), "data/demo/documents.csv is broken");
    auto const held = bodies::load_directory(work.db);
    bodies::put_directory(held);
    for (std::size_t row = 0; row < rows->size(); ++row) {
        auto document = document_of(work, *rows, row, keeper(*held, rows->at(row, "unit"), work.today()));
        if (auto const to = rows->at(row, "sent_to"); !to.empty())
            document.sent_to = documents::sent_to_text({keeper(*held, to, work.today()).body});
        documents::store_new(work, document, {std::string(rows->at(row, "text")), {{}}});
        auto reach = documents::Reach::recipients;
        boost::describe::enum_from_string(std::string(rows->at(row, "reach")).c_str(), reach);
        if (reach == documents::Reach::recipients)
            continue;
        auto wider = documents::reaching(document, reach, std::string(rows->at(row, "allowed_by")),
                                         parse_iso_date(rows->at(row, "allowed_on")), work.today());
        ensure(wider.has_value(), "the demo may not publish its documents");
        documents::store(work, reach == documents::Reach::open ? "documents.published" : "documents.widened",
                         *wider);
    }
    return std::int64_t(rows->size());
}

} // namespace kheo::demo_library
