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

} // namespace

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
