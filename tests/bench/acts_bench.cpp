// SPDX-License-Identifier: AGPL-3.0-or-later
// Durable acts per second on an embedded database: what one registration
// writes (record, year's entry, act, pending, idempotency, counter), from many
// clients with group commit against one transaction each. Prints JSON.
#include "capabilities/bodies/bodies_test.hpp"
#include "capabilities/models/models.hpp"
#include "platform/db/scratch.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fmt/format.h>
#include <latch>
#include <thread>

using namespace kheo;

namespace
{

using Steady = std::chrono::steady_clock;
constexpr auto duration = std::chrono::seconds(4);

struct Load {
    db::Scratch scratch{db::Engine::sqlite, migrations::all()};
    SystemClock clock;
    IdSource ids{clock, 1};
    acts::Actor actor{.kind = acts::ActorKind::system};
    acts::Allowed allowed = [](auto const&, auto, auto, auto) { return true; };
    models::RegisterForm form{
        {.field = "kinh_te",
         .title = "Tổ góp vốn xoay vòng",
         .situation = "18 hộ thiếu vốn làm ăn, phải vay ngoài với lãi cao.",
         .aims = "Đến 30/9/2026 có 18 hộ được vay, không còn hộ vay nặng lãi.",
         .way_of_working = "Mỗi tháng mỗi hộ góp 500.000 đồng, quay vòng theo phiếu rút công khai."},
        {1},
        2026};

    // One registration as the server does it.
    void once()
    {
        auto draws = acts::Draws(ids);
        auto const request = std::string("0123456789abcdef");
        auto const key = hex(random_bytes(16));
        scratch.store->write_now([&](db::Connection& db) -> Outcome<int> {
            draws.rewind();
            auto work = acts::Work{
                {.db = db, .actor = actor, .now = clock.now(), .allowed = allowed}, draws, request, 0};
            work.group = draws.id();
            auto const earlier = TRY(acts::earlier_answer(work, key, Bytes(32, 1)));
            auto const done = TRY(models::register_model(work, form));
            acts::count(work, "models/registered", 1);
            acts::remember_answer(work, key, Bytes(32, 1), json::text(done.value()));
            return 1;
        });
    }
};

struct Result {
    double per_second;
    double median_ms;
    double p99_ms;
};

Result measured(Load& load, int clients)
{
    std::vector<std::vector<double>> times(std::size_t(clients) + 0);
    auto begin = std::latch(clients + 1);
    std::atomic<bool> ending = false;
    std::vector<std::thread> threads;
    for (int client = 0; client < clients; ++client)
        threads.emplace_back([&, client] {
            begin.arrive_and_wait();
            while (!ending) {
                auto const from = Steady::now();
                load.once();
                times[std::size_t(client)].push_back(
                    std::chrono::duration<double, std::milli>(Steady::now() - from).count());
            }
        });
    begin.arrive_and_wait();
    std::this_thread::sleep_for(duration);
    ending = true;
    for (auto& thread : threads)
        thread.join();
    std::vector<double> all;
    for (auto const& of_client : times)
        all.insert(all.end(), of_client.begin(), of_client.end());
    std::ranges::sort(all);
    return {double(all.size()) / std::chrono::duration<double>(duration).count(), all[all.size() / 2],
            all[all.size() * 99 / 100]};
}

} // namespace

int main()
{
    testing::put_one_body();
    auto load = Load();
    load.once();
    fmt::print("[");
    for (auto const* separator = ""; auto const clients : {1, 64, 1, 64, 1, 64}) {
        auto const result = measured(load, clients);
        fmt::print("{}\n {{\"clients\": {}, \"acts_per_second\": {:.0f}, \"median_ms\": {:.2f}, \"p99_ms\": "
                   "{:.2f}}}",
                   separator, clients, result.per_second, result.median_ms, result.p99_ms);
        separator = ",";
    }
    fmt::print("\n]\n");
}
