// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/client.hpp"

#include "fmt/format.h"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace kheo::http
{
namespace
{

constexpr std::size_t longest_head = 64 << 10;
constexpr std::size_t longest_body = 1 << 30;

[[noreturn]] void fail(char const* what)
{
    throw std::system_error(errno, std::system_category(), what);
}

[[noreturn]] void no_http()
{
    throw std::runtime_error("the answer is no HTTP");
}

std::size_t number(std::string_view text, int base)
{
    std::size_t value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end != text.data() + text.size() || value > longest_body)
        no_http();
    return value;
}

int connected(int family, sockaddr const* name, socklen_t size, Client::Timeout timeout)
{
    int const descriptor = ::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        fail("cannot open a socket");
    timeval const limit{timeout.count() / 1000, timeout.count() % 1000 * 1000};
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    ::setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (::connect(descriptor, name, size) != 0) {
        auto const error = errno;
        ::close(descriptor);
        throw std::system_error(error, std::system_category(), "cannot connect");
    }
    return descriptor;
}

} // namespace

Client::Client(Client&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), buffer_(std::move(other.buffer_))
{
}

Client::~Client()
{
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

Client Client::to_port(unsigned short port, Timeout timeout)
{
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(port);
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return Client(connected(AF_INET, reinterpret_cast<sockaddr*>(&name), sizeof name, timeout));
}

Client Client::to_unix_socket(std::string const& path, Timeout timeout)
{
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    if (path.size() >= sizeof name.sun_path)
        throw std::system_error(ENAMETOOLONG, std::system_category(), path);
    std::memcpy(name.sun_path, path.c_str(), path.size());
    return Client(connected(AF_UNIX, reinterpret_cast<sockaddr*>(&name), sizeof name, timeout));
}

void Client::write(std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            fail("cannot send");
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool Client::fill()
{
    std::array<char, 64 << 10> piece;
    for (;;) {
        auto const read = ::recv(descriptor_, piece.data(), piece.size(), 0);
        if (read < 0 && errno == EINTR)
            continue;
        if (read < 0)
            fail("cannot receive");
        buffer_.append(piece.data(), static_cast<std::size_t>(read));
        return read > 0;
    }
}

void Client::fill_to(std::size_t bytes)
{
    while (buffer_.size() < bytes)
        if (!fill())
            throw std::runtime_error("the answer ended early");
}

std::string Client::take(std::size_t bytes)
{
    fill_to(bytes);
    auto taken = buffer_.substr(0, bytes);
    buffer_.erase(0, bytes);
    return taken;
}

// Up to and with the mark, which is left out.
std::string Client::take_until(std::string_view mark)
{
    auto at = buffer_.find(mark);
    while (at == std::string::npos) {
        if (buffer_.size() > longest_head)
            no_http();
        fill_to(buffer_.size() + 1);
        at = buffer_.find(mark);
    }
    auto taken = take(at + mark.size());
    taken.resize(at);
    return taken;
}

Reply Client::send(std::string_view method, std::string_view target, Pairs headers, std::string_view body)
{
    auto head = fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\n", method, target);
    for (auto const& [name, value] : headers)
        head += fmt::format("{}: {}\r\n", name, value);
    if (!body.empty() || method == "POST" || method == "PUT")
        head += fmt::format("Content-Length: {}\r\n", body.size());
    write(head + "\r\n");
    write(body);
    return read_reply(method == "HEAD");
}

Reply Client::read_reply(bool to_head)
{
    Reply reply;
    auto const head = take_until("\r\n\r\n");
    if (!head.starts_with("HTTP/1.1 ") || head.size() < 12)
        no_http();
    reply.status = static_cast<int>(number(std::string_view(head).substr(9, 3), 10));
    for (auto at = head.find("\r\n"); at != std::string::npos; at = head.find("\r\n", at + 2)) {
        auto const line = std::string_view(head).substr(at + 2, head.find("\r\n", at + 2) - at - 2);
        auto const colon = line.find(": ");
        if (colon == line.npos)
            no_http();
        reply.headers.add(line.substr(0, colon), line.substr(colon + 2));
    }
    if (to_head || reply.status < 200 || reply.status == 204 || reply.status == 304)
        return reply;
    if (reply.headers.value("Transfer-Encoding") == "chunked")
        reply.body = take_chunks();
    else
        reply.body = take(number(reply.headers.value("Content-Length"), 10));
    return reply;
}

std::string Client::take_chunks()
{
    std::string body;
    for (;;) {
        auto const size = number(take_until("\r\n"), 16);
        if (body.size() + size > longest_body)
            no_http();
        body += take(size);
        take_until("\r\n");
        if (size == 0)
            return body;
    }
}

std::string Client::read_to_end()
{
    try {
        while (fill()) {
        }
    } catch (std::system_error const& failed) {
        if (failed.code().value() != ECONNRESET)
            throw;
    }
    return std::exchange(buffer_, {});
}

bool Client::closed()
{
    try {
        return buffer_.empty() && !fill();
    } catch (std::system_error const& failed) {
        return failed.code().value() == ECONNRESET;
    }
}

} // namespace kheo::http
