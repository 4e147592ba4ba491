// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows in PostgreSQL's text format. Inside this folder only.
#pragma once

#include "platform/db/postgres_session.hpp"

namespace kheo::db
{

// A whole result, or some rows of it at a time.
class PostgresRows : public Rows
{
  public:
    PostgresRows(Result result, Statement const& statement);

    bool next() override { return ++at_ < count_; }
    int columns() const override { return int(names_.size()); }
    std::string_view column(int at) const override { return names_[std::size_t(at)]; }
    Cell cell(int at) override;

  protected:
    void hold(Result result); // the next rows of a stream
    int count() const { return count_; }

  private:
    Result result_;
    Statement statement_;
    std::vector<std::string> names_;
    std::vector<Bytes> bytes_; // decoded bytea, one for each column
    int at_ = -1;
    int count_ = 0;
};

} // namespace kheo::db
