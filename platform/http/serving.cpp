// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/serving.hpp"

#include "platform/http/compress.hpp"
#include "platform/http/cookies.hpp"
#include "platform/http/negotiate.hpp"
#include "platform/http/problems.hpp"
#include "platform/http/rate_limit.hpp"
#include "platform/ids/ids.hpp"

#include "fmt/format.h"

#include <cstring>

namespace kheo::http
{
namespace
{

constexpr std::uint64_t id_bits = (std::uint64_t{1} << 60U) - 1;

// Request ids of two runs do not meet.
std::uint64_t first_request()
{
    std::uint64_t value = 0;
    auto const bytes = random_bytes(sizeof value);
    std::memcpy(&value, bytes.data(), sizeof value);
    return value;
}

Response whole(Serving& serving, Head const& head, Answer answer)
{
    if (auto* response = std::get_if<Response>(&answer))
        return std::move(*response);
    auto const& problem = std::get<Problem>(answer);
    try {
        return serving.dispatcher.refuse(head, problem);
    } catch (std::exception const& failed) {
        log::incident("http.refuse", failed);
        return refused(problem);
    }
}

} // namespace

Serving::Serving(Options given, Dispatcher& to, Clock& by)
    : options(std::move(given)), trusted(options.trusted_proxy), dispatcher(to), clock(by),
      workers(options.workers, options.limits.waiting), next_request(first_request())
{
}

bool Serving::admit(Peer& peer)
{
    if (connections.load() >= options.limits.connections)
        return false;
    peer.counted = peer.address && !trusted.contain(*peer.address);
    if (peer.counted) {
        std::lock_guard const lock(mutex_);
        auto& count = per_address_[address_prefix(peer.shown)];
        if (count >= options.limits.connections_per_address)
            return false;
        ++count;
    }
    ++connections;
    return true;
}

void Serving::hand_over(std::shared_ptr<Exchange> exchange, std::optional<Problem> refused)
{
    auto const queued = workers.push([this, exchange, refused = std::move(refused)] {
        try {
            if (refused)
                exchange->send(*refused);
            else
                dispatcher.answer(exchange);
        } catch (std::exception const& failed) {
            exchange->fail(failed.what());
        }
    });
    if (!queued)
        exchange->send(Problem(problems::busy));
}

void Serving::leave(Peer const& peer)
{
    if (peer.counted) {
        std::lock_guard const lock(mutex_);
        auto const found = per_address_.find(address_prefix(peer.shown));
        if (found != per_address_.end() && --found->second == 0)
            per_address_.erase(found);
    }
    --connections;
}

Outcome<void> complete_head(Serving& serving, Peer const& peer, Head& head)
{
    head.received = serving.clock.now();
    head.id = fmt::format("{:015x}", serving.next_request.fetch_add(1, std::memory_order_relaxed) & id_bits);
    head.over_unix_socket = !peer.address;
    head.address = peer.shown;
    if (peer.address)
        set_client(head, *peer.address, serving.trusted);
    if (auto const cookies = head.headers.find("Cookie"))
        head.cookies = parse_cookies(*cookies);
    if (head.method == Method::other)
        return kheo::refuse(problems::unknown_method);
    if (head.method == Method::options && head.target == "*") {
        head.path = "*";
        return {};
    }
    auto target = parse_target(head.target);
    if (!target) {
        // Where only the query is wrong, the path still tells a person's page from a program's address.
        if (auto readable = parse_target(head.target.substr(0, head.target.find('?'))))
            head.path = std::move(readable->path);
        return std::unexpected(target.error());
    }
    head.path = std::move(target->path);
    head.query = std::move(target->query);
    return {};
}

Plan planned(Serving& serving, Head const& head, log::RequestLine& line)
{
    Plan plan;
    try {
        if (head.path == "*")
            plan.now = std::make_unique<Response>(options("GET, HEAD, POST, OPTIONS"));
        else
            plan = serving.dispatcher.plan(head);
        line.row = plan.row;
        if (plan.now)
            finish(head, *plan.now);
    } catch (std::exception const& failed) {
        plan.now =
            std::make_unique<Response>(ready(serving, head, failure(line, "http.plan", failed.what())));
    }
    return plan;
}

void finish(Head const& head, Response& response)
{
    try {
        if (response.status == 503 && !response.headers.find("Retry-After"))
            response.headers.add("Retry-After", "2");
        compress(head, response);
        apply_conditions(head, response);
    } catch (std::exception const& failed) {
        response = refused(Problem(problems::failed, log::incident("http.finish", failed)));
    }
}

Response ready(Serving& serving, Head const& head, Answer answer)
{
    auto response = whole(serving, head, std::move(answer));
    finish(head, response);
    return response;
}

Problem failure(log::RequestLine& line, std::string_view where, std::string_view what)
{
    line.incident = log::incident(where, what);
    return {problems::failed, line.incident};
}

} // namespace kheo::http
