// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/drafts/begin.hpp"

#include "capabilities/drafts/asked.hpp"
#include "capabilities/drafts/edit.hpp"
#include "capabilities/drafts/outline.hpp"
#include "capabilities/drafts/view.hpp"
#include "capabilities/drafts/view.html.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.hpp"
#include "web/form_page.html.hpp"

#include <array>

namespace kheo::drafts
{

namespace
{

using forms::Input;
using forms::Need;

constexpr std::array<forms::Choice, 4> kinds{
    {{"plan", "Kế hoạch"}, {"report", "Báo cáo"}, {"letter", "Công văn"}, {"notice", "Thông báo"}}};
constexpr std::array<forms::Choice, 2> signings{{{"head", "Cấp trưởng"}, {"deputy", "Cấp phó ký thay"}}};
constexpr std::array<forms::Choice, 5> origins{{{"nothing", "Không từ bản ghi nào"},
                                                {"document", "Từ một văn bản"},
                                                {"summary", "Từ Biểu tổng hợp"},
                                                {"model", "Từ một mô hình"},
                                                {"task", "Từ nhiệm vụ được giao"}}};

// Who issues it: the one named, or the first the actor may write for.
Outcome<bodies::Body> issuing(acts::Reading const& reading, BodyId body)
{
    if (!body) {
        auto const all = writing_for(reading);
        if (all.empty())
            return refuse(kheo::problems::not_allowed);
        return all.front();
    }
    auto const* const at = bodies::directory()->on(body, reading.today());
    if (!at || !reading.may(may::write_drafts, bodies::place(*at)))
        return refuse(
            kheo::problems::not_allowed,
            std::vector<FieldError>{{"body", "Tài khoản không soạn cho cơ quan này. Xin chọn lại."}});
    return *at;
}

struct Source {
    Known known;
    std::vector<std::string> report_to; // who is to be told of it
};

Outcome<Source> of_document(acts::Reading const& reading, std::int64_t id, sheets::Heading heading)
{
    auto const document = TRY(documents::load(reading, {id}));
    if (document.stage != documents::Stage::recorded)
        return refuse(kheo::problems::not_found);
    auto const words = documents::words_of(reading.db, document.id);
    auto source = Source{known_of(document, documents::propose(words.text).tasks, heading), {}};
    if (document.source == documents::Source::paper && !document.issuer.empty())
        source.report_to.push_back(document.issuer + " (để báo cáo)");
    return source;
}

// A plan for all that one document asks of the body that writes it.
Outcome<Source> of_task(acts::Reading const& reading, std::int64_t id, BodyId body, sheets::Heading heading)
{
    auto const all = TRY(asked_of(reading, {id}, body));
    auto source = Source{known_of(reading, all, heading), {}};
    source.report_to.push_back(source.known["assigner"] + " (để báo cáo)");
    return source;
}

Outcome<Source> source_of(acts::Reading const& reading, BeginForm const& form, BodyId body,
                          sheets::Heading heading)
{
    if (form.origin == Origin::task)
        return form.kind == Kind::plan ? of_task(reading, form.of.value, body, heading)
                                       : Outcome<Source>(refuse(problems::only_plans));
    if (form.origin == Origin::document)
        return of_document(reading, form.of.value, heading);
    if (form.origin == Origin::model) {
        auto const model = TRY(models::load(reading, {form.of.value}));
        if (model.stage == models::Stage::withdrawn)
            return refuse(kheo::problems::not_found);
        return Source{known_of(model, bodies::name_of(model.body)), {}};
    }
    if (form.origin == Origin::summary) {
        if (!reading.may(reports::may::see_reports, {}))
            return refuse(kheo::problems::not_allowed);
        auto const scope = TRY(
            reports::scope_of(reading, {form.year, form.as_of, form.area, {}}, reports::Seen::by_officers));
        return Source{known_of(reports::summary_of(reading, scope)), {}};
    }
    return Source();
}

// The Party begins what a paper is about with a small letter.
std::string with_small_letter(std::string const& text)
{
    auto const first = first_characters(text, 1);
    return lower(first) + text.substr(first.size());
}

std::string joined(std::vector<std::string> const& lines)
{
    std::string text;
    for (auto const& line : lines)
        text += (text.empty() ? "" : "\n") + line;
    return text;
}

// Those it is for, and where it is filed.
void put_recipients(Draft& draft, Issuer const& issuer, bodies::Body const& body, Source const& source,
                    Date today)
{
    auto lines = std::vector<std::string>();
    if (draft.kind == Kind::letter)
        lines.push_back("Như trên");
    lines.insert(lines.end(), source.report_to.begin(), source.report_to.end());
    auto const held = bodies::directory();
    auto const below = held->directly_below(body.body, today);
    auto const names = below.empty() || below.size() > 12
                           ? std::vector<std::string>{"Các cơ quan, đơn vị có liên quan"}
                           : [&] {
                                 std::vector<std::string> all;
                                 for (auto const* const one : below)
                                     all.push_back(one->name);
                                 return all;
                             }();
    if (draft.kind == Kind::letter)
        draft.addressed_to = joined(names);
    else
        lines.insert(lines.end(), names.begin(), names.end());
    lines.push_back(issuer.filed.empty() ? "Lưu: …"
                                         : (issuer.filed == "VT" ? "Lưu: " : "Lưu ") + issuer.filed);
    draft.recipients = joined(lines);
}

} // namespace

std::span<forms::Rule const> BeginForm::rules()
{
    static constexpr std::array<forms::Rule, 8> list{{
        {"kind", "Loại văn bản", Input::choice, 0, Need::required, "", kinds},
        {"body", "Cơ quan ban hành", Input::id, INT64_MAX},
        {"signing", "Người ký", Input::choice, 0, Need::optional, "", signings},
        {"origin", "Soạn từ", Input::choice, 0, Need::optional, "", origins},
        {"of", "Bản ghi", Input::id, INT64_MAX},
        {"year", "Năm", Input::year, 2100},
        {"as_of", "Số liệu tính đến ngày", Input::date},
        {"area", "Địa bàn", Input::id, INT64_MAX},
    }};
    return list;
}

Outcome<Draft> prepare_begin(routes::Before const& before, BeginForm const& form)
{
    return before.store.read([&](db::Connection& db) -> Outcome<Draft> {
        auto const reading =
            acts::Reading{.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed};
        auto const body = TRY(issuing(reading, form.body));
        auto draft = Draft{.body = body.body,
                           .area = body.area,
                           .account = {before.actor.account},
                           .changed_at = before.now,
                           .kind = form.kind,
                           .origin = form.origin,
                           .origin_id = form.of,
                           .demo = body.demo};
        auto const layout = TRY(layout_for(draft, reading.today()));
        auto source = TRY(source_of(reading, form, body.body, layout->heading));
        auto const held = bodies::directory();
        auto const issuer =
            issuer_of(body, held->on(body.superior, reading.today()),
                      areas::atlas()->on(body.area, reading.today()), form.kind, form.signing, *layout);
        source.known["issuer"] = issuer.name;
        draft.superior = issuer.superior;
        draft.organisation = issuer.organisation;
        draft.notation = issuer.notation;
        draft.place = issuer.place;
        draft.authority = joined(issuer.authority);
        auto const part = [&](std::string_view name) {
            return outline(form.kind, form.origin, layout->heading, name, source.known);
        };
        auto const subject = part("subject");
        draft.subject = std::string(first_characters(subject, longest_subject));
        if (layout->heading == sheets::Heading::party)
            draft.subject = with_small_letter(draft.subject);
        draft.grounds = part("grounds");
        draft.text = part("text");
        put_recipients(draft, issuer, body, source, reading.today());
        return draft;
    });
}

Outcome<routes::Kept> begin(acts::Work& work, Draft const& prepared)
{
    auto draft = prepared;
    if (!work.may(may::write_drafts, place(draft)))
        return refuse(kheo::problems::not_allowed);
    // What it is begun from may be from before such papers were refused.
    if (auto const sound = without_secrets(draft); !sound)
        return std::unexpected(sound.error());
    if (count_of(work.db, draft) >= most_of_body)
        return refuse(problems::too_many, std::to_string(most_of_body));
    draft.id = {work.draws.id()};
    store_new(work, draft);
    return routes::Kept{.after = {"/can-bo/du-thao/" + shown(draft.id) + "/sua",
                                  "Đã mở dự thảo. Những gì đã biết được điền sẵn, xin xem và sửa."},
                        .json = json::of(draft).as_object()};
}

namespace
{

// What it is begun from, in words, carried through the form.
html::Html about(routes::Reading const& reading, forms::Values const& values)
{
    auto said = About();
    for (auto const* const name : {"origin", "of", "year", "as_of", "area"})
        if (auto const value = forms::value_of(values, name); !value.empty())
            said.kept.push_back({name, std::string(value)});
    auto const id = parse_id(forms::value_of(values, "of")).value_or(0);
    auto const origin = forms::value_of(values, "origin");
    if (origin == "document") {
        if (auto const document = documents::load(reading, {id}))
            said.words = documents::name_of(*document) + ": " + document->subject;
    } else if (origin == "model") {
        if (auto const model = models::load(reading, {id}))
            said.words = "Mô hình “" + model->title + "”";
    } else if (origin == "task") {
        if (auto const task = tasks::load(reading, {id}))
            said.words = "nhiệm vụ “" + task->text + "” và các việc khác mà cùng văn bản giao";
    } else if (origin == "summary") {
        said.words = "Biểu tổng hợp đăng ký";
    }
    return about_part(said);
}

} // namespace

Outcome<routes::Page> show_begin(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const all = writing_for(reading);
    if (all.empty())
        return refuse(kheo::problems::not_allowed);
    auto values = sent.values;
    auto const offer = [&](std::string_view name, std::string value) {
        if (forms::value_of(values, name).empty())
            forms::replace(values, name, std::move(value));
    };
    auto offered = web::Offered();
    for (auto const& body : all)
        offered["body"].push_back({shown(body.body), body.name});
    offer("body", shown(all.front().body));
    offer("kind", "plan");
    offer("signing", "head");
    auto const fields = web::FormFields(BeginForm::rules(), values, problem, std::move(offered));
    auto page =
        web::FormPage{.title = "Soạn văn bản",
                      .intro = "Khéo dựng khung theo đúng thể thức, điền sẵn những gì đã biết; cán bộ "
                               "sửa, tải .docx hoặc PDF, trình ký trên giấy như lâu nay.",
                      .action = "/can-bo/du-thao/moi",
                      .keys = web::form_keys_of(reading.csrf, values, problem),
                      .errors = web::errors_of(problem),
                      .buttons = {{"Dựng dự thảo"}},
                      .cancel = {"Trở lại", "/can-bo/du-thao"}};
    page.sections.push_back({"", "", fields.fields({"kind", "body", "signing"}), about(reading, values)});
    return routes::Page{.title = page.title,
                        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Dự thảo", "/can-bo/du-thao"}, {"Soạn", ""}},
                        .body = web::form_page(page),
                        .section = "/can-bo/van-ban"};
}

} // namespace kheo::drafts
