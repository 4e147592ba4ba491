// SPDX-License-Identifier: AGPL-3.0-or-later
// What is kept between requests: pages, assets, budgets, workers, uploads.
#include "platform/http/assets.hpp"
#include "platform/http/body.hpp"
#include "platform/http/compress.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/http/rate_limit.hpp"
#include "platform/http/server_test.hpp"
#include "platform/http/workers.hpp"

#include "doctest/doctest.h"

using namespace kheo;
using namespace kheo::http;

namespace
{

Head head_of(std::string path, std::initializer_list<Field> query = {})
{
    Head head;
    head.path = std::move(path);
    for (auto const& field : query)
        head.query.add(field.name, field.value);
    return head;
}

void drop(PageCache& cache, std::string const& topic)
{
    cache.drop(std::span(&topic, 1));
}

} // namespace

TEST_CASE("the key of a page is its path and its known parameters, sorted")
{
    std::string_view const known[] = {"q", "trang"};
    CHECK(PageCache::key(head_of("/mo-hinh"), known) == "/mo-hinh");
    CHECK(PageCache::key(head_of("/a", {{"trang", "2"}, {"q", "mô hình"}, {"utm", "x"}}), known) ==
          "/a?q=m%C3%B4%20h%C3%ACnh&trang=2");
    CHECK(PageCache::key(head_of("/a", {{"q", "1&trang=2"}}), known) !=
          PageCache::key(head_of("/a", {{"q", "1"}, {"trang", "2"}}), known));
    CHECK(PageCache::key(head_of("/a", {{"q", "1"}, {"q", "2"}}), known).empty());
    CHECK(PageCache::key(head_of("/a", {{"q", std::string(600, 'x')}}), known).empty());
}

TEST_CASE("a page stays until one of its topics is dropped")
{
    PageCache cache;
    cache.put("/a", "A", {"models", "models/46"}, cache.snapshot());
    cache.put("/b", "B", {"models"}, cache.snapshot());
    cache.put("/c", "C", {}, cache.snapshot());
    drop(cache, "models/46");
    CHECK_FALSE(cache.find("/a"));
    CHECK(cache.find("/b")->plain == "B");
    drop(cache, "other");
    CHECK(cache.find("/b"));
    drop(cache, "models");
    CHECK_FALSE(cache.find("/b"));
    CHECK(cache.find("/c"));
    cache.drop_all();
    CHECK_FALSE(cache.find("/c"));
    auto const stats = cache.stats();
    CHECK(stats.pages == 0);
    CHECK(stats.bytes == 0);
    CHECK(stats.dropped == 3);
    CHECK(stats.hits == 3);
    CHECK(stats.misses == 3);
}

TEST_CASE("a page read before a drop of its topic does not enter after it")
{
    PageCache cache;
    auto const before = cache.snapshot();
    drop(cache, "models");
    CHECK(cache.put("/a", "old", {"models"}, before)->plain == "old");
    CHECK_FALSE(cache.find("/a"));
    cache.put("/b", "B", {"news"}, before);
    CHECK(cache.find("/b"));
    cache.put("/a", "new", {"models"}, cache.snapshot());
    CHECK(cache.find("/a")->plain == "new");
    auto const before_all = cache.snapshot();
    cache.drop_all();
    cache.put("/c", "old", {"anything"}, before_all);
    CHECK_FALSE(cache.find("/c"));
    CHECK(cache.stats().refused == 2);
}

TEST_CASE("a page put again replaces the old one and its topics")
{
    PageCache cache;
    cache.put("/a", "1", {"x"}, cache.snapshot());
    cache.put("/a", "2", {"y"}, cache.snapshot());
    drop(cache, "x");
    CHECK(cache.find("/a")->plain == "2");
    CHECK(cache.stats().pages == 1);
    drop(cache, "y");
    CHECK_FALSE(cache.find("/a"));
}

TEST_CASE("the cache stays within its bytes, and a page in use stays longest")
{
    PageCache cache(16 * 36'000);
    std::string const incompressible = hex(random_bytes(1000));
    cache.put("/favourite", incompressible, {"t"}, cache.snapshot());
    for (int i = 0; i < 500; ++i) {
        cache.put("/" + std::to_string(i), incompressible + std::to_string(i), {"t"}, cache.snapshot());
        if (i % 50 == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(5)); // the coarse clock's step
        cache.find("/favourite");
    }
    auto const stats = cache.stats();
    CHECK(stats.bytes <= 16 * 36'000);
    CHECK(stats.pages > 20);
    CHECK(stats.evicted + stats.pages == 501);
    CHECK(cache.find("/favourite"));
    CHECK_FALSE(cache.find("/0"));
    cache.put("/big", hex(random_bytes(20'000)), {"t"}, cache.snapshot());
    CHECK_FALSE(cache.find("/big"));
    drop(cache, "t");
    CHECK(cache.stats().pages == 0);
    CHECK(cache.stats().bytes == 0);
}

TEST_CASE("a cache without memory keeps nothing and still answers")
{
    PageCache cache(0);
    CHECK(cache.put("/a", "A", {}, cache.snapshot())->plain == "A");
    CHECK_FALSE(cache.find("/a"));
}

TEST_CASE("a page is never stale after its drop, whatever threads do")
{
    PageCache cache;
    std::atomic<int> stored = 0;  // as a commit would
    std::atomic<int> dropped = 0; // raised once the drop for it has returned
    std::atomic<int> stale = 0;
    std::atomic<bool> ended = false;
    std::vector<std::thread> readers;
    for (int t = 0; t < 3; ++t)
        readers.emplace_back([&] {
            while (!ended) {
                int const least = dropped;
                if (auto const page = cache.find("/a")) {
                    stale += std::stoi(page->plain) < least ? 1 : 0;
                    continue;
                }
                auto const snapshot = cache.snapshot();
                cache.put("/a", std::to_string(stored), {"t"}, snapshot);
            }
        });
    for (int i = 1; i <= 2000; ++i) {
        stored = i;
        drop(cache, "t");
        dropped = i;
    }
    ended = true;
    for (auto& reader : readers)
        reader.join();
    CHECK(stale == 0);
}

TEST_CASE("a small page and one that is no text are kept plain")
{
    PageCache cache;
    Head head = head_of("/a");
    head.headers.add("Accept-Encoding", "br, gzip");
    CHECK(from_cache(cache.put("/a", "A", {}, 0), head).encoding.empty());
    auto const image = cache.put("/b", std::string(5000, 'a'), {}, 0, "image/png");
    CHECK(image->brotli.empty());
    CHECK(from_cache(image, head).encoding.empty());
    CHECK(from_cache(cache.put("/c", std::string(5000, 'a'), {}, 0), head).encoding == "br");
}

TEST_CASE("an asset is sent for a year, encoded or in part")
{
    Asset const table[] = {
        {"app.css", "app-1a.css", "text/css; charset=utf-8", "0123456789", "gz", "br"},
        {"logo.png", "logo-2b.png", "image/png", "png", "", ""},
    };
    Assets const assets(table);
    CHECK(assets.address("app.css") == "/tinh/app-1a.css");
    CHECK_THROWS_AS(assets.address("app.js"), Contradiction);
    CHECK_FALSE(assets.answer(head_of("/mo-hinh")));
    CHECK(assets.answer(head_of("/tinh/none.css"))->status == 404);
    CHECK(assets.answer(head_of("/tinh/app.css"))->status == 404);
    auto head = head_of("/tinh/app-1a.css");
    auto const plain = *assets.answer(head);
    CHECK(plain.caching == Caching::forever);
    CHECK(in_memory(plain.body) == "0123456789");
    CHECK(plain.etag == "app-1a.css");
    head.headers.add("Accept-Encoding", "gzip, br");
    CHECK(in_memory(assets.answer(head)->body) == "br");
    CHECK(assets.answer(head)->etag == "app-1a.css-br");
    head.headers.add("Range", "bytes=0-1");
    CHECK(in_memory(assets.answer(head)->body) == "0123456789");
    auto logo = head_of("/tinh/logo-2b.png");
    logo.headers.add("Accept-Encoding", "br");
    CHECK(in_memory(assets.answer(logo)->body) == "png");
    head.method = Method::post;
    CHECK(assets.answer(head)->status == 405);
    Asset const twice[] = {table[0], table[0]};
    CHECK_THROWS_AS(Assets{twice}, Contradiction);
}

TEST_CASE("a budget is spent, refilled and never more than its burst")
{
    RateLimit limit;
    Budget const budget{60, 3};
    for (int i = 0; i < 3; ++i)
        CHECK_FALSE(limit.take("k", budget, {1000}));
    CHECK(limit.take("k", budget, {1000}) == 1);
    CHECK(limit.take("k", budget, {1500}) == 1);
    CHECK_FALSE(limit.take("k", budget, {2000}));
    CHECK(limit.take("k", budget, {2000}));
    CHECK_FALSE(limit.take("other", budget, {2000}));
    for (int i = 0; i < 3; ++i)
        CHECK_FALSE(limit.take("k", budget, {99'000'000}));
    CHECK(limit.take("k", budget, {99'000'000}) == 1);
    CHECK(limit.take("k", budget, {1000}) == 1); // a clock that goes back
    CHECK(limit.take("slow", {0.5, 1}, {0}) == std::nullopt);
    CHECK(limit.take("slow", {0.5, 1}, {0}) == 120);
}

TEST_CASE("one machine of an office spends its own budget, not its neighbours'")
{
    RateLimit limit;
    Budget const budget{1, 2};
    auto office = head_of("/dang-nhap");
    office.address = "203.0.113.7";
    for (int i = 0; i < 100; ++i)
        limit.take(office, "sign_in", "", "noisy", budget);
    CHECK(limit.take(office, "sign_in", "", "noisy", budget));
    CHECK_FALSE(limit.take(office, "sign_in", "", "quiet", budget));
    // The address as a whole has 20 times one budget.
    int granted = 0;
    for (int i = 0; i < 200; ++i)
        granted += limit.take(office, "sign_in", "", "device" + std::to_string(i), budget) ? 0 : 1;
    CHECK(granted == 2 * 20 - 3);
    CHECK_FALSE(limit.take(office, "search", "", "noisy", budget));
    CHECK_FALSE(limit.take(office, "sign_in", "46", "noisy", budget));
    office.over_unix_socket = true;
    for (int i = 0; i < 100; ++i)
        CHECK_FALSE(limit.take(office, "sign_in", "", "noisy", budget));
}

TEST_CASE("an IPv6 client is its /64, an IPv4 client its address")
{
    CHECK(address_prefix("2001:db8:1:2:3:4:5:6") == "2001:db8:1:2::/64");
    CHECK(address_prefix("203.0.113.7") == "203.0.113.7");
    CHECK(address_prefix("::ffff:203.0.113.7") == "203.0.113.7");
    CHECK(address_prefix("") == "");
}

TEST_CASE("the buckets stay within their number under an attack of many keys")
{
    RateLimit limit(1600);
    for (int i = 0; i < 20'000; ++i)
        limit.take("attack" + std::to_string(i), {1, 5}, {i});
    CHECK(limit.size() <= 1600);
}

TEST_CASE("workers do all that was queued before they stop, and refuse beyond their queue")
{
    std::atomic<int> done = 0;
    testing::Gate gate;
    Workers workers(1, 2);
    CHECK(workers.push([&] { gate.wait(); }));
    gate.wait_for_arrivals(1);
    CHECK(workers.push([&] { ++done; }));
    CHECK(workers.push([&] { done += Workers::here() ? 1 : 100; }));
    CHECK_FALSE(workers.push([&] { ++done; }));
    gate.open();
    workers.stop();
    CHECK(done == 2);
    CHECK_FALSE(workers.push([] {}));
    CHECK_FALSE(Workers::here());
}

TEST_CASE("an upload is hashed, counted and removed unless it is taken")
{
    testing::Folder folder;
    Upload kept;
    {
        Upload upload;
        UploadWriter writer(folder.path.string());
        writer.write("a");
        writer.write("bc");
        writer.finish(upload);
        CHECK(upload.size == 3);
        CHECK(upload.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        CHECK(folder.files_once(1) == 1);
        CHECK((std::filesystem::status(upload.file.path()).permissions() & std::filesystem::perms::all) ==
              (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
        kept = std::move(upload);
    }
    CHECK(folder.files_once(1) == 1);
    auto const path = kept.file.release();
    kept = {};
    CHECK(std::filesystem::exists(path));
    {
        UploadWriter unfinished(folder.path.string());
        unfinished.write("x");
    }
    CHECK(folder.files_once(1) == 1);
    std::ofstream(folder.path / "other");
    CHECK(remove_leftover_uploads(folder.path) == 1);
    CHECK(std::filesystem::exists(folder.path / "other"));
    CHECK_THROWS_AS(UploadWriter("/nonexistent"), std::system_error);
}

TEST_CASE("a disk that fills up while a body comes in is told as full, other failures by their number")
{
    auto const of = [](int code) {
        return failure_of(std::system_error(code, std::generic_category(), "write"));
    };
    CHECK(of(ENOSPC).id == "storage_full");
    CHECK(of(EDQUOT).status == 507);
    CHECK(of(EIO).id == "failed");
    CHECK(failure_of(std::runtime_error("x")).id == "failed");
}
