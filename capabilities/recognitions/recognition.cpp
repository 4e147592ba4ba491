// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/recognitions/recognition.hpp"

#include "platform/text/text.hpp"

namespace kheo::recognitions
{

std::string number_key(std::string_view number)
{
    std::string key;
    for (auto const letter : folded(tidied(number)))
        if (letter != ' ')
            key += letter;
    // "05/QĐ" and "5/QĐ" are one number.
    auto const first = key.find_first_not_of('0');
    return first == key.npos ? key : key.substr(first);
}

Recognition opened(Recognition recognition)
{
    recognition.opened = true;
    ++recognition.version;
    return recognition;
}

Outcome<Recognition> withdrawn(Recognition recognition, std::string reason, Date today)
{
    if (recognition.withdrawn)
        return refuse(problems::withdrawn_already);
    if (reason.empty())
        return refuse(problems::reason_needed,
                      std::vector<FieldError>{{"reason", std::string(problems::reason_needed.sentence)}});
    recognition.withdrawn = true;
    recognition.withdrawn_on = today;
    recognition.reason = std::move(reason);
    ++recognition.version;
    return recognition;
}

} // namespace kheo::recognitions
