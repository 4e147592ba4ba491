# SPDX-License-Identifier: AGPL-3.0-or-later
"""C++ that the house refuses: see house style 3.4 and the toolchain's limits."""
import re

from tree import Violation, line_of, without_comments_and_strings

BANNED = {
    r"#\s*include\s*<regex>|\bstd::w?(s|c)?regex\b": "std::regex backtracks; RE2 behind one .cpp",
    r"#\s*include\s*<format>|\bstd::v?format(_to|_to_n)?\b": "g++ 12 has no <format>; libfmt",
    r"\bstd::chrono::(parse|zoned_time|current_zone|locate_zone|from_stream)\b":
        "g++ 12 has no chrono parsing or zones; platform/time",
    r"\busing namespace std;": "names come from their own place",
    r"\b(class|struct)\s+\w+(Manager|Impl|Helper|Util|Utils|Base)\b": "a name that says nothing",
    r"\b\w+\s+get_\w+\(": "no get_ in names",
}


def cpp_files(tree):
    return tree.matching(".cpp", ".hpp")


def check_banned(tree):
    for path in cpp_files(tree):
        text = without_comments_and_strings(tree.text(path))
        for pattern, reason in BANNED.items():
            for match in re.finditer(pattern, text):
                yield Violation(path, line_of(text, match.start()), f"{match.group().strip()}: {reason}")


# The start of a declaration up to its "=": a type and a name, or auto [a, b].
DECLARATION = re.compile(
    r"(\[\[[^\]]*\]\]\s*)?(static\s+|constexpr\s+|const\s+)*"
    r"(auto|[A-Za-z_][\w:]*(<.*>)?)(\s+const)?\s*[&*]{0,2}\s*(\w+|\[[\w\s,]+\])\s*=$", re.DOTALL)


def after_parenthesis(text, opening):
    """Offset just behind the parenthesis that closes the one at `opening`."""
    depth = 0
    for offset in range(opening, len(text)):
        depth += {"(": 1, ")": -1}.get(text[offset], 0)
        if depth == 0:
            return offset + 1
    return len(text)


def check_try(tree):
    """TRY stands only as the whole right side of a declaration."""
    for path in cpp_files(tree):
        text = without_comments_and_strings(tree.text(path))
        text = re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", lambda found: "\n" * found.group().count("\n"), text,
                      flags=re.MULTILINE)
        for match in re.finditer(r"\bTRY\s*\(", text):
            begin = max(text.rfind(mark, 0, match.start()) for mark in ";{}") + 1
            # "case x:" and "else" may stand before a declaration.
            left = re.sub(r"^(case\b(::|[^:])*|default|public|private)\s*:(?!:)", "", text[begin:match.start()].strip())
            behind = text[after_parenthesis(text, match.end() - 1):].lstrip()
            if not DECLARATION.match(left.strip()) or not behind.startswith(";"):
                yield Violation(path, line_of(text, match.start()),
                                "TRY stands only as the whole right side of a declaration")


def check_fuzz_seeds(tree):
    for path in tree.matching("_fuzz.cpp", under=("tests",)):
        seeds = "tests/fuzz/corpus/" + path.split("/")[-1].removesuffix("_fuzz.cpp") + "/"
        if not any(found.startswith(seeds) for found in tree.paths):
            yield Violation(path, 1, f"has no seeds in {seeds}")


def check_pragma_once(tree):
    for path in tree.matching(".hpp"):
        if "#pragma once" not in tree.text(path):
            yield Violation(path, 1, "lacks #pragma once")
