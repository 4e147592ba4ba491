// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/read_test.hpp"

using namespace kheo;
using namespace kheo::registers;

namespace
{

Earlier earlier(std::int64_t id, char const* title, int year)
{
    return {{.id = {id},
             .year = year,
             .body = {24},
             .field = "kinh_te",
             .title = title,
             .stage = models::Stage::received},
            {{year, title}}};
}

// What becomes of rows with these titles, of a body with these earlier models.
std::vector<Row> compared(std::vector<Earlier> list, std::vector<std::string> const& titles, int year = 2026)
{
    auto world = World();
    auto table = Table{{"Tên mô hình", "Lĩnh vực", "Mã đơn vị", "Năm"}};
    for (auto const& title : titles)
        table.push_back({title, "Kinh tế", "99001-T1", std::to_string(year)});
    auto out = world.read(book_of(table));
    compare(out, {{24, std::move(list)}});
    return out.rows;
}

} // namespace

TEST_CASE("a title is the name alone")
{
    struct {
        char const* written;
        char const* name;
    } const rows[] = {
        {"Mô hình “Đường hoa tự quản”", "Đường hoa tự quản"},
        {"mô hình: tổ liên gia", "Tổ liên gia"},
        {"Mô hình Dân vận khéo - \"Bếp ăn 0 đồng\"", "Bếp ăn 0 đồng"},
        {"MÔ HÌNH DÂN VẬN KHÉO: ĐƯỜNG HOA", "ĐƯỜNG HOA"},
        {"“Ngày thứ bảy vì dân”", "Ngày thứ bảy vì dân"},
        {"Mô hình “Đường hoa” và “Hàng rào xanh”", "Mô hình “Đường hoa” và “Hàng rào xanh”"},
        {"Mô hình sinh kế cho 12 hộ", "Mô hình sinh kế cho 12 hộ"},
        {"mô hình hay", "Mô hình hay"},
        {"đường hoa", "Đường hoa"},
        {"Mô hình", "Mô hình"},
        {"Mô hình:", "Mô hình:"},
        {"", ""},
        {"5 không 3 sạch", "5 không 3 sạch"},
    };
    for (auto const& row : rows) {
        CAPTURE(row.written);
        CHECK(bare_title(row.written) == row.name);
        CHECK(bare_title(row.name) == row.name);
    }
}

TEST_CASE("two titles are alike by their words, and not where their numbers differ")
{
    struct {
        char const* a;
        char const* b;
        int least, most;
    } const rows[] = {
        {"Đường hoa thôn Sen Đông", "ĐƯỜNG HOA THÔN SEN ĐÔNG", 100, 100},
        {"Mô hình “Dân vận khéo” đường hoa", "Đường hoa", 100, 100},
        {"Tổ liên gia số 1", "Tổ liên gia số 2", 0, 0},
        {"Tổ tiết kiệm xoay vòng của phụ nữ thôn Sen Đông", "Tổ tiết kiệm xoay vòng phụ nữ thôn Sen Đông",
         surely_alike, 99},
        {"Đường hoa thôn Sen Đông", "Đường hoa thôn Sen Đoài", maybe_alike, surely_alike - 1},
        {"Đường hoa", "Tủ sách nhà văn hóa", 0, maybe_alike - 1},
        {"Mô hình", "Mô hình", 100, 100},
        {"", "Đường hoa", 0, 0},
    };
    for (auto const& row : rows) {
        CAPTURE(row.a);
        CAPTURE(row.b);
        auto const found = likeness(row.a, row.b);
        CHECK(found >= row.least);
        CHECK(found <= row.most);
        CHECK(found == likeness(row.b, row.a));
    }
}

TEST_CASE("a row that names an earlier model of its body continues it, whatever the file calls it")
{
    auto const rows =
        compared({earlier(7, "Đường hoa thôn Sen Đông", 2025)}, {"Mô hình đường hoa thôn Sen Đông"});
    CHECK(rows[0].state == State::kept);
    CHECK(rows[0].model.value == 7);
    CHECK(rows[0].entry == models::Entry::duy_tri);
}

TEST_CASE("an earlier model is asked about where it is only near, never taken silently")
{
    auto const rows = compared({earlier(7, "Đường hoa thôn Sen Đông", 2025)}, {"Đường hoa thôn Sen Đoài"});
    CHECK(rows[0].state == State::unclear);
    REQUIRE(rows[0].candidates.size() == 1);
    CHECK(rows[0].candidates[0].title == "Đường hoa thôn Sen Đông");
}

TEST_CASE("a near name is new where another row has the very name")
{
    auto const rows = compared({earlier(7, "Đường hoa thôn Sen Đông", 2025)},
                               {"Đường hoa thôn Sen Đông", "Đường hoa thôn Sen Đoài"});
    CHECK(rows[0].state == State::kept);
    CHECK(rows[1].state == State::good);
}

TEST_CASE("what is registered for the year stays as it is")
{
    CHECK(compared({earlier(7, "Đường hoa", 2026)}, {"Đường hoa"})[0].state == State::same);
    auto renamed = earlier(7, "Đường hoa bốn mùa", 2026);
    renamed.entries = {{2025, "Đường hoa"}, {2026, "Đường hoa bốn mùa"}};
    CHECK(compared({renamed}, {"Đường hoa"}, 2025)[0].state == State::same);
    CHECK(compared({earlier(7, "Đường hoa", 2026)}, {"Đường hoa"}, 2024)[0].state == State::unclear);
}

TEST_CASE("another text for the same year is asked about")
{
    auto there = earlier(7, "Đường hoa", 2026);
    there.model.aims = "1 km";
    CHECK(compared({there}, {"Đường hoa"})[0].state == State::same);
    auto values = Values();
    values[Field::aims] = "2 km";
    CHECK(differs(values, there.model));
    values[Field::aims] = "1 km";
    CHECK_FALSE(differs(values, there.model));
}

TEST_CASE("the same model twice in one file is said at the second")
{
    auto const rows = compared({}, {"Đường hoa", "ĐƯỜNG HOA", "Tủ sách"});
    CHECK(rows[0].state == State::good);
    CHECK(rows[1].state == State::unclear);
    CHECK(rows[1].notes.back() == "Trùng tên với dòng 2 của chính tệp này.");
    CHECK(rows[2].state == State::good);
}

TEST_CASE("two earlier models equally near are for a person to choose")
{
    auto const rows = compared({earlier(7, "Đường hoa", 2025), earlier(8, "Đường hoa", 2024)}, {"Đường hoa"});
    CHECK(rows[0].state == State::unclear);
    CHECK(rows[0].candidates.size() == 2);
}
