// SPDX-License-Identifier: AGPL-3.0-or-later
// write_schema FOLDER: migrations/schema.*.sql below the folder, from both
// engines; run under pg_virtualenv, as `./do schema` does.
#include "platform/db/scratch.hpp"
#include "tests/rules/schema.hpp"

#include <fstream>
#include <iostream>

int main(int argc, char** argv)
{
    using namespace kheo;
    if (argc != 2) {
        std::cerr << "write_schema FOLDER\n";
        return 2;
    }
    for (auto const engine : {db::Engine::sqlite, db::Engine::postgres}) {
        auto scratch = db::Scratch(engine, migrations::all());
        auto const file = rules::schema_file(argv[1], engine);
        auto out = std::ofstream(file, std::ios::binary);
        out << rules::schema_of(*scratch.store);
        if (!out.flush()) {
            std::cerr << file << " cannot be written\n";
            return 1;
        }
        std::cout << file.string() << "\n";
    }
    return 0;
}
