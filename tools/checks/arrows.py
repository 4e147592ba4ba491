# SPDX-License-Identifier: AGPL-3.0-or-later
"""Include arrows: programs -> capabilities -> web -> platform, and inside a
layer only what arrows.txt lists; one capability sees another only through
<name>/<name>.hpp; nobody includes in a circle."""
import re

from tree import Violation, line_of, without_comments_and_strings

LAYERS = {"platform": 0, "data": 1, "migrations": 1, "web": 1, "capabilities": 2, "programs": 3}
FLOOR = {"platform/problem", "platform/time", "platform/ids"}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*"([^"]+)"', re.MULTILINE)
TABLE = "tools/checks/arrows.txt"


def folder_of(path):
    """platform/http/serve.cpp -> platform/http; programs/kheo.cpp -> programs."""
    parts = path.split("/")
    return "/".join(parts[:2]) if parts[0] in ("platform", "capabilities") else parts[0]


def read_table(text):
    """The table as ({folder: allowed folders}, {file: all it may include})."""
    arrows, only = {}, {}
    for line in text.splitlines():
        line = line.split("#")[0].strip()
        for word, rows in (("->", arrows), ("only", only)):
            if re.search(rf"\s{word}\s", line):
                left, right = re.split(rf"\s{word}\s", line, maxsplit=1)
                rows.setdefault(left.strip(), set()).update(right.split())
    return arrows, only


def includes(tree):
    """(path, line, included path) of every quoted include of the layers."""
    for path in tree.matching(".cpp", ".hpp", under=LAYERS):
        text = tree.text(path)
        for match in INCLUDE.finditer(text):
            yield path, line_of(text, match.start()), match.group(1)


def refused(path, target, arrows):
    """Why this include is refused, or None."""
    top, other_top = path.split("/")[0], target.split("/")[0]
    if other_top not in LAYERS:
        return None if "/" in target else f'"{target}" is not written from the root'
    here, there = folder_of(path), folder_of(target)
    if here == there:
        return None
    if LAYERS[other_top] > LAYERS[top]:
        return f"{top} may not include {other_top}: {target}"
    if top == other_top and there not in FLOOR and there not in arrows.get(here, ()):
        return f"no arrow {here} -> {there} in {TABLE}"
    name = there.split("/")[-1]
    if top == other_top == "capabilities" and target != f"{there}/{name}.hpp":
        return f"a capability is seen only through {name}/{name}.hpp, not {target}"
    return None


def circle(edges):
    """One circle of folders as a list, or None."""
    done = set()

    def walk(node, trail):
        if node in trail:
            return trail[trail.index(node):] + [node]
        if node in done:
            return None
        for following in sorted(edges.get(node, ())):
            found = walk(following, trail + [node])
            if found:
                return found
        done.add(node)
        return None

    return next((found for node in sorted(edges) if (found := walk(node, []))), None)


def check_arrows(tree):
    arrows, only = read_table(tree.text(TABLE)) if tree.has(TABLE) else ({}, {})
    edges = {}
    for path, line, target in includes(tree):
        # A test may see whatever it needs: it is in nobody's program.
        if path.endswith(("_test.cpp", "_test.hpp")) or target.startswith("platform/testing/"):
            continue
        reason = refused(path, target, arrows)
        if reason:
            yield Violation(path, line, reason)
        if path in only and not {target, folder_of(target)} & set(only[path]):
            yield Violation(path, line, f"{path} may include only {' '.join(sorted(only[path]))}")
        if folder_of(path) != folder_of(target):
            edges.setdefault(folder_of(path), set()).add(folder_of(target))
    for left, rights in arrows.items():
        for right in rights - edges.get(left, set()):
            if any(path.startswith(left + "/") for path in tree.paths):
                yield Violation(TABLE, 1, f"the arrow {left} -> {right} is used by nobody")
    found = circle(edges)
    if found:
        yield Violation(TABLE, 1, "circle: " + " -> ".join(found))


def check_http_firewall(tree):
    """Only platform/http includes Asio and Beast and has coroutines."""
    pattern = re.compile(r'#\s*include\s*<boost/(asio|beast)|\bco_(await|return|yield)\b')
    for path in tree.matching(".cpp", ".hpp", under=LAYERS):
        if path.startswith("platform/http/"):
            continue
        text = without_comments_and_strings(tree.text(path))
        for match in pattern.finditer(text):
            yield Violation(path, line_of(text, match.start()),
                            f"only platform/http has Asio, Beast and coroutines: {match.group()}")
