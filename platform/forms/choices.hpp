// SPDX-License-Identifier: AGPL-3.0-or-later
// The choices of a field that holds one of an enum's values, by the label that
// every other page gives them.
#pragma once

#include "platform/forms/forms.hpp"

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

namespace kheo::forms
{

// `label` gives text that lasts, as the labels of enums are.
template <json::DescribedEnum E, class Label>
std::vector<Choice> choices(Label label)
{
    std::vector<Choice> all;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto each) { all.push_back({each.name, label(each.value)}); });
    return all;
}

} // namespace kheo::forms
