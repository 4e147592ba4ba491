// SPDX-License-Identifier: AGPL-3.0-or-later
// Exemplar of the person kind (điển hình cá nhân): only name, office, merit,
// decision, and the recorded consent or legal basis. No score, no comments;
// public only after the decision, withdrawn on request, the name erasable.
// Collective exemplars are models of the kind dien_hinh_tap_the.
#pragma once

#include "capabilities/bodies/bodies.hpp"
#include "platform/problem/problem.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace kheo::exemplars
{

using areas::AreaId;
using bodies::BodyId;
using ExemplarId = Id<struct ExemplarTag>;

enum class Stage { registered, published, withdrawn, erased };
BOOST_DESCRIBE_ENUM(Stage, registered, published, withdrawn, erased)
std::string_view label(Stage stage); // Chưa công khai

// Why the name may be shown: the person agreed, or a law says so.
enum class Basis { none, consent, law };
BOOST_DESCRIBE_ENUM(Basis, none, consent, law)
std::string_view label(Basis basis);

struct Exemplar {
    ExemplarId id;
    std::int64_t version = 1;
    std::string name; // "" once erased
    std::string office;
    std::string field;
    std::string merit;
    int year = 0;
    BodyId body; // that proposed
    AreaId area;
    std::string decision; // its number
    std::optional<Date> decided_on;
    std::string decided_by;
    Basis basis = Basis::none;
    std::string basis_text; // how the consent was given, or which law
    std::optional<Date> basis_on;
    Stage stage = Stage::registered;
    std::string reason;  // of the withdrawal
    bool opened = false; // was public once: its acts stay open
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Exemplar, (),
                      (id, version, name, office, field, merit, year, body, area, decision, decided_on,
                       decided_by, basis, basis_text, basis_on, stage, reason, opened, demo))

inline std::string_view object_kind(Exemplar const&)
{
    return "exemplar";
}
inline acts::Place place(Exemplar const& exemplar)
{
    return {exemplar.area.value, exemplar.body.value};
}
// What a person did is internal until it was published; that it was withdrawn
// or erased afterwards is told in the open.
inline acts::Visibility visibility(Exemplar const& exemplar)
{
    return exemplar.opened ? acts::Visibility::open : acts::Visibility::internal;
}
inline std::string topics(Exemplar const& exemplar)
{
    return "exemplars exemplar/" + shown(exemplar.id);
}

// Pure transitions. Publishing needs the decision, its day and the basis.
Outcome<Exemplar> published(Exemplar exemplar, Date today);
Outcome<Exemplar> withdrawn(Exemplar exemplar, std::string reason);
// Everything that tells who it was goes; possible at any stage.
Outcome<Exemplar> erased(Exemplar exemplar);

namespace may
{
inline constexpr acts::Permission register_exemplars{"exemplars.register"};
inline constexpr acts::Permission publish_exemplars{"exemplars.publish"};
inline constexpr acts::Permission withdraw_exemplars{"exemplars.withdraw"};
inline constexpr acts::Permission erase_exemplars{"exemplars.erase"};
inline constexpr acts::Permission see_exemplars{"exemplars.see"}; // those not public
} // namespace may

namespace problems
{
inline constexpr Refusal stage_forbids{"exemplars.stage_forbids", 409,
                                       "Điển hình này “{}”, chưa làm được việc này."};
inline constexpr Refusal decision_needed{
    "exemplars.decision_needed", 422,
    "Chỉ công khai sau khi có quyết định: xin ghi số, ngày và cơ quan ra quyết định."};
inline constexpr Refusal basis_needed{
    "exemplars.basis_needed", 422,
    "Chỉ nêu tên khi người đó đồng ý hoặc có căn cứ pháp luật: xin ghi rõ, kèm ngày."};
inline constexpr Refusal reason_needed{"exemplars.reason_needed", 422, "Xin ghi lý do."};
} // namespace problems

} // namespace kheo::exemplars
