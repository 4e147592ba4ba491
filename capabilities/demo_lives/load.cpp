// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/contributions/contributions.hpp"
#include "capabilities/demo_lives/demo_lives.hpp"
#include "capabilities/demo_lives/load.sql.hpp"
#include "capabilities/heartbeats/heartbeats.hpp"
#include "capabilities/questions/questions.hpp"
#include "capabilities/replications/replications.hpp"

#include <algorithm>
#include <array>

namespace kheo::demo_lives
{

namespace
{

using models::Model;

constexpr std::array<std::string_view, 6> lessons{
    "Làm theo đợt thì chóng nguội: nên giao hẳn cho một chi hội, có lịch mỗi tháng.",
    "Đã đủ số hộ cần đạt; phần còn lại nhập vào hương ước của thôn nên không cần giữ thành mô hình riêng.",
    "Thiếu nơi tiêu thụ thì hộ bỏ dần. Nơi khác nên tìm đầu mối thu mua trước khi vận động.",
    "Góp ngày công dễ hơn góp tiền. Lần sau bàn với dân ngay từ lúc chọn tuyến đường.",
    "Tổ tự quản đông quá thì khó họp; năm đến bảy hộ một tổ là vừa.",
    "Cần người giữ sổ ghi chép đều; đổi người giữa chừng thì mất số liệu.",
};
constexpr std::array<std::string_view, 4> pauses{
    "Mùa mưa lũ, đường vào thôn đang sửa.",
    "Chờ bố trí lại nhà văn hóa thôn sau sắp xếp.",
    "Tập trung cho thu hoạch, làm tiếp sau vụ.",
    "Chờ hướng dẫn mới về nguồn kinh phí hỗ trợ.",
};
constexpr std::array<std::string_view, 6> changes{
    "Nơi khởi đầu giao cho chi hội, ở đây giao cho tổ liên gia năm hộ.",
    "Họp vào tối thứ bảy thay vì ban ngày, để người đi làm công ty dự được.",
    "Thêm bảng công khai thu chi ở nhà văn hóa thôn.",
    "Bỏ phần góp tiền, chỉ góp ngày công.",
    "Làm thí điểm ở một tổ trước, sau ba tháng mới mở ra cả thôn.",
    "Dùng nhóm Zalo của tổ để nhắc lịch thay cho loa.",
};
struct Giving {
    std::string_view source;
    std::int64_t land_dm2; // for the first; later ones are a little larger
    std::int64_t money;
    std::int64_t half_days;
    std::int64_t givers; // fewer than five: withheld from the public
    std::string_view note;
};
constexpr std::array<Giving, 6> givings{{
    {"nhan_dan", 42'050, 0, 360, 14, "Sổ theo dõi hiến đất, ngày công của Ban công tác Mặt trận thôn."},
    {"ngan_sach", 0, 180'000'000, 0, 0, "Quyết định phân bổ vốn đối ứng của Ủy ban nhân dân xã."},
    {"nhan_dan", 0, 36'500'000, 220, 27, "Biên bản họp thôn, bảng thu chi niêm yết ở nhà văn hóa."},
    {"doanh_nghiep", 0, 60'000'000, 0, 2, "Biên bản bàn giao xi măng, đá quy ra tiền."},
    {"xa_hoi_hoa", 0, 12'000'000, 40, 9, "Sổ vận động của Hội Phụ nữ xã."},
    {"co_quan", 0, 0, 150, 0, "Kế hoạch phối hợp ngày công với đơn vị quân đội đóng trên địa bàn."},
}};
struct Talk {
    std::string_view question;
    std::string_view asker;
    std::string_view answer;
};
constexpr std::array<Talk, 6> talks{{
    {"Lúc đầu nhiều hộ chưa chịu tham gia thì làm thế nào?", "",
     "Chúng tôi làm mẫu ở năm hộ cán bộ, đảng viên trước; ba tháng sau các hộ khác tự xin vào."},
    {"Kinh phí ban đầu bao nhiêu, lấy ở đâu?", "Hội Phụ nữ một xã vùng cao",
     "Phần lớn là ngày công. Tiền mua vật liệu do các hộ góp, thu chi niêm yết ở nhà văn hóa."},
    {"Ai theo dõi số liệu hằng tháng?", "", "Tổ trưởng ghi sổ, cuối tháng gửi về xã qua mẫu một trang."},
    {"Mô hình có làm được ở nơi dân ở thưa không?", "Ban công tác Mặt trận một bản",
     "Được, nhưng nên chia theo cụm ba đến bốn hộ gần nhau, mỗi cụm một người nhắc."},
    {"Có hộ bỏ giữa chừng thì xử lý ra sao?", "", "Không phạt. Tổ đến hỏi khó ở đâu rồi đổi việc cho hợp."},
    {"Sau khi sáp nhập xã thì ai chịu trách nhiệm?", "",
     "Xã mới nhận bàn giao, phân công một đồng chí theo dõi."},
}};

// A figure of the model at so many percent of what it aims at.
std::string share_of(Model const& model, std::int64_t percent)
{
    auto const target = parse_number(model.target);
    if (model.measure.empty() || !target || target->places != 0 || target->units <= 0)
        return {};
    return shown(std::max<std::int64_t>(1, target->units * percent / 100));
}

class Chronicle
{
  public:
    explicit Chronicle(acts::Work& work) : work_(work), period_(periods::calendar().of(work.today())) {}

    void tell(Model const& model, std::size_t at)
    {
        auto const last = periods::calendar().before(period_);
        auto const fate = at % 10;
        // What is kept since last year has reached its target already: a sum goes up.
        auto const begun = model.entry == models::Entry::duy_tri ? 65 : 0;
        if (fate < 6 || fate == 9)
            confirm(model, last.first, Date{last.last().day - int(at % 40)}, begun + 55 + int(at % 10));
        if (fate < 6)
            confirm(model, period_.first, Date{std::max(period_.first.day, work_.today().day - int(at % 30))},
                    begun + 65 + int(at % 40));
        if (at % 40 == 7)
            end(model, at / 40);
        else if (at % 60 == 9)
            pause(model, at / 60);
        if (model.origin)
            replicate(model, at);
        if (at % 90 == 0)
            ask(model, at / 90);
        if (at % 3 == 0)
            give(model, at / 3);
    }

    Loaded sums;

  private:
    void confirm(Model const& model, Date period, Date day, std::int64_t percent)
    {
        heartbeats::store(work_, {.id = {work_.draws.id()},
                                  .model = model.id,
                                  .period = period,
                                  .day = day,
                                  .body = model.body,
                                  .area = model.area,
                                  .result = share_of(model, percent),
                                  .opened = true,
                                  .demo = true});
        ++sums.confirmed;
    }

    void end(Model const& model, std::size_t at)
    {
        auto life = heartbeats::ended(heartbeats::life_of(work_.db, model), work_.today(), "",
                                      std::string(lessons[at % lessons.size()]));
        auto const stored = heartbeats::store(work_, "lives.ended", life.value());
        if (at % 3 == 0)
            heartbeats::store(
                work_, "lives.answered",
                heartbeats::answered(stored.value(),
                                     "Đơn vị xin giữ phần việc hợp với địa phương, giao cho chi hội.")
                    .value());
        ++sums.ended;
    }

    void pause(Model const& model, std::size_t at)
    {
        auto life = heartbeats::paused(heartbeats::life_of(work_.db, model), work_.today(),
                                       std::string(pauses[at % pauses.size()]));
        heartbeats::store(work_, "lives.paused", life.value());
        ++sums.paused;
    }

    void replicate(Model const& model, std::size_t at)
    {
        replications::store(work_, {.id = {work_.draws.id()},
                                    .version = 1,
                                    .model = model.id,
                                    .origin = model.origin,
                                    .day = model.registered_on.value_or(work_.today()),
                                    .body = model.body,
                                    .area = model.area,
                                    .changed = std::string(changes[at % changes.size()]),
                                    .opened = true,
                                    .demo = true});
        ++sums.replicated;
    }

    void ask(Model const& model, std::size_t at)
    {
        auto const& talk = talks[at % talks.size()];
        auto const form = questions::AskForm{model.id, std::string(talk.question), std::string(talk.asker)};
        auto const asked = questions::ask(work_, form);
        ensure(asked.has_value(), "a question of the demo is refused");
        ++sums.questions;
        if (at % 3 == 2)
            return; // it still waits
        auto const answered = questions::answer(
            work_, {asked->value().id, asked->value().version, std::string(talk.answer), ""});
        ensure(answered.has_value(), "an answer of the demo is refused");
    }

    // Two sources, one of them also a year before.
    void give(Model const& model, std::size_t at)
    {
        auto const day = Date{work_.today().day - int(at % 60)};
        give(model, givings[at % givings.size()], day, at);
        give(model, givings[(at + 2) % givings.size()], day, at);
        if (at % 2 == 0)
            give(model, givings[at % givings.size()], Date{day.day - 365}, at);
    }

    void give(Model const& model, Giving const& giving, Date day, std::size_t at)
    {
        auto const more = std::int64_t(at % 17);
        auto const givers = giving.givers > 0 ? giving.givers + (giving.givers >= 5 ? more : 0) : 0;
        auto const grown = [&](std::int64_t amount) { return amount + amount / 10 * more; };
        auto const of = [&](std::int64_t amount) { return amount > 0 ? givers : 0; };
        contributions::store(work_, "contributions.recorded",
                             {.id = {work_.draws.id()},
                              .model = model.id,
                              .body = model.body,
                              .area = model.area,
                              .source = std::string(giving.source),
                              .since = day,
                              .until = day,
                              .land_dm2 = grown(giving.land_dm2),
                              .land_givers = of(giving.land_dm2),
                              .money = grown(giving.money),
                              .money_givers = of(giving.money),
                              .half_days = grown(giving.half_days),
                              .work_givers = of(giving.half_days),
                              .note = std::string(giving.note),
                              .demo = true});
        ++sums.contributions;
    }

    acts::Work& work_;
    periods::Period period_;
};

} // namespace

Loaded load(acts::Work& work)
{
    auto chronicle = Chronicle(work);
    std::size_t at = 0;
    std::vector<models::Model> all;
    for (auto const id : work.db.all<models::ModelId>(sql::public_models)) {
        auto const model = models::load_row(work, id);
        ensure(model.has_value(), "a model of the demo is not there");
        chronicle.tell(*model, at++);
        all.push_back(*model);
    }
    load_consultation(work);
    chronicle.sums.persons = load_persons(work);
    chronicle.sums.memberships = load_movements(work, all);
    return chronicle.sums;
}

} // namespace kheo::demo_lives
