// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/confirm.hpp"

#include "capabilities/documents/decide.hpp"
#include "capabilities/documents/problems.hpp"
#include "capabilities/documents/secrecy.hpp"

#include <array>

namespace kheo::documents
{

namespace
{

using forms::Input;
using forms::Need;

std::vector<forms::Rule> with_own(std::initializer_list<forms::Rule> own)
{
    std::vector<forms::Rule> all(own);
    std::ranges::copy(field_rules(), std::back_inserter(all));
    return all;
}

Problem twin_at_number(acts::Reading const& reading, Document const& twin)
{
    auto problem = already_there(reading, twin);
    problem.fields.push_back({"number", problem.sentence});
    return problem;
}

// What the form confirms; nothing where it was typed by hand.
Outcome<Intake> what_was_read(acts::Work const& work, RecordForm const& form)
{
    if (!form.reading)
        return Intake{.body = form.body};
    auto intake = TRY(load_intake(work, form.reading));
    if (intake.state == ReadingState::failed)
        return refuse(problems::not_read);
    if (intake.state != ReadingState::read)
        return refuse(problems::still_reading);
    return intake;
}

// What was read goes into the record whole; nothing of it is typed anew.
void take_over(Document& document, Intake const& intake, Words const& words)
{
    document.file_hash = intake.hash;
    document.file_name = intake.hash.empty() ? "" : intake.name;
    document.file_ending = intake.ending;
    document.file_size = intake.hash.empty() ? 0 : intake.size;
    document.pages = int(words.pages.size());
    document.scanned = int(std::ranges::count_if(words.pages, &PageOfText::scanned));
    document.text_hash = hash_of(words.text);
}

} // namespace

std::span<forms::Rule const> RecordForm::rules()
{
    static auto const list = with_own({
        {"reading", "Tệp đã đọc", Input::id, INT64_MAX},
        {"body", "Cơ quan lưu văn bản", Input::id, INT64_MAX},
    });
    return list;
}

std::span<forms::Rule const> CorrectForm::rules()
{
    static auto const list = with_own({
        {"document", "Văn bản", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"reason", "Lý do sửa", Input::line, 300, Need::required,
         "Ví dụ: gõ nhầm ngày ban hành. Ghi vào lịch sử của văn bản."},
    });
    return list;
}

std::span<forms::Rule const> document_query()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"document", "Văn bản", Input::id, INT64_MAX, Need::required}}};
    return list;
}

Outcome<RecordPrepared> prepare_record(routes::Before const& before, RecordForm const& form)
{
    // Who may not keep it is told so before anything else is looked at.
    auto const intake = TRY(before.store.read([&](db::Connection& db) -> Outcome<Intake> {
        auto const reading =
            acts::Reading{.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed};
        auto const body = TRY(keeper(reading, form.body));
        if (!form.reading)
            return Intake{.body = body.body};
        return load_intake(reading, form.reading);
    }));
    std::vector<citations::Citation> offered;
    if (form.reading)
        offered = lines_of(proposal_of(intake));
    auto checked = TRY(documents::checked(form, offered, local_date(before.now)));
    return RecordPrepared{form, std::move(checked)};
}

Outcome<acts::Recorded<Document>> record(acts::Work& work, RecordPrepared const& prepared)
{
    auto const& form = prepared.form;
    auto const intake = TRY(what_was_read(work, form));
    auto const body = TRY(keeper(work, form.body ? form.body : intake.body));
    auto const words = Words{intake.text, pages_of(intake.pages)};
    auto document = filled({.body = body.body, .area = body.area, .demo = body.demo}, form, prepared.checked);
    if (form.reading)
        take_over(document, intake, words);
    // Whether the keeper speaks for the issuer is asked where it is opened, not here:
    // a body keeps what it received, too.
    if (auto const twin = twin_of(work, document))
        return std::unexpected(twin_at_number(work, *twin));
    document.id = {work.draws.id()};
    auto recorded = store_new(work, document, words);
    if (form.reading)
        forget(work.db, form.reading, Pictures::taken_over);
    return recorded;
}

Outcome<CorrectPrepared> prepare_correct(routes::Before const& before, CorrectForm const& form)
{
    if (auto const marking = secret_marking(form.reason))
        return refuse(problems::secret, words_of(marking->secrecy));
    auto const document = TRY(before.store.read([&](db::Connection& db) {
        return load({.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed},
                    form.document);
    }));
    auto checked =
        TRY(documents::checked(form, citations::lines_of(document.citations), local_date(before.now)));
    return CorrectPrepared{form, std::move(checked)};
}

Outcome<acts::Recorded<Document>> correct(acts::Work& work, CorrectPrepared const& prepared)
{
    auto const& form = prepared.form;
    auto const before = TRY(load_for_change(work, may::record_documents, form.document, form.version));
    if (before.stage != Stage::recorded)
        return refuse(problems::withdrawn_before);
    auto document = filled(before, form, prepared.checked);
    if (auto const twin = twin_of(work, document))
        return std::unexpected(twin_at_number(work, *twin));
    document.reason = form.reason;
    if (is_open(before) && !speaks_for_issuer(document, work.today()))
        return refuse(
            problems::not_the_issuer,
            std::vector<FieldError>{{"issuer", Problem(problems::not_the_issuer, document.issuer).sentence}});
    if (auto errors = private_in(document); is_open(before) && !errors.empty())
        return refuse(problems::private_data, std::move(errors));
    ++document.version;
    return store(work, "documents.corrected", document, {{"reason", form.reason}});
}

std::vector<Rect> lines_on(PageOfText const& page, std::size_t begin, std::size_t end)
{
    std::vector<Rect> lines;
    for (auto const& word : page.picture->words) {
        auto const from = std::size_t(page.begin) + word.begin;
        if (from >= end || std::size_t(page.begin) + word.end <= begin)
            continue;
        auto const middle = word.y + word.height / 2;
        if (!lines.empty() && middle >= lines.back().y && middle <= lines.back().y + lines.back().height &&
            word.x >= lines.back().x) {
            auto& line = lines.back();
            auto const top = std::min(line.y, word.y);
            line.height = std::max(line.y + line.height, word.y + word.height) - top;
            line.width = std::max(line.width, word.x + word.width - line.x);
            line.y = top;
        } else {
            lines.push_back({word.x, word.y, word.width, word.height});
        }
    }
    return lines;
}

Rect view_of(std::vector<Rect> const& lines, PictureOfPage const& picture)
{
    constexpr auto around = 10;
    constexpr auto highest = 200;
    auto left = picture.width;
    auto top = picture.height;
    auto right = 0;
    auto bottom = 0;
    for (auto const& line : lines) {
        left = std::min(left, line.x - around);
        top = std::min(top, line.y - around);
        right = std::max(right, line.x + line.width + around);
        bottom = std::max(bottom, line.y + line.height + around);
    }
    left = std::max(left, 0);
    top = std::max(top, 0);
    bottom = std::min({bottom, picture.height, top + highest});
    return {left, top, std::min(right, picture.width) - left, bottom - top};
}

} // namespace kheo::documents
