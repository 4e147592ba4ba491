// SPDX-License-Identifier: AGPL-3.0-or-later
// What is derived from the records: the search index, and the comparison of rows
// and words with what was recorded.
#include "capabilities/documents/documents.hpp"

#include "capabilities/documents/load.sql.hpp"
#include "capabilities/models/models.hpp"
#include "platform/text/text.hpp"

namespace kheo::documents
{

namespace
{

// Some seventy pages, so that what a document says on its last one is found too;
// a tsvector holds no more than 1 MB, whatever the letters.
constexpr std::size_t most_found = 150'000; // characters

struct WholeText {
    std::int64_t document = 0;
    std::string text;
    std::string text_hash;
    std::string citations;
};
BOOST_DESCRIBE_STRUCT(WholeText, (), (document, text, text_hash, citations))

} // namespace

std::vector<acts::Projection> projections()
{
    return {acts::projection<Document>("document", sql::every_document, nullptr, "/van-ban/")};
}

void compare_texts(db::Connection& db, std::function<void(std::string)> const& tell)
{
    auto lines = citations::every_line(db);
    db.each<WholeText>(sql::every_text, {}, [&](WholeText const& row) {
        auto const what = "document " + std::to_string(row.document);
        if (hash_of(row.text) != row.text_hash && !(row.text.empty() && row.text_hash.empty()))
            tell(what + ": its words are not those recorded");
        if (lines[row.document] != citations::kept_of(row.document, citations::lines_of(row.citations)))
            tell(what + ": its citations are not those recorded");
        lines.erase(row.document);
    });
    for (auto const& [document, left] : lines)
        tell("document " + std::to_string(document) + ": citations without a record");
}

search::Entry search_entry(db::Connection& db, Document const& document)
{
    auto entry = search::Entry{.id = document.id.value, .kind = "document", .kind_name = "Văn bản"};
    entry.visible = is_open(document);
    if (!entry.visible)
        return entry;
    entry.title = std::string(first_characters(document.subject, 300));
    entry.names = document.number;
    entry.unit = tidied(name_of(document) == document.subject ? std::string(label(document.source))
                                                              : name_of(document));
    if (!document.issuer.empty())
        entry.unit += ", " + document.issuer;
    entry.url = "/van-ban/" + shown(document.id);
    entry.text = words_of(db, document.id).text;
    entry.most_text = most_found;
    auto const atlas = areas::atlas();
    if (auto const* const now = atlas->newest(document.area))
        if (auto const* const province = atlas->province_of(document.area, now->valid_from)) {
            entry.province = province->area.value;
            entry.province_name = province->full_name;
        }
    entry.field = document.field;
    entry.field_name = document.field.empty() ? "" : models::field_label(document.field);
    entry.year = document.year;
    return entry;
}

search::Source search_source()
{
    return {"document", [](db::Connection& db, std::int64_t after, int most) {
                std::vector<search::Entry> page;
                for (auto const& document :
                     db.all<Document>(sql::documents_after, {{"after", after}, {"most", most}}))
                    page.push_back(search_entry(db, document));
                return page;
            }};
}

} // namespace kheo::documents
