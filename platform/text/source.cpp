// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/source.hpp"

#include "platform/problem/problem.hpp"
#include "platform/text/letters.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>

namespace kheo::reading
{
namespace
{

// The five marks on the second vowel and on the first.
struct Moved {
    char32_t first;
    std::u32string_view second; // bare, then á à ả ã ạ
    std::u32string_view marked; // of the first vowel, in the same order
};
constexpr std::array<Moved, 6> moved{{
    {U'o', U"aáàảãạ", U"oóòỏõọ"},
    {U'o', U"eéèẻẽẹ", U"oóòỏõọ"},
    {U'u', U"yýỳỷỹỵ", U"uúùủũụ"},
    {U'O', U"AÁÀẢÃẠ", U"OÓÒỎÕỌ"},
    {U'O', U"EÉÈẺẼẸ", U"OÓÒỎÕỌ"},
    {U'U', U"YÝỲỶỸỴ", U"UÚÙỦŨỤ"},
}};

// The letters of Vietnamese in one case.
std::string ranges(bool upper)
{
    std::string out = upper ? "A-Z" : "a-z";
    for (auto const point : std::u32string_view(U"ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯàáâãèéêìíòóôõùúýăđĩũơư"))
        if (letters::is_upper(point) == upper)
            letters::append(out, point);
    for (char32_t point = 0x1ea0; point < 0x1efa; ++point)
        if (letters::is_upper(point) == upper)
            letters::append(out, point);
    return out;
}

std::string compact(std::string_view pattern)
{
    static auto const upper = ranges(true);
    static auto const lower = ranges(false);
    static std::string const any = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ";
    static std::string const marks = "\\x{300}-\\x{36f}";
    std::string out;
    auto inside = false;
    for (std::size_t at = 0; at < pattern.size();) {
        auto const rest = pattern.substr(at);
        std::string const* meant = nullptr;
        std::size_t length = 3;
        if (rest.starts_with("\\p{Lu}") || rest.starts_with("\\p{Ll}")) {
            meant = rest[4] == 'u' ? &upper : &lower;
            length = 6;
        } else if (rest.starts_with("\\pL") || rest.starts_with("\\pM")) {
            meant = rest[2] == 'L' ? &any : &marks;
        }
        if (meant != nullptr) {
            out += inside ? *meant : "[" + *meant + "]";
            at += length;
            continue;
        }
        if (rest[0] == '\\' && rest.size() > 1) {
            out += rest.substr(0, 2);
            at += 2;
            continue;
        }
        inside = rest[0] == '[' ? true : rest[0] == ']' ? false : inside;
        out += rest[0];
        ++at;
    }
    return out;
}

RE2::Options with_room()
{
    RE2::Options made;
    made.set_max_mem(96 << 20);
    made.set_log_errors(false);
    return made;
}

} // namespace

Pattern::Pattern(std::string const& pattern) : RE2(compact(pattern), with_room())
{
    if (!ok())
        throw Contradiction("a pattern does not compile: " + error() + " in " + pattern);
}

void Source::place_tones(std::u32string& points) const
{
    for (std::size_t at = 0; at + 1 < points.size(); ++at) {
        if (at + 2 < points.size() && letters::is_word(points[at + 2]))
            continue;
        if (at > 0 && (points[at - 1] == U'q' || points[at - 1] == U'Q'))
            continue;
        for (auto const& each : moved)
            if (points[at] == each.first)
                if (auto const mark = each.second.find(points[at + 1]);
                    mark != std::u32string_view::npos && mark > 0) {
                    points[at] = each.marked[mark];
                    points[at + 1] = each.second[0];
                }
    }
}

Source::Source(std::string_view raw) : raw_(raw)
{
    std::u32string points;
    std::vector<std::uint32_t> begins;
    std::vector<std::uint32_t> ends;
    std::uint32_t index = 0;
    std::u32string cluster;
    auto cluster_begin = index;
    auto const flush = [&] {
        if (cluster.empty())
            return;
        std::string bytes;
        for (auto const point : cluster)
            letters::append(bytes, point);
        if (cluster.size() > 1)
            bytes = nfc(bytes);
        for (std::size_t at = 0; at < bytes.size();) {
            auto const [point, length] = letters::decoded(bytes, at);
            points += point;
            begins.push_back(cluster_begin);
            ends.push_back(index);
            at += length;
        }
        cluster.clear();
    };
    for (std::size_t at = 0; at < raw_.size(); ++index) {
        auto [point, length] = letters::decoded(raw_, at);
        offset_.push_back(static_cast<std::uint32_t>(at));
        at += length;
        if (!letters::is_mark(point)) {
            flush();
            cluster_begin = index;
        }
        if (letters::is_invisible(point))
            continue;
        if (point == 0xd0)
            point = 0x110;
        else if (point == 0xad || (point < 0x20 && point != U'\n'))
            point = U' ';
        else if (point != U'\n' && letters::is_space(point))
            point = point == 0x2028 || point == 0x2029 ? U'\n' : U' ';
        cluster += point;
    }
    flush();
    offset_.push_back(static_cast<std::uint32_t>(raw_.size()));
    place_tones(points);
    for (std::size_t each = 0; each < points.size(); ++each) {
        letters::append(clean_, points[each]);
        at_.resize(clean_.size(), begins[each]);
        ends_.resize(clean_.size(), ends[each]);
    }
    at_.push_back(index);
    ends_.push_back(index);
    for (std::size_t at = 0; at <= clean_.size(); ++at)
        if (at == clean_.size() || clean_[at] == '\n')
            breaks_.push_back(at);
    join_wrapped();
    cut_lines();
}

namespace
{

struct Printed {
    std::size_t end = 0; // of its bytes
    std::size_t indent = 0;
    std::size_t width = 0; // to its last letter, 0 of a blank line
    bool columns = false;  // wide gaps part it
    bool begins_item = false;
    char last = 0;
};

std::vector<Printed> printed_lines(std::string_view text, std::vector<std::size_t> const& breaks)
{
    static Pattern const item(
        R"(^(?:[-–+•*●▪] |\d{1,3}(?:\.\d{1,2})*[.)/] |[a-zđ][.)] |[IVX]{1,5}[.)] |)"
        R"((?:Điều|Chương|Phần|Mục) [\dIVX]|Nơi nhận|Kính gửi|Số ?:|T/M|TM\.|K/?T\.?|TL\.|TUQ\.))");
    static RE2 const gap(R"(\S {4,}\S)");
    std::vector<Printed> lines;
    std::size_t begin = 0;
    for (auto const end : breaks) {
        auto line = text.substr(begin, end - begin);
        begin = end + 1;
        while (line.ends_with(' '))
            line.remove_suffix(1);
        auto& made = lines.emplace_back(Printed{.end = end});
        made.indent = std::min(line.find_first_not_of(' '), line.size());
        if (line.empty())
            continue;
        made.width = characters(line);
        made.last = line.back();
        line.remove_prefix(made.indent);
        re2::StringPiece const piece(line.data(), line.size());
        made.columns = RE2::PartialMatch(piece, gap);
        made.begins_item = RE2::PartialMatch(piece, item);
    }
    return lines;
}

// The width at which a text was cut; 0: its lines end where paragraphs do.
std::size_t cut_width(std::vector<Printed> const& lines)
{
    constexpr std::size_t narrowest = 55;
    constexpr std::size_t widest = 130;
    constexpr std::size_t enough = 6; // lines that run on
    std::vector<std::size_t> widths;
    for (auto const& line : lines)
        if (line.width > 0 && !line.columns)
            widths.push_back(line.width);
    if (widths.size() < 12)
        return 0;
    std::ranges::sort(widths);
    auto const width = widths[widths.size() * 9 / 10];
    if (width < narrowest || width > widest || widths.back() > width * 13 / 10)
        return 0;
    std::size_t running = 0;
    for (std::size_t at = 0; at + 1 < lines.size(); ++at)
        running += lines[at].width * 10 >= width * 8 && lines[at + 1].width > 0 ? 1 : 0;
    return running >= enough ? width : 0;
}

} // namespace

void Source::join_wrapped()
{
    auto const lines = printed_lines(clean_, breaks_);
    auto const width = cut_width(lines);
    for (std::size_t at = 0; width > 0 && at + 1 < lines.size(); ++at) {
        auto const& line = lines[at];
        auto const& next = lines[at + 1];
        auto const ends = line.last == '.' || line.last == ';' || line.last == ':';
        auto const full = line.width * 100 >= width * (ends ? 88 : 70);
        if (full && line.last != ':' && next.width > 0 && next.indent <= line.indent && !line.columns &&
            !next.columns && !next.begins_item &&
            !std::string_view(clean_).substr(0, line.end).ends_with("./."))
            clean_[line.end] = ' ';
    }
}

void Source::cut_lines()
{
    for (std::size_t begin = 0; begin <= clean_.size();) {
        auto const end = std::min(clean_.find('\n', begin), clean_.size());
        if (auto const span = trimmed({begin, end}); !span.empty())
            lines_.push_back({span, line_number(span.begin)});
        begin = end + 1;
    }
}

std::string_view Source::raw(Span span) const
{
    auto const begin = offset_[place(span.begin)];
    return std::string_view(raw_).substr(begin, offset_[raw_end(span)] - begin);
}

std::size_t Source::raw_end(Span span) const
{
    return span.empty() ? place(span.begin) : ends_[span.end - 1];
}

int Source::line_number(std::size_t byte) const
{
    return static_cast<int>(std::ranges::lower_bound(breaks_, byte) - breaks_.begin()) + 1;
}

bool Source::whole(Span span) const
{
    auto before = span.begin;
    while (before > 0 && (static_cast<unsigned char>(clean_[--before]) & 0xc0) == 0x80) {
    }
    if (span.begin > 0 && letters::is_word(letters::decoded(clean_, before).point) &&
        letters::is_word(letters::decoded(clean_, span.begin).point))
        return false;
    return span.end >= clean_.size() || !letters::is_word(letters::decoded(clean_, span.end).point);
}

Span Source::trimmed(Span span) const
{
    while (span.begin < span.end && (clean_[span.begin] == ' ' || clean_[span.begin] == '\n'))
        ++span.begin;
    while (span.end > span.begin && (clean_[span.end - 1] == ' ' || clean_[span.end - 1] == '\n'))
        --span.end;
    return span;
}

std::vector<Groups> matches(Source const& source, RE2 const& pattern, Span within)
{
    auto const text = source[within];
    re2::StringPiece const piece(text.data(), text.size());
    auto const count = static_cast<std::size_t>(pattern.NumberOfCapturingGroups()) + 1;
    std::vector<re2::StringPiece> pieces(count);
    std::vector<Groups> found;
    for (std::size_t from = 0;
         from <= text.size() &&
         pattern.Match(piece, from, text.size(), RE2::UNANCHORED, pieces.data(), static_cast<int>(count));) {
        Groups groups;
        for (auto const& each : pieces) {
            auto const begin =
                each.data() == nullptr ? 0 : static_cast<std::size_t>(each.data() - text.data());
            groups.push_back(each.data() == nullptr
                                 ? Span{}
                                 : Span{within.begin + begin, within.begin + begin + each.size()});
        }
        auto const main = count > 1 ? groups[1] : groups[0];
        auto const whole_begin = groups[0].begin - within.begin;
        from =
            std::max(main.end < within.begin ? 0 : main.end - within.begin, std::max(from, whole_begin) + 1);
        found.push_back(std::move(groups));
    }
    return found;
}

std::vector<Groups> matches(Source const& source, RE2 const& pattern)
{
    return matches(source, pattern, source.all());
}

bool begins(Source const& source, Span span, RE2 const& pattern)
{
    auto const text = source[span];
    return pattern.Match(re2::StringPiece(text.data(), text.size()), 0, text.size(), RE2::ANCHOR_START,
                         nullptr, 0);
}

std::string one_of(std::vector<std::string> phrases)
{
    std::ranges::sort(phrases, [](auto const& a, auto const& b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    std::string pattern = "(?:";
    for (auto const& phrase : phrases) {
        if (pattern.size() > 3)
            pattern += '|';
        for (auto const letter : RE2::QuoteMeta(phrase))
            if (letter == ' ') {
                if (pattern.ends_with('\\'))
                    pattern.pop_back();
                pattern += " +";
            } else {
                pattern += letter;
            }
    }
    return pattern + ")";
}

} // namespace kheo::reading
