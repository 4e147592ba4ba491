// SPDX-License-Identifier: AGPL-3.0-or-later
// A throw-away database for tests and benches, on either engine.
#pragma once

#include "platform/db/db.hpp"

namespace kheo::db
{

// An empty database (with `migrations`, an up-to-date one), gone with this
// object. SQLite: a file in a folder of its own. PostgreSQL: a schema of its
// own in the server that PGHOST and PGPORT name (run under pg_virtualenv);
// Failure with that sentence where they are not set.
class Scratch
{
  public:
    explicit Scratch(Engine engine, std::span<Migration const> migrations = {});
    ~Scratch();
    Scratch(Scratch const&) = delete;

    Options options;              // change and open() again at will
    std::filesystem::path folder; // for files of the test
    std::unique_ptr<Store> store;

    void open() { store.reset(), store = Store::open(options); }

  private:
    void in_server(std::string const& command) const;
    std::string schema_;
};

} // namespace kheo::db

// TEST_ON_BOTH("sentence") { … engine … }: one test case for each engine; the
// second name ends in [postgres].
#define TEST_ON_BOTH(sentence) TEST_ON_BOTH_AT(sentence, __LINE__)
#define TEST_ON_BOTH_AT(sentence, line) TEST_ON_BOTH_LINE(sentence, line)
#define TEST_ON_BOTH_LINE(sentence, line) TEST_ON_BOTH_AS(sentence, test_on_both_##line)
#define TEST_ON_BOTH_AS(sentence, body)                                                                      \
    static void body([[maybe_unused]] kheo::db::Engine engine);                                              \
    TEST_CASE(sentence " [sqlite]")                                                                          \
    {                                                                                                        \
        body(kheo::db::Engine::sqlite);                                                                      \
    }                                                                                                        \
    TEST_CASE(sentence " [postgres]")                                                                        \
    {                                                                                                        \
        body(kheo::db::Engine::postgres);                                                                    \
    }                                                                                                        \
    static void body([[maybe_unused]] kheo::db::Engine engine)
