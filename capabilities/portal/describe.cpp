// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/portal/describe.hpp"

#include <algorithm>

namespace kheo::portal
{

namespace
{

namespace json = boost::json;

std::string_view method_of(routes::Row const& row)
{
    return row.method == http::Method::get ? "get" : "post";
}

// "{tile*}" takes the rest of the path; OpenAPI knows only "{tile}".
std::string plain(std::string_view path)
{
    auto text = std::string(path);
    std::erase(text, '*');
    return text;
}

json::object schema_of(forms::Rule const& rule)
{
    switch (rule.input) {
    case forms::Input::number:
        return {{"type", "integer"}, {"minimum", 0}, {"maximum", rule.most}};
    case forms::Input::date:
        return {{"type", "string"}, {"format", "date"}};
    case forms::Input::yes_no:
        return {{"type", "boolean"}};
    case forms::Input::id:
        return {{"type", "string"}, {"pattern", "^[1-9][0-9]*$"}};
    case forms::Input::file:
        return {{"type", "string"}, {"format", "binary"}};
    default:
        break;
    }
    auto schema = json::object{{"type", "string"}};
    if (rule.most > 0 && rule.input != forms::Input::hidden)
        schema["maxLength"] = rule.most;
    return schema;
}

bool in_path(routes::Row const& row, forms::Rule const& rule)
{
    return plain(row.api).find("{" + std::string(rule.name) + "}") != std::string::npos;
}

json::array parameters(routes::Row const& row)
{
    json::array list;
    for (auto const& rule : row.rules) {
        auto const path = in_path(row, rule);
        if (!path && row.method != http::Method::get)
            continue;
        list.push_back(json::object{{"name", rule.name},
                                    {"in", path ? "path" : "query"},
                                    {"required", path || rule.need == forms::Need::required},
                                    {"description", rule.label},
                                    {"schema", schema_of(rule)}});
    }
    if (row.kind == routes::Kind::act)
        list.push_back(json::object{{"name", "Idempotency-Key"},
                                    {"in", "header"},
                                    {"required", false},
                                    {"description", "Gửi lại với cùng khóa thì nhận câu trả lời đầu tiên"},
                                    {"schema", {{"type", "string"}, {"maxLength", 128}}}});
    return list;
}

json::object body(routes::Row const& row)
{
    json::object properties;
    json::array required;
    auto files = false;
    for (auto const& rule : row.rules) {
        if (in_path(row, rule))
            continue;
        auto schema = schema_of(rule);
        schema["title"] = rule.label;
        if (!rule.hint.empty())
            schema["description"] = rule.hint;
        properties[rule.name] = std::move(schema);
        files = files || rule.input == forms::Input::file;
        if (rule.need == forms::Need::required)
            required.push_back(json::value(rule.name));
    }
    auto const schema = json::object{{"type", "object"}, {"properties", properties}, {"required", required}};
    json::object content{{"multipart/form-data", {{"schema", schema}}}};
    if (!files) {
        content["application/json"] = {{"schema", schema}};
        content["application/x-www-form-urlencoded"] = {{"schema", schema}};
    }
    return {{"required", !required.empty()}, {"content", content}};
}

json::object operation(routes::Row const& row)
{
    auto const success = row.kind == routes::Kind::act ? "201" : "200";
    json::object answers{
        {success, {{"description", "Xong"}}},
        {"default",
         {{"description", "Một vấn đề, với mã ổn định và câu nói cho người"},
          {"content",
           {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}}}};
    json::object made{
        {"summary", row.options.summary}, {"parameters", parameters(row)}, {"responses", answers}};
    if (row.method == http::Method::post)
        made["requestBody"] = body(row);
    if (row.permission.name != routes::anyone.name) {
        made["security"] = json::array{json::object{{"token", json::array{}}}};
        made["x-permission"] = row.permission.name;
    }
    return made;
}

} // namespace

json::object openapi(routes::Table const& table, std::string const& origin)
{
    json::object paths;
    for (auto const* const row : table.rows()) {
        if (row->api.empty())
            continue;
        auto& path = paths[plain(row->api)];
        if (!path.is_object())
            path = json::object();
        path.as_object()[method_of(*row)] = operation(*row);
    }
    json::object const field{
        {"type", "object"},
        {"properties", {{"field", {{"type", "string"}}}, {"sentence", {{"type", "string"}}}}}};
    json::object const problem{{"type", "object"},
                               {"required", {"type", "title", "status", "errors"}},
                               {"properties",
                                {{"type", {{"type", "string"}}},
                                 {"title", {{"type", "string"}}},
                                 {"status", {{"type", "integer"}}},
                                 {"errors", {{"type", "array"}, {"items", field}}}}}};
    return {{"openapi", "3.1.0"},
            {"info", {{"title", "Khéo"}, {"version", "1"}, {"license", {{"name", "AGPL-3.0-or-later"}}}}},
            {"servers", json::array{json::object{{"url", origin.empty() ? "/" : origin}}}},
            {"paths", paths},
            {"components",
             {{"schemas", {{"Problem", problem}}},
              {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}}};
}

} // namespace kheo::portal
