# SPDX-License-Identifier: AGPL-3.0-or-later
import arrows
from planted import Planted

TABLE = "tools/checks/arrows.txt"


def include(target):
    return f'#include "{target}"\n'


class Arrows(Planted):
    check = staticmethod(arrows.check_arrows)

    def test_a_program_may_include_a_capability_and_a_capability_the_platform(self):
        self.assert_clean(self.check, {
            "programs/kheo.cpp": include("capabilities/models/routes.hpp") + include("platform/http/serve.hpp"),
            "capabilities/models/model.cpp": include("capabilities/models/model.hpp") + include("platform/db/db.hpp"),
            "platform/db/db.cpp": include("platform/problem/problem.hpp") + "#include <vector>\n",
        })

    def test_the_platform_may_not_include_a_capability(self):
        self.assert_found(self.check, {"platform/db/db.cpp": "\n" + include("capabilities/models/models.hpp")},
                          "platform/db/db.cpp", 2, "may not include")

    def test_a_capability_may_not_include_a_program(self):
        self.assert_found(self.check, {"capabilities/models/a.cpp": include("programs/kheo.hpp")},
                          "capabilities/models/a.cpp", 1, "may not include")

    def test_an_arrow_inside_the_platform_must_be_in_the_table(self):
        files = {"platform/acts/acts.cpp": include("platform/db/db.hpp")}
        self.assert_found(self.check, files, "platform/acts/acts.cpp", 1, "no arrow platform/acts -> platform/db")
        self.assert_clean(self.check, files | {TABLE: "platform/acts -> platform/db\n"})

    def test_a_capability_sees_another_only_through_its_own_header(self):
        table = {TABLE: "capabilities/models -> capabilities/areas\n"}
        self.assert_clean(self.check, table | {"capabilities/models/a.cpp": include("capabilities/areas/areas.hpp")})
        self.assert_found(self.check, table | {"capabilities/models/a.cpp": include("capabilities/areas/tree.hpp")},
                          "capabilities/models/a.cpp", 1, "only through areas/areas.hpp")

    def test_a_circle_is_refused_even_when_the_table_lists_it(self):
        self.assert_found(self.check, {
            TABLE: "capabilities/a -> capabilities/b\ncapabilities/b -> capabilities/a\n",
            "capabilities/a/x.cpp": include("capabilities/b/b.hpp"),
            "capabilities/b/x.cpp": include("capabilities/a/a.hpp"),
        }, TABLE, 1, "circle: capabilities/a -> capabilities/b -> capabilities/a")

    def test_an_arrow_that_nobody_uses_leaves_the_table(self):
        self.assert_found(self.check, {TABLE: "platform/a -> platform/b\n", "platform/a/a.cpp": ""},
                          TABLE, 1, "used by nobody")

    def test_an_include_is_written_from_the_root(self):
        self.assert_found(self.check, {"platform/db/db.cpp": include("db.hpp")}, "platform/db/db.cpp", 1, "root")

    def test_a_file_with_a_list_of_its_own_may_include_nothing_else(self):
        self.assert_found(self.check, {
            TABLE: "programs/verify.cpp only platform/merkle\n",
            "programs/verify.cpp": include("platform/merkle/tree.hpp") + include("platform/db/db.hpp"),
        }, "programs/verify.cpp", 2, "only platform/merkle")

    def test_a_test_may_see_what_it_needs(self):
        self.assert_clean(self.check, {"platform/acts/acts_test.cpp": include("platform/db/db.hpp")})


class HttpFirewall(Planted):
    check = staticmethod(arrows.check_http_firewall)

    def test_asio_and_beast_stay_in_http(self):
        self.assert_clean(self.check, {"platform/http/serve.cpp": "#include <boost/asio/awaitable.hpp>\n"})
        for name in ("boost/asio.hpp", "boost/beast/http.hpp"):
            self.assert_found(self.check, {"capabilities/models/a.cpp": f"\n#include <{name}>\n"},
                              "capabilities/models/a.cpp", 2, "only platform/http")

    def test_coroutines_stay_in_http(self):
        self.assert_found(self.check, {"platform/db/db.cpp": "auto a = co_await b;\n"}, "platform/db/db.cpp", 1, "co_await")
        self.assert_clean(self.check, {"platform/db/db.cpp": "// no co_await here\n"})
