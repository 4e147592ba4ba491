// SPDX-License-Identifier: AGPL-3.0-or-later
#include "platform/http/response.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace kheo::http
{

FileBytes open_file(std::string const& path)
{
    int const descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        throw std::system_error(errno, std::system_category(), "cannot open a file to send");
    std::shared_ptr<int const> owned(new int(descriptor), [](int const* held) {
        ::close(*held);
        delete held;
    });
    struct stat about{};
    if (::fstat(descriptor, &about) != 0 || !S_ISREG(about.st_mode))
        throw std::system_error(errno != 0 ? errno : EINVAL, std::system_category(), "not a file to send");
    return {std::move(owned), 0, static_cast<std::uint64_t>(about.st_size)};
}

std::uint64_t size(Body const& body)
{
    auto const* file = std::get_if<FileBytes>(&body);
    return file != nullptr ? file->size : in_memory(body).size();
}

std::string_view in_memory(Body const& body)
{
    if (auto const* text = std::get_if<std::string>(&body))
        return *text;
    if (auto const* shared = std::get_if<SharedBytes>(&body))
        return shared->bytes;
    return {};
}

Response page(std::string html)
{
    Response response;
    response.body = std::move(html);
    return response;
}

Response text(int status, std::string text)
{
    Response response;
    response.status = status;
    response.type = "text/plain; charset=utf-8";
    response.body = std::move(text);
    return response;
}

Response json(int status, std::string json)
{
    Response response;
    response.status = status;
    response.type = "application/json; charset=utf-8";
    response.body = std::move(json);
    return response;
}

Response see_other(std::string_view path)
{
    // "//host" and "/\host" lead a browser to another site.
    ensure(path.starts_with('/') && !path.starts_with("//") && path.find('\\') == path.npos,
           "redirect leaves the site");
    Response response;
    response.status = 303;
    response.headers.add("Location", path);
    return response;
}

Response no_content()
{
    Response response;
    response.status = 204;
    return response;
}

Response method_not_allowed(std::string_view allow)
{
    auto response = text(405, "Địa chỉ này không nhận phương thức đó.\n");
    response.headers.add("Allow", allow);
    return response;
}

Response options(std::string_view allow)
{
    auto response = no_content();
    response.headers.add("Allow", allow);
    return response;
}

Response refused(Problem const& problem)
{
    auto response = text(problem.status, problem.sentence + "\n");
    response.headers.add("Kheo-Problem", problem.id);
    return response;
}

} // namespace kheo::http
