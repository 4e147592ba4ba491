// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/listener.hpp"

#include "platform/problem/problem.hpp"

#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdexcept>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <system_error>
#include <unistd.h>

namespace kheo::http
{
namespace
{

constexpr int backlog = 4096;

[[noreturn]] void fail(std::string const& what)
{
    throw std::system_error(errno, std::system_category(), what);
}

int opened(int family)
{
    int const descriptor = ::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (descriptor < 0)
        fail("cannot open a socket");
    return descriptor;
}

void bind_and_listen(int descriptor, sockaddr const* address, socklen_t size, std::string const& shown)
{
    if (::bind(descriptor, address, size) == 0 && ::listen(descriptor, backlog) == 0)
        return;
    auto const error = errno;
    ::close(descriptor);
    errno = error;
    fail("cannot listen on " + shown);
}

int listen_on_tcp(Options const& options)
{
    auto const address = parse_address(options.address);
    if (!address)
        throw std::system_error(EINVAL, std::system_category(), "not an IP address: " + options.address);
    bool const is_ipv6 = options.address.find(':') != std::string::npos;
    int const descriptor = opened(is_ipv6 ? AF_INET6 : AF_INET);
    int const on = 1;
    ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    auto const shown = options.address + " port " + std::to_string(options.port);
    if (is_ipv6) {
        sockaddr_in6 name{};
        name.sin6_family = AF_INET6;
        name.sin6_port = htons(options.port);
        std::memcpy(&name.sin6_addr, address->bytes.data(), 16);
        bind_and_listen(descriptor, reinterpret_cast<sockaddr*>(&name), sizeof name, shown);
    } else {
        sockaddr_in name{};
        name.sin_family = AF_INET;
        name.sin_port = htons(options.port);
        std::memcpy(&name.sin_addr, address->bytes.data() + 12, 4);
        bind_and_listen(descriptor, reinterpret_cast<sockaddr*>(&name), sizeof name, shown);
    }
    return descriptor;
}

sockaddr_un unix_name(std::string const& path)
{
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    if (path.size() >= sizeof name.sun_path)
        throw std::system_error(ENAMETOOLONG, std::system_category(), path);
    std::memcpy(name.sun_path, path.c_str(), path.size());
    return name;
}

int listen_on_unix(std::string const& path)
{
    auto const name = unix_name(path);
    auto const* address = reinterpret_cast<sockaddr const*>(&name);
    int const probe = opened(AF_UNIX);
    bool const answers = ::connect(probe, address, sizeof name) == 0;
    ::close(probe);
    if (answers) {
        errno = EADDRINUSE;
        fail("another program listens on " + path);
    }
    ::unlink(path.c_str());
    int const descriptor = opened(AF_UNIX);
    // Nobody else may connect, not even between bind and chmod.
    auto const before = ::umask(0177);
    try {
        bind_and_listen(descriptor, address, sizeof name, path);
    } catch (...) {
        ::umask(before);
        throw;
    }
    ::umask(before);
    return descriptor;
}

unsigned short port_of(int descriptor)
{
    sockaddr_storage name{};
    socklen_t size = sizeof name;
    ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&name), &size);
    return ntohs(name.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6*>(&name)->sin6_port
                                            : reinterpret_cast<sockaddr_in*>(&name)->sin_port);
}

Peer peer_of(sockaddr_storage const& name)
{
    Peer peer;
    if (name.ss_family == AF_INET6) {
        peer.address.emplace();
        std::memcpy(peer.address->bytes.data(), &reinterpret_cast<sockaddr_in6 const&>(name).sin6_addr, 16);
    } else if (name.ss_family == AF_INET) {
        peer.address = parse_address("0.0.0.0");
        std::memcpy(peer.address->bytes.data() + 12, &reinterpret_cast<sockaddr_in const&>(name).sin_addr, 4);
    }
    if (peer.address)
        peer.shown = shown(*peer.address);
    return peer;
}

} // namespace

Listener::Listener(Options const& options) : wake_(::eventfd(0, EFD_CLOEXEC))
{
    if (wake_ < 0)
        fail("eventfd");
    try {
        if (options.tcp) {
            listening_.push_back(listen_on_tcp(options));
            port_ = port_of(listening_.back());
        }
        if (!options.unix_socket.empty()) {
            listening_.push_back(listen_on_unix(options.unix_socket));
            unix_socket_ = options.unix_socket;
        }
    } catch (...) {
        stop();
        ::close(wake_);
        throw;
    }
}

Listener::~Listener()
{
    stop();
    ::close(wake_);
}

void Listener::start(Accepted accepted)
{
    accepted_ = std::move(accepted);
    thread_ = std::thread([this] { run(); });
}

void Listener::stop()
{
    if (thread_.joinable()) {
        std::uint64_t const one = 1;
        ensure(::write(wake_, &one, sizeof one) == sizeof one, "eventfd is full");
        thread_.join();
    }
    for (int const descriptor : listening_) {
        if (accepted_)
            accept_all(descriptor);
        ::close(descriptor);
    }
    listening_.clear();
    if (!unix_socket_.empty())
        ::unlink(unix_socket_.c_str());
    unix_socket_.clear();
}

void Listener::run()
{
    std::vector<pollfd> polled{{wake_, POLLIN, 0}};
    for (int const descriptor : listening_)
        polled.push_back({descriptor, POLLIN, 0});
    for (;;) {
        if (::poll(polled.data(), polled.size(), -1) < 0 && errno != EINTR)
            log::incident("http.listen", std::strerror(errno));
        if (polled[0].revents != 0)
            return;
        for (std::size_t i = 1; i < polled.size(); ++i)
            if (polled[i].revents != 0)
                accept_all(polled[i].fd);
    }
}

void Listener::accept_all(int listening)
{
    for (;;) {
        sockaddr_storage name{};
        socklen_t size = sizeof name;
        int const descriptor =
            ::accept4(listening, reinterpret_cast<sockaddr*>(&name), &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (descriptor < 0 && (errno == EINTR || errno == ECONNABORTED))
            continue;
        if (descriptor < 0) {
            // Out of descriptors or memory: what waits goes on waiting.
            if (errno != EAGAIN)
                ::usleep(50'000);
            return;
        }
        int const on = 1;
        if (name.ss_family != AF_UNIX)
            ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        accepted_(descriptor, peer_of(name));
    }
}

} // namespace kheo::http
