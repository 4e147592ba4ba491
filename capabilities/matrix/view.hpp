// SPDX-License-Identifier: AGPL-3.0-or-later
// One task with how each body stands, for officers and for everybody; and one
// body with all that it owes.
#pragma once

#include "capabilities/matrix/show.hpp"

namespace kheo::matrix
{

using tasks::TaskQuery;

// How one body stands in one thing owed.
struct UnitView {
    BodyId body;
    std::string name;
    std::string period;
    std::optional<Date> due;
    Standing standing = Standing::open_in_time;
    int days_late = 0;
    bool answered = false;
    std::optional<Date> done_on;
    std::string plan;                            // address of its plan, where that may be read
    std::vector<plans::Fulfilling> fulfilled_by; // what it says fulfils its part
    std::int64_t models = 0;                     // of these that stand
    bool demo = false;
    std::string task_text; // from here on left out of JSON
    std::string words;
    std::string address;
    std::string models_words; // "2 trong 3 mô hình mà sản phẩm nêu"
};
BOOST_DESCRIBE_STRUCT(UnitView, (),
                      (body, name, period, due, standing, days_late, answered, done_on, plan, fulfilled_by,
                       models, demo))

// One that helps: what it told of its part.
struct SupportView {
    BodyId body;
    std::string name;
    std::string period;
    bool answered = false;
    std::optional<Date> told_on;
    std::string url;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(SupportView, (), (body, name, period, answered, told_on, url, demo))

struct TaskView {
    TaskId id;
    std::string text;
    std::string product;
    std::string sentence;
    std::vector<std::string> whom;
    std::string due_rule;
    DocumentId document;
    std::string document_name;
    std::string source;       // "press" where it is read from a press text
    std::string source_words; // "Theo báo, chưa có văn bản gốc"
    BodyId assigned_by;
    std::string assigner;
    tasks::Stage stage = tasks::Stage::assigned;
    std::string reason;
    std::string receipt;
    bool demo = false;
    std::vector<UnitView> items;
    std::vector<SupportView> supports; // those that help, for who may read what they told
    std::vector<std::string> gone;     // bodies that no longer owe it, and why
    Seen seen = Seen::by_officers;     // from here on left out of JSON
    Task task;
    Counts counts{};
    std::string document_url;
    std::string original_url; // of the paper behind a press text
    std::string original_name;
    bool withdrawn = false; // its document: nobody is asked any more
};
BOOST_DESCRIBE_STRUCT(TaskView, (),
                      (id, text, product, sentence, whom, due_rule, document, document_name, source,
                       source_words, assigned_by, assigner, stage, reason, receipt, demo, items, supports,
                       gone))

Outcome<TaskView> view_task(acts::Reading& reading, TaskQuery const& query);
Outcome<TaskView> view_public_task(acts::Reading& reading, TaskQuery const& query);
routes::Page show_task(acts::Reading& reading, TaskView const& view);
// The office's page, with what may be done; also after a refusal of that.
Outcome<routes::Page> show_office_task(routes::Reading& reading, forms::Sent const& sent,
                                       Problem const* problem);

struct BodyQuery {
    BodyId body;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(BodyQuery, (), (body))
struct BodyView {
    BodyId body;
    std::string name;
    bool demo = false;
    std::vector<UnitView> items;
    Seen seen = Seen::by_officers; // from here on left out of JSON
    Counts counts{};
};
BOOST_DESCRIBE_STRUCT(BodyView, (), (body, name, demo, items))
Outcome<BodyView> view_body(acts::Reading& reading, BodyQuery const& query);
Outcome<BodyView> view_public_body(acts::Reading& reading, BodyQuery const& query);
routes::Page show_body(acts::Reading& reading, BodyView const& view);

struct TaskOffice {
    bool may_change = false;
    web::Field reason;
    web::FormKeys keys;
    web::Errors errors;
};

} // namespace kheo::matrix
