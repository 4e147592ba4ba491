// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/body.hpp"

#include "platform/http/multipart.hpp"
#include "platform/http/problems.hpp"
#include "platform/http/urlencoded.hpp"
#include "platform/log/log.hpp"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <optional>
#include <system_error>

namespace kheo::http
{
namespace
{

constexpr FieldLimits field_limits{.marks_nul = true};

std::string size_words(std::uint64_t bytes)
{
    return bytes >= 1 << 20 ? fmt::format("{} MB", bytes >> 20) : fmt::format("{} KB", bytes >> 10);
}

class WholeBody final : public BodyReader
{
  public:
    enum class Kind { urlencoded, raw };
    WholeBody(Kind kind, std::uint64_t limit) : kind_(kind), limit_(limit) {}

    std::uint64_t limit() const override { return limit_; }
    Outcome<void> feed(std::string_view bytes) override
    {
        if (bytes.size() > limit_ - text_.size())
            return too_large(limit_);
        text_.append(bytes);
        return {};
    }
    Outcome<void> finish(Request& request) override
    {
        if (kind_ == Kind::raw) {
            request.body = std::move(text_);
            return {};
        }
        auto fields = parse_urlencoded(text_, field_limits);
        if (!fields)
            return std::unexpected(std::move(fields).error());
        request.form = std::move(*fields);
        return {};
    }

  private:
    Kind kind_;
    std::uint64_t limit_;
    std::string text_;
};

class MultipartBody final : public BodyReader, PartSink
{
  public:
    MultipartBody(std::string_view boundary, Accepts const& accepts, std::string temp_folder)
        : accepts_(accepts), temp_folder_(std::move(temp_folder)), reader_(boundary, *this)
    {
    }
    // Part heads and boundaries come on top.
    std::uint64_t limit() const override
    {
        return accepts_.body_bytes + (accepts_.files > 0 ? accepts_.all_files_bytes : 0) + (1 << 20);
    }
    Outcome<void> feed(std::string_view bytes) override
    {
        if ((read_ += bytes.size()) > limit())
            return too_large(limit());
        return reader_.feed(bytes);
    }
    Outcome<void> finish(Request& request) override
    {
        if (auto done = reader_.finish(); !done)
            return done;
        request.form = std::move(form_);
        request.uploads = std::move(uploads_);
        return {};
    }

  private:
    Outcome<void> begin(PartHead head) override
    {
        if (++parts_ > field_limits.fields)
            return refuse(problems::too_many_fields);
        head_ = std::move(head);
        value_.clear();
        // A file field left empty comes as a file without a name and content.
        return head_.file_name.value_or("").empty() ? Outcome<void>{} : open_file();
    }
    Outcome<void> open_file()
    {
        if (accepts_.files == 0)
            return refuse(problems::body_not_taken);
        if (uploads_.size() == accepts_.files)
            return refuse(problems::too_many_files, std::to_string(accepts_.files));
        file_.emplace(temp_folder_);
        return {};
    }
    Outcome<void> data(std::string_view bytes) override
    {
        if (!head_.file_name)
            return field_data(bytes);
        if (!file_)
            if (auto opened = open_file(); !opened)
                return opened;
        all_files_ += bytes.size();
        if (file_->size() + bytes.size() > accepts_.file_bytes)
            return refuse(problems::file_too_large,
                          fmt::format("“{}” lớn hơn {}", *head_.file_name, size_words(accepts_.file_bytes)));
        if (all_files_ > accepts_.all_files_bytes)
            return too_large(accepts_.all_files_bytes);
        file_->write(bytes);
        return {};
    }
    Outcome<void> field_data(std::string_view bytes)
    {
        all_fields_ += bytes.size();
        if (value_.size() + bytes.size() > field_limits.value_bytes)
            return refuse(problems::field_too_long, head_.name);
        if (all_fields_ > accepts_.body_bytes)
            return too_large(accepts_.body_bytes);
        value_.append(bytes);
        return {};
    }
    Outcome<void> end() override
    {
        if (file_) {
            Upload upload{
                std::move(head_.name), std::move(*head_.file_name), std::move(head_.type), 0, {}, {}};
            file_->finish(upload);
            file_.reset();
            uploads_.push_back(std::move(upload));
        } else if (!head_.file_name) {
            std::ranges::replace(value_, '\0', '\1');
            if (!is_text(value_))
                return refuse(problems::bad_encoding);
            form_.add(std::move(head_.name), std::move(value_));
        }
        return {};
    }

    Accepts accepts_;
    std::string temp_folder_;
    MultipartReader reader_;
    std::uint64_t read_ = 0;
    std::uint64_t all_files_ = 0;
    std::uint64_t all_fields_ = 0;
    std::size_t parts_ = 0;
    PartHead head_;
    std::string value_;
    std::optional<UploadWriter> file_;
    Fields form_;
    std::vector<Upload> uploads_;
};

} // namespace

std::unexpected<Problem> too_large(std::uint64_t limit)
{
    return refuse(problems::body_too_large, size_words(limit));
}

Outcome<std::unique_ptr<BodyReader>> BodyReader::make(Head const& head, Accepts const& accepts,
                                                      std::string temp_folder)
{
    auto const type = head.content_type();
    if (accepts.form && type == "application/x-www-form-urlencoded")
        return std::make_unique<WholeBody>(WholeBody::Kind::urlencoded, accepts.body_bytes);
    if (accepts.form && type == "multipart/form-data") {
        auto const boundary = boundary_of(head.headers.value("Content-Type"));
        if (!boundary)
            return refuse(problems::bad_form);
        return std::make_unique<MultipartBody>(*boundary, accepts, std::move(temp_folder));
    }
    bool const is_form = type == "application/x-www-form-urlencoded" || type == "multipart/form-data";
    if (type == "application/json" ? accepts.json || accepts.raw : accepts.raw && !is_form)
        return std::make_unique<WholeBody>(WholeBody::Kind::raw, accepts.body_bytes);
    return refuse(problems::body_not_taken);
}

Problem failure_of(std::exception const& failed)
{
    auto const number = log::incident("http.body", failed);
    auto const* const of_system = dynamic_cast<std::system_error const*>(&failed);
    auto const full = of_system && (of_system->code() == std::errc::no_space_on_device ||
                                    of_system->code().value() == EDQUOT);
    return full ? Problem(problems::storage_full) : Problem(problems::failed, number);
}

} // namespace kheo::http
