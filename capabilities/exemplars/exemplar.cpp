// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/exemplars/exemplar.hpp"

#include <array>

namespace kheo::exemplars
{

std::string_view label(Stage stage)
{
    static constexpr std::array<std::string_view, 4> labels{"Chưa công khai", "Đang công khai", "Đã rút",
                                                            "Đã xóa tên"};
    return labels.at(std::size_t(stage));
}

std::string_view label(Basis basis)
{
    static constexpr std::array<std::string_view, 3> labels{"Chưa có", "Người đó đồng ý", "Căn cứ pháp luật"};
    return labels.at(std::size_t(basis));
}

Outcome<Exemplar> published(Exemplar exemplar, Date today)
{
    if (exemplar.stage != Stage::registered)
        return refuse(problems::stage_forbids, label(exemplar.stage));
    if (exemplar.decision.empty() || exemplar.decided_by.empty() || !exemplar.decided_on ||
        *exemplar.decided_on > today)
        return refuse(problems::decision_needed);
    if (exemplar.basis == Basis::none || exemplar.basis_text.empty() || !exemplar.basis_on ||
        *exemplar.basis_on > today)
        return refuse(problems::basis_needed);
    exemplar.stage = Stage::published;
    exemplar.opened = true;
    ++exemplar.version;
    return exemplar;
}

Outcome<Exemplar> withdrawn(Exemplar exemplar, std::string reason)
{
    if (exemplar.stage != Stage::registered && exemplar.stage != Stage::published)
        return refuse(problems::stage_forbids, label(exemplar.stage));
    if (reason.empty())
        return refuse(problems::reason_needed,
                      std::vector<FieldError>{{"reason", std::string(problems::reason_needed.sentence)}});
    exemplar.stage = Stage::withdrawn;
    exemplar.reason = std::move(reason);
    ++exemplar.version;
    return exemplar;
}

Outcome<Exemplar> erased(Exemplar exemplar)
{
    if (exemplar.stage == Stage::erased)
        return refuse(problems::stage_forbids, label(exemplar.stage));
    exemplar.stage = Stage::erased;
    for (auto* const text : {&exemplar.name, &exemplar.office, &exemplar.merit, &exemplar.decision,
                             &exemplar.decided_by, &exemplar.basis_text, &exemplar.reason})
        text->clear();
    exemplar.decided_on.reset();
    exemplar.basis_on.reset();
    ++exemplar.version;
    return exemplar;
}

} // namespace kheo::exemplars
