// SPDX-License-Identifier: AGPL-3.0-or-later
// The one place that reads TOML.
#include "platform/config/settings.hpp"
#include "platform/mail/letter.hpp"

#include "fmt/format.h"

#include <boost/locale/utf.hpp>

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace
{
[[noreturn]] void broken(char const* what)
{
    throw std::logic_error(what);
}
} // namespace

// toml++ 3.3 asserts, or in a release assumes, what a file such as "[:a]" does
// not keep: here it throws in either build.
#undef NDEBUG
#define TOML_ASSERT(expression) static_cast<void>((expression) || (broken(#expression), true))
#define TOML_EXCEPTIONS 1
#define TOML_ENABLE_FORMATTERS 0
#include "toml++/toml.h"

namespace kheo::config
{
namespace
{

constexpr std::size_t longest_text = 500;

auto wrong(std::string_view name, toml::source_region const& at, std::string_view what)
{
    return refuse(problems::bad_config, fmt::format("{}, dòng {}: {}", name, at.begin.line, what));
}

bool fits(std::string_view text, Setting const& setting)
{
    if (text.size() > longest_text)
        return false;
    for (unsigned char const c : text)
        if (c < 0x20 || c == 0x7f)
            return false;
    return setting.choices.empty() ||
           (text.find('|') == text.npos && setting.choices.find(fmt::format("|{}|", text)) != text.npos);
}

bool is_utf8(std::string_view text)
{
    namespace utf = boost::locale::utf;
    for (auto const* at = text.begin(); at != text.end();) {
        auto const point = utf::utf_traits<char>::decode(at, text.end());
        if (point == utf::illegal || point == utf::incomplete)
            return false;
    }
    return true;
}

// toml++ 3.3 has undefined behaviour on letters such as "â" wherever it looks
// for white space, so it is shown ASCII: other bytes, and "~", as "~E1".
std::string in_ascii(std::string_view text)
{
    std::string out;
    for (unsigned char const c : text) {
        if (c >= 0x80 || c == '~')
            out += fmt::format("~{:02X}", c);
        else
            out += static_cast<char>(c);
    }
    return out;
}

std::string from_ascii(std::string_view text)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        unsigned char byte = 0;
        auto const digits = text.substr(i, 3);
        auto const* const end = digits.data() + digits.size();
        if (digits.size() == 3 && digits[0] == '~' &&
            std::from_chars(digits.data() + 1, end, byte, 16).ptr == end) {
            out += static_cast<char>(byte);
            i += 2;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::optional<std::string> text_of(toml::node const& node)
{
    auto const* value = node.as_string();
    return value == nullptr ? std::optional<std::string>() : from_ascii(value->get());
}

// Each sets the field and says whether the value is of its kind and range.
bool set(Config& config, Setting const& setting, Text field, toml::node const& node)
{
    auto const text = text_of(node);
    if (!text || !fits(*text, setting))
        return false;
    config.*field = *text;
    return true;
}

bool set(Config& config, Setting const&, Flag field, toml::node const& node)
{
    auto const flag = node.value_exact<bool>();
    if (flag)
        config.*field = *flag;
    return flag.has_value();
}

template <class Integer>
bool set(Config& config, Setting const& setting, Integer Config::* field, toml::node const& node)
{
    auto const number = node.value_exact<std::int64_t>();
    if (!number || *number < setting.least || *number > setting.most)
        return false;
    config.*field = static_cast<Integer>(*number);
    return true;
}

bool set(Config& config, Setting const& setting, List field, toml::node const& node)
{
    auto const* array = node.as_array();
    if (array == nullptr || array->size() > 100)
        return false;
    std::vector<std::string> list;
    for (auto const& element : *array) {
        auto const text = text_of(element);
        if (!text || !fits(*text, setting))
            return false;
        list.push_back(*text);
    }
    config.*field = std::move(list);
    return true;
}

Setting const* setting_of(std::string_view table, std::string_view key)
{
    for (auto const& setting : settings)
        if (setting.table == table && setting.key == key)
            return &setting;
    return nullptr;
}

std::string expected_of(Setting const& setting)
{
    if (!setting.choices.empty())
        return fmt::format("một trong {}", setting.choices);
    if (setting.most > 0)
        return fmt::format("số nguyên từ {} đến {}", setting.least, setting.most);
    if (std::holds_alternative<Flag>(setting.field))
        return "true hoặc false";
    if (std::holds_alternative<List>(setting.field))
        return "danh sách chuỗi";
    return fmt::format("chuỗi không quá {} byte", longest_text);
}

Outcome<toml::table> parsed(std::string const& ascii, std::string_view name)
{
    try {
        return toml::parse(ascii);
    } catch (toml::parse_error const& error) {
        return wrong(name, error.source(), from_ascii(error.description()));
    } catch (std::logic_error const&) {
        return refuse(problems::bad_config, fmt::format("{} không phải tệp TOML", name));
    }
}

Outcome<Config> read(toml::table const& file, std::string_view name)
{
    Config config;
    for (auto const& [table_key, table_node] : file) {
        auto const* table = table_node.as_table();
        if (table == nullptr)
            return wrong(name, table_key.source(),
                         fmt::format("không có mục “{}”", from_ascii(table_key.str())));
        for (auto const& [key, node] : *table) {
            auto const* setting = setting_of(table_key.str(), key.str());
            if (setting == nullptr)
                return wrong(
                    name, key.source(),
                    fmt::format("không có mục “{}.{}”", from_ascii(table_key.str()), from_ascii(key.str())));
            if (!std::visit([&](auto field) { return set(config, *setting, field, node); }, setting->field))
                return wrong(
                    name, key.source(),
                    fmt::format("“{}.{}” phải là {}", table_key.str(), key.str(), expected_of(*setting)));
        }
    }
    return config;
}

Outcome<Config> with_environment(Config config, Environment const& environment)
{
    if (auto const found = environment.find("PORT"); found != environment.end()) {
        std::uint16_t port = 0;
        auto const& text = found->second;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
        if (error != std::errc() || end != text.data() + text.size())
            return refuse(problems::bad_config,
                          fmt::format("biến PORT phải là số từ 0 đến 65535, không phải “{}”", text));
        config.port = port;
    }
    if (auto const found = environment.find("KHEO_DATA"); found != environment.end())
        config.data = found->second;
    return config;
}

std::string in_quotes(std::string_view text)
{
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + '"';
}

// "postgresql://kheo:secret@host/db" with the password as "***".
std::string without_password(std::string_view address)
{
    auto const scheme = address.find("://");
    auto const at = address.rfind('@');
    if (scheme == std::string_view::npos || at == std::string_view::npos || at < scheme)
        return std::string(address);
    auto const colon = address.find(':', scheme + 3);
    if (colon == std::string_view::npos || colon > at)
        return std::string(address);
    return fmt::format("{}:***{}", address.substr(0, colon), address.substr(at));
}

std::string value_shown(Config const& config, Text field)
{
    return in_quotes(field == &Config::database ? without_password(config.database) : config.*field);
}

std::string value_shown(Config const& config, Flag field)
{
    return config.*field ? "true" : "false";
}

template <class Integer>
std::string value_shown(Config const& config, Integer Config::* field)
{
    return std::to_string(config.*field);
}

std::string value_shown(Config const& config, List field)
{
    std::string out;
    for (auto const& text : config.*field)
        out += (out.empty() ? "" : ", ") + in_quotes(text);
    return fmt::format("[{}]", out);
}

} // namespace

Environment environment()
{
    Environment found;
    for (char const* name : {"PORT", "KHEO_DATA"})
        if (char const* value = std::getenv(name); value != nullptr && *value != '\0')
            found.emplace(name, value);
    return found;
}

Outcome<Config> parse(std::string_view toml, std::string_view name, Environment const& environment)
{
    if (!is_utf8(toml))
        return refuse(problems::bad_config, fmt::format("{} không đúng bảng mã UTF-8", name));
    // A byte order mark, as Windows' editors write it, is no part of the text.
    if (toml.starts_with("\xEF\xBB\xBF"))
        toml.remove_prefix(3);
    auto const file = TRY(parsed(in_ascii(toml), name));
    auto config = TRY(read(file, name));
    // As people copy it from a browser; paths are added to it.
    while (config.origin.ends_with('/'))
        config.origin.pop_back();
    auto complete = TRY(with_environment(std::move(config), environment));
    return checked(std::move(complete));
}

Outcome<Config> load(std::string const& path, Missing missing, Environment const& environment)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        if (missing == Missing::refused)
            return refuse(problems::bad_config, fmt::format("không đọc được {}", path));
        return parse("", path, environment);
    }
    std::ostringstream text;
    text << file.rdbuf();
    return parse(text.str(), path, environment);
}

bool is_loopback(std::string_view address)
{
    return address == "::1" ||
           (address.starts_with("127.") && address.find_first_not_of("0123456789.") == address.npos);
}

namespace
{

bool is_local_host(std::string_view host)
{
    return host == "localhost" || is_loopback(host);
}

// A sentence; "" where mail is off or whole.
std::string wrong_with_mail(Config const& config)
{
    auto const& host = config.mail_host;
    auto const plain = config.mail_security == "none";
    if (host.empty())
        return "";
    if (host.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-:") !=
        host.npos)
        return "mail.host là tên hoặc địa chỉ IP của máy chủ thư, không có gì khác.";
    if (plain && !is_local_host(host))
        return fmt::format(
            "mail.security = \"none\" chỉ dùng với máy chủ thư trên chính máy này, không phải {}.", host);
    if (!mail::is_address(config.mail_from))
        return "mail.from phải là một địa chỉ thư, như nhac-viec@tinh.gov.vn.";
    if (config.mail_user.empty() != config.mail_password_file.empty())
        return "mail.user và mail.password_file đi cùng nhau.";
    if (plain && !config.mail_user.empty())
        return "mail.user chỉ dùng với mail.security = \"starttls\" hoặc \"tls\": mật khẩu không đi qua "
               "đường "
               "không mã hóa.";
    return "";
}

} // namespace

Outcome<Config> checked(Config config)
{
    if (auto const wrong = wrong_with_mail(config); !wrong.empty())
        return refuse(problems::mail_not_whole, wrong);
    if (config.tls)
        return refuse(problems::tls_not_built, "");
    if (config.demo && !is_loopback(config.address))
        return refuse(problems::demo_abroad, config.address);
    if (!is_loopback(config.address) && config.trusted_proxy.empty())
        return refuse(problems::plain_http_abroad, config.address);
    return config;
}

std::string shown(Config const& config)
{
    std::string out;
    std::string_view table;
    for (auto const& setting : settings) {
        if (setting.table != table) {
            out += fmt::format("{}[{}]\n", out.empty() ? "" : "\n", setting.table);
            table = setting.table;
        }
        auto const value = std::visit([&](auto field) { return value_shown(config, field); }, setting.field);
        out += fmt::format("# {}. / {}.\n{} = {}\n", setting.vietnamese, setting.english, setting.key, value);
    }
    return out;
}

} // namespace kheo::config
