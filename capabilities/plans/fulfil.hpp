// SPDX-License-Identifier: AGPL-3.0-or-later
// Fulfilment (đáp ứng): what a body says fulfils its part of a task: a model of its
// own, a notice, plan or report, a conclusion or the minutes of a meeting. It says
// nothing of whether the part is done.
#pragma once

#include "capabilities/plans/load.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::plans
{

using models::ModelId;
using FulfilmentId = Id<struct FulfilmentTag>;

// The record; its members in this order are the canonical content of its acts. Of
// model and document one alone is named.
struct Fulfilment {
    FulfilmentId id;
    std::int64_t version = 1;
    TaskId task;
    std::string period; // tasks::Occurrence
    BodyId body;        // whose part it is
    AreaId area;
    ModelId model;
    DocumentId document;
    Date pointed_on;
    bool removed = false;
    std::string removed_for; // why
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Fulfilment, (),
                      (id, version, task, period, body, area, model, document, pointed_on, removed,
                       removed_for, demo))

inline std::string_view object_kind(Fulfilment const&)
{
    return "fulfilment";
}
inline acts::Place place(Fulfilment const& fulfilment)
{
    return {fulfilment.area.value, fulfilment.body.value};
}
// Never open: it joins what may be public with what may not.
inline acts::Visibility visibility(Fulfilment const&)
{
    return acts::Visibility::internal;
}
std::string topics(Fulfilment const& fulfilment);

// Pure transition.
Outcome<Fulfilment> removed(Fulfilment fulfilment, std::string reason);

// How a document of this type is named among what fulfils: "Thông báo", "Cuộc họp";
// nothing where such documents fulfil nothing. data/rules/fulfilling-types.csv.
std::optional<std::string> shown_as(std::string_view type);
// How many models a product asks of each body: 2 of "ít nhất 02 mô hình"; nothing
// where it asks for none, or by another measure ("mỗi thôn một mô hình").
std::optional<int> models_asked(std::string_view product);

// Whether what this body keeps is the part's own: the body itself, who stands below
// it, whose work it has taken over, and in a commune the other bodies of the commune.
bool is_own_of(bodies::Body const& part, BodyId keeper, Date today);
// Those bodies, but for who is gone: for choosing.
std::vector<BodyId> own_bodies(bodies::Body const& part, Date today);

// What fulfils one thing, as one reader may know it.
enum class Reader { officers, everybody };
struct Fulfilling {
    FulfilmentId id;
    std::string kind;  // "Mô hình", "Thông báo", "Cuộc họp"
    std::string title; // "" where it is not for this reader
    std::string url;
    Date pointed_on;
};
BOOST_DESCRIBE_STRUCT(Fulfilling, (), (id, kind, title, url, pointed_on))
struct Fulfilled {
    std::vector<Fulfilling> items;
    std::int64_t models = 0; // that stand, of those this reader may know to be there
};

// All that is said to fulfil a task, to be looked up part by part.
class Pointers
{
  public:
    Pointers(acts::Reading const& reading, TaskId task);

    // What a body says, with what those said whose part it took. Officers are told of
    // what they may not open that it is there; everybody of what is public alone.
    Fulfilled of(acts::Reading const& reading, std::string const& period, tasks::Meant const& meant,
                 Reader reader) const;

  private:
    std::optional<Fulfilling> told_of(acts::Reading const& reading, Fulfilment const& one,
                                      Reader reader) const;

    std::vector<Fulfilment> all_;
    std::vector<FulfilmentId> standing_; // whose models are not withdrawn
    // What is pointed at, asked for here so that no part asks again.
    models::Several models_;
    std::map<DocumentId, documents::Document> documents_; // that the actor sees
};

// The parts of tasks that a model is said to fulfil; the caller asks Eyes.
std::vector<Fulfilment> fulfilled_by(db::Connection& db, ModelId model);
std::vector<DocumentId> documents_behind(db::Connection& db, ModelId model);

std::optional<Fulfilment> fulfilment_by_id(db::Connection& db, FulfilmentId id);
bool is_pointed(db::Connection& db, Fulfilment const& fulfilment);
std::vector<ModelId> models_to_point(db::Connection& db, BodyId body);
acts::Recorded<Fulfilment> store_new(acts::Work& work, Fulfilment const& fulfilment);
acts::Recorded<Fulfilment> store(acts::Work& work, Fulfilment const& fulfilment);

namespace problems
{
inline constexpr Refusal point_at_one{"plans.point_at_one", 422,
                                      "Xin chọn một mô hình hoặc một văn bản, mỗi lần một mục."};
inline constexpr Refusal not_own_model{"plans.not_own_model", 422,
                                       "Xin chọn mô hình của chính đơn vị, đã gửi đăng ký và chưa rút."};
inline constexpr Refusal not_fulfilling{
    "plans.not_fulfilling", 422,
    "Xin chọn thông báo, kế hoạch, báo cáo, kết luận hoặc biên bản do đơn vị lưu trong thư viện."};
inline constexpr Refusal pointed_before{"plans.pointed_before", 409, "Mục này đã được ghi là đáp ứng rồi."};
inline constexpr Refusal removed_before{"plans.removed_before", 409, "Mục này đã gỡ rồi."};
inline constexpr Refusal removal_reason_needed{"plans.removal_reason_needed", 422, "Xin ghi vì sao gỡ."};
} // namespace problems

} // namespace kheo::plans
