// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/desk.hpp"

#include "capabilities/sessions/session.sql.hpp"
#include "platform/http/cookies.hpp"

namespace kheo::sessions
{

namespace
{

constexpr std::int64_t believed_ms = 2'000;
constexpr std::size_t most_remembered = 20'000;
constexpr std::size_t longest_token = 100;
constexpr std::string_view bearer = "Bearer ";

// The columns of session_by_hash.
struct Row {
    SessionId id;
    AccountId account;
    Stage stage = Stage::full;
    bool shared_computer = true;
    std::string device;
    Instant started_at;
    Instant last_seen_at;
    std::optional<Instant> ended_at;
    std::string name;
    accounts::State state = accounts::State::active;
};
BOOST_DESCRIBE_STRUCT(Row, (),
                      (id, account, stage, shared_computer, device, started_at, last_seen_at, ended_at, name,
                       state))

struct TokenRow {
    AccountId account;
    std::string name;
    accounts::State state = accounts::State::active;
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(TokenRow, (), (account, name, state, expires_at))

acts::Actor person(db::Connection& db, AccountId account, std::string name, Instant now)
{
    return {.kind = acts::ActorKind::person,
            .account = account.value,
            .name = std::move(name),
            .posts = accounts::held_posts(db, account, local_date(now))};
}

} // namespace

routes::Session Desk::session_of(http::Head const& head)
{
    // Only the operator's account can open the socket (mode 0600).
    if (head.over_unix_socket)
        return {.actor = {.kind = acts::ActorKind::system, .name = "Người vận hành"}, .by_browser = false};
    if (auto const value = head.headers.value("Authorization"); value.starts_with(bearer))
        return by_token(value.substr(bearer.size()));
    auto const token = http::cookie(head, "session");
    return token && !token->empty() && token->size() <= longest_token ? by_cookie(*token) : routes::Session();
}

routes::Session Desk::by_cookie(std::string_view token)
{
    auto const now = clock_.now();
    auto found = looked_up(hash_of(token), now);
    if (!found || !is_alive(found->session, now))
        return {};
    if (found->actor.kind == acts::ActorKind::person)
        touch(*found, now);
    // Before the second step: nobody yet, but known by this session.
    auto session = routes::Session{.actor = std::move(found->actor)};
    if (session.actor.kind == acts::ActorKind::person)
        session.csrf = csrf_of(token, {session.actor.account});
    return session;
}

routes::Session Desk::by_token(std::string_view token)
{
    if (token.size() > longest_token)
        return {.by_browser = false};
    auto const now = clock_.now();
    return store_.read([&](db::Connection& db) -> routes::Session {
        auto row = db.one<TokenRow>(sql::token_by_hash, {{"hash", hash_of(token)}});
        if (!row || row->state != accounts::State::active || row->expires_at <= now)
            return {.by_browser = false};
        return {.actor = person(db, row->account, std::move(row->name), now), .by_browser = false};
    });
}

std::optional<Desk::Found> Desk::looked_up(Bytes const& hash, Instant now)
{
    auto const key = std::string(hash.begin(), hash.end());
    auto forgotten = std::uint64_t();
    {
        std::scoped_lock const lock(mutex_);
        forgotten = forgotten_;
        auto const known = found_.find(key);
        if (known != found_.end() && now.ms - known->second.read_at.ms < believed_ms &&
            now.ms >= known->second.read_at.ms)
            return known->second;
    }
    auto found = store_.read([&](db::Connection& db) -> std::optional<Found> {
        auto row = db.one<Row>(sql::session_by_hash, {{"hash", hash}});
        if (!row || row->state != accounts::State::active)
            return std::nullopt;
        auto found = Found{.session = {row->id, row->account, row->stage, row->shared_computer, row->device,
                                       row->started_at, row->last_seen_at, row->ended_at},
                           .actor = {},
                           .read_at = now};
        if (row->stage == Stage::full)
            found.actor = person(db, row->account, std::move(row->name), now);
        found.actor.session = row->id.value;
        return found;
    });
    std::scoped_lock const lock(mutex_);
    if (found_.size() >= most_remembered)
        found_.clear();
    // What was read before somebody's change is not kept.
    if (found && forgotten == forgotten_)
        found_.insert_or_assign(key, *found);
    return found;
}

void Desk::touch(Found& found, Instant now)
{
    if (now.ms - found.session.last_seen_at.ms < minute_ms)
        return;
    auto const session = found.session.id;
    store_.write(
        [session, now](db::Connection& db) {
            db.run(sql::touch_session, {{"id", session}, {"now", now}});
            return db::Verdict::commit;
        },
        [](db::Written) {}); // a failure only makes the session end sooner
}

void Desk::forget()
{
    std::scoped_lock const lock(mutex_);
    ++forgotten_;
    found_.clear();
}

} // namespace kheo::sessions
