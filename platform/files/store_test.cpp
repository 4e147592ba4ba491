// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/files/store.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <future>

using namespace kheo;
using namespace kheo::files;

namespace
{

struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("kheo-store-" + random_code(12));
    ~Folder() { std::filesystem::remove_all(path); }
};

std::size_t files_in(std::filesystem::path const& folder)
{
    std::size_t count = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
        count += entry.is_regular_file() && entry.path().filename() != "lock" ? 1 : 0;
    return count;
}

// As if it had been put that long ago.
void put_back(std::filesystem::path const& file, std::chrono::seconds age)
{
    std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() - age);
}

constexpr auto a_day = std::chrono::hours(24);

} // namespace

TEST_CASE("what is put in comes out by its hash, once, for the server's own user alone")
{
    Folder const folder;
    Store store(folder.path / "files");
    auto const stored = store.put("đơn xin");
    REQUIRE(stored);
    CHECK(stored->hash == sha256(bytes_of("đơn xin")));
    CHECK(stored->size == 9);
    CHECK(store.read(stored->hash) == "đơn xin");
    CHECK(store.put("đơn xin")->hash == stored->hash);
    CHECK(files_in(folder.path) == 1);
    auto const name = hex(stored->hash);
    CHECK(*store.path(stored->hash) == folder.path / "files" / name.substr(0, 2) / name.substr(2));
    struct stat state{};
    REQUIRE(stat(store.path(stored->hash)->c_str(), &state) == 0);
    CHECK((state.st_mode & 0777) == 0600);
}

TEST_CASE("a file that comes in parts is the same as in one")
{
    Folder const folder;
    Store store(folder.path);
    auto incoming = store.begin();
    for (auto part = 0; part < 1'000; ++part)
        CHECK(incoming.add(std::string(1'000, static_cast<char>('a' + part % 26))));
    auto const stored = incoming.end();
    REQUIRE(stored);
    CHECK(stored->size == 1'000'000);
    CHECK(sha256(bytes_of(*store.read(stored->hash))) == stored->hash);
}

TEST_CASE("an empty file and one above the limit are refused and leave nothing")
{
    Folder const folder;
    Store store(folder.path);
    CHECK(store.put("").error().id == "file_empty");
    auto const large = store.put(std::string(11, 'x'), 10);
    CHECK(large.error().id == "file_too_large");
    CHECK(store.put(std::string(10, 'x'), 10));
    CHECK(store.put(std::string((2u << 20) + 1, 'x'), 2u << 20).error().sentence.find("2 MB") !=
          std::string::npos);
    {
        auto incoming = store.begin(5);
        CHECK(incoming.add("12345"));
        CHECK_FALSE(incoming.add("6"));
        auto moved = std::move(incoming);
        CHECK_FALSE(moved.add("7"));
    }
    CHECK(files_in(folder.path) == 1);
}

TEST_CASE("what a killed server left half received is gone at the next start")
{
    Folder const folder;
    {
        Store store(folder.path);
        REQUIRE(store.put("giữ"));
    }
    auto const left = folder.path / "incoming" / "left";
    std::ofstream(left) << "nửa chừng";
    {
        Store const another(folder.path); // of another machine, while this is received
        CHECK(std::filesystem::exists(left));
    }
    put_back(left, std::chrono::hours(2));
    Store const again(folder.path);
    CHECK(files_in(folder.path) == 1);
    CHECK(again.read(sha256(bytes_of("giữ"))) == "giữ");
}

TEST_CASE("a file changed behind the program's back is a failure, not an answer")
{
    Folder const folder;
    Store store(folder.path);
    auto const stored = store.put("một");
    REQUIRE(stored);
    std::ofstream(*store.path(stored->hash)) << "hai";
    CHECK_THROWS(static_cast<void>(store.read(stored->hash)));
}

TEST_CASE("an erased file is not there any more, and erasing twice is well")
{
    Folder const folder;
    Store store(folder.path);
    auto const stored = store.put("một");
    REQUIRE(stored);
    store.erase(stored->hash);
    store.erase(stored->hash);
    CHECK_FALSE(store.read(stored->hash));
    CHECK_FALSE(store.path(stored->hash));
}

TEST_CASE("what no record owns is swept after a day, and nothing else")
{
    Folder const folder;
    Store store(folder.path);
    auto const owned = store.put("có chủ")->hash;
    auto const left = store.put("không ai giữ")->hash;
    auto const fresh = store.put("vừa gửi")->hash;
    auto const sent_again = store.put("gửi lại")->hash;
    for (auto const& hash : {owned, left, sent_again})
        put_back(*store.path(hash), a_day + std::chrono::minutes(1));
    CHECK(store.put("gửi lại")->hash == sent_again); // as young as it was sent last
    std::ofstream(folder.path / "ghi chú") << "không phải của kho";
    CHECK(store.sweep({owned}, a_day) == 1);
    CHECK_FALSE(store.path(left));
    for (auto const& hash : {owned, fresh, sent_again})
        CHECK(store.path(hash));
    CHECK(std::filesystem::exists(folder.path / "ghi chú"));
    CHECK(store.sweep({owned}, a_day) == 0);
}

TEST_CASE("after a restore nothing is swept for a month")
{
    Folder const folder;
    Store store(folder.path);
    auto const left = store.put("của cơ sở dữ liệu mới hơn")->hash;
    put_back(*store.path(left), a_day * 40);
    Store::note_restore(folder.path);
    CHECK(store.sweep({}, a_day) == 0);
    CHECK(store.path(left));
    put_back(folder.path / "restored", a_day * 31);
    CHECK(store.sweep({}, a_day) == 1);
}

namespace
{

// The turn of another program on the folder; from its start on.
struct TurnOfAnother {
    int file;
    TurnOfAnother(std::filesystem::path const& folder, int how)
        : file(open((folder / "lock").c_str(), O_RDWR | O_CLOEXEC))
    {
        REQUIRE(flock(file, how) == 0);
    }
    void end() { close(file); }
};

constexpr auto a_while = std::chrono::milliseconds(200); // far longer than either takes

} // namespace

TEST_CASE("what is put again while another program sweeps the same folder is there afterwards")
{
    Folder const folder;
    Store store(folder.path);
    auto const hash = store.put("gửi lại đúng lúc")->hash;
    auto const place = *store.path(hash);
    put_back(place, a_day * 2);
    // Another puts it: nothing is removed before that is done.
    TurnOfAnother putting(folder.path, LOCK_SH);
    auto swept = std::async(std::launch::async, [&] { return store.sweep({}, a_day); });
    CHECK(swept.wait_for(a_while) == std::future_status::timeout);
    put_back(place, std::chrono::seconds(0));
    putting.end();
    CHECK(swept.get() == 0);
    CHECK(store.path(hash));
    // Another looks how old it is and removes it: it is put after that.
    TurnOfAnother sweeping(folder.path, LOCK_EX);
    auto put = std::async(std::launch::async, [&] { return store.put("gửi lại đúng lúc"); });
    CHECK(put.wait_for(a_while) == std::future_status::timeout);
    std::filesystem::remove(place);
    sweeping.end();
    CHECK(put.get());
    CHECK(store.path(hash));
}
