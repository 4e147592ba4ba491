// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reminders/post.hpp"

#include "capabilities/reminders/address.sql.hpp"
#include "capabilities/reminders/digest.hpp"
#include "platform/log/log.hpp"
#include "platform/mail/letter.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <chrono>

namespace kheo::reminders
{

namespace
{

constexpr auto look_again = std::chrono::seconds(5);

// What a letter says now, and what its reader knows once it went.
struct Written {
    std::string message; // "": there is nothing to tell
    std::string told;
};

House house_of(Address const& address)
{
    return {.site = settings().site,
            .origin = accounts::origin(),
            .stop = accounts::origin() + "/thu-nhac/" + address.code,
            .demo = settings().demo};
}

std::string message_of(Queued const& letter, Address const& address, Words const& words, Instant now)
{
    auto const& server = settings().server;
    return mail::message_of({.from = server.from,
                             .from_name = settings().site,
                             .to = address.address,
                             .subject = words.subject,
                             .text = words.text,
                             .id = message_id(letter, mail::domain_of(server.from)),
                             .at = now,
                             .stop = accounts::origin() + "/thu-nhac/" + address.code});
}

Written written(acts::Reading const& reading, Queued const& letter, Address const& address)
{
    if (letter.kind == Kind::confirmation) {
        auto const link = accounts::origin() + "/can-bo/toi/thu/xac-nhan/" + address.code;
        auto const words = confirmation_of(reading.actor.name, link, house_of(address));
        return {message_of(letter, address, words, reading.now), address.told};
    }
    auto const entries = entries_of(reading);
    auto const reader = Reader{.name = reading.actor.name,
                               .told = address.told,
                               .inside = is_inside(address.address, settings().inside)};
    auto const words = digest_of(entries, reader, house_of(address), reading.today());
    // What is no matter any more is forgotten also where no letter goes: when it comes again, it is news.
    return words ? Written{message_of(letter, address, *words, reading.now), marks_of(entries)}
                 : Written{"", marks_of(entries, address.told)};
}

// For operators and the log: whose address it was is nobody else's, nor the name
// before its "@".
std::string for_others(std::string_view words, std::string_view address)
{
    auto const name = lower(address.substr(0, address.find('@')));
    std::string out;
    while (!words.empty()) {
        auto const end = std::min(words.find(' '), words.size());
        auto const word = words.substr(0, end);
        auto const tells = word.find('@') != word.npos || lower(word).find(name) != std::string::npos;
        out += (out.empty() ? "" : " ") + (tells ? "…" : std::string(word));
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return out;
}

// Whether this letter still has somebody to go to today.
bool holds(Queued const& letter, Address const& address, Instant now)
{
    if (address.id != letter.address)
        return false;
    return letter.kind == Kind::confirmation
               ? is_fresh(address, now)
               : address.state == State::confirmed && letter.day == local_date(now);
}

} // namespace

Post::Post(db::Store& store, Clock& clock, IdSource& ids, int node, acts::Allowed allowed)
    : store_(store), clock_(clock), allowed_(std::move(allowed)), queue_(store, clock, ids, node)
{
}

Post::~Post()
{
    stop();
}

void Post::start()
{
    thread_ = std::jthread([this](std::stop_token const& stop) { loop(stop); });
}

void Post::wake()
{
    {
        std::scoped_lock const lock(mutex_);
        woken_ = true;
    }
    wake_.notify_all();
}

void Post::stop()
{
    thread_.request_stop();
    if (thread_.joinable())
        thread_.join();
}

int Post::run_due(Send const& send)
{
    queue_.plan(settings().hour, workdays::calendar());
    int went = 0;
    while (clock_.now() >= not_before_) {
        auto const letter = queue_.take();
        if (!letter)
            break;
        auto const way = carry(*letter, send);
        went += way == Way::went ? 1 : 0;
        if (way == Way::away)
            not_before_ = {clock_.now().ms + wait_after(times_away_++)};
        else if (way == Way::went)
            times_away_ = 0;
    }
    return went;
}

Post::Way Post::carry(Queued const& letter, Send const& send)
{
    auto const now = clock_.now();
    auto address = std::optional<Address>();
    auto said = std::optional<Written>();
    try {
        store_.read([&](db::Connection& db) {
            said.reset();
            address = address_by_id(db, letter.address);
            auto const account = accounts::account_by_id(db, letter.account);
            if (!address || !account || account->state != accounts::State::active ||
                !holds(letter, *address, now))
                return;
            auto const actor = acts::Actor{.kind = acts::ActorKind::person,
                                           .account = account->id.value,
                                           .name = account->name,
                                           .posts = accounts::held_posts(db, account->id, local_date(now))};
            said = written({.db = db, .actor = actor, .now = now, .allowed = allowed_}, letter, *address);
        });
    } catch (std::exception const& error) {
        queue_.put_off(letter, "sự cố " + log::incident("reminder", error));
        return Way::stays;
    }
    if (!said) {
        queue_.end(letter, Course::replaced, "");
        return Way::stays;
    }
    auto const sent =
        said->message.empty() ? std::optional<mail::Sent>() : send(address->address, said->message);
    if (sent && sent->ending != mail::Ending::taken)
        return told(letter, *address, *sent);
    queue_.end(letter, sent ? Course::sent : Course::nothing, "");
    store_.write_now([&](db::Connection& db) {
        db.run(sql::remember_told,
               {{"id", address->id},
                {"told", said->told},
                {"told_at", sent && letter.kind == Kind::digest ? std::optional(now) : std::nullopt}});
    });
    return sent ? Way::went : Way::stays;
}

Post::Way Post::told(Queued const& letter, Address const& address, mail::Sent const& sent)
{
    auto const words = for_others(sent.words, address.address);
    switch (sent.ending) {
    case mail::Ending::address_refused:
        store_.write_now([&](db::Connection& db) {
            db.run(sql::mark_address_failing,
                   {{"id", address.id}, {"code", address.code}, {"problem", sent.words}});
        });
        queue_.end(letter, Course::given_up, words);
        return Way::stays;
    case mail::Ending::letter_refused:
        queue_.end(letter, Course::given_up, words);
        log::write(log::Level::warning, "mail", {{"refused", words}});
        return Way::stays;
    case mail::Ending::put_off:
        queue_.put_off(letter, words);
        return Way::stays;
    case mail::Ending::no_service:
    case mail::Ending::taken:
        break;
    }
    queue_.put_off(letter, words);
    log::write(log::Level::warning, "mail", {{"server", words}});
    return Way::away;
}

void Post::loop(std::stop_token const& stop)
{
    while (!stop.stop_requested()) {
        try {
            auto sender =
                std::unique_ptr<mail::Sender>(); // a connection as long as there is something to send
            run_due([&](std::string const& to, std::string const& message) {
                if (!sender)
                    sender = std::make_unique<mail::Sender>(settings().server);
                return sender->send(to, message, stop);
            });
        } catch (std::exception const& error) {
            log::incident("reminders", error); // the database is away: look again later
        }
        std::unique_lock lock(mutex_);
        wake_.wait_for(lock, stop, look_again, [this] { return woken_; });
        woken_ = false;
    }
}

} // namespace kheo::reminders
