// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/evidence.hpp"

#include "capabilities/models/evidence.html.hpp"
#include "capabilities/models/evidence.sql.hpp"
#include "capabilities/models/model.sql.hpp"
#include "platform/files/problems.hpp"
#include "platform/files/shelf.hpp"
#include "web/form_page.hpp"

#include <array>
#include <fstream>
#include <sstream>

namespace kheo::models
{

namespace
{

bool is_photo(std::string_view ending)
{
    return ending == "jpg" || ending == "jpeg" || ending == "png" || ending == "webp";
}

std::string bytes_of_file(std::string const& path)
{
    auto in = std::ifstream(path, std::ios::binary);
    auto bytes = std::ostringstream();
    bytes << in.rdbuf();
    return std::move(bytes).str();
}

// Looked at in the sandbox and stored; the photo also as it may be shown.
Outcome<Evidence> taken_in(forms::File const& file)
{
    auto& shelf = files::shelf();
    auto const bytes = bytes_of_file(file.path);
    auto const type = TRY(shelf.extractor.type(bytes, file.name));
    if (!is_photo(type.ending) && type.ending != "pdf")
        return refuse(problems::evidence_type, type.ending);
    auto evidence = Evidence{.name = file.name, .ending = std::string(type.ending)};
    if (is_photo(type.ending)) {
        auto const image = TRY(shelf.extractor.image(bytes));
        auto const photo = TRY(shelf.store.put(image.jpeg));
        auto const thumbnail = TRY(shelf.store.put(image.thumbnail));
        evidence.photo = hex(photo.hash);
        evidence.thumbnail = hex(thumbnail.hash);
        evidence.width = image.width;
        evidence.height = image.height;
    }
    auto const whole = TRY(shelf.store.put(bytes));
    evidence.hash = hex(whole.hash);
    evidence.size = std::int64_t(whole.size);
    return evidence;
}

Outcome<Model> editable(acts::Reading const& reading, ModelId id)
{
    auto model = TRY(load(reading, id));
    if (!reading.may(may::edit_models, place(model)))
        return refuse(kheo::problems::not_allowed);
    return model;
}

Outcome<acts::Recorded<Evidence>> changed(acts::Work& work, EvidenceForm const& form, std::string_view act,
                                          Outcome<Evidence> (*step)(Evidence, bool))
{
    auto const evidence = work.db.one<Evidence>(sql::evidence_by_id, {{"id", form.evidence}});
    if (!evidence || evidence->model != form.model)
        return refuse(kheo::problems::not_found);
    auto const model = TRY(editable(work, evidence->model));
    if (evidence->version != form.version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    auto const next = TRY(step(*evidence, form.consent));
    // Its act is open, and tells that there is such a model.
    if (next.shown && !model.published)
        return refuse(problems::model_not_public);
    auto const rows = work.db.run(sql::update_evidence, next);
    ensure(rows == 1, "evidence changed under its verb");
    auto note = acts::Note();
    if (form.consent)
        note.emplace("consent", "Người trong ảnh đã đồng ý");
    return acts::append(work, act, next, std::move(note));
}

Outcome<http::Response> sent(std::string const& hash, std::string_view ending)
{
    auto const digest = digest_from_hex(hash);
    auto const path = digest ? files::shelf().store.path(*digest) : std::nullopt;
    if (!path)
        return refuse(kheo::problems::not_found);
    auto answer = http::Response();
    auto const type = files::type_by_ending(ending);
    answer.type = type ? std::string(type->content_type) : "application/octet-stream";
    answer.body = http::open_file(*path);
    answer.compressible = false;
    answer.ranges = true;
    return answer;
}

} // namespace

void each_file(db::Connection& db, std::function<void(std::string_view)> const& with)
{
    db.each<std::string>(sql::files_of_evidence, {}, with);
}

std::span<forms::Rule const> AddEvidenceForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 3> list{{
        {"model", "Mô hình", Input::id, INT64_MAX, forms::Need::required},
        {"caption", "Chú thích", Input::line, 200, forms::Need::optional,
         "Ảnh chụp việc gì, ở đâu, ngày nào; không ghi tên người dân."},
        {"files", "Ảnh hoặc PDF", Input::file, most_files_at_once, forms::Need::required,
         "Mỗi tệp đến 50 MB, mỗi lần đến 10 tệp. Tệp chỉ để nội bộ xem, trừ ảnh được chọn công khai."},
    }};
    return list;
}

std::span<forms::Rule const> EvidenceForm::rules()
{
    using forms::Input;
    using forms::Need;
    static constexpr std::array<forms::Rule, 4> list{{
        {"model", "Mô hình", Input::id, INT64_MAX, Need::required},
        {"evidence", "Tệp minh chứng", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"consent", "Người trong ảnh đã đồng ý", Input::yes_no},
    }};
    return list;
}

std::span<forms::Rule const> FileQuery::rules()
{
    static constexpr std::array<forms::Rule, 2> list{{
        {"evidence", "Tệp minh chứng", forms::Input::id, INT64_MAX, forms::Need::required},
        {"size", "Cỡ", forms::Input::line, 10, forms::Need::required},
    }};
    return list;
}

Outcome<Evidence> opened_to_all(Evidence evidence, bool consent)
{
    if (evidence.removed || evidence.shown)
        return refuse(problems::already_so);
    if (evidence.photo.empty())
        return refuse(problems::not_a_photo);
    if (!consent)
        return refuse(problems::consent_needed);
    evidence.shown = evidence.opened = true;
    ++evidence.version;
    return evidence;
}

Outcome<Evidence> hidden(Evidence evidence)
{
    if (evidence.removed || !evidence.shown)
        return refuse(problems::already_so);
    evidence.shown = false;
    ++evidence.version;
    return evidence;
}

Outcome<Evidence> removed(Evidence evidence)
{
    if (evidence.removed)
        return refuse(problems::already_so);
    evidence.removed = true;
    evidence.shown = false;
    ++evidence.version;
    return evidence;
}

Outcome<PreparedEvidence> prepare_evidence(routes::Before const& before, AddEvidenceForm const& form)
{
    // Nothing is read or stored for one who may not add it.
    auto const model = TRY(before.store.read([&](db::Connection& db) {
        return editable({.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed},
                        form.model);
    }));
    auto prepared = PreparedEvidence{.model = model.id};
    std::vector<FieldError> errors;
    if (auto error = areas::private_data_in("caption", "Chú thích", form.caption))
        errors.push_back(std::move(*error));
    auto taken = files_taken_in("files", form.files);
    if (!taken)
        std::ranges::move(taken.error().fields, std::back_inserter(errors));
    else
        prepared.items = std::move(*taken);
    for (auto& one : prepared.items) {
        one.caption = form.caption;
        one.model = model.id;
        one.body = model.body;
        one.area = model.area;
        one.demo = model.demo;
    }
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    return prepared;
}

Outcome<std::vector<Evidence>> files_taken_in(std::string_view field, std::span<forms::File const> files)
{
    std::vector<Evidence> all;
    std::vector<FieldError> errors;
    for (auto const& file : files) {
        auto taken = taken_in(file);
        if (taken)
            all.push_back(std::move(*taken));
        else
            errors.push_back({std::string(field), "“" + file.name + "”: " + taken.error().sentence});
    }
    if (!errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(errors));
    return all;
}

Outcome<acts::Recorded<Evidence>> keep_file(acts::Work& work, Model const& model, Evidence evidence)
{
    if (evidence_of(work.db, model.id).size() >= most_files_of_a_model)
        return refuse(problems::too_many_files, std::to_string(most_files_of_a_model));
    evidence.id = {work.draws.id()};
    evidence.model = model.id;
    evidence.body = model.body;
    evidence.area = model.area;
    evidence.demo = model.demo;
    work.db.run(sql::insert_evidence, evidence);
    return acts::append(work, "evidence.added", evidence);
}

Outcome<http::Response> stored_file(std::string const& hash, std::string_view ending)
{
    return sent(hash, ending);
}

Outcome<acts::Recorded<EvidenceAdded>> add_evidence(acts::Work& work, PreparedEvidence const& prepared)
{
    auto const model = TRY(editable(work, prepared.model));
    if (evidence_of(work.db, model.id).size() + prepared.items.size() > most_files_of_a_model)
        return refuse(problems::too_many_files, std::to_string(most_files_of_a_model));
    auto added = EvidenceAdded{.model = model.id};
    std::optional<acts::Recorded<Evidence>> last;
    for (auto evidence : prepared.items) {
        evidence.id = {work.draws.id()};
        work.db.run(sql::insert_evidence, evidence);
        last = acts::append(work, "evidence.added", evidence);
        added.items.push_back(std::move(evidence));
    }
    ensure(last.has_value(), "evidence without a file");
    return acts::answering(*last, std::move(added));
}

Outcome<acts::Recorded<Evidence>> show_evidence(acts::Work& work, EvidenceForm const& form)
{
    return changed(work, form, "evidence.shown", opened_to_all);
}

Outcome<acts::Recorded<Evidence>> hide_evidence(acts::Work& work, EvidenceForm const& form)
{
    return changed(work, form, "evidence.hidden", [](Evidence one, bool) { return hidden(std::move(one)); });
}

Outcome<acts::Recorded<Evidence>> remove_evidence(acts::Work& work, EvidenceForm const& form)
{
    return changed(work, form, "evidence.removed",
                   [](Evidence one, bool) { return removed(std::move(one)); });
}

std::vector<Evidence> evidence_of(db::Connection& db, ModelId model)
{
    auto all = db.all<Evidence>(sql::evidence_of_model, {{"model", model}});
    std::erase_if(all, [](Evidence const& one) { return one.removed; });
    return all;
}

Outcome<routes::Page> show_evidence_page(routes::Reading& reading, forms::Sent const& sent,
                                         Problem const* problem)
{
    auto const id = ModelId{parse_id(forms::value_of(sent.values, "model")).value_or(0)};
    auto const model = TRY(editable(reading, id));
    std::vector<EvidenceLine> lines;
    for (auto const& one : evidence_of(reading.db, id))
        lines.push_back({one, web::file_size(one.size),
                         web::form_keys_of(reading.csrf, {}, nullptr, std::to_string(one.version))});
    auto const fields = web::FormFields(AddEvidenceForm::rules(), sent.values, problem);
    auto form = web::FormPage{.action = "/can-bo/mo-hinh/" + shown(id) + "/minh-chung",
                              .keys = web::form_keys_of(reading.csrf, sent.values, problem),
                              .errors = web::errors_of(problem),
                              .sections = {{"", "", fields.fields({"files", "caption"})}}};
    for (auto& field : form.sections.front().fields)
        if (field.name == "files")
            field.accept = "image/jpeg,image/png,image/webp,application/pdf";
    return routes::Page{.title = "Tệp minh chứng",
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Mô hình", "/can-bo/mo-hinh"},
                                   {model.title, "/can-bo/mo-hinh/" + shown(id)},
                                   {"Tệp minh chứng", ""}},
                        .body = evidence_page(model, lines, form),
                        .section = "/can-bo/mo-hinh"};
}

Outcome<http::Response> public_photo(routes::Reading& reading, FileQuery const& query)
{
    auto const evidence = reading.db.one<Evidence>(sql::evidence_by_id, {{"id", query.evidence}});
    if (!evidence || !evidence->shown)
        return refuse(kheo::problems::not_found);
    auto const model = reading.db.one<Model>(sql::model_by_id, {{"id", evidence->model}});
    if (!model || !model->published || model->stage == Stage::withdrawn)
        return refuse(kheo::problems::not_found);
    auto const small = query.size == "nho";
    auto answer = TRY(models::sent(small ? evidence->thumbnail : evidence->photo, small ? "webp" : "jpg"));
    answer.caching = http::Caching::revalidate; // consent may be taken back
    answer.etag = small ? evidence->thumbnail : evidence->photo;
    return answer;
}

Outcome<http::Response> office_file(routes::Reading& reading, FileQuery const& query)
{
    auto const evidence = reading.db.one<Evidence>(sql::evidence_by_id, {{"id", query.evidence}});
    if (!evidence || evidence->removed)
        return refuse(kheo::problems::not_found);
    auto const model = TRY(load(reading, evidence->model));
    if (!reading.may(may::see_models, place(model)))
        return refuse(kheo::problems::not_found);
    if (query.size == "nho" || query.size == "lon") {
        auto const small = query.size == "nho";
        return models::sent(small ? evidence->thumbnail : evidence->photo, small ? "webp" : "jpg");
    }
    auto answer = TRY(models::sent(evidence->hash, evidence->ending));
    answer.download_as = evidence->name;
    return answer;
}

} // namespace kheo::models
