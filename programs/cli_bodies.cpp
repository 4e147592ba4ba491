// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/cli_bodies.hpp"

namespace kheo
{

namespace
{

void option(CLI::App& app, Command& command, char const* name, char const* field, char const* help,
            bool required = false)
{
    app.add_option_function<std::string>(
           name, [&command, field](std::string const& text) { command.fields.emplace_back(field, text); },
           help)
        ->required(required);
}

void add_one(CLI::App& bodies, Command& command)
{
    auto* const add = bodies.add_subcommand("add", "Thêm một cơ quan, tổ chức");
    option(*add, command, "--code", "code", "Mã cơ quan; để trống thì tự đặt theo mã địa bàn và tên");
    option(*add, command, "--name", "name", "Tên cơ quan", true);
    option(*add, command, "--line", "line",
           "Khối: dang, chinh_quyen, mat_tran_doan_the, luc_luong_vu_trang, khac", true);
    option(*add, command, "--area-code", "area_code", "Mã địa bàn", true);
    option(*add, command, "--from", "valid_from", "Từ ngày", true);
    option(*add, command, "--decision", "decision", "Văn bản thành lập");
    add->add_flag_function(
        "--contact", [&command](std::int64_t) { command.fields.emplace_back("contact", "1"); },
        "Là đầu mối dân vận của địa bàn");
    add->callback([&command] { command.path = "/api/v1/bodies"; });
}

void end_one(CLI::App& bodies, Command& command)
{
    auto* const end =
        bodies.add_subcommand("end", "Kết thúc một cơ quan, tổ chức; việc đang mở do nơi nhận giữ tiếp");
    option(*end, command, "--code", "code", "Mã cơ quan", true);
    option(*end, command, "--day", "day", "Không còn từ ngày; để trống là hôm nay");
    option(*end, command, "--successor-code", "successor_code",
           "Mã cơ quan nhận việc đang mở; để trống thì theo quy tắc");
    option(*end, command, "--decision", "decision", "Văn bản");
    end->callback([&command] { command.path = "/api/v1/bodies/end"; });
}

} // namespace

void add_bodies_import(CLI::App& import, Command& command)
{
    auto* const bodies =
        import.add_subcommand("bodies", "Nạp cơ quan, tổ chức từ một bảng (.csv, .xlsx, .ods)");
    bodies->footer(
        "Cột bắt buộc: Tên cơ quan, Khối (Đảng, Chính quyền, Mặt trận và đoàn thể, Lực lượng vũ "
        "trang, Khác), Địa bàn (mã hoặc tên). Thêm được: Mã cơ quan, Cơ quan cấp trên, Đầu mối dân "
        "vận (có hoặc để trống), Từ ngày. Nạp lại không sinh ra trùng lặp.");
    bodies
        ->add_option_function<std::string>(
            "FILE", [&command](std::string const& file) { command.files.emplace_back("file", file); },
            "Tệp bảng")
        ->required();
    option(*bodies, command, "--valid-from", "valid_from", "Từ ngày, cho dòng không ghi ngày");
    option(*bodies, command, "--province", "province", "Mã tỉnh, khi tên xã trùng với xã của tỉnh khác");
    auto* const preview = bodies->add_flag("--preview")->description("Chỉ xem trước, không lưu");
    bodies->callback([&command, preview] {
        command.path = preview->count() ? "/api/v1/bodies/import/preview" : "/api/v1/bodies/import";
    });
}

void add_bodies(CLI::App& app, Command& command)
{
    auto* const bodies = app.add_subcommand("bodies", "Cơ quan, tổ chức");
    bodies->require_subcommand(1);
    add_one(*bodies, command);
    end_one(*bodies, command);
    auto* const frame =
        bodies->add_subcommand("frame", "Thêm các cơ quan thường có ở mọi xã của một tỉnh (khung cơ quan)");
    option(*frame, command, "--province", "province", "Mã tỉnh", true);
    auto* const preview = frame->add_flag("--preview")->description("Chỉ xem trước, không lưu");
    frame->callback([&command, preview] {
        command.path = preview->count() ? "/api/v1/bodies/frame/preview" : "/api/v1/bodies/frame";
    });
}

} // namespace kheo
