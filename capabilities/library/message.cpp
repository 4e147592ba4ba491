// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/library/message.hpp"

#include "platform/crypto/digest.hpp"
#include "platform/files/problems.hpp"
#include "platform/files/shelf.hpp"
#include "platform/papers/edxml.hpp"
#include "platform/sheets/content.hpp"

#include <algorithm>
#include <array>

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

std::optional<std::string> bytes_of_file(Document const& document)
{
    auto const digest = digest_from_hex(document.file_hash);
    return document.file_hash.empty() || !digest ? std::nullopt : files::shelf().store.read(*digest);
}

// The document itself with its annexes; refused where they are not what was read.
Outcome<std::vector<papers::Enclosed>> taken_out(std::string_view envelope,
                                                 std::vector<papers::Part> const& parts)
{
    auto all = TRY(files::shelf().extractor.parts(envelope));
    auto const is_same = [](papers::Enclosed const& one, papers::Part const& part) {
        return hex(sha256(bytes_of(one.bytes))) == part.sha256;
    };
    if (!std::ranges::equal(all, parts, is_same))
        return refuse(files::problems::reading_failed);
    return all;
}

// What a message of it carries.
Outcome<std::vector<papers::Enclosed>> files_of(Document const& document,
                                                std::vector<papers::Part> const& parts)
{
    auto bytes = bytes_of_file(document);
    if (!bytes)
        return std::vector<papers::Enclosed>();
    if (!parts.empty())
        return taken_out(*bytes, parts);
    return std::vector<papers::Enclosed>{{document.file_name, std::move(*bytes)}};
}

Outcome<http::Response> part_of(acts::Reading const& reading, PartQuery const& query, Scope scope)
{
    auto const document = TRY(documents::load(reading, query.document));
    auto const parts = documents::parts_in(documents::pages_of(reading.db, document.id));
    auto const bytes = bytes_of_file(document);
    if (!shows(reading, scope, document) || query.part < 1 || std::size_t(query.part) > parts.size() ||
        !bytes)
        return refuse(kheo::problems::not_found);
    auto all = TRY(taken_out(*bytes, parts));
    auto& one = all[std::size_t(query.part) - 1];
    // Nobody looked at what it is: it is saved, never shown.
    auto const type = files::type_by_ending(sheets::ending(one.name));
    auto answer = http::Response{.type = std::string(type ? type->content_type : "application/octet-stream"),
                                 .body = std::move(one.bytes)};
    answer.download_as = one.name;
    return answer;
}

Outcome<http::Response> message_of(acts::Reading const& reading, DocumentId id, Scope scope)
{
    auto const document = TRY(documents::load(reading, id));
    if (!shows(reading, scope, document) || document.source != documents::Source::paper)
        return refuse(kheo::problems::not_found);
    auto const parts = documents::parts_in(documents::pages_of(reading.db, document.id));
    if (scope == Scope::open && !fits_in_message(document, parts))
        return refuse(problems::too_large_for_message);
    auto sending = sending_of(document, scope, reading.now);
    auto attached = TRY(files_of(document, parts));
    sending.attachments = std::move(attached);
    auto answer = http::Response{.type = "application/xml", .body = papers::to_edxml(sending)};
    answer.download_as = "van-ban-" + shown(document.id) + ".edxml";
    return answer;
}

} // namespace

std::span<forms::Rule const> PartQuery::rules()
{
    static constexpr std::array<forms::Rule, 2> list{
        {{"document", "Văn bản", forms::Input::id, INT64_MAX, forms::Need::required},
         {"part", "Tệp", forms::Input::number, papers::most_parts, forms::Need::required}}};
    return list;
}

bool fits_in_message(Document const& document, std::vector<papers::Part> const& parts)
{
    std::uint64_t carried = 0; // more than came, where it came zipped
    for (auto const& part : parts)
        carried += part.size;
    return document.file_size <= most_in_message && carried <= std::uint64_t(most_in_message);
}

Outcome<http::Response> document_message(routes::Reading& reading, DocumentQuery const& query)
{
    return message_of(reading, query.document, Scope::open);
}

Outcome<http::Response> document_message_inside(routes::Reading& reading, DocumentQuery const& query)
{
    return message_of(reading, query.document, Scope::inside);
}

Outcome<http::Response> document_part(routes::Reading& reading, PartQuery const& query)
{
    return part_of(reading, query, Scope::open);
}

Outcome<http::Response> document_part_inside(routes::Reading& reading, PartQuery const& query)
{
    return part_of(reading, query, Scope::inside);
}

} // namespace kheo::library
