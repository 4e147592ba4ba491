// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/mail/smtp.hpp"

#include "platform/crypto/base64.hpp"
#include "platform/mail/letter.hpp"
#include "platform/problem/problem.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <curl/curl.h>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

namespace kheo::mail
{

namespace
{

constexpr long connect_seconds = 10;
constexpr long transfer_seconds = 240;     // some servers read the letter before they take it
constexpr std::size_t longest_words = 300; // characters of what a server says
constexpr std::size_t longest_reply = 4'000;

// What one transfer said and heard.
struct Talk {
    std::string_view left; // of the message, not sent yet
    std::stop_token stop;
    Stage stage = Stage::connection;
    std::string reply;     // the last one, all its lines
    bool finished = false; // its last line came: the next begins anew
    bool over = false;     // we said goodbye; what comes now is no answer
};

int code_of(std::string_view line)
{
    if (line.size() < 3 ||
        !std::ranges::all_of(line.substr(0, 3), [](char c) { return c >= '0' && c <= '9'; }))
        return 0;
    return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

void said(Talk& talk, std::string_view command)
{
    if (command.starts_with("MAIL"))
        talk.stage = Stage::sender;
    else if (command.starts_with("RCPT"))
        talk.stage = Stage::recipient;
    else if (command.starts_with("DATA"))
        talk.stage = Stage::content;
    else if (command.starts_with("QUIT"))
        talk.over = true;
    else
        talk.stage = Stage::connection;
}

void heard(Talk& talk, std::string_view line)
{
    if (talk.over || code_of(line) == 0)
        return;
    if (talk.finished)
        talk.reply.clear();
    if (talk.reply.size() < longest_reply)
        talk.reply += line;
    talk.finished = line.size() < 4 || line[3] != '-';
}

// What a command holds is not kept: one of them is the password.
int trace(CURL*, curl_infotype kind, char* data, std::size_t size, void* target)
{
    auto& talk = *static_cast<Talk*>(target);
    if (kind == CURLINFO_HEADER_OUT)
        said(talk, {data, size});
    else if (kind == CURLINFO_HEADER_IN)
        heard(talk, {data, size});
    return 0;
}

std::size_t give(char* buffer, std::size_t size, std::size_t count, void* target)
{
    auto& talk = *static_cast<Talk*>(target);
    auto const part = talk.left.substr(0, size * count);
    std::ranges::copy(part, buffer);
    talk.left.remove_prefix(part.size());
    return part.size();
}

int look(void* target, curl_off_t, curl_off_t, curl_off_t, curl_off_t)
{
    return static_cast<Talk*>(target)->stop.stop_requested() ? 1 : 0;
}

std::size_t drop(char*, std::size_t size, std::size_t count, void*)
{
    return size * count;
}

std::string why(CURLcode result)
{
    switch (result) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return "không tìm thấy máy chủ thư tên này";
    case CURLE_COULDNT_CONNECT:
        return "không kết nối được với máy chủ thư";
    case CURLE_OPERATION_TIMEDOUT:
        return "máy chủ thư không trả lời kịp";
    case CURLE_USE_SSL_FAILED:
        return "máy chủ thư không mở STARTTLS";
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CONNECT_ERROR:
        return "kết nối không an toàn: chứng chỉ của máy chủ thư không đáng tin hoặc không dùng được";
    case CURLE_LOGIN_DENIED:
        return "máy chủ thư không nhận tên hoặc mật khẩu";
    case CURLE_ABORTED_BY_CALLBACK:
        return "chương trình đang dừng";
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_GOT_NOTHING:
        return "kết nối với máy chủ thư đứt giữa chừng";
    default:
        return fmt::format("lỗi thư số {}: {}", int(result), curl_easy_strerror(result));
    }
}

std::string on_one_line(std::string_view reply)
{
    auto line = nfc(reply);
    std::ranges::replace_if(line, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
    return std::string(first_characters(tidied(line), longest_words));
}

// "5.1.1 …" behind the code: its second number; nothing where there is none.
std::optional<int> subject_of(std::string_view words)
{
    auto const at = words.find_first_of(" -");
    auto const rest = at == words.npos ? std::string_view() : words.substr(at + 1);
    if (rest.size() < 5 || rest[1] != '.' || rest[3] != '.' || rest[2] < '0' || rest[2] > '9')
        return std::nullopt;
    return rest[2] - '0';
}

// The first line of the file; nothing where it cannot be read.
std::optional<std::string> password_in(std::string const& file)
{
    auto in = std::ifstream(file, std::ios::binary);
    std::string line;
    if (!in || !std::getline(in, line))
        return std::nullopt;
    while (line.ends_with('\r') || line.ends_with('\n'))
        line.pop_back();
    return line;
}

void erase_all(std::string& text, std::string const& part)
{
    if (part.empty())
        return;
    constexpr std::string_view instead = "…";
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + instead.size()))
        text.replace(at, part.size(), instead);
}

std::string url_of(Server const& server)
{
    auto const six = server.host.find(':') != std::string::npos;
    return fmt::format("{}://{}{}{}:{}", server.security == Security::tls ? "smtps" : "smtp", six ? "[" : "",
                       server.host, six ? "]" : "", server.port);
}

} // namespace

struct Sender::Handle {
    std::unique_ptr<CURL, void (*)(CURL*)> curl{curl_easy_init(), &curl_easy_cleanup};
};

namespace
{

// "550 Relaying denied" is said to every address.
bool speaks_of_us(std::string_view words)
{
    auto const said = lower(words);
    return std::ranges::any_of(std::array{"relay", "denied", "authent", "blocked", "spam"},
                               [&](auto const* word) { return said.find(word) != said.npos; });
}

} // namespace

std::string without_password(std::string words, std::string const& user, std::string const& password)
{
    using namespace std::string_literals;
    // As AUTH LOGIN and AUTH PLAIN (RFC 4616) send it.
    erase_all(words, base64(bytes_of("\0"s + user + "\0"s + password)));
    erase_all(words, base64(bytes_of(password)));
    erase_all(words, password);
    return words;
}

Ending ending_of(Stage stage, int code, std::string_view words)
{
    if (stage == Stage::connection || stage == Stage::sender || code == 0)
        return Ending::no_service;
    if (code >= 200 && code < 400)
        return stage == Stage::content && code < 300 ? Ending::taken : Ending::no_service;
    if (code < 500)
        return Ending::put_off;
    auto const subject = subject_of(words);
    auto const of_mailbox = subject && (*subject == 1 || *subject == 2);
    if (stage == Stage::content)
        return of_mailbox ? Ending::address_refused : Ending::letter_refused;
    if (subject)
        return of_mailbox ? Ending::address_refused : Ending::no_service;
    // Without an enhanced code: no such mailbox, unless the words speak of us.
    auto const of_address = code == 550 || code == 551 || code == 553;
    return of_address && !speaks_of_us(words) ? Ending::address_refused : Ending::no_service;
}

Sender::Sender(Server server) : server_(std::move(server)), handle_(std::make_unique<Handle>())
{
    static auto const started = curl_global_init(CURL_GLOBAL_DEFAULT);
    ensure(started == CURLE_OK && handle_->curl != nullptr, "libcurl does not start");
}

Sender::~Sender() = default;

namespace
{

void prepare(CURL* curl, Server const& server, Talk& talk, std::string const& url)
{
    curl_easy_reset(curl); // the connection stays
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_USE_SSL,
                     server.security == Security::none ? CURLUSESSL_NONE : CURLUSESSL_ALL);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2);
    if (!server.ca_file.empty())
        curl_easy_setopt(curl, CURLOPT_CAINFO, server.ca_file.c_str());
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, connect_seconds);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, transfer_seconds);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, &give);
    curl_easy_setopt(curl, CURLOPT_READDATA, &talk);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &drop);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, &trace);
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, &talk);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &look);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &talk);
}

} // namespace

Sent Sender::send(std::string const& to, std::string const& message, std::stop_token const& stop)
{
    ensure(is_address(to) && is_address(server_.from), "a letter from or to what is no address");
    auto* const curl = handle_->curl.get();
    auto talk = Talk{.left = message, .stop = stop, .reply = {}};
    auto const url = url_of(server_);
    prepare(curl, server_, talk, url);
    auto password = std::optional(std::string());
    if (!server_.user.empty()) {
        password = password_in(server_.password_file);
        if (!password)
            return {Ending::no_service, "không đọc được mail.password_file"};
        curl_easy_setopt(curl, CURLOPT_USERNAME, server_.user.c_str());
        curl_easy_setopt(curl, CURLOPT_PASSWORD, password->c_str());
    }
    auto const from = "<" + server_.from + ">";
    auto const recipients = std::unique_ptr<curl_slist, void (*)(curl_slist*)>(
        curl_slist_append(nullptr, ("<" + to + ">").c_str()), &curl_slist_free_all);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
    auto const result = curl_easy_perform(curl);
    auto const code = code_of(talk.reply);
    auto const words = on_one_line(without_password(std::move(talk.reply), server_.user, *password));
    curl_easy_setopt(curl, CURLOPT_DEBUGDATA, nullptr);
    curl_easy_setopt(curl, CURLOPT_VERBOSE, 0L);
    if (result == CURLE_OK)
        return {Ending::taken, words};
    // A reply that refuses tells more than curl does.
    if (code >= 400)
        return {ending_of(talk.stage, code, words), words};
    return {Ending::no_service, why(result)};
}

} // namespace kheo::mail
