// SPDX-License-Identifier: AGPL-3.0-or-later
// What a directive asks for: items of a list and sentences that order.
#include "capabilities/findings/lines.hpp"
#include "capabilities/findings/page.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::findings
{
namespace
{

constexpr std::size_t least_bytes = 45;

RE2 const& verb_first()
{
    static Pattern const pattern("^(?:" + one_of(words().group("task_verb")) + ")" + word_ends);
    return pattern;
}

RE2 const& verb_anywhere()
{
    static Pattern const pattern("(?i)" + std::string(word_begins) + one_of(words().group("task_verb")) +
                                 word_ends);
    return pattern;
}

RE2 const& marker()
{
    static Pattern const pattern(
        R"(^(?:[-–+•*●▪] *|\d{1,2}(?:\.\d{1,2})*[.)/] +|[a-zđ][.)] +|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là,? +|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám),? +))");
    return pattern;
}

class Reader
{
  public:
    explicit Reader(Page& page) : page_(page), source_(page.source) {}

    void read()
    {
        static Pattern const recipients("^Nơi nhận");
        for (auto const& part : page_.article.parts) {
            if (page_.article.document && begins(source_, part.span, recipients))
                return;
            if (part.role == Role::caption)
                continue;
            if (part.role != Role::text || part.zone != Zone::body) {
                announced_ = false;
                continue;
            }
            paragraph(part.span);
        }
    }

  private:
    void paragraph(Span line)
    {
        if (heading(line))
            return;
        auto const mark = matches(source_, marker(), line);
        auto const bulleted = !mark.empty() && mark[0][0].begin == line.begin;
        if (bulleted) {
            auto const text = Span{mark[0][0].end, line.end};
            item(line, text);
            return;
        }
        ordering_ = narrated_ = false;
        for (auto const& each : sentences(source_, line)) {
            sentence(each);
            narrated_ = narrated_ || ordered_past({each.begin, std::min(each.end, each.begin + 200)});
        }
        auto const text = source_[line];
        announced_ = announces(line) && (text.ends_with(':') || (text.size() < 160 && !text.ends_with('.')));
    }

    // "II. CHỈ TIÊU", "1. Mục tiêu đến năm 2027", "3. Nhiệm vụ 6 tháng cuối năm":
    // what is listed below it is work to do, or is none.
    bool heading(Span line)
    {
        static Pattern const marks[]{Pattern(R"(^(?:[IVX]{1,5}|Điều \d{1,3}|Phần [IVX\d]+|[A-D])[.)/:-] *)"),
                                     Pattern(R"(^\d{1,2}(?:\.\d{1,2})*[.)/]+ *)"),
                                     Pattern(R"(^[a-zđ][.)] *)"), Pattern(R"(^[-–+•*●▪] *)")};
        static Pattern const nothing("(?i)^" + one_of(words().group("no_task_heading")) + word_ends);
        auto level = std::size_t{0};
        while (level < std::size(marks) && !begins(source_, line, marks[level]))
            ++level;
        auto const plain = level == std::size(marks);
        if (plain && mute_level_ == 0) // a paragraph under "I. KẾT QUẢ" is of it
            return true;
        if (plain || level <= mute_level_)
            mute_level_ = unmuted;
        if (plain || mute_level_ != unmuted)
            return !plain;
        auto const text = source_.trimmed({matches(source_, marks[level], line)[0][0].end, line.end});
        auto const of_it = source_[text];
        if (level < 3 && begins(source_, text, nothing)) {
            mute_level_ = level;
            announced_ = in_list_ = false;
            return true;
        }
        // Its own words announce the work.
        if (level == 3 || of_it.size() >= 160 || of_it.find_last_of(".;:") == of_it.size() - 1 ||
            !announces(text) || begins(source_, text, verb_first()))
            return false;
        announced_ = in_list_ = true;
        return true;
    }

    bool announces(Span span) const
    {
        static Pattern const intro("(?i)" + std::string(word_begins) + one_of(words().group("task_intro")) +
                                   word_ends);
        return !matches(source_, intro, span).empty();
    }

    bool ordered_past(Span span) const
    {
        static Pattern const past("(?i)(?:^|[ ,])(?:đã|vừa|được tổ chức|diễn ra|trong những năm qua|thời "
                                  "gian qua|những năm qua|đạt được)(?:[ ,]|$)");
        return !matches(source_, past, span).empty();
    }

    bool has_verb(Span span) const { return !matches(source_, verb_anywhere(), span).empty(); }

    // One item of a list is one task, whatever sentences it has.
    void item(Span line, Span text)
    {
        text = source_.trimmed(text);
        auto const begins_with_verb = begins(source_, text, verb_first());
        auto const asked = announced_ || in_list_;
        static Pattern const heading(R"([:]$)");
        auto const sign = tidied(source_[{line.begin, text.begin}]);
        auto const level = sign.starts_with('-') || sign.starts_with('+') ? 3 : sign.ends_with(')') ? 2 : 1;
        if (level <= above_level_)
            above_.clear();
        if (source_[text].ends_with(':')) {
            above_ = assignee(text);
            above_level_ = level;
            announced_ = announced_ || !above_.empty();
            in_list_ = in_list_ || announced_;
            return;
        }
        // "4. Ban Tuyên giáo và Dân vận Tỉnh ủy": whose work follows.
        if (level <= 2 && text.size() < 200 && names_bodies(text)) {
            above_ = tidied(source_[text]);
            above_level_ = level;
            announced_ = in_list_ = true;
            return;
        }
        static Pattern const result("^(?i:" + one_of(words().group("no_task_opening")) + ")" + word_ends);
        static Pattern const share(R"(^[\d.,]+(?: ?%|/\d| +\p{Ll}))");
        if (text.size() < least_bytes || begins(source_, text, result) || begins(source_, text, share))
            return;
        Span const opening{text.begin, std::min(text.end, text.begin + 160)};
        if (!(begins_with_verb ||
              (asked && has_verb(text) && (!ordered_past(opening) || !assignee(text).empty()))))
            return;
        add(text, sign, "bullet");
        in_list_ = asked;
    }

    // Nothing but a body or several: no verb, no full stop.
    bool names_bodies(Span text) const
    {
        static Pattern const only("^(?:" + body_words() +
                                  "|(?:Các|Mỗi|Cấp ủy|Sở|Phòng|Ban|Hội|Đoàn|Chi bộ|Khối)" + word_ends + ")");
        static Pattern const ending(R"([.;]$)");
        static Pattern const verb("(?:" + std::string(word_begins) + ")(?:" + one_of(lowered("task_verb")) +
                                  ")" + word_ends);
        return begins(source_, text, only) && matches(source_, ending, text).empty() &&
               matches(source_, verb, text).empty();
    }

    // A sentence that orders.
    bool sentence(Span span)
    {
        span = after_colon(span);
        if (span.size() < least_bytes || source_[span].ends_with(':')) {
            begun_ = true;
            return false;
        }
        if (begins(source_, span, verb_first())) {
            // The opening of a report: "Thực hiện Kế hoạch …, …".
            static Pattern const lead(
                "^(?:Thực hiện|Triển khai|Hưởng ứng|Quán triệt|Phát huy|Tham gia|Tiếp tục) ");
            auto const first = !begun_;
            begun_ = true;
            if (first && !page_.article.document && begins(source_, span, lead))
                return false;
            Span const opening{span.begin, std::min(span.end, span.begin + 120)};
            static Pattern const narrated(
                "^(?:Thực hiện|Triển khai|Tiếp tục thực hiện|Tham gia|Phát huy|Quán triệt|Hưởng ứng|Xác "
                "định)[^.;]{4,420}?, +(?:năm|từ|trong|\\p{Lu}|toàn|các|đến|thời gian|những|giai "
                "đoạn|sáng|chiều|ngày|tối|hằng năm|hàng năm|huyện|xã|phường|tỉnh|thành phố|cấp ủy|đơn "
                "vị|qua|hiện)" +
                std::string(word_ends));
            static Pattern const report("^Báo cáo +(?:tại|của|nêu|cho thấy|trình bày|gửi tới|kết quả tại)");
            static Pattern const of_document(
                "^(?:Thực hiện|Triển khai|Tiếp tục thực hiện|Hưởng ứng|Quán triệt) +(?:chủ trương|sự chỉ "
                "đạo|phong trào|cuộc vận động|lời dạy|[\\p{Lu}])");
            if (!announced_ && (begins(source_, span, report) ||
                                (begins(source_, span, of_document) && begins(source_, span, narrated))))
                return false;
            if (ordered_past(opening) || (narrated_ && !announced_ && !ordering_ && !page_.article.document))
                return false;
            add(span, "", "sentence");
            return true;
        }
        begun_ = true;
        return ordered(span) || duty(span) || assigned(span);
    }

    // "Văn phòng Tỉnh ủy theo dõi, đôn đốc …": in a document, or where the paragraph
    // gives orders.
    bool assigned(Span span)
    {
        Span const opening{span.begin, std::min(span.end, span.begin + 200)};
        auto const here = ordering_ || (page_.article.document && told_);
        if (!here || ordered_past(opening) || assignee(span).empty() || !has_verb(span))
            return false;
        add(span, "", "sentence");
        return true;
    }

    // "… như: Tăng cường …", "… đề nghị: Cấp ủy các cấp …": the task begins behind
    // the colon, and the sentences after it in the paragraph are orders too.
    Span after_colon(Span span)
    {
        static Pattern const colon(R"(: +[“"]?(\p{Lu}))");
        for (auto const& found : matches(source_, colon, span)) {
            Span const rest{found[1].begin, span.end};
            Span const front{span.begin, found[1].begin};
            if (!announces(front) && !orders_behind(front))
                continue;
            if (begins(source_, rest, verb_first()) || (orders_behind(front) && !assignee(rest).empty())) {
                ordering_ = orders_behind(front);
                return rest;
            }
        }
        return span;
    }

    bool orders_behind(Span front) const
    {
        static Pattern const order("(?i)" + one_of(words().group("order_verb")) + "[^.;:]{0,60}: *[“\"]?$");
        return !matches(source_, order, front).empty();
    }

    // "Ban Thường vụ Tỉnh ủy yêu cầu các cấp …": from the one who orders.
    bool ordered(Span span)
    {
        static Pattern const order(std::string(word_begins) + "((?:" + body_words() +
                                   "|[Đđ]ồng chí|Ông|Bà|Hội nghị|" + one_of(words().group("rank")) +
                                   "|Bí thư|Phó Bí thư|Chủ tịch|Phó Chủ tịch|Trưởng ban|Giám đốc|Thủ tướng)" +
                                   R"([^.;:“”"\n]{0,110}?) +()" + one_of(words().group("order_verb")) +
                                   R"(),? +()" + receivers() + ")");
        static Pattern const noun(
            R"((?i)(?:đáp ứng|theo|các|những|mục đích|,|với|do|thực hiện|của|một số|nội dung)$)");
        for (auto const& found : matches(source_, order, span)) {
            auto const before = source_[found[1]];
            Span const task{found[1].begin, span.end};
            if (RE2::PartialMatch(re2::StringPiece(before.data(), before.size()), noun) ||
                !has_verb({found[2].end, span.end}) || ordered_past({found[1].begin, found[2].end}))
                continue;
            auto const before_adding = page_.findings.size();
            add(task, "", "sentence");
            auto& made = page_.findings[before_adding];
            static Pattern const who(
                "^,? +((?:các|từng|mỗi|toàn|cấp|\\p{Lu})[^.;:]{2,160}?),? +(?:chủ trì|phối hợp|"
                "cần|phải|cụ thể hóa|" +
                one_of(lowered("task_verb")) + ")" + word_ends);
            for (auto const& assigned : matches(source_, who, {found[2].end, span.end})) {
                made.attrs["assignee"] = boost::json::string(tidied(source_[assigned[1]]));
                break;
            }
            ordering_ = true; // who is named next in the paragraph is given work too
            return true;
        }
        return false;
    }

    // What may follow an order: who shall do it, when, or what.
    static std::string const& receivers()
    {
        static auto const pattern = "(?:(?:" + one_of(words().group("task_receiver")) + "|" + body_words() +
                                    "|(?i:" + one_of(words().group("task_verb")) + "))" + word_ends + ")";
        return pattern;
    }

    // "Các cấp ủy cần …", "Mỗi cán bộ phải …".
    bool duty(Span span)
    {
        static Pattern const bare(R"(^(?:(?:[^.;,]{2,60}|Để [^.;]{5,180}), +)?((?:cần|phải|cần phải) +\pL))");
        for (auto const& found : matches(source_, bare, span))
            if (!ordered_past({span.begin, found[1].end}) && has_verb({found[1].begin, span.end})) {
                add(span, "", "sentence");
                return true;
            }
        static Pattern const must(
            "^(?:(?:Do đó|Vì vậy|Đồng thời|Bên cạnh đó|Cùng với đó|Trong thời gian tới|Thời gian tới|Để "
            "[^,]{5,150}), +)?((?i:các|mỗi|từng|người đứng đầu|cấp ủy|cán bộ|đảng viên|" +
            body_words() + "|chính quyền|mặt trận|lực lượng|đơn vị|địa phương|công tác)[^.;]{0,160}? +(?:" +
            one_of(words().group("duty_word")) + ")) ");
        Span const opening{span.begin, std::min(span.end, span.begin + 200)};
        for (auto const& found : matches(source_, must, span)) {
            if (ordered_past(opening) || !has_verb({found[1].end, span.end}))
                return false;
            add({found[1].begin, span.end}, "", "sentence");
            return true;
        }
        return false;
    }

    void add(Span span, std::string const& sign, std::string_view granularity)
    {
        told_ = true;
        auto& made = page_.add("task", span, tidied(source_[span]));
        if (!sign.empty())
            made.attrs["marker"] = boost::json::string(sign);
        made.attrs["granularity"] = boost::json::string(granularity);
        auto who = assignee(span);
        if (who.empty() && !sign.empty())
            who = above_;
        if (!who.empty())
            made.attrs["assignee"] = boost::json::string(who);
        clauses(span);
    }

    // The body or bodies that an item begins with, before what they shall do.
    std::string assignee(Span span) const
    {
        static Pattern const subject("^((?:" + one_of(words().group("task_subject")) + "|" + body_words() +
                                     ")[^.;:]{0,160}?),? +(?:có trách nhiệm|cần|phải|sẽ|là cơ quan|căn cứ|" +
                                     one_of(lowered("task_verb")) + ")" + word_ends);
        static Pattern const given("^(?:Giao|Đề nghị)" + std::string(word_ends));
        if (begins(source_, span, verb_first()) && !begins(source_, span, given))
            return "";
        for (auto const& found : matches(source_, subject, span))
            if (found[1].begin == span.begin) {
                auto who = tidied(source_[found[1]]);
                if (who.ends_with(" được") || who.ends_with(" bị") || who.ends_with(" đã")) // it is done
                    return "";
                for (std::string_view const order : {"Giao ", "Đề nghị "})
                    if (who.starts_with(order))
                        who.erase(0, order.size());
                return who;
            }
        return "";
    }

    // Further orders inside one task: behind ";" or a full stop.
    void clauses(Span task)
    {
        static Pattern const cut(R"((?:;|\.|, đồng thời,?| đồng thời,) +((?:đồng thời,? +)?\pL))");
        std::vector<std::size_t> starts;
        for (auto const& found : matches(source_, cut, task))
            starts.push_back(found[1].begin);
        for (std::size_t at = 0; at < starts.size(); ++at) {
            auto const whole_sentence = source_.clean()[starts[at] - 2] == '.';
            Span const clause =
                source_.trimmed({starts[at], at + 1 < starts.size() ? starts[at + 1] : task.end});
            static Pattern const opens("^(?i:" + one_of(words().group("task_verb")) +
                                       "|mỗi|hằng|hàng|định kỳ|trong thời hạn)" + word_ends);
            if (!begins(source_, clause, opens) && assignee(clause).empty())
                continue;
            auto span = clause;
            while (!whole_sentence && span.size() > 1 &&
                   (source_[span].ends_with(';') || source_[span].ends_with('.') ||
                    source_[span].ends_with(' ') || source_[span].ends_with(',')))
                --span.end;
            page_.add("task_clause", span, nullptr);
        }
    }

    Page& page_;
    Source const& source_;
    bool announced_ = false;
    bool in_list_ = false;
    std::string above_; // whom the heading of this list names
    int above_level_ = 0;
    static constexpr std::size_t unmuted = 9;
    std::size_t mute_level_ = unmuted; // of the heading below which nothing is asked
    bool ordering_ = false;            // the paragraph gives orders
    bool narrated_ = false;            // an earlier sentence of it says what was done
    bool told_ = false;                // some task was found
    bool begun_ = false;               // some sentence of the text was read
};

} // namespace

void find_tasks(Page& page)
{
    Reader(page).read();
}

} // namespace kheo::findings
