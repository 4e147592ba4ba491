# SPDX-License-Identifier: AGPL-3.0-or-later
import unicodedata

import words
from planted import SPDX, Planted


class Unicode(Planted):
    check = staticmethod(words.check_unicode)

    def test_composed_vietnamese_is_clean(self):
        self.assert_clean(self.check, {"docs/a.md": "Dân vận khéo, thụ hưởng\n\tTab\n"})

    def test_decomposed_text_is_found(self):
        self.assert_found(self.check, {"docs/a.md": "a\n" + unicodedata.normalize("NFD", "khéo") + "\n"}, "docs/a.md", 2, "NFC")

    def test_other_encodings_control_characters_and_line_ends_are_found(self):
        for content, saying in ((b"kh\xe9o", "UTF-8"), (b"a\x00b", "control"), ("a\u202eb".encode(), "control"),
                                (b"a\r\nb\r\n", "CR LF")):
            with self.subTest(content):
                self.assert_found(self.check, {"docs/a.md": content}, "docs/a.md", 1, saying)

    def test_seeds_of_fuzzers_and_pictures_are_kept_as_they_are(self):
        self.assert_clean(self.check, {"tests/fuzz/corpus/a/b": b"\xff\x00", "docs/a.png": b"\x89PNG\x00"})


class Licence(Planted):
    def test_a_source_file_begins_with_its_licence(self):
        self.assert_clean(words.check_spdx, {"platform/a/a.cpp": SPDX, "do": "#!/bin/bash\n" + SPDX.replace("//", "#")})
        for path in ("platform/a/a.hpp", "tools/a.py", "web/a.ts", "do", ".ci/run"):
            with self.subTest(path):
                self.assert_found(words.check_spdx, {path: "a\nb\n" + SPDX}, path, 1, "does not begin")


class Words(Planted):
    def test_paths_of_one_machine_are_found(self):
        for path in ("/ho" "me/an/kheo", '"/wo' 'rk/main"', "(/ro" "ot/.cache)"):
            with self.subTest(path):
                self.assert_found(words.check_machine_paths, {"docs/a.md": "a\n" + path + "\n"}, "docs/a.md", 2, "machine")
        self.assert_clean(words.check_machine_paths, {"docs/a.md": "build/work/a, https://a.example/work/1, /etc/kheo\n"})

    def test_notes_of_work_left_are_found(self):
        for word in ("TO" "DO", "FIX" "ME", "XX" "X"):
            with self.subTest(word):
                self.assert_found(words.check_no_later, {"docs/a.md": f"a\n{word}: b\n"}, "docs/a.md", 2, word)
        self.assert_clean(words.check_no_later, {"docs/a.md": "mastodon, TO" "DOS\n"})

    def test_folders_and_files_are_named_for_what_they_hold(self):
        for path in ("platform/util/a.cpp", "platform/a/helpers.cpp", "capabilities/common/a.cpp", "web/string_utils.ts"):
            with self.subTest(path):
                self.assert_found(words.check_names, {path: ""}, path, 1, "named for nothing")
        self.assert_clean(words.check_names, {"platform/communes/a.cpp": ""})
