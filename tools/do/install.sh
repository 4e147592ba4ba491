# SPDX-License-Identifier: AGPL-3.0-or-later
# Installs what is missing on Debian 12 or 13: apt packages by what dpkg says,
# npm packages by the lock file. docs/dependencies.md says why each is there.

# What building and running needs.
build_packages=(
    ca-certificates clang-19 lld-19 cmake ninja-build ccache pkgconf
    libssl-dev libsqlite3-dev libpq-dev libicu-dev libfmt-dev libspdlog-dev libcli11-dev
    libtomlplusplus-dev zlib1g-dev libbrotli-dev libre2-dev libsodium-dev liboath-dev
    libzip-dev libpugixml-dev libxlsxwriter-dev libcurl4-openssl-dev libmagic-dev
    libvips-dev libqrencode-dev doctest-dev bubblewrap
    libpoppler-cpp-dev libtesseract-dev tesseract-ocr-vie libleptonica-dev
    libpango1.0-dev libcairo2-dev fonts-croscore
    python3 python3-fonttools python3-brotli
)
check_packages=(python3 clang-format-19)
# What the tests need besides: sanitizers and fuzzers, PostgreSQL, a browser.
test_packages=(
    libclang-rt-19-dev llvm-19 librapidcheck-dev postgresql strace util-linux openssl python3-aiosmtpd
    chromium default-jre-headless fonts-dejavu-core libreoffice-writer-nogui poppler-utils
)
all_packages=(g++ clang-tidy-19)
bench_packages=(libbenchmark-dev nginx-light wrk)

# What differs: Debian 12 has Boost 1.81 beside its default 1.74, Debian 13 has
# 1.83 as its default; its libxlsxwriter-dev forgets that it needs minizip.
packages_of_release() {
    # shellcheck source=/dev/null
    case $(. /etc/os-release && echo "${ID:-} ${VERSION_ID:-}") in
    "debian 12") echo libboost1.81-dev libboost-url1.81-dev libboost-json1.81-dev ;;
    "debian "*) echo libboost-dev libboost-url-dev libboost-json-dev libminizip-dev ;;
    *) die "this installs on Debian 12 and 13 only; with the packages of docs/dependencies.md in place, set KHEO_INSTALL=no" ;;
    esac
}

# install_for build|check|test|all|bench
install_for() {
    [[ ${KHEO_INSTALL:-yes} != no ]] || return 0
    local wanted=() more
    case $1 in check) wanted=("${check_packages[@]}") ;; *)
        more=$(packages_of_release)
        # shellcheck disable=SC2206
        wanted=("${build_packages[@]}" $more)
        ;;
    esac
    case $1 in test | all) wanted+=("${check_packages[@]}" "${test_packages[@]}") ;; esac
    case $1 in all) wanted+=("${all_packages[@]}") ;; esac
    case $1 in bench) wanted+=("${test_packages[@]}" "${bench_packages[@]}") ;; esac
    install_packages "${wanted[@]}"
    [[ $1 == check ]] || install_node "$1"
}

# The arguments that dpkg does not know as installed.
missing_packages() {
    comm -23 <(printf '%s\n' "$@" | sort -u) \
        <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
            sed -n 's/ installed$//p' | sort -u)
}

as_root() {
    if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi
}

apt_updated=no
apt_get_install() {
    if [[ $apt_updated == no ]]; then
        as_root apt-get -q update || return
        apt_updated=yes
    fi
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -y -q --no-install-recommends \
        -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold install "$@"
}

install_packages() {
    local missing
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    if [[ $(id -u) != 0 ]] && ! command -v sudo >/dev/null; then
        die "neither root nor sudo here; ask for this: apt-get install --no-install-recommends ${missing[*]}"
    fi
    say "installing ${#missing[@]} packages: ${missing[*]}"
    # A test machine needs PostgreSQL's programs, not a running cluster.
    local clusters=/etc/postgresql-common/createcluster.conf
    if [[ " ${missing[*]} " == *" postgresql "* ]] && ! grep -qs '^create_main_cluster' $clusters; then
        as_root mkdir -p "${clusters%/*}"
        echo 'create_main_cluster = false' | as_root tee -a $clusters >/dev/null
    fi
    mkdir -p build/logs
    if ! apt_get_install "${missing[@]}" >>build/logs/apt.log 2>&1 </dev/null; then
        tail -n 40 build/logs/apt.log >&2
        die "apt-get could not install: ${missing[*]}"
    fi
    echo "$(date -u +%FT%TZ) ${missing[*]}" >>build/installed
}

# Node by command, not by package: where it came from elsewhere Debian's npm
# conflicts with it. Running needs the packages that build web/; the others too
# come with the tests. What was installed is stamped with the lock file's hash.
install_node() {
    local kind=build stamp=node_modules/.kheo-installed sum have=
    [[ -f package-lock.json ]] || return 0
    case $1 in test | all | bench) kind=all ;; esac
    sum=$(sha256sum <package-lock.json)
    [[ ! -f $stamp ]] || have=$(<"$stamp")
    [[ $have != "all $sum" && $have != "$kind $sum" ]] || return 0
    if ! command -v node >/dev/null; then install_packages nodejs; fi
    if ! command -v npm >/dev/null; then install_packages npm; fi
    (($(node -p 'process.versions.node.split(".")[0]') >= 18)) || die "node 18 or newer is needed, found $(node -v)"
    local omit=()
    [[ $kind == all ]] || omit=(--omit=dev)
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --ignore-scripts --no-audit --no-fund "${omit[@]}" </dev/null >&2
    echo "$kind $sum" >"$stamp"
}
