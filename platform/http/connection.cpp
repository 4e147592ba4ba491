// SPDX-License-Identifier: AGPL-3.0-or-later
// One connection: head, plan, body, answer, again. A coroutine on its loop's
// thread; the answer may come from any thread.
#include "platform/http/connection.hpp"

#include "platform/http/answer_head.hpp"
#include "platform/http/parser.hpp"
#include "platform/http/problems.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <optional>

#include <unistd.h>

namespace kheo::http
{
namespace
{

namespace asio = boost::asio;
using boost::system::error_code;
using Executor = asio::io_context::executor_type;
using Socket = asio::basic_stream_socket<asio::generic::stream_protocol, Executor>;
using Timer = asio::basic_waitable_timer<Steady, asio::wait_traits<Steady>, Executor>;
template <class T>
using Task = asio::awaitable<T, Executor>;
constexpr asio::use_awaitable_t<Executor> use_task{};

constexpr std::size_t head_piece = 4 << 10;
constexpr std::size_t body_piece = 64 << 10;
constexpr std::size_t file_piece = 128 << 10;
constexpr std::size_t memory_piece = 256 << 10;
constexpr std::chrono::seconds linger_time{3};

class Conversation final : public Connection, public std::enable_shared_from_this<Conversation>
{
  public:
    Conversation(LoopFloor& floor, int descriptor, Peer peer);
    ~Conversation() override;
    static Task<void> serve(std::shared_ptr<Conversation> self);
    void expire_if_late(Steady::time_point now) override;
    void close_if_idle() override;
    void close() override;
    void take(Ready ready) override
    {
        ready_ = std::move(ready);
        answered_.cancel();
    }

  private:
    Task<bool> one_request();
    Task<bool> read_head();
    Task<bool> read_more(std::size_t most);
    Task<Outcome<void>> read_request(Plan& plan, Request& request);
    Task<Outcome<void>> read_body(Head const& head, BodyReader& reader);
    Task<bool> answer_on_worker(Plan& plan, Request& request, std::optional<Problem> refused);
    Task<bool> write_refusal(Head const& head, Problem const& problem);
    Task<bool> write(Response const& response, log::RequestLine& line);
    Task<bool> write_memory(std::string_view bytes);
    Task<bool> write_file(FileBytes const& file);
    Task<bool> write_all(asio::const_buffer first, asio::const_buffer second);
    Task<void> linger();
    void arm(Steady::duration time)
    {
        deadline_ = floor_.now + time;
        late_ = false;
    }
    void consume(std::size_t bytes)
    {
        std::copy(buffer_.data() + bytes, buffer_.data() + filled_, buffer_.data());
        filled_ -= bytes;
    }

    LoopFloor& floor_;
    Serving& serving_;
    Limits const& limits_;
    Peer peer_;
    Socket socket_;
    Timer answered_;
    RequestParser parser_;
    std::string buffer_;
    std::size_t filled_ = 0;
    std::string out_;
    Steady::time_point deadline_ = Steady::time_point::max();
    Steady::time_point begun_{};
    bool late_ = false;
    bool idle_ = false;
    bool first_ = true;
    bool unread_body_ = false; // then the connection ends after the answer
    bool head_only_ = false;   // of the request in hand, as is `secure_`
    bool secure_ = false;
    bool closed_ = false;
    std::optional<Ready> ready_;
};

Conversation::Conversation(LoopFloor& floor, int descriptor, Peer peer)
    : floor_(floor), serving_(*floor.serving), limits_(serving_.options.limits), peer_(std::move(peer)),
      socket_(floor.context->get_executor()),
      answered_(floor.context->get_executor(), Steady::time_point::max()), parser_(limits_.head_bytes)
{
    socket_.assign({0, 0}, descriptor); // of whatever family it is
    socket_.native_non_blocking(true);
    floor_.connections.insert(this);
}

Conversation::~Conversation()
{
    floor_.connections.erase(this);
    serving_.leave(peer_);
}

void Conversation::expire_if_late(Steady::time_point now)
{
    if (now < deadline_)
        return;
    late_ = true;
    deadline_ = Steady::time_point::max();
    error_code ignored;
    socket_.cancel(ignored);
}

void Conversation::close_if_idle()
{
    error_code ignored;
    if (idle_)
        socket_.cancel(ignored);
}

void Conversation::close()
{
    error_code ignored;
    closed_ = true;
    answered_.cancel();
    socket_.shutdown(Socket::shutdown_both, ignored);
    socket_.close(ignored);
}

// Reads once; false at the end, on an error and when it is late.
Task<bool> Conversation::read_more(std::size_t most)
{
    if (buffer_.size() < filled_ + most)
        buffer_.resize(filled_ + most);
    error_code error;
    auto const space = asio::buffer(buffer_.data() + filled_, buffer_.size() - filled_);
    filled_ += co_await socket_.async_read_some(space, asio::redirect_error(use_task, error));
    co_return !error;
}

Task<void> Conversation::serve(std::shared_ptr<Conversation> self)
{
    try {
        while (co_await self->one_request()) {
        }
        if (self->unread_body_)
            co_await self->linger();
    } catch (std::exception const& failed) {
        log::incident("http.connection", failed);
    }
    self->close();
}

// Closing with bytes unread would reset the connection and lose the answer on
// its way: what still comes is thrown away for a moment.
Task<void> Conversation::linger()
{
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    arm(linger_time);
    filled_ = 0;
    while (!late_ && co_await read_more(body_piece))
        filled_ = 0;
}

// The head in the parser; false where the connection is to be closed. An
// empty line before a request is skipped (RFC 9112 §2.2).
Task<bool> Conversation::read_head()
{
    parser_.restart();
    idle_ = filled_ == 0;
    arm(first_ ? limits_.head_time : limits_.keep_alive);
    while (filled_ == 0) {
        if (serving_.draining && !first_)
            co_return false;
        if (!co_await read_more(head_piece))
            co_return false;
    }
    idle_ = false;
    begun_ = Steady::now();
    first_ = false;
    arm(limits_.head_time);
    if (std::string_view(buffer_).substr(0, filled_).starts_with("\r\n"))
        consume(2);
    for (;;) {
        if (filled_ > 0)
            consume(parser_.put(std::string_view(buffer_).substr(0, filled_)));
        if (parser_.state() != RequestParser::State::reading_head)
            co_return true;
        if (co_await read_more(head_piece))
            continue;
        if (late_) {
            Head const none;
            Problem const slow(problems::too_slow);
            unread_body_ = true;
            co_await write_refusal(none, slow);
        }
        co_return false;
    }
}

// True where the connection may carry another request.
Task<bool> Conversation::one_request()
{
    head_only_ = secure_ = false;
    if (!co_await read_head())
        co_return false;
    Request request;
    if (parser_.state() == RequestParser::State::refused) {
        unread_body_ = true;
        co_return co_await write_refusal(request, parser_.problem());
    }
    static_cast<Head&>(request) = std::move(parser_.head());
    unread_body_ = parser_.state() == RequestParser::State::reading_body;
    auto const complete = complete_head(serving_, peer_, request);
    head_only_ = request.method == Method::head;
    secure_ = request.secure;
    if (!complete)
        co_return co_await write_refusal(request, complete.error());
    log::RequestLine line;
    line.id = request.id;
    auto plan = planned(serving_, request, line);
    if (plan.now)
        co_return co_await write(*plan.now, line);
    Outcome<void> read;
    if (unread_body_)
        read = co_await read_request(plan, request);
    co_return co_await answer_on_worker(plan, request, read ? std::nullopt : std::optional(read.error()));
}

Task<bool> Conversation::write_refusal(Head const& head, Problem const& problem)
{
    log::RequestLine line;
    line.id = head.id;
    auto const response = ready(serving_, head, problem);
    co_return co_await write(response, line);
}

// The body into the request.
Task<Outcome<void>> Conversation::read_request(Plan& plan, Request& request)
{
    auto reader = BodyReader::make(request, plan.accepts, serving_.options.temp_folder);
    if (!reader)
        co_return std::unexpected(std::move(reader).error());
    Outcome<void> done = too_large((*reader)->limit());
    try {
        if (parser_.content_length() <= (*reader)->most_read())
            done = co_await read_body(request, **reader);
        if (done)
            done = (*reader)->finish(request);
    } catch (std::exception const& failed) { // the disk
        done = std::unexpected(failure_of(failed));
    }
    reader->reset(); // what it has written to the disk goes before the answer
    unread_body_ = !done;
    co_return done;
}

Task<Outcome<void>> Conversation::read_body(Head const& head, BodyReader& reader)
{
    parser_.read_body_into(reader);
    if (filled_ == 0 && equal_ignoring_case(head.headers.value("Expect"), "100-continue")) {
        constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
        if (!co_await write_all(asio::buffer(go_on), {}))
            co_return kheo::refuse(problems::bad_request);
    }
    auto const started = floor_.now;
    auto in_hand = InHand(serving_.bodies_bytes);
    for (;;) {
        if (filled_ > 0)
            consume(parser_.put(std::string_view(buffer_).substr(0, filled_)));
        if (parser_.state() == RequestParser::State::done)
            break;
        if (parser_.state() == RequestParser::State::refused)
            co_return std::unexpected(parser_.problem());
        if (filled_ > limits_.head_bytes) // the head of a chunk without an end
            co_return kheo::refuse(problems::bad_request);
        if (in_hand.grown_to(parser_.body_bytes()) > limits_.bodies_bytes)
            co_return kheo::refuse(problems::busy);
        auto const earned = std::chrono::seconds(parser_.body_bytes() / limits_.body_rate);
        arm(std::min<Steady::duration>(started + limits_.body_grace + earned - floor_.now,
                                       limits_.body_pause));
        if (!co_await read_more(body_piece))
            co_return late_ ? kheo::refuse(problems::too_slow) : kheo::refuse(problems::bad_request);
    }
    if (filled_ == 0)
        std::string(head_piece, '\0').swap(buffer_);
    co_return Outcome<void>{};
}

// A refusal too is worded there: only workers look up who is signed in.
Task<bool> Conversation::answer_on_worker(Plan& plan, Request& request, std::optional<Problem> refused)
{
    ready_.reset();
    deadline_ = Steady::time_point::max();
    auto exchange =
        std::make_shared<Exchange>(std::move(request), std::move(plan), sender(floor_, weak_from_this()));
    serving_.hand_over(std::move(exchange), std::move(refused));
    while (!ready_ && !closed_) {
        error_code ignored;
        co_await answered_.async_wait(asio::redirect_error(use_task, ignored));
    }
    if (!ready_)
        co_return false;
    auto answer = std::move(*ready_);
    ready_.reset();
    co_return co_await write(answer.response, answer.line);
}

// True where all was written and the connection may go on.
Task<bool> Conversation::write(Response const& response, log::RequestLine& line)
{
    bool const keep = !unread_body_ && parser_.keeps_alive() && !serving_.draining;
    out_.clear();
    append_head(out_, response, {floor_.date, keep, secure_, !unread_body_ && parser_.is_http_1_0()});
    bool const has_body = !head_only_ && may_have_body(response.status);
    bool written = false;
    if (auto const* file = std::get_if<FileBytes>(&response.body); file != nullptr && has_body)
        written = co_await write_file(*file);
    else
        written = co_await write_memory(has_body ? in_memory(response.body) : "");
    line.status = response.status;
    line.milliseconds = std::chrono::duration<double, std::milli>(Steady::now() - begun_).count();
    if (serving_.options.log_requests)
        log::request(line);
    co_return written&& keep;
}

// Head and body leave in one call where they are small.
Task<bool> Conversation::write_memory(std::string_view bytes)
{
    auto const first = bytes.substr(0, memory_piece);
    if (!co_await write_all(asio::buffer(out_), asio::buffer(first)))
        co_return false;
    for (bytes.remove_prefix(first.size()); !bytes.empty();) {
        auto const piece = bytes.substr(0, memory_piece);
        if (!co_await write_all(asio::buffer(piece), {}))
            co_return false;
        bytes.remove_prefix(piece.size());
    }
    co_return true;
}

Task<bool> Conversation::write_file(FileBytes const& file)
{
    if (!co_await write_all(asio::buffer(out_), {}))
        co_return false;
    std::string piece(std::min<std::uint64_t>(file_piece, file.size), '\0');
    for (std::uint64_t sent = 0; sent < file.size;) {
        auto const most = std::min<std::uint64_t>(piece.size(), file.size - sent);
        auto const read =
            ::pread(*file.descriptor, piece.data(), most, static_cast<off_t>(file.begin + sent));
        if (read <= 0) // cut short meanwhile: the length promised cannot be kept
            co_return false;
        if (!co_await write_all(asio::buffer(piece.data(), static_cast<std::size_t>(read)), {}))
            co_return false;
        sent += static_cast<std::uint64_t>(read);
    }
    co_return true;
}

Task<bool> Conversation::write_all(asio::const_buffer first, asio::const_buffer second)
{
    std::array<asio::const_buffer, 2> const buffers{first, second};
    arm(limits_.body_grace + std::chrono::seconds((first.size() + second.size()) / limits_.body_rate));
    error_code error;
    co_await asio::async_write(socket_, buffers, asio::redirect_error(use_task, error));
    co_return !error;
}

} // namespace

void Connection::start(LoopFloor& floor, int descriptor, Peer peer)
{
    auto conversation = std::make_shared<Conversation>(floor, descriptor, std::move(peer));
    asio::co_spawn(floor.context->get_executor(), Conversation::serve(std::move(conversation)),
                   asio::detached);
}

} // namespace kheo::http
