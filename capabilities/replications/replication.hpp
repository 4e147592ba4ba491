// SPDX-License-Identifier: AGPL-3.0-or-later
// Replication (nhân rộng): a model takes another one over and says what it
// changed. The origin stands in the model's own record; day and changes here.
#pragma once

#include "capabilities/heartbeats/heartbeats.hpp"
#include "capabilities/models/models.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace kheo::replications
{

using areas::AreaId;
using bodies::BodyId;
using models::Model;
using models::ModelId;

struct Replication {
    Id<struct ReplicationTag> id;
    std::int64_t version = 0;
    ModelId model; // that replicates
    ModelId origin;
    Date day;
    BodyId body;
    AreaId area;
    std::string changed; // what was done otherwise than at the origin
    bool opened = false;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Replication, (), (id, version, model, origin, day, body, area, changed, opened, demo))

inline std::string_view object_kind(Replication const&)
{
    return "replication";
}
inline acts::Place place(Replication const& replication)
{
    return {replication.area.value, replication.body.value};
}
inline acts::Visibility visibility(Replication const& replication)
{
    return replication.opened ? acts::Visibility::open : acts::Visibility::internal;
}
inline std::string topics(Replication const& replication)
{
    return "replications model/" + shown(replication.model) + " model/" + shown(replication.origin);
}

// One step upwards.
struct Ancestor {
    ModelId model;
    ModelId origin;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(Ancestor, (), (model, origin, title))
// From the model upwards to its root, itself first.
std::vector<Ancestor> ancestors_of(acts::Reading const& reading, ModelId model);
// Pure. Why the model cannot replicate what has these ancestors: it would be
// among its own. "" where it can.
std::string circle(ModelId model, std::string_view title, std::vector<Ancestor> const& of_origin);
// Pure. The model's record with its origin; a fresh entry becomes a replicated one.
Model replicating(Model model, ModelId origin);
// A model's first registration.
struct FirstEntry {
    int year = 0;
    models::Entry entry = models::Entry::moi;
    std::optional<Date> registered_on;
};
BOOST_DESCRIBE_STRUCT(FirstEntry, (), (year, entry, registered_on))
// Pure. The first day on which others could follow it. What was kept up already
// when it was registered may have begun in any year of the movement.
Date earliest_day(FirstEntry const& entry);
// Pure. "" where a replication may have begun on that day, else why not.
std::string unlikely(Date day, Date earliest, Date today, std::string_view origin);
// "250027582739709967", or the address of its page with whatever follows.
std::optional<ModelId> model_in(std::string_view typed);

// The first word of it, or by its version a later one.
acts::Recorded<Replication> store(acts::Work& work, Replication replication);

struct RecordForm {
    ModelId model;
    std::int64_t version = 0; // of the model
    std::string origin;
    std::optional<Date> day; // today where none is given
    std::string changed;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(RecordForm, (), (model, version, origin, day, changed))

Outcome<RecordForm> checked(RecordForm const& form);
Outcome<acts::Recorded<Replication>> record(acts::Work& work, RecordForm const& form);
Outcome<routes::Page> show_record(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);

namespace may
{
inline constexpr acts::Permission record_replications{"replications.record"};
} // namespace may

namespace problems
{
inline constexpr Refusal no_such_origin{
    "replications.no_such_origin", 422,
    "Không thấy mô hình này. Xin chép địa chỉ trang của mô hình, hoặc mã số ở cuối địa chỉ."};
inline constexpr Refusal circle{"replications.circle", 422,
                                "Ghi như vậy thì thành vòng: {}. Xin xem lại mô hình nào có trước."};
inline constexpr Refusal nothing_changed{"replications.nothing_changed", 422,
                                         "Chưa có gì thay đổi so với bản đang lưu."};
} // namespace problems

} // namespace kheo::replications
