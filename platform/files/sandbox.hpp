// SPDX-License-Identifier: AGPL-3.0-or-later
// One child in bubblewrap. The host must have /usr/bin/bwrap and prlimit, and
// allow user namespaces to the server's user (docs/operating).
#pragma once

#include "platform/files/extractor.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::files
{

struct Child {
    enum class End { good, bad, too_long, stopped };
    End end = End::bad;
    std::string status; // "exit 3", "signal 9": for the log
    std::string output;
    std::string errors; // its stderr, the first 4 KB
};

// The whole command line: limits, namespaces, the few things it may see.
std::vector<std::string> sandbox_command(std::filesystem::path const& program,
                                         std::vector<std::string> const& arguments, Limits const& limits);

// The same for LibreOffice, where the host has it: a .doc on stdin, the .docx on
// stdout. Empty where it is not installed.
std::vector<std::string> office_command(Limits const& limits);

// Asked now and then with what the child has written to stderr so far; where it
// answers false the child is ended.
using Watch = std::function<bool(std::string_view errors)>;

// Runs it with `input` as stdin and waits, at most limits.wall.
Child run_sandboxed(std::filesystem::path const& program, std::vector<std::string> const& arguments,
                    std::string_view input, Limits const& limits, Watch const& watch = {});

// The same with a command line of one's own.
Child run_command(std::vector<std::string> const& command, std::string_view input, Limits const& limits,
                  Watch const& watch = {});

} // namespace kheo::files
