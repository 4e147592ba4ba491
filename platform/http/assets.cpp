// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/assets.hpp"

#include "platform/http/negotiate.hpp"
#include "platform/problem/problem.hpp"

namespace kheo::http
{

Assets::Assets(std::span<Asset const> table, std::string_view prefix) : prefix_(prefix)
{
    ensure(prefix_.starts_with('/') && prefix_.ends_with('/'), "asset prefix is no folder");
    for (auto const& asset : table) {
        ensure(by_file_.emplace(asset.file, &asset).second, "two assets of one file");
        ensure(addresses_.emplace(asset.name, prefix_ + std::string(asset.file)).second,
               "two assets of one name");
    }
}

std::string const& Assets::address(std::string_view name) const
{
    auto const found = addresses_.find(name);
    ensure(found != addresses_.end(), "no such asset");
    return found->second;
}

std::optional<Response> Assets::answer(Head const& head) const
{
    if (!head.path.starts_with(prefix_))
        return {};
    auto const found = by_file_.find(std::string_view(head.path).substr(prefix_.size()));
    if (found == by_file_.end())
        return refused(kheo::problems::not_found);
    if (head.method == Method::options)
        return options("GET, HEAD");
    if (!head.reads())
        return method_not_allowed("GET, HEAD");
    auto const& asset = *found->second;
    // A range counts bytes of the file itself.
    auto encoding = head.headers.find("Range") ? Encoding::identity : accepted_encoding(head);
    if (encoding == Encoding::brotli && asset.brotli.empty())
        encoding = Encoding::gzip;
    if (encoding == Encoding::gzip && asset.gzip.empty())
        encoding = Encoding::identity;
    Response response;
    response.type = asset.type;
    response.body = SharedBytes{nullptr, encoding == Encoding::brotli ? asset.brotli
                                         : encoding == Encoding::gzip ? asset.gzip
                                                                      : asset.bytes};
    response.caching = Caching::forever;
    response.etag = asset.file; // it holds a hash of the bytes
    response.encoding = name(encoding);
    response.varies = !asset.gzip.empty() || !asset.brotli.empty();
    response.compressible = false;
    response.ranges = true;
    if (encoding != Encoding::identity)
        (response.etag += '-') += response.encoding;
    return response;
}

} // namespace kheo::http
