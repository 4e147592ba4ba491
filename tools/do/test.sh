# SPDX-License-Identifier: AGPL-3.0-or-later
# ./do test: every stage prints its name, its output, its time and its counts;
# a failing stage fails the run, but what does not depend on it still runs.

cpp_files() {
    find capabilities platform programs tests tools web \( -name '*.cpp' -o -name '*.hpp' \) -type f -print0 | sort -z
}

check_format() {
    local badly
    badly=$(cpp_files | xargs -0 -r -n 16 -P "$(nproc)" bash -c \
        'for file; do clang-format-19 --dry-run -Werror "$file" >/dev/null 2>&1 || echo "$file"; done' format | sort)
    if [[ -z $badly ]]; then
        echo "format: 1 passed, 0 failed"
        return
    fi
    sed 's/$/: not in the house format; .\/do format writes it/' <<<"$badly"
    echo "format: 0 passed, $(wc -l <<<"$badly") failed"
    return 1
}

# The counts in a stage's log as "PASSED FAILED": ctest, node's runner and our
# own lines "NAME: N passed, N failed".
counts_in() {
    awk '
        /tests passed, [0-9]+ tests? failed out of [0-9]+/ {
            match($0, /[0-9]+ tests? failed/); failed = substr($0, RSTART) + 0
            match($0, /out of [0-9]+/); total = substr($0, RSTART + 7) + 0
            p += total - failed; f += failed
        }
        /^(#|ℹ) pass [0-9]+/ { p += $3 }
        /^(#|ℹ) (fail|cancelled) [0-9]+/ { f += $3 }
        /^[a-z_ ]+: [0-9]+ passed, [0-9]+ failed$/ { sub(/^[^:]*: /, ""); p += $1; f += $3 }
        END { print p + 0, f + 0 }' "$1"
}

passed=0 failed=0 stage_failed=0 failed_stages=()
# stage NAME COMMAND…: a stage that fails counts at least one failure, and one
# that was to count tests and ran none has failed too. NAME "build …" counts none.
stage() {
    local name=$1 log=build/logs/${1// /-}.log begun=$SECONDS status p f
    shift
    printf '\n== %s\n' "$name"
    set +e
    (
        set -eo pipefail
        "$@"
    ) </dev/null 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    set -e
    read -r p f < <(counts_in "$log")
    if ((status == 0 && p + f == 0)) && [[ $name != build* && $name != install ]]; then
        echo "$name: ran no test"
        status=1
    fi
    ((status == 0 || f > 0)) || f=1
    passed=$((passed + p)) failed=$((failed + f))
    ((f == 0)) || failed_stages+=("$name")
    printf -- '-- %s: %s in %d s (%d passed, %d failed)\n' "$name" "$( ((f)) && echo failed || echo ok)" \
        $((SECONDS - begun)) "$p" "$f"
    stage_failed=$f
}

# What a failed stage said of its failures, short: the list at the end of Node's
# runner, else its last lines. Told again where the run ends, since the record
# of a long run may be kept only by its end.
told_again() {
    local log=build/logs/${1// /-}.log
    printf '\n== failed: %s\n' "$1"
    [[ ! -e $log ]] || awk '
        /^✖ failing tests:/ { count = 0; listed = 1 }
        { lines[count++] = $0 }
        END {
            first = listed || count < 60 ? 0 : count - 60
            for (i = first; i < count && i < first + 60; i++) print lines[i]
        }' "$log"
}

# A stage whose build failed: nothing is proven, so it counts as failed.
not_run() {
    printf '\n== %s\n-- %s: not run, because %s failed\n' "$1" "$1" "$2"
    failed=$((failed + 1))
    failed_stages+=("$1")
}

# A throw-away PostgreSQL for the command. Nothing in it outlives the run, so
# it may leave out fsync; what is proven about durability is ours, not its. Its
# log keeps quiet of the refusals that tests provoke: it would bury their words.
with_postgres() {
    env -u PGHOST -u PGPORT -u PGDATABASE pg_virtualenv -t -o fsync=off -o max_connections=200 \
        -o log_min_messages=panic -o log_min_error_statement=panic "$@"
}

# Where the sanitizers find names and lines for what they report.
export ASAN_SYMBOLIZER_PATH=/usr/lib/llvm-19/bin/llvm-symbolizer
export UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS=suppressions=$root/tools/do/leaks.txt:print_suppressions=0

unit_tests() {
    with_postgres ctest --test-dir "build/$1" --output-on-failure --parallel "$(parallel_jobs)" --timeout "${2:-300}"
}

# Each fuzzer for a few seconds from its seed corpus; a finding is kept in
# build/fuzz and replayed by giving that file to the same program.
run_fuzzers() {
    local program names=()
    for program in build/asan/tests/fuzz/*_fuzz; do
        [[ -x $program ]] && names+=("$(basename "$program" _fuzz)")
    done
    ((${#names[@]})) || return 0
    rm -rf build/fuzz
    export -f fuzz_one
    printf '%s\0' "${names[@]}" | xargs -0 -n 1 -P "$(parallel_jobs)" bash -c 'fuzz_one "$1"' fuzz
}

fuzz_one() {
    local name=$1 log=build/fuzz/$1.log
    mkdir -p "build/fuzz/$name"
    if "build/asan/tests/fuzz/${name}_fuzz" -max_total_time="${KHEO_FUZZ_SECONDS:-6}" -timeout=10 \
        -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="build/fuzz/$name-" \
        "build/fuzz/$name" "tests/fuzz/corpus/$name" >"$log" 2>&1; then
        echo "fuzz $name: $(sed -n 's/^stat::number_of_executed_units: //p' "$log") inputs"
        echo "fuzz: 1 passed, 0 failed"
    else
        tail -n 40 "$log"
        echo "fuzz: 0 passed, 1 failed"
        return 1
    fi
}

# node_tests FILE…: Node's own runner, with the summary that counts_in reads.
node_tests() {
    node --test --test-reporter=spec "$@"
}

check_types() {
    node node_modules/typescript/bin/tsc --project web --noEmit
    echo "types: 1 passed, 0 failed"
}

# Every shared component on pages of its own, before any page uses it.
check_gallery() {
    rm -rf build/gallery
    mkdir -p build/gallery
    build/asan/web/web_gallery build/gallery
    node web/gallery/check.mjs build/gallery
    echo "gallery: 1 passed, 0 failed"
}

# The journeys of officials against the release programs, on one engine.
journeys() {
    local engine=$1 files=()
    mapfile -t files < <(find tests/journeys -maxdepth 1 -name '*.mjs' ! -name 'rig*.mjs' ! -name 'kill.mjs' | sort)
    ((${#files[@]})) || return 0
    export KHEO_TEST_ENGINE=$engine
    if [[ $engine == postgres ]]; then
        export -f node_tests
        with_postgres bash -c 'node_tests "$@"' journeys "${files[@]}"
    else
        node_tests "${files[@]}"
    fi
}

run_tests() {
    local scope=${1:-changes} begun=$SECONDS name
    [[ $scope == changes || $scope == all ]] || die "test takes nothing or 'all'"
    mkdir -p build/logs
    rm -rf build/demo # what the journeys of an earlier run copied
    stage install install_for "$([[ $scope == all ]] && echo all || echo test)"
    if ((stage_failed)); then
        echo "$passed passed, $failed failed"
        exit 1
    fi
    stage format check_format
    stage checks python3 tools/checks/check.py
    stage "rules of the checks" python3 tests/rules/run.py
    stage types check_types
    stage "rules of the rigs" node_tests tests/rules/rig_test.mjs tests/rules/pages_rig_test.mjs
    stage "build asan" build_preset asan all -- -DKHEO_FUZZ=ON
    if ((stage_failed == 0)); then
        stage unit unit_tests asan
        stage fuzz run_fuzzers
        stage gallery check_gallery
    else
        for name in unit fuzz gallery; do not_run "$name" "build asan"; done
    fi
    stage "build release" build_preset release kheo kheo-extract kheo-verify kheo-moved
    if ((stage_failed == 0)); then
        stage "journeys sqlite" journeys sqlite
        stage "journeys postgres" journeys postgres
        stage kill node_tests tests/journeys/kill.mjs
        stage pages node_tests tests/pages/pages.mjs
    else
        for name in "journeys sqlite" "journeys postgres" kill pages; do not_run "$name" "build release"; done
    fi
    [[ $scope != all ]] || run_slow_tests
    ((${#failed_stages[@]} == 0)) || for name in "${failed_stages[@]}"; do told_again "$name"; done
    printf '\n'
    ((${#failed_stages[@]} == 0)) || printf 'failed: %s\n' "${failed_stages[@]}"
    echo "all stages: $((SECONDS - begun)) s"
    echo "$passed passed, $failed failed"
    ((failed == 0))
}

# What takes too long for each change: the other compiler, races, the linter.
run_slow_tests() {
    local preset
    for preset in gcc tsan; do
        stage "build $preset" build_preset "$preset" all
        if ((stage_failed == 0)); then
            stage "unit $preset" unit_tests "$preset" 1800
        else
            not_run "unit $preset" "build $preset"
        fi
    done
    stage "clang tidy" clang_tidy
}

clang_tidy() {
    local sources
    mapfile -d '' -t sources < <(find capabilities platform programs tools -name '*.cpp' ! -name '*_test.cpp' -print0)
    if printf '%s\0' "${sources[@]}" |
        xargs -0 -n 4 -P "$(parallel_jobs)" clang-tidy-19 -p build/asan --quiet --warnings-as-errors='*'; then
        echo "clang tidy: ${#sources[@]} passed, 0 failed"
    else
        echo "clang tidy: 0 passed, 1 failed"
        return 1
    fi
}
