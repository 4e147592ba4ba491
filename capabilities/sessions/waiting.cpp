// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/sessions/waiting.hpp"

namespace kheo::sessions
{

std::vector<web::Field> sign_in_fields(std::string_view login, Problem const* problem)
{
    return accounts::with_errors({{.kind = web::Field::Kind::code,
                                   .name = "login",
                                   .label = "Tên đăng nhập",
                                   .value = std::string(login),
                                   .width = 20,
                                   .autocomplete = "username"},
                                  {.kind = web::Field::Kind::password,
                                   .name = "password",
                                   .label = "Mật khẩu",
                                   .width = 20,
                                   .autocomplete = "current-password"}},
                                 problem);
}

web::Field code_field(Problem const* problem)
{
    return {.kind = web::Field::Kind::code,
            .name = "code",
            .label = "Mã xác nhận",
            .hint = "6 số trong ứng dụng tạo mã trên điện thoại, hoặc một mã chưa dùng trên thẻ mã đã in.",
            .error = problem ? std::string(web::error_of(problem->fields, "code")) : std::string(),
            .width = 20,
            .autocomplete = "one-time-code"};
}

web::Field app_code_field(Problem const* problem)
{
    auto field = code_field(problem);
    field.label = "Mã đang hiện trong ứng dụng";
    field.hint = "6 số, đổi sau mỗi 30 giây.";
    field.width = 10;
    return field;
}

} // namespace kheo::sessions
