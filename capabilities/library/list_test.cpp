// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/library/library_test.hpp"
#include "platform/text/text.hpp"

using namespace kheo;
using namespace kheo::library;

TEST_ON_BOTH("the list is filtered by type, issuer, year and force, and goes on where it stopped")
{
    Shelf shelf(engine);
    for (auto at = 1; at <= 65; ++at)
        shelf.put(std::to_string(at) + "-CT/TU", Reach::open, {}, "",
                  date_of({2020 + at % 5, 1 + at % 12, 1 + at % 28}));
    shelf.put("70-CT/TU", Reach::open, {line(Kind::replaces, "1-CT/TU")});
    auto const count = [&](ListQuery const& query) {
        std::size_t seen = 0;
        auto next = query;
        for (;;) {
            auto const page =
                shelf.outside([&](acts::Reading& reading) { return *list_open(reading, next); });
            seen += page.items.size();
            if (page.next.empty())
                return seen;
            next.after = {parse_id(page.next).value()};
        }
    };
    CHECK(count({}) == 66);
    CHECK(count({.year = 2023}) == 13);
    CHECK(count({.type = "Chỉ thị", .issuer = "minh hoa"}) == 66);
    CHECK(count({.type = "Kế hoạch"}) == 0);
    CHECK(count({.force = InForce::ended}) == 1);
    CHECK(count({.force = InForce::in_force}) == 65);
}

TEST_ON_BOTH("words are found inside the text, of open ones in the index, of others by reading")
{
    Shelf shelf(engine);
    shelf.put("1-CT/TU", Reach::open, {}, "Nhiều kiến nghị chậm được giải quyết ở bản Khe Sổ.");
    shelf.put("2-CT/TU", Reach::recipients, {}, "Kiến nghị của thôn Đá Xếp chậm được giải quyết.");
    auto const found = [](Outcome<DocumentList> const& list) {
        std::vector<std::string> numbers;
        for (auto const& item : list->items)
            numbers.push_back(item.number);
        return numbers;
    };
    auto const query = ListQuery{.q = "giải quyết kiến nghị"};
    shelf.read([&](acts::Reading& reading) {
        CHECK(found(list_inside(reading, query)) == std::vector<std::string>{"1-CT/TU", "2-CT/TU"});
        auto const open = list_open(reading, query);
        REQUIRE(found(open) == std::vector<std::string>{"1-CT/TU"});
        CHECK(open->items[0].snippet.find("kiến nghị chậm") != std::string::npos);
        CHECK(list_inside(reading, {.q = "thon da xep"})->items.size() == 1);
        CHECK(list_open(reading, {.q = "thon da xep"})->items.empty());
        return 0;
    });
}

namespace
{

constexpr auto both = "Nhiều kiến nghị chậm được giải quyết.";

// Every number of the list, page after page.
template <class List>
std::vector<std::string> all_pages(List list, ListQuery query)
{
    std::vector<std::string> numbers;
    for (auto pages = 0; pages < 100; ++pages) {
        DocumentList const page = list(query);
        for (auto const& item : page.items)
            numbers.push_back(item.number);
        if (page.next.empty())
            return numbers;
        query.after = {*parse_id(page.next)};
    }
    FAIL("the list does not end");
    return numbers;
}

std::size_t different(std::vector<std::string> const& numbers)
{
    return std::set(numbers.begin(), numbers.end()).size();
}

} // namespace

TEST_ON_BOTH("a search goes on behind its first page: open ones by rank, then the others, each once")
{
    Shelf shelf(engine);
    for (auto at = 1; at <= 70; ++at)
        shelf.put(std::to_string(at) + "-CT/TU", Reach::open, {}, both,
                  date_of({2010 + at % 15, 1 + at % 12, 3}));
    // Older and younger than any of them.
    shelf.put("901-CT/TU", Reach::recipients, {}, both + std::string(" Một."), date_of({2025, 1, 1}));
    shelf.put("902-CT/TU", Reach::recipients, {}, both + std::string(" Hai."), date_of({1999, 1, 1}));
    shelf.put("903-CT/TU", Reach::system, {}, both + std::string(" Ba."), date_of({2001, 1, 1}));
    shelf.put("904-CT/TU", Reach::system, {}, "Việc khác.", date_of({2001, 1, 1}));
    auto const query = ListQuery{.q = "kiến nghị giải quyết"};
    auto const inside = all_pages(
        [&](ListQuery const& next) {
            return shelf.read([&](acts::Reading& r) { return *list_inside(r, next); });
        },
        query);
    CHECK(inside.size() == 73);
    CHECK(different(inside) == 73);
    CHECK(std::ranges::find(inside, "904-CT/TU") == inside.end());
    auto const open = all_pages(
        [&](ListQuery const& next) {
            return shelf.outside([&](acts::Reading& r) { return *list_open(r, next); });
        },
        query);
    CHECK(open.size() == 70);
    CHECK(different(open) == 70);
    CHECK(std::ranges::equal(open, std::span(inside).first(70)));
}

TEST_ON_BOTH("filters reach behind hundreds of hits, on the page and in the file")
{
    Shelf shelf(engine);
    auto const plan = Document{.type = "Kế hoạch",
                               .number = "7-KH/TU",
                               .issuer = "Tỉnh ủy Minh Họa",
                               .issued_on = date_of({2019, 5, 6}),
                               .year = 2019,
                               .subject = "về một việc",
                               .field = "kinh_te",
                               .reach = Reach::open,
                               .opened = true};
    shelf.put_whole(plan, both);
    shelf.act(
        [&](acts::Work& work, int) -> Outcome<int> {
            for (auto at = 1; at <= 320; ++at) {
                auto other = plan;
                other.id = {work.draws.id()};
                other.type = "Chỉ thị";
                other.number = std::to_string(at) + "-CT/TU";
                other.year = 2024;
                other.issued_on = date_of({2024, 1 + at % 12, 1 + at % 28});
                other.field = "van_hoa_xa_hoi";
                other.text_hash = documents::hash_of(both);
                documents::store_new(work, other, {both, {{}}});
            }
            return 0;
        },
        0);
    for (auto const& query :
         {ListQuery{.q = "kiến nghị", .type = "Kế hoạch"}, ListQuery{.q = "kiến nghị", .year = 2019},
          ListQuery{.q = "kiến nghị", .field = "kinh_te"},
          ListQuery{.q = "kien nghi", .type = "Kế hoạch", .year = 2019}}) {
        auto const page = shelf.outside([&](acts::Reading& r) { return *list_open(r, query); });
        REQUIRE(page.items.size() == 1);
        CHECK(page.items.front().number == "7-KH/TU");
    }
    auto const file = shelf.outside([&](acts::Reading& r) { return *csv_open(r, {.q = "kiến nghị"}); });
    auto const rows = std::get<std::string>(file.body);
    CHECK(std::ranges::count(rows, '\n') == 322);
    CHECK(file.headers.value("Link").empty());
}

TEST_ON_BOTH("a page looks at so many texts and no more, and the next one goes on")
{
    Shelf shelf(engine);
    shelf.put("1-CT/TU", Reach::recipients, {}, both, date_of({1999, 1, 1}));
    for (auto at = 2; at <= 210; ++at)
        shelf.put(std::to_string(at) + "-CT/TU", Reach::recipients, {}, "Việc thứ " + std::to_string(at));
    auto const first = shelf.read([](acts::Reading& r) { return *list_inside(r, {.q = "kiến nghị"}); });
    CHECK(first.items.empty());
    CHECK(first.cut);
    REQUIRE_FALSE(first.next.empty());
    shelf.read([&](acts::Reading& r) {
        CHECK(std::string(show_inside(r, first).body.view()).find("Còn văn bản chưa xem tới") !=
              std::string::npos);
        auto const second = list_inside(r, {.q = "kiến nghị", .after = {*parse_id(first.next)}});
        REQUIRE(second->items.size() == 1);
        CHECK(second->items.front().number == "1-CT/TU");
        CHECK(second->next.empty());
        return 0;
    });
}

TEST_ON_BOTH("what a long document says at its end is found")
{
    Shelf shelf(engine);
    auto text = std::string();
    while (characters(text) < 60'000)
        text += "Các cấp ủy lãnh đạo, chỉ đạo thực hiện có kết quả việc này. ";
    shelf.put("1-CT/TU", Reach::open, {}, text + "Lập tổ công tác ở bản Khe Sậy.");
    auto const found = shelf.outside([](acts::Reading& r) { return *list_open(r, {.q = "bản khe sậy"}); });
    REQUIRE(found.items.size() == 1);
    CHECK(found.items.front().snippet.find("Khe Sậy") != std::string::npos);
}
