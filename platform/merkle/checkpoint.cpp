// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/merkle/checkpoint.hpp"

#include "platform/crypto/base64.hpp"
#include "platform/merkle/decimal.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::merkle
{

namespace
{

bool is_line(std::string_view text)
{
    return !text.empty() && text.find('\n') == std::string_view::npos;
}

} // namespace

std::string encoded(Checkpoint const& checkpoint)
{
    ensure(is_line(checkpoint.origin) && std::ranges::all_of(checkpoint.extensions, is_line),
           "checkpoint lines must not be empty");
    auto text = fmt::format("{}\n{}\n{}\n", checkpoint.origin, checkpoint.size, base64(checkpoint.root));
    for (auto const& line : checkpoint.extensions)
        text += line + "\n";
    return text;
}

Outcome<Checkpoint> parse_checkpoint(std::string_view text)
{
    auto lines = std::vector<std::string_view>();
    while (!text.empty()) {
        auto const end = text.find('\n');
        if (end == std::string_view::npos || end == 0)
            return refuse(problems::bad_checkpoint, "có dòng trống hoặc bị cắt cụt");
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    if (lines.size() < 3)
        return refuse(problems::bad_checkpoint, "cần ít nhất ba dòng");
    auto const size = parse_decimal(lines[1]);
    if (!size)
        return refuse(problems::bad_checkpoint, "số dòng của sổ không phải số thập phân");
    auto const root = digest_from_base64(lines[2]);
    if (!root)
        return refuse(problems::bad_checkpoint, "giá trị gốc không phải 32 byte viết bằng base64");
    return Checkpoint{std::string(lines[0]), *size, *root, {lines.begin() + 3, lines.end()}};
}

std::string signed_checkpoint(Checkpoint const& checkpoint, SigningKey const& key)
{
    ensure(is_key_name(checkpoint.origin), "origin that cannot name a key");
    auto text = encoded(checkpoint);
    auto signature = signed_by(checkpoint.origin, key, text);
    return encoded(Note{std::move(text), {std::move(signature)}});
}

Outcome<OpenCheckpoint> open_checkpoint(std::string_view text, VerifierKey const& log,
                                        std::span<VerifierKey const> witnesses)
{
    auto const note = TRY(parse_note(text));
    auto known = std::vector<VerifierKey>{log};
    known.insert(known.end(), witnesses.begin(), witnesses.end());
    auto holdings = TRY(verified(note, known));
    if (std::erase_if(holdings, [&](auto const& holding) { return holding.key == log; }) == 0)
        return refuse(problems::unsigned_note, log.name);
    auto checkpoint = TRY(parse_checkpoint(note.text));
    if (checkpoint.origin != log.name)
        return refuse(problems::other_origin, checkpoint.origin);
    return OpenCheckpoint{std::move(checkpoint), std::move(holdings)};
}

} // namespace kheo::merkle
