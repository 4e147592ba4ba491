// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/read_test.hpp"

using namespace kheo;
using namespace kheo::registers;

TEST_CASE("a new unit gets a code that nobody has, and a line by its name")
{
    auto const world = World();
    auto const day = *date_of({2026, 11, 21});
    CHECK(unit_code("99001", "Thôn Sen Đông", world.directory, day) == "99001-TSD");
    CHECK(unit_code("99001", "Đ. Ủy", world.directory, day) == "99001-DU-2");
    CHECK(unit_code("99003", "Tổ dân phố 8", world.directory, day) == "99003-TDP8");
    CHECK(unit_code("99003", "Khu 8a", world.directory, day) == "99003-K8");
    struct {
        char const* unit;
        bodies::Line line;
    } const cases[] = {{"Chi bộ thôn 3", bodies::Line::dang},
                       {"Ủy ban MTTQ xã", bodies::Line::mat_tran_doan_the},
                       {"Công an xã", bodies::Line::luc_luong_vu_trang},
                       {"Trường THCS Sen Hạ", bodies::Line::chinh_quyen},
                       {"Hợp tác xã Sen", bodies::Line::khac}};
    for (auto const& each : cases)
        CHECK(line_of(each.unit) == each.line);
}
