#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Runs the tests of the checks and counts them as ./do test reads it."""
import sys
import unittest
from pathlib import Path

HERE = Path(__file__).parent


def main():
    sys.path[:0] = [str(HERE), str(HERE.parents[1] / "tools" / "checks")]
    suite = unittest.defaultTestLoader.discover(str(HERE), pattern="*_test.py")
    result = unittest.TextTestRunner(stream=sys.stdout).run(suite)
    # A test fails once, however many rows of its table do.
    failed = len({getattr(test, "test_case", test).id() for test, _ in result.failures + result.errors})
    print(f"rules: {result.testsRun - failed} passed, {failed} failed")
    return 1 if failed or not result.testsRun else 0


if __name__ == "__main__":
    sys.exit(main())
