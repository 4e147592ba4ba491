// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/crypto/base64.hpp"
#include "platform/papers/edxml.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::papers;

namespace
{

// An element of ours as it is written: its name and what stands in it.
std::vector<std::string> all_of(std::string_view xml, std::string const& name)
{
    std::vector<std::string> found;
    auto const begin = "<" + name;
    auto const end = "</" + name + ">";
    for (auto at = xml.find(begin); at != xml.npos; at = xml.find(begin, at + 1)) {
        auto const after = xml[at + begin.size()];
        if (after != '>' && after != ' ')
            continue; // of a longer name
        auto const inside = xml.find('>', at) + 1;
        found.emplace_back(xml.substr(inside, xml.find(end, inside) - inside));
    }
    return found;
}

std::string one_of(std::string_view xml, std::string const& name)
{
    auto const all = all_of(xml, name);
    CAPTURE(name);
    REQUIRE(all.size() == 1);
    return all.front();
}

Sending sending_of(std::size_t files)
{
    auto sending = Sending{.said = {.type = "Kế hoạch",
                                    .number = "15/KH-UBND",
                                    .issuer = "UBND xã",
                                    .date = "2026-03-05",
                                    .subject = "về một việc"},
                           .from = {"MH-UB", "UBND xã"},
                           .to = {{"MH-TU", "Tỉnh ủy"}},
                           .attachments = {},
                           .sent_at = "2026/03/05 10:00:00"};
    for (std::size_t at = 0; at < files; ++at)
        sending.attachments.push_back({"tệp " + std::to_string(at) + ".pdf", "%PDF " + std::to_string(at)});
    return sending;
}

} // namespace

// What QCVN 102:2016/BTTTT asks of a message, as far as it could be read from messages in
// use: no schema (XSD) of it was to be had.
TEST_CASE("a message keeps the rules of QCVN 102:2016 with no file, one, and annexes")
{
    // one: whatever it carries. with_files: where it carries any.
    enum class Number { one, with_files, each_file, each_annex };
    struct Rule {
        std::string_view within;
        std::string_view name;
        Number number = Number::one;
    };
    Rule const rules[] = {
        {"edXML", "edXML:edXMLEnvelope"},
        {"edXML:edXMLEnvelope", "edXML:edXMLHeader"},
        {"edXML:edXMLEnvelope", "edXML:edXMLBody"},
        {"edXML:edXMLHeader", "edXML:MessageHeader"},
        {"edXML:edXMLHeader", "edXML:TraceHeaderList"},
        {"edXML:MessageHeader", "edXML:From"},
        {"edXML:MessageHeader", "edXML:To"},
        {"edXML:MessageHeader", "edXML:Code"},
        {"edXML:MessageHeader", "edXML:PromulgationInfo"},
        {"edXML:MessageHeader", "edXML:DocumentType"},
        {"edXML:MessageHeader", "edXML:Subject"},
        {"edXML:MessageHeader", "edXML:SignerInfo"},
        {"edXML:MessageHeader", "edXML:DocumentId"},
        {"edXML:From", "edXML:OrganId"},
        {"edXML:Code", "edXML:CodeNumber"},
        {"edXML:Code", "edXML:CodeNotation"},
        {"edXML:PromulgationInfo", "edXML:PromulgationDate"},
        {"edXML:TraceHeaderList", "edXML:TraceHeader"},
        {"edXML:TraceHeaderList", "edXML:Bussiness"},
        {"edXML:edXMLBody", "edXML:edXMLManifest"},
        {"edXML:edXMLManifest", "edXML:Reference", Number::each_file},
        {"edXML", "AttachmentEncoded", Number::with_files},
        {"AttachmentEncoded", "Attachment", Number::each_file},
        {"edXML:Appendixes", "edXML:Appendix", Number::each_annex},
    };
    for (std::size_t files = 0; files <= 4; ++files) {
        CAPTURE(files);
        auto const xml = to_edxml(sending_of(files));
        std::size_t const wanted[] = {1, files > 0 ? 1u : 0u, files, files > 0 ? files - 1 : 0};
        for (auto const& rule : rules) {
            CAPTURE(rule.name);
            auto const around = all_of(xml, std::string(rule.within));
            auto const count = around.empty() ? 0 : all_of(around.front(), std::string(rule.name)).size();
            CHECK(count == wanted[std::size_t(rule.number)]);
        }
    }
}

TEST_CASE("each file is named, described and linked by an id of its own, the document itself first")
{
    auto const sending = sending_of(3);
    auto const xml = to_edxml(sending);
    auto const references = all_of(xml, "edXML:Reference");
    auto const contents = all_of(one_of(xml, "AttachmentEncoded"), "Attachment");
    REQUIRE(references.size() == 3);
    REQUIRE(contents.size() == 3);
    for (std::size_t at = 0; at < 3; ++at) {
        auto const id = one_of(contents[at], "ContentId");
        CHECK(one_of(references[at], "edXML:ContentId") == "cid:" + id);
        CHECK(xml.find("xlink:href=\"cid:" + id + "\"") != std::string::npos);
        CHECK(one_of(references[at], "edXML:AttachmentName") == sending.attachments[at].name);
        CHECK(one_of(contents[at], "AttachmentName") == sending.attachments[at].name);
        CHECK(one_of(contents[at], "Description") ==
              (at == 0 ? "Văn bản chính" : "Phụ lục " + std::to_string(at)));
        CHECK(one_of(contents[at], "ContentTransferEncoded") ==
              base64(bytes_of(sending.attachments[at].bytes)));
        for (std::size_t other = 0; other < at; ++other)
            CHECK(one_of(contents[other], "ContentId") != id);
    }
    CHECK(all_of(xml, "edXML:Appendix") == std::vector<std::string>{"tệp 1.pdf", "tệp 2.pdf"});
    CHECK(read_edxml(xml)->attachments == sending.attachments);
}
