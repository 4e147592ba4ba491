// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/restoring.hpp"

#include "capabilities/ledger/restore.hpp"
#include "programs/indexing.hpp"
#include "programs/installation.hpp"
#include "programs/keeping.hpp"
#include "programs/rows.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <iostream>
#include <sstream>

namespace kheo
{

namespace
{

namespace fs = std::filesystem;

constexpr char const* unknown_checkpoint =
    "Thư mục dữ liệu không có điểm chốt nào của sổ kiểm chứng đã công bố, nên chưa biết bản sao lưu này có "
    "cũ "
    "hơn sổ đã công bố hay không. Xin chọn một:\n"
    "  --checkpoint TỆP      tệp có điểm chốt mới nhất, do đơn vị cùng xác nhận hoặc `kheo-verify` giữ;\n"
    "                        máy chủ đã dừng trước lúc sao lưu thì dùng checkpoint.last trong bản sao lưu\n"
    "  --new-log             không ai biết: mở sổ mới, dòng đầu ghi rõ chỗ đứt\n";

std::string contents(fs::path const& file)
{
    auto in = std::ifstream(file, std::ios::binary);
    auto text = std::ostringstream();
    text << in.rdbuf();
    return text.str();
}

std::unique_ptr<db::Store> open(std::string const& url)
{
    return db::Store::open({.url = url, .readers = 1, .migrations = migrations::all()});
}

void copy_if_there(fs::path const& from, fs::path const& to)
{
    if (fs::exists(from))
        fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
}

// The size a signed checkpoint speaks of; -1 where it is none.
std::int64_t size_of(std::string const& note)
{
    auto const parsed = merkle::parse_note(note);
    auto const checkpoint =
        parsed ? merkle::parse_checkpoint(parsed->text) : refuse(kheo::problems::not_found);
    return checkpoint ? std::int64_t(checkpoint->size) : -1;
}

// What the old database still knows of the ledger beyond the backup; one that
// cannot be read gives nothing.
std::vector<ledger::SeenLeaf> salvage(std::string const& url, std::int64_t first)
{
    try {
        return ledger::leaves_from(*open(url), first);
    } catch (std::exception const& error) {
        std::cerr << fmt::format(
            "Không đọc được cơ sở dữ liệu cũ ({}); sổ cũ chỉ còn phần có trong bản sao lưu.\n", error.what());
        return {};
    }
}

std::int64_t size_of_log(db::Store& store)
{
    auto const all = ledger::leaves_from(store, 0);
    return all.empty() ? 0 : all.back().leaf + 1;
}

void set_aside(fs::path const& data, std::string const& day)
{
    for (auto const* const name : {"kheo.db", "kheo.db-wal", "kheo.db-shm"})
        if (fs::exists(data / name))
            fs::rename(data / name, data / fmt::format("{}.truoc-{}", name, day));
}

// Where the old one is: beside the new one, or where the operator says.
std::string old_database(config::Config const& config, Restoring const& how)
{
    auto const embedded = fs::path(config.data) / "kheo.db";
    if (!how.old_database.empty())
        return how.old_database;
    return config.database.empty() && fs::exists(embedded) ? "sqlite:" + embedded.string() : "";
}

// Erases again what was erased after the backup. Returns how many were.
int erase_again(db::Store& store, std::vector<acts::Erased> const& erased, Clock& clock, int node)
{
    auto ids = IdSource(clock, node);
    auto const known = all_erasables();
    int count = 0;
    for (auto const& one : erased) {
        auto const how = std::ranges::find(known, one.object_kind, &acts::Erasable::object_kind);
        if (how == known.end())
            throw std::runtime_error(fmt::format(
                "Danh sách đã xóa có loại “{}” mà bản chương trình này không biết.", one.object_kind));
        std::vector<std::string> topics;
        count += run_as_operator(store, ids, clock.now(), topics,
                                 [&](acts::Work& work) { return how->erase(work, one.object) ? 1 : 0; });
    }
    return count;
}

// A restore under way: into a new database, which takes its place at the end.
class Restore
{
  public:
    Restore(config::Config const& config, Restoring const& how)
        : config_(config), how_(how), place_(how.folder), data_(config.data),
          fresh_(config.database.empty() ? data_ / "kheo.db.moi" : fs::path())
    {
    }

    // The newest checkpoint known: of the data folder, or given.
    bool find_checkpoint()
    {
        auto const here = contents(data_ / "checkpoint.last");
        auto const given = how_.checkpoint.empty() ? std::string() : contents(how_.checkpoint);
        if (!how_.checkpoint.empty() && size_of(given) < 0)
            throw std::runtime_error("Tệp " + how_.checkpoint + " không phải một điểm chốt.");
        auto const backed_up = contents(place_ / "checkpoint.last");
        for (auto const& note : {here, given, backed_up})
            if (size_of(note) > size_of(known_))
                known_ = note;
        // Nothing was ever published: the backup comes from before the first leaf.
        return how_.new_log || known_.empty() || !here.empty() || !given.empty();
    }

    ledger::Continuation run(Clock& clock)
    {
        remove_fresh();
        auto const url = fresh_.empty() ? config_.database : "sqlite:" + fresh_.string();
        db::Store::restore({.url = url, .migrations = migrations::all()}, place_ / "database.kheo");
        auto const store = open(url);
        auto const old = old_database(config_, how_);
        auto const seen = old.empty() ? std::vector<ledger::SeenLeaf>() : salvage(old, size_of_log(*store));
        for (auto const* const name : {"ledger.key", "files"})
            copy_if_there(place_ / name, data_ / name);
        auto const continuation = ledger::continue_log(
            *store, clock, {ledger_name_of(config_), ledger::load_or_make_seed(data_)}, known_, seen,
            how_.new_log ? ledger::Newest::unknown : ledger::Newest::known);
        auto const list = acts::Erasures(data_ / "erasures");
        list.add(acts::Erasures(place_ / "erasures").all());
        load_places(*store);
        erased_ = erase_again(*store, list.all(), clock, config_.node);
        // A portable dump leaves out what can be made from the rest.
        index_where_needed(*store, clock, {});
        return continuation;
    }

    // From here on the restored database is the one in use.
    void take_its_place(std::string const& day, ledger::Continuation continuation)
    {
        if (!fresh_.empty()) {
            set_aside(data_, day);
            for (auto const* const ending : {"", "-wal", "-shm"})
                if (fs::exists(fresh_.string() + ending))
                    fs::rename(fresh_.string() + ending, (data_ / "kheo.db").string() + ending);
        }
        if (continuation == ledger::Continuation::new_log)
            fs::remove(data_ / "checkpoint.last");
    }

    int erased() const { return erased_; }

  private:
    void remove_fresh() const
    {
        for (auto const* const ending : {"", "-wal", "-shm"})
            if (!fresh_.empty())
                fs::remove(fresh_.string() + ending);
    }

    config::Config const& config_;
    Restoring const& how_;
    fs::path place_;
    fs::path data_;
    fs::path fresh_; // of an embedded database
    std::string known_;
    int erased_ = 0;
};

} // namespace

int restore(config::Config const& config, Restoring const& how)
{
    auto const lock = Lock::take(config.data);
    if (!lock) {
        std::cerr << "Máy chủ đang chạy. Xin dừng máy chủ rồi mới khôi phục.\n";
        return 1;
    }
    if (!fs::exists(fs::path(how.folder) / "database.kheo")) {
        std::cerr << fmt::format("{} không phải một bản sao lưu: không có database.kheo.\n", how.folder);
        return 1;
    }
    auto clock = SystemClock();
    auto restore = Restore(config, how);
    if (!restore.find_checkpoint()) {
        std::cerr << unknown_checkpoint;
        return 1;
    }
    auto const continuation = restore.run(clock);
    restore.take_its_place(day_stamp(clock.now()), continuation);
    if (restore.erased() > 0)
        std::cout << fmt::format("Đã xóa lại {} mục được xóa sau bản sao lưu này.\n", restore.erased());
    std::cout << (continuation == ledger::Continuation::same_log
                      ? "Đã khôi phục. Sổ kiểm chứng viết tiếp.\n"
                      : "Đã khôi phục. Bản sao lưu có thể cũ hơn sổ kiểm chứng đã công bố: sổ mới được mở, "
                        "dòng đầu ghi rõ chỗ đứt; sổ cũ vẫn đọc được.\n");
    return 0;
}

} // namespace kheo
