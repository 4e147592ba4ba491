// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/mail/letter.hpp"
#include "platform/mail/smtp.hpp"

#include "platform/crypto/base64.hpp"
#include "platform/problem/problem.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <vector>

using namespace kheo;
using namespace kheo::mail;

namespace
{

Letter ordinary()
{
    return {.from = "nhac-viec@tinh.gov.vn",
            .from_name = "Dân vận khéo Minh Họa",
            .to = "lan.nt@xa.gov.vn",
            .subject = "Việc cần làm",
            .text = "Kính gửi anh, chị.\n",
            .id = "20261123.0af3@tinh.gov.vn",
            .at = {1'795'394'400'000}, // 2026-11-23T00:40:00Z
            .stop = "https://danvan.tinh.gov.vn/thu-nhac/abcd"};
}

std::vector<std::string> lines_of(std::string_view message)
{
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < message.size();) {
        auto const end = message.find("\r\n", at);
        REQUIRE(end != message.npos);
        lines.emplace_back(message.substr(at, end - at));
        at = end + 2;
    }
    return lines;
}

// What a reader's program shows of a head: unfolded, its words decoded.
std::string shown_head(std::string_view message, std::string_view name)
{
    auto text = std::string();
    auto inside = false;
    for (auto const& line : lines_of(message)) {
        if (line.empty())
            break;
        inside = line.starts_with(" ") ? inside : line.starts_with(std::string(name) + ": ");
        if (inside)
            text += line.starts_with(" ") ? line : line.substr(name.size() + 2);
    }
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto const word = std::string_view("=?UTF-8?B?");
        if (!std::string_view(text).substr(at).starts_with(word)) {
            out += text[at++];
            continue;
        }
        auto const end = text.find("?=", at + word.size());
        REQUIRE(end != text.npos);
        auto const bytes = from_base64(text.substr(at + word.size(), end - at - word.size()));
        REQUIRE(bytes);
        CHECK(valid_utf8(text_of(*bytes))); // no letter is cut in two
        out += text_of(*bytes);
        at = end + 2;
        if (std::string_view(text).substr(at).starts_with(" =?"))
            ++at; // white space between words is none (RFC 2047 §6.2)
    }
    return out;
}

std::string decoded(std::string_view body)
{
    std::string out;
    for (std::size_t at = 0; at < body.size(); ++at) {
        if (body[at] != '=') {
            out += body[at];
            continue;
        }
        auto const code = body.substr(at + 1, 2);
        if (code != "\r\n")
            out += char(std::stoi(std::string(code), nullptr, 16));
        at += 2;
    }
    return out;
}

} // namespace

TEST_CASE("what may be an address, and what would be more than one")
{
    struct Row {
        std::string_view text;
        bool good;
    };
    Row const rows[] = {
        {"lan.nt@xa.gov.vn", true},
        {"a@b.vn", true},
        {"a+khéo@b.vn", false},
        {"so_10-van'phong+viec@cong-an.tinh.gov.vn", true},
        {"", false},
        {"@b.vn", false},
        {"a@", false},
        {"a@localhost", false},
        {"a@b..vn", false},
        {".a@b.vn", false},
        {"a.@b.vn", false},
        {"a..c@b.vn", false},
        {"a@b.vn.", false},
        {"a@-b.vn", false},
        {"a@b-.vn", false},
        {"a b@c.vn", false},
        {"a@b@c.vn", false},
        {"a@b.vn,c@d.vn", false},
        {"<a@b.vn>", false},
        {"\"a\"@b.vn", false},
        {"a@b.vn\r\nRCPT TO:<c@d.vn>", false},
        {"a@b.vn\nBcc: c@d.vn", false},
        {"a@[127.0.0.1]", false},
        {"a%b@c.vn", false},
        {std::string_view("a\0@b.vn", 7), false},
    };
    for (auto const& [text, good] : rows) {
        CAPTURE(text);
        CHECK(is_address(text) == good);
    }
    CHECK(is_address(std::string(64, 'a') + "@b.vn"));
    CHECK_FALSE(is_address(std::string(65, 'a') + "@b.vn"));
    CHECK_FALSE(is_address("a@" + std::string(64, 'b') + ".vn"));
    CHECK_FALSE(is_address("a@" + std::string(60, 'b') + "." + std::string(60, 'b') + "." +
                           std::string(60, 'b') + "." + std::string(60, 'b') + "." + std::string(20, 'b') +
                           ".vn"));
}

TEST_CASE("a subject of any length comes out as it went in, on lines that every server takes")
{
    auto const word = std::string("Đề nghị rà soát, đối thoại với Nhân dân thôn Khe Trúc Sơn; ");
    for (auto const& subject :
         {std::string("Plain"),
          std::string("Việc cần làm ngày 23/11/2026: 2 việc quá hạn, 1 việc sắp đến hạn"),
          word + word + word + word + word, std::string(300, 'x'), std::string("=?UTF-8?B?eA==?="),
          std::string("ấ"), std::string("🇻🇳 cờ 🇻🇳 cờ 🇻🇳 cờ 🇻🇳 cờ 🇻🇳 cờ 🇻🇳 cờ 🇻🇳 cờ 🇻🇳 cờ 🇻🇳 cờ")}) {
        CAPTURE(subject);
        auto letter = ordinary();
        letter.subject = subject;
        auto const message = message_of(letter);
        CHECK(shown_head(message, "Subject") == tidied(subject));
        for (auto const& line : lines_of(message))
            CHECK(line.size() <= 76);
    }
}

TEST_CASE("no text becomes a head, a second recipient or the end of the letter")
{
    auto letter = ordinary();
    letter.subject = "Nhắc việc\r\nBcc: ke-khac@example.vn\r\n\r\nThân thư khác";
    letter.from_name = "Khéo\nReply-To: x@y.vn\r\0z";
    letter.text = "Dòng một\r\n.\r\nMAIL FROM:<a@b.vn>\n..hai chấm\nFrom người khác\n";
    auto const message = message_of(letter);
    auto const lines = lines_of(message);
    auto const body = std::ranges::find(lines, "");
    for (auto at = lines.begin(); at != body; ++at) {
        CHECK_FALSE(at->starts_with("Bcc"));
        CHECK_FALSE(at->starts_with("Reply-To"));
    }
    CHECK(std::ranges::count_if(lines, [](auto const& line) { return line.starts_with("Subject: "); }) == 1);
    for (auto const& line : lines) {
        CHECK_FALSE(line.starts_with("."));
        CHECK_FALSE(line.starts_with("From "));
    }
    CHECK(shown_head(message, "Subject") == "Nhắc việc Bcc: ke-khac@example.vn Thân thư khác");
    auto const text = decoded(message.substr(message.find("\r\n\r\n") + 4));
    CHECK(text == "Dòng một\r\n.\r\nMAIL FROM:<a@b.vn>\r\n..hai chấm\r\nFrom người khác\r\n");
    letter.to = "a@b.vn\r\nBcc: c@d.vn";
    CHECK_THROWS_AS(message_of(letter), Contradiction);
    letter = ordinary();
    letter.stop = "https://a.vn/x>\r\nBcc: <c@d.vn";
    CHECK(message_of(letter).find("Bcc") == std::string::npos);
    letter = ordinary();
    letter.id = "a\r\nBcc: b@c.vn";
    CHECK_THROWS_AS(message_of(letter), Contradiction);
}

TEST_CASE("the text comes out as it went in, whatever its lines are")
{
    for (auto const& text :
         {std::string("một\nhai\n"), std::string(500, 'a') + "\n", std::string(500, '.') + "\n",
          std::string("đuôi có khoảng trắng \nvà tab\t\n"), std::string("= 3=D \n"),
          std::string("không hết dòng"), std::string(), std::string("\n\n\n"), std::string(75, 'a') + "ấ\n",
          std::string(76, 'a') + "\n", std::string(74, 'a') + ". hết\n"}) {
        CAPTURE(text);
        auto const body = quoted_printable(text);
        auto expected = text;
        for (std::size_t at = 0; (at = expected.find('\n', at)) != expected.npos; at += 2)
            expected.replace(at, 1, "\r\n");
        if (!expected.empty() && !expected.ends_with("\r\n"))
            expected += "\r\n";
        CHECK(decoded(body) == expected);
        for (auto const& line : lines_of(body)) {
            CHECK(line.size() <= 76);
            CHECK_FALSE(line.starts_with("."));
            CHECK_FALSE(line.ends_with(" "));
        }
    }
}

TEST_CASE("a letter says that a program wrote it, when, under which name, and how to end it")
{
    auto const message = message_of(ordinary());
    auto const lines = lines_of(message);
    for (auto const* const line :
         {"To: lan.nt@xa.gov.vn", "Date: Mon, 23 Nov 2026 07:40:00 +0700",
          "Message-ID: <20261123.0af3@tinh.gov.vn>", "Auto-Submitted: auto-generated",
          "List-Unsubscribe: <https://danvan.tinh.gov.vn/thu-nhac/abcd>",
          "List-Unsubscribe-Post: List-Unsubscribe=One-Click", "MIME-Version: 1.0",
          "Content-Type: text/plain; charset=UTF-8", "Content-Transfer-Encoding: quoted-printable"}) {
        CAPTURE(line);
        CHECK(std::ranges::count(lines, line) == 1);
    }
    CHECK(shown_head(message, "From") == "Dân vận khéo Minh Họa <nhac-viec@tinh.gov.vn>");
    CHECK(message_of(ordinary()) == message);
    auto plain = ordinary();
    plain.stop = "http://127.0.0.1:8080/thu-nhac/abcd";
    CHECK(message_of(plain).find("One-Click") == std::string::npos);
    CHECK(date_line({0}) == "Thu, 1 Jan 1970 07:00:00 +0700");
}

TEST_CASE("what a server says decides about the address only where it speaks of the address")
{
    struct Row {
        Stage stage;
        int code;
        std::string_view words;
        Ending ending;
    };
    Row const rows[] = {
        {Stage::content, 250, "250 2.0.0 Ok: queued", Ending::taken},
        {Stage::recipient, 550, "550 5.1.1 No such user", Ending::address_refused},
        {Stage::recipient, 550, "550 no such user here", Ending::address_refused},
        {Stage::recipient, 552, "552 5.2.2 Mailbox full", Ending::address_refused},
        {Stage::recipient, 550, "550-5.1.1 The account 550 5.1.1 does not exist", Ending::address_refused},
        {Stage::recipient, 550, "550 5.7.1 Relaying denied", Ending::no_service},
        {Stage::recipient, 550, "550 Relaying denied", Ending::no_service},
        {Stage::recipient, 554, "554 Relay access denied", Ending::no_service},
        {Stage::recipient, 553, "553 mailbox name not allowed", Ending::address_refused},
        {Stage::recipient, 530, "530 Authentication required", Ending::no_service},
        {Stage::recipient, 503, "503 5.5.1 MAIL first", Ending::no_service},
        {Stage::recipient, 450, "450 4.2.0 Greylisted", Ending::put_off},
        {Stage::recipient, 421, "421 Too busy", Ending::put_off},
        {Stage::content, 554, "554 5.7.1 Looks like spam", Ending::letter_refused},
        {Stage::content, 550, "550 5.1.1 No such user", Ending::address_refused},
        {Stage::content, 452, "452 4.3.1 Disk full", Ending::put_off},
        {Stage::sender, 550, "550 5.1.1 Sender rejected", Ending::no_service},
        {Stage::connection, 554, "554 No service", Ending::no_service},
        {Stage::connection, 535, "535 5.7.8 Bad password", Ending::no_service},
        {Stage::content, 354, "354 Go on", Ending::no_service},
        {Stage::recipient, 0, "", Ending::no_service},
    };
    for (auto const& [stage, code, words, ending] : rows) {
        CAPTURE(words);
        CHECK(ending_of(stage, code, words) == ending);
    }
}

TEST_CASE("where nobody listens the letter is not lost but not taken, and it is said why")
{
    auto sender = Sender({.host = "127.0.0.1",
                          .port = 9, // discard: nothing is there
                          .security = Security::none,
                          .user = {},
                          .password_file = {},
                          .ca_file = {},
                          .from = "a@b.vn"});
    auto const sent = sender.send("c@d.vn", message_of(ordinary()));
    CHECK(sent.ending == Ending::no_service);
    CHECK(sent.words == "không kết nối được với máy chủ thư");
}

TEST_CASE("no word of a server takes the password along, however it repeats it")
{
    auto const plain =
        base64(bytes_of(std::string(1, '\0') + "nhac-viec" + std::string(1, '\0') + "khó \"1\""));
    for (auto const& said :
         {std::string("535 Not khó \"1\" for nhac-viec"), "500 AUTH PLAIN " + plain + " unrecognised",
          "500 unrecognised: " + base64(bytes_of("khó \"1\""))}) {
        CAPTURE(said);
        auto const words = without_password(said, "nhac-viec", "khó \"1\"");
        CHECK(words.find("khó") == std::string::npos);
        CHECK(words.find(plain) == std::string::npos);
        CHECK(words.find(base64(bytes_of("khó \"1\""))) == std::string::npos);
        CHECK(words.find("…") != std::string::npos);
        CHECK(words.starts_with(said.substr(0, 4)));
    }
    CHECK(without_password("535 wrong", "", "") == "535 wrong");
    // It may hold the sign that stands in its place.
    CHECK(without_password("535 a…b", "x", "…") == "535 a…b");
}

TEST_CASE("a password file that cannot be read is said, and nobody is spoken to")
{
    auto sender = Sender({.host = "127.0.0.1",
                          .port = 9,
                          .security = Security::starttls,
                          .user = "nhac-viec",
                          .password_file = "/không/có",
                          .ca_file = {},
                          .from = "a@b.vn"});
    auto const sent = sender.send("c@d.vn", message_of(ordinary()));
    CHECK(sent.ending == Ending::no_service);
    CHECK(sent.words == "không đọc được mail.password_file");
}
