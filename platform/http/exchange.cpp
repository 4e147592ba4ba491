// SPDX-License-Identifier: AGPL-3.0-or-later
// The way of an answer from whoever gives it to its connection.
#include "platform/http/compress.hpp"
#include "platform/http/connection.hpp"

namespace kheo::http
{

Exchange::Exchange(Request request, Plan plan, Send send)
    : request_(std::move(request)), plan_(std::move(plan)), send_(std::move(send))
{
    line_.id = request_.id;
    line_.row = plan_.row;
}

Exchange::~Exchange()
{
    if (!answered_)
        fail("dropped without an answer");
}

bool Exchange::send(Answer answer)
{
    if (answered_.exchange(true))
        return false;
    send_(*this, std::move(answer));
    return true;
}

void Exchange::fail(std::string_view what)
{
    if (answered_.exchange(true)) {
        log::incident(plan_.row, what);
        return;
    }
    send_(*this, failure(line_, plan_.row, what));
}

Exchange::Send sender(LoopFloor const& floor, std::weak_ptr<Connection> connection)
{
    return
        [loop = floor.self.lock(), serving = floor.serving, connection](Exchange& exchange, Answer answer) {
            auto const pass = [loop, connection](Response response, log::RequestLine line) {
                auto ready = std::make_shared<Ready>(std::move(response), std::move(line));
                loop->post([connection, ready] {
                    if (auto const to = connection.lock())
                        to->take(std::move(*ready));
                });
            };
            auto const& head = exchange.request();
            auto const* response = std::get_if<Response>(&answer);
            bool const takes_time = response == nullptr || would_compress(head, *response);
            if (!takes_time || Workers::here())
                return pass(ready(*serving, head, std::move(answer)), std::move(exchange.line()));
            std::function<void()> const work = [serving, pass, head = Head(head),
                                                line = std::move(exchange.line()),
                                                held = std::make_shared<Answer>(std::move(answer))] {
                pass(ready(*serving, head, std::move(*held)), line);
            };
            if (!serving->workers.push(work))
                work();
        };
}

} // namespace kheo::http
