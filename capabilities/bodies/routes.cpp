// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into bodies.
#include "capabilities/bodies/add.hpp"

#include <array>

namespace kheo::bodies
{

namespace
{

struct BodyList {
    std::int64_t total = 0;
    std::vector<Body> items;
};
BOOST_DESCRIBE_STRUCT(BodyList, (), (total, items))

struct ListQuery {
    AreaId area;
    static std::span<forms::Rule const> rules()
    {
        static constexpr std::array<forms::Rule, 1> list{
            {{"area", "Địa bàn", forms::Input::id, INT64_MAX, forms::Need::required}}};
        return list;
    }
};
BOOST_DESCRIBE_STRUCT(ListQuery, (), (area))

Outcome<BodyList> of_area(acts::Reading& reading, ListQuery const& query)
{
    auto list = BodyList();
    for (auto const* const body : directory()->of_area(query.area, reading.today()))
        list.items.push_back(*body);
    list.total = std::int64_t(list.items.size());
    return list;
}

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read<ListQuery, BodyList>({}, "/api/v1/areas/{area}/bodies", routes::anyone, of_area, nullptr,
                                          {.summary = "Các cơ quan, tổ chức của một địa bàn hôm nay"}),
        routes::act<AddForm, Body>({}, "/api/v1/bodies", may::add_bodies, add, nullptr, nullptr,
                                   {.summary = "Thêm một cơ quan, tổ chức"}),
    };
    return list;
}

} // namespace kheo::bodies
