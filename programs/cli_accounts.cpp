// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/cli_accounts.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "data/data.hpp"
#include "platform/http/urlencoded.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/text.hpp"
#include "programs/command.hpp"
#include "programs/keeping.hpp"

#include <boost/json.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <unistd.h>

namespace kheo
{

namespace
{

bool good(http::Reply const& reply)
{
    return reply.status >= 200 && reply.status < 300;
}

std::string word(boost::json::value const& object, char const* name)
{
    return std::string(object.at(name).as_string());
}

// Prints the one link of an answer, with what to say to the person.
int print_link(http::Reply const& reply)
{
    if (!good(reply))
        return report(reply);
    auto const answer = boost::json::parse(reply.body);
    auto const& slip = answer.at("items").at(0);
    std::cout << fmt::format("Liên kết cho {} (tên đăng nhập {}), dùng một lần, trước ngày {}:\n  {}\n"
                             "Người này mở liên kết, bấm nút, rồi đặt mật khẩu và bước xác nhận thứ hai.\n",
                             word(slip, "name"), word(slip, "login"), word(slip, "expires"),
                             word(slip, "url"));
    return 0;
}

Command link_command(std::string const& login)
{
    return {.path = "/api/v1/accounts/links", .fields = {{"login", login}}, .files = {}};
}

// The state of an account of the list, as the page says it.
std::string_view said_state(boost::json::value const& one)
{
    if (word(one, "state") != "active")
        return "đã ngừng";
    return one.at("signed_in_once").as_bool() ? "đang dùng" : "chưa đăng nhập";
}

// One line for each, tab between the columns, all pages.
int list_users(config::Config const& config, std::string const& words)
{
    std::string after;
    do {
        auto const reply = run(config, {.method = "GET",
                                        .path = "/api/v1/accounts?q=" + http::percent_encoded(words) +
                                                "&after=" + http::percent_encoded(after),
                                        .fields = {},
                                        .files = {}});
        if (!good(reply))
            return report(reply);
        auto const list = boost::json::parse(reply.body);
        for (auto const& one : list.at("items").as_array()) {
            std::string posts;
            for (auto const& post : one.at("posts").as_array())
                posts += (posts.empty() ? "" : "; ") + std::string(post.as_string());
            std::cout << fmt::format("{}\t{}\t{}\t{}\n", word(one, "login"), word(one, "name"),
                                     said_state(one), posts);
        }
        after = word(list, "next");
    } while (!after.empty());
    return 0;
}

struct Init {
    std::string province_name;
    std::string province_code;
    std::string valid_from = "2025-07-01";
    std::string site_name;
    std::string origin;
    std::string data;
    std::string database;
    std::string operated_by;
    std::string admin;
    std::string admin_name;
};

// What was not given as an option is asked where somebody sits at a terminal.
std::string asked(std::string given, std::string_view question, std::string_view otherwise)
{
    if (!given.empty() || isatty(STDIN_FILENO) == 0)
        return given.empty() ? std::string(otherwise) : given;
    std::cout << question << (otherwise.empty() ? ": " : fmt::format(" [{}]: ", otherwise)) << std::flush;
    std::string line;
    std::getline(std::cin, line);
    line = tidied(nfc(line));
    return line.empty() ? std::string(otherwise) : line;
}

std::string toml_text(std::string_view text)
{
    std::string out = "\"";
    for (auto const c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    return out + "\"";
}

// Leaves a file that is there as it is.
void write_config(std::string const& file, Init const& init)
{
    if (std::filesystem::exists(file)) {
        std::cout << fmt::format("Giữ nguyên {} đã có.\n", file);
        return;
    }
    auto out = std::ofstream(file);
    std::filesystem::permissions(file, std::filesystem::perms(0640)); // it may name a password
    out << "# Cấu hình của Khéo. `kheo config` in mọi mục kèm lời giải thích.\n[site]\n";
    out << "name = " << toml_text(init.site_name) << "\n";
    if (!init.province_code.empty())
        out << "province = " << toml_text(init.province_code) << "\n";
    if (!init.operated_by.empty())
        out << "operated_by = " << toml_text(init.operated_by) << "\n";
    if (!init.origin.empty())
        out << "origin = " << toml_text(init.origin) << "\n";
    out << "# Ghi thêm để mọi người biết ai vận hành và hỏi ở đâu: operated_by, postal_address, phone, "
           "email,\n"
           "# privacy_email. Chưa ghi thì các trang nói rõ là chưa có.\n";
    if (!init.data.empty() || !init.database.empty())
        out << "\n[storage]\n";
    if (!init.data.empty())
        out << "data = " << toml_text(init.data) << "\n";
    if (!init.database.empty())
        out << "database = " << toml_text(init.database) << "\n";
    out.close();
    if (!out)
        throw std::runtime_error("Không ghi được " + file);
    std::cout << fmt::format("Đã ghi {}.\n", file);
}

// A row of the register of provinces, today's, by name with or without its kind.
struct Province {
    std::string code;
    std::string name;
    std::string full_name;
    std::string kind;
};

std::optional<Province> province_named(std::string_view name)
{
    auto const records =
        csv::Records::parse(data::file("registers/provinces.csv"), {"code", "name", "full_name"});
    ensure(records.has_value(), "provinces.csv is no table");
    auto const wanted = exact_key(name);
    for (std::size_t row = 0; row < records->size(); ++row) {
        auto const cell = [&](char const* column) { return std::string(records->at(row, column)); };
        if (cell("valid_to").empty() &&
            (exact_key(cell("name")) == wanted || exact_key(cell("full_name")) == wanted))
            return Province{cell("code"), cell("name"), cell("full_name"), cell("kind")};
    }
    return std::nullopt;
}

// One that the register does not have, as for a trial: "Tỉnh Minh Họa", 99.
Province province_as_typed(Init const& init)
{
    auto name = init.province_name;
    auto const is_city = folded(name).starts_with("thanh pho ");
    for (std::string_view const kind : {"Tỉnh ", "Thành phố "})
        if (lower(name).starts_with(lower(kind)))
            name = name.substr(kind.size());
    return {init.province_code, name, (is_city ? "Thành phố " : "Tỉnh ") + name,
            is_city ? "city" : "province"};
}

int create_province(config::Config const& config, Province const& province, std::string const& valid_from)
{
    auto const file = std::filesystem::path(config.data) / "init-province.csv";
    std::filesystem::create_directories(config.data);
    auto const is_city = province.kind == "city";
    std::ofstream(file) << csv::written({{"code", "name", "full_name", "kind", "parent_code"},
                                         {province.code, province.name, province.full_name,
                                          is_city ? "Thành phố trực thuộc trung ương" : "Tỉnh", ""}});
    auto const reply = run(config, {.path = "/api/v1/areas/import",
                                    .fields = {{"valid_from", valid_from}},
                                    .files = {{"file", file.string()}}});
    std::filesystem::remove(file);
    return good(reply) ? 0 : report(reply);
}

// The role that manages accounts; which it is the roles' table says.
std::string administrators_role()
{
    for (auto const& role : accounts::roles().all())
        for (auto const& grant : role.grants)
            if (grant.permission == accounts::may::manage_accounts.name)
                return role.code;
    throw Contradiction("no role manages accounts");
}

int create_administrator(config::Config const& config, Init const& init)
{
    auto const added =
        run(config, {.path = "/api/v1/accounts",
                     .fields = {{"login", init.admin},
                                {"name", init.admin_name.empty() ? "Quản trị hệ thống" : init.admin_name},
                                {"role", administrators_role()}},
                     .files = {}});
    auto const there = added.body.find(accounts::problems::login_taken.sentence) != std::string::npos;
    if (!good(added) && !there)
        return report(added);
    return print_link(run(config, link_command(init.admin)));
}

int begin(std::string const& file, Init init)
{
    init.site_name = asked(init.site_name, "Tên của trang", "Khéo");
    init.province_name = tidied(nfc(asked(init.province_name, "Tỉnh, thành phố (để trống nếu chưa có)", "")));
    init.origin =
        asked(init.origin, "Địa chỉ công khai, như https://danvan.tinh.gov.vn (để trống nếu chưa có)", "");
    init.operated_by =
        tidied(nfc(asked(init.operated_by, "Cơ quan vận hành trang (để trống nếu chưa rõ)", "")));
    init.admin =
        accounts::login_of(asked(init.admin, "Tên đăng nhập của người quản trị đầu tiên", "quan-tri"));
    auto unlisted = std::optional<Province>();
    if (!init.province_name.empty()) {
        auto const listed = province_named(init.province_name);
        if (!listed && init.province_code.empty()) {
            std::cerr << fmt::format("Danh mục không có tỉnh, thành phố tên “{}”. Nếu vẫn dùng tên này, thêm "
                                     "--province-code với mã hai chữ số.\n",
                                     init.province_name);
            return 1;
        }
        if (listed)
            init.province_code = listed->code;
        else
            unlisted = province_as_typed(init);
    }
    write_config(file, init);
    auto const config = config::load(file, config::Missing::refused, config::environment());
    if (!config) {
        std::cerr << config.error().sentence << "\n";
        return 1;
    }
    if (!config->database.empty())
        if (auto const status = migrate(*config); status != 0)
            return status;
    // What the 34 provinces are, and what each was formed from: "Ninh Thuận" is
    // found from the first day.
    if (auto const facts = run(*config, {.path = "/api/v1/areas/facts", .fields = {}, .files = {}});
        !good(facts))
        return report(facts);
    if (unlisted)
        if (auto const status = create_province(*config, *unlisted, init.valid_from); status != 0)
            return status;
    return create_administrator(*config, init);
}

// Each role with its code, and whether it needs a body.
std::string roles_help()
{
    std::string text = "Vai trò (--role), ghi mã hoặc tên:\n";
    for (auto const& role : accounts::roles().all())
        text += fmt::format("  {:<14} {}{}\n", role.code, role.label,
                            role.needs_body() ? "; cần --unit-code" : "");
    return text;
}

void add_user_options(CLI::App& add, Command& command)
{
    auto const option = [&](char const* name, char const* field, char const* help) {
        return add.add_option_function<std::string>(
            name, [&command, field](std::string const& text) { command.fields.emplace_back(field, text); },
            help);
    };
    option("--login", "login", "Tên đăng nhập")->required();
    option("--name", "name", "Họ và tên")->required();
    option("--role", "role", "Vai trò, một trong các mã bên dưới")->required();
    option("--unit-code", "unit_code", "Mã hoặc tên cơ quan");
    option("--from", "valid_from", "Giữ vị trí từ ngày");
    option("--decision", "decision", "Văn bản phân công");
}

} // namespace

void add_users(CLI::App& app, std::function<int(config::Config const&)>& chosen)
{
    auto* const user = app.add_subcommand("user", "Tài khoản của cán bộ");
    user->require_subcommand(1);

    auto const command =
        std::make_shared<Command>(Command{.path = "/api/v1/accounts", .fields = {}, .files = {}});
    auto* const add = user->add_subcommand("add", "Thêm một người với vị trí đầu tiên");
    add_user_options(*add, *command);
    add->footer(roles_help());
    add->callback([&chosen, command] {
        chosen = [command](auto const& config) { return report(run(config, *command)); };
    });

    auto const login = std::make_shared<std::string>();
    auto* const link = user->add_subcommand("link", "Cấp một liên kết đăng nhập dùng một lần");
    link->add_option("LOGIN", *login, "Tên đăng nhập")->required();
    link->callback([&chosen, login] {
        chosen = [login](auto const& config) { return print_link(run(config, link_command(*login))); };
    });

    auto const words = std::make_shared<std::string>();
    auto* const list =
        user->add_subcommand("list", "Liệt kê tài khoản: tên đăng nhập, họ tên, tình trạng, vị trí");
    list->add_option("WORDS", *words, "Chỉ những người có tên hoặc tên đăng nhập chứa chữ này");
    list->callback(
        [&chosen, words] { chosen = [words](auto const& config) { return list_users(config, *words); }; });
}

void add_init(CLI::App& app, std::string const& file, std::function<int()>& beginning)
{
    auto const init = std::make_shared<Init>();
    auto* const command = app.add_subcommand("init", "Bắt đầu: tệp cấu hình, tỉnh, người quản trị đầu tiên");
    command->add_option("--province-name", init->province_name, "Tên tỉnh, thành phố");
    command->add_option("--province-code", init->province_code,
                        "Mã hai chữ số, cho tỉnh không có trong danh mục");
    command->add_option("--valid-from", init->valid_from, "Tỉnh có hiệu lực từ ngày")->capture_default_str();
    command->add_option("--site-name", init->site_name, "Tên của trang");
    command->add_option("--origin", init->origin, "Địa chỉ công khai");
    command->add_option("--data", init->data, "Thư mục dữ liệu; mặc định ./var");
    command->add_option("--database", init->database, "Địa chỉ PostgreSQL; mặc định SQLite");
    command->add_option("--operated-by", init->operated_by, "Cơ quan vận hành trang, tên đầy đủ");
    command->add_option("--admin", init->admin, "Tên đăng nhập của người quản trị đầu tiên");
    command->add_option("--admin-name", init->admin_name, "Họ và tên của người đó");
    command->callback(
        [&beginning, &file, init] { beginning = [&file, init] { return begin(file, *init); }; });
}

} // namespace kheo
