# SPDX-License-Identifier: AGPL-3.0-or-later
import budgets
from planted import Planted


def body(lines):
    return "{\n" + "    f();\n" * (lines - 2) + "}\n"


class FileLines(Planted):
    check = staticmethod(budgets.check_file_lines)

    def test_a_file_of_400_lines_is_the_longest(self):
        for name in ("platform/a/a.cpp", "web/a.ts", "tools/a.py", "do", "capabilities/a/a.html"):
            self.assert_clean(self.check, {name: "x\n" * 400})
            self.assert_found(self.check, {name: "x\n" * 401}, name, 401, "401 lines")

    def test_rows_of_facts_may_be_longer(self):
        self.assert_clean(self.check, {"data/rules/a.sql": "x\n" * 1000, "migrations/schema.sqlite.sql": "x\n" * 999})


class FunctionLines(Planted):
    check = staticmethod(budgets.check_function_lines)

    def assert_long(self, head, path="platform/a/a.cpp", line=1):
        self.assert_clean(self.check, {path: head + body(60)})
        self.assert_found(self.check, {path: head + body(61)}, path, line, "a function of 61 lines")

    def test_a_free_function_of_60_lines_is_the_longest(self):
        self.assert_long("void f() ")

    def test_a_member_with_qualifiers_is_a_function(self):
        self.assert_long("auto A<T>::f(int a) const noexcept -> std::vector<int> ")

    def test_a_constructor_with_initialisers_is_a_function(self):
        self.assert_long("A::A(int a) : a_(a), b_{a} ")

    def test_a_test_case_is_a_function(self):
        self.assert_long('TEST_CASE("a { b") ')

    def test_a_function_in_a_namespace_and_a_class_is_measured_alone(self):
        inside = "namespace a\n{\nstruct B {\nvoid f() " + body(60) + "void g() " + body(60) + "};\n}\n"
        self.assert_clean(self.check, {"platform/a/a.hpp": inside})
        self.assert_found(self.check, {"platform/a/a.hpp": inside.replace("void g() {", "void g() {\n")},
                          "platform/a/a.hpp", 64, "61 lines")

    def test_braces_in_strings_comments_and_directives_do_not_count(self):
        text = 'void f()\n{\n    // {\n    auto a = "{"; auto b = \'{\'; auto c = R"({{)";\n#if 0 // {\n#endif\n}\n'
        self.assert_clean(self.check, {"platform/a/a.cpp": text + "void g() " + body(60)})

    def test_a_long_table_is_no_function(self):
        self.assert_clean(self.check, {"platform/a/a.cpp": "Row const rows[] = " + body(200).replace("f();", "{1},")[:-1] + ";\n"})

    def test_python_and_script_functions_are_measured(self):
        self.assert_found(self.check, {"tools/a.py": "def f():\n" + "    g()\n" * 60}, "tools/a.py", 1, "61 lines")
        self.assert_found(self.check, {"web/a.ts": "export function f(a: string): void " + body(61)}, "web/a.ts", 1, "61")
        self.assert_found(self.check, {"tools/do/a.sh": "f() " + body(61)}, "tools/do/a.sh", 1, "61")


class Includes(Planted):
    def test_twenty_includes_are_the_most(self):
        row = "#include <vector>\n"
        self.assert_clean(budgets.check_includes, {"platform/a/a.cpp": row * 20})
        self.assert_found(budgets.check_includes, {"platform/a/a.cpp": row * 21}, "platform/a/a.cpp", 1, "21 includes")


class Stems(Planted):
    check = staticmethod(budgets.check_stems)

    def test_ten_stems_are_the_most_and_what_each_has_is_not_counted(self):
        files = {f"capabilities/models/{stem}.{ending}": "" for ending in ("cpp", "sql", "html")
                 for stem in ["models", "problems", "routes"] + [f"verb{n}" for n in range(10)]}
        files["capabilities/models/verb1_test.cpp"] = ""
        files["capabilities/models/verb1.postgres.sql"] = ""
        self.assert_clean(self.check, files)
        self.assert_found(self.check, files | {"capabilities/models/more.cpp": ""}, "capabilities/models", 1, "11 stems")

    def test_a_capability_is_flat(self):
        self.assert_found(self.check, {"capabilities/models/web/a.html": ""}, "capabilities/models/web/a.html", 1, "flat")


class TestsBehind(Planted):
    def test_a_folder_with_less_test_than_code_is_said(self):
        files = {"platform/a/a.cpp": "x\n" * 5, "platform/a/a_test.cpp": "x\n" * 4}
        self.assert_found(budgets.warn_tests_behind, files, "platform/a", 1, "4 lines of test for 5 of code")
        self.assert_clean(budgets.warn_tests_behind, files | {"platform/a/a_test.cpp": "x\n" * 5})
