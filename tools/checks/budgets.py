# SPDX-License-Identifier: AGPL-3.0-or-later
"""Budgets: what a reader can hold in mind. One is raised only by a decision record."""
import ast
import re

from tree import Violation, line_of, without_comments_and_strings

FILE_LINES = 400
FUNCTION_LINES = 60
INCLUDES = 20
STEMS = 10
CODE = (".cpp", ".hpp", ".py", ".mjs", ".js", ".ts", ".sh", ".scss", ".html", ".sql", ".cmake")
# Rows of facts and generated schemas are as long as what they list.
NOT_READ_THROUGH = ("data/", "migrations/schema.", "tests/fuzz/corpus/")


def check_file_lines(tree):
    for path in tree.matching(*CODE) + [path for path in ("do",) if tree.has(path)]:
        lines = tree.text(path).count("\n")
        if lines > FILE_LINES and not path.startswith(NOT_READ_THROUGH):
            yield Violation(path, lines, f"{lines} lines, the budget is {FILE_LINES}")


def check_includes(tree):
    for path in tree.matching(".cpp", ".hpp"):
        count = len(re.findall(r"^[ \t]*#[ \t]*include\b", tree.text(path), re.MULTILINE))
        if count > INCLUDES:
            yield Violation(path, 1, f"{count} includes, the budget is {INCLUDES}")


SCOPE = re.compile(r"\b(namespace|class|struct|union|enum|concept|extern)\b")
# "A::A(int b) : b_" before the braces of a member's initialiser.
INITIALISER = re.compile(r"\)\s*(noexcept\s*)?:[^:].*[\w>]$", re.DOTALL)
DIRECTIVE = re.compile(r"^[ \t]*#(?:\\\n|[^\n])*", re.MULTILINE)


def opens_scope(head):
    """Whether the text before a brace opens a namespace or type, not a function."""
    # A function's head has its parameters after the last such word.
    words = list(SCOPE.finditer(re.sub(r"<[^<>]*>", "", head)))
    return bool(words) and "(" not in re.sub(r"<[^<>]*>|alignas\([^)]*\)", "", head)[words[-1].end():]


def cpp_functions(text):
    """(first line, lines) of each function body outside functions. A table or
    an object initialised in braces is no function."""
    text = DIRECTIVE.sub(lambda match: "\n" * match.group().count("\n"), without_comments_and_strings(text))
    kinds, begun, head_from = [], 0, 0
    for match in re.finditer(r"[{};]", text):
        inside = "body" in kinds
        if match.group() == "{":
            head = text[head_from:match.start()].strip()
            if "initialiser" in kinds or INITIALISER.search(head) and not inside:
                kinds.append("initialiser")
                continue
            if inside or head.endswith(("=", ",", "(", "return")):
                kinds.append("inner")
            elif opens_scope(head) or not re.search(r"\)[^()]*$", head):
                kinds.append("scope")
            else:
                kinds.append("body")
                begun = line_of(text, match.start())
        elif match.group() == "}" and kinds:
            kind = kinds.pop()
            if kind == "initialiser":
                continue
            if kind == "body":
                yield begun, line_of(text, match.start()) - begun + 1
        head_from = match.end()


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.end_lineno - node.lineno + 1


def indented_functions(text):
    """Script functions by the house's indentation: from a line at the margin
    that ends in "{" with parameters before it to the next closing line there."""
    begun = 0
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(r"\S.*(\(.*\)(\s*:[^{}]+)?|=>)\s*\{$", line):
            begun = number
        elif line.startswith("}") and begun:
            yield begun, number - begun + 1
            begun = 0


def check_function_lines(tree):
    readers = {".cpp": cpp_functions, ".hpp": cpp_functions, ".py": python_functions,
               ".mjs": indented_functions, ".js": indented_functions, ".ts": indented_functions,
               ".sh": indented_functions}
    for path in tree.matching(*readers):
        for line, lines in readers[path[path.rindex("."):]](tree.text(path)):
            if lines > FUNCTION_LINES:
                yield Violation(path, line, f"a function of {lines} lines, the budget is {FUNCTION_LINES}")


def stems_of(tree, folder):
    """The stems in a capability's folder; what every capability has is not counted."""
    name = folder.split("/")[-1]
    stems = {path[len(folder) + 1:].split(".")[0].removesuffix("_test")
             for path in tree.matching(".cpp", ".hpp", ".sql", ".html") if path.startswith(folder + "/")}
    return stems - {name, "problems", "routes"}


def capabilities(tree):
    return sorted({"/".join(path.split("/")[:2]) for path in tree.paths
                   if path.startswith("capabilities/") and path.count("/") >= 2})


def check_stems(tree):
    for folder in capabilities(tree):
        stems = stems_of(tree, folder)
        if len(stems) > STEMS:
            yield Violation(folder, 1, f"{len(stems)} stems, the budget is {STEMS}: {' '.join(sorted(stems))}")
        for path in tree.paths:
            if path.startswith(folder + "/") and path.count("/") > 2:
                yield Violation(path, 1, "a capability is one flat folder")


def lines_of_tests(tree):
    """{folder: (lines of code, lines of tests)} for what doctest tests."""
    sums = {}
    for path in tree.matching(".cpp", ".hpp", under=("platform", "capabilities")):
        folder = "/".join(path.split("/")[:2])
        code, tests = sums.get(folder, (0, 0))
        lines = tree.text(path).count("\n")
        sums[folder] = (code, tests + lines) if path.endswith(("_test.cpp", "_test.hpp")) else (code + lines, tests)
    return sums


def warn_tests_behind(tree):
    """Folders with fewer lines of test than of code: said, not refused, since
    journeys and rules test them too."""
    for folder, (code, tests) in sorted(lines_of_tests(tree).items()):
        if tests < code and folder != "platform/testing":
            yield Violation(folder, 1, f"{tests} lines of test for {code} of code")
