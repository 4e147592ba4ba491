// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/accounts/add.hpp"

#include "capabilities/accounts/add.html.hpp"
#include "capabilities/accounts/fields.hpp"
#include "capabilities/accounts/problems.hpp"
#include "platform/text/text.hpp"

#include <array>

namespace kheo::accounts
{

std::span<forms::Rule const> AddForm::rules()
{
    using forms::Input;
    using forms::Need;
    static constexpr std::array<forms::Rule, 7> list{{
        {"name", "Họ và tên", Input::line, 80, Need::required},
        {"login", "Tên đăng nhập", Input::line, 40, Need::required,
         "Chữ thường không dấu, số, dấu chấm. Ví dụ: danvan.khetrucson"},
        {"role", "Vai trò", Input::choice, 60, Need::required},
        {"unit_code", "Cơ quan, tổ chức", Input::line, 200, Need::optional,
         "Ghi mã hoặc tên đầy đủ. Để trống nếu vai trò dùng cho toàn hệ thống."},
        {"valid_from", "Giữ vị trí từ ngày", Input::date, 0, Need::optional, "Để trống là từ hôm nay."},
        {"decision", "Văn bản phân công", Input::line, 200, Need::optional, "Số, ký hiệu và ngày."},
        {"demo", "Dữ liệu minh họa", Input::yes_no},
    }};
    return list;
}

BodyId body_named(bodies::Directory const& directory, std::string_view typed, Date day)
{
    auto const text = tidied(typed);
    if (auto const* const body = directory.by_code(text, day))
        return body->body;
    auto const named = directory.by_name(text, day);
    return named.size() == 1 ? named.front()->body : BodyId();
}

std::expected<Person, std::vector<FieldError>> planned(Line const& line, Roles const& roles,
                                                       bodies::Directory const& directory, Date day)
{
    std::vector<FieldError> errors;
    auto const say = [&](char const* field, Refusal const& refusal) {
        errors.push_back({field, std::string(refusal.sentence)});
    };
    auto person = Person{.account = {.login = login_of(line.login), .name = tidied(line.name)},
                         .post = {.body = body_named(directory, line.unit_code, day), .valid_from = day}};
    if (person.account.name.empty())
        errors.push_back({"name", "Họ và tên: chưa nhập."});
    if (!is_login(person.account.login))
        say("login", problems::bad_login);
    auto const* const role = roles.named(line.role);
    if (!role)
        say("role", problems::no_such_role);
    else
        person.post.role = role->code;
    auto const given = !tidied(line.unit_code).empty();
    if (given && !person.post.body)
        say("unit_code", problems::no_such_body);
    if (!given && role && role->needs_body())
        say("unit_code", problems::body_needed);
    if (!errors.empty())
        return std::unexpected(std::move(errors));
    return person;
}

acts::Recorded<Account> add_person(acts::Work& work, Person person)
{
    person.account.id = {work.draws.id()};
    person.post.id = {work.draws.id()};
    person.post.account = person.account.id;
    auto recorded = store_new(work, person.account);
    store_new(work, person.post);
    return recorded;
}

Outcome<acts::Recorded<Account>> add(acts::Work& work, AddForm const& form)
{
    auto const directory = bodies::directory();
    auto const day = form.valid_from.value_or(work.today());
    auto person = planned({form.login, form.name, form.role, form.unit_code}, roles(), *directory, day);
    if (!person)
        return refuse(kheo::problems::bad_fields, std::move(person).error());
    if (!work.may(may::manage_accounts, place(person->post)))
        return refuse(kheo::problems::not_allowed);
    if (account_by_login(work.db, person->account.login))
        return refuse(kheo::problems::bad_fields,
                      std::vector<FieldError>{{"login", std::string(problems::login_taken.sentence)}});
    person->post.decision = form.decision;
    person->account.demo = person->post.demo = form.demo;
    return add_person(work, std::move(*person));
}

Outcome<routes::Page> show_add(acts::Reading& reading, forms::Sent const& sent, Problem const* problem)
{
    auto fields = fields_of(AddForm::rules(), sent);
    std::erase_if(fields, [](web::Field const& field) { return field.name == "demo"; });
    web_field(fields, "role").choices = role_choices(forms::value_of(sent.values, "role"));
    web_field(fields, "unit_code").offers = body_offers(reading.today());
    auto const page = AddPage{errors_of(problem), keys_of(reading), with_errors(std::move(fields), problem)};
    return routes::Page{
        .title = "Thêm một người",
        .description = {},
        .crumbs = {{"Việc của tôi", "/can-bo"}, {"Tài khoản", "/can-bo/tai-khoan"}, {"Thêm một người", ""}},
        .body = add_page(page),
        .section = "/can-bo/tai-khoan"};
}

routes::After after_add(Account const& account)
{
    return {"/can-bo/tai-khoan/" + shown(account.id),
            "Đã thêm tài khoản. Hãy cấp liên kết để người này đăng nhập lần đầu."};
}

} // namespace kheo::accounts
