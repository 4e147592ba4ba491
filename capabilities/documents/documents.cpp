// SPDX-License-Identifier: AGPL-3.0-or-later
// What is derived from the records: the search index, and the comparison of rows
// and words with what was recorded. The words with their pages and pictures.
#include "capabilities/documents/documents.hpp"

#include "capabilities/documents/load.sql.hpp"
#include "capabilities/documents/problems.hpp"
#include "capabilities/documents/secrecy.hpp"
#include "capabilities/models/models.hpp"
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

void each_file(db::Connection& db, std::function<void(std::string_view)> const& with)
{
    db.each<std::string>(sql::files_of_documents, {}, with);
    db.each<std::string>(sql::pages_with_pictures, {}, [&](std::string const& pages) {
        for (auto const& page : pages_of(pages))
            if (page.picture)
                with(page.picture->hash);
    });
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

} // namespace kheo::documents
