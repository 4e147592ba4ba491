// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/findings/article.hpp"

#include "capabilities/findings/lines.hpp"
#include "capabilities/findings/words.hpp"
#include "platform/text/letters.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <optional>

namespace kheo::findings
{
namespace
{

class Layout
{
  public:
    explicit Layout(Source const& source) : source_(source), lines_(measured(source)) {}

    Article article()
    {
        Article made;
        made.document = is_document(source_);
        if (made.document) {
            last_ = static_cast<int>(lines_.size()) - 1;
            title_ = type_line();
        } else {
            find_end();
            find_title();
        }
        if (title_ >= 0)
            made.title = title_span();
        for (auto at = 0; at < size(); ++at)
            place(made, at);
        return made;
    }

  private:
    int size() const { return static_cast<int>(lines_.size()); }
    Measured const& line(int at) const { return lines_[static_cast<std::size_t>(at)]; }

    std::size_t prose_bytes(int from, int to) const
    {
        std::size_t sum = 0;
        for (auto at = from; at < to; ++at)
            sum += line(at).prose ? line(at).text.size() : 0;
        return sum;
    }

    int next_end(int from) const
    {
        while (from < size() && !line(from).ends_article)
            ++from;
        return from;
    }

    // The first paragraph, and the last line before what follows the article.
    void find_end()
    {
        for (auto begin = 0; begin < size();) {
            first_ = begin;
            while (first_ < size() && (!line(first_).prose || long_title(first_)))
                ++first_;
            if (first_ == size()) {
                first_ = -1;
                break;
            }
            auto end = next_end(first_);
            // A box of links in the middle: more of the article comes after it
            // than stood before.
            while (end < size() && prose_bytes(first_, end) * 2 < prose_bytes(end + 1, next_end(end + 1)) &&
                   next_end(end + 1) > end + 1)
                end = next_end(end + 1);
            last_ = end - 1;
            while (last_ > first_ && !line(last_).prose)
                --last_;
            break;
        }
        if (first_ < 0)
            last_ = std::min(size(), next_end(1)) - 1;
    }

    // A title as long as a paragraph: no full stop, and the day behind it.
    bool long_title(int at) const
    {
        return !ends_as_prose(line(at).text) && line(at).text.size() <= 420 && at + 1 < size() &&
               (line(at + 1).date || line(at + 1).counter);
    }

    bool may_be_title(int at) const
    {
        auto const& it = line(at);
        // Where the page stands in its site.
        static Pattern const trail(R"( [>»›] |^[>»›]|\S {3,}\S| / [^/]+ / | \| .* \| )");
        return !it.label && !it.counter && !it.date && it.text.size() >= 26 && it.text.size() <= 420 &&
               !it.text.ends_with('.') && !it.text.ends_with(';') &&
               !RE2::PartialMatch(as_re2(it.text), trail);
    }

    void find_title()
    {
        auto const before = first_ < 0 ? size() : first_;
        auto dated = -1;
        for (auto at = 0; at < before && dated < 0; ++at)
            if (line(at).date)
                dated = at;
        auto const nearest = [&](int from, bool of_site) {
            for (auto at = from; at >= 0; --at)
                if (may_be_title(at) && !captionlike(source_, line(at)) &&
                    (of_site || !names_site(source_, line(at))))
                    return at;
            return -1;
        };
        for (auto const of_site : {false, true}) {
            if (title_ < 0 && dated > 0)
                title_ = nearest(dated - 1, of_site);
            if (title_ < 0)
                title_ = nearest(before - 1, of_site);
        }
        // A title that ends with a full stop looks like a paragraph.
        static Pattern const two_sentences(R"([.!?] +\p{Lu})");
        if (title_ < 0 && first_ >= 0 && dated < 0 && line(first_).text.size() <= 300 &&
            !RE2::PartialMatch(as_re2(line(first_).text), two_sentences)) {
            for (title_ = first_++; first_ < size() && !line(first_).prose;)
                ++first_;
            first_ = first_ < size() ? first_ : title_;
        }
        if (title_ < 0)
            for (auto at = 0; at < size() && title_ < 0; ++at)
                if (!line(at).label && !line(at).counter && !line(at).date && line(at).text.size() <= 420)
                    title_ = at;
    }

    // Of a document: the line of its type in capitals, "CHỈ THỊ".
    int type_line() const
    {
        for (auto at = 0; at < std::min(size(), 30); ++at)
            for (auto const& each : words().documents)
                if (shouts(line(at).text) && key_of(line(at).text) == key_of(each.word))
                    return at;
        static Pattern const letter(R"(^(?:V/v|Về việc)[ :])"); // an official letter has no type
        for (auto at = 0; at < std::min(size(), 20); ++at)
            if (begins(source_, line(at).line.span, letter))
                return at;
        return -1;
    }

    Span title_span() const
    {
        auto span = line(title_).line.span;
        if (!is_document(source_))
            return span;
        // The subject below the type goes on to the rule or the text.
        auto const letter = !shouts(line(title_).text);
        for (auto at = title_ + 1; at < std::min(size(), title_ + 5); ++at) {
            auto const& next = line(at);
            auto const apart = next.line.number > line(at - 1).line.number + 1 && at > title_ + 1;
            if (next.text.find_first_not_of("-_* ") == std::string_view::npos || ends_as_prose(next.text) ||
                next.text.size() > 2 * paragraph_bytes || apart || (letter && !goes_on(at)))
                break;
            span.end = next.line.span.end;
        }
        return span;
    }

    // The second line of "V/v …".
    bool goes_on(int at) const
    {
        static Pattern const other(R"(^(?:Kính gửi|Độc lập|\p{Lu}[^,\n]{1,40}, *ngày))");
        return line(at).line.number == line(at - 1).line.number + 1 && !shouts(line(at).text) &&
               !begins(source_, line(at).line.span, other);
    }

    void place(Article& made, int at)
    {
        auto const& it = line(at);
        auto const span = it.line.span;
        auto const add = [&](Span where, Role role, Zone zone) { made.parts.push_back({where, role, zone}); };
        if (made.document)
            return add(span, made.title.holds(span) ? Role::title : Role::text,
                       made.title.holds(span) ? Zone::head : Zone::body);
        if (at == title_)
            return add(span, Role::title, Zone::head);
        if (!it.pieces.empty())
            return apart(made, at);
        auto const title = source_[made.title];
        if (!title.empty() && it.text == title)
            return add(span, Role::again, Zone::furniture);
        if (title.size() >= 20 && it.text.starts_with(title) && !ends_as_prose(it.text)) {
            auto const cut = span.begin + title.size();
            add({span.begin, cut}, Role::again, Zone::furniture);
            return add(source_.trimmed({cut, span.end}), Role::caption, Zone::caption);
        }
        // The picture's own words are often the beginning of the title.
        if (at > title_ && it.text.size() >= 30 && it.text.size() < title.size() &&
            title.starts_with(it.text))
            return add(span, Role::again, Zone::furniture);
        if (at < title_)
            return add(span, it.date && at + 2 >= title_ ? Role::date : above(at), Zone::furniture);
        if (it.counter)
            return add(span, Role::counter, Zone::furniture);
        if (first_ < 0 || at <= last_)
            return inside(made, at);
        after(made, at);
    }

    void apart(Article& made, int at)
    {
        for (auto const& piece : line(at).pieces) {
            auto const near = at > title_ && (first_ < 0 || at <= last_ + 3) && !comments_;
            auto const head = near && piece.told != Told::counter && piece.told != Told::label;
            auto const role = piece.told == Told::date             ? Role::date
                              : piece.told == Told::counter        ? Role::counter
                              : head && piece.told == Told::byline ? Role::byline
                              : head && piece.told == Told::source ? Role::source
                                                                   : Role::label;
            made.parts.push_back({piece.span, role, head ? Zone::head : Zone::furniture});
        }
        ended_ = ended_ || (at > last_ && line(at).ends_article);
    }

    Role above(int at) const
    {
        auto const& it = line(at);
        if (it.label)
            return Role::label;
        if (it.counter)
            return Role::counter;
        auto boxed = false; // below "Đọc nhiều", "Tin mới nhất"
        for (auto before = 0; before < at; ++before)
            boxed = boxed || line(before).ends_article;
        return boxed && may_be_title(at) && it.text.size() >= 40 ? Role::related : Role::rest;
    }

    void inside(Article& made, int at)
    {
        auto const& it = line(at);
        auto role = Role::text;
        auto zone = Zone::body;
        if (auto const cut = end_of_caption(source_, it.line.span); cut > 0) {
            made.parts.push_back({{it.line.span.begin, cut}, Role::caption, Zone::caption});
            made.parts.push_back({source_.trimmed({cut, it.line.span.end}), Role::text, Zone::body});
            return;
        }
        if (it.date && at < first_) {
            role = Role::date;
            zone = Zone::head;
        } else if (it.label) {
            role = Role::label;
            zone = Zone::furniture;
            boxed_ = it.ends_article;
        } else if (captionlike(source_, line(at)) && at != first_) {
            role = Role::caption;
            zone = Zone::caption;
        } else if (auto const said = said_by(at); at < first_ && (named(it.text) || said != Role::text)) {
            role = said == Role::text ? Role::byline : said;
            zone = Zone::head;
        } else if (!it.prose && glued(made, it.line.span)) {
            return;
        } else if (after_glued(made) && !it.prose) {
            role = Role::caption;
            zone = Zone::caption;
        } else if (at > title_ && at < first_ && letters_in(it.text) < 4) {
            role = Role::rest;
            zone = Zone::furniture;
        } else if (boxed_ && !it.prose) {
            role = Role::related;
            zone = Zone::furniture;
        }
        boxed_ = boxed_ && !it.prose;
        made.parts.push_back({it.line.span, role, zone});
    }

    // "Tác giả: …", "Nguồn: …" on a line of its own.
    Role said_by(int at) const
    {
        auto const span = line(at).line.span;
        auto const author = behind_label(source_, span, Told::byline);
        if (!author.empty() && author.size() < 90)
            return Role::byline;
        auto const origin = behind_label(source_, span, Told::source);
        return !origin.empty() && origin.size() < 120 ? Role::source : Role::text;
    }

    // Titles of other pages run together in the middle: "… khéo”Giữ gìn …".
    bool glued(Article& made, Span span) const
    {
        static Pattern const joint(R"([\p{Ll}”"’)](\p{Lu}\p{Ll}+ ))");
        auto const found = matches(source_, joint, span);
        if (found.empty() || (span.size() < 60 && found.size() < 2))
            return false;
        auto begin = span.begin;
        for (auto const& each : found) {
            made.parts.push_back({{begin, each[1].begin}, Role::related, Zone::furniture});
            begin = each[1].begin;
        }
        made.parts.push_back({{begin, span.end}, Role::related, Zone::furniture});
        return true;
    }

    bool after_glued(Article const& made) const
    {
        auto const count = made.parts.size();
        return count >= 2 && made.parts[count - 1].role == Role::related &&
               made.parts[count - 2].role == Role::related &&
               made.parts[count - 2].span.end == made.parts[count - 1].span.begin;
    }

    // What follows the last paragraph.
    void after(Article& made, int at)
    {
        auto const& it = line(at);
        static Pattern const from(R"((?i)^\(?theo +[^\n:]{2,120}$)");
        static Pattern const file(
            R"((?i)^[^\n/]{1,150}\.(?:pdf|docx?|xlsx?|odt|ods|zip|rar)(?: *\([^)]*\))?$)");
        ended_ = ended_ || it.ends_article;
        comments_ = it.comments || (comments_ && !it.ends_article);
        footer_ = footer_ || it.footer;
        auto const said = comments_ || footer_ ? Role::text : said_by(at);
        auto role = Role::rest;
        auto zone = Zone::furniture;
        if (it.date)
            role = Role::date;
        else if (RE2::FullMatch(as_re2(it.text), file)) {
            role = Role::attachment;
            zone = Zone::head;
        } else if (it.label)
            role = Role::label;
        else if (said != Role::text) {
            role = said;
            zone = Zone::head;
        } else if (!ended_ && (named(it.text) || (at <= last_ + 3 && signed_of(it.text)))) {
            role = Role::byline;
            zone = Zone::head;
        } else if (!ended_ && RE2::FullMatch(as_re2(it.text), from)) {
            role = Role::source;
            zone = Zone::head;
        } else if (!ended_ && captionlike(source_, line(at))) {
            role = Role::caption;
            zone = Zone::caption;
        } else if (ended_ && !comments_ && !footer_ && !it.footer)
            role = other_page(made, at);
        made.parts.push_back({it.line.span, role, zone});
    }

    // The title of another page, the same once more, or how that page begins.
    Role other_page(Article const& made, int at) const
    {
        auto const& it = line(at);
        static Pattern const clipped(R"([.!?] +\p{Lu})");
        auto const previous = made.parts.empty() ? Part{} : made.parts.back();
        for (auto const& part : made.parts)
            if (part.role == Role::related && source_[part.span].find(it.text) != std::string_view::npos)
                return Role::again;
        static Pattern const poll("^(?i:" + one_of(words().group("poll_question")) + ")" + word_ends);
        if (it.text.ends_with('!') || (it.text.ends_with('?') && begins(source_, it.line.span, poll)))
            return Role::rest;
        auto const long_or_cut = it.text.size() > 250 || it.text.ends_with('.') || it.text.ends_with("…") ||
                                 RE2::PartialMatch(as_re2(it.text), clipped);
        if (previous.role == Role::again && long_or_cut)
            return Role::teaser;
        if (it.text.size() > 330 || (it.text.ends_with('.') && !it.text.ends_with("...")))
            return Role::teaser;
        return it.text.size() >= 30 && !shouts(it.text) ? Role::related : Role::rest;
    }

    Source const& source_;
    std::vector<Measured> lines_;
    int title_ = -1;
    int first_ = -1;
    int last_ = -1;
    bool boxed_ = false;
    bool ended_ = false;
    bool comments_ = false;
    bool footer_ = false;
};

} // namespace

Part const* Article::part_at(std::size_t byte) const
{
    auto const after =
        std::ranges::upper_bound(parts, byte, {}, [](Part const& part) { return part.span.begin; });
    return after == parts.begin() ? nullptr : &*std::prev(after);
}

Zone Article::zone_at(std::size_t byte) const
{
    auto const* part = part_at(byte);
    return part == nullptr ? Zone::furniture : part->zone;
}

Article laid_out(Source const& source)
{
    return Layout(source).article();
}

} // namespace kheo::findings
