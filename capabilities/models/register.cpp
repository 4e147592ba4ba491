// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/register.hpp"

#include "capabilities/bodies/bodies.hpp"
#include "capabilities/models/load.hpp"

#include <array>

namespace kheo::models
{

std::span<forms::Rule const> RegisterForm::rules()
{
    using forms::Input;
    using forms::Need;
    static constexpr std::array<forms::Rule, 20> list{{
        {"year", "Năm đăng ký", Input::number, 2100, Need::required},
        {"kind", "Loại", Input::choice, 0, Need::required},
        {"entry", "Hình thức đăng ký", Input::choice, 0, Need::required},
        {"body", "Đơn vị đăng ký", Input::id, INT64_MAX, Need::required},
        {"field", "Lĩnh vực", Input::choice, 60, Need::required},
        {"title", "Tên mô hình", Input::line, 300, Need::required, "Ngắn gọn, nói được việc làm và nơi làm."},
        {"situation", "Thực trạng, lý do", Input::text, 4000, Need::optional,
         "Việc khó hay việc mới nào cần giải quyết?"},
        {"aims", "Mục tiêu, chỉ tiêu", Input::text, 4000, Need::optional,
         "Con số cụ thể, đơn vị tính, đến bao giờ."},
        {"way_of_working", "Nội dung, cách làm", Input::text, 8000, Need::optional},
        {"forces", "Lực lượng thực hiện", Input::text, 2000, Need::optional,
         "Ai chủ trì, ai phối hợp, ai tham gia."},
        {"resources", "Nguồn lực", Input::text, 2000, Need::optional,
         "Kinh phí, vật chất, ngày công, đóng góp."},
        {"timetable", "Thời gian thực hiện", Input::text, 1000, Need::optional},
        {"beneficiaries", "Đối tượng thụ hưởng", Input::text, 2000, Need::optional,
         "Nhóm người và số lượng; không ghi tên người."},
        {"outputs", "Sản phẩm, kết quả kiểm tra được", Input::text, 4000, Need::optional},
        {"keep_up", "Duy trì, nhân rộng", Input::text, 2000, Need::optional},
        {"measure", "Chỉ tiêu đo", Input::line, 120, Need::optional, "Ví dụ: số hộ phân loại rác tại nguồn."},
        {"baseline", "Trước khi làm", Input::line, 20},
        {"target", "Cần đạt", Input::line, 20},
        {"registered_on", "Ngày ký bản đăng ký", Input::date},
        {"signer", "Chức vụ người ký", Input::line, 120, Need::optional, "Ghi chức vụ, không ghi tên."},
    }};
    return list;
}

Model drafted(RegisterForm const& form, AreaId area)
{
    return Model{.kind = form.kind,
                 .year = form.year,
                 .entry = form.entry,
                 .body = form.body,
                 .area = area,
                 .field = form.field,
                 .title = form.title,
                 .situation = form.situation,
                 .aims = form.aims,
                 .way_of_working = form.way_of_working,
                 .forces = form.forces,
                 .resources = form.resources,
                 .timetable = form.timetable,
                 .beneficiaries = form.beneficiaries,
                 .outputs = form.outputs,
                 .keep_up = form.keep_up,
                 .measure = form.measure,
                 .baseline = form.baseline,
                 .target = form.target,
                 .registered_on = form.registered_on,
                 .signer = form.signer};
}

Outcome<acts::Recorded<Model>> register_model(acts::Work& work, RegisterForm const& form)
{
    auto const day = form.registered_on.value_or(work.today());
    auto const held = bodies::directory();
    auto const* const body = held->on(form.body, day);
    if (!body)
        return refuse(problems::no_such_body);
    auto model = drafted(form, body->area);
    if (!work.may(may::register_models, place(model)))
        return refuse(kheo::problems::not_allowed);
    model.id = {work.draws.id()};
    model.stage = Stage::registered;
    model.demo = body->demo;
    return store_new(work, "models.registered", model);
}

} // namespace kheo::models
