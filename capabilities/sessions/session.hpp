// SPDX-License-Identifier: AGPL-3.0-or-later
// Session (lần đăng nhập): a random token in a cookie, kept as its hash. The
// device is a word ("Chrome trên Windows"); no address is stored.
#pragma once

#include "capabilities/accounts/accounts.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::sessions
{

using accounts::AccountId;
using SessionId = Id<struct SessionTag>;

// password: right so far, the second step is missing. enrol: came by a link and
// sets password and second step. full: signed in.
enum class Stage { password, enrol, full };
BOOST_DESCRIBE_ENUM(Stage, password, enrol, full)

struct Session {
    SessionId id;
    AccountId account;
    Stage stage = Stage::full;
    bool shared_computer = true;
    std::string device;
    Instant started_at;
    Instant last_seen_at;
    std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(Session, (),
                      (id, account, stage, shared_computer, device, started_at, last_seen_at, ended_at))

inline constexpr std::int64_t minute_ms = 60'000;
inline constexpr std::int64_t idle_minutes = 30; // on a shared computer, the default
inline constexpr std::int64_t most_hours = 12;
inline constexpr std::int64_t password_stage_minutes = 15;
inline constexpr std::int64_t enrol_stage_minutes = 120;

// Whether it still counts at that moment: pure.
bool is_alive(Session const& session, Instant now);

// "Chrome trên Windows", "Safari trên iPhone"; "Trình duyệt" where unknown.
std::string device_of(std::string_view user_agent);

// 256 random bits in hexadecimal, for a cookie.
std::string new_token();
Bytes hash_of(std::string_view token);
// What forms of this session bring back: HMAC under the token itself, so that it
// needs no key of the server and holds on every node; and the account, so that
// a form that waited is shown again to nobody else.
std::string csrf_of(std::string_view token, AccountId account);

std::optional<Session> session_by_id(db::Connection& db, std::int64_t id);
// The sessions of an account that are alive, the newest first.
std::vector<Session> live_sessions(db::Connection& db, AccountId account, Instant now);

// A session that begins now; the one this browser had before ends. `token` was
// drawn before the transaction.
Session begin(acts::Work& work, AccountId account, Stage stage, bool shared_computer, std::string device,
              std::string_view token);
// The second step is done: full from now on, under another token.
void complete(acts::Work& work, SessionId session, std::string_view token);
void end(acts::Work& work, SessionId session);
void end_others(acts::Work& work, AccountId account, SessionId kept);

routes::Cookie cookie_of(std::string_view token);
routes::Cookie no_cookie();

} // namespace kheo::sessions
