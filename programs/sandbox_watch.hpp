// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether files can be read safely on this host: asked in the background at the
// start, and again each minute until it is so.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace kheo
{

class SandboxWatch
{
  public:
    // `probe` says for people what is wrong, "" where nothing is; on the watch's
    // thread.
    explicit SandboxWatch(std::function<std::string()> probe);

    // For /readyz: "" where files are taken.
    std::string trouble() const;

  private:
    void watch(std::stop_token const& stop);

    std::function<std::string()> probe_;
    mutable std::mutex mutex_;
    std::condition_variable_any ended_;
    std::string trouble_ = "đang kiểm tra"; // owned by mutex_
    std::jthread thread_;                   // last: ends before the others go
};

} // namespace kheo
