# SPDX-License-Identifier: AGPL-3.0-or-later
"""./do itself: what it counts, what fails it, what it makes, in a copy of the
tree whose folder has a space in its name."""
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).parents[2]


def skipped(folder, names):
    """Not copied: what is built, and at the root what `./do` does not read."""
    read = {"do", "tools", "capabilities", "migrations", "platform"}
    return [name for name in names if name == "__pycache__" or (Path(folder) == ROOT and name not in read)]


class Do(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = tempfile.TemporaryDirectory(prefix="kheo of ")
        cls.copy = Path(cls.home.name, "một bản")
        shutil.copytree(ROOT, cls.copy, ignore=skipped)

    @classmethod
    def tearDownClass(cls):
        cls.home.cleanup()

    def sh(self, script):
        """Runs bash lines with ./do's parts loaded; (exit code, everything said)."""
        begin = 'set -euo pipefail; cd "$1"; root=$PWD; say() { echo "$*"; }; die() { say "$*"; exit 1; }\n' \
            'for part in install build test new; do source "tools/do/$part.sh"; done; mkdir -p build/logs\n'
        ended = subprocess.run(["bash", "-c", begin + script, "sh", str(self.copy)], capture_output=True,
                               text=True, check=False, stdin=subprocess.DEVNULL)
        return ended.returncode, ended.stdout + ended.stderr

    def counted(self, log):
        Path(self.copy, "build").mkdir(exist_ok=True)
        Path(self.copy, "build/log").write_text(log)
        return self.sh("counts_in build/log")[1].strip()

    def test_the_counts_of_each_runner_are_read(self):
        for log, counts in (
                ("100% tests passed, 0 tests failed out of 12\n", "12 0"),
                ("92% tests passed, 1 tests failed out of 13\nErrors while running CTest\n", "12 1"),
                ("ℹ tests 5\nℹ pass 3\nℹ fail 1\nℹ cancelled 1\n", "3 2"),
                ("# pass 3\n# fail 0\n", "3 0"),
                ("fuzz: 1 passed, 0 failed\nfuzz: 1 passed, 0 failed\nfuzz: 0 passed, 1 failed\n", "2 1"),
                ("nothing\n  ℹ pass 9\n", "0 0")):
            with self.subTest(log):
                self.assertEqual(self.counted(log), counts)

    def test_a_stage_adds_its_counts_and_says_its_name_and_time(self):
        code, said = self.sh('stage one echo "x: 3 passed, 0 failed"; echo "$passed $failed"')
        self.assertEqual(code, 0)
        self.assertRegex(said, r"== one\n.*\n-- one: ok in \d+ s \(3 passed, 0 failed\)\n3 0\n")

    def test_a_stage_that_fails_without_a_count_is_one_failure(self):
        _, said = self.sh('broken() { false; echo went on; }; stage one broken; echo "$passed $failed ${failed_stages[*]}"')
        self.assertNotIn("went on", said)
        self.assertIn("0 1 one", said)

    def test_a_stage_that_counts_failures_fails_even_when_it_ends_well(self):
        self.assertIn("1 1", self.sh('stage one echo "x: 1 passed, 1 failed" ; echo "$passed $failed"')[1])

    def test_a_stage_that_ran_no_test_fails_but_a_build_need_not_count(self):
        self.assertIn("ran no test", self.sh("stage unit true")[1])
        self.assertEqual(self.sh("stage 'build asan' true; stage install true; exit $failed")[0], 0)

    def test_what_failed_is_told_again_at_the_end(self):
        _, said = self.sh("words() { seq 100; printf '✔ a\\n✖ b\\nℹ fail 1\\n\\n✖ failing tests:\\n\\n✖ b\\n  because\\n'; }; "
                          "stage 'journeys one' words; echo ----; told_again 'journeys one'; not_run two one; told_again two")
        self.assertEqual(said.split("----\n")[1].split("\n== two")[0], "\n== failed: journeys one\n✖ failing tests:\n\n✖ b\n  because\n")
        self.assertTrue(said.endswith("\n== failed: two\n"), said)
        _, said = self.sh("words() { seq 100; false; }; stage one words >/dev/null; told_again one")
        self.assertEqual(said.split(), ["==", "failed:", "one", *map(str, range(41, 101))])

    def test_a_stage_has_no_input(self):
        self.assertIn("one: ok", self.sh('ask() { ! read -r; echo "x: 1 passed, 0 failed"; }; stage one ask')[1])

    def test_what_is_not_installed_is_told_from_what_is(self):
        code, said = self.sh("missing_packages bash no-such-package-here coreutils")
        self.assertEqual((code, said), (0, "no-such-package-here\n"))
        self.assertEqual(self.sh("missing_packages bash coreutils"), (0, ""))

    def test_jobs_follow_the_machine_unless_told(self):
        self.assertEqual(self.sh("KHEO_JOBS=3 parallel_jobs")[1], "3\n")
        self.assertGreaterEqual(int(self.sh("parallel_jobs")[1]), 1)

    def test_programs_are_built_again_only_when_a_source_is_newer(self):
        script = """
            build_preset() { echo "building $*"; mkdir -p build/release/programs
                touch build/release/programs/kheo; chmod +x build/release/programs/kheo; }
            part() { :; }; install_for() { :; }
            rm -rf build/release
            ensure_programs; echo 1; ensure_programs; echo 2
            sleep 0.02; touch platform/problem/problem.cpp; ensure_programs; echo 3
            rm build/release/programs/kheo; ensure_programs; echo 4; ensure_programs
        """
        building = "building release kheo kheo-extract kheo-verify\n"
        self.assertEqual(self.sh(script), (0, f"{building}1\n2\n{building}3\n{building}4\n"))

    def test_new_things_are_made_once_and_named_as_the_house_does(self):
        code, said = self.sh("new_thing capability trials; new_thing verb trials begin_trial; "
                             "new_thing migration trials-create; cat migrations/LATEST")
        self.assertEqual(code, 0, said)
        self.assertRegex(said, r"\d{4}-trials-create\n$")
        self.assertIn("struct BeginTrialForm", Path(self.copy, "capabilities/trials/begin_trial.hpp").read_text())
        self.assertIn("`begin_trial`", Path(self.copy, "capabilities/trials/README.md").read_text())
        for again in ("verb trials begin_trial", "capability trials", "verb nowhere a", "capability Bad", "verb trials"):
            with self.subTest(again):
                self.assertEqual(self.sh(f"new_thing {again}")[0], 1)

    def test_an_unknown_command_says_what_there_is(self):
        ended = subprocess.run([str(self.copy / "do"), "nonsense"], capture_output=True, text=True, check=False, cwd="/")
        self.assertEqual(ended.returncode, 2)
        self.assertIn("./do run", ended.stderr)
