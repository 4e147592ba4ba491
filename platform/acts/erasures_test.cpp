// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/acts/erasures.hpp"

#include "platform/acts/acts.hpp"
#include "platform/ids/ids.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace kheo;
using acts::Erased;
using acts::Erasures;

namespace
{

// A file of its own, gone with the test.
struct List {
    std::filesystem::path file =
        std::filesystem::temp_directory_path() / ("erasures-" + hex(random_bytes(8)));
    Erasures erasures{file};
    ~List() { std::filesystem::remove(file); }

    void write(std::string_view text) const { std::ofstream(file, std::ios::binary) << text; }
    std::string text() const
    {
        auto out = std::ostringstream();
        out << std::ifstream(file, std::ios::binary).rdbuf();
        return out.str();
    }
};

Erased const first{"exemplar", 41, "2026-11-21T10:00:00.000Z"};
Erased const second{"exemplar", 42, "2026-11-21T11:00:00.000Z"};

} // namespace

TEST_CASE("the list holds each erased object once, in the order of the days")
{
    auto const list = List();
    CHECK(list.erasures.all().empty());
    list.erasures.add(std::vector{first});
    list.erasures.add(std::vector{first, second});
    CHECK(list.erasures.all() == std::vector{first, second});
    CHECK(list.text() == "2026-11-21T10:00:00.000Z exemplar 41\n2026-11-21T11:00:00.000Z exemplar 42\n");
    auto const mode = std::filesystem::status(list.file).permissions();
    CHECK((mode & std::filesystem::perms::others_all) == std::filesystem::perms::none);
}

TEST_CASE("a line torn by a sudden end is written again and spoils no other")
{
    auto const list = List();
    list.write("2026-11-21T10:00:00.000Z exemplar 41\n2026-11-21T11:00:00.000Z exem");
    CHECK(list.erasures.all() == std::vector{first});
    list.erasures.add(std::vector{first, second});
    CHECK(list.erasures.all() == std::vector{first, second});
}

TEST_CASE("lines that no erasure wrote are passed over")
{
    for (auto const* const line : {"", " ", "  ", "x", "x 41", " exemplar 41", "x  41", "x exemplar",
                                   "x exemplar -", "x exemplar 41x", "x exemplar 99999999999999999999"}) {
        CAPTURE(line);
        auto const list = List();
        list.write(std::string(line) + "\n");
        CHECK(list.erasures.all().empty());
    }
}

TEST_CASE("a disk that refuses is said, not swallowed")
{
    CHECK_THROWS_AS(Erasures("/dev/null/erasures").add(std::vector{first}), std::system_error);
    CHECK_THROWS_AS(Erasures("/nowhere/erasures").add(std::vector{first}), std::system_error);
}

TEST_ON_BOTH("what a transaction erased is known to the database, what was rolled back is not")
{
    auto office = testing::Office(engine);
    auto const erasing = [](acts::Work& work, std::int64_t letter) {
        return acts::erase(work, "letter", letter);
    };
    office.act(erasing, 5);
    office.act(erasing, 5); // said twice, kept once
    CHECK_THROWS(office.act(
        [](acts::Work& work, int) -> int {
            acts::erase(work, "letter", 6);
            throw std::runtime_error("the verb failed");
        },
        0));
    auto const erased = office.read([](acts::Reading& r) { return acts::erased_in(r.db); });
    REQUIRE(erased.size() == 1);
    CHECK(erased[0] == Erased{"letter", 5, iso(office.clock.now())});
}
