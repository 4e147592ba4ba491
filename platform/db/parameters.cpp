// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/parameters.hpp"

#include "platform/db/sql_text.hpp"

#include <algorithm>

namespace kheo::db
{

Numbered numbered_parameters(std::string_view sql)
{
    Numbered made;
    auto const bare = without_quoted(sql);
    for (std::size_t at = 0; at < sql.size();) {
        auto end = at + 1;
        while (bare[at] == ':' && end < bare.size() && is_word(bare[end]))
            ++end;
        bool const named = end > at + 1 && !(bare[at + 1] >= '0' && bare[at + 1] <= '9');
        if (!named || (at > 0 && bare[at - 1] == ':')) {
            made.sql.append(sql.substr(at, end - at));
            at = end;
            continue;
        }
        auto const name = sql.substr(at + 1, end - at - 1);
        auto const known = std::find(made.names.begin(), made.names.end(), name);
        auto const number = known - made.names.begin() + 1;
        if (known == made.names.end())
            made.names.emplace_back(name);
        made.sql += '$' + std::to_string(number);
        at = end;
    }
    return made;
}

} // namespace kheo::db
