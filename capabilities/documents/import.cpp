// SPDX-License-Identifier: AGPL-3.0-or-later
#include "capabilities/documents/import.hpp"

#include "capabilities/documents/form.hpp"
#include "capabilities/documents/problems.hpp"
#include "capabilities/documents/reading.hpp"
#include "platform/text/text.hpp"

#include <array>

namespace kheo::documents
{

namespace
{

constexpr std::size_t longest_subject = 600;
constexpr std::size_t longest_name = 200;

std::string short_of(std::string const& text, std::size_t most)
{
    return std::string(first_characters(tidied(text), most));
}

constexpr std::array<forms::Choice, 2> reaches{{
    {"recipients", "Chỉ nơi nhận"},
    {"system", "Nội bộ hệ thống"},
}};

Outcome<ImportPrepared::Item> read_one(forms::File const& file)
{
    auto const bytes = bytes_of_file(file.path);
    auto const paper = TRY(read_paper(bytes, file.name, {}));
    auto words = TRY(words_of_paper(paper));
    auto const said = paper.said.value_or(papers::Said());
    auto document = proposed(paper.said ? with_said(propose(words.text), said) : propose(words.text));
    if (document.subject.empty())
        document.subject = short_of(file.name, longest_subject);
    // A message that carries one file is its envelope alone.
    auto const& kept = paper.enclosed ? paper.enclosed->bytes : bytes;
    auto const stored = TRY(files::shelf().store.put(kept));
    document.file_hash = hex(Bytes(stored.hash.begin(), stored.hash.end()));
    document.file_name = short_of(nfc(paper.enclosed ? paper.enclosed->name : file.name), longest_name);
    auto const dot = document.file_name.rfind('.');
    document.file_ending = dot == std::string::npos ? "" : lower(document.file_name.substr(dot + 1));
    document.file_size = std::int64_t(kept.size());
    document.pages = int(words.pages.size());
    document.scanned = int(std::ranges::count_if(words.pages, &PageOfText::scanned));
    document.text_hash = hash_of(words.text);
    keep_pictures(words.pages, paper);
    return ImportPrepared::Item{std::move(document), std::move(words)};
}

ImportedItem item_of(Document const& document, std::string file, bool fresh)
{
    return {.id = shown(document.id),
            .file = std::move(file),
            .name = name_of(document),
            .source = std::string(label(document.source)),
            .fresh = fresh,
            .citations = std::int64_t(citations::lines_of(document.citations).size())};
}

} // namespace

std::span<forms::Rule const> ImportForm::rules()
{
    using forms::Input;
    static constexpr std::array<forms::Rule, 4> list{{
        {"files", "Các tệp văn bản", Input::file, most_files, forms::Need::required},
        {"unit_code", "Mã cơ quan lưu văn bản", Input::line, 40},
        {"reach", "Phạm vi phổ biến", Input::choice, 0, forms::Need::optional, "", reaches},
        {"allowed_by", "Ai cho phép (chức vụ, cơ quan)", Input::line, 200},
    }};
    return list;
}

Outcome<ImportPrepared> prepare_import(routes::Before const& before, ImportForm const& form)
{
    if (form.reach == Reach::open)
        return refuse(
            problems::import_opens_nothing,
            std::vector<FieldError>{{"reach", std::string(problems::import_opens_nothing.sentence)}});
    auto prepared = ImportPrepared{.form = form};
    auto body = bodies::Body();
    if (!form.unit_code.empty()) {
        auto const* const at = bodies::directory()->by_code(form.unit_code, local_date(before.now));
        if (!at) {
            auto problem = Problem(problems::no_such_body, form.unit_code);
            problem.fields.push_back({"unit_code", problem.sentence});
            return std::unexpected(std::move(problem));
        }
        body = *at;
    }
    // Nothing is read for one who may not keep it.
    body = TRY(before.store.read([&](db::Connection& db) {
        return keeper({.db = db, .actor = before.actor, .now = before.now, .allowed = before.allowed},
                      body.body);
    }));
    std::vector<FieldError> errors;
    std::optional<Problem> first;
    for (auto const& file : form.files) {
        auto one = read_one(file);
        if (!one) {
            errors.push_back({"files", "“" + file.name + "”: " + one.error().sentence});
            if (!first)
                first = one.error();
            continue;
        }
        one->document.body = body.body;
        one->document.area = body.area;
        one->document.demo = body.demo;
        prepared.items.push_back(std::move(*one));
    }
    if (first) {
        first->fields = std::move(errors);
        return std::unexpected(std::move(*first));
    }
    return prepared;
}

Outcome<acts::Recorded<Imported>> import(acts::Work& work, ImportPrepared const& prepared)
{
    auto answer = Imported();
    std::optional<acts::Recorded<Document>> last;
    for (auto const& [read, words] : prepared.items) {
        if (auto const twin = twin_of(work, read)) {
            answer.items.push_back(item_of(*twin, read.file_name, false));
            ++answer.known;
            erase_pictures(words.pages);
            continue;
        }
        auto document = read;
        document.id = {work.draws.id()};
        if (prepared.form.reach == Reach::system) {
            if (prepared.form.allowed_by.empty())
                return refuse(
                    problems::allowed_needed,
                    std::vector<FieldError>{{"allowed_by", std::string(problems::allowed_needed.sentence)}});
            document.reach = Reach::system;
            document.allowed_by = prepared.form.allowed_by;
        }
        last = store_new(work, document, words);
        answer.items.push_back(item_of(document, document.file_name, true));
        ++answer.recorded;
    }
    if (!last)
        return refuse(problems::all_known);
    return acts::answering(*last, std::move(answer));
}

} // namespace kheo::documents
