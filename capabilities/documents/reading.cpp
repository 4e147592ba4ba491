// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/reading.hpp"

#include "capabilities/documents/problems.hpp"
#include "capabilities/documents/reading.sql.hpp"
#include "capabilities/documents/secrecy.hpp"
#include "capabilities/models/models.hpp"
#include "platform/files/problems.hpp"
#include "platform/json/read.hpp"
#include "platform/text/text.hpp"

#include <array>
#include <fstream>
#include <sstream>

namespace kheo::documents
{

namespace
{

constexpr std::size_t longest_name = 200;
constexpr std::size_t most_waiting = 60; // of one account
constexpr std::int64_t kept_ms = 7 * 24 * 3'600'000LL;
constexpr std::int64_t hold_again_ms = 60'000;
constexpr auto a_moment = std::chrono::milliseconds(1'500);
constexpr std::int64_t longest_paste = 400'000;

constexpr std::string_view pasted_name = "Nội dung dán vào";

std::string short_name(std::string_view name)
{
    return std::string(first_characters(tidied(nfc(name)), longest_name));
}

std::string name_of(forms::File const& file)
{
    return short_name(file.name);
}

std::string ending_of(std::string_view name)
{
    auto const dot = name.rfind('.');
    return dot == std::string_view::npos ? std::string() : lower(name.substr(dot + 1));
}

void put_words(Intake& intake, Words const& words)
{
    intake.state = ReadingState::read;
    intake.text = words.text;
    intake.pages = text_of(words.pages);
    intake.of_pages = int(words.pages.size());
}

// A message that carries one file is its envelope alone: the file is kept. Where
// it is to be kept, if not as it came.
Outcome<std::string> put_message(Intake& intake, papers::Paper const& paper)
{
    if (paper.said)
        intake.header = json::text(*paper.said);
    if (!paper.enclosed)
        return std::string();
    intake.name = short_name(paper.enclosed->name);
    intake.ending = ending_of(paper.enclosed->name);
    intake.size = std::int64_t(paper.enclosed->bytes.size());
    auto const stored = TRY(files::shelf().store.put(paper.enclosed->bytes));
    return hex(Bytes(stored.hash.begin(), stored.hash.end()));
}

// What a file says at once, or that the job has to read it; a refusal stores nothing.
Outcome<Intake> taken_in(forms::File const& file)
{
    auto const bytes = bytes_of_file(file.path);
    auto intake =
        Intake{.name = name_of(file), .ending = ending_of(file.name), .size = std::int64_t(bytes.size())};
    auto const paper = read_paper(bytes, file.name, a_moment);
    if (paper) {
        auto words = TRY(words_of_paper(*paper));
        auto const enclosed = TRY(put_message(intake, *paper));
        keep_pictures(words.pages, *paper);
        put_words(intake, words);
        intake.hash = enclosed;
        if (!enclosed.empty())
            return intake;
    } else if (paper.error().id != files::problems::reading_stopped.id) {
        return std::unexpected(paper.error());
    }
    auto const stored = TRY(files::shelf().store.put(bytes));
    intake.hash = hex(Bytes(stored.hash.begin(), stored.hash.end()));
    return intake;
}

Outcome<Intake> pasted(std::string const& text)
{
    auto const words = TRY(words_of_paper({.pages = {{.text = text}}}));
    auto intake = Intake{.name = std::string(pasted_name), .size = std::int64_t(text.size())};
    put_words(intake, words);
    return intake;
}

struct Refused {
    std::string field;
    std::string name;
    Problem problem;
};

// The first refusal, with a sentence for each file.
Problem said_of(std::vector<Refused> const& refused)
{
    auto problem = refused.front().problem;
    problem.fields.clear();
    for (auto const& one : refused)
        problem.fields.push_back({one.field, "“" + one.name + "”: " + one.problem.sentence});
    return problem;
}

void erase_file(db::Connection& db, Intake const& intake)
{
    auto const digest = digest_from_hex(intake.hash);
    if (!intake.hash.empty() && digest &&
        db.one<std::int64_t>(sql::uses_of_file, {{"hash", intake.hash}, {"id", intake.id}}) == 0)
        files::shelf().store.erase(*digest);
}

} // namespace

std::span<forms::Rule const> AddForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 3> list{{
        {"files", "Tệp văn bản", Input::file, most_files, forms::Need::optional,
         "PDF, bản quét, ảnh chụp, .docx, .doc, .rtf, .odt, .txt, gói tin .edxml; mỗi tệp đến 50 MB, mỗi lần "
         "đến 20 tệp. Phông TCVN3 (.VnTime) và VNI được đổi sang Unicode."},
        {"text", "Hoặc dán nội dung văn bản", Input::text, longest_paste},
        {"body", "Cơ quan lưu văn bản", Input::id, INT64_MAX},
    }};
    return list;
}

std::span<forms::Rule const> ReadingForm::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"reading", "Tệp đang đọc", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

std::span<forms::Rule const> ReadingPage::rules()
{
    static constexpr std::array<forms::Rule, 2> list{
        {{"reading", "Tệp đang đọc", forms::Input::id, INT64_MAX, forms::Need::required},
         {"page", "Trang", forms::Input::number, papers::max_pages, forms::Need::required}}};
    return list;
}

std::string bytes_of_file(std::string const& path)
{
    auto in = std::ifstream(path, std::ios::binary);
    auto bytes = std::ostringstream();
    bytes << in.rdbuf();
    return std::move(bytes).str();
}

Outcome<papers::Paper> read_paper(std::string_view bytes, std::string_view name,
                                  std::chrono::milliseconds most)
{
    auto const began = std::chrono::steady_clock::now();
    return files::shelf().extractor.paper(bytes, name, [&](int, int) {
        return most.count() == 0 || std::chrono::steady_clock::now() - began < most;
    });
}

Proposal proposal_of(Intake const& intake)
{
    auto proposal = propose(intake.text);
    if (intake.header.empty())
        return proposal;
    return with_said(std::move(proposal),
                     json::read<papers::Said>(boost::json::parse(intake.header).as_object()));
}

Outcome<bodies::Body> keeper(acts::Reading const& reading, BodyId body)
{
    auto const held = bodies::directory();
    if (body) {
        auto const* const at = held->on(body, reading.today());
        if (!at)
            return refuse(problems::no_such_body,
                          std::vector<FieldError>{{"body", "Không có cơ quan này. Xin chọn lại."}});
        if (!reading.may(may::record_documents, bodies::place(*at)))
            return refuse(kheo::problems::not_allowed);
        return *at;
    }
    for (auto const& post : reading.actor.posts) {
        auto const* const at = held->on({post.body}, reading.today());
        if (at && reading.may(may::record_documents, bodies::place(*at)))
            return *at;
    }
    if (reading.actor.kind == acts::ActorKind::system)
        return bodies::Body{.line = bodies::Line::khac};
    return refuse(kheo::problems::not_allowed);
}

Outcome<AddPrepared> prepare_add(routes::Before const& before, AddForm const& form)
{
    auto const who = TRY(before.store.read([&](db::Connection& db) -> Outcome<bodies::Body> {
        auto const reading =
            acts::Reading{.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed};
        auto const body = TRY(keeper(reading, form.body));
        if (intakes_of(reading).size() + form.files.size() > most_waiting)
            return refuse(problems::too_many_waiting, std::to_string(most_waiting));
        return body;
    }));
    auto prepared = AddPrepared{.body = who.body};
    std::vector<Refused> refused;
    for (auto const& file : form.files) {
        auto intake = taken_in(file);
        if (intake)
            prepared.intakes.push_back(std::move(*intake));
        else
            refused.push_back({"files", name_of(file), intake.error()});
    }
    if (!tidied(form.text).empty()) {
        auto intake = pasted(form.text);
        if (intake)
            prepared.intakes.push_back(std::move(*intake));
        else
            refused.push_back({"text", std::string(pasted_name), intake.error()});
    }
    if (prepared.intakes.empty() && refused.empty())
        return refuse(problems::nothing_sent,
                      std::vector<FieldError>{{"files", std::string(problems::nothing_sent.sentence)}});
    if (prepared.intakes.empty())
        return std::unexpected(said_of(refused));
    // Nothing of a file that is refused stays but the sentence; the others go on.
    for (auto const& one : refused)
        prepared.intakes.push_back(
            {.name = one.name, .state = ReadingState::failed, .problem = one.problem.sentence});
    return prepared;
}

Outcome<routes::Kept> add(acts::Work& work, AddPrepared const& prepared)
{
    auto const body = TRY(keeper(work, prepared.body));
    for (auto const& old :
         work.db.all<Intake>(sql::intakes_before, {{"before", Instant{work.now.ms - kept_ms}}}))
        forget(work.db, old.id, Pictures::erased);
    auto added = Added();
    for (auto intake : prepared.intakes) {
        intake.id = {work.draws.id()};
        intake.body = body.body;
        intake.area = body.area;
        intake.account = work.actor.account;
        intake.at = work.now;
        work.db.run(sql::insert_intake, intake);
        if (intake.state == ReadingState::waiting)
            jobs::put(work.db, work.draws.id(), read_job, intake.id.value, work.now);
        added.readings.push_back(intake.id);
    }
    work.reads(jobs::topic);
    auto const one = added.readings.size() == 1;
    return routes::Kept{.after = {one ? "/can-bo/van-ban/doc/" + shown(added.readings.front())
                                      : std::string("/can-bo/van-ban/moi"),
                                  ""},
                        .json = json::of(added).as_object()};
}

Outcome<Intake> load_intake(acts::Reading const& reading, ReadingId id)
{
    auto const intake = reading.db.one<Intake>(sql::intake_by_id, {{"id", id}});
    if (!intake)
        return refuse(kheo::problems::not_found);
    auto const own =
        reading.actor.kind == acts::ActorKind::person && intake->account == reading.actor.account;
    auto const system = reading.actor.kind == acts::ActorKind::system;
    if (!system && !(intake->body && reading.may(may::record_documents, place(*intake))) && !own)
        return refuse(kheo::problems::not_found);
    return *intake;
}

std::vector<Intake> intakes_of(acts::Reading const& reading)
{
    return reading.db.all<Intake>(sql::intakes_of_account, {{"account", reading.actor.account}});
}

void forget(db::Connection& db, ReadingId id, Pictures pictures)
{
    auto const intake = db.one<Intake>(sql::intake_by_id, {{"id", id}});
    if (!intake)
        return;
    db.run(sql::delete_intake, {{"id", id}});
    erase_file(db, *intake);
    if (pictures == Pictures::erased)
        erase_pictures(pages_of(intake->pages));
}

Outcome<routes::Kept> drop(acts::Work& work, ReadingForm const& form)
{
    auto const intake = TRY(load_intake(work, form.reading));
    forget(work.db, intake.id, Pictures::erased);
    return routes::Kept{
        .after = {"/can-bo/van-ban/moi", "Đã bỏ tệp “" + intake.name + "”. Không giữ lại gì."},
        .json = {{"id", shown(intake.id)}}};
}

Outcome<http::Response> reading_file(routes::Reading& reading, ReadingForm const& form)
{
    auto const intake = TRY(load_intake(reading, form.reading));
    auto answer = TRY(models::stored_file(intake.hash, intake.ending));
    if (auto const type = files::type_by_ending(intake.ending);
        !type || type->serve == files::Serve::downloaded)
        answer.download_as = intake.name;
    return answer;
}

Outcome<http::Response> reading_picture(routes::Reading& reading, ReadingPage const& form)
{
    auto const intake = TRY(load_intake(reading, form.reading));
    return picture_of(pages_of(intake.pages), form.page);
}

Outcome<ReadingView> view_reading(acts::Reading& reading, ReadingForm const& form)
{
    auto const intake = TRY(load_intake(reading, form.reading));
    return ReadingView{intake.id, intake.name, intake.state, intake.page, intake.of_pages, intake.problem};
}

void read_intake(db::Store& store, Clock& clock, ReadingId id)
{
    auto const intake = store.write_now([&](db::Connection& db) -> std::optional<Intake> {
        if (db.run(sql::begin_reading, {{"id", id}}) == 0)
            return std::nullopt; // stopped, confirmed or read meanwhile
        return db.one<Intake>(sql::intake_by_id, {{"id", id}});
    });
    if (!intake)
        return;
    auto const digest = digest_from_hex(intake->hash);
    auto const bytes = digest ? files::shelf().store.read(*digest) : std::nullopt;
    auto read = Outcome<Words>(refuse(files::problems::reading_failed));
    auto ended = *intake;
    if (bytes) {
        auto last = -1;
        auto held = clock.now();
        auto const paper = files::shelf().extractor.paper(*bytes, intake->name, [&](int page, int pages) {
            if (clock.now().ms - held.ms > hold_again_ms) {
                held = clock.now();
                jobs::hold(store, read_job, id.value, held);
            }
            if (page == last)
                return store.read([&](db::Connection& db) {
                    auto const now = db.one<Intake>(sql::intake_by_id, {{"id", id}});
                    return now && now->state == ReadingState::reading;
                });
            last = page;
            return store.write_now([&](db::Connection& db) {
                return db.run(sql::at_page, {{"id", id}, {"page", page}, {"of_pages", pages}}) == 1;
            });
        });
        read = paper ? words_of_paper(*paper) : Outcome<Words>(std::unexpected(paper.error()));
        if (read) {
            auto const hash = put_message(ended, *paper);
            if (!hash)
                read = std::unexpected(hash.error());
            else if (!hash->empty())
                ended.hash = *hash;
        }
        if (read)
            keep_pictures(read->pages, *paper);
    }
    store.write_now([&](db::Connection& db) {
        ended.state = ReadingState::failed;
        if (read) {
            put_words(ended, *read);
        } else {
            ended.problem = read.error().sentence;
            ended.hash.clear();
        }
        auto const kept = db.run(sql::end_reading, ended) == 1;
        if (!kept && read)
            erase_pictures(read->pages);
        if (ended.hash == intake->hash)
            return;
        if (kept)
            erase_file(db, *intake);
        else
            erase_file(db, ended); // stopped meanwhile
    });
}

} // namespace kheo::documents
