// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reminders/address.hpp"

#include "capabilities/reminders/address.sql.hpp"
#include "capabilities/reminders/problems.hpp"
#include "capabilities/reminders/queue.hpp"
#include "platform/mail/letter.hpp"

#include <array>

namespace kheo::reminders
{

namespace
{

constexpr std::int64_t day_ms = 86'400'000;
Settings given_settings; // written once, before the first request

routes::Kept back(std::string notice)
{
    return {.after = {"/can-bo/toi/thu", std::move(notice)}, .cookies = {}, .json = {}};
}

// From the request's own draws, so that a verb that runs twice gives the same.
std::string code_of(acts::Work& work)
{
    return hex(work.draws.salt());
}

Outcome<void> ask(acts::Work& work, Address const& address)
{
    if (asked_on(work.db, address.account, work.today()) >= most_asked_a_day)
        return refuse(problems::asked_too_often);
    put_confirmation(work, address);
    work.reads(topic);
    return {};
}

acts::Recorded<Forgotten> forget(acts::Work& work, Address const& address)
{
    auto const gone = Forgotten{address.id};
    work.db.run(sql::delete_letters_of_address, {{"address", address.id}});
    work.db.run(sql::delete_address, {{"id", address.id}});
    acts::erase(work, object_kind(gone), gone.id.value);
    return acts::append(work, "reminders.erased", gone);
}

} // namespace

void put_settings(Settings settings)
{
    given_settings = std::move(settings);
}

Settings const& settings()
{
    return given_settings;
}

std::span<forms::Rule const> GiveForm::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"address", "Địa chỉ thư điện tử", forms::Input::line, 254, forms::Need::required,
          "Nên dùng hòm thư công vụ. Chỉ mình bạn thấy địa chỉ này."}}};
    return list;
}

std::span<forms::Rule const> CodeForm::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"code", "Mã trong thư", forms::Input::hidden, 64, forms::Need::required}}};
    return list;
}

std::optional<Address> address_of(db::Connection& db, AccountId account)
{
    return db.one<Address>(sql::address_of_account, {{"account", account}});
}

std::optional<Address> address_by_code(db::Connection& db, std::string_view code)
{
    return db.one<Address>(sql::address_by_code, {{"code", std::string(code)}});
}

std::optional<Address> address_by_id(db::Connection& db, AddressId id)
{
    return db.one<Address>(sql::address_by_id, {{"id", id}});
}

bool is_fresh(Address const& address, Instant now)
{
    return address.state == State::waiting && now.ms < address.asked_at.ms + confirm_days * day_ms;
}

Outcome<routes::Kept> give(acts::Work& work, GiveForm const& form)
{
    if (!settings().on())
        return refuse(problems::off);
    if (!mail::is_address(form.address))
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"address", std::string(problems::bad_address.sentence)}});
    auto const account = AccountId{work.actor.account};
    if (address_of(work.db, account))
        return refuse(problems::already_given);
    auto const address = Address{.id = {work.draws.id()},
                                 .account = account,
                                 .address = form.address,
                                 .code = code_of(work),
                                 .asked_at = work.now};
    work.db.run(sql::insert_address, address);
    if (auto const asked = ask(work, address); !asked)
        return std::unexpected(asked.error());
    return back("Đã gửi một thư tới địa chỉ vừa ghi. Mở thư, bấm liên kết trong đó để xác nhận.");
}

Outcome<routes::Kept> send_again(acts::Work& work, routes::Nothing const&)
{
    if (!settings().on())
        return refuse(problems::off);
    auto address = address_of(work.db, {work.actor.account});
    if (!address || address->state == State::confirmed)
        return refuse(problems::no_such_address);
    address->code = code_of(work);
    work.db.run(sql::ask_address_again, {{"id", address->id}, {"code", address->code}, {"now", work.now}});
    if (auto const asked = ask(work, *address); !asked)
        return std::unexpected(asked.error());
    return back("Đã gửi lại thư xác nhận. Liên kết trong thư trước không dùng được nữa.");
}

Outcome<routes::Kept> confirm(acts::Work& work, CodeForm const& form)
{
    auto const address = address_by_code(work.db, form.code);
    if (!address || address->account.value != work.actor.account)
        return refuse(problems::link_dead);
    if (address->state == State::confirmed)
        return back("Địa chỉ này đã được xác nhận.");
    if (!is_fresh(*address, work.now))
        return refuse(problems::link_dead);
    work.db.run(sql::confirm_address, {{"id", address->id}});
    work.reads(topic);
    return back("Đã xác nhận. Thư nhắc việc sẽ gửi tới địa chỉ này.");
}

Outcome<acts::Recorded<Forgotten>> erase(acts::Work& work, routes::Nothing const&)
{
    auto const address = address_of(work.db, {work.actor.account});
    if (!address)
        return refuse(problems::no_such_address);
    return forget(work, *address);
}

Outcome<acts::Recorded<Forgotten>> erase_by_code(acts::Work& work, CodeForm const& form)
{
    auto const address = address_by_code(work.db, form.code);
    if (!address)
        return refuse(problems::no_such_address);
    return forget(work, *address);
}

void forget_of(acts::Work& work, AccountId account)
{
    if (auto const address = address_of(work.db, account))
        forget(work, *address);
}

bool erase_again(acts::Work& work, std::int64_t id)
{
    auto const address = address_by_id(work.db, {id});
    if (address)
        forget(work, *address);
    return address.has_value();
}

} // namespace kheo::reminders
