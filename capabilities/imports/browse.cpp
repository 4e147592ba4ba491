// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/imports/browse.hpp"

#include "capabilities/imports/batch.sql.hpp"
#include "capabilities/imports/browse.html.hpp"
#include "capabilities/imports/correct.hpp"
#include "platform/text/text.hpp"
#include "web/form_page.hpp"

#include <array>
#include <fmt/format.h>
#include <set>

namespace kheo::imports
{

namespace
{

constexpr std::size_t imports_on_a_page = 20;
constexpr int imports_at_once = 100;
constexpr int refresh_seconds = 2;
constexpr std::size_t most_offered = 5'000;

TakingLine line_of(Taking const& taking)
{
    return {.id = shown(taking.id),
            .version = std::to_string(taking.version),
            .at = shown(taking.at),
            .models = taking.models(),
            .fresh = taking.fresh,
            .kept = taking.kept,
            .replicated = taking.replicated,
            .edited = taking.edited,
            .units_added = taking.units_added,
            .published = taking.published,
            .undone = taking.undone,
            .reason = taking.reason};
}

// The communes for which this actor imports: those that have bodies.
std::vector<areas::Area const*> communes_of(acts::Reading const& reading, areas::Atlas const& atlas)
{
    std::set<std::int64_t> seen;
    std::vector<std::pair<std::string, areas::Area const*>> order;
    auto const directory = bodies::directory();
    for (auto const& body : directory->periods()) {
        if (!body.holds_on(reading.today()) || !seen.insert(body.area.value).second)
            continue;
        auto const* const area = atlas.on(body.area, reading.today());
        if (area && areas::is_communal(area->kind) &&
            reading.may(models::may::import_models, {body.area.value, body.body.value}))
            order.emplace_back(sort_key(area->name), area);
    }
    std::ranges::sort(order);
    std::vector<areas::Area const*> list;
    for (auto const& [key, area] : order)
        list.push_back(area);
    return list;
}

std::vector<std::string> left_over(std::vector<areas::Area const*> const& communes,
                                   std::vector<std::int64_t> const& areas)
{
    std::vector<std::string> names;
    for (auto const* const area : communes)
        if (std::ranges::find(areas, area->area.value) == areas.end())
            names.push_back(area->full_name);
    return names;
}

ImportsLine summary(acts::Reading const& reading, Import const& import)
{
    auto sum = Tally();
    for (auto const& [file, tally] : tallies_of(reading.db, import.id))
        sum += tally;
    if (sum.ready() > 0)
        for (auto const& [file, beyond] : beyond_reach(reading, import.id)) {
            sum.good -= beyond.good;
            sum.kept -= beyond.kept;
        }
    auto const files = files_of(reading.db, import.id);
    auto const waiting = std::ranges::count(files, FileState::waiting, &File::state);
    auto const open = sum.to_fix + sum.unclear;
    auto line = ImportsLine{.id = shown(import.id),
                            .at = shown(import.at),
                            .files = web::number(std::int64_t(files.size())),
                            .rows = web::number(sum.rows()),
                            .taken = web::number(sum.taken),
                            .open = web::number(open)};
    line.state = waiting > 0       ? "Đang đọc"
                 : sum.ready() > 0 ? fmt::format("{} dòng chờ nhận", web::number(sum.ready()))
                 : open > 0        ? "Còn dòng cần xem"
                                   : "Xong";
    line.bar = waiting > 0 || sum.ready() > 0 ? web::Row::State::look
               : open > 0                     ? web::Row::State::bad
                                              : web::Row::State::good;
    return line;
}

std::int64_t rows_lacking_a_unit(acts::Reading const& reading, ImportId import)
{
    auto const rows = reading.db.all<StoredRow>(sql::open_rows_of_import, {{"import", import}});
    return std::ranges::count_if(rows, [&](StoredRow const& row) {
        return lacks_a_unit(row) && reading.may(models::may::import_models, {row.area.value, 0});
    });
}

} // namespace

FileLine file_line(File const& file, Tally const& rows, Date day)
{
    auto const* const area = areas::atlas()->newest(file.sender_area);
    return {.id = shown(file.id),
            .name = file.name,
            .state = boost::describe::enum_to_string(file.state, ""),
            .problem = file.problem,
            .unit = name_of(file.sender, day),
            .commune = area ? area->full_name : std::string(),
            .reason = file.sender_reason,
            .sure = file.sender_sure,
            .year = file.year,
            .rows = rows};
}

void take_out(FileLine& line, std::map<std::int64_t, Beyond> const& beyond)
{
    auto const found = beyond.find(parse_id(line.id).value_or(0));
    if (found == beyond.end())
        return;
    line.rows.good -= found->second.good;
    line.rows.kept -= found->second.kept;
    line.outside = found->second.good + found->second.kept;
    line.outside_of = found->second.whose;
}

std::string outside_words(FileLine const& file)
{
    return fmt::format("{} dòng của {} ngoài phạm vi của tài khoản này: không nhận ở đây được.",
                       web::number(file.outside), file.outside_of);
}

std::span<forms::Rule const> ImportQuery::rules()
{
    static constexpr std::array<forms::Rule, 1> list{
        {{"import", "Lần gộp sổ", forms::Input::id, INT64_MAX, forms::Need::required}}};
    return list;
}

std::span<forms::Rule const> start_query()
{
    static constexpr std::array<forms::Rule, 1> list{{{"truoc", "Trước", forms::Input::id, INT64_MAX}}};
    return list;
}

Outcome<ImportView> view_import(acts::Reading& reading, ImportQuery const& query)
{
    auto const import = TRY(load_import(reading, query.import));
    auto const tallies = tallies_of(reading.db, import.id);
    auto const beyond = beyond_reach(reading, import.id);
    auto view = ImportView{.id = shown(import.id), .at = shown(import.at)};
    for (auto const& file : files_of(reading.db, import.id)) {
        auto const tally = tallies.find(file.id.value);
        auto line = file_line(file, tally == tallies.end() ? Tally() : tally->second, reading.today());
        take_out(line, beyond);
        view.rows += line.rows;
        view.waiting += file.state == FileState::waiting;
        view.returned += file.state == FileState::read && line.rows.open() > 0;
        view.items.push_back(std::move(line));
    }
    view.files = std::int64_t(view.items.size());
    if (view.waiting == 0 && view.rows.unclear > 0)
        view.unknown_units = rows_lacking_a_unit(reading, import.id);
    auto const atlas = areas::atlas();
    auto const communes = communes_of(reading, *atlas);
    view.communes = std::int64_t(communes.size());
    view.not_sent =
        left_over(communes, reading.db.all<std::int64_t>(sql::areas_of_import, {{"import", import.id}}));
    for (auto const& taking : takings_of(reading.db, import.id))
        view.takings.push_back(line_of(taking));
    for (auto& taking : view.takings)
        if (taking.undone)
            taking.left = std::int64_t(
                reading.db.all<StoredRow>(sql::rows_of_taking, {{"taking", *parse_id(taking.id)}}).size());
    return view;
}

namespace
{

// What must be looked at first.
int urgency(FileLine const& file)
{
    if (file.state == "unreadable" || file.state == "no_register")
        return 0;
    if (file.state == "repeated")
        return 6;
    if (file.outside > 0 || (file.state == "read" && file.unit.empty() && file.rows.unclear > 0))
        return 1;
    return file.rows.to_fix > 0 ? 2 : file.rows.unclear > 0 ? 3 : file.rows.ready() > 0 ? 4 : 5;
}

void most_urgent_first(std::vector<FileLine>& files)
{
    std::vector<std::pair<std::pair<int, std::size_t>, FileLine>> order;
    for (auto& file : files)
        order.emplace_back(std::pair(urgency(file), order.size()), std::move(file));
    std::ranges::sort(order, {}, [](auto const& each) { return each.first; });
    files.clear();
    for (auto& each : order)
        files.push_back(std::move(each.second));
}

// A page of those that the actor may open, and one more if there is one.
std::vector<Import> newest_opened(acts::Reading const& reading, std::int64_t before)
{
    std::vector<Import> opened;
    for (;;) {
        auto const some =
            reading.db.all<Import>(sql::newest_imports, {{"before", before}, {"count", imports_at_once}});
        for (auto const& import : some)
            if (opened.size() <= imports_on_a_page && may_open(reading, import))
                opened.push_back(import);
        if (some.size() < std::size_t(imports_at_once) || opened.size() > imports_on_a_page)
            return opened;
        before = some.back().id.value;
    }
}

} // namespace

Outcome<routes::Page> show_start(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto page = StartPage{.keys = web::form_keys_of(reading.csrf, sent.values, problem),
                          .errors = web::errors_of(problem)};
    if (problem)
        page.files_error = web::error_of(problem->fields, "files");
    auto const before = parse_id(forms::value_of(sent.values, "truoc")).value_or(INT64_MAX);
    auto const list = newest_opened(reading, before);
    for (auto const& import : list)
        if (page.imports.size() < imports_on_a_page)
            page.imports.push_back(summary(reading, import));
    if (list.size() > imports_on_a_page)
        page.pager.next = "/can-bo/gop-so?truoc=" + page.imports.back().id;
    if (before != INT64_MAX)
        page.pager.previous = "/can-bo/gop-so";
    page.year = civil(reading.today()).year;
    auto const atlas = areas::atlas();
    auto const communes = communes_of(reading, *atlas);
    page.communes = std::int64_t(communes.size());
    page.not_sent =
        left_over(communes, reading.db.all<std::int64_t>(sql::reporting_areas, {{"year", page.year}}));
    return routes::Page{.title = "Gộp sổ đăng ký",
                        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Gộp sổ đăng ký", ""}},
                        .body = start_page(page),
                        .section = "/can-bo/gop-so"};
}

Outcome<routes::Page> show_import(routes::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto const id = parse_id(forms::value_of(sent.values, "import"));
    auto view = TRY(view_import(reading, {{id.value_or(0)}}));
    auto page = ImportPage{.view = std::move(view),
                           .keys = web::form_keys_of(reading.csrf, sent.values, problem),
                           .errors = web::errors_of(problem),
                           .can_publish = reading.may(models::may::publish_models, {}) ? "1" : "",
                           .typed_reason = std::string(forms::value_of(sent.values, "reason"))};
    page.undoing = problem ? std::string(forms::value_of(sent.values, "taking")) : "";
    page.leave_touched = forms::value_of(sent.values, "leave_touched") == "1";
    if (problem)
        page.files_error = web::error_of(problem->fields, "files");
    if (page.view.waiting == 0)
        most_urgent_first(page.view.items);
    auto const unknown = std::ranges::any_of(page.view.items, [](FileLine const& file) {
        return file.state == "read" && file.unit.empty() && file.rows.unclear > 0;
    });
    if (unknown)
        for (auto const& body : bodies::directory()->periods())
            if (page.bodies.size() < most_offered && body.holds_on(reading.today()) &&
                reading.may(models::may::import_models, {body.area.value, body.body.value}))
                page.bodies.push_back(offered(body));
    auto const title = "Gộp sổ lúc " + page.view.at;
    auto shown_page = routes::Page{
        .title = title,
        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Gộp sổ đăng ký", "/can-bo/gop-so"}, {title, ""}},
        .body = import_page(page),
        .section = "/can-bo/gop-so",
        .wide = true};
    if (page.view.waiting > 0 && !problem)
        shown_page.refresh = refresh_seconds;
    return shown_page;
}

web::Field files_field(std::string const& error)
{
    return {.kind = web::Field::Kind::files,
            .name = "files",
            .label = "Các tệp sổ đăng ký",
            .hint = "Kéo tất cả tệp thả vào khung dưới đây, hoặc bấm vào khung để chọn. Excel (.xlsx), "
                    "LibreOffice (.ods) hoặc .csv; cùng lúc đến 100 tệp, 200 MB. Tệp .xls: mở "
                    "ra và lưu thành .xlsx.",
            .error = error,
            .accept = ".xlsx,.ods,.csv,.jsonl"};
}

std::string reason_id(ImportPage const& page, TakingLine const& taking)
{
    return page.undoing == taking.id ? "f-reason" : "f-reason-" + taking.id;
}

std::string_view reason_error(ImportPage const& page, TakingLine const& taking)
{
    return page.undoing == taking.id ? web::error_of(page.errors.fields, "reason") : std::string_view();
}

std::vector<web::Figure> figures_of(ImportView const& view)
{
    auto const& rows = view.rows;
    return {{"Sẵn sàng nhận", web::number(rows.ready()),
             fmt::format("{} mới hoặc nhân rộng, {} duy trì", web::number(rows.good), web::number(rows.kept)),
             ""},
            {"Cần sửa", web::number(rows.to_fix), "trả lại đơn vị trong tệp đã đánh dấu", ""},
            {"Chưa rõ", web::number(rows.unclear), "cần người chọn", ""},
            {"Đã nhận", web::number(rows.taken),
             fmt::format("{} dòng đã có từ trước", web::number(rows.same)), ""},
            {"Xã, phường chưa gửi", web::number(std::int64_t(view.not_sent.size())),
             fmt::format("trên {}", web::number(view.communes)), ""}};
}

int columns_of(ImportView const& view)
{
    return 8 + (view.rows.personal > 0) + (view.rows.same > 0) + (view.rows.again > 0);
}

std::string reminder(ImportView const& view)
{
    std::string names;
    std::size_t named = 0;
    for (auto const& name : view.not_sent) {
        if (characters(names) + characters(name) > 300)
            break;
        names += (named++ == 0 ? "" : ", ") + name;
    }
    if (named < view.not_sent.size())
        names += fmt::format(" và {} nơi khác", view.not_sent.size() - named);
    return fmt::format("Đến {}, {} trên {} xã, phường, đặc khu chưa gửi sổ đăng ký “Dân vận khéo”: {}. Xin "
                       "gửi về để gộp chung, mẫu của nơi nào cứ để nguyên.",
                       view.at, view.not_sent.size(), view.communes, names);
}

std::string take_words(ImportView const& view)
{
    return view.rows.ready() == 0 ? "Nhận các dòng của đơn vị mới"
                                  : fmt::format("Nhận {} dòng tốt", web::number(view.rows.ready()));
}

std::string_view bar_class(FileLine const& file)
{
    if (file.state == "unreadable" || file.state == "no_register")
        return " kheo-row--bad";
    if (file.state == "waiting" || file.state == "repeated")
        return "";
    if (file.rows.to_fix > 0 || file.outside > 0)
        return " kheo-row--bad";
    return file.rows.unclear > 0 || file.unit.empty() ? " kheo-row--look" : " kheo-row--good";
}

std::string_view state_words(FileLine const& file)
{
    if (file.state == "waiting")
        return "Đang chờ đọc";
    if (file.state == "unreadable")
        return "Không đọc được";
    if (file.state == "no_register")
        return "Không thấy sổ";
    if (file.state == "repeated")
        return "Trùng tệp";
    if (file.outside > 0 && file.rows.ready() == 0)
        return "Ngoài phạm vi";
    if (file.rows.to_fix > 0)
        return "Có dòng cần sửa";
    if (file.rows.unclear > 0)
        return "Có dòng chưa rõ";
    if (file.rows.ready() > 0)
        return "Sẵn sàng";
    return file.rows.taken > 0    ? "Đã nhận"
           : file.rows.again > 0  ? "Đã có bản gửi lại"
           : file.rows.rows() > 0 ? "Không có gì mới"
                                  : "Không có dòng nào";
}

std::string address(ImportView const& view, FileLine const& file, std::string_view state)
{
    return fmt::format("/can-bo/gop-so/{}/tep/{}{}", view.id, file.id,
                       state.empty() ? "" : fmt::format("?muc={}", state));
}

} // namespace kheo::imports
