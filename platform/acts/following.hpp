// SPDX-License-Identifier: AGPL-3.0-or-later
// What other nodes on the same database have done: the topics of their acts,
// each told once, so that this node forgets what it holds of them.
#pragma once

#include "platform/db/db.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace kheo::acts
{

class Following
{
  public:
    explicit Following(int node) : node_(node) {}

    // Topics of the acts of other nodes since the last look, each once; of the
    // first look none, what it reads is younger. An act may be committed after
    // one with a higher id, so the last seconds are looked at again.
    std::vector<std::string> look(db::Connection& db);

  private:
    int node_;
    bool begun_ = false;
    std::int64_t newest_ = 0;
    std::set<std::int64_t> told_; // of the last seconds
};

} // namespace kheo::acts
