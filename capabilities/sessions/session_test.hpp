// SPDX-License-Identifier: AGPL-3.0-or-later
// For this capability's tests: an office with a few people, and browsers that
// come to its door as the dispatcher lets them.
#pragma once

#include "capabilities/sessions/desk.hpp"
#include "capabilities/sessions/enrol.hpp"
#include "capabilities/sessions/mine.hpp"
#include "capabilities/sessions/password.hpp"
#include "capabilities/sessions/sign_in.hpp"
#include "platform/crypto/totp.hpp"
#include "platform/http/cookies.hpp"
#include "platform/testing/office.hpp"

#include <atomic>
#include <doctest/doctest.h>
#include <string>

namespace kheo::sessions::testing
{

inline constexpr auto good_password = "đường hoa ven sông 2026";

class Door
{
  public:
    explicit Door(db::Engine engine) : office(engine), desk(*office.scratch.store, office.clock)
    {
        // Tries are counted for the whole program: each door opens on a day and
        // in a street of its own.
        static std::atomic<int> doors = 0;
        auto const number = ++doors;
        office.clock.at.ms += number * std::int64_t(86'400'000);
        street = "192.0.2." + std::to_string(number % 250);
        auto const start = *date_of({2025, 7, 1});
        areas::put_atlas(
            std::make_shared<areas::Atlas const>(std::vector{areas::Area{.id = {1},
                                                                         .area = {1},
                                                                         .code = "01",
                                                                         .name = "A",
                                                                         .full_name = "Tỉnh A",
                                                                         .kind = areas::AreaKind::province,
                                                                         .valid_from = start}},
                                                 std::vector<areas::AreaChange>()));
        bodies::put_directory(std::make_shared<bodies::Directory const>(std::vector{bodies::Body{
            .id = {2}, .body = {2}, .code = "X", .name = "Đảng ủy xã", .area = {1}, .valid_from = start}}));
        put_settings({.name = "Khéo thử", .home = "/can-bo", .demo = false});
        accounts::put_origin("https://vi-du.example.vn");
    }

    accounts::Account add(char const* login, char const* role = "can_bo_xa", char const* password = nullptr)
    {
        auto const hash = password ? *hashed(password) : std::string();
        return office.act(
            [&](acts::Work& work, std::string const&) {
                auto const account =
                    accounts::Account{.id = {work.draws.id()}, .login = login, .name = "Cán bộ thử"};
                accounts::store_new(work, account);
                accounts::store_new(work, accounts::Post{.id = {work.draws.id()},
                                                         .account = account.id,
                                                         .role = role,
                                                         .body = {2},
                                                         .valid_from = *date_of({2025, 7, 1})});
                if (!hash.empty())
                    put_password(work, account.id, hash);
                return account;
            },
            std::string());
    }

    // The token of a new one-time link.
    std::string link(accounts::Account const& account, accounts::Purpose purpose = accounts::Purpose::enrol)
    {
        return office.act(
            [&](acts::Work& work, std::string const&) {
                auto const url = accounts::make_link(work, account, purpose).slip.url;
                return url.substr(url.rfind('/') + 1);
            },
            std::string());
    }

    void later(std::int64_t minutes) { office.clock.at.ms += minutes * minute_ms; }

    kheo::testing::Office office;
    Desk desk;
    std::string street;
};

// One browser: its cookie, its address, and what it was last answered.
class Browser
{
  public:
    explicit Browser(Door& door, std::string address = {})
        : door_(door), address_(address.empty() ? door.street : std::move(address))
    {
    }

    routes::Session session() { return door_.desk.session_of(head()); }
    bool signed_in() { return session().actor.kind == acts::ActorKind::person; }
    std::int64_t account() { return session().actor.account; }
    std::string const& cookie() const { return cookie_; }
    void put_cookie(std::string cookie) { cookie_ = std::move(cookie); }

    // What stands before the queue, then the transaction, as the dispatcher does.
    template <class Form, class Prepared>
    Outcome<routes::Kept> send(Outcome<Prepared> (*prepare)(routes::Before const&, Form const&),
                               Outcome<routes::Kept> (*verb)(acts::Work&, Prepared const&), Form const& form)
    {
        auto const now = head();
        auto const actor = door_.desk.session_of(now).actor;
        auto const before = routes::Before{*door_.office.scratch.store, now, actor, door_.office.allowed,
                                           door_.office.clock.now()};
        auto prepared = prepare(before, form);
        if (!prepared)
            return std::unexpected(prepared.error());
        return send(verb, *prepared);
    }
    template <class Prepared>
    Outcome<routes::Kept> send(Outcome<routes::Kept> (*verb)(acts::Work&, Prepared const&),
                               Prepared const& prepared)
    {
        auto const before = door_.office.actor;
        door_.office.actor = session().actor;
        auto kept = door_.office.act(verb, prepared);
        door_.office.actor = before;
        door_.desk.forget();
        if (kept)
            for (auto const& [name, value, seconds] : kept->cookies)
                cookie_ = seconds < 0 ? std::string() : value;
        return kept;
    }
    // A page of its own, as a read.
    template <class Ask>
    auto read(Ask ask)
    {
        auto const before = door_.office.actor;
        door_.office.actor = session().actor;
        auto answer = door_.office.read(ask);
        door_.office.actor = before;
        return answer;
    }

    Outcome<routes::Kept> sign_in(char const* login, char const* password = good_password,
                                  std::string carried = {})
    {
        return send(check_sign_in, sessions::sign_in,
                    SignInForm{.login = login,
                               .password = password,
                               .own_computer = own_computer,
                               .tiep = {},
                               .carried = std::move(carried)});
    }
    Outcome<routes::Kept> code(std::string typed, std::string carried = {})
    {
        return send(check_code, confirm_code, CodeForm{std::move(typed), {}, std::move(carried)});
    }

    http::Head head()
    {
        auto head = http::Head();
        head.address = address_;
        head.received = door_.office.clock.now();
        head.headers.add("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0");
        if (!cookie_.empty())
            head.cookies.add(http::cookie_name(head, "session"), cookie_);
        return head;
    }

    bool own_computer = false;

  private:
    Door& door_;
    std::string address_;
    std::string cookie_;
};

// What a refusal says: its id, or the field it stands at.
inline std::string said(auto const& outcome)
{
    if (outcome)
        return "";
    return outcome.error().fields.empty() ? outcome.error().id : outcome.error().fields.front().field;
}

// The code that the app of this secret shows, so many steps from now.
inline std::string code_of(Door& door, std::string const& secret, int steps = 0)
{
    return totp_code(*from_hex(secret), door.office.clock.now().ms / 30'000 + steps);
}

} // namespace kheo::sessions::testing
