// SPDX-License-Identifier: AGPL-3.0-or-later
// advice_bench quality FOLDER [all]: the labelled texts of tests/bench/advice
// judged by capabilities/advice, one half at a time, as JSON; with `all`, each
// wrong answer too.
#include "tests/bench/advice_quality.hpp"

#include <cstdio>
#include <string_view>

int main(int count, char** words)
{
    if (count < 3 || std::string_view(words[1]) != "quality") {
        std::fputs("advice_bench quality FOLDER [all]\n", stderr);
        return 2;
    }
    kheo::bench::quality(words[2], count > 3 ? kheo::bench::Wrong::told : kheo::bench::Wrong::counted);
}
