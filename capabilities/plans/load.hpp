// SPDX-License-Identifier: AGPL-3.0-or-later
// The doors to what bodies answered.
#pragma once

#include "capabilities/plans/plan.hpp"

#include <map>
#include <tuple>

namespace kheo::plans
{

// One body's part of a task, whether or not it said anything yet.
struct Part {
    Task task;
    tasks::Occurrence occurrence;
    bodies::Body body;
    Plan plan; // version 0: nothing was said
    tasks::Meant meant;
    tasks::Part role = tasks::Part::lead; // or support: it adds its own word, and is never late
};

struct PartQuery {
    TaskId task;
    BodyId body;
    std::string period;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(PartQuery, (), (task, body, period))

// As far as the actor may read what the body wrote: its own officers, those of the
// body that asked and of those that follow it; what a supporting body wrote is read by
// those that lead the task, too. not_found otherwise, and where the body has no part in
// the task today.
Outcome<Part> load_part(acts::Reading const& reading, PartQuery const& query);
// The same for its officers alone, while the task is asked, and where it leads it.
Outcome<Part> load_to_lead(acts::Work const& work, PartQuery const& query);
// For the body's own word, or for the word of whoever asked.
enum class Side { unit, parent };
// Whether this very account said that it is done: it is for another to accept that.
bool is_own_word(acts::Reading const& reading, Plan const& plan);
Outcome<Part> load_for_change(acts::Work const& work, Side side, PartQuery const& query,
                              std::int64_t version);
// What a body says now, version 0 where that is nothing yet; the caller knows that it
// is its part, and who reads it.
Plan word_of(db::Connection& db, Task const& task, std::string const& period, bodies::Body const& body);

// What was said about some tasks, to be looked up cell by cell.
class Said
{
  public:
    // With all its words.
    static Said of_task(db::Connection& db, TaskId task);
    // Without promise, progress, result, proofs and reasons: how each part stands.
    static Said of_document(db::Connection& db, DocumentId document);
    static Said of_bodies(db::Connection& db, std::vector<BodyId> const& bodies);
    static Said of_public(db::Connection& db); // of tasks of public documents
    static Said of_all(db::Connection& db);

    Plan const* find(TaskId task, std::string const& period, BodyId body) const;
    std::vector<Plan const*> of(TaskId task, std::string const& period) const;
    State state(Task const& task, tasks::Occurrence const& occurrence, tasks::Meant const& meant,
                Date today) const;

    // The papers that the plans name.
    std::vector<DocumentId> documents() const;

    void add(Plan plan);

  private:
    using Key = std::tuple<TaskId, std::string, BodyId>;
    std::map<Key, Plan> all_;
};

acts::Recorded<Plan> store(acts::Work& work, std::string_view act, Plan plan, acts::Note note = {});

} // namespace kheo::plans
