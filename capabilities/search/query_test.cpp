// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/search/query.hpp"
#include "capabilities/search/words.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::search;

namespace
{

Abbreviations const& table()
{
    static auto const parsed = *Abbreviations::parse("short,full\nUBND,Ủy ban nhân dân\nHTX,Hợp tác xã\n");
    return parsed;
}

std::string fts(std::string_view query, Tones tones = Tones::any, Tags const& tags = {})
{
    return for_fts5(sought(query, table()).terms, tones, Exact::included, tags);
}

std::string vector_query(std::string_view query, Tones tones = Tones::any)
{
    return for_tsquery(sought(query, table()).terms, tones, Exact::included, {});
}

} // namespace

TEST_CASE("what is typed becomes the engine's question: all words, in any order")
{
    struct Row {
        char const* typed;
        char const* any;
        char const* exact;
    };
    static constexpr Row rows[] = {
        {"nước sạch", R"(("nuoc" AND "sach"))", R"(("nước" AND "sạch"))"},
        {"  NƯỚC,  sạch!! ", R"(("nuoc" AND "sach"))", R"(("nước" AND "sạch"))"},
        {"nước nước", R"("nuoc")", R"("nước")"},
        {"hòa", R"("hoa")", R"("hoà")"},
        {"hoà", R"("hoa")", R"("hoà")"},
        {"nu\u031Bo\u031B\u0301c", R"("nuoc")", R"("nước")"},
        {"35-CT/TU", R"("35 ct tu")", R"("35 ct tu")"},
        {"\"nước sạch\" xã", R"(("nuoc sach" AND "xa"))", R"(("nước sạch" AND "xã"))"},
        {"“nước sạch”", R"("nuoc sach")", R"("nước sạch")"},
        {"\"nước sạch", R"(("nuoc" AND "sach"))", R"(("nước" AND "sạch"))"},
        {"UBND xã", R"((("ubnd" OR "uy ban nhan dan") AND "xa"))",
         R"((("ubnd" OR "uỷ ban nhân dân") AND "xã"))"},
        {"hop tac xa", R"(("hop tac xa" OR "htx"))", R"(("hop tac xa" OR "htx"))"},
        {"đường đi", R"(("duong" AND "di"))", R"(("đường" AND "đi"))"},
        {"", "", ""},
        {"!!! -- \" \"", "", ""},
    };
    for (auto const& row : rows) {
        CAPTURE(row.typed);
        CHECK(fts(row.typed) == row.any);
        CHECK(fts(row.typed, Tones::exact) == row.exact);
    }
}

TEST_CASE("no syntax of either engine gets through")
{
    struct Row {
        char const* typed;
        char const* fts;
        char const* vector;
    };
    static constexpr Row rows[] = {
        {"a AND b", R"(("a" AND "and" AND "b"))", "(('a')&('and')&('b'))"},
        {"a OR b NOT c", R"(("a" AND "or" AND "b" AND "not" AND "c"))", "(('a')&('or')&('b')&('not')&('c'))"},
        {"title : x*", R"(("title" AND "x"))", "(('title')&('x'))"},
        {"NEAR(a b, 2)", R"(("near" AND "a" AND "b" AND "2"))", "(('near')&('a')&('b')&('2'))"},
        {"{a b} : c ^d", R"(("a" AND "b" AND "c" AND "d"))", "(('a')&('b')&('c')&('d'))"},
        {"a' | 'b':* & !c", R"(("a" AND "b" AND "c"))", "(('a')&('b')&('c'))"},
        {"a<->b <2> c\\", R"(("a" AND "b" AND "2" AND "c"))", "(('a')&('b')&('2')&('c'))"},
        {"_f_kinh_te", R"(("f" AND "kinh" AND "te"))", "(('f')&('kinh')&('te'))"},
    };
    for (auto const& row : rows) {
        CAPTURE(row.typed);
        CHECK(fts(row.typed) == row.fts);
        CHECK(vector_query(row.typed) == row.vector);
    }
}

TEST_CASE("tones are asked for only where some word has marks")
{
    CHECK(means_tones(sought("nước", table()).terms));
    CHECK(means_tones(sought("ubnd", table()).terms)); // uỷ ban nhân dân
    CHECK(!means_tones(sought("nuoc sach", table()).terms));
}

TEST_CASE("the second tier leaves out what the first has found")
{
    auto const terms = sought("nước sạch", table()).terms;
    CHECK(for_fts5(terms, Tones::any, Exact::left_out, {}) ==
          R"(("nuoc" AND "sach") NOT (("nước" AND "sạch")))");
    CHECK(for_tsquery(terms, Tones::any, Exact::left_out, {}) ==
          "(('nuoc')&('sach'))&!((('nước')&('sạch')))");
    auto const plain = sought("nuoc", table()).terms;
    CHECK(for_fts5(plain, Tones::any, Exact::left_out, {}) == R"("nuoc")");
}

TEST_CASE("filters are one tag of each group, and their values cannot break out")
{
    CHECK(fts("nuoc", Tones::any, {{tag('f', "kinh_te"), tag('f', "y_te")}, {tag('y', "2025")}}) ==
          R"(("nuoc" AND ("_f_kinh_te" OR "_f_y_te") AND "_y_2025"))");
    CHECK(tag('f', "a\" or 'b'") == "_f_aorb");
    CHECK(tag('p', "12; DROP") == "_p_12");
}

TEST_CASE("a query has at most twelve words and says that it was cut")
{
    std::string twelve = "a1";
    for (int at = 2; at <= 12; ++at)
        twelve += " a" + std::to_string(at);
    CHECK(!sought(twelve, table()).cut);
    CHECK(sought(twelve, table()).terms.size() == 12);
    auto const more = sought(twelve + " \"a13 a14\" a15", table());
    CHECK(more.cut);
    CHECK(more.terms.size() == 12);
    CHECK(sought(std::string(5000, 'x'), table()).terms.empty());
}

TEST_CASE("words are folded and exact side by side")
{
    auto const list = words("Đường Hòa Bình 2");
    REQUIRE(list.size() == 4);
    CHECK(list[0].folded == "duong");
    CHECK(list[0].exact == "đường");
    CHECK(list[1].exact == "hoà");
    CHECK(list[3].folded == "2");
    CHECK(words(std::string(61, 'a') + " b").size() == 1);
}

TEST_CASE("a document is the same for both engines")
{
    auto const document = Document{words("Nước sạch"), words("ban ấp"), {"_k_model"}};
    auto const sqlite = for_sqlite(7, document);
    CHECK(sqlite.title_folded == "nuoc sach");
    CHECK(sqlite.title_exact == "nước sạch");
    CHECK(sqlite.text_exact == "ban ấp");
    CHECK(sqlite.tags == "_k_model");
    CHECK(for_postgres(7, document).vector ==
          "'ap':5 'ban':4 'nuoc':1A 'nước':1A 'sach':2A 'sạch':2A 'ấp':5 '_k_model' ");
}
