# SPDX-License-Identifier: AGPL-3.0-or-later
"""What no text file may hold, and what each must begin with."""
import re
import unicodedata

from tree import BINARY, Violation, line_of

LICENSED = (".cpp", ".hpp", ".py", ".mjs", ".js", ".ts", ".scss", ".sh")
SPDX = "SPDX-License-Identifier: AGPL-3.0-or-later"
# Deliberately bad input is kept byte by byte.
AS_FOUND = ("tests/fuzz/corpus/", "tests/vectors/")


def text_files(tree):
    for path in tree.paths:
        if not path.startswith(AS_FOUND) and not path.endswith(tuple(BINARY)):
            yield path


def check_unicode(tree):
    """UTF-8, composed (NFC), with plain line ends and no control characters."""
    for path in text_files(tree):
        try:
            text = tree.bytes(path).decode("utf-8")
        except UnicodeDecodeError as problem:
            yield Violation(path, 1, f"not UTF-8: {problem.reason} at byte {problem.start}")
            continue
        if "\r\n" in text:
            yield Violation(path, 1, "lines end in CR LF, not LF")
        for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
            if not unicodedata.is_normalized("NFC", line):
                yield Violation(path, number, "not in Unicode's composed form (NFC)")
            if re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]", line):
                yield Violation(path, number, "a control character; write it as an escape")


def check_spdx(tree):
    scripts = [path for path in ("do", ".ci/run") if tree.has(path)]
    for path in tree.matching(*LICENSED) + scripts:
        head = tree.text(path).split("\n", 3)[:2]
        if not any(SPDX in line for line in head):
            yield Violation(path, 1, f"does not begin with {SPDX}")


MACHINE_PATH = re.compile(r"(?<![\w.}/])/(work|home|root|Users|opt)/[\w.]")


def check_machine_paths(tree):
    for path in text_files(tree):
        for number, line in enumerate(tree.text(path).split("\n"), 1):
            if MACHINE_PATH.search(line) and path != "tools/checks/words.py":
                yield Violation(path, number, "a path of one machine: " + MACHINE_PATH.search(line).group())


LATER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")


def check_no_later(tree):
    """A thing is done or it is an issue; the code holds no note of it."""
    for path in text_files(tree):
        if path in ("LICENSE", "package-lock.json"):
            continue
        text = tree.text(path)
        for match in LATER.finditer(text):
            yield Violation(path, line_of(text, match.start()), f"{match.group()}: do it, or open an issue")


def check_names(tree):
    """A folder or file is named for the noun it holds, never for being of use."""
    banned = re.compile(r"(^|[/_-])(utils?|common|helpers?|misc|managers?)([/_.-]|$)")
    for path in tree.paths:
        if banned.search(path) and path.split("/")[0] in ("capabilities", "platform", "programs", "web"):
            yield Violation(path, 1, "named for nothing in particular")
