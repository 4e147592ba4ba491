// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/command.hpp"

#include "platform/ids/ids.hpp"
#include "programs/installation.hpp"

#include <boost/json.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <fmt/ostream.h>
#include <fstream>
#include <iostream>
#include <sstream>

namespace kheo
{

namespace
{

constexpr auto patience = std::chrono::minutes(30);

std::string multipart(Command const& command, std::string const& boundary)
{
    std::string body;
    for (auto const& [name, value] : command.fields)
        body += fmt::format("--{}\r\nContent-Disposition: form-data; name=\"{}\"\r\n\r\n{}\r\n", boundary,
                            name, value);
    for (auto const& [name, path] : command.files) {
        auto in = std::ifstream(path, std::ios::binary);
        if (!in)
            throw std::runtime_error(fmt::format("Không đọc được tệp {}", path));
        auto text = std::ostringstream();
        text << in.rdbuf();
        body += fmt::format(
            "--{}\r\nContent-Disposition: form-data; name=\"{}\"; filename=\"{}\"\r\nContent-Type: "
            "application/octet-stream\r\n\r\n{}\r\n",
            boundary, name, std::filesystem::path(path).filename().string(), text.str());
    }
    return body + "--" + boundary + "--\r\n";
}

http::Reply send(std::string const& socket, Command const& command)
{
    auto client = http::Client::to_unix_socket(socket, patience);
    if (command.method == "GET")
        return client.send("GET", command.path, {{"Accept", "application/json"}});
    auto const boundary = "kheo-" + hex(random_bytes(16));
    auto const type = "multipart/form-data; boundary=" + boundary;
    return client.send(command.method, command.path, {{"Accept", "application/json"}, {"Content-Type", type}},
                       multipart(command, boundary));
}

void print(std::ostream& out, boost::json::value const& value, int depth = 0)
{
    auto const indent = std::string(std::size_t(depth) * 2, ' ');
    if (auto const* const object = value.if_object(); object && !object->empty()) {
        out << "{\n";
        std::size_t at = 0;
        for (auto const& [name, member] : *object) {
            out << indent << "  " << boost::json::serialize(boost::json::string(name)) << ": ";
            print(out, member, depth + 1);
            out << (++at < object->size() ? ",\n" : "\n");
        }
        out << indent << "}";
    } else if (auto const* const list = value.if_array(); list && !list->empty()) {
        out << "[\n";
        for (std::size_t at = 0; at < list->size(); ++at) {
            out << indent << "  ";
            print(out, (*list)[at], depth + 1);
            out << (at + 1 < list->size() ? ",\n" : "\n");
        }
        out << indent << "]";
    } else {
        out << boost::json::serialize(value);
    }
}

} // namespace

http::Reply run(config::Config const& config, Command const& command)
{
    auto const lock = Lock::take(config.data);
    if (!lock)
        return send(socket_of(config).string(), command);
    auto clock = SystemClock();
    auto installation = Installation(config, clock);
    installation.listen_privately();
    auto reply = send(socket_of(config).string(), command);
    installation.stop();
    return reply;
}

int report(http::Reply const& reply)
{
    boost::json::error_code error;
    auto const answer = boost::json::parse(reply.body, error);
    auto const good = reply.status >= 200 && reply.status < 300;
    auto& out = good ? std::cout : std::cerr;
    if (error) {
        out << reply.body << "\n";
    } else if (good) {
        print(out, answer);
        out << "\n";
    } else {
        auto const& problem = answer.as_object();
        out << problem.at("title").as_string().c_str() << "\n";
        for (auto const& field : problem.at("errors").as_array())
            out << "  " << field.at("sentence").as_string().c_str() << "\n";
    }
    return good ? 0 : reply.status < 500 ? 1 : 2;
}

int report_check(http::Reply const& reply)
{
    auto const status = report(reply);
    if (status != 0)
        return status;
    return boost::json::parse(reply.body).at("good").as_bool() ? 0 : 1;
}

int report_import(http::Reply const& reply)
{
    auto const status = report(reply);
    if (status != 0)
        return status;
    auto const answer = boost::json::parse(reply.body);
    auto const& rows = answer.at("rows");
    auto const count = [&](char const* state) { return rows.at(state).to_number<std::int64_t>(); };
    auto const takes = answer.at("taken").to_number<std::int64_t>() + count("good") + count("kept");
    auto waits = count("to_fix") + count("unclear") > 0;
    for (auto const& file : answer.at("files").as_array())
        waits |= !file.at("problem").as_string().empty();
    return takes == 0 && waits ? 1 : 0;
}

} // namespace kheo
