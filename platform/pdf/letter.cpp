// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/pdf/letter.hpp"

#include "platform/pdf/canvas.hpp"
#include "platform/pdf/letter_table.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace kheo::pdf
{

namespace
{

using sheets::Heading;
using sheets::Letter;
using sheets::Look;
using sheets::ParagraphStyle;

constexpr double thin = 0.75;
constexpr double title_size = 13; // of a table, as in the .docx
constexpr double note_size = 12;
constexpr double below_title = 3;
constexpr double below_table = 9;
constexpr double above_page_number = 22.7; // 8 mm, as in the .docx
constexpr double motto_column = 276.25;
constexpr double party_column = 240;
constexpr int least_together = 2;     // lines of a paragraph on either sheet
constexpr double most_of_sheet = 0.8; // that the ending keeps together, with the text's last lines above it
constexpr std::size_t first_recipients = 3; // with their heading, beside the signature

double twips(int value)
{
    return value / 20.0;
}

double letters(int half_points)
{
    return half_points / 2.0;
}

// What stands on the paper in the order of reading, sheet by sheet.
class Setter
{
  public:
    Setter(std::string& bytes, Letter const& letter)
        : letter_(letter), look_(letter.look),
          canvas_(bytes, letter.subject.empty() ? letter.brief : letter.subject), left_(twips(look_.left)),
          width_(page_width - left_ - twips(look_.right)), top_(twips(look_.top)),
          bottom_(page_height - twips(look_.bottom)), at_(top_)
    {
    }

    int set()
    {
        heading();
        type_and_subject();
        addressed();
        body();
        ending();
        canvas_.end();
        return canvas_.unknown();
    }

  private:
    using Lines = std::vector<std::pair<std::string, Style>>;

    static Style centred(int size, bool bold, bool italic = false)
    {
        return {.size = letters(size), .bold = bold, .italic = italic, .align = Align::centre};
    }

    // One below the other, centred in a column; where the column ends.
    double column(Lines const& lines, double left, double top, double wide)
    {
        for (auto const& [text, style] : lines)
            top = canvas_.write(text, left, top, wide, style);
        return top;
    }

    double rule_below(std::string const& text, Style const& style, double left, double top, double wide,
                      double part)
    {
        auto const length = canvas_.set(text, wide, style).last_width() * part;
        auto const begin = left + (wide - length) / 2;
        canvas_.line(begin, begin + length, top + 2, thin);
        return top + 5;
    }

    double issuer(double wide)
    {
        auto const name = centred(look_.organisation, true);
        auto lines = Lines();
        if (!letter_.superior.empty())
            lines.push_back({letter_.superior, centred(look_.superior, false)});
        lines.push_back({letter_.organisation, name});
        auto const party = letter_.heading == Heading::party;
        if (party)
            lines.push_back({"*", name});
        auto const at = column(lines, left_, top_, wide);
        return party ? at : rule_below(letter_.organisation, name, left_, at, wide, 0.42);
    }

    double country(double left, double wide)
    {
        if (letter_.heading == Heading::party) {
            auto const name = std::string("ĐẢNG CỘNG SẢN VIỆT NAM");
            auto const style = centred(look_.country, true);
            return rule_below(name, style, left, canvas_.write(name, left, top_, wide, style), wide, 1);
        }
        auto const motto = std::string("Độc lập - Tự do - Hạnh phúc");
        auto const style = centred(look_.motto, true);
        auto const at =
            column({{"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", centred(look_.country, true)}, {motto, style}},
                   left, top_, wide);
        return rule_below(motto, style, left, at, wide, 1);
    }

    void heading()
    {
        if (letter_.heading == Heading::none)
            return;
        auto const right = letter_.heading == Heading::party ? party_column : motto_column;
        auto const wide = width_ - right;
        auto const second = left_ + wide;
        at_ = std::max(issuer(wide), country(second, right)) + 3;
        auto lines = Lines();
        if (!letter_.number.empty())
            lines.push_back({letter_.number, centred(look_.number, false)});
        auto end = column(lines, left_, at_, wide);
        if (!letter_.brief.empty())
            end = canvas_.write(letter_.brief, left_, end + 6, wide,
                                centred(look_.brief, false, look_.brief_italic));
        at_ = std::max(end, canvas_.write(letter_.place_and_date, second, at_, right,
                                          centred(look_.place, false, true))) +
              12;
    }

    void type_and_subject()
    {
        if (!letter_.type.empty())
            at_ = canvas_.write(letter_.type, left_, at_, width_, centred(look_.type, true));
        if (letter_.subject.empty())
            return;
        auto const style = centred(look_.subject, true);
        at_ = canvas_.write(letter_.subject, left_, at_, width_, style);
        if (letter_.heading == Heading::party)
            at_ = canvas_.write("-----", left_, at_, width_, centred(look_.subject, false)) + 6;
        else
            at_ = rule_below(letter_.subject, style, left_, at_, width_, 0.42) + 8;
    }

    void addressed()
    {
        auto const& all = letter_.addressed_to;
        if (all.empty())
            return;
        auto style = Style{.size = letters(look_.text)};
        if (all.size() == 1) {
            style.align = Align::centre;
            at_ = canvas_.write("Kính gửi: " + all.front(), left_, at_, width_, style) + 12;
            return;
        }
        auto const begin = left_ + width_ * 0.22;
        auto const words = canvas_.set("Kính gửi: ", width_, style);
        at_ = canvas_.draw(words, begin, at_);
        auto const inner = begin + words.last_width();
        for (std::size_t at = 0; at < all.size(); ++at) {
            auto const end = at + 1 == all.size() ? '.' : look_.between_recipients;
            auto const text = canvas_.set("- " + all[at] + end, left_ + width_ - inner, style);
            make_room(text.height());
            at_ = canvas_.draw(text, inner, at_);
        }
        at_ += 12;
    }

    struct Set {
        Text text;
        double after;
        bool with_next;
    };

    Set set_one(sheets::Paragraph const& each)
    {
        auto style = Style{.size = letters(look_.text),
                           .align = Align::justified,
                           .pitch = twips(look_.line),
                           .first_line = twips(look_.first_line)};
        auto after = twips(look_.after);
        auto words = each.text;
        switch (each.style) {
        case ParagraphStyle::centred:
            style.align = Align::centre;
            style.first_line = 0;
            break;
        case ParagraphStyle::bold:
            style.bold = true;
            style.align = Align::left;
            break;
        case ParagraphStyle::item:
            words = "- " + words;
            after /= 2;
            break;
        case ParagraphStyle::ground:
            style.italic = look_.grounds_italic;
            break;
        case ParagraphStyle::body:
            break;
        }
        return {canvas_.set(words, width_, style), after, each.style == ParagraphStyle::bold};
    }

    void body()
    {
        if (!letter_.table) {
            auto all = letter_.opening;
            all.insert(all.end(), letter_.closing.begin(), letter_.closing.end());
            paragraphs(all, height_of_ending());
            return;
        }
        auto table = LetterTable(canvas_, *letter_.table, look_);
        paragraphs(letter_.opening, std::min(table.least_height(), (bottom_ - top_) / 2));
        titles();
        at_ = table.flow({left_, top_, bottom_, [this] { next_sheet(); }}, at_,
                         letter_.closing.empty() ? height_of_ending() : 0);
        for (auto const& note : letter_.table->notes)
            flow(canvas_.set(note, width_, {.size = note_size, .italic = true}), 0);
        at_ += below_table;
        paragraphs(letter_.closing, height_of_ending());
    }

    void titles()
    {
        for (auto const& line : letter_.table->title) {
            auto const first = &line == &letter_.table->title.front();
            auto const text =
                canvas_.set(line, width_, {.size = title_size, .bold = first, .align = Align::centre});
            make_room(text.height());
            at_ = canvas_.draw(text, left_, at_) + below_title;
        }
    }

    // `below` them on the sheet of the last.
    void paragraphs(std::vector<sheets::Paragraph> const& some, double below)
    {
        std::vector<Set> all;
        for (auto const& each : some)
            all.push_back(set_one(each));
        for (std::size_t at = 0; at < all.size(); ++at) {
            auto needed = 0.0; // below it, on the same sheet
            if (at + 1 == all.size())
                needed = all[at].after + below;
            else if (all[at].with_next)
                needed = all[at].after +
                         std::min(least_together, all[at + 1].text.lines()) * all[at + 1].text.pitch();
            flow(all[at].text, needed);
            at_ += all[at].after;
        }
    }

    // Broken over sheets so that no line stands alone, and `needed` fits below.
    void flow(Text const& text, double needed)
    {
        auto from = 0;
        auto const count = text.lines();
        while (from < count) {
            auto const left = count - from;
            auto fits = std::min(left, int((bottom_ - at_ + 0.01) / text.pitch()));
            if (fits == left && at_ + left * text.pitch() + needed > bottom_ && at_ > top_)
                fits = left - std::min(left, least_together);
            else if (fits < left && left - fits < least_together)
                fits = left - least_together;
            if (fits < least_together && fits < left)
                fits = 0;
            if (fits <= 0 && at_ <= top_)
                fits = std::min(left, std::max(1, int((bottom_ - top_) / text.pitch())));
            if (fits > 0)
                at_ = canvas_.draw(text, left_, at_, from, from + fits);
            from += std::max(fits, 0);
            if (from < count)
                next_sheet();
        }
    }

    void make_room(double height)
    {
        if (at_ + height > bottom_ && at_ > top_)
            next_sheet();
    }

    void next_sheet()
    {
        canvas_.next_page();
        ++sheet_;
        canvas_.write(std::to_string(sheet_), left_, above_page_number, width_,
                      centred(look_.page_number, false));
        at_ = top_;
    }

    Lines recipients() const
    {
        auto lines = Lines();
        auto const plain = look_.recipients_underlined;
        if (!letter_.recipients.empty())
            lines.push_back({"Nơi nhận:",
                             {.size = letters(look_.recipients_heading),
                              .bold = !plain,
                              .italic = !plain,
                              .underlined = plain}});
        for (std::size_t at = 0; at < letter_.recipients.size(); ++at)
            lines.push_back({"- " + letter_.recipients[at] +
                                 (at + 1 == letter_.recipients.size() ? '.' : look_.between_recipients),
                             {.size = letters(look_.recipients)}});
        return lines;
    }

    Lines signature() const
    {
        auto lines = Lines();
        if (!letter_.signature)
            return lines;
        for (auto const& line : letter_.signature->authority)
            lines.push_back({line, centred(look_.authority, true)});
        for (auto space = 0; space < 4; ++space) // for signature and stamp
            lines.push_back({" ", centred(look_.authority, false)});
        if (!letter_.signature->name.empty())
            lines.push_back({letter_.signature->name, centred(look_.signer, true)});
        return lines;
    }

    double height_of(Lines const& lines)
    {
        auto height = 0.0;
        for (auto const& [text, style] : lines)
            height += canvas_.set(text, width_ / 2, style).height();
        return height;
    }

    // What must stand on one sheet: all of it where it fits on one, else the
    // signature with the first of the recipients.
    double height_of_ending()
    {
        auto const whole = std::max(height_of(recipients()), height_of(signature()));
        if (whole <= (bottom_ - top_) * most_of_sheet)
            return whole;
        auto first = recipients();
        first.resize(std::min(first.size(), first_recipients));
        return std::max(height_of(first), height_of(signature()));
    }

    void ending()
    {
        make_room(height_of_ending());
        column(signature(), left_ + width_ / 2, at_, width_ / 2);
        // However many: they go on below each other, on as many sheets as they need.
        for (auto const& [words, style] : recipients()) {
            auto const text = canvas_.set(words, width_ / 2, style);
            for (auto line = 0; line < text.lines(); ++line) {
                make_room(text.pitch());
                at_ = canvas_.draw(text, left_, at_, line, line + 1);
            }
        }
    }

    Letter const& letter_;
    Look const& look_;
    Canvas canvas_;
    double left_;
    double width_;
    double top_;
    double bottom_;
    double at_; // where the next line begins
    int sheet_ = 1;
};

} // namespace

Outcome<std::string> to_pdf(Letter const& letter)
{
    ensure(!letter.one_sheet && !letter.prepared_by && letter.page == sheets::Page::portrait,
           "a summary on one sheet is set as .docx");
    std::string bytes;
    if (Setter(bytes, letter).set() > 0)
        return refuse(problems::no_letter);
    return bytes;
}

} // namespace kheo::pdf
