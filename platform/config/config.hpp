// SPDX-License-Identifier: AGPL-3.0-or-later
// What an installation is told before it starts: kheo.toml, then the
// environment. Each setting is described once, where `kheo config` prints it.
#pragma once

#include "platform/problem/problem.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::config
{

// Field by field the settings of config.cpp's table, which says in Vietnamese
// and English what each means.
struct Config {
    std::string site_name = "Khéo";
    std::string province; // code of the province in `areas`; empty until `kheo init`
    std::string origin;   // "https://danvan.example.gov.vn", without a path; empty: by the address bound
    // Who answers for this site, as its pages say it; where empty they say that it
    // is not stated yet.
    std::string operated_by;    // "Ban Tuyên giáo và Dân vận Tỉnh ủy …"
    std::string postal_address; // one line
    std::string phone;
    std::string email;         // where people write to
    std::string privacy_email; // about data on oneself; empty: `email`
    std::string ledger_name;   // origin of the ledger's checkpoints; empty: by the origin
    bool demo = false;

    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;
    bool tls = false;
    std::vector<std::string> trusted_proxy; // addresses or networks

    std::string data = "./var";
    std::string database; // empty: SQLite inside `data`; else "postgresql://…"
    std::string temp;     // empty: "tmp" inside `data`

    int threads = 2;
    int workers = 8;
    int node = 0; // 0–1023, its own for each program on one database

    std::int64_t upload_mb = 50;
    std::int64_t page_cache_mb = 64;
    std::int64_t connections = 10'000;
    std::int64_t connections_per_address = 256;
    std::int64_t reads_per_minute = 1'200; // of one account, or one device of a visitor
    std::int64_t writes_per_minute = 240;

    std::string mail_host; // empty: no mail goes out, and nothing offers it
    std::uint16_t mail_port = 587;
    std::string mail_security = "starttls"; // starttls, tls, none
    std::string mail_user;                  // empty: without signing in
    std::string mail_password_file;         // its first line, read at each connection
    std::string mail_ca_file;               // empty: the certificates that the system trusts
    std::string mail_from;                  // an address; what nobody can deliver comes back to it
    std::string mail_inside;                // domains whose addresses may read names of inside matters
    int mail_hour = 7;                      // in Viet Nam, from which on a working day's reminders go out

    std::string log_level = "info"; // debug, info, warning, error
    std::string log_form = "human"; // human, json
    std::string log_file;           // empty: standard error

    friend bool operator==(Config const&, Config const&) = default;
};

namespace problems
{
inline constexpr Refusal bad_config{"bad_config", 400, "Tệp cấu hình sai: {}"};
inline constexpr Refusal plain_http_abroad{
    "plain_http_abroad", 400,
    "Không mở HTTP thường ngoài máy này ({}). Đặt máy chủ trung gian có TLS phía trước rồi ghi địa chỉ của "
    "nó "
    "vào `server.trusted_proxy`, hoặc để `server.address = \"127.0.0.1\"`."};
inline constexpr Refusal mail_not_whole{"mail_not_whole", 400, "Cấu hình thư chưa dùng được: {}"};
inline constexpr Refusal tls_not_built{
    "tls_not_built", 400,
    "Chương trình chưa tự mở TLS{}. Đặt nginx hoặc HAProxy có TLS phía trước, ghi địa chỉ của nó vào "
    "`server.trusted_proxy` và bỏ `server.tls`."};
inline constexpr Refusal demo_abroad{
    "demo_abroad", 400,
    "Chế độ minh họa chỉ chạy trên máy này ({}). Để `server.address = \"127.0.0.1\"` hoặc bỏ `site.demo`."};
} // namespace problems

using Environment = std::map<std::string, std::string, std::less<>>;
// PORT and KHEO_DATA of this process, where set.
Environment environment();

// Settings from the text of a TOML file (name is for its messages), then from
// the environment. Refuses bad TOML, unknown keys and values out of range,
// each with file, line and key, and what `checked` refuses.
Outcome<Config> parse(std::string_view toml, std::string_view name, Environment const& environment);
// The same from a file. One that is missing counts as empty unless `required`.
enum class Missing { allowed, refused };
Outcome<Config> load(std::string const& path, Missing missing, Environment const& environment);

// The rules between settings: plain HTTP and the demo stay on loopback.
Outcome<Config> checked(Config config);

// An IP literal in 127.0.0.0/8, or "::1".
bool is_loopback(std::string_view address);

// All settings in force as a TOML file with both meanings above each; the
// password in a database address is left out.
std::string shown(Config const& config);

} // namespace kheo::config
