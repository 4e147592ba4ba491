// SPDX-License-Identifier: AGPL-3.0-or-later
// advice_bench quality FOLDER [all]: the labelled texts of tests/bench/advice
// judged by capabilities/advice, one half at a time; with `all`, each answer too.
// advice_bench speed MODELS: asked against so many invented models. Prints JSON.
#include "tests/bench/advice_quality.hpp"

#include <cstdio>
#include <string_view>

int main(int count, char** words)
{
    auto const what = count > 2 ? std::string_view(words[1]) : std::string_view();
    if (what == "quality")
        kheo::bench::quality(words[2], count > 3 ? kheo::bench::Wrong::told : kheo::bench::Wrong::counted);
    else if (what == "speed")
        kheo::bench::speed(std::stoul(words[2]));
    else
        std::fputs("advice_bench quality FOLDER [all] | speed MODELS\n", stderr);
    return what == "quality" || what == "speed" ? 0 : 2;
}
