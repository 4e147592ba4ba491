// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/models.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/models/evidence.hpp"
#include "capabilities/models/evidence.sql.hpp"
#include "capabilities/models/model.sql.hpp"
#include "platform/json/read.hpp"
#include "platform/text/text.hpp"

#include <fmt/format.h>
#include <ranges>
#include <set>

namespace kheo::models
{

namespace
{

// Keys of index and order need no more than the beginning of a title.
constexpr std::size_t sorted_characters = 120;
constexpr std::size_t shown_of_a_change = 300;

std::string key_of(Model const& model)
{
    return sort_key(first_characters(model.title, sorted_characters));
}

// The counters that a model adds one to.
std::set<std::string> counters_of(std::optional<Model> const& model)
{
    if (!model || !model->published || model->stage == Stage::withdrawn)
        return {};
    auto const name = [](auto value) { return std::string(boost::describe::enum_to_string(value, "")); };
    return {"models/public",
            "models/public/field/" + model->field,
            "models/public/year/" + std::to_string(model->year),
            "models/public/kind/" + name(model->kind),
            "models/public/entry/" + name(model->entry),
            "models/public/area/" + shown(model->area)};
}

void recount(acts::Work& work, std::optional<Model> const& before, Model const& after)
{
    auto const old = counters_of(before);
    auto const fresh = counters_of(after);
    for (auto const& counter : old)
        if (!fresh.contains(counter))
            acts::count(work, counter, -1);
    for (auto const& counter : fresh)
        if (!old.contains(counter))
            acts::count(work, counter, 1);
}

acts::Recorded<Model> record(acts::Work& work, std::string_view act, Model const& model, acts::Note note)
{
    auto recorded = acts::append(work, act, model, std::move(note));
    auto const ended = model.stage == Stage::withdrawn ? std::optional(work.now) : std::nullopt;
    work.db.run(sql::put_entry, db::Params(model),
                {{"entry_id", work.draws.id()},
                 {"entered_at", work.now},
                 {"ended_at", ended},
                 {"act", recorded.act()}});
    if (visibility(model) == acts::Visibility::open)
        search::put(work.db, search_entry(model, work.today()));
    return recorded;
}

// Fills who and office from what the act says of its post.
void name_post(Past& past, boost::json::object const& content)
{
    auto const* const by = content.if_contains("by");
    if (!by || !by->is_object() || !by->get_object().contains("role"))
        return;
    auto const& post = by->get_object();
    auto const role = std::string(post.at("role").as_string());
    if (role == "system") {
        past.who = "Người vận hành hệ thống";
        return;
    }
    auto const* const body = post.if_contains("body");
    auto const id = bodies::BodyId{body ? parse_id(std::string_view(body->as_string())).value_or(0) : 0};
    auto const day = local_date(past.act.at);
    past.who = accounts::words_of({.role = role, .body = id.value}, day);
    auto const held = bodies::directory();
    if (auto const* const at = held->on(id, day))
        past.office = at->name;
}

// As people read the value of a field that may be changed.
std::string words_of(std::string_view field, auto const& value)
{
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, std::string>)
        return field == "field" ? field_label(value) : value;
    else
        return value ? shown(*value) : std::string();
}

Problem changed(acts::Reading const& reading, Model const& now, std::int64_t version)
{
    auto const past = past_of(reading.db, now.id);
    auto const who = who_since(past, version);
    auto problem = Problem(kheo::problems::changed_meanwhile, who.empty() ? "Người khác" : who);
    auto const shown_one = std::ranges::find(past, version, [](Past const& one) { return one.act.version; });
    if (shown_one == past.end() || !shown_one->record)
        return problem;
    for (auto const& change : changes_between(*shown_one->record, now))
        problem.fields.push_back(
            {change.field, change.label + ": bản đang lưu là “" +
                               std::string(first_characters(change.after, shown_of_a_change)) + "”"});
    return problem;
}

Outcome<Model> seen(acts::Reading const& reading, ModelId id)
{
    auto model = reading.db.one<Model>(sql::model_by_id, {{"id", id}});
    if (!model || !may_see(reading, *model))
        return refuse(kheo::problems::not_found);
    return *model;
}

} // namespace

bool may_see(acts::Reading const& reading, Model const& model)
{
    if (model.published)
        return true;
    return reading.may(model.stage == Stage::draft ? may::edit_models : may::see_models, place(model));
}

Outcome<Model> load(acts::Reading const& reading, ModelId id)
{
    auto model = TRY(seen(reading, id));
    if (model.published && !reading.may(may::see_models, place(model)))
        return as_public(reading.db, std::move(model));
    return model;
}

Outcome<Model> load_row(acts::Work const& work, ModelId id)
{
    return seen(work, id);
}

std::optional<Model> load_public(db::Connection& db, ModelId id)
{
    auto model = db.one<Model>(sql::model_by_id, {{"id", id}});
    if (!model || !model->published)
        return std::nullopt;
    return as_public(db, std::move(*model));
}

namespace
{

// Withdrawn words are not read on: title, unit and reason stay.
Model without_words(Model model)
{
    auto const field = model.field;
    auto const title = model.title;
    json::copy_shared(model, Text());
    model.field = field;
    model.title = title;
    for (auto* const figure : {&model.measure, &model.baseline, &model.target, &model.result})
        figure->clear();
    return model;
}

// Whether everybody reads of it what its version before said.
bool is_read_as_before(Model const& model)
{
    return model.published &&
           (model.stage == Stage::withdrawn || visibility(model) != acts::Visibility::open);
}

// What everybody read before the version that they do not read.
Model read_before(Model const& now, std::optional<std::string> const& content)
{
    if (content)
        return json::read<Model>(boost::json::parse(*content).at("record").as_object());
    auto nameless = without_words(now); // its acts were erased
    nameless.title = "Mô hình " + shown(now.id);
    return nameless;
}

bool is_read_by_all(db::Connection& db, std::int64_t id)
{
    auto const model = db.one<Model>(sql::model_by_id, {{"id", id}});
    return model && model->published && model->stage != Stage::withdrawn;
}

} // namespace

std::vector<acts::Projection> projections()
{
    return {acts::projection<Model>("model", sql::every_model, is_read_by_all, "/mo-hinh/"),
            acts::projection<Evidence>("evidence", sql::every_evidence)};
}

namespace
{

// `before`: what its version before said, where that is what is read.
Model as_public(Model model, std::optional<std::string> const& before)
{
    model.import = 0;
    auto const gone = model.stage == Stage::withdrawn;
    if (!model.published)
        return gone ? without_words(std::move(model)) : model;
    if (!is_read_as_before(model))
        return model;
    auto last = read_before(model, before);
    last.year = model.year;
    last.entry = model.entry;
    last.import = 0;
    if (!gone)
        return last;
    last.version = model.version;
    last.stage = model.stage;
    last.reason = model.reason;
    return without_words(std::move(last));
}

struct Before {
    ModelId id;
    std::string content;
};
BOOST_DESCRIBE_STRUCT(Before, (), (id, content))
Model const* found_in(std::map<ModelId, Model> const& all, ModelId id)
{
    auto const at = all.find(id);
    return at == all.end() ? nullptr : &at->second;
}

} // namespace

Model as_public(db::Connection& db, Model model)
{
    auto before = std::optional<std::string>();
    if (is_read_as_before(model))
        before = db.one<std::string>(sql::open_before, {{"id", model.id}, {"version", model.version}});
    return as_public(std::move(model), before);
}

Several::Several(acts::Reading const& reading, std::vector<ModelId> ids)
{
    if (ids.empty())
        return;
    auto rows = reading.db.all<Model>(sql::models_by_ids, {{"ids", list_of(ids)}});
    ids.clear();
    for (auto const& row : rows)
        if (is_read_as_before(row))
            ids.push_back(row.id);
    std::map<ModelId, std::string> before;
    if (!ids.empty())
        for (auto& one : reading.db.all<Before>(sql::open_before_each, {{"ids", list_of(ids)}}))
            before.emplace(one.id, std::move(one.content));
    for (auto const& row : rows) {
        auto const at = before.find(row.id);
        if (row.published)
            public_.emplace(row.id,
                            as_public(row, at == before.end() ? std::nullopt : std::optional(at->second)));
        auto const as_it_stands = !row.published || reading.may(may::see_models, place(row));
        if (may_see(reading, row))
            seen_.emplace(row.id, as_it_stands ? row : public_.at(row.id));
    }
}

Model const* Several::seen(ModelId id) const
{
    return found_in(seen_, id);
}

Model const* Several::in_public(ModelId id) const
{
    return found_in(public_, id);
}

std::optional<Model> read_at(db::Connection& db, ModelId id, int year, std::int64_t act)
{
    std::optional<Model> read;
    for (auto const& past : acts::history(db, "model", id.value)) {
        auto const afterwards = past.id > act;
        if (afterwards && read)
            break;
        if (past.content.empty() || (afterwards && past.visibility != acts::Visibility::open))
            continue;
        auto model = json::read<Model>(boost::json::parse(past.content).at("record").as_object());
        if (model.year == year && is_received(model.stage))
            read = std::move(model);
    }
    return read;
}

Outcome<Model> load_for_change(acts::Work const& work, acts::Permission permission, ModelId id,
                               std::int64_t version)
{
    auto model = TRY(load_row(work, id));
    if (!work.may(permission, place(model)))
        return refuse(kheo::problems::not_allowed);
    if (model.version != version)
        return std::unexpected(changed(work, model, version));
    return model;
}

acts::Recorded<Model> store(acts::Work& work, std::string_view act, Model const& model, acts::Note note)
{
    if (model.published)
        recount(work, work.db.one<Model>(sql::model_by_id, {{"id", model.id}}), model);
    auto const rows =
        work.db.run(sql::update_model, db::Params(model), {{"sort_key", key_of(as_public(work.db, model))}});
    ensure(rows == 1, "a model changed under its verb");
    return record(work, act, model, std::move(note));
}

acts::Recorded<Model> store_new(acts::Work& work, std::string_view act, Model const& model, acts::Note note)
{
    work.db.run(sql::insert_model, db::Params(model), {{"sort_key", key_of(model)}});
    recount(work, std::nullopt, model);
    return record(work, act, model, std::move(note));
}

acts::Recorded<Model> bring_back(acts::Work& work, Model const& now, std::int64_t version,
                                 std::string const& reason, Appraised appraised)
{
    auto const past = past_of(work.db, now.id);
    auto const at = std::ranges::find(past, version, [](Past const& one) { return one.act.version; });
    ensure(at != past.end() && at->record, "a model is brought back to a version that is gone");
    auto next = *at->record;
    next.version = now.version + 1;
    next.published = now.published;
    if (!now.published || !changes_between(as_public(work.db, now), next).empty())
        next.reason = reason; // else people outside have read nothing else meanwhile
    next.stage = appraised(work.db, now.id, next.year).value_or(next.stage);
    auto recorded = store(work, "models.brought_back", next, {{"reason", reason}});
    if (next.year != now.year)
        work.db.run(sql::end_entry,
                    {{"model", now.id}, {"year", now.year}, {"ended_at", work.now}, {"act", recorded.act()}});
    return recorded;
}

std::vector<FieldChange> changes_between(Model const& before, Model const& after)
{
    std::vector<FieldChange> changes;
    auto was = Revision();
    auto is = Revision();
    json::copy_shared(was, before);
    json::copy_shared(is, after);
    json::each_shared(was, is, [&](std::string_view field, auto const& old, auto const& fresh) {
        if (old != fresh)
            changes.push_back({std::string(field), std::string(label_of(field)), words_of(field, old),
                               words_of(field, fresh)});
    });
    return changes;
}

std::vector<Past> past_of(db::Connection& db, ModelId id)
{
    std::vector<Past> past;
    for (auto& act : acts::history(db, "model", id.value)) {
        auto& one = past.emplace_back(Past{.act = std::move(act)});
        if (one.act.content.empty())
            continue;
        auto const content = boost::json::parse(one.act.content).as_object();
        name_post(one, content);
        if (auto const* const reason = content.at("note").as_object().if_contains("reason"))
            one.reason = reason->as_string();
        one.record = json::read<Model>(content.at("record").as_object());
        auto const* const before = past.size() > 1 ? &past[past.size() - 2].record : nullptr;
        if (before && *before)
            one.changes = changes_between(**before, *one.record);
    }
    return past;
}

std::string who_since(std::vector<Past> const& past, std::int64_t version)
{
    std::vector<std::string> all;
    for (auto const& one : past)
        if (one.act.version > version && !one.who.empty() && std::ranges::find(all, one.who) == all.end())
            all.push_back(one.who);
    std::string words;
    for (auto const& who : all)
        words += (words.empty() ? "" : "; ") + who;
    return words;
}

} // namespace kheo::models
