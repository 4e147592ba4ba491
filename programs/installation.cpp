// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/installation.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/advice/advice.hpp"
#include "capabilities/demo/demo.hpp"
#include "capabilities/ledger/check.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/sessions/sessions.hpp"
#include "platform/files/shelf.hpp"
#include "platform/log/log.hpp"
#include "programs/indexing.hpp"
#include "programs/rows.hpp"
#include "programs/shell.hpp"
#include "programs/working.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace kheo
{

namespace
{

constexpr int readers_at_once = 3; // files of imports; as many as kheo-extract runs together

// On the disk of the data by default: where uploads end up, and with room.
std::filesystem::path temp_folder(config::Config const& config)
{
    auto folder =
        config.temp.empty() ? std::filesystem::path(config.data) / "tmp" : std::filesystem::path(config.temp);
    std::filesystem::create_directories(folder);
    http::remove_leftover_uploads(folder.string()); // of a program that was killed
    return folder;
}

// What any session or account topic begins with.
bool is_of_people(std::string const& topic)
{
    return topic.starts_with("session/") || topic.starts_with("account");
}

bool is_of_erasure(std::string const& topic)
{
    return topic.starts_with(acts::erased_topic);
}

void introduce_sessions(config::Config const& config, routes::Table const& table)
{
    auto const has_home = table.find(http::Method::get, "/can-bo").row != nullptr;
    sessions::put_settings({.name = config.site_name,
                            .home = has_home ? "/can-bo" : "/can-bo/toi",
                            .demo = config.demo,
                            .reminders = reminders::words_of_own});
}

std::string trouble_of_sandbox()
{
    auto& extractor = files::shelf().extractor;
    auto const report = extractor.probe();
    if (report)
        return {};
    log::write(log::Level::error, "files", {{"sandbox", extractor.failure()}});
    return report.error().sentence;
}

} // namespace

std::optional<Lock> Lock::take(std::filesystem::path const& folder)
{
    std::filesystem::create_directories(folder);
    auto const descriptor = ::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        throw std::system_error(errno, std::generic_category(), "lock");
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return Lock(descriptor);
    ::close(descriptor);
    return std::nullopt;
}

Lock::Lock(Lock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

Lock::~Lock()
{
    if (descriptor_ >= 0)
        ::close(descriptor_);
}

std::filesystem::path socket_of(config::Config const& config)
{
    return std::filesystem::path(config.data) / "kheo.sock";
}

std::string database_of(config::Config const& config)
{
    return config.database.empty() ? "sqlite:" + (std::filesystem::path(config.data) / "kheo.db").string()
                                   : config.database;
}

std::string ledger_name_of(config::Config const& config)
{
    if (!config.ledger_name.empty())
        return config.ledger_name;
    auto const scheme = config.origin.find("://");
    return (scheme == std::string::npos ? "localhost" : config.origin.substr(scheme + 3)) + "/kheo";
}

Installation::Installation(config::Config config, Clock& clock)
    : config_(std::move(config)), clock_(clock), erasures_(std::filesystem::path(config_.data) / "erasures"),
      ids_(clock, config_.node)
{
    std::filesystem::create_directories(config_.data);
    store_ = db::Store::open(
        {.url = database_of(config_), .migrations = migrations::all(), .warn = [](std::string const& what) {
             log::write(log::Level::warning, "db", {{"what", what}});
         }});
    if (store_->engine() == db::Engine::postgres) // one program alone works on an embedded database
        follower_ = std::make_unique<Follower>(*store_, config_.node);
    files::put_shelf(std::make_unique<files::Shelf>(std::filesystem::path(config_.data) / "files"));
    write_erasures();
    load_places(*store_);
    hold_lists(*store_);
    take_over_demo();
    table_ = std::make_unique<routes::Table>(all_rows());
    ledger::put_projections(all_projections(), all_comparisons());
    put_neighbours_of_models();
    introduce(config_, *table_, local_date(clock_.now()),
              [this] { return sandbox_ ? sandbox_->trouble() : std::string(); });
    desk_ = std::make_unique<sessions::Desk>(*store_, clock_);
    introduce_sessions(config_, *table_);
    put_origin(config_.port);
    sequencer_ = std::make_unique<ledger::Sequencer>(
        *store_, clock_, ledger::LogKey{ledger_name_of(config_), ledger::load_or_make_seed(config_.data)},
        config_.node, config_.data);
    auto site = routes::Site{
        .session_of = [this](http::Head const& head) { return desk_->session_of(head); },
        .allowed = accounts::allowed,
        .direct = direct,
        .shell = [this](auto const& page,
                        auto const& context) { return shell(config_, *table_, page, context); },
        .problem_page = problem_page,
        .changed = [this](auto const& topics) { changed(topics); },
        .sign_in_page = sessions::sign_in_page,
        .send_again = sessions::send_again,
        .budgets = {.reads = routes::budget_of(double(config_.reads_per_minute)),
                    .writes = routes::budget_of(double(config_.writes_per_minute))},
        .most_file_bytes = std::uint64_t(config_.upload_mb) << 20,
        .unrecorded = unrecorded_tables(),
        .violations = {{"accounts(tenant,login)", accounts::problems::login_taken},
                       {"entries(tenant,model,year)", models::problems::already_registered}},
    };
    dispatcher_ = std::make_unique<routes::Dispatcher>(routes::Engine{*store_, clock_, ids_}, std::move(site),
                                                       *table_, std::size_t(config_.page_cache_mb) << 20);
    if (follower_)
        follower_->start([this](auto const& topics) {
            dispatcher_->changed(topics);
            write_erasures(); // what another node erased is in the list of each
        });
    sequencer_->integrate();
    sequencer_->start();
    keep_sweeping(*store_, clock_, ids_);
    runner_ = std::make_unique<jobs::Runner>(
        *store_, clock_, config_.node,
        all_handlers(*store_, clock_, ids_, ending_.get_token(),
                     [this](auto const& topics) { dispatcher_->changed(topics); }));
    runner_->start(readers_at_once);
}

Installation::~Installation()
{
    stop();
}

// A database that holds the demo is served as one, whatever the file says.
void Installation::take_over_demo()
{
    config_.demo = config_.demo || store_->read(demo::is_demo);
    if (config_.demo && config_.province.empty())
        config_.province = demo::home_code;
}

// The list beside the database, completed from it: after each erasure, and at
// the start where the program ended between the commit and the list.
void Installation::write_erasures()
{
    erasures_.add(store_->read(acts::erased_in));
}

void Installation::changed(std::vector<std::string> const& topics)
{
    auto const touches = [&](std::string_view topic) {
        return std::ranges::find(topics, topic) != topics.end();
    };
    if (std::ranges::any_of(topics, is_of_people)) // first: it cannot fail
        desk_->forget();
    if (touches("areas") || touches("bodies"))
        load_places(*store_);
    follow_lists(*store_, topics, clock_.now());
    if (auto const held = advice::held())
        held->changed(topics);
    if (sequencer_)
        sequencer_->wake();
    if (runner_ && touches(jobs::topic))
        runner_->wake();
    if (post_ && touches(reminders::topic))
        post_->wake();
    if (std::ranges::any_of(topics, is_of_erasure)) {
        try {
            write_erasures();
        } catch (std::exception const& error) {
            // The erasure is committed; the next start completes the list.
            log::incident("erasures", error);
        }
    }
}

void Installation::serve(bool tcp)
{
    if (auto const sound = config::checked(config_); tcp && !sound)
        throw std::runtime_error(sound.error().sentence);
    server_ = std::make_unique<http::Server>(
        http::Options{.address = config_.address,
                      .port = config_.port,
                      .tcp = tcp,
                      .unix_socket = socket_of(config_).string(),
                      .threads = config_.threads,
                      .workers = config_.workers,
                      .limits = {.connections = std::size_t(config_.connections),
                                 .connections_per_address = std::size_t(config_.connections_per_address)},
                      .temp_folder = temp_folder(config_).string(),
                      .trusted_proxy = config_.trusted_proxy},
        *dispatcher_, clock_);
    if (tcp)
        put_origin(port());
}

// Links must lead somewhere also where no public address is configured.
void Installation::put_origin(unsigned short port)
{
    accounts::put_origin(config_.origin.empty() ? "http://" + config_.address + ":" + std::to_string(port)
                                                : config_.origin);
}

void Installation::listen()
{
    sandbox_ = std::make_unique<SandboxWatch>(trouble_of_sandbox);
    indexing_ = std::jthread([this](std::stop_token const& stop) {
        try {
            index_where_needed(*store_, clock_, stop);
        } catch (std::exception const& error) {
            log::incident("search", error);
        }
    });
    auto const held = std::make_shared<advice::Held>(models::advice_source(), *store_);
    advice::put_held(held);
    held->start();
    serve(true);
    if (reminders::settings().on()) { // its links lead to where it listens
        post_ = std::make_unique<reminders::Post>(*store_, clock_, ids_, config_.node, accounts::allowed);
        post_->start();
    }
}

void Installation::listen_privately()
{
    serve(false);
}

unsigned short Installation::port() const
{
    return server_->port();
}

void Installation::stop()
{
    follower_.reset();
    if (post_)
        post_->stop();
    indexing_.request_stop();
    ending_.request_stop();
    if (auto const held = advice::held()) {
        held->stop();
        advice::put_held(nullptr);
    }
    if (server_)
        server_->stop();
    forget_lists();
    if (indexing_.joinable())
        indexing_.join();
    if (runner_)
        runner_->stop();
    if (sequencer_) {
        sequencer_->stop();
        sequencer_->lead(); // what still waits; a full disk leaves it for the next start
    }
}

} // namespace kheo
