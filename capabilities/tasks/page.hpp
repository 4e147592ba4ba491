// SPDX-License-Identifier: AGPL-3.0-or-later
// Giao việc: the tasks that a document's words propose, each with its sentence, to
// be confirmed, corrected or left out; and those that are assigned already.
#pragma once

#include "capabilities/tasks/assign.hpp"

#include <string>
#include <vector>

namespace kheo::tasks
{

// One proposed task.
struct ProposedLine {
    std::string number;
    std::string sentence;
    std::string sign; // "1.", "a)"
    web::Field take;
    std::vector<web::Field> main;
    std::vector<web::Field> more; // folded away while nothing in it is filled
    bool more_open = false;
};
struct AssignedLine {
    std::string text;
    std::string address;
    std::vector<std::string> whom;
    std::string due;
    bool dropped = false;
};
struct AssignPage {
    std::string document;
    std::string name;
    std::string source; // "Theo báo, chưa có văn bản gốc"; "" of a paper
    std::string reach;  // what those who are given a task will see
    web::FormKeys keys;
    web::Errors errors;
    std::vector<AssignedLine> assigned;
    std::vector<ProposedLine> lines;
    bool has_text = false;
    bool may_assign = false;
};

} // namespace kheo::tasks
