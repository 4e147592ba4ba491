// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/package.hpp"

#include "platform/sheets/problems.hpp"

#include <zip.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>
#include <set>
#include <stdexcept>

namespace kheo::sheets
{
namespace
{

constexpr std::array archive_endings{".zip", ".rar", ".7z", ".gz", ".bz2", ".xz", ".zst", ".tar", ".jar"};

bool is_safe_name(std::string_view name)
{
    if (name.empty() || name.front() == '/' || name.find_first_of("\\:") != name.npos)
        return false;
    for (std::size_t from = 0; from <= name.size();) {
        auto const to = std::min(name.find('/', from), name.size());
        if (name.substr(from, to - from) == "..")
            return false;
        from = to + 1;
    }
    return std::ranges::none_of(archive_endings, [&](std::string_view end) { return name.ends_with(end); });
}

// What the central directory says of one entry.
Outcome<zip_stat_t> looked_over(zip* archive, std::int64_t index)
{
    zip_stat_t entry;
    auto constexpr wanted = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(archive, index, 0, &entry) != 0 || (entry.valid & wanted) != wanted)
        return refuse(problems::broken);
    if (entry.encryption_method != ZIP_EM_NONE)
        return refuse(problems::locked);
    if (!is_safe_name(entry.name))
        return refuse(problems::unsafe);
    if (entry.size > max_entry)
        return refuse(problems::too_large);
    if (entry.size > 1u << 20 && entry.size / std::max<std::uint64_t>(entry.comp_size, 1) > max_ratio)
        return refuse(problems::unsafe);
    return entry;
}

struct Edited {
    zip_source_t* source;
    zip_t* archive;
};

[[noreturn]] void fail(char const* what)
{
    throw std::runtime_error(what);
}

// libzip gets a copy of its own: with a lent buffer, 1.7.3 frees what was lent
// once it keeps the unchanged beginning of a package.
Edited edit(std::string_view original)
{
    zip_error_t error;
    zip_error_init(&error);
    auto* const copy = original.empty() ? nullptr : std::malloc(original.size());
    if (copy == nullptr && !original.empty())
        throw std::bad_alloc();
    std::ranges::copy(original, static_cast<char*>(copy));
    auto* source = zip_source_buffer_create(copy, original.size(), 1, &error);
    if (source == nullptr)
        fail("zip: no memory for a package");
    zip_source_keep(source); // outlives the archive: the result is read from it
    auto* archive = zip_open_from_source(source, original.empty() ? ZIP_CREATE | ZIP_TRUNCATE : 0, &error);
    if (archive == nullptr) {
        zip_source_free(source);
        zip_source_free(source);
        fail("zip: a package cannot be opened for writing");
    }
    return {source, archive};
}

void put(zip_t* archive, std::string const& name, std::string const& content)
{
    auto const replaced = zip_name_locate(archive, name.c_str(), 0) >= 0;
    auto* part = zip_source_buffer(archive, content.data(), content.size(), 0);
    auto const index =
        part == nullptr ? -1 : zip_file_add(archive, name.c_str(), part, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8);
    if (index < 0)
        fail("zip: a part cannot be written");
    auto const place = static_cast<zip_uint64_t>(index);
    // libzip's own level is 9, eight times slower for two parts in a hundred. It
    // forgets the level where the method stays the one that a replaced entry had.
    constexpr zip_uint32_t level = 6;
    auto const method = name == "mimetype" ? ZIP_CM_STORE : replaced ? ZIP_CM_DEFAULT : ZIP_CM_DEFLATE;
    zip_set_file_compression(archive, place, method, level);
    zip_file_set_dostime(archive, place, 0, 0x21, 0); // 1980-01-01: the same bytes each time
}

std::string written(Edited edited)
{
    if (zip_close(edited.archive) != 0) {
        zip_discard(edited.archive);
        zip_source_free(edited.source);
        fail("zip: a package cannot be written");
    }
    zip_stat_t state;
    std::string bytes;
    if (zip_source_stat(edited.source, &state) == 0 && zip_source_open(edited.source) == 0) {
        bytes.resize(state.size);
        auto const got = zip_source_read(edited.source, bytes.data(), bytes.size());
        zip_source_close(edited.source);
        bytes.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    }
    zip_source_free(edited.source);
    if (bytes.empty())
        fail("zip: a written package cannot be read");
    return bytes;
}

} // namespace

void Package::Close::operator()(zip* archive) const
{
    zip_discard(archive);
}

Outcome<Package> Package::open(std::string_view bytes)
{
    Package package;
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    if (source == nullptr)
        fail("zip: no memory for a package");
    package.archive_.reset(zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, nullptr));
    if (!package.archive_) {
        zip_source_free(source);
        return refuse(problems::broken);
    }
    auto const entries = zip_get_num_entries(package.archive_.get(), 0);
    if (entries <= 0) // libzip takes nothing at all for an archive of no entries
        return refuse(problems::broken);
    if (entries > max_entries)
        return refuse(problems::unsafe);
    std::uint64_t unpacked = 0;
    std::set<std::string_view> seen;
    for (std::int64_t index = 0; index < entries; ++index) {
        auto const entry = TRY(looked_over(package.archive_.get(), index));
        unpacked += entry.size;
        if (unpacked > max_unpacked)
            return refuse(problems::too_large);
        if (!seen.insert(entry.name).second) // two readers would see two files
            return refuse(problems::unsafe);
        package.names_.emplace_back(entry.name);
    }
    return package;
}

bool Package::has(std::string const& name) const
{
    return zip_name_locate(archive_.get(), name.c_str(), 0) >= 0;
}

Outcome<std::string> Package::part(std::string const& name) const
{
    auto const index = zip_name_locate(archive_.get(), name.c_str(), 0);
    if (index < 0)
        return refuse(problems::broken);
    auto const entry = TRY(looked_over(archive_.get(), index));
    std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(
        zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0), zip_fclose);
    if (!file)
        return refuse(problems::broken);
    std::string content(entry.size, '\0');
    std::size_t filled = 0;
    while (filled < content.size()) {
        auto const got = zip_fread(file.get(), content.data() + filled, content.size() - filled);
        if (got <= 0)
            return refuse(problems::broken);
        filled += static_cast<std::size_t>(got);
    }
    // The end is asked for: it checks the sum, and whether the directory lied.
    char more = 0;
    auto const after = zip_fread(file.get(), &more, 1);
    if (after > 0)
        return refuse(problems::unsafe);
    if (after < 0)
        return refuse(problems::broken);
    return content;
}

std::string repacked(std::string_view original, Parts const& parts)
{
    auto const edited = edit(original);
    for (auto const& [name, content] : parts)
        put(edited.archive, name, content);
    return written(edited);
}

std::string packed(Parts const& parts)
{
    return repacked({}, parts);
}

} // namespace kheo::sheets
