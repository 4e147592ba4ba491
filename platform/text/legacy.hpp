// SPDX-License-Identifier: AGPL-3.0-or-later
// Text typed with the fonts of the years before Unicode: TCVN3 (ABC; .VnTime,
// .VnArialH) and VNI (VNI-Times). Office files keep their bytes as Latin letters
// and only the font's name says what they mean, run by run.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::legacy
{

enum class Encoding { unicode, tcvn3, tcvn3_capitals, vni, windows_1258 };

// What was changed to Unicode, for the record to say.
struct Changed {
    bool tcvn3 = false;
    bool vni = false;
    bool windows_1258 = false;
    bool by_words = false; // no font said so: the words did

    bool any() const { return tcvn3 || vni || windows_1258; }
    void add(Encoding encoding);
    void add(Changed const& other);
    // "t", "v", "p", "w": in stored text and between programs. Others are passed over.
    std::string flags() const;
    static Changed of_flags(std::string_view flags);
    std::string names() const;    // "TCVN3", "TCVN3, VNI"; "" where nothing was
    std::string sentence() const; // for the reader, with how it was known
    friend bool operator==(Changed const&, Changed const&) = default;
};

// By the name alone, also as PDF writes it ("ABCDEF+.VnTimeH,Bold"); unicode
// where it says nothing.
Encoding encoding_of_font(std::string_view font);

// `text` holds the old bytes as the letters U+0080–U+00FF that they look like.
// Also as programs hand them on: U+F0xx of a symbol font, or read as Windows-1258.
std::string from_legacy(std::string_view text, Encoding encoding);

// Whether a letter of an old file may look like this.
bool may_be_old(char32_t point);

// Whether `text` is Unicode though its font is an old one: programs show it in
// another font and keep the name.
bool is_unicode(std::string_view text, Encoding encoding);

// How the old fonts of one document or sheet were used. Some are kept by name while
// the letters are typed in Unicode, and a word or two alone do not tell: what leaves
// no doubt in the rest decides them. To be filled by a first reading and asked by a second.
class Habit
{
  public:
    // A piece of the first reading; `column` of a sheet, 0 of a document.
    void note(std::string_view text, Encoding encoding, int column);
    // Whether a second reading may read anything otherwise.
    bool settles() const { return doubts_ && unicode_; }
    // Whether this piece is Unicode: by itself, else as its column, else as all is.
    bool is_unicode(std::string_view text, Encoding encoding, int column) const;

  private:
    enum class Said { nothing, unicode, old };
    static Said said_by(std::string_view text, Encoding encoding);
    struct Tally {
        std::size_t unicode = 0; // pieces that leave no doubt
        std::size_t old = 0;
        bool any() const { return unicode + old > 0; }
        void add(Said said);
    };
    bool doubts_ = false;
    bool unicode_ = false;
    std::map<int, Tally> columns_;
    Tally all_;
};

// The runs of one paragraph. Programs part a run anywhere, also between a vowel
// and its mark: neighbours in one encoding are decoded as one.
class Line
{
  public:
    void add(std::string_view text, Encoding encoding);
    // The paragraph in form C where anything of it was changed, else as it was.
    std::string take(Changed& changed);
    // The same: in the first reading `known` is null and `seen` is told of it; in the
    // second `known` decides.
    std::string take(Changed& changed, Habit& seen, Habit const* known, int column = 0);

  private:
    struct Piece {
        std::string text;
        Encoding encoding = Encoding::unicode;
    };
    std::vector<Piece> pieces_;
};

// What `read` makes with the habit it is given, null at first: again where the first
// reading, whose `habit()` it is, decides what left a doubt.
template <class Read>
auto read_by_habit(Read read)
{
    auto first = read(static_cast<Habit const*>(nullptr));
    if (!first.habit().settles())
        return first;
    auto const habit = first.habit();
    return read(&habit);
}

// Where no font says it: which encoding makes the words with marks Vietnamese
// beyond doubt. Lines that are plainly Unicode are passed over.
class Telling
{
  public:
    void add(std::string_view line);
    // Nothing where the words leave a doubt, or are as they should be.
    std::optional<Encoding> said() const;
    // Many words with marks, no encoding makes them Vietnamese, and they are of no other
    // language either: bytes that nobody can read.
    bool hopeless() const;
    // One of the lines in that encoding, where it is the better for it.
    static std::string changed(std::string_view line, Encoding encoding);

  private:
    static constexpr std::array<Encoding, 4> candidates{Encoding::unicode, Encoding::tcvn3, Encoding::vni,
                                                        Encoding::windows_1258};
    std::array<double, candidates.size()> shares() const;

    std::size_t words_ = 0;
    std::size_t no_language_ = 0; // of these
    std::array<std::size_t, candidates.size()> good_{};
};

// Each line of a text for itself, where all of them together leave no doubt.
// `hopeless` says that they cannot be read in any encoding.
struct Told {
    std::string text;
    Changed changed;
    bool hopeless = false;
};
Told told_by_words(std::string text);

// Bare bytes without a font: UTF-8, UTF-16 with its mark, or the old encoding
// that its words leave no doubt of. Nothing where they do.
struct Decoded {
    std::string text; // UTF-8
    Changed changed;
};
std::optional<Decoded> decoded_bytes(std::string_view bytes);

} // namespace kheo::legacy
