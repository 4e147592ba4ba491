// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/second_step.hpp"

#include "capabilities/sessions/second_step.sql.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/crypto/totp.hpp"
#include "platform/text/text.hpp"

#include <algorithm>

namespace kheo::sessions
{

namespace
{

struct App {
    Bytes secret;
    std::int64_t last_step = 0;
};
BOOST_DESCRIBE_STRUCT(App, (), (secret, last_step))

constexpr std::size_t secret_bytes = 20;

// What was meant, however it was spaced: letters and digits, small.
std::string plain(std::string_view typed)
{
    auto text = folded(typed);
    std::erase_if(text, [](unsigned char c) { return !std::isalnum(c); });
    return text;
}

Bytes card_hash(AccountId account, std::string_view code)
{
    return hash_of(shown(account) + "\n" + plain(code));
}

} // namespace

std::vector<std::string> new_card()
{
    std::vector<std::string> codes;
    while (codes.size() < card_size) {
        auto const code = random_code(12);
        codes.push_back(code.substr(0, 4) + "-" + code.substr(4, 4) + "-" + code.substr(8));
    }
    return codes;
}

void put_card(acts::Work& work, AccountId account, std::vector<std::string> const& codes)
{
    work.db.run(sql::delete_card, {{"account", account}});
    std::int64_t place = 0;
    for (auto const& code : codes)
        work.db.run(sql::insert_card_code, {{"account", account},
                                            {"place", ++place},
                                            {"hash", card_hash(account, code)},
                                            {"now", work.now}});
}

void put_app(acts::Work& work, AccountId account, Bytes const& secret, std::int64_t step)
{
    work.db.run(sql::put_app, {{"account", account}, {"secret", secret}, {"step", step}, {"now", work.now}});
}

void forget_secrets(acts::Work& work, AccountId account)
{
    for (auto const* const statement : {&sql::delete_card, &sql::delete_app, &sql::delete_password})
        work.db.run(*statement, {{"account", account}});
}

bool use_code(acts::Work& work, AccountId account, std::string_view typed)
{
    auto const code = plain(typed);
    if (code.size() != 6)
        return work.db.run(sql::take_card_code,
                           {{"account", account}, {"hash", card_hash(account, code)}, {"now", work.now}}) ==
               1;
    auto const app = work.db.one<App>(sql::app_of_account, {{"account", account}});
    auto const step = app ? totp_step(app->secret, code, work.now) : std::nullopt;
    return step && work.db.run(sql::take_step, {{"account", account}, {"step", *step}}) == 1;
}

std::int64_t card_codes_left(db::Connection& db, AccountId account)
{
    return *db.one<std::int64_t>(sql::card_codes_left, {{"account", account}});
}

bool must_have_second_step(std::span<acts::Post const> posts)
{
    return std::ranges::any_of(posts, [](acts::Post const& post) {
        auto const* const role = accounts::roles().find(post.role);
        return role && role->second_factor;
    });
}

std::string new_secret()
{
    return hex(totp_secret());
}

std::optional<Bytes> secret_of(std::string_view text)
{
    auto secret = from_hex(text);
    return secret && secret->size() == secret_bytes ? secret : std::nullopt;
}

} // namespace kheo::sessions
