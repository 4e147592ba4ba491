// SPDX-License-Identifier: AGPL-3.0-or-later
// The small decisions between HTTP and a verb: what was sent, who wants JSON,
// how a problem and a first answer look.
#pragma once

#include "platform/http/request.hpp"
#include "platform/http/response.hpp"
#include "platform/routes/row.hpp"
#include "platform/routes/site.hpp"
#include "platform/routes/table.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace kheo::routes
{

// Path names, then query (GET) or form or JSON (POST), and the files.
Outcome<forms::Sent> sent_values(http::Request& request, Match const& match);

// No session, no notice to say: a visitor whose page may be kept in memory.
// Of a cached page: its address with the parameters its row knows, and the day,
// for a page may say "today" anywhere.
std::string cache_key(http::Head const& head, Row const& row, Date today);
bool is_plain_visit(http::Head const& head);
std::vector<std::string_view> known_parameters(Row const& row);
// An API path, or a client that asks for JSON and not for HTML.
bool wants_json(http::Head const& head);
// `?dang=csv`, or a client of the API that asks for text/csv.
bool wants_csv(http::Head const& head, forms::Sent const& sent);
// What the last write said, carried by a cookie for one page.
std::string notice_of(http::Head const& head);
std::string name_for_log(acts::Actor const& actor);
// Percent-encoded whole.
std::string escaped(std::string_view text);

// The submission's id: the form's field `act`, or the header Idempotency-Key.
std::string act_of(http::Head const& head, forms::Sent const& sent);
// Whether a submission sent again gets the first answer: not housekeeping that
// anyone may (signing in), nor of what holds a secret, whose digest would be kept.
bool remembers(Row const& row);
// Over the row and what was typed, files by their hash.
Bytes digest_of(Row const& row, forms::Sent const& sent);
std::string text_of(Done const& done);
Done done_of(std::string const& text);

// What was beyond a limit, said at its field in the words of the form.
Problem over_of(Row const& row, Problem over);

// A form that was shown to the person who sends it, though in a session before.
bool is_own_form(Session const& session, forms::Sent const& sent);
// Seconds < 0 removes a cookie, 0 keeps it until the browser closes.
http::Response with_cookies(http::Head const& head, std::vector<Cookie> const& cookies,
                            http::Response answer);
// The table that a statement writes; "" for one that only reads. Pure.
std::string_view table_written_by(std::string_view sql);
// Whether these steps of a transaction wrote no other table.
bool writes_only(std::vector<db::Step> const& steps, std::span<std::string_view const> tables);
// The refusal the site has for it; the log says where it has none.
Problem problem_of(Site const& site, db::Violation const& violation);

// application/problem+json: type (the stable id), title, status, errors.
http::Response problem_json(Problem const& problem);
// 500, with the number under which the log tells more.
Problem failed(std::string_view incident);

} // namespace kheo::routes
