// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/registers/read.hpp"

#include "capabilities/registers/rows.hpp"
#include "capabilities/registers/words.hpp"
#include "platform/text/text.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace kheo::registers
{

namespace
{

// The lines over the headings of all sheets, and the sheets' names.
std::vector<Titled> title_lines(std::vector<std::optional<Layout>> const& layouts,
                                sheets::Workbook const& book, std::string_view file_name)
{
    std::vector<Titled> lines;
    for (std::size_t at = 0; at < layouts.size(); ++at)
        if (layouts[at])
            for (auto const& title : layouts[at]->titles)
                lines.push_back({title, "Tiêu đề"});
    for (std::size_t at = 0; at < layouts.size(); ++at)
        if (layouts[at] && !file_name.starts_with(book.sheets[at].name)) // a .csv has none of its own
            lines.push_back({book.sheets[at].name, "Tên trang tính"});
    return lines;
}

void guess_year(Register& out, std::vector<Titled> const& lines, std::string_view file_name,
                Known const& known)
{
    if (known.defaults.year != 0) {
        out.year = known.defaults.year;
        out.year_reason = "Người nhập chọn";
        return;
    }
    for (auto const& line : lines) {
        auto const key = key_of(line.text);
        auto const years = years_in(line.text);
        auto const about = has_words(key, "nam") || has_words(key, "dvk") || has_words(key, "dan van kheo") ||
                           has_words(key, "giai doan");
        if (years.empty() || !about)
            continue;
        out.year = years.front();
        out.year_reason = fmt::format("{} ghi “{}”", line.place, first_characters(line.text, 80));
        return;
    }
    auto const named = years_in(file_name);
    out.year = named.empty() ? civil(known.places.day()).year : named.front();
    out.year_reason = named.empty() ? "Tệp không ghi năm, lấy năm nay" : "Theo tên tệp";
}

Sender chosen(BodyId body, Places const& places)
{
    auto const* const held = places.directory().newest(body);
    return {body, held ? held->area : AreaId(), "Người nhập chọn", true};
}

// Where titles and the file's name tell nothing, the units' own names may.
void guess_sender_by_rows(Register& out, Known const& known)
{
    if (out.sender.area)
        return;
    std::map<std::int64_t, std::size_t> votes;
    for (auto const& row : out.rows) {
        auto found = known.places.commune_in(row.values[Field::commune] + " " + row.values[Field::unit]);
        if (auto const* const body =
                known.places.directory().by_code(row.values[Field::unit_code], known.places.day());
            body && !row.values[Field::unit_code].empty())
            found = Places::Named{body->area, 3};
        if (found)
            ++votes[found->area.value];
    }
    if (votes.size() != 1 || votes.begin()->second * 2 < out.rows.size())
        return;
    auto const area = AreaId{votes.begin()->first};
    auto const* const body = known.places.speaker(area);
    auto const alone = known.places.directory().of_area(area, known.places.day()).size() == 1;
    out.sender = {body ? body->body : BodyId(), area, "Theo đơn vị ghi trong các dòng",
                  alone && votes.begin()->second > 1};
}

void fault(Row& row, Layout const& layout, Field field, std::string sentence)
{
    row.errors.push_back({column_to_mend(layout, field), std::string(name(field)), std::move(sentence)});
}

// "tap_the" is what a column "Tập thể/cá nhân" says of a model; where the
// column tells models from exemplars, it is the exemplar.
models::Kind kind_of(std::string_view said, Layout const& layout)
{
    if (said == "dien_hinh_tap_the")
        return models::Kind::dien_hinh_tap_the;
    if (said != "tap_the")
        return models::Kind::mo_hinh;
    auto const column = column_of(layout, Field::kind);
    auto const heading = std::ranges::find(layout.headings, column, &Heading::column);
    auto const key = heading == layout.headings.end() ? std::string() : key_of(heading->text);
    auto const both = (has_words(key, "dien hinh") || has_words(key, "dhtt")) &&
                      (has_words(key, "mo hinh") || has_words(key, "mh"));
    return both ? models::Kind::dien_hinh_tap_the : models::Kind::mo_hinh;
}

// Whether the registrant is a person: their name stands as the unit.
bool names_a_person(std::string_view unit, Known const& known)
{
    auto const found = known.private_data.find(unit);
    return std::ranges::any_of(found, [](Finding const& each) { return each.kind == PrivateKind::person; });
}

void read_kind(Row& row, Layout const& layout, Known const& known)
{
    auto const& text = row.values[Field::kind].empty() ? known.defaults.kind : row.values[Field::kind];
    auto const said = known.words.meaning("kind", text);
    auto const titled = known.words.meaning("kind", row.values[Field::title]);
    if (said == "ca_nhan" ||
        (said.empty() &&
         (titled == "ca_nhan" && key_of(row.values[Field::title]).starts_with("dien hinh ca nhan"))) ||
        names_a_person(row.values[Field::unit], known)) {
        row.state = State::personal;
        // Nothing of the person stays here.
        row.values = {};
        return;
    }
    if (!text.empty() && said.empty())
        fault(row, layout, Field::kind,
              fmt::format("Loại “{}” chưa rõ: ghi mô hình, điển hình tập thể hoặc điển hình cá nhân.",
                          first_characters(text, 60)));
    row.kind = kind_of(said, layout);
}

void read_entry(Row& row, Layout const& layout, Known const& known)
{
    auto const& text = row.values[Field::entry].empty() ? known.defaults.entry : row.values[Field::entry];
    auto const said = known.words.meaning("entry", text);
    row.said_entry = !said.empty();
    if (!said.empty())
        boost::describe::enum_from_string(said.c_str(), row.entry);
    else if (!text.empty())
        fault(row, layout, Field::entry,
              fmt::format("“{}” chưa rõ là mới, duy trì hay nhân rộng.", first_characters(text, 60)));
}

// The list is short: who mends the cell has it before them.
std::string fields_to_write()
{
    std::string names;
    for (auto const& field : models::fields_of_work())
        names += (names.empty() ? "" : "; ") + field.label;
    return "Ghi một trong: " + names + ".";
}

void read_field(Row& row, Layout const& layout, Known const& known)
{
    auto const& text = row.values[Field::field].empty() ? known.defaults.field : row.values[Field::field];
    auto said = known.words.meaning("field", text);
    if (models::is_field(tidied(text)))
        said = tidied(text);
    auto const all = known.words.meanings("field", text);
    if (text.empty())
        fault(row, layout, Field::field, "Chưa ghi lĩnh vực. " + fields_to_write());
    else if (said.empty())
        fault(row, layout, Field::field,
              fmt::format("Lĩnh vực “{}” không có trong danh mục. {}", first_characters(text, 60),
                          fields_to_write()));
    else if (all.size() > 1)
        row.notes.push_back(
            fmt::format("Ghi nhiều lĩnh vực, lấy lĩnh vực đầu: {}", models::field_label(said)));
    row.values[Field::field] = said.empty() ? text : said;
}

void read_year(Row& row, Layout const& layout, int file_year)
{
    auto const& text = row.values[Field::year];
    row.year = text.empty() ? file_year : year_of(text);
    if (row.year == 0)
        fault(row, layout, Field::year,
              fmt::format("“{}” không phải một năm, ví dụ đúng: 2026.", first_characters(text, 40)));
}

// Two days in one cell: real ones, in order, written one way.
void read_timetable(Row& row, Layout const& layout)
{
    auto& text = row.values[Field::timetable];
    std::vector<Date> days;
    std::string rest = text;
    for (auto const separator : {" - ", "–", "—", "đến", "->", "→", ";", "\n", "-"}) {
        auto const at = rest.find(separator);
        if (at == std::string::npos)
            continue;
        auto first = tidied(rest.substr(0, at));
        auto const second = parse_date(tidied(rest.substr(at + std::string_view(separator).size())));
        if (first.starts_with("từ ") || first.starts_with("Từ "))
            first = tidied(std::string_view(first).substr(first.find(' ')));
        auto const begin = parse_date(first);
        if (!begin || !second)
            continue;
        if (*begin > *second)
            fault(row, layout, Field::timetable,
                  fmt::format("Ngày kết thúc {} trước ngày bắt đầu {}.", shown(*second), shown(*begin)));
        text = fmt::format("{} – {}", shown(*begin), shown(*second));
        return;
    }
}

// The area of the row's commune, or the sender's; refuses by an error.
AreaId area_of(Row& row, Layout const& layout, Sender const& sender, Known const& known)
{
    auto const& commune = row.values[Field::commune];
    if (commune.empty())
        return sender.area;
    auto const home = sender.area ? known.places.province_of(sender.area) : AreaId();
    auto const found = known.places.communes(commune, row.values[Field::province],
                                             row.values[Field::province].empty() ? home : AreaId());
    if (found.size() == 1)
        return found.front();
    // "Thôn 3, xã X": the commune is one of the words.
    if (auto const named = found.empty() ? known.places.commune_in(commune) : std::nullopt)
        return named->area;
    fault(row, layout, Field::commune,
          found.empty() ? fmt::format("Không có xã, phường, đặc khu “{}”.", first_characters(commune, 60))
                        : fmt::format("Có {} nơi tên “{}”: xin ghi thêm tỉnh, thành phố.", found.size(),
                                      first_characters(commune, 60)));
    return {};
}

// What to do about a unit that no list has: the sender may have misspelt it, or
// whoever merges the registers adds it.
std::string lacking(std::string_view unit, AreaId area, Places const& places)
{
    auto const* const near = places.nearest(unit, area);
    return fmt::format("Đơn vị “{}” chưa có trong danh mục của {}. Ghi chưa đúng tên thì sửa lại{}; đúng là "
                       "đơn vị mới thì để nguyên, nơi gộp sổ sẽ thêm vào danh mục.",
                       first_characters(unit, 80), places.atlas().full_name(area, places.day()),
                       near ? fmt::format(" (tên gần nhất: {})", near->name) : "");
}

void read_unit(Row& row, Layout const& layout, Sender const& sender, std::string const& section,
               Known const& known)
{
    auto const& places = known.places;
    auto const& code = row.values[Field::unit_code];
    if (auto const* const body =
            code.empty() ? nullptr : places.directory().by_code(tidied(code), places.day())) {
        row.body = body->body;
        row.area = body->area;
        return;
    }
    if (!code.empty() && row.values[Field::unit].empty())
        fault(row, layout, Field::unit_code,
              fmt::format("Mã đơn vị “{}” không có trong danh mục.", first_characters(code, 40)));
    row.area = area_of(row, layout, sender, known);
    auto unit = row.values[Field::unit];
    if (unit.empty() && !section.empty() && row.area && places.unit(section, row.area))
        unit = section;
    if (!row.area) {
        if (row.errors.empty())
            row.state = State::unclear,
            row.notes.push_back("Chưa rõ của xã, phường nào: xin chọn đơn vị gửi tệp.");
        return;
    }
    if (unit.empty()) {
        row.body = sender.body;
        if (!row.body)
            row.state = State::unclear, row.notes.push_back("Chưa ghi đơn vị.");
        else if (column_of(layout, Field::unit) >= 0)
            row.notes.push_back("Dòng không ghi đơn vị: tính cho đơn vị gửi tệp.");
        return;
    }
    if (auto const found = places.unit(unit, row.area)) {
        row.body = found->body;
        if (auto const* const body = places.directory().on(found->body, places.day()); body && !found->exact)
            row.notes.push_back(fmt::format("Hiểu đơn vị là {}.", body->name));
        return;
    }
    // The unit's name is the commune itself: "Xã Đồng Sen Hạ".
    if (auto const* const area = places.atlas().on(row.area, places.day());
        area && (key_of(unit) == key_of(area->full_name) || key_of(unit) == key_of(area->name))) {
        auto const* const body = places.speaker(row.area);
        row.body = body ? body->body : sender.body;
        if (row.body)
            return;
    }
    row.values[Field::unit] = unit;
    row.unknown_unit = true;
    row.state = State::unclear;
    row.notes.push_back(lacking(unit, row.area, places));
}

Row read_line(Line line, int sheet, Layout const& layout, Register const& out, Known const& known)
{
    auto row = Row{.sheet = sheet, .row = line.row, .values = std::move(line.values)};
    read_kind(row, layout, known);
    if (row.state == State::personal)
        return row;
    for (auto const& [field, sentence] : line.faults)
        fault(row, layout, field, sentence);
    read_year(row, layout, out.year);
    read_entry(row, layout, known);
    read_field(row, layout, known);
    read_timetable(row, layout);
    read_unit(row, layout, out.sender, line.section, known);
    for (auto& error : errors_of(row.values, &known.private_data)) {
        error.column = column_to_mend(layout, *field_named(error.field));
        row.errors.push_back(std::move(error));
    }
    if (!row.errors.empty())
        row.state = State::to_fix;
    return row;
}

} // namespace

std::string_view label(State state)
{
    static constexpr std::array<std::string_view, 9> labels{"Tốt",
                                                            "Duy trì từ năm trước",
                                                            "Đã có trong sổ",
                                                            "Cần sửa",
                                                            "Chưa rõ",
                                                            "Cá nhân",
                                                            "Đã nhận",
                                                            "Bỏ qua",
                                                            "Đã gửi lại"};
    return labels.at(std::size_t(state));
}

std::string label_beside(CellError const& error)
{
    auto const field = field_named(error.field);
    auto const label = field ? std::string(rule(*field).label) : std::string();
    return has_words(key_of(error.sentence), key_of(label)) ? std::string() : label;
}

std::vector<CellError> errors_of(Values const& values, PrivateDataCheck const* check)
{
    std::vector<CellError> errors;
    if (values[Field::title].empty())
        errors.push_back({-1, "title", "Chưa ghi tên mô hình."});
    for (auto const& rule : fields()) {
        auto const& text = values[rule.field];
        if (auto const count = characters(text); count > rule.most && rule.field != Field::year)
            errors.push_back(
                {-1, std::string(rule.name),
                 fmt::format("Dài {} ký tự, nhiều nhất {}: xin viết gọn lại.", count, rule.most)});
        if (!check || (!rule.many_lines && rule.field != Field::title))
            continue;
        for (auto const& finding : check->find(text)) {
            errors.push_back({-1, std::string(rule.name),
                              fmt::format("“{}”: {}",
                                          first_characters(std::string_view(text).substr(
                                                               finding.begin, finding.end - finding.begin),
                                                           60),
                                          finding.sentence)});
        }
    }
    return errors;
}

Register read_register(sheets::Workbook const& book, std::string_view file_name, Known const& known)
{
    auto out = Register();
    std::vector<std::optional<Layout>> layouts;
    for (auto const& sheet : book.sheets)
        layouts.push_back(sheet.hidden ? std::nullopt : layout_of(sheet, known.words, known.mappings));
    auto const name = nfc(file_name);
    auto const lines = title_lines(layouts, book, name);
    guess_year(out, lines, name, known);
    out.sender = known.defaults.body ? chosen(known.defaults.body, known.places)
                                     : sender_of(lines, name, known.places);
    std::vector<std::vector<Line>> found(book.sheets.size());
    for (std::size_t at = 0; at < book.sheets.size(); ++at) {
        auto reading = SheetReading{.name = book.sheets[at].name, .changed = book.sheets[at].changed};
        if (layouts[at]) {
            auto read = lines_of(book.sheets[at], *layouts[at], known.words);
            found[at] = std::move(read.lines);
            reading.heading_row = layouts[at]->heading_row;
            reading.signature = layouts[at]->signature;
            reading.headings = layouts[at]->headings;
            reading.left_out = std::move(read.left_out);
            reading.left_out_rows = read.left_out_rows;
        }
        out.sheets.push_back(std::move(reading));
        for (auto const& line : found[at])
            out.rows.push_back({.sheet = int(at), .row = line.row, .values = line.values});
    }
    guess_sender_by_rows(out, known);
    out.rows.clear();
    for (std::size_t at = 0; at < found.size(); ++at)
        for (auto& line : found[at])
            out.rows.push_back(read_line(std::move(line), int(at), *layouts[at], out, known));
    return out;
}

} // namespace kheo::registers
