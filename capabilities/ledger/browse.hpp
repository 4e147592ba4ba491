// SPDX-License-Identifier: AGPL-3.0-or-later
// What the ledger's pages show.
#pragma once

#include "platform/html/html.hpp"
#include "platform/routes/row.hpp"

#include <string>
#include <vector>

namespace kheo::ledger
{

// A log that ended when a backup older than it was restored.
struct EarlierLog {
    std::int64_t log = 0;
    std::string origin;
    std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(EarlierLog, (), (log, origin, size))

// The ledger as people and programs read it.
struct LedgerView {
    std::string origin;
    std::int64_t size = 0;
    std::string root; // base64
    std::string vkey;
    std::string checkpoint;
    std::vector<EarlierLog> earlier; // oldest first
};
BOOST_DESCRIBE_STRUCT(LedgerView, (), (origin, size, root, vkey, checkpoint, earlier))

// One act's receipt.
struct ReceiptView {
    std::string act;
    std::string kind; // in words: "Đăng ký mô hình"
    std::string at;   // as shown
    bool entered = false;
    std::string leaf;
    std::string entry;
    std::string origin;
    std::string size;
};
BOOST_DESCRIBE_STRUCT(ReceiptView, (), (act, kind, at, entered, leaf, entry, origin, size))

} // namespace kheo::ledger
