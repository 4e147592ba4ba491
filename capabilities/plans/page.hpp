// SPDX-License-Identifier: AGPL-3.0-or-later
// One body's part of a task: what was asked, what it promised and did, and what
// can be done now.
#pragma once

#include "capabilities/plans/answer.hpp"
#include "capabilities/plans/point.hpp"

#include <string>
#include <vector>

namespace kheo::plans
{

struct Step {
    std::string title;
    std::string action;
    std::string button;
    web::Button::Kind kind = web::Button::Kind::secondary;
    std::vector<web::Field> fields;
    bool open = false;
};
// What a body that is gone said, whose part this one took.
struct TakenPart {
    std::string name;
    std::string words;
};
struct AlikePart {
    std::string name;
    std::string address;
    std::string how; // "Giống 92 %"
    std::string own;
    std::string other;
};
struct PartPage {
    std::string task_text;
    std::string task_url;
    std::string unit;
    std::string sentence;
    std::string product;
    std::string assigner;
    std::string document;
    std::string document_url; // "" where the actor may not open it
    std::string due;
    std::string period;
    std::string warning; // of a due day that rests on what nobody verified
    web::Badge badge;
    std::string standing; // "Quá hạn 12 ngày"
    std::string stage;
    std::vector<web::SummaryRow> said;
    std::vector<web::Link> proofs;
    FulfilledPart fulfilled;
    bool writes_plan = false; // from here a draft of its plan is begun
    std::string task;
    std::string body;
    std::string returned; // why
    std::string own_word; // why it is not for this account to accept it
    std::vector<TakenPart> taken;
    std::vector<AlikePart> alike;
    std::vector<web::Event> events;
    std::vector<Step> steps;
    std::string address;
    std::string period_key;
    web::FormKeys keys;
    web::Errors errors;
};

} // namespace kheo::plans
