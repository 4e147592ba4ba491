// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/acts/erasures.hpp"

#include "platform/acts/erasures.sql.hpp"

#include <algorithm>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>
#include <unistd.h>

namespace kheo::acts
{

namespace
{

struct Setting {
    std::string name;
    std::string value;
};
BOOST_DESCRIBE_STRUCT(Setting, (), (name, value))

// "TIME KIND ID".
std::optional<Erased> read_line(std::string_view line)
{
    auto const first = line.find(' ');
    auto const last = line.rfind(' ');
    if (first == line.npos || first == 0 || last <= first + 1)
        return std::nullopt;
    auto const object = parse_id(line.substr(last + 1));
    if (!object)
        return std::nullopt;
    return Erased{std::string(line.substr(first + 1, last - first - 1)), *object,
                  std::string(line.substr(0, first))};
}

[[noreturn]] void failed(char const* what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

// Appends and waits for the disk.
void append_durably(std::filesystem::path const& file, std::string_view text)
{
    auto const descriptor = ::open(file.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        failed("erasures: open");
    auto const written = ::write(descriptor, text.data(), text.size());
    auto const synced = written == ssize_t(text.size()) && ::fdatasync(descriptor) == 0;
    auto const error = errno;
    ::close(descriptor);
    if (!synced) {
        errno = error;
        failed("erasures: write");
    }
}

} // namespace

std::optional<std::string> contents_of(std::filesystem::path const& file)
{
    auto const descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        auto const error = errno;
        auto entry = std::error_code();
        // A link that leads nowhere is there: what it leads to is not mounted.
        auto const is_link = std::filesystem::is_symlink(file, entry);
        if (error == ENOENT && !is_link)
            return std::nullopt;
        errno = error;
        failed(file.c_str());
    }
    std::string text;
    char part[4096];
    auto got = ::read(descriptor, part, sizeof part);
    for (; got > 0; got = ::read(descriptor, part, sizeof part))
        text.append(part, std::size_t(got));
    auto const error = errno;
    ::close(descriptor);
    if (got < 0) {
        errno = error;
        failed(file.c_str());
    }
    return text;
}

std::vector<Erased> erased_in(db::Connection& db)
{
    std::vector<Erased> all;
    db.each<Setting>(sql::erasures_remembered, {}, [&](Setting const& setting) {
        // "erased/KIND/ID"
        auto const name = std::string_view(setting.name).substr(erased_topic.size());
        auto const cut = name.rfind('/');
        auto const object = cut == name.npos ? std::nullopt : parse_id(name.substr(cut + 1));
        ensure(object.has_value(), "an erasure without its object");
        all.push_back({std::string(name.substr(0, cut)), *object, setting.value});
    });
    return all;
}

std::vector<Erased> Erasures::all() const
{
    std::vector<Erased> found;
    auto const text = contents_of(file_).value_or("");
    for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != text.npos; begin = end + 1)
        if (auto erased = read_line(std::string_view(text).substr(begin, end - begin)))
            found.push_back(std::move(*erased));
    return found;
}

void Erasures::add(std::span<Erased const> erased) const
{
    if (erased.empty())
        return;
    auto const there = all();
    auto const before = contents_of(file_).value_or("");
    std::string lines = before.empty() || before.ends_with('\n') ? "" : "\n";
    auto const begun = lines.size();
    for (auto const& one : erased) {
        auto const same = [&](Erased const& each) {
            return each.object == one.object && each.object_kind == one.object_kind;
        };
        if (std::ranges::none_of(there, same))
            lines += fmt::format("{} {} {}\n", one.at, one.object_kind, one.object);
    }
    if (lines.size() > begun)
        append_durably(file_, lines);
}

} // namespace kheo::acts
