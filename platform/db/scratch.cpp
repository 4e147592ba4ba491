// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/scratch.hpp"

#include "platform/db/session.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

namespace kheo::db
{

Scratch::Scratch(Engine engine, std::span<Migration const> migrations)
    : folder(std::filesystem::temp_directory_path() / ("kheo_" + random_code(16))),
      schema_("scratch_" + random_code(16))
{
    options.migrations = migrations;
    if (engine == Engine::postgres) {
        if (std::getenv("PGHOST") == nullptr && std::getenv("PGPORT") == nullptr)
            throw Failure(Failure::Kind::lost,
                          "PGHOST and PGPORT are not set: run this test under pg_virtualenv, "
                          "or leave these cases out with --test-case-exclude='*[postgres]*'");
        in_server("CREATE SCHEMA " + schema_);
        // The name lets a test end its own connections and nobody else's.
        options.url =
            "postgresql:///postgres?application_name=" + schema_ + "&options=-csearch_path%3D" + schema_;
        Store::migrate(options);
    } else
        options.url = "sqlite:" + (folder / "kheo.db").string();
    std::filesystem::create_directories(folder);
    open();
}

// What a lost server leaves behind goes with the throw-away cluster.
Scratch::~Scratch()
{
    store.reset();
    if (engine_of(options.url) == Engine::postgres)
        try {
            in_server("DROP SCHEMA " + schema_ + " CASCADE");
        } catch (Failure const& failure) {
            fmt::print(stderr, "{}: {}\n", schema_, failure.what());
        }
    std::filesystem::remove_all(folder);
}

void Scratch::in_server(std::string const& command) const
{
    auto const session = connect({.url = "postgresql:///postgres"}, Role::admin);
    transact(*session, Role::writer, [&] { session->script(command); });
}

} // namespace kheo::db
