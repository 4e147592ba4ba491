// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/library/message.hpp"

#include "platform/crypto/digest.hpp"
#include "platform/files/shelf.hpp"
#include "platform/papers/edxml.hpp"

#include <algorithm>

namespace kheo::library
{

namespace
{

papers::Organ organ_of(bodies::BodyId id)
{
    auto const* const body = bodies::directory()->newest(id);
    return body ? papers::Organ{body->code, body->name} : papers::Organ();
}

// "2026/11/22 10:04:00", as the standard writes a moment, in Viet Nam's time.
std::string moment(Instant now)
{
    auto text = iso(Instant{now.ms + 7 * 3'600'000LL}).substr(0, 19);
    std::ranges::replace(text, '-', '/');
    std::ranges::replace(text, 'T', ' ');
    return text;
}

papers::Sending sending_of(Document const& document, Scope scope, Instant now)
{
    auto sending = papers::Sending{.said = {.type = document.type,
                                            .number = document.number,
                                            .issuer = document.issuer,
                                            .place = document.issued_at,
                                            .date = document.issued_on ? iso(*document.issued_on) : "",
                                            .subject = document.subject,
                                            .content = {},
                                            .signer_office = document.signer_office,
                                            .recipients = document.recipients},
                                   .from = organ_of(document.body),
                                   .to = {},
                                   .attachments = {},
                                   .sent_at = moment(now)};
    if (scope == Scope::inside)
        for (auto const body : documents::sent_to(document))
            sending.to.push_back(organ_of(body));
    return sending;
}

Outcome<http::Response> message_of(acts::Reading const& reading, DocumentId id, Scope scope)
{
    auto const document = TRY(documents::load(reading, id));
    if (!shows(reading, scope, document) || document.source != documents::Source::paper)
        return refuse(kheo::problems::not_found);
    if (scope == Scope::open && !fits_in_message(document))
        return refuse(problems::too_large_for_message);
    auto sending = sending_of(document, scope, reading.now);
    if (auto const digest = digest_from_hex(document.file_hash); !document.file_hash.empty() && digest)
        if (auto bytes = files::shelf().store.read(*digest))
            sending.attachments.push_back({document.file_name, std::move(*bytes)});
    auto answer = http::Response{.type = "application/xml", .body = papers::to_edxml(sending)};
    answer.download_as = "van-ban-" + shown(document.id) + ".edxml";
    return answer;
}

} // namespace

bool fits_in_message(Document const& document)
{
    return document.file_size <= most_in_message;
}

Outcome<http::Response> document_message(routes::Reading& reading, DocumentQuery const& query)
{
    return message_of(reading, query.document, Scope::open);
}

Outcome<http::Response> document_message_inside(routes::Reading& reading, DocumentQuery const& query)
{
    return message_of(reading, query.document, Scope::inside);
}

} // namespace kheo::library
