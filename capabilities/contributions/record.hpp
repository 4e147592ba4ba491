// SPDX-License-Identifier: AGPL-3.0-or-later
// Record, correct and strike a line: the owning body's officer says what came
// from where; what was said before stays in its history.
#pragma once

#include "capabilities/contributions/contribution.hpp"
#include "platform/routes/row.hpp"

#include <optional>
#include <span>
#include <string>

namespace kheo::contributions
{

// Figures as people type them; `sure` repeats those that were asked about.
struct Figures {
    std::string source;
    Date since;
    std::optional<Date> until; // the same day where none is given
    std::string land;
    std::int64_t land_givers = 0;
    std::string money;
    std::int64_t money_givers = 0;
    std::string work;
    std::int64_t work_givers = 0;
    std::string note;
    std::string sure;
};
BOOST_DESCRIBE_STRUCT(Figures, (),
                      (source, since, until, land, land_givers, money, money_givers, work, work_givers, note,
                       sure))

struct RecordForm : Figures {
    ModelId model;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(RecordForm, (Figures), (model))

struct CorrectForm : Figures {
    ContributionId contribution;
    std::int64_t version = 0;
    std::string reason;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(CorrectForm, (Figures), (contribution, version, reason))

struct StrikeForm {
    ContributionId contribution;
    std::int64_t version = 0;
    std::string reason;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(StrikeForm, (), (contribution, version, reason))

// What a form says once it is read: the record without its place, and whether
// whoever typed it has looked at the figures again.
struct Said {
    Contribution line;
    std::string reason;
    bool sure = false;
};

// Before the queue: what decoding cannot know, and private persons' data.
Outcome<Said> checked(RecordForm const& form);
Outcome<Said> checked_correction(CorrectForm const& form);
Outcome<StrikeForm> checked_strike(StrikeForm const& form);
// What somebody types who has looked at the figures of a form again.
std::string figures_typed(std::string_view land, std::string_view money, std::string_view work);

Outcome<acts::Recorded<Contribution>> record(acts::Work& work, Said const& said);
Outcome<acts::Recorded<Contribution>> correct(acts::Work& work, Said const& said);
Outcome<acts::Recorded<Contribution>> strike(acts::Work& work, StrikeForm const& form);
acts::Recorded<Contribution> store(acts::Work& work, std::string_view act, Contribution line);

// A line that this actor may read, or not_found.
Outcome<Contribution> load(acts::Reading const& reading, ContributionId id);

Outcome<routes::Page> show_record(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_correct(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
Outcome<routes::Page> show_strike(routes::Reading& reading, forms::Sent const& sent, Problem const* problem);
routes::After after(Contribution const& line);

} // namespace kheo::contributions
