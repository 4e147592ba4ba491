// SPDX-License-Identifier: AGPL-3.0-or-later
// Every way into models.
#include "capabilities/models/browse.hpp"
#include "capabilities/models/browse.html.hpp"
#include "capabilities/models/decide.hpp"
#include "capabilities/models/edit.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/models/office.hpp"

#include "platform/routes/answers.hpp"
#include "platform/text/number.hpp"
#include "web/form_page.hpp"

#include <algorithm>
#include <array>

namespace kheo::models
{

namespace
{

template <class E>
std::string words(std::string const& name)
{
    auto value = E();
    boost::describe::enum_from_string(name.c_str(), value);
    return std::string(label(value));
}

bool is_chosen(ListQuery const& query, std::string_view facet, std::string const& value)
{
    auto chosen = false;
    json::each_member(query, [&](std::string_view name, auto const& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        if constexpr (requires { typename Member::value_type; } && !std::is_same_v<Member, std::string>)
            if (name == facet)
                for (auto const& one : member)
                    chosen |= web::detail::typed(one) == value;
    });
    return chosen;
}

web::Facet conditions_unasked()
{
    auto facet = web::Facet{.name = "condition", .legend = "Tình trạng"};
    for (auto const condition : {periods::Condition::alive, periods::Condition::unconfirmed,
                                 periods::Condition::paused, periods::Condition::ended})
        facet.choices.push_back(
            {boost::describe::enum_to_string(condition, ""), std::string(periods::label(condition))});
    return facet;
}

// Counters know no step either: of the public list only this one may be asked for.
web::Facet recognised_unasked()
{
    auto const recognised = Stage::recognised;
    return {.name = "stage",
            .legend = "Công nhận",
            .choices = {{boost::describe::enum_to_string(recognised, ""), std::string(label(recognised))}}};
}

ListPage list_page(ModelList const& list, std::string title, std::string address, std::string api)
{
    auto const filters = filters_of(list.query);
    auto const with = [&](std::string const& what) { return address + "?" + what + filters; };
    auto page = ListPage{.title = std::move(title),
                         .action = address,
                         .sum = shown(list.total) + " mô hình",
                         .csv = with("dang=csv"),
                         .json = api + (filters.empty() ? "" : "?" + filters.substr(1)),
                         .clear = is_filtered(list.query) ? address : ""};
    for (auto const& facet : list.facets) {
        auto made = web::Facet{.name = facet.name, .legend = facet.label};
        for (auto const& [value, label, count] : facet.values)
            made.choices.push_back(
                {value, label, "", is_chosen(list.query, facet.name, value), shown(count)});
        // On a telephone the models come first.
        made.open = std::ranges::any_of(made.choices, &web::Choice::chosen);
        if (!made.choices.empty())
            page.facets.push_back(std::move(made));
    }
    // The whole public list is summed by counters, which know no condition.
    auto const is_there = [&](std::string_view name) {
        return std::ranges::find(list.facets, name, &FacetList::name) != list.facets.end();
    };
    if (!is_there("condition"))
        page.facets.push_back(conditions_unasked());
    if (!is_there("stage") && !is_filtered(list.query))
        page.facets.insert(page.facets.begin(), recognised_unasked());
    page.pager.shown = "Đang xem " + shown(std::int64_t(list.items.size())) + " trong " + page.sum;
    if (!list.next.empty())
        page.pager.next = with("after=" + list.next);
    if (!list.previous.empty())
        page.pager.previous = with("before=" + list.previous);
    return page;
}

} // namespace

std::string filters_of(ListQuery const& query)
{
    std::string address = query.own ? "&own=1" : "";
    json::each_member(query, [&](std::string_view name, auto const& member) {
        using Member = std::remove_cvref_t<decltype(member)>;
        if constexpr (requires { typename Member::value_type; } && !std::is_same_v<Member, std::string>)
            for (auto const& one : member)
                address += "&" + std::string(name) + "=" + routes::escaped(web::detail::typed(one));
    });
    return address;
}

std::string entry_words(ModelItem const& item)
{
    return words<Entry>(item.entry);
}

std::string stage_words(ModelItem const& item)
{
    auto const received = item.stage == boost::describe::enum_to_string(Stage::received, "");
    return received && item.published ? "Công khai" : words<Stage>(item.stage);
}

routes::Page show_models(acts::Reading&, ModelList const& list)
{
    return {.title = "Mô hình Dân vận khéo",
            .description = "Các mô hình Dân vận khéo đã được tiếp nhận và công khai.",
            .crumbs = {{"Trang chủ", "/"}, {"Mô hình", ""}},
            .body = models_page(list, list_page(list, "Mô hình Dân vận khéo", "/mo-hinh", "/api/v1/models")),
            .section = "/mo-hinh"};
}

routes::Page show_office_list(acts::Reading& reading, ModelList const& list)
{
    auto const ways = OfficeWays{.registers = reading.may(may::register_models, {}),
                                 .decides = reading.may(may::receive_models, {})};
    return {.title = "Mô hình",
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Mô hình", ""}},
            .body = office_list_page(
                list, list_page(list, "Mô hình", "/can-bo/mo-hinh", "/api/v1/office/models"), ways),
            .section = "/can-bo/mo-hinh"};
}

namespace
{

constexpr http::Accepts evidence_files{.form = true,
                                       .files = std::size_t(most_files_at_once),
                                       .file_bytes = 50 << 20,
                                       .all_files_bytes = 200 << 20};

routes::After after_change(Model const& model)
{
    return {"/can-bo/mo-hinh/" + shown(model.id), "Đã lưu. Việc này đã được ghi lại."};
}

routes::After after_registration(Model const& model)
{
    auto const sent = model.stage == Stage::registered;
    return {"/can-bo/mo-hinh/" + shown(model.id),
            sent ? "Đã gửi đăng ký. Cấp trên sẽ tiếp nhận hoặc trả lại kèm lý do."
                 : "Đã lưu bản nháp. Viết xong thì bấm Gửi đăng ký."};
}

routes::After after_many(Model const& last)
{
    auto const publishes = last.published && last.entry != Entry::duy_tri;
    return {publishes ? "/can-bo/mo-hinh/nhieu?step=publish" : "/can-bo/mo-hinh/nhieu?step=receive",
            "Đã ghi. Mỗi mô hình có phiếu kiểm chứng riêng."};
}

std::span<forms::Rule const> many_query()
{
    static constexpr std::array<forms::Rule, 1> list{{{"step", "Việc cần làm", forms::Input::choice, 20}}};
    return list;
}

routes::After after_files(EvidenceAdded const& added)
{
    return {"/can-bo/mo-hinh/" + shown(added.model) + "/minh-chung", "Đã thêm tệp minh chứng."};
}

routes::After after_file(Evidence const& evidence)
{
    return {"/can-bo/mo-hinh/" + shown(evidence.model) + "/minh-chung", "Đã lưu."};
}

// A page of what was typed and is not stored: a read whose question is too long
// for an address.
routes::Row posted(routes::Row row)
{
    row.method = http::Method::post;
    return row;
}

constexpr std::string_view office = "/can-bo/mo-hinh/{model}";

} // namespace

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::list("/mo-hinh", "/api/v1/models", routes::anyone, list_models, show_models, models_csv,
                     {.cached = true, .summary = "Các mô hình công khai, xếp theo tên, có lọc"}),
        routes::read("/mo-hinh/{model}", "/api/v1/models/{model}", routes::anyone, view_model, show_model,
                     {.cached = true, .summary = "Một mô hình"}),
        routes::raw("/mo-hinh/anh/{evidence}/{size}", {}, routes::anyone, public_photo),
        routes::list("/can-bo/mo-hinh", "/api/v1/office/models", may::see_models, list_office,
                     show_office_list, office_csv,
                     {.summary = "Các mô hình trong phạm vi của tài khoản, cả chưa công khai"}),
        routes::form("/can-bo/mo-hinh/moi", may::register_models, show_register, register_query()),
        posted(routes::form("/can-bo/mo-hinh/xem-truoc", may::register_models, show_preview)),
        routes::act("/can-bo/mo-hinh/moi", "/api/v1/models", may::register_models, checked_registration,
                    register_model, after_registration, show_register,
                    {.summary = "Đăng ký một mô hình, hoặc lưu bản nháp"}),
        routes::form(office, may::see_models, show_office, ModelQuery::rules()),
        routes::form("/can-bo/mo-hinh/{model}/sua", may::edit_models, show_edit, ModelQuery::rules()),
        routes::act("/can-bo/mo-hinh/{model}/sua", "/api/v1/models/{model}/edit", may::edit_models,
                    checked_edit, edit, after_change, show_edit,
                    {.summary = "Sửa, hoặc cải chính mô hình đã công khai; gửi đủ các mục"}),
        routes::act("/can-bo/mo-hinh/{model}/gui", "/api/v1/models/{model}/submit", may::edit_models,
                    without_private_data, submit, after_registration, show_office,
                    {.summary = "Gửi bản đăng ký"}),
        routes::act("/can-bo/mo-hinh/{model}/tiep-nhan", "/api/v1/models/{model}/receive",
                    may::receive_models, receivable, receive, after_change, show_office,
                    {.summary = "Tiếp nhận bản đăng ký"}),
        routes::act("/can-bo/mo-hinh/{model}/tra-lai", "/api/v1/models/{model}/return", may::receive_models,
                    with_public_reason, give_back, after_change, show_office,
                    {.summary = "Trả lại để bổ sung, kèm lý do"}),
        routes::act("/can-bo/mo-hinh/{model}/cong-khai", "/api/v1/models/{model}/publish",
                    may::publish_models, without_private_data, publish, after_change, show_office,
                    {.summary = "Công khai mô hình"}),
        routes::act("/can-bo/mo-hinh/{model}/rut", "/api/v1/models/{model}/withdraw", may::withdraw_models,
                    with_public_reason, withdraw, after_change, show_office,
                    {.summary = "Rút mô hình, kèm lý do"}),
        routes::form("/can-bo/mo-hinh/nhieu", may::receive_models, show_many, many_query()),
        routes::act("/can-bo/mo-hinh/nhieu", "/api/v1/models/decide", may::receive_models,
                    without_private_data_in_any, decide_many, after_many, show_many,
                    {.summary = "Tiếp nhận hoặc công khai nhiều mô hình một lần; tất cả hoặc không mục nào"}),
        routes::act("/can-bo/mo-hinh/{model}/duy-tri", "/api/v1/models/{model}/keep", may::register_models,
                    keep, after_change, show_office, {.summary = "Đăng ký duy trì, giữ lời năm cũ"}),
        routes::form("/can-bo/mo-hinh/{model}/minh-chung", may::edit_models, show_evidence_page,
                     ModelQuery::rules()),
        routes::act("/can-bo/mo-hinh/{model}/minh-chung", "/api/v1/models/{model}/evidence", may::edit_models,
                    prepare_evidence, add_evidence, after_files, show_evidence_page,
                    {.accepts = evidence_files, .summary = "Thêm ảnh, PDF minh chứng"}),
        routes::act("/can-bo/mo-hinh/{model}/minh-chung/{evidence}/cong-khai",
                    "/api/v1/models/{model}/evidence/{evidence}/show", may::edit_models, show_evidence,
                    after_file, show_evidence_page,
                    {.summary = "Công khai một ảnh, khi người trong ảnh đã đồng ý"}),
        routes::act("/can-bo/mo-hinh/{model}/minh-chung/{evidence}/thoi-cong-khai",
                    "/api/v1/models/{model}/evidence/{evidence}/hide", may::edit_models, hide_evidence,
                    after_file, show_evidence_page, {.summary = "Thôi công khai một ảnh"}),
        routes::act("/can-bo/mo-hinh/{model}/minh-chung/{evidence}/bo",
                    "/api/v1/models/{model}/evidence/{evidence}/remove", may::edit_models, remove_evidence,
                    after_file, show_evidence_page, {.summary = "Bỏ một tệp minh chứng"}),
        routes::raw("/can-bo/minh-chung/{evidence}/{size}", {}, may::see_models, office_file),
    };
    return list;
}

} // namespace kheo::models
