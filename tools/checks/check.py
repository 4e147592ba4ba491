#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every structural check over the whole tree: ./do check."""
import sys
from pathlib import Path

import arrows
import budgets
import cpp
import papers
import words
from tree import Tree

CHECKS = [
    arrows.check_arrows, arrows.check_http_firewall,
    budgets.check_file_lines, budgets.check_function_lines, budgets.check_includes, budgets.check_stems,
    cpp.check_banned, cpp.check_try, cpp.check_fuzz_seeds, cpp.check_pragma_once,
    papers.check_templates, papers.check_statements, papers.check_words_of_models, papers.check_migrations, papers.check_act_words,
    papers.check_changelog,
    papers.check_readmes,
    words.check_unicode, words.check_spdx, words.check_machine_paths, words.check_no_later, words.check_names,
]
WARNINGS = [budgets.warn_tests_behind]
SHOWN = 30  # of one check


def main():
    tree = Tree(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2])
    failed = 0
    for check in CHECKS:
        violations = sorted(set(check(tree)))
        for found in violations[:SHOWN]:
            print(f"{found.path}:{found.line}: {found.message}")
        if len(violations) > SHOWN:
            print(f"{check.__name__}: and {len(violations) - SHOWN} more")
        failed += bool(violations)
    for warning in WARNINGS:
        for found in warning(tree):
            print(f"warning: {found.path}: {found.message}")
    print(f"checks: {len(CHECKS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
