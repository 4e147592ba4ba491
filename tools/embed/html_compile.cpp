// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tools/embed/html_compile.hpp"

#include "tools/embed/html_context.hpp"
#include "tools/embed/html_scan.hpp"

#include <fmt/format.h>

#include <utility>
#include <vector>

namespace kheo::embed
{

namespace
{

// A C++ literal of the same bytes.
std::string quoted(std::string_view text)
{
    std::string out = "\"";
    for (auto const c : text)
        if (c == '"' || c == '\\')
            out += std::string("\\") + c;
        else if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '?') // ? would begin a trigraph
            out += fmt::format("\\{:03o}", c);
        else
            out += c;
    return out + "\"";
}

// The word a parameter declares: its last identifier before any default.
std::string declared_name(std::string const& parameter)
{
    auto const end = parameter.find_last_not_of(" ");
    auto const start = parameter.find_last_of(" &*", end);
    return start == parameter.npos ? "" : parameter.substr(start + 1, end - start);
}

std::string without_default(std::string const& parameter)
{
    return std::string(trimmed(parameter.substr(0, parameter.find('='))));
}

std::string joined(std::vector<std::string> const& parts)
{
    std::string out;
    for (auto const& part : parts)
        out += (out.empty() ? "" : ", ") + part;
    return out;
}

struct Block {
    enum class Kind { page, loop, choice, wrapping };
    Kind kind;
    int line;
    Place before;              // where the block began
    std::vector<Place> ends{}; // where its earlier branches ended
    bool has_else = false;
    std::string last{}; // code at the end of the block
};

class Compiler
{
  public:
    Compiler(std::string place, std::string file) : place_(std::move(place)), file_(std::move(file)) {}

    Generated run(std::string_view text)
    {
        for (auto const& piece : scan(text))
            read(piece);
        if (!blocks_.empty())
            throw TemplateError(blocks_.back().line, "this block has no {% end %}");
        return {header(), source()};
    }

  private:
    void read(Piece const& piece)
    {
        if (piece.kind == Piece::Kind::directive)
            return directive(piece);
        if (blocks_.empty()) {
            if (piece.kind == Piece::Kind::literal && trimmed(piece.text).empty())
                return;
            throw TemplateError(piece.line, "only {% include %} and {% template %} stand outside a template");
        }
        if (piece.kind == Piece::Kind::literal) {
            literal(piece);
        } else if (piece.kind == Piece::Kind::value) {
            auto const writer = context_.writer(piece.line);
            write(piece.line, fmt::format("out.{}({});", writer, piece.text));
        } else {
            flag(piece);
        }
    }

    // {{? condition name }}
    void flag(Piece const& piece)
    {
        context_.flag(piece.line);
        auto const at = piece.text.find_last_of(" \t\n");
        auto const name = piece.text.substr(at + 1);
        if (at == piece.text.npos || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") != name.npos ||
            name.starts_with("on") || name == "style")
            throw TemplateError(piece.line, "write {{? condition name }}");
        write(piece.line, fmt::format("if ({}) out.literal({}sv);", trimmed(piece.text.substr(0, at)),
                                      quoted(" " + name)));
    }

    void directive(Piece const& piece)
    {
        auto const text = std::string_view(piece.text);
        auto const end = text.find_first_of(" \t\n(");
        auto const word = text.substr(0, end);
        auto const rest = end == text.npos ? "" : std::string(trimmed(text.substr(end)));
        if (word == "include" && blocks_.empty())
            includes_ += fmt::format("#include {}\n", rest);
        else if (word == "template" && blocks_.empty())
            begin_page(rest, piece.line);
        else if (blocks_.empty())
            throw TemplateError(piece.line, fmt::format("{} stands outside a template", word));
        else if (word == "for")
            begin_loop(rest, piece.line);
        else if (word == "if")
            begin(Block::Kind::choice, piece.line, fmt::format("if ({}) {{", rest));
        else if (word == "elif" || word == "else")
            branch(word == "else", rest, piece.line);
        else if (word == "call")
            call(rest, piece.line);
        else if (word == "wrap")
            wrap(rest, piece.line);
        else if (word == "end" && rest.empty())
            end_block(piece.line);
        else
            throw TemplateError(piece.line, fmt::format("unknown directive {}", word));
    }

    // Held back until something follows it: neighbours become one, and the
    // blanks at both ends of a template are not part of its page.
    void literal(Piece const& piece)
    {
        auto html = context_.literal(piece.text, piece.line);
        if (held_.empty() && at_start_)
            html.erase(0, html.find_first_not_of(" \n"));
        if (held_.empty())
            held_line_ = piece.line;
        held_ += html;
    }

    void write_held()
    {
        if (!held_.empty())
            body_ += fmt::format("#line {} \"{}/{}\"\nout.literal({}sv);\n", held_line_, place_, file_,
                                 quoted(held_));
        held_.clear();
    }

    void write(int line, std::string const& code)
    {
        write_held();
        at_start_ = false;
        body_ += fmt::format("#line {} \"{}/{}\"\n{}\n", line, place_, file_, code);
    }

    void begin(Block::Kind kind, int line, std::string const& code)
    {
        context_.rest();
        blocks_.push_back({kind, line, context_.place()});
        write(line, code);
    }

    void begin_page(std::string const& signature, int line)
    {
        auto const open = signature.find('(');
        if (open == signature.npos || signature.back() != ')')
            throw TemplateError(line, "write {% template name(Type const& page) %}");
        auto const name = signature.substr(0, open);
        auto const parameters =
            split_arguments(signature.substr(open + 1, signature.size() - open - 2), true);
        std::vector<std::string> bare;
        std::vector<std::string> names;
        for (auto const& parameter : parameters) {
            bare.push_back(without_default(parameter));
            names.push_back(declared_name(bare.back()));
            if (names.back().empty())
                throw TemplateError(line, "each parameter needs a type and a name");
        }
        auto const all = [](std::string first, std::vector<std::string> more) {
            more.insert(more.begin(), std::move(first));
            return joined(more);
        };
        declarations_ += fmt::format("html::Html {0}({1});\nvoid {0}({2});\n", name, joined(parameters),
                                     all("html::Out& out", parameters));
        context_.go_to(Place{});
        body_ += fmt::format("\nhtml::Html {0}({1})\n{{\nhtml::Out out;\n{3}::{0}({2});\nreturn "
                             "std::move(out).html();\n}}\n\n",
                             name, joined(bare), all("out", names), name_space());
        begin(Block::Kind::page, line,
              fmt::format("void {}({})\n{{", name, all("[[maybe_unused]] html::Out& out", bare)));
        at_start_ = true;
    }

    void begin_loop(std::string const& text, int line)
    {
        auto const in = text.find(" in ");
        if (in == text.npos)
            throw TemplateError(line, "write {% for name in list %} or {% for name, counter in list %}");
        // The counter, where one is named, starts at 0.
        auto const names = split_arguments(text.substr(0, in), false);
        auto const counted = names.size() == 2 && names.front().front() != '[';
        auto const name = counted ? names.front() : std::string(trimmed(text.substr(0, in)));
        auto const counter = counted ? fmt::format("std::size_t {} = 0; ", names.back()) : "";
        begin(Block::Kind::loop, line,
              fmt::format("for ({}auto const& {} : {}) {{", counter, name, trimmed(text.substr(in + 4))));
        blocks_.back().last = counted ? fmt::format("++{};\n", names.back()) : "";
    }

    void branch(bool last, std::string const& condition, int line)
    {
        auto& block = blocks_.back();
        if (block.kind != Block::Kind::choice || block.has_else || last != condition.empty())
            throw TemplateError(line, "else and elif belong to an {% if %}, else comes last");
        context_.rest();
        block.ends.push_back(context_.place());
        block.has_else = last;
        context_.go_to(block.before);
        write(line, last ? "} else {" : fmt::format("}} else if ({}) {{", condition));
    }

    // The arguments of a call, out first.
    static std::pair<std::string, std::string> parts(std::string const& text, int line)
    {
        auto const open = text.find('(');
        if (open == text.npos || text.back() != ')')
            throw TemplateError(line, "write name(arguments)");
        auto const inside =
            std::string(trimmed(std::string_view(text).substr(open + 1, text.size() - open - 2)));
        return {text.substr(0, open), inside};
    }

    void call(std::string const& text, int line)
    {
        context_.call(line);
        auto const [name, inside] = parts(text, line);
        write(line, fmt::format("{}(out{}{});", name, inside.empty() ? "" : ", ", inside));
    }

    // What stands up to {% end %} is the called template's last argument.
    void wrap(std::string const& text, int line)
    {
        context_.call(line);
        auto const [name, inside] = parts(text, line);
        begin(Block::Kind::wrapping, line,
              fmt::format("{}(out{}{}, html::Body([&]([[maybe_unused]] html::Out& out) {{", name,
                          inside.empty() ? "" : ", ", inside));
    }

    void end_block(int line)
    {
        auto block = std::move(blocks_.back());
        blocks_.pop_back();
        if (block.kind == Block::Kind::choice) {
            if (!block.has_else)
                context_.join(block.before, line, "the {% if %}");
            for (auto const& end : block.ends)
                context_.join(end, line, "each branch of the {% if %}");
        } else if (block.kind == Block::Kind::loop) {
            context_.rest();
            // Its end is also its next beginning, so no choice is left open.
            if (context_.place().where != block.before.where)
                throw TemplateError(line, "the {% for %} must end in the HTML in which it began");
            context_.join(block.before, line, "the {% for %}");
        } else {
            context_.join(block.before, line,
                          block.kind == Block::Kind::page ? "the template" : "the {% wrap %}");
            if (block.kind == Block::Kind::page)
                held_.erase(held_.find_last_not_of(" \n") + 1);
        }
        write(line, block.last + (block.kind == Block::Kind::wrapping ? "}));" : "}"));
    }

    std::string name_space() const { return "kheo::" + place_.substr(place_.rfind('/') + 1); }

    std::string header() const
    {
        return fmt::format("// Made by embed_html from {}/{}: edit that file.\n#pragma once\n"
                           "#include \"platform/html/html.hpp\"\n{}\nnamespace {}\n{{\n{}}}\n",
                           place_, file_, includes_, name_space(), declarations_);
    }

    std::string source() const
    {
        return fmt::format("// Made by embed_html from {0}/{1}: edit that file.\n#include \"{0}/{1}.hpp\"\n\n"
                           "#include <string_view>\n#include <utility>\n\nnamespace {2}\n{{\n"
                           "using namespace std::string_view_literals;\n{3}}}\n",
                           place_, file_, name_space(), body_);
    }

    std::string place_;
    std::string file_;
    Context context_;
    std::vector<Block> blocks_;
    std::string held_;      // literal HTML not yet written
    int held_line_ = 0;     // where it began
    bool at_start_ = false; // of a template: nothing is written yet
    std::string includes_;
    std::string declarations_;
    std::string body_;
};

} // namespace

Generated compile(std::string_view text, std::string const& place, std::string const& file)
{
    return Compiler(place, file).run(text);
}

} // namespace kheo::embed
