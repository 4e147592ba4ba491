// SPDX-License-Identifier: AGPL-3.0-or-later
// The one place that knows spdlog.
#include "platform/log/log.hpp"

#include "platform/ids/ids.hpp"
#include "platform/time/time.hpp"

#include "fmt/format.h"
#include "spdlog/sinks/basic_file_sink.h"
#include "spdlog/sinks/stdout_sinks.h"
#include "spdlog/spdlog.h"

#include <atomic>
#include <chrono>
#include <memory>

namespace kheo::log
{
namespace
{

struct Logger {
    std::shared_ptr<spdlog::logger> out;
    Form form = Form::human;
};

std::shared_ptr<Logger> first()
{
    auto logger = std::make_shared<Logger>();
    logger->out = std::make_shared<spdlog::logger>("kheo", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->out->set_pattern("%v");
    logger->out->set_level(spdlog::level::warn);
    return logger;
}

// Replaced by open(), which the program calls once before its threads begin.
std::shared_ptr<Logger>& current()
{
    static auto logger = first();
    return logger;
}

spdlog::level::level_enum of(Level level)
{
    constexpr spdlog::level::level_enum levels[] = {spdlog::level::debug, spdlog::level::info,
                                                    spdlog::level::warn, spdlog::level::err};
    return levels[static_cast<int>(level)];
}

std::string_view name(Level level)
{
    constexpr std::string_view names[] = {"debug", "info", "warning", "error"};
    return names[static_cast<int>(level)];
}

// A value between quotes: a line stays one line whatever is in it, and both
// forms are escaped as JSON is (RFC 8259 §7).
void append_quoted(fmt::memory_buffer& line, std::string_view text)
{
    auto out = std::back_inserter(line);
    line.push_back('"');
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            fmt::format_to(out, "\\{}", c);
        else if (byte < 0x20 || byte == 0x7f)
            fmt::format_to(out, "\\u{:04x}", byte);
        else
            line.push_back(c);
    }
    line.push_back('"');
}

bool plain(std::string_view text)
{
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte == 0x7f || c == '"' || c == '\\' || c == '=')
            return false;
    }
    return !text.empty();
}

class Line
{
  public:
    Line(Form form, Level level, std::string_view event) : form_(form)
    {
        SystemClock clock;
        auto const now = iso(clock.now());
        if (form_ == Form::json)
            fmt::format_to(std::back_inserter(text_), R"({{"time":"{}","level":"{}","event":)", now,
                           name(level));
        else
            fmt::format_to(std::back_inserter(text_), "{} {:<7} ", now, name(level));
        if (form_ == Form::json || !plain(event))
            append_quoted(text_, event);
        else
            text_.append(event);
    }
    void add(std::string_view key, std::string_view value)
    {
        begin(key);
        if (form_ == Form::json || !plain(value))
            append_quoted(text_, value);
        else
            text_.append(value);
    }
    template <class Number>
    void add_number(std::string_view key, Number value, char const* format)
    {
        begin(key);
        fmt::format_to(std::back_inserter(text_), fmt::runtime(format), value);
    }
    std::string_view done()
    {
        if (form_ == Form::json)
            text_.push_back('}');
        return {text_.data(), text_.size()};
    }

  private:
    void begin(std::string_view key)
    {
        if (form_ == Form::human) {
            fmt::format_to(std::back_inserter(text_), " {}=", key);
            return;
        }
        text_.push_back(',');
        append_quoted(text_, key);
        text_.push_back(':');
    }
    Form form_;
    fmt::memory_buffer text_;
};

void put(Logger const& logger, Level level, Line& line)
{
    auto const text = line.done();
    logger.out->log(of(level), spdlog::string_view_t(text.data(), text.size()));
}

} // namespace

void open(Options const& options)
{
    auto logger = std::make_shared<Logger>();
    spdlog::sink_ptr sink;
    try {
        if (options.file.empty())
            sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
        else
            sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(options.file);
    } catch (spdlog::spdlog_ex const& failure) {
        throw std::runtime_error(failure.what());
    }
    logger->out = std::make_shared<spdlog::logger>("kheo", std::move(sink));
    logger->out->set_pattern("%v");
    logger->out->set_level(of(options.level));
    logger->out->flush_on(spdlog::level::warn);
    logger->form = options.form;
    spdlog::drop("kheo");
    spdlog::register_logger(logger->out);
    spdlog::flush_every(std::chrono::seconds(1));
    current() = std::move(logger);
}

void flush()
{
    current()->out->flush();
}

void request(RequestLine const& line)
{
    auto const& logger = *current();
    auto const level = line.status >= 500 ? Level::warning : Level::info;
    if (!logger.out->should_log(of(level)))
        return;
    Line out(logger.form, level, "request");
    out.add("id", line.id);
    if (!line.actor.empty())
        out.add("actor", line.actor);
    out.add("row", line.row.empty() ? "-" : std::string_view(line.row));
    out.add_number("status", line.status, "{}");
    out.add_number("ms", line.milliseconds, "{:.2f}");
    if (!line.statements.empty())
        out.add("statements", fmt::format("{}", fmt::join(line.statements, ",")));
    if (!line.incident.empty())
        out.add("incident", line.incident);
    put(logger, level, out);
}

void write(Level level, std::string_view event, std::initializer_list<Fact> facts)
{
    auto const& logger = *current();
    if (!logger.out->should_log(of(level)))
        return;
    Line out(logger.form, level, event);
    for (auto const& [key, value] : facts)
        out.add(key, value);
    put(logger, level, out);
}

std::string incident(std::string_view where, std::string_view what)
{
    auto number = random_code(10);
    write(Level::error, "incident", {{"incident", number}, {"where", where}, {"what", what}});
    return number;
}

std::string incident(std::string_view where, std::exception const& failure)
{
    return incident(where, std::string_view(failure.what()));
}

} // namespace kheo::log
