// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/config/config.hpp"

#include "doctest/doctest.h"

#include <cstdio>
#include <fstream>
#include <unistd.h>

using namespace kheo;
using config::Config;
using config::parse;

namespace
{

std::string refusal(std::string_view toml, config::Environment const& environment = {})
{
    auto const outcome = parse(toml, "kheo.toml", environment);
    return outcome ? "" : outcome.error().sentence;
}

bool says(std::string_view sentence, std::string_view part)
{
    return sentence.find(part) != std::string_view::npos;
}

} // namespace

TEST_CASE("an empty file and environment give the defaults")
{
    auto const config = parse("", "kheo.toml", {});
    REQUIRE(config);
    CHECK(*config == Config{});
    CHECK(config->address == "127.0.0.1");
    CHECK(config->port == 8080);
    CHECK(config->data == "./var");
    CHECK_FALSE(config->demo);
}

TEST_CASE("a file sets what it names and leaves the rest")
{
    auto const config = parse("[site]\nname = \"Dân vận Minh Họa\"\ndemo = true\n"
                              "[server]\nport = 9000\ntrusted_proxy = [\"10.0.0.0/8\", \"::1\"]\n"
                              "[storage]\ndatabase = \"postgresql://kheo@db/kheo\"\n",
                              "kheo.toml", {});
    REQUIRE(config);
    Config expected;
    expected.site_name = "Dân vận Minh Họa";
    expected.demo = true;
    expected.port = 9000;
    expected.trusted_proxy = {"10.0.0.0/8", "::1"};
    expected.database = "postgresql://kheo@db/kheo";
    CHECK(*config == expected);
}

TEST_CASE("a wrong file is refused with its name, line and key")
{
    struct Row {
        std::string_view toml;
        std::string_view line;
        std::string_view what;
    };
    Row const rows[] = {
        {"[server]\nport = 80\nprot = 81\n", "dòng 3", "server.prot"},
        {"\n\n[sever]\nport = 80\n", "dòng 4", "sever.port"},
        {"port = 80\n", "dòng 1", "port"},
        {"[server]\nport = \"80\"\n", "dòng 2", "từ 0 đến 65535"},
        {"[server]\nport = 65536\n", "dòng 2", "từ 0 đến 65535"},
        {"[server]\nport = -1\n", "dòng 2", "server.port"},
        {"[server]\nworkers = 0\n", "dòng 2", "từ 1 đến 256"},
        {"[server]\nthreads = 1.5\n", "dòng 2", "server.threads"},
        {"[server]\ntrusted_proxy = \"10.0.0.1\"\n", "dòng 2", "danh sách chuỗi"},
        {"[server]\ntrusted_proxy = [1]\n", "dòng 2", "danh sách chuỗi"},
        {"[site]\ndemo = \"có\"\n", "dòng 2", "true hoặc false"},
        {"[site]\nname = \"a\\u0000b\"\n", "dòng 2", "site.name"},
        {"[site]\nname = \"a\\nb\"\n", "dòng 2", "site.name"},
        {"[log]\nlevel = \"loud\"\n", "dòng 2", "|debug|info|warning|error|"},
        {"[log]\nlevel = \"info|warning\"\n", "dòng 2", "một trong"},
        {"[server]\nport = 1\nport = 2\n", "dòng 3", "kheo.toml"},
        {"[server\n", "dòng 1", "kheo.toml"},
        {"[:server]\n", "", "không phải tệp TOML"},
        {"[site]\n# tên có dấu\ntên = \"a\"\n", "dòng 3", "kheo.toml"},
        {"[site]\n\"tên\" = \"a\"\n", "dòng 2", "site.tên"},
        {"[site]\nname = \"tên\" ấ\n", "dòng 2", "kheo.toml"},
        {"[site]\nname = â\n", "dòng 2", "kheo.toml"},
    };
    for (auto const& row : rows) {
        CAPTURE(row.toml);
        auto const sentence = refusal(row.toml);
        CAPTURE(sentence);
        CHECK(says(sentence, "kheo.toml"));
        CHECK(says(sentence, row.line));
        CHECK(says(sentence, row.what));
    }
}

TEST_CASE("text is taken letter for letter, in each kind of string")
{
    for (auto const* toml : {"[site]\nname = \"~Sấ ~41\"\n", "[site]\nname = '~Sấ ~41'\n",
                             "\xEF\xBB\xBF[site]\nname = \"\"\"~S\\u1EA5 ~41\"\"\" # ghi chú\n"}) {
        CAPTURE(toml);
        auto const config = parse(toml, "kheo.toml", {});
        REQUIRE(config);
        CHECK(config->site_name == "~Sấ ~41");
    }
    CHECK(says(refusal("[site]\nname = \"\xff\"\n"), "UTF-8"));
}

TEST_CASE("a text longer than 500 bytes is refused")
{
    CHECK(refusal("[site]\nname = \"" + std::string(500, 'a') + "\"\n").empty());
    CHECK(says(refusal("[site]\nname = \"" + std::string(501, 'a') + "\"\n"), "site.name"));
}

TEST_CASE("the environment wins over the file")
{
    auto const config = parse("[server]\nport = 9000\n[storage]\ndata = \"/a\"\n", "kheo.toml",
                              {{"PORT", "0"}, {"KHEO_DATA", "/b"}});
    REQUIRE(config);
    CHECK(config->port == 0);
    CHECK(config->data == "/b");
}

TEST_CASE("a PORT that is no port is refused")
{
    for (auto const* port : {"abc", "65536", "-1", "80 ", " 80", "8e1"}) {
        CAPTURE(port);
        CHECK(says(refusal("", {{"PORT", port}}), "PORT"));
    }
}

TEST_CASE("plain http and the demo stay on loopback, and tls says what to do instead")
{
    struct Row {
        std::string_view toml;
        std::string_view id; // empty: accepted
    };
    Row const rows[] = {
        {"[server]\naddress = \"127.0.0.1\"\n", ""},
        {"[server]\naddress = \"127.8.9.1\"\n", ""},
        {"[server]\naddress = \"::1\"\n", ""},
        {"[server]\naddress = \"127.0.0.1.example.com\"\n", "plain_http_abroad"},
        {"[server]\naddress = \"0.0.0.0\"\n", "plain_http_abroad"},
        {"[server]\naddress = \"::\"\n", "plain_http_abroad"},
        {"[server]\naddress = \"10.0.0.5\"\n", "plain_http_abroad"},
        {"[server]\naddress = \"10.0.0.5\"\ntrusted_proxy = [\"10.0.0.1\"]\n", ""},
        {"[server]\ntls = true\n", "tls_not_built"},
        {"[server]\naddress = \"0.0.0.0\"\ntls = true\n", "tls_not_built"},
        {"[site]\ndemo = true\n[server]\naddress = \"0.0.0.0\"\ntrusted_proxy = [\"10.0.0.1\"]\n",
         "demo_abroad"},
    };
    for (auto const& row : rows) {
        CAPTURE(row.toml);
        auto const config = parse(row.toml, "kheo.toml", {});
        CHECK((config ? "" : config.error().id) == row.id);
    }
    CHECK(says(refusal("[server]\naddress = \"0.0.0.0\"\n"), "trusted_proxy"));
    CHECK(says(refusal("[server]\ntls = true\n"), "trusted_proxy"));
}

TEST_CASE("mail is off, or it is whole and does not leave this machine in the clear")
{
    struct Row {
        std::string_view toml;
        std::string_view says; // "": accepted
    };
    Row const rows[] = {
        {"", ""},
        {"security = \"none\"\n", ""},
        {"host = \"thu.tinh.vn\"\nfrom = \"a@tinh.vn\"\n", ""},
        {"host = \"thu.tinh.vn\"\nport = 465\nsecurity = \"tls\"\nfrom = \"a@tinh.vn\"\nuser = \"a\"\n"
         "password_file = \"/etc/kheo/mail\"\nhour = 6\n",
         ""},
        {"host = \"127.0.0.1\"\nsecurity = \"none\"\nfrom = \"a@tinh.vn\"\n", ""},
        {"host = \"localhost\"\nsecurity = \"none\"\nfrom = \"a@tinh.vn\"\n", ""},
        {"host = \"thu.tinh.vn\"\nsecurity = \"none\"\nfrom = \"a@tinh.vn\"\n", "trên chính máy này"},
        {"host = \"localhost.tinh.vn\"\nsecurity = \"none\"\nfrom = \"a@tinh.vn\"\n", "trên chính máy này"},
        {"host = \"thu.tinh.vn\"\n", "mail.from"},
        {"host = \"thu.tinh.vn\"\nfrom = \"Khéo <a@tinh.vn>\"\n", "mail.from"},
        {"host = \"thu.tinh.vn\"\nfrom = \"@tinh.vn\"\n", "mail.from"},
        {"host = \"thu.tinh.vn\"\nfrom = \"a@tinh..vn\"\n", "mail.from"},
        {"host = \"smtp://thu.tinh.vn/x\"\nfrom = \"a@tinh.vn\"\n", "mail.host"},
        {"host = \"thu.tinh.vn\"\nfrom = \"a@tinh.vn\"\nuser = \"a\"\n", "đi cùng nhau"},
        {"host = \"thu.tinh.vn\"\nfrom = \"a@tinh.vn\"\npassword_file = \"/a\"\n", "đi cùng nhau"},
        {"host = \"localhost\"\nsecurity = \"none\"\nfrom = \"a@tinh.vn\"\nuser = \"a\"\n"
         "password_file = \"/a\"\n",
         "mail.user chỉ dùng"},
        {"security = \"ssl\"\n", "một trong"},
        {"hour = 24\n", "từ 0 đến 23"},
        {"password = \"bí mật\"\n", "mail.password"},
    };
    for (auto const& row : rows) {
        CAPTURE(row.toml);
        auto const sentence = refusal("[mail]\n" + std::string(row.toml));
        CAPTURE(sentence);
        CHECK(sentence.empty() == row.says.empty());
        CHECK(says(sentence, row.says));
    }
}

TEST_CASE("what is shown is a file that gives the same settings")
{
    Config config;
    config.site_name = "Tỉnh \"Minh Họa\" \\ thử";
    config.trusted_proxy = {"10.0.0.0/8", "fd00::1"};
    config.port = 81;
    config.demo = true;
    auto const text = config::shown(config);
    CAPTURE(text);
    auto const again = parse(text, "shown", {});
    REQUIRE(again);
    CHECK(*again == config);
}

TEST_CASE("who runs the site is stated field by field, and the origin ends without a slash")
{
    auto const config =
        parse("[site]\norigin = \"https://danvan.example.vn/\"\noperated_by = \"Ban Tuyên giáo "
              "và Dân vận\"\npostal_address = \"1 Đường A\"\nphone = \"0200 000 000\"\n"
              "email = \"a@example.vn\"\nprivacy_email = \"b@example.vn\"\n",
              "kheo.toml", {});
    REQUIRE(config);
    CHECK(config->origin == "https://danvan.example.vn");
    CHECK(config->operated_by == "Ban Tuyên giáo và Dân vận");
    CHECK(config->postal_address == "1 Đường A");
    CHECK(config->phone == "0200 000 000");
    CHECK(config->email == "a@example.vn");
    CHECK(config->privacy_email == "b@example.vn");
    CHECK(says(config::shown(*config), "operated_by = \"Ban Tuyên giáo và Dân vận\""));
}

TEST_CASE("each shown setting has its two meanings above it")
{
    auto const text = config::shown(Config{});
    CHECK(says(text, "# Cổng để nghe; biến PORT được ưu tiên. / Port; PORT has precedence.\nport = 8080\n"));
    CHECK(says(text, "[limits]\n# "));
}

TEST_CASE("a password in the database address is not shown")
{
    Config config;
    config.database = "postgresql://kheo:bi-mat@db.example:5432/kheo";
    auto const text = config::shown(config);
    CHECK_FALSE(says(text, "bi-mat"));
    CHECK(says(text, "postgresql://kheo:***@db.example:5432/kheo"));
    config.database = "postgresql://db.example:5432/kheo";
    CHECK(says(config::shown(config), "postgresql://db.example:5432/kheo"));
}

TEST_CASE("a missing file counts as empty unless it was asked for")
{
    CHECK(config::load("/nonexistent/kheo.toml", config::Missing::allowed, {}));
    auto const asked = config::load("/nonexistent/kheo.toml", config::Missing::refused, {});
    REQUIRE_FALSE(asked);
    CHECK(says(asked.error().sentence, "/nonexistent/kheo.toml"));
}

TEST_CASE("a file is read from the disk")
{
    char path[] = "/tmp/kheo-config-XXXXXX";
    ::close(::mkstemp(path));
    std::ofstream(path) << "[server]\nport = 1234\n";
    auto const config = config::load(path, config::Missing::refused, {});
    std::remove(path);
    REQUIRE(config);
    CHECK(config->port == 1234);
}
