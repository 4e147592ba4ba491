// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/parser.hpp"

#include "platform/http/problems.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <optional>

namespace kheo::http
{
namespace
{

namespace beast = boost::beast;
using beast::error_code;
using beast::string_view;

constexpr std::size_t longest_target = 8 << 10;
constexpr std::size_t most_headers = 100;

Method method_of(beast::http::verb verb)
{
    switch (verb) {
    case beast::http::verb::get:
        return Method::get;
    case beast::http::verb::head:
        return Method::head;
    case beast::http::verb::post:
        return Method::post;
    case beast::http::verb::put:
        return Method::put;
    case beast::http::verb::patch:
        return Method::patch;
    case beast::http::verb::delete_:
        return Method::remove;
    case beast::http::verb::options:
        return Method::options;
    default:
        return Method::other;
    }
}

class Parser final : public beast::http::basic_parser<true>
{
  public:
    Head head;
    bool http_1_0 = false;
    std::uint64_t body_bytes = 0;
    BodyReader* reader = nullptr;
    std::optional<Problem> problem;

    explicit Parser(std::size_t longest_head)
    {
        header_limit(static_cast<std::uint32_t>(longest_head));
        body_limit(boost::none); // ours depends on the row, which needs the head
        eager(false);
    }

  private:
    void refuse_with(Refusal const& refusal, error_code& error)
    {
        problem.emplace(refusal);
        error = beast::http::error::bad_field;
    }

    void on_request_impl(beast::http::verb verb, string_view, string_view target, int version,
                         error_code& error) override
    {
        head.method = method_of(verb);
        head.target.assign(target.data(), target.size());
        http_1_0 = version == 10;
        if (head.target.size() > longest_target)
            refuse_with(problems::address_too_long, error);
    }
    void on_response_impl(int, string_view, int, error_code&) override {}

    void on_field_impl(beast::http::field, string_view name, string_view value, error_code& error) override
    {
        // Fields after a chunked body could contradict the head: not kept.
        if (body_begun_)
            return;
        if (head.headers.size() == most_headers)
            return refuse_with(problems::head_too_large, error);
        if (!is_header(name, value))
            return refuse_with(problems::bad_request, error);
        head.headers.add(name, value);
    }

    // RFC 9112 §6.1, §6.3 and §3.2: a request whose length or host can be read
    // in two ways is an attack on somebody.
    void on_header_impl(error_code& error) override
    {
        auto const& headers = head.headers;
        auto const encoding = headers.find("Transfer-Encoding");
        bool const two_lengths = encoding && headers.find("Content-Length");
        bool const unknown_encoding = encoding && (headers.count("Transfer-Encoding") != 1 ||
                                                   !equal_ignoring_case(*encoding, "chunked"));
        bool const two_values = headers.count("Content-Length") > 1;
        auto const hosts = headers.count("Host");
        bool const bad_host = hosts > 1 || (hosts == 0 && !http_1_0);
        // Beast takes "5, 5" for 5.
        auto const length = headers.value("Content-Length");
        bool const odd_length = length.find_first_not_of("0123456789") != length.npos;
        if (odd_length || two_lengths || unknown_encoding || two_values || bad_host || (http_1_0 && encoding))
            refuse_with(problems::bad_request, error);
    }
    void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override
    {
        body_begun_ = true;
    }
    std::size_t on_body_impl(string_view bytes, error_code& error) override
    {
        body_bytes += bytes.size();
        if (auto fed = reader->feed(bytes); !fed) {
            problem.emplace(std::move(fed).error());
            error = beast::http::error::body_limit;
        }
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view bytes, error_code& error) override
    {
        return on_body_impl(bytes, error);
    }
    void on_finish_impl(error_code&) override {}

    bool body_begun_ = false;
};

} // namespace

struct RequestParser::State_ {
    std::size_t longest_head;
    std::optional<Parser> parser;
    State state = State::reading_head;
};

RequestParser::RequestParser(std::size_t longest_head) : state_(std::make_unique<State_>())
{
    state_->longest_head = longest_head;
    restart();
}

RequestParser::~RequestParser() = default;

void RequestParser::restart()
{
    state_->parser.emplace(state_->longest_head);
    state_->state = State::reading_head;
}

std::size_t RequestParser::put(std::string_view bytes)
{
    auto& parser = *state_->parser;
    auto const started_in = state_->state;
    std::size_t taken = 0;
    error_code error;
    while (taken < bytes.size() && !error && state_->state == started_in) {
        auto const left = bytes.substr(taken);
        // The least end of a chunked body has five bytes, and Beast asserts it.
        if (started_in == State::reading_body && parser.chunked() && left.size() < 5)
            break;
        taken += parser.put(boost::asio::const_buffer(left.data(), left.size()), error);
        if (parser.is_done())
            state_->state = State::done;
        else if (parser.is_header_done())
            state_->state = State::reading_body;
    }
    if (error && error != beast::http::error::need_more) {
        if (!parser.problem)
            parser.problem.emplace(error == beast::http::error::header_limit ? problems::head_too_large
                                                                             : problems::bad_request);
        state_->state = State::refused;
    }
    return taken;
}

RequestParser::State RequestParser::state() const
{
    return state_->state;
}

Problem const& RequestParser::problem() const
{
    return *state_->parser->problem;
}

Head& RequestParser::head()
{
    return state_->parser->head;
}

bool RequestParser::keeps_alive() const
{
    return state_->parser->keep_alive();
}

bool RequestParser::is_http_1_0() const
{
    return state_->parser->http_1_0;
}

std::uint64_t RequestParser::content_length() const
{
    return state_->parser->content_length().value_or(0);
}

void RequestParser::read_body_into(BodyReader& reader)
{
    state_->parser->reader = &reader;
}

std::uint64_t RequestParser::body_bytes() const
{
    return state_->parser->body_bytes;
}

} // namespace kheo::http
