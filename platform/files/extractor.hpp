// SPDX-License-Identifier: AGPL-3.0-or-later
// Hostile files are read by kheo-extract alone: a child in bubblewrap without
// network, home or files of the host, under limits of time, memory and output.
#pragma once

#include "platform/files/image.hpp"
#include "platform/files/type.hpp"
#include "platform/papers/paper.hpp"
#include "platform/sheets/mark.hpp"
#include "platform/sheets/sheet.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::files
{

struct Limits {
    std::chrono::milliseconds wall{60'000};
    int cpu_seconds = 30;
    std::uint64_t memory = 1u << 30;   // address space, bytes
    std::uint64_t output = 256u << 20; // bytes
};

// Safe to share between threads: at most `at_once` children run together, the
// others wait.
class Extractor
{
  public:
    // `program`: kheo-extract; by default beside the running program.
    explicit Extractor(std::filesystem::path program = beside_this_program(), Limits limits = {});

    static std::filesystem::path beside_this_program();

    // Runs `kheo-extract probe` in the sandbox, which tries to get out. Its
    // report, or file_no_sandbox; call again after the host was mended. The
    // others below run it first where it never succeeded, and refuse with it.
    Outcome<std::string> probe();
    // What went wrong in the last failed run: for the log, never for people.
    std::string failure() const;

    // Each refuses as the function it runs in the child, or with
    // file_reading_failed, file_reading_too_long.
    Outcome<FileType> type(std::string_view bytes, std::string_view name);
    Outcome<sheets::Workbook> sheet(std::string_view bytes, std::string_view name);
    Outcome<std::string> mark(std::string_view bytes, std::string_view name,
                              std::vector<sheets::SheetMarks> const& marks);
    Outcome<Image> image(std::string_view bytes);
    // A document of many scanned pages takes minutes: it has limits of its own.
    // `progress` is asked about every half second with the page in work; where
    // it answers false the child is ended, and file_reading_stopped is refused.
    using Progress = std::function<bool(int page, int pages)>;
    Outcome<papers::Paper> paper(std::string_view bytes, std::string_view name,
                                 Progress const& progress = {});
    // The files of a message of edXML, the document itself first.
    Outcome<std::vector<papers::Enclosed>> parts(std::string_view message);

  private:
    Outcome<std::string> asked(std::string_view verb, std::string_view name, std::string_view input);
    Outcome<std::string> run(std::string_view verb, std::string_view name, std::string_view input);
    Outcome<std::string> run(std::string_view verb, std::string_view name, std::string_view input,
                             Limits const& limits, Progress const& progress);
    Outcome<std::string> docx_of(std::string_view doc);
    Problem failed(Refusal const& refusal, std::string detail);

    static constexpr int at_once = 3;
    std::filesystem::path program_;
    Limits limits_;
    std::counting_semaphore<at_once> free_{at_once};
    mutable std::mutex mutex_;
    bool works_ = false;  // owned by mutex_
    std::string failure_; // owned by mutex_
};

} // namespace kheo::files
