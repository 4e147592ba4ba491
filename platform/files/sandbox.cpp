// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/files/sandbox.hpp"

#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <system_error>

namespace kheo::files
{
namespace
{

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KHEO_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define KHEO_SANITIZED
#endif
#endif
#ifdef KHEO_SANITIZED
// A sanitizer reserves terabytes of addresses and reads /proc/self/maps.
constexpr auto sanitized = true;
#else
constexpr auto sanitized = false;
#endif

[[noreturn]] void fail(char const* what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

// A file in memory, closed with its owner and on exec.
class MemoryFile
{
  public:
    explicit MemoryFile(char const* name) : file_(memfd_create(name, MFD_CLOEXEC))
    {
        if (file_ < 0)
            fail("memfd_create");
    }
    MemoryFile(MemoryFile const&) = delete;
    MemoryFile& operator=(MemoryFile const&) = delete;
    ~MemoryFile() { close(file_); }

    int number() const { return file_; }

    void fill(std::string_view bytes)
    {
        while (!bytes.empty()) {
            auto const written = write(file_, bytes.data(), bytes.size());
            if (written < 0 && errno != EINTR)
                fail("write to memory");
            bytes.remove_prefix(written < 0 ? 0 : static_cast<std::size_t>(written));
        }
        lseek(file_, 0, SEEK_SET);
    }

    std::string content(std::size_t most) const
    {
        auto const size = lseek(file_, 0, SEEK_END);
        std::string bytes(std::min(most, static_cast<std::size_t>(std::max<off_t>(size, 0))), '\0');
        std::size_t filled = 0;
        while (filled < bytes.size()) {
            auto const got =
                pread(file_, bytes.data() + filled, bytes.size() - filled, static_cast<off_t>(filled));
            if (got <= 0)
                break;
            filled += static_cast<std::size_t>(got);
        }
        bytes.resize(filled);
        return bytes;
    }

  private:
    int file_;
};

// Starts the command with these three files and no other, default signals and
// an empty environment.
pid_t spawn(std::vector<std::string> const& command, MemoryFile const& in, MemoryFile const& out,
            MemoryFile const& errors)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in.number(), 0);
    posix_spawn_file_actions_adddup2(&actions, out.number(), 1);
    posix_spawn_file_actions_adddup2(&actions, errors.number(), 2);
    posix_spawn_file_actions_addclosefrom_np(&actions, 3);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigset_t all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    std::vector<char*> arguments;
    for (auto const& word : command)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    char* environment[] = {nullptr};
    pid_t child = -1;
    errno = posix_spawn(&child, arguments.front(), &actions, &attributes, arguments.data(), environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return errno == 0 ? child : -1;
}

// True where the child ended by itself within the time.
bool ended_within(pid_t child, std::chrono::milliseconds time)
{
    auto const watched = static_cast<int>(syscall(SYS_pidfd_open, child, 0));
    if (watched < 0)
        return false;
    auto const end = std::chrono::steady_clock::now() + time;
    pollfd file{watched, POLLIN, 0};
    auto ready = 0;
    do {
        auto const left =
            std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
        ready = poll(&file, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
    } while (ready < 0 && errno == EINTR);
    close(watched);
    return ready > 0;
}

} // namespace

std::vector<std::string> sandbox_command(std::filesystem::path const& program,
                                         std::vector<std::string> const& arguments, Limits const& limits)
{
    std::vector<std::string> command{"/usr/bin/prlimit", fmt::format("--cpu={}", limits.cpu_seconds),
                                     fmt::format("--fsize={}", limits.output), "--nofile=64", "--core=0"};
    auto const add = [&](std::initializer_list<std::string> words) {
        command.insert(command.end(), words.begin(), words.end());
    };
    if (!sanitized)
        add({fmt::format("--as={}", limits.memory)});
    add({"/usr/bin/bwrap", "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent",
         "--new-session", "--cap-drop", "ALL", "--uid", "65534", "--gid", "65534", "--hostname", "kheo",
         "--clearenv"});
    add({"--setenv", "LC_ALL", "C.UTF-8", "--setenv", "VIPS_CONCURRENCY", "1", "--setenv", "OMP_THREAD_LIMIT",
         "1"});
    // The libraries of the system, and libmagic's data: nothing else of the host.
    add({"--ro-bind", "/usr/lib", "/usr/lib", "--ro-bind-try", "/usr/lib64", "/usr/lib64", "--symlink",
         "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64", "--ro-bind-try", "/etc/ld.so.cache",
         "/etc/ld.so.cache", "--ro-bind-try", "/usr/share/misc", "/usr/share/misc"});
    // What a page of PDF needs to be drawn and read: fonts, encodings, the model.
    for (auto const* path : {"/usr/share/fonts", "/etc/fonts", "/usr/share/fontconfig", "/usr/share/poppler",
                             "/usr/share/tesseract-ocr"})
        add({"--ro-bind-try", path, path});
    add({"--size", std::to_string(64u << 20), "--tmpfs", "/tmp", "--chdir", "/tmp"});
    if (sanitized)
        add({"--proc", "/proc", "--setenv", "ASAN_OPTIONS", "detect_leaks=0",
             // libvips has threads that the sanitizer cannot follow.
             "--setenv", "TSAN_OPTIONS", "ignore_noninstrumented_modules=1"});
    add({"--ro-bind", program.string(), "/kheo-extract", "--remount-ro", "/", "--", "/kheo-extract"});
    command.insert(command.end(), arguments.begin(), arguments.end());
    return command;
}

std::vector<std::string> office_command(Limits const& limits)
{
    if (!std::filesystem::exists("/usr/bin/soffice"))
        return {};
    // It is started by scripts and reads its own data: all of /usr, nothing else.
    auto const words = fmt::format(
        "/usr/bin/prlimit --cpu={} --fsize={} --as={} --nofile=256 --core=0 "
        "/usr/bin/bwrap --unshare-all --unshare-user --disable-userns --die-with-parent --new-session "
        "--cap-drop ALL --uid 65534 --gid 65534 --hostname kheo --clearenv --setenv HOME /tmp "
        "--setenv PATH /usr/bin --setenv LC_ALL C.UTF-8 --ro-bind /usr /usr --symlink usr/lib /lib "
        "--symlink usr/lib64 /lib64 --symlink usr/bin /bin --ro-bind-try /etc/fonts /etc/fonts "
        "--ro-bind-try /etc/libreoffice /etc/libreoffice --proc /proc --dev /dev --size {} --tmpfs /tmp "
        "--chdir /tmp --remount-ro / -- /bin/sh -c",
        limits.cpu_seconds, limits.output, limits.memory, 256u << 20);
    std::vector<std::string> command;
    for (std::size_t begin = 0; begin < words.size();) {
        auto const end = std::min(words.find(' ', begin), words.size());
        command.push_back(words.substr(begin, end - begin));
        begin = end + 1;
    }
    command.emplace_back("cat > /tmp/a.doc && soffice --headless -env:UserInstallation=file:///tmp/profile "
                         "--convert-to docx --outdir /tmp /tmp/a.doc >&2 && cat /tmp/a.docx");
    return command;
}

Child run_sandboxed(std::filesystem::path const& program, std::vector<std::string> const& arguments,
                    std::string_view input, Limits const& limits, Watch const& watch)
{
    return run_command(sandbox_command(program, arguments, limits), input, limits, watch);
}

Child run_command(std::vector<std::string> const& command, std::string_view input, Limits const& limits,
                  Watch const& watch)
{
    MemoryFile in("kheo-in");
    MemoryFile const out("kheo-out");
    MemoryFile const errors("kheo-errors");
    in.fill(input);
    auto const child = spawn(command, in, out, errors);
    if (child < 0)
        return {.status = std::generic_category().message(errno)};
    auto in_time = false;
    auto stopped = false;
    if (!watch) {
        in_time = ended_within(child, limits.wall);
    } else {
        auto const end = std::chrono::steady_clock::now() + limits.wall;
        while (!(in_time = ended_within(child, std::chrono::milliseconds(400))) &&
               std::chrono::steady_clock::now() < end)
            if (stopped = !watch(errors.content(64u << 10)); stopped)
                break;
    }
    if (!in_time)
        kill(child, SIGKILL); // ends its process namespace with it
    auto state = 0;
    while (waitpid(child, &state, 0) < 0 && errno == EINTR)
        ;
    auto const exited = WIFEXITED(state);
    auto const good = in_time && exited && WEXITSTATUS(state) == 0;
    return {.end = stopped    ? Child::End::stopped
                   : !in_time ? Child::End::too_long
                   : good     ? Child::End::good
                              : Child::End::bad,
            .status = exited ? fmt::format("exit {}", WEXITSTATUS(state))
                             : fmt::format("signal {}", WTERMSIG(state)),
            .output = good ? out.content(limits.output) : std::string(),
            .errors = errors.content(4'096)};
}

} // namespace kheo::files
