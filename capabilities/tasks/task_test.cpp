// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/tasks/province_test.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::tasks;
using documents::Reach;

namespace
{

// A press text about Chỉ thị 35-CT/TU, and the paper itself, kept by another body.
struct Reported : TestProvince {
    explicit Reported(db::Engine engine) : TestProvince(engine) {}

    Document press = stored({.body = {101},
                             .area = {1},
                             .source = documents::Source::press,
                             .issued_on = date_of({2026, 3, 6}),
                             .subject = "Tỉnh ủy chỉ đạo đối thoại",
                             .citations = citations::text_of({{.kind = citations::Kind::reports,
                                                               .type = "Chỉ thị",
                                                               .number = "35-CT/TU",
                                                               .issuer = "Ban Thường vụ Tỉnh ủy Minh Họa",
                                                               .day = "2026-03-05"}}),
                             .reach = Reach::open});
    Task task = TestProvince::task(press, {led_by(20)}, {.from = *date_of({2026, 3, 5})});

    Document stored(Document document)
    {
        auto const verb = [&](acts::Work& work, int) {
            document.id = {work.draws.id()};
            auto const words = document.subject + document.number;
            document.text_hash = documents::hash_of(words);
            return documents::store_new(work, document, {words, {}}).value();
        };
        return act(verb, 0);
    }
    Document paper(std::string const& number, Reach reach)
    {
        return stored({.body = {102},
                       .area = {1},
                       .type = "Chỉ thị",
                       .number = number,
                       .issuer = "Ban Thường vụ Tỉnh ủy Minh Họa",
                       .issued_on = date_of({2026, 3, 5}),
                       .subject = "về đối thoại",
                       .reach = reach});
    }
    std::pair<std::string, std::string> told()
    {
        return read([&](acts::Reading& reading) {
            auto eyes = Eyes(reading);
            return std::pair(eyes.document_name(task), eyes.press_words(task));
        });
    }
};

constexpr std::string_view no_paper = "Theo báo, chưa có văn bản gốc";
constexpr std::string_view with_paper = "Theo báo; văn bản gốc: Chỉ thị 35-CT/TU";

} // namespace

TEST_ON_BOTH("a task read from a press text says so, and names the paper to those it reaches")
{
    auto reported = Reported(engine);
    CHECK(reported.told().second == no_paper);
    CHECK(reported.told().first == "Tỉnh ủy chỉ đạo đối thoại (theo báo, chưa có văn bản gốc)");
    reported.as_operator();
    auto const other = reported.paper("36-CT/TU", Reach::open); // another paper of that day
    CHECK(reported.told().second == no_paper);
    auto const paper = reported.paper("35-CT/TU", Reach::recipients);
    for (auto const& [who, words] : {std::pair(std::vector<std::int64_t>{102}, with_paper),
                                     {std::vector<std::int64_t>{101}, no_paper},
                                     {std::vector<std::int64_t>{20}, no_paper},
                                     {std::vector<std::int64_t>{}, no_paper}}) {
        reported.as(who);
        CHECK(reported.told().second == words);
    }
    reported.as({102});
    CHECK(reported.told().first == "Tỉnh ủy chỉ đạo đối thoại (theo báo; văn bản gốc: Chỉ thị 35-CT/TU)");
    reported.as_operator();
    reported.withdraw(paper);
    CHECK(reported.told().second == no_paper);
}

TEST_ON_BOTH("of two papers that may be the one reported none is named, and of a paper nothing is said")
{
    auto reported = Reported(engine);
    reported.as_operator();
    reported.paper("35-CT/TU", Reach::open);
    CHECK(reported.told().second == with_paper);
    reported.paper("35-CT/TU", Reach::open);
    CHECK(reported.told().second == no_paper);
    auto const plain = reported.document(101, Reach::open, "Mỗi xã");
    auto const task = reported.TestProvince::task(plain, {led_by(20)}, {.from = *date_of({2026, 3, 5})});
    CHECK(reported.read([&](acts::Reading& reading) { return Eyes(reading).press_words(task); }).empty());
}
