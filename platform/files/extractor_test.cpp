// SPDX-License-Identifier: AGPL-3.0-or-later
// With the real kheo-extract in its real sandbox: where that cannot run, these
// tests fail, for there no file may be taken either.
#include "platform/files/extractor.hpp"
#include "platform/files/sandbox.hpp"
#include "platform/sheets/package.hpp"
#include "platform/sheets/table.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <thread>

using namespace kheo;
using namespace kheo::files;

namespace
{

std::filesystem::path program()
{
    auto const* given = std::getenv("KHEO_EXTRACT");
    return given != nullptr ? given : KHEO_EXTRACT;
}

std::string const xlsx = sheets::to_xlsx(
    {{.columns = {{"Tên", 20}, {"Số"}},
      .rows = {{.cells = {std::string("Thắp sáng"), 5.0}}, {.cells = {std::string("Đường hoa"), 7.0}}}}});

// A 2 × 1 bitmap as PNG with 8-bit colour, made by hand and stored, not deflated.
std::string tiny_png();

} // namespace

TEST_CASE("the sandbox works here and nothing of the host is reached from it")
{
    Extractor extractor(program());
    auto const report = extractor.probe();
    REQUIRE_MESSAGE(report, extractor.failure());
    CHECK(report->find("REACHED") == std::string::npos);
    for (auto const* what : {"/etc/passwd: closed", "/home: closed", "network: closed", "write to /: closed",
                             "being root: closed"})
        CHECK_MESSAGE(report->find(what) != std::string::npos, what);
}

TEST_CASE("the probe notices when there is no sandbox around it")
{
    // The same child outside: it must say what it reaches, and fail.
    CHECK(std::system((program().string() + " probe >/dev/null 2>&1").c_str()) != 0);
}

TEST_CASE("a child sees neither the server's files nor its environment nor open descriptors")
{
    auto const command = sandbox_command("/usr/bin/true", {"sheet", "a b"}, {});
    CHECK(std::ranges::find(command, "--unshare-all") != command.end());
    CHECK(std::ranges::find(command, "--clearenv") != command.end());
    CHECK(std::ranges::find(command, "--new-session") != command.end());
    for (auto word = command.begin(); word + 2 < command.end(); ++word)
        if (word->starts_with("--ro-bind")) {
            auto const& what = *(word + 1);
            CHECK_MESSAGE((what.starts_with("/usr/lib") || what == "/etc/ld.so.cache" ||
                           what == "/usr/share/misc" || what == "/usr/bin/true" || what == "/etc/fonts" ||
                           what == "/usr/share/fonts" || what == "/usr/share/fontconfig" ||
                           what == "/usr/share/poppler" || what == "/usr/share/tesseract-ocr"),
                          what);
        } else {
            CHECK_FALSE(word->starts_with("--bind"));
        }
    CHECK(command[command.size() - 1] == "a b");
}

TEST_CASE("a workbook is read, checked and marked in the child as it would be here")
{
    Extractor extractor(program());
    auto const book = extractor.sheet(xlsx, "sổ.xlsx");
    REQUIRE_MESSAGE(book, extractor.failure());
    CHECK(*book == *sheets::read(xlsx, "sổ.xlsx"));
    CHECK(extractor.type(xlsx, "sổ.xlsx")->ending == "xlsx");
    auto const marked = extractor.mark(xlsx, "sổ.xlsx", {{.wrong = {{1, 1, "Sai."}}, .taken = {2}}});
    REQUIRE(marked);
    auto const again = sheets::read(*marked, "sổ.xlsx");
    REQUIRE(again);
    CHECK(again->sheets[0].at(1, 2).text == "Sai.");
    CHECK(again->sheets[0].at(2, 2).text == "Đã nhận");
}

TEST_CASE("refusals of the child come back as its own")
{
    Extractor extractor(program());
    CHECK(extractor.sheet("%PDF-1.4", "a.pdf").error().id == "sheet_other_type");
    CHECK(extractor.sheet(sheets::packed({{"a.xml", std::string(40u << 20, '\0')}}), "a.xlsx").error().id ==
          "sheet_unsafe");
    CHECK(extractor.type("<html>", "a.png").error().id == "file_wrong_name");
    CHECK(extractor.image("%PDF-1.4").error().id == "file_not_an_image");
    CHECK(extractor.sheet(std::string(sheets::max_file_bytes + 1, 'x'), "a.csv").error().id ==
          "sheet_too_large");
    // A name is one argument, never an option or a shell's word.
    CHECK(extractor.sheet("a;b\n", "--help.csv"));
    CHECK(extractor.sheet("a;b\n", "$(touch x) ' \" .csv"));
}

TEST_CASE("a child that takes too long is stopped")
{
    Extractor extractor(program());
    REQUIRE(extractor.probe());
    auto const begin = std::chrono::steady_clock::now();
    auto const child = run_sandboxed(program(), {"sleep", "-"}, "", {.wall = std::chrono::milliseconds(300)});
    CHECK(child.end == Child::End::bad); // there is no such verb: it ends at once
    auto const slow = run_sandboxed("/bin/sleep", {"30"}, "", {.wall = std::chrono::milliseconds(300)});
    CHECK(slow.end == Child::End::too_long);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}

TEST_CASE("a child that eats its time, memory or output is ended by its limits")
{
    auto const spinning = run_sandboxed("/usr/bin/yes", {}, "", {.cpu_seconds = 20, .output = 1u << 20});
    CHECK(spinning.end == Child::End::bad); // its output met the limit
    auto const working = run_sandboxed("/usr/bin/sha256sum", {"/dev/zero"}, "", {.cpu_seconds = 1});
    CHECK(working.end == Child::End::bad);
}

TEST_CASE("without the program or the sandbox every file is refused with a sentence")
{
    Extractor extractor("/nowhere/kheo-extract");
    CHECK(extractor.probe().error().id == "file_no_sandbox");
    CHECK(extractor.sheet("a;b\n", "a.csv").error().id == "file_no_sandbox");
    CHECK(extractor.sheet("a;b\n", "a.csv").error().status == 503);
    CHECK_FALSE(extractor.failure().empty());
}

TEST_CASE("many at once wait for their turn and all are read")
{
    Extractor extractor(program());
    std::vector<std::thread> threads;
    std::atomic<int> good = 0;
    for (auto at = 0; at < 8; ++at)
        threads.emplace_back([&] { good += extractor.sheet(xlsx, "a.xlsx") ? 1 : 0; });
    for (auto& thread : threads)
        thread.join();
    CHECK(good == 8);
}

TEST_CASE("a photo is decoded and encoded anew, without what was hidden in it")
{
    Extractor extractor(program());
    auto const image = extractor.image(tiny_png());
    REQUIRE_MESSAGE(image, (image ? "" : image.error().id + " " + extractor.failure()));
    CHECK(image->width == 2);
    CHECK(image->height == 1);
    CHECK(image->jpeg.find("Bí mật") == std::string::npos);
    CHECK(image->jpeg.starts_with("\xff\xd8\xff"));
    CHECK(image->thumbnail.starts_with("RIFF"));
    CHECK(extractor.image(tiny_png().substr(0, 40)).error().id == "file_reading_failed");
    auto huge = tiny_png();
    for (auto const at : {16, 20})
        huge[static_cast<std::size_t>(at) + 2] = '\x7f'; // a side of 32,512 pixels
    auto const refused = extractor.image(huge);
    CHECK((!refused &&
           (refused.error().id == "file_image_too_large" || refused.error().id == "file_reading_failed")));
}

namespace
{

std::uint32_t crc(std::string_view bytes)
{
    auto sum = 0xffffffffu;
    for (auto const byte : bytes) {
        sum ^= static_cast<unsigned char>(byte);
        for (auto bit = 0; bit < 8; ++bit)
            sum = sum >> 1 ^ (sum & 1 ? 0xedb88320u : 0);
    }
    return ~sum;
}

std::string big_endian(std::uint32_t value)
{
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
            static_cast<char>(value)};
}

std::string chunk(std::string const& type, std::string const& data)
{
    return big_endian(static_cast<std::uint32_t>(data.size())) + type + data + big_endian(crc(type + data));
}

std::string tiny_png()
{
    std::string const row("\0\xff\0\0\0\0\xff", 7);
    auto a = 1u;
    auto b = 0u;
    for (auto const byte : row) {
        a = (a + static_cast<unsigned char>(byte)) % 65'521;
        b = (b + a) % 65'521;
    }
    auto const zlib = std::string("\x78\x01\x01\x07\x00\xf8\xff", 7) + row + big_endian(b << 16 | a);
    return std::string("\x89PNG\r\n\x1a\n") +
           chunk("IHDR", big_endian(2) + big_endian(1) + std::string("\x08\x02\0\0\0", 5)) +
           chunk("tEXt", std::string("Comment\0Bí mật", 7 + 1 + 9)) + chunk("IDAT", zlib) + chunk("IEND", "");
}

} // namespace
