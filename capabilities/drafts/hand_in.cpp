// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/drafts/hand_in.hpp"

#include "capabilities/drafts/edit.hpp"
#include "capabilities/drafts/view.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/files/shelf.hpp"
#include "platform/pdf/letter.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>

namespace kheo::drafts
{

namespace
{

using forms::Input;
using forms::Need;

// Row by row, its cells one after the other.
std::vector<std::string> lines_of_table(sheets::Letter const& letter)
{
    std::vector<std::string> lines;
    if (!letter.table)
        return lines;
    auto& heading = lines.emplace_back();
    for (auto const& column : letter.table->columns)
        heading += (heading.empty() ? "" : " | ") + column.label;
    for (auto const& row : letter.table->rows) {
        auto& line = lines.emplace_back();
        for (auto const& cell : row.cells)
            line += (line.empty() ? "" : " | ") + std::get<std::string>(cell);
    }
    return lines;
}

std::string words_on_paper(sheets::Letter const& letter)
{
    std::string text;
    auto const add = [&](std::string const& line) {
        if (!line.empty())
            text += line + "\n";
    };
    for (auto const* const line : {&letter.superior, &letter.organisation, &letter.number,
                                   &letter.place_and_date, &letter.type, &letter.subject})
        add(*line);
    for (auto const& each : letter.opening)
        add(each.text);
    for (auto const& line : lines_of_table(letter))
        add(line);
    for (auto const& each : letter.closing)
        add(each.text);
    add("Nơi nhận:");
    for (auto const& one : letter.recipients)
        add("- " + one);
    for (auto const& line : letter.signature->authority)
        add(line);
    add(letter.signature->name);
    return text;
}

// What is on the paper and nothing else; it reaches whoever asked, so that they can read it.
documents::Document document_of(Draft const& draft, Layout const& layout, HandInForm const& form,
                                std::string const& words, BodyId assigner)
{
    auto document = documents::proposed(documents::propose(words));
    document.body = draft.body;
    document.area = draft.area;
    document.source = documents::Source::paper;
    document.type = std::string(label(draft.kind));
    document.number = draft.number + (draft.notation.empty() ? "" : layout.number_after + draft.notation);
    document.issuer = bodies::name_of(draft.body, *draft.issued_on);
    document.issued_at = draft.place;
    document.issued_on = draft.issued_on;
    document.year = civil(*draft.issued_on).year;
    document.signer_office = form.signer_office;
    document.subject = std::string(first_characters(tidied(draft.subject), longest_subject));
    document.recipients = draft.recipients;
    document.reach = documents::Reach::recipients;
    document.sent_to = documents::sent_to_text({assigner});
    document.text_hash = documents::hash_of(words);
    document.pages = 1;
    document.demo = draft.demo;
    return document;
}

Outcome<void> put_file(documents::Document& document, Draft const& draft, Layout const& layout, Date today)
{
    auto const bytes = TRY(pdf::to_pdf(letter_of(draft, layout, today)));
    auto const stored = TRY(files::shelf().store.put(bytes));
    document.file_hash = hex(Bytes(stored.hash.begin(), stored.hash.end()));
    document.file_name = file_name(draft, "pdf");
    document.file_ending = "pdf";
    document.file_size = std::int64_t(bytes.size());
    return {};
}

bool begun_from_task(Draft const& draft)
{
    return draft.kind == Kind::plan && draft.origin == Origin::task;
}

bool may_hand_in(acts::Reading const& reading, Draft const& draft)
{
    return reading.may(documents::may::record_documents, place(draft)) &&
           reading.may(plans::may::answer_tasks, place(draft));
}

// Whether this plan is an answer to the task: it was asked before the draft was
// begun, and no other plan of the body answers it.
bool answers(Draft const& draft, Asked const& one, plans::Plan const& plan)
{
    auto const is_its_own = one.task.id.value == draft.origin_id.value;
    return is_its_own || (one.task.id.value < draft.id.value && !plan.document);
}

// Makes the document the body's plan of all that it answers; of how many.
int answer(acts::Work& work, Draft const& draft, std::vector<Asked> const& all,
           documents::Document const& document)
{
    auto const* const body = bodies::directory()->on(draft.body, work.today());
    if (!body)
        return 0;
    auto answered = 0;
    for (auto const& one : all) {
        auto const plan = plans::word_of(work.db, one.task, one.occurrence.period, *body);
        if (!answers(draft, one, plan))
            continue;
        auto next = plans::planned(plan, plan.promise, document.id, document.issued_on);
        if (!next)
            continue; // said to be done already
        // What was given back stays so until it is reported anew.
        if (plan.stage == plans::Stage::returned)
            next->stage = plans::Stage::returned;
        plans::store(work, "plans.promised", std::move(*next));
        ++answered;
    }
    return answered;
}

struct Ready {
    Draft draft;
    Layout const* layout = nullptr;
    BodyId assigner;
};

// The draft with the number and day that the clerk gave it, if it may be handed in at all.
Outcome<Ready> ready(acts::Reading const& reading, HandInForm const& form)
{
    auto draft = TRY(load(reading, form.draft));
    // Whether it is signed already the verb asks: the same submission may come twice.
    if (!begun_from_task(draft))
        return refuse(problems::not_to_hand_in);
    if (!may_hand_in(reading, draft))
        return refuse(kheo::problems::not_allowed);
    if (form.issued_on > reading.today())
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"issued_on", "Ngày ký: chưa đến ngày này."}});
    draft.number = form.number;
    draft.issued_on = form.issued_on;
    if (auto const sound = without_secrets(draft); !sound)
        return std::unexpected(sound.error());
    if (has_open_spots(draft))
        return refuse(problems::open_spots);
    auto const layout = TRY(layout_for(draft, reading.today()));
    auto const all = TRY(asked_of(reading, {draft.origin_id.value}, draft.body));
    return Ready{std::move(draft), layout, all.front().task.body};
}

} // namespace

std::span<forms::Rule const> HandInForm::rules()
{
    static constexpr std::array<forms::Rule, 5> list{{
        {"draft", "Dự thảo", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"number", "Số", Input::line, 40, Need::required, "Chỉ ghi số, ví dụ 12; ký hiệu Khéo tự thêm."},
        {"issued_on", "Ngày ký", Input::date, 0, Need::required, "Ngày ghi trên bản đã ký."},
        {"signer_office", "Chức vụ người ký", Input::line, 160, Need::optional, "Ví dụ: Bí thư Đảng ủy xã."},
    }};
    return list;
}

bool is_to_hand_in(Draft const& draft)
{
    return begun_from_task(draft) && !draft.signed_as;
}

Outcome<HandInPrepared> prepare_hand_in(routes::Before const& before, HandInForm const& form)
{
    auto const today = local_date(before.now);
    auto const at = TRY(before.store.read([&](db::Connection& db) -> Outcome<Ready> {
        return ready({.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed}, form);
    }));
    auto words = words_on_paper(letter_of(at.draft, *at.layout, today));
    if (auto const marking = documents::secret_marking(words + "\n" + form.signer_office))
        return refuse(documents::problems::secret, documents::words_of(marking->secrecy));
    auto document = document_of(at.draft, *at.layout, form, words, at.assigner);
    auto prepared = HandInPrepared{at.draft, std::move(document), {std::move(words), {{}}}};
    if (auto const put = put_file(prepared.document, at.draft, *at.layout, today); !put)
        return std::unexpected(put.error());
    // Of the version that the form showed; the verb compares.
    prepared.draft.version = form.version;
    return prepared;
}

Outcome<acts::Recorded<documents::Document>> hand_in(acts::Work& work, HandInPrepared const& prepared)
{
    auto const now = TRY(load_for_change(work, prepared.draft.id, prepared.draft.version));
    if (!is_to_hand_in(now))
        return refuse(problems::not_to_hand_in);
    if (!may_hand_in(work, now))
        return refuse(kheo::problems::not_allowed);
    auto const all = TRY(asked_of(work, {now.origin_id.value}, now.body));
    auto document = prepared.document;
    if (auto const twin = documents::twin_of(work, document)) {
        auto problem = documents::already_there(work, *twin);
        problem.fields.push_back({"number", problem.sentence});
        return std::unexpected(std::move(problem));
    }
    document.id = {work.draws.id()};
    auto recorded = documents::store_new(work, document, prepared.words);
    if (answer(work, now, all, document) == 0)
        return refuse(problems::nothing_to_answer);
    auto signed_draft = prepared.draft;
    signed_draft.signed_as = document.id;
    store(work, signed_draft);
    return recorded;
}

} // namespace kheo::drafts
