// SPDX-License-Identifier: AGPL-3.0-or-later
// One conversation with the database, inside a transaction that the store
// began. The portable surface: what works here works on both engines.
#pragma once

#include "platform/db/statement.hpp"
#include "platform/db/value.hpp"

#include <exception>
#include <memory>
#include <string>

namespace kheo::db
{

// The rows of one running statement; the engines implement it.
class Rows
{
  public:
    virtual ~Rows() = default;
    virtual bool next() = 0;
    virtual int columns() const = 0;
    virtual std::string_view column(int at) const = 0;
    virtual Cell cell(int at) = 0;
};

// How long one statement took, for the request's log line.
struct Step {
    std::string_view name;
    std::int64_t microseconds;
};

// Not shared between threads. After any Violation or Failure the verb must
// end: every further statement is refused, on both engines, and a commit
// becomes the failure. Throws Contradiction naming the statement where a
// parameter is unbound, a column is missing or of another type.
class Connection
{
  public:
    virtual ~Connection() = default;

    // Rows changed; 0 for a SELECT.
    std::int64_t run(Statement const& statement, Params const& params = {});
    std::int64_t run(Statement const& statement, Params row, Args const& more);

    // The statement once per row, as fast as the engine can (one round trip
    // on PostgreSQL); the sum of rows changed.
    std::int64_t run_all(Statement const& statement, std::vector<Params> const& rows);
    template <Described T>
    std::int64_t run_all(Statement const& statement, std::vector<T> const& rows, Args const& more = {});

    // The only row, or nothing; a second row is a Contradiction. T is a
    // described struct (columns go to members by name) or a scalar.
    template <class T>
    std::optional<T> one(Statement const& statement, Params const& params = {});
    template <class T>
    std::optional<T> one(Statement const& statement, Params row, Args const& more);

    template <class T>
    std::vector<T> all(Statement const& statement, Params const& params = {});
    template <class T>
    std::vector<T> all(Statement const& statement, Params row, Args const& more);

    // Gives each row to `visit` without holding them all. `visit` must not
    // use this connection.
    template <class T, class Visit>
    void each(Statement const& statement, Params const& params, Visit&& visit);

    // Cells as they come, where the columns are not known before.
    std::unique_ptr<Rows> rows(Statement const& statement, Params const& params = {});

    // Prepares without running; throws what the engine says.
    virtual void prepare(Statement const& statement) = 0;
    // Several statements without parameters: for migrations and tests only.
    virtual void script(std::string_view sql) = 0;

    Engine engine() const { return engine_; }
    // Bound to :tenant in every statement: the installation's owner, 0 = national.
    std::int64_t tenant() const { return tenant_; }
    // 1 for the first run of a verb; more when the store runs it again. What a
    // verb drew in try 1 (ids, salts, now) it must use again.
    int attempt() const { return attempt_; }
    // The statements of this transaction so far (the first hundred).
    std::vector<Step> const& steps() const { return steps_; }

  protected:
    enum class Fetch { whole, streamed };

    Connection(Engine engine, std::int64_t tenant) : engine_(engine), tenant_(tenant) {}
    virtual std::int64_t execute(Statement const& statement, Params const& params) = 0;
    virtual std::int64_t execute_all(Statement const& statement, std::vector<Params> const& rows) = 0;
    virtual std::unique_ptr<Rows> query(Statement const& statement, Params const& params, Fetch fetch) = 0;
    // The value for one :name; `scratch` may hold it.
    Value const& value_of(Statement const& statement, Params const& params, std::string_view name,
                          Value& scratch) const;
    // Every argument must be one of the statement's names.
    static void check_arguments(Statement const& statement, Params const& params,
                                std::span<std::string const> names);
    template <class Error>
    [[noreturn]] void end_with(Error error)
    {
        ended_ = std::make_exception_ptr(error);
        throw error;
    }

    int attempt_ = 1;
    std::exception_ptr ended_; // the error after which nothing more runs in this transaction
    std::vector<Step> steps_;

  private:
    friend class Timed;
    template <class T>
    friend class Reader;

    Engine engine_;
    std::int64_t tenant_;
    bool busy_ = false; // rows are being read
};

// Contradiction: "statement: what, column".
[[noreturn]] void contradict(Statement const& statement, std::string_view what, std::string_view where);

// Measures one statement and keeps others out while its rows are read.
class Timed
{
  public:
    Timed(Connection& connection, Statement const& statement);
    ~Timed();
    Timed(Timed const&) = delete;

  private:
    Connection& connection_;
    std::string_view name_;
    std::int64_t began_;
};

// Turns rows into T: columns are matched to members once per statement.
template <class T>
class Reader
{
  public:
    Reader(Connection& connection, Statement const& statement, Params const& params, bool streamed)
        : statement_(statement), timed_(connection, statement),
          rows_(connection.query(statement, params,
                                 streamed ? Connection::Fetch::streamed : Connection::Fetch::whole))
    {
        if constexpr (Described<T>)
            boost::mp11::mp_for_each<Members<T>>([&](auto member) { places_.push_back(place(member.name)); });
        else if (rows_->columns() != 1)
            contradict(statement, "one column is wanted", "");
    }

    bool next(T& to)
    {
        if (!rows_->next())
            return false;
        if constexpr (Described<T>) {
            auto at = places_.begin();
            boost::mp11::mp_for_each<Members<T>>(
                [&](auto member) { read(*at++, to.*member.pointer, member.name); });
        } else
            read(0, to, rows_->column(0));
        return true;
    }

  private:
    int place(std::string_view member) const
    {
        int const expected = int(places_.size()); // most statements select in the struct's order
        if (expected < rows_->columns() && rows_->column(expected) == member)
            return expected;
        for (int at = 0; at < rows_->columns(); ++at)
            if (rows_->column(at) == member)
                return at;
        contradict(statement_, "no column for member", member);
    }

    template <class M>
    void read(int at, M& to, std::string_view name)
    {
        if (!from_cell(rows_->cell(at), to))
            contradict(statement_, "NULL or another type in column", name);
    }

    Statement const& statement_;
    Timed timed_;
    std::unique_ptr<Rows> rows_;
    std::vector<int> places_;
};

template <Described T>
std::int64_t Connection::run_all(Statement const& statement, std::vector<T> const& rows, Args const& more)
{
    std::vector<Params> params;
    params.reserve(rows.size());
    for (auto const& row : rows)
        params.emplace_back(row, more);
    return run_all(statement, params);
}

template <class T>
std::optional<T> Connection::one(Statement const& statement, Params const& params)
{
    Reader<T> reader(*this, statement, params, false);
    std::optional<T> found(std::in_place);
    if (!reader.next(*found))
        return std::nullopt;
    T second;
    if (reader.next(second))
        contradict(statement, "more than one row", "");
    return found;
}

template <class T>
std::vector<T> Connection::all(Statement const& statement, Params const& params)
{
    Reader<T> reader(*this, statement, params, false);
    std::vector<T> found;
    for (T row; reader.next(row); row = T())
        found.push_back(std::move(row));
    return found;
}

template <class T, class Visit>
void Connection::each(Statement const& statement, Params const& params, Visit&& visit)
{
    Reader<T> reader(*this, statement, params, true);
    for (T row; reader.next(row); row = T())
        visit(row);
}

template <class T>
std::optional<T> Connection::one(Statement const& statement, Params row, Args const& more)
{
    return one<T>(statement, row.with(more));
}

template <class T>
std::vector<T> Connection::all(Statement const& statement, Params row, Args const& more)
{
    return all<T>(statement, row.with(more));
}

} // namespace kheo::db
