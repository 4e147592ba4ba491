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

std::string fts(std::string_view query, Reach reach = Reach::any, Tags const& tags = {})
{
    return for_fts5(sought(query, table()).terms, reach, std::nullopt, tags);
}

std::string vector_query(std::string_view query, Reach reach = Reach::any)
{
    return for_tsquery(sought(query, table()).terms, reach, std::nullopt, {});
}

// E: stands for the columns of words as they were written.
std::string with_columns(std::string text)
{
    for (std::size_t at = 0; (at = text.find("E:", at)) != std::string::npos;)
        text.replace(at, 2, "{title_exact text_exact} : ");
    return text;
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
        {"nước sạch", R"(("nuoc" AND "sach"))", R"((E:"nước" AND E:"sạch"))"},
        {"  NƯỚC,  sạch!! ", R"(("nuoc" AND "sach"))", R"((E:"nước" AND E:"sạch"))"},
        {"nước nước", R"("nuoc")", R"(E:"nước")"},
        {"hòa", R"("hoa")", R"(E:"hoà")"},
        {"hoà", R"("hoa")", R"(E:"hoà")"},
        {"nu\u031Bo\u031B\u0301c", R"("nuoc")", R"(E:"nước")"},
        {"35-CT/TU", R"("35 ct tu")", R"("35 ct tu")"},
        {"\"nước sạch\" xã", R"(("nuoc sach" AND "xa"))", R"((E:"nước sạch" AND E:"xã"))"},
        {"“nước sạch”", R"("nuoc sach")", R"(E:"nước sạch")"},
        {"\"nước sạch", R"(("nuoc" AND "sach"))", R"((E:"nước" AND E:"sạch"))"},
        {"UBND xã", R"((("ubnd" OR "uy ban nhan dan") AND "xa"))",
         R"(((E:"ubnd" OR E:"uỷ ban nhân dân") AND E:"xã"))"},
        {"hop tac xa", R"(("hop tac xa" OR "htx"))", R"(("hop tac xa" OR "htx"))"},
        {"đường đi", R"(("duong" AND "di"))", R"((E:"đường" AND E:"đi"))"},
        {"", "", ""},
        {"!!! -- \" \"", "", ""},
    };
    for (auto const& row : rows) {
        CAPTURE(row.typed);
        CHECK(fts(row.typed) == row.any);
        CHECK(fts(row.typed, Reach::exact) == with_columns(row.exact));
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

TEST_CASE("a title that says what was typed comes first; tones count only where some word has marks")
{
    auto const all = std::vector{Reach::title, Reach::exact, Reach::any};
    auto const plain = std::vector{Reach::title, Reach::any};
    CHECK(reaches(sought("nước", table()).terms) == all);
    CHECK(reaches(sought("ubnd", table()).terms) == all); // uỷ ban nhân dân
    CHECK(reaches(sought("nuoc sach", table()).terms) == plain);
    CHECK(fts("đường hoa", Reach::title) == R"(title_exact : "đường hoa")");
    CHECK(fts("to hoa giai", Reach::title) == R"(title_folded : "to hoa giai")");
    CHECK(fts("UBND xã", Reach::title) == R"(title_exact : "ubnd xã")");
    CHECK(fts("", Reach::title).empty());
    CHECK(vector_query("đường hoa", Reach::title) == "('_2_đường_hoa')");
    CHECK(vector_query("hoa", Reach::title) == "('_1_hoa')");
    CHECK(vector_query("to hoa giai", Reach::title) == "(('_2_to_hoa')&('_2_hoa_giai'))");
}

TEST_CASE("a tier leaves out what the one before has found")
{
    auto const terms = sought("nước sạch", table()).terms;
    CHECK(for_fts5(terms, Reach::exact, Reach::title, {}) ==
          with_columns(R"((E:"nước" AND E:"sạch") NOT (title_exact : "nước sạch"))"));
    CHECK(for_fts5(terms, Reach::any, Reach::exact, {}) ==
          with_columns(R"(("nuoc" AND "sach") NOT ((E:"nước" AND E:"sạch")))"));
    CHECK(for_tsquery(terms, Reach::any, Reach::exact, {}) == "(('nuoc')&('sach'))&!((('nước')&('sạch')))");
    auto const plain = sought("nuoc", table()).terms;
    CHECK(for_fts5(plain, Reach::any, Reach::title, {}) == R"("nuoc" NOT (title_folded : "nuoc"))");
}

TEST_CASE("filters are one tag of each group, and their values cannot break out")
{
    CHECK(fts("nuoc", Reach::any, {{tag('f', "kinh_te"), tag('f', "y_te")}, {tag('y', "2025")}}) ==
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
          "'ap':5 'ban':4 'nuoc':1A 'nước':1A 'sach':2A 'sạch':2A 'ấp':5 "
          "'_1_nuoc' '_1_nước' '_1_sach' '_1_sạch' '_2_nuoc_sach' '_2_nước_sạch' '_k_model' ");
}
