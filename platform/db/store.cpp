// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/store.hpp"

#include "platform/db/postgres_store.hpp"
#include "platform/db/queue.hpp"
#include "platform/db/sqlite_store.hpp"

#include <algorithm>
#include <fcntl.h>
#include <fmt/format.h>
#include <fstream>
#include <ranges>
#include <system_error>
#include <unistd.h>

namespace kheo::db
{

namespace
{

constexpr auto slow_verb = std::chrono::milliseconds(20);
constexpr std::size_t slowest_named = 3;
constexpr std::size_t counted_steps = 100; // of a connection, which then adds up times only

// "t.add=1234us (3×), t.count=40us and 2 more": the slowest statements of a verb.
std::string slowest(std::vector<Step> const& steps)
{
    struct Sum {
        std::string_view name;
        std::int64_t microseconds = 0;
        int times = 0;
    };
    std::vector<Sum> sums;
    for (auto const& step : steps) {
        auto sum = std::ranges::find(sums, std::string_view(step.name), &Sum::name);
        if (sum == sums.end())
            sum = sums.insert(sums.end(), Sum{.name = step.name});
        sum->microseconds += step.microseconds;
        ++sum->times;
    }
    std::ranges::sort(sums, std::ranges::greater(), &Sum::microseconds);
    std::string words;
    for (auto const& sum : sums | std::views::take(slowest_named)) {
        words += fmt::format("{} {}={}us", words.empty() ? "" : ",", sum.name, sum.microseconds);
        if (sum.times > 1)
            words += fmt::format(" ({}×{})", sum.times, steps.size() < counted_steps ? "" : " or more");
    }
    if (sums.size() > slowest_named)
        words += fmt::format(" and {} more", sums.size() - slowest_named);
    return words;
}

void sync(std::filesystem::path const& path, int flags)
{
    int const file = ::open(path.c_str(), flags | O_CLOEXEC);
    int const failed = file < 0 || ::fsync(file) != 0 ? errno : 0;
    if (file >= 0)
        ::close(file);
    if (failed != 0)
        throw std::system_error(failed, std::generic_category(), path.string());
}

bool is_sqlite_file(std::filesystem::path const& file)
{
    char head[16] = {};
    std::ifstream(file, std::ios::binary).read(head, sizeof head);
    return std::string_view(head, sizeof head) == std::string_view("SQLite format 3\0", 16);
}

} // namespace

Engine engine_of(std::string const& url)
{
    if (url.starts_with("sqlite:"))
        return Engine::sqlite;
    if (url.starts_with("postgresql:") || url.starts_with("postgres:"))
        return Engine::postgres;
    throw Failure(Failure::Kind::other,
                  "Địa chỉ cơ sở dữ liệu phải bắt đầu bằng “sqlite:” hoặc “postgresql:”.");
}

std::unique_ptr<Session> connect(Options const& options, Role role)
{
    if (engine_of(options.url) == Engine::sqlite)
        return connect_sqlite(options, role);
    return connect_postgres(options, role);
}

std::unique_ptr<Store> Store::open(Options options)
{
    if (engine_of(options.url) == Engine::sqlite)
        return open_sqlite(std::move(options));
    return open_postgres(std::move(options));
}

int Store::migrate(Options const& options)
{
    auto const session = connect(options, Role::admin);
    auto const keep_copy = [&](Migration const& first) {
        if (session->engine() == Engine::sqlite)
            copy_before(options, first);
    };
    return apply_migrations(*session, options.migrations, int(options.migrations.size()), keep_copy);
}

void Store::restore(Options const& options, std::filesystem::path const& backup)
{
    bool const to_sqlite = engine_of(options.url) == Engine::sqlite;
    if (to_sqlite && std::filesystem::exists(sqlite_path(options.url)))
        throw Failure(Failure::Kind::other,
                      "Nơi phục hồi đã có tệp dữ liệu. Xin chuyển tệp đó đi nơi khác trước.");
    if (is_sqlite_file(backup)) {
        if (!to_sqlite)
            throw Failure(Failure::Kind::other,
                          "Bản sao lưu này là tệp SQLite, chỉ phục hồi được vào SQLite.");
        return copy_sqlite(backup, sqlite_path(options.url));
    }
    try {
        load_dump(*connect(options, Role::admin), options, backup);
    } catch (...) {
        if (to_sqlite)
            for (auto const* const suffix : {"", "-wal", "-shm"})
                std::filesystem::remove(sqlite_path(options.url) + suffix);
        throw;
    }
}

void Store::dump(std::filesystem::path const& file)
{
    write_dump(*admin(), file);
}

Verdict Store::write_and_wait(Job job, Isolation isolation)
{
    ensure(!on_only_writer(), "a verb waits for another verb");
    std::mutex mutex;
    std::condition_variable told;
    std::optional<Written> result;
    auto const tell = [&](Written written) {
        // Told under the lock: the waiting frame may end as soon as it is free.
        std::scoped_lock const lock(mutex);
        result = std::move(written);
        told.notify_one();
    };
    write(std::move(job), tell, isolation);
    std::unique_lock lock(mutex);
    told.wait(lock, [&] { return result.has_value(); });
    if (result->error)
        std::rethrow_exception(result->error);
    return result->verdict;
}

void put_in_place(std::filesystem::path const& part, std::filesystem::path const& file)
{
    sync(part, O_RDONLY);
    std::filesystem::rename(part, file);
    sync(std::filesystem::absolute(file).parent_path(), O_RDONLY | O_DIRECTORY);
}

void finish(Queued& verb, Options const& options)
{
    try {
        verb.done(std::move(verb.result));
    } catch (std::exception const& error) {
        if (options.warn)
            options.warn(fmt::format("a verb's answer failed: {}", error.what()));
    }
}

void warn_if_slow(Session const& session, std::chrono::steady_clock::time_point began, Options const& options)
{
    auto const took = std::chrono::steady_clock::now() - began;
    if (took <= slow_verb || !options.warn)
        return;
    options.warn(fmt::format("slow verb: {} ms;{}",
                             std::chrono::duration_cast<std::chrono::milliseconds>(took).count(),
                             slowest(session.steps())));
}

} // namespace kheo::db
