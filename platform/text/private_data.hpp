// SPDX-License-Identifier: AGPL-3.0-or-later
// Finds in a text meant for the public what belongs to a private person, so that
// its author rewrites it before anybody else reads it. It advises; it cannot prove
// that a text is clean.
#pragma once

#include "platform/problem/problem.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kheo
{

enum class PrivateKind { phone, id_number, email, bank_account, person, health, religion, ethnicity };

// The kind's stable English name, for JSON: "id_number".
std::string_view name_of(PrivateKind kind);

struct Finding {
    std::size_t begin = 0; // byte offsets in the text
    std::size_t end = 0;
    PrivateKind kind{};
    std::string sentence; // Vietnamese: what it is and how to write instead
};

// Immutable and safe to share between threads once made.
class PrivateDataCheck
{
  public:
    // family_names: CSV with the column name. words: CSV with kind (title, group,
    // people, office, body, public_name, place, account, id_paper, public_phone,
    // public_domain, health, religion, ethnicity) and phrase; other kinds are ignored. A caller may append
    // rows, such as the names of its areas as public_name. Refuses what csv::Records::parse refuses.
    static Outcome<PrivateDataCheck> parse(std::string_view family_names, std::string_view words);

    PrivateDataCheck(PrivateDataCheck&&) noexcept;
    PrivateDataCheck& operator=(PrivateDataCheck&&) noexcept;
    ~PrivateDataCheck();

    // In order of `begin`, none within another. `text` is in form C.
    std::vector<Finding> find(std::string_view text) const;

  private:
    struct Lists;
    explicit PrivateDataCheck(std::unique_ptr<Lists const> lists);
    std::unique_ptr<Lists const> lists_;
};

} // namespace kheo
