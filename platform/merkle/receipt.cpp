// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/merkle/receipt.hpp"

#include "platform/crypto/base64.hpp"
#include "platform/merkle/decimal.hpp"

#include <fmt/format.h>

namespace kheo::merkle
{

namespace
{

constexpr std::string_view header = "c2sp.org/tlog-proof@v1";
// A tree of 64-bit size is not higher.
constexpr std::size_t longest_proof = 64;

// The next line after `prefix`, without its newline; nothing if it starts
// otherwise or the text ends before the newline.
std::optional<std::string_view> line_after(std::string_view prefix, std::string_view& text)
{
    auto const end = text.find('\n');
    if (end == std::string_view::npos || !text.starts_with(prefix))
        return std::nullopt;
    auto const line = text.substr(prefix.size(), end - prefix.size());
    text.remove_prefix(end + 1);
    return line;
}

Outcome<std::vector<Digest>> parse_proof(std::string_view& text)
{
    auto proof = std::vector<Digest>();
    for (;;) {
        auto const line = line_after("", text);
        if (!line || proof.size() > longest_proof)
            return refuse(problems::bad_receipt, "không có dòng trống sau đường kiểm chứng");
        if (line->empty())
            return proof;
        auto const hash = digest_from_base64(*line);
        if (!hash)
            return refuse(problems::bad_receipt,
                          "đường kiểm chứng có dòng không phải 32 byte viết bằng base64");
        proof.push_back(*hash);
    }
}

} // namespace

std::string encoded(Receipt const& receipt)
{
    auto text = fmt::format("{}\nextra {}\nindex {}\n", header, base64(receipt.entry), receipt.index);
    for (auto const& hash : receipt.proof)
        text += base64(hash) + "\n";
    return text + "\n" + receipt.checkpoint;
}

Outcome<Receipt> parse_receipt(std::string_view text)
{
    if (text.size() > longest_receipt)
        return refuse(problems::bad_receipt, "quá dài");
    if (auto const first = line_after(header, text); !first || !first->empty())
        return refuse(problems::bad_receipt, "dòng đầu phải là c2sp.org/tlog-proof@v1");
    auto const extra = line_after("extra ", text);
    auto entry = extra ? from_base64(*extra) : std::nullopt;
    if (!entry || entry->empty() || entry->size() > 65'535)
        return refuse(problems::bad_receipt, "thiếu nội dung dòng sổ (extra) viết bằng base64");
    auto const number = line_after("index ", text);
    auto const index = number ? parse_decimal(*number) : std::nullopt;
    if (!index)
        return refuse(problems::bad_receipt, "thiếu số thứ tự dòng (index)");
    auto proof = TRY(parse_proof(text));
    return Receipt{std::move(*entry), *index, std::move(proof), std::string(text)};
}

Outcome<OpenCheckpoint> verified(Receipt const& receipt, VerifierKey const& log,
                                 std::span<VerifierKey const> witnesses)
{
    auto open = TRY(open_checkpoint(receipt.checkpoint, log, witnesses));
    if (!inclusion_holds(receipt.index, open.checkpoint.size, leaf_hash(receipt.entry), receipt.proof,
                         open.checkpoint.root))
        return refuse(problems::not_included, std::to_string(receipt.index));
    return open;
}

} // namespace kheo::merkle
