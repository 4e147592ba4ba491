// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/files/image.hpp"

#include "platform/sheets/wire.hpp"

namespace kheo::files
{

std::string encode(Outcome<Image> const& outcome)
{
    using Pair = Outcome<std::string>;
    if (!outcome)
        return sheets::wire::encode(Pair(std::unexpected(outcome.error())));
    sheets::wire::Writer inside;
    inside.number(static_cast<std::uint64_t>(outcome->width));
    inside.number(static_cast<std::uint64_t>(outcome->height));
    inside.text(outcome->jpeg);
    inside.text(outcome->thumbnail);
    return sheets::wire::encode(Pair(std::move(inside.bytes)));
}

std::optional<Outcome<Image>> decode_image(std::string_view bytes)
{
    auto const outer = sheets::wire::decode_bytes(bytes);
    if (!outer)
        return {};
    if (!*outer)
        return std::unexpected(outer->error());
    sheets::wire::Reader in(**outer);
    Image image;
    image.width = static_cast<int>(in.number(shown_side));
    image.height = static_cast<int>(in.number(shown_side));
    image.jpeg = in.text();
    image.thumbnail = in.text();
    // The child may have been taken over: what it hands out is served as an image only.
    auto const good = in.good() && in.at_end() && image.jpeg.starts_with("\xff\xd8\xff") &&
                      image.thumbnail.starts_with("RIFF");
    return good ? std::optional(Outcome<Image>(std::move(image))) : std::nullopt;
}

} // namespace kheo::files
