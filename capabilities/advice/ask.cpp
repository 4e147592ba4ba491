// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/advice/ask.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace kheo::advice
{

namespace
{

constexpr std::size_t most_near = 64;   // candidates looked at
constexpr std::size_t most_checked = 8; // whose text is read and compared word by word
constexpr std::size_t most_similar = 5; // told
constexpr std::size_t most_own = 3;     // of the body's own
constexpr float hardly_near = 0.15F;    // below the least cosine of a replication

double rounded(double score)
{
    return std::round(score * 1000) / 1000;
}

struct Judged {
    Similar similar;
    Known known;
};

// Copies first, then light edits, then replications; the more alike the earlier.
bool is_nearer(Judged const& one, Judged const& other)
{
    if (one.similar.relation != other.similar.relation)
        return one.similar.relation < other.similar.relation;
    if (one.similar.score != other.similar.score)
        return one.similar.score > other.similar.score;
    return one.similar.id.value < other.similar.id.value;
}

std::optional<Judged> judged(Profile const& profile, Known known, bool own)
{
    auto const like = alike(profile, ideas().profile(known.draft));
    if (!like)
        return std::nullopt;
    auto similar = Similar{.id = {known.id},
                           .score = rounded(like->score),
                           .relation = like->relation,
                           .own = own,
                           .title = known.draft.title,
                           .unit = known.unit,
                           .year = known.year,
                           .url = known.url};
    return Judged{std::move(similar), std::move(known)};
}

// Drops what is only a neighbour of what else was found; sorts the rest.
void keep_told(std::vector<Judged>& list)
{
    auto best = 0.0;
    auto same_text = false;
    for (auto const& one : list)
        if (one.similar.relation == Relation::replication)
            best = std::max(best, one.similar.score);
        else
            same_text = true;
    std::erase_if(list, [least = least_told(best, same_text)](Judged const& one) {
        return one.similar.relation == Relation::replication && one.similar.score < least;
    });
    std::ranges::sort(list, is_nearer);
}

std::vector<Judged> own_alike(acts::Reading const& reading, Held const& held, Profile const& profile,
                              BodyId body, std::string_view code, ModelId except)
{
    std::vector<Judged> list;
    if (!held.source().own || (!body && code.empty()))
        return list;
    for (auto& known : held.source().own(reading, body.value, code))
        if (known.id != except.value)
            if (auto one = judged(profile, std::move(known), true))
                list.push_back(std::move(*one));
    keep_told(list);
    if (list.size() > most_own)
        list.resize(most_own);
    return list;
}

std::vector<Judged> public_alike(acts::Reading const& reading, Held const& held, Profile const& profile,
                                 std::vector<Judged> const& own, ModelId except)
{
    std::vector<Judged> list;
    std::vector<Near> checked;
    for (auto const& near : held.nearest().near(profile, most_near)) {
        auto const told =
            std::ranges::any_of(own, [&](Judged const& one) { return one.similar.id.value == near.id; });
        if (told || near.id == except.value || (near.cosine < hardly_near && near.same_runs == 0))
            continue;
        // Of many communes that registered one text, the nearest stands for all; but
        // whose text is the draft's own is told each.
        if (near.same_runs == 0 &&
            std::ranges::any_of(checked, [&](Near const& one) { return same_text(one, near); }))
            continue;
        if (checked.size() == most_checked)
            break;
        checked.push_back(near);
        // Read anew: what stopped being public a moment ago is not told.
        if (auto known = held.source().one(reading.db, near.id))
            if (auto one = judged(profile, std::move(*known), false))
                list.push_back(std::move(*one));
    }
    keep_told(list);
    if (list.size() > most_similar)
        list.resize(most_similar);
    return list;
}

} // namespace

std::span<forms::Rule const> AskForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 23> list{{
        {"year", "Năm đăng ký", Input::line, 20},
        {"kind", "Loại", Input::line, 200},
        {"entry", "Hình thức đăng ký", Input::line, 200},
        {"unit", "Đơn vị", Input::line, 200},
        {"unit_code", "Mã đơn vị", Input::line, 35},
        {"commune", "Xã, phường, đặc khu", Input::line, 200},
        {"province", "Tỉnh, thành phố", Input::line, 200},
        {"field", "Lĩnh vực", Input::line, 200},
        {"title", "Tên mô hình", Input::line, 300},
        {"situation", "Thực trạng, lý do", Input::text, 4000},
        {"aims", "Mục tiêu, chỉ tiêu", Input::text, 4000},
        {"way_of_working", "Nội dung, cách làm", Input::text, 8000},
        {"forces", "Lực lượng thực hiện", Input::text, 2000},
        {"resources", "Nguồn lực", Input::text, 2000},
        {"timetable", "Thời gian thực hiện", Input::text, 1000},
        {"beneficiaries", "Đối tượng thụ hưởng", Input::text, 2000},
        {"outputs", "Sản phẩm, kết quả kiểm tra được", Input::text, 4000},
        {"keep_up", "Duy trì, nhân rộng", Input::text, 2000},
        {"measure", "Chỉ tiêu đo", Input::line, 120},
        {"baseline", "Trước khi làm", Input::line, 40},
        {"target", "Cần đạt", Input::line, 40},
        {"body", "Đơn vị đăng ký", Input::id, INT64_MAX, forms::Need::optional,
         "Mô hình của chính đơn vị này được nêu trước, nếu tài khoản có quyền đăng ký cho đơn vị."},
        {"model", "Mô hình đang sửa", Input::id, INT64_MAX},
    }};
    return list;
}

Found found(acts::Reading const& reading, Draft const& draft, BodyId body, ModelId except)
{
    auto made = Found();
    made.advice.specificity = clarity_rules(reading.today())->judge(draft);
    auto const with = held();
    if (!with)
        return made;
    made.advice.compared = std::int64_t(with->nearest().size());
    auto const profile = ideas().profile(draft);
    auto list = own_alike(reading, *with, profile, body, draft.unit_code, except);
    auto others = public_alike(reading, *with, profile, list, except);
    std::ranges::move(others, std::back_inserter(list));
    for (auto& one : list) {
        made.advice.similar.push_back(std::move(one.similar));
        made.models.push_back(std::move(one.known));
    }
    return made;
}

Outcome<Advice> ask(routes::Reading& reading, AskForm const& form)
{
    return found(reading, form, form.body, form.model).advice;
}

std::span<routes::Row const> rows()
{
    static std::array const list = {[] {
        // A question too long for an address: it stores nothing, so it is a read.
        auto row = routes::read<AskForm, Advice>(
            "", "/api/v1/models/advice", routes::anyone, ask, nullptr,
            {.summary = "Mô hình định đăng ký đã rõ mấy ý, và giống mô hình nào; không lưu gì",
             .per_minute = 600});
        row.method = http::Method::post;
        return row;
    }()};
    return list;
}

} // namespace kheo::advice
