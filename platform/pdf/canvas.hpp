// SPDX-License-Identifier: AGPL-3.0-or-later
// A4 pages of PDF written from top to bottom, in the letters of Tinos: the
// metrics of Times New Roman, all of Vietnamese. Lengths are points, 72 to the inch.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace kheo::pdf
{

inline constexpr double page_width = 595.28;
inline constexpr double page_height = 841.89;

struct Colour {
    double red = 0, green = 0, blue = 0;
};

enum class Align { left, centre, right, justified };

struct Style {
    double size = 14;
    bool bold = false;
    bool italic = false;
    bool underlined = false;
    Colour colour = {};
    double space = 0; // between letters
    Align align = Align::left;
    double pitch = 0;      // from line to line; 0: 1.15 times the size
    double first_line = 0; // how far it begins to the right
};

// A text broken into lines.
class Text
{
  public:
    Text(Text&&) noexcept;
    Text& operator=(Text&&) noexcept;
    ~Text();
    int lines() const;
    double pitch() const;
    double height() const { return lines() * pitch(); }
    double last_width() const; // of its last line

  private:
    friend class Canvas;
    struct Held;
    explicit Text(std::unique_ptr<Held> held);
    std::unique_ptr<Held> held_;
};

class Canvas
{
  public:
    // Appends to `bytes`, which outlive it; the same calls write the same bytes.
    Canvas(std::string& bytes, std::string const& title);
    Canvas(Canvas const&) = delete;
    Canvas& operator=(Canvas const&) = delete;
    ~Canvas();

    Text set(std::string_view text, double wide, Style const& style);
    // Lines [from, to) with the first one's top at `top`; where the next begins.
    double draw(Text const& text, double left, double top, int from, int to);
    double draw(Text const& text, double left, double top) { return draw(text, left, top, 0, text.lines()); }
    // Set and drawn at once.
    double write(std::string_view text, double left, double top, double wide, Style const& style)
    {
        return draw(set(text, wide, style), left, top);
    }

    void frame(double inset, double thick, Colour const& with);
    void box(double left, double top, double wide, double high, double thick);
    void line(double left, double right, double top, double thick, Colour const& with = {});
    // A QR code of ASCII text with the quiet zone of four modules inside `side`.
    void code(std::string const& text, double left, double top, double side);

    // Letters set so far for which the machine has no font.
    int unknown() const { return unknown_; }
    void next_page();
    void end();

  private:
    struct Held;
    std::unique_ptr<Held> held_;
    int unknown_ = 0;
};

} // namespace kheo::pdf
