// SPDX-License-Identifier: AGPL-3.0-or-later
// A letter as PDF, set as its .docx is.
#pragma once

#include "platform/problem/problem.hpp"
#include "platform/sheets/letter.hpp"

#include <string>

namespace kheo::pdf
{

namespace problems
{
inline constexpr Refusal no_letter{"pdf_no_letter", 422,
                                   "Văn bản có ký hiệu mà máy chủ không có phông chữ để in ra PDF. Xin bỏ ký "
                                   "hiệu đặc biệt, hình vẽ, hoặc tải "
                                   "bản .docx."};
}

// With its table, whose headings stand on each sheet. A summary that must stand on one
// sheet is not set here, nor a table with two rows of headings: their .docx is signed.
Outcome<std::string> to_pdf(sheets::Letter const& letter);

} // namespace kheo::pdf
