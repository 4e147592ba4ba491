#!/usr/bin/env bash
# SPDX-License-Identifier: AGPL-3.0-or-later
# The one command to learn; `./do help` says what it can. The parts it is made
# of are in tools/do/, each sourced only by the commands that need it.
set -euo pipefail

called_from=$PWD
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
root=$PWD
# What a person's locale, time zone or colours would change must not change here.
export LC_ALL=C.UTF-8 LANG=C.UTF-8 TZ=UTC
export PYTHONDONTWRITEBYTECODE=1
# What ccache must overlook to keep what was made with a precompiled header.
export KHEO_PRECOMPILED=${KHEO_PRECOMPILED:-ON} CCACHE_SLOPPINESS=pch_defines,time_macros
unset CDPATH GREP_OPTIONS
mkdir -p build

usage() {
    cat <<'TEXT'
./do run                 install what is missing, build, load the demo, serve it
                         (PORT, default 8080; KHEO_DATA, default ./var)
./do build [PRESET [TARGET…]]
                         build in build/PRESET (release, asan, tsan, gcc) these
                         targets, or everything
./do test [all]          everything that must hold on each change;
                         all adds g++, the thread sanitizer and clang-tidy
./do check               format, include arrows, budgets and the other house rules
./do format              write the house format into every C++ file
./do schema              write migrations/schema.*.sql anew from the migrations
./do bench [ARGS]        measure, side by side
./do kheo ARGS           run the built program with these arguments
./do new capability NAME
./do new verb CAPABILITY VERB
./do new migration WHAT  the files that such a thing begins with
./do help
Environment: KHEO_JOBS (parallel jobs), KHEO_INSTALL=no (install nothing),
             KHEO_PRECOMPILED=OFF (where several clones share a ccache)
TEXT
}

say() { printf '%s\n' "$*" >&2; }
die() {
    say "./do: $*"
    exit 1
}
part() {
    # shellcheck source=/dev/null
    source "$root/tools/do/$1.sh"
}

# KHEO_DATA as the caller meant it: relative to where they stood.
settle_data_folder() {
    export KHEO_DATA=${KHEO_DATA:-$root/var} PORT=${PORT:-8080}
    [[ $KHEO_DATA == /* ]] || KHEO_DATA=$called_from/$KHEO_DATA
}

run() {
    part build
    ensure_programs
    settle_data_folder
    local kheo=$root/build/release/programs/kheo
    if [[ ! -e $KHEO_DATA/kheo.db ]]; then
        mkdir -p "$KHEO_DATA"
        "$kheo" demo
    fi
    exec "$kheo" serve "$@"
}

kheo() {
    part build
    ensure_programs
    settle_data_folder
    cd "$called_from"
    exec "$root/build/release/programs/kheo" "$@"
}

build() {
    part build
    part install
    install_for build
    local preset=${1:-release}
    (($# == 0)) || shift
    (($#)) || set -- all
    build_preset "$preset" "$@"
}

check() {
    part install
    install_for check
    part test
    local status=0
    check_format || status=1
    python3 tools/checks/check.py || status=1
    return $status
}

format() {
    part install
    install_for check
    part test
    cpp_files | xargs -0 -r clang-format-19 -i
}

schema() {
    part build
    part install
    part test
    install_for test
    build_preset asan write_schema
    with_postgres build/asan/tests/rules/write_schema "$root"
}

bench() {
    part build
    part install
    install_for bench
    build_preset release all
    exec node tests/bench/bench.mjs "$@"
}

command=${1:-help}
shift || true
case $command in
run | build | check | format | schema | bench | kheo) "$command" "$@" ;;
test)
    part install
    part build
    part test
    run_tests "$@"
    ;;
new)
    part new
    new_thing "$@"
    ;;
help | -h | --help) usage ;;
*)
    usage >&2
    exit 2
    ;;
esac
