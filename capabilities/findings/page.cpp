// SPDX-License-Identifier: AGPL-3.0-or-later
// Which date, body and subject belong to which document: by the words that
// stand between them, never by nearness alone.
#include "capabilities/findings/page.hpp"

#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::findings
{
namespace
{

Finding* dated_after(Page& page, std::size_t from)
{
    static Pattern const between(R"(^[ ,(]*(?:(?:ký|ban hành))?[ ,]*(?:ngày)? *$)");
    for (auto& each : page.findings)
        if (each.kind == "date" && each.span.begin >= from && each.span.begin <= from + 40) {
            auto const gap = page.source[{from, each.span.begin}];
            if (RE2::FullMatch(re2::StringPiece(gap.data(), gap.size()), between))
                return &each;
        }
    return nullptr;
}

void find_province(Page& page)
{
    static Pattern const named(
        R"((?:[Tt]ỉnh|[Tt]hành phố|TP\.?|Tỉnh ủy|Thành ủy|Thành đoàn|Tỉnh đoàn|UBND tỉnh|HĐND tỉnh) +()" +
        one_of(words().provinces) + ")" + word_ends);
    for (auto const& found : matches(page.source, named))
        if (page.article.zone_at(found[1].begin) != Zone::furniture) {
            page.province = tidied(page.source[found[1]]);
            return;
        }
}

// Bodies of a province are told apart by its name; where the text never says
// it, that is said instead.
std::string issuer_value(Page const& page, std::string const& full, bool shown)
{
    static Pattern const provincial(R"(Tỉnh ủy$|Thành ủy$|(?:nhân dân|Đảng bộ|Việt Nam) tỉnh$)");
    if (full == "Ban Bí thư")
        return "Ban Bí thư Trung ương Đảng";
    if (!RE2::PartialMatch(full, provincial))
        return full;
    if (page.province.empty())
        return shown ? full + " (tỉnh không nêu)" : full;
    return shown ? full + " (" + page.province + ")" : full + " " + page.province;
}

struct Issuer {
    Span span;
    std::size_t end = 0;
};

Issuer issuer_after(Page const& page, std::size_t from)
{
    static Pattern const by("^[ ,)]*(?:của +(" + body_words() + ")|do +(" + body_words() +
                            ") +(?:ký )?(?:ban hành|ký))" + word_ends);
    auto const found = matches(page.source, by, {from, std::min(page.source.clean().size(), from + 160)});
    if (found.empty() || found[0][0].begin != from)
        return {};
    auto const which = found[0][1].empty() ? found[0][2] : found[0][1];
    return {page.source.trimmed(which), which.end};
}

Issuer issuer_before(Page const& page, Span reference)
{
    static Pattern const issues(
        std::string(word_begins) + "(" + body_words() +
        ") +(?:(?:đã|vừa|mới) +)?(?:ký +)?(?:ban hành|ra|có) +(?:[^.;:“”\"\\n]{0,24} +)?$");
    Span const before{reference.begin > 200 ? reference.begin - 200 : 0, reference.begin};
    auto const found = matches(page.source, issues, before);
    return found.empty() ? Issuer{} : Issuer{page.source.trimmed(found.back()[1]), found.back()[1].end};
}

Finding* dated_before(Page& page, Span body)
{
    static Pattern const between(R"(^[ ,]*$)");
    for (auto& each : page.findings)
        if (each.kind == "date" && each.span.end <= body.begin && each.span.end + 4 >= body.begin) {
            auto const gap = page.source[{each.span.end, body.begin}];
            if (RE2::FullMatch(re2::StringPiece(gap.data(), gap.size()), between))
                return &each;
        }
    return nullptr;
}

// Where a quotation that begins here ends, quotations inside it counted.
std::size_t quoted_end(Source const& source, std::size_t begin, std::size_t limit)
{
    auto const& text = source.clean();
    auto depth = 0;
    auto const straight = text[begin] == '"';
    for (auto at = begin; at < limit && text[at] != '\n'; ++at) {
        auto const rest = std::string_view(text).substr(at);
        if (straight ? at > begin && (rest.starts_with('"') || rest.starts_with("”")) : false)
            return at;
        if (rest.starts_with("“"))
            ++depth;
        else if (!straight && (rest.starts_with("”") || rest.starts_with('"')) && --depth <= 0)
            return at;
    }
    return std::string::npos;
}

Span subject_after(Page const& page, std::size_t from)
{
    static Pattern const about(
        R"re(^(?:[ ,):]*(?:khóa +[IVXL]+)?[ ,):]*(?:về +việc|về|v/v)[ :]+|[ ,):]+)([“"])?)re");
    static Pattern const end(
        R"(\./\.|[.;](?: |\n|$)|\n|, +(?:\p{Lu}|đồng thời|gắn với|trong đó|xác định|với yêu cầu|ngày \d)|[,)] (?:và )?(?:Chỉ thị|Kế hoạch|Kết luận|Nghị quyết|Quyết định|Hướng dẫn) số| về (?:đẩy mạnh|nâng cao|tăng cường|xây dựng|tiếp tục) | do \p{Lu}| (?:tổ chức )?ngày \d)");
    static Pattern const issuing(R"(^(ban hành +)(?:Quy|Đề án|Kế hoạch|Chương trình|Hướng dẫn|Điều lệ))");
    auto const& text = page.source.clean();
    auto const limit = std::min(text.size(), from + 900);
    auto const found = matches(page.source, about, {from, limit});
    if (found.empty() || found[0][0].begin != from)
        return {};
    auto const begin = found[0][0].end;
    if (!found[0][1].empty()) {
        auto const closing = quoted_end(page.source, found[0][1].begin, limit);
        return closing == std::string::npos ? Span{} : page.source.trimmed({begin, closing});
    }
    if (page.source[found[0][0]].find("về") == std::string_view::npos &&
        page.source[found[0][0]].find("v/v") == std::string_view::npos)
        return {};
    auto const stops = matches(page.source, end, {begin, limit});
    auto span = page.source.trimmed({begin, stops.empty() ? limit : stops[0][0].begin});
    // "về việc ban hành Quy chế …": the regulation is what it is about.
    for (auto const& found_issuing : matches(page.source, issuing, span))
        span.begin = found_issuing[1].end;
    return span.size() >= 12 ? span : Span{};
}

void add_issuer(Page& page, Span span, std::string const& number)
{
    if (page.taken("issuing_body", span))
        return;
    auto const full = spelled_out(page.source[span]);
    page.add("issuing_body", span, issuer_value(page, full, true)).attrs["of"] = boost::json::string(number);
}

// What the number's own last part says: 33/CT-TTg is the Prime Minister's.
std::string issuer_in(std::string_view number)
{
    static Pattern const last(R"([-/](\p{Lu}[\pL]*?)\d*$)");
    std::string code;
    if (!RE2::PartialMatch(re2::StringPiece(number.data(), number.size()), last, &code))
        return "";
    for (auto const* known :
         {"TTg", "CP", "QH", "UBTVQH", "CTN", "VPTW", "BTCTW", "BDVTW", "BTGTW", "BTGDVTW", "UBKTTW"})
        if (code == known)
            return words().issuers.at(code);
    return "";
}

// Two documents named together share what follows: "217-QĐ/TW và 218-QĐ/TW ngày …".
std::size_t end_of_row(Page const& page, std::size_t at)
{
    static Pattern const joint(R"(^(?: và|,| và số| và các)? *$)");
    auto end = page.findings[at].span.end;
    for (auto other = at + 1; other < page.findings.size(); ++other) {
        auto const& next = page.findings[other];
        if (next.kind != "doc_ref" || next.span.begin < end || next.span.begin > end + 16)
            continue;
        auto const gap = page.source[{end, next.span.begin}];
        if (RE2::FullMatch(re2::StringPiece(gap.data(), gap.size()), joint))
            end = next.span.end;
    }
    return end;
}

// "Chỉ thị số 15 và Đề án số 05 của … về … về …": the second subject is the second's.
void add_subjects(Page& page, std::vector<std::size_t> const& row, std::size_t from)
{
    for (auto const at : row) {
        auto const span = subject_after(page, from);
        if (span.empty())
            return;
        if (!page.taken("doc_subject", span)) {
            for (auto& each : page.findings)
                if (each.kind == "doc_ref_named" && each.span.begin == span.begin &&
                    each.span.end <= span.end)
                    each.kind.clear(); // indices into the findings are held: taken out at the end
            auto const number = page.findings[at].value;
            page.add("doc_subject", span, tidied(page.source[span])).attrs["of"] = number;
        }
        from = span.end;
    }
}

void link(Page& page, std::size_t at)
{
    auto const reference = page.findings[at].span;
    auto const number = page.findings[at].kind == "doc_ref" ? std::string(page.findings[at].value.as_string())
                                                            : page.text(reference);
    auto const shared_end = page.findings[at].kind == "doc_ref" ? end_of_row(page, at) : reference.end;
    auto after = shared_end;
    auto* date = dated_after(page, reference.end);
    if (date == nullptr)
        date = dated_after(page, shared_end);
    if (date != nullptr)
        after = std::max(after, date->span.end);
    auto issuer = issuer_after(page, after);
    if (issuer.span.empty()) {
        if (auto const before = issuer_before(page, reference); !before.span.empty()) {
            issuer.span = before.span;
            page.findings[at].attrs["role"] = "main";
            if (date == nullptr)
                date = dated_before(page, before.span);
        }
    } else {
        after = issuer.end;
        if (date == nullptr && (date = dated_after(page, after)) != nullptr)
            after = date->span.end;
    }
    if (date != nullptr) {
        date->attrs["role"] = "issued";
        date->attrs["of"] = boost::json::string(number);
        if (!date->value.is_null())
            page.findings[at].attrs["doc_date"] = date->value;
    }
    if (!issuer.span.empty())
        page.findings[at].attrs["issuer"] =
            boost::json::string(issuer_value(page, spelled_out(page.source[issuer.span]), false));
    else if (auto const said = issuer_in(number); !said.empty())
        page.findings[at].attrs["issuer"] = boost::json::string(said);
    if (!issuer.span.empty())
        add_issuer(page, issuer.span, number);
    std::vector<std::size_t> row;
    for (auto other = std::size_t{0}; other < page.findings.size(); ++other)
        if (page.findings[other].kind == page.findings[at].kind &&
            page.findings[other].span.begin >= reference.begin && page.findings[other].span.end <= shared_end)
            row.push_back(other);
    std::ranges::sort(row, {}, [&](std::size_t each) { return page.findings[each].span.begin; });
    add_subjects(page, row, after);
}

} // namespace

void find_links(Page& page)
{
    find_province(page);
    std::vector<std::size_t> references;
    for (std::size_t at = 0; at < page.findings.size(); ++at)
        if (page.findings[at].kind == "doc_ref" ||
            (page.findings[at].kind == "doc_ref_named" &&
             page.article.zone_at(page.findings[at].span.begin) != Zone::furniture))
            references.push_back(at);
    std::ranges::sort(references, {}, [&](std::size_t each) { return page.findings[each].span.begin; });
    for (auto const at : references)
        link(page, at);
}

} // namespace kheo::findings
