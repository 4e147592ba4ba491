// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/portal/describe.hpp"

#include <array>
#include <doctest/doctest.h>

using namespace kheo;

namespace
{

constexpr std::array<forms::Rule, 4> fields{{
    {"model", "Mô hình", forms::Input::id, INT64_MAX, forms::Need::required},
    {"title", "Tên", forms::Input::line, 300, forms::Need::required},
    {"year", "Năm", forms::Input::number, 2100},
    {"photo", "Ảnh", forms::Input::file, 1},
}};

std::array const rows{
    routes::Row{routes::Kind::read,
                http::Method::get,
                "/mo-hinh/{model}",
                "/api/v1/models/{model}",
                routes::anyone,
                {.summary = "Một mô hình"},
                std::span(fields).first(1)},
    routes::Row{routes::Kind::act,
                http::Method::post,
                {},
                "/api/v1/models/{model}/edit",
                {"models.edit"},
                {},
                fields},
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
    CHECK(schema.at("properties").at("photo").at("format").as_string() == "binary");
    CHECK(!schema.at("properties").as_object().contains("model"));
    CHECK(schema.at("required").as_array().size() == 1);
    CHECK(!post.at("requestBody").at("content").as_object().contains("application/json"));
}

TEST_CASE("what needs a right says which")
{
    auto const made = described();
    CHECK(made.at("paths").at("/api/v1/models/{model}/edit").at("post").at("x-permission").as_string() ==
          "models.edit");
    CHECK(!made.at("paths").at("/api/v1/models/{model}").at("get").as_object().contains("security"));
}
