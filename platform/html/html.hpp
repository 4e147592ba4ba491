// SPDX-License-Identifier: AGPL-3.0-or-later
// Safe HTML: text becomes HTML only through Out, which escapes for the place
// where it stands. Compiled templates (tools/embed) choose the function.
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace kheo::html
{

// Finished HTML, inserted as it is. Made by templates; `trusted` is the only
// other way and is rare, so that it can be searched for and read.
class Html
{
  public:
    Html() = default;
    std::string_view view() const { return text_; }
    bool empty() const { return text_.empty(); }
    std::string take() && { return std::move(text_); }

  private:
    friend Html trusted(std::string text);
    friend class Out;
    explicit Html(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

Html trusted(std::string text);

// Finished JSON for <script type="application/json">.
struct Json {
    std::string text;
};

class Out;

// What stands between {% wrap %} and {% end %}; lives as long as the call.
class Body
{
  public:
    template <std::invocable<Out&> Write>
        requires(!std::same_as<std::remove_cvref_t<Write>, Body>)
    explicit Body(Write const& write)
        : write_(&write), call_([](void const* it, Out& out) { (*static_cast<Write const*>(it))(out); })
    {
    }
    void operator()(Out& out) const { call_(write_, out); }

  private:
    void const* write_;
    void (*call_)(void const*, Out&);
};

// Numbers without a shape of their own. bool and characters are no numbers;
// a floating number must be shaped by its writer (1.234,5).
template <class T>
concept Whole =
    std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char> && !std::same_as<T, char8_t> &&
    !std::same_as<T, char16_t> && !std::same_as<T, char32_t> && !std::same_as<T, wchar_t>;

template <class T>
concept Text = std::convertible_to<T const&, std::string_view>;

// A page being written. Invalid UTF-8 is passed on as it is: text is made
// valid at the edge (platform/text).
class Out
{
  public:
    explicit Out(std::size_t expected = 16'384) { page_.reserve(expected); }

    void literal(std::string_view html) { page_.append(html); }

    // Between tags.
    void text(Text auto const& value) { escape(value); }
    void text(Whole auto value) { number(value); }
    void text(Html const& value) { page_.append(value.view()); }
    void text(Body const& body) { body(*this); }
    // Inside <textarea> and <title>, where no tag may stand.
    void plain(Text auto const& value) { escape(value); }
    void plain(Whole auto value) { number(value); }
    // Inside the quotes of an attribute.
    void attribute(Text auto const& value) { escape(value); }
    void attribute(Whole auto value) { number(value); }
    // A whole address or its beginning: http, https, mailto, tel or relative;
    // any other scheme becomes "#".
    void address(std::string_view value);
    // An address within this site: "/…" but not "//…", else "#".
    void own_address(std::string_view value);
    // A part of an address after its beginning: percent-encoded (RFC 3986 2.1).
    void part(std::string_view value);
    void part(Whole auto value) { number(value); }
    // A JSON value inside <script type="application/json">.
    void json(std::string_view value);
    void json(Whole auto value) { number(value); }
    void json(Json const& value);

    std::size_t size() const { return page_.size(); }
    Html html() && { return Html(std::move(page_)); }

  private:
    void escape(std::string_view value);
    void encode(std::string_view value, std::string_view kept);
    void number(auto value)
    {
        char digits[24];
        auto const end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        page_.append(digits, end);
    }

    std::string page_;
};

} // namespace kheo::html
