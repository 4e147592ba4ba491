// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/load.hpp"

#include "capabilities/documents/documents.hpp"
#include "capabilities/documents/load.sql.hpp"
#include "capabilities/documents/problems.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/json/json.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <set>

namespace kheo::documents
{

namespace
{

struct TextRow {
    std::string text;
    std::string pages;
};
BOOST_DESCRIBE_STRUCT(TextRow, (), (text, pages))

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

std::vector<papers::Part> parts_in(std::vector<PageOfText> const& pages)
{
    return pages.empty() ? std::vector<papers::Part>() : pages.front().parts;
}

std::string sentence_of(std::vector<papers::Part> const& parts)
{
    std::string names;
    for (auto const& part : parts)
        names += (names.empty() ? "" : "; ") + part.name + (names.empty() ? " (văn bản chính)" : "") +
                 (part.page == 0 ? " (chưa đọc chữ)" : "");
    return names.empty() ? names : fmt::format("Gói tin có {} tệp: {}.", parts.size(), names);
}

std::vector<PageOfText> pages_of(db::Connection& db, DocumentId id)
{
    return pages_of(db.one<std::string>(sql::pages_of_document, {{"document", id}}).value_or(""));
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

std::map<DocumentId, Document> all_known(db::Connection& db, std::vector<DocumentId> const& ids)
{
    std::map<DocumentId, Document> all;
    if (!ids.empty())
        for (auto& one : db.all<Document>(sql::documents_by_ids, {{"ids", list_of(ids)}})) {
            auto const id = one.id;
            all.emplace(id, std::move(one));
        }
    return all;
}

std::map<DocumentId, Document> load_all(acts::Reading const& reading, std::vector<DocumentId> const& ids)
{
    auto all = all_known(reading.db, ids);
    std::erase_if(all, [&](auto const& one) { return !sees(reading, one.second); });
    return all;
}

std::vector<Document> those_seen(acts::Reading const& reading, std::vector<std::int64_t> const& ids)
{
    std::vector<DocumentId> asked;
    for (auto const id : ids)
        asked.push_back({id});
    auto const found = load_all(reading, asked);
    std::vector<Document> all;
    for (auto const id : asked)
        if (auto const at = found.find(id); at != found.end() && at->second.stage == Stage::recorded)
            all.push_back(at->second);
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

namespace
{

std::vector<citations::Node> reported_by(Document const& press)
{
    std::vector<citations::Node> all;
    if (press.source != Source::press)
        return all;
    for (auto const& line : citations::lines_of(press.citations))
        if (auto node = citations::node_of(line);
            line.kind == citations::Kind::reports && !citations::code_of(node.base).empty())
            all.push_back(std::move(node));
    return all;
}

} // namespace

std::map<DocumentId, Document> originals_of(acts::Reading const& reading, std::vector<Document> const& press)
{
    std::set<std::string> codes;
    for (auto const& one : press)
        for (auto const& node : reported_by(one))
            codes.insert(citations::code_of(node.base));
    std::map<DocumentId, Document> originals;
    if (codes.empty())
        return originals;
    auto const held = reading.db.all<Document>(
        sql::documents_of_codes, {{"codes", json::text(std::vector(codes.begin(), codes.end()))}});
    for (auto const& one : press)
        for (auto const& node : reported_by(one)) {
            std::vector<Document const*> fitting;
            for (auto const& other : held)
                if (other.source != Source::press && other.stage == Stage::recorded && sees(reading, other) &&
                    citations::agree(node_of(other), node))
                    fitting.push_back(&other);
            if (fitting.size() == 1 && originals.emplace(one.id, *fitting.front()).second)
                break;
        }
    return originals;
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
    work.db.run(
        sql::insert_text,
        {{"document", document.id}, {"text", words.text}, {"pages", text_of(without_places(words.pages))}});
    citations::keep(work.db, document.id.value, citations::lines_of(document.citations));
    search::put(work.db, search_entry(work.db, document));
    return acts::append(work, "documents.recorded", document);
}

std::int64_t receipt_of(db::Connection& db, DocumentId id)
{
    return db.one<std::int64_t>(sql::newest_open_act, {{"id", id}}).value_or(0);
}

} // namespace kheo::documents
