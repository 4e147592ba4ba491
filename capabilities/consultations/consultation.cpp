// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/consultations/consultation.hpp"

#include "capabilities/consultations/consultation.sql.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace kheo::consultations
{

namespace
{

std::map<std::string, std::int64_t, std::less<>> read_rules()
{
    auto const records =
        csv::Records::parse(data::file("rules/consultations.csv"), {"code", "value", "status"});
    ensure(records.has_value(), "data/rules/consultations.csv is broken");
    std::map<std::string, std::int64_t, std::less<>> rules;
    for (std::size_t row = 0; row < records->size(); ++row) {
        auto const text = records->at(row, "value");
        std::int64_t value = 0;
        auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
        ensure(read.ec == std::errc() && value >= 0, "data/rules/consultations.csv: no number");
        rules.emplace(records->at(row, "code"), value);
    }
    return rules;
}

std::unexpected<Problem> lacking(std::string field)
{
    return refuse(problems::words_needed,
                  std::vector<FieldError>{{std::move(field), std::string(problems::words_needed.sentence)}});
}

} // namespace

std::string_view label(State state)
{
    static constexpr std::array<std::string_view, 3> labels{"Chờ đọc", "Đã đăng", "Không đăng"};
    return labels.at(std::size_t(state));
}

std::string topics(Consultation const& consultation)
{
    auto words = "consultations consultation/" + shown(consultation.id);
    for (auto const model : ids_in<ModelId>(consultation.models))
        words += " model/" + shown(model);
    return words;
}

std::int64_t rule(std::string_view code)
{
    static auto const rules = read_rules();
    auto const found = rules.find(code);
    if (found == rules.end())
        throw Contradiction("no such rule in data/rules/consultations.csv: " + std::string(code));
    return found->second;
}

bool must_consult(rounds::Level level)
{
    return rule("must_" + std::string(boost::describe::enum_to_string(level, ""))) == 1;
}

Course course(Consultation const& consultation, Date today)
{
    if (consultation.stopped)
        return Course::stopped;
    return today <= consultation.closes_on ? Course::running : Course::over;
}

Outcome<Consultation> stopped(Consultation consultation, std::string reason, Date today)
{
    auto const now = course(consultation, today);
    if (now == Course::stopped)
        return refuse(problems::is_stopped);
    if (now == Course::over)
        return refuse(problems::over);
    if (reason.empty())
        return lacking("reason");
    consultation.stopped = true;
    consultation.reason = std::move(reason);
    ++consultation.version;
    return consultation;
}

Outcome<Opinion> published(Opinion opinion, std::string reply, Date today)
{
    if (opinion.state != State::sent)
        return refuse(problems::settled);
    if (reply.empty())
        return lacking("reply");
    opinion.state = State::published;
    opinion.reply = std::move(reply);
    opinion.replied_on = today;
    opinion.opened = true;
    ++opinion.version;
    return opinion;
}

Outcome<Opinion> held_back(Opinion opinion, std::string reason, Date today)
{
    if (opinion.state != State::sent)
        return refuse(problems::settled);
    if (reason.empty())
        return lacking("reason");
    opinion.state = State::held_back;
    opinion.reason = std::move(reason);
    opinion.replied_on = today;
    ++opinion.version;
    return opinion;
}

Outcome<Opinion> erased(Opinion opinion, std::string reason, Date today)
{
    if (opinion.text.empty())
        return refuse(problems::erased_already);
    if (reason.empty())
        return lacking("why");
    opinion.state = State::held_back;
    opinion.text.clear();
    opinion.reply.clear();
    opinion.reason = std::move(reason);
    opinion.replied_on = today;
    ++opinion.version;
    return opinion;
}

std::string obstacle(std::vector<Consultation> const& of_round, CandidateId candidate, bool must, Date today,
                     Date issued_on)
{
    auto consulted = false;
    for (auto const& one : of_round) {
        auto const listed = ids_in<CandidateId>(one.candidates);
        if (one.stopped || std::ranges::find(listed, candidate) == listed.end())
            continue;
        if (today <= one.closes_on || issued_on <= one.closes_on)
            return "Danh sách đề nghị đang lấy ý kiến đến hết ngày " + shown(one.closes_on) +
                   "; quyết định chỉ ghi được sau ngày đó.";
        consulted = true;
    }
    if (must && !consulted)
        return "Cấp này chỉ công nhận mô hình đã có trong danh sách được công bố lấy ý kiến. Xin công bố "
               "trước.";
    return {};
}

std::vector<Consultation> of_round(db::Connection& db, RoundId round)
{
    return db.all<Consultation>(sql::consultations_of_round, {{"round", round}});
}

std::vector<Consultation> running(db::Connection& db, Date today)
{
    return db.all<Consultation>(sql::running_consultations, {{"today", today}});
}

std::int64_t unread(db::Connection& db, ConsultationId id)
{
    return db.one<std::int64_t>(sql::unread_of_consultation, {{"consultation", id}}).value_or(0);
}

acts::Recorded<Consultation> store(acts::Work& work, std::string_view act, Consultation consultation)
{
    if (consultation.version == 1)
        work.db.run(sql::insert_consultation, consultation);
    else
        ensure(work.db.run(sql::update_consultation, consultation) == 1,
               "a consultation changed under its verb");
    return acts::append(work, act, std::move(consultation));
}

acts::Recorded<Opinion> store(acts::Work& work, std::string_view act, Opinion opinion)
{
    if (opinion.version == 1)
        work.db.run(sql::insert_opinion, opinion);
    else
        ensure(work.db.run(sql::update_opinion, opinion) == 1, "an opinion changed under its verb");
    return acts::append(work, act, std::move(opinion));
}

} // namespace kheo::consultations
