// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reminders/queue.hpp"

#include "capabilities/reminders/queue.sql.hpp"
#include "platform/crypto/digest.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::reminders
{

namespace
{

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t lease_ms = 5 * minute_ms; // longer than the longest talk with a mail server
constexpr std::int64_t longest_wait_ms = 60 * minute_ms;
constexpr std::int32_t days_told = 31;
constexpr auto of_one_row = db::Isolation::snapshot; // each write here changes one letter by its id

} // namespace

bool is_time(Instant now, int hour, workdays::Calendar const& calendar)
{
    auto const day = local_date(now);
    auto const hours = (now.ms + 7 * 60 * minute_ms) / (60 * minute_ms) - std::int64_t(day.day) * 24;
    return hours >= hour && calendar.is_working(day);
}

std::int64_t wait_after(std::int64_t attempts)
{
    return std::min(longest_wait_ms, minute_ms << std::clamp<std::int64_t>(attempts, 0, 6));
}

std::string message_id(Queued const& letter, std::string_view domain)
{
    auto const kind = letter.kind == Kind::digest ? "digest" : "confirmation";
    auto const name = hex(sha256(bytes_of(fmt::format("{} {}", kind, letter.id.value))));
    return fmt::format("{}.{}@{}", iso(letter.day), name.substr(0, 32), domain);
}

std::int64_t asked_on(db::Connection& db, AccountId account, Date day)
{
    return *db.one<std::int64_t>(sql::confirmations_asked, {{"account", account}, {"day", day}});
}

void put_confirmation(acts::Work& work, Address const& address)
{
    work.db.run(sql::replace_confirmations, {{"address", address.id}, {"now", work.now}});
    work.db.run(sql::insert_letter, {{"id", work.draws.id()},
                                     {"account", address.account},
                                     {"address", address.id},
                                     {"kind", Kind::confirmation},
                                     {"day", work.today()},
                                     {"number", asked_on(work.db, address.account, work.today())},
                                     {"due_at", work.now}});
}

void Queue::plan(int hour, workdays::Calendar const& calendar)
{
    auto const now = clock_.now();
    auto const today = local_date(now);
    if (planned_ != today) {
        store_.write_now([&](db::Connection& db) {
            db.run(sql::replace_older_digests, {{"day", today}, {"now", now}});
            db.run(sql::give_up_confirmations,
                   {{"before", Date{today.day - int(confirm_days)}}, {"now", now}});
            db.run(sql::sweep_letters, {{"before", Date{today.day - days_told}}});
        });
        planned_ = today;
    }
    if (!is_time(now, hour, calendar))
        return;
    while (true) {
        auto const without = store_.read([&](db::Connection& db) {
            return db.all<Address>(sql::addresses_without_digest, {{"day", today}});
        });
        if (without.empty())
            return;
        plan_some(today, without);
    }
}

void Queue::plan_some(Date today, std::vector<Address> const& without)
{
    std::vector<std::int64_t> ids; // drawn before the first try
    for (std::size_t at = 0; at < without.size(); ++at)
        ids.push_back(ids_.next());
    auto const now = clock_.now();
    store_.write_now([&](db::Connection& db) {
        for (std::size_t at = 0; at < without.size(); ++at)
            db.run(sql::insert_letter, {{"id", ids[at]},
                                        {"account", without[at].account},
                                        {"address", without[at].id},
                                        {"kind", Kind::digest},
                                        {"day", today},
                                        {"number", 0},
                                        {"due_at", now}});
    });
}

std::optional<Queued> Queue::take()
{
    while (true) {
        auto const now = clock_.now();
        auto const due =
            store_.read([&](db::Connection& db) { return db.one<Queued>(sql::due_letter, {{"now", now}}); });
        if (!due)
            return std::nullopt;
        auto const lease = [&](db::Connection& db) {
            return db.run(sql::lease_letter,
                          {{"id", due->id}, {"holder", holder_}, {"until", now.ms + lease_ms}, {"now", now}});
        };
        if (store_.write_now(lease, of_one_row) == 1)
            return due; // else another program was faster
    }
}

void Queue::end(Queued const& letter, Course course, std::string const& problem)
{
    auto const ended = [&](db::Connection& db) {
        db.run(sql::end_letter, {{"id", letter.id},
                                 {"holder", holder_},
                                 {"state", course},
                                 {"problem", problem},
                                 {"now", clock_.now()}});
    };
    store_.write_now(ended, of_one_row);
}

void Queue::put_off(Queued const& letter, std::string const& problem)
{
    auto const until = clock_.now().ms + wait_after(letter.attempts);
    auto const later = [&](db::Connection& db) {
        db.run(sql::put_off_letter,
               {{"id", letter.id}, {"holder", holder_}, {"due_at", until}, {"problem", problem}});
    };
    store_.write_now(later, of_one_row);
}

} // namespace kheo::reminders
