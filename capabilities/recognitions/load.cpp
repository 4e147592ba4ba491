// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/recognitions/load.hpp"

#include "capabilities/recognitions/load.sql.hpp"
#include "capabilities/recognitions/recognitions.hpp"

namespace kheo::recognitions
{

namespace
{

struct Withdrawn {
    DecisionId decision;
    std::int64_t withdrawn = 0;
};
BOOST_DESCRIBE_STRUCT(Withdrawn, (), (decision, withdrawn))

// Says nothing but what the decision's page shows.
bool is_read_by_all(db::Connection& db, std::int64_t id)
{
    auto const recognition = db.one<Recognition>(sql::recognition_by_id, {{"id", id}});
    return recognition && recognition->opened;
}

} // namespace

void each_file(db::Connection& db, std::function<void(std::string_view)> const& with)
{
    db.each<std::string>(sql::files_of_decisions, {}, with);
}

std::vector<acts::Projection> projections()
{
    // A decision also holds what its scan is called: that is not for everybody.
    return {
        acts::projection<Decision>("decision", sql::every_decision),
        acts::projection<Recognition>("recognition", sql::every_recognition, is_read_by_all, "/cong-nhan/")};
}

std::optional<Decision> decision_by_id(db::Connection& db, DecisionId id)
{
    return db.one<Decision>(sql::decision_by_id, {{"id", id}});
}

std::optional<Decision> decision_of_number(db::Connection& db, BodyId body, int year, std::string_view number)
{
    return db.one<Decision>(sql::decisions_of_number,
                            {{"body", body}, {"year", year}, {"number_key", number_key(number)}});
}

std::vector<Decision> decisions_before(db::Connection& db, DecisionId before, std::int64_t most)
{
    return db.all<Decision>(sql::decisions_before,
                            {{"before", before ? before.value : INT64_MAX}, {"most", most}});
}

std::map<std::int64_t, std::int64_t> withdrawn_between(db::Connection& db, DecisionId from, DecisionId to)
{
    std::map<std::int64_t, std::int64_t> counts;
    for (auto const& one : db.all<Withdrawn>(sql::withdrawn_between, {{"from", from}, {"to", to}}))
        counts[one.decision.value] = one.withdrawn;
    return counts;
}

std::optional<Recognition> recognition_by_id(db::Connection& db, RecognitionId id)
{
    return db.one<Recognition>(sql::recognition_by_id, {{"id", id}});
}

Outcome<Recognition> load(acts::Reading const& reading, RecognitionId id)
{
    auto recognition = recognition_by_id(reading.db, id);
    if (!recognition)
        return refuse(kheo::problems::not_found);
    auto const model = models::load(reading, recognition->model);
    if (!model)
        return std::unexpected(model.error());
    return *recognition;
}

std::vector<Recognition> recognitions_of(db::Connection& db, DecisionId decision)
{
    return db.all<Recognition>(sql::recognitions_of_decision, {{"decision", decision}});
}

std::vector<Recognition> standing_of(db::Connection& db, ModelId model)
{
    return db.all<Recognition>(sql::standing_of_model, {{"model", model}});
}

std::int64_t receipt_of(db::Connection& db, Recognition const& recognition)
{
    if (!recognition.opened)
        return 0;
    return db.one<std::int64_t>(sql::act_of_recognition, {{"id", recognition.id}}).value_or(0);
}

acts::Recorded<Decision> store_new(acts::Work& work, Decision const& decision)
{
    work.db.run(sql::insert_decision, db::Params(decision), {{"number_key", number_key(decision.number)}});
    return acts::append(work, "decisions.issued", decision);
}

acts::Recorded<Recognition> store_new(acts::Work& work, Recognition const& recognition)
{
    work.db.run(sql::insert_recognition, db::Params(recognition), {{"act", 0}});
    auto recorded = acts::append(work, "recognitions.decided", recognition);
    work.db.run(sql::name_act, {{"act", recorded.act()}, {"id", recognition.id}});
    return recorded;
}

acts::Recorded<Recognition> store(acts::Work& work, std::string_view act, Recognition const& recognition)
{
    ensure(work.db.run(sql::update_recognition, recognition) == 1, "a recognition changed under its verb");
    auto recorded = acts::append(work, act, recognition, {{"reason", recognition.reason}});
    work.db.run(sql::name_act, {{"act", recorded.act()}, {"id", recognition.id}});
    return recorded;
}

void open_standing(acts::Work& work, models::Model const& model)
{
    for (auto const& one : standing_of(work.db, model.id))
        if (!one.opened)
            store(work, "recognitions.opened", opened(one));
}

Named named_at(db::Connection& db, Recognition const& recognition, models::Model const& today)
{
    auto const act = db.one<std::int64_t>(sql::act_of_decision, {{"id", recognition.id}});
    auto const then =
        act ? models::read_at(db, recognition.model, recognition.year, *act) : std::optional<models::Model>();
    // A name that was taken from the page is not printed again.
    if (!then || areas::private_data_in("title", "Tên mô hình", then->title))
        return {today.title, today.field};
    return {then->title, then->field};
}

} // namespace kheo::recognitions
