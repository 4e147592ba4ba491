// SPDX-License-Identifier: AGPL-3.0-or-later
// advice_bench quality FOLDER [all]: the labelled texts of tests/bench/advice
// judged by capabilities/advice, one half at a time; with `all`, each answer too.
// advice_bench others FOLDER [all]: a set by somebody else.
// advice_bench speed MODELS: asked against so many invented models. Prints JSON.
#include "tests/bench/advice_quality.hpp"

#include <cstdio>
#include <string_view>

int main(int count, char** words)
{
    using kheo::bench::Wrong;
    auto const what = count > 2 ? std::string_view(words[1]) : std::string_view();
    auto const wrong = count > 3 ? Wrong::told : Wrong::counted;
    if (what == "quality")
        kheo::bench::quality(words[2], wrong);
    else if (what == "others")
        kheo::bench::others(words[2], wrong);
    else if (what == "speed")
        kheo::bench::speed(std::stoul(words[2]));
    else
        std::fputs("advice_bench quality FOLDER [all] | others FOLDER [all] | speed MODELS\n", stderr);
    return what == "quality" || what == "others" || what == "speed" ? 0 : 2;
}
