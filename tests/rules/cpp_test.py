# SPDX-License-Identifier: AGPL-3.0-or-later
import cpp
from planted import Planted

PATH = "platform/a/a.cpp"


class Banned(Planted):
    def test_what_the_house_or_the_compiler_refuses_is_found(self):
        for text in ("#include <regex>", "std::regex a;", "#include <format>", "auto a = std::format(b);",
                     "std::chrono::parse(a, b);", "using namespace std;", "class FileManager {", "struct StoreImpl {",
                     "int get_size();"):
            with self.subTest(text):
                self.assert_found(cpp.check_banned, {PATH: "\n" + text + "\n"}, PATH, 2, ":")

    def test_what_only_looks_like_it_is_not(self):
        for text in ("fmt::format(a);", "// std::regex backtracks", 'auto a = "std::format";', "std::get_if<A>(&b);",
                     "struct Base64 {", "std::formatter<A>"):
            with self.subTest(text):
                self.assert_clean(cpp.check_banned, {PATH: text + "\n"})


class Try(Planted):
    def test_the_whole_right_side_of_a_declaration_is_its_place(self):
        for text in ("auto a = TRY(f(b, g(c)));", "auto const& a = TRY(f());", "Model const model = TRY(f());",
                     "std::vector<Row> rows = TRY(f());", "auto [a, b] = TRY(f());", "auto&& a = TRY(f());",
                     "[[maybe_unused]] auto const a = TRY(f());", "case Kind::a: auto b = TRY(f());"):
            with self.subTest(text):
                self.assert_clean(cpp.check_try, {PATH: "{\n    " + text + "\n}\n"})

    def test_any_other_place_is_refused(self):
        for text in ("return TRY(f());", "auto a = Agg{N(), TRY(f())};", "auto a = g(TRY(f()));", "TRY(f());",
                     "auto a = TRY(f()) + 1;", "a = TRY(f());", "a.b = TRY(f());", "auto a = TRY(f()).size();"):
            with self.subTest(text):
                self.assert_found(cpp.check_try, {PATH: "{\n    " + text + "\n}\n"}, PATH, 2, "TRY stands only")

    def test_its_definition_and_words_about_it_are_not_uses(self):
        self.assert_clean(cpp.check_try, {PATH: "#define TRY(a) \\\n    f(TRY(a))\n// return TRY(f());\n"})


class Files(Planted):
    def test_a_fuzzer_has_seeds(self):
        path = "tests/fuzz/csv_fuzz.cpp"
        self.assert_found(cpp.check_fuzz_seeds, {path: ""}, path, 1, "tests/fuzz/corpus/csv/")
        self.assert_clean(cpp.check_fuzz_seeds, {path: "", "tests/fuzz/corpus/csv/plain": "a,b"})

    def test_a_header_is_included_once(self):
        self.assert_found(cpp.check_pragma_once, {"platform/a/a.hpp": "int a;\n"}, "platform/a/a.hpp", 1, "pragma once")
        self.assert_clean(cpp.check_pragma_once, {"platform/a/a.hpp": "#pragma once\n"})
