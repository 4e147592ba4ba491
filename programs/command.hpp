// SPDX-License-Identifier: AGPL-3.0-or-later
// Commands are the same rows as the API: sent to the running server over its
// socket, or to one that is started for the command alone.
#pragma once

#include "platform/config/config.hpp"
#include "platform/http/client.hpp"

#include <string>
#include <utility>
#include <vector>

namespace kheo
{

// Prints the answer as indented JSON (a problem to standard error, its
// sentences first) and gives the exit status: 0 done, 1 refused, 2 failed.
int report(http::Reply const& reply);
// The same for `kheo check`: 1 where it found something.
int report_check(http::Reply const& reply);
// The same for `kheo import models`: 1 where it takes nothing, or would take
// nothing, and something of the files waits to be mended.
int report_import(http::Reply const& reply);

struct Command {
    std::string method = "POST";
    std::string path; // of the API
    std::vector<std::pair<std::string, std::string>> fields;
    std::vector<std::pair<std::string, std::string>> files; // field and path
    int (*tell)(http::Reply const&) = report;               // prints the answer, gives the exit status
};

// What the row answered. Where no server runs, takes the lock, opens the
// installation and answers from there.
http::Reply run(config::Config const& config, Command const& command);

} // namespace kheo
