// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/scratch.hpp"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kheo;
using db::Statement;

enum class Stage { draft, recognised };
BOOST_DESCRIBE_ENUM(Stage, draft, recognised)

struct Note {
    Id<struct NoteTag> id;
    std::string name;
    bool open = false;
    double share = 0;
    std::optional<std::string> why;
    Date day;
    Instant at;
    Stage stage = Stage::draft;
    Bytes digest;
    std::optional<std::int32_t> small;
    bool operator==(Note const&) const = default;
};
BOOST_DESCRIBE_STRUCT(Note, (), (id, name, open, share, why, day, at, stage, digest, small))

struct Heading {
    std::string name;
    std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(Heading, (), (name, id))

struct Narrow {
    std::int8_t id = 0;
};
BOOST_DESCRIBE_STRUCT(Narrow, (), (id))

namespace
{

constexpr std::string_view schema =
    "CREATE TABLE notes (tenant BIGINT NOT NULL, id BIGINT NOT NULL, name TEXT NOT NULL, open BOOLEAN NOT "
    "NULL,"
    " share DOUBLE PRECISION NOT NULL, why TEXT, day TEXT NOT NULL, at BIGINT NOT NULL, stage TEXT NOT NULL,"
    " digest BYTEA NOT NULL, small BIGINT, CONSTRAINT notes_key PRIMARY KEY (tenant, id)) WITHOUT ROWID;";

constexpr Statement insert_note{
    "t.insert_note",
    "INSERT INTO notes VALUES (:tenant, :id, :name, :open, :share, :why, :day, :at, :stage,"
    " :digest, :small)",
    ""};
constexpr Statement by_id{"t.by_id", "SELECT * FROM notes WHERE tenant = :tenant AND id = :id", ""};
constexpr Statement headings{"t.headings",
                             "SELECT id, name FROM notes WHERE tenant = :tenant ORDER BY name, id", ""};
constexpr Statement count{"t.count", "SELECT count(*) FROM notes WHERE tenant = :tenant", ""};
constexpr Statement rename_note{"t.rename",
                                "UPDATE notes SET name = :name WHERE tenant = :tenant AND id >= :id", ""};

Note sample(std::int64_t id)
{
    return {{id},
            "Trồng hoa, “dân vận khéo” ' \" \\ :x",
            true,
            0.1,
            {},
            *date_of({2026, 11, 21}),
            {1'000'000'000'000},
            Stage::recognised,
            {0, 255, 39},
            -7};
}

struct Notes : db::Scratch {
    explicit Notes(db::Engine engine) : Scratch(engine)
    {
        store->write_now([&](db::Connection& c) {
            c.script(engine == db::Engine::postgres ? db::postgres_dialect(schema) : std::string(schema));
        });
    }
};

// What the statement is refused with, inside a verb of its own.
template <class F>
std::string contradiction(db::Store& store, F work)
{
    try {
        store.write_now([&](db::Connection& c) { work(c); });
        return "";
    } catch (Contradiction const& error) {
        return error.what();
    }
}

} // namespace

TEST_ON_BOTH("a row comes back as it went in")
{
    Notes notes(engine);
    auto full = sample(1);
    full.why = "";
    auto const bare = Note{{2}, "", false, -1e300, {}, {0}, {-1}, Stage::draft, {}, {}};
    notes.store->write_now([&](db::Connection& c) {
        CHECK(c.run(insert_note, full) == 1);
        CHECK(c.run(insert_note, bare) == 1);
        CHECK(c.engine() == engine);
    });
    notes.store->read([&](db::Connection& c) {
        CHECK(c.one<Note>(by_id, {{"id", 1}}) == full);
        CHECK(c.one<Note>(by_id, {{"id", Id<struct NoteTag>{2}}}) == bare);
        CHECK(c.one<Note>(by_id, {{"id", 3}}) == std::nullopt);
        CHECK(c.one<std::int64_t>(count) == 2);
        CHECK(c.all<Heading>(headings).size() == 2);
        CHECK(c.all<Heading>(headings)[1].id == 1);
    });
}

TEST_ON_BOTH("columns and parameters go by name, arguments before members")
{
    Notes notes(engine);
    notes.store->write_now([&](db::Connection& c) {
        CHECK(c.run(insert_note, sample(1), {{"name", "a"}, {"small", std::nullopt}}) == 1);
        CHECK(c.run(insert_note, sample(1), {{"tenant", 34}}) == 1); // another owner's
        CHECK(c.run_all(insert_note, std::vector<Note>{sample(2), sample(3)}) == 2);
        CHECK(c.run(rename_note, {{"id", 2}, {"name", "b"}}) == 2);
        CHECK(c.run(count) == 0); // a SELECT changes nothing
        auto const list = c.all<Heading>(headings);
        REQUIRE(list.size() == 3);
        CHECK(list[0].name == "a");
        CHECK(list[2].id == 3);
        CHECK(c.one<std::optional<std::int32_t>>(
                  {"t.small", "SELECT small FROM notes WHERE tenant = :tenant AND id = 1", ""}) ==
              std::optional<std::optional<std::int32_t>>(std::in_place));
    });
}

TEST_ON_BOTH("the store's tenant is bound in every statement")
{
    Notes notes(engine);
    notes.options.tenant = 34;
    notes.open();
    notes.store->write_now([](db::Connection& c) { c.run(insert_note, sample(1)); });
    CHECK(notes.store->read([](db::Connection& c) { return *c.one<std::int64_t>(count); }) == 1);
    notes.options.tenant = 0;
    notes.open();
    CHECK(notes.store->read([](db::Connection& c) { return *c.one<std::int64_t>(count); }) == 0);
}

TEST_ON_BOTH("a large result is visited row by row, and a visitor may stop it")
{
    Notes notes(engine);
    std::vector<Note> many;
    for (int id = 1; id <= 3000; ++id) {
        many.push_back(sample(id));
        many.back().name.append(3000, 'x'); // together more than the buffers between server and program
    }
    notes.store->write_now([&](db::Connection& c) { CHECK(c.run_all(insert_note, many) == 3000); });
    notes.store->read([&](db::Connection& c) {
        std::int64_t sum = 0;
        c.each<Heading>(headings, {}, [&](Heading const& row) { sum += row.id; });
        CHECK(sum == 3000 * 3001 / 2);
        struct Enough {
        };
        for (int visit = 0; visit < 3; ++visit) {
            CHECK_THROWS_AS(c.each<Heading>(headings, {}, [](Heading const&) { throw Enough(); }), Enough);
            CHECK(c.one<std::int64_t>(count) == 3000); // the transaction goes on
        }
    });
}

TEST_ON_BOTH("what does not fit is a contradiction that names the statement")
{
    Notes notes(engine);
    auto& store = *notes.store;
    store.write_now([](db::Connection& c) { c.run(insert_note, sample(1000), {{"why", "x"}}); });
    CHECK(contradiction(store, [](auto& c) { c.run(rename_note, {{"id", 1}}); }) ==
          "t.rename: unbound parameter name");
    CHECK(contradiction(store, [](auto& c) { c.run(count, {{"idd", 1}}); }) ==
          "t.count: no such parameter idd");
    CHECK(contradiction(store, [](auto& c) { c.template all<Note>(headings); }) ==
          "t.headings: no column for member open");
    CHECK(contradiction(store, [](auto& c) { c.template all<std::int64_t>(headings); }) ==
          "t.headings: one column is wanted ");
    CHECK(contradiction(store, [](auto& c) { c.template one<Narrow>(headings); }) ==
          "t.headings: NULL or another type in column id"); // 1000 is no int8
    auto const select = [](char const* sql) { return Statement{"t.x", sql, ""}; };
    auto const another = "t.x: NULL or another type in column x";
    CHECK(contradiction(store, [&](auto& c) {
              c.template one<std::string>(select("SELECT small AS x FROM notes"));
          }) == another);
    CHECK(contradiction(store, [&](auto& c) {
              c.template one<std::int64_t>(select("SELECT name AS x FROM notes"));
          }) == another);
    CHECK(contradiction(store, [&](auto& c) {
              c.template one<Date>(select("SELECT name AS x FROM notes"));
          }) == another);
    CHECK(contradiction(store, [&](auto& c) {
              c.template one<Stage>(select("SELECT name AS x FROM notes"));
          }) == another);
    CHECK(contradiction(store, [&](auto& c) {
              c.template one<std::string>(select("SELECT digest AS x FROM notes"));
          }) == another);
    CHECK(contradiction(store, [&](auto& c) { c.template one<bool>(select("SELECT id AS x FROM notes")); }) ==
          another);
    store.write_now([](db::Connection& c) { c.run(insert_note, sample(1001)); });
    CHECK(contradiction(store, [&](auto& c) {
              c.template one<std::int64_t>(select("SELECT id FROM notes"));
          }) == "t.x: more than one row ");
    CHECK(contradiction(store, [](auto& c) {
              c.template each<Heading>(headings, {}, [&](auto&) { c.run(count); });
          }) == "t.count: the connection is still giving rows of another statement ");
}

TEST_ON_BOTH("what one engine cannot hold is refused on both")
{
    Notes notes(engine);
    auto& store = *notes.store;
    CHECK(contradiction(store, [](auto& c) {
              c.run(insert_note, sample(1), {{"name", std::string("a\0b", 3)}});
          }) == "t.insert_note: U+0000 in parameter name");
    for (auto const* bad :
         {"\xff", "\x80", "a\xc3", "\xc0\xaf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
          "\xf5\x80\x80\x80", "\xe1\xba", "\xe1\xbax", "\xf0\x9f\x8c", "\xc3\xc3"}) {
        CAPTURE(bad);
        CHECK(contradiction(store, [&](auto& c) { c.run(insert_note, sample(1), {{"name", bad}}); }) ==
              "t.insert_note: no UTF-8 in parameter name");
    }
    auto const* const all = "a\u00e0\u1ea1\U0001f338\u0301 \ud7ff\ue000\uffff\U0010ffff";
    CHECK(contradiction(store, [&](auto& c) { c.run(insert_note, sample(77), {{"name", all}}); }) == "");
    auto const nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(contradiction(store, [&](auto& c) { c.run(insert_note, sample(1), {{"share", nan}}); }) ==
          "t.insert_note: no finite number in parameter share");
    CHECK(contradiction(store, [&](auto& c) {
              c.run(insert_note, sample(1), {{"id", std::numeric_limits<std::uint64_t>::max()}});
          }) == "number beyond 64 bits with sign");
}

TEST_ON_BOTH("comparing and sorting texts goes by bytes, letters are not folded")
{
    Notes notes(engine);
    notes.store->write_now([](db::Connection& c) {
        for (int id = 0; auto const* name : {"b", "a", "B", "A", "Đ", "á", "_", "a b", "ab"})
            c.run(insert_note, sample(++id), {{"name", name}});
    });
    notes.store->read([](db::Connection& c) {
        std::string order;
        c.each<Heading>(headings, {}, [&](Heading const& row) { order += row.name + "|"; });
        CHECK(order == "A|B|_|a|a b|ab|b|á|Đ|");
        Statement const like{"t.like", "SELECT count(*) FROM notes WHERE name LIKE 'a%'", ""};
        CHECK(c.one<std::int64_t>(like) == 3);
    });
}

TEST_ON_BOTH("sums, averages, booleans and the rows of a RETURNING read alike")
{
    Notes notes(engine);
    notes.store->write_now([](db::Connection& c) {
        c.run_all(insert_note, std::vector<Note>{sample(1), sample(2)});
        CHECK(c.one<std::int64_t>({"t.sum", "SELECT sum(id) AS x FROM notes", ""}) == 3);
        CHECK(c.one<double>({"t.avg", "SELECT avg(id) AS x FROM notes", ""}) == 1.5);
        CHECK(c.one<bool>({"t.bool", "SELECT 2 > 1 AS x", ""}) == true);
        CHECK(c.one<std::int64_t>({"t.open", "SELECT count(*) FROM notes WHERE open AND open = TRUE", ""}) ==
              2);
        CHECK(c.one<bool>({"t.flag", "SELECT open FROM notes WHERE open = :open AND id = 1", ""},
                          {{"open", true}}) == true);
        Statement const returning{"t.returning", "UPDATE notes SET small = 5 WHERE id > :id RETURNING id",
                                  ""};
        CHECK(c.all<std::int64_t>(returning, {{"id", 0}}).size() == 2);
        Statement const keep{"t.keep",
                             "INSERT INTO notes (tenant, id, name, open, share, day, at, stage, digest) "
                             "SELECT tenant, id, name, open, share, day, at, stage, digest FROM notes "
                             "WHERE tenant = :tenant ON CONFLICT DO NOTHING",
                             ""};
        CHECK(c.run(keep) == 0);
    });
}

TEST_ON_BOTH("each statement of the verb is told with its time")
{
    Notes notes(engine);
    notes.store->read([](db::Connection& c) {
        c.one<std::int64_t>(count);
        c.all<Heading>(headings);
        REQUIRE(c.steps().size() == 2);
        CHECK(c.steps()[0].name == "t.count");
        CHECK(c.steps()[1].microseconds >= 0);
        CHECK(c.attempt() == 1);
    });
}

TEST_ON_BOTH("every statement of this library prepares, also one given again with other words")
{
    db::Scratch scratch(engine);
    scratch.store->write_now([](db::Connection& c) {
        c.script("CREATE TABLE schema_migrations (number BIGINT, name VARCHAR, checksum VARCHAR,"
                 " oldest_compatible BIGINT, applied_at BIGINT)");
        CHECK(db::registered_statements().size() >= 5);
        for (auto const* statement : db::registered_statements())
            c.prepare(*statement);
        std::string sql = "SELECT 1 AS x";
        std::string const name = "t.changing";
        CHECK(c.one<std::int64_t>({name, sql, ""}) == 1);
        sql = "SELECT 2 AS x";
        CHECK(c.one<std::int64_t>({name, sql, ""}) == 2);
    });
    for (auto const* sql : {"SELECT 1; SELECT 2", "SELECT 1 +", "SELECT x FROM nowhere"})
        CHECK_THROWS(scratch.store->write_now([&](db::Connection& c) { c.prepare({"t.bad", sql, ""}); }));
}

TEST_CASE("two statements of one name are found")
{
    static constexpr Statement one{"t.twice", "SELECT 1", ""};
    static constexpr Statement other{"t.twice", "SELECT 2", ""};
    static constexpr Statement const* both[]{&one, &other};
    // In a process of its own: a registration lasts as long as the program.
    auto const child = fork();
    if (child == 0) {
        db::Registration const registration(both);
        try {
            db::registered_statements();
        } catch (Contradiction const&) {
            _exit(7);
        }
        _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WEXITSTATUS(status) == 7);
}
