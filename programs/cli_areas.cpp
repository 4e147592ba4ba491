// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/cli_areas.hpp"

namespace kheo
{

namespace
{

void add_field(CLI::App& app, Command& command, std::string const& option, char const* name,
               std::string const& meaning)
{
    app.add_option_function<std::vector<std::string>>(
           option,
           [&command, name](std::vector<std::string> const& values) {
               for (auto const& value : values)
                   command.fields.emplace_back(name, value);
           },
           meaning)
        ->allow_extra_args(false);
}

void add_change(CLI::App& areas, Command& command, std::string const& kind, std::string const& meaning)
{
    auto* const change = areas.add_subcommand(kind, meaning);
    add_field(*change, command, "--day", "day", "Ngày bắt đầu, ví dụ 2027-01-01");
    add_field(*change, command, "--from", "from", "Mã địa bàn cũ; dùng nhiều lần được");
    add_field(*change, command, "--to", "to", "Mã nơi tiếp nhận; nơi chính đứng đầu");
    add_field(*change, command, "--new", "fresh", "Địa bàn mới: “90005 Xã Suối Mây”");
    add_field(*change, command, "--decision", "decision", "Văn bản quyết định");
    auto* const preview = change->add_flag("--preview")->description("Chỉ xem trước, không lưu");
    change->callback([&command, kind, preview] {
        command.fields.emplace_back("kind", kind);
        command.path = preview->count() ? "/api/v1/areas/change/preview" : "/api/v1/areas/change";
    });
}

// An option that fills one field of the form.
CLI::Option* add_value(CLI::App& app, Command& command, std::string const& option, char const* name,
                       std::string const& meaning)
{
    return app.add_option_function<std::string>(
        option, [&command, name](std::string const& text) { command.fields.emplace_back(name, text); },
        meaning);
}

} // namespace

void add_bodies(CLI::App& app, Command& command)
{
    auto* const bodies = app.add_subcommand("bodies", "Cơ quan, tổ chức");
    bodies->require_subcommand(1);
    auto* const add = bodies->add_subcommand("add", "Thêm một cơ quan, tổ chức");
    add_value(*add, command, "--code", "code", "Mã cơ quan")->required();
    add_value(*add, command, "--name", "name", "Tên cơ quan")->required();
    add_value(*add, command, "--line", "line",
              "Khối: dang, chinh_quyen, mat_tran_doan_the, luc_luong_vu_trang, khac")
        ->required();
    add_value(*add, command, "--area-code", "area_code", "Mã địa bàn")->required();
    add_value(*add, command, "--from", "valid_from", "Từ ngày")->required();
    add_value(*add, command, "--decision", "decision", "Văn bản thành lập");
    add->add_flag_function(
        "--contact", [&command](std::int64_t) { command.fields.emplace_back("contact", "1"); },
        "Là đầu mối dân vận của địa bàn");
    add->callback([&command] { command.path = "/api/v1/bodies"; });
}

void add_areas(CLI::App& app, Command& command)
{
    auto* const areas = app.add_subcommand("areas", "Nhập, chia, đổi tên, giải thể địa bàn");
    areas->require_subcommand(1);
    add_change(*areas, command, "merge", "Nhập vào một địa bàn");
    add_change(*areas, command, "split", "Chia cho nhiều địa bàn");
    add_change(*areas, command, "rename", "Đổi tên, loại hoặc mã");
    add_change(*areas, command, "abolish", "Giải thể");
}

} // namespace kheo
