# SPDX-License-Identifier: AGPL-3.0-or-later
# ./do new: the files that a capability, a verb or a migration begins with. What
# it writes passes ./do check, and its test fails until the rule is written.

licence='SPDX-License-Identifier: AGPL-3.0-or-later'

new_thing() {
    case "${1:-} $#" in
    "capability 2") new_capability "$2" ;;
    "verb 3") new_verb "$2" "$3" ;;
    "migration 2") new_migration "$2" ;;
    *) die "new capability NAME | new verb CAPABILITY VERB | new migration WHAT" ;;
    esac
}

# A name as files and code bear it: English, small letters, underscores.
a_name() {
    [[ $1 =~ ^[a-z][a-z0-9_]*$ ]] || die "$1: small letters, digits and underscores only"
}

# Writes standard input to a file that must not exist yet.
write() {
    [[ ! -e $1 ]] || die "$1 is already there"
    cat >"$1"
    say "$1"
}

new_capability() {
    local name=$1 folder=capabilities/$1
    a_name "$name"
    mkdir "$folder" || die "$folder is already there"
    write "$folder/CMakeLists.txt" <<<"kheo_library($name DEPENDS acts db forms routes text time html web)"
    write "$folder/README.md" <<<"# $name

What it is in one sentence, with its Vietnamese word from docs/glossary.md.

| verb | what it does | who may | what it writes to the ledger |
|---|---|---|---|"
    write "$folder/$name.hpp" <<EOT
// $licence
// What other capabilities may call of $name.
#pragma once

#include "platform/routes/row.hpp"

#include <span>

namespace kheo::$name
{

// Every way into $name.
std::span<routes::Row const> rows();

} // namespace kheo::$name
EOT
    write "$folder/problems.hpp" <<EOT
// $licence
// What $name refuses. The ids never change once published.
#pragma once

#include "platform/problem/problem.hpp"

namespace kheo::$name::problems
{

} // namespace kheo::$name::problems
EOT
    write "$folder/routes.cpp" <<EOT
// $licence
// Every way into $name.
#include "capabilities/$name/$name.hpp"

namespace kheo::$name
{

std::span<routes::Row const> rows()
{
    return {};
}

} // namespace kheo::$name
EOT
}

new_verb() {
    local noun=$1 verb=$2 stem=capabilities/$1/$2 form
    a_name "$noun"
    a_name "$verb"
    [[ -d capabilities/$noun ]] || die "capabilities/$noun is not there: ./do new capability $noun"
    form=$(sed -E 's/(^|_)(.)/\U\2/g' <<<"$verb")Form
    write "$stem.hpp" <<EOT
// $licence
// $verb: what it changes, by which rule, and its Vietnamese word.
#pragma once

#include "platform/acts/acts.hpp"
#include "platform/forms/forms.hpp"

#include <span>

namespace kheo::$noun
{

struct $form {
    std::int64_t id = 0;
    std::int64_t version = 0;

    static std::span<forms::Rule const> rules();
};
BOOST_DESCRIBE_STRUCT($form, (), (id, version))

} // namespace kheo::$noun
EOT
    write "$stem.cpp" <<EOT
// $licence
#include "$stem.hpp"

#include <array>

namespace kheo::$noun
{

std::span<forms::Rule const> $form::rules()
{
    static constexpr std::array list = {
        forms::Rule{"id", "Mã", forms::Input::hidden},
        forms::Rule{"version", "Bản", forms::Input::hidden},
    };
    return list;
}

} // namespace kheo::$noun
EOT
    write "${stem}_test.cpp" <<EOT
// $licence
#include "$stem.hpp"

#include <doctest/doctest.h>

using namespace kheo;

TEST_CASE("$verb: say the rule as a sentence")
{
    FAIL("load, decide, store, record");
}
EOT
    write "$stem.sql" <<<"-- name: record_$verb
-- Why this statement exists.
SELECT 1;"
    echo "| \`$verb\` | | | \`$noun.\` and the verb in the past |" >>"capabilities/$noun/README.md"
    say "then: a row in capabilities/$noun/routes.cpp, its line in the README, a sentence in CHANGELOG.md"
}

new_migration() {
    local what=${1// /-} last number
    [[ $what =~ ^[a-z][a-z0-9-]*$ ]] || die "$what: small letters, digits and hyphens, as in models-create"
    last=$(find migrations -maxdepth 1 -name '[0-9][0-9][0-9][0-9]-*.sql' -printf '%f\n' | sort | tail -n 1)
    number=$(printf '%04d' $((10#${last:0:4} + 1)))
    write "migrations/$number-$what.sql" <<<"-- What changes for the records that are there, and why. Forward only, for both
-- engines; what must differ stands in $number-$what.postgres.sql."
    echo "$number-$what" >migrations/LATEST
    say "migrations/LATEST"
}
