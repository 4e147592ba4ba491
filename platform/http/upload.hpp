// SPDX-License-Identifier: AGPL-3.0-or-later
// Files that came with a form: streamed to the temporary folder while they are
// counted and hashed, and removed with the request unless taken.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace kheo::http
{

// A file of ours that is removed when this goes, whatever ends the request.
class TempFile
{
  public:
    TempFile() = default;
    explicit TempFile(std::string path) : path_(std::move(path)) {}
    TempFile(TempFile&& other) noexcept : path_(std::exchange(other.path_, {})) {}
    TempFile& operator=(TempFile&& other) noexcept;
    ~TempFile() { remove(); }

    std::string const& path() const { return path_; }
    // The file stays, and is the caller's to remove.
    std::string release() { return std::exchange(path_, {}); }

  private:
    void remove();
    std::string path_;
};

struct Upload {
    std::string field;
    std::string file_name;     // last part only, no path, valid UTF-8, at most 255 bytes; never to be trusted
    std::string declared_type; // what the browser claims; never to be trusted
    std::uint64_t size = 0;
    TempFile file;
    std::string sha256; // 64 hex digits of the content
};

// Writes one upload: a fresh file of mode 0600 named "upload-…" in the folder.
// Failures of the disk are std::system_error.
class UploadWriter
{
  public:
    explicit UploadWriter(std::string_view folder);
    UploadWriter(UploadWriter&&) noexcept;
    UploadWriter& operator=(UploadWriter&&) noexcept;
    ~UploadWriter();
    void write(std::string_view bytes);
    std::uint64_t size() const;
    // Closes the file and fills in size, file and sha256.
    void finish(Upload& upload);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

// Removes the "upload-…" files that a killed process left in the folder;
// returns how many.
int remove_leftover_uploads(std::string const& folder);

} // namespace kheo::http
