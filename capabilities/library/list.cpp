// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/library/list.hpp"

#include "capabilities/library/list.html.hpp"
#include "capabilities/library/walk.hpp"
#include "capabilities/models/models.hpp"
#include "data/data.hpp"
#include "platform/http/urlencoded.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace kheo::library
{

namespace
{

using documents::Force;

std::vector<forms::Choice> const& types()
{
    static auto const list = [] {
        auto const rows = csv::Records::parse(data::file("rules/document-types.csv"), {"label"});
        ensure(rows.has_value(), "data/rules/document-types.csv is broken");
        static std::vector<std::string> labels;
        for (std::size_t row = 0; row < rows->size(); ++row)
            if (auto label = std::string(rows->at(row, "label"));
                std::ranges::find(labels, label) == labels.end())
                labels.push_back(std::move(label));
        std::ranges::sort(labels, {}, [](std::string const& label) { return sort_key(label); });
        std::vector<forms::Choice> made;
        for (auto const& label : labels)
            made.push_back({label, label});
        return made;
    }();
    return list;
}

constexpr std::array<forms::Choice, 3> forces{
    {{"any", "Mọi văn bản"}, {"in_force", "Còn hiệu lực"}, {"ended", "Đã hết hiệu lực, bị thay thế"}}};

std::string address(std::string_view action, ListQuery const& query, std::string_view more)
{
    std::string text(action);
    auto mark = '?';
    for (auto const& [name, value] : web::values_of(query)) {
        if (value.empty() || value == "0" || value == "any" || name == "after" || name == "dang")
            continue;
        text += mark + std::string(name) + "=" + http::percent_encoded(value);
        mark = '&';
    }
    return more.empty() ? text : text + mark + std::string(more);
}

std::string_view action_of(Scope scope)
{
    return scope == Scope::open ? "/van-ban" : "/can-bo/van-ban";
}

ListPage page_of(acts::Reading const& reading, DocumentList const& list, Scope scope)
{
    auto page = ListPage{.title = "Văn bản", .action = std::string(action_of(scope))};
    auto const values = web::values_of(list.query);
    auto offered = models::fields_offered();
    std::erase_if(offered, [](auto const& each) { return each.first != "field"; });
    auto const fields = web::FormFields(ListQuery::rules(), values, nullptr, std::move(offered));
    page.filters = fields.fields({"q", "type", "issuer", "field", "year", "force"});
    for (auto& field : page.filters) {
        field.optional = false;
        field.hint.clear();
        if (field.kind == web::Field::Kind::radios)
            field.kind = web::Field::Kind::select;
        if (field.name == "year" && list.query.year == 0)
            field.value.clear();
        if (field.kind == web::Field::Kind::select && field.name != "force" && !field.choices.empty() &&
            field.choices.front().value.empty())
            field.choices.front().text = field.name == "type" ? "Mọi loại" : "Mọi lĩnh vực";
    }
    web::tell_wrong(page.filters, reading.wrong, reading.typed);
    page.sought = std::move(page.filters.front());
    page.filters.erase(page.filters.begin());
    page.narrowed = std::ranges::any_of(page.filters, [](web::Field const& field) {
        return !field.error.empty() || (!field.value.empty() && field.value != "any");
    });
    if (!list.next.empty())
        page.next = address(page.action, list.query, "after=" + list.next);
    page.looked_at = web::number(std::int64_t(of_a_page.looked_at));
    page.csv = address(page.action, list.query, "dang=csv");
    page.csv_rows = web::number(std::int64_t(of_a_file.items));
    page.may_add = scope == Scope::inside && reading.may(documents::may::record_documents, {});
    page.note =
        scope == Scope::open
            ? "Chỉ gồm văn bản đã được phép công khai. Mỗi văn bản có tệp như khi nhận và phiếu kiểm chứng."
            : "Gồm văn bản cơ quan mình lưu, văn bản gửi tới cơ quan mình, và văn bản nội bộ hệ thống.";
    return page;
}

std::string csv_of(DocumentList const& list)
{
    static csv::Row const heading{
        "id",        "loai",     "so_ky_hieu", "co_quan_ban_hanh", "ngay_ban_hanh", "nam",
        "trich_yeu", "linh_vuc", "pham_vi",    "hieu_luc",         "thay_the_bang", "minh_hoa"};
    auto out = csv::begun({.mark = csv::Mark::utf8});
    csv::append(out, heading);
    for (auto const& item : list.items)
        csv::append(out, csv::Row{item.id, item.type, item.number, item.issuer, item.issued_on,
                                  item.year ? std::to_string(item.year) : "", item.subject, item.field,
                                  item.reach, item.force, item.ended_by, item.demo ? "1" : "0"});
    return out;
}

Outcome<http::Response> csv_file(acts::Reading& reading, ListQuery const& query, Scope scope)
{
    auto answer = http::Response();
    auto const list = walked(reading, query, scope, of_a_file);
    answer.type = "text/csv; charset=utf-8";
    answer.body = csv_of(list);
    // RFC 8288: where the rows are that this file did not take.
    if (!list.next.empty())
        answer.headers.add("Link", "<" + address(action_of(scope), query, "dang=csv&after=" + list.next) +
                                       ">; rel=\"next\"");
    answer.download_as = "van-ban.csv";
    return answer;
}

} // namespace

std::span<forms::Rule const> ListQuery::rules()
{
    using forms::Input;
    static std::array<forms::Rule, 8> const list{{
        {"q", "Tìm trong nội dung", Input::line, 200},
        {"type", "Loại", Input::choice, 60, forms::Need::optional, "", types()},
        {"issuer", "Cơ quan ban hành", Input::line, 100},
        {"field", "Lĩnh vực", Input::choice, 60},
        {"year", "Năm", Input::year, 2100},
        {"force", "Hiệu lực", Input::choice, 0, forms::Need::optional, "", forces},
        {"after", "Sau", Input::id, INT64_MAX},
        {"dang", "Dạng", Input::line, 10},
    }};
    return list;
}

DocumentItem item_of(acts::Reading const& reading, Scope scope, Document const& document,
                     std::optional<Relation> const& ended)
{
    auto const force = documents::force_of(document, reading.today());
    auto item = DocumentItem{.id = shown(document.id),
                             .url = address_of(scope, document),
                             .source = boost::describe::enum_to_string(document.source, ""),
                             .name = documents::name_of(document),
                             .type = document.type,
                             .number = document.number,
                             .issuer = document.issuer,
                             .issued_on = document.issued_on ? iso(*document.issued_on) : "",
                             .year = document.year,
                             .subject = document.subject,
                             .field = document.field,
                             .reach = boost::describe::enum_to_string(document.reach, ""),
                             .force = boost::describe::enum_to_string(force, ""),
                             .demo = document.demo};
    if (document.issued_on)
        item.day = shown(*document.issued_on);
    else if (document.year)
        item.day = std::to_string(document.year);
    if (document.source == documents::Source::press)
        item.badges.push_back({std::string(documents::label(document.source)), web::Tone::yellow});
    if (ended) {
        item.ended_by = ended->name;
        item.badges.push_back({ended->how + " " + ended->name, web::Tone::red});
    } else if (force == Force::ended) {
        item.badges.push_back({"Hết hiệu lực", web::Tone::red});
    }
    if (scope == Scope::inside)
        item.badges.push_back(
            {std::string(documents::label(document.reach)),
             document.reach == documents::Reach::open ? web::Tone::green : web::Tone::grey});
    return item;
}

Outcome<DocumentList> list_open(acts::Reading& reading, ListQuery const& query)
{
    reading.reads("documents");
    reading.reads("today");
    return walked(reading, query, Scope::open, of_a_page);
}

Outcome<DocumentList> list_inside(acts::Reading& reading, ListQuery const& query)
{
    return walked(reading, query, Scope::inside, of_a_page);
}

routes::Page show_open(acts::Reading& reading, DocumentList const& list)
{
    return {.title = "Văn bản",
            .description =
                "Văn bản được phép công khai: chỉ thị, kế hoạch, hướng dẫn và các văn bản được dẫn.",
            .crumbs = {{"Trang chủ", "/"}, {"Văn bản", ""}},
            .body = documents_page(list, page_of(reading, list, Scope::open)),
            .section = "/van-ban"};
}

routes::Page show_inside(acts::Reading& reading, DocumentList const& list)
{
    return {.title = "Văn bản",
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Văn bản", ""}},
            .body = documents_page(list, page_of(reading, list, Scope::inside)),
            .section = "/can-bo/van-ban"};
}

Outcome<http::Response> csv_open(acts::Reading& reading, ListQuery const& query)
{
    return csv_file(reading, query, Scope::open);
}

Outcome<http::Response> csv_inside(acts::Reading& reading, ListQuery const& query)
{
    return csv_file(reading, query, Scope::inside);
}

} // namespace kheo::library
