// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/upload.hpp"

#include "platform/ids/ids.hpp"
#include "platform/problem/problem.hpp"

#include "fmt/format.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <openssl/evp.h>
#include <system_error>
#include <unistd.h>

namespace kheo::http
{
namespace
{

[[noreturn]] void fail(char const* what)
{
    throw std::system_error(errno, std::system_category(), what);
}

// Fetched once: looking it up costs as much as hashing a leaf.
EVP_MD const* sha256()
{
    static EVP_MD* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    ensure(algorithm != nullptr, "no SHA-256");
    return algorithm;
}

} // namespace

TempFile& TempFile::operator=(TempFile&& other) noexcept
{
    if (this != &other) {
        remove();
        path_ = other.release();
    }
    return *this;
}

void TempFile::remove()
{
    if (!path_.empty())
        ::unlink(path_.c_str());
    path_.clear();
}

struct UploadWriter::State {
    TempFile file;
    int descriptor = -1;
    EVP_MD_CTX* hash = EVP_MD_CTX_new();
    std::uint64_t size = 0;

    State() = default;
    State(State const&) = delete;
    ~State()
    {
        if (descriptor >= 0)
            ::close(descriptor);
        EVP_MD_CTX_free(hash);
    }
};

UploadWriter::UploadWriter(std::string_view folder) : state_(std::make_unique<State>())
{
    auto path = fmt::format("{}/upload-{}", folder, hex(random_bytes(16)));
    state_->descriptor = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (state_->descriptor < 0)
        fail("cannot make a temporary file");
    state_->file = TempFile(std::move(path));
    ensure(state_->hash != nullptr && EVP_DigestInit_ex(state_->hash, sha256(), nullptr) == 1,
           "SHA-256 failed");
}

UploadWriter::UploadWriter(UploadWriter&&) noexcept = default;
UploadWriter& UploadWriter::operator=(UploadWriter&&) noexcept = default;
UploadWriter::~UploadWriter() = default;

void UploadWriter::write(std::string_view bytes)
{
    ensure(EVP_DigestUpdate(state_->hash, bytes.data(), bytes.size()) == 1, "SHA-256 failed");
    state_->size += bytes.size();
    while (!bytes.empty()) {
        auto const written = ::write(state_->descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            fail("cannot write a temporary file");
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::uint64_t UploadWriter::size() const
{
    return state_->size;
}

void UploadWriter::finish(Upload& upload)
{
    Bytes digest(EVP_MAX_MD_SIZE);
    unsigned int length = 0;
    ensure(EVP_DigestFinal_ex(state_->hash, digest.data(), &length) == 1, "SHA-256 failed");
    digest.resize(length);
    // Some file systems report a full disk only now.
    if (::close(std::exchange(state_->descriptor, -1)) != 0)
        fail("cannot close a temporary file");
    upload.size = state_->size;
    upload.sha256 = hex(digest);
    upload.file = std::move(state_->file);
}

int remove_leftover_uploads(std::string const& folder)
{
    int removed = 0;
    for (auto const& entry : std::filesystem::directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().filename().string().starts_with("upload-")) {
            ::unlink(entry.path().c_str());
            ++removed;
        }
    return removed;
}

} // namespace kheo::http
