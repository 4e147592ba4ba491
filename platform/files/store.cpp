// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/files/store.hpp"

#include "platform/files/problems.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <system_error>
#include <utility>

namespace kheo::files
{
namespace
{

[[noreturn]] void fail(std::filesystem::path const& path)
{
    throw std::system_error(errno, std::generic_category(), path.string());
}

// A new name in a folder lasts through a power cut only when the folder is synced.
void sync_folder(std::filesystem::path const& folder)
{
    auto const file = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (file < 0)
        fail(folder);
    auto const synced = fsync(file);
    close(file);
    if (synced != 0)
        fail(folder);
}

void make_folder(std::filesystem::path const& folder)
{
    if (mkdir(folder.c_str(), 0700) == 0)
        sync_folder(folder.parent_path().empty() ? "." : folder.parent_path());
    else if (errno != EEXIST)
        fail(folder);
}

constexpr auto kept_after_restore = std::chrono::hours(24 * 30);
constexpr auto left_after = std::chrono::hours(1); // an upload writes more often
constexpr auto restored_name = "restored";

// Keeps a file from being swept while it is put: many put at once, one sweeps. Held
// among all programs on the folder.
class Turn
{
  public:
    Turn(std::filesystem::path const& folder, int how)
        : file_(open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600))
    {
        if (file_ < 0)
            fail(folder / "lock");
        while (flock(file_, how) != 0)
            if (errno != EINTR) {
                close(file_);
                fail(folder / "lock");
            }
    }
    Turn(Turn const&) = delete;
    ~Turn() { close(file_); }

  private:
    int file_;
};

} // namespace

Store::Store(std::filesystem::path folder) : folder_(std::move(folder))
{
    std::filesystem::create_directories(folder_.parent_path().empty() ? "." : folder_.parent_path());
    make_folder(folder_);
    make_folder(folder_ / "incoming");
    // What a killed server left half received belongs to nobody; another machine on the
    // same folder may be receiving.
    auto const limit = now() - left_after;
    for (auto const& left : std::filesystem::directory_iterator(folder_ / "incoming"))
        erase_older(left.path(), limit);
}

Store::Incoming::Incoming(Store& store, std::uint64_t limit)
    : store_(store), limit_(limit), path_(store.folder_ / "incoming" / random_code(26)),
      file_(open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600))
{
    if (file_ < 0)
        fail(path_);
}

Store::Incoming::Incoming(Incoming&& other) noexcept
    : store_(other.store_), limit_(other.limit_), path_(std::move(other.path_)),
      file_(std::exchange(other.file_, -1)), size_(other.size_), hash_(std::move(other.hash_))
{
}

Store::Incoming::~Incoming()
{
    if (file_ < 0)
        return;
    close(file_);
    unlink(path_.c_str());
}

bool Store::Incoming::add(std::string_view part)
{
    size_ += part.size();
    if (size_ > limit_)
        return false;
    hash_.add(bytes_of(part));
    while (!part.empty()) {
        auto const written = write(file_, part.data(), part.size());
        if (written < 0 && errno != EINTR)
            fail(path_);
        part.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
    }
    return true;
}

Outcome<Stored> Store::Incoming::end()
{
    if (size_ == 0)
        return refuse(problems::empty);
    if (size_ > limit_)
        return refuse(problems::too_large, fmt::format("{} MB", limit_ >> 20));
    Stored const stored{hash_.end(), size_};
    if (fsync(file_) != 0)
        fail(path_);
    auto const place = store_.place(stored.hash);
    make_folder(place.parent_path());
    Turn const turn(store_.folder_, LOCK_SH);
    // The last write may be long ago, and from here on is counted how old it is.
    if (futimens(file_, nullptr) != 0)
        fail(path_);
    // The same content may be there: renaming over it changes nothing but its age.
    if (rename(path_.c_str(), place.c_str()) != 0)
        fail(place);
    close(std::exchange(file_, -1));
    sync_folder(place.parent_path());
    return stored;
}

Outcome<Stored> Store::put(std::string_view bytes, std::uint64_t limit)
{
    auto incoming = begin(limit);
    incoming.add(bytes);
    return incoming.end();
}

std::filesystem::path Store::place(Digest const& hash) const
{
    auto const name = hex(hash);
    return folder_ / name.substr(0, 2) / name.substr(2);
}

std::optional<std::filesystem::path> Store::path(Digest const& hash) const
{
    auto found = place(hash);
    if (!std::filesystem::is_regular_file(found))
        return {};
    return found;
}

std::optional<std::string> Store::read(Digest const& hash) const
{
    auto const found = path(hash);
    if (!found)
        return {};
    std::ifstream file(*found, std::ios::binary);
    std::string bytes(std::filesystem::file_size(*found), '\0');
    if (!file.read(bytes.data(), static_cast<std::streamsize>(bytes.size())))
        throw std::runtime_error(found->string() + ": cannot be read");
    if (sha256(bytes_of(bytes)) != hash)
        throw std::runtime_error(found->string() + ": its content is not what was stored");
    return bytes;
}

void Store::erase(Digest const& hash)
{
    auto const found = place(hash);
    if (unlink(found.c_str()) == 0)
        sync_folder(found.parent_path());
    else if (errno != ENOENT)
        fail(found);
}

// As the disk of the folder tells it: it may be another machine's.
std::filesystem::file_time_type Store::now() const
{
    auto const mark = folder_ / "incoming" / random_code(26);
    auto const file = open(mark.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        fail(mark);
    close(file);
    auto const time = std::filesystem::last_write_time(mark);
    unlink(mark.c_str());
    return time;
}

bool Store::erase_older(std::filesystem::path const& file, std::filesystem::file_time_type limit)
{
    Turn const turn(folder_, LOCK_EX);
    std::error_code gone;
    auto const put = std::filesystem::last_write_time(file, gone);
    if (gone || put >= limit)
        return false;
    return unlink(file.c_str()) == 0;
}

std::size_t Store::sweep(std::vector<Digest> const& owned, std::chrono::seconds age)
{
    namespace fs = std::filesystem;
    auto const today = now();
    std::error_code none;
    auto const restored = fs::last_write_time(folder_ / restored_name, none);
    if (!none && restored + kept_after_restore > today)
        return 0;
    std::size_t removed = 0;
    for (auto const& shelf : fs::directory_iterator(folder_)) {
        auto const begin = shelf.path().filename().string();
        if (begin.size() != 2 || !shelf.is_directory())
            continue;
        auto const before = removed;
        for (auto const& file : fs::directory_iterator(shelf)) {
            auto const digest = digest_from_hex(begin + file.path().filename().string());
            if (digest && !std::ranges::binary_search(owned, *digest))
                removed += erase_older(file.path(), today - age) ? 1 : 0;
        }
        if (removed > before)
            sync_folder(shelf.path());
    }
    return removed;
}

void Store::note_restore(std::filesystem::path const& folder)
{
    std::filesystem::create_directories(folder);
    std::ofstream(folder / restored_name).flush();
    std::filesystem::last_write_time(folder / restored_name, std::filesystem::file_time_type::clock::now());
}

} // namespace kheo::files
