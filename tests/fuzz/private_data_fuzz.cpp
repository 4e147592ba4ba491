// SPDX-License-Identifier: AGPL-3.0-or-later
// The check for private persons' data on any bytes; the first line may be its lists.
#include "platform/text/private_data.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    using namespace kheo;
    static auto const check =
        PrivateDataCheck::parse("name\nNguyễn\nTrần\nSiu\n", "kind,phrase\n"
                                                             "title,ông\ntitle,bà\ngroup,hộ\n"
                                                             "office,chủ tịch\nbody,đảng ủy\n"
                                                             "place,đường\nplace,tiểu học\n"
                                                             "public_name,Bà Rịa\naccount,stk\n"
                                                             "id_paper,cccd\nhealth,ung thư\n"
                                                             "public_domain,gov.vn\n"
                                                             "public_phone,đường dây nóng\n")
            .value();
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    std::size_t end = 0;
    for (auto const& finding : check.find(text)) {
        ensure(finding.begin >= end && finding.begin < finding.end && finding.end <= size,
               "findings lie apart");
        end = finding.end;
    }
    (void)PrivateDataCheck::parse(text, text);
    return 0;
}
