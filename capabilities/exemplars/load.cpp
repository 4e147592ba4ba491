// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/exemplars/load.hpp"

#include "capabilities/exemplars/decide.hpp"
#include "capabilities/exemplars/exemplar.sql.hpp"
#include "capabilities/exemplars/exemplars.hpp"
#include "platform/text/text.hpp"

namespace kheo::exemplars
{

std::vector<acts::Projection> projections()
{
    return {acts::projection<Exemplar>("exemplar", sql::every_exemplar)};
}

std::vector<acts::Erasable> erasables()
{
    return {{"exemplar", erase_again}};
}

Outcome<Exemplar> load(acts::Reading const& reading, ExemplarId id)
{
    auto exemplar = reading.db.one<Exemplar>(sql::exemplar_by_id, {{"id", id}});
    if (!exemplar ||
        (exemplar->stage != Stage::published && !reading.may(may::see_exemplars, place(*exemplar))))
        return refuse(kheo::problems::not_found);
    return *exemplar;
}

Outcome<Exemplar> load_for_change(acts::Work const& work, acts::Permission permission, ExemplarId id,
                                  std::int64_t version)
{
    auto exemplar = TRY(load(work, id));
    if (!work.may(permission, place(exemplar)))
        return refuse(kheo::problems::not_allowed);
    if (exemplar.version != version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    return exemplar;
}

acts::Recorded<Exemplar> store(acts::Work& work, std::string_view act, Exemplar const& exemplar,
                               acts::Note note)
{
    auto const rows =
        work.db.run(sql::update_exemplar, db::Params(exemplar), {{"sort_key", sort_key(exemplar.name)}});
    ensure(rows == 1, "an exemplar changed under its verb");
    return acts::append(work, act, exemplar, std::move(note));
}

acts::Recorded<Exemplar> store_new(acts::Work& work, std::string_view act, Exemplar const& exemplar)
{
    work.db.run(sql::insert_exemplar, db::Params(exemplar), {{"sort_key", sort_key(exemplar.name)}});
    return acts::append(work, act, exemplar);
}

} // namespace kheo::exemplars
