// SPDX-License-Identifier: AGPL-3.0-or-later
// Workdays (ngày làm việc): Monday to Friday but for holidays and days off that
// make up for them, and Saturdays worked for a bridge day. Pure; days are data.
#pragma once

#include "platform/time/time.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::workdays
{

// A day that is not as its weekday says.
struct Exception {
    std::string name; // "Quốc khánh"
    bool worked = false;
    bool confirmed = false; // somebody verified it
};

class Calendar
{
  public:
    explicit Calendar(std::map<Date, Exception> exceptions);
    // The columns day, name, kind (holiday, compensation, working_day), status. Throws
    // Contradiction for a table that is not sound: it is part of the program.
    static Calendar parsed(std::string_view csv);

    bool is_working(Date day) const;
    // The day itself where offices work on it, else the next on which they do.
    Date next_working(Date day) const;
    // The so-manieth working day after this one, which is not counted itself
    // (Civil Code 91/2015/QH13, Articles 147 and 148); 0: next_working.
    Date after(Date day, int working_days) const;
    // Working days after `from` up to and with `to`; 0 where `to` is not later.
    int between(Date from, Date to) const;
    // The exceptions of that span that nobody verified, "Quốc khánh 01/09/2026".
    std::vector<std::string> unconfirmed(Date from, Date to) const;
    // Whether the table says anything of that year: beyond it, only weekends are known.
    bool knows(int year) const;

  private:
    std::map<Date, Exception> exceptions_;
};

// By data/rules/holidays.csv.
Calendar const& calendar();

} // namespace kheo::workdays
