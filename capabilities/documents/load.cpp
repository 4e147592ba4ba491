// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/load.hpp"

#include "capabilities/documents/documents.hpp"
#include "capabilities/documents/load.sql.hpp"
#include "capabilities/documents/problems.hpp"
#include "capabilities/documents/secrecy.hpp"
#include "capabilities/models/models.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/files/shelf.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <sstream>

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

namespace
{

// "120s=HASH,1000,1414;0,5,80,90,60,14;…": begin, how it was read, the picture
// with its measures, its words; behind the first page the files of its message.
std::string text_of(PictureOfPage const& picture)
{
    auto text = fmt::format("={},{},{}", picture.hash, picture.width, picture.height);
    for (auto const& word : picture.words)
        text +=
            fmt::format(";{},{},{},{},{},{}", word.begin, word.end, word.x, word.y, word.width, word.height);
    return text;
}

template <std::size_t Count>
std::array<std::int64_t, Count> numbers_in(std::string_view text)
{
    std::array<std::int64_t, Count> numbers{};
    auto const* at = text.data();
    for (auto& number : numbers) {
        at = std::from_chars(at, text.data() + text.size(), number).ptr;
        at += at != text.data() + text.size() ? 1 : 0;
    }
    return numbers;
}

PictureOfPage picture_in(std::string_view text)
{
    auto const head = text.substr(0, text.find(';'));
    auto const comma = std::min(head.find(','), head.size());
    auto const [width, height] = numbers_in<2>(head.substr(std::min(comma + 1, head.size())));
    auto picture = PictureOfPage{std::string(head.substr(0, comma)), int(width), int(height), {}};
    for (auto begin = head.size(); begin < text.size();) {
        auto const end = std::min(text.find(';', begin + 1), text.size());
        auto const box = numbers_in<6>(text.substr(begin + 1, end - begin - 1));
        picture.words.push_back(
            {std::size_t(box[0]), std::size_t(box[1]), int(box[2]), int(box[3]), int(box[4]), int(box[5])});
        begin = end;
    }
    return picture;
}

} // namespace

std::string text_of(std::vector<PageOfText> const& pages)
{
    std::string text;
    for (auto const& page : pages)
        text += (text.empty() ? "" : " ") + std::to_string(page.begin) + (page.scanned ? "s" : "") +
                (page.unreadable ? "u" : "") + page.changed.flags() +
                (page.picture ? text_of(*page.picture) : "") + papers::text_of(page.parts);
    return text;
}

std::vector<PageOfText> pages_of(std::string_view text)
{
    std::vector<PageOfText> pages;
    auto in = std::istringstream(std::string(text));
    for (std::string word; in >> word;) {
        auto& page = pages.emplace_back();
        auto const plus = std::min(word.find('+'), word.size());
        page.parts = papers::parts_of(std::string_view(word).substr(plus));
        word.resize(plus);
        auto const sign = std::min(word.find('='), word.size());
        auto const flags = std::string_view(word).substr(0, sign);
        std::from_chars(word.data(), word.data() + sign, page.begin);
        page.scanned = flags.find('s') != std::string_view::npos;
        page.unreadable = flags.find('u') != std::string_view::npos;
        page.changed = legacy::Changed::of_flags(flags);
        if (sign < word.size())
            page.picture = picture_in(std::string_view(word).substr(sign + 1));
    }
    return pages;
}

std::vector<PageOfText> without_places(std::vector<PageOfText> pages)
{
    for (auto& page : pages)
        if (page.picture)
            page.picture->words.clear();
    return pages;
}

Outcome<Words> words_of_paper(papers::Paper const& paper)
{
    Words words;
    for (auto const& page : paper.pages) {
        if (!words.text.empty() && !words.text.ends_with('\n'))
            words.text += '\n';
        words.pages.push_back(
            {std::int64_t(words.text.size()), page.scanned, page.unreadable(), page.changed});
        if (page.picture)
            words.pages.back().picture =
                PictureOfPage{"", page.picture->width, page.picture->height, page.picture->words};
        words.text += page.text;
    }
    if (tidied(words.text).empty())
        return refuse(problems::no_words);
    words.pages.front().parts = paper.parts;
    if (words.text.find('\0') != std::string::npos)
        return refuse(problems::zero_character);
    auto said = words.text;
    if (paper.said)
        for (auto const& more : {paper.said->type, paper.said->subject, paper.said->content})
            said += "\n" + more;
    if (auto const marking = secret_marking(said))
        return refuse(problems::secret, words_of(marking->secrecy));
    return words;
}

void keep_pictures(std::vector<PageOfText>& pages, papers::Paper const& paper)
{
    for (std::size_t at = 0; at < pages.size() && at < paper.pages.size(); ++at) {
        if (!pages[at].picture)
            continue;
        // A comment behind the first marker (JPEG, T.81, B.2.4.5) makes it one of a kind.
        auto const mark = random_code(26);
        auto jpeg = paper.pages[at].picture->jpeg;
        jpeg.insert(2, std::string("\xff\xfe\x00\x1c", 4) + mark);
        auto const stored = files::shelf().store.put(jpeg);
        if (stored)
            pages[at].picture->hash = hex(Bytes(stored->hash.begin(), stored->hash.end()));
        else
            pages[at].picture.reset();
    }
}

void erase_pictures(std::vector<PageOfText> const& pages)
{
    for (auto const& page : pages)
        if (auto const digest = page.picture ? digest_from_hex(page.picture->hash) : std::nullopt)
            files::shelf().store.erase(*digest);
}

Outcome<http::Response> picture_of(std::vector<PageOfText> const& pages, int number)
{
    if (number < 1 || std::size_t(number) > pages.size() || !pages[std::size_t(number) - 1].picture)
        return refuse(kheo::problems::not_found);
    return models::stored_file(pages[std::size_t(number) - 1].picture->hash, "jpg");
}

legacy::Changed changed_in(std::vector<PageOfText> const& pages)
{
    legacy::Changed changed;
    for (auto const& page : pages)
        changed.add(page.changed);
    return changed;
}

std::vector<papers::Part> parts_in(std::vector<PageOfText> const& pages)
{
    return pages.empty() ? std::vector<papers::Part>() : pages.front().parts;
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

std::optional<Document> original_of(acts::Reading const& reading, Document const& press)
{
    if (press.source != Source::press)
        return std::nullopt;
    for (auto const& line : citations::lines_of(press.citations)) {
        auto const node = citations::node_of(line);
        auto const code = citations::code_of(node.base);
        if (line.kind != citations::Kind::reports || code.empty())
            continue;
        auto held = documents_of(reading.db, code);
        std::erase_if(held, [&](Document const& one) {
            return one.source == Source::press || one.stage != Stage::recorded || !sees(reading, one) ||
                   !citations::agree(node_of(one), node);
        });
        if (held.size() == 1)
            return held.front();
    }
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
