// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/cli_demo.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/demo/demo.hpp"
#include "capabilities/demo_library/demo_library.hpp"
#include "capabilities/demo_lives/demo_lives.hpp"
#include "capabilities/demo_tasks/demo_tasks.hpp"
#include "platform/text/number.hpp"
#include "programs/indexing.hpp"
#include "programs/installation.hpp"

#include <chrono>
#include <fmt/format.h>
#include <iostream>
#include <numeric>

namespace kheo
{

namespace
{

struct DemoOptions {
    bool if_empty = false;
    std::string messy;
};

// The whole ledger and index too, so that the first page after it has its
// receipts and the first start nothing left to do.
void settle(Installation& installation, Clock& clock)
{
    while (installation.sequencer().integrate() > 0)
        ;
    index_where_needed(installation.store(), clock, {});
}

int load_demo(config::Config const& config, DemoOptions const& options)
{
    auto const lock = Lock::take(config.data);
    if (!lock) {
        std::cerr << "Máy chủ đang chạy. Xin dừng máy chủ rồi mới nạp dữ liệu minh họa.\n";
        return 1;
    }
    auto clock = SystemClock();
    auto const began = std::chrono::steady_clock::now();
    auto installation = Installation(config, clock);
    if (options.if_empty && !installation.store().read(demo::is_empty))
        return 0;
    auto const land = demo::Land(demo::content());
    auto const story = demo::told(demo::content(), land);
    auto const loaded = installation.as_operator([&](acts::Work& work) {
        auto made = demo::load(work, story, land);
        if (made) {
            demo_lives::load(work);
            demo_library::load(work);
            demo_tasks::load(work);
        }
        return made;
    });
    if (!loaded) {
        std::cerr << loaded.error().sentence << "\n";
        return 1;
    }
    settle(installation, clock);
    auto const folder = options.messy.empty() ? std::filesystem::path(config.data) / "so-mau"
                                              : std::filesystem::path(options.messy);
    auto const files = demo::messy_files(demo::content(), land, story);
    demo::write_files(folder, files);
    auto const rows = std::transform_reduce(files.begin(), files.end(), std::size_t(0), std::plus(),
                                            [](demo::MessyFile const& file) { return file.rows; });
    auto const took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
    std::cout << fmt::format(
        "Đã nạp dữ liệu minh họa trong {} giây: {} địa bàn, {} cơ quan, {} mô hình với {} "
        "lượt đăng ký, trong đó {} mô hình đã công khai; {} việc đã ghi.\n"
        "{} sổ đăng ký mẫu, {} dòng đăng ký: {}\n",
        shown(Decimal{took.count() / 100, 1}), shown(loaded->areas), shown(loaded->bodies),
        shown(loaded->models), shown(loaded->entries), shown(loaded->published), shown(loaded->acts),
        files.size(), rows, folder.string());
    return 0;
}

} // namespace

void add_demo(CLI::App& app, std::function<int(config::Config const&)>& chosen)
{
    auto const options = std::make_shared<DemoOptions>();
    auto* const demo = app.add_subcommand("demo", "Nạp dữ liệu minh họa vào một nơi lưu còn trống");
    demo->add_flag("--if-empty", options->if_empty, "Nơi lưu đã có dữ liệu thì để nguyên");
    demo->add_option("--messy", options->messy, "Thư mục để ghi bốn mươi sổ đăng ký mẫu");
    demo->callback([&chosen, options] {
        chosen = [options](auto const& config) { return load_demo(config, *options); };
    });
}

void print_demo_links(Installation& installation)
{
    if (!installation.store().read(demo::is_demo))
        return;
    std::cout << "Dữ liệu minh họa. Mỗi liên kết sau đăng nhập được một lần:\n";
    for (auto const& [login, role] : {std::pair(demo::officer_of_commune, "Cán bộ xã"),
                                      std::pair(demo::officer_of_province, "Cán bộ tỉnh"),
                                      std::pair(demo::appraiser, "Thành viên hội đồng thẩm định"),
                                      std::pair(demo::administrator, "Quản trị")}) {
        auto const url = installation.as_operator([&](acts::Work& work) {
            auto const account = accounts::account_by_login(work.db, login);
            return account ? accounts::make_link(work, *account, accounts::Purpose::sign_in).slip.url : "";
        });
        if (!url.empty())
            std::cout << fmt::format("  {}: {}\n", role, url);
    }
}

} // namespace kheo
