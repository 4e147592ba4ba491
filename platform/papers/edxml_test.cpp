// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/crypto/base64.hpp"
#include "platform/papers/edxml.hpp"
#include "platform/papers/problems.hpp"
#include "platform/sheets/package.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::papers;

namespace
{

std::string coded(std::string const& bytes)
{
    return base64({reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size()});
}

// As systems on the State's exchange send it.
std::string message(std::string const& header, std::string const& rest = "")
{
    return R"(<?xml version="1.0" encoding="utf-8"?><edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">)"
           R"(<edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader>)"
           "<edXML:MessageHeader>" +
           header + "</edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope>" + rest + "</edXML>";
}

std::string attached(std::string const& name, std::string const& bytes)
{
    return "<AttachmentEncoded><Attachment><ContentId>a</ContentId><AttachmentName>" + name +
           "</AttachmentName><ContentTransferEncoded>" + coded(bytes) +
           "</ContentTransferEncoded></Attachment></AttachmentEncoded>";
}

std::string problem(std::string const& bytes)
{
    auto const read = read_edxml(bytes);
    return read ? "" : std::string(read.error().id);
}

std::string element(std::string const& name, std::string const& text)
{
    return "<" + name + ">" + text + "</" + name + ">";
}

} // namespace

TEST_CASE("the dialect of QCVN 102:2016 is read, whatever its prefixes")
{
    auto const header =
        element("edXML:From", "<edXML:OrganId>000.01.H37</edXML:OrganId><edXML:OrganName>UBND tỉnh "
                              "Minh Họa</edXML:OrganName>") +
        element("edXML:Code", "<edXML:CodeNumber>15</edXML:CodeNumber><edXML:CodeNotation>KH-UBND"
                              "</edXML:CodeNotation>") +
        element("edXML:PromulgationInfo",
                "<edXML:Place>Minh Họa</edXML:Place><edXML:PromulgationDate>2026/03/05"
                "</edXML:PromulgationDate>") +
        element("edXML:DocumentType", "<edXML:Type>10</edXML:Type><edXML:TypeName>Kế "
                                      "hoạch</edXML:TypeName>") +
        element("edXML:Subject", "về dân vận &amp; đối thoại") +
        element("edXML:SignerInfo", "<edXML:Position>Chủ tịch</edXML:Position>") +
        element("edXML:ToPlaces", "<edXML:Place>Các sở</edXML:Place><edXML:Place>N/A</edXML:Place>"
                                  "<edXML:Place>Các xã</edXML:Place>");
    auto text = message(header, attached("ke-hoach.pdf", "%PDF-1.7 …"));
    for (auto const* const prefix : {"edXML:", "x:", ""}) {
        auto other = text;
        for (auto at = other.find("edXML:"); at != std::string::npos; at = other.find("edXML:", at + 1))
            if (other.compare(at - 6, 6, "xmlns:") != 0)
                other.replace(at, 6, prefix);
        if (std::string_view(prefix) == "x:")
            other.replace(other.find("xmlns:edXML"), 11, "xmlns:x");
        CAPTURE(other);
        auto const read = read_edxml(other);
        REQUIRE(read);
        CHECK(read->said == Said{"Kế hoạch", "15/KH-UBND", "UBND tỉnh Minh Họa", "Minh Họa", "2026-03-05",
                                 "về dân vận & đối thoại", "", "Chủ tịch", "Các sở\nCác xã"});
        REQUIRE(read->attachments.size() == 1);
        CHECK(read->attachments[0] == Enclosed{"ke-hoach.pdf", "%PDF-1.7 …"});
    }
}

TEST_CASE("the older dialect is read")
{
    auto const read = read_edxml(
        R"(<EdXMLEnvelope xmlns="http://www.go.vn/eDoc"><MessageHeader><From><OrganName>Tỉnh ủy</OrganName></From>)"
        "<Code><CodeNumber>35</CodeNumber><CodeNotation>CT/TU</CodeNotation></Code><PromulgationInfo>"
        "<Promulgator>N/A</Promulgator><PromulgationDate>2022-11-02T00:00:00Z</PromulgationDate></"
        "PromulgationInfo>"
        "<DocumentType>Chỉ thị</DocumentType><Subject>về dân "
        "vận</Subject></MessageHeader><Manifest><Attachment>"
        "<Content>" +
        coded("một") + "\n </Content><FileName>a.txt</FileName></Attachment><Attachment><Content>" +
        coded("hai") + "</Content><FileName>b.txt</FileName></Attachment></Manifest></EdXMLEnvelope>");
    REQUIRE(read);
    CHECK(read->said.number == "35-CT/TU");
    CHECK(read->said.type == "Chỉ thị");
    CHECK(read->said.date == "2022-11-02");
    CHECK(read->attachments == std::vector<Enclosed>{{"a.txt", "một"}, {"b.txt", "hai"}});
}

TEST_CASE("numbers are put together as each body writes them; what is not known stays out")
{
    for (auto const& [number, notation, whole] :
         {std::tuple("15", "KH-UBND", "15/KH-UBND"), std::tuple("07", "KH/TU", "07-KH/TU"),
          std::tuple("30", "2020/NĐ-CP", "30/2020/NĐ-CP"), std::tuple("12/BC-UBND", "N/A", "12/BC-UBND"),
          std::tuple("9", "", "9"), std::tuple("", "KH-UBND", "KH-UBND"), std::tuple("N/A", "N/A", "")}) {
        auto const read = read_edxml(
            message(element("Code", element("CodeNumber", number) + element("CodeNotation", notation)) +
                    element("Subject", "x")));
        REQUIRE(read);
        CHECK(read->said.number == whole);
    }
    for (auto const& [written, day] : {std::pair("05/03/2026", "2026-03-05"), std::pair("2026/02/30", ""),
                                       std::pair("hôm qua", ""), std::pair("", "")}) {
        auto const read = read_edxml(message(
            element("PromulgationInfo", element("PromulgationDate", written)) + element("Subject", "x")));
        CHECK(read->said.date == day);
    }
}

TEST_CASE("a file that was zipped for the way is taken out; a zip that is meant stays one")
{
    auto const zipped = sheets::packed({{"a/ke-hoach.txt", "chữ"}});
    auto read = read_edxml(message(element("Subject", "x"), attached("ke-hoach.txt", zipped)));
    REQUIRE(read);
    CHECK(read->attachments == std::vector<Enclosed>{{"ke-hoach.txt", "chữ"}});
    read = read_edxml(message(element("Subject", "x"), attached("goi.zip", zipped)));
    CHECK(read->attachments == std::vector<Enclosed>{{"goi.zip", zipped}});
    auto const two = sheets::packed({{"a.txt", "một"}, {"b.txt", "hai"}});
    read = read_edxml(message(element("Subject", "x"), attached("hai", two)));
    CHECK(read->attachments == std::vector<Enclosed>{{"a.txt", "một"}, {"b.txt", "hai"}});
}

TEST_CASE("hostile messages are refused with a sentence")
{
    auto const bomb = R"(<!DOCTYPE edXML [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>)" +
                      message(element("Subject", "&b;"));
    CHECK(problem(bomb) == "paper_unsafe");
    std::string deep;
    for (auto at = 0; at < 200'000; ++at)
        deep += "<a>";
    CHECK(problem(message(deep)) != "");
    std::string nested = "x";
    for (auto at = 0; at < 300; ++at)
        nested = element("a", nested);
    CHECK(problem(message(nested)) == "paper_unsafe");
    CHECK(
        problem(message(element("Subject", "x"),
                        "<AttachmentEncoded><Attachment><ContentTransferEncoded>!!!</ContentTransferEncoded>"
                        "</Attachment></AttachmentEncoded>")) == "paper_broken");
    std::string many;
    for (auto at = 0; at < 60; ++at)
        many += "<Attachment><ContentTransferEncoded>YQ==</ContentTransferEncoded></Attachment>";
    CHECK(problem(message(element("Subject", "x"), element("AttachmentEncoded", many))) == "paper_unsafe");
    auto const zip_bomb = sheets::packed({{"a.txt", std::string(60u << 20, 'a')}});
    CHECK(problem(message(element("Subject", "x"), attached("a.txt", zip_bomb))) != "");
    auto const large = element("Attachment", element("ContentTransferEncoded", std::string(36u << 20, 'A')));
    CHECK(problem(message(element("Subject", "x"), element("AttachmentEncoded", large + large))) ==
          "paper_unsafe");
    CHECK(problem("<edXML></edXML>") == "paper_not_a_message");
    CHECK(problem(message(element("StatusCode", "3"))) == "paper_only_status");
    CHECK(problem("<edXML><a>") == "paper_broken");
    CHECK(is_edxml("\xef\xbb\xbf <?xml version=\"1.0\"?><edXML/>"));
    CHECK(!is_edxml("<html><body>edX</body></html>"));
    CHECK(!is_edxml("Văn bản nói về edXML"));
}

TEST_CASE("what is written is read again the same, and is the same each time")
{
    auto const sending =
        Sending{.said = {"Kế hoạch", "15-KH/TU", "Tỉnh ủy <Minh Họa>", "Minh Họa", "2026-03-05", "về “A & B”",
                         "Nội dung", "Bí thư", "Các xã\nLưu"},
                .from = {"MH-TU", "Tỉnh ủy <Minh Họa>"},
                .to = {{"MH001-DU", "Đảng ủy xã"}, {"MH002-DU", "Đảng ủy phường"}},
                .attachments = {{"ke hoach & phu luc.pdf", std::string("%PDF\0\x01\xff", 7)}},
                .sent_at = "2026/03/05 10:00:00"};
    auto const bytes = to_edxml(sending);
    CHECK(bytes == to_edxml(sending));
    CHECK(is_edxml(bytes));
    auto const read = read_edxml(bytes);
    REQUIRE(read);
    CHECK(read->said == sending.said);
    CHECK(read->attachments == sending.attachments);
    // In the order that the standard gives.
    std::size_t last = 0;
    for (auto const* const name : {"<edXML xmlns=",
                                   "<edXML:edXMLEnvelope ",
                                   "<edXML:edXMLHeader>",
                                   "<edXML:MessageHeader>",
                                   "<edXML:From>",
                                   "<edXML:To>",
                                   "<edXML:Code>",
                                   "<edXML:CodeNumber>15<",
                                   "<edXML:CodeNotation>KH/TU<",
                                   "<edXML:PromulgationInfo>",
                                   "<edXML:DocumentType>",
                                   "<edXML:Subject>",
                                   "<edXML:SignerInfo>",
                                   "<edXML:ToPlaces>",
                                   "<edXML:DocumentId>MH-TU,2026/03/05,15-KH/TU<",
                                   "<edXML:TraceHeaderList>",
                                   "<edXML:edXMLBody>",
                                   "<edXML:edXMLManifest ",
                                   "<edXML:Reference ",
                                   "<AttachmentEncoded>"}) {
        CAPTURE(name);
        auto const at = bytes.find(name);
        REQUIRE(at != std::string::npos);
        CHECK(at > last - (last == 0 ? 0 : 1));
        last = at;
    }
}

TEST_CASE("the manifest says which file is the document itself, and a name is no path")
{
    auto const body = [](std::string const& ids) {
        std::string references;
        for (auto const id : ids)
            references +=
                element("Reference", element("ContentId", std::string("cid:") + id) +
                                         element("AttachmentName", std::string("../a/") + id + ".txt"));
        return references;
    };
    auto const content = [](std::string const& id) {
        return element("Attachment", element("ContentId", id) + element("ContentTransferEncoded", coded(id)));
    };
    auto const read = read_edxml(
        message(element("Subject", "x") + element("edXMLManifest", body("bca")),
                element("AttachmentEncoded", content("z") + content("a") + content("b") + content("c"))));
    REQUIRE(read);
    CHECK(read->attachments ==
          std::vector<Enclosed>{{"b.txt", "b"}, {"c.txt", "c"}, {"a.txt", "a"}, {"tep-1", "z"}});
}

TEST_CASE("the files of a message stand in a line of text, and nonsense in one is none")
{
    auto const parts = std::vector<Part>{{"kế hoạch, +1.pdf", 12, std::string(64, 'a'), 1},
                                         {"phụ lục.xlsx", 5'000'000, std::string(64, 'b'), 0}};
    CHECK(parts_of(text_of(parts)) == parts);
    CHECK(text_of(parts).find(' ') == std::string::npos);
    CHECK(text_of(std::vector<Part>()).empty());
    CHECK(parts_of("").empty());
    CHECK(parts_of("+").empty());
    CHECK(parts_of(std::string(10'000, '+')).size() <= most_parts);
}

TEST_CASE("the files of a message arrive one by one, and their refusal too")
{
    auto const files = std::vector<Enclosed>{{"a.pdf", "%PDF"}, {"b.bin", std::string("\0\xff", 2)}};
    CHECK(**decode_parts(encode_parts(Outcome<std::vector<Enclosed>>(files))) == files);
    auto const refused =
        decode_parts(encode_parts(Outcome<std::vector<Enclosed>>(refuse(papers::problems::only_status))));
    REQUIRE(refused);
    CHECK(refused->error().id == "paper_only_status");
    CHECK(!decode_parts("nonsense"));
    CHECK(!decode_parts(encode_parts(
        Outcome<std::vector<Enclosed>>(std::vector<Enclosed>(most_parts + 1, Enclosed{"a", "b"})))));
}

TEST_CASE("who issued a paper need not be who sends it; a large file is coded piece by piece")
{
    auto bytes = std::string();
    for (auto at = 0; at < 500'001; ++at)
        bytes += char(at * 31 % 251);
    auto const sending =
        Sending{.said = {.number = "15-KH/TU", .issuer = "Tỉnh ủy Ví Dụ", .subject = "về một việc"},
                .from = {"MH-DU", "Đảng ủy xã"},
                .to = {},
                .attachments = {{"a.bin", bytes}},
                .sent_at = "2026/03/05 10:00:00"};
    auto const read = read_edxml(to_edxml(sending));
    REQUIRE(read);
    CHECK(read->said.issuer == "Tỉnh ủy Ví Dụ");
    REQUIRE(read->attachments.size() == 1);
    CHECK(read->attachments.front().bytes == bytes);
}

TEST_CASE("a paper that came in an envelope arrives whole, and nonsense in the wire does not")
{
    auto paper =
        Paper{.pages = {{.text = "một"}},
              .said = Said{.number = "15"},
              .enclosed = Enclosed{"a.pdf", "%PDF"},
              .parts = {{"a.pdf", 4, std::string(64, '0'), 1}, {"b.xlsx", 9, std::string(64, '1'), 0}}};
    auto const sent = decode_paper(encode(paper));
    REQUIRE(sent);
    CHECK(**sent == paper);
    paper.said->number = std::string("a\0b", 3);
    CHECK(!decode_paper(encode(paper)));
    paper.said->number = "15";
    paper.parts.front().sha256 = "abc";
    CHECK(!decode_paper(encode(paper)));
}
