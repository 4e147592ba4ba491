// SPDX-License-Identifier: AGPL-3.0-or-later
// Hands letters to one mail server (SMTP, RFC 5321), and says what became of
// each. Waits a bounded time: never to be called where somebody waits for a page.
#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace kheo::mail
{

enum class Security { none, starttls, tls };

struct Server {
    std::string host; // "": mail is off
    std::uint16_t port = 587;
    Security security = Security::starttls;
    std::string user;          // "": without signing in
    std::string password_file; // read anew for each connection
    std::string ca_file;       // certificates to trust; "": those of the system
    std::string from;          // an address
};

// taken: the server answers for it now. address_refused: it will never take one for
// this address. letter_refused: not this letter. put_off: later, perhaps. no_service:
// it was not reached, or takes nothing from us.
enum class Ending { taken, address_refused, letter_refused, put_off, no_service };

struct Sent {
    Ending ending = Ending::no_service;
    std::string words; // the server's own on one line, or why it was not reached
};

// What was under way when the server spoke last.
enum class Stage { connection, sender, recipient, content };
// Pure: by the reply's code and its enhanced code (RFC 3463). What the server has
// against us and not against the address is no reason to give the address up.
Ending ending_of(Stage stage, int code, std::string_view words);

// Pure: some servers repeat what they do not take; no password goes on from here.
std::string without_password(std::string words, std::string const& user, std::string const& password);

// One connection, kept from letter to letter. Not shared between threads.
class Sender
{
  public:
    explicit Sender(Server server);
    ~Sender();
    Sender(Sender const&) = delete;

    // `message` as message_of makes it. Ends early where `stop` asks for it.
    Sent send(std::string const& to, std::string const& message, std::stop_token const& stop = {});

  private:
    struct Handle;
    Server server_;
    std::unique_ptr<Handle> handle_;
};

} // namespace kheo::mail
