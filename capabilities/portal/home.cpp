// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/portal/home.hpp"

#include "capabilities/areas/areas.hpp"
#include "capabilities/ledger/ledger.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/portal/home.html.hpp"
#include "capabilities/portal/home.sql.hpp"
#include "capabilities/portal/place.hpp"

namespace kheo::portal
{

namespace
{

std::vector<Task> tasks()
{
    static std::vector<Task> const all{
        {"Tìm mô hình", "Mô hình hay của xã, phường: làm gì, ai làm, được gì.", "/mo-hinh"},
        {"Xem xã, phường của tôi", "Địa bàn hôm nay và trước đây; tên cũ dẫn tới tên mới.", "/dia-ban"},
        {"Việc đã hứa đến đâu", "Văn bản giao việc gì, cho ai, hạn nào, đã làm chưa.", "/nhiem-vu"},
        {"Xem điển hình", "Tập thể và cá nhân được ghi nhận.", "/dien-hinh"},
        {"Xem biểu tổng hợp", "Số liệu đã công khai, bấm vào số nào xem được danh sách đó.", "/bieu"},
        {"Tự kiểm chứng", "Chứng minh không ai âm thầm sửa những gì đã đăng.", "/so-kiem-chung"},
    };
    std::vector<Task> open;
    for (auto const& task : all)
        if (is_open(task.address))
            open.push_back(task);
    return open;
}

} // namespace

Outcome<HomeView> view_home(acts::Reading& reading, routes::Nothing const&)
{
    reading.reads("models");
    reading.reads("areas");
    auto view = HomeView{.site = place().site,
                         .province = place().province,
                         .public_models = reading.db.one<std::int64_t>(sql::public_models).value_or(0),
                         .ledger_lines = std::int64_t(ledger::served().checkpoint.size)};
    auto const atlas = areas::atlas();
    for (auto const id : reading.db.all<models::ModelId>(sql::newest_models))
        if (auto const model = models::load_public(reading.db, id))
            view.newest.push_back({shown(id), model->title, atlas->full_name(model->area, reading.today()),
                                   models::field_label(model->field), model->demo});
    return view;
}

routes::Page show_home(acts::Reading&, HomeView const& view)
{
    auto search =
        web::SearchBox{.action = "/tim",
                       .label = "Tìm mô hình hoặc địa bàn",
                       .hint = "Gõ có dấu hay không dấu đều được. Ví dụ: phân loại rác, đường hoa."};
    return {.title = view.province.empty() ? "Trang chủ" : "Dân vận khéo " + view.province,
            .description =
                "Mô hình Dân vận khéo, địa bàn và sổ kiểm chứng công khai: ai cũng xem và tự kiểm tra được.",
            .body = home_page(view, tasks(), search, is_open("/tim")),
            .section = "/"};
}

} // namespace kheo::portal
