// SPDX-License-Identifier: AGPL-3.0-or-later
// The program's log: one line a request, events with facts, incidents. Lines
// hold no personal data: no address, no path, no typed text, no name.
#pragma once

#include <exception>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kheo::log
{

enum class Level { debug, info, warning, error };
enum class Form { human, json };

struct Options {
    Level level = Level::info;
    Form form = Form::human;
    std::string file; // empty: standard error; a file is appended to
};

// Begins to log as the options say; before it, warnings and worse go to
// standard error. Throws std::runtime_error where the file cannot be opened.
void open(Options const& options);

// Writes out what is still in memory; lines below a warning wait at most one
// second.
void flush();

// What one request did. The row is the route's pattern, never the path.
struct RequestLine {
    std::string id;
    std::string actor; // an account's id, "system" or empty
    std::string row;
    int status = 0;
    double milliseconds = 0;                  // from the first byte of its head to the last of its answer
    std::vector<std::string_view> statements; // names of SQL statements, which live in the program
    std::string incident;
};

// Logs at info, or at warning where the status is 500 or more.
void request(RequestLine const& line);

using Fact = std::pair<std::string_view, std::string_view>;
void write(Level level, std::string_view event, std::initializer_list<Fact> facts = {});

// Logs a failure with all its details, and returns the number that a person is
// shown instead of them: ten letters and digits, easy to read aloud.
std::string incident(std::string_view where, std::exception const& failure);
std::string incident(std::string_view where, std::string_view what);

} // namespace kheo::log
