// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/portal/describe.hpp"

#include <array>
#include <doctest/doctest.h>

using namespace kheo;

namespace
{

enum class Kind { mo_hinh, ca_nhan };
BOOST_DESCRIBE_ENUM(Kind, mo_hinh, ca_nhan)

struct Query {
    Id<struct Any> model;
    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT(Query, (), (model))

struct Form {
    Id<struct Any> model;
    std::string title;
    std::int64_t year = 0;
    std::optional<Kind> kind;
    std::vector<std::string> forces;
    std::vector<forms::File> photo;
};
BOOST_DESCRIBE_STRUCT(Form, (), (model, title, year, kind, forces, photo))

struct View {
    Id<struct Any> id;
    Kind kind = Kind::mo_hinh;
    std::optional<Date> ended;
    std::vector<View> like;
};
BOOST_DESCRIBE_STRUCT(View, (), (id, kind, ended, like))

constexpr std::array<forms::Rule, 6> fields{{
    {"model", "Mô hình", forms::Input::id, INT64_MAX, forms::Need::required},
    {"title", "Tên", forms::Input::line, 300, forms::Need::required},
    {"year", "Năm", forms::Input::number, 2100},
    {"kind", "Loại", forms::Input::choice},
    {"forces", "Lực lượng", forms::Input::line, 80},
    {"photo", "Ảnh", forms::Input::file, 4},
}};

std::span<forms::Rule const> Query::rules()
{
    return std::span(fields).first(1);
}

Outcome<View> ask(acts::Reading&, Query const&)
{
    return View();
}

std::array const rows{
    routes::read<Query, View>("/mo-hinh/{model}", "/api/v1/models/{model}", routes::anyone, ask, nullptr,
                              {.summary = "Một mô hình"}),
    routes::Row{.kind = routes::Kind::act,
                .method = http::Method::post,
                .page = {},
                .api = "/api/v1/models/{model}/edit",
                .permission = {"models.edit"},
                .options = {},
                .rules = fields,
                .takes = json::describe<Form>,
                .answers = json::describe<View>},
    routes::Row{routes::Kind::read, http::Method::get, "/so/{tile*}", {}, routes::anyone, {}, {}},
};

boost::json::value described()
{
    return portal::openapi(routes::Table({rows}), "https://kheo.example.vn");
}

} // namespace

TEST_CASE("every row with an API path is described, and no other")
{
    auto const made = described();
    auto const& paths = made.at("paths").as_object();
    CHECK(paths.size() == 2);
    CHECK(made.at("openapi").as_string() == "3.1.0");
    CHECK(paths.at("/api/v1/models/{model}").at("get").at("summary").as_string() == "Một mô hình");
}

TEST_CASE("a form's fields become a body with their limits, path names become parameters")
{
    auto const made = described();
    auto const& post = made.at("paths").at("/api/v1/models/{model}/edit").at("post");
    CHECK(post.at("parameters").at(0).at("in").as_string() == "path");
    auto const& schema = post.at("requestBody").at("content").at("multipart/form-data").at("schema");
    CHECK(schema.at("properties").at("title").at("maxLength").as_int64() == 300);
    CHECK(schema.at("properties").at("photo").at("items").at("format").as_string() == "binary");
    CHECK(!schema.at("properties").as_object().contains("model"));
    CHECK(schema.at("required").as_array().size() == 1);
    CHECK(!post.at("requestBody").at("content").as_object().contains("application/json"));
}

TEST_CASE("fields that stand more than once are lists, words of an enum are its values")
{
    auto const made = described();
    auto const& properties = made.at("paths")
                                 .at("/api/v1/models/{model}/edit")
                                 .at("post")
                                 .at("requestBody")
                                 .at("content")
                                 .at("multipart/form-data")
                                 .at("schema")
                                 .at("properties");
    CHECK(boost::json::serialize(properties.at("kind").at("enum")) == R"(["mo_hinh","ca_nhan"])");
    CHECK(properties.at("forces").at("items").at("maxLength").as_int64() == 80);
    CHECK(properties.at("photo").at("maxItems").as_int64() == 4);
}

TEST_CASE("an answer is described by its type, which may hold itself")
{
    auto const made = described();
    auto const& get = made.at("paths").at("/api/v1/models/{model}").at("get");
    auto const& schema = get.at("responses").at("200").at("content").at("application/json").at("schema");
    auto const name = std::string(schema.at("$ref").as_string()).substr(21);
    auto const& view = made.at("components").at("schemas").at(name);
    CHECK(view.at("required").as_array().size() == 4);
    CHECK(view.at("properties").at("like").at("items") == schema);
    CHECK(view.at("properties").at("ended").at("anyOf").at(0).at("format").as_string() == "date");
    CHECK(get.at("operationId").as_string() == "get_models_model");
}

TEST_CASE("what needs a right says which, and what needs none may be asked without a token")
{
    auto const made = described();
    auto const& post = made.at("paths").at("/api/v1/models/{model}/edit").at("post");
    CHECK(post.at("x-permission").as_string() == "models.edit");
    CHECK(post.at("security").as_array().size() == 1);
    auto const& get = made.at("paths").at("/api/v1/models/{model}").at("get");
    CHECK(get.at("security").at(0).as_object().empty());
}
