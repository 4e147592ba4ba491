// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/postgres_store.hpp"

#include "platform/db/pool.hpp"
#include "platform/db/postgres_session.hpp"
#include "platform/db/queue.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <mutex>
#include <random>
#include <shared_mutex>
#include <thread>

namespace kheo::db
{

namespace
{

constexpr int most_attempts = 10;
constexpr int most_beside = 4; // attempts beside other verbs; the later ones run alone

// Random, so that two colliding verbs do not collide again; longer each time.
void wait_before(int attempt)
{
    thread_local std::minstd_rand random{std::random_device{}()};
    auto const most = std::min(500'000, 2'000 << attempt);
    std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution(0, most)(random)));
}

// What the transaction died of decides, not what the verb made of it.
bool may_run_again(std::exception_ptr const& error)
{
    try {
        if (error)
            std::rethrow_exception(error);
    } catch (Failure const& failure) {
        return failure.kind == Failure::Kind::conflict || failure.kind == Failure::Kind::lost;
    } catch (...) {
    }
    return false;
}

class PostgresStore final : public Store
{
  public:
    explicit PostgresStore(Options options)
        : options_(std::move(options)), queue_(options_.queue_limit),
          readers_(options_, Role::reader, options_.readers > 0 ? options_.readers : 8)
    {
        for (int at = 0; at < std::max(1, options_.writers); ++at)
            threads_.emplace_back([this] { work(); });
    }

    ~PostgresStore() override
    {
        queue_.close();
        for (auto& thread : threads_)
            thread.join();
    }

    void write(Job job, Done done, Isolation isolation) override
    {
        Queued verb{std::move(job), std::move(done), isolation};
        if (queue_.push(verb))
            return;
        verb.result.error = std::make_exception_ptr(Failure(Failure::Kind::busy, "the write queue is full"));
        finish(verb, options_);
    }

    void backup(std::filesystem::path const& file) override { dump(file); }
    Engine engine() const override { return Engine::postgres; }

  protected:
    std::unique_ptr<Session> admin() override { return connect(options_, Role::admin); }

    void read_with(std::function<void(Connection&)> const& work) override
    {
        auto const lease = readers_.take();
        auto const job = [&](Connection& db) { return work(db), Verdict::commit; };
        int attempts = 0;
        run(*lease, Role::reader, job, attempts);
    }

  private:
    void work();
    Verdict run(Session& session, Role role, Job const& job, int& attempts);

    Options options_;
    Queue queue_;
    Pool readers_;
    // A long verb collides with whatever short ones do meanwhile, each time it
    // is tried. `turn_` keeps new ones back while one waits to run alone.
    std::mutex turn_;
    std::shared_mutex running_;
    std::vector<std::thread> threads_;
};

void PostgresStore::work()
{
    auto const session = connect(options_, Role::writer);
    while (auto verb = queue_.wait()) {
        try {
            auto const role = verb->isolation == Isolation::serial ? Role::writer : Role::snapshot_writer;
            verb->result.verdict = run(*session, role, verb->job, verb->result.attempts);
        } catch (...) {
            verb->result.error = std::current_exception();
        }
        verb->job = nullptr;
        finish(*verb, options_);
    }
}

Verdict PostgresStore::run(Session& session, Role role, Job const& job, int& attempts)
{
    for (;;) {
        std::shared_lock<std::shared_mutex> beside;
        std::unique_lock<std::shared_mutex> alone;
        if (role != Role::reader) {
            std::scoped_lock const turn(turn_);
            if (attempts < most_beside)
                beside = std::shared_lock(running_);
            else
                alone = std::unique_lock(running_);
        }
        auto const began = std::chrono::steady_clock::now();
        try {
            session.start(++attempts);
            session.begin(role);
            auto const verdict = job(session);
            if (session.ended())
                std::rethrow_exception(session.ended());
            verdict == Verdict::commit ? session.commit() : session.rollback();
            if (role != Role::reader)
                warn_if_slow(session, began, options_);
            return verdict;
        } catch (...) {
            auto const again = may_run_again(session.ended()) && attempts < most_attempts;
            session.rollback();
            if (!again)
                throw;
        }
        beside = {};
        alone = {};
        wait_before(attempts);
    }
}

} // namespace

std::unique_ptr<Session> connect_postgres(Options const& options, Role role)
{
    // One catalogue of indexes for each address, however many connections.
    static std::mutex mutex;
    static std::map<std::string, std::weak_ptr<UniqueIndexes>> known;
    std::shared_ptr<UniqueIndexes> indexes;
    {
        std::scoped_lock const lock(mutex);
        indexes = known[options.url].lock();
        if (!indexes)
            known[options.url] = indexes = std::make_shared<UniqueIndexes>(options.url);
    }
    return std::make_unique<PostgresSession>(options, role, std::move(indexes));
}

std::unique_ptr<Store> open_postgres(Options options)
{
    auto const session = connect(options, Role::admin);
    if (!options.migrations.empty())
        check_schema(*session, options.migrations);
    else
        transact(*session, Role::reader, [] {}); // is it there?
    return std::make_unique<PostgresStore>(std::move(options));
}

} // namespace kheo::db
