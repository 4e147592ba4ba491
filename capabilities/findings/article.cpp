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

constexpr std::size_t caption_bytes = 420;

// A directive or letter itself: its heading names the state or the Party, or a
// number stands on a line of its own.
bool is_document(Source const& source)
{
    static Pattern const national(
        R"((?m)^[^\n]{0,80}(?:CỘNG +H[ÒO]A +XÃ +HỘI +CHỦ +NGHĨA +VIỆT +NAM|ĐẢNG +CỘNG +SẢN +VIỆT +NAM)[^\pL\n]{0,20}$)");
    static Pattern const number(R"((?m)^[ *]*Số *:? *\d{1,5}[a-z]? *(?:/\d{4})? *[-/–] *\p{Lu}[^\n]{0,60}$)");
    static Pattern const recipients(R"((?m)^ *Nơi nhận *:?)");
    Span const head{0, std::min<std::size_t>(source.clean().size(), 3000)};
    auto const heading = !matches(source, national, head).empty();
    auto const numbered = !matches(source, number, head).empty();
    return (heading && numbered) || ((heading || numbered) && !matches(source, recipients).empty());
}

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
            while (first_ < size() && !line(first_).prose)
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

    bool may_be_title(int at) const
    {
        auto const& it = line(at);
        static Pattern const trail(R"( [>»›] |^[>»›]|\S {3,}\S)"); // where the page stands in its site
        return !it.label && !it.counter && !it.date && it.text.size() >= 26 && it.text.size() <= 420 &&
               !it.text.ends_with('.') && !it.text.ends_with(';') && !RE2::PartialMatch(it.text, trail);
    }

    bool captionlike(int at) const
    {
        auto const& it = line(at);
        static Pattern const opening("(?i)^" + one_of(words().group("caption_opening")) + word_ends);
        static Pattern const doing("(?i)" + std::string(word_begins) + one_of(words().group("caption_verb")) +
                                   word_ends);
        static Pattern const photo(R"((?i)ảnh *:|\((?:ảnh|nguồn)[^)]*\)\.?$|^ảnh )");
        if (it.text.size() > caption_bytes || it.label || it.counter || it.date)
            return false;
        if (RE2::PartialMatch(it.text, photo))
            return true;
        static Pattern const scene(
            R"((?:phát biểu|dự|trao|tặng|chụp|chủ trì|chủ tọa)[^.]{0,160}(?:hội nghị|Hội nghị|hội thảo|buổi lễ|buổi làm việc|[Ll]ễ [^.]{2,40}|chương trình|đại hội|Đại hội|tập thể[^.]{0,60}|cá nhân[^.]{0,60})\.$)");
        auto const short_sentence =
            it.text.ends_with('.') &&
            (it.text.size() < 130 || (it.text.size() < 330 && RE2::PartialMatch(it.text, scene)));
        if (ends_as_prose(it.text) && !short_sentence)
            return false;
        auto const bullet = it.text.starts_with("-") || it.text.starts_with("+");
        return !bullet && begins(source_, it.line.span, opening) && RE2::PartialMatch(it.text, doing);
    }

    void find_title()
    {
        auto const before = first_ < 0 ? size() : first_;
        auto dated = -1;
        for (auto at = 0; at < before && dated < 0; ++at)
            if (line(at).date)
                dated = at;
        auto const nearest = [&](int from) {
            for (auto at = from; at >= 0; --at)
                if (may_be_title(at) && !captionlike(at))
                    return at;
            return -1;
        };
        if (dated > 0)
            title_ = nearest(dated - 1);
        if (title_ < 0)
            title_ = nearest(before - 1);
        // A title that ends with a full stop looks like a paragraph.
        static Pattern const two_sentences(R"([.!?] +\p{Lu})");
        if (title_ < 0 && first_ >= 0 && dated < 0 && line(first_).text.size() <= 300 &&
            !RE2::PartialMatch(re2::StringPiece(line(first_).text.data(), line(first_).text.size()),
                               two_sentences)) {
            title_ = first_;
            while (++first_ < size() && !line(first_).prose) {
            }
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
        return -1;
    }

    Span title_span() const
    {
        auto span = line(title_).line.span;
        if (!is_document(source_))
            return span;
        // The subject below the type goes on to the rule or the text.
        for (auto at = title_ + 1; at < std::min(size(), title_ + 5); ++at) {
            auto const& next = line(at);
            if (next.text.find_first_not_of("-_* ") == std::string_view::npos || ends_as_prose(next.text) ||
                next.text.size() > 2 * paragraph_bytes)
                break;
            span.end = next.line.span.end;
        }
        return span;
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

    Role above(int at) const
    {
        auto const& it = line(at);
        if (it.label)
            return Role::label;
        if (it.counter)
            return Role::counter;
        return may_be_title(at) && it.text.size() >= 40 ? Role::related : Role::rest;
    }

    void inside(Article& made, int at)
    {
        auto const& it = line(at);
        auto role = Role::text;
        auto zone = Zone::body;
        if (it.date && at < first_) {
            role = Role::date;
            zone = Zone::head;
        } else if (it.label) {
            role = Role::label;
            zone = Zone::furniture;
            boxed_ = it.ends_article;
        } else if (captionlike(at) && at != first_) {
            role = Role::caption;
            zone = Zone::caption;
        } else if (at < first_ && named(it.text)) {
            role = Role::byline;
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

    static std::size_t letters_in(std::string_view text)
    {
        std::size_t count = 0;
        for (std::size_t at = 0; at < text.size();) {
            auto const [point, length] = letters::decoded(text, at);
            count += letters::is_word(point) && !letters::is_digit(point) ? 1 : 0;
            at += length;
        }
        return count;
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
        static Pattern const from(R"((?i)^\(?(?:nguồn|theo)(?: tin)? *:? *[^\n]{2,120}$)");
        static Pattern const file(
            R"((?i)^[^\n/]{1,150}\.(?:pdf|docx?|xlsx?|odt|ods|zip|rar)(?: *\([^)]*\))?$)");
        static Pattern const author(
            R"((?i)^(?:tác giả|bài và ảnh|bài, ảnh|tin và ảnh|tin, ảnh|bài|tin bài|người viết|biên tập|đăng bởi|pv|ctv)\b[^\n]{0,80}$)");
        ended_ = ended_ || it.ends_article;
        auto role = Role::rest;
        auto zone = Zone::furniture;
        if (it.date)
            role = Role::date;
        else if (RE2::FullMatch(it.text, file)) {
            role = Role::attachment;
            zone = Zone::head;
        } else if (it.label)
            role = Role::label;
        else if (!ended_ && (named(it.text) || RE2::FullMatch(it.text, author))) {
            role = Role::byline;
            zone = Zone::head;
        } else if (!ended_ && RE2::FullMatch(it.text, from)) {
            role = Role::source;
            zone = Zone::head;
        } else if (!ended_ && captionlike(at)) {
            role = Role::caption;
            zone = Zone::caption;
        } else
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
        if (it.text.ends_with('!'))
            return Role::rest;
        auto const long_or_cut = it.text.size() > 250 || it.text.ends_with('.') || it.text.ends_with("…") ||
                                 RE2::PartialMatch(it.text, clipped);
        if (previous.role == Role::again && long_or_cut)
            return Role::teaser;
        if (it.text.size() > 330 || (it.text.ends_with('.') && !it.text.ends_with("...")))
            return Role::teaser;
        return it.text.size() >= 30 && !shouts(it.text) ? Role::related : Role::rest;
    }

    // "Lê Trang", "Thu Hà - Văn Nam", "PV": words with capitals, nothing else.
    static bool named(std::string_view text)
    {
        static Pattern const name(
            R"((?:\p{Lu}[\pL.]*|và|-|–|&|,)(?: +(?:\p{Lu}[\pL.]*|và|-|–|&|,)){0,9}(?: *\([^)]{2,60}\))?\.?)");
        return text.size() <= 90 && RE2::FullMatch(text, name) && !words().has("label", text) &&
               text.find(' ') != std::string_view::npos;
    }

    Source const& source_;
    std::vector<Measured> lines_;
    int title_ = -1;
    int first_ = -1;
    int last_ = -1;
    bool boxed_ = false;
    bool ended_ = false;
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
