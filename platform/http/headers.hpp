// SPDX-License-Identifier: AGPL-3.0-or-later
// Ordered lists of names and values: header fields (RFC 9110 §5), and the
// fields of a form or a query.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kheo::http
{

// ASCII letters alone are folded, as header names, schemes and hosts are.
bool equal_ignoring_case(std::string_view a, std::string_view b);

// A token with a value free of control characters (RFC 9110 §5.1, §5.5).
bool is_header(std::string_view name, std::string_view value);

// Header fields in the order they came, kept in one piece of memory. Views
// that it returns live until the next add.
class Headers
{
  public:
    // What is no header is a Contradiction: our own answers must never split.
    void add(std::string_view name, std::string_view value);
    // The first field of this name, whatever its case.
    std::optional<std::string_view> find(std::string_view name) const;
    // The first field of this name, or "".
    std::string_view value(std::string_view name) const;
    int count(std::string_view name) const;
    std::size_t size() const { return fields_.size(); }
    std::string_view name_at(std::size_t index) const;
    std::string_view value_at(std::size_t index) const;
    void clear();

  private:
    struct Place {
        std::uint32_t begin;
        std::uint32_t name_size;
        std::uint32_t value_size;
    };
    std::string text_;
    std::vector<Place> fields_;
};

struct Field {
    std::string name;
    std::string value;
    friend bool operator==(Field const&, Field const&) = default;
};

// Fields of a form or a query, in the order they were sent; names may repeat.
class Fields
{
  public:
    void add(std::string name, std::string value);
    // The first value of this name.
    std::optional<std::string_view> find(std::string_view name) const;
    // The first value of this name, or "".
    std::string_view value(std::string_view name) const;
    std::vector<std::string_view> all(std::string_view name) const;
    bool empty() const { return list_.empty(); }
    std::size_t size() const { return list_.size(); }
    auto begin() const { return list_.begin(); }
    auto end() const { return list_.end(); }
    friend bool operator==(Fields const&, Fields const&) = default;

  private:
    std::vector<Field> list_;
};

} // namespace kheo::http
