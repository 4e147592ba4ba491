// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/merkle/note.hpp"

#include "platform/crypto/base64.hpp"
#include "platform/merkle/utf8.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::merkle
{

namespace
{

constexpr std::string_view dash = "\u2014 ";

// Every note says all in valid UTF-8 without control characters but newline.
bool is_note_text(std::string_view text)
{
    return every_code_point(text, [](char32_t point) { return point >= 0x20 || point == '\n'; });
}

Outcome<NoteSignature> parse_signature(std::string_view line)
{
    if (!line.starts_with(dash))
        return refuse(problems::bad_note, "dòng chữ ký không bắt đầu bằng dấu —");
    line.remove_prefix(dash.size());
    auto const space = line.find(' ');
    auto const name = line.substr(0, space);
    if (space == std::string_view::npos || !is_key_name(name))
        return refuse(problems::bad_note, "dòng chữ ký không có tên khóa hợp lệ");
    auto const bytes = from_base64(line.substr(space + 1));
    if (!bytes || bytes->size() < 5)
        return refuse(problems::bad_note, "chữ ký không đúng base64");
    auto id = std::uint32_t(0);
    for (int at = 0; at < 4; ++at)
        id = id << 8 | (*bytes)[at];
    return NoteSignature{std::string(name), id, Bytes(bytes->begin() + 4, bytes->end())};
}

// What a witness signs: c2sp.org/tlog-cosignature, "Ed25519 signed message".
std::string cosigned_message(std::string_view text, std::uint64_t seconds)
{
    return fmt::format("cosignature/v1\ntime {}\n{}", seconds, text);
}

std::optional<Holding> holding(VerifierKey const& key, std::string_view text, Bytes const& bytes)
{
    auto const stamp = std::size_t(key.type == KeyType::cosignature ? 8 : 0);
    auto signature = Signature();
    if (bytes.size() != stamp + signature.size())
        return std::nullopt;
    std::copy(bytes.begin() + std::ptrdiff_t(stamp), bytes.end(), signature.begin());
    if (stamp == 0)
        return signature_holds(key.key, bytes_of(text), signature) ? std::optional(Holding{key, {}})
                                                                   : std::nullopt;
    auto seconds = std::uint64_t(0);
    for (std::size_t at = 0; at < stamp; ++at)
        seconds = seconds << 8 | bytes[at];
    // "MUST NOT exceed 2^63 - 1"; ours are milliseconds in the same type.
    if (seconds > std::uint64_t(INT64_MAX) / 1000 ||
        !signature_holds(key.key, bytes_of(cosigned_message(text, seconds)), signature))
        return std::nullopt;
    return Holding{key, Instant{std::int64_t(seconds) * 1000}};
}

} // namespace

bool is_key_name(std::string_view text)
{
    return !text.empty() && every_code_point(text, [](char32_t point) {
        return point >= 0x20 && point != '+' && !is_unicode_space(point);
    });
}

std::uint32_t key_id(VerifierKey const& key)
{
    auto hasher = Sha256();
    std::uint8_t const type[] = {'\n', std::uint8_t(key.type)};
    hasher.add(bytes_of(key.name));
    hasher.add(type);
    hasher.add(key.key);
    auto const digest = hasher.end();
    return std::uint32_t(digest[0]) << 24 | std::uint32_t(digest[1]) << 16 | std::uint32_t(digest[2]) << 8 |
           digest[3];
}

std::string encoded(VerifierKey const& key)
{
    auto bytes = Bytes{std::uint8_t(key.type)};
    bytes.insert(bytes.end(), key.key.begin(), key.key.end());
    return fmt::format("{}+{:08x}+{}", key.name, key_id(key), base64(bytes));
}

Outcome<VerifierKey> parse_verifier_key(std::string_view text)
{
    // A name holds no plus; the base64 may.
    auto const first = text.find('+');
    auto const second = first == std::string_view::npos ? first : text.find('+', first + 1);
    if (second == std::string_view::npos || !is_key_name(text.substr(0, first)))
        return refuse(problems::bad_key, "cần dạng tên+mã+khóa");
    auto const bytes = from_base64(text.substr(second + 1));
    if (!bytes || bytes->size() != 33)
        return refuse(problems::bad_key, "phần khóa phải là 33 byte viết bằng base64");
    auto const type = KeyType(bytes->front());
    if (type != KeyType::ed25519 && type != KeyType::cosignature)
        return refuse(problems::bad_key, "chỉ nhận khóa Ed25519");
    auto key = VerifierKey{std::string(text.substr(0, first)), type, {}};
    std::copy(bytes->begin() + 1, bytes->end(), key.key.begin());
    if (text.substr(first + 1, second - first - 1) != fmt::format("{:08x}", key_id(key)))
        return refuse(problems::bad_key, "mã không phải của khóa này");
    return key;
}

std::string encoded(Note const& note)
{
    ensure(note.text.ends_with('\n') && is_note_text(note.text), "text that cannot be a signed note");
    auto text = note.text + "\n";
    for (auto const& signature : note.signatures) {
        ensure(is_key_name(signature.name) && !signature.signature.empty(),
               "signature that cannot be published");
        auto bytes = Bytes();
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.push_back(std::uint8_t(signature.key_id >> shift));
        bytes.insert(bytes.end(), signature.signature.begin(), signature.signature.end());
        text += fmt::format("{}{} {}\n", dash, signature.name, base64(bytes));
    }
    return text;
}

Outcome<Note> parse_note(std::string_view text)
{
    if (text.size() > longest_note)
        return refuse(problems::bad_note, "quá dài");
    if (!is_note_text(text))
        return refuse(problems::bad_note, "có ký tự điều khiển hoặc không phải UTF-8");
    auto const blank = text.rfind("\n\n");
    if (blank == std::string_view::npos || !text.ends_with('\n'))
        return refuse(problems::bad_note, "không có dòng trống trước chữ ký, hoặc bị cắt cụt");
    auto note = Note{std::string(text.substr(0, blank + 1)), {}};
    for (auto lines = text.substr(blank + 2); !lines.empty();) {
        auto const end = lines.find('\n');
        auto signature = TRY(parse_signature(lines.substr(0, end)));
        note.signatures.push_back(std::move(signature));
        lines.remove_prefix(end + 1);
        if (note.signatures.size() > most_signatures)
            return refuse(problems::bad_note, "quá nhiều chữ ký");
    }
    if (note.signatures.empty())
        return refuse(problems::bad_note, "không có chữ ký");
    return note;
}

NoteSignature signed_by(std::string const& name, SigningKey const& key, std::string_view text)
{
    auto const signature = key.sign(bytes_of(text));
    return {name, key_id({name, KeyType::ed25519, key.public_key()}),
            Bytes(signature.begin(), signature.end())};
}

NoteSignature cosigned_by(std::string const& name, SigningKey const& key, std::string_view text, Instant now)
{
    ensure(now.ms >= 0, "cosignature before 1970");
    auto const seconds = std::uint64_t(now.ms / 1000);
    auto const signature = key.sign(bytes_of(cosigned_message(text, seconds)));
    auto bytes = Bytes();
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes.push_back(std::uint8_t(seconds >> shift));
    bytes.insert(bytes.end(), signature.begin(), signature.end());
    return {name, key_id({name, KeyType::cosignature, key.public_key()}), std::move(bytes)};
}

Outcome<std::vector<Holding>> verified(Note const& note, std::span<VerifierKey const> known)
{
    auto holdings = std::vector<Holding>();
    for (auto const& signature : note.signatures)
        for (auto const& key : known) {
            if (signature.name != key.name || signature.key_id != key_id(key))
                continue;
            auto found = holding(key, note.text, signature.signature);
            if (!found)
                return refuse(problems::false_signature, key.name);
            if (std::ranges::find(holdings, key, &Holding::key) == holdings.end())
                holdings.push_back(std::move(*found));
        }
    if (holdings.empty())
        return refuse(problems::unsigned_note, known.empty() ? "không cho khóa nào" : known.front().name);
    return holdings;
}

} // namespace kheo::merkle
