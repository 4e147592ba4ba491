// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/sandbox_watch.hpp"

#include "platform/log/log.hpp"

#include <chrono>

namespace kheo
{

namespace
{
constexpr auto between_probes = std::chrono::minutes(1);
}

SandboxWatch::SandboxWatch(std::function<std::string()> probe)
    : probe_(std::move(probe)), thread_([this](std::stop_token const& stop) { watch(stop); })
{
}

std::string SandboxWatch::trouble() const
{
    std::scoped_lock const lock(mutex_);
    return trouble_;
}

void SandboxWatch::watch(std::stop_token const& stop)
{
    while (!stop.stop_requested()) {
        auto found = probe_();
        std::unique_lock lock(mutex_);
        if (found.empty())
            log::write(log::Level::info, "files", {{"sandbox", "works"}});
        trouble_ = std::move(found);
        if (trouble_.empty())
            return;
        ended_.wait_for(lock, stop, between_probes, [] { return false; });
    }
}

} // namespace kheo
