// SPDX-License-Identifier: AGPL-3.0-or-later
#include "programs/cli_mail.hpp"

#include "platform/mail/letter.hpp"
#include "programs/command.hpp"
#include "programs/mailing.hpp"

#include <fmt/format.h>
#include <iostream>
#include <memory>

namespace kheo
{

namespace
{

// Straight to the server, in the operator's words and its own: nothing is stored.
int test_mail(config::Config const& config, std::string const& to)
{
    auto const server = mail_server_of(config);
    if (server.host.empty()) {
        std::cerr << "Chưa ghi mail.host trong cấu hình nên không gửi thư.\n";
        return 1;
    }
    if (!mail::is_address(to)) {
        std::cerr << fmt::format("Không phải một địa chỉ thư: {}\n", to);
        return 1;
    }
    auto clock = SystemClock();
    auto const message = mail::message_of(
        {.from = server.from,
         .from_name = config.site_name,
         .to = to,
         .subject = "Thư thử của " + config.site_name,
         .text = "Thư này do người vận hành gửi bằng lệnh “kheo mail test”. Nhận được nghĩa là thư nhắc việc "
                 "gửi đi được.\n",
         .id = hex(random_bytes(16)) + "@" + std::string(mail::domain_of(server.from)),
         .at = clock.now()});
    auto const sent = mail::Sender(server).send(to, message);
    auto const taken = sent.ending == mail::Ending::taken;
    (taken ? std::cout : std::cerr) << fmt::format("{}:{} ({}) {}: {}\n", server.host, server.port,
                                                   config.mail_security,
                                                   taken ? "đã nhận thư" : "không nhận thư", sent.words);
    return taken ? 0 : 1;
}

} // namespace

void add_mail(CLI::App& app, std::function<int(config::Config const&)>& chosen)
{
    auto* const mail = app.add_subcommand("mail", "Thư nhắc việc");
    mail->require_subcommand(1);
    auto const to = std::make_shared<std::string>();
    auto* const test = mail->add_subcommand("test", "Gửi một thư thử và nói máy chủ thư trả lời gì");
    test->add_option("ADDRESS", *to, "Địa chỉ nhận")->required();
    test->callback([&chosen, to] { chosen = [to](auto const& config) { return test_mail(config, *to); }; });
    mail->add_subcommand("status",
                         "Thư có gửi được không, còn bao nhiêu thư chờ, bao nhiêu địa chỉ bị từ chối")
        ->callback([&chosen] {
            chosen = [](auto const& config) {
                return report(run(config, {.method = "GET", .path = "/api/v1/mail"}));
            };
        });
}

} // namespace kheo
