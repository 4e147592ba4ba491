// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/session.hpp"
#include "platform/db/sql_text.hpp"

#include "platform/db/migrate.sql.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace kheo::db
{

struct Applied {
    std::int64_t number = 0;
    std::string name;
    std::string checksum;
    std::int64_t oldest_compatible = 0;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (number, name, checksum, oldest_compatible))

namespace
{

constexpr std::string_view own_table = "CREATE TABLE IF NOT EXISTS schema_migrations ("
                                       "number BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL,"
                                       "checksum TEXT NOT NULL, oldest_compatible BIGINT NOT NULL,"
                                       "applied_at BIGINT NOT NULL)";

// In the transaction that the caller began.
std::vector<Applied> applied(Session& session)
{
    auto const tables = session.all<std::string>(sql::tables);
    if (std::find(tables.begin(), tables.end(), "schema_migrations") == tables.end())
        return {};
    return session.all<Applied>(sql::applied_migrations);
}

std::vector<Applied> applied_now(Session& session)
{
    std::vector<Applied> found;
    transact(session, Role::reader, [&] { found = applied(session); });
    return found;
}

// Failure(version) where the database is not one that this program made or may use.
void check_known(std::vector<Applied> const& had, std::span<Migration const> migrations)
{
    auto const refuse = [](std::string const& sentence) { throw Failure(Failure::Kind::version, sentence); };
    auto const known = std::int64_t(migrations.size());
    if (!had.empty() && had.back().number > known && had.back().oldest_compatible > known)
        refuse(fmt::format(
            "Cơ sở dữ liệu ở phiên bản {} ({}), mới hơn chương trình này (biết đến phiên bản {}). "
            "Xin dùng bản Khéo mới hơn.",
            had.back().number, had.back().name, known));
    for (std::size_t at = 0; at < std::min(had.size(), migrations.size()); ++at)
        if (had[at].number != migrations[at].number || had[at].checksum != migrations[at].checksum)
            refuse(fmt::format("Bước nâng cấp {} trong cơ sở dữ liệu không giống bước {} của chương trình. "
                               "Xin dùng đúng bản Khéo đã tạo ra cơ sở dữ liệu này.",
                               had[at].name, migrations[at].name));
}

void apply(Session& session, Migration const& migration)
{
    bool const postgres = session.engine() == Engine::postgres;
    session.script(postgres ? postgres_dialect(migration.postgres) : std::string(migration.sqlite));
    SystemClock clock;
    session.run(sql::record_migration, {{"number", migration.number},
                                        {"name", migration.name},
                                        {"checksum", migration.checksum},
                                        {"oldest_compatible", migration.oldest_compatible},
                                        {"applied_at", clock.now()}});
}

} // namespace

std::string postgres_dialect(std::string_view sql)
{
    std::string made;
    auto const bare = without_quoted(sql);
    std::string_view before; // the word before this one
    for (std::size_t at = 0; at < sql.size();) {
        auto end = at;
        while (end < sql.size() && is_word(bare[end]))
            ++end;
        if (end == at) {
            made += sql[at++];
            continue;
        }
        auto const word = std::string_view(bare).substr(at, end - at);
        auto const rest = std::string_view(bare).substr(end);
        auto const gap = std::min(rest.find_first_not_of(" \n"), rest.size());
        if (word == "WITHOUT" && rest.substr(gap).starts_with("ROWID")) {
            at = end + gap + 5;
            continue;
        }
        made += sql.substr(at, word.size());
        bool const cast = before == "AS" || (at > 0 && bare[at - 1] == ':');
        if (word == "TEXT" && !cast && !rest.substr(gap).starts_with("COLLATE"))
            made += " COLLATE \"C\"";
        before = word;
        at = end;
    }
    return made;
}

int schema_version(Session& session)
{
    auto const had = applied(session);
    return had.empty() ? 0 : int(had.back().number);
}

void check_schema(Session& session, std::span<Migration const> migrations)
{
    auto const had = applied_now(session);
    check_known(had, migrations);
    if (session.engine() == Engine::postgres && had.size() < migrations.size())
        throw Failure(Failure::Kind::version,
                      fmt::format("Cơ sở dữ liệu ở phiên bản {}, chương trình này cần phiên bản {}. "
                                  "Xin chạy “kheo migrate” rồi khởi động lại.",
                                  had.size(), migrations.size()));
}

int apply_migrations(Session& session, std::span<Migration const> migrations, int up_to,
                     std::function<void(Migration const&)> const& before_first)
{
    auto const had = applied_now(session);
    check_known(had, migrations);
    int count = 0;
    for (auto const& migration : migrations.subspan(std::min(had.size(), migrations.size()))) {
        if (migration.number > up_to)
            break;
        if (count == 0 && !had.empty() && before_first)
            before_first(migration);
        transact(session, Role::writer, [&] {
            if (migration.number == 1)
                session.script(session.engine() == Engine::postgres ? postgres_dialect(own_table)
                                                                    : std::string(own_table));
            apply(session, migration);
            if (session.engine() == Engine::sqlite) {
                constexpr Statement broken{"db.foreign_key_check",
                                           "SELECT \"table\" FROM pragma_foreign_key_check", ""};
                if (!session.all<std::string>(broken).empty())
                    throw Failure(Failure::Kind::other, "a foreign key does not hold after a migration");
            }
        });
        ++count;
    }
    return count;
}

} // namespace kheo::db
