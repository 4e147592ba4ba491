// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/replications/replication.hpp"

#include "capabilities/replications/replication.sql.hpp"
#include "web/form_page.hpp"
#include "web/form_page.html.hpp"

#include <algorithm>
#include <array>

namespace kheo::replications
{

namespace
{

constexpr std::size_t most_ancestors = 200; // no lineage is as long: a broken one still ends

std::unexpected<Problem> at_origin(Problem problem)
{
    problem.fields.push_back({"origin", problem.sentence});
    return std::unexpected(std::move(problem));
}

Outcome<Model> origin_of(acts::Reading const& reading, RecordForm const& form)
{
    auto const id = model_in(form.origin);
    auto origin = id ? models::load(reading, *id) : Outcome<Model>(refuse(problems::no_such_origin));
    if (!origin || !origin->published || origin->stage == models::Stage::withdrawn)
        return at_origin(problems::no_such_origin);
    return origin;
}

// Of an origin that follows another one, its own first day may be the earlier one.
Outcome<void> likely_day(acts::Reading const& reading, Date day, Model const& origin)
{
    auto earliest = earliest_day(reading.db.one<FirstEntry>(sql::first_entry, {{"model", origin.id}})
                                     .value_or(FirstEntry{origin.year, origin.entry, origin.registered_on}));
    if (auto const own = reading.db.one<Replication>(sql::replication_of_model, {{"model", origin.id}}))
        earliest = std::min(earliest, own->day);
    auto words = unlikely(day, earliest, reading.today(), origin.title);
    if (words.empty())
        return {};
    return refuse(kheo::problems::bad_fields, std::vector<FieldError>{{"day", std::move(words)}});
}

} // namespace

std::vector<Ancestor> ancestors_of(acts::Reading const& reading, ModelId model)
{
    std::vector<Ancestor> all;
    while (model && all.size() < most_ancestors) {
        auto const above = reading.db.one<ModelId>(sql::ancestor, {{"model", model}});
        if (!above)
            break;
        auto const read = models::load(reading, model);
        all.push_back({model, *above, read ? read->title : "một mô hình chưa công khai"});
        model = *above;
    }
    return all;
}

std::string circle(ModelId model, std::string_view title, std::vector<Ancestor> const& of_origin)
{
    auto const found = std::ranges::find(of_origin, model, &Ancestor::model);
    if (found == of_origin.end())
        return {};
    std::string words = "“" + std::string(title) + "”";
    for (auto at = of_origin.begin(); at != found; ++at)
        words += " nhân rộng từ “" + at->title + "”";
    return words + " nhân rộng từ “" + std::string(title) + "”";
}

Model replicating(Model model, ModelId origin)
{
    model.origin = origin;
    if (model.entry == models::Entry::moi)
        model.entry = models::Entry::nhan_rong;
    ++model.version;
    return model;
}

Date earliest_day(FirstEntry const& entry)
{
    constexpr int first_year = 2010; // of the movement's registrations
    auto const year = entry.entry == models::Entry::duy_tri ? first_year : entry.year;
    auto const first = date_of({year, 1, 1}).value();
    return entry.registered_on ? std::min(first, *entry.registered_on) : first;
}

std::string unlikely(Date day, Date earliest, Date today, std::string_view origin)
{
    if (day > today)
        return "Bắt đầu làm theo từ ngày: chưa đến ngày này.";
    if (day < earliest)
        return "Bắt đầu làm theo từ ngày: không thể trước khi “" + std::string(origin) +
               "” có, sớm nhất là ngày " + shown(earliest) + ".";
    return {};
}

std::optional<ModelId> model_in(std::string_view typed)
{
    constexpr std::string_view address = "/mo-hinh/";
    if (auto const at = typed.find(address); at != typed.npos) {
        typed.remove_prefix(at + address.size());
        typed = typed.substr(0, typed.find_first_not_of("0123456789"));
    }
    // What programs add behind an address names no model.
    typed = typed.substr(0, typed.find_first_of("?#"));
    auto const end = typed.find_last_of("0123456789");
    if (end == typed.npos)
        return std::nullopt;
    auto const before = typed.substr(0, end + 1).find_last_not_of("0123456789");
    auto const digits = typed.substr(before == typed.npos ? 0 : before + 1,
                                     end - (before == typed.npos ? 0 : before + 1) + 1);
    auto const id = parse_id(digits);
    return id && *id > 0 ? std::optional(ModelId{*id}) : std::nullopt;
}

acts::Recorded<Replication> store(acts::Work& work, Replication replication)
{
    auto const first = replication.version == 1;
    if (first)
        work.db.run(sql::insert_replication, replication);
    else
        ensure(work.db.run(sql::update_replication, replication) == 1,
               "a replication changed under its verb");
    return acts::append(work, first ? "replications.recorded" : "replications.corrected",
                        std::move(replication));
}

std::span<forms::Rule const> RecordForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 5> list{{
        {"model", "Mô hình", Input::id, INT64_MAX, forms::Need::required},
        {"version", "Phiên bản", Input::hidden, INT64_MAX, forms::Need::required},
        {"origin", "Nhân rộng từ mô hình", Input::line, 300, forms::Need::required,
         "Chép địa chỉ trang công khai của mô hình đó."},
        {"day", "Bắt đầu làm theo từ ngày", Input::date},
        {"changed", "Đã làm khác đi điều gì", Input::text, 2000, forms::Need::required,
         "Ví dụ: nơi khởi đầu giao cho Chi hội Phụ nữ, ở đây giao cho tổ liên gia."},
    }};
    return list;
}

Outcome<RecordForm> checked(RecordForm const& form)
{
    return areas::without_private_data(form, {"changed"});
}

Outcome<acts::Recorded<Replication>> record(acts::Work& work, RecordForm const& form)
{
    auto model = TRY(models::load_for_change(work, may::record_replications, form.model, form.version));
    if (!heartbeats::is_in_life(model) && model.stage != models::Stage::registered)
        return refuse(models::problems::stage_forbids, models::label(model.stage));
    auto const origin = TRY(origin_of(work, form));
    if (auto const words = circle(model.id, model.title, ancestors_of(work, origin.id)); !words.empty())
        return at_origin(Problem(problems::circle, words));
    auto const day = form.day.value_or(work.today());
    if (auto const likely = likely_day(work, day, origin); !likely)
        return std::unexpected(likely.error());
    auto next = work.db.one<Replication>(sql::replication_of_model, {{"model", model.id}})
                    .value_or(Replication{.id = {work.draws.id()}, .model = model.id});
    if (next.origin == origin.id && next.day == day && next.changed == form.changed)
        return refuse(problems::nothing_changed);
    if (model.origin != origin.id)
        models::store(work, "models.replicated", replicating(model, origin.id));
    next.origin = origin.id;
    next.day = day;
    next.body = model.body;
    next.area = model.area;
    next.changed = form.changed;
    next.opened = next.opened || model.published;
    next.demo = model.demo;
    ++next.version;
    return store(work, std::move(next));
}

Outcome<routes::Page> show_record(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = ModelId{parse_id(forms::value_of(sent.values, "model")).value_or(0)};
    auto const model = TRY(models::load(reading, id));
    if (!reading.may(may::record_replications, models::place(model)))
        return refuse(kheo::problems::not_found);
    auto values = sent.values;
    auto const said = reading.db.one<Replication>(sql::replication_of_model, {{"model", id}});
    if (!problem && forms::value_of(values, "origin").empty() && model.origin)
        forms::replace(values, "origin", "/mo-hinh/" + shown(model.origin));
    if (!problem && said) {
        forms::replace(values, "day", shown(said->day));
        forms::replace(values, "changed", said->changed);
    }
    auto const fields = web::FormFields(RecordForm::rules(), values, problem);
    auto const address = "/can-bo/mo-hinh/" + shown(id);
    auto const form = web::FormPage{
        .title = "Nhân rộng từ mô hình nào",
        .intro = model.title + ". Nơi khởi đầu được ghi công; người đọc thấy hai nơi làm khác nhau ở đâu.",
        .action = address + "/nhan-rong",
        .keys = web::form_keys_of(reading.csrf, values, problem, std::to_string(model.version)),
        .errors = web::errors_of(problem),
        .sections = {{"", "", fields.fields({"origin", "day", "changed"})}},
        .buttons = {{"Ghi việc nhân rộng"}},
        .cancel = {"Bỏ, về trang của mô hình", address}};
    return routes::Page{.title = form.title,
                        .crumbs = {{"Việc của tôi", "/can-bo"},
                                   {"Mô hình", "/can-bo/mo-hinh"},
                                   {model.title, address},
                                   {"Nhân rộng", ""}},
                        .body = web::form_page(form),
                        .section = "/can-bo/mo-hinh"};
}

} // namespace kheo::replications
