// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/session.hpp"

#include "capabilities/sessions/session.sql.hpp"
#include "platform/crypto/digest.hpp"

#include <algorithm>
#include <array>

namespace kheo::sessions
{

namespace
{

using Word = std::pair<std::string_view, std::string_view>;

// The first sign that stands in a User-Agent names it: the order matters, since
// each browser claims to be the ones before it.
constexpr std::array<Word, 7> browsers{{{"Zalo", "Zalo"},
                                        {"coc_coc", "Cốc Cốc"},
                                        {"Edg", "Edge"},
                                        {"SamsungBrowser", "Samsung Internet"},
                                        {"Firefox", "Firefox"},
                                        {"Chrome", "Chrome"},
                                        {"Safari", "Safari"}}};
constexpr std::array<Word, 6> systems{{{"Android", "điện thoại Android"},
                                       {"iPhone", "iPhone"},
                                       {"iPad", "iPad"},
                                       {"Windows", "máy Windows"},
                                       {"Mac OS", "máy Mac"},
                                       {"Linux", "máy Linux"}}};

std::string_view named(std::span<Word const> words, std::string_view text)
{
    auto const found = std::ranges::find_if(
        words, [&](Word const& word) { return text.find(word.first) != std::string_view::npos; });
    return found == words.end() ? std::string_view() : found->second;
}

void touched(acts::Work& work, SessionId session)
{
    work.reads("session/" + shown(session));
}

} // namespace

bool is_alive(Session const& session, Instant now)
{
    auto const age = now.ms - session.started_at.ms;
    auto const idle = now.ms - session.last_seen_at.ms;
    if (session.ended_at || age < -minute_ms)
        return false;
    if (session.stage == Stage::password)
        return age < password_stage_minutes * minute_ms;
    if (session.stage == Stage::enrol)
        return age < enrol_stage_minutes * minute_ms;
    return age < most_hours * 60 * minute_ms && (!session.shared_computer || idle < idle_minutes * minute_ms);
}

std::string device_of(std::string_view user_agent)
{
    auto const browser = named(browsers, user_agent);
    auto const system = named(systems, user_agent);
    auto words = browser.empty() ? std::string("Trình duyệt") : std::string(browser);
    return system.empty() ? words : words + " trên " + std::string(system);
}

std::string new_token()
{
    return hex(random_bytes(32));
}

Bytes hash_of(std::string_view token)
{
    auto const digest = sha256(bytes_of(token));
    return {digest.begin(), digest.end()};
}

std::string csrf_of(std::string_view token, AccountId account)
{
    return hex(hmac_sha256(bytes_of(token), bytes_of("kheo form"))) + "-" + shown(account);
}

std::optional<Session> session_by_id(db::Connection& db, std::int64_t id)
{
    return db.one<Session>(sql::session_by_id, {{"id", id}});
}

std::vector<Session> live_sessions(db::Connection& db, AccountId account, Instant now)
{
    auto const since = Instant{now.ms - most_hours * 60 * minute_ms};
    auto list = db.all<Session>(sql::open_sessions, {{"account", account}, {"since", since}});
    std::erase_if(list, [&](Session const& session) { return !is_alive(session, now); });
    return list;
}

Session begin(acts::Work& work, AccountId account, Stage stage, bool shared_computer, std::string device,
              std::string_view token)
{
    if (work.actor.session != 0)
        end(work, {work.actor.session});
    auto const session = Session{.id = {work.draws.id()},
                                 .account = account,
                                 .stage = stage,
                                 .shared_computer = shared_computer,
                                 .device = std::move(device),
                                 .started_at = work.now,
                                 .last_seen_at = work.now};
    work.db.run(sql::insert_session, db::Params(session), {{"hash", hash_of(token)}});
    auto const month = Instant{work.now.ms - 30 * 24 * 60 * minute_ms};
    work.db.run(sql::sweep_sessions, {{"before", month}});
    return session;
}

void complete(acts::Work& work, SessionId session, std::string_view token)
{
    work.db.run(sql::complete_session, {{"id", session}, {"hash", hash_of(token)}, {"now", work.now}});
    touched(work, session);
}

void end(acts::Work& work, SessionId session)
{
    work.db.run(sql::end_session, {{"id", session}, {"now", work.now}});
    touched(work, session);
}

void end_others(acts::Work& work, AccountId account, SessionId kept)
{
    work.db.run(sql::end_other_sessions, {{"account", account}, {"kept", kept}, {"now", work.now}});
    touched(work, kept);
}

routes::Cookie cookie_of(std::string_view token)
{
    return {.name = "session", .value = std::string(token)};
}

routes::Cookie no_cookie()
{
    return {.name = "session", .value = {}, .seconds = -1};
}

} // namespace kheo::sessions
