// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/plans/answer.hpp"
#include "capabilities/plans/point.hpp"
#include "capabilities/plans/told.hpp"
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

enum class Kept { open, closed };

// 101 asks the communes 20 and 30 for two models each.
struct Asked : TestProvince {
    Asked(db::Engine engine, Reach reach)
        : TestProvince(engine), directive(document(101, reach, "Mỗi xã có hai mô hình."))
    {
        task = TestProvince::task(directive, {led_by(20), led_by(30)}, rule, "Có mô hình mới");
        auto const product = [](acts::Work& work, Task next) {
            next.product = "Ít nhất 02 mô hình";
            ++next.version;
            return tasks::store(work, "tasks.changed", next).value();
        };
        as_operator();
        task = act(product, task);
    }

    documents::Document directive;
    Task task;

    ModelId model(std::int64_t body, std::string const& title, Kept kept = Kept::open,
                  models::Stage stage = models::Stage::received)
    {
        auto const verb = [&](acts::Work& work, int) {
            auto made = models::Model{.id = {work.draws.id()},
                                      .year = 2026,
                                      .body = {body},
                                      .area = {body / 10},
                                      .field = "kinh_te",
                                      .title = title,
                                      .stage = stage,
                                      .published = kept == Kept::open};
            return models::store_new(work, "models.received", made).value().id;
        };
        auto const before = std::exchange(actor, acts::Actor{.kind = acts::ActorKind::system});
        auto const id = act(verb, 0);
        actor = before;
        return id;
    }
    DocumentId paper(std::int64_t body, std::string const& type, Reach reach = Reach::recipients)
    {
        auto const made = document(body, reach, type + " của xã " + std::to_string(++papers));
        auto const typed = [&](acts::Work& work, documents::Document one) {
            one.type = type;
            ++one.version;
            return documents::store(work, "documents.corrected", one).value().id;
        };
        return act(typed, made);
    }
    Outcome<acts::Recorded<Fulfilment>> pointed(std::int64_t body, ModelId model, DocumentId paper = {})
    {
        auto form = PointForm();
        form.task = task.id;
        form.body = {body};
        form.model = model;
        form.fulfilled_by = paper;
        return act(point, form);
    }
    Outcome<acts::Recorded<Fulfilment>> taken_back(std::int64_t body, FulfilmentId id, std::string const& why)
    {
        auto form = RemoveForm();
        form.task = task.id;
        form.body = {body};
        form.fulfilment = id;
        form.removed_for = why;
        return act(unpoint, form);
    }
    Outcome<FulfilledView> fulfilled(std::int64_t body)
    {
        return read([&](acts::Reading& reading) {
            auto query = PartQuery();
            query.task = task.id;
            query.body = {body};
            return view_fulfilled(reading, query);
        });
    }
    std::size_t told_of(ModelId id, Reader reader)
    {
        return read([&](acts::Reading& reading) {
            auto const model = models::load_public(reading.db, id);
            auto const inside = models::load(reading, id);
            auto const& shown = reader == Reader::everybody ? model : inside ? std::optional(*inside) : model;
            return shown ? tasks_of_model(reading, *shown, reader).items.size() : std::size_t(0);
        });
    }
    int papers = 0;
};

std::string id_of(Outcome<acts::Recorded<Fulfilment>> const& answer)
{
    return answer ? "" : answer.error().id;
}

} // namespace

TEST_CASE("a product asks for models in figures or in a word, and in no other measure")
{
    for (auto const& [product, asked] : {std::pair("2 mô hình", 2),
                                         {"Ít nhất 02 (hai) mô hình mới", 2},
                                         {"mỗi xã, phường có từ 2 đến 3 mô hình", 2},
                                         {"Mỗi đơn vị một mô hình được công nhận", 1},
                                         {"3 - 5 mô hình", 3},
                                         {"BA MÔ HÌNH", 3},
                                         {"Mô hình đã đăng ký", 0},
                                         {"Danh sách mô hình năm 2026", 0},
                                         {"Trong năm, mô hình được duy trì", 0},
                                         {"Mỗi thôn một mô hình", 0},
                                         {"Báo cáo 2 kỳ về mô hình", 0},
                                         {"", 0}}) {
        CAPTURE(product);
        CHECK(models_asked(product).value_or(0) == asked);
    }
}

TEST_CASE("only notices, plans, reports and what meetings leave fulfil")
{
    CHECK(shown_as("Thông báo") == "Thông báo");
    CHECK(shown_as("kế hoạch") == "Kế hoạch");
    CHECK(shown_as("Kết luận") == "Cuộc họp");
    CHECK(shown_as("Biên bản") == "Cuộc họp");
    CHECK_FALSE(shown_as("Chỉ thị").has_value());
    CHECK_FALSE(shown_as("").has_value());
}

TEST_ON_BOTH("a body points at its own models and papers, each once, and takes back with a reason")
{
    auto asked = Asked(engine, Reach::recipients);
    auto const own = asked.model(20, "Đường hoa");
    auto const fronts = asked.model(24, "Tổ hòa giải", Kept::closed);
    auto const others = asked.model(30, "Vườn mẫu");
    auto const draft = asked.model(20, "Chưa gửi", Kept::closed, models::Stage::draft);
    asked.as({20, 24});
    auto const minutes = asked.paper(20, "Biên bản");
    auto const order = asked.paper(20, "Quyết định");
    CHECK(id_of(asked.pointed(20, own)).empty());
    CHECK(id_of(asked.pointed(20, fronts)).empty()); // of the same commune
    CHECK(id_of(asked.pointed(20, {}, minutes)).empty());
    CHECK(id_of(asked.pointed(20, own)) == "plans.pointed_before");
    CHECK(id_of(asked.pointed(20, others)) == "plans.not_own_model");
    CHECK(id_of(asked.pointed(20, draft)) == "plans.not_own_model");
    CHECK(id_of(asked.pointed(20, {}, order)) == "plans.not_fulfilling");
    CHECK(id_of(asked.pointed(20, own, minutes)) == "plans.point_at_one");
    CHECK(id_of(asked.pointed(20, {}, {})) == "plans.point_at_one");
    CHECK(id_of(asked.pointed(30, others)) == "not_found"); // not their part
    auto const told = asked.fulfilled(20);
    REQUIRE(told.has_value());
    REQUIRE(told->items.size() == 3);
    CHECK(told->models == 2);
    CHECK(told->models_asked == 2);
    CHECK(told->items.back().kind == "Cuộc họp");
    auto const first = told->items.front().id;
    CHECK(id_of(asked.taken_back(20, first, "")) == "plans.removal_reason_needed");
    CHECK(id_of(asked.taken_back(20, first, "Độ mật: Tối mật")) == "document_secret");
    CHECK(id_of(asked.taken_back(20, first, "Chọn nhầm")).empty());
    CHECK(id_of(asked.taken_back(20, first, "Chọn nhầm")) == "plans.removed_before");
    CHECK(asked.fulfilled(20)->models == 1);
    CHECK(id_of(asked.pointed(20, own)).empty()); // and again
}

TEST_ON_BOTH("whoever asked may take back what does not fulfil, but does not point for a body")
{
    auto asked = Asked(engine, Reach::recipients);
    auto const own = asked.model(20, "Đường hoa", Kept::closed);
    auto const other = asked.model(20, "Vườn mẫu", Kept::closed);
    asked.as({20});
    auto const made = asked.pointed(20, own);
    REQUIRE(made.has_value());
    asked.as({30});
    CHECK(id_of(asked.taken_back(20, made->value().id, "Không phải")) == "not_found");
    asked.as({101}, 8);
    CHECK(id_of(asked.pointed(20, other)) == "not_allowed");
    CHECK(id_of(asked.taken_back(20, made->value().id, "Mô hình của năm trước")).empty());
    CHECK(asked.fulfilled(20)->items.empty());
}

TEST_ON_BOTH("nobody learns of a restricted directive from a model's page, nor of a closed model from a task")
{
    struct Case {
        Reach reach;
        Kept kept;
        std::size_t everybody, owner, asker, stranger; // tasks told at the model
    };
    for (auto const& one :
         {Case{Reach::recipients, Kept::open, 0, 1, 1, 0}, Case{Reach::system, Kept::open, 0, 1, 1, 0},
          Case{Reach::open, Kept::open, 1, 1, 1, 1}, Case{Reach::recipients, Kept::closed, 0, 1, 0, 0},
          Case{Reach::open, Kept::closed, 0, 1, 0, 0}}) {
        CAPTURE(int(one.reach));
        CAPTURE(int(one.kept));
        auto asked = Asked(engine, one.reach);
        auto const model = asked.model(20, "Đường hoa", one.kept);
        asked.as({20});
        REQUIRE(asked.pointed(20, model).has_value());
        CHECK(asked.told_of(model, Reader::officers) == one.owner);
        CHECK(asked.fulfilled(20)->items.front().title == "Đường hoa");
        asked.as({});
        CHECK(asked.told_of(model, Reader::everybody) == one.everybody);
        asked.as({101}, 8);
        CHECK(asked.told_of(model, Reader::officers) == one.asker);
        // Who asked is told that something is there, and its name where they may open it.
        auto const told = asked.fulfilled(20);
        CHECK(told->models == 1);
        CHECK(told->items.front().title == (one.kept == Kept::open ? "Đường hoa" : ""));
        asked.as({40}, 9);
        CHECK(asked.told_of(model, Reader::officers) == one.stranger);
        CHECK(asked.fulfilled(20).error().id == "not_found");
        auto const query = PartQuery{asked.task.id, {20}, ""};
        auto const open = asked.read([&](acts::Reading& reading) {
            return Pointers(reading, query.task)
                .of(reading, "", {query.body, {2}, {}}, Reader::everybody)
                .items.size();
        });
        CHECK(open == (one.kept == Kept::open ? 1 : 0));
    }
}

TEST_ON_BOTH("what a page tells of tasks goes when a document behind it is opened or a task changes")
{
    auto asked = Asked(engine, Reach::recipients);
    auto const model = asked.model(20, "Đường hoa");
    asked.as({20});
    REQUIRE(asked.pointed(20, model).has_value());
    CHECK(std::ranges::find(asked.topics, "model/" + shown(model)) != asked.topics.end());
    asked.as({});
    asked.topics.clear();
    CHECK(asked.told_of(model, Reader::everybody) == 0);
    for (auto const& topic : {"document/" + shown(asked.directive.id), "task/" + shown(asked.task.id)})
        CHECK(std::ranges::find(asked.topics, topic) != asked.topics.end());
}

TEST_ON_BOTH("a withdrawn model counts no longer, and everybody is not told of it")
{
    auto asked = Asked(engine, Reach::open);
    auto const model = asked.model(20, "Đường hoa");
    asked.as({20});
    REQUIRE(asked.pointed(20, model).has_value());
    asked.as_operator();
    asked.act(
        [&](acts::Work& work, ModelId id) {
            auto next = *models::load_for_change(work, models::may::withdraw_models, id, 1);
            return models::store(work, "models.withdrawn", *models::withdrawn(next, "Thôi làm")).value();
        },
        model);
    asked.as({20});
    CHECK(asked.fulfilled(20)->models == 0);
    CHECK(asked.fulfilled(20)->items.front().title.ends_with("(đã rút)"));
    CHECK(asked.told_of(model, Reader::everybody) == 0);
}

namespace
{

// How many statements a read asks; no test asks as many as the connection counts.
template <class Ask>
std::size_t questions(TestProvince& province, Ask ask)
{
    auto const count = province.read([&](acts::Reading& reading) {
        ask(reading);
        return reading.db.steps().size();
    });
    REQUIRE(count < 100);
    return count;
}

} // namespace

TEST_ON_BOTH("what fulfils a task is asked for at once, however much it is")
{
    auto asked = Asked(engine, Reach::open);
    auto const query = [&] {
        auto part = PartQuery();
        part.task = asked.task.id;
        part.body = {20};
        return part;
    }();
    auto const view = [&](acts::Reading& reading) { CHECK(view_fulfilled(reading, query)); };
    auto const everybody = [&](acts::Reading& reading) {
        Pointers(reading, query.task).of(reading, "", {query.body, {2}, {}}, Reader::everybody);
    };
    // One of each kind, and one whose words everybody reads as they were before.
    auto const point_at_more = [&](std::string const& name) {
        auto const own = asked.model(20, name);
        auto const waits = asked.model(20, name + " cũ");
        asked.as_operator();
        asked.act(
            [&](acts::Work& work, ModelId id) {
                auto next = *models::load_for_change(work, models::may::edit_models, id, 1);
                next.stage = models::Stage::registered;
                next.title = name + " mới";
                ++next.version;
                return models::store(work, "models.registered", next).value();
            },
            waits);
        asked.as({20});
        for (auto const id : {own, waits})
            REQUIRE(asked.pointed(20, id).has_value());
        REQUIRE(asked.pointed(20, {}, asked.paper(20, "Thông báo")).has_value());
        REQUIRE(asked.pointed(20, {}, asked.paper(20, "Biên bản", Reach::open)).has_value());
    };
    point_at_more("Đường hoa");
    auto const officers = questions(asked, view);
    auto const outside = questions(asked, everybody);
    for (auto const* const name : {"Vườn mẫu", "Tổ hòa giải", "Ngõ sạch"})
        point_at_more(name);
    CHECK(questions(asked, view) == officers);
    CHECK(questions(asked, everybody) == outside);
    // Each is read as it is one by one.
    CHECK(asked.fulfilled(20)->items.size() == 16);
    CHECK(asked.fulfilled(20)->items.at(1).title == "Đường hoa mới");
    asked.as({});
    auto const told = asked.read([&](acts::Reading& reading) {
        return Pointers(reading, query.task).of(reading, "", {query.body, {2}, {}}, Reader::everybody);
    });
    CHECK(told.items.size() == 12); // not the notices, which are nobody's to see
    CHECK(told.items.at(1).title == "Đường hoa cũ");
}

TEST_ON_BOTH("the tasks that a model fulfils are asked for at once, with the papers that press texts report")
{
    auto asked = Asked(engine, Reach::open);
    auto const model = asked.model(20, "Đường hoa");
    auto const ask_more = [&](std::string const& number) {
        asked.as_operator();
        auto const report = [&](acts::Work& work, documents::Document one) {
            one.source = documents::Source::press;
            one.citations = citations::text_of(std::vector{citations::Citation{
                .kind = citations::Kind::reports, .type = "Chỉ thị", .number = number + "-CT/TW"}});
            ++one.version;
            return documents::store(work, "documents.corrected", one).value();
        };
        auto const press = asked.act(report, asked.document(101, Reach::open, "Bài báo " + number));
        for (auto const& from : {press, asked.document(101, Reach::recipients, "Kế hoạch " + number)}) {
            asked.as_operator();
            asked.task = asked.TestProvince::task(from, {led_by(20)}, rule, "Có mô hình " + number);
            asked.as({20});
            REQUIRE(asked.pointed(20, model).has_value());
        }
    };
    auto const tell = [&](acts::Reading& reading) {
        tasks_of_model(reading, *models::load(reading, model), Reader::officers);
    };
    asked.as_operator();
    auto const renumber = [](acts::Work& work, documents::Document one) {
        one.number = "1-CT/TW";
        ++one.version;
        return documents::store(work, "documents.corrected", one).value();
    };
    asked.act(renumber, asked.directive);
    ask_more("1");
    auto const few = questions(asked, tell);
    for (auto const* const number : {"2", "3", "4"})
        ask_more(number);
    CHECK(questions(asked, tell) == few);
    CHECK(asked.told_of(model, Reader::officers) == 8);
    asked.as({});
    CHECK(asked.told_of(model, Reader::everybody) == 4);
    auto const first = asked.read([&](acts::Reading& reading) {
        return tasks_of_model(reading, *models::load_public(reading.db, model), Reader::everybody).items;
    });
    REQUIRE_FALSE(first.empty());
    CHECK(first.front().document.ends_with("(theo báo; văn bản gốc: Chỉ thị 1-CT/TW)"));
}
