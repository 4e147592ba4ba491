// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/propose.hpp"

#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/source.hpp"
#include "platform/text/text.hpp"
#include "platform/time/time.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <sstream>

namespace kheo::documents
{
namespace
{

using findings::Found;
using reading::matches;
using reading::Pattern;
using reading::Source;
using reading::Span;

Field field(Source const& source, Span span, std::string value = "")
{
    span = source.trimmed(span);
    if (span.empty())
        return {};
    return {value.empty() ? tidied(source[span]) : std::move(value), std::string(source.raw(span)),
            source.place(span.begin), source.raw_end(span)};
}

std::string text_of(boost::json::value const& value)
{
    return value.is_string() ? std::string(value.as_string()) : std::string();
}

std::string attribute(Found const& found, std::string_view name)
{
    auto const* const value = found.attrs.if_contains(name);
    return value == nullptr ? std::string() : text_of(*value);
}

Field field_of(Found const& found)
{
    return {text_of(found.value), found.text, found.start, found.end};
}

// Heading and end of the document itself, line by line.
class Sheet
{
  public:
    Sheet(Source const& source, Proposal& proposal) : source_(source), lines_(source.lines()), made_(proposal)
    {
    }

    // False where no line carries a document's own number.
    bool read()
    {
        auto const numbered = number_line();
        if (numbered < 0)
            return false;
        organisations(numbered);
        for (auto at = 0; at < std::min(size(), numbered + 12); ++at)
            place_and_date(at);
        type_and_subject(numbered);
        ending();
        return true;
    }

  private:
    int size() const { return static_cast<int>(lines_.size()); }
    Span span(int at) const { return lines_[static_cast<std::size_t>(at)].span; }
    std::string_view text(int at) const { return source_[span(at)]; }
    static bool capitals(std::string_view text) { return text != lower(text) && nfc(text) == upper_of(text); }
    static std::string upper_of(std::string_view text)
    {
        static Pattern const small(R"(\p{Ll})");
        return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), small) ? "" : std::string(text);
    }

    int number_line()
    {
        static Pattern const own(
            R"((?i:^[^\pL\d]*số) *:? *(\d{1,5}[a-z]? *(?:/ *(?:19|20)\d{2})?(?: *[-–/] *\p{Lu}[\pL\d&]*)(?: *[-–/.] *\p{Lu}[\pL\d&]*){0,5}))");
        for (auto at = 0; at < std::min(size(), 25); ++at)
            for (auto const& found : matches(source_, own, span(at))) {
                std::string number;
                for (auto const letter : std::string(source_[found[1]]))
                    if (letter != ' ')
                        number += letter;
                made_.number = field(source_, found[1], number);
                return at;
            }
        return -1;
    }

    // The capitals above the number: the body, and the one above it.
    void organisations(int numbered)
    {
        static Pattern const national(R"(CỘNG +H[ÒO]A|ĐẢNG +CỘNG +SẢN|ĐỘC +LẬP|MẬT$|HỎA TỐC|KHẨN)");
        static Pattern const goes_on(
            R"(^(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|XÃ|PHƯỜNG|ĐẶC KHU|VÀ|TRUNG ƯƠNG|VỀ)(?: (?:[^ỦU]|$)|$))"); // not
                                                                                                       // "HUYỆN
                                                                                                       // ỦY
                                                                                                       // …"
        static Pattern const subject(R"(^V/v)");
        std::vector<Span> blocks;
        for (auto at = 0; at < numbered; ++at) {
            auto const line = text(at);
            auto const piece = re2::StringPiece(line.data(), line.size());
            if (!capitals(line) || RE2::PartialMatch(piece, national))
                continue;
            if (!blocks.empty() && RE2::PartialMatch(piece, goes_on))
                blocks.back().end = span(at).end;
            else
                blocks.push_back(span(at));
        }
        if (!blocks.empty())
            made_.issuer = field(source_, blocks.back());
        if (blocks.size() > 1)
            made_.superior = field(source_, blocks[blocks.size() - 2]);
    }

    void place_and_date(int at)
    {
        static Pattern const line(
            R"((?:^|  |\t)(\p{Lu}[^,\d\n]{1,40}), *((?i:ngày) +(\d{1,2}) +(?i:tháng) +(\d{1,2}) +(?i:năm) +(\d{4})))");
        for (auto const& found : matches(source_, line, span(at)))
            if (made_.date.empty()) {
                auto const number = [&](std::size_t group) {
                    return std::stoi(std::string(source_[found[group]]));
                };
                auto const date = date_of({number(5), number(4), number(3)});
                if (!date)
                    continue;
                made_.place = field(source_, found[1]);
                made_.date = field(source_, found[2], iso(*date));
            }
    }

    void type_and_subject(int numbered)
    {
        for (auto const& each : findings::found(source_.clean()))
            if (auto const end = each.text.find('\n');
                each.kind == "title" && end != std::string::npos && capitals(each.text.substr(0, end))) {
                auto const whole = source_.clean().find(each.text);
                auto const cut = whole + end;
                made_.type = field(source_, {whole, cut});
                static Pattern const by(R"(^CỦA [^\n]+\n)"); // "CỦA BAN THƯỜNG VỤ TỈNH ỦY"
                Span rest{cut + 1, whole + each.text.size()};
                for (auto const& found : matches(source_, by, rest))
                    rest.begin = found[0].end;
                made_.subject = field(source_, rest);
            }
        if (made_.type.empty())
            type_alone(numbered);
        // An official letter has no type in its heading: "V/v …" below the number.
        static Pattern const letter(R"(^(?:V/v|Về việc)[ :]*(.{5,400}))");
        for (auto at = numbered; made_.type.empty() && at < std::min(size(), numbered + 8); ++at)
            for (auto const& found : matches(source_, letter, span(at))) {
                made_.subject = field(source_, found[1]);
                made_.type = field(source_, found[0], "Công văn");
            }
    }

    // Where a scan's lines lie otherwise than a page's: a type of the register in
    // capitals, then the line that says about what.
    void type_alone(int numbered)
    {
        static Pattern const about(R"(^(?:về|Về|V/v) .{3,})");
        for (auto at = numbered + 1; at < std::min(size(), numbered + 10); ++at) {
            auto const known = type_in_front(text(at));
            if (known == 0)
                continue;
            auto rest = span(at);
            made_.type = field(source_, {rest.begin, rest.begin + known});
            rest.begin += known;
            if (source_.trimmed(rest).empty() && at + 1 < size() &&
                RE2::PartialMatch(re2::StringPiece(text(at + 1).data(), text(at + 1).size()), about))
                rest = span(at + 1);
            made_.subject = field(source_, rest);
            return;
        }
    }

    // How many bytes of the line are a type in capitals; 0: none.
    static std::size_t type_in_front(std::string_view line)
    {
        static auto const labels = [] {
            auto const rows = csv::Records::parse(data::file("rules/document-types.csv"), {"label"});
            ensure(rows.has_value(), "data/rules/document-types.csv is broken");
            std::vector<std::string> made;
            for (std::size_t row = 0; row < rows->size(); ++row)
                made.push_back(folded(rows->at(row, "label"))); // a scan takes ỉ for í
            return made;
        }();
        std::size_t longest = 0;
        for (auto cut = line.find(' ');; cut = line.find(' ', cut + 1)) {
            auto const front = line.substr(0, cut);
            if (!capitals(front))
                break;
            if (std::ranges::find(labels, folded(front)) != labels.end())
                longest = front.size();
            if (cut == std::string_view::npos)
                break;
        }
        return longest;
    }

    void ending()
    {
        static Pattern const authority(R"(^((?:T/M|TM\.|K/T|KT\.|T/L|TL\.|TUQ\.|T/UQ|Q\.)[^\n]+))");
        static Pattern const name(R"(^\p{Lu}\p{Ll}*(?: +\p{Lu}\p{Ll}*){1,4}$)");
        static Pattern const list("^Nơi nhận");
        static Pattern const validity(R"(có hiệu lực)");
        auto inside = false;
        auto signing = false;
        for (auto at = 0; at < size(); ++at) {
            auto const piece = re2::StringPiece(text(at).data(), text(at).size());
            if (made_.validity.empty() && RE2::PartialMatch(piece, validity))
                made_.validity = field(source_, span(at));
            if (RE2::PartialMatch(piece, list))
                inside = true;
            else if (auto const found = matches(source_, authority, span(at)); !found.empty()) {
                inside = false;
                signing = true;
                if (made_.authority.empty())
                    made_.authority = field(source_, found[0][1]);
            } else if (inside && text(at).starts_with('-')) {
                auto recipient = span(at);
                static Pattern const edges(R"(^[- +]*(.*?)[,;.]*$)");
                for (auto const& words : matches(source_, edges, recipient))
                    made_.recipients.push_back(field(source_, words[1]));
            } else if (signing && capitals(text(at)) && made_.signer.empty()) {
                made_.signer_office = field(source_, span(at));
            } else if (signing && RE2::FullMatch(piece, name)) {
                made_.signer = field(source_, span(at));
            }
        }
    }

    Source const& source_;
    std::vector<reading::Line> const& lines_;
    Proposal& made_;
};

// What the words before a citation say it is to this document.
CitationKind kind_before(Source const& source, std::size_t start)
{
    static std::vector<std::pair<CitationKind, Pattern const*>> const kinds = [] {
        static Pattern const replaces(R"((?i)thay thế[^.;\n]{0,60}$)");
        static Pattern const repeals(R"((?i)(?:bãi bỏ|hủy bỏ)[^.;\n]{0,60}$)");
        static Pattern const amends(R"((?i)(?:sửa đổi|bổ sung)[^.;\n]{0,60}$)");
        static Pattern const based(R"((?i)(?:căn cứ|theo)[^.;\n]{0,40}$)");
        static Pattern const implements(R"((?i)(?:thực hiện|triển khai|thi hành|quán triệt)[^.;\n]{0,60}$)");
        return std::vector<std::pair<CitationKind, Pattern const*>>{{CitationKind::replaces, &replaces},
                                                                    {CitationKind::repeals, &repeals},
                                                                    {CitationKind::amends, &amends},
                                                                    {CitationKind::based_on, &based},
                                                                    {CitationKind::implements, &implements}};
    }();
    auto const& clean = source.clean();
    std::size_t byte = 0;
    for (std::size_t low = 0, high = clean.size(); low < high;) {
        byte = (low + high) / 2;
        if (source.place(byte) < start)
            low = byte + 1;
        else
            high = byte;
        byte = low;
    }
    Span const before{byte > 120 ? byte - 120 : 0, byte};
    for (auto const& [kind, pattern] : kinds)
        if (!matches(source, *pattern, before).empty())
            return kind;
    return CitationKind::mentions;
}

void cite(Source const& source, Found const& found, Proposal& made)
{
    Citation citation;
    citation.number = field_of(found);
    citation.named = found.kind == "doc_ref_named";
    if (citation.number.empty() || citation.number.value == made.number.value)
        return;
    citation.type = attribute(found, "doc_type");
    citation.issuer = attribute(found, "issuer");
    citation.date = attribute(found, "doc_date");
    citation.partial = found.attrs.contains("partial");
    citation.kind = kind_before(source, found.start);
    for (auto& known : made.citations)
        if (known.number.value == citation.number.value && known.type == citation.type) {
            if (known.date.empty())
                known.date = citation.date;
            if (known.issuer.empty())
                known.issuer = citation.issuer;
            if (known.kind == CitationKind::mentions)
                known.kind = citation.kind;
            return;
        }
    made.citations.push_back(std::move(citation));
}

// A press page reports one document: the one its issuer "ban hành".
void from_press(std::vector<Found> const& all, Proposal& made)
{
    made.of_press = true;
    for (auto const& each : all) {
        if (each.kind == "title" && made.title.empty())
            made.title = field_of(each);
        if (each.kind == "date" && attribute(each, "role") == "published" && made.published.empty())
            made.published = field_of(each);
        if (each.kind != "doc_ref" || attribute(each, "role") != "main" || !made.number.empty())
            continue;
        made.number = field_of(each);
        made.type = {attribute(each, "doc_type"), each.text, each.start, each.end};
    }
    for (auto const& each : all) {
        auto const mine = !made.number.empty() && attribute(each, "of") == made.number.value;
        if (mine && each.kind == "issuing_body" && made.issuer.empty())
            made.issuer = field_of(each);
        if (mine && each.kind == "date" && made.date.empty())
            made.date = field_of(each);
        if (mine && each.kind == "doc_subject" && made.subject.empty())
            made.subject = field_of(each);
    }
}

} // namespace

std::vector<Citation> cited_in(std::string_view text)
{
    Source const source(text);
    Proposal made;
    for (auto const& each : findings::found(text))
        if (each.kind == "doc_ref" || each.kind == "doc_ref_named")
            cite(source, each, made);
    return std::move(made.citations);
}

Proposal propose(std::string_view text)
{
    Source const source(text);
    Proposal made;
    auto const all = findings::found(text);
    if (!Sheet(source, made).read())
        from_press(all, made);
    for (auto const& each : all) {
        if (each.zone == findings::Zone::furniture)
            continue;
        if (each.kind == "doc_ref" || each.kind == "doc_ref_named")
            cite(source, each, made);
        else if (each.kind == "task")
            made.tasks.push_back({field_of(each), attribute(each, "assignee"), attribute(each, "due"),
                                  attribute(each, "marker")});
        else if (each.kind == "count")
            made.counts.push_back(each);
    }
    return made;
}

Proposal with_said(Proposal proposal, papers::Said const& said)
{
    proposal.of_press = false;
    auto const put = [](Field& field, std::string const& value) {
        // Where the words say the same they show it.
        if (!value.empty() && folded(field.value) != folded(value))
            field = {.value = value, .words = {}};
    };
    put(proposal.type, said.type);
    put(proposal.number, said.number);
    put(proposal.issuer, said.issuer);
    put(proposal.place, said.place);
    put(proposal.date, said.date);
    put(proposal.subject, said.subject);
    put(proposal.signer_office, said.signer_office);
    if (proposal.recipients.empty()) {
        auto in = std::istringstream(said.recipients);
        for (std::string line; std::getline(in, line);)
            proposal.recipients.push_back({.value = line, .words = {}});
    }
    return proposal;
}

} // namespace kheo::documents
