// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/drafts/view.hpp"

#include "capabilities/drafts/hand_in.hpp"
#include "capabilities/drafts/view.html.hpp"
#include "capabilities/models/models.hpp"
#include "platform/pdf/letter.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.hpp"

#include <algorithm>
#include <array>

namespace kheo::drafts
{

namespace
{

constexpr std::size_t page_size = 50;
constexpr std::size_t most_choices = 20;
constexpr auto section = "/can-bo/van-ban";

std::string address_of(Draft const& draft)
{
    return "/can-bo/du-thao/" + shown(draft.id);
}

std::string look_of(sheets::ParagraphStyle style)
{
    switch (style) {
    case sheets::ParagraphStyle::ground:
        return "ground";
    case sheets::ParagraphStyle::bold:
        return "head";
    case sheets::ParagraphStyle::centred:
        return "centred";
    case sheets::ParagraphStyle::item:
        return "item";
    default:
        return "";
    }
}

std::vector<Line> lines_shown(std::vector<sheets::Paragraph> const& some)
{
    std::vector<Line> lines;
    for (auto const& each : some)
        lines.push_back(
            {(each.style == sheets::ParagraphStyle::item ? "- " : "") + each.text, look_of(each.style)});
    return lines;
}

web::Table table_shown(sheets::Table const& table)
{
    auto shown = web::Table{.caption = "Bảng trong văn bản", .wide = true, .quiet_caption = true};
    for (auto const& column : table.columns)
        shown.columns.push_back({.text = column.label, .numeric = column.kind == sheets::ColumnKind::whole});
    for (auto const& row : table.rows) {
        auto& line = shown.rows.emplace_back();
        for (auto const& cell : row.cells)
            line.cells.push_back({.text = std::get<std::string>(cell)});
    }
    return shown;
}

// "- Như trên;" … "- Lưu: VT."
std::vector<std::string> listed(std::vector<std::string> const& all, sheets::Look const& look)
{
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < all.size(); ++at)
        lines.push_back("- " + all[at] + (at + 1 == all.size() ? '.' : look.between_recipients));
    return lines;
}

// Documents of the same body and type, newest first: one of them may be this
// paper, signed.
std::vector<documents::Document> perhaps_signed(acts::Reading const& reading, Draft const& draft)
{
    constexpr int looked_at = 400;
    std::vector<documents::Document> all;
    for (auto& one : documents::documents_before(reading.db, {}, looked_at))
        if (one.body == draft.body && one.stage == documents::Stage::recorded &&
            folded(one.type) == folded(label(draft.kind)) && documents::sees(reading, one) &&
            all.size() < most_choices)
            all.push_back(std::move(one));
    return all;
}

void put_signed(DraftPage& page, acts::Reading const& reading, Draft const& draft, forms::Values const& typed,
                Problem const* problem)
{
    auto offered = web::Offered();
    for (auto const& one : perhaps_signed(reading, draft))
        offered["document"].push_back(
            {shown(one.id), documents::name_of(one) + (one.issued_on ? ", " + shown(*one.issued_on) : ""),
             std::string(first_characters(one.subject, 120))});
    if (draft.signed_as)
        if (auto const document = documents::load(reading, draft.signed_as)) {
            page.signed_url = "/can-bo/van-ban/" + shown(document->id);
            page.signed_name = documents::name_of(*document);
        }
    if (offered.empty())
        return;
    auto values = typed;
    if (!problem)
        forms::replace(values, "document", draft.signed_as ? shown(draft.signed_as) : "");
    page.signed_as =
        web::FormFields(SignedForm::rules(), values, problem, std::move(offered)).field("document");
}

void put_origin(DraftPage& page, acts::Reading const& reading, Draft const& draft)
{
    if (draft.origin == Origin::document) {
        if (auto const document = documents::load(reading, {draft.origin_id.value})) {
            page.origin = documents::name_of(*document);
            page.origin_url = "/can-bo/van-ban/" + shown(document->id);
        }
    } else if (draft.origin == Origin::model) {
        if (auto const model = models::load(reading, {draft.origin_id.value})) {
            page.origin = "Mô hình “" + model->title + "”";
            page.origin_url = "/can-bo/mo-hinh/" + shown(model->id);
        }
    } else if (draft.origin == Origin::task) {
        if (auto const task = tasks::load(reading, {draft.origin_id.value})) {
            page.origin = "nhiệm vụ “" + task->text + "”";
            page.origin_url = "/can-bo/nhiem-vu/" + shown(task->id) + "/don-vi/" + shown(draft.body);
        }
    } else if (draft.origin == Origin::summary) {
        page.origin = "Biểu tổng hợp";
        page.origin_url = "/can-bo/bieu";
    }
}

void put_hand_in(DraftPage& page, Draft const& draft, forms::Values const& typed, Problem const* problem)
{
    if (!is_to_hand_in(draft))
        return;
    auto values = typed;
    if (!problem) {
        forms::replace(values, "number", draft.number);
        forms::replace(values, "issued_on", draft.issued_on ? shown(*draft.issued_on) : "");
    }
    page.hand_in = web::FormFields(HandInForm::rules(), values, problem)
                       .fields({"number", "issued_on", "signer_office"});
    page.hand_in_ready = !has_open_spots(draft);
}

DraftItem item_of(Draft const& draft)
{
    return {.id = shown(draft.id),
            .kind = boost::describe::enum_to_string(draft.kind, ""),
            .name = name_of(draft),
            .unit = bodies::name_of(draft.body),
            .changed_at = iso(draft.changed_at),
            .document = draft.signed_as ? shown(draft.signed_as) : "",
            .demo = draft.demo,
            .url = address_of(draft),
            .day = shown(local_date(draft.changed_at))};
}

} // namespace

std::string file_name(Draft const& draft, std::string_view ending)
{
    auto name =
        folded(std::string(label(draft.kind)) + " " + std::string(first_characters(draft.subject, 60)));
    std::string plain;
    for (auto const letter : name)
        if ((letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9'))
            plain += letter;
        else if (!plain.empty() && plain.back() != '-')
            plain += '-';
    while (plain.ends_with('-'))
        plain.pop_back();
    return plain + "." + std::string(ending);
}

std::span<forms::Rule const> DraftQuery::rules()
{
    return EditForm::rules().first(1);
}

std::span<forms::Rule const> ListQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{{{"after", "Sau dự thảo", forms::Input::id, INT64_MAX}}};
    return list;
}

std::string layout_words(Draft const& draft, Date today)
{
    auto const layout = layout_for(draft, today);
    if (!layout)
        return layout.error().sentence;
    auto words = "Trình bày theo " + (*layout)->source + ".";
    if (!(*layout)->confirmed)
        words += " Mẫu cho loại cơ quan này chưa đối chiếu xong: xin so với quy định của cơ quan.";
    return words;
}

Outcome<DraftList> list_drafts(acts::Reading& reading, ListQuery const& query)
{
    auto all = drafts_seen(reading, query.after, page_size + 1);
    auto list = DraftList();
    if (all.size() > page_size) {
        all.pop_back();
        list.next = shown(all.back().id);
    }
    for (auto const& draft : all)
        list.items.push_back(item_of(draft));
    return list;
}

routes::Page show_list(acts::Reading&, DraftList const& list)
{
    return {.title = "Dự thảo văn bản",
            .crumbs = {{"Việc của tôi", "/can-bo"}, {"Văn bản", section}, {"Dự thảo", ""}},
            .body = list_page(list),
            .section = section};
}

Outcome<Draft> view_draft(acts::Reading& reading, DraftQuery const& query)
{
    return load(reading, query.draft);
}

Outcome<routes::Page> show_draft(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const draft = TRY(load(reading, {parse_id(forms::value_of(sent.values, "draft")).value_or(0)}));
    auto const layout = TRY(layout_for(draft, reading.today()));
    auto page = DraftPage{
        .address = address_of(draft),
        .name = name_of(draft),
        .layout = layout_words(draft, reading.today()),
        .open = open_in(draft),
        .party = layout->heading == sheets::Heading::party,
        .letter = letter_of(draft, *layout, reading.today()),
        .errors = web::errors_of(problem),
        .keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(draft.version))};
    page.lines = lines_shown(page.letter.opening);
    page.closing = lines_shown(page.letter.closing);
    if (page.letter.table)
        page.table = table_shown(*page.letter.table);
    auto const& to = page.letter.addressed_to;
    page.addressed_to = to.size() > 1 ? listed(to, layout->look) : to;
    page.recipients = listed(page.letter.recipients, layout->look);
    put_origin(page, reading, draft);
    put_signed(page, reading, draft, sent.values, problem);
    put_hand_in(page, draft, sent.values, problem);
    return routes::Page{
        .title = page.name,
        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Dự thảo", "/can-bo/du-thao"}, {page.name, ""}},
        .body = draft_page(page),
        .section = section};
}

Outcome<http::Response> export_docx(routes::Reading& reading, DraftQuery const& query)
{
    auto const draft = TRY(load(reading, query.draft));
    auto const layout = TRY(layout_for(draft, reading.today()));
    auto response =
        http::Response{.type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                       .body = sheets::to_docx(letter_of(draft, *layout, reading.today()))};
    response.download_as = file_name(draft, "docx");
    return response;
}

Outcome<http::Response> export_pdf(routes::Reading& reading, DraftQuery const& query)
{
    auto const draft = TRY(load(reading, query.draft));
    auto const layout = TRY(layout_for(draft, reading.today()));
    auto bytes = TRY(pdf::to_pdf(letter_of(draft, *layout, reading.today())));
    return http::Response{.type = "application/pdf", .body = std::move(bytes)};
}

} // namespace kheo::drafts
