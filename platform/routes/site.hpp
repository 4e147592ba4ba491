// SPDX-License-Identifier: AGPL-3.0-or-later
// What the program gives the dispatcher: who somebody is, what they may do,
// and the shell that is put around every page.
#pragma once

#include "platform/http/problems.hpp"
#include "platform/routes/limits.hpp"
#include "platform/routes/row.hpp"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace kheo::routes
{

// Who sends this request. Writes by browser must bring `csrf` back.
struct Session {
    acts::Actor actor;
    std::string csrf;       // empty for visitors and for tokens
    bool by_browser = true; // a personal token or the operator's socket needs no csrf
};

struct ShellContext {
    Session const& session;
    http::Head const& head;
    std::string notice; // what was just done, said once
};

struct Site {
    std::function<Session(http::Head const&)> session_of;
    acts::Allowed allowed;
    // Answered at once, before any row: static files, the sign of life.
    std::function<std::optional<http::Response>(http::Head const&)> direct;
    // A whole HTML document.
    std::function<std::string(Page const&, ShellContext const&)> shell;
    // The page that says a problem.
    std::function<Page(Problem const&, http::Head const&)> problem_page;
    // Called after a commit, before its answer leaves.
    std::function<void(std::vector<std::string> const& topics)> changed;
    // Where one signs in; the path wanted is added as `tiep`.
    std::string sign_in = "/can-bo/dang-nhap";
    // The same page in answer to a form whose sign-in ran out, what was typed
    // carried in it; where none is given, one goes to `sign_in`.
    std::function<Page(Carried const&)> sign_in_page = {};
    // What waited for a new sign-in, where its row has no form of its own: what
    // was typed, and the button to send it.
    std::function<Page(Row const&, Carried const&, Reading const&)> send_again = {};
    Budgets budgets = {};
    std::uint64_t most_file_bytes = UINT64_MAX; // of one upload, whatever its row would take
    // The tables that housekeeping may write: of no other has it the right, for
    // nothing it does is recorded.
    std::span<std::string_view const> unrecorded = {};
    // The refusal for a violated constraint: "table(column,column)".
    std::map<std::string, Refusal> violations;
};

namespace problems
{
inline constexpr Refusal forged_form{
    "forged_form", 403,
    "Biểu mẫu này không đi từ trang của hệ thống, hoặc đã để quá lâu. Xin mở lại rồi gửi lại."};
// Not a refusal of what was sent: it was never looked at.
inline constexpr Refusal was_signed_out{
    "was_signed_out", 200,
    "Lần đăng nhập trước đã hết hạn nên nội dung dưới đây chưa được gửi. Xin xem lại rồi bấm gửi lần nữa."};
inline constexpr Refusal of_another_person{
    "of_another_person", 409,
    "Nội dung đang chờ gửi là của người đăng nhập trước nên không hiện ở đây. Xin mở biểu mẫu và gõ lại."};
inline constexpr Refusal sign_in_first{"sign_in_first", 401, "Xin đăng nhập để làm việc này."};
inline constexpr Refusal too_many_requests{
    "too_many_requests", 429, "Có quá nhiều lần gửi trong thời gian ngắn. Xin đợi {} giây rồi thử lại."};
inline constexpr Refusal bad_json{"bad_json", 400, "Nội dung gửi lên không phải một đối tượng JSON đúng."};
inline constexpr Refusal already_there{"already_there", 409, "Nội dung này đã có trong hệ thống."};
inline constexpr Refusal storage_busy{
    "storage_busy", 503, "Hệ thống đang bận, nội dung vừa gửi chưa được lưu. Xin gửi lại sau ít phút."};
inline constexpr Refusal const& storage_full = http::problems::storage_full;
} // namespace problems

} // namespace kheo::routes
