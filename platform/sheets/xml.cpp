// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/sheets/xml.hpp"

#include "platform/sheets/problems.hpp"

#include <charconv>

namespace kheo::sheets
{
namespace
{

bool is_too_deep(pugi::xml_node const& document)
{
    auto depth = 0;
    for (auto node = document.first_child(); node;) {
        if (node.first_child()) {
            if (++depth > max_depth)
                return true;
            node = node.first_child();
            continue;
        }
        while (node && !node.next_sibling()) {
            node = node.parent();
            --depth;
        }
        node = node.next_sibling();
    }
    return false;
}

struct StringWriter final : pugi::xml_writer {
    std::string text;
    void write(void const* data, std::size_t size) override
    {
        text.append(static_cast<char const*>(data), size);
    }
};

} // namespace

Outcome<Xml> Xml::parse(std::string text, Keep keep)
{
    Xml xml;
    xml.held_ = std::make_unique<Held>();
    xml.held_->text = std::move(text);
    auto constexpr data =
        pugi::parse_cdata | pugi::parse_escapes | pugi::parse_eol | pugi::parse_ws_pcdata_single;
    auto constexpr everything = pugi::parse_full | pugi::parse_ws_pcdata;
    auto& held = *xml.held_;
    auto const result = held.document.load_buffer_inplace(held.text.data(), held.text.size(),
                                                          keep == Keep::data ? data : everything);
    if (result.status == pugi::status_out_of_memory)
        return refuse(problems::too_large);
    if (!result || !xml.root())
        return refuse(problems::broken);
    if (is_too_deep(held.document))
        return refuse(problems::unsafe);
    return xml;
}

std::string Xml::text() const
{
    StringWriter writer;
    held_->document.save(writer, "", pugi::format_raw | pugi::format_no_declaration, pugi::encoding_utf8);
    return std::move(writer.text);
}

std::string_view local_name(char const* name)
{
    std::string_view const whole_name(name);
    auto const colon = whole_name.find(':');
    return colon == whole_name.npos ? whole_name : whole_name.substr(colon + 1);
}

bool is(pugi::xml_node node, std::string_view name)
{
    return local_name(node.name()) == name;
}

pugi::xml_node child(pugi::xml_node node, std::string_view name)
{
    auto found = node.first_child();
    while (found && !is(found, name))
        found = found.next_sibling();
    return found;
}

pugi::xml_node next(pugi::xml_node node, std::string_view name)
{
    do
        node = node.next_sibling();
    while (node && !is(node, name));
    return node;
}

std::string_view attribute(pugi::xml_node node, std::string_view name)
{
    for (auto const& found : node.attributes())
        if (local_name(found.name()) == name)
            return found.value();
    return {};
}

int whole(pugi::xml_node node, std::string_view name, int fallback)
{
    auto const text = attribute(node, name);
    auto value = fallback;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && !text.empty() ? value : fallback;
}

} // namespace kheo::sheets
