// SPDX-License-Identifier: AGPL-3.0-or-later
// What each role finds on its desk.
#include "capabilities/accounts/accounts.hpp"
#include "capabilities/desk/desk.hpp"
#include "capabilities/desk/view.html.hpp"
#include "capabilities/desk/view.sql.hpp"
#include "capabilities/heartbeats/heartbeats.hpp"
#include "capabilities/ledger/ledger.hpp"
#include "capabilities/models/models.hpp"
#include "capabilities/reminders/reminders.hpp"
#include "capabilities/replications/replications.hpp"
#include "capabilities/rounds/rounds.hpp"
#include "data/data.hpp"
#include "platform/files/shelf.hpp"
#include "platform/text/csv.hpp"
#include "platform/text/number.hpp"

#include <algorithm>
#include <ranges>
#include <set>

namespace kheo::desk
{

namespace
{

constexpr acts::Permission manage_accounts{"accounts.manage"};
Settings settings; // written once, before the first request

constexpr std::size_t most_own_bodies = 60; // more belong to a province: its report tells who is missing
constexpr std::int64_t most_pending = 1'000;

// Bodies that somebody's posts answer for: their own, and with an đầu mối those
// of its commune.
std::vector<bodies::Body const*> own_bodies(acts::Reading const& reading, bodies::Directory const& held)
{
    std::set<std::int64_t> areas;
    auto const atlas = areas::atlas();
    for (auto const& post : reading.actor.posts)
        if (auto const* const body = held.on({post.body}, reading.today()))
            if (auto const* const area = atlas->on(body->area, reading.today());
                area && areas::is_communal(area->kind))
                areas.insert(body->area.value);
    std::vector<bodies::Body const*> own;
    for (auto const area : areas)
        for (auto const* const body : held.of_area({area}, reading.today()))
            if (reading.may(models::may::register_models, bodies::place(*body)))
                own.push_back(body);
    return own;
}

// Whether all their posts lie in communes: what they see is their own work.
bool answers_for_a_commune(acts::Reading const& reading)
{
    auto const held = bodies::directory();
    auto const atlas = areas::atlas();
    return std::ranges::all_of(reading.actor.posts, [&](acts::Post const& post) {
        auto const* const body = held->on({post.body}, reading.today());
        auto const* const area = body ? atlas->on(body->area, reading.today()) : nullptr;
        return area && areas::is_communal(area->kind);
    });
}

// What this year's registration still lacks.
void add_missing(acts::Reading const& reading, DeskView& view)
{
    auto const held = bodies::directory();
    auto const own = own_bodies(reading, *held);
    if (own.empty() || own.size() > most_own_bodies)
        return;
    auto const year = civil(reading.today()).year;
    auto const words = std::to_string(year);
    auto& group = view.groups.emplace_back(Group{.name = "missing",
                                                 .title = "Đăng ký năm " + words + " còn thiếu",
                                                 .nothing = "Các đơn vị đều đã đăng ký năm " + words + "."});
    for (auto const* const body : own) {
        auto const done = models::year_of(reading.db, body->body, year);
        if (done.entered == 0)
            group.items.push_back({.title = body->name + ": chưa đăng ký mô hình nào",
                                   .url = "/can-bo/mo-hinh/moi?body=" + shown(body->body),
                                   .from = body->name});
        if (done.to_keep > 0)
            group.items.push_back(
                {.title = body->name + ": " + shown(done.to_keep) + " mô hình năm trước chưa đăng ký duy trì",
                 .url = models::list_of_unkept(body->body, done.first_year, year),
                 .from = body->name});
    }
    group.total = std::int64_t(group.items.size());
}

// Which bodies still owe this period a word, and what they took over from others.
void add_unconfirmed(acts::Reading const& reading, DeskView& view)
{
    auto const period = periods::shown(periods::calendar().of(reading.today()));
    auto& group = view.groups.emplace_back(Group{.name = "to_confirm",
                                                 .title = "Chờ xác nhận duy trì, " + period,
                                                 .nothing = "Mọi mô hình cần xác nhận kỳ này đều đã có lời.",
                                                 .all = "/can-bo/duy-tri"});
    for (auto const& one : heartbeats::owed(reading)) {
        auto const address = "/can-bo/duy-tri?body=" + shown(one.body);
        if (one.due > 0 && ++group.total <= std::int64_t(most_items))
            group.items.push_back({.title = bodies::name_of(one.body, reading.today()) + ": " +
                                            shown(one.due) + " mô hình chưa xác nhận",
                                   .url = address,
                                   .from = bodies::name_of(one.body, reading.today())});
        if (one.inherited > 0 && ++group.total <= std::int64_t(most_items))
            group.items.push_back(
                {.title = bodies::name_of(one.body, reading.today()) + ": nhận " + shown(one.inherited) +
                          " mô hình từ đơn vị đã sáp nhập, giải thể",
                 .url = address,
                 .from = bodies::name_of(one.body, reading.today()),
                 .note = "Còn làm thì xác nhận; không làm nữa thì ghi kết thúc, kèm bài học."});
    }
}

// For those who look after many places: where silence grows, and what spreads.
void add_exceptions(acts::Reading& reading, DeskView& view)
{
    auto const kept = heartbeats::view_kept_inside(reading, {});
    if (!kept || kept->places.size() < 2)
        return;
    auto& group = view.groups.emplace_back(
        Group{.name = "exceptions",
              .title = "Việc cần chú ý",
              .nothing = "Không có nơi nào nhiều mô hình chưa xác nhận, không có đợt "
                         "thẩm định nào quá hạn.",
              .all = "/can-bo/duy-tri/tinh-hinh"});
    auto const add = [&](Item item) {
        if (++group.total <= std::int64_t(most_items))
            group.items.push_back(std::move(item));
    };
    for (auto const& place : kept->places)
        if (heartbeats::many_silent(place))
            add({.title = place.name + ": " + shown(place.unconfirmed) + " trên " + shown(place.to_keep()) +
                          " mô hình chưa xác nhận còn làm",
                 .url = heartbeats::list_address(*kept, place, heartbeats::Condition::unconfirmed),
                 .from = place.name,
                 .demo = place.demo});
    for (auto const& one : rounds::behind(reading))
        add({.title = one.round.title + ": quá hạn khép " + shown(one.days) + " ngày, còn " +
                      shown(one.undecided) + " mô hình chưa có kết quả",
             .url = "/can-bo/tham-dinh/" + shown(one.round.id),
             .from = bodies::name_of(one.round.body, reading.today()),
             .demo = one.round.demo});
    for (auto const& one : replications::spreading(reading))
        if (reading.may(heartbeats::may::see_conditions, {one.area.value, one.body.value}))
            add({.title = "“" + one.title + "”: thêm " + shown(one.fresh) + " nơi làm theo trong kỳ",
                 .url = "/mo-hinh/" + shown(one.model) + "/nhan-rong",
                 .from = bodies::name_of(one.body, reading.today())});
}

struct Lacking {
    std::int64_t account = 0;
    std::string name;
    std::string role;
    std::int64_t body = 0;
};
BOOST_DESCRIBE_STRUCT(Lacking, (), (account, name, role, body))

void add_accounts(acts::Reading const& reading, DeskView& view)
{
    auto& group = view.groups.emplace_back(Group{.name = "second_step",
                                                 .title = "Tài khoản chưa có xác thực bước hai",
                                                 .nothing = "Mọi tài khoản cần xác thực bước hai đều đã có.",
                                                 .all = "/can-bo/tai-khoan"});
    for (auto const& one :
         reading.db.all<Lacking>(sql::posts_without_second_step, {{"today", reading.today()}})) {
        auto const* const role = accounts::roles().find(one.role);
        if (!role || !role->second_factor)
            continue;
        ++group.total;
        if (group.items.size() < most_items)
            group.items.push_back(
                {.title = one.name,
                 .url = "/can-bo/tai-khoan/" + std::to_string(one.account),
                 .from = accounts::words_of({.role = one.role, .body = one.body}, reading.today())});
    }
}

// Letters that do not reach the person themselves.
void add_own_mail(acts::Reading const& reading, DeskView& view)
{
    if (reminders::is_failing(reading))
        view.groups.push_back(
            {.name = "own_mail",
             .title = "Thư nhắc việc",
             .items = {{.title = "Địa chỉ nhận thư của bạn bị từ chối: xem lại", .url = "/can-bo/toi/thu"}},
             .total = 1});
}

// How many rows of a rule's table nobody has confirmed; 0 for other data.
std::int64_t unconfirmed_in(std::string_view csv)
{
    auto const records = csv::Records::parse(csv, {"status"});
    if (!records)
        return 0;
    std::int64_t count = 0;
    for (std::size_t row = 0; row < records->size(); ++row)
        count += records->at(row, "status") == "to_confirm" ? 1 : 0;
    return count;
}

void add_state(acts::Reading const& reading, DeskView& view)
{
    auto& group = view.groups.emplace_back(
        Group{.name = "state", .title = "Tình trạng hệ thống", .nothing = "Mọi phần đang chạy bình thường."});
    if (auto const probe = files::shelf().extractor.probe(); !probe)
        group.items.push_back({.title = "Vùng cách ly đọc tệp chưa chạy: đang từ chối mọi tệp gửi lên",
                               .note = probe.error().sentence});
    if (!settings.operator_stated)
        group.items.push_back(
            {.title = "Trang chưa nêu cơ quan nào vận hành",
             .url = "/gioi-thieu",
             .note = "Ghi site.operated_by, postal_address, phone, email vào kheo.toml rồi khởi động lại."});
    if (ledger::served().note.empty())
        group.items.push_back({.title = "Sổ kiểm chứng chưa có điểm chốt nào", .url = "/so-kiem-chung"});
    if (auto const pending = reading.db.one<std::int64_t>(sql::oldest_pending).value_or(0);
        pending > most_pending)
        group.items.push_back(
            {.title = shown(pending) + " việc chưa vào sổ kiểm chứng", .url = "/so-kiem-chung"});
    if (auto const trouble = reminders::trouble_of(reading.db); !trouble.empty())
        group.items.push_back({.title = "Thư nhắc việc chưa gửi đi được, đang chờ gửi lại", .note = trouble});
    std::int64_t unconfirmed = 0;
    for (unsigned at = 0; at < data::fact_count; ++at)
        if (auto const name = std::string_view(data::facts[at].name); name.starts_with("rules/"))
            unconfirmed += unconfirmed_in(data::file(name));
    if (unconfirmed > 0)
        group.items.push_back({.title = shown(unconfirmed) + " dòng quy định, danh mục chưa được xác nhận",
                               .note = "Màn hình nào dùng tới sẽ nói rõ là chưa xác nhận."});
    group.total = std::int64_t(group.items.size());
}

} // namespace

void put_settings(Settings given)
{
    settings = given;
}

std::int64_t days_since(Instant then, Instant now)
{
    return local_date(now).day - local_date(then).day;
}

std::string waited(std::int64_t days)
{
    return days <= 0 ? "Hôm nay" : "Chờ " + shown(days) + " ngày";
}

Outcome<DeskView> view_desk(acts::Reading& reading, routes::Nothing const&)
{
    auto view = DeskView();
    if (reading.may(heartbeats::may::see_conditions, {}) && !answers_for_a_commune(reading))
        add_exceptions(reading, view);
    add_duties(reading, view);
    add_models(reading, view);
    add_appraisal(reading, view);
    if (reading.may(models::may::register_models, {}))
        add_missing(reading, view);
    if (reading.may(heartbeats::may::confirm_models, {}))
        add_unconfirmed(reading, view);
    add_voices(reading, view);
    if (reading.may(manage_accounts, {})) {
        add_accounts(reading, view);
        add_state(reading, view);
    }
    add_own_mail(reading, view);
    return view;
}

routes::Page show_desk(acts::Reading& reading, DeskView const& view)
{
    auto page = DeskPage{.day = shown(reading.today()),
                         .may_register = reading.may(models::may::register_models, {})};
    for (auto const& group : view.groups) {
        if (group.items.empty()) {
            if (!group.nothing.empty())
                page.done.push_back(group.nothing);
            continue;
        }
        auto& part =
            page.groups.emplace_back(GroupPart{.name = group.name, .title = group.title, .all = group.all});
        for (auto const& item : group.items | std::views::take(group.all.empty() ? most_items : first_items))
            part.items.push_back({.title = item.title,
                                  .address = item.url.empty() ? "/can-bo" : item.url,
                                  .from = item.title.starts_with(item.from) ? "" : item.from,
                                  .note = item.note,
                                  .due = item.since.empty() ? "" : waited(item.days)});
        part.count = shown(group.total);
        part.more = !group.all.empty() && group.total > std::int64_t(part.items.size());
    }
    return {.title = "Việc của tôi", .body = desk_page(page), .section = "/can-bo"};
}

std::span<routes::Row const> rows()
{
    static std::array const list = {
        routes::read("/can-bo", "/api/v1/desk", routes::signed_in, view_desk, show_desk,
                     {.summary = "Việc của tôi: chờ ai, từ đâu, đã bao lâu"}),
    };
    return list;
}

} // namespace kheo::desk
