// SPDX-License-Identifier: AGPL-3.0-or-later
// Refusals: what a caller can act on. A failure of the world is an exception;
// a broken invariant of our own is a Contradiction.
#pragma once

#include <expected>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kheo
{

// One row of a problems.hpp: the id never changes once published. The sentence
// is Vietnamese, for people; "{}" in it is replaced by the first detail.
struct Refusal {
    std::string_view id;
    int status;
    std::string_view sentence;
};

// What is wrong with one field of a form, said at that field.
struct FieldError {
    std::string field;
    std::string sentence;
};

struct Problem {
    std::string id;
    int status = 400;
    std::string sentence;
    std::vector<FieldError> fields;

    Problem(Refusal const& refusal) : id(refusal.id), status(refusal.status), sentence(refusal.sentence) {}
    Problem(Refusal const& refusal, std::string_view detail);
    Problem(Refusal const& refusal, std::vector<FieldError> errors) : Problem(refusal)
    {
        fields = std::move(errors);
    }
};

template <class T>
using Outcome = std::expected<T, Problem>;

// The value of an expected failure: `return refuse(problems::stage_forbids);`
template <class... Details>
auto refuse(Refusal const& refusal, Details&&... details) -> std::unexpected<Problem>
{
    return std::unexpected(Problem(refusal, std::forward<Details>(details)...));
}

// Refusals that any server gives, whatever it serves.
namespace problems
{
inline constexpr Refusal bad_fields{"bad_fields", 422, "Có mục cần sửa. Xin xem từng mục bên dưới."};
inline constexpr Refusal not_found{"not_found", 404, "Không tìm thấy nội dung này."};
inline constexpr Refusal not_allowed{"not_allowed", 403, "Tài khoản này không được làm việc đó."};
inline constexpr Refusal changed_meanwhile{"changed_meanwhile", 409,
                                           "{} vừa sửa nội dung này. Xin xem lại bản mới rồi gửi lại."};
inline constexpr Refusal act_reused{
    "act_reused", 409, "Mã lần gửi này đã dùng cho một nội dung khác. Xin mở lại biểu mẫu rồi gửi lại."};
} // namespace problems

// Our own invariant is false: stop, and let a person look.
struct Contradiction : std::logic_error {
    using std::logic_error::logic_error;
};

inline void ensure(bool holds, char const* what)
{
    if (!holds)
        throw Contradiction(what);
}

} // namespace kheo

// The value of an Outcome, or return its Problem. Only as the whole right side
// of a declaration: inside a braced initialiser g++ 12 skips a destructor.
#define TRY(expression)                                                                                      \
    __extension__({                                                                                          \
        auto outcome_ = (expression);                                                                        \
        if (!outcome_)                                                                                       \
            return std::unexpected(std::move(outcome_).error());                                             \
        std::move(outcome_).value();                                                                         \
    })
