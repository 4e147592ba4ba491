// SPDX-License-Identifier: AGPL-3.0-or-later
// The portable dump: one file, known by its first bytes, ended by a checksum.
//   "KHEODMP1", then records: a letter and its fields, numbers little-endian.
//   V i64 schema version · T text name, u32 n, n texts of columns · R the cells
//   of one row, each a tag (0 NULL, 1 i64, 2 double, 3 text, 4 bytes) and value
//   · E u64 rows, u64 FNV-1a of all bytes before. Texts: u32 length, bytes.
#pragma once

#include "platform/db/value.hpp"

#include <iosfwd>

namespace kheo::db
{

class DumpWriter
{
  public:
    DumpWriter(std::ostream& out, int schema_version);
    void table(std::string_view name, std::vector<std::string> const& columns);
    void cell(Cell const& cell); // as many as columns, row after row
    void row();                  // before its cells
    void end();

  private:
    void put(void const* bytes, std::size_t count);
    void number(std::uint64_t value, int bytes);
    void text(std::string_view value);

    std::ostream& out_;
    std::uint64_t sum_;
    std::uint64_t rows_ = 0;
};

// Reads hostile bytes: Failure for anything that is not a whole dump.
class DumpReader
{
  public:
    // Reads the first bytes and the version.
    explicit DumpReader(std::istream& in);

    enum class Record { table, row, end };
    // The next record; its contents are in table(), columns() or row().
    // At the end the checksum and the count of rows have been compared.
    Record next();

    int schema_version() const { return version_; }
    std::string const& table() const { return table_; }
    std::vector<std::string> const& columns() const { return columns_; }
    std::vector<Value>& row() { return row_; }

  private:
    void take(void* bytes, std::size_t count);
    std::uint64_t number(int bytes);
    std::string text();
    Value value();
    void end();

    std::istream& in_;
    std::uint64_t left_; // bytes not yet read: no length may promise more
    std::uint64_t sum_;
    std::uint64_t rows_ = 0;
    int version_ = 0;
    std::string table_;
    std::vector<std::string> columns_;
    std::vector<Value> row_;
};

} // namespace kheo::db
