// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/reports/show.hpp"

#include "platform/text/text.hpp"

#include <fmt/format.h>

namespace kheo::reports
{

namespace
{

constexpr std::size_t most_of_message = 500; // characters

// "Xã An Bình, Xã Phú Lộc" and how many more there are.
std::string named(std::vector<Missing> const& missing, std::size_t names, std::string_view unit)
{
    std::string list;
    for (std::size_t at = 0; at < names; ++at)
        list += (at ? ", " : "") + missing[at].name;
    if (names < missing.size())
        list +=
            fmt::format("{}{} {}{}", names ? " và " : "", missing.size() - names, unit, names ? " khác" : "");
    return list;
}

std::string message_naming(Summary const& sums, std::string_view origin, std::size_t names)
{
    auto const& missing = sums.units > 0 ? sums.missing_units : sums.missing_bodies;
    auto const link = fmt::format("{}/can-bo/bieu{}", origin, address_query(sums.scope));
    auto const head = fmt::format("{}: đăng ký Dân vận khéo năm {}, tính đến {}", area_of(sums),
                                  sums.scope.year, shown(sums.scope.as_of));
    if (missing.empty())
        return fmt::format("{}: tất cả đơn vị đã gửi. Cảm ơn các đồng chí. Xem số liệu: {}", head, link);
    auto const sent = sums.units > 0
                          ? fmt::format(", {}/{} {} đã gửi", sums.units - std::int64_t(missing.size()),
                                        sums.units, unit_words(sums))
                          : std::string();
    return fmt::format("{}{}. Chưa gửi: {}. Đề nghị gửi sớm. Xem: {}", head, sent,
                       named(missing, names, sums.units > 0 && sums.by_commune ? "xã" : "đơn vị"), link);
}

} // namespace

std::string title_of(Summary const& sums)
{
    if (sums.scope.movement)
        return fmt::format("Biểu tổng hợp năm {}: {}", sums.scope.year, sums.scope.movement_name);
    return fmt::format("Biểu tổng hợp đăng ký Dân vận khéo năm {}", sums.scope.year);
}

std::string area_of(Summary const& sums)
{
    return sums.scope.area ? sums.area_name : "Cả nước";
}

std::string as_of_words(Summary const& sums)
{
    return "Số liệu tính đến hết ngày " + shown(sums.scope.as_of);
}

std::string_view unit_words(Summary const& sums)
{
    return sums.by_commune ? "xã, phường, đặc khu" : "tỉnh, thành phố";
}

std::string signed_number(std::int64_t change)
{
    return change > 0 ? "+" + web::number(change) : change < 0 ? "−" + web::number(-change) : "0";
}

std::vector<std::string> notes_of(Summary const& sums)
{
    auto const& scope = sums.scope;
    std::vector<std::string> notes{"Ngày của một bản đăng ký là ngày diễn ra ghi trên văn bản; văn bản không "
                                   "ghi ngày thì lấy ngày nhập. Bản "
                                   "đã rút trước hoặc trong ngày tính số liệu thì không đếm.",
                                   "Trong năm: mỗi bản đăng ký của năm là một. Lũy kế: mỗi mô hình, điển "
                                   "hình tính một lần, kể cả chưa đăng "
                                   "ký lại năm nay.",
                                   "Đơn vị theo địa giới hôm nay; số liệu của đơn vị đã sáp nhập được cộng "
                                   "vào đơn vị mới. Xếp theo tên, không "
                                   "xếp theo số lượng."};
    notes.push_back(
        "Đang duy trì: đơn vị đã xác nhận, hoặc mới đăng ký, trong kỳ này hay kỳ trước. Im lặng hơn thế "
        "là chưa xác nhận. Mô hình tạm dừng, đã kết thúc không tính vào hai cột này.");
    if (scope.movement)
        notes.push_back(
            "Chỉ đếm mô hình thuộc phong trào này, từ năm mô hình tham gia. Mô hình thuộc nhiều phong "
            "trào thì mỗi biểu đếm một lần; không cộng các biểu phong trào với nhau.");
    else
        notes.push_back("Điển hình cá nhân đếm riêng theo người, không cộng vào số đăng ký.");
    if (scope.only_public)
        notes.push_back("Chỉ đếm mô hình, điển hình đã công khai.");
    else if (scope.as_of < scope.today)
        notes.push_back("Các cột “Đến nay” là tình trạng hôm nay của những bản được đếm.");
    if (sums.demo)
        notes.push_back("Dữ liệu minh họa.");
    return notes;
}

std::string message_of(Summary const& sums, std::string_view origin)
{
    auto const& missing = sums.units > 0 ? sums.missing_units : sums.missing_bodies;
    for (auto names = missing.size(); names > 0; --names)
        if (auto message = message_naming(sums, origin, names); characters(message) <= most_of_message)
            return message;
    return message_naming(sums, origin, 0);
}

} // namespace kheo::reports
