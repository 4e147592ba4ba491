// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/multipart.hpp"

#include "doctest/doctest.h"

using namespace kheo;
using namespace kheo::http;

TEST_CASE("a boundary is read from the content type")
{
    CHECK(boundary_of("multipart/form-data; boundary=abc") == "abc");
    CHECK(boundary_of("multipart/form-data; charset=utf-8; BOUNDARY=\"a b:c\"; x=y") == "a b:c");
    CHECK(boundary_of("multipart/form-data;boundary=" + std::string(70, 'a')) == std::string(70, 'a'));
    for (auto const* type :
         {"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"",
          "; boundary=a\r\nb", "multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=ä",
          "multipart/form-data; boundary"})
        CHECK_FALSE(boundary_of(type));
    CHECK_FALSE(boundary_of("multipart/form-data; boundary=" + std::string(71, 'a')));
}

TEST_CASE("names of fields and files are read as browsers write them")
{
    struct Row {
        std::string_view parameters;
        std::string_view name;
        std::string_view file; // "-": none
    };
    std::string const long_name = "name=a; filename=\"" + std::string(250, 'x') + "ấ.csv\"";
    std::string const cut = std::string(250, 'x') + ".csv";
    std::string const without_kind(255, 'x');
    std::string const no_kind = "name=a; filename=\"" + without_kind + "xxx\"";
    Row const rows[] = {
        {"name=a", "a", "-"},
        {"name=\"tên\"; filename=\"sổ.xlsx\"", "tên", "sổ.xlsx"},
        {"filename=\"x.csv\"; name=\"a\"", "a", "x.csv"},
        {"name=\"a%22b%0D%0Ac%41\"", "a\"b\r\nc%41", "-"},
        {"name=\"a\\\"b\\c\"", "a\"b\\c", "-"},
        {"name=a; filename=\"../../etc/passwd\"", "a", "passwd"},
        {"name=a; filename=\"C:\\dir\\x.csv\"", "a", "x.csv"},
        {"name=a; filename=\"a%0D%0Ab\x01.csv\"", "a", "ab.csv"},
        {"name=a; filename=\"\"", "a", ""},
        {"name=a; filename*=UTF-8''x", "a", "-"},
        {long_name, "a", cut},
        {no_kind, "a", without_kind},
    };
    for (auto const& row : rows) {
        CAPTURE(row.parameters);
        auto const head = parse_part_head("content-disposition: form-data; " + std::string(row.parameters) +
                                          "\r\nContent-Type: a/b");
        REQUIRE(head);
        CHECK(head->name == row.name);
        CHECK(head->file_name.value_or("-") == row.file);
        CHECK(head->type == "a/b");
    }
    for (auto const* lines :
         {"", "Content-Disposition: form-data", "Content-Disposition: form-data; name=\"\"",
          "Content-Disposition: form-data; name=\"a", "Content-Disposition: form-data; name",
          "Content-Disposition: form-data junk", ": x", "x", "Content-Disposition: form-data; name=\"\xff\"",
          "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b"})
        CHECK_FALSE(parse_part_head(lines));
}

namespace
{

struct Collector final : PartSink {
    std::string seen;
    Outcome<void> begin(PartHead head) override
    {
        seen += "[" + head.name + "|";
        return {};
    }
    Outcome<void> data(std::string_view bytes) override
    {
        seen += bytes;
        return {};
    }
    Outcome<void> end() override
    {
        seen += "]";
        return {};
    }
};

} // namespace

TEST_CASE("a multipart body is the same however it is cut into pieces")
{
    std::string const body =
        "preamble\r\n--B  \r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--\r\n-B\r\n--A\r\n--B\r\n"
        "Content-Disposition: form-data; name=b\r\n\r\n\r\n--B\r\n"
        "Content-Disposition: form-data; name=c\r\n\r\nx\r\r\n--B--\r\nepilogue\r\n--B\r\n";
    for (std::size_t piece = 1; piece <= body.size(); ++piece) {
        Collector collector;
        MultipartReader reader("B", collector);
        for (std::size_t at = 0; at < body.size(); at += piece)
            REQUIRE(reader.feed(std::string_view(body).substr(at, piece)));
        CHECK(reader.finish());
        CHECK(collector.seen == "[a|\r\n--\r\n-B\r\n--A][b|][c|x\r]");
    }
}
