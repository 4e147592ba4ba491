// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/form.hpp"

#include "capabilities/documents/problems.hpp"
#include "capabilities/documents/secrecy.hpp"
#include "capabilities/models/models.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <array>
#include <charconv>
#include <map>
#include <sstream>

namespace kheo::documents
{

namespace
{

using forms::Input;
using forms::Need;

constexpr std::size_t most_lines = 200;

constexpr std::array<forms::Choice, 2> sources{{
    {"paper", "Văn bản"},
    {"press", "Tin, bài về văn bản (chưa có văn bản gốc)"},
}};

constexpr std::array<forms::Rule, 17> rules{{
    {"source", "Đây là", Input::choice, 0, Need::required, "", sources},
    {"type", "Tên loại", Input::line, 60, Need::optional, "Ví dụ: Chỉ thị, Kế hoạch, Công văn."},
    {"number", "Số, ký hiệu", Input::line, 60, Need::optional,
     "Như trên văn bản: 35-CT/TU, 156/QĐ-UBND. Chỉ biết một phần thì ghi phần ấy."},
    {"issuer", "Cơ quan ban hành", Input::line, 200, Need::optional,
     "Ghi đủ tên, có tỉnh hoặc xã: Ban Thường vụ Tỉnh ủy Minh Họa."},
    {"issued_at", "Nơi ban hành", Input::line, 80},
    {"issued_on", "Ngày ban hành", Input::date, 0, Need::optional, "Không rõ thì để trống, không đoán."},
    {"year", "Năm, khi không rõ ngày", Input::year, 2100},
    {"signer_office", "Chức vụ người ký", Input::line, 160},
    {"subject", "Trích yếu", Input::text, 600, Need::required},
    {"recipients", "Nơi nhận trên văn bản", Input::text, 4000, Need::optional, "Mỗi dòng một nơi."},
    {"validity", "Hiệu lực, như văn bản ghi", Input::text, 600},
    {"valid_from", "Có hiệu lực từ ngày", Input::date},
    {"valid_to", "Hết hiệu lực từ ngày", Input::date},
    {"field", "Lĩnh vực", Input::choice, 60},
    {"cited", "Văn bản được dẫn", Input::line, 60},
    {"more_citations", "Văn bản được dẫn khác", Input::text, 4000, Need::optional,
     "Mỗi dòng một văn bản, có thể ghi vai trò ở trước. Ví dụ: Căn cứ: Luật số 10/2022/QH15."},
    {"sent_to", "Gửi tới các cơ quan dùng hệ thống này", Input::text, 8000, Need::optional,
     "Mỗi dòng một tên hoặc mã cơ quan. Các nơi này xem được văn bản."},
}};

constexpr std::size_t longest_subject = 600;
constexpr std::size_t longest_line = 200;

std::string short_of(std::string const& text, std::size_t most)
{
    return std::string(first_characters(tidied(text), most));
}

std::optional<Date> day_of(Field const& field)
{
    return parse_iso_date(
        std::string_view(field.value).substr(0, std::min<std::size_t>(10, field.value.size())));
}

// "BAN DÂN VẬN" under "TỈNH ỦY MINH HỌA" is a part of that committee, and its
// number one of that province.
std::string issuer_of(Proposal const& made)
{
    auto const whole = folded(made.superior.value);
    auto const part = folded(made.issuer.value);
    auto const of_party =
        whole.starts_with("tinh uy ") || whole.starts_with("thanh uy ") || whole.starts_with("dang uy ");
    auto const is_part =
        part.starts_with("ban ") || part.starts_with("van phong") || part.starts_with("uy ban kiem tra");
    if (of_party && is_part && part.find(whole) == std::string::npos)
        return made.issuer.value + " " + made.superior.value;
    return made.issuer.value;
}

// "CHỈ THỊ" as the register writes it: "Chỉ thị".
std::string type_of(std::string const& words)
{
    static auto const labels = [] {
        auto const rows = csv::Records::parse(data::file("rules/document-types.csv"), {"label"});
        ensure(rows.has_value(), "data/rules/document-types.csv is broken");
        std::map<std::string, std::string> made;
        for (std::size_t row = 0; row < rows->size(); ++row)
            made.emplace(folded(rows->at(row, "label")), rows->at(row, "label"));
        return made;
    }();
    auto const known = labels.find(folded(tidied(words)));
    return known == labels.end() ? words : known->second;
}

std::vector<std::string> lines_in(std::string const& text)
{
    std::vector<std::string> lines;
    auto in = std::istringstream(text);
    for (std::string line; std::getline(in, line);)
        if (auto one = tidied(line); !one.empty())
            lines.push_back(std::move(one));
    return lines;
}

citations::Citation line_of(Citation const& found)
{
    auto const day =
        parse_iso_date(std::string_view(found.date).substr(0, std::min<std::size_t>(10, found.date.size())));
    return {.kind = citations::Kind(int(found.kind)),
            .type = found.type,
            .number = found.number.value,
            .issuer = found.issuer,
            .day = day ? iso(*day) : "",
            .partial = found.partial,
            .named = found.named};
}

// "Căn cứ: …" or "based_on: …" in front of a typed line.
std::optional<citations::Kind> kind_in_front(std::string& line)
{
    auto const colon = line.find(':');
    if (colon == std::string::npos)
        return std::nullopt;
    auto const front = folded(tidied(line.substr(0, colon)));
    for (std::size_t at = 0; at < citations::kinds; ++at) {
        auto const kind = citations::Kind(int(at));
        if (front != folded(citations::label(kind)) && front != boost::describe::enum_to_string(kind, ""))
            continue;
        line = tidied(line.substr(colon + 1));
        return kind;
    }
    return std::nullopt;
}

void add_typed(std::string line, Checked& made, std::vector<FieldError>& errors)
{
    auto const kind = kind_in_front(line);
    auto const found = cited_in(line);
    if (found.empty()) {
        errors.push_back(
            {"more_citations", "Không thấy số, ký hiệu hay tên văn bản trong dòng “" + line + "”."});
        return;
    }
    for (auto const& each : found) {
        made.lines.push_back(line_of(each));
        if (kind)
            made.lines.back().kind = *kind;
    }
}

void add_offered(std::string const& chosen, std::vector<citations::Citation> const& offered, Checked& made,
                 std::vector<FieldError>& errors)
{
    auto const colon = chosen.find(':');
    std::size_t at = 0;
    auto const [end, error] =
        std::from_chars(chosen.data(), chosen.data() + std::min(colon, chosen.size()), at);
    if (colon == std::string::npos || error != std::errc() || end != chosen.data() + colon ||
        at >= offered.size()) {
        errors.push_back({"cited", "Văn bản được dẫn: xin chọn trong danh sách."});
        return;
    }
    auto const name = chosen.substr(colon + 1);
    if (name.empty())
        return;
    auto line = offered[at];
    if (!boost::describe::enum_from_string(name.c_str(), line.kind)) {
        errors.push_back({"cited", "Văn bản được dẫn: xin chọn vai trò trong danh sách."});
        return;
    }
    made.lines.push_back(std::move(line));
}

void add_body(std::string const& line, Date today, Checked& made, std::vector<FieldError>& errors)
{
    auto const held = bodies::directory();
    auto const* body = held->by_code(line, today);
    if (!body) {
        auto const named = held->by_name(line, today);
        if (named.size() > 1) {
            errors.push_back({"sent_to", "Có " + std::to_string(named.size()) + " cơ quan tên “" + line +
                                             "”: xin ghi mã cơ quan."});
            return;
        }
        body = named.empty() ? nullptr : named.front();
    }
    if (!body)
        errors.push_back({"sent_to", Problem(problems::no_such_body, line).sentence});
    else if (std::ranges::find(made.sent_to, body->body) == made.sent_to.end())
        made.sent_to.push_back(body->body);
}

void check_plain(Fields const& fields, Date today, std::vector<FieldError>& errors)
{
    if (fields.source == Source::paper && fields.type.empty())
        errors.push_back({"type", "Tên loại: xin ghi tên loại văn bản."});
    if (!fields.field.empty() && !models::is_field(fields.field))
        errors.push_back({"field", "Lĩnh vực: xin chọn một mục trong danh sách."});
    if (fields.issued_on && *fields.issued_on > today)
        errors.push_back({"issued_on", "Ngày ban hành: chưa đến ngày này."});
    if (fields.year != 0 && fields.year < 1930)
        errors.push_back({"year", "Năm: phải từ 1930 trở đi."});
    auto const from = fields.valid_from ? fields.valid_from : fields.issued_on;
    if (from && fields.valid_to && *fields.valid_to <= *from)
        errors.push_back({"valid_to", "Hết hiệu lực từ ngày: phải sau ngày bắt đầu có hiệu lực."});
}

// The marking that a person typed: at the field, as the record is not taken.
void check_secrecy(Fields const& fields, std::vector<FieldError>& errors)
{
    for (auto const& [name, text] :
         {std::pair("type", fields.type), std::pair("number", fields.number),
          std::pair("issuer", fields.issuer), std::pair("issued_at", fields.issued_at),
          std::pair("signer_office", fields.signer_office), std::pair("subject", fields.subject),
          std::pair("recipients", fields.recipients), std::pair("validity", fields.validity),
          std::pair("more_citations", fields.more_citations), std::pair("sent_to", fields.sent_to)})
        if (auto const marking =
                secret_marking(name == std::string_view("number") ? "Số " + text + "\n" + text : text))
            errors.push_back({name, Problem(problems::secret, words_of(marking->secrecy)).sentence});
}

// "2020" of "30/2020/NĐ-CP".
int year_in(std::string const& number)
{
    auto const slash = number.find('/');
    auto year = 0;
    if (slash == std::string::npos || number.size() < slash + 6 || number[slash + 5] != '/')
        return 0;
    std::from_chars(number.data() + slash + 1, number.data() + slash + 5, year);
    return year >= 1945 && year <= 2100 ? year : 0;
}

} // namespace

std::span<forms::Rule const> field_rules()
{
    return rules;
}

web::Offered offered_fields()
{
    auto offered = models::fields_offered();
    std::erase_if(offered, [](auto const& each) { return each.first != "field"; });
    return offered;
}

Outcome<Checked> checked(Fields const& fields, std::vector<citations::Citation> const& offered, Date today)
{
    auto made = Checked();
    std::vector<FieldError> errors;
    check_secrecy(fields, errors);
    if (!errors.empty()) {
        auto problem = Problem(problems::secret, "mật");
        problem.sentence = errors.front().sentence;
        problem.fields = std::move(errors);
        return std::unexpected(std::move(problem));
    }
    check_plain(fields, today, errors);
    for (auto const& chosen : fields.cited)
        add_offered(chosen, offered, made, errors);
    for (auto const& line : lines_in(fields.more_citations))
        add_typed(line, made, errors);
    if (made.lines.size() > most_lines)
        errors.push_back({"more_citations", "Chỉ ghi đến 200 văn bản được dẫn."});
    for (auto const& line : lines_in(fields.sent_to))
        add_body(line, today, made, errors);
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    return made;
}

Document filled(Document document, Fields const& fields, Checked const& checked)
{
    document.source = fields.source;
    document.type = fields.type;
    document.number = fields.number;
    document.issuer = fields.issuer;
    document.issued_at = fields.issued_at;
    document.issued_on = fields.issued_on;
    document.year = fields.issued_on ? civil(*fields.issued_on).year
                    : fields.year    ? fields.year
                                     : year_in(fields.number);
    document.signer_office = fields.signer_office;
    document.subject = tidied(fields.subject);
    document.recipients = tidied_lines(fields.recipients);
    document.validity = tidied(fields.validity);
    document.valid_from = fields.valid_from;
    document.valid_to = fields.valid_to;
    document.field = fields.field;
    document.citations = citations::text_of(checked.lines);
    document.sent_to = sent_to_text(checked.sent_to);
    return document;
}

std::vector<citations::Citation> lines_of(Proposal const& proposal)
{
    std::vector<citations::Citation> lines;
    if (proposal.of_press && !proposal.number.empty()) {
        lines.push_back({.kind = citations::Kind::reports,
                         .type = proposal.type.value,
                         .number = proposal.number.value,
                         .issuer = proposal.issuer.value,
                         .day = proposal.date.value,
                         .partial = citations::is_partial(proposal.number.value)});
    }
    for (auto const& each : proposal.citations)
        lines.push_back(line_of(each));
    return lines;
}

Document proposed(Proposal const& made)
{
    auto fields = Fields();
    fields.source = made.of_press ? Source::press : Source::paper;
    if (made.of_press) {
        fields.subject = short_of(made.title.value, longest_subject);
        fields.issued_on = day_of(made.published);
    } else {
        fields.type = short_of(type_of(made.type.value), 60);
        fields.number = short_of(made.number.value, 60);
        fields.issuer = short_of(issuer_of(made), longest_line);
        fields.issued_at = short_of(made.place.value, 80);
        fields.issued_on = day_of(made.date);
        fields.signer_office = short_of(made.signer_office.value, 160);
        fields.subject = short_of(made.subject.value, longest_subject);
        fields.validity = short_of(made.validity.value, longest_subject);
        for (auto const& each : made.recipients)
            fields.recipients += short_of(each.value, longest_line) + "\n";
    }
    return filled({}, fields, {lines_of(made), {}});
}

forms::Values values_of(Proposal const& made, Date today)
{
    forms::Values values;
    auto const put = [&](std::string_view name, std::string value) {
        if (!value.empty())
            values.emplace_back(name, std::move(value));
    };
    auto const day = [](Field const& field) {
        auto const date = day_of(field);
        return date ? shown(*date) : std::string();
    };
    values.emplace_back("source", made.of_press ? "press" : "paper");
    if (made.of_press) {
        put("subject", made.title.value);
        put("issued_on", day(made.published));
        return values;
    }
    put("type", type_of(made.type.value));
    put("number", made.number.value);
    auto issuer = issuer_of(made);
    // A body of this installation is written as it is named here.
    if (auto const known = bodies::directory()->by_name(issuer, today); known.size() == 1)
        issuer = known.front()->name;
    put("issuer", std::move(issuer));
    put("issued_at", made.place.value);
    put("issued_on", day(made.date));
    put("signer_office", made.signer_office.value);
    put("subject", made.subject.value);
    put("validity", made.validity.value);
    std::string recipients;
    for (auto const& each : made.recipients)
        recipients += each.value + "\n";
    put("recipients", recipients);
    return values;
}

forms::Values values_of(Document const& document)
{
    auto values = web::values_of(document);
    for (auto const* const own : {"citations", "sent_to", "id", "version", "body"})
        std::erase_if(values, [&](auto const& each) { return each.first == own; });
    if (document.year == 0 || document.issued_on)
        std::erase_if(values, [](auto const& each) { return each.first == "year"; });
    std::string bodies;
    auto const held = bodies::directory();
    for (auto const id : sent_to(document))
        if (auto const* const body = held->newest(id))
            bodies += body->code + "\n";
    values.emplace_back("sent_to", bodies);
    return values;
}

} // namespace kheo::documents
