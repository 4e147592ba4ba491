// SPDX-License-Identifier: AGPL-3.0-or-later
// kheo-verify: anybody checks a ledger (sổ kiểm chứng) or a receipt (phiếu kiểm
// chứng) with this program alone. It holds Merkle code and nothing of the server.
//
// Exit status: 0 everything holds; 1 something published is false; 2 wrong use,
// or a local file cannot be read or written; 3 the log forked or shrank since
// the checkpoint remembered; 4 the server could not be reached or sent too much.
#include "platform/merkle/audit.hpp"
#include "platform/merkle/receipt.hpp"
#include "platform/merkle/utf8.hpp"

#include "platform/crypto/base64.hpp"
#include "programs/verify_fetch.hpp"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <unistd.h>

namespace
{

using namespace kheo;
using namespace kheo::merkle;

enum Status { holds = 0, is_false = 1, wrong_use = 2, rewritten = 3, unreachable = 4 };

constexpr Refusal cannot_use_file{"cannot_use_file", 400, "Không dùng được tệp {}."};
constexpr Refusal wrong_option{"wrong_option", 400, "Tham số không đúng: {}."};

constexpr Refusal other_content{"other_content", 422,
                                "Nội dung trong {} không phải nội dung đã ghi: dấu vân tay khác."};

constexpr std::size_t longest_content = 1 << 20;

Status status_of(Problem const& problem)
{
    if (problem.id == merkle::problems::forked.id || problem.id == merkle::problems::shrunk.id)
        return rewritten;
    if (problem.id == cannot_fetch.id)
        return unreachable;
    return problem.id == cannot_use_file.id || problem.id == wrong_option.id ? wrong_use : is_false;
}

// 1234567 as 1.234.567.
std::string shown(std::uint64_t number)
{
    auto text = std::to_string(number);
    for (auto at = std::ptrdiff_t(text.size()) - 3; at > 0; at -= 3)
        text.insert(std::size_t(at), 1, '.');
    return text;
}

// Whether a terminal shows it as it is: no escape sequences of a stranger.
bool is_readable(std::string_view text)
{
    return every_code_point(text, [](char32_t point) {
        return (point >= 0x20 && (point < 0x7f || point >= 0xa0)) || point == '\n';
    });
}

// A small local text file.
Outcome<std::string> read_file(std::string const& name, std::size_t limit)
{
    auto file = std::ifstream(name, std::ios::binary);
    auto text = std::string(limit + 1, '\0');
    // Short of the end of the file it was not opened, not read or too long.
    if (file.read(text.data(), std::streamsize(text.size())); !file.eof() || file.bad())
        return refuse(cannot_use_file, name + " (không đọc được hoặc quá dài)");
    text.resize(std::size_t(file.gcount()));
    return text;
}

// All or nothing: another file is written beside it and takes its name. A crash
// may lose the new one, which only makes the next comparison longer.
Outcome<void> write_file(std::string const& name, std::string_view text)
{
    auto const fresh = name + ".moi";
    auto const file = ::open(fresh.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    auto const written = file >= 0 &&
                         ::write(file, text.data(), text.size()) == std::ptrdiff_t(text.size()) &&
                         ::fsync(file) == 0;
    if (file >= 0)
        ::close(file);
    if (!written || ::rename(fresh.c_str(), name.c_str()) != 0)
        return refuse(cannot_use_file, fmt::format("{} ({})", name, std::generic_category().message(errno)));
    return {};
}

Outcome<std::vector<VerifierKey>> keys_of(std::vector<std::string> const& texts)
{
    auto keys = std::vector<VerifierKey>();
    for (auto const& text : texts) {
        auto key = TRY(parse_verifier_key(text));
        keys.push_back(std::move(key));
    }
    return keys;
}

void say_facts(OpenCheckpoint const& open)
{
    fmt::print("Sổ kiểm chứng: {}\nSố dòng của sổ: {}\nGiá trị gốc: {}\nChữ ký của sổ: đúng\n",
               open.checkpoint.origin, shown(open.checkpoint.size), base64(open.checkpoint.root));
    for (auto const& witness : open.witnesses)
        fmt::print("Đơn vị cùng xác nhận: {}, lúc {}\n", witness.key.name,
                   witness.cosigned ? kheo::shown(*witness.cosigned) : "không ghi giờ");
}

struct Options {
    std::string url;
    std::string vkey;
    std::string state;
    std::string receipt;
    std::string content; // a file with salt and content; "" where only the line is checked
    std::vector<std::string> witnesses;
    std::uint64_t limit = 50'000'000; // entries
    std::uint64_t log = 0;            // a log that ended, by its number; 0: the one of today
};

// Whom to believe: what was remembered, what was given, or what the server says.
Outcome<VerifierKey> key_for(Options const& options, std::optional<Remembered> const& remembered, Log& log)
{
    if (remembered && !options.vkey.empty() && options.vkey != encoded(remembered->key))
        return refuse(wrong_option, "--vkey khác khóa đã nhớ trong " + options.state);
    if (remembered)
        return remembered->key;
    if (!options.vkey.empty())
        return parse_verifier_key(options.vkey);
    auto text = TRY(log.text("vkey", 1000));
    while (text.ends_with('\n'))
        text.pop_back();
    if (!is_readable(text))
        return refuse(merkle::problems::bad_key, "có ký tự không in được");
    fmt::print("CHÚ Ý: khóa lấy từ chính máy chủ ({}). Hãy so với khóa cơ quan đã công bố ở nơi khác,\n"
               "rồi lần sau dùng --vkey.\n",
               text);
    return parse_verifier_key(text);
}

Outcome<std::optional<Remembered>> remembered_in(std::string const& file)
{
    auto unknown = std::error_code();
    if (file.empty() || (!std::filesystem::exists(file, unknown) && !unknown))
        return std::nullopt;
    auto const text = TRY(read_file(file, longest_note + 2000));
    auto remembered = parse_remembered(text);
    if (!remembered || !open_checkpoint(remembered->checkpoint, remembered->key))
        return refuse(cannot_use_file, file + " (tệp ghi nhớ đã hỏng)");
    return std::optional(std::move(*remembered));
}

// What a fork is proved with: the signed note that contradicts the remembered one.
void keep_evidence(Options const& options, std::string const& note)
{
    auto const file = options.state + ".bang-chung";
    if (!options.state.empty() && write_file(file, note))
        fmt::print(stderr, "Điểm chốt mâu thuẫn, có chữ ký của sổ, được giữ ở {}. Hãy giữ cả {}.\n", file,
                   options.state);
}

Outcome<void> verify_log(Options const& options)
{
    auto prefix = options.url;
    while (prefix.ends_with('/'))
        prefix.pop_back();
    auto log = Log(prefix + "/so-kiem-chung" +
                   (options.log == 0 ? std::string() : fmt::format("/so/{}", options.log)));
    auto const remembered = TRY(remembered_in(options.state));
    auto const key = TRY(key_for(options, remembered, log));
    auto const witnesses = TRY(keys_of(options.witnesses));
    auto before = std::optional<Checkpoint>();
    if (remembered) {
        auto const open = TRY(open_checkpoint(remembered->checkpoint, key));
        before = open.checkpoint;
    }
    auto const note = TRY(log.text("checkpoint", longest_note));
    auto const open = TRY(open_checkpoint(note, key, witnesses));
    say_facts(open);
    if (open.checkpoint.size > options.limit)
        return refuse(wrong_option, fmt::format("sổ có hơn {} dòng, xin nâng --limit", shown(options.limit)));
    auto const progress = [&](std::uint64_t entries) {
        if (isatty(STDERR_FILENO))
            fmt::print(stderr, "\rĐã tính lại {} dòng…{}", shown(entries),
                       entries == open.checkpoint.size ? "\n" : "");
    };
    auto const audit = audited(
        open.checkpoint, before, [&](std::span<TileId const> ids) { return log.tiles(ids); }, progress);
    if (!audit && status_of(audit.error()) == rewritten)
        keep_evidence(options, note);
    auto const done = TRY(audit);
    fmt::print("Đã tải và tính lại {} dòng, {} tệp băm: khớp hết.\n", shown(done.entries), shown(done.tiles));
    if (before)
        fmt::print("So với lần trước ({} dòng): nối tiếp đúng, không dòng nào bị sửa hay bỏ.\n",
                   shown(before->size));
    else
        fmt::print("Chưa có lần trước để so{}.\n",
                   options.state.empty() ? "; dùng --state để nhớ cho lần sau" : "");
    if (!options.state.empty())
        if (auto const kept = write_file(options.state, encoded(Remembered{key, note})); !kept)
            return std::unexpected(kept.error());
    fmt::print("SỔ ĐÚNG.\n");
    return {};
}

// Whether SHA-256 of the file is the digest that the entry states.
Outcome<void> matches(std::string_view entry, std::string const& file)
{
    auto const content = TRY(read_file(file, longest_content));
    auto const line = fmt::format("\ndigest {}\n", base64(sha256(bytes_of(content))));
    if (entry.find(line) == std::string_view::npos)
        return refuse(other_content, file);
    return {};
}

Outcome<void> verify_receipt(Options const& options)
{
    auto const key = TRY(parse_verifier_key(options.vkey));
    auto const witnesses = TRY(keys_of(options.witnesses));
    auto const text = TRY(read_file(options.receipt, longest_receipt));
    auto const receipt = TRY(parse_receipt(text));
    auto const open = TRY(verified(receipt, key, witnesses));
    say_facts(open);
    fmt::print("Dòng số (đếm từ 0): {}\nNội dung dòng: {}\n", shown(receipt.index),
               is_readable(text_of(receipt.entry)) ? text_of(receipt.entry) : hex(receipt.entry));
    if (!options.content.empty()) {
        auto const matched = matches(text_of(receipt.entry), options.content);
        if (!matched)
            return std::unexpected(matched.error());
        fmt::print("NỘI DUNG ĐÚNG: tệp nội dung cho đúng dấu vân tay của dòng này.\n");
    }
    fmt::print("PHIẾU ĐÚNG: dòng này nằm trong sổ mà điểm chốt trên đã ký.\n");
    return {};
}

int said(Outcome<void> const& outcome)
{
    if (outcome)
        return holds;
    fmt::print(stderr, "{}\n", outcome.error().sentence);
    if (outcome.error().id == merkle::problems::unsigned_note.id)
        fmt::print(stderr,
                   "Nếu sổ vừa được mở lại dưới tên mới sau một lần phục hồi, cơ quan phải công bố khóa mới\n"
                   "và lý do; hãy kiểm tra sổ cũ trước khi tin khóa mới.\n");
    return status_of(outcome.error());
}

// CLI11's own words, as people read them in the help.
void speak_vietnamese(CLI::App& app)
{
    auto const words = std::make_shared<CLI::Formatter>();
    for (auto const& [word, said] :
         {std::pair("Usage", "Cách dùng"), std::pair("OPTIONS", "TÙY CHỌN"), std::pair("SUBCOMMAND", "LỆNH"),
          std::pair("Positionals", "Phải ghi"), std::pair("REQUIRED", "(bắt buộc)"), std::pair("TEXT", "CHỮ"),
          std::pair("UINT", "SỐ")})
        words->label(word, said);
    app.formatter(words);
    app.group("Lệnh"); // of what is added below
    app.option_defaults()->group("Tùy chọn");
    app.set_help_flag("-h,--help", "In hướng dẫn này rồi dừng");
}

std::string said(CLI::ParseError const& error, std::string const& name, CLI::App const& app)
{
    switch (CLI::ExitCodes(error.get_exit_code())) {
    case CLI::ExitCodes::RequiredError:
        return name == "A" ? "Thiếu lệnh: log hoặc receipt." : "Thiếu " + name + ".";
    case CLI::ExitCodes::ExtrasError:
        return fmt::format("Không hiểu: {}.", fmt::join(app.remaining(true), " "));
    case CLI::ExitCodes::ArgumentMismatch:
    case CLI::ExitCodes::ConversionError:
        return name + " thiếu giá trị hoặc giá trị không đúng.";
    default:
        return "Lệnh không đúng.";
    }
}

// A wrong call in our own words; help is asked for, not wrong.
int refused(CLI::App const& app, CLI::ParseError const& error)
{
    if (error.get_exit_code() == int(CLI::ExitCodes::Success))
        return app.exit(error) == 0 ? holds : wrong_use;
    // "URL is required", "--state: …", "Could not convert: --limit = x".
    auto const about = std::string(error.what());
    auto const option = about.find("--");
    auto const name = about.substr(option == std::string::npos ? 0 : option);
    fmt::print(stderr, "{}\nXem cách dùng: kheo-verify --help\n",
               said(error, name.substr(0, name.find_first_of(": ")), app));
    return wrong_use;
}

} // namespace

int main(int argc, char** argv)
try {
    auto options = Options();
    auto app = CLI::App("Kiểm tra sổ kiểm chứng và phiếu kiểm chứng của Khéo.");
    speak_vietnamese(app);
    app.footer(
        "Mã kết thúc: 0 đúng; 1 có điều sai; 2 dùng sai hoặc lỗi tệp; 3 sổ đã bị viết lại hoặc cắt ngắn; "
        "4 không tải được.");
    app.require_subcommand(1);
    auto* const log = app.add_subcommand("log", "Kiểm tra toàn bộ sổ của một máy chủ");
    log->add_option("URL", options.url, "Địa chỉ máy chủ, như https://vi-du.vn")->required();
    log->add_option("--log", options.log, "Số của một sổ đã khép; không ghi: sổ hiện nay");
    log->add_option("--vkey", options.vkey, "Khóa công khai của sổ");
    log->add_option("--state", options.state, "Tệp ghi nhớ điểm chốt đã kiểm tra, để so lần sau");
    log->add_option("--witness", options.witnesses, "Khóa của đơn vị cùng xác nhận");
    log->add_option("--limit", options.limit, "Số dòng nhiều nhất chịu tải")->capture_default_str();
    auto* const receipt = app.add_subcommand("receipt", "Kiểm tra một phiếu, không cần mạng");
    receipt->add_option("TỆP", options.receipt, "Tệp phiếu (.tlog-proof)")->required();
    receipt->add_option("--vkey", options.vkey, "Khóa công khai của sổ")->required();
    receipt->add_option("--content", options.content, "Tệp nội dung, để so với dấu vân tay trong dòng");
    receipt->add_option("--witness", options.witnesses, "Khóa của đơn vị cùng xác nhận");
    for (auto* const command : {log, receipt})
        command->get_help_ptr()->group("Tùy chọn");
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        return refused(app, error);
    }
    return said(log->parsed() ? verify_log(options) : verify_receipt(options));
} catch (std::exception const& error) {
    fmt::print(stderr, "Lỗi: {}\n", error.what());
    return wrong_use;
}
