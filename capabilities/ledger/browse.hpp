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
    std::string kind;
    std::string said; // the kind in words: "Đăng ký"
    std::string object_kind;
    std::string object;
    std::string url;      // the page of what it is about; "" where it has none
    std::string at;       // ISO 8601, UTC
    std::string at_shown; // as people read it
    bool entered = false;
    std::string waits;     // why not, where it is more than a matter of seconds
    std::int64_t leaf = 0; // from 0
    std::string entry;
    std::string digest;      // of salt and content, hexadecimal
    std::string salt;        // hexadecimal; "" where the content is not for everyone to read
    std::string content;     // the bytes that were recorded
    bool superseded = false; // a later open act holds what the page says today
    std::string origin;      // of the log that holds it
    std::string vkey;        // of that log
    bool ended = false;      // it ended when a backup was restored
    std::int64_t size = 0;
};
BOOST_DESCRIBE_STRUCT(ReceiptView, (),
                      (act, kind, said, object_kind, object, url, at, at_shown, entered, waits, leaf, entry,
                       digest, salt, content, superseded, origin, vkey, ended, size))

} // namespace kheo::ledger
