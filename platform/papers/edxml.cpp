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
constexpr std::size_t coded_at_once = 3 << 16; // whole groups of base64
constexpr std::string_view space = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

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
        auto const own = package.names().size() == 1 ? name : part.substr(part.rfind('/') + 1);
        message.attachments.push_back({own, std::move(inside)});
    }
    return {};
}

// Names stand in the manifest, by the id that the content has too.
std::map<std::string, std::string> names_in(pugi::xml_node root)
{
    auto const bare = [](std::string id) { return id.starts_with("cid:") ? id.substr(4) : id; };
    std::map<std::string, std::string> names;
    auto const manifest = find(root, "edXMLManifest");
    for (auto each = child(manifest, "Reference"); each && names.size() < max_attachments;
         each = next(each, "Reference"))
        names[bare(value(each, "ContentId"))] = value(each, "AttachmentName");
    return names;
}

Outcome<void> add_attachments(Message& message, pugi::xml_node root)
{
    auto const names = names_in(root);
    auto count = std::size_t(0);
    for (auto const& [list, content, name] :
         {std::tuple("AttachmentEncoded", "ContentTransferEncoded", "AttachmentName"),
          std::tuple("Manifest", "Content", "FileName")}) {
        auto const all = find(root, list);
        for (auto each = child(all, "Attachment"); each; each = next(each, "Attachment")) {
            if (++count > max_attachments || message.attachments.size() >= max_attachments)
                return refuse(problems::unsafe);
            auto own = value(each, name);
            auto id = value(each, "ContentId");
            if (own.empty())
                if (auto const known = names.find(id.starts_with("cid:") ? id.substr(4) : id);
                    known != names.end())
                    own = known->second;
            auto const added = add(message, own.empty() ? "tep-" + std::to_string(count) : own,
                                   child(each, content).text().get());
            if (!added)
                return std::unexpected(added.error());
        }
    }
    return {};
}

class Writer
{
  public:
    void open(std::string const& name, std::string const& attributes = "")
    {
        out_ += "<" + name + (attributes.empty() ? "" : " " + attributes) + ">";
        opened_.push_back(name);
    }
    void close()
    {
        out_ += "</" + opened_.back() + ">";
        opened_.pop_back();
    }
    void leaf(std::string const& name, std::string_view text)
    {
        open(name);
        for (auto const letter : text)
            out_ += letter == '&'   ? "&amp;"
                    : letter == '<' ? "&lt;"
                    : letter == '>' ? "&gt;"
                    : static_cast<unsigned char>(letter) < 0x20 && letter != '\n' && letter != '\t'
                        ? std::string()
                        : std::string(1, letter);
        close();
    }
    void raw(std::string_view text) { out_ += text; }
    void reserve(std::size_t size) { out_.reserve(size); }
    std::string take() { return std::move(out_); }

  private:
    std::string out_;
    std::vector<std::string> opened_;
};

std::string slashed(std::string date)
{
    std::ranges::replace(date, '-', '/');
    return date;
}

// "15" and "KH-UBND" of "15/KH-UBND"; "15" and "KH/TU" of "15-KH/TU".
std::pair<std::string, std::string> parts_of(std::string const& number)
{
    auto const end = number.find_first_not_of("0123456789");
    if (end == std::string::npos || end == 0 || (number[end] != '/' && number[end] != '-'))
        return {number, ""};
    return {number.substr(0, end), number.substr(end + 1)};
}

void write_organ(Writer& out, std::string const& name, Organ const& organ)
{
    out.open(name);
    out.leaf("edXML:OrganId", organ.code);
    out.leaf("edXML:OrganName", organ.name);
    out.close();
}

void write_header(Writer& out, Sending const& sending)
{
    auto const& said = sending.said;
    auto const [number, notation] = parts_of(said.number);
    out.open("edXML:MessageHeader");
    write_organ(out, "edXML:From", sending.from);
    for (auto const& organ : sending.to)
        write_organ(out, "edXML:To", organ);
    out.open("edXML:Code");
    out.leaf("edXML:CodeNumber", number);
    out.leaf("edXML:CodeNotation", notation);
    out.close();
    out.open("edXML:PromulgationInfo");
    out.leaf("edXML:Place", said.place);
    out.leaf("edXML:PromulgationDate", slashed(said.date));
    if (!said.issuer.empty() && said.issuer != sending.from.name)
        out.leaf("edXML:Promulgator", said.issuer);
    out.close();
    out.open("edXML:DocumentType");
    out.leaf("edXML:TypeName", said.type);
    out.close();
    out.leaf("edXML:Subject", said.subject);
    out.leaf("edXML:Content", said.content.empty() ? said.subject : said.content);
    out.open("edXML:SignerInfo");
    out.leaf("edXML:Position", said.signer_office);
    out.close();
    out.open("edXML:ToPlaces");
    for (std::size_t at = 0; at < said.recipients.size();) {
        auto const end = std::min(said.recipients.find('\n', at), said.recipients.size());
        out.leaf("edXML:Place", said.recipients.substr(at, end - at));
        at = end + 1;
    }
    out.close();
    out.leaf("edXML:DocumentId", fmt::format("{},{},{}", sending.from.code, slashed(said.date), said.number));
    out.close();
    out.open("edXML:TraceHeaderList");
    out.open("edXML:TraceHeader");
    out.leaf("edXML:OrganId", sending.from.code);
    out.leaf("edXML:Timestamp", sending.sent_at);
    out.close();
    out.open("edXML:Bussiness"); // as the standard spells it
    out.leaf("edXML:BussinessDocType", "0");
    out.leaf("edXML:BussinessDocReason", "Văn bản điện tử mới");
    out.leaf("edXML:Paper", "0");
    out.close();
    out.close();
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

std::string to_edxml(Sending const& sending)
{
    auto out = Writer();
    auto size = std::size_t(16'384);
    for (auto const& each : sending.attachments)
        size += each.bytes.size() / 3 * 4 + 1'024;
    out.reserve(size);
    out.raw(R"(<?xml version="1.0" encoding="utf-8"?>)");
    out.open("edXML", fmt::format(R"(xmlns="{}")", space));
    out.open("edXML:edXMLEnvelope", fmt::format(R"(xmlns:edXML="{}")", space));
    out.open("edXML:edXMLHeader");
    write_header(out, sending);
    out.close();
    out.open("edXML:edXMLBody");
    out.open("edXML:edXMLManifest", R"(version="1.0")");
    for (std::size_t at = 0; at < sending.attachments.size(); ++at) {
        out.open("edXML:Reference", fmt::format(R"(xmlns:xlink="http://www.w3.org/1999/xlink" )"
                                                R"(xlink:href="cid:tep-{}" xlink:type="simple")",
                                                at + 1));
        out.leaf("edXML:ContentId", fmt::format("cid:tep-{}", at + 1));
        out.leaf("edXML:ContentType", "application/octet-stream");
        out.leaf("edXML:AttachmentName", sending.attachments[at].name);
        out.close();
    }
    out.close();
    out.close();
    out.close();
    if (!sending.attachments.empty()) {
        out.open("AttachmentEncoded");
        for (std::size_t at = 0; at < sending.attachments.size(); ++at) {
            auto const& bytes = sending.attachments[at].bytes;
            out.open("Attachment");
            out.leaf("ContentType", "application/octet-stream");
            out.leaf("ContentId", fmt::format("tep-{}", at + 1));
            out.leaf("AttachmentName", sending.attachments[at].name);
            out.open("ContentTransferEncoded");
            for (std::size_t from = 0; from < bytes.size(); from += coded_at_once)
                out.raw(base64({reinterpret_cast<std::uint8_t const*>(bytes.data()) + from,
                                std::min(coded_at_once, bytes.size() - from)}));
            out.close();
            out.close();
        }
        out.close();
    }
    out.close();
    return out.take();
}

} // namespace kheo::papers
