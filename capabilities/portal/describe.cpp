// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/portal/describe.hpp"

#include <algorithm>

namespace kheo::portal
{

namespace
{

using boost::json::array;
using boost::json::object;
using forms::Input;

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

// "/api/v1/models/{model}/receive" by POST: "post_models_model_receive".
std::string operation_id(routes::Row const& row)
{
    auto name = std::string(method_of(row));
    for (auto const c : plain(row.api.substr(std::string_view("/api/v1").size()))) {
        if (c == '/')
            name += '_';
        else if (c != '{' && c != '}')
            name += c == '.' || c == '-' ? '_' : c;
    }
    return name;
}

object text_schema(forms::Rule const& rule)
{
    auto schema = object{{"type", "string"}, {"maxLength", rule.most}};
    if (rule.need == forms::Need::required)
        schema["minLength"] = 1;
    return schema;
}

object choice_schema(forms::Rule const& rule, array const* words)
{
    array values;
    if (words)
        values = *words;
    else
        for (auto const& choice : rule.choices)
            values.push_back(boost::json::string(choice.value));
    auto schema = object{{"type", "string"}};
    if (!values.empty())
        schema["enum"] = std::move(values);
    return schema;
}

bool is_whole_number(boost::json::value const* type)
{
    auto const* const word = type && type->is_object() ? type->get_object().if_contains("type") : nullptr;
    return word && *word == "integer";
}

// `type` is what the C++ member says: a hidden field may carry a number.
object scalar_schema(forms::Rule const& rule, boost::json::value const* type, array const* words)
{
    if (words)
        return choice_schema(rule, words);
    if (rule.input == Input::hidden && is_whole_number(type))
        return {{"type", "integer"}, {"minimum", 0}};
    switch (rule.input) {
    case Input::number:
        return {{"type", "integer"}, {"minimum", 0}, {"maximum", rule.most}};
    case Input::year:
        return object{{"type", "integer"}, {"minimum", 1900}, {"maximum", rule.most}};
    case Input::date:
        return {{"type", "string"}, {"format", "date"}};
    case Input::yes_no:
        return {{"type", "boolean"}};
    case Input::id:
        return {{"type", "string"}, {"pattern", "^[1-9][0-9]*$"}};
    case Input::file:
        return {{"type", "string"}, {"format", "binary"}};
    case Input::choice:
        return choice_schema(rule, nullptr);
    default:
        return text_schema(rule);
    }
}

// A form's members as its C++ type has them: which stand more than once, which
// take one of a few words.
class Members
{
  public:
    explicit Members(routes::Row const& row)
    {
        if (!row.takes)
            return;
        auto const name = row.takes(schemas_).at("$ref").as_string();
        members_ = &schemas_.named().at(last(name)).at("properties").as_object();
    }

    object schema_of(forms::Rule const& rule) const
    {
        auto const* type = members_ ? members_->if_contains(rule.name) : nullptr;
        auto const* const items = type ? type->as_object().if_contains("items") : nullptr;
        auto const* const each = items ? items : type;
        auto one = scalar_schema(rule, each, words(each));
        if (!items)
            return one;
        auto list = object{{"type", "array"}, {"items", std::move(one)}};
        if (rule.input == Input::file)
            list["maxItems"] = rule.most;
        return list;
    }

  private:
    static std::string_view last(std::string_view reference)
    {
        return reference.substr(reference.rfind('/') + 1);
    }
    // The words of an enum, also one that may be left out.
    array const* words(boost::json::value const* type) const
    {
        auto const* of = type ? type->if_object() : nullptr;
        if (auto const* const either = of ? of->if_contains("anyOf") : nullptr)
            of = either->as_array().front().if_object();
        auto const* const reference = of ? of->if_contains("$ref") : nullptr;
        if (!reference)
            return nullptr;
        auto const* const found =
            schemas_.named().at(last(reference->as_string())).as_object().if_contains("enum");
        return found ? &found->as_array() : nullptr;
    }

    json::Schemas schemas_;
    object const* members_ = nullptr;
};

bool in_path(routes::Row const& row, forms::Rule const& rule)
{
    return plain(row.api).find("{" + std::string(rule.name) + "}") != std::string::npos;
}

array parameters(routes::Row const& row, Members const& members)
{
    array list;
    for (auto const& rule : row.rules) {
        auto const path = in_path(row, rule);
        if (!path && row.method != http::Method::get)
            continue;
        list.push_back(object{{"name", rule.name},
                              {"in", path ? "path" : "query"},
                              {"required", path || rule.need == forms::Need::required},
                              {"description", rule.label},
                              {"schema", members.schema_of(rule)}});
    }
    if (row.kind == routes::Kind::act)
        list.push_back(object{{"name", "Idempotency-Key"},
                              {"in", "header"},
                              {"required", false},
                              {"description", "Gửi lại với cùng khóa thì nhận câu trả lời đầu tiên"},
                              {"schema", {{"type", "string"}, {"maxLength", 128}}}});
    return list;
}

object body(routes::Row const& row, Members const& members)
{
    object properties;
    array required;
    auto files = false;
    for (auto const& rule : row.rules) {
        if (in_path(row, rule))
            continue;
        auto schema = members.schema_of(rule);
        schema["title"] = rule.label;
        if (!rule.hint.empty())
            schema["description"] = rule.hint;
        properties[rule.name] = std::move(schema);
        files = files || rule.input == Input::file;
        if (rule.need == forms::Need::required)
            required.push_back(boost::json::string(rule.name));
    }
    auto const schema = object{{"type", "object"}, {"properties", properties}, {"required", required}};
    object content{{"multipart/form-data", {{"schema", schema}}}};
    if (!files) {
        content["application/json"] = {{"schema", schema}};
        content["application/x-www-form-urlencoded"] = {{"schema", schema}};
    }
    return {{"required", !required.empty()}, {"content", content}};
}

object contents(routes::Row const& row, json::Schemas& schemas)
{
    object content;
    if (!row.raw)
        content["application/json"] = {
            {"schema", row.answers ? row.answers(schemas) : object{{"type", "object"}}}};
    if (row.csv)
        content["text/csv"] = {{"schema", {{"type", "string"}}}};
    for (auto media = row.options.media; !media.empty();) {
        auto const end = std::min(media.find(' '), media.size());
        content[media.substr(0, end)] = object();
        media.remove_prefix(std::min(end + 1, media.size()));
    }
    if (content.empty())
        content["application/octet-stream"] = object();
    return content;
}

array security(routes::Row const& row)
{
    auto const token = object{{"token", array()}};
    if (row.permission.name == routes::operator_only.name)
        return {object{{"operator", array()}}};
    return row.permission.name == routes::anyone.name ? array{object(), token} : array{token};
}

object operation(routes::Row const& row, json::Schemas& schemas)
{
    auto const members = Members(row);
    auto const act = row.kind == routes::Kind::act;
    auto success =
        object{{"description", act ? "Đã ghi; gửi lại với cùng khóa thì nhận lại câu này" : "Xong"},
               {"content", contents(row, schemas)}};
    if (act)
        success["headers"] = {{"Location",
                               {{"description", "Trang của nội dung vừa ghi, nơi có một trang"},
                                {"schema", {{"type", "string"}}}}}};
    object made{{"operationId", operation_id(row)},
                {"tags", array{boost::json::string(row.api.substr(8, row.api.find_first_of("/.", 8) - 8))}},
                {"summary", row.options.summary},
                {"parameters", parameters(row, members)},
                {"responses",
                 {{act ? "201" : "200", success}, {"default", {{"$ref", "#/components/responses/Problem"}}}}},
                {"security", security(row)},
                {"x-permission", row.permission.name}};
    if (row.method == http::Method::post)
        made["requestBody"] = body(row, members);
    return made;
}

object problem_schema()
{
    auto const text = object{{"type", "string"}};
    object const field{{"type", "object"},
                       {"required", {"field", "sentence"}},
                       {"properties", {{"field", text}, {"sentence", text}}}};
    auto id = text;
    id["description"] = "Mã ổn định của vấn đề, không đổi giữa các bản";
    return {{"type", "object"},
            {"required", {"type", "title", "status", "errors"}},
            {"properties",
             {{"type", id},
              {"title", {{"type", "string"}, {"description", "Câu nói cho người"}}},
              {"status", {{"type", "integer"}, {"minimum", 400}, {"maximum", 599}}},
              {"errors", {{"type", "array"}, {"items", field}}}}}};
}

object components(json::Schemas const& schemas)
{
    auto named = schemas.named();
    named["Problem"] = problem_schema();
    object const answer{
        {"description", "Một vấn đề, với mã ổn định và câu nói cho người"},
        {"headers",
         {{"Kheo-Problem", {{"description", "Mã của vấn đề"}, {"schema", {{"type", "string"}}}}},
          {"Retry-After", {{"description", "Số giây cần đợi, với 429"}, {"schema", {{"type", "integer"}}}}}}},
        {"content",
         {{"application/problem+json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
    return {{"schemas", std::move(named)},
            {"responses", {{"Problem", answer}}},
            {"securitySchemes",
             {{"token",
               {{"type", "http"},
                {"scheme", "bearer"},
                {"description", "Mã truy cập cá nhân, tạo ở trang Tài khoản của tôi"}}},
              {"operator",
               {{"type", "http"},
                {"scheme", "negotiate"},
                {"description", "Chỉ người vận hành, bằng lệnh `kheo api` trên máy chủ"}}}}}};
}

} // namespace

object openapi(routes::Table const& table, std::string const& origin)
{
    object paths;
    json::Schemas schemas;
    for (auto const* const row : table.rows()) {
        if (row->api.empty())
            continue;
        auto& path = paths[plain(row->api)];
        if (!path.is_object())
            path = object();
        path.as_object()[method_of(*row)] = operation(*row, schemas);
    }
    return {{"openapi", "3.1.0"},
            {"info",
             {{"title", "Khéo"},
              {"version", "1"},
              {"description", "Mã trong địa chỉ và trong JSON là chuỗi chữ số; ngày theo ISO 8601."},
              {"license", {{"name", "AGPL-3.0-or-later"}, {"identifier", "AGPL-3.0-or-later"}}}}},
            {"servers", array{object{{"url", origin.empty() ? "/" : origin}}}},
            {"paths", paths},
            {"components", components(schemas)}};
}

} // namespace kheo::portal
