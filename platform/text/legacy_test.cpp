// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/text/legacy.hpp"

#include "platform/text/letters.hpp"
#include "platform/text/syllable.hpp"
#include "platform/text/text.hpp"
#include "platform/text/upper.hpp"

#include <doctest/doctest.h>
#include <iconv.h>

#include <map>
#include <random>
#include <sstream>

using namespace kheo;
using namespace kheo::legacy;

namespace
{

constexpr std::string_view every_letter =
    "à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ đ è ẻ ẽ é ẹ ê ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ "
    "ù ủ ũ ú ụ ư ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ";

// Small letters and the keys of a VNI keyboard, as its manual lists them.
constexpr std::string_view vni_list =
    "á aù à aø ả aû ã aõ ạ aï ă aê ắ aé ằ aè ẳ aú ẵ aü ặ aë â aâ ấ aá ầ aà ẩ aå ẫ aã ậ aä "
    "é eù è eø ẻ eû ẽ eõ ẹ eï ê eâ ế eá ề eà ể eå ễ eã ệ eä í í ì ì ỉ æ ĩ ó ị ò "
    "ó où ò oø ỏ oû õ oõ ọ oï ô oâ ố oá ồ oà ổ oå ỗ oã ộ oä ơ ô ớ ôù ờ ôø ở ôû ỡ ôõ ợ ôï "
    "ú uù ù uø ủ uû ũ uõ ụ uï ư ö ứ öù ừ öø ử öû ữ öõ ự öï ý yù ỳ yø ỷ yû ỹ yõ ỵ î đ ñ";

std::vector<std::string> words_in(std::string_view text)
{
    std::vector<std::string> words;
    auto in = std::istringstream(std::string(text));
    for (std::string word; in >> word;)
        words.push_back(word);
    return words;
}

// The byte that the C library's own table of TCVN 5712 has for a small letter,
// as the Latin letter it looks like.
std::string tcvn3_of(std::string const& letter)
{
    auto* const table = iconv_open("TCVN5712-1", "UTF-8");
    REQUIRE(table != reinterpret_cast<iconv_t>(-1));
    auto in = letter;
    char out[8] = {};
    auto* from = in.data();
    auto* to = &out[0];
    std::size_t left = in.size();
    std::size_t room = sizeof out;
    iconv(table, &from, &left, &to, &room);
    iconv(table, nullptr, nullptr, &to, &room);
    iconv_close(table);
    REQUIRE(to == &out[1]);
    std::string made;
    letters::append(made, static_cast<unsigned char>(out[0]));
    return made;
}

std::map<std::string, std::string> vni_table()
{
    std::map<std::string, std::string> table;
    auto const list = words_in(vni_list);
    for (std::size_t at = 0; at + 1 < list.size(); at += 2) {
        table[list[at]] = list[at + 1];
        table[upper(list[at])] = upper(list[at + 1]);
    }
    return table;
}

// A text letter by letter through a table; what it does not list stays.
std::string through(std::map<std::string, std::string> const& table, std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto const length = letters::decoded(text, at).length;
        auto const letter = std::string(text.substr(at, length));
        auto const known = table.find(letter);
        out += known == table.end() ? letter : known->second;
        at += length;
    }
    return out;
}

std::map<std::string, std::string> tcvn3_table()
{
    std::map<std::string, std::string> table;
    for (auto const& letter : words_in(every_letter))
        table[letter] = tcvn3_of(letter);
    return table;
}

constexpr std::string_view directive =
    "Thực hiện Chỉ thị của Ban Thường vụ Tỉnh ủy về nâng cao chất lượng đối thoại với nhân dân, các cấp ủy "
    "trực thuộc lãnh đạo xây dựng kế hoạch hằng năm, công khai trước ngày ba mươi mốt tháng một.";

std::string bytes_of_latin(std::string_view text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto const [point, length] = letters::decoded(text, at);
        REQUIRE(point <= 0xff);
        out += static_cast<char>(point);
        at += length;
    }
    return out;
}

} // namespace

TEST_CASE("every small letter of TCVN3 is the one of the C library's table, every capital that of its font")
{
    auto const all = words_in(every_letter);
    CHECK(all.size() == 67);
    for (auto const& letter : all) {
        auto const old = tcvn3_of(letter);
        CHECK(from_legacy(old, Encoding::tcvn3) == letter);
        CHECK(from_legacy(old, Encoding::tcvn3_capitals) == upper(letter));
    }
    // The seven capitals that TCVN3 has itself, in both fonts.
    std::string const own = "¡ Ă ¢ Â £ Ê ¤ Ô ¥ Ơ ¦ Ư § Đ";
    auto const pairs = words_in(own);
    for (std::size_t at = 0; at < pairs.size(); at += 2) {
        CHECK(from_legacy(pairs[at], Encoding::tcvn3) == pairs[at + 1]);
        CHECK(from_legacy(pairs[at], Encoding::tcvn3_capitals) == pairs[at + 1]);
    }
    CHECK(from_legacy("So 12 (a-z), 5%", Encoding::tcvn3) == "So 12 (a-z), 5%");
}

TEST_CASE("every letter of VNI in both cases is what its keys say")
{
    auto const table = vni_table();
    CHECK(table.size() == 134);
    for (auto const& [letter, old] : table)
        CHECK_MESSAGE(from_legacy(old, Encoding::vni) == letter, old);
    // A mark typed as a small letter behind a capital, as in the first word of a sentence.
    CHECK(from_legacy("AÙ Aù", Encoding::vni) == "Á Á");
    // No mark stands behind a vowel that takes none.
    CHECK(from_legacy("uâ", Encoding::vni) == "uâ");
    CHECK(from_legacy("quaän uûy", Encoding::vni) == "quận ủy");
}

TEST_CASE("a text goes into an old encoding and comes back the same")
{
    auto const tcvn3 = tcvn3_table();
    auto const vni = vni_table();
    auto const letters_of_all = words_in(every_letter);
    std::mt19937 draw(20'261'122);
    for (auto round = 0; round < 3'000; ++round) {
        std::string text;
        auto const length = 1 + draw() % 24;
        for (std::size_t at = 0; at < length; ++at) {
            auto const which = draw() % 100;
            if (which < 60)
                text += letters_of_all[draw() % letters_of_all.size()];
            else if (which < 90)
                text += static_cast<char>('a' + draw() % 26);
            else
                text += " ,-0"[draw() % 4];
        }
        CHECK(from_legacy(through(tcvn3, text), Encoding::tcvn3) == text);
        CHECK(from_legacy(through(tcvn3, text), Encoding::tcvn3_capitals) == upper(text));
        CHECK(from_legacy(through(vni, text), Encoding::vni) == text);
        CHECK(from_legacy(through(vni, upper(text)), Encoding::vni) == upper(text));
    }
}

TEST_CASE("old letters are known by whatever road they came")
{
    // From a symbol font, and read as Windows-1258 by a program that took the file for one.
    CHECK(from_legacy("x\uf0b7 ph\uf0ad\uf0eang", Encoding::tcvn3) == "xã phường");
    CHECK(from_legacy("c\u00f1ng ng\u00ad\u01a1i", Encoding::tcvn3) == "củng ngưừi");
    CHECK(from_legacy("c\u0103ng", Encoding::tcvn3) == "cóng");
    CHECK(from_legacy("caùc gi\u00f3", Encoding::vni) == "các giĩ");
}

TEST_CASE("the name of a font says the encoding, also as PDF and style sheets write it")
{
    for (auto const* const name : {".VnTime", ".vntime", ".VnArial", ".VnTime,Bold", "ABCDEF+.VnTime",
                                   "'.VnTime'", ".VnBook-Antiqua", ".VnArial-Bold", ".VnTime Bold"})
        CHECK_MESSAGE(encoding_of_font(name) == Encoding::tcvn3, name);
    for (auto const* const name : {".VnTimeH", ".VnArialH", "ABCDEF+.VnTimeH,BoldItalic", ".VnTimeH-Bold",
                                   ".VnBook-AntiquaH", "'.VnArial NarrowH', serif", ".VnTimeH-Bold-Italic"})
        CHECK_MESSAGE(encoding_of_font(name) == Encoding::tcvn3_capitals, name);
    for (auto const* const name : {"VNI-Times", "vni-helve", "VNI-Helve-Condense", "QWERTY+VNI-Times,Italic"})
        CHECK_MESSAGE(encoding_of_font(name) == Encoding::vni, name);
    for (auto const* const name :
         {"Times New Roman", "", "Vni", "UVN Van", "Arial", "VNtimes new roman", "H"})
        CHECK_MESSAGE(encoding_of_font(name) == Encoding::unicode, name);
}

TEST_CASE("the runs of a paragraph are read together, each by its font")
{
    auto const taken = [](std::initializer_list<std::pair<std::string_view, Encoding>> runs) {
        Line line;
        for (auto const& [text, encoding] : runs)
            line.add(text, encoding);
        Changed changed;
        auto const text = line.take(changed);
        CHECK(line.take(changed).empty());
        return std::pair(text, changed.names());
    };
    using enum Encoding;
    // The vowel in one run, its mark in the next.
    CHECK(taken({{"ca", vni}, {"ùc", vni}}) == std::pair<std::string, std::string>("các", "VNI"));
    CHECK(taken({{"§¶ng bé ", tcvn3}, {"tØnh", tcvn3_capitals}, {" Minh Họa, ", unicode}, {"xaõ", vni}}) ==
          std::pair<std::string, std::string>("Đảng bộ TỈNH Minh Họa, xã", "TCVN3, VNI"));
    // Typed in Unicode under the name of the old font.
    CHECK(taken({{"Thực hiện dân chủ ở xã", tcvn3}}).second.empty());
    CHECK(taken({{"và các cơ quan, đơn vị có liên quan", tcvn3}}).first ==
          "và các cơ quan, đơn vị có liên quan");
    CHECK(taken({{"Plain ASCII 12/3", tcvn3}}).second.empty());
}

TEST_CASE("what leaves a doubt under an old font is as its column, or else as all the rest")
{
    struct Read {
        std::vector<std::string> texts;
        Habit seen;
        Habit const& habit() const { return seen; }
    };
    using Pieces = std::vector<std::pair<std::string, int>>; // with their columns
    auto const read = [](Pieces const& pieces, Encoding encoding) {
        auto const made = read_by_habit([&](Habit const* known) {
            Read one;
            Changed changed;
            for (auto const& [text, column] : pieces) {
                Line line;
                line.add(text, encoding);
                one.texts.push_back(line.take(changed, one.seen, known, column));
            }
            return one;
        });
        std::string all;
        for (auto const& text : made.texts)
            all += (all.empty() ? "" : "|") + text;
        return all;
    };
    auto const old_words = [](Pieces more) {
        for (auto const* const word : {"x·", "ph­êng", "nh©n d©n", "kÕ ho¹ch", "l·nh ®¹o", "dùng",
                                       "thùc hiÖn", "chÝnh quyÒn", "mÆt trËn", "®oµn thÓ"})
            more.emplace_back(word, 0);
        return more;
    };
    for (auto const& [pieces, expected] : std::vector<std::pair<Pieces, std::string>>{
             // Nothing tells: the font is believed.
             {{{"Xã", 0}}, "Xó"},
             // It is a word of Vietnamese as it is, and none as the font has it.
             {{{"các", 0}}, "các"},
             {{{"Xã", 0}, {"Thực hiện dân chủ", 0}}, "Xã|Thực hiện dân chủ"},
             {{{"Xã", 0}, {"các", 0}, {"Lô 2", 0}}, "Xã|các|Lô 2"},
             {{{"x·", 0}, {"ph­êng", 0}, {"Lô 2", 0}}, "xã|phường|Lụ 2"},
             // Each column for itself; one that says nothing goes with the others.
             {{{"Hội Nông dân", 1}, {"Xã", 1}, {"x·", 2}, {"Lô 2", 2}}, "Hội Nông dân|Xã|xã|Lụ 2"},
             {{{"Hội Nông dân", 1}, {"Xã", 2}}, "Hội Nông dân|Xã"},
             // Half of each: what says nothing goes by its font, what says it by itself.
             {{{"Hội nghị", 0}, {"x·", 0}, {"Xã", 0}, {"các", 0}}, "Hội nghị|xã|Xó|các"}}) {
        CAPTURE(expected);
        CHECK(read(pieces, Encoding::tcvn3) == expected);
    }
    // Among many words in old letters one that fits Unicode better is still old.
    CHECK(read(old_words({{"các", 0}}), Encoding::tcvn3).starts_with("cỏc|"));
    CHECK(read({{"toán", 0}}, Encoding::vni) == "tốn");
    CHECK(read({{"toán", 0}, {"Hội đồng", 0}}, Encoding::vni) == "toán|Hội đồng");
    CHECK(read({{"toán", 0}, {"hoäi ñoàng", 0}}, Encoding::vni) == "tốn|hội đồng");
}

TEST_CASE("without a font the words must say it beyond doubt")
{
    auto const told = [](std::string const& text) {
        auto made = told_by_words(text);
        return std::pair(made.text, made.changed.flags());
    };
    auto const small = lower(directive);
    auto const in_tcvn3 = through(tcvn3_table(), small);
    auto const in_vni = through(vni_table(), directive);
    CHECK(told(in_tcvn3) == std::pair(small, std::string("tw")));
    CHECK(told(in_vni) == std::pair(std::string(directive), std::string("vw")));
    // Unicode stays as it is, whatever letters it uses.
    for (auto const& text : {std::string(directive), std::string("Hà Nam và Hà Tĩnh có các cơ sở hòa giải"),
                             std::string("Câu lạc bộ văn hóa xã Tân Thành, Đà Nẵng")})
        CHECK(told(text) == std::pair(text, std::string()));
    // Lines in Unicode beside lines in old letters.
    CHECK(told(in_tcvn3 + "\n" + std::string(directive)).first == small + "\n" + std::string(directive));
    // Too few words to tell, or words of another language.
    CHECK(told("x· nh©n").second.empty());
    CHECK(told("élève été forêt garçon où naïve Noël tête hôtel crème brûlée").second.empty());
    std::string nonsense;
    for (auto at = 0; at < 30; ++at)
        nonsense += "zß÷k ";
    CHECK(told_by_words(nonsense).hopeless);
    CHECK_FALSE(told_by_words(in_vni).hopeless);
}

TEST_CASE("words of another language are no bytes that nobody can read, however many")
{
    for (std::string const sentence :
         {"Le comité a été informé que la fête du village, annoncée l'été dernier, sera célébrée à côté de "
          "la "
          "vieille forêt où les élèves présenteront leurs découvertes. ",
          "Die Bürger können natürlich über die Straße, das Gebäude und die Gärten abstimmen; für jährliche "
          "Beiträge müssen sie nichts erklären. ",
          "Las niñas y los niños están contentos: mañana habrá música, camión de helados y una función "
          "«mágica». ",
          "A reunião será à noite; não há condições de votação, mas a população dará sugestões. "}) {
        CAPTURE(sentence);
        auto const text = sentence + sentence + sentence + sentence + sentence;
        auto const told = told_by_words(text);
        CHECK_FALSE(told.hopeless);
        CHECK(told.text == text);
        CHECK_FALSE(told.changed.any());
    }
    // Of an encoding that is not read here, VISCII, as the Latin letters it looks like.
    auto* const table = iconv_open("VISCII", "UTF-8");
    REQUIRE(table != reinterpret_cast<iconv_t>(-1));
    auto in = std::string(directive);
    std::string bytes(in.size(), '\0');
    auto* from = in.data();
    auto* to = bytes.data();
    auto left = in.size();
    auto room = bytes.size();
    CHECK(iconv(table, &from, &left, &to, &room) == 0);
    iconv_close(table);
    std::string shown_as_latin;
    for (auto const byte : bytes.substr(0, bytes.size() - room))
        letters::append(shown_as_latin, static_cast<unsigned char>(byte));
    CHECK(told_by_words(shown_as_latin + "\n" + shown_as_latin).hopeless);
    // Letters that are signs in every language.
    for (std::string const nonsense : {"zß÷k ", "t¶kz ", "q§nw ñ¥x "}) {
        CAPTURE(nonsense);
        std::string text;
        for (auto at = 0; at < 30; ++at)
            text += nonsense;
        CHECK(told_by_words(text).hopeless);
    }
}

TEST_CASE("signs of measure, money and lists are no words of an old encoding")
{
    std::string cells;
    for (int at = 0; at < 30; ++at)
        cells += "m²\n20°58\n1.200.000₫\n· item\n3×4\n½\n±5\n";
    auto const told = told_by_words(cells);
    CHECK(told.text == cells);
    CHECK_FALSE(told.changed.any());
    CHECK_FALSE(told.hopeless);
}

TEST_CASE("bare bytes are Unicode, or the old encoding that makes them Vietnamese")
{
    auto const decoded = [](std::string const& bytes) {
        auto const made = decoded_bytes(bytes);
        return made ? std::pair(made->text, made->changed.flags())
                    : std::pair<std::string, std::string>("none", "");
    };
    using Pair = std::pair<std::string, std::string>;
    auto const small = lower(directive);
    CHECK(decoded("Chỉ thị số 35-CT/TU") == Pair("Chỉ thị số 35-CT/TU", ""));
    CHECK(decoded(std::string("\xff\xfe\x58\x00\xe3\x00", 6)) == Pair("Xã", ""));
    CHECK(decoded(bytes_of_latin(through(tcvn3_table(), small))) == Pair(small, "tw"));
    CHECK(decoded(bytes_of_latin(through(vni_table(), directive))) == Pair(std::string(directive), "vw"));
    // Notepad's "ANSI" on a Vietnamese Windows: vowel, then the tone.
    CHECK(decoded(
              "Th\xf4ng b\xe1o v\xea\xcc vi\xea\xf2\x63 h\xf4\xec tr\xf5\xf2 nh\xe2n d\xe2n \xf0\xea\xec\x6e "
              "\x93tr\xf5\xcc\x94")
              .second == "pw");
    CHECK(decoded("x\xb7 nh\xa9n").first == "none");
    CHECK(decoded(std::string("\xff\x00\xc3\x28\xa0\xa1\x80", 7)).first == "none");
}

TEST_CASE("what was changed is kept in letters and said in a sentence")
{
    Changed changed;
    CHECK(changed.sentence().empty());
    changed.add(Encoding::tcvn3_capitals);
    CHECK(changed.sentence() == "Đã đổi từ TCVN3 sang Unicode, theo tên phông chữ.");
    changed.by_words = true;
    CHECK(Changed::of_flags(changed.flags()) == changed);
    CHECK(changed.sentence().find("Xin đối chiếu") != std::string::npos);
    CHECK(Changed::of_flags("120su") == Changed{});
}
