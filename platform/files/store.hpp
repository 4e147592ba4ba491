// SPDX-License-Identifier: AGPL-3.0-or-later
// Files by the hash of their content, outside the web root:
// KHEO_DATA/files/ab/cdef…; a stored file never changes.
#pragma once

#include "platform/crypto/digest.hpp"
#include "platform/problem/problem.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::files
{

inline constexpr std::uint64_t max_upload = 50u << 20;

struct Stored {
    Digest hash{};
    std::uint64_t size = 0;
};

class Store
{
  public:
    // Makes the folder, readable by the server's own user alone.
    explicit Store(std::filesystem::path folder);

    // A file that arrives in parts. It is gone unless end() was reached.
    class Incoming
    {
      public:
        Incoming(Incoming&& other) noexcept;
        Incoming(Incoming const&) = delete;
        Incoming& operator=(Incoming&&) = delete;
        ~Incoming();

        // False once there is more than the limit; the rest need not be read.
        bool add(std::string_view part);
        // Durable when this returns: the file and its folder are synced.
        // Refuses file_empty and file_too_large.
        Outcome<Stored> end();

      private:
        friend class Store;
        Incoming(Store& store, std::uint64_t limit);

        Store& store_;
        std::uint64_t limit_;
        std::filesystem::path path_;
        int file_ = -1;
        std::uint64_t size_ = 0;
        Sha256 hash_;
    };

    // `limit` in bytes.
    Incoming begin(std::uint64_t limit = max_upload) { return {*this, limit}; }
    Outcome<Stored> put(std::string_view bytes, std::uint64_t limit = max_upload);

    // Where it is, for the server to send; nothing where it is not stored.
    std::optional<std::filesystem::path> path(Digest const& hash) const;
    // The whole content, checked against its hash: a file changed behind the
    // program's back is a failure, never an answer.
    std::optional<std::string> read(Digest const& hash) const;
    // Removes it; the caller knows that no record names it any more.
    void erase(Digest const& hash);

    // Removes what is not among `owned` (in order) and was put longer ago than `age`;
    // how many. Whoever names a file in a record does so within `age` of putting it,
    // so what is put meanwhile stays, also by another program on the same folder.
    std::size_t sweep(std::vector<Digest> const& owned, std::chrono::seconds age);
    // Nothing is swept for 30 days: an older database is in use, and somebody may go
    // back to the newer one, which owns more.
    static void note_restore(std::filesystem::path const& folder);

  private:
    std::filesystem::path place(Digest const& hash) const;
    std::filesystem::file_time_type now() const;
    bool erase_older(std::filesystem::path const& file, std::filesystem::file_time_type limit);

    std::filesystem::path folder_;
};

} // namespace kheo::files
