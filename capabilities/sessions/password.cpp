// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/password.hpp"

#include "capabilities/sessions/password.sql.hpp"
#include "capabilities/sessions/problems.hpp"
#include "capabilities/sessions/tries.hpp"
#include "platform/crypto/password.hpp"
#include "platform/http/workers.hpp"
#include "platform/text/text.hpp"

#include <fmt/format.h>
#include <future>
#include <set>

namespace kheo::sessions
{

namespace
{

constexpr int threads = 2;              // 64 MiB each
constexpr std::size_t most_waiting = 5; // fewer than the server's workers, who wait meanwhile
constexpr std::size_t fewest_letters = 5;

template <class Work>
auto on_own_threads(Work work) -> Outcome<decltype(work())>
{
    static auto pool = http::Workers(threads, most_waiting);
    auto const task = std::make_shared<std::packaged_task<decltype(work())()>>(std::move(work));
    auto answer = task->get_future();
    if (!pool.push([task] { (*task)(); }))
        return refuse(problems::busy);
    return answer.get();
}

// Another's account must not be told from none by the time it takes.
std::string const& nobodys()
{
    static auto const line = password_hash(hex(random_bytes(16)));
    return line;
}

} // namespace

std::optional<std::string> weakness(std::string_view password, std::string_view login, std::string_view name)
{
    if (std::int64_t(characters(password)) < shortest_password)
        return fmt::format("Mật khẩu cần ít nhất {} ký tự. Một câu ngắn dễ nhớ là tốt nhất.",
                           shortest_password);
    auto const plain = folded(password);
    if (std::set<char>(plain.begin(), plain.end()).size() < fewest_letters)
        return "Mật khẩu này quá dễ đoán: xin dùng nhiều chữ khác nhau hơn.";
    for (auto const& part : {folded(login), folded(name)})
        if (part.size() >= 3 && plain.find(part) != std::string::npos)
            return "Mật khẩu không được chứa tên hay tên đăng nhập.";
    for (std::string_view const known : {"123456", "matkhau", "mat khau", "password", "qwerty", "abcdef"})
        if (plain.find(known) != std::string::npos)
            return "Mật khẩu này quá dễ đoán: xin đừng dùng dãy phím hay chữ “mật khẩu”.";
    return std::nullopt;
}

Outcome<std::string> hashed(std::string const& password)
{
    return on_own_threads([password] { return password_hash(password); });
}

Outcome<bool> matches(std::string const& password, std::string const& stored)
{
    auto const real = !stored.empty();
    return on_own_threads([password, real, against = real ? stored : nobodys()] {
        return password_matches(password, against) && real;
    });
}

std::optional<Credentials> credentials_of(db::Connection& db, std::string_view login)
{
    return db.one<Credentials>(sql::credentials_by_login, {{"login", std::string(login)}});
}

std::optional<Credentials> credentials_of(db::Connection& db, AccountId account)
{
    return db.one<Credentials>(sql::credentials_by_account, {{"account", account}});
}

void put_password(acts::Work& work, AccountId account, std::string const& hash)
{
    work.db.run(sql::put_password, {{"account", account}, {"hash", hash}, {"now", work.now}});
}

Outcome<Credentials> confirmed(routes::Before const& before, std::string const& password)
{
    if (auto const wait = tries().of_account(before.actor.account, before.now))
        return refuse(problems::too_many_tries, waiting(*wait));
    auto const account = AccountId{before.actor.account};
    auto const credentials =
        before.store.read([&](db::Connection& db) { return credentials_of(db, account); });
    if (!credentials)
        return refuse(kheo::problems::not_found);
    auto const right = TRY(matches(password, credentials->hash.value_or("")));
    if (!right)
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"password", std::string(problems::wrong_password.sentence)}});
    return *credentials;
}

} // namespace kheo::sessions
