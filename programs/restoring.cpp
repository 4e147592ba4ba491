// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/restoring.hpp"

#include "capabilities/ledger/restore.hpp"
#include "capabilities/ledger/stored.hpp"
#include "platform/files/store.hpp"
#include "programs/indexing.hpp"
#include "programs/installation.hpp"
#include "programs/keeping.hpp"
#include "programs/rows.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <iostream>

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

constexpr char const* never_published =
    "Nếu đã từng công bố một sổ tên như vậy thì chưa mở máy chủ: xin khôi phục lại với --checkpoint và điểm "
    "chốt của sổ ấy.\n";

std::unique_ptr<db::Store> open(std::string const& url)
{
    return db::Store::open({.url = url, .readers = 1, .migrations = migrations::all()});
}

void copy_if_there(fs::path const& from, fs::path const& to)
{
    if (fs::exists(from))
        fs::copy(from, to, fs::copy_options::recursive | fs::copy_options::overwrite_existing);
}

// A signed checkpoint out of a file; "" where there is none. What cannot be
// read, or is no checkpoint, is said: it is not taken as absent.
std::string note_in(fs::path const& file)
{
    auto const note = acts::contents_of(file);
    if (note && !ledger::checkpoint_of(*note))
        throw std::runtime_error("Tệp " + file.string() + " không phải một điểm chốt.");
    return note.value_or("");
}

// What the old database still knows of the ledger beyond the backup; one that
// cannot be read gives nothing.
std::vector<ledger::SeenLog> salvage(std::string const& url, db::Store& restored)
{
    try {
        return ledger::logs_beyond(*open(url), restored);
    } catch (std::exception const& error) {
        std::cerr << fmt::format(
            "Không đọc được cơ sở dữ liệu cũ ({}); sổ cũ chỉ còn phần có trong bản sao lưu.\n", error.what());
        return {};
    }
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

    // The checkpoints known: of the data folder, given, and of the backup. False
    // where none of them tells what was published.
    bool find_checkpoints()
    {
        auto const here = note_in(data_ / "checkpoint.last");
        auto const given = how_.checkpoint.empty() ? std::string() : note_in(how_.checkpoint);
        if (!how_.checkpoint.empty() && given.empty())
            throw std::runtime_error("Không có tệp " + how_.checkpoint + ".");
        for (auto const& note : {here, given, note_in(place_ / "checkpoint.last")})
            if (!note.empty())
                known_.notes.push_back(note);
        known_.newest = how_.new_log ? ledger::Newest::unknown : ledger::Newest::known;
        // Nothing was ever published: the backup comes from before the first leaf.
        return how_.new_log || known_.notes.empty() || !here.empty() || !given.empty();
    }

    ledger::Continuation run(Clock& clock)
    {
        remove_fresh();
        auto const url = fresh_.empty() ? config_.database : "sqlite:" + fresh_.string();
        db::Store::restore({.url = url, .migrations = migrations::all()}, place_ / "database.kheo");
        auto const store = open(url);
        refuse_foreign(*store);
        if (auto const old = old_database(config_, how_); !old.empty())
            known_.seen = salvage(old, *store);
        for (auto const* const name : {"ledger.key", "files"})
            copy_if_there(place_ / name, data_ / name);
        files::Store::note_restore(data_ / "files");
        auto continuation = ledger::continue_log(
            *store, clock, {ledger_name_of(config_), ledger::load_or_make_seed(data_)}, known_);
        auto const list = acts::Erasures(data_ / "erasures");
        list.add(acts::Erasures(place_ / "erasures").all());
        load_places(*store);
        erased_ = erase_again(*store, list.all(), clock, config_.node);
        // A portable dump leaves out what can be made from the rest.
        index_where_needed(*store, clock, {});
        return continuation;
    }

    // From here on the restored database is the one in use.
    void take_its_place(std::string const& day, ledger::Continuation const& continuation)
    {
        if (!fresh_.empty()) {
            set_aside(data_, day);
            for (auto const* const ending : {"", "-wal", "-shm"})
                if (fs::exists(fresh_.string() + ending))
                    fs::rename(fresh_.string() + ending, (data_ / "kheo.db").string() + ending);
        }
        // Known from now on also to a restore that comes before the first start.
        if (continuation.new_log)
            ledger::remember_checkpoint(data_, continuation.note);
    }

    int erased() const { return erased_; }

  private:
    // Before anything in the data folder is touched.
    void refuse_foreign(db::Store& store) const
    {
        for (auto const& note : known_.notes)
            if (!ledger::is_ours(store, {ledger_name_of(config_), {}}, note))
                throw std::runtime_error(fmt::format(
                    "Điểm chốt của sổ “{}” không phải của sổ trong bản sao lưu này. Xin xem lại thư mục dữ "
                    "liệu và tệp điểm chốt.",
                    ledger::checkpoint_of(note)->origin));
    }

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
    ledger::Known known_;
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
    if (!restore.find_checkpoints()) {
        std::cerr << unknown_checkpoint;
        return 1;
    }
    auto const continuation = restore.run(clock);
    restore.take_its_place(day_stamp(clock.now()), continuation);
    if (restore.erased() > 0)
        std::cout << fmt::format("Đã xóa lại {} mục được xóa sau bản sao lưu này.\n", restore.erased());
    if (!continuation.new_log)
        std::cout << "Đã khôi phục. Sổ kiểm chứng viết tiếp.\n";
    else
        std::cout << fmt::format(
            "Đã khôi phục. Bản sao lưu có thể cũ hơn sổ kiểm chứng đã công bố: sổ mới được mở, dòng đầu ghi "
            "rõ chỗ đứt; sổ cũ vẫn đọc được.\nTên sổ mới: {}\n{}",
            continuation.origin, how.new_log ? never_published : "");
    return 0;
}

} // namespace kheo
