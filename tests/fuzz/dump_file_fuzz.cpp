// SPDX-License-Identifier: AGPL-3.0-or-later
// A backup file comes from wherever the operator kept it.
#include "platform/db/dump_file.hpp"
#include "platform/db/errors.hpp"

#include <sstream>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    try {
        std::istringstream in(std::string(reinterpret_cast<char const*>(data), size));
        kheo::db::DumpReader reader(in);
        while (reader.next() != kheo::db::DumpReader::Record::end) {
        }
    } catch (kheo::db::Failure const&) {
        return 0;
    }
    return 0;
}
