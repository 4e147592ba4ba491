// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/document.hpp"

#include "capabilities/documents/problems.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <sstream>

namespace kheo::documents
{

namespace
{

bool is_of(acts::Reading const& reading, BodyId body)
{
    auto const held = bodies::directory();
    auto const* at = held->on(body, reading.today());
    if (!at)
        at = held->newest(body);
    return at && reading.may(may::see_documents, bodies::place(*at));
}

// "tinh uy minh hoa" of "Ban Thường vụ Tỉnh ủy (Minh Họa)": letters and digits
// only, without the part of a committee that signs for the whole.
std::string issuer_key(std::string_view issuer)
{
    std::string key;
    for (auto const& token : tokens(folded(nfc(issuer))))
        key += (key.empty() ? "" : " ") + std::string(token.text);
    for (std::string_view const part : {"t m ", "tm ", "ban thuong vu ", "ban chap hanh ", "thuong truc "})
        if (key.starts_with(part))
            key.erase(0, part.size());
    if (key.starts_with("ubnd "))
        key.replace(0, 4, "uy ban nhan dan");
    return key;
}

// Where these whole words stand in the key; npos: nowhere.
std::size_t words_at(std::string_view key, std::string_view words)
{
    auto const at = (" " + std::string(key) + " ").find(" " + std::string(words) + " ");
    return words.empty() ? std::string_view::npos : at;
}

// Where the bodies stand that this issuer can be: those of its name, or those of
// the first area that it names. None: nobody here.
std::vector<AreaId> areas_of_issuer(std::string_view key, Date today)
{
    auto const held = bodies::directory();
    auto const atlas = areas::atlas();
    std::vector<AreaId> named;
    std::map<std::size_t, std::vector<AreaId>> by_place;
    for (auto const& body : held->periods()) {
        if (!body.holds_on(today))
            continue;
        auto const name = issuer_key(body.name);
        auto const* const area = atlas->on(body.area, today);
        auto const whole = area ? folded(area->full_name) : std::string();
        auto const bare = area ? folded(area->name) : std::string();
        if (key == name || (!bare.empty() && (key == name + " " + bare || key == name + " " + whole)))
            named.push_back(body.area);
        for (auto const& place : {whole, "tinh uy " + bare, "thanh uy " + bare, "dang uy " + bare})
            if (auto const at = words_at(key, place); area && at != std::string_view::npos)
                by_place[at].push_back(body.area);
    }
    if (!named.empty() || by_place.empty())
        return named;
    return by_place.begin()->second;
}

std::vector<AreaId> areas_of_issuer(Document const& document, Date today)
{
    auto const key = issuer_key(document.issuer);
    if (key.empty() || document.source != Source::paper)
        return {};
    if (auto all = areas_of_issuer(key, today); !all.empty())
        return all;
    // "Tỉnh ủy" alone, of the place in its heading; or of the keeper's own province.
    if (auto all = areas_of_issuer(key + " " + issuer_key(document.issued_at), today); !all.empty())
        return all;
    auto const atlas = areas::atlas();
    if (key.ends_with("tinh uy") || key.ends_with(" tinh"))
        if (auto const* const province = atlas->province_of(document.area, today))
            return {province->area};
    return {};
}

bool is_above(Document const& one, Document const& other, Date today)
{
    return one.body == other.body || bodies::directory()->below(other.body, one.body, today) ||
           (one.area != other.area && areas::atlas()->within(other.area, one.area, today));
}

} // namespace

bool speaks_for_issuer(Document const& document, Date today)
{
    auto const all = areas_of_issuer(document, today);
    return !document.body || all.empty() || std::ranges::any_of(all, [&](AreaId area) {
        return area == document.area || areas::atlas()->within(area, document.area, today);
    });
}

bool may_end(Document const& ending, Document const& ended, Date today)
{
    if (!ending.body)
        return true; // the operator's own
    if (ending.source != Source::paper || !speaks_for_issuer(ending, today))
        return false;
    auto const key = issuer_key(ending.issuer);
    if (!key.empty() && key == issuer_key(ended.issuer))
        return true;
    // What is from elsewhere is ended by what is from elsewhere.
    auto const outside = areas_of_issuer(ended, today).empty();
    if (outside && !areas_of_issuer(ending, today).empty())
        return false;
    return ended.body && speaks_for_issuer(ended, today) && is_above(ending, ended, today);
}

std::string_view label(Source source)
{
    return source == Source::paper ? "Văn bản" : "Theo báo, chưa có văn bản gốc";
}

std::string_view label(Reach reach)
{
    static constexpr std::array<std::string_view, 3> labels{"Chỉ nơi nhận", "Nội bộ hệ thống", "Công khai"};
    return labels.at(std::size_t(reach));
}

std::string name_of(Document const& document)
{
    if (document.source == Source::press || (document.type.empty() && document.number.empty()))
        return document.subject;
    return tidied(document.type + " " + document.number);
}

citations::Node node_of(Document const& document)
{
    if (document.source == Source::press) {
        auto node = citations::Node{.base = "press|" + folded(tidied(document.subject))};
        node.day = document.issued_on ? iso(*document.issued_on) : "";
        return node;
    }
    auto node =
        citations::node_of(document.type, document.number, document.issuer,
                           document.issued_on ? iso(*document.issued_on) : "", false, document.issued_at);
    if (node.term.empty() && document.year > 0)
        node.term = std::to_string(document.year);
    return node;
}

std::vector<BodyId> sent_to(Document const& document)
{
    std::vector<BodyId> all;
    auto in = std::istringstream(document.sent_to);
    for (std::string id; in >> id;)
        all.push_back({parse_id(id).value_or(0)});
    return all;
}

std::string sent_to_text(std::vector<BodyId> const& bodies)
{
    std::string text;
    for (auto const body : bodies)
        text += (text.empty() ? "" : " ") + shown(body);
    return text;
}

Force force_of(Document const& document, Date today)
{
    auto const from = document.valid_from ? document.valid_from : document.issued_on;
    if (document.valid_to && *document.valid_to <= today)
        return Force::ended;
    if (!from)
        return Force::unknown;
    return *from <= today ? Force::in_force : Force::not_yet;
}

bool sees(acts::Reading const& reading, Document const& document)
{
    if (is_open(document) || reading.actor.kind == acts::ActorKind::system)
        return true;
    if (document.body && is_of(reading, document.body))
        return true;
    if (document.stage != Stage::recorded)
        return false;
    if (document.reach == Reach::system && reading.may(may::see_documents, {}))
        return true;
    return std::ranges::any_of(sent_to(document), [&](BodyId body) { return is_of(reading, body); });
}

Outcome<Document> reaching(Document document, Reach reach, std::string allowed_by,
                           std::optional<Date> allowed_on, Date today)
{
    if (document.stage != Stage::recorded)
        return refuse(problems::withdrawn_before);
    if (document.reach == reach)
        return refuse(problems::reach_same, label(reach));
    std::vector<FieldError> errors;
    if (reach > document.reach && allowed_by.empty())
        errors.push_back({"allowed_by", std::string(problems::allowed_needed.sentence)});
    if (allowed_on && *allowed_on > today)
        errors.push_back({"allowed_on", "Ngày cho phép: chưa đến ngày này."});
    if (!errors.empty())
        return refuse(problems::allowed_needed, std::move(errors));
    document.reach = reach;
    document.allowed_by = std::move(allowed_by);
    document.allowed_on = allowed_on;
    document.opened = document.opened || reach == Reach::open;
    ++document.version;
    return document;
}

Outcome<Document> withdrawn(Document document, std::string reason)
{
    if (document.stage != Stage::recorded)
        return refuse(problems::withdrawn_before);
    if (reason.empty())
        return refuse(problems::reason_needed,
                      std::vector<FieldError>{{"reason", std::string(problems::reason_needed.sentence)}});
    document.stage = Stage::withdrawn;
    document.reason = std::move(reason);
    ++document.version;
    return document;
}

} // namespace kheo::documents
