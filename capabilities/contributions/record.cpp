// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/contributions/record.hpp"

#include "capabilities/contributions/contribution.sql.hpp"
#include "capabilities/heartbeats/heartbeats.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::contributions
{

namespace
{

constexpr std::int64_t most_lines = 1'000; // of one model

using forms::Input;
using forms::Need;
constexpr std::array<forms::Rule, 11> shared_rules{{
    {"source", "Nguồn", Input::choice, 60, Need::required},
    {"since", "Từ ngày", Input::date, 0, Need::required, "Ngày ghi trên sổ, biên bản."},
    {"until", "Đến ngày", Input::date, 0, Need::optional,
     "Bỏ trống nếu trong một ngày. Qua năm thì ghi thành hai dòng."},
    {"land", "Đất (m²)", Input::line, 30, Need::optional,
     "Ví dụ: 659,88. Đất Nhà nước thu hồi không ghi ở đây."},
    {"land_givers", "Số hộ, đơn vị góp đất", Input::number, 1'000'000},
    {"money", "Tiền (đồng)", Input::line, 30, Need::optional, "Ghi đủ số đồng, hoặc: 1,2 tỷ; 350 triệu."},
    {"money_givers", "Số hộ, đơn vị góp tiền", Input::number, 1'000'000},
    {"work", "Ngày công", Input::line, 30, Need::optional, "Nửa ngày ghi 0,5."},
    {"work_givers", "Số hộ, đơn vị góp công", Input::number, 1'000'000},
    {"note", "Căn cứ", Input::text, 1000, Need::required,
     "Sổ theo dõi, biên bản họp, nghiệm thu. Không ghi tên người góp, không kèm danh sách."},
    {"sure", "Con số đã xem lại", Input::line, 100, Need::optional,
     "Khi được nhắc: ba con số đã gõ (đất;tiền;ngày công), cách nhau bằng dấu chấm phẩy."},
}};

// The rules of one form: its own before, then those that both share, then its own after.
template <std::size_t Before, std::size_t After>
constexpr auto joined(std::array<forms::Rule, Before> const& before,
                      std::array<forms::Rule, After> const& after)
{
    std::array<forms::Rule, Before + shared_rules.size() + After> all{};
    auto into = std::copy(before.begin(), before.end(), all.begin());
    into = std::copy(shared_rules.begin(), shared_rules.end(), into);
    std::copy(after.begin(), after.end(), into);
    return all;
}

constexpr forms::Rule reason_rule{"reason", "Lý do",        Input::text,
                                  1000,     Need::required, "Vì sao sửa, theo giấy tờ nào."};

std::string_view label_of(std::string_view field)
{
    return std::ranges::find(shared_rules, field, &forms::Rule::name)->label;
}

// What the fields say, into the record; each that is wrong is told.
class Reader
{
  public:
    Contribution line_of(Figures const& form)
    {
        auto line = Contribution{.source = form.source,
                                 .since = form.since,
                                 .until = form.until.value_or(form.since),
                                 .note = form.note};
        auto const* const source = source_of(form.source);
        if (!source)
            say("source", "xin chọn một mục trong danh sách.");
        check_days(line);
        line.land_dm2 = amount(Kind::land, "land", form.land);
        line.money = amount(Kind::money, "money", form.money);
        line.half_days = amount(Kind::work, "work", form.work);
        if (errors.empty() && line.land_dm2 + line.money + line.half_days == 0)
            say("land", "xin ghi ít nhất một con số: đất, tiền hoặc ngày công.");
        auto const counts = source && source->counts_givers;
        line.land_givers = givers("land_givers", line.land_dm2, form.land_givers, counts);
        line.money_givers = givers("money_givers", line.money, form.money_givers, counts);
        line.work_givers = givers("work_givers", line.half_days, form.work_givers, counts);
        check_text("note", label_of("note"), form.note);
        return line;
    }

    void check_text(std::string_view field, std::string_view label, std::string const& text)
    {
        if (auto error = areas::private_data_in(field, label, text))
            named.push_back(std::move(*error));
    }

    std::vector<FieldError> errors;
    std::vector<FieldError> named; // where a private person is named

  private:
    void say(std::string_view field, std::string_view words)
    {
        errors.push_back({std::string(field), fmt::format("{}: {}", label_of(field), words)});
    }

    void check_days(Contribution const& line)
    {
        if (line.until < line.since)
            say("until", "không thể trước “Từ ngày”.");
        else if (civil(line.since).year != civil(line.until).year)
            say("until", "xin tách thành từng năm, mỗi năm một dòng.");
        if (civil(line.since).year < rule("first_year"))
            say("since", fmt::format("sớm nhất là năm {}.", rule("first_year")));
    }

    std::int64_t amount(Kind kind, std::string_view field, std::string_view typed)
    {
        auto const read = amount_of(kind, label_of(field), typed);
        if (read)
            return *read;
        errors.push_back({std::string(field), read.error()});
        return 0;
    }

    std::int64_t givers(std::string_view field, std::int64_t amount, std::int64_t typed, bool counts)
    {
        if (amount > 0 && counts && typed == 0)
            say(field, "xin ghi bao nhiêu hộ, đơn vị đã góp; chỉ ghi số, không ghi tên.");
        if (amount == 0 && typed > 0)
            say(field, "đã ghi số hộ, đơn vị thì xin ghi góp được bao nhiêu.");
        return amount > 0 && counts ? typed : 0;
    }
};

Outcome<Said> said_of(Figures const& form, std::string const& reason)
{
    auto reader = Reader();
    auto said = Said{.line = reader.line_of(form), .reason = reason};
    if (!reason.empty())
        reader.check_text("reason", reason_rule.label, reason);
    if (!reader.named.empty()) {
        std::ranges::move(reader.errors, std::back_inserter(reader.named));
        return refuse(areas::problems::private_data, std::move(reader.named));
    }
    if (!reader.errors.empty())
        return refuse(kheo::problems::bad_fields, std::move(reader.errors));
    said.sure = !form.sure.empty() && form.sure == figures_typed(form.land, form.money, form.work);
    return said;
}

// What is to be looked at again before it is stored: nobody is kept from it.
Outcome<void> looked_at(acts::Work& work, Said const& said)
{
    auto const& line = said.line;
    if (line.until > work.today())
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{line.since > work.today() ? "since" : "until",
                                               "Chưa đến ngày này: chỉ ghi việc đã diễn ra."}});
    if (said.sure)
        return {};
    static constexpr std::array<std::string_view, 3> fields{"land", "money", "work"};
    std::vector<FieldError> errors;
    for (auto const kind : kinds) {
        auto const field = fields.at(std::size_t(kind));
        if (auto const why = unusual(kind, gift_of(line, kind)); !why.empty())
            errors.push_back({std::string(field), fmt::format("{}: {}.", label_of(field), why)});
    }
    if (work.db.one<ContributionId>(sql::same_line, db::Params(line)))
        errors.push_back({"source", "Nguồn: đã có một dòng giống hệt (cùng nguồn, ngày, con số)."});
    if (errors.empty())
        return {};
    return refuse(problems::look_again, std::move(errors));
}

Outcome<Contribution> load_for_change(acts::Work const& work, ContributionId id, std::int64_t version)
{
    auto line = TRY(load(work, id));
    if (!work.may(may::record_contributions, place(line)))
        return refuse(kheo::problems::not_allowed);
    if (line.version != version)
        return refuse(kheo::problems::changed_meanwhile, "Người khác");
    return line;
}

} // namespace

std::span<forms::Rule const> RecordForm::rules()
{
    static constexpr std::array<forms::Rule, 1> before{
        {{"model", "Mô hình", Input::id, INT64_MAX, Need::required}}};
    static constexpr auto list = joined(before, std::array<forms::Rule, 0>{});
    return list;
}

std::span<forms::Rule const> CorrectForm::rules()
{
    static constexpr std::array<forms::Rule, 2> before{
        {{"contribution", "Dòng đóng góp", Input::id, INT64_MAX, Need::required},
         {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required}}};
    static constexpr auto list = joined(before, std::array{reason_rule});
    return list;
}

std::span<forms::Rule const> StrikeForm::rules()
{
    static constexpr std::array<forms::Rule, 3> list{{
        {"contribution", "Dòng đóng góp", Input::id, INT64_MAX, Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, Need::required},
        {"reason", "Lý do", Input::text, 1000, Need::required, "Ví dụ: ghi trùng với dòng khác."},
    }};
    return list;
}

std::string figures_typed(std::string_view land, std::string_view money, std::string_view work)
{
    return fmt::format("{};{};{}", land, money, work);
}

Outcome<Said> checked(RecordForm const& form)
{
    auto said = TRY(said_of(form, {}));
    said.line.model = form.model;
    return said;
}

Outcome<Said> checked_correction(CorrectForm const& form)
{
    auto said = TRY(said_of(form, form.reason));
    said.line.id = form.contribution;
    said.line.version = form.version;
    return said;
}

Outcome<StrikeForm> checked_strike(StrikeForm const& form)
{
    return areas::without_private_data(form, {"reason"});
}

acts::Recorded<Contribution> store(acts::Work& work, std::string_view act, Contribution line)
{
    if (line.version == 1)
        work.db.run(sql::insert_contribution, line);
    else
        ensure(work.db.run(sql::update_contribution, line) == 1, "a contribution changed under its verb");
    return acts::append(work, act, std::move(line));
}

Outcome<Contribution> load(acts::Reading const& reading, ContributionId id)
{
    auto line = reading.db.one<Contribution>(sql::contribution_by_id, {{"id", id}});
    if (!line || !reading.may(may::see_contributions, place(*line)))
        return refuse(kheo::problems::not_found);
    return *line;
}

Outcome<acts::Recorded<Contribution>> record(acts::Work& work, Said const& said)
{
    auto const model = TRY(models::load_row(work, said.line.model));
    if (!work.may(may::record_contributions, models::place(model)))
        return refuse(kheo::problems::not_allowed);
    if (!heartbeats::is_in_life(model) && model.stage != models::Stage::registered)
        return refuse(models::problems::stage_forbids, models::label(model.stage));
    if (work.db.one<std::int64_t>(sql::lines_of_model, {{"model", model.id}}).value_or(0) >= most_lines)
        return refuse(problems::too_many_lines);
    if (auto const looked = looked_at(work, said); !looked)
        return std::unexpected(looked.error());
    auto line = said.line;
    line.id = {work.draws.id()};
    line.body = model.body;
    line.area = model.area;
    line.demo = model.demo;
    return store(work, "contributions.recorded", std::move(line));
}

Outcome<acts::Recorded<Contribution>> correct(acts::Work& work, Said const& said)
{
    auto now = TRY(load_for_change(work, said.line.id, said.line.version));
    auto asked = said;
    asked.line.model = now.model; // for the line that says the same
    auto next = TRY(corrected(std::move(now), said.line, said.reason));
    if (auto const looked = looked_at(work, asked); !looked)
        return std::unexpected(looked.error());
    return store(work, "contributions.corrected", std::move(next));
}

Outcome<acts::Recorded<Contribution>> strike(acts::Work& work, StrikeForm const& form)
{
    auto now = TRY(load_for_change(work, form.contribution, form.version));
    auto next = TRY(struck(std::move(now), form.reason));
    return store(work, "contributions.struck", std::move(next));
}

} // namespace kheo::contributions
