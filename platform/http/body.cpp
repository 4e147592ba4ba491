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

// The sentence also at the field that it is about.
Problem at_field(std::unexpected<Problem> refused, std::string const& field)
{
    auto problem = std::move(refused).error();
    if (!field.empty())
        problem.fields.push_back({field, problem.sentence});
    return problem;
}

class RawBody final : public BodyReader
{
  public:
    explicit RawBody(std::uint64_t limit) : limit_(limit) {}

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
        request.body = std::move(text_);
        return {};
    }

  private:
    std::uint64_t limit_;
    std::string text_;
};

class UrlencodedBody final : public BodyReader
{
  public:
    explicit UrlencodedBody(Accepts const& accepts) : accepts_(accepts) {}

    std::uint64_t limit() const override { return accepts_.body_bytes; }
    std::uint64_t most_read() const override { return std::max(limit(), accepts_.read_on_bytes); }
    Outcome<void> feed(std::string_view bytes) override
    {
        if ((read_ += bytes.size()) > most_read())
            return too_large(limit());
        while (!bytes.empty()) {
            auto const end = std::min(bytes.find('&'), bytes.size());
            add(bytes.substr(0, end));
            bytes.remove_prefix(end);
            if (bytes.empty())
                break;
            end_field();
            bytes.remove_prefix(1);
        }
        return {};
    }
    Outcome<void> finish(Request& request) override
    {
        end_field();
        std::string cut;
        auto limits = field_limits;
        if (accepts_.read_on_bytes > 0)
            limits.cut = &cut;
        auto fields = parse_urlencoded(text_, limits);
        if (!fields)
            return std::unexpected(std::move(fields).error());
        request.form = std::move(*fields);
        if (!cut.empty())
            over_ = at_field(refuse(problems::field_too_long, cut), cut);
        request.over = std::move(over_);
        return {};
    }

  private:
    // Escaped, a value that is just too long takes three times its bytes: what is
    // kept of a longer one still tells that it is.
    static constexpr std::size_t longest_field =
        3 * (field_limits.name_bytes + field_limits.value_bytes + 4) + 1;

    void add(std::string_view bytes)
    {
        auto const length = text_.size() - begin_;
        auto const wanted =
            accepts_.read_on_bytes > 0 ? longest_field - std::min(length, longest_field) : bytes.size();
        auto const taken = bytes.substr(0, wanted);
        if (taken.size() > limit() - text_.size())
            lacks_room_ = true;
        else
            text_.append(taken);
    }
    // A field without room is left out; a smaller one after it may still have it.
    void end_field()
    {
        auto const field = std::string_view(text_).substr(begin_);
        if (lacks_room_) {
            auto const name = percent_decoded(field.substr(0, field.find('=')), Plus::is_space);
            if (!over_)
                over_ = at_field(too_large(limit()), is_text(name.value_or("")) ? name.value_or("") : "");
            text_.resize(begin_);
        } else if (accepts_.read_on_bytes > 0 &&
                   field.size() == longest_field) { // perhaps cut within an escape
            auto const escape = text_.find('%', text_.size() - 2);
            text_.resize(std::min(escape, text_.size()));
        }
        lacks_room_ = false;
        if (text_.size() < limit())
            text_ += '&';
        begin_ = text_.size();
    }

    Accepts accepts_;
    std::uint64_t read_ = 0;
    std::string text_;
    std::size_t begin_ = 0; // of the field that is coming
    bool lacks_room_ = false;
    std::optional<Problem> over_;
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
    std::uint64_t most_read() const override { return std::max(limit(), accepts_.read_on_bytes); }
    Outcome<void> feed(std::string_view bytes) override
    {
        if ((read_ += bytes.size()) > most_read())
            return too_large(limit());
        return reader_.feed(bytes);
    }
    Outcome<void> finish(Request& request) override
    {
        if (auto done = reader_.finish(); !done)
            return done;
        request.form = std::move(form_);
        request.uploads = std::move(uploads_);
        request.over = std::move(over_);
        return {};
    }

  private:
    // Beyond a limit: the end, or what is left of this part is dropped, and every file.
    Outcome<void> over(std::unexpected<Problem> refused)
    {
        auto problem = at_field(std::move(refused), head_.name);
        if (accepts_.read_on_bytes == 0)
            return std::unexpected(std::move(problem));
        if (!over_)
            over_ = std::move(problem);
        drops_ = true;
        file_.reset();
        uploads_.clear();
        return {};
    }
    Outcome<void> begin(PartHead head) override
    {
        if (++parts_ > field_limits.fields)
            return refuse(problems::too_many_fields);
        head_ = std::move(head);
        value_.clear();
        drops_ = over_ && head_.file_name;
        // A file field left empty comes as a file without a name and content.
        return drops_ || head_.file_name.value_or("").empty() ? Outcome<void>{} : open_file();
    }
    Outcome<void> open_file()
    {
        if (accepts_.files == 0)
            return refuse(problems::body_not_taken);
        if (uploads_.size() == accepts_.files)
            return over(refuse(problems::too_many_files, std::to_string(accepts_.files)));
        file_.emplace(temp_folder_);
        return {};
    }
    Outcome<void> data(std::string_view bytes) override
    {
        if (drops_)
            return {};
        if (!head_.file_name)
            return field_data(bytes);
        if (!file_)
            if (auto opened = open_file(); !opened || drops_)
                return opened;
        all_files_ += bytes.size();
        if (file_->size() + bytes.size() > accepts_.file_bytes)
            return over(refuse(problems::file_too_large, fmt::format("“{}” lớn hơn {}", *head_.file_name,
                                                                     size_words(accepts_.file_bytes))));
        if (all_files_ > accepts_.all_files_bytes)
            return over(too_large(accepts_.all_files_bytes));
        file_->write(bytes);
        return {};
    }
    Outcome<void> field_data(std::string_view bytes)
    {
        value_.append(bytes);
        auto const room = accepts_.body_bytes - all_fields_;
        if (value_.size() <= std::min<std::uint64_t>(field_limits.value_bytes, room))
            return {};
        bool const too_long = value_.size() > field_limits.value_bytes;
        shorten(value_, std::min<std::uint64_t>(field_limits.value_bytes, room));
        return over(too_long ? refuse(problems::field_too_long, head_.name) : too_large(accepts_.body_bytes));
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
            all_fields_ += value_.size();
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
    bool drops_ = false; // what still comes of this part
    std::optional<UploadWriter> file_;
    Fields form_;
    std::vector<Upload> uploads_;
    std::optional<Problem> over_; // the first limit that was met
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
        return std::make_unique<UrlencodedBody>(accepts);
    if (accepts.form && type == "multipart/form-data") {
        auto const boundary = boundary_of(head.headers.value("Content-Type"));
        if (!boundary)
            return refuse(problems::bad_form);
        return std::make_unique<MultipartBody>(*boundary, accepts, std::move(temp_folder));
    }
    bool const is_form = type == "application/x-www-form-urlencoded" || type == "multipart/form-data";
    if (type == "application/json" ? accepts.json || accepts.raw : accepts.raw && !is_form)
        return std::make_unique<RawBody>(accepts.body_bytes);
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
