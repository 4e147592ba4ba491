// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/json/schema.hpp"

#include <boost/core/demangle.hpp>

#include <cctype>

namespace kheo::json
{

std::string Schemas::name_of(std::string_view type)
{
    constexpr std::string_view ours = "kheo::";
    if (type.starts_with(ours))
        type.remove_prefix(ours.size());
    std::string name;
    for (std::size_t at = 0; at < type.size(); ++at) {
        if (type.substr(at).starts_with("::")) {
            name += '.';
            ++at;
        } else {
            name += std::isalnum(static_cast<unsigned char>(type[at])) ? type[at] : '_';
        }
    }
    return name;
}

std::string Schemas::type_name(std::type_info const& type)
{
    return name_of(boost::core::demangle(type.name()));
}

boost::json::object Schemas::reference(std::string const& name)
{
    return {{"$ref", "#/components/schemas/" + name}};
}

} // namespace kheo::json
