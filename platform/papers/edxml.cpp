// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/papers/edxml.hpp"

#include "platform/crypto/base64.hpp"
#include "platform/papers/problems.hpp"
#include "platform/sheets/content.hpp"
#include "platform/sheets/package.hpp"
#include "platform/sheets/problems.hpp"
#include "platform/sheets/xml.hpp"
#include "platform/text/text.hpp"
#include "platform/time/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace kheo::papers
{
namespace
{

using sheets::child;
using sheets::is;
using sheets::next;

constexpr std::size_t longest_value = 4'000; // characters of one element
constexpr std::size_t most_places = 500;

// Tidied; "N/A" stands for nothing in messages that programs fill in.
std::string value(pugi::xml_node node)
{
    auto text = tidied(finished(first_characters(node.text().get(), longest_value)));
    return text == "N/A" ? std::string() : text;
}

std::string value(pugi::xml_node node, std::string_view name)
{
    return value(child(node, name));
}

// The first element of that name anywhere; the depth has its limit already.
pugi::xml_node find(pugi::xml_node node, std::string_view name)
{
    for (auto each = node.first_child(); each; each = each.next_sibling()) {
        if (is(each, name))
            return each;
        if (auto const found = find(each, name))
            return found;
    }
    return {};
}

// "2026/03/05", "2026-03-05T00:00:00", "05/03/2026" as an ISO day; "" otherwise.
std::string day_of(std::string text)
{
    text = text.substr(0, std::min(text.find_first_of("T "), text.size()));
    auto iso_like = text;
    std::ranges::replace(iso_like, '/', '-');
    auto day = parse_iso_date(iso_like);
    if (!day)
        day = parse_date(text);
    return day ? iso(*day) : std::string();
}

// State: 15 and "KH-UBND" are 15/KH-UBND; Party: 15 and "KH/TU" are 15-KH/TU;
// of a year: 30 and "2020/NĐ-CP" are 30/2020/NĐ-CP.
std::string number_of(std::string const& number, std::string const& notation)
{
    if (number.find('/') != std::string::npos || notation.empty())
        return number;
    if (number.empty())
        return notation;
    auto const of_year = notation.front() >= '0' && notation.front() <= '9';
    auto const party = !of_year && notation.find('/') != std::string::npos;
    return number + (party ? "-" : "/") + notation;
}

Said said_in(pugi::xml_node header)
{
    auto said = Said();
    auto const from = child(header, "From");
    auto const issued = child(header, "PromulgationInfo");
    auto const code = child(header, "Code");
    auto const type = child(header, "DocumentType");
    auto const signer = child(header, "SignerInfo");
    // Who sends it need not be who issued it.
    said.issuer = value(issued, "Promulgator");
    if (said.issuer.empty())
        said.issuer = value(from, "OrganName");
    said.number = number_of(value(code, "CodeNumber"), value(code, "CodeNotation"));
    said.place = value(issued, "Place");
    said.date = day_of(value(issued, "PromulgationDate"));
    said.type = value(type, "TypeName");
    if (said.type.empty() && !type.first_child().first_child())
        said.type = value(type);
    said.subject = value(header, "Subject");
    said.content = value(header, "Content");
    said.signer_office = value(signer, "Position");
    auto const places = child(header, "ToPlaces");
    std::size_t count = 0;
    for (auto each = child(places, "Place"); each && count < most_places; each = next(each, "Place"), ++count)
        if (auto place = value(each); !place.empty())
            said.recipients += (said.recipients.empty() ? "" : "\n") + place;
    return said;
}

std::string without_space(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    std::ranges::copy_if(text, std::back_inserter(out), [](char letter) {
        return letter != ' ' && letter != '\n' && letter != '\r' && letter != '\t';
    });
    return out;
}

// A file, or the files of a zip that it was put into for the way.
Outcome<void> add(Message& message, std::string name, std::string_view encoded)
{
    auto const bytes = from_base64(without_space(encoded));
    if (!bytes)
        return refuse(problems::broken);
    auto content = std::string(bytes->begin(), bytes->end());
    if (sheets::type_of(content) != sheets::Type::zip || sheets::ending(name) == "zip") {
        message.attachments.push_back({std::move(name), std::move(content)});
        return {};
    }
    auto const package = TRY(sheets::Package::open(content));
    for (auto const& part : package.names()) {
        if (part.ends_with('/'))
            continue;
        if (message.attachments.size() >= max_attachments)
            return refuse(problems::unsafe);
        auto inside = TRY(package.part(part));
        auto own = package.names().size() == 1 ? name : finished(part.substr(part.rfind('/') + 1));
        if (tidied(own).empty())
            own = "tep-" + std::to_string(message.attachments.size() + 1);
        message.attachments.push_back({std::move(own), std::move(inside)});
    }
    return {};
}

std::string id_of(pugi::xml_node node)
{
    auto id = value(node, "ContentId");
    return id.starts_with("cid:") ? id.substr(4) : id;
}

// What the manifest says of a content with the same id: its name, and which it is.
struct Reference {
    std::string name = {};
    std::size_t place = 0;
};

std::map<std::string, Reference> references_in(pugi::xml_node root)
{
    std::map<std::string, Reference> all;
    auto const manifest = find(root, "edXMLManifest");
    for (auto each = child(manifest, "Reference"); each && all.size() < max_attachments;
         each = next(each, "Reference"))
        all.try_emplace(id_of(each), Reference{value(each, "AttachmentName"), all.size()});
    return all;
}

struct Content {
    std::string name;
    std::string_view encoded;
    std::size_t place;
};

// In the order of the manifest; those that it does not name behind them, as they stand.
Outcome<std::vector<Content>> contents_of(pugi::xml_node root)
{
    auto const references = references_in(root);
    std::vector<Content> contents;
    for (auto const& [list, content, name] :
         {std::tuple("AttachmentEncoded", "ContentTransferEncoded", "AttachmentName"),
          std::tuple("Manifest", "Content", "FileName")}) {
        auto const all = find(root, list);
        for (auto each = child(all, "Attachment"); each; each = next(each, "Attachment")) {
            if (contents.size() >= max_attachments)
                return refuse(problems::unsafe);
            auto const known = references.find(id_of(each));
            auto const unnamed = Reference{.place = max_attachments + contents.size()};
            auto const reference = known == references.end() ? unnamed : known->second;
            auto own = value(each, name);
            if (own.empty())
                own = reference.name;
            own.erase(0, own.find_last_of("/\\") + 1);
            contents.push_back({own.empty() ? "tep-" + std::to_string(contents.size() + 1) : own,
                                child(each, content).text().get(), reference.place});
        }
    }
    std::ranges::sort(contents, {},
                      [](Content const& one) { return std::pair(one.place, one.encoded.data()); });
    return contents;
}

Outcome<void> add_attachments(Message& message, pugi::xml_node root)
{
    auto const contents = TRY(contents_of(root));
    for (auto const& one : contents) {
        if (message.attachments.size() >= max_attachments)
            return refuse(problems::unsafe);
        auto const added = add(message, one.name, one.encoded);
        if (!added)
            return std::unexpected(added.error());
        std::size_t all = 0; // what a zip became counts, not what came
        for (auto const& each : message.attachments)
            all += each.bytes.size();
        if (all > max_file_bytes)
            return refuse(problems::unsafe);
    }
    return {};
}

} // namespace

bool is_edxml(std::string_view bytes)
{
    auto const head = bytes.substr(0, 4'096);
    auto const first = head.find_first_not_of("\xef\xbb\xbf \t\r\n");
    if (first == std::string_view::npos || head[first] != '<' || head.find("<html") != std::string_view::npos)
        return false;
    return std::ranges::any_of(std::initializer_list<std::string_view>{"<edXML", "<EdXMLEnvelope",
                                                                       ":edXMLEnvelope", ":EdXMLEnvelope"},
                               [&](auto name) { return head.find(name) != std::string_view::npos; });
}

Outcome<Message> read_edxml(std::string_view bytes)
{
    if (bytes.size() > 2 * max_file_bytes)
        return refuse(problems::unsafe);
    // No message needs a document type; entities come with one.
    if (bytes.find("<!DOCTYPE") != std::string_view::npos || bytes.find("<!ENTITY") != std::string_view::npos)
        return refuse(problems::unsafe);
    auto const xml = sheets::Xml::parse(std::string(bytes));
    if (!xml)
        return refuse(xml.error().id == sheets::problems::broken.id ? problems::broken : problems::unsafe);
    auto const root = xml->root();
    auto const header = find(root, "MessageHeader");
    if (!header)
        return refuse(problems::not_a_message);
    auto message = Message{.said = said_in(header), .attachments = {}};
    auto const added = add_attachments(message, root);
    if (!added)
        return std::unexpected(added.error());
    if (message.attachments.empty() && message.said.subject.empty())
        return refuse(problems::only_status);
    return message;
}

} // namespace kheo::papers
