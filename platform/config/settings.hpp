// SPDX-License-Identifier: AGPL-3.0-or-later
// The table of settings: where each stands in kheo.toml, what it means in
// Vietnamese and English, what it may be. Read by config.cpp alone.
#pragma once

#include "platform/config/config.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace kheo::config
{

using Text = std::string Config::*;
using Flag = bool Config::*;
using Port = std::uint16_t Config::*;
using Count = int Config::*;
using Number = std::int64_t Config::*;
using List = std::vector<std::string> Config::*;

struct Setting {
    std::string_view table;
    std::string_view key;
    std::variant<Text, Flag, Port, Count, Number, List> field;
    std::string_view vietnamese;
    std::string_view english;
    std::int64_t least = 0; // of a number
    std::int64_t most = 0;
    std::string_view choices = {}; // of a text, "|a|b|"; empty: any
};

inline auto const settings = std::to_array<Setting>({
    {"site", "name", &Config::site_name, "Tên trang, hiện ở đầu mỗi trang",
     "Name of the site, shown on each page"},
    {"site", "province", &Config::province, "Mã tỉnh", "Code of the province"},
    {"site", "origin", &Config::origin,
     "Địa chỉ công khai, không có đường dẫn, như https://danvan.tinh.gov.vn",
     "Public address without a path"},
    {"site", "operated_by", &Config::operated_by,
     "Cơ quan vận hành trang và chịu trách nhiệm về nội dung, ghi tên đầy đủ",
     "Agency that runs the site and answers for it, its full name"},
    {"site", "postal_address", &Config::postal_address, "Địa chỉ bưu chính của cơ quan đó",
     "Postal address of that agency"},
    {"site", "phone", &Config::phone, "Điện thoại liên hệ", "Telephone for contact"},
    {"site", "email", &Config::email, "Thư điện tử liên hệ", "E-mail for contact"},
    {"site", "privacy_email", &Config::privacy_email,
     "Thư điện tử nhận yêu cầu về dữ liệu cá nhân; để trống thì dùng thư liên hệ",
     "E-mail for requests about personal data; empty: the e-mail for contact"},
    {"site", "demo", &Config::demo, "Chạy với dữ liệu minh họa, chỉ trên máy này",
     "Runs with invented data, on loopback only"},
    {"ledger", "name", &Config::ledger_name, "Tên của sổ kiểm chứng; để trống thì theo địa chỉ công khai",
     "Origin line of the ledger; empty: by the public address"},
    {"server", "address", &Config::address, "Địa chỉ IP để nghe", "IP address to listen on"},
    {"server", "port", &Config::port, "Cổng để nghe; biến PORT được ưu tiên", "Port; PORT has precedence", 0,
     65535},
    {"server", "tls", &Config::tls, "Tự mở TLS (chưa có trong bản này)", "Own TLS (not built yet)"},
    {"server", "trusted_proxy", &Config::trusted_proxy,
     "Địa chỉ hoặc dải mạng của máy chủ trung gian được tin", "Addresses or networks of trusted proxies"},
    {"server", "threads", &Config::threads, "Số luồng đọc và ghi mạng", "Threads that read and write", 1, 64},
    {"server", "workers", &Config::workers, "Số luồng xử lý", "Threads that answer", 1, 256},
    {"server", "node", &Config::node, "Số của máy khi nhiều máy dùng chung một cơ sở dữ liệu",
     "Number of this node on a shared database", 0, 1023},
    {"storage", "data", &Config::data, "Thư mục dữ liệu; biến KHEO_DATA được ưu tiên",
     "Folder of data; KHEO_DATA has precedence"},
    {"storage", "database", &Config::database,
     "Địa chỉ PostgreSQL; để trống thì dùng SQLite trong thư mục dữ liệu",
     "Address of PostgreSQL; empty: SQLite in the folder of data"},
    {"storage", "temp", &Config::temp, "Thư mục tạm cho tệp gửi lên; để trống thì nằm trong thư mục dữ liệu",
     "Folder for uploads under way; empty: inside the folder of data"},
    {"limits", "upload_mb", &Config::upload_mb, "Dung lượng lớn nhất của một tệp gửi lên, MB; không quá 50",
     "Largest uploaded file, MB; at most 50", 1, 50},
    {"limits", "page_cache_mb", &Config::page_cache_mb, "Bộ nhớ giữ trang, MB", "Page cache, MB", 0, 65536},
    {"limits", "connections", &Config::connections, "Số kết nối nhiều nhất", "Most connections", 1, 100'000},
    {"limits", "connections_per_address", &Config::connections_per_address,
     "Số kết nối nhiều nhất từ một địa chỉ", "Most connections from one address", 1, 1'000'000},
    {"limits", "reads_per_minute", &Config::reads_per_minute, "Số trang một tài khoản hay máy xem mỗi phút",
     "Pages an account or device reads each minute", 1, 1'000'000},
    {"limits", "writes_per_minute", &Config::writes_per_minute, "Số lần một tài khoản hay máy gửi mỗi phút",
     "Forms an account or device sends each minute", 1, 1'000'000},
    {"mail", "host", &Config::mail_host,
     "Máy chủ gửi thư (SMTP); để trống thì không gửi thư nhắc việc, mọi phần khác vẫn chạy",
     "Mail server (SMTP); empty: no mail, all else goes on"},
    {"mail", "port", &Config::mail_port, "Cổng: thường 587 với starttls, 465 với tls, 25 với none",
     "Port: usually 587 with starttls, 465 with tls, 25 with none", 1, 65535},
    {"mail", "security", &Config::mail_security,
     "Mã hóa: starttls, tls, hoặc none (chỉ với máy chủ thư trên chính máy này)",
     "starttls, tls, or none (only for a mail server on this machine)", 0, 0, "|starttls|tls|none|"},
    {"mail", "user", &Config::mail_user,
     "Tên đăng nhập máy chủ thư, chỉ với starttls hoặc tls; để trống nếu không cần",
     "Name to sign in with, only with starttls or tls; empty: without"},
    {"mail", "password_file", &Config::mail_password_file, "Tệp có mật khẩu máy chủ thư ở dòng đầu",
     "File whose first line is the password"},
    {"mail", "ca_file", &Config::mail_ca_file,
     "Tệp chứng chỉ gốc của máy chủ thư; để trống thì theo hệ điều hành",
     "Certificates to trust; empty: those of the system"},
    {"mail", "from", &Config::mail_from, "Địa chỉ đứng tên người gửi; thư không tới nơi sẽ trả về đây",
     "Address of the sender; what cannot be delivered comes back to it"},
    {"mail", "inside", &Config::mail_inside,
     "Miền thư của cơ quan, cách nhau bằng dấu cách; tên việc nội bộ chỉ gửi tới đó. Để trống: không gửi",
     "Domains of the house, parted by spaces; only their addresses read names of inside matters; empty: none "
     "do"},
    {"mail", "hour", &Config::mail_hour, "Gửi thư nhắc việc từ mấy giờ, mỗi ngày làm việc",
     "Hour of a working day from which reminders go out", 0, 23},
    {"log", "level", &Config::log_level, "Mức nhật ký", "Level of the log", 0, 0,
     "|debug|info|warning|error|"},
    {"log", "form", &Config::log_form, "Dạng nhật ký", "Form of the log", 0, 0, "|human|json|"},
    {"log", "file", &Config::log_file, "Tệp nhật ký; để trống thì ghi ra thiết bị lỗi chuẩn",
     "File of the log; empty: standard error"},
});

} // namespace kheo::config
