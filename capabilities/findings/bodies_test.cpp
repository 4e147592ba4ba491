// SPDX-License-Identifier: AGPL-3.0-or-later
// Who issues, who honours, who is given work; periods.
#include "capabilities/findings/findings_test.hpp"

#include <algorithm>

using namespace kheo;
using namespace kheo::findings;

TEST_CASE("a heading in two columns names its body whole, the line below the type whose it is")
{
    auto const all =
        found("    ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
              "       XÃ KHE DƯƠNG                     Độc lập - Tự do - Hạnh phúc\n"
              "      Số: 118/BC-UBND             Khe Dương, ngày 16 tháng 9 năm 2025\n\n"
              "                              BÁO CÁO\n    Kết quả công tác dân vận quý III\n\n"
              "I. KẾT QUẢ THỰC HIỆN\n1. Kết quả cụ thể\nUBND xã đã họp nhiều lần với các thôn trong xã.\n"
              "- Vận động Nhân dân ủng hộ Quỹ “Vì người nghèo” được 64,8 triệu đồng trong quý này.\n\n"
              "Nơi nhận:                                        TM. ỦY BAN NHÂN DÂN\n"
              "- Sở Nội vụ;                                             CHỦ TỊCH\n"
              "- Lưu: VT.\n"
              "                                                    Ngạc Văn Sùng\n");
    auto const of_kind = [&](std::string const& kind) {
        std::vector<std::string> values;
        for (auto const& each : all)
            if (each.kind == kind)
                values.push_back(plain(each.value));
        return values;
    };
    CHECK(of_kind("issuing_body") == std::vector<std::string>{"Ủy ban nhân dân xã Khe Dương"});
    CHECK(of_kind("person_title") == std::vector<std::string>{"Ngạc Văn Sùng"});
    CHECK(of_kind("task").empty());
    auto const directive = found(
        "TỈNH ỦY PHƯỚC LAM\nSố 41-CT/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nPhước Lam, ngày 08 tháng 4 năm 2025\n\n"
        "CHỈ THỊ\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nvề tăng cường đối thoại\n\nThực hiện tốt các việc sau.\n");
    auto const issuer = std::ranges::find_if(directive, [](auto const& each) {
        return each.kind == "issuing_body" && each.text == "BAN THƯỜNG VỤ TỈNH ỦY";
    });
    REQUIRE(issuer != directive.end());
    CHECK(plain(issuer->value) == "Ban Thường vụ Tỉnh ủy (Phước Lam)");
}

TEST_CASE("who is asked to honour has not done so; a range of days and what opens with a month are periods")
{
    check("issuing_body",
          {{"Sở Nội vụ chủ trì, phối hợp với các cơ quan rà soát thành tích, tham mưu UBND tỉnh khen thưởng "
            "các "
            "tập thể, cá nhân có cách làm hay trong việc vận động Nhân dân hiến đất mở đường trong năm.",
            {}},
           {"Với kết quả ấy, sau một năm vận động Nhân dân hiến đất mở đường, mô hình của thôn đã được Chủ "
            "tịch "
            "UBND xã tặng Giấy khen, các thôn khác trong xã đến học cách làm và làm theo ngay trong năm.",
            {{"Chủ tịch UBND xã", "Chủ tịch Ủy ban nhân dân xã"}}}});
    check("period", {{"Đợt thi đua diễn ra từ ngày 20/10/2023 đến ngày 20/10/2025.",
                      {{"từ ngày 20/10/2023 đến ngày 20/10/2025", "2023-10-20/2025-10-20"}}},
                     {"Đợt 1 từ tháng 10/2023 - 10/2024; đợt 2 sau.",
                      {{"từ tháng 10/2023 - 10/2024", "2023-10/2024-10"}}},
                     {"Đến hết tháng 10/2025, xã giảm nghèo.", {{"Đến hết tháng 10/2025", "../2025-10"}}},
                     {"Thực hiện từ tháng 6/2024.", {{"từ tháng 6/2024", "2024-06/.."}}},
                     {"Họp ngày 05/6/2024 và ngày 07/6/2024.", {}}});
}

TEST_CASE("whoever is named after an order is given work too; what was done is none")
{
    auto const tasks = in_body(
        "task", "Đồng chí Bí thư Tỉnh ủy yêu cầu các đảng ủy xã rà soát toàn bộ các vụ việc tồn đọng. "
                "Ủy ban MTTQ Việt Nam tỉnh tăng cường giám sát việc công khai thủ tục hành chính ở các xã.");
    CHECK(tasks.size() == 2);
    CHECK(in_body("task", "Mặt trận các cấp đã chủ trì giám sát 3.915 cuộc, gửi 2.087 kiến nghị. Tổ chức "
                          "phản biện 648 dự thảo "
                          "văn bản, trong đó có 22 dự thảo nghị quyết.")
              .empty());
}
