// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/cli_rows.hpp"

#include "programs/rows.hpp"

#include <iostream>

namespace kheo
{

namespace
{

boost::json::value word(std::string_view text)
{
    return text.empty() ? boost::json::value(nullptr) : boost::json::value(boost::json::string(text));
}

boost::json::object field_of(forms::Rule const& rule)
{
    boost::json::array choices;
    for (auto const& choice : rule.choices)
        choices.push_back(boost::json::string(choice.value));
    return {{"name", rule.name},
            {"label", rule.label},
            {"input", json::of(rule.input)},
            {"most", rule.most},
            {"required", rule.need == forms::Need::required},
            {"choices", std::move(choices)}};
}

std::string_view kind_of(routes::Row const& row)
{
    switch (row.kind) {
    case routes::Kind::read:
        return "read";
    case routes::Kind::act:
        return "act";
    case routes::Kind::keep:
        return "keep";
    }
    return {};
}

boost::json::object described(routes::Row const& row)
{
    boost::json::array fields;
    for (auto const& rule : row.rules)
        fields.push_back(field_of(rule));
    return {{"method", http::name(row.method)},
            {"page", word(row.page)},
            {"api", word(row.api)},
            {"kind", kind_of(row)},
            {"permission", row.permission.name},
            {"files", row.options.accepts.files},
            {"form", row.form != nullptr},
            {"summary", word(row.options.summary)},
            {"fields", std::move(fields)}};
}

int print_rows()
{
    boost::json::array all;
    for (auto const& part : all_rows())
        for (auto const& row : part)
            all.push_back(described(row));
    std::cout << boost::json::serialize(all) << "\n";
    return 0;
}

} // namespace

void add_rows(CLI::App& app, std::function<int()>& chosen)
{
    auto* const rows =
        app.add_subcommand("rows", "Hiện mọi địa chỉ mà chương trình trả lời, với quyền và các mục (JSON)");
    rows->callback([&chosen] { chosen = print_rows; });
}

} // namespace kheo
