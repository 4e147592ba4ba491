// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/tasks/form.hpp"

#include "capabilities/tasks/problems.hpp"
#include "platform/forms/choices.hpp"

#include <algorithm>
#include <array>

namespace kheo::tasks
{

namespace
{

using forms::Input;
using forms::Need;

std::vector<forms::Rule> with_own(std::initializer_list<forms::Rule> own)
{
    std::vector<forms::Rule> all(own);
    std::ranges::copy(field_rules(), std::back_inserter(all));
    return all;
}

constexpr std::string_view take = "take-";

std::span<forms::Choice const> groups()
{
    static auto const list = forms::choices<Group>([](Group one) { return label(one); });
    return list;
}

std::span<forms::Choice const> dues()
{
    static auto const list = forms::choices<DueKind>([](DueKind one) { return label(one); });
    return list;
}

} // namespace

std::span<forms::Rule const> field_rules()
{
    static std::array<forms::Rule, 12> const list{{
        {"text", "Việc phải làm", Input::text, 1000, Need::required},
        {"product", "Sản phẩm", Input::line, 300, Need::optional,
         "Nộp gì thì được coi là xong. Ví dụ: kế hoạch năm 2026; báo cáo kết quả đối thoại."},
        {"sentence", "Câu trong văn bản", Input::text, 3000, Need::optional,
         "Chép nguyên văn để ai cũng tra lại được."},
        {"lead", "Chủ trì", Input::choice, 0, Need::optional, "", groups()},
        {"lead_names", "Cơ quan chủ trì nêu tên", Input::text, 2000, Need::optional,
         "Tên hoặc mã cơ quan, mỗi dòng một cơ quan."},
        {"support", "Phối hợp", Input::choice, 0, Need::optional, "", groups()},
        {"support_names", "Cơ quan phối hợp nêu tên", Input::text, 2000, Need::optional,
         "Mỗi dòng một cơ quan."},
        {"watch_names", "Cơ quan theo dõi, đôn đốc", Input::text, 2000, Need::optional,
         "Mỗi dòng một cơ quan. Nơi này xem được phần việc của mọi đơn vị."},
        {"due_kind", "Hạn", Input::choice, 0, Need::required, "", dues()},
        {"due_on", "Ngày hạn", Input::date, 0, Need::optional,
         "Ngày cuối cùng còn đúng hạn. Việc theo kỳ: ngày thôi yêu cầu, nếu có."},
        {"due_days", "Số ngày", Input::number, 1000, Need::optional,
         "Sau ngày tính hạn; việc theo kỳ: sau khi hết kỳ."},
        {"counted_from", "Tính hạn từ ngày", Input::date, 0, Need::optional,
         "Để trống: ngày ban hành văn bản."},
    }};
    return list;
}

std::span<forms::Rule const> AssignForm::rules()
{
    static auto const list = with_own({{"document", "Văn bản", Input::id, INT64_MAX, Need::required}});
    return list;
}

std::span<forms::Rule const> ChangeForm::rules()
{
    static auto const list = with_own({
        {"task", "Nhiệm vụ", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"reason", "Lý do sửa", Input::line, 300, Need::required,
         "Ví dụ: lùi hạn theo Công văn số 12-CV/TU. Văn bản công khai thì ai cũng đọc được."},
    });
    return list;
}

std::span<forms::Rule const> DropForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"task", "Nhiệm vụ", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"reason", "Lý do thôi giao", Input::line, 300, Need::required,
         "Văn bản công khai thì ai cũng đọc được."},
    }};
    return list;
}

std::span<forms::Rule const> AssignAllForm::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"document", "Văn bản", Input::id, INT64_MAX, Need::required}}};
    return list;
}

std::span<forms::Rule const> TaskQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"task", "Nhiệm vụ", Input::id, INT64_MAX, Need::required}}};
    return list;
}

std::vector<std::string> taken_lines(forms::Values const& values)
{
    std::vector<std::string> all;
    for (auto const& [name, value] : values)
        if (name.starts_with(take) && value == "1" && parse_id(name.substr(take.size())) &&
            all.size() < most_lines)
            // A box sent twice is one task.
            if (auto line = name.substr(take.size()); std::ranges::find(all, line) == all.end())
                all.push_back(std::move(line));
    return all;
}

forms::Values line_of(forms::Values const& values, std::string_view line)
{
    forms::Values own;
    auto const suffix = "-" + std::string(line);
    for (auto const& [name, value] : values)
        if (name.ends_with(suffix))
            own.emplace_back(name.substr(0, name.size() - suffix.size()), value);
    return own;
}

Outcome<std::vector<AssignForm>> lines_of(AssignAllForm const& form, forms::Values const& values)
{
    std::vector<AssignForm> all;
    std::vector<FieldError> errors;
    for (auto const& line : taken_lines(values)) {
        auto own = forms::Sent{line_of(values, line), {}};
        own.values.emplace_back("document", shown(form.document));
        auto decoded = forms::decode<AssignForm>(own);
        if (decoded)
            all.push_back(std::move(*decoded));
        else
            for (auto& error : decoded.error().fields)
                errors.push_back({error.field + "-" + line, std::move(error.sentence)});
    }
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    if (all.empty())
        return refuse(problems::nothing_taken);
    return all;
}

} // namespace kheo::tasks
