// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/dump_file.hpp"
#include "platform/db/session.hpp"

#include "platform/db/dump.sql.hpp"
#include "platform/db/migrate.sql.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>

namespace kheo::db
{

struct ForeignKey {
    std::string table_name;
    std::string name;
    std::string definition;
};
BOOST_DESCRIBE_STRUCT(ForeignKey, (), (table_name, name, definition))

namespace
{

constexpr std::size_t rows_at_once = 1000;

std::string in_quotes(std::string_view name)
{
    std::string made = "\"";
    for (char const c : name)
        made += c == '"' ? std::string("\"\"") : std::string(1, c);
    return made + '"';
}

void write_table(Session& session, DumpWriter& writer, std::string const& table)
{
    auto const text = "SELECT * FROM " + in_quotes(table);
    auto const rows = session.rows({"db.dump_table", text, ""});
    std::vector<std::string> columns;
    for (int at = 0; at < rows->columns(); ++at)
        columns.emplace_back(rows->column(at));
    writer.table(table, columns);
    while (rows->next()) {
        writer.row();
        for (int at = 0; at < rows->columns(); ++at)
            writer.cell(rows->cell(at));
    }
}

// Gathers the rows of one table and stores them by the thousand.
class TableLoader
{
  public:
    explicit TableLoader(Session& session) : session_(session), known_(session.all<std::string>(sql::tables))
    {
    }

    void table(DumpReader const& reader)
    {
        store();
        auto const& name = reader.table();
        // The migrations that made the schema have written their own record.
        skipped_ = name == "schema_migrations";
        if (std::find(known_.begin(), known_.end(), name) == known_.end() && !skipped_)
            throw Failure(Failure::Kind::other, "Tệp sao lưu có bảng lạ: " + name);
        std::string names;
        std::string values;
        parameters_.clear();
        for (std::size_t at = 0; at < reader.columns().size(); ++at) {
            parameters_.push_back("c" + std::to_string(at));
            names += (at ? ", " : "") + in_quotes(reader.columns()[at]);
            values += (at ? ", :" : ":") + parameters_.back();
        }
        insert_ = fmt::format("INSERT INTO {} ({}) VALUES ({})", in_quotes(name), names, values);
    }

    void row(std::vector<Value>& cells)
    {
        if (skipped_)
            return;
        Args args;
        for (std::size_t at = 0; at < cells.size(); ++at)
            args.emplace_back(parameters_[at], cells[at]);
        rows_.emplace_back(std::move(args));
        if (rows_.size() == rows_at_once)
            store();
    }

    void store()
    {
        session_.run_all({"db.load_table", insert_, ""}, rows_);
        rows_.clear();
    }

    // What migrations put into fresh tables is in the dump already.
    void empty_all()
    {
        for (auto const& name : known_) {
            auto const text = "DELETE FROM " + in_quotes(name);
            if (name != "schema_migrations")
                session_.run({"db.empty_table", text, ""});
        }
    }

  private:
    Session& session_;
    std::vector<std::string> known_;
    std::vector<std::string> parameters_;
    std::string insert_;
    std::vector<Params> rows_;
    bool skipped_ = false;
};

void load_rows(Session& session, std::istream& in)
{
    auto const keys = session.all<ForeignKey>(sql::foreign_keys);
    for (auto const& key : keys)
        session.script(fmt::format("ALTER TABLE {} DROP CONSTRAINT {}", key.table_name, in_quotes(key.name)));
    TableLoader loader(session);
    loader.empty_all();
    DumpReader reader(in);
    for (auto record = reader.next(); record != DumpReader::Record::end; record = reader.next())
        record == DumpReader::Record::table ? loader.table(reader) : loader.row(reader.row());
    loader.store();
    for (auto const& key : keys)
        session.script(fmt::format("ALTER TABLE {} ADD CONSTRAINT {} {}", key.table_name, in_quotes(key.name),
                                   key.definition));
    if (!session.all<std::string>(sql::foreign_key_errors).empty())
        throw Failure(Failure::Kind::other, "Tệp sao lưu có khóa ngoài không khớp.");
}

} // namespace

void write_dump(Session& session, std::filesystem::path const& file)
{
    auto const part = file.string() + ".part";
    {
        std::ofstream out(part, std::ios::binary | std::ios::trunc);
        transact(session, Role::reader, [&] {
            DumpWriter writer(out, schema_version(session));
            for (auto const& table : session.all<std::string>(sql::tables))
                write_table(session, writer, table);
            writer.end();
        });
    }
    put_in_place(part, file);
}

void load_dump(Session& session, Options const& options, std::filesystem::path const& file)
{
    std::ifstream in(file, std::ios::binary);
    DumpReader check(in);
    while (check.next() != DumpReader::Record::end) {
    }
    bool empty = true;
    transact(session, Role::reader, [&] { empty = session.all<std::string>(sql::tables).empty(); });
    if (!empty)
        throw Failure(Failure::Kind::other,
                      "Nơi phục hồi đã có dữ liệu. Chỉ phục hồi vào cơ sở dữ liệu trống.");
    if (check.schema_version() > int(options.migrations.size()))
        throw Failure(
            Failure::Kind::version,
            fmt::format("Tệp sao lưu ở phiên bản {}, mới hơn chương trình này (biết đến phiên bản {}). "
                        "Xin dùng bản Khéo mới hơn.",
                        check.schema_version(), options.migrations.size()));
    apply_migrations(session, options.migrations, check.schema_version(), {});
    transact(session, Role::writer, [&] {
        in.seekg(0);
        load_rows(session, in);
    });
}

} // namespace kheo::db
