// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/bodies/plan.hpp"

#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <unordered_map>

namespace kheo::bodies
{

namespace
{

constexpr int most_superiors = 6;
constexpr std::size_t longest_code = 35;
constexpr std::size_t longest_name = 200;

std::optional<Date> day_of(std::string_view typed)
{
    auto const day = parse_date(typed);
    return day ? day : parse_iso_date(typed);
}

// có, x, 1 … or không, nothing, 0 …; nothing for other words.
std::optional<bool> yes_of(std::string_view typed)
{
    constexpr std::array<std::string_view, 7> yes{"co", "x", "1", "dung", "yes", "true", "dau moi"};
    constexpr std::array<std::string_view, 6> no{"", "khong", "0", "no", "false", "-"};
    auto const key = folded(typed);
    if (std::ranges::find(yes, key) != yes.end())
        return true;
    if (std::ranges::find(no, key) != no.end())
        return false;
    return std::nullopt;
}

class Planner
{
  public:
    explicit Planner(Ground const& ground) : ground_(ground) {}

    Plan made(std::vector<SheetLine> const& lines)
    {
        for (auto const& [line, typed] : lines) {
            plan_.rows.push_back({.line = line, .typed = typed});
            plan_.rows.back().body.body = {-std::int64_t(plan_.rows.size())};
            begin(plan_.rows.back());
        }
        give_codes();
        for (auto& row : plan_.rows)
            find_superior(row);
        for (auto& row : plan_.rows)
            refuse_circle(row);
        for (auto& row : plan_.rows)
            settle_contact(row);
        return std::move(plan_);
    }

  private:
    static void say(PlannedRow& row, std::string_view field, std::string sentence)
    {
        row.state = RowState::bad;
        row.errors.push_back({std::string(field), std::move(sentence)});
    }

    std::vector<areas::Area const*> areas_named(std::string_view name, Date day) const
    {
        auto found = ground_.atlas.by_name(name, day);
        auto const cut = name.rfind(", ");
        if (found.empty() && cut != std::string_view::npos)
            for (auto const* const above : ground_.atlas.by_name(name.substr(cut + 2), day))
                for (auto const* const area : ground_.atlas.by_name(name.substr(0, cut), day, above->area))
                    found.push_back(area);
        if (found.size() > 1 && ground_.province)
            std::erase_if(found, [&](areas::Area const* area) {
                return !ground_.atlas.within(area->area, ground_.province, day);
            });
        return found;
    }

    areas::Area const* find_area(PlannedRow& row, Date day) const
    {
        auto const& typed = row.typed.area;
        if (typed.empty()) {
            say(row, "area", "Địa bàn: chưa nhập.");
            return nullptr;
        }
        // As it was called on that day, or is today: the day itself is judged later.
        if (auto const* const area = ground_.atlas.by_code(typed, day))
            return area;
        if (auto const* const area = ground_.atlas.by_code(typed, ground_.today))
            return area;
        auto named = areas_named(typed, day);
        if (named.empty())
            named = areas_named(typed, ground_.today);
        if (named.size() == 1)
            return named.front();
        say(row, "area",
            named.empty()
                ? fmt::format("Địa bàn “{}” không có. Xin ghi mã hoặc tên đầy đủ.", typed)
                : fmt::format("Có {} địa bàn tên “{}”. Xin ghi mã, hoặc thêm tên tỉnh: “{}, Tỉnh …”.",
                              named.size(), typed, typed));
        return nullptr;
    }

    // All but superior, contact and a code that is not given.
    void begin(PlannedRow& row)
    {
        auto& body = row.body;
        auto const given = row.typed.valid_from.empty() ? ground_.valid_from : day_of(row.typed.valid_from);
        if (!row.typed.valid_from.empty() && !given)
            say(row, "valid_from",
                fmt::format("Ngày “{}” không đúng. Xin ghi như 01/07/2025.", row.typed.valid_from));
        body.name = row.typed.name;
        if (body.name.empty())
            say(row, "name", "Tên cơ quan, tổ chức: chưa nhập.");
        else if (characters(body.name) > longest_name)
            say(row, "name", "Tên dài quá 200 ký tự.");
        if (auto const line = line_of(row.typed.line))
            body.line = *line;
        else
            say(row, "line",
                fmt::format("Khối “{}” không rõ. Xin ghi một trong: Đảng, Chính quyền, Mặt trận và đoàn thể, "
                            "Lực lượng vũ trang, Khác.",
                            row.typed.line));
        if (auto const yes = yes_of(row.typed.contact))
            body.contact = *yes;
        else
            say(row, "contact",
                fmt::format("Đầu mối dân vận ghi “có” hoặc để trống, không phải “{}”.", row.typed.contact));
        auto const* const area = find_area(row, given.value_or(ground_.today));
        if (!area)
            return;
        row.area_name = area->full_name;
        row.area_code = area->code;
        body.area = area->area;
        body.valid_from = given.value_or(usual_start(ground_.atlas, *area, ground_.today));
        if (!ground_.atlas.on(area->area, body.valid_from))
            say(row, "valid_from",
                fmt::format("{} không có vào ngày {}.", area->full_name, shown(body.valid_from)));
        if (!ground_.may({.area = area->area.value}))
            say(row, "area", fmt::format("Tài khoản này không được thêm cơ quan ở {}.", area->full_name));
        settle_name(row);
    }

    // There already, twice in the sheet, or neither.
    void settle_name(PlannedRow& row)
    {
        auto& body = row.body;
        body.code = row.typed.code;
        auto const* const same = ground_.directory.name_ahead(body.name, body.area, body.valid_from);
        auto const* const coded =
            body.code.empty() ? nullptr : ground_.directory.code_ahead(body.code, body.valid_from);
        if (same && (body.code.empty() || same->code == body.code)) {
            if (row.state == RowState::fresh)
                row.state = RowState::there;
            body = *same;
            return;
        }
        if (same)
            say(row, "code",
                fmt::format("Cơ quan này đã có với mã {}. Xin ghi đúng mã ấy hoặc để trống.", same->code));
        else if (coded)
            say(row, "code", fmt::format("Mã {} đã dùng cho {}.", body.code, coded->name));
        if (characters(body.code) > longest_code)
            say(row, "code", "Mã dài quá 35 ký tự.");
        auto const key = fmt::format("{} {}", body.area.value, exact_key(body.name));
        if (auto const [first, fresh] = names_.emplace(key, row.line); !fresh && !body.name.empty())
            say(row, "name", fmt::format("Cơ quan này đã ghi ở dòng {}.", first->second));
        if (body.code.empty())
            return;
        if (auto const [first, fresh] = codes_.emplace(body.code, row.line); !fresh)
            say(row, "code", fmt::format("Mã này đã ghi ở dòng {}.", first->second));
    }

    // After all codes that were typed are known.
    void give_codes()
    {
        for (auto& row : plan_.rows) {
            if (row.state != RowState::fresh || !row.body.code.empty())
                continue;
            auto const* const area = ground_.atlas.on(row.body.area, row.body.valid_from);
            row.body.code = free_code(row.body.name, *area, [&](std::string const& code) {
                return codes_.contains(code) || ground_.directory.code_ahead(code, row.body.valid_from);
            });
            codes_.emplace(row.body.code, row.line);
        }
        for (std::size_t at = 0; at < plan_.rows.size(); ++at) {
            auto const& row = plan_.rows[at];
            if (row.state != RowState::fresh)
                continue;
            fresh_by_code_.emplace(row.body.code, at);
            fresh_by_name_[folded(row.body.name)].push_back(at);
        }
    }

    // Of that code or name: in the sheet and there, near before far.
    std::vector<Body const*> superiors_named(PlannedRow const& row) const
    {
        auto const& typed = row.typed.superior;
        auto const day = row.body.valid_from;
        if (auto const* const body = ground_.directory.by_code(typed, day))
            return {body};
        std::vector<Body const*> here;
        std::vector<Body const*> anywhere;
        if (auto const coded = fresh_by_code_.find(typed); coded != fresh_by_code_.end())
            return {&plan_.rows[coded->second].body};
        if (auto const named = fresh_by_name_.find(folded(typed)); named != fresh_by_name_.end())
            for (auto const at : named->second) {
                auto const& body = plan_.rows[at].body;
                if (body.body != row.body.body)
                    (body.area == row.body.area ? here : anywhere).push_back(&body);
            }
        for (auto const* const body : ground_.directory.by_name(typed, day))
            (body->area == row.body.area ? here : anywhere).push_back(body);
        return here.empty() ? anywhere : here;
    }

    void find_superior(PlannedRow& row)
    {
        if (row.typed.superior.empty() || row.state != RowState::fresh)
            return;
        auto const found = superiors_named(row);
        if (found.size() > 1)
            return say(row, "superior",
                       fmt::format("Có {} cơ quan tên “{}”. Xin ghi mã.", found.size(), row.typed.superior));
        if (found.empty())
            return say(row, "superior",
                       fmt::format("Cơ quan cấp trên “{}” không có trong bảng và trong hệ thống vào ngày {}.",
                                   row.typed.superior, shown(row.body.valid_from)));
        if (row.body.valid_from < found.front()->valid_from)
            return say(row, "superior",
                       fmt::format("Cơ quan cấp trên chỉ có từ {}.", shown(found.front()->valid_from)));
        row.body.superior = found.front()->body;
        row.superior_code = found.front()->code;
    }

    void refuse_circle(PlannedRow& row)
    {
        auto above = row.body.superior;
        for (int step = 0; above.value < 0; ++step) {
            if (step > most_superiors)
                return say(row, "superior", "Các cơ quan cấp trên đi thành vòng hoặc quá sáu bậc.");
            above = plan_.rows[std::size_t(-above.value - 1)].body.superior;
        }
    }

    void settle_contact(PlannedRow& row)
    {
        if (!row.body.contact || row.state != RowState::fresh)
            return;
        for (auto const& period : ground_.directory.periods())
            if (period.area == row.body.area && period.contact &&
                (!period.valid_to || row.body.valid_from < *period.valid_to))
                return say(row, "contact", fmt::format("Địa bàn đã có đầu mối dân vận: {}.", period.name));
        if (auto const [first, fresh] = contacts_.emplace(row.body.area.value, row.line); !fresh)
            say(row, "contact",
                fmt::format("Mỗi địa bàn chỉ có một đầu mối dân vận, đã ghi ở dòng {}.", first->second));
    }

    Ground const& ground_;
    Plan plan_;
    std::unordered_map<std::string, std::size_t> names_; // to their lines
    std::unordered_map<std::string, std::size_t> codes_;
    std::unordered_map<std::int64_t, std::size_t> contacts_;
    std::unordered_map<std::string, std::size_t> fresh_by_code_;              // to their places
    std::unordered_map<std::string, std::vector<std::size_t>> fresh_by_name_; // folded
};

std::string upper_ascii(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 32) : c; });
    return text;
}

// MTTQ, UBND, THCS: kept whole.
bool is_abbreviation(std::string_view word)
{
    return characters(word) > 1 && lower(word) != word &&
           std::ranges::none_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

} // namespace

std::size_t Plan::count(RowState state) const
{
    return std::size_t(std::ranges::count(rows, state, &PlannedRow::state));
}

Plan planned(std::vector<SheetLine> const& lines, Ground const& ground)
{
    return Planner(ground).made(lines);
}

std::int64_t store_planned(acts::Work& work, Plan const& plan)
{
    std::unordered_map<std::int64_t, BodyId> real;
    for (auto const& row : plan.rows)
        if (row.state == RowState::fresh)
            real[row.body.body.value] = {work.draws.id()};
    std::int64_t stored = 0;
    for (auto const& row : plan.rows) {
        if (row.state != RowState::fresh)
            continue;
        auto body = row.body;
        body.id = {work.draws.id()};
        body.body = real.at(body.body.value);
        if (body.superior.value < 0)
            body.superior = real.at(body.superior.value);
        store_new(work, body);
        ++stored;
    }
    return stored;
}

std::string code_of(std::string_view name, areas::Area const& area)
{
    auto const tail = exact_key(area.full_name);
    auto text = tidied(name);
    // The area's own name says nothing that its code does not.
    if (auto const cut = lower(text).rfind(lower(area.full_name));
        cut != std::string::npos && cut > 0 && exact_key(text.substr(cut)) == tail)
        text.resize(cut);
    std::string initials;
    for (auto const& word : tokens(text)) {
        auto const plain = upper_ascii(folded(word.text));
        initials += is_abbreviation(word.text) ? plain : plain.substr(0, 1);
    }
    constexpr std::size_t longest_initials = 20;
    return area.code + "-" + initials.substr(0, longest_initials);
}

std::string free_code(std::string_view name, areas::Area const& area,
                      std::function<bool(std::string const&)> const& taken)
{
    auto const plain = code_of(name, area);
    auto code = plain;
    for (int number = 2; taken(code); ++number)
        code = plain + std::to_string(number);
    return code;
}

Date usual_start(areas::Atlas const& atlas, areas::Area const& area, Date today)
{
    if (!areas::is_provincial(area.kind))
        return area.valid_from;
    auto const communes = atlas.children(area.area, today);
    if (communes.empty())
        return area.valid_from;
    auto first = communes.front()->valid_from;
    for (auto const* const commune : communes)
        first = std::min(first, commune->valid_from);
    return std::max(first, area.valid_from);
}

std::string inside_name(areas::Area const& area)
{
    auto const kind = areas::label(area.kind);
    if (!exact_key(area.full_name).starts_with(exact_key(kind)))
        return area.full_name;
    return std::string(kind) + area.full_name.substr(kind.size());
}

} // namespace kheo::bodies
