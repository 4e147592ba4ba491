// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/library/view.hpp"

#include "capabilities/ledger/ledger.hpp"
#include "capabilities/library/message.hpp"
#include "capabilities/library/view.html.hpp"
#include "capabilities/models/models.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace kheo::library
{

namespace
{

constexpr std::size_t most_warnings = 6;

// Inside every act; outside those that are in the open.
std::vector<web::Event> events_of(acts::Reading const& reading, Scope scope, DocumentId id)
{
    std::vector<web::Event> events;
    for (auto const& act : acts::history(reading.db, "document", id.value)) {
        auto const open = act.visibility == acts::Visibility::open;
        if (!open && scope == Scope::open)
            continue;
        auto event =
            web::Event{.date = shown(local_date(act.at)), .title = std::string(ledger::said(act.kind))};
        if (!act.content.empty()) {
            auto const content = boost::json::parse(act.content);
            auto const* const note = content.as_object().if_contains("note");
            for (auto const* const key : {"reason", "allowed_by"})
                if (auto const* const said = note ? note->as_object().if_contains(key) : nullptr)
                    event.text += (key == std::string_view("reason") ? "Lý do: " : "Cho phép: ") +
                                  std::string(said->as_string()) + ". ";
        }
        if (open)
            event.link = {"Phiếu kiểm chứng", "/so-kiem-chung/phieu/" + std::to_string(act.id)};
        events.push_back(std::move(event));
    }
    return events;
}

DocumentView made_view(acts::Reading& reading, Scope scope, Document const& document)
{
    auto const ended = ended_by(reading, scope, document);
    auto view = DocumentView{.document = item_of(reading, scope, document, ended),
                             .issued_at = document.issued_at,
                             .signer_office = document.signer_office,
                             .validity = document.validity,
                             .valid_from = document.valid_from ? iso(*document.valid_from) : "",
                             .valid_to = document.valid_to ? iso(*document.valid_to) : "",
                             .allowed_by = document.allowed_by,
                             .cited = cited_by(reading, scope, document),
                             .citing = citing(reading, scope, document),
                             .text_sha256 = document.text_hash,
                             .record = document,
                             .ended = ended};
    auto lines = std::istringstream(document.recipients);
    for (std::string line; std::getline(lines, line);)
        view.recipients.push_back(line);
    auto const address = address_of(scope, document);
    auto const pages = documents::pages_of(reading.db, document.id);
    auto const changed = documents::changed_in(pages);
    for (auto const& part : documents::parts_in(pages))
        view.files.push_back({part.name, address + "/tep/" + std::to_string(view.files.size() + 1),
                              std::int64_t(part.size), part.sha256, part.page});
    if (!document.file_hash.empty())
        view.file =
            DocumentFile{document.file_name, address + "/tep", document.file_size, document.file_hash,
                         document.pages,     document.scanned, changed.names(),    changed.sentence()};
    if (document.source == documents::Source::paper &&
        (scope == Scope::inside || fits_in_message(document, documents::parts_in(pages))))
        view.message_url = address + "/edxml";
    if (!document.text_hash.empty())
        view.text_url = address + "/toan-van";
    if (auto const act = documents::receipt_of(reading.db, document.id))
        view.receipt = "/so-kiem-chung/phieu/" + std::to_string(act);
    view.field_name = document.field.empty() ? "" : models::field_label(document.field);
    view.events = events_of(reading, scope, document.id);
    view.keeper = bodies::name_of(document.body, reading.today());
    if (scope == Scope::inside)
        for (auto const body : documents::sent_to(document))
            view.sent_to.push_back(bodies::name_of(body, reading.today()));
    return view;
}

// Type and number alone: the list below the picture says day and issuer.
std::string short_name(std::string const& name)
{
    return name.substr(0, std::min(name.find(" ngày "), name.find(" của ")));
}

citations::Family drawn_family(DocumentView const& view)
{
    auto family = citations::Family{.name = view.document.name};
    for (auto const& one : view.cited)
        family.cited.push_back({short_name(one.name), one.how, one.held});
    for (auto const& one : view.citing)
        family.citing.push_back({one.name, one.how, one.held});
    return family;
}

// What a text that everybody reads should not say.
std::vector<std::string> warnings_of(std::string const& text)
{
    std::vector<std::string> all;
    for (auto const& found : areas::private_data_check()->find(text)) {
        auto const words = tidied(std::string_view(text).substr(found.begin, found.end - found.begin));
        all.push_back("“" + words + "”: " + found.sentence);
        if (all.size() == most_warnings)
            break;
    }
    return all;
}

void put_reach(OfficePage& page, routes::Reading const& reading, Document const& document,
               forms::Values const& typed, Problem const* problem)
{
    auto const publish = reading.may(documents::may::publish_documents, documents::place(document));
    if (!page.may_correct || (documents::is_open(document) && !publish))
        return;
    auto values = typed;
    if (!problem)
        forms::replace(values, "reach", boost::describe::enum_to_string(document.reach, ""));
    auto const fields = web::FormFields(documents::ReachForm::rules(), values, problem);
    page.reach = fields.fields({"reach", "allowed_by", "allowed_on", "seen"});
    if (!publish)
        std::erase_if(page.reach.front().choices, [](auto const& choice) { return choice.value == "open"; });
    if (publish && !documents::is_open(document))
        page.warnings =
            warnings_of(document.subject + "\n" + documents::words_of(reading.db, document.id).text);
}

} // namespace

std::span<forms::Rule const> DocumentQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"document", "Văn bản", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

Outcome<DocumentView> view_document(acts::Reading& reading, DocumentQuery const& query)
{
    auto const document = TRY(documents::load(reading, query.document));
    if (!documents::is_open(document))
        return made_view(reading, Scope::inside, document);
    for (auto const& topic : {std::string("documents"), std::string("bodies"), std::string("today")})
        reading.reads(topic);
    return made_view(reading, Scope::open, document);
}

routes::Page show_document(acts::Reading& reading, DocumentView const& view)
{
    auto const open = documents::is_open(view.record);
    auto const inside = OfficePage();
    (void)reading;
    return {.title = view.document.name,
            .description = std::string(first_characters(view.document.subject, 160)),
            .crumbs = {{"Trang chủ", "/"}, {"Văn bản", "/van-ban"}, {view.document.name, ""}},
            .body = document_page(view, citations::picture_of(drawn_family(view)), inside),
            .section = "/van-ban",
            .printed_code = open};
}

Outcome<routes::Page> show_office(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const document =
        TRY(documents::load(reading, {parse_id(forms::value_of(sent.values, "document")).value_or(0)}));
    auto const view = made_view(reading, Scope::inside, document);
    auto page = OfficePage{
        .errors = web::errors_of(problem),
        .keys = web::form_keys_of(reading.csrf, sent.values, problem, std::to_string(document.version))};
    auto const stands = document.stage == documents::Stage::recorded;
    page.may_correct = stands && reading.may(documents::may::record_documents, documents::place(document));
    page.may_withdraw =
        page.may_correct && (!documents::is_open(document) ||
                             reading.may(documents::may::publish_documents, documents::place(document)));
    page.may_write = stands && reading.may({"drafts.write"}, {});
    put_reach(page, reading, document, sent.values, problem);
    page.reason = web::FormFields(documents::WithdrawForm::rules(), sent.values, problem).field("reason");
    if (!stands)
        page.why_withdrawn = document.reason;
    return routes::Page{
        .title = view.document.name,
        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Văn bản", "/can-bo/van-ban"}, {view.document.name, ""}},
        .body = document_page(view, citations::picture_of(drawn_family(view)), page),
        .section = "/can-bo/van-ban"};
}

} // namespace kheo::library
