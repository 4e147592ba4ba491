// SPDX-License-Identifier: AGPL-3.0-or-later
// What was erased is also written down outside the database: a backup from
// before the erasure would bring it back, so `kheo restore` replays this list
// before it opens. It names objects, never what was said of them.
#pragma once

#include "platform/acts/work.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::acts
{

struct Erased {
    std::string object_kind;
    std::int64_t object = 0;
    std::string at; // ISO 8601

    friend bool operator==(Erased const&, Erased const&) = default;
};

// `erase` touches this topic followed by kind and id; no page reads it.
inline constexpr std::string_view erased_topic = "erased/";

// All of a small file beside the database; nothing where there is none. What is
// there and cannot be read throws std::system_error: it is not taken as absent.
std::optional<std::string> contents_of(std::filesystem::path const& file);

// All that this database has erased, from the transactions that did it.
std::vector<Erased> erased_in(db::Connection& db);

// The file KHEO_DATA/erasures: one line "TIME KIND ID" for each object.
class Erasures
{
  public:
    explicit Erasures(std::filesystem::path file) : file_(std::move(file)) {}

    // Every line that is whole. One torn by a sudden end is left out: the next
    // start of the server adds it again from the database.
    std::vector<Erased> all() const;
    // Appends those that are not there yet, durable when it returns. Throws
    // std::system_error where the disk refuses.
    void add(std::span<Erased const> erased) const;

  private:
    std::filesystem::path file_;
};

// How the objects of one kind are erased anew in a database restored from
// before: the record, its acts, and an act that says so, of a kind that ends in
// ".erased" (`kheo check` takes no other word for it). False where there is
// nothing to erase.
struct Erasable {
    std::string_view object_kind;
    bool (*erase)(Work& work, std::int64_t object);
};

} // namespace kheo::acts
