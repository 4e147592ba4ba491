// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/postgres_session.hpp"

#include "platform/db/parameters.hpp"
#include "platform/db/postgres_rows.hpp"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>
#include <libpq-fe.h>

namespace kheo::db
{

namespace
{

constexpr std::size_t rows_in_flight =
    250; // their answers fit the socket's buffer, so neither side waits for the other

// Rows may be whole texts: few enough to hold, many enough that the way there
// and back does not count.
constexpr int rows_of_a_fetch = 100;

constexpr char settings[] = "SET client_min_messages = warning; SET synchronous_commit = on; SET jit = off;"
                            "SET bytea_output = hex; SET extra_float_digits = 1; SET datestyle = 'ISO';"
                            "SET timezone = 'UTC'; SET standard_conforming_strings = on;"
                            "SET idle_in_transaction_session_timeout = '60s';";

} // namespace

void ClearResult::operator()(PGresult* result) const
{
    PQclear(result);
}

struct PostgresSession::Wire {
    std::vector<std::string> texts;
    std::vector<char const*> values;
    std::vector<int> lengths;
    std::vector<int> formats; // 1 for bytes, else text

    void add(Value const& value)
    {
        formats.push_back(std::holds_alternative<Bytes>(value));
        if (auto const* whole = std::get_if<std::int64_t>(&value))
            texts.push_back(fmt::format_int(*whole).str());
        else if (auto const* real = std::get_if<double>(&value))
            texts.push_back(fmt::format("{}", *real));
        else if (auto const* text = std::get_if<std::string>(&value))
            texts.push_back(*text);
        else if (auto const* bytes = std::get_if<Bytes>(&value))
            texts.emplace_back(bytes->begin(), bytes->end());
        else
            texts.emplace_back();
        nulls_.push_back(value.index() == 0);
    }

    void point()
    {
        for (std::size_t at = 0; at < texts.size(); ++at) {
            values.push_back(nulls_[at] ? nullptr : texts[at].c_str());
            lengths.push_back(int(texts[at].size()));
        }
    }

  private:
    std::vector<bool> nulls_;
};

// Row by row from a cursor. Who stops early only closes it: a cancelled
// statement would have taken the whole transaction with it.
class StreamedRows final : public PostgresRows
{
  public:
    StreamedRows(PostgresSession& session, Statement const& statement)
        : PostgresRows(session.fetch(statement.name), statement), session_(session), name_(statement.name)
    {
    }
    ~StreamedRows() override { session_.close_cursor(); }

    bool next() override
    {
        if (PostgresRows::next())
            return true;
        if (count() < rows_of_a_fetch)
            return false;
        hold(session_.fetch(name_));
        return PostgresRows::next();
    }

  private:
    PostgresSession& session_;
    std::string_view name_;
};

PostgresSession::PostgresSession(Options const& options, Role role, std::shared_ptr<UniqueIndexes> indexes)
    : Session(Engine::postgres, options.tenant), url_(options.url), role_(role),
      limit_ms_(options.read_limit_ms), indexes_(std::move(indexes))
{
}

PostgresSession::~PostgresSession()
{
    PQfinish(raw_);
}

void PostgresSession::connect()
{
    PQfinish(raw_);
    cache_.clear();
    stale_ = false;
    // What stands before dbname is a default that the address may change.
    char const* const names[] = {"connect_timeout", "tcp_user_timeout", "application_name",
                                 "dbname",          "client_encoding",  nullptr};
    char const* const values[] = {"5", "10000", "kheo", url_.c_str(), "UTF8", nullptr};
    raw_ = PQconnectdbParams(names, values, 1);
    if (PQstatus(raw_) != CONNECTION_OK)
        end_with(Failure(Failure::Kind::lost, PQerrorMessage(raw_)));
    PQsetNoticeProcessor(raw_, [](void*, char const*) {}, nullptr);
    command(settings);
    if (role_ != Role::admin)
        command(fmt::format("SET statement_timeout = {}", limit_ms_).c_str());
}

void PostgresSession::fail(PGresult const* result, std::string_view during)
{
    auto const* const state_field = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    std::string_view const state = state_field == nullptr ? "" : state_field;
    // Only the sentence itself: DETAIL and CONTEXT quote what was stored, and this goes to the log.
    auto const* const primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    auto const message =
        fmt::format("{}: {} {}", during, state, primary == nullptr ? PQerrorMessage(raw_) : primary);
    if (is_violation(state))
        end_with(postgres_violation(result, *indexes_, message));
    auto kind = postgres_failure_kind(state);
    if (PQstatus(raw_) != CONNECTION_OK)
        kind = Failure::Kind::lost;
    stale_ = kind == Failure::Kind::lost;
    if (stale_ && committing_)
        kind = Failure::Kind::in_doubt;
    end_with(Failure(kind, message));
}

Result PostgresSession::checked(PGresult* raw, std::string_view during)
{
    Result result(raw);
    switch (PQresultStatus(raw)) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_SINGLE_TUPLE:
    case PGRES_PIPELINE_SYNC:
        return result;
    default:
        fail(raw, during);
    }
}

void PostgresSession::command(char const* sql)
{
    checked(PQexec(raw_, sql), sql);
}

PostgresSession::Prepared const& PostgresSession::prepared(Statement const& statement)
{
    auto const text = statement.text(Engine::postgres);
    auto& entry = cache_[statement.name.data()];
    if (!entry.server_name.empty() && entry.sql == text)
        return entry;
    if (!entry.server_name.empty())
        command(("DEALLOCATE " + entry.server_name).c_str());
    auto numbered = numbered_parameters(text);
    entry = {std::string(text), std::move(numbered.sql), "", std::move(numbered.names)};
    auto const name = "s" + std::to_string(++prepared_count_);
    checked(PQprepare(raw_, name.c_str(), entry.numbered.c_str(), 0, nullptr), statement.name);
    entry.server_name = name;
    return entry;
}

void PostgresSession::fill(Wire& wire, Statement const& statement, Prepared const& entry,
                           Params const& params)
{
    check_arguments(statement, params, entry.names);
    for (auto const& name : entry.names) {
        Value scratch;
        wire.add(value_of(statement, params, name, scratch));
    }
    wire.point();
}

void PostgresSession::send(Prepared const& entry, Wire const& wire, std::string_view during)
{
    if (!PQsendQueryPrepared(raw_, entry.server_name.c_str(), int(wire.values.size()), wire.values.data(),
                             wire.lengths.data(), wire.formats.data(), 0))
        fail(nullptr, during);
}

std::int64_t PostgresSession::execute(Statement const& statement, Params const& params)
{
    auto const& entry = prepared(statement);
    Wire wire;
    fill(wire, statement, entry, params);
    auto const result =
        checked(PQexecPrepared(raw_, entry.server_name.c_str(), int(wire.values.size()), wire.values.data(),
                               wire.lengths.data(), wire.formats.data(), 0),
                statement.name);
    bool const read = std::string_view(PQcmdStatus(result.get())).starts_with("SELECT");
    return read ? 0 : std::atoll(PQcmdTuples(result.get()));
}

std::int64_t PostgresSession::execute_all(Statement const& statement, std::vector<Params> const& rows)
{
    auto const& entry = prepared(statement);
    std::int64_t changed = 0;
    for (std::size_t first = 0; first < rows.size(); first += rows_in_flight) {
        auto const count = std::min(rows_in_flight, rows.size() - first);
        std::vector<Wire> wires(count); // filled first: an unbound parameter must not leave half a pipeline
        for (std::size_t at = 0; at < count; ++at)
            fill(wires[at], statement, entry, rows[first + at]);
        if (!PQenterPipelineMode(raw_))
            fail(nullptr, statement.name);
        for (auto const& wire : wires)
            send(entry, wire, statement.name);
        if (!PQpipelineSync(raw_))
            fail(nullptr, statement.name);
        changed += take_pipeline(count, statement.name);
    }
    return changed;
}

// Reads one answer for each statement sent, then leaves the pipeline; only
// then is the first error thrown.
std::int64_t PostgresSession::take_pipeline(std::size_t count, std::string_view during)
{
    std::int64_t changed = 0;
    Result error;
    for (std::size_t at = 0; at < count; ++at)
        while (auto* const raw = PQgetResult(raw_)) {
            Result result(raw);
            auto const status = PQresultStatus(raw);
            if (status == PGRES_FATAL_ERROR && !error)
                error = std::move(result);
            else if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK)
                changed += std::atoll(PQcmdTuples(raw));
            if (PQstatus(raw_) != CONNECTION_OK)
                fail(nullptr, during);
        }
    PQclear(PQgetResult(raw_)); // the end of the pipeline
    PQexitPipelineMode(raw_);
    if (error)
        fail(error.get(), during);
    return changed;
}

std::unique_ptr<Rows> PostgresSession::query(Statement const& statement, Params const& params, Fetch fetch)
{
    auto const& entry = prepared(statement);
    Wire wire;
    fill(wire, statement, entry, params);
    if (fetch == Fetch::whole) {
        auto result = checked(PQexecPrepared(raw_, entry.server_name.c_str(), int(wire.values.size()),
                                             wire.values.data(), wire.lengths.data(), wire.formats.data(), 0),
                              statement.name);
        return std::make_unique<PostgresRows>(std::move(result), statement);
    }
    auto const declare = "DECLARE visit NO SCROLL CURSOR FOR " + entry.numbered;
    checked(PQexecParams(raw_, declare.c_str(), int(wire.values.size()), nullptr, wire.values.data(),
                         wire.lengths.data(), wire.formats.data(), 0),
            statement.name);
    return std::make_unique<StreamedRows>(*this, statement);
}

Result PostgresSession::fetch(std::string_view during)
{
    return checked(PQexec(raw_, fmt::format("FETCH {} FROM visit", rows_of_a_fetch).c_str()), during);
}

void PostgresSession::close_cursor() noexcept
{
    if (PQtransactionStatus(raw_) == PQTRANS_INTRANS) // else the server closed it with the transaction
        PQclear(PQexec(raw_, "CLOSE visit"));
}

void PostgresSession::prepare(Statement const& statement)
{
    prepared(statement);
}

void PostgresSession::script(std::string_view sql)
{
    checked(PQexec(raw_, std::string(sql).c_str()), "script");
}

void PostgresSession::begin(Role role)
{
    committing_ = false;
    if (stale_ || PQstatus(raw_) != CONNECTION_OK)
        connect();
    // Reads are not serialisable: beside a long verb the server would remember each
    // of them, forget the details after some thousand (of all its databases), and
    // from then on refuse verbs that collided with nothing.
    if (role == Role::reader)
        command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    else
        command(role == Role::snapshot_writer ? "BEGIN ISOLATION LEVEL REPEATABLE READ"
                                              : "BEGIN ISOLATION LEVEL SERIALIZABLE");
}

void PostgresSession::commit()
{
    committing_ = role_ != Role::reader; // a read that lost its end lost nothing
    auto const result = checked(PQexec(raw_, "COMMIT"), "commit");
    committing_ = false;
    // The server answers ROLLBACK to the COMMIT of a failed transaction.
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
        end_with(Failure(Failure::Kind::other, "commit: the transaction had failed"));
}

void PostgresSession::rollback() noexcept
{
    if (PQpipelineStatus(raw_) != PQ_PIPELINE_OFF || PQtransactionStatus(raw_) == PQTRANS_ACTIVE)
        stale_ = true; // cut off in the middle of an answer
    else if (PQstatus(raw_) == CONNECTION_OK)
        PQclear(PQexec(raw_, "ROLLBACK"));
}

} // namespace kheo::db
