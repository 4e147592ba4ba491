// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/library/text.hpp"

#include "capabilities/library/view.html.hpp"
#include "capabilities/models/models.hpp"
#include "platform/files/type.hpp"

#include <array>

namespace kheo::library
{

namespace
{

Outcome<Document> loaded(acts::Reading const& reading, DocumentId id, Scope scope)
{
    auto document = TRY(documents::load(reading, id));
    if (!shows(reading, scope, document))
        return refuse(kheo::problems::not_found);
    return document;
}

Outcome<TextView> text_view(acts::Reading& reading, DocumentId id, Scope scope)
{
    auto const document = TRY(loaded(reading, id, scope));
    reading.reads("document/" + shown(id));
    auto view = TextView{.id = shown(id),
                         .name = documents::name_of(document),
                         .sha256 = document.text_hash,
                         .back = address_of(scope, document),
                         .subject = document.subject,
                         .scope = scope};
    auto const words = documents::words_of(reading.db, id);
    for (std::size_t at = 0; at < words.pages.size(); ++at) {
        auto const begin = std::size_t(words.pages[at].begin);
        auto const end =
            at + 1 < words.pages.size() ? std::size_t(words.pages[at + 1].begin) : words.text.size();
        auto& part = view.pages.emplace_back(
            TextPart{int(at + 1), words.pages[at].scanned, words.text.substr(begin, end - begin)});
        if (auto const& picture = words.pages[at].picture) {
            part.picture_url = view.back + "/trang/" + std::to_string(at + 1);
            part.width = picture->width;
            part.height = picture->height;
        }
    }
    for (auto const& one : documents::parts_in(words.pages))
        if (one.page > 0 && std::size_t(one.page) <= view.pages.size())
            view.pages[std::size_t(one.page) - 1].file = one.name;
    return view;
}

Outcome<http::Response> file_of(acts::Reading const& reading, DocumentId id, Scope scope)
{
    auto const document = TRY(loaded(reading, id, scope));
    if (document.file_hash.empty())
        return refuse(kheo::problems::not_found);
    auto answer = TRY(models::stored_file(document.file_hash, document.file_ending));
    auto const type = files::type_by_ending(document.file_ending);
    if (!type || type->serve == files::Serve::downloaded)
        answer.download_as = document.file_name;
    if (scope == Scope::open) {
        answer.caching = http::Caching::revalidate; // it may be taken back
        answer.etag = document.file_hash;
    }
    return answer;
}

Outcome<http::Response> picture_of(acts::Reading const& reading, PageQuery const& query, Scope scope)
{
    auto const document = TRY(loaded(reading, query.document, scope));
    auto const pages = documents::pages_of(reading.db, document.id);
    auto answer = TRY(documents::picture_of(pages, query.page));
    if (scope == Scope::open) {
        answer.caching = http::Caching::revalidate; // it may be taken back
        answer.etag = pages[std::size_t(query.page) - 1].picture->hash;
    }
    return answer;
}

} // namespace

std::span<forms::Rule const> PageQuery::rules()
{
    static constexpr std::array<forms::Rule, 2> list{
        {{"document", "Văn bản", forms::Input::id, INT64_MAX, forms::Need::required},
         {"page", "Trang", forms::Input::number, papers::max_pages, forms::Need::required}}};
    return list;
}

Outcome<http::Response> page_picture(routes::Reading& reading, PageQuery const& query)
{
    return picture_of(reading, query, Scope::open);
}

Outcome<http::Response> page_picture_inside(routes::Reading& reading, PageQuery const& query)
{
    return picture_of(reading, query, Scope::inside);
}

Outcome<TextView> view_text(acts::Reading& reading, DocumentQuery const& query)
{
    return text_view(reading, query.document, Scope::open);
}

Outcome<TextView> view_text_inside(acts::Reading& reading, DocumentQuery const& query)
{
    return text_view(reading, query.document, Scope::inside);
}

routes::Page show_text(acts::Reading&, TextView const& view)
{
    auto const open = view.scope == Scope::open;
    return {.title = "Toàn văn: " + view.name,
            .description = view.subject,
            .crumbs = {open ? routes::Crumb{"Trang chủ", "/"} : routes::Crumb{"Việc của tôi", "/can-bo"},
                       {"Văn bản", open ? "/van-ban" : "/can-bo/van-ban"},
                       {view.name, view.back},
                       {"Toàn văn", ""}},
            .body = text_page(view),
            .section = open ? "/van-ban" : "/can-bo/van-ban"};
}

Outcome<http::Response> document_file(routes::Reading& reading, DocumentQuery const& query)
{
    return file_of(reading, query.document, Scope::open);
}

Outcome<http::Response> document_file_inside(routes::Reading& reading, DocumentQuery const& query)
{
    return file_of(reading, query.document, Scope::inside);
}

} // namespace kheo::library
