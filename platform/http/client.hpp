// SPDX-License-Identifier: AGPL-3.0-or-later
// A small blocking HTTP/1.1 client for loopback and the Unix socket: tests,
// and the command line that sends itself to the running server.
#pragma once

#include "platform/http/headers.hpp"

#include <chrono>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace kheo::http
{

struct Reply {
    int status = 0;
    Headers headers;
    std::string body; // chunks joined; encodings as sent
};

class Client
{
  public:
    using Timeout = std::chrono::milliseconds;
    // Throws std::system_error where nobody listens.
    static Client to_port(unsigned short port, Timeout timeout = Timeout(10'000));
    static Client to_unix_socket(std::string const& path, Timeout timeout = Timeout(10'000));
    Client(Client&& other) noexcept;
    Client& operator=(Client&&) = delete;
    ~Client();

    using Pairs = std::initializer_list<std::pair<std::string_view, std::string_view>>;
    // Sends and reads the whole answer, at most 1 GB; the connection is used
    // again. Throws std::runtime_error on an answer that is no HTTP, on its
    // end and on the timeout.
    Reply send(std::string_view method, std::string_view target, Pairs headers = {},
               std::string_view body = {});
    Reply get(std::string_view target, Pairs headers = {}) { return send("GET", target, headers); }

    // The raw side, for hostile tests.
    void write(std::string_view bytes);
    Reply read_reply(bool to_head = false);
    // Everything until the other side closes.
    std::string read_to_end();
    // Whether the other side has closed; waits for it until the timeout.
    bool closed();

  private:
    explicit Client(int descriptor) : descriptor_(descriptor) {}
    bool fill(); // false at the end
    void fill_to(std::size_t bytes);
    std::string take(std::size_t bytes);
    std::string take_until(std::string_view mark);
    std::string take_chunks();
    int descriptor_;
    std::string buffer_;
};

} // namespace kheo::http
