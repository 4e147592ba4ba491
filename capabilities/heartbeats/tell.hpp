// SPDX-License-Identifier: AGPL-3.0-or-later
// What the page of a model says of its life, from its confirmations.
#pragma once

#include "capabilities/heartbeats/heartbeats.hpp"

#include <string>
#include <vector>

namespace kheo::heartbeats
{

// One period as the public reads it; an empty day is a silence.
struct PeriodLine {
    std::string period;
    std::string day;
    std::string result; // "130"
    std::string change; // trong kỳ: "+10"; "" where there is nothing to compare with
    std::string body;   // who said so, where it is another than the model's
    std::string note;
    std::string receipt; // address
};
// Pure but for the names of bodies. Newest first, at most `most`, from the
// first word on; periods without a word are lines too.
std::vector<PeriodLine> lines_of(std::vector<Heartbeat> const& said, Model const& model, Date today,
                                 std::size_t most);

struct TellPage {
    std::string words; // "Đang duy trì, xác nhận ngày 15/07/2026 (6 tháng cuối năm 2026)."
    Standing standing;
    std::string measure;
    std::vector<PeriodLine> lines;
    std::vector<web::Link> links; // of the office
};

} // namespace kheo::heartbeats
