// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/advice/clarity.hpp"

#include "capabilities/advice/words.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <optional>
#include <re2/re2.h>

namespace kheo::advice
{

namespace
{

struct Said {
    std::string_view label;
    std::string_view how;
};
constexpr std::array<Said, point_count> said{{
    {"Nơi làm", "Ghi thôn, tổ dân phố, tuyến đường nào, ví dụ: thôn Đồng Rầm, xã Thạch Bình."},
    {"Con số trước khi làm", "Ghi số đếm được lúc này, ví dụ: 12 trong 186 hộ đã phân loại rác."},
    {"Con số cần đạt", "Ghi số và đơn vị tính, ví dụ: 120 hộ phân loại rác."},
    {"Thời hạn", "Ghi đến ngày, tháng nào thì xong, ví dụ: trước 30/9/2026."},
    {"Ai được lợi, bao nhiêu", "Ghi nhóm người và số lượng, không ghi tên, ví dụ: 186 hộ thôn Đồng Rầm."},
    {"Ai làm", "Ghi tổ chức nào chủ trì, ai phối hợp, ví dụ: Chi hội Phụ nữ thôn chủ trì, Chi đoàn ghi sổ."},
    {"Kết quả kiểm tra được", "Ghi thứ người khác xem được, ví dụ: sổ cân từng kỳ, 24 bể chứa, 820 m đường."},
    {"Việc khó hoặc việc mới", "Ghi điều đang vướng, ví dụ: xe rác quá tải vì chai nhựa lẫn với cơm thừa."},
}};

// Whether a row of rules holds on that day.
bool holds(csv::Records const& rows, std::size_t row, Date day)
{
    auto const from = rows.at(row, "valid_from");
    auto const to = rows.at(row, "valid_to");
    auto const shown_day = iso(day);
    return (from.empty() || from <= shown_day) && (to.empty() || shown_day <= to);
}

bool starts_word(std::string_view pattern, std::size_t at)
{
    if (at == 0)
        return true;
    return std::string_view(" (|:").find(pattern[at - 1]) != std::string_view::npos;
}

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0;
}

// A word of a pattern fits with a capital letter too; "@" alone is any name.
std::string widened(std::string_view pattern)
{
    std::string out;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] == '@')
            out += "@[^ ]+";
        else {
            if (is_letter(pattern[at]) && starts_word(pattern, at))
                out += "@?";
            out += pattern[at];
        }
    }
    return out;
}

// "{people}" by the words of that list.
std::string with_lists(std::string pattern, std::map<std::string, std::string> const& lists)
{
    for (auto const& [name, words] : lists)
        for (std::size_t at = 0; (at = pattern.find("{" + name + "}", at)) != std::string::npos;)
            pattern.replace(at, name.size() + 2, "(?:" + words + ")");
    return pattern;
}

struct Sign {
    std::string point; // a point's name, "place_ref", or "not " and a point's name
    std::vector<std::string> fields;
    std::unique_ptr<re2::RE2> exact;
    std::unique_ptr<re2::RE2> folded;
};

struct Phrase {
    std::vector<std::string> exact;
    std::vector<std::string> folded;
    std::string better;
};

std::unique_ptr<re2::RE2> compiled_pattern(std::string const& pattern)
{
    auto options = re2::RE2::Options();
    options.set_log_errors(false);
    options.set_max_mem(64 << 20);
    return std::make_unique<re2::RE2>(" (?:" + widened(pattern) + ") ", options);
}

std::vector<std::string> parts(std::string_view list)
{
    std::vector<std::string> all;
    while (!list.empty()) {
        auto const cut = std::min(list.find('|'), list.size());
        all.emplace_back(list.substr(0, cut));
        list.remove_prefix(std::min(cut + 1, list.size()));
    }
    return all;
}

inline constexpr Refusal bad_sign{"advice.bad_sign", 422, "Dòng {}: mẫu không đọc được."};

// One field as the signs read it.
struct Reading {
    std::string name;
    std::string const* text = nullptr;
    std::vector<Word> words;
    std::string line; // with its marks, or without where the draft has none
};

} // namespace

struct ClarityRules::Compiled {
    std::vector<Sign> signs;
    std::vector<Phrase> phrases; // longer ones first
};

namespace
{

bool is_for(Sign const& sign, std::string_view field)
{
    return std::ranges::find(sign.fields, field) != sign.fields.end() ||
           (sign.fields.size() == 1 && sign.fields[0] == "any" && field != "unit" && field != "commune" &&
            field != "province");
}

re2::RE2 const& of(Sign const& sign, Marks marks)
{
    return marks == Marks::kept ? *sign.exact : *sign.folded;
}

// What the signs "not POINT" match is taken out of the line.
std::string without(std::string line, ClarityRules::Compiled const& rules, std::string const& point,
                    std::string_view field, Marks marks)
{
    for (auto const& sign : rules.signs)
        if (sign.point == "not " + point && is_for(sign, field))
            re2::RE2::GlobalReplace(&line, of(sign, marks), " . ");
    return line;
}

bool is_said(std::vector<Reading> const& fields, ClarityRules::Compiled const& rules,
             std::string const& point, Marks marks)
{
    for (auto const& field : fields) {
        auto const line = without(field.line, rules, point, field.name, marks);
        for (auto const& sign : rules.signs)
            if (sign.point == point && is_for(sign, field.name) &&
                re2::RE2::PartialMatch(line, of(sign, marks)))
                return true;
    }
    return false;
}

// Whether the phrase's words stand from `at` on; commas between them do not count.
std::size_t length_at(std::vector<Word> const& words, std::size_t at, std::vector<std::string> const& phrase,
                      Marks marks)
{
    auto here = at;
    for (auto const& wanted : phrase) {
        while (here > at && here < words.size() && words[here].sort == Sort::comma)
            ++here;
        if (here >= words.size() || (marks == Marks::kept ? words[here].exact : words[here].folded) != wanted)
            return 0;
        ++here;
    }
    return here - at;
}

// The sentence around a place has a figure.
bool has_measure(std::vector<Word> const& words, std::size_t at)
{
    auto begin = at;
    while (begin > 0 && words[begin - 1].sort != Sort::stop)
        --begin;
    for (; begin < words.size() && words[begin].sort != Sort::stop; ++begin)
        if (words[begin].sort == Sort::number || words[begin].sort == Sort::percent)
            return true;
    return false;
}

void add_vague(std::vector<Vague>& to, Reading const& field, ClarityRules::Compiled const& rules, Marks marks)
{
    for (std::size_t at = 0; at < field.words.size();) {
        std::size_t length = 0;
        for (auto const& phrase : rules.phrases) {
            length = length_at(field.words, at, marks == Marks::kept ? phrase.exact : phrase.folded, marks);
            if (length == 0)
                continue;
            if (!has_measure(field.words, at)) {
                auto const begin = field.words[at].begin;
                auto const found =
                    std::string_view(*field.text).substr(begin, field.words[at + length - 1].end - begin);
                to.push_back({field.name, int(characters(std::string_view(*field.text).substr(0, begin))),
                              int(characters(found)), std::string(found), phrase.better});
            }
            break;
        }
        at += std::max<std::size_t>(length, 1);
    }
}

// Which fields hold no sentences in which a phrase could be told from a measure.
bool is_prose(std::string_view field)
{
    static constexpr std::array<std::string_view, 12> named{"year",      "kind",     "entry",    "unit",
                                                            "unit_code", "commune",  "province", "field",
                                                            "measure",   "baseline", "target",   "timetable"};
    return std::ranges::find(named, field) == named.end();
}

std::vector<std::string> words_in(std::string_view phrase, Marks marks)
{
    std::vector<std::string> all;
    for (auto& word : words_of(phrase))
        if (word.sort != Sort::comma && word.sort != Sort::stop)
            all.push_back(marks == Marks::kept ? word.exact : word.folded);
    return all;
}

} // namespace

std::string_view label(Point point)
{
    return said.at(std::size_t(point)).label;
}

std::string_view how(Point point)
{
    return said.at(std::size_t(point)).how;
}

Outcome<ClarityRules> ClarityRules::parse(std::string_view phrases, std::string_view signs, Date day)
{
    auto const said_phrases = TRY(csv::Records::parse(phrases, {"phrase", "better"}));
    auto const rows = TRY(csv::Records::parse(signs, {"point", "fields", "pattern"}));
    auto made = std::make_shared<Compiled>();
    std::map<std::string, std::string> lists;
    for (std::size_t row = 0; row < rows.size(); ++row)
        if (rows.at(row, "point") == "list" && holds(rows, row, day)) {
            auto& list = lists[std::string(rows.at(row, "fields"))];
            list += (list.empty() ? "" : "|") + placed(nfc(rows.at(row, "pattern")));
        }
    for (std::size_t row = 0; row < rows.size(); ++row) {
        auto const point = rows.at(row, "point");
        if (point == "list" || !holds(rows, row, day))
            continue;
        auto const pattern = with_lists(placed(nfc(rows.at(row, "pattern"))), lists);
        auto sign = Sign{std::string(point), parts(rows.at(row, "fields")), compiled_pattern(pattern),
                         compiled_pattern(folded(pattern))};
        if (!sign.exact->ok() || !sign.folded->ok())
            return refuse(bad_sign, std::to_string(rows.line(row)));
        made->signs.push_back(std::move(sign));
    }
    for (std::size_t row = 0; row < said_phrases.size(); ++row)
        if (holds(said_phrases, row, day))
            made->phrases.push_back({words_in(said_phrases.at(row, "phrase"), Marks::kept),
                                     words_in(said_phrases.at(row, "phrase"), Marks::folded),
                                     std::string(said_phrases.at(row, "better"))});
    std::ranges::sort(made->phrases, [](Phrase const& one, Phrase const& other) {
        return one.exact.size() != other.exact.size() ? one.exact.size() > other.exact.size()
                                                      : one.exact < other.exact;
    });
    auto rules = ClarityRules();
    rules.compiled_ = std::move(made);
    return rules;
}

Specificity ClarityRules::judge(Draft const& draft) const
{
    std::vector<Reading> fields;
    auto marked = false;
    json::each_member(draft, [&](std::string_view name, std::string const& text) {
        if (!text.empty())
            fields.push_back({std::string(name), &text, words_of(text), {}});
        marked |= name != "unit" && name != "commune" && name != "province" && has_marks(text);
    });
    auto const marks = marked ? Marks::kept : Marks::folded;
    for (auto& field : fields)
        field.line = line_of(field.words, marks).text;
    auto result = Specificity();
    for (std::size_t at = 0; at < point_count; ++at) {
        auto const point = Point(at);
        auto const name = std::string(boost::describe::enum_to_string(point, ""));
        auto clear = is_said(fields, *compiled_, name, marks);
        // "dọc đường trục thôn": the row says of which commune.
        if (point == Point::place && !clear)
            clear = is_said(fields, *compiled_, "place_ref", marks) &&
                    is_said(fields, *compiled_, "place_of_row", marks);
        if (!clear)
            result.missing.push_back(point);
    }
    result.score = double(point_count - result.missing.size()) / double(point_count);
    for (auto const& field : fields)
        if (is_prose(field.name))
            add_vague(result.vague, field, *compiled_, marks);
    return result;
}

std::shared_ptr<ClarityRules const> clarity_rules(Date day)
{
    static std::mutex mutex;
    static std::shared_ptr<ClarityRules const> rules; // owned by mutex
    static std::optional<Date> of_day;                // owned by mutex
    std::scoped_lock const lock(mutex);
    if (!rules || of_day != day) {
        auto parsed = ClarityRules::parse(data::file("rules/clarity-phrases.csv"),
                                          data::file("rules/clarity-signs.csv"), day);
        ensure(parsed.has_value(), "the rules of clarity that the program carries cannot be read");
        rules = std::make_shared<ClarityRules const>(std::move(*parsed));
        of_day = day;
    }
    return rules;
}

} // namespace kheo::advice
