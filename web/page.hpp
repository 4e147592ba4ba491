// SPDX-License-Identifier: AGPL-3.0-or-later
// What web/layout.html needs to put a whole page around a body.
#pragma once

#include "platform/html/html.hpp"
#include "web/assets.hpp"

#include <string>
#include <vector>

namespace kheo::web
{

struct Link {
    std::string text;
    std::string address;
    bool current = false; // the page being read is this one or below it
};

// What all pages of one installation share; from its configuration.
struct Site {
    std::string name;             // "Khéo"
    std::string province;         // "Tỉnh Minh Họa"
    std::string origin;           // "https://danvankheo.example.vn", no slash at the end
    std::string operated_by;      // the body that answers for this site
    std::vector<Link> navigation; // public pages, at most seven
    std::vector<Link> footer;     // who runs this site, privacy, accessibility, contact
    bool demo = false;            // shows "Dữ liệu minh họa" on each page
};

// The account that is signed in. Pages for the public have none, and are the
// same for everybody.
struct SignedIn {
    std::string name;
    std::string post;             // "Chuyên viên, Ban Tuyên giáo và Dân vận"
    std::string account;          // address of their own account's page
    std::string sign_out;         // where the form posts
    std::string token;            // against forged requests
    std::vector<Link> navigation; // of the back office; takes the place of the public one
    explicit operator bool() const { return !name.empty(); }
};

// Says that something was done, above the page's heading.
struct Notice {
    enum class Kind { success, important };
    Kind kind = Kind::success;
    std::string text;
    Link link;
};

// The page's address on paper: a QR code (platform/qr) and the words below it.
struct PrintedCode {
    int side = 0;
    std::string path;
    std::string address;
    explicit operator bool() const { return side > 0; }
};

struct Page {
    Site const& site;
    std::string title;       // of this page alone; the site's name is added
    std::string description; // for previews in chats; at most 160 characters
    std::string path;        // "/mo-hinh/7k2m": canonical, and in previews
    std::vector<Link> crumbs;
    SignedIn signed_in;
    std::vector<Notice> notices;
    html::Html body;
    bool has_errors = false; // the title then starts with "Lỗi:"
    bool wide = false;       // for matrices: uses the whole width of the screen
    bool indexed = true;     // whether search engines may keep it
    PrintedCode code = {};
};

} // namespace kheo::web
