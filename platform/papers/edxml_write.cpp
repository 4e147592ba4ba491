// SPDX-License-Identifier: AGPL-3.0-or-later
// A message of QCVN 102:2016/BTTTT, written. No schema of it is at hand: the order and
// the rules are those that edxml_test.cpp lists.
#include "platform/papers/edxml.hpp"

#include "platform/crypto/base64.hpp"
#include "platform/sheets/content.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace kheo::papers
{
namespace
{

constexpr std::size_t coded_at_once = 3 << 16; // whole groups of base64
constexpr std::string_view space = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

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

std::string what_is(std::size_t place)
{
    return place == 0 ? "Văn bản chính" : fmt::format("Phụ lục {}", place);
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
    if (sending.attachments.size() > 1) {
        out.open("edXML:OtherInfo");
        out.open("edXML:Appendixes");
        for (std::size_t at = 1; at < sending.attachments.size(); ++at)
            out.leaf("edXML:Appendix", sending.attachments[at].name);
        out.close();
        out.close();
    }
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
        out.leaf("edXML:Description", what_is(at));
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
            out.leaf("Description", what_is(at));
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
