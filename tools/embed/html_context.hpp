// SPDX-License-Identifier: AGPL-3.0-or-later
// Where in HTML the reader of a template stands: which escaping a value needs
// there, or why none is safe. Follows the tokenizer of the HTML standard
// (html.spec.whatwg.org, 13.2.5) for the strict subset that templates may use.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kheo::embed
{

struct Place {
    enum class Where {
        text,         // between tags
        plain,        // inside <textarea> or <title>: text, but no tags
        json,         // inside <script type="application/json">
        source,       // inside <script src>: must stay empty
        tag_name,     // after "<"
        separated,    // in a tag, after a blank, which is written with what follows
        joined,       // in a tag, where a blank or ">" must come next
        name,         // of an attribute
        before_value, // after "="
        quoted,       // inside the quotes of an attribute
        unquoted,
    };
    struct Element {
        std::string name;
        int line;
        bool operator==(Element const& other) const { return name == other.name; }
    };

    Where where = Where::text;
    std::string tag;       // being read
    std::string attribute; // being read
    std::string type;      // value of type= in this tag
    std::string value;     // what is known of the attribute being read
    bool closing = false;  // in an end tag
    bool has_source = false;
    bool self_closed = false;
    char quote = 0;
    bool value_began = false; // something stands before, in this attribute
    bool after_value = false; // the last thing in this attribute was a value
    std::vector<Element> open;

    bool operator==(Place const&) const = default;
};

// Reads literal HTML; each call returns what the page needs of it, blanks
// between tags shortened. All throw TemplateError.
class Context
{
  public:
    std::string literal(std::string_view html, int line);
    // The function of html::Out that writes a value standing here.
    std::string writer(int line);
    // {{? }}: an attribute that is there or not.
    void flag(int line);
    // A block or call begins or ends here: an attribute name ends too.
    void rest();
    void call(int line) const; // another template's text can stand here

    Place const& place() const { return place_; }
    void go_to(Place place) { place_ = std::move(place); }
    // Both branches of a choice have been read.
    void join(Place const& other, int line, char const* what);

  private:
    void read(char c);
    void read_text(char c);
    void read_plain(char c);
    void read_tag(char c);
    void read_value(char c);
    void blank(char c);
    void end_name();
    void end_value();
    void end_tag();
    void open_element();
    void close_element();

    Place place_;
    std::string_view rest_; // from the character being read on
    int line_ = 0;
    std::string out_;
};

} // namespace kheo::embed
