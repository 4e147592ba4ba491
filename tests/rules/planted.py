# SPDX-License-Identifier: AGPL-3.0-or-later
"""A small tree of files for one check, clean but for what a test plants in it."""
import tempfile
import unittest
from pathlib import Path

from tree import Tree

SPDX = "// SPDX-License-Identifier: AGPL-3.0-or-later\n"


class Planted(unittest.TestCase):
    def violations(self, check, files):
        """What the check says of a tree of these files, as "path:line" strings."""
        with tempfile.TemporaryDirectory() as root:
            for path, content in files.items():
                place = Path(root, path)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content if isinstance(content, bytes) else content.encode())
            return list(check(Tree(root)))

    def assert_clean(self, check, files):
        self.assertEqual(self.violations(check, files), [])

    def assert_found(self, check, files, path, line, saying):
        """Exactly one violation, at this place, saying this."""
        found = self.violations(check, files)
        self.assertEqual([(v.path, v.line) for v in found], [(path, line)], found)
        self.assertIn(saying, found[0].message)
