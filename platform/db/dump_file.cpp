// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/db/dump_file.hpp"

#include "platform/db/errors.hpp"

#include <bit>
#include <istream>
#include <ostream>

namespace kheo::db
{

namespace
{

constexpr std::string_view magic = "KHEODMP1";
constexpr std::uint64_t fnv_start = 0xcbf29ce484222325;
constexpr std::uint32_t most_columns = 1000;

std::uint64_t fnv(std::uint64_t sum, void const* bytes, std::size_t count)
{
    auto const* const from = static_cast<unsigned char const*>(bytes);
    for (std::size_t at = 0; at < count; ++at)
        sum = (sum ^ from[at]) * 0x100000001b3;
    return sum;
}

[[noreturn]] void refuse(char const* what)
{
    throw Failure(Failure::Kind::other, std::string("Tệp sao lưu không đọc được: ") + what);
}

std::uint64_t bytes_left(std::istream& in)
{
    auto const here = in.tellg();
    in.seekg(0, std::ios::end);
    auto const end = in.tellg();
    in.seekg(here);
    if (!in || here < 0 || end < here)
        refuse("không mở được");
    return std::uint64_t(end - here);
}

} // namespace

DumpWriter::DumpWriter(std::ostream& out, int schema_version) : out_(out), sum_(fnv_start)
{
    put(magic.data(), magic.size());
    put("V", 1);
    number(std::uint64_t(schema_version), 8);
}

void DumpWriter::put(void const* bytes, std::size_t count)
{
    sum_ = fnv(sum_, bytes, count);
    out_.write(static_cast<char const*>(bytes), std::streamsize(count));
}

void DumpWriter::number(std::uint64_t value, int bytes)
{
    unsigned char little[8];
    for (int at = 0; at < bytes; ++at)
        little[at] = static_cast<unsigned char>(value >> (8 * at));
    put(little, std::size_t(bytes));
}

void DumpWriter::text(std::string_view value)
{
    if (!std::in_range<std::uint32_t>(value.size()))
        throw Failure(Failure::Kind::other, "dump: a value of more than 4 GiB");
    number(value.size(), 4);
    put(value.data(), value.size());
}

void DumpWriter::table(std::string_view name, std::vector<std::string> const& columns)
{
    put("T", 1);
    text(name);
    number(columns.size(), 4);
    for (auto const& column : columns)
        text(column);
}

void DumpWriter::row()
{
    put("R", 1);
    ++rows_;
}

void DumpWriter::cell(Cell const& cell)
{
    number(cell.index(), 1);
    if (auto const* whole = std::get_if<std::int64_t>(&cell))
        number(std::uint64_t(*whole), 8);
    else if (auto const* real = std::get_if<double>(&cell))
        number(std::bit_cast<std::uint64_t>(*real), 8);
    else if (auto const* words = std::get_if<std::string_view>(&cell))
        text(*words);
    else if (auto const* bytes = std::get_if<std::span<std::uint8_t const>>(&cell))
        text({reinterpret_cast<char const*>(bytes->data()), bytes->size()});
}

void DumpWriter::end()
{
    put("E", 1);
    number(rows_, 8);
    number(sum_, 8);
    out_.flush();
    if (!out_)
        throw Failure(Failure::Kind::full, "dump: the file could not be written");
}

DumpReader::DumpReader(std::istream& in) : in_(in), left_(bytes_left(in)), sum_(fnv_start)
{
    char head[9];
    take(head, sizeof head);
    if (std::string_view(head, 9) != std::string(magic) + "V")
        refuse("không phải tệp sao lưu của Khéo");
    auto const version = number(8);
    if (version > 9999)
        refuse("sai phiên bản");
    version_ = int(version);
}

void DumpReader::take(void* bytes, std::size_t count)
{
    if (count > left_ || !in_.read(static_cast<char*>(bytes), std::streamsize(count)))
        refuse("thiếu phần cuối");
    left_ -= count;
    sum_ = fnv(sum_, bytes, count);
}

std::uint64_t DumpReader::number(int bytes)
{
    unsigned char little[8] = {};
    take(little, std::size_t(bytes));
    std::uint64_t value = 0;
    for (int at = bytes; at-- > 0;)
        value = value << 8 | little[at];
    return value;
}

std::string DumpReader::text()
{
    auto const length = number(4);
    if (length > left_)
        refuse("thiếu phần cuối");
    std::string made(length, '\0');
    take(made.data(), length);
    return made;
}

Value DumpReader::value()
{
    switch (number(1)) {
    case 0:
        return {};
    case 1:
        return std::int64_t(number(8));
    case 2:
        return std::bit_cast<double>(number(8));
    case 3:
        return text();
    case 4: {
        auto const bytes = text();
        return Bytes(bytes.begin(), bytes.end());
    }
    default:
        refuse("giá trị lạ");
    }
}

void DumpReader::end()
{
    auto const rows = number(8);
    auto const sum = sum_;
    if (number(8) != sum || rows != rows_ || left_ != 0)
        refuse("mã kiểm tra không khớp");
}

DumpReader::Record DumpReader::next()
{
    switch (char(number(1))) {
    case 'T': {
        table_ = text();
        auto const count = number(4);
        if (count == 0 || count > most_columns)
            refuse("bảng lạ");
        columns_.clear();
        for (std::uint64_t at = 0; at < count; ++at)
            columns_.push_back(text());
        return Record::table;
    }
    case 'R':
        if (columns_.empty())
            refuse("dòng không thuộc bảng nào");
        row_.clear();
        for (std::size_t at = 0; at < columns_.size(); ++at)
            row_.push_back(value());
        ++rows_;
        return Record::row;
    case 'E':
        end();
        return Record::end;
    default:
        refuse("phần lạ");
    }
}

} // namespace kheo::db
