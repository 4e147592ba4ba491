// SPDX-License-Identifier: AGPL-3.0-or-later
// Task (nhiệm vụ): what a document asks, of whom, by when, from which sentence,
// as a person confirmed it.
#pragma once

#include "capabilities/documents/documents.hpp"
#include "capabilities/tasks/due.hpp"
#include "capabilities/tasks/whom.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::tasks
{

using documents::Document;
using documents::DocumentId;
using TaskId = Id<struct TaskTag>;

enum class Stage { assigned, dropped };
BOOST_DESCRIBE_ENUM(Stage, assigned, dropped)

// The record; its members in this order are the canonical content of its acts.
struct Task {
    TaskId id;
    std::int64_t version = 1;
    DocumentId document;
    BodyId body; // that assigns
    AreaId area;
    std::string text;     // what is to be done
    std::string product;  // what is to be handed in
    std::string sentence; // of the document, word for word; "" where it has none
    std::string whom;     // tasks::text_of
    DueKind due_kind = DueKind::none;
    std::optional<Date> due_on;
    int due_days = 0;
    Date counted_from; // the document's day: terms are counted from it
    Date assigned_on;  // ngày nhập: whose task it is, is looked up from here on
    Stage stage = Stage::assigned;
    std::string reason;  // of the last change
    bool opened = false; // its document was public: its acts stay open
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Task, (),
                      (id, version, document, body, area, text, product, sentence, whom, due_kind, due_on,
                       due_days, counted_from, assigned_on, stage, reason, opened, demo))

inline std::string_view object_kind(Task const&)
{
    return "task";
}
inline acts::Place place(Task const& task)
{
    return {task.area.value, task.body.value};
}
inline acts::Visibility visibility(Task const& task)
{
    return task.opened ? acts::Visibility::open : acts::Visibility::internal;
}
inline std::string topics(Task const& task)
{
    return "tasks task/" + shown(task.id);
}

DueRule due_of(Task const& task);
std::vector<Occurrence> occurrences_of(Task const& task, Date today);

// Pure transitions. `answered`: the periods of which some body spoke already; none
// of them may fall out of what is asked.
Outcome<Task> changed(Task task, Task const& next, std::string reason,
                      std::vector<std::string> const& answered, Date today);
Outcome<Task> dropped(Task task, std::string reason);

namespace may
{
inline constexpr acts::Permission see_tasks{"tasks.see"};
inline constexpr acts::Permission assign_tasks{"tasks.assign"};
} // namespace may

// Who asks, and what of tasks they may see; for one request. A task is seen by
// whom its document reaches, by the body that assigned it, and by those it is for;
// once its document is withdrawn, by whoever sees what the assigning body does.
class Eyes
{
  public:
    explicit Eyes(acts::Reading const& reading);

    acts::Reading const& reading() const { return reading_; }
    // Looks up the documents of all current tasks at once.
    void know_current();
    // The same of these tasks, with the papers that press texts among them report.
    void know(std::vector<Task> const& tasks);
    // Of one period of it, or of what is asked once.
    Circle circle(Task const& task, Part part, Occurrence const& occurrence);
    // Whoever owes any of it.
    Circle circle(Task const& task, Part part);
    // The document, whoever asks; a Contradiction where there is none.
    Document const& document_of(Task const& task);
    // "Chỉ thị 12-CT/TU"; where a document has no number its name is its abstract,
    // which is for those alone that it reaches. Of a press text it is said that it is one.
    std::string document_name(Task const& task);
    std::string bare_name(Task const& task);
    // "" of a paper; "Theo báo, chưa có văn bản gốc", or "Theo báo; văn bản gốc: Chỉ thị
    // 12-CT/TU" once the paper is held and the asker may see it.
    std::string press_words(Task const& task);
    std::optional<Document> original_of(Task const& task);
    bool sees(Task const& task);
    // It is asked: neither dropped, nor its document withdrawn.
    bool stands(Task const& task);
    // Everybody may: its document is public.
    bool is_public(Task const& task);
    // Whose posts answer for the body that assigned it, or for one that follows it:
    // they read what each body wrote.
    bool oversees(Task const& task);
    // Whether the actor's posts see this body's work.
    bool owns(BodyId body);

  private:
    acts::Reading const& reading_;
    std::shared_ptr<bodies::Directory const> held_;
    std::shared_ptr<areas::Atlas const> atlas_;
    Resolver resolver_;
    std::map<BodyId, bool> own_;
    std::map<DocumentId, Document> documents_;
    std::map<DocumentId, std::optional<Document>> originals_; // of press texts
};

} // namespace kheo::tasks
