// SPDX-License-Identifier: AGPL-3.0-or-later
// One function, top to bottom, no registered middleware: the row, who asks,
// the forged form, the permission, decoding, slow work; then the verb's
// transaction; then the answer as a page or as JSON from the same result.
#pragma once

#include "platform/http/page_cache.hpp"
#include "platform/http/server.hpp"
#include "platform/routes/later.hpp"
#include "platform/routes/site.hpp"
#include "platform/routes/table.hpp"

#include "platform/db/db.hpp"

#include <memory>

namespace kheo::routes
{

// The database, time and ids of the running program.
struct Engine {
    db::Store& store;
    Clock& clock;
    IdSource& ids;
};

class Dispatcher final : public http::Dispatcher
{
  public:
    Dispatcher(Engine engine, Site site, Table const& table, std::size_t cache_bytes);

    http::Plan plan(http::Head const& head) override;
    void answer(std::shared_ptr<http::Exchange> exchange) override;
    http::Response refuse(http::Head const& head, Problem const& problem) override;

    http::PageCache& cache() { return cache_; }
    // Drops what is kept of these topics; for acts committed outside a request.
    void changed(std::vector<std::string> const& topics);

  private:
    struct Asked;
    using Call = std::shared_ptr<Asked>;

    void send_wait(Call const& call);
    Outcome<void> admit(Call const& call) const;
    void read(Call const& call);
    void write(Call const& call);
    void written(Call const& call, db::Written const& written);
    Outcome<Done> verb(Call const& call, Work& work);
    Outcome<Done> housekeeping(Call const& call, Work& work);
    void show_again(Call const& call, Problem const& problem);
    void send_problem(Call const& call, Problem const& problem);
    void send_done(Call const& call);
    void resume(Call const& call);
    http::Response problem_answer(http::Head const& head, Problem const& problem,
                                  Session const& session) const;
    http::Response page_answer(Call const& call, Page page);
    void send(Call const& call, http::Response response);

    Engine engine_;
    Site site_;
    Table const& table_;
    http::PageCache cache_;
    Limits limits_;
    Later later_; // last: its threads end before what they use
};

} // namespace kheo::routes
