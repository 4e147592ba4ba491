// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/advice/clarity.hpp"

#include "platform/text/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

using namespace kheo;
using namespace kheo::advice;

namespace
{

constexpr Date day{20'600};

bool is_clear(Draft const& draft, Point point)
{
    auto const found = clarity_rules(day)->judge(draft);
    return std::ranges::find(found.missing, point) == found.missing.end();
}

Draft whole()
{
    return {.title = "Đổi rác lấy quà ở thôn Đồng Rầm",
            .situation = "Mỗi ngày dồn hơn 300 kg; chỉ 12 trong 186 hộ chịu tách riêng.",
            .aims = "Đến 30/9/2026 có 120 hộ tách riêng chai lọ.",
            .way_of_working = "Chi hội Phụ nữ mở bàn cân ở nhà văn hóa.",
            .forces = "Chi hội Phụ nữ chủ trì, Chi đoàn ghi sổ.",
            .beneficiaries = "186 hộ",
            .outputs = "Sổ cân từng kỳ có chữ ký."};
}

std::string nfd(std::string const& of)
{
    auto status = U_ZERO_ERROR;
    std::string out;
    icu::Normalizer2::getNFDInstance(status)
        ->normalize(icu::UnicodeString::fromUTF8(of), status)
        .toUTF8String(out);
    return out;
}

struct Case {
    Point point;
    bool clear;
    Draft draft;
};
Case const point_cases[] = {
    {Point::place, true, {.way_of_working = "Vận động các hộ dọc đường Lê Lợi tự dỡ mái che."}},
    {Point::place, true, {.title = "Camera an ninh ấp 3"}},
    {Point::place, true, {.unit = "Chi bộ tổ dân phố 8", .title = "Dân vận số"}},
    {Point::place, false, {.unit = "UBND xã Minh Tân", .title = "Dân vận số"}},
    {Point::place, true, {.commune = "Xã Minh Tân", .way_of_working = "Trồng hoa dọc đường trục thôn."}},
    {Point::place, false, {.way_of_working = "Trên địa bàn, nhiều tuyến đã khang trang."}},
    {Point::place,
     true,
     {.commune = "Xã Minh Tân", .way_of_working = "Đặt chốt đèn ở các ngã ba, trước bến đò."}},
    {Point::place, false, {.way_of_working = "Đặt chốt đèn ở các ngã ba, trước bến đò."}},
    {Point::baseline, true, {.situation = "Trước đây rơm vứt bừa bãi đầy đường."}},
    {Point::baseline, true, {.way_of_working = "Số vụ bị lừa giảm từ 9 vụ xuống 2 vụ."}},
    {Point::baseline, true, {.way_of_working = "Trước đây cả thôn chỉ có 14 hộ dùng nước máy."}},
    {Point::baseline, true, {.baseline = "12"}},
    {Point::baseline, false, {.aims = "Đến cuối năm có 25 hộ thoát nghèo."}},
    {Point::baseline, false, {.situation = "Đời sống nhân dân còn nhiều khó khăn."}},
    {Point::target, true, {.aims = "Vận động 40 hộ hiến 1.234,5 m2 đất."}},
    {Point::target, true, {.way_of_working = "Phấn đấu trên 95% hộ phân loại rác."}},
    {Point::target, false, {.way_of_working = "Đến nay đã vận động được 40 hộ hiến đất."}},
    {Point::target, false, {.aims = "Góp phần nâng cao đời sống nhân dân."}},
    {Point::deadline, true, {.way_of_working = "Hoàn thành trước ngày 30/9/2026."}},
    {Point::deadline, true, {.timetable = "Quý III năm 2026"}},
    {Point::deadline, true, {.timetable = "Từ tháng 3 đến tháng 9"}},
    {Point::deadline, true, {.way_of_working = "Lợp mái xong tháng 4/2026."}},
    {Point::deadline, true, {.aims = "Vụ đông xuân 2026 đốt không quá 3 ha."}},
    {Point::deadline, false, {.way_of_working = "Sáng thứ bảy hằng tuần cả xóm quét đường."}},
    {Point::deadline, false, {.way_of_working = "Tổ ra mắt ngày 18/11/2025."}},
    {Point::beneficiaries, true, {.beneficiaries = "215 hộ, 860 nhân khẩu"}},
    {Point::beneficiaries, true, {.way_of_working = "Tặng xe đạp cho 33 học sinh nghèo."}},
    {Point::beneficiaries, true, {.beneficiaries = "Hộ cận nghèo, công nhân thuê trọ"}},
    {Point::beneficiaries, true, {.beneficiaries = "Người dân nộp hồ sơ đất đai"}},
    {Point::beneficiaries, true, {.beneficiaries = "Bà con xóm Cồn Trên"}},
    {Point::beneficiaries, false, {.beneficiaries = "Cán bộ và nhân dân"}},
    {Point::beneficiaries, false, {.beneficiaries = "Bà Nguyễn Thị Hoa và con"}},
    {Point::beneficiaries, false, {.way_of_working = "Thành lập tổ gồm 7 người đi vận động."}},
    {Point::beneficiaries, false, {.beneficiaries = "Nhân dân trong xã"}},
    {Point::responsible, true, {.way_of_working = "Do Ban công tác Mặt trận thôn chủ trì."}},
    {Point::responsible, true, {.forces = "Công an xã, 12 tổ trưởng"}},
    {Point::responsible, true, {.way_of_working = "Hội ND phát giống, cộng tác viên đếm cây sống."}},
    {Point::responsible, false, {.title = "Tăng tỷ lệ tham gia bảo hiểm y tế"}},
    {Point::responsible, false, {.title = "Dây điện gọn gàng ở chợ Đồn"}},
    {Point::responsible, false, {.forces = "Các ban, ngành, đoàn thể"}},
    {Point::responsible, false, {.way_of_working = "Vận động hội viên phụ nữ tham gia."}},
    {Point::checkable_output, true, {.outputs = "Danh sách hộ có thùng ủ"}},
    {Point::checkable_output, true, {.way_of_working = "Lắp 16 mắt camera ở các ngã ba."}},
    {Point::checkable_output, true, {.aims = "Bê tông hóa 1,2 km đường."}},
    {Point::checkable_output, false, {.way_of_working = "Xây dựng hình ảnh đẹp trong lòng dân."}},
    {Point::checkable_output, false, {.outputs = "Đạt kết quả tốt, nhân dân phấn khởi."}},
    {Point::checkable_output, false, {.way_of_working = "Trụ sở cách bản 18 km."}},
    {Point::difficulty, true, {.situation = "Đường hẹp, xe cứu hỏa không vào được."}},
    {Point::difficulty, true, {.situation = "Điểm trường có 57 trẻ nhịn sáng."}},
    {Point::difficulty, true, {.situation = "Hàng chật kín lối đi, dây điện chằng chịt."}},
    {Point::difficulty, false, {.situation = "Tình hình còn nhiều khó khăn, hạn chế."}},
    {Point::difficulty, false, {.way_of_working = "Mỗi nhà một bình chữa cháy để phòng cháy."}},
};

} // namespace

TEST_CASE("a draft that says all eight points has none missing")
{
    auto const found = clarity_rules(day)->judge(whole());
    CHECK(found.missing.empty());
    CHECK(found.score == 1.0);
}

TEST_CASE("an empty draft and one of slogans have all eight missing")
{
    CHECK(clarity_rules(day)->judge({}).missing.size() == point_count);
    auto const found = clarity_rules(day)->judge(
        {.title = "Tuyên truyền, vận động nhân dân xây dựng nông thôn mới",
         .way_of_working =
             "Đẩy mạnh tuyên truyền, nâng cao nhận thức của cán bộ, đảng viên và nhân dân; phát "
             "huy vai trò của cả hệ thống chính trị."});
    CHECK(found.missing.size() == point_count);
    CHECK(found.score == 0);
}

TEST_CASE("each point is told from what only looks like it")
{
    for (auto const& [point, clear, draft] : point_cases) {
        std::string text;
        json::each_member(draft, [&](std::string_view, std::string const& member) { text += member + " "; });
        CAPTURE(std::string(boost::describe::enum_to_string(point, "")));
        CAPTURE(text);
        CHECK(is_clear(draft, point) == clear);
    }
}

TEST_CASE("a name never makes the beneficiaries clear")
{
    CHECK(!is_clear({.beneficiaries = "Gia đình ông Trần Văn An"}, Point::beneficiaries));
}

TEST_CASE("a text typed in form D or without marks is judged as the same text with them")
{
    auto bare = whole();
    json::each_member(bare, [](std::string_view, std::string& member) {
        std::string out;
        for (auto const& token : tokens(member)) // names keep their capitals
            out += (out.empty()    ? ""
                    : token.joined ? member.substr(token.begin - 1, 1)
                                   : " ") +
                   (lower(token.text).substr(0, 1) == token.text.substr(0, 1)
                        ? folded(token.text)
                        : std::string(1, char(folded(token.text)[0] - 32)) + folded(token.text).substr(1));
        member = out;
    });
    CHECK(clarity_rules(day)->judge(bare).missing.size() <= 1);
    auto decomposed = whole();
    json::each_member(decomposed, [](std::string_view, std::string& member) { member = nfc(nfd(member)); });
    CHECK(clarity_rules(day)->judge(decomposed).missing.empty());
}

TEST_CASE("a general phrase is pointed at where it stands, unless its sentence has a measure")
{
    auto const found = clarity_rules(day)->judge(
        {.aims = "Thôn Bãi nâng cao nhận thức của bà con. Nâng cao chất lượng từ 60% lên 90%."});
    REQUIRE(found.vague.size() == 1);
    auto const& vague = found.vague.front();
    CHECK(vague.field == "aims");
    CHECK(vague.phrase == "nâng cao nhận thức");
    CHECK(vague.begin == 9);
    CHECK(vague.length == 18);
    CHECK(!vague.better.empty());
}

TEST_CASE("the longest phrase is pointed at once, also with a comma in it")
{
    auto const found = clarity_rules(day)->judge({.way_of_working = "Giữ đường làng sáng, xanh, sạch, đẹp."});
    REQUIRE(found.vague.size() == 1);
    CHECK(found.vague.front().phrase == "sáng, xanh, sạch, đẹp");
}

TEST_CASE("a rule holds from its first day to its last")
{
    auto const phrases = "phrase,better,valid_from,valid_to\nlan tỏa,Nêu nơi nào.,2026-01-01,2026-06-30\n";
    auto const signs = "point,fields,pattern,valid_from,valid_to\nplace,any,thôn,,\n";
    auto const on = [&](std::string_view text) {
        return ClarityRules::parse(phrases, signs, *parse_iso_date(text))
            ->judge({.aims = "Lan tỏa rộng"})
            .vague.size();
    };
    CHECK(on("2025-12-31") == 0);
    CHECK(on("2026-01-01") == 1);
    CHECK(on("2026-06-30") == 1);
    CHECK(on("2026-07-01") == 0);
}

TEST_CASE("a pattern that cannot be read is refused with its line")
{
    auto const refused =
        ClarityRules::parse("phrase,better\na,b\n", "point,fields,pattern\nplace,any,(\n", day);
    REQUIRE(!refused);
    CHECK(refused.error().id == "advice.bad_sign");
}
