// SPDX-License-Identifier: AGPL-3.0-or-later
// Forms and uploads over a real socket, right and wrong.
#include "platform/http/server_test.hpp"

#include "doctest/doctest.h"

using namespace kheo;
using namespace kheo::http;
using kheo::http::testing::Running;

namespace
{

std::string multipart(std::string_view parts, std::string_view path = "/form")
{
    return "POST " + std::string(path) +
           " HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; "
           "boundary=B\r\nContent-Length: " +
           std::to_string(parts.size()) + "\r\n\r\n" + std::string(parts);
}

std::string file_part(std::string_view name, std::string_view file, std::string_view content)
{
    return "--B\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"; filename=\"" +
           std::string(file) + "\"\r\nContent-Type: text/csv\r\n\r\n" + std::string(content) + "\r\n";
}

} // namespace

TEST_CASE("a form is read in both encodings")
{
    Running running;
    auto client = running.client();
    auto const plain =
        client.send("POST", "/form", {{"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}},
                    "t%C3%AAn=M%C3%B4+h%C3%ACnh&a=1&a=2&trống=");
    CHECK(plain.body == "POST /form\nform tên=Mô hình\nform a=1\nform a=2\nform trống=\n");
    client.write(multipart("--B\r\nContent-Disposition: form-data; name=\"tên\"\r\n\r\nMô hình\r\n" +
                           file_part("tệp", "C:\\sổ\\đăng ký.csv", "a,b\r\n--Cx") + file_part("tệp", "", "") +
                           "--B--\r\n"));
    CHECK(client.read_reply().body == "POST /form\nform tên=Mô hình\nfile tệp đăng ký.csv text/csv 9 9 "
                                      "1f1f54bd716cb95b49779bfb0ba0b4ec5274024e6103ebfbe0751f26ef4ed809\n");
    CHECK(running.folder.files_once(0) == 0);
}

TEST_CASE("a body that the row does not take is refused before it is read")
{
    Running running;
    struct Row {
        std::string_view target;
        std::string_view type;
        int status;
    };
    Row const rows[] = {
        {"/any", "application/x-www-form-urlencoded", 415},
        {"/form", "application/json", 415},
        {"/form", "text/plain", 415},
        {"/form", "", 415},
        {"/json", "application/x-www-form-urlencoded", 415},
        {"/form", "multipart/form-data", 400},
        {"/form", "multipart/form-data; boundary=", 400},
    };
    for (auto const& row : rows) {
        CAPTURE(row.target);
        CAPTURE(row.type);
        auto client = running.client();
        CHECK(client.send("POST", row.target, {{"Content-Type", row.type}}, "a=1").status == row.status);
        CHECK(client.closed());
    }
    CHECK(running.client().send("POST", "/any").body == "POST /any\n");
}

TEST_CASE("a wrong form is refused with its problem, and nothing of it stays")
{
    std::string const head = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n";
    struct Row {
        std::string body;
        std::string_view problem;
    };
    Row const rows[] = {
        {file_part("f", "a.csv", std::string(100'001, 'x')) + "--B--\r\n", "file_too_large"},
        {file_part("f", "a.csv", std::string(90'000, 'x')) +
             file_part("f", "b.csv", std::string(90'000, 'x')) + "--B--\r\n",
         "body_too_large"},
        {file_part("f", "a", "1") + file_part("f", "b", "2") + file_part("f", "c", "3") + "--B--\r\n",
         "too_many_files"},
        {head + std::string(5000, 'x') + "\r\n--B--\r\n", "body_too_large"},
        {head + "\xff\r\n--B--\r\n", "bad_encoding"},
        {file_part("f", "a.csv", "never ended"), "bad_form"},
        {file_part("f", "a.csv", "then broken") +
             "--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--\r\n",
         "bad_form"},
        {"--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nx\r\n--B--\r\n", "bad_form"},
        {"--B\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Transfer-Encoding: "
         "base64\r\n\r\nx\r\n--B--\r\n",
         "bad_form"},
        {"--B\r\nX: " + std::string(9000, 'x') + "\r\n\r\nx\r\n--B--\r\n", "bad_form"},
        {"--B junk\r\n", "bad_form"},
        {"", ""},
    };
    Running running;
    for (auto const& row : rows) {
        if (row.problem.empty())
            continue;
        CAPTURE(row.body.substr(0, 200));
        auto client = running.client();
        client.write(multipart(row.body));
        CHECK(client.read_reply().headers.value("Kheo-Problem") == row.problem);
    }
    CHECK(running.folder.files_once(0) == 0);
}

TEST_CASE("an upload that is too large is cut with 413, whether it says its length or not")
{
    Running running;
    auto said = running.client();
    said.write("POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=B\r\n"
               "Content-Length: 60000000\r\n\r\n--B\r\n");
    CHECK(said.read_reply().status == 413);

    auto chunked = running.client();
    chunked.write("POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=B\r\n"
                  "Transfer-Encoding: chunked\r\n\r\n");
    auto const chunk = [&](std::string const& bytes) {
        char size[20];
        std::snprintf(size, sizeof size, "%zx\r\n", bytes.size());
        chunked.write(size + bytes + "\r\n");
    };
    chunk("--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n");
    for (int i = 0; i < 20; ++i)
        chunk(std::string(8000, 'x'));
    auto const reply = chunked.read_reply();
    CHECK(reply.status == 413);
    CHECK(reply.headers.value("Kheo-Problem") == "file_too_large");
    CHECK(reply.body.find("“a”") != std::string::npos);
    CHECK(running.folder.files_once(0) == 0);
}

namespace
{

std::string field_part(std::string_view name, std::string_view value)
{
    return "--B\r\nContent-Disposition: form-data; name=\"" + std::string(name) + "\"\r\n\r\n" +
           std::string(value) + "\r\n";
}

std::string times(int count, std::string_view word)
{
    std::string out;
    for (int i = 0; i < count; ++i)
        out += word;
    return out;
}

} // namespace

TEST_CASE("where a row reads on, what fits of a form comes with what was too much of it, and no file")
{
    // 256 KB hold 87,381 letters of three bytes, and one byte of the next.
    auto const long_text = times(100'000, "ấ");
    auto const kept_text = times(87'381, "ấ");
    auto const file = [](int bytes) { return file_part("f", "a.csv", std::string(bytes, 'x')); };
    auto const before = field_part("a", "Mô hình");
    auto const after = field_part("b", "sau");
    auto const both = std::string("form a=Mô hình\nform b=sau\n");
    struct Row {
        std::string parts;
        std::string shown;
    };
    Row const rows[] = {
        {before + field_part("c", "") + after, "form a=Mô hình\nform c=\nform b=sau\n"},
        {before + file(100'001) + after, both + "over file_too_large at f\n"},
        {before + file(10) + file(1'000'000) + file(10) + after, both + "over file_too_large at f\n"},
        {before + file(90'000) + file(90'000) + after, both + "over body_too_large at f\n"},
        {before + file(1) + file(2) + file(3) + after, both + "over too_many_files at f\n"},
        {before + field_part("c", long_text) + after,
         "form a=Mô hình\nform c=" + kept_text + "\nform b=sau\nover field_too_long at c\n"},
        {before + file(100'001) + field_part("c", long_text) + after,
         "form a=Mô hình\nform c=" + kept_text + "\nform b=sau\nover file_too_large at f\n"},
    };
    Running running;
    auto client = running.client();
    for (auto const& row : rows) {
        CAPTURE(row.parts.size());
        client.write(multipart(row.parts + "--B--\r\n", "/again"));
        auto const reply = client.read_reply();
        CHECK(reply.status == 200);
        CHECK((reply.body == "POST /again\n" + row.shown));
        CHECK(running.folder.files_once(0) == 0);
    }
}

TEST_CASE("a urlencoded form that is read on keeps each field that has room, whole or cut between letters")
{
    auto const letter = std::string("%E1%BA%A5"); // ấ
    struct Row {
        std::string body;
        std::string shown;
    };
    auto const kept_text = times(87'381, "ấ");
    Row const rows[] = {
        {"a=1&c=" + times(300'000, letter) + "&b=2",
         "form a=1\nform c=" + kept_text + "\nform b=2\nover field_too_long at c\n"},
        {"a=1&c=" + times(300'000, "ấ") + "&b=2",
         "form a=1\nform c=" + kept_text + "\nform b=2\nover field_too_long at c\n"},
        {"a=1&d=" + std::string(262'000, 'x') + "&c=" + times(100'000, letter) + "&b=2",
         "form a=1\nform d=" + std::string(262'000, 'x') + "\nform b=2\nover body_too_large at c\n"},
        {"&&a=1&&b=2&", "form a=1\nform b=2\n"},
    };
    Running running;
    auto client = running.client();
    for (auto const& row : rows) {
        CAPTURE(row.body.size());
        auto const reply =
            client.send("POST", "/again", {{"Content-Type", "application/x-www-form-urlencoded"}}, row.body);
        CHECK((reply.body == "POST /again\n" + row.shown));
    }
}

TEST_CASE("reading on has its own end: beyond it the connection is closed, whether the length is said or not")
{
    Running running;
    auto said = running.client();
    said.write("POST /again HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=B\r\n"
               "Content-Length: 4000001\r\n\r\n");
    CHECK(said.read_reply().status == 413);
    CHECK(said.closed());
    auto chunked = running.client();
    chunked.write("POST /again HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                  "Transfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 5; ++i) // 0xf4240 = 1,000,000
        chunked.write("f4240\r\n" + std::string(1'000'000, 'x') + "\r\n");
    CHECK(chunked.read_reply().status == 413);
    CHECK(chunked.closed());
}

TEST_CASE("an upload that breaks off leaves no file")
{
    Running running;
    {
        auto client = running.client();
        client.write("POST /form HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=B\r\n"
                     "Content-Length: 90000\r\n\r\n" +
                     file_part("f", "a", std::string(50'000, 'x')));
        for (int i = 0; i < 200 && std::filesystem::is_empty(running.folder.path); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        CHECK_FALSE(std::filesystem::is_empty(running.folder.path));
    }
    CHECK(running.folder.files_once(0) == 0);
}

TEST_CASE("a full disk is a failure with an incident number, not a lost connection")
{
    log::open({log::Level::error, log::Form::human, "/dev/null"});
    Running running;
    std::filesystem::remove_all(running.folder.path);
    auto client = running.client();
    client.write(multipart(file_part("f", "a", "x") + "--B--\r\n"));
    auto const reply = client.read_reply();
    CHECK(reply.status == 500);
    CHECK(reply.body.find("mã sự cố") != std::string::npos);
    std::filesystem::create_directory(running.folder.path);
}

TEST_CASE("Expect: 100-continue is answered once the body is wanted, and only then")
{
    Running running;
    std::string const head =
        " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n";
    auto wanted = running.client();
    wanted.write("POST /json" + head + "Content-Length: 2\r\n\r\n");
    CHECK(wanted.read_reply().status == 100);
    wanted.write("{}");
    CHECK(wanted.read_reply().body == "POST /json\nbody {}\n");
    auto unwanted = running.client();
    unwanted.write("POST /any" + head + "Content-Length: 2\r\n\r\n");
    CHECK(unwanted.read_reply().status == 415);
    auto too_long = running.client();
    too_long.write("POST /json" + head + "Content-Length: 2000\r\n\r\n");
    CHECK(too_long.read_reply().status == 413);
}
