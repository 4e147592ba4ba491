// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo's list that is open to opinions.
#include "capabilities/consultations/consultations.hpp"
#include "capabilities/demo_lives/demo_lives.hpp"

#include <algorithm>
#include <array>

namespace kheo::demo_lives
{

namespace
{

constexpr std::size_t most_proposed = 4;

struct Said {
    std::string_view text;
    std::string_view reply; // "": it waits
};
constexpr std::array<Said, 3> said{{
    {"Đường làng sạch hơn trước nhiều, nhưng đoạn cuối thôn chưa có đèn. Nên làm nốt rồi hãy công nhận.",
     "Hội đồng đã xem lại: đoạn cuối thôn hoàn thành trong tháng 12, có biên bản nghiệm thu kèm hồ sơ."},
    {"Mô hình làm thật, người dân được bàn từ đầu.", "Cảm ơn ý kiến. Hội đồng ghi nhận vào hồ sơ."},
    {"Xin cho biết kinh phí duy trì những năm sau lấy ở đâu.", ""},
}};

void say(acts::Work& work, consultations::Consultation const& list, Said const& one)
{
    auto const sent = consultations::send(work, {.consultation = list.id, .text = std::string(one.text)});
    ensure(sent.has_value(), "an opinion of the demo is refused");
    if (one.reply.empty())
        return;
    auto const& opinion = sent->value();
    auto const published = consultations::publish_opinion(
        work, {.opinion = opinion.id, .version = opinion.version, .reply = std::string(one.reply)});
    ensure(published.has_value(), "a reply of the demo is refused");
}

} // namespace

void load_consultation(acts::Work& work)
{
    auto const rounds_open = rounds::open_rounds(work.db);
    auto const round = std::ranges::find(rounds_open, true, &rounds::Round::demo);
    if (round == rounds_open.end())
        return;
    auto candidates = rounds::candidates_of(work.db, round->id);
    std::erase_if(candidates, [](auto const& one) { return one.state != rounds::State::waiting; });
    candidates.resize(std::min(candidates.size(), most_proposed));
    auto const meeting =
        rounds::store_new(
            work, rounds::Meeting{.id = {work.draws.id()},
                                  .round = round->id,
                                  .body = round->body,
                                  .area = round->area,
                                  .held_on = work.today(),
                                  .location = "Hội trường Ban Tuyên giáo và Dân vận Tỉnh ủy",
                                  .members = "Phó Trưởng ban Tuyên giáo và Dân vận Tỉnh ủy (chủ trì)\n"
                                             "Phó Chủ tịch Ủy ban MTTQ Việt Nam tỉnh",
                                  .conclusion = "Đề nghị công nhận đợt một, công bố lấy ý kiến.",
                                  .passed = int(candidates.size()),
                                  .demo = true})
            .value();
    for (auto const& one : candidates) {
        auto const passed = rounds::passed(one, meeting.id);
        ensure(passed.has_value(), "a candidate of the demo does not pass");
        rounds::store(work, "candidates.passed", *passed);
    }
    auto const list = consultations::publish(
        work, {.round = round->id, .days = 10, .note = "Bảng tin trụ sở các xã có mô hình."});
    ensure(list.has_value(), "a list of the demo is refused");
    for (auto const& one : said)
        say(work, list->value(), one);
}

} // namespace kheo::demo_lives
