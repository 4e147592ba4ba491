// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/routes/answers.hpp"

#include "platform/crypto/digest.hpp"
#include "platform/http/cookies.hpp"
#include "platform/http/page_cache.hpp"
#include "platform/routes/site.hpp"

#include <algorithm>
#include <map>

namespace kheo::routes
{

namespace
{

inline constexpr Refusal broke{
    "failed", 500, "Máy chủ gặp trục trặc, việc vừa rồi chưa chắc đã xong. Xin báo người quản trị số {}."};

// Names that the sender of a form adds for us, not for the verb.
bool is_ours(std::string_view name)
{
    return name == "token" || name == "act";
}

void add(Sha256& hash, std::string_view part)
{
    hash.add(bytes_of(std::to_string(part.size()) + ":"));
    hash.add(bytes_of(part));
}

} // namespace

Outcome<forms::Sent> sent_values(http::Request& request, Match const& match)
{
    auto sent = forms::Sent{match.values, {}};
    if (request.reads()) {
        for (auto const& [name, value] : request.query)
            sent.values.emplace_back(name, value);
        return sent;
    }
    for (auto const& [name, value] : request.form)
        sent.values.emplace_back(name, value);
    if (request.content_type() == "application/json") {
        auto values = forms::values_of_json(request.body);
        if (!values)
            return refuse(problems::bad_json);
        std::ranges::move(*values, std::back_inserter(sent.values));
    }
    for (auto const& upload : request.uploads)
        if (!upload.file_name.empty())
            sent.files.push_back(
                {upload.field, upload.file_name, upload.file.path(), upload.size, upload.sha256});
    return sent;
}

bool is_plain_visit(http::Head const& head)
{
    return head.reads() && !head.over_unix_socket && !http::cookie(head, "session") &&
           !http::cookie(head, "notice") && !head.headers.find("Authorization");
}

std::vector<std::string_view> known_parameters(Row const& row)
{
    std::vector<std::string_view> names;
    for (auto const& rule : row.rules)
        names.push_back(rule.name);
    return names;
}

std::string cache_key(http::Head const& head, Row const& row, Date today)
{
    auto const key = http::PageCache::key(head, known_parameters(row));
    return key.empty() ? key : iso(today) + " " + key;
}

bool wants_json(http::Head const& head)
{
    auto const accept = head.headers.value("Accept");
    if (accept.find("html") != std::string_view::npos)
        return head.path.starts_with("/api/");
    // Without a path nobody knows whose request it was.
    return head.path.empty() || head.path.starts_with("/api/") ||
           accept.find("json") != std::string_view::npos;
}

bool wants_csv(http::Head const& head, forms::Sent const& sent)
{
    if (forms::value_of(sent.values, "dang") == "csv")
        return true;
    return head.path.starts_with("/api/") && head.headers.value("Accept").starts_with("text/csv");
}

std::string notice_of(http::Head const& head)
{
    auto const carried = http::cookie(head, "notice");
    auto const bytes = carried ? from_hex(*carried) : std::nullopt;
    return bytes && bytes->size() < 600 ? std::string(bytes->begin(), bytes->end()) : std::string();
}

std::string name_for_log(acts::Actor const& actor)
{
    switch (actor.kind) {
    case acts::ActorKind::visitor:
        return {};
    case acts::ActorKind::person:
        return std::to_string(actor.account);
    case acts::ActorKind::system:
        return "system";
    }
    return {};
}

std::string escaped(std::string_view text)
{
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (unsigned char const c : text) {
        if (std::isalnum(c) || c == '-' || c == '_' || c == '.') {
            out += char(c);
        } else {
            out += '%';
            out += digits[c >> 4];
            out += digits[c & 15];
        }
    }
    return out;
}

std::string act_of(http::Head const& head, forms::Sent const& sent)
{
    auto const field = forms::value_of(sent.values, "act");
    auto const key = field.empty() ? head.headers.value("Idempotency-Key") : field;
    auto const plain =
        key.size() <= 128 && std::ranges::all_of(key, [](char c) { return c > 0x20 && c < 0x7f; });
    return plain ? std::string(key) : hex(sha256(bytes_of(key)));
}

bool remembers(Row const& row)
{
    return row.kind == Kind::act || (row.permission.name != anyone.name &&
                                     std::ranges::none_of(row.rules, is_secret, &forms::Rule::name));
}

Bytes digest_of(Row const& row, forms::Sent const& sent)
{
    auto hash = Sha256();
    add(hash, row.page);
    add(hash, row.api);
    for (auto const& [name, value] : sent.values) {
        if (is_ours(name))
            continue;
        add(hash, name);
        add(hash, value);
    }
    for (auto const& file : sent.files) {
        add(hash, file.field);
        add(hash, file.sha256);
    }
    auto const digest = hash.end();
    return Bytes(digest.begin(), digest.end());
}

std::string text_of(Done const& done)
{
    return boost::json::serialize(boost::json::object{{"location", done.after.location},
                                                      {"notice", done.after.notice},
                                                      {"status", done.status},
                                                      {"json", done.json}});
}

Done done_of(std::string const& text)
{
    auto const stored = boost::json::parse(text).as_object();
    auto const word = [&](char const* name) { return std::string(stored.at(name).as_string()); };
    return {{word("location"), word("notice")}, word("json"), {}, int(stored.at("status").as_int64())};
}

Problem over_of(Row const& row, Problem over)
{
    for (auto& [field, sentence] : over.fields) {
        auto const rule = std::ranges::find(row.rules, field, &forms::Rule::name);
        if (rule == row.rules.end())
            continue;
        if (over.id == http::problems::field_too_long.id)
            over.sentence = Problem(http::problems::field_too_long, rule->label).sentence;
        auto const is_file = rule->input == forms::Input::file;
        sentence = over.sentence + (is_file ? "" : " Dưới đây chỉ còn phần vừa mức đó.");
    }
    return over;
}

bool is_own_form(Session const& session, forms::Sent const& sent)
{
    auto const owner = owner_of(session.csrf);
    return !owner.empty() && owner == owner_of(forms::value_of(sent.values, "token"));
}

http::Response with_cookies(http::Head const& head, std::vector<Cookie> const& cookies, http::Response answer)
{
    for (auto const& [name, value, seconds] : cookies) {
        if (seconds < 0)
            http::clear_cookie(answer, head, name);
        else
            http::set_cookie(answer, head, name, value,
                             seconds == 0 ? std::nullopt : std::optional(int(seconds)));
    }
    return answer;
}

std::string_view table_written_by(std::string_view sql)
{
    constexpr std::string_view space = " \n\t";
    auto const letters = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
    for (std::string_view const verb : {"INSERT INTO", "DELETE FROM", "UPDATE"}) {
        auto const at = sql.find(verb);
        // "… DO UPDATE SET" belongs to an INSERT, which stands before it in this list.
        if (at == std::string_view::npos || (at > 0 && letters(sql[at - 1])))
            continue;
        auto const begin = sql.find_first_not_of(space, at + verb.size());
        if (begin == std::string_view::npos)
            continue;
        auto const end = std::find_if_not(sql.begin() + std::ptrdiff_t(begin), sql.end(), letters);
        return sql.substr(begin, std::size_t(end - sql.begin()) - begin);
    }
    return {};
}

bool writes_only(std::vector<db::Step> const& steps, std::span<std::string_view const> tables)
{
    static auto const written = [] {
        std::map<std::string_view, std::string_view> by_name;
        for (auto const* const statement : db::registered_statements())
            by_name.emplace(statement->name, table_written_by(statement->sql));
        return by_name;
    }();
    return std::ranges::all_of(steps, [&](db::Step const& step) {
        auto const known = written.find(step.name);
        return known != written.end() &&
               (known->second.empty() || std::ranges::find(tables, known->second) != tables.end());
    });
}

Problem problem_of(Site const& site, db::Violation const& violation)
{
    auto key = violation.table + "(";
    for (auto const& column : violation.columns)
        key += (key.back() == '(' ? "" : ",") + column;
    auto const known = site.violations.find(key + ")");
    if (known != site.violations.end())
        return known->second;
    log::incident("constraint", violation);
    return problems::already_there;
}

http::Response problem_json(Problem const& problem)
{
    boost::json::array errors;
    for (auto const& [field, sentence] : problem.fields)
        errors.push_back(boost::json::object{{"field", field}, {"sentence", sentence}});
    auto answer =
        http::json(problem.status, boost::json::serialize(boost::json::object{{"type", problem.id},
                                                                              {"title", problem.sentence},
                                                                              {"status", problem.status},
                                                                              {"errors", errors}}));
    answer.type = "application/problem+json";
    answer.headers.add("Kheo-Problem", problem.id);
    return answer;
}

Problem failed(std::string_view incident)
{
    return {broke, incident};
}

} // namespace kheo::routes
