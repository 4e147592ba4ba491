// SPDX-License-Identifier: AGPL-3.0-or-later
// Which date, body and subject belong to which document, and which time limit to
// which task: by the words that stand between them, never by nearness alone.
#include "capabilities/findings/page.hpp"
#include "capabilities/findings/lines.hpp"

#include "platform/text/text.hpp"
#include "platform/text/upper.hpp"

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

// "TỈNH ỦY PHÚ THỌ", "CỔNG … TỈNH HẢI DƯƠNG" above the text, "Hà Giang: …" as the
// beginning of the title.
std::string province_above(Page const& page)
{
    static Pattern const capitals = [] {
        std::vector<std::string> all;
        for (auto const& each : words().provinces)
            all.push_back(upper(each));
        return Pattern(R"((?:^|[^\pL])(?:TỈNH|THÀNH PHỐ|TP\.?|TỈNH ỦY|THÀNH ỦY|TỈNH ĐOÀN)[ \n]+()" +
                       one_of(std::move(all)) + ")" + word_ends);
    }();
    static Pattern const first("^(" + one_of(words().provinces) + ") *:");
    Span const above{0, std::min<std::size_t>(std::max<std::size_t>(page.article.title.begin, 1),
                                              page.source.clean().size())};
    std::string found_name;
    for (auto const& found : matches(page.source, capitals, above))
        found_name = upper(page.source[found[1]]);
    for (auto const& found : matches(page.source, first, page.article.title))
        found_name = upper(page.source[found[1]]);
    for (auto const& each : words().provinces)
        if (!found_name.empty() && upper(each) == tidied(found_name))
            return each;
    return "";
}

void find_province(Page& page)
{
    static Pattern const named(
        R"((?:[Tt]ỉnh|[Tt]hành phố|TP\.?|Tỉnh ủy|Thành ủy|Thành đoàn|Tỉnh đoàn|UBND tỉnh|HĐND tỉnh) +()" +
        one_of(words().provinces) + ")" + word_ends);
    page.province = province_above(page);
    for (auto const& found : matches(page.source, named))
        if (page.province.empty() && page.article.zone_at(found[1].begin) != Zone::furniture)
            page.province = tidied(page.source[found[1]]);
    if (page.province.empty())
        page.province = only_province(page);
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
        R"(\./\.|[.;](?: |\n|$)|\n|, +(?:\p{Lu}|đồng thời|gắn với|trong đó|trong số|xác định|yêu cầu|với yêu cầu|ngày \d)|[,)]? (?:và )?(?:Chỉ thị|Kế hoạch|Kết luận|Nghị quyết|Quyết định|Hướng dẫn|Công văn|Thông báo|Quy định|Đề án|Chương trình|Nghị định) số| về (?:đẩy mạnh|nâng cao|tăng cường|xây dựng|tiếp tục) | do \p{Lu}| (?:tổ chức )?ngày \d)");
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
    // "Nghị định số … của Chính phủ quy định chi tiết …": no "về".
    static Pattern const orders(R"(^(?:quy định|hướng dẫn|sửa đổi, bổ sung|phê duyệt|ban hành) +\p{Ll})");
    if (page.source[found[0][0]].find("về") == std::string_view::npos &&
        page.source[found[0][0]].find("v/v") == std::string_view::npos &&
        !begins(page.source, {begin, limit}, orders))
        return {};
    auto const stops = matches(page.source, end, {begin, limit});
    auto span = page.source.trimmed({begin, stops.empty() ? limit : stops[0][0].begin});
    // "về việc ban hành Quy chế …": the regulation is what it is about.
    for (auto const& found_issuing : matches(page.source, issuing, span))
        span.begin = found_issuing[1].end;
    return span.size() >= 12 ? span : Span{};
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
    if (auto const* role = page.findings[at].attrs.if_contains("role");
        role != nullptr && *role == "main" && page.article.document)
        return;
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

// "hoàn thành trong quý III/2025", "trong thời hạn 45 ngày", "hằng quý báo cáo".
void set_other_due(Page const& page, Finding& task)
{
    auto const span = task.span;
    static Pattern const within(
        R"((?i)(?:hoàn thành|xong|ban hành|sử dụng|trước|chậm nhất|thời hạn|thời gian|hạn|tập huấn|tổ chức|vòng)[^.;]{0,60}?(?:trong|vào|trước|thời hạn|vòng|là|:)(?: tháng)? *$)");
    static Pattern const again(
        R"((?i)(?:hằng|hàng|mỗi|định kỳ|từng) +(?:(tháng)|(quý)|(6 tháng|sáu tháng)|(năm)))");
    if (!task.attrs.contains("due"))
        for (auto const& each : page.findings) {
            if ((each.kind != "period" && each.kind != "duration") || !span.holds(each.span) ||
                !each.value.is_string())
                continue;
            Span const before{std::max(span.begin, each.span.begin > 90 ? each.span.begin - 90 : 0),
                              each.span.begin};
            if (matches(page.source, within, before).empty())
                continue;
            task.attrs["due"] = each.value;
            break;
        }
    for (auto const& found : matches(page.source, again, span)) {
        task.attrs["recurrence"] = !found[1].empty()   ? "P1M"
                                   : !found[2].empty() ? "P3M"
                                   : !found[3].empty() ? "P6M"
                                                       : "P1Y";
        break;
    }
}

// "hoàn thành trước ngày 31/12/2025": by when.
void set_due(Page& page, Finding& task)
{
    auto const span = task.span;
    static Pattern const until(
        R"((?i)(?:trước|chậm nhất|hạn|hoàn thành|xong)(?: là| vào| trong| trước)?(?: ngày)? *$)");
    for (auto& each : page.findings) {
        if (each.kind != "date" || !span.holds(each.span) || each.value.is_null())
            continue;
        Span const before{std::max(span.begin, each.span.begin > 40 ? each.span.begin - 40 : 0),
                          each.span.begin};
        if (matches(page.source, until, before).empty())
            continue;
        each.attrs["role"] = "due";
        task.attrs["due"] = each.value;
    }
    set_other_due(page, task);
}

} // namespace

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

void add_issuer(Page& page, Span span, std::string const& number)
{
    if (page.taken("issuing_body", span))
        return;
    auto const full = spelled_out(page.source[span]);
    page.add("issuing_body", span, issuer_value(page, full, true)).attrs["of"] = boost::json::string(number);
}

std::string own_year(Page const& page)
{
    if (!page.published.empty())
        return page.published.substr(0, 4);
    if (page.article.document)
        for (auto const& each : page.findings)
            if (each.kind == "date" && each.value.is_string() && !each.value.as_string().starts_with("-"))
                return std::string(std::string_view(each.value.as_string()).substr(0, 4));
    return "";
}

void find_open_periods(Page& page)
{
    static Pattern const since(std::string(word_begins) + R"(((?i:từ|kể từ|tính từ) +(?i:ngày)? *)$)");
    static Pattern const until(R"(^ +(?i:đến|tới)(?: +hết)?(?: +ngày)? +$)");
    std::vector<Finding> days;
    for (auto const& each : page.findings)
        if (each.kind == "date" && each.value.is_string())
            days.push_back(each);
    std::ranges::sort(days, {}, [](Finding const& each) { return each.span.begin; });
    for (std::size_t at = 0; at + 1 < days.size(); ++at) {
        auto const& [first, last] = std::tie(days[at], days[at + 1]);
        Span const between{first.span.end, std::max(first.span.end, last.span.begin)};
        Span const before{first.span.begin > 24 ? first.span.begin - 24 : 0, first.span.begin};
        auto const opened = matches(page.source, since, before);
        if (between.size() > 30 || opened.empty() || !begins(page.source, between, until))
            continue;
        page.add("period", {opened.back()[1].begin, last.span.end},
                 std::string(std::string_view(first.value.as_string()).substr(0, 10)) + "/" +
                     std::string(std::string_view(last.value.as_string()).substr(0, 10)));
    }
    static Pattern const months(
        std::string(word_begins) +
        R"(((?:(?i:từ|kể từ)|((?i:tính +đến +hết|đến +hết|đến +cuối|tính +đến))) +(?i:tháng) +\d{1,2}(?:/|-| +năm +)\d{4}))" +
        word_ends);
    for (auto const& found : matches(page.source, months))
        for (auto& each : page.findings)
            if (each.kind == "period" && found[1].holds(each.span) && found[1].end == each.span.end) {
                auto const month = std::string(each.value.as_string());
                each.span = found[1];
                each.value = boost::json::string(found[2].empty() ? month + "/.." : "../" + month);
            }
}

void find_limits(Page& page)
{
    for (std::size_t at = 0; at < page.findings.size(); ++at)
        if (page.findings[at].kind == "task")
            set_due(page, page.findings[at]);
}

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
    find_heading(page);
    for (auto const at : references)
        link(page, at);
}

} // namespace kheo::findings
