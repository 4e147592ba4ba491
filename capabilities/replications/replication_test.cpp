// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/replications/replications.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::replications;

TEST_CASE("a model cannot be among its own ancestors, and the sentence says which way it goes round")
{
    // C came from B, B from A.
    auto const a = Ancestor{{1}, {}, "A"};
    auto const b = Ancestor{{2}, {1}, "B"};
    auto const c = Ancestor{{3}, {2}, "C"};
    CHECK(circle({4}, "D", {c, b, a}).empty());
    CHECK(circle({2}, "B", {b, a}) == "“B” nhân rộng từ “B”");
    CHECK(circle({1}, "A", {c, b, a}) == "“A” nhân rộng từ “C” nhân rộng từ “B” nhân rộng từ “A”");
    CHECK(circle({3}, "C", {b, a}).empty());
    CHECK(circle({1}, "A", {}).empty());
}

TEST_CASE("an origin is named by its number or by an address that ends in it")
{
    CHECK(model_in("250027582739709967") == ModelId{250027582739709967});
    CHECK(model_in("https://dvk.vn/mo-hinh/42") == ModelId{42});
    CHECK(model_in("/mo-hinh/42?x") == ModelId{42});
    CHECK(model_in("https://dvk.vn/mo-hinh/250027582739709967?tu=zalo1") == ModelId{250027582739709967});
    CHECK(model_in("https://dvk.vn/mo-hinh/42/nhan-rong#muc2") == ModelId{42});
    CHECK(model_in("https://dvk9.vn/mo-hinh/42 (xem 2026)") == ModelId{42});
    CHECK(model_in("42?tu=7") == ModelId{42});
    CHECK_FALSE(model_in("https://dvk9.vn/mo-hinh/moi?tu=7"));
    CHECK(model_in(" mã 42 ") == ModelId{42});
    CHECK_FALSE(model_in("đường hoa"));
    CHECK_FALSE(model_in(""));
    CHECK_FALSE(model_in("99999999999999999999999"));
    CHECK_FALSE(model_in("0"));
}

TEST_CASE("a fresh entry becomes a replicated one, a kept one stays what it is")
{
    CHECK(replicating({.entry = models::Entry::moi}, {7}).entry == models::Entry::nhan_rong);
    CHECK(replicating({.entry = models::Entry::duy_tri}, {7}).entry == models::Entry::duy_tri);
    CHECK(replicating({.version = 3}, {7}).version == 4);
    CHECK(replicating({}, {7}).origin == ModelId{7});
}

TEST_CASE("a replication begins neither in the future nor before there was an origin")
{
    auto const day = [](int year, int month, int of) { return *date_of({year, month, of}); };
    using models::Entry;
    CHECK(earliest_day({2024, Entry::moi, {}}) == day(2024, 1, 1));
    CHECK(earliest_day({2024, Entry::moi, day(2024, 3, 15)}) == day(2024, 1, 1));
    CHECK(earliest_day({2024, Entry::nhan_rong, day(2023, 12, 20)}) == day(2023, 12, 20));
    CHECK(earliest_day({2024, Entry::duy_tri, day(2024, 3, 15)}) == day(2010, 1, 1));
    auto const said = [&](Date of) { return unlikely(of, day(2024, 1, 1), day(2026, 11, 22), "A"); };
    CHECK(said(day(2024, 1, 1)).empty());
    CHECK(said(day(2026, 11, 22)).empty());
    CHECK(said(day(2030, 11, 1)) == "Bắt đầu làm theo từ ngày: chưa đến ngày này.");
    CHECK(said(day(1955, 1, 1)).find("sớm nhất là ngày 01/01/2024") != std::string::npos);
}

TEST_CASE("words of a difficulty are found without marks, as whole words")
{
    auto const words = words_of("rác thải Đồng ruộng");
    CHECK(words == std::vector<std::string>{"rac", "thai", "dong", "ruong"});
    CHECK(words_in("Thu gom RÁC trên đồng.", words) == 2);
    CHECK(words_in("tráchnhiệm", words) == 0);
    CHECK(words_in("gì cũng được", {}) == 0);
}
