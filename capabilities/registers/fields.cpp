// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/fields.hpp"

#include "capabilities/models/models.hpp"

#include <algorithm>
#include <vector>

namespace kheo::registers
{

namespace
{

constexpr std::size_t short_text = 200;

std::vector<FieldRule> made()
{
    std::vector<FieldRule> list{
        {Field::year, "year", "Năm", 4, false, 8},
        {Field::kind, "kind", "Loại", short_text, false, 16},
        {Field::entry, "entry", "Hình thức đăng ký", short_text, false, 14},
        {Field::unit, "unit", "Đơn vị", short_text, false, 28},
        {Field::unit_code, "unit_code", "Mã đơn vị", 35, false, 16},
        {Field::commune, "commune", "Xã, phường, đặc khu", short_text, false, 22},
        {Field::province, "province", "Tỉnh, thành phố", short_text, false, 20},
        {Field::field, "field", "Lĩnh vực", short_text, false, 24},
        {Field::title, "title", "Tên mô hình", 0, false, 40},
        {Field::situation, "situation", "Thực trạng, lý do", 0, true, 40},
        {Field::aims, "aims", "Mục tiêu, chỉ tiêu", 0, true, 40},
        {Field::way_of_working, "way_of_working", "Nội dung, cách làm", 0, true, 50},
        {Field::forces, "forces", "Lực lượng thực hiện", 0, true, 30},
        {Field::resources, "resources", "Nguồn lực", 0, true, 30},
        {Field::timetable, "timetable", "Thời gian thực hiện", 0, true, 24},
        {Field::beneficiaries, "beneficiaries", "Đối tượng thụ hưởng", 0, true, 30},
        {Field::outputs, "outputs", "Sản phẩm, kết quả kiểm tra được", 0, true, 36},
        {Field::keep_up, "keep_up", "Duy trì, nhân rộng", 0, true, 30},
    };
    auto const form = models::RegisterForm::rules();
    for (auto& each : list) {
        if (each.most != 0)
            continue;
        auto const same = std::ranges::find(form, each.name, &forms::Rule::name);
        ensure(same != form.end(), "a field of registers is not in the form");
        each.most = std::size_t(same->most);
    }
    return list;
}

} // namespace

std::span<FieldRule const> fields()
{
    static auto const list = made();
    return list;
}

FieldRule const& rule(Field field)
{
    return fields()[std::size_t(field)];
}

std::optional<Field> field_named(std::string_view name)
{
    auto const all = fields();
    auto const found = std::ranges::find(all, name, &FieldRule::name);
    return found == all.end() ? std::nullopt : std::optional(found->field);
}

bool Values::empty() const
{
    return std::ranges::all_of(texts_, &std::string::empty);
}

boost::json::object of(Values const& values)
{
    boost::json::object object;
    for (auto const& each : fields())
        if (auto const& text = values[each.field]; !text.empty())
            object.emplace(each.name, text);
    return object;
}

Values values_of(boost::json::object const& object)
{
    auto values = Values();
    for (auto const& [name, value] : object)
        if (auto const field = field_named(name); field && value.is_string())
            values[*field] = std::string(value.get_string());
    return values;
}

} // namespace kheo::registers
