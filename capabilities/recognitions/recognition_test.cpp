// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/recognitions/certificate.hpp"
#include "capabilities/recognitions/recognition.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::recognitions;

TEST_CASE("one number is one number, however it is typed")
{
    auto const key = number_key("412/QĐ-UBND");
    for (auto const* const typed : {"412/qđ-ubnd", " 412 / QĐ - UBND ", "0412/QĐ-UBND"}) {
        CAPTURE(typed);
        CHECK(number_key(typed) == key);
    }
    CHECK(number_key("413/QĐ-UBND") != key);
    CHECK(number_key("412/QĐ-ĐU") != key);
}

TEST_CASE("a recognition is withdrawn once, with a reason")
{
    auto const today = *date_of({2026, 11, 21});
    auto const standing = Recognition{.id = {1}, .version = 1};
    CHECK(withdrawn(standing, "", today).error().id == "recognitions.reason_needed");
    auto const gone = withdrawn(standing, "số liệu sai", today);
    REQUIRE(gone);
    CHECK(gone->withdrawn_on == today);
    CHECK(gone->version == 2);
    CHECK(withdrawn(*gone, "lần nữa", today).error().id == "recognitions.withdrawn_already");
}

TEST_CASE("a certificate is one page of PDF, the same each time, whatever the length of the title")
{
    auto paper = Certificate{.title = "Tuyến đường hoa",
                             .unit = "Đảng ủy xã An Bình",
                             .place = "Xã An Bình",
                             .field = "Kinh tế",
                             .year = 2026,
                             .issuer = "Ban Tuyên giáo và Dân vận Tỉnh ủy",
                             .level = "Cấp tỉnh",
                             .number = "412/QĐ-ĐU",
                             .issued_on = *date_of({2026, 10, 15}),
                             .signer = "Trưởng ban",
                             .page = "https://example.vn/cong-nhan/1",
                             .demo = true};
    auto const bytes = certificate(paper).bytes;
    CHECK(bytes.starts_with("%PDF-"));
    CHECK(bytes == certificate(paper).bytes);
    for (int more = 0; more < 12; ++more)
        paper.title += " và vận động nhân dân hiến đất";
    CHECK(certificate(paper).bytes.starts_with("%PDF-"));
    CHECK(certificate(paper).unknown == 0);
    paper.title = "Tổ \uE000"; // no font has a letter of private use
    CHECK(certificate(paper).bytes.starts_with("%PDF-"));
    CHECK(certificate(paper).unknown > 0);
}
