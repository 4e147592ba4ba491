// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/plans/fulfil.hpp"

#include "capabilities/heartbeats/heartbeats.hpp"
#include "capabilities/plans/fulfil.sql.hpp"
#include "data/data.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace kheo::plans
{

namespace
{

csv::Records const& types()
{
    static auto const all = [] {
        auto records =
            csv::Records::parse(data::file("rules/fulfilling-types.csv"), {"type", "shown_as", "status"});
        ensure(records.has_value(), "data/rules/fulfilling-types.csv is broken");
        return *std::move(records);
    }();
    return all;
}

// A number in figures or in a word, as products are written; 0 for anything else.
int number_in(std::string_view word)
{
    // "năm" is left out: it is a year more often than five.
    static constexpr std::array<std::string_view, 11> words{"",    "một", "hai", "ba",   "bốn", "",
                                                            "sáu", "bảy", "tám", "chín", "mười"};
    if (word.empty())
        return 0;
    int number = 0;
    auto const [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error == std::errc() && end == word.data() + word.size())
        return number;
    auto const found = std::ranges::find(words, word);
    return found == words.end() ? 0 : int(found - words.begin());
}

// "mỗi thôn", "từng hộ": a measure that is not the body that answers.
bool is_of_others(std::vector<std::string> const& words)
{
    static constexpr std::array<std::string_view, 9> answering{"xã", "phường", "đặc", "đơn", "địa",
                                                               "cơ", "đầu",    "tổ",  "năm"};
    for (std::size_t at = 0; at + 1 < words.size(); ++at)
        if ((words[at] == "mỗi" || words[at] == "từng") &&
            std::ranges::find(answering, words[at + 1]) == answering.end())
            return true;
    return false;
}

// How many that the words before "mô hình" ask for: the last number there, or the
// least of a range.
int number_before(std::vector<std::string> const& words, std::size_t at)
{
    // "02 (hai) mô hình" says it twice.
    auto const last = number_in(words[at - 1]);
    auto const before = at >= 2 ? number_in(words[at - 2]) : 0;
    if (last == 0)
        return 0;
    if (before > 0)
        return std::min(before, last);
    auto const joined = at >= 3 && (words[at - 2] == "đến" || words[at - 2] == "hoặc");
    auto const first = joined ? number_in(words[at - 3]) : 0;
    return first > 0 ? std::min(first, last) : last;
}

constexpr int most_asked = 100; // "năm 2026 mô hình" is a year

constexpr auto model_kind = "Mô hình";

std::string const& base_of(Reader reader)
{
    static std::string const inside = "/can-bo";
    static std::string const outside;
    return reader == Reader::officers ? inside : outside;
}

std::vector<ModelId> models_in(std::vector<Fulfilment> const& all)
{
    std::vector<ModelId> ids;
    for (auto const& one : all)
        if (one.model)
            ids.push_back(one.model);
    return ids;
}

std::vector<DocumentId> documents_in(std::vector<Fulfilment> const& all)
{
    std::vector<DocumentId> ids;
    for (auto const& one : all)
        if (one.document)
            ids.push_back(one.document);
    return ids;
}

} // namespace

std::string topics(Fulfilment const& fulfilment)
{
    return "tasks task/" + shown(fulfilment.task) +
           (fulfilment.model ? " model/" + shown(fulfilment.model) : "");
}

Outcome<Fulfilment> removed(Fulfilment fulfilment, std::string reason)
{
    if (fulfilment.removed)
        return refuse(problems::removed_before);
    if (reason.empty())
        return refuse(
            problems::removal_reason_needed,
            std::vector<FieldError>{{"removed_for", std::string(problems::removal_reason_needed.sentence)}});
    fulfilment.removed = true;
    fulfilment.removed_for = std::move(reason);
    ++fulfilment.version;
    return fulfilment;
}

std::optional<std::string> shown_as(std::string_view type)
{
    auto const key = folded(tidied(type));
    for (std::size_t row = 0; row < types().size(); ++row)
        if (folded(types().at(row, "type")) == key)
            return std::string(types().at(row, "shown_as"));
    return std::nullopt;
}

std::optional<int> models_asked(std::string_view product)
{
    auto const text = lower(nfc(product));
    std::vector<std::string> words;
    // A stop is a word of its own: "Phụ lục 3: mô hình" asks for no three.
    std::size_t end = 0;
    for (auto const& token : tokens(text)) {
        if (std::string_view(text).substr(end, token.begin - end).find_first_of(",;:.") != text.npos)
            words.emplace_back(".");
        words.emplace_back(token.text);
        end = token.end();
    }
    if (is_of_others(words))
        return std::nullopt;
    for (std::size_t at = 1; at + 1 < words.size(); ++at)
        if (words[at] == "mô" && words[at + 1] == "hình")
            if (auto const number = number_before(words, at); number > 0 && number <= most_asked)
                return number;
    return std::nullopt;
}

bool is_own_of(bodies::Body const& part, BodyId keeper, Date today)
{
    auto const held = bodies::directory();
    auto const atlas = areas::atlas();
    auto const now = bodies::keeper_of(*held, *atlas, keeper, today);
    auto const* const body = held->on(now, today);
    if (!body)
        return false;
    auto const* const area = atlas->on(part.area, today);
    return body->body == part.body || held->below(body->body, part.body, today) ||
           (area && areas::is_communal(area->kind) && atlas->within(body->area, part.area, today));
}

std::vector<BodyId> own_bodies(bodies::Body const& part, Date today)
{
    auto const held = bodies::directory();
    auto const* const area = areas::atlas()->on(part.area, today);
    std::vector<BodyId> all{part.body};
    auto const add = [&](std::vector<bodies::Body const*> const& more) {
        for (auto const* const body : more)
            if (std::ranges::find(all, body->body) == all.end())
                all.push_back(body->body);
    };
    if (area && areas::is_communal(area->kind))
        add(held->of_area(part.area, today));
    add(held->directly_below(part.body, today));
    return all;
}

Pointers::Pointers(acts::Reading const& reading, TaskId task)
    : all_(reading.db.all<Fulfilment>(sql::fulfilments_of_task, {{"task", task}})), standing_(),
      models_(reading, models_in(all_)), documents_(documents::load_all(reading, documents_in(all_)))
{
    if (!all_.empty())
        standing_ = reading.db.all<FulfilmentId>(sql::standing_models_of_task, {{"task", task}});
}

// Nothing where everybody is not to know that it is there.
std::optional<Fulfilling> Pointers::told_of(acts::Reading const& reading, Fulfilment const& one,
                                            Reader reader) const
{
    auto told = Fulfilling{.id = one.id, .kind = {}, .title = {}, .url = {}, .pointed_on = one.pointed_on};
    if (one.model) {
        reading.reads("model/" + shown(one.model));
        told.kind = model_kind;
        auto const* const model =
            reader == Reader::everybody ? models_.in_public(one.model) : models_.seen(one.model);
        auto const gone = model && model->stage == models::Stage::withdrawn;
        if (reader == Reader::everybody && (!model || gone))
            return std::nullopt;
        if (model) {
            told.title = model->title + (gone ? " (đã rút)" : "");
            told.url = base_of(reader) + "/mo-hinh/" + shown(one.model);
        }
        return told;
    }
    reading.reads("document/" + shown(one.document));
    auto const at = documents_.find(one.document);
    auto const* const document = at == documents_.end() ? nullptr : &at->second;
    if (reader == Reader::everybody && !(document && documents::is_open(*document)))
        return std::nullopt;
    told.kind = document ? shown_as(document->type).value_or("Văn bản") : "Văn bản";
    if (document) {
        told.title = documents::name_of(*document);
        if (!document->subject.empty() && told.title != document->subject)
            told.title += ": " + document->subject;
        if (document->stage == documents::Stage::withdrawn)
            told.title += " (đã rút)";
        told.url = base_of(reader) + "/van-ban/" + shown(one.document);
    }
    return told;
}

Fulfilled Pointers::of(acts::Reading const& reading, std::string const& period, tasks::Meant const& meant,
                       Reader reader) const
{
    auto fulfilled = Fulfilled();
    std::set<std::int64_t> models; // a successor may point at what was taken over
    for (auto const& one : all_) {
        auto const taken = std::ranges::find(meant.took_over, one.body) != meant.took_over.end();
        if (one.period != period || !(one.body == meant.body || taken))
            continue;
        auto told = told_of(reading, one, reader);
        if (!told)
            continue;
        fulfilled.items.push_back(std::move(*told));
        if (std::ranges::find(standing_, one.id) != standing_.end())
            models.insert(one.model.value);
    }
    fulfilled.models = std::int64_t(models.size());
    return fulfilled;
}

std::vector<Fulfilment> fulfilled_by(db::Connection& db, ModelId model)
{
    return db.all<Fulfilment>(sql::fulfilments_of_model, {{"model", model}});
}

std::vector<DocumentId> documents_behind(db::Connection& db, ModelId model)
{
    return db.all<DocumentId>(sql::documents_behind_model, {{"model", model}});
}

std::optional<Fulfilment> fulfilment_by_id(db::Connection& db, FulfilmentId id)
{
    return db.one<Fulfilment>(sql::fulfilment_by_id, {{"id", id}});
}

bool is_pointed(db::Connection& db, Fulfilment const& fulfilment)
{
    return db
        .one<FulfilmentId>(sql::same_fulfilment, {{"task", fulfilment.task},
                                                  {"period", fulfilment.period},
                                                  {"body", fulfilment.body},
                                                  {"model", fulfilment.model},
                                                  {"document", fulfilment.document}})
        .has_value();
}

std::vector<ModelId> models_to_point(db::Connection& db, BodyId body)
{
    return db.all<ModelId>(sql::models_to_point, {{"body", body}});
}

acts::Recorded<Fulfilment> store_new(acts::Work& work, Fulfilment const& fulfilment)
{
    work.db.run(sql::insert_fulfilment, fulfilment);
    return acts::append(work, "plans.pointed", fulfilment);
}

acts::Recorded<Fulfilment> store(acts::Work& work, Fulfilment const& fulfilment)
{
    ensure(work.db.run(sql::update_fulfilment, fulfilment) == 1, "a fulfilment changed under its verb");
    return acts::append(work, "plans.unpointed", fulfilment, {{"reason", fulfilment.removed_for}});
}

} // namespace kheo::plans
