// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/installation.hpp"

#include "capabilities/areas/areas.hpp"
#include "capabilities/bodies/bodies.hpp"
#include "capabilities/ledger/ledger.hpp"
#include "capabilities/models/models.hpp"
#include "platform/http/assets.hpp"
#include "platform/log/log.hpp"
#include "programs/shell.hpp"
#include "web/assets.hpp"

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

// Only the operator's account can open the socket (mode 0600).
routes::Session session_of(http::Head const& head)
{
    if (head.over_unix_socket)
        return {.actor = {.kind = acts::ActorKind::system, .name = "Người vận hành"}, .by_browser = false};
    return {};
}

std::optional<http::Response> direct(http::Head const& head)
{
    static auto const assets = [] {
        static std::vector<http::Asset> table;
        for (auto const& asset : web::assets())
            table.push_back({asset.name, asset.address.substr(asset.address.rfind('/') + 1), asset.type,
                             asset.bytes, asset.gzip, asset.brotli});
        return http::Assets(table);
    }();
    if (head.path == "/healthz" && head.reads())
        return http::text(200, "ok\n");
    return assets.answer(head);
}

bool allowed(acts::Actor const& actor, acts::Permission, acts::Place, Date)
{
    return actor.kind == acts::ActorKind::system;
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

Installation::Installation(config::Config config, Clock& clock)
    : config_(std::move(config)), clock_(clock), ids_(clock, config_.node)
{
    std::filesystem::create_directories(config_.data);
    store_ = db::Store::open(
        {.url = database_of(config_), .migrations = migrations::all(), .warn = [](std::string const& what) {
             log::write(log::Level::warning, "db", {{"what", what}});
         }});
    load();
    table_ = std::make_unique<routes::Table>(std::vector<std::span<routes::Row const>>{
        areas::rows(), bodies::rows(), models::rows(), ledger::rows()});
    auto const origin = config_.ledger_name.empty() ? "localhost/kheo" : config_.ledger_name;
    sequencer_ = std::make_unique<ledger::Sequencer>(
        *store_, clock_, ledger::LogKey{origin, ledger::load_or_make_seed(config_.data)}, config_.node,
        config_.data);
    auto site = routes::Site{
        .session_of = session_of,
        .allowed = allowed,
        .direct = direct,
        .shell = [this](auto const& page, auto const& context) { return shell(config_, page, context); },
        .problem_page = problem_page,
        .changed = [this](auto const& topics) { changed(topics); },
        .violations = {{"entries(tenant,model,year)", models::problems::already_registered}},
    };
    dispatcher_ = std::make_unique<routes::Dispatcher>(routes::Engine{*store_, clock_, ids_}, std::move(site),
                                                       *table_, std::size_t(config_.page_cache_mb) << 20);
    sequencer_->integrate();
    sequencer_->start();
}

Installation::~Installation()
{
    stop();
}

void Installation::load()
{
    store_->read([](db::Connection& db) {
        areas::put_atlas(areas::load_atlas(db));
        bodies::put_directory(bodies::load_directory(db));
    });
}

void Installation::changed(std::vector<std::string> const& topics)
{
    auto const touches = [&](std::string_view topic) {
        return std::ranges::find(topics, topic) != topics.end();
    };
    if (touches("areas") || touches("bodies"))
        load();
    if (sequencer_)
        sequencer_->wake();
}

void Installation::serve(bool tcp)
{
    server_ = std::make_unique<http::Server>(
        http::Options{.address = config_.address,
                      .port = config_.port,
                      .tcp = tcp,
                      .unix_socket = socket_of(config_).string(),
                      .threads = config_.threads,
                      .workers = config_.workers,
                      .temp_folder = std::filesystem::temp_directory_path().string(),
                      .trusted_proxy = config_.trusted_proxy},
        *dispatcher_, clock_);
}

void Installation::listen()
{
    serve(true);
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
    if (server_)
        server_->stop();
    if (sequencer_) {
        sequencer_->stop();
        sequencer_->integrate();
    }
}

} // namespace kheo
