// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/sqlite_session.hpp"

#include "platform/db/sqlite_errors.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace kheo::db
{

namespace
{

constexpr Statement begin_read{"db.begin_read", "BEGIN", ""};
constexpr Statement begin_write{"db.begin_write", "BEGIN IMMEDIATE", ""};
constexpr Statement commit_{"db.commit", "COMMIT", ""};

// LIKE as on PostgreSQL: letters are not folded. Double quotes name columns
// only, here as there.
constexpr char settings[] = "PRAGMA foreign_keys = ON; PRAGMA case_sensitive_like = ON;"
                            "PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 268435456;"
                            "PRAGMA trusted_schema = OFF;";
// synchronous = FULL: the log is on the disk before COMMIT returns.
constexpr char writer_settings[] = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                                   "PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 4000;"
                                   "PRAGMA journal_size_limit = 67108864;";

int bind_value(sqlite3_stmt* raw, int at, Value const& value)
{
    if (auto const* whole = std::get_if<std::int64_t>(&value))
        return sqlite3_bind_int64(raw, at, *whole);
    if (auto const* real = std::get_if<double>(&value))
        return sqlite3_bind_double(raw, at, *real);
    if (auto const* text = std::get_if<std::string>(&value))
        return sqlite3_bind_text64(raw, at, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    if (auto const* bytes =
            std::get_if<Bytes>(&value)) // an empty vector may have no address: not NULL for that
        return sqlite3_bind_blob64(raw, at, bytes->empty() ? "" : static_cast<void const*>(bytes->data()),
                                   bytes->size(), SQLITE_TRANSIENT);
    return sqlite3_bind_null(raw, at);
}

} // namespace

class SqliteRows final : public Rows
{
  public:
    SqliteRows(SqliteSession& session, Statement const& statement, sqlite3_stmt* raw)
        : session_(session), name_(statement.name), raw_(raw)
    {
    }
    ~SqliteRows() override
    {
        sqlite3_reset(raw_);
        sqlite3_clear_bindings(raw_);
    }

    bool next() override
    {
        if (over_)
            return false;
        auto const code = sqlite3_step(raw_);
        over_ = code != SQLITE_ROW;
        if (over_ && code != SQLITE_DONE)
            session_.fail(code, name_);
        return !over_;
    }
    int columns() const override { return sqlite3_column_count(raw_); }
    std::string_view column(int at) const override { return sqlite3_column_name(raw_, at); }
    Cell cell(int at) override
    {
        switch (sqlite3_column_type(raw_, at)) {
        case SQLITE_INTEGER:
            return std::int64_t(sqlite3_column_int64(raw_, at));
        case SQLITE_FLOAT:
            return sqlite3_column_double(raw_, at);
        case SQLITE_TEXT: {
            auto const* const text = reinterpret_cast<char const*>(sqlite3_column_text(raw_, at));
            return std::string_view(text, std::size_t(sqlite3_column_bytes(raw_, at)));
        }
        case SQLITE_BLOB: {
            auto const* const bytes = static_cast<std::uint8_t const*>(sqlite3_column_blob(raw_, at));
            return std::span(bytes, std::size_t(sqlite3_column_bytes(raw_, at)));
        }
        default:
            return {};
        }
    }

  private:
    SqliteSession& session_;
    std::string_view name_;
    sqlite3_stmt* raw_;
    bool over_ = false;
};

SqliteSession::SqliteSession(std::string const& file, Options const& options, Role role)
    : Session(Engine::sqlite, options.tenant), limit_(options.read_limit_ms)
{
    // The count of allocated bytes is one lock for all threads; nothing reads it.
    static int const once = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(once);
    auto const flags =
        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    auto const code = sqlite3_open_v2(file.c_str(), &raw_, flags, nullptr);
    try {
        if (code != SQLITE_OK)
            fail(code, file);
        sqlite3_busy_timeout(raw_, 5000);
        sqlite3_db_config(raw_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(raw_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        sqlite3_db_config(raw_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        script(settings);
        script(role == Role::reader ? "PRAGMA query_only = ON" : writer_settings);
        if (role == Role::admin)
            script("PRAGMA foreign_keys = OFF");
        if (role == Role::reader)
            sqlite3_progress_handler(raw_, 10'000, &SqliteSession::over_limit, this);
    } catch (...) {
        sqlite3_close_v2(raw_);
        throw;
    }
}

SqliteSession::~SqliteSession()
{
    for (auto const& [name, each] : cache_)
        sqlite3_finalize(each.raw);
    sqlite3_close_v2(raw_);
}

int SqliteSession::over_limit(void* self)
{
    return std::chrono::steady_clock::now() > static_cast<SqliteSession*>(self)->deadline_;
}

void SqliteSession::fail(int code, std::string_view during)
{
    auto const message = fmt::format("{}: {}", during, raw_ ? sqlite3_errmsg(raw_) : sqlite3_errstr(code));
    if ((code & 0xff) == SQLITE_CONSTRAINT)
        end_with(sqlite_violation(code, sqlite3_errmsg(raw_), message));
    end_with(Failure(sqlite_failure_kind(code), message));
}

SqliteSession::Prepared& SqliteSession::prepared(Statement const& statement)
{
    auto& entry = cache_[statement.name.data()];
    if (entry.raw != nullptr && entry.sql == statement.sql)
        return entry;
    sqlite3_finalize(entry.raw);
    entry = {std::string(statement.sql), nullptr, {}};
    char const* rest = nullptr;
    auto const code = sqlite3_prepare_v3(raw_, entry.sql.data(), int(entry.sql.size()) + 1,
                                         SQLITE_PREPARE_PERSISTENT, &entry.raw, &rest);
    if (code != SQLITE_OK)
        fail(code, statement.name);
    if (entry.raw == nullptr ||
        std::string_view(rest).find_first_not_of("; \t\r\n") != std::string_view::npos)
        contradict(statement, "is not one statement", "");
    for (int at = 1; at <= sqlite3_bind_parameter_count(entry.raw); ++at) {
        auto const* const name = sqlite3_bind_parameter_name(entry.raw, at);
        if (name == nullptr || *name != ':')
            contradict(statement, "only :named parameters are portable", name == nullptr ? "?" : name);
        entry.names.emplace_back(name + 1);
    }
    return entry;
}

sqlite3_stmt* SqliteSession::bound(Statement const& statement, Params const& params)
{
    auto const& entry = prepared(statement);
    check_arguments(statement, params, entry.names);
    for (int at = 0; auto const& name : entry.names) {
        Value scratch;
        auto const code = bind_value(entry.raw, ++at, value_of(statement, params, name, scratch));
        if (code != SQLITE_OK)
            fail(code, statement.name);
    }
    return entry.raw;
}

std::int64_t SqliteSession::execute(Statement const& statement, Params const& params)
{
    auto* const raw = bound(statement, params);
    SqliteRows rows(*this, statement, raw);
    while (rows.next()) {
    }
    return sqlite3_stmt_readonly(raw) ? 0 : sqlite3_changes64(raw_);
}

std::int64_t SqliteSession::execute_all(Statement const& statement, std::vector<Params> const& rows)
{
    std::int64_t changed = 0;
    for (auto const& each : rows)
        changed += execute(statement, each);
    return changed;
}

std::unique_ptr<Rows> SqliteSession::query(Statement const& statement, Params const& params, Fetch)
{
    return std::make_unique<SqliteRows>(*this, statement, bound(statement, params));
}

void SqliteSession::prepare(Statement const& statement)
{
    prepared(statement);
}

void SqliteSession::script(std::string_view sql)
{
    auto const code = sqlite3_exec(raw_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        fail(code, "script");
}

void SqliteSession::run_plain(Statement const& statement)
{
    execute(statement, {});
}

bool SqliteSession::in_transaction() const
{
    return sqlite3_get_autocommit(raw_) == 0;
}

void SqliteSession::begin(Role role)
{
    deadline_ = std::chrono::steady_clock::now() + limit_;
    run_plain(role == Role::reader ? begin_read : begin_write);
}

void SqliteSession::commit()
{
    run_plain(commit_);
}

void SqliteSession::rollback() noexcept
{
    deadline_ = std::chrono::steady_clock::time_point::max();
    // An error here means that SQLite has already rolled back.
    sqlite3_exec(raw_, "ROLLBACK", nullptr, nullptr, nullptr);
}

} // namespace kheo::db
