// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/library/walk.hpp"

#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::library
{

namespace
{

using documents::Force;

constexpr int chunk = 200;
constexpr std::size_t passage = 240;

bool wanted(ListQuery const& query, Document const& document)
{
    return document.stage == documents::Stage::recorded &&
           (query.type.empty() || folded(document.type) == folded(query.type)) &&
           (query.issuer.empty() ||
            folded(document.issuer).find(folded(tidied(query.issuer))) != std::string::npos) &&
           (query.field.empty() || document.field == query.field) &&
           (query.year == 0 || document.year == query.year);
}

bool stands(ListQuery const& query, Document const& document, bool replaced, Date today)
{
    if (query.force == InForce::any)
        return true;
    auto const force = documents::force_of(document, today);
    auto const ended = force == Force::ended || replaced;
    return query.force == InForce::ended ? ended : force == Force::in_force && !ended;
}

// All the words typed, in any order, marks forgiven.
bool says(std::string const& text, std::vector<std::string> const& words)
{
    auto const key = folded(text);
    return std::ranges::all_of(words, [&](auto const& word) { return key.find(word) != std::string::npos; });
}

std::vector<std::string> words_of(std::string_view typed)
{
    std::vector<std::string> words;
    auto const key = folded(tidied(typed));
    for (auto const& token : tokens(key))
        words.emplace_back(token.text);
    return words;
}

void put_passage(DocumentItem& item, std::string const& text, std::string const& typed)
{
    item.segments = snippet(text, typed, passage);
    for (auto const& segment : item.segments)
        item.snippet += segment.text;
}

constexpr std::size_t text_counts = 10; // a text that is read, as so many records

class Lister
{
  public:
    Lister(acts::Reading& reading, ListQuery const& query, Scope scope, Measure measure)
        : reading_(reading), query_(query), scope_(scope), measure_(measure), sought_(words_of(query.q))
    {
    }

    DocumentList made()
    {
        list_.query = query_;
        last_ = query_.after;
        if (!tidied(query_.q).empty())
            seek();
        else if (scope_ == Scope::open)
            walk(documents::Reach::open, query_.after, How::listed);
        else
            walk(std::nullopt, query_.after, How::listed);
        list_.cut = !list_.next.empty() && list_.items.size() < measure_.items;
        return std::move(list_);
    }

  private:
    // found: the index has its words. unread: they are to be sought in its text.
    enum class How { listed, found, unread };

    // The list goes on behind the last one looked at.
    bool stop()
    {
        list_.next = shown(last_);
        return false;
    }

    bool has_words(Document const& document, How how, std::string& text)
    {
        if (how == How::listed || (how == How::found && !measure_.passages))
            return true;
        text = documents::words_of(reading_.db, document.id).text;
        if (how == How::found)
            return true;
        looked_at_ += text_counts;
        return says(document.number + " " + document.subject + " " + document.issuer + " " + text, sought_);
    }

    // False once the page is full.
    bool look(Document const& document, How how)
    {
        if (looked_at_ >= measure_.looked_at)
            return stop();
        ++looked_at_;
        auto text = std::string();
        if (wanted(query_, document) && shows(reading_, scope_, document) && has_words(document, how, text)) {
            auto const ended = ended_by(reading_, scope_, document);
            if (stands(query_, document, ended.has_value(), reading_.today())) {
                if (list_.items.size() == measure_.items)
                    return stop();
                list_.items.push_back(item_of(reading_, scope_, document, ended));
                if (measure_.passages && !text.empty())
                    put_passage(list_.items.back(), text, query_.q);
            }
        }
        last_ = document.id;
        return true;
    }

    // Newest first, of one reach or of all; false once the page is full.
    bool walk(std::optional<documents::Reach> reach, DocumentId after, How how)
    {
        // Where a document stands in the order tells its day: to everybody only of what all may read.
        auto const hidden = reach == documents::Reach::open && after && !documents::load(reading_, after);
        auto spot = hidden ? documents::Spot() : documents::spot_of(reading_.db, after);
        for (;;) {
            auto const some = reach ? documents::documents_before(
                                          reading_.db, spot, chunk,
                                          {.reach = *reach, .field = query_.field, .year = query_.year})
                                    : documents::documents_before(reading_.db, spot, chunk);
            for (auto const& document : some)
                if (!look(document, how))
                    return false;
            if (some.size() < std::size_t(chunk))
                return true;
            spot = documents::spot_of(reading_.db, some.back().id);
        }
    }

    // Best first, behind that hit.
    bool walk_hits(DocumentId after)
    {
        auto const among = search::Among{.kind = "document", .field = query_.field, .year = query_.year};
        for (;;) {
            auto const ids = search::ids_of(reading_.db, query_.q, among, chunk, after.value);
            for (auto const id : ids) {
                if (auto const document = documents::known(reading_.db, {id});
                    document && !look(*document, How::found))
                    return false;
                last_ = {id};
            }
            if (ids.size() < std::size_t(chunk))
                return true;
            after = {ids.back()};
        }
    }

    // What everybody may read is in the index and comes first, the best in front;
    // what is not, is read, newest first. Of which reach the one was that a page
    // ended with tells how far the list has come.
    void seek()
    {
        using documents::Reach;
        auto const before = query_.after ? documents::known(reading_.db, query_.after) : std::nullopt;
        auto const from = before ? before->reach : Reach::open;
        if (from == Reach::open && !walk_hits(query_.after))
            return;
        if (scope_ == Scope::open)
            return;
        auto const behind = [&](Reach reach) { return from == reach ? query_.after : DocumentId(); };
        if (from != Reach::recipients && !walk(Reach::system, behind(Reach::system), How::unread))
            return;
        walk(Reach::recipients, behind(Reach::recipients), How::unread);
    }

    acts::Reading& reading_;
    ListQuery const& query_;
    Scope scope_;
    Measure measure_;
    std::vector<std::string> sought_;
    std::size_t looked_at_ = 0;
    DocumentId last_; // looked at
    DocumentList list_;
};

} // namespace

DocumentList walked(acts::Reading& reading, ListQuery const& query, Scope scope, Measure measure)
{
    return Lister(reading, query, scope, measure).made();
}

} // namespace kheo::library
