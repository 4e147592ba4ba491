// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/sqlite_store.hpp"

#include "platform/db/pool.hpp"
#include "platform/db/queue.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sqlite3.h>
#include <thread>
#include <unistd.h>

namespace kheo::db
{

namespace
{

using std::chrono::steady_clock;

constexpr Statement savepoint{"db.savepoint", "SAVEPOINT verb", ""};
constexpr Statement release{"db.release", "RELEASE verb", ""};
constexpr Statement undo{"db.undo", "ROLLBACK TO verb", ""};

// A batch ends when it is this long, so that its first verb's answer does not
// wait for too many others.
constexpr std::size_t most_in_batch = 500;
constexpr auto longest_batch = std::chrono::milliseconds(10);

class SqliteStore final : public Store
{
  public:
    explicit SqliteStore(Options options)
        : options_(std::move(options)), queue_(options_.queue_limit),
          writer_(sqlite_path(options_.url), options_, Role::writer),
          readers_(options_, Role::reader,
                   options_.readers > 0 ? options_.readers
                                        : std::max(2, int(std::thread::hardware_concurrency()))),
          thread_([this] { work(); })
    {
    }

    ~SqliteStore() override
    {
        queue_.close();
        thread_.join();
    }

    void write(Job job, Done done, Isolation isolation) override
    {
        Queued verb{std::move(job), std::move(done), isolation};
        if (queue_.push(verb))
            return;
        verb.result.error = std::make_exception_ptr(Failure(Failure::Kind::busy, "the write queue is full"));
        finish(verb, options_);
    }

    void backup(std::filesystem::path const& file) override { copy_sqlite(sqlite_path(options_.url), file); }
    Engine engine() const override { return Engine::sqlite; }

  protected:
    std::unique_ptr<Session> admin() override { return connect(options_, Role::admin); }

    bool on_only_writer() const override { return std::this_thread::get_id() == thread_.get_id(); }

    void read_with(std::function<void(Connection&)> const& work) override
    {
        auto const lease = readers_.take();
        transact(*lease, Role::reader, [&] { work(*lease); });
    }

  private:
    void work();
    bool run_batch(std::optional<Queued> first, std::vector<Queued>& batch);
    void run_alone(Queued& verb);
    void run_verb(Queued& verb);

    Options options_;
    Queue queue_;
    SqliteSession writer_; // used by thread_ only; closed last, so that it folds the log in
    Pool readers_;
    std::thread thread_;
};

void SqliteStore::work()
{
    while (auto first = queue_.wait()) {
        std::vector<Queued> batch;
        if (!run_batch(std::move(first), batch))
            for (auto& verb : batch)
                run_alone(verb);
        for (auto& verb : batch)
            finish(verb, options_);
    }
}

// True when all of the batch is durable. Otherwise nothing of it is stored,
// refusals included, since they may rest on what an earlier verb had stored.
bool SqliteStore::run_batch(std::optional<Queued> first, std::vector<Queued>& batch)
{
    auto const until = steady_clock::now() + longest_batch;
    batch.push_back(std::move(*first));
    try {
        writer_.start(1);
        writer_.begin(Role::writer);
        run_verb(batch.back());
        while (batch.size() < most_in_batch && steady_clock::now() < until) {
            auto next = queue_.next();
            if (!next)
                break;
            batch.push_back(std::move(*next));
            run_verb(batch.back());
        }
        writer_.start(1);
        writer_.commit();
        return true;
    } catch (...) {
        writer_.rollback();
        return false;
    }
}

void SqliteStore::run_alone(Queued& verb)
{
    try {
        writer_.start(1);
        writer_.begin(Role::writer);
        run_verb(verb);
        writer_.start(1);
        writer_.commit();
    } catch (...) {
        writer_.rollback();
        verb.result.error = std::current_exception();
    }
}

// One verb in its savepoint. What the verb throws is its own result; what this
// throws is the end of the whole transaction.
void SqliteStore::run_verb(Queued& verb)
{
    auto const began = steady_clock::now();
    writer_.start(++verb.result.attempts);
    writer_.run_plain(savepoint);
    verb.result.error = nullptr;
    try {
        verb.result.verdict = verb.job(writer_);
        verb.result.error = writer_.ended();
    } catch (...) {
        verb.result.error = std::current_exception();
    }
    warn_if_slow(writer_, began, options_);
    if (!writer_.in_transaction())
        std::rethrow_exception(
            verb.result.error ? verb.result.error
                              : std::make_exception_ptr(Failure(Failure::Kind::other, "transaction lost")));
    if (verb.result.error || verb.result.verdict == Verdict::rollback)
        writer_.run_plain(undo);
    writer_.run_plain(release);
}

} // namespace

std::string sqlite_path(std::string const& url)
{
    auto path = url.substr(std::string_view("sqlite:").size());
    if (path.starts_with("//")) // sqlite:///path as well as sqlite:/path
        path.erase(0, 2);
    return path;
}

std::unique_ptr<Session> connect_sqlite(Options const& options, Role role)
{
    auto const file = sqlite_path(options.url);
    // The file is the operator's alone; SQLite gives its log the same rights.
    // Only a new file is opened here: closing one that SQLite holds would drop
    // all POSIX locks of this process on it, and whoever reads the file next
    // would take the log away from under the writer (sqlite.org/howtocorrupt, 2.2).
    if (int const made = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600); made >= 0)
        ::close(made);
    return std::make_unique<SqliteSession>(file, options, role);
}

std::unique_ptr<Store> open_sqlite(Options options)
{
    if (!options.migrations.empty()) {
        check_schema(*connect(options, Role::admin), options.migrations);
        Store::migrate(options);
    } else
        connect(options, Role::admin);
    return std::make_unique<SqliteStore>(std::move(options));
}

void copy_before(Options const& options, Migration const& migration)
{
    auto const file = std::filesystem::path(sqlite_path(options.url));
    auto const name = file.filename().string() + ".before-" + std::string(migration.name);
    auto const folder = options.backup_folder.empty() ? file.parent_path() : options.backup_folder;
    std::filesystem::create_directories(std::filesystem::absolute(folder));
    copy_sqlite(file, folder / name);
}

void copy_sqlite(std::string const& from, std::filesystem::path const& to)
{
    auto const part = to.string() + ".part";
    std::filesystem::remove(part);
    {
        Options unlimited{.url = "sqlite:" + from, .read_limit_ms = 1'000'000'000};
        SqliteSession source(from, unlimited, Role::reader);
        SqliteSession copy(part, unlimited, Role::admin);
        copy.script("PRAGMA journal_mode = DELETE");
        // A snapshot held open: without it each commit of the writer would
        // make the copy begin again.
        source.begin(Role::reader);
        source.script("SELECT count(*) FROM sqlite_schema");
        auto* const copying = sqlite3_backup_init(copy.raw(), "main", source.raw(), "main");
        while (copying != nullptr && sqlite3_backup_step(copying, 4096) == SQLITE_OK) {
        }
        auto const code = copying == nullptr ? SQLITE_ERROR : sqlite3_backup_finish(copying);
        if (code != SQLITE_OK)
            throw Failure(Failure::Kind::other, std::string("backup: ") + sqlite3_errmsg(copy.raw()));
        source.rollback();
        copy.script("PRAGMA journal_mode = DELETE");
        constexpr Statement check{"db.quick_check", "PRAGMA quick_check(1)", ""};
        if (copy.one<std::string>(check) != "ok")
            throw Failure(Failure::Kind::other, "backup: the copy is damaged");
    }
    put_in_place(part, to);
}

} // namespace kheo::db
