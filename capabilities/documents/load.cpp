// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/load.hpp"

#include "capabilities/documents/documents.hpp"
#include "capabilities/documents/load.sql.hpp"
#include "capabilities/documents/problems.hpp"
#include "capabilities/models/models.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace kheo::documents
{

namespace
{

// Some seventy pages, so that what a document says on its last one is found too;
// a tsvector holds no more than 1 MB, whatever the letters.
constexpr std::size_t most_found = 150'000; // characters

struct TextRow {
    std::string text;
    std::string pages;
};
BOOST_DESCRIBE_STRUCT(TextRow, (), (text, pages))

struct WholeText {
    std::int64_t document = 0;
    std::string text;
    std::string text_hash;
    std::string citations;
};
BOOST_DESCRIBE_STRUCT(WholeText, (), (document, text, text_hash, citations))

// What is worked out from the record for looking it up.
db::Args derived(Document const& document)
{
    auto const day = document.issued_on  ? iso(*document.issued_on)
                     : document.year > 0 ? std::to_string(document.year) + "-00-00"
                                         : std::string("0000-00-00");
    return {{"code", citations::code_of(node_of(document).base)}, {"sort_day", day}};
}

bool is_same(Document const& one, Document const& other)
{
    if (!one.file_hash.empty() && one.file_hash == other.file_hash)
        return true;
    if (!one.text_hash.empty() && one.text_hash == other.text_hash)
        return true;
    // A number in part is not enough to say that two papers are one.
    return one.source == other.source &&
           (one.source == Source::press || !citations::is_partial(one.number)) &&
           citations::agree(node_of(one), node_of(other));
}

// A record of another body that may not speak for the issuer, while this one may.
bool is_in_the_way(Document const& other, Document const& document, Date today)
{
    return other.body != document.body && !speaks_for_issuer(other, today) &&
           speaks_for_issuer(document, today);
}

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

std::optional<Document> known(db::Connection& db, DocumentId id)
{
    return db.one<Document>(sql::document_by_id, {{"id", id}});
}

Outcome<Document> load(acts::Reading const& reading, DocumentId id)
{
    auto document = known(reading.db, id);
    if (!document || !sees(reading, *document))
        return refuse(kheo::problems::not_found);
    return *document;
}

Outcome<Document> load_for_change(acts::Work const& work, acts::Permission permission, DocumentId id,
                                  std::int64_t version)
{
    auto document = TRY(load(work, id));
    // Without a body it is the operator's own.
    auto const own =
        document.body ? work.may(permission, place(document)) : work.actor.kind == acts::ActorKind::system;
    if (!own)
        return refuse(kheo::problems::not_allowed);
    if (document.version != version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    return document;
}

std::string text_of(std::vector<PageOfText> const& pages)
{
    std::string text;
    for (auto const& page : pages)
        text += (text.empty() ? "" : " ") + std::to_string(page.begin) + (page.scanned ? "s" : "") +
                (page.unreadable ? "u" : "");
    return text;
}

std::vector<PageOfText> pages_of(std::string_view text)
{
    std::vector<PageOfText> pages;
    auto in = std::istringstream(std::string(text));
    for (std::string word; in >> word;) {
        auto& page = pages.emplace_back();
        std::from_chars(word.data(), word.data() + word.size(), page.begin);
        page.scanned = word.find('s') != std::string::npos;
        page.unreadable = word.find('u') != std::string::npos;
    }
    return pages;
}

Words words_of(db::Connection& db, DocumentId id)
{
    auto const row = db.one<TextRow>(sql::text_of_document, {{"document", id}});
    return row ? Words{row->text, pages_of(row->pages)} : Words();
}

std::string hash_of(std::string_view text)
{
    auto const digest = sha256(bytes_of(text));
    return hex(Bytes(digest.begin(), digest.end()));
}

Spot spot_of(db::Connection& db, DocumentId id)
{
    auto const day = id ? db.one<std::string>(sql::sort_day_of, {{"id", id}}) : std::nullopt;
    return day ? Spot{*day, id.value} : Spot();
}

std::vector<Document> documents_before(db::Connection& db, Spot const& spot, int most)
{
    return db.all<Document>(sql::documents_before, {{"day", spot.day}, {"id", spot.id}, {"most", most}});
}

std::vector<Document> documents_before(db::Connection& db, Spot const& spot, int most, Shelved const& shelved)
{
    return db.all<Document>(sql::documents_of_reach_before, {{"day", spot.day},
                                                             {"id", spot.id},
                                                             {"most", most},
                                                             {"reach", shelved.reach},
                                                             {"field", shelved.field},
                                                             {"year", shelved.year}});
}

std::vector<Document> documents_of_body(db::Connection& db, BodyId body, int most)
{
    return db.all<Document>(sql::documents_of_body, {{"body", body}, {"most", most}});
}

std::vector<Document> documents_of(db::Connection& db, std::string_view code)
{
    if (code.empty())
        return {};
    return db.all<Document>(sql::documents_of_code, {{"code", code}});
}

std::vector<Document> those_seen(acts::Reading const& reading, std::vector<std::int64_t> const& ids)
{
    std::vector<Document> all;
    for (auto const id : ids)
        if (auto const document = load(reading, {id}); document && document->stage == Stage::recorded)
            all.push_back(*document);
    return all;
}

std::optional<Document> twin_of(acts::Reading const& reading, Document const& document)
{
    auto found = documents_of(reading.db, citations::code_of(node_of(document).base));
    if (!document.file_hash.empty())
        std::ranges::move(reading.db.all<Document>(sql::documents_of_file, {{"hash", document.file_hash}}),
                          std::back_inserter(found));
    if (!document.text_hash.empty())
        std::ranges::move(reading.db.all<Document>(sql::documents_of_text, {{"hash", document.text_hash}}),
                          std::back_inserter(found));
    for (auto const& other : found)
        if (other.id != document.id && other.stage == Stage::recorded && is_same(document, other) &&
            sees(reading, other) && !is_in_the_way(other, document, reading.today()))
            return other;
    return std::nullopt;
}

Problem already_there(acts::Reading const& reading, Document const& twin)
{
    auto const held = bodies::directory();
    auto const* const keeper = held->newest(twin.body);
    auto words = name_of(twin);
    if (keeper)
        words += ", cơ quan lưu: " + keeper->name;
    if (sees(reading, twin))
        words += ", ở " + std::string(is_open(twin) ? "/van-ban/" : "/can-bo/van-ban/") + shown(twin.id);
    return {problems::already_there, words};
}

acts::Recorded<Document> store(acts::Work& work, std::string_view act, Document const& document,
                               acts::Note note)
{
    auto const rows = work.db.run(sql::update_document, db::Params(document), derived(document));
    ensure(rows == 1, "a document changed under its verb");
    citations::keep(work.db, document.id.value, citations::lines_of(document.citations));
    search::put(work.db, search_entry(work.db, document));
    return acts::append(work, act, document, std::move(note));
}

acts::Recorded<Document> store_new(acts::Work& work, Document const& document, Words const& words)
{
    ensure(words.text.empty() || hash_of(words.text) == document.text_hash, "words of another document");
    work.db.run(sql::insert_document, db::Params(document), derived(document));
    work.db.run(sql::insert_text,
                {{"document", document.id}, {"text", words.text}, {"pages", text_of(words.pages)}});
    citations::keep(work.db, document.id.value, citations::lines_of(document.citations));
    search::put(work.db, search_entry(work.db, document));
    return acts::append(work, "documents.recorded", document);
}

std::int64_t receipt_of(db::Connection& db, DocumentId id)
{
    return db.one<std::int64_t>(sql::newest_open_act, {{"id", id}}).value_or(0);
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
