// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/accounts/links.hpp"

#include "capabilities/accounts/accounts.hpp"
#include "capabilities/accounts/browse.html.hpp"
#include "capabilities/accounts/import.hpp"
#include "platform/testing/office.hpp"

#include <doctest/doctest.h>

using namespace kheo;
using namespace kheo::accounts;

namespace
{

using Rows = std::vector<std::vector<std::string>>;

auto const start = *date_of({2025, 7, 1});

void put_body()
{
    areas::put_atlas(
        std::make_shared<areas::Atlas const>(std::vector{areas::Area{.id = {1},
                                                                     .area = {1},
                                                                     .code = "01",
                                                                     .name = "A",
                                                                     .full_name = "Tỉnh A",
                                                                     .kind = areas::AreaKind::province,
                                                                     .valid_from = start}},
                                             std::vector<areas::AreaChange>()));
    bodies::put_directory(std::make_shared<bodies::Directory const>(std::vector{bodies::Body{
        .id = {2}, .body = {2}, .code = "X", .name = "Đảng ủy xã", .area = {1}, .valid_from = start}}));
}

std::string token_of(Slip const& slip)
{
    return slip.url.substr(slip.url.rfind('/') + 1);
}

Preview preview_of(std::vector<SheetLine> const& lines)
{
    put_body();
    return previewed(lines, roles(), *bodies::directory(), *date_of({2026, 1, 1}),
                     [](std::string_view login) { return login == "co.roi"; });
}

} // namespace

TEST_ON_BOTH("a link works once, until its day, and a newer one ends it")
{
    put_body();
    put_origin("https://vi-du.example.vn");
    auto office = testing::Office(engine);
    REQUIRE(
        office.act(add, AddForm{.login = "abc", .name = "Người A", .role = "can_bo_xa", .unit_code = "X"}));
    auto const issue = [&] { return office.act(issue_links, LinkForm{.login = "ABC"})->value().items.at(0); };
    auto const use = [&](Slip const& slip) {
        return office.act(
            [](acts::Work& work, std::string const& token) -> std::optional<Link> {
                return use_link(work, token);
            },
            token_of(slip));
    };
    auto const first = issue();
    CHECK(first.purpose == Purpose::enrol);
    CHECK(first.url.starts_with("https://vi-du.example.vn/can-bo/lien-ket/"));
    CHECK(token_of(first).size() == 26);
    auto const second = issue();
    CHECK(!use(first));
    CHECK(use(second));
    CHECK(!use(second));
    auto const third = issue();
    office.clock.at.ms += link_days * 86'400'000 - 1;
    CHECK(office.read([&](acts::Reading& r) { return live_link(r.db, token_of(third), r.now); }));
    office.clock.at.ms += 1;
    CHECK(!use(third));
    CHECK(!use({.url = "x"}));
}

TEST_ON_BOTH("the link's act names account and purpose, never the token")
{
    put_body();
    auto office = testing::Office(engine);
    REQUIRE(
        office.act(add, AddForm{.login = "abc", .name = "Người A", .role = "can_bo_xa", .unit_code = "X"}));
    auto const slips = office.act(issue_links, LinkForm{.login = "abc"});
    REQUIRE(slips);
    auto const token = token_of(slips->value().items.at(0));
    auto const link = office.read([&](acts::Reading& r) { return live_link(r.db, token, r.now); });
    REQUIRE(link);
    auto const acts =
        office.read([&](acts::Reading& r) { return acts::history(r.db, "one_time_link", link->id.value); });
    REQUIRE(acts.size() == 1);
    CHECK(acts[0].kind == "accounts.link_issued");
    CHECK(acts[0].content.find(token) == std::string::npos);
}

TEST_ON_BOTH("an account named twice gets one slip, and its link is alive")
{
    put_body();
    auto office = testing::Office(engine);
    auto const added =
        office.act(add, AddForm{.login = "abc", .name = "Người A", .role = "can_bo_xa", .unit_code = "X"});
    REQUIRE(added);
    auto const id = office.read([](acts::Reading& r) { return account_by_login(r.db, "abc")->id; });
    auto const slips = office.act(issue_links, LinkForm{.account = {id, id}, .login = "ABC"});
    REQUIRE(slips);
    REQUIRE(slips->value().items.size() == 1);
    auto const token = token_of(slips->value().items.at(0));
    CHECK(office.read([&](acts::Reading& r) { return live_link(r.db, token, r.now); }));
}

TEST_ON_BOTH("only the operator gives a link that signs in fully")
{
    put_body();
    auto office = testing::Office(engine);
    REQUIRE(office.act(add, AddForm{.login = "abc", .name = "A", .role = "can_bo_xa", .unit_code = "X"}));
    auto const form = LinkForm{.account = {}, .login = "abc", .purpose = Purpose::sign_in};
    CHECK(office.act(issue_links, form));
    office.actor.kind = acts::ActorKind::person;
    office.allowed = [](auto const&...) { return true; };
    CHECK(office.act(issue_links, form).error().id == "not_allowed");
    CHECK(office.act(issue_links, LinkForm{}).error().id == "accounts.nobody_chosen");
    CHECK(office.act(issue_links, LinkForm{.login = "khong.co"}).error().id == "accounts.no_such_account");
}

TEST_CASE("columns are found by their headings, in any order, below a title")
{
    auto const people = people_of(Rows{{"DANH SÁCH CÁN BỘ"},
                                       {},
                                       {"TT", "Họ và tên", "Mã cơ quan", "VAI TRÒ", "Tên đăng nhập"},
                                       {"1", " Người  A ", "X", "Cán bộ cấp xã", "nguoi.a"},
                                       {"", "", "", "", ""},
                                       {"2", "Người B"}});
    REQUIRE(people);
    REQUIRE(people->size() == 2);
    CHECK(people->at(0).line == 4);
    CHECK(people->at(0).typed.name == "Người A");
    CHECK(people->at(0).typed.unit_code == "X");
    CHECK(people->at(1).line == 6);
    CHECK(people->at(1).typed.login.empty());
}

TEST_CASE("a sheet without its columns, without people or with too many is refused")
{
    CHECK(people_of({}).error().id == "accounts.bad_sheet");
    CHECK(people_of(Rows{{"login", "name", "role"}}).error().id == "accounts.bad_sheet");
    CHECK(people_of(Rows{{"login", "name", "role", "unit_code"}}).error().id == "accounts.bad_sheet");
    auto const lacking = people_of(Rows{{"Họ tên", "Chức vụ", "Đơn vị"}, {"A", "can_bo_xa", "X"}});
    CHECK(lacking.error().sentence.starts_with("Bảng thiếu cột “Tên đăng nhập” (cũng nhận: Tài khoản"));
    CHECK(lacking.error().sentence.ends_with("Đã nhận ra: Họ và tên, Vai trò, Mã cơ quan."));
    CHECK(people_of(Rows{{"Tài khoản", "Họ tên", "Chức vụ", "Đơn vị"}, {"a.b", "A", "can_bo_xa", "X"}}));
    auto many = Rows{{"login", "name", "role", "unit_code"}};
    many.resize(most_people + 1, {"a", "b", "c", "d"});
    CHECK(people_of(many));
    many.push_back({"a", "b", "c", "d"});
    CHECK(people_of(many).error().id == "accounts.too_many_rows");
}

TEST_CASE("a preview tells the fresh from those there and those to mend")
{
    auto const preview = preview_of({{2, {"nguoi.a", "A", "can_bo_xa", "X"}},
                                     {3, {"co.roi", "B", "can_bo_xa", "X"}},
                                     {4, {"NGUOI.A", "C", "can_bo_xa", "X"}},
                                     {5, {"nguoi.d", "", "can_bo_xa", "Z"}}});
    REQUIRE(preview.rows.size() == 4);
    CHECK(preview.rows[0].state == Row::fresh);
    CHECK(preview.rows[0].post == "Cán bộ cấp xã, Đảng ủy xã");
    CHECK(preview.rows[1].state == Row::there);
    CHECK(preview.rows[2].state == Row::bad);
    CHECK(preview.rows[2].errors.at(0).field == "login");
    CHECK(preview.rows[3].errors.size() == 2);
    CHECK(preview.count(Row::bad) == 2);
}

TEST_ON_BOTH("forty people from one sheet, all or none")
{
    put_body();
    auto office = testing::Office(engine);
    std::string rows = "login,name,role,unit_code\r\n";
    for (int at = 1; at <= 40; ++at)
        rows += "can.bo" + std::to_string(at) + ",Cán bộ " + std::to_string(at) + ",can_bo_xa,X\r\n";
    auto const done = office.act(import_people, ApplyForm{rows});
    REQUIRE(done);
    CHECK(done->value().items.size() == 40);
    auto const again = office.act(import_people, ApplyForm{rows + "moi,Mới,can_bo_xa,X\r\n"});
    CHECK(again.error().id == "accounts.sheet_changed");
    CHECK(!office.read([](acts::Reading& r) { return account_by_login(r.db, "moi"); }));
    office.actor = {.kind = acts::ActorKind::person, .account = 3};
    CHECK(
        office.act(import_people, ApplyForm{"login,name,role,unit_code\nmoi,Mới,can_bo_xa,X\n"}).error().id ==
        "not_allowed");
}

TEST_CASE("the page of a person says of signing in what is so")
{
    auto view = AccountView{.record = {.id = {1}, .login = "abc", .name = "Người A"}};
    auto const page = [&] { return account_page(view, {}, false).take(); };
    CHECK(page().contains("chưa đăng nhập lần nào"));
    view.last_seen = "10:04 ngày 21/11/2026";
    CHECK(!page().contains("chưa đăng nhập lần nào"));
    CHECK(page().contains("chưa đặt mật khẩu"));
    view.has_password = true;
    CHECK(page().contains("đã đặt"));
}

TEST_CASE("one slip for each person, with its code to scan")
{
    auto const slips = Slips{{{.account = "1",
                               .login = "abc",
                               .name = "Người <A>",
                               .post = "Cán bộ",
                               .url = "https://x/y",
                               .expires = "28/11/2026"}}};
    auto office = testing::Office(db::Engine::sqlite);
    auto const html =
        office.read([&](acts::Reading& r) { return std::string(show_slips(r, slips).body.view()); });
    CHECK(html.find("Người &lt;A&gt;") != std::string::npos);
    CHECK(html.find("https://x/y") != std::string::npos);
    CHECK(html.find("<path d=\"M") != std::string::npos);
    CHECK(html.find("style=") == std::string::npos);
}
