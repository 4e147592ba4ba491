// SPDX-License-Identifier: AGPL-3.0-or-later
// `kheo serve` for tests: the same code, but its clock is ahead by the milliseconds
// that stand in the file KHEO_CLOCK. No such switch is in `kheo` itself.
#include "platform/log/log.hpp"
#include "programs/installation.hpp"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sys/stat.h>

namespace
{

class MovedClock final : public kheo::Clock
{
  public:
    explicit MovedClock(std::string file) : file_(std::move(file)) {}
    kheo::Instant now() override
    {
        std::int64_t ahead = 0;
        std::ifstream(file_) >> ahead;
        return {clock_.now().ms + ahead};
    }

  private:
    std::string file_;
    kheo::SystemClock clock_;
};

int serve()
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    umask(077);
    auto const config =
        kheo::config::load("kheo.toml", kheo::config::Missing::refused, kheo::config::environment());
    auto const* const file = std::getenv("KHEO_CLOCK");
    if (!config || file == nullptr) {
        std::cerr << (config ? "KHEO_CLOCK" : config.error().sentence) << "\n";
        return 1;
    }
    auto const lock = kheo::Lock::take(config->data);
    auto clock = MovedClock(file);
    auto installation = kheo::Installation(*config, clock);
    installation.listen();
    std::cout << "ready http://" << config->address << ":" << installation.port() << std::endl;
    int got = 0;
    sigwait(&ends, &got);
    installation.stop();
    kheo::log::flush();
    return lock ? 0 : 1;
}

} // namespace

int main()
{
    try {
        return serve();
    } catch (std::exception const& error) {
        std::cerr << error.what() << "\n";
        return 2;
    }
}
