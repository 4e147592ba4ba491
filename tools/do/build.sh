# SPDX-License-Identifier: AGPL-3.0-or-later
# Configures and builds a preset of CMakePresets.json with as many jobs as the
# machine's cores and memory carry.

# One compilation with Boost and the sanitizers takes up to about 1.2 GB.
parallel_jobs() {
    local cores memory
    cores=$(nproc)
    memory=$(awk '/^MemAvailable:/ { print int($2 / 1200000) }' /proc/meminfo)
    ((memory >= 1)) || memory=1
    echo "${KHEO_JOBS:-$((cores < memory ? cores : memory))}"
}

# build_preset PRESET TARGET… [-- CMAKE_OPTION…]
build_preset() {
    local preset=$1 targets=()
    shift
    while (($#)) && [[ $1 != -- ]]; do
        targets+=("$1")
        shift
    done
    (($# == 0)) || shift
    if [[ ! -f build/$preset/build.ninja ]] || (($#)); then
        cmake --preset "$preset" --log-level=WARNING -Wno-dev "$@" >&2
    fi
    cmake --build "build/$preset" --parallel "$(parallel_jobs)" --target "${targets[@]}" >&2
}

# The release programs, built only when a source is newer than the last build:
# the second start of a day runs neither npm nor cmake.
ensure_programs() {
    local stamp=build/release/.programs newer
    if [[ -f $stamp && -x build/release/programs/kheo ]]; then
        newer=$(find CMakeLists.txt CMakePresets.json ./package*.json capabilities data migrations platform \
            programs tools web -newer $stamp -print -quit 2>/dev/null || true)
        [[ -n $newer ]] || return 0
    fi
    part install
    install_for build
    # Stamped with the time before the build: what is edited during it is newer.
    touch build/.programs-begun
    build_preset release kheo kheo-extract kheo-verify
    mv build/.programs-begun $stamp
}
