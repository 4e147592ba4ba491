// SPDX-License-Identifier: AGPL-3.0-or-later
// matrix_bench [COMMUNES] [TASKS] [sqlite|postgres]: Bảng theo dõi thực hiện with
// every cell answered, read from the database and made into its page. Prints the
// median and the slowest of so many runs, and how large the page is.
#include "capabilities/matrix/show.hpp"
#include "platform/testing/office.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fmt/format.h>

using namespace kheo;
using std::chrono::steady_clock;

namespace
{

constexpr int runs = 15;
auto const began = *date_of({2025, 7, 1});

void put_land(std::int64_t communes)
{
    std::vector<areas::Area> land{{.id = {1},
                                   .area = {1},
                                   .code = "90",
                                   .name = "Tỉnh",
                                   .full_name = "Tỉnh",
                                   .kind = areas::AreaKind::province,
                                   .valid_from = began}};
    std::vector<bodies::Body> held{{.id = {1},
                                    .body = {1},
                                    .code = "T",
                                    .name = "Ban Tuyên giáo và Dân vận Tỉnh ủy",
                                    .line = bodies::Line::dang,
                                    .area = {1},
                                    .valid_from = began}};
    for (std::int64_t at = 2; at < communes + 2; ++at) {
        auto const name = fmt::format("Xã Suối Vàng Anh {}", at);
        land.push_back({.id = {at},
                        .area = {at},
                        .code = std::to_string(at),
                        .name = name,
                        .full_name = name,
                        .parent = {1},
                        .valid_from = began});
        held.push_back({.id = {at},
                        .body = {at},
                        .code = std::to_string(at),
                        .name = "Đảng ủy " + name,
                        .line = bodies::Line::dang,
                        .area = {at},
                        .valid_from = began});
    }
    areas::put_atlas(std::make_shared<areas::Atlas const>(std::move(land), std::vector<areas::AreaChange>()));
    bodies::put_directory(std::make_shared<bodies::Directory const>(std::move(held)));
}

struct Sizes {
    std::int64_t communes;
    std::int64_t tasks;
};

acts::Recorded<plans::Plan> fill(acts::Work& work, Sizes const& sizes)
{
    auto document = documents::Document{.id = {work.draws.id()},
                                        .body = {1},
                                        .area = {1},
                                        .type = "Chỉ thị",
                                        .number = "12-CT/TU",
                                        .subject = "về"};
    documents::store_new(work, document, {});
    std::optional<acts::Recorded<plans::Plan>> last;
    for (std::int64_t at = 0; at < sizes.tasks; ++at) {
        auto const due = Date{work.today().day - 60 + int(at) * 3};
        auto const task =
            tasks::store_new(work, {.id = {work.draws.id()},
                                    .document = document.id,
                                    .body = {1},
                                    .area = {1},
                                    .text = fmt::format("Việc số {}: công khai kết quả giải quyết", at),
                                    .whom = "lead:communes_dang",
                                    .due_kind = tasks::DueKind::on_day,
                                    .due_on = due,
                                    .counted_from = began,
                                    .assigned_on = began})
                .value();
        for (std::int64_t body = 2; body < sizes.communes + 2; ++body)
            last = plans::store(
                work, "plans.completed",
                {.version = 1,
                 .task = task.id,
                 .body = {body},
                 .area = {body},
                 .stage = body % 3 == 0 ? plans::Stage::working : plans::Stage::accepted,
                 .promise =
                     "Trong tháng đầu, họp từng thôn để dân chọn một việc khó; giao chi ủy viên phụ trách.",
                 .done_on = Date{due.day + int(body % 7) - 3},
                 .result = "Đã họp đủ các thôn, 86 % số hộ dự; biên bản niêm yết ở nhà văn hóa.",
                 .submitted_on = due});
    }
    return *last;
}

double milliseconds(steady_clock::duration span)
{
    return std::chrono::duration<double, std::milli>(span).count();
}

} // namespace

int main(int argc, char** argv)
{
    auto const sizes = Sizes{argc > 1 ? std::atoll(argv[1]) : 168, argc > 2 ? std::atoll(argv[2]) : 40};
    auto const postgres = argc > 3 && std::string_view(argv[3]) == "postgres";
    put_land(sizes.communes);
    auto office = testing::Office(postgres ? db::Engine::postgres : db::Engine::sqlite);
    office.act(fill, sizes);
    std::vector<double> reads;
    std::vector<double> wholes;
    std::size_t bytes = 0;
    std::int64_t cells = 0;
    for (int run = 0; run < runs; ++run)
        office.read([&](acts::Reading& reading) {
            auto const start = steady_clock::now();
            auto const view = matrix::view_board(reading, {}).value();
            reads.push_back(milliseconds(steady_clock::now() - start));
            auto page = matrix::show_board(reading, view);
            wholes.push_back(milliseconds(steady_clock::now() - start));
            cells = view.total;
            bytes = std::move(page.body).take().size();
            return 0;
        });
    std::ranges::sort(reads);
    std::ranges::sort(wholes);
    fmt::print("{{\"bench\":\"matrix\",\"engine\":\"{}\",\"communes\":{},\"tasks\":{},\"cells\":{},\"read_"
               "ms\":{:.1f},"
               "\"page_ms\":{:.1f},\"slowest_ms\":{:.1f},\"page_kib\":{}}}\n",
               postgres ? "postgres" : "sqlite", sizes.communes, sizes.tasks, cells, reads[runs / 2],
               wholes[runs / 2], wholes.back(), bytes / 1024);
    return 0;
}
