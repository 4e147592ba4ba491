// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/model.hpp"

#include "capabilities/models/register.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"

#include <algorithm>
#include <array>

namespace kheo::models
{

namespace
{

Outcome<Model> advanced(Model model, std::initializer_list<Stage> from, Stage to)
{
    if (std::ranges::find(from, model.stage) == from.end())
        return refuse(problems::stage_forbids, label(model.stage));
    model.stage = to;
    ++model.version;
    return model;
}

// Whether the revision differs from what the record says; takes it over.
bool take(Model& model, Revision const& revision)
{
    auto changed = false;
    json::each_shared(model, revision, [&](std::string_view, auto& member, auto const& fresh) {
        changed |= member != fresh;
        member = fresh;
    });
    return changed;
}

} // namespace

std::string_view label(Kind kind)
{
    return kind == Kind::mo_hinh ? "Mô hình" : "Điển hình tập thể";
}

std::string_view label(Entry entry)
{
    static constexpr std::array<std::string_view, 3> labels{"Mới", "Duy trì", "Nhân rộng"};
    return labels.at(std::size_t(entry));
}

std::string_view label(Stage stage)
{
    static constexpr std::array<std::string_view, 8> labels{
        "Nháp",           "Chờ tiếp nhận",  "Trả lại để bổ sung", "Đã tiếp nhận",
        "Đang thẩm định", "Chưa công nhận", "Đã công nhận",       "Đã rút"};
    return labels.at(std::size_t(stage));
}

bool is_received(Stage stage)
{
    return stage == Stage::received || stage == Stage::appraising || stage == Stage::not_yet ||
           stage == Stage::recognised;
}

bool is_in_life(Stage stage, bool published)
{
    auto const waits = stage == Stage::registered || stage == Stage::returned;
    return is_received(stage) || (published && waits);
}

std::string topics(Model const& model)
{
    // What is not public changes no public list.
    auto const lists = model.published ? "models areas/" + shown(model.area) : std::string("models/internal");
    return lists + " model/" + shown(model.id);
}

Outcome<Model> submitted(Model model)
{
    model.reason.clear(); // what was asked for has been answered
    return advanced(std::move(model), {Stage::draft, Stage::returned}, Stage::registered);
}

Outcome<Model> received(Model model)
{
    return advanced(std::move(model), {Stage::registered}, Stage::received);
}

Outcome<Model> returned(Model model, std::string reason)
{
    if (reason.empty())
        return refuse(problems::reason_needed);
    model.reason = std::move(reason);
    return advanced(std::move(model), {Stage::registered}, Stage::returned);
}

Outcome<Model> published(Model model)
{
    if (model.published)
        return refuse(problems::stage_forbids, "Đã công khai");
    model.published = true;
    auto const stage = model.stage; // also while it is appraised
    return advanced(std::move(model), {Stage::received, Stage::appraising, Stage::not_yet, Stage::recognised},
                    stage);
}

Outcome<Model> withdrawn(Model model, std::string reason)
{
    if (reason.empty())
        return refuse(problems::reason_needed);
    model.reason = std::move(reason);
    return advanced(std::move(model),
                    {Stage::draft, Stage::registered, Stage::returned, Stage::received, Stage::appraising,
                     Stage::not_yet, Stage::recognised},
                    Stage::withdrawn);
}

Outcome<Model> put_in_round(Model model)
{
    auto const next = model.stage == Stage::recognised ? Stage::recognised : Stage::appraising;
    return advanced(std::move(model), {Stage::received, Stage::not_yet, Stage::recognised}, next);
}

Outcome<Model> taken_out(Model model)
{
    return advanced(std::move(model), {Stage::appraising}, Stage::received);
}

Outcome<Model> recognised(Model model)
{
    return advanced(std::move(model), {Stage::appraising, Stage::recognised}, Stage::recognised);
}

Outcome<Model> not_yet_recognised(Model model)
{
    return advanced(std::move(model), {Stage::appraising}, Stage::not_yet);
}

Outcome<Model> recognition_withdrawn(Model model)
{
    return advanced(std::move(model), {Stage::recognised}, Stage::received);
}

Outcome<Model> kept(Model model, int year, Revision const& revision)
{
    if (year <= model.year)
        return refuse(problems::already_registered);
    auto const last = model;
    take(model, revision);
    if (model.registered_on == last.registered_on)
        model.registered_on.reset();
    if (model.signer == last.signer)
        model.signer.clear();
    if (model.result == last.result)
        model.result.clear();
    model.year = year;
    model.entry = Entry::duy_tri;
    model.reason.clear();
    return advanced(std::move(model),
                    {Stage::registered, Stage::returned, Stage::received, Stage::appraising, Stage::not_yet,
                     Stage::recognised},
                    Stage::registered);
}

Outcome<Model> edited(Model model, Revision const& revision, std::string reason)
{
    if (model.stage == Stage::withdrawn)
        return refuse(problems::stage_forbids, label(model.stage));
    if (!take(model, revision))
        return refuse(problems::nothing_changed);
    if (model.published && reason.empty())
        return refuse(problems::reason_needed);
    if (model.published)
        model.reason = std::move(reason);
    ++model.version;
    return model;
}

std::span<FieldOfWork const> fields_of_work()
{
    static auto const list = [] {
        auto const records = csv::Records::parse(data::file("rules/fields.csv"), {"code", "label", "status"});
        ensure(records.has_value(), "data/rules/fields.csv is broken");
        std::vector<FieldOfWork> fields;
        for (std::size_t row = 0; row < records->size(); ++row)
            fields.push_back({std::string(records->at(row, "code")), std::string(records->at(row, "label")),
                              records->at(row, "status") == "verified"});
        return fields;
    }();
    return list;
}

std::string field_label(std::string_view code)
{
    auto const all = fields_of_work();
    auto const found = std::ranges::find(all, code, &FieldOfWork::code);
    return found == all.end() ? std::string(code) : found->label;
}

bool is_field(std::string_view code)
{
    return std::ranges::find(fields_of_work(), code, &FieldOfWork::code) != fields_of_work().end();
}

std::string_view label_of(std::string_view form_field)
{
    if (form_field == "result")
        return "Đã đạt";
    auto const rules = RegisterForm::rules();
    auto const found = std::ranges::find(rules, form_field, &forms::Rule::name);
    return found == rules.end() ? form_field : found->label;
}

bool is_public_text(std::string_view form_field)
{
    auto const rules = RegisterForm::rules();
    auto const found = std::ranges::find(rules, form_field, &forms::Rule::name);
    return found != rules.end() && (found->input == forms::Input::line || found->input == forms::Input::text);
}

} // namespace kheo::models
