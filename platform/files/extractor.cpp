// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/files/extractor.hpp"

#include "platform/files/problems.hpp"
#include "platform/files/sandbox.hpp"
#include "platform/papers/problems.hpp"
#include "platform/sheets/content.hpp"
#include "platform/sheets/problems.hpp"
#include "platform/sheets/wire.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace kheo::files
{
namespace
{

// What the child answered, or file_reading_failed where it is nonsense.
template <class T>
Outcome<T> understood(std::optional<Outcome<T>> decoded)
{
    if (!decoded)
        return refuse(problems::reading_failed);
    return *std::move(decoded);
}

// The last "page 3/12" the child wrote.
std::pair<int, int> page_in_work(std::string_view errors)
{
    auto const at = errors.rfind("page ");
    auto page = 0;
    auto pages = 0;
    auto const line = std::string(at == std::string_view::npos ? "" : errors.substr(at, 40));
    if (std::sscanf(line.c_str(), "page %d/%d", &page, &pages) != 2)
        return {0, 0};
    return {page, pages};
}

// LibreOffice reserves far more addresses than it uses.
constexpr Limits for_office{.cpu_seconds = 60, .memory = 6ull << 30};
// 200 scanned pages take minutes of one processor.
constexpr Limits for_papers{.wall = std::chrono::minutes(15), .cpu_seconds = 840};

} // namespace

Extractor::Extractor(std::filesystem::path program, Limits limits)
    : program_(std::move(program)), limits_(limits)
{
}

std::filesystem::path Extractor::beside_this_program()
{
    return std::filesystem::read_symlink("/proc/self/exe").parent_path() / "kheo-extract";
}

std::string Extractor::failure() const
{
    std::scoped_lock const lock(mutex_);
    return failure_;
}

Problem Extractor::failed(Refusal const& refusal, std::string detail)
{
    std::scoped_lock const lock(mutex_);
    failure_ = std::move(detail);
    return refusal;
}

Outcome<std::string> Extractor::probe()
{
    auto report = run("probe", "-", "x");
    if (!report)
        return refuse(problems::no_sandbox);
    std::scoped_lock const lock(mutex_);
    works_ = true;
    return report;
}

Outcome<std::string> Extractor::run(std::string_view verb, std::string_view name, std::string_view input)
{
    return run(verb, name, input, limits_, {});
}

Outcome<std::string> Extractor::run(std::string_view verb, std::string_view name, std::string_view input,
                                    Limits const& limits, Progress const& progress)
{
    free_.acquire();
    struct Release {
        std::counting_semaphore<at_once>& free;
        ~Release() { free.release(); }
    } const release{free_};
    Watch watch;
    if (progress)
        watch = [&](std::string_view errors) {
            auto const [page, pages] = page_in_work(errors);
            return progress(page, pages);
        };
    auto const child = run_sandboxed(program_, {std::string(verb), std::string(name)}, input, limits, watch);
    if (child.end == Child::End::stopped)
        return refuse(problems::reading_stopped);
    if (child.end == Child::End::too_long)
        return std::unexpected(
            failed(problems::reading_too_long, fmt::format("{}: stopped after its time", verb)));
    if (child.end != Child::End::good)
        return std::unexpected(
            failed(problems::reading_failed, fmt::format("{}: {}: {}", verb, child.status, child.errors)));
    return child.output;
}

Outcome<std::string> Extractor::asked(std::string_view verb, std::string_view name, std::string_view input)
{
    auto const works = [&] {
        std::scoped_lock const lock(mutex_);
        return works_;
    }();
    if (!works) {
        if (auto const report = probe(); !report)
            return std::unexpected(report.error());
    }
    return run(verb, name, input);
}

Outcome<FileType> Extractor::type(std::string_view bytes, std::string_view name)
{
    auto const answer = TRY(asked("type", name, bytes));
    auto const ending = TRY(understood(sheets::wire::decode_bytes(answer)));
    auto const type = type_by_ending(ending);
    if (!type)
        return refuse(problems::reading_failed);
    return *type;
}

Outcome<sheets::Workbook> Extractor::sheet(std::string_view bytes, std::string_view name)
{
    if (bytes.size() > sheets::max_file_bytes)
        return refuse(sheets::problems::too_large);
    auto const answer = TRY(asked("sheet", name, bytes));
    return understood(sheets::wire::decode_workbook(answer));
}

Outcome<std::string> Extractor::mark(std::string_view bytes, std::string_view name,
                                     std::vector<sheets::SheetMarks> const& marks)
{
    sheets::wire::Writer input;
    input.text(sheets::wire::encode(marks));
    input.text(bytes);
    auto const answer = TRY(asked("mark", name, input.bytes));
    return understood(sheets::wire::decode_bytes(answer));
}

Outcome<std::string> Extractor::docx_of(std::string_view doc)
{
    auto const command = office_command(for_office);
    if (command.empty())
        return refuse(papers::problems::save_as_docx);
    auto child = run_command(command, doc, for_office);
    if (child.end == Child::End::too_long)
        return std::unexpected(failed(problems::reading_too_long, "office: stopped after its time"));
    if (child.end != Child::End::good || child.output.empty())
        return std::unexpected(
            failed(problems::reading_failed, fmt::format("office: {}: {}", child.status, child.errors)));
    return std::move(child.output);
}

Outcome<papers::Paper> Extractor::paper(std::string_view bytes, std::string_view name,
                                        Progress const& progress)
{
    if (bytes.size() > papers::max_file_bytes)
        return refuse(problems::too_large, "50 MB");
    auto const works = [&] {
        std::scoped_lock const lock(mutex_);
        return works_;
    }();
    if (!works)
        if (auto const report = probe(); !report)
            return std::unexpected(report.error());
    // A .doc of Word 97 or an .rtf becomes a .docx first, in a sandbox of its own.
    std::string converted;
    auto const old_word = bytes.starts_with("\xd0\xcf\x11\xe0") && sheets::ending(name) == "doc";
    if (old_word || bytes.starts_with("{\\rtf")) {
        auto const made = TRY(docx_of(bytes));
        converted = made;
        bytes = converted;
    }
    auto const answer = TRY(run("paper", name, bytes, for_papers, progress));
    return understood(papers::decode_paper(answer));
}

Outcome<std::vector<papers::Enclosed>> Extractor::parts(std::string_view message)
{
    auto const answer = TRY(asked("parts", "-", message));
    return understood(papers::decode_parts(answer));
}

Outcome<Image> Extractor::image(std::string_view bytes)
{
    auto const answer = TRY(asked("image", "-", bytes));
    return understood(decode_image(answer));
}

} // namespace kheo::files
