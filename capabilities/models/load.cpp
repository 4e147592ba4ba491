// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/load.hpp"

#include "capabilities/models/model.sql.hpp"
#include "platform/text/text.hpp"

namespace kheo::models
{

namespace
{

acts::Recorded<Model> record(acts::Work& work, std::string_view act, Model const& model, acts::Note note)
{
    auto recorded = acts::append(work, act, model, std::move(note));
    auto const ended = model.stage == Stage::withdrawn ? std::optional(work.now) : std::nullopt;
    work.db.run(sql::put_entry, db::Params(model),
                {{"entry_id", work.draws.id()},
                 {"entered_at", work.now},
                 {"ended_at", ended},
                 {"act", recorded.act()}});
    return recorded;
}

} // namespace

Outcome<Model> load(acts::Reading const& reading, ModelId id)
{
    auto model = reading.db.one<Model>(sql::model_by_id, {{"id", id}});
    if (!model || (!model->published && !reading.may(may::see_models, place(*model))))
        return refuse(kheo::problems::not_found);
    return *model;
}

Outcome<Model> load_for_change(acts::Work const& work, acts::Permission permission, ModelId id,
                               std::int64_t version)
{
    auto model = TRY(load(work, id));
    if (!work.may(permission, place(model)))
        return refuse(kheo::problems::not_allowed);
    if (model.version != version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    return model;
}

acts::Recorded<Model> store(acts::Work& work, std::string_view act, Model const& model, acts::Note note)
{
    auto const rows =
        work.db.run(sql::update_model, db::Params(model), {{"sort_key", sort_key(model.title)}});
    ensure(rows == 1, "a model changed under its verb");
    return record(work, act, model, std::move(note));
}

acts::Recorded<Model> store_new(acts::Work& work, std::string_view act, Model const& model, acts::Note note)
{
    work.db.run(sql::insert_model, db::Params(model), {{"sort_key", sort_key(model.title)}});
    return record(work, act, model, std::move(note));
}

} // namespace kheo::models
