// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/plans/answer.hpp"

#include "capabilities/plans/alike.hpp"
#include "capabilities/tasks/province_test.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::plans;
using documents::Reach;
using tasks::led_by;
using tasks::TestProvince;

namespace
{

auto const rule = tasks::DueRule{
    .kind = tasks::DueKind::on_day, .on = date_of({2026, 12, 31}), .from = *date_of({2026, 3, 5})};
std::string const long_words = "Trong quý I, Ban Xây dựng Đảng chủ trì họp từng thôn, mời các hộ còn vướng "
                               "mắc về đất đai đến bàn, ghi biên "
                               "bản, niêm yết kết quả tại nhà văn hóa thôn và báo cáo Đảng ủy trước ngày 25 "
                               "hằng tháng; tổ chức đối thoại giữa "
                               "người đứng đầu với Nhân dân ít nhất hai lần trong năm.";

// 101 asks all three communes.
struct Communes : TestProvince {
    explicit Communes(db::Engine engine) : TestProvince(engine) {}

    documents::Document directive = document(101, Reach::recipients, "Các xã gửi kế hoạch.");
    Task task = TestProvince::task(directive, {led_by(20), led_by(30), led_by(40)}, rule);

    template <class Form>
    Form form(std::int64_t body, std::int64_t version)
    {
        auto made = Form();
        made.task = task.id;
        made.body = {body};
        made.version = version;
        return made;
    }
    Outcome<acts::Recorded<Plan>> promised(std::int64_t body, std::string const& words, DocumentId paper = {})
    {
        auto made = form<PromiseForm>(body, 0);
        made.promise = words;
        made.document = paper;
        return act(promise, made);
    }
    Outcome<acts::Recorded<Plan>> completed(std::int64_t body, std::int64_t version, Date day)
    {
        auto made = form<CompleteForm>(body, version);
        made.done_on = day;
        made.result = "Đã gửi kế hoạch";
        return act(complete, made);
    }
    Outcome<acts::Recorded<Plan>> accepted(std::int64_t body, std::int64_t version)
    {
        return act(accept, form<DecideForm>(body, version));
    }
    std::string page(std::int64_t body)
    {
        return read([&](acts::Reading& reading) {
            auto const page = show_part(
                reading, {{{"task", shown(task.id)}, {"body", std::to_string(body)}, {"period", ""}}, {}},
                nullptr);
            return page ? std::string(page->body.view()) : page.error().id;
        });
    }
};

} // namespace

TEST_ON_BOTH("whoever oversees a task reads no more of a plan's document than reaches them")
{
    auto communes = Communes(engine);
    std::vector<DocumentId> papers;
    for (auto const body : {20, 30}) {
        communes.as({body});
        papers.push_back(
            communes.document(body, Reach::recipients, long_words + " Xã số " + std::to_string(body)).id);
        REQUIRE(communes.promised(body, "Có kế hoạch riêng", papers.back()).has_value());
    }
    auto const plans = [&] {
        return communes.read([&](acts::Reading& reading) {
            auto const said = Said::of_task(reading.db, communes.task.id);
            auto const* const own = said.find(communes.task.id, "", {20});
            return std::pair(words_of(reading, *own),
                             alike_of(reading, *own, said.of(communes.task.id, ""), 3).size());
        });
    };
    communes.as({20, 30, 101}); // who sees both papers, first: what is kept must not leak to the next
    CHECK(plans().first.find(long_words) != std::string::npos);
    CHECK(plans().second == 1);
    communes.as({101});
    CHECK(plans().first == "Có kế hoạch riêng");
    CHECK(plans().second == 0);
    auto const page = communes.page(20);
    CHECK(page.find("Văn bản bạn không được xem") != std::string::npos);
    CHECK(page.find("Ban Xây dựng Đảng chủ trì họp từng thôn") == std::string::npos);
}

TEST_ON_BOTH("who said that it is done does not accept it")
{
    auto communes = Communes(engine);
    auto const day = *date_of({2026, 4, 1});
    communes.as({20, 101}, 7);
    REQUIRE(communes.completed(20, 0, day).has_value());
    auto const own = communes.accepted(20, 1);
    REQUIRE_FALSE(own.has_value());
    CHECK(own.error().id == "plans.own_word");
    CHECK(communes.page(20).find("Chính bạn đã báo hoàn thành") != std::string::npos);
    communes.as({101}, 8);
    CHECK(communes.page(20).find("/dong-y") != std::string::npos);
    CHECK(communes.accepted(20, 1).has_value());
}

TEST_ON_BOTH("nothing is done before the day of the paper that asks, and no secret is written back")
{
    auto communes = Communes(engine);
    communes.as({20});
    auto const early = communes.completed(20, 0, *date_of({2026, 3, 4}));
    REQUIRE_FALSE(early.has_value());
    CHECK(early.error().fields.front().field == "done_on");
    REQUIRE(communes.completed(20, 0, *date_of({2026, 3, 5})).has_value());
    communes.as({101}, 8);
    auto back = communes.form<DecideForm>(20, 1);
    back.reason = "Độ mật: Tối mật";
    CHECK(communes.act(give_back, back).error().id == "document_secret");
}

TEST_ON_BOTH("a plan's paper stays among the choices, and a unit is offered its own papers that it sees")
{
    auto communes = Communes(engine);
    communes.as({20, 30});
    auto const others = communes.document(30, Reach::recipients, "Kế hoạch của xã bên").id;
    auto const own = communes.document(20, Reach::recipients, "Kế hoạch của xã").id;
    for (int at = 0; at < 3; ++at)
        communes.document(30, Reach::open, "Công văn số " + std::to_string(at));
    REQUIRE(communes.promised(20, "", others).has_value());
    communes.as({20});
    auto const page = communes.page(20);
    CHECK(page.find("value=\"" + shown(others) + "\"") != std::string::npos);
    CHECK(page.find("value=\"" + shown(own) + "\"") != std::string::npos);
    CHECK(page.find("Kế hoạch của xã bên") == std::string::npos); // its name is not for them
    // Saved again as it stands, it is still there; another one that they do not see is refused.
    auto again = communes.form<PromiseForm>(20, 1);
    again.promise = "Ý chính";
    again.document = others;
    CHECK(communes.act(promise, again)->value().document == others);
    again.version = 2;
    communes.as({30});
    again.document = communes.document(30, Reach::recipients, "Việc riêng").id;
    communes.as({20});
    CHECK(communes.act(promise, again).error().fields.front().field == "document");
    communes.read([&](acts::Reading& reading) {
        auto const all = documents::documents_of_body(reading.db, {30}, 2);
        CHECK(all.size() == 2);
        CHECK(documents::documents_of_body(reading.db, {20}, 9).size() == 1);
        return 0;
    });
}

TEST_ON_BOTH("a withdrawn document takes its tasks with it")
{
    auto communes = Communes(engine);
    communes.as({20});
    REQUIRE(communes.completed(20, 0, *date_of({2026, 4, 1})).has_value());
    CHECK(communes.page(20).find("Gửi kế hoạch") != std::string::npos);
    communes.as_operator();
    communes.withdraw(communes.directive);
    communes.as({20});
    CHECK(communes.page(20) == "not_found");
    CHECK(communes.promised(20, "Muộn rồi").error().id == "not_found");
    communes.as({101}, 8);
    CHECK(communes.page(20).find("/dong-y") == std::string::npos);
    CHECK(communes.accepted(20, 1).error().id == "plans.document_withdrawn");
}

TEST_ON_BOTH("what a gone body said and was sent back is not told as done")
{
    auto communes = Communes(engine);
    communes.as({40});
    REQUIRE(communes.completed(40, 0, *date_of({2026, 4, 1})).has_value());
    communes.as({101}, 8);
    auto back = communes.form<DecideForm>(40, 1);
    back.reason = "Thiếu biên bản";
    REQUIRE(communes.act(give_back, back).has_value());
    auto const said = [&](std::int64_t body) {
        return communes.read([&](acts::Reading& reading) {
            return *Said::of_task(reading.db, communes.task.id).find(communes.task.id, "", {body});
        });
    };
    CHECK(taken_words(nullptr) == "chưa trả lời");
    auto const gone = said(40);
    CHECK(taken_words(&gone) == "đã báo hoàn thành, bị trả lại: Thiếu biên bản");
}
