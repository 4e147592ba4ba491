// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/library/message.hpp"

#include "capabilities/library/library.hpp"
#include "capabilities/library/library_test.hpp"
#include "platform/papers/edxml.hpp"

using namespace kheo;
using namespace kheo::library;

namespace
{

bodies::Body body_of(std::int64_t id, char const* code, char const* name)
{
    return {.id = {id * 10},
            .body = {id},
            .code = code,
            .name = name,
            .area = {1},
            .valid_from = *date_of({2020, 1, 1})};
}

Document received()
{
    return {.body = {2},
            .area = {1},
            .type = "Chỉ thị",
            .number = "12-CT/TU",
            .issuer = "Ban Thường vụ Tỉnh ủy Ví Dụ",
            .issued_at = "Ví Dụ",
            .issued_on = date_of({2024, 5, 6}),
            .year = 2024,
            .subject = "về một việc",
            .reach = Reach::open,
            .opened = true};
}

// Between <name> and </name>, where it stands first behind `behind`.
std::string value_in(std::string const& xml, std::string const& behind, std::string const& name)
{
    auto const from = xml.find("<" + behind + ">");
    auto const at = xml.find("<" + name + ">", from);
    REQUIRE(at != std::string::npos);
    auto const begin = at + name.size() + 2;
    return xml.substr(begin, xml.find('<', begin) - begin);
}

} // namespace

TEST_ON_BOTH("a message is from who keeps the paper, and says who issued it")
{
    Shelf shelf(engine);
    bodies::put_directory(
        std::make_shared<bodies::Directory const>(std::vector{body_of(2, "MH-DU", "Đảng ủy xã Suối Mây")}));
    auto const document = shelf.put_whole(received());
    auto const answer =
        shelf.outside([&](acts::Reading& reading) { return document_message(reading, {document.id}); });
    REQUIRE(answer);
    auto const xml = std::get<std::string>(answer->body);
    CHECK(value_in(xml, "edXML:From", "edXML:OrganId") == "MH-DU");
    CHECK(value_in(xml, "edXML:From", "edXML:OrganName") == "Đảng ủy xã Suối Mây");
    CHECK(value_in(xml, "edXML:PromulgationInfo", "edXML:Promulgator") == "Ban Thường vụ Tỉnh ủy Ví Dụ");
    CHECK(value_in(xml, "edXML:TraceHeader", "edXML:OrganId") == "MH-DU");
    // Read at the other end, it is the issuer's paper.
    auto const read = papers::read_edxml(xml);
    REQUIRE(read);
    CHECK(read->said.issuer == "Ban Thường vụ Tỉnh ủy Ví Dụ");
}

TEST_ON_BOTH("what is too large to go inside a message is refused to everybody, and not offered")
{
    Shelf shelf(engine);
    auto large = received();
    large.body = {};
    large.area = {};
    large.file_hash = std::string(64, 'a');
    large.file_name = "ban-quet.pdf";
    large.file_ending = "pdf";
    large.file_size = most_in_message + 1;
    auto const document = shelf.put_whole(large);
    shelf.outside([&](acts::Reading& reading) {
        auto const refused = document_message(reading, {document.id});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().id == "library.too_large_for_message");
        CHECK(view_document(reading, {document.id})->message_url.empty());
        return 0;
    });
    large.file_size = most_in_message;
    large.number = "13-CT/TU";
    large.file_hash = std::string(64, 'b');
    auto const small = shelf.put_whole(large);
    shelf.outside([&](acts::Reading& reading) {
        CHECK_FALSE(view_document(reading, {small.id})->message_url.empty());
        return 0;
    });
}

TEST_ON_BOTH("a document that came as one file has no files within it")
{
    Shelf shelf(engine);
    auto const document = shelf.put_whole(received());
    shelf.outside([&](acts::Reading& reading) {
        for (auto const part : {0, 1, 50}) {
            auto const refused = document_part(reading, {document.id, part});
            REQUIRE_FALSE(refused);
            CHECK(refused.error().id == "not_found");
        }
        CHECK(view_document(reading, {document.id})->files.empty());
        return 0;
    });
}

TEST_CASE("what costs much is asked for a few times a minute only")
{
    for (std::string_view const path :
         {"/van-ban", "/van-ban/{document}/edxml", "/van-ban/{document}/tep/{part}"}) {
        auto const row = std::ranges::find(rows(), path, &routes::Row::page);
        REQUIRE(row != rows().end());
        CHECK(row->options.per_minute > 0);
    }
    auto const graph = std::ranges::find(rows(), "/api/v1/documents/graph", &routes::Row::api);
    REQUIRE(graph != rows().end());
    CHECK(graph->options.per_minute > 0);
}
