// SPDX-License-Identifier: AGPL-3.0-or-later
// kheo-extract reads one hostile file from stdin and writes what it says, or
// the problem, to stdout. The server starts it in a sandbox (platform/files);
// whatever happens here, only these bytes come out.
//   kheo-extract type|sheet|mark|image|paper|parts NAME < file
//   kheo-extract probe
#include "platform/files/image.hpp"
#include "platform/files/problems.hpp"
#include "platform/files/type.hpp"
#include "platform/sheets/content.hpp"
#include "platform/sheets/mark.hpp"
#include "platform/sheets/problems.hpp"
#include "platform/sheets/wire.hpp"
#include "programs/extract_paper.hpp"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <net/if.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fcntl.h>

#include <cstdlib>
#include <new>
#include <string>
#include <string_view>

// libvips' own headers need those of GLib, which come with its pkg-config flags.
#if __has_include(<vips/vips8>) && __has_include(<glib-object.h>)
#include <vips/vips8>
#define KHEO_IMAGES
#endif

namespace
{

using namespace kheo;

constexpr std::size_t max_input = 128u << 20; // a file and its marks

std::string input()
{
    std::string bytes;
    std::size_t filled = 0;
    for (;;) {
        bytes.resize(filled + (1u << 20));
        auto const got = read(0, bytes.data() + filled, 1u << 20);
        if (got <= 0)
            break;
        filled += static_cast<std::size_t>(got);
        if (filled > max_input)
            break;
    }
    bytes.resize(filled);
    return bytes;
}

bool put(std::string_view bytes)
{
    while (!bytes.empty()) {
        auto const written = write(1, bytes.data(), bytes.size());
        if (written < 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

// The same limits as the server gives, for one who runs it by hand.
void limit(rlim_t seconds)
{
    auto const lower = [](int what, rlim_t most) {
        rlimit now{};
        getrlimit(static_cast<__rlimit_resource>(what), &now);
        now.rlim_cur = now.rlim_cur < most ? now.rlim_cur : most;
        setrlimit(static_cast<__rlimit_resource>(what), &now);
    };
    lower(RLIMIT_CPU, seconds);
    lower(RLIMIT_CORE, 0);
}

std::string type(std::string_view bytes, std::string_view name)
{
    auto const found = files::checked_type(bytes, name);
    if (!found)
        return sheets::wire::encode(Outcome<std::string>(std::unexpected(found.error())));
    return sheets::wire::encode(Outcome<std::string>(std::string(found->ending)));
}

std::string sheet(std::string_view bytes, std::string_view name)
{
    try {
        return sheets::wire::encode(sheets::read(bytes, name));
    } catch (std::bad_alloc const&) {
        return sheets::wire::encode(Outcome<sheets::Workbook>(refuse(sheets::problems::too_large)));
    }
}

std::string mark(std::string_view bytes, std::string_view name)
{
    sheets::wire::Reader in(bytes);
    auto const marks = sheets::wire::decode_marks(in.text());
    auto const file = in.text();
    if (!marks || !in.good())
        return {};
    return sheets::wire::encode(sheets::mark(file, name, *marks));
}

#ifdef KHEO_IMAGES
Outcome<files::Image> shown_image(std::string_view bytes)
{
    auto const load = [&](auto loader) { return loader(const_cast<char*>(bytes.data()), bytes.size()); };
    auto const type = sheets::type_of(bytes);
    if (type != sheets::Type::jpeg && type != sheets::Type::png && type != sheets::Type::webp)
        return refuse(files::problems::not_an_image, sheets::called(type));
    // The size is read from the header; no pixel is decoded yet.
    auto const whole = load([](void* data, std::size_t size) {
        auto* const blob = vips_blob_new(nullptr, data, size);
        auto const image =
            vips::VImage::new_from_buffer(blob->area.data, blob->area.length, "",
                                          vips::VImage::option()->set("access", VIPS_ACCESS_SEQUENTIAL));
        vips_area_unref(VIPS_AREA(blob));
        return image;
    });
    if (static_cast<std::uint64_t>(whole.width()) * static_cast<std::uint64_t>(whole.height()) >
        files::max_pixels)
        return refuse(files::problems::image_too_large);
    auto const scaled = [&](int side) {
        auto* const blob = vips_blob_new(nullptr, bytes.data(), bytes.size());
        auto image = vips::VImage::thumbnail_buffer(blob, side,
                                                    vips::VImage::option()
                                                        ->set("height", side)
                                                        ->set("size", VIPS_SIZE_DOWN)
                                                        ->set("export_profile", "srgb"));
        vips_area_unref(VIPS_AREA(blob));
        if (image.has_alpha())
            image =
                image.flatten(vips::VImage::option()->set("background", std::vector<double>{255, 255, 255}));
        return image.copy_memory();
    };
    auto const written = [](vips::VImage const& image, char const* format, int quality) {
        void* data = nullptr;
        std::size_t size = 0;
        image.write_to_buffer(format, &data, &size,
                              vips::VImage::option()->set("Q", quality)->set("strip", true));
        std::string out(static_cast<char const*>(data), size);
        g_free(data);
        return out;
    };
    auto const image = scaled(files::shown_side);
    return files::Image{image.width(), image.height(), written(image, ".jpg", 82),
                        written(scaled(files::thumbnail_side), ".webp", 75)};
}
#endif

std::string image(std::string_view bytes)
{
#ifdef KHEO_IMAGES
    if (VIPS_INIT("kheo-extract") != 0)
        return {};
    vips_block_untrusted_set(TRUE);
    vips_cache_set_max(0);
    try {
        return files::encode(shown_image(bytes));
    } catch (vips::VError const&) {
        return files::encode(refuse(files::problems::reading_failed));
    }
#else
    return files::encode(refuse(files::problems::not_an_image, sheets::called(sheets::type_of(bytes))));
#endif
}

// Whether anything of the host can be reached from here. Each line says what
// was tried; the first success makes the sandbox worthless.
int probe()
{
    auto reached = 0;
    std::string report;
    auto const tried = [&](std::string_view what, bool success) {
        report += fmt::format("{}: {}\n", what, success ? "REACHED" : "closed");
        reached += success ? 1 : 0;
    };
    for (auto const* path : {"/etc/passwd", "/etc/hostname", "/home", "/root", "/var",
                             "/proc/1/root/etc/passwd", "/usr/bin", "/dev/mem"})
        tried(path, access(path, F_OK) == 0);
    auto const file = open("/written", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    tried("write to /", file >= 0);
    if (file >= 0)
        unlink("/written");
    auto* const names = if_nameindex();
    auto outside = false;
    for (auto const* each = names; each != nullptr && each->if_index != 0; ++each)
        outside |= std::string_view(each->if_name) != "lo";
    if_freenameindex(names);
    tried("network interface", outside);
    auto const plug = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    sockaddr_in far{};
    far.sin_family = AF_INET;
    far.sin_port = htons(9);
    far.sin_addr.s_addr = htonl(0xc0000201); // 192.0.2.1, an address for documents
    tried("network", plug >= 0 && (connect(plug, reinterpret_cast<sockaddr*>(&far), sizeof far) == 0 ||
                                   errno == EINPROGRESS));
    tried("being root", geteuid() == 0);
    tried("environment", getenv("HOME") != nullptr || getenv("PATH") != nullptr);
    rlimit time{};
    getrlimit(RLIMIT_CPU, &time);
    tried("endless time", time.rlim_max == RLIM_INFINITY);
    put(report);
    if (reached > 0)
        fmt::print(stderr, "{}", report);
    return reached == 0 ? 0 : 3;
}

} // namespace

int main(int count, char** words)
{
    auto const verb = count > 1 ? std::string_view(words[1]) : std::string_view();
    auto const name = count > 2 ? std::string_view(words[2]) : std::string_view();
    if (verb == "probe")
        return probe();
    limit(verb == "paper" ? 840 : 30);
    auto* const read_by = verb == "sheet"   ? sheet
                          : verb == "mark"  ? mark
                          : verb == "type"  ? type
                          : verb == "paper" ? paper
                          : verb == "parts" ? parts
                                            : nullptr;
    if (read_by == nullptr && verb != "image") {
        fmt::print(stderr,
                   "kheo-extract type|sheet|mark|image|paper|parts NAME < file; kheo-extract probe\n");
        return 2;
    }
    auto const bytes = input();
    auto const answer = read_by != nullptr ? read_by(bytes, name) : image(bytes);
    return !answer.empty() && put(answer) ? 0 : 1;
}
