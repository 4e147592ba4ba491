// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/connection.hpp"

#include "platform/db/errors.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace kheo::db
{

namespace
{

constexpr std::size_t most_steps = 100;

std::int64_t microseconds()
{
    auto const now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

// PostgreSQL refuses any other text; SQLite would keep it until the day of a
// move. Unicode 15, table 3-7.
bool is_utf8(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        auto const byte = [&](std::size_t offset) {
            return at + offset < text.size() ? static_cast<unsigned char>(text[at + offset]) : 0;
        };
        auto const lead = byte(0);
        auto const more = lead < 0x80 ? 0 : lead >= 0xc2 && lead < 0xe0 ? 1 : (lead & 0xf0) == 0xe0 ? 2 : 3;
        auto const low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
        auto const high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
        if ((more == 3 && (lead < 0xf0 || lead > 0xf4)) || (more > 0 && (byte(1) < low || byte(1) > high)))
            return false;
        for (int each = 2; each <= more; ++each)
            if ((byte(std::size_t(each)) & 0xc0) != 0x80)
                return false;
        at += std::size_t(more) + 1;
    }
    return true;
}

// Rows handed out to the caller keep the statement's time and the connection.
class TimedRows final : public Rows
{
  public:
    TimedRows(std::unique_ptr<Timed> timed, std::unique_ptr<Rows> rows)
        : timed_(std::move(timed)), rows_(std::move(rows))
    {
    }
    bool next() override { return rows_->next(); }
    int columns() const override { return rows_->columns(); }
    std::string_view column(int at) const override { return rows_->column(at); }
    Cell cell(int at) override { return rows_->cell(at); }

  private:
    std::unique_ptr<Timed> timed_;
    std::unique_ptr<Rows> rows_;
};

} // namespace

void contradict(Statement const& statement, std::string_view what, std::string_view where)
{
    throw Contradiction(fmt::format("{}: {} {}", statement.name, what, where));
}

Timed::Timed(Connection& connection, Statement const& statement)
    : connection_(connection), name_(statement.name), began_(microseconds())
{
    if (connection.busy_)
        contradict(statement, "the connection is still giving rows of another statement", "");
    if (connection.ended_)
        std::rethrow_exception(connection.ended_);
    connection.busy_ = true;
}

Timed::~Timed()
{
    connection_.busy_ = false;
    auto& steps = connection_.steps_;
    auto const took = microseconds() - began_;
    if (steps.size() < most_steps) {
        steps.push_back({name_, took});
        return;
    }
    // A verb of very many statements: from here on only their time is added up.
    auto const same = std::ranges::find(steps, name_, &Step::name);
    (same == steps.end() ? steps.back() : *same).microseconds += took;
}

std::int64_t Connection::run(Statement const& statement, Params const& params)
{
    Timed const timed(*this, statement);
    return execute(statement, params);
}

std::int64_t Connection::run(Statement const& statement, Params row, Args const& more)
{
    return run(statement, row.with(more));
}

std::int64_t Connection::run_all(Statement const& statement, std::vector<Params> const& rows)
{
    Timed const timed(*this, statement);
    return rows.empty() ? 0 : execute_all(statement, rows);
}

std::unique_ptr<Rows> Connection::rows(Statement const& statement, Params const& params)
{
    auto timed = std::make_unique<Timed>(*this, statement);
    return std::make_unique<TimedRows>(std::move(timed), query(statement, params, Fetch::streamed));
}

Value const& Connection::value_of(Statement const& statement, Params const& params, std::string_view name,
                                  Value& scratch) const
{
    auto const argument = std::find_if(params.args().begin(), params.args().end(),
                                       [&](Arg const& arg) { return arg.name == name; });
    if (argument == params.args().end()) {
        if (name == "tenant")
            scratch = tenant_;
        else if (!params.member_value(name, scratch))
            contradict(statement, "unbound parameter", name);
    }
    auto const& value = argument == params.args().end() ? scratch : argument->value;
    // PostgreSQL holds no U+0000 in text and SQLite no NaN: neither may pass.
    if (auto const* text = std::get_if<std::string>(&value)) {
        if (text->find('\0') != std::string::npos)
            contradict(statement, "U+0000 in parameter", name);
        if (!is_utf8(*text))
            contradict(statement, "no UTF-8 in parameter", name);
    }
    if (auto const* real = std::get_if<double>(&value); real && !std::isfinite(*real))
        contradict(statement, "no finite number in parameter", name);
    return value;
}

void Connection::check_arguments(Statement const& statement, Params const& params,
                                 std::span<std::string const> names)
{
    for (auto const& arg : params.args())
        if (std::find(names.begin(), names.end(), arg.name) == names.end())
            contradict(statement, "no such parameter", arg.name);
}

} // namespace kheo::db
