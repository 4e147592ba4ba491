// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/models/model.hpp"

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

// Whether the text differs from what the record says; takes it over.
bool take(Model& model, Text const& text)
{
    auto changed = false;
    json::each_member(text, [&](std::string_view name, std::string const& fresh) {
        json::each_member(model, [&](std::string_view own, auto& member) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(member)>, std::string>) {
                if (own == name && member != fresh) {
                    member = fresh;
                    changed = true;
                }
            }
        });
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
    static constexpr std::array<std::string_view, 5> labels{"Nháp", "Chờ tiếp nhận", "Trả lại để bổ sung",
                                                            "Đã tiếp nhận", "Đã rút"};
    return labels.at(std::size_t(stage));
}

std::string topics(Model const& model)
{
    return "models model/" + shown(model.id) + " areas/" + shown(model.area);
}

Outcome<Model> submitted(Model model)
{
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
    return advanced(std::move(model), {Stage::received}, Stage::received);
}

Outcome<Model> withdrawn(Model model, std::string reason)
{
    if (reason.empty())
        return refuse(problems::reason_needed);
    model.reason = std::move(reason);
    return advanced(std::move(model), {Stage::draft, Stage::registered, Stage::returned, Stage::received},
                    Stage::withdrawn);
}

Outcome<Model> edited(Model model, Text const& text, std::string reason)
{
    if (model.stage == Stage::withdrawn)
        return refuse(problems::stage_forbids, label(model.stage));
    if (!take(model, text))
        return refuse(problems::nothing_changed);
    if (model.published && reason.empty())
        return refuse(problems::reason_needed);
    if (model.published)
        model.reason = std::move(reason);
    ++model.version;
    return model;
}

} // namespace kheo::models
