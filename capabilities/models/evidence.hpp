// SPDX-License-Identifier: AGPL-3.0-or-later
// Evidence (minh chứng): photos and PDF that show that a model does what it
// says. Internal, but for photos chosen one by one with the consent of those
// who can be seen; of these only a copy without metadata is ever public.
#pragma once

#include "capabilities/models/load.hpp"
#include "platform/forms/forms.hpp"
#include "platform/routes/row.hpp"
#include "web/components.hpp"

#include <span>
#include <string>
#include <vector>

namespace kheo::models
{

using EvidenceId = Id<struct EvidenceTag>;

struct Evidence {
    EvidenceId id;
    std::int64_t version = 1;
    ModelId model;
    BodyId body;
    AreaId area;
    std::string caption;
    std::string name;   // of the file, as its sender called it
    std::string ending; // "jpg", "pdf"
    std::int64_t size = 0;
    std::string hash;      // of the file as sent
    std::string photo;     // of the copy that may be shown; "" where it is no photo
    std::string thumbnail; // of the small one
    int width = 0;         // of the copy
    int height = 0;
    bool shown = false;  // public now
    bool opened = false; // was public once: its acts stay open
    bool removed = false;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(Evidence, (),
                      (id, version, model, body, area, caption, name, ending, size, hash, photo, thumbnail,
                       width, height, shown, opened, removed, demo))

inline std::string_view object_kind(Evidence const&)
{
    return "evidence";
}
inline acts::Place place(Evidence const& evidence)
{
    return {evidence.area.value, evidence.body.value};
}
inline acts::Visibility visibility(Evidence const& evidence)
{
    return evidence.opened ? acts::Visibility::open : acts::Visibility::internal;
}
inline std::string topics(Evidence const& evidence)
{
    return "model/" + shown(evidence.model);
}

// Pure. Only a photo can be shown, and only with consent; what was removed
// changes no more.
Outcome<Evidence> opened_to_all(Evidence evidence, bool consent);
Outcome<Evidence> hidden(Evidence evidence);
Outcome<Evidence> removed(Evidence evidence);

inline constexpr std::int64_t most_files_at_once = 10;
inline constexpr std::size_t most_files_of_a_model = 40;

struct AddEvidenceForm {
    ModelId model;
    std::string caption;
    std::vector<forms::File> files;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(AddEvidenceForm, (), (model, caption, files))

struct EvidenceForm {
    ModelId model; // the page it stands on
    EvidenceId evidence;
    std::int64_t version = 0;
    bool consent = false;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(EvidenceForm, (), (model, evidence, version, consent))

// What is stored of the files before the transaction.
struct PreparedEvidence {
    ModelId model;
    std::vector<Evidence> items;
};
// Types and photos are looked at in the sandbox, each file is stored; only for
// who may edit the model.
Outcome<PreparedEvidence> prepare_evidence(routes::Before const& before, AddEvidenceForm const& form);

struct EvidenceAdded {
    ModelId model;
    std::vector<Evidence> items;
};
BOOST_DESCRIBE_STRUCT(EvidenceAdded, (), (model, items))
Outcome<acts::Recorded<EvidenceAdded>> add_evidence(acts::Work& work, PreparedEvidence const& prepared);
Outcome<acts::Recorded<Evidence>> show_evidence(acts::Work& work, EvidenceForm const& form);
Outcome<acts::Recorded<Evidence>> hide_evidence(acts::Work& work, EvidenceForm const& form);
Outcome<acts::Recorded<Evidence>> remove_evidence(acts::Work& work, EvidenceForm const& form);

// For files of other capabilities: looked at in the sandbox and stored, one by
// one; refuses bad_fields at `field`. Photos and PDF alone.
Outcome<std::vector<Evidence>> files_taken_in(std::string_view field, std::span<forms::File const> files);
// One of them as evidence of a model, for whoever may do what asks for it.
Outcome<acts::Recorded<Evidence>> keep_file(acts::Work& work, Model const& model, Evidence evidence);
// The stored bytes, for whoever may see what names them.
Outcome<http::Response> stored_file(std::string const& hash, std::string_view ending);

// Of one model, oldest first, without those removed.
std::vector<Evidence> evidence_of(db::Connection& db, ModelId model);

Outcome<routes::Page> show_evidence_page(routes::Reading& reading, forms::Sent const& sent,
                                         Problem const* problem);

// The bytes: a public photo ("nho" or "lon"), or anything for those who may see
// the model ("tep": as it was sent).
struct FileQuery {
    EvidenceId evidence;
    std::string size;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(FileQuery, (), (evidence, size))
Outcome<http::Response> public_photo(routes::Reading& reading, FileQuery const& query);
Outcome<http::Response> office_file(routes::Reading& reading, FileQuery const& query);

// One file on the page.
struct EvidenceLine {
    Evidence record;
    std::string size;
    web::FormKeys keys;
};

namespace problems
{
inline constexpr Refusal not_a_photo{"models.not_a_photo", 422, "Chỉ ảnh mới chọn để công khai được."};
inline constexpr Refusal consent_needed{
    "models.consent_needed", 422,
    "Xin đánh dấu “Người trong ảnh đã đồng ý” rồi mới công khai ảnh này. Chưa hỏi thì chưa công khai."};
inline constexpr Refusal evidence_type{
    "models.evidence_type", 415,
    "Minh chứng là ảnh (JPEG, PNG, WebP) hoặc PDF; tệp này là .{}. Xin lưu thành PDF rồi gửi."};
inline constexpr Refusal model_not_public{
    "models.not_public", 409, "Mô hình chưa công khai. Công khai mô hình rồi mới chọn ảnh công khai."};
inline constexpr Refusal already_so{"models.already_so", 409, "Tệp này đã như vậy rồi."};
inline constexpr Refusal too_many_files{"models.too_many_files", 422,
                                        "Mỗi mô hình giữ nhiều nhất {} tệp minh chứng."};
} // namespace problems

} // namespace kheo::models
