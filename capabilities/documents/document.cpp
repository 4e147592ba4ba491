// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/document.hpp"

#include "capabilities/documents/problems.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
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

} // namespace

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
