# SPDX-License-Identifier: AGPL-3.0-or-later
import papers
from planted import Planted

PAGE = "capabilities/models/browse.html"
SQL = "capabilities/models/browse.sql"


class Templates(Planted):
    def test_what_the_page_policy_would_refuse_is_found(self):
        for text in ('<p class="a" style="color:red">', "<style>", "<a onclick=go()>", "<body ONLOAD='a'>", "<script>a</script>",
                     '<a href="javascript:a">', '<script src="https://a.example/a.js"></script>'):
            with self.subTest(text):
                self.assert_found(papers.check_templates, {PAGE: "\n" + text}, PAGE, 2, "")

    def test_what_it_allows_is_not(self):
        for text in ('<script type="module" src="/tep/a.js"></script>', "<p>on = off, style = plain</p>",
                     '<a href="https://a.example/">', '<link rel="stylesheet" href="/tep/a.css">',
                     '<script type="application/json">{}</script>'):
            with self.subTest(text):
                self.assert_clean(papers.check_templates, {PAGE: text})


class Statements(Planted):
    check = staticmethod(papers.check_statements)

    def test_named_statements_with_a_reason_are_clean(self):
        self.assert_clean(self.check, {SQL: "-- What the list reads.\n\n-- name: by_id\n-- One row; two never.\nSELECT ';', 1;\n\n"
                                            "-- name: all\nSELECT\n  2;\n"})

    def test_a_statement_without_a_name_is_refused(self):
        self.assert_found(self.check, {SQL: "SELECT 1;\n"}, SQL, 1, "without")

    def test_two_statements_under_one_name_are_refused(self):
        self.assert_found(self.check, {SQL: "-- name: a\nSELECT 1;\nSELECT 2;\n"}, SQL, 1, "2 statements")

    def test_a_name_without_a_statement_is_refused(self):
        self.assert_found(self.check, {SQL: "-- name: a\n-- nothing\n"}, SQL, 1, "0 statements")

    def test_a_name_used_twice_is_refused(self):
        self.assert_found(self.check, {SQL: "-- name: a\nSELECT 1;\n-- name: a\nSELECT 2;\n"}, SQL, 3, "twice")

    def test_migrations_are_lists_and_not_named(self):
        self.assert_clean(self.check, {"migrations/0001-a.sql": "CREATE TABLE a (b bigint);\nCREATE TABLE c (d text);\n"})


class WordsOfModels(Planted):
    check = staticmethod(papers.check_words_of_models)
    SQL = "capabilities/movements/movement.sql"

    def test_a_statement_that_reads_them_is_found(self):
        for sql in ("SELECT m.id, m.title\nFROM b\nJOIN models m ON m.id = b.model;", "SELECT id, title FROM models WHERE id = :id;",
                    "SELECT o.aims FROM models AS o;", "SELECT e.title FROM entries e;", "SELECT * FROM models;", "SELECT m.*\nFROM models m;"):
            with self.subTest(sql):
                self.assert_found(self.check, {self.SQL: f"-- name: a\n-- Why.\n{sql}\n"}, self.SQL, 1, "a reads the words")

    def test_one_that_takes_ids_or_says_why_is_clean(self):
        for sql in ("SELECT m.id, b.title FROM b JOIN models m ON m.id = b.model;", "SELECT id FROM models ORDER BY sort_key;",
                    "-- As they stand: of the office alone.\nSELECT title FROM models;", "SELECT title FROM rounds;"):
            with self.subTest(sql):
                self.assert_clean(self.check, {self.SQL: f"-- name: a\n-- Why.\n{sql}\n"})

    def test_models_itself_reads_them(self):
        self.assert_clean(self.check, {"capabilities/models/model.sql": "-- name: a\nSELECT title FROM models;\n"})


class ActWords(Planted):
    check = staticmethod(papers.check_act_words)
    CODE = "capabilities/models/decide.cpp"
    REGISTER = "data/registers/acts.csv"

    def test_a_kind_with_words_is_clean(self):
        self.assert_clean(self.check, {self.CODE: 'return store(work, "models.received", next);', self.REGISTER: "kind,words\nmodels.received,a\n"})

    def test_a_kind_without_words_is_found_wherever_it_stands(self):
        for code in ('return store(work, "models.kept", next);', 'acts::append(work, "models.kept",\n  next);',
                     'store_new(work, draft ? "models.received" : "models.kept", model);', 'acts::append(up.work, "models.kept", next);'):
            with self.subTest(code):
                self.assert_found(self.check, {self.CODE: "\n" + code, self.REGISTER: "kind,words\nmodels.received,a\n"}, self.CODE, 2,
                                  "models.kept")


class Migrations(Planted):
    check = staticmethod(papers.check_migrations)

    def test_numbers_have_no_gap_and_latest_names_the_newest(self):
        files = {"migrations/0001-a.sql": "", "migrations/0002-b.sql": "", "migrations/0002-b.postgres.sql": "",
                 "migrations/schema.sqlite.sql": ""}
        self.assert_clean(self.check, files | {"migrations/LATEST": "0002-b\n"})
        self.assert_found(self.check, files | {"migrations/LATEST": "0001-a\n"}, "migrations/LATEST", 1, "newest is 0002-b")
        self.assert_found(self.check, files, "migrations/LATEST", 1, "names nothing")

    def test_a_gap_is_found(self):
        self.assert_found(self.check, {"migrations/0001-a.sql": "", "migrations/0003-b.sql": "", "migrations/LATEST": "0003-b"},
                          "migrations/0003-b.sql", 1, "0002")


class Changelog(Planted):
    check = staticmethod(papers.check_changelog)

    def test_what_is_unreleased_stands_by_reader(self):
        self.assert_clean(self.check, {"CHANGELOG.md": "# Changes\n\n## Unreleased\n\n### Cho cán bộ\n\n- Một câu.\n"})

    def test_other_sections_a_missing_one_and_a_missing_file_are_refused(self):
        for text, line, saying in (("# Changes\n", 1, "has no"),
                                   ("## Unreleased\n### Cho cán bộ\n### Added\n", 3, "Added"),
                                   ("## Unreleased\n- A change.\n## 1.0\n### For operators\n", 1, "none of its readers")):
            with self.subTest(text):
                self.assert_found(self.check, {"CHANGELOG.md": text}, "CHANGELOG.md", line, saying)
        self.assert_found(self.check, {}, "CHANGELOG.md", 1, "missing")


class Readmes(Planted):
    check = staticmethod(papers.check_readmes)

    def test_a_capability_names_its_verbs_in_forty_lines(self):
        code, readme = {"capabilities/models/register.cpp": ""}, "capabilities/models/README.md"
        self.assert_clean(self.check, code | {readme: "- `register`: a commune proposes a model\n"})
        self.assert_found(self.check, code | {readme: "# models\n"}, readme, 1, "does not name register")
        self.assert_found(self.check, code | {readme: "register\n" * 41}, readme, 41, "41 lines")
        self.assert_found(self.check, code, readme, 1, "missing")
