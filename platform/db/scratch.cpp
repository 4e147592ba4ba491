// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/scratch.hpp"

#include "platform/db/session.hpp"

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
        options.url = "postgresql:///postgres?options=-csearch_path%3D" + schema_;
        Store::migrate(options);
    } else
        options.url = "sqlite:" + (folder / "kheo.db").string();
    std::filesystem::create_directories(folder);
    open();
}

Scratch::~Scratch()
{
    store.reset();
    if (engine_of(options.url) == Engine::postgres)
        in_server("DROP SCHEMA " + schema_ + " CASCADE");
    std::filesystem::remove_all(folder);
}

void Scratch::in_server(std::string const& command) const
{
    auto const session = connect({.url = "postgresql:///postgres"}, Role::admin);
    transact(*session, Role::writer, [&] { session->script(command); });
}

} // namespace kheo::db
