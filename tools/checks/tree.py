# SPDX-License-Identifier: AGPL-3.0-or-later
"""The files of the project as the checks see them: text, by path from the root."""
import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

NOT_OURS = {".git", "build", "var", "node_modules"}
BINARY = {".woff2", ".png", ".jpg", ".pdf", ".xlsx", ".ods", ".docx", ".zip", ".xls", ".db", ".webp"}


class Violation(NamedTuple):
    path: str
    line: int
    message: str


class Tree:
    """All text files under a root, without what is built or ignored by git."""

    def __init__(self, root):
        self.root = Path(root)
        self.paths = sorted(path for path in self._listed() if (self.root / path).is_file())
        self._texts = {}

    def _listed(self):
        if (self.root / ".git").exists() and shutil.which("git"):
            listing = subprocess.run(["git", "ls-files", "-coz", "--exclude-standard"], cwd=self.root,
                                     capture_output=True, check=False)
            if listing.returncode == 0:
                return set(listing.stdout.decode().split("\0")) - {""}
        found = (path.relative_to(self.root) for path in self.root.rglob("*"))
        return {str(path) for path in found if not NOT_OURS & set(path.parts)}

    def matching(self, *endings, under=()):
        """Paths with one of these endings, under one of these folders if any are given."""
        return [path for path in self.paths if path.endswith(endings)
                and (not under or path.split("/")[0] in under)]

    def bytes(self, path):
        return (self.root / path).read_bytes()

    def text(self, path):
        if path not in self._texts:
            self._texts[path] = self.bytes(path).decode("utf-8", errors="replace")
        return self._texts[path]

    def has(self, path):
        return path in self.paths


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


_CPP_TOKEN = re.compile(
    r'//[^\n]*|/\*.*?\*/|(?:u8|[uUL])?R"(?P<mark>[^()\\ ]{0,16})\(.*?\)(?P=mark)"'
    r'|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)


def without_comments_and_strings(text):
    """C++ with comments gone and literals emptied; offsets of lines stay the same."""
    def blank(match):
        found = match.group()
        lines = "\n" * found.count("\n")
        return lines if found.startswith(("//", "/*")) else '""' + lines
    return _CPP_TOKEN.sub(blank, text)
