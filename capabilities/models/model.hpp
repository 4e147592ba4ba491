// SPDX-License-Identifier: AGPL-3.0-or-later
// Model (mô hình): an effective way of organising that can be copied. A model
// lasts; each year its body makes an entry: new, kept, or replicated from another.
#pragma once

#include "capabilities/bodies/bodies.hpp"
#include "platform/forms/forms.hpp"
#include "platform/problem/problem.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace kheo::models
{

using areas::AreaId;
using bodies::BodyId;
using ModelId = Id<struct ModelTag>;

// These three enums are named as import, export and API write them.
enum class Kind { mo_hinh, dien_hinh_tap_the };
BOOST_DESCRIBE_ENUM(Kind, mo_hinh, dien_hinh_tap_the)
enum class Entry { moi, duy_tri, nhan_rong };
BOOST_DESCRIBE_ENUM(Entry, moi, duy_tri, nhan_rong)

// appraising, not_yet and recognised are of the year that was received: a round
// of appraisal has the model, or has judged it.
enum class Stage { draft, registered, returned, received, appraising, not_yet, recognised, withdrawn };
BOOST_DESCRIBE_ENUM(Stage, draft, registered, returned, received, appraising, not_yet, recognised, withdrawn)

std::string_view label(Kind kind);   // Mô hình
std::string_view label(Entry entry); // Mới
std::string_view label(Stage stage); // Chờ tiếp nhận
// Whether the year's entry was received; what appraisal says of it comes later.
bool is_received(Stage stage);
// Whether it has a life to confirm: received once and not withdrawn, also while
// the next year's entry of a public one waits.
bool is_in_life(Stage stage, bool published);

// Field of work (lĩnh vực): data, not code.
struct FieldOfWork {
    std::string code;
    std::string label;
    bool confirmed = false;
};

// In the order of data/rules/fields.csv.
std::span<FieldOfWork const> fields_of_work();
// The label of a code; the code itself where no rule knows it.
std::string field_label(std::string_view code);
bool is_field(std::string_view code);

// "Mục tiêu, chỉ tiêu" for "aims": the label of the registration form; the name
// itself where it has no such field.
std::string_view label_of(std::string_view form_field);
// Whether people outside will read what is written in this field.
bool is_public_text(std::string_view form_field);

// What the registrant writes, in the order of the form; one set of names for
// import, export, API and advice.
struct Text {
    std::string field; // code of data/rules/fields.csv
    std::string title;
    std::string situation;
    std::string aims;
    std::string way_of_working;
    std::string forces;
    std::string resources;
    std::string timetable;
    std::string beneficiaries;
    std::string outputs;
    std::string keep_up;
};
BOOST_DESCRIBE_STRUCT(Text, (),
                      (field, title, situation, aims, way_of_working, forces, resources, timetable,
                       beneficiaries, outputs, keep_up))

// All that may be changed later; named as the record's members.
struct Revision : Text {
    std::string measure;
    std::string baseline;
    std::string target;
    std::string result;
    std::optional<Date> registered_on;
    std::string signer;
};
BOOST_DESCRIBE_STRUCT(Revision, (Text), (measure, baseline, target, result, registered_on, signer))

// The record; its members in this order are the canonical content of its acts.
struct Model {
    ModelId id;
    std::int64_t version = 1;
    Kind kind = Kind::mo_hinh;
    int year = 0;
    Entry entry = Entry::moi;
    BodyId body; // of its day
    AreaId area; // the body's area of that day
    std::string field;
    std::string title;
    std::string situation;
    std::string aims;
    std::string way_of_working;
    std::string forces;
    std::string resources;
    std::string timetable;
    std::string beneficiaries;
    std::string outputs;
    std::string keep_up;
    std::string measure;  // what is counted, with its unit: "hộ phân loại rác"
    std::string baseline; // decimal as people write it, or ""
    std::string target;
    std::string result;
    Stage stage = Stage::draft;
    bool published = false;
    ModelId origin;                    // the model it replicates
    std::optional<Date> registered_on; // ngày diễn ra: from the signed paper
    std::string signer;                // người ký: an office, not a name
    bool entered_for = false;          // người nhập thay: typed by another body
    std::string reason;                // of the last return, withdrawal or correction
    std::int64_t import = 0;           // the import it came with
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Model, (),
                      (id, version, kind, year, entry, body, area, field, title, situation, aims,
                       way_of_working, forces, resources, timetable, beneficiaries, outputs, keep_up, measure,
                       baseline, target, result, stage, published, origin, registered_on, signer, entered_for,
                       reason, import, demo))

inline std::string_view object_kind(Model const&)
{
    return "model";
}
inline acts::Place place(Model const& model)
{
    return {model.area.value, model.body.value};
}
// Open from the act that publishes it on, also when it is withdrawn later; what
// a body writes for another year is open once that entry is received.
inline acts::Visibility visibility(Model const& model)
{
    auto const stands = is_received(model.stage) || model.stage == Stage::withdrawn;
    return model.published && stands ? acts::Visibility::open : acts::Visibility::internal;
}
std::string topics(Model const& model);

// The transitions, pure: the next record, or the refusal. `version` grows by
// one; nothing else changes but what the name says.
Outcome<Model> submitted(Model model);
Outcome<Model> received(Model model);
Outcome<Model> returned(Model model, std::string reason);
Outcome<Model> published(Model model);
Outcome<Model> withdrawn(Model model, std::string reason);
// Appraisal (thẩm định), by the round that has it: put in, taken out again,
// recognised by a decision, or not yet. A recognised one may be put in again, for
// the level above, and stays recognised until then and whatever comes of it.
Outcome<Model> put_in_round(Model model);
Outcome<Model> taken_out(Model model);
Outcome<Model> recognised(Model model);
Outcome<Model> not_yet_recognised(Model model);
// The only decision that recognised it was withdrawn.
Outcome<Model> recognition_withdrawn(Model model);
// Another year's registration of the same model (duy trì), in that year's
// words; it waits to be received again and stays as public as it was. Day, signer
// and result that are those of the last registration are not this year's.
Outcome<Model> kept(Model model, int year, Revision const& revision);
// New words and figures while it may still be changed; a published model needs
// a reason, which is shown.
Outcome<Model> edited(Model model, Revision const& revision, std::string reason);

namespace may
{
inline constexpr acts::Permission register_models{"models.register"};
inline constexpr acts::Permission edit_models{"models.edit"};
inline constexpr acts::Permission receive_models{"models.receive"};
inline constexpr acts::Permission publish_models{"models.publish"};
inline constexpr acts::Permission withdraw_models{"models.withdraw"};
inline constexpr acts::Permission see_models{"models.see"}; // those not public
inline constexpr acts::Permission import_models{"models.import"};
} // namespace may

namespace problems
{
inline constexpr Refusal stage_forbids{"models.stage_forbids", 409,
                                       "Mô hình đang ở bước “{}”, chưa làm được việc này."};
inline constexpr Refusal reason_needed{"models.reason_needed", 422,
                                       "Xin ghi lý do: lý do sẽ được hiện cho mọi người xem."};
inline constexpr Refusal nothing_changed{"models.nothing_changed", 422,
                                         "Chưa có gì thay đổi so với bản đang lưu."};
inline constexpr Refusal no_such_body{"models.no_such_body", 422,
                                      "Không có cơ quan, tổ chức này vào ngày đăng ký."};
inline constexpr Refusal private_data{
    "models.private_data", 422,
    "Bản đăng ký còn thông tin riêng của người dân. Xin viết lại những chỗ này trước."};
inline constexpr Refusal field_needed{"models.field_needed", 422,
                                      "Bản nháp chưa có lĩnh vực. Xin bấm “Sửa”, chọn lĩnh vực rồi gửi."};
inline constexpr Refusal already_registered{"models.already_registered", 409,
                                            "Mô hình này đã có bản đăng ký của năm đó."};
} // namespace problems

} // namespace kheo::models
