// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/advice/likeness.hpp"
#include "capabilities/advice/nearest.hpp"
#include "capabilities/advice/show.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::advice;

namespace
{

Draft camera(std::string const& place, std::string const& figure)
{
    return {.title = "Camera an ninh ở xóm " + place,
            .way_of_working =
                "Các hộ góp tiền mua " + figure +
                " mắt camera, dây và đầu ghi, đặt ở ngã ba và cổng làng; hình truyền về nhà trưởng "
                "xóm và trực ban công an xã, ai được xem thì ghi vào quy ước, hình lưu nửa tháng."};
}

Draft camera_in_other_words()
{
    return {.title = "Mắt thần giữ bình yên",
            .way_of_working =
                "Bà con đóng góp kinh phí gắn ống kính giám sát ở các đầu hẻm, kết nối điện thoại "
                "tổ trưởng và công an; có kẻ lạ thì mở lại hình."};
}

Draft kettle()
{
    return {.title = "Tiếng kẻng an ninh",
            .way_of_working =
                "Treo kẻng ở nhà các trưởng nhóm; đêm đánh một hồi nhắc khóa cổng, ba hồi gấp là có "
                "trộm, người nhà gần chạy ra chặn ngả đường đã phân công."};
}

Draft gifts()
{
    return {.title = "Đổi rác lấy quà",
            .way_of_working =
                "Ai mang chai lọ, bìa giấy tới bàn cân thì nhận trứng, nước rửa bát; phế liệu bán "
                "lấy tiền mua quà kỳ sau."};
}

std::optional<Likeness> between(Draft const& one, Draft const& other)
{
    return alike(ideas().profile(one), ideas().profile(other));
}

} // namespace

TEST_CASE("the same text under another place's name is a copy")
{
    auto const found = between(camera("Trại", "16"), camera("Bãi Trên", "16"));
    REQUIRE(found);
    CHECK(found->relation == Relation::copy);
    CHECK(found->score == 1.0);
}

TEST_CASE("the same text with other words here and there is a light edit")
{
    auto other = camera("Trại", "24");
    other.way_of_working += " Mỗi năm kiểm lại dây một lần.";
    auto const at = other.way_of_working.find("nửa tháng");
    other.way_of_working.replace(at, std::string("nửa tháng").size(), "mười ngày");
    auto const found = between(camera("Trại", "16"), other);
    REQUIRE(found);
    CHECK(found->relation == Relation::light_edit);
}

TEST_CASE("the same way of working in other words is a replication")
{
    auto const found = between(camera("Trại", "16"), camera_in_other_words());
    REQUIRE(found);
    CHECK(found->relation == Relation::replication);
}

TEST_CASE("the same field with another idea, and what has nothing to do with it, are not alike")
{
    CHECK(!between(camera("Trại", "16"), kettle()));
    CHECK(!between(camera("Trại", "16"), gifts()));
}

TEST_CASE("the movement's own words make nothing alike")
{
    std::string const boilerplate = "Cấp ủy, chính quyền quan tâm lãnh đạo, chỉ đạo; đẩy mạnh công tác tuyên "
                                    "truyền, vận động, nâng cao nhận "
                                    "thức của cán bộ, đảng viên và nhân dân, phát huy vai trò của cả hệ "
                                    "thống chính trị, tạo sự đồng thuận.";
    auto one = camera("Trại", "16");
    auto other = gifts();
    one.situation = other.situation = boilerplate;
    auto const found = between(one, other);
    CHECK((!found || found->relation != Relation::replication));
}

TEST_CASE("the words of everyday life tell one way of working, with no topic in them")
{
    auto const ferry = Draft{
        .title = "Chuyến đò sớm cho học trò bên kia sông",
        .way_of_working = "Năm chủ ghe cắt lượt chở các em qua sông mỗi sáng, không lấy tiền; em nào cũng "
                          "mặc áo phao, trưởng xóm ghi sổ từng chuyến."};
    auto const in_other_words =
        Draft{.title = "Thuyền nghĩa tình đưa trẻ tới trường",
              .way_of_working =
                  "Các hộ có xuồng luân phiên đưa đón học sinh sang bờ bên này, miễn phí; trẻ phải có "
                  "phao cứu sinh, tổ trưởng theo dõi bằng sổ tay."};
    auto const found = between(ferry, in_other_words);
    REQUIRE(found);
    CHECK(found->relation == Relation::replication);
}

TEST_CASE("one heavy word in common is not one idea")
{
    auto const trees =
        Draft{.title = "Vườn ươm cây giống của chi hội",
              .way_of_working = "Chị em gom hạt, đóng bầu, tưới mỗi chiều; cây cứng cáp thì chia cho các nhà "
                                "trồng dọc bờ rào, nhà nào để chết phải ươm bù."};
    auto const loans =
        Draft{.title = "Mua cây giống chung, trả dần sau mùa",
              .way_of_working =
                  "Tổ trưởng thương lượng với trại ở huyện lấy giá sỉ, ký nợ thay cho cả nhóm; bán quả "
                  "xong từng hộ nộp lại theo phiếu, lãi suất bằng không."};
    CHECK(!between(trees, loans));
}

TEST_CASE("what shares as much by many ideas is more surely the same than by one")
{
    auto by_one = Profile{.ideas = {{first_word, 0.6F}}};
    auto by_many = Profile();
    for (Idea idea = 0; idea < 9; ++idea)
        by_many.ideas.push_back({first_word + idea, 0.2F});
    auto const one = parts_of(by_one, by_one, ideas());
    auto const many = parts_of(by_many, by_many, ideas());
    CHECK(one.ideas == doctest::Approx(many.ideas));
    CHECK(one.spread == doctest::Approx(1));
    CHECK(many.spread == doctest::Approx(9));
    CHECK(many.same_idea > one.same_idea);
}

TEST_CASE("far behind the best replication, or unsure beside the same text, nothing is told")
{
    CHECK(least_told(0.6, false) == doctest::Approx(0.42));
    CHECK(least_told(0, false) == 0);
    CHECK(least_told(0.3, true) == doctest::Approx(0.4));
    CHECK(least_told(0.9, true) == doctest::Approx(0.63));
}

TEST_CASE("models of one text are known for it, others not")
{
    Nearest nearest;
    nearest.put(1, ideas().profile(camera("Trại", "16")));
    nearest.put(2, ideas().profile(camera("Bãi", "24")));
    nearest.put(3, ideas().profile(kettle()));
    nearest.put(4, ideas().profile({.title = "Camera"})); // too short for runs
    nearest.put(5, ideas().profile({.title = "Camera"}));
    auto found = nearest.exact(ideas().profile(camera_in_other_words()), 5);
    std::ranges::sort(found, {}, &Near::id);
    REQUIRE(found.size() >= 4);
    CHECK(same_text(found[0], found[1]));
    CHECK(!same_text(found[0], found[2]));
    CHECK(!same_text(found[found.size() - 2], found.back()));
}

TEST_CASE("likeness does not depend on who is asked first")
{
    auto const one = ideas().profile(camera("Trại", "16"));
    auto const other = ideas().profile(camera_in_other_words());
    auto const there = parts_of(one, other, ideas());
    auto const back = parts_of(other, one, ideas());
    CHECK(there.ideas == doctest::Approx(back.ideas));
    CHECK(there.same_text == back.same_text);
}

TEST_CASE("texts of no words are like nothing")
{
    CHECK(!between({}, {}));
    CHECK(!between({}, camera("Trại", "16")));
    CHECK(!between({.title = "12/86 % ;"}, {.title = "12/86 % ;"}));
}

TEST_CASE("the nearest models are found before and after they are sorted in, and not once dropped")
{
    Nearest nearest;
    nearest.put(1, ideas().profile(camera("Trại", "16")));
    nearest.put(2, ideas().profile(kettle()));
    nearest.put(3, ideas().profile(gifts()));
    auto const asked = ideas().profile(camera_in_other_words());
    for (auto round = 0; round < 2; ++round) {
        auto const found = nearest.near(asked, 5);
        REQUIRE(!found.empty());
        CHECK(found.front().id == 1);
        CHECK(found == nearest.exact(asked, 5));
        nearest.settle();
    }
    nearest.put(1, ideas().profile(gifts()));
    CHECK(nearest.near(ideas().profile(gifts()), 5).size() >= 2);
    nearest.drop(1);
    nearest.drop(1);
    CHECK(nearest.size() == 2);
    for (auto const& one : nearest.near(asked, 5))
        CHECK(one.id != 1);
}

TEST_CASE("a model that is put again and again takes no more room, changed or not")
{
    Nearest nearest;
    static constexpr std::array<char const*, 16> things{"cam",   "ổi",   "mít", "xoài", "nhãn", "vải",
                                                        "chanh", "hồng", "mận", "táo",  "dừa",  "chuối",
                                                        "khế",   "bưởi", "lê",  "na"};
    auto const words = [](int number) {
        auto const thing = [&](int at) { return things.at(std::size_t(number >> (4 * at)) % 16); };
        return ideas().profile({.title = std::string("Trồng ") + thing(0),
                                .situation = std::string("Bờ ao xen ") + thing(1),
                                .way_of_working = std::string("Hàng rào bằng ") + thing(2)});
    };
    for (std::int64_t id = 1; id <= 20; ++id)
        nearest.put(id, words(int(id)));
    nearest.settle();
    auto const few = nearest.bytes();
    for (auto round = 0; round < 200; ++round)
        for (std::int64_t id = 1; id <= 20; ++id)
            nearest.put(id, words(int(id)));
    CHECK(nearest.bytes() == few);
    for (auto round = 1; round <= 200; ++round)
        for (std::int64_t id = 1; id <= 20; ++id)
            nearest.put(id, words(int(id) + round * 20));
    nearest.put(21, ideas().profile(kettle()));
    nearest.drop(3);
    nearest.settle();
    CHECK(nearest.bytes() < 2 * few);
    CHECK(nearest.size() == 20);
    auto const asked = words(4'007);
    CHECK(nearest.near(asked, 5) == nearest.exact(asked, 5));
    CHECK(nearest.near(asked, 5).front().id == 7);
    CHECK(nearest.near(ideas().profile(kettle()), 1).front().id == 21);
    // What is put after the gaps were closed is found as well.
    nearest.put(3, ideas().profile(gifts()));
    nearest.put(7, words(1));
    CHECK(nearest.near(ideas().profile(gifts()), 1).front().id == 3);
    CHECK(nearest.near(words(1), 1).front().id == 7);
    nearest.settle();
    CHECK(nearest.near(words(1), 1).front().id == 7);
}

TEST_CASE("among many models the same are found as by comparing each")
{
    Nearest nearest;
    std::array<Draft, 4> const kinds{camera("Trại", "16"), kettle(), gifts(), camera_in_other_words()};
    for (std::int64_t id = 1; id <= 2'000; ++id) {
        auto draft = kinds[std::size_t(id) % kinds.size()];
        draft.situation = "Vườn số " + std::to_string(id % 97) + " cạnh đình có cây " + std::to_string(id);
        nearest.put(id, ideas().profile(draft));
        if (id == 1'000)
            nearest.settle();
    }
    auto const asked = ideas().profile(camera("Bãi", "9"));
    auto const near = nearest.near(asked, 5);
    auto const exact = nearest.exact(asked, 5);
    REQUIRE(near.size() == 5);
    for (std::size_t at = 0; at < near.size(); ++at)
        CHECK(near[at].cosine == doctest::Approx(exact[at].cosine));
}

TEST_CASE("models of one name are not said to be told in other words")
{
    auto const relation_under = [](std::string title) {
        auto other = camera_in_other_words();
        other.title = std::move(title);
        auto found = Found();
        found.models.push_back({.id = 1, .draft = other});
        found.advice.similar.push_back({.relation = Relation::replication});
        return panel_of(camera("Trại", "16"), found, [](std::string_view field) { return field; })
            .others.front()
            .relation;
    };
    CHECK(relation_under("Mắt thần giữ bình yên") == "Cùng cách làm, viết khác lời");
    CHECK(relation_under("Camera an ninh ở xóm Trại") == "Cùng tên, cùng cách làm");
    CHECK(relation_under("camera  an ninh ở xóm trại") == "Cùng tên, cùng cách làm");
}
