// SPDX-License-Identifier: AGPL-3.0-or-later
// The bytes of a request, as Beast reads them, with the ambiguities refused
// that let two servers see two different requests in them.
#pragma once

#include "platform/http/body.hpp"
#include "platform/http/request.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace kheo::http
{

class RequestParser
{
  public:
    explicit RequestParser(std::size_t longest_head);
    ~RequestParser();

    // Forgets the last request, for the next on the same connection.
    void restart();

    enum class State { reading_head, reading_body, done, refused };
    // Takes bytes from the front; returns how many are done with. Stops at the
    // end of the head, so that the body is read only once it is wanted.
    std::size_t put(std::string_view bytes);
    State state() const;
    // After `refused`.
    Problem const& problem() const;

    // After the head. Method, target and headers only.
    Head& head();
    bool keeps_alive() const; // what the client wishes, by version and Connection
    bool is_http_1_0() const;
    std::uint64_t content_length() const; // 0 where it is chunked or there is no body
    // Where the body goes; it must be set before the body is put.
    void read_body_into(BodyReader& reader);
    std::uint64_t body_bytes() const; // so far

  private:
    struct State_;
    std::unique_ptr<State_> state_;
};

} // namespace kheo::http
