# SPDX-License-Identifier: AGPL-3.0-or-later
"""font.py LATIN.woff2 VIETNAMESE.woff2 OUT.woff2: one small font of both.

Only the letters that Vietnamese and its neighbours in a page need, and digits
of equal width as the feature tnum, so that columns of numbers stand in line. Be Vietnam Pro is under
OFL-1.1 without a reserved name.
"""
import copy
import sys
import tempfile

from fontTools import merge, subset
from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.ttLib import TTFont

VIETNAMESE = "ĂăÂâĐđÊêÔôƠơƯư" + "".join(chr(c) for c in range(0x1EA0, 0x1EFA))
ACCENTED = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýĨĩŨũ"
SIGNS = "₫–—‘’“”…•·×÷°²³½±≤≥−→←↑↓▲▼«»©№€\u00a0\u2009\u202f"
WANTED = {ord(c) for c in VIETNAMESE + ACCENTED + SIGNS} | set(range(0x20, 0x7F))


def merged(paths):
    """One font with the letters of all; woff2 is unpacked for the merger."""
    plain = []
    for path in paths:
        font = TTFont(path)
        font.flavor = None
        file = tempfile.NamedTemporaryFile(suffix=".ttf", delete=False)
        font.save(file.name)
        plain.append(file.name)
    return merge.Merger().merge(plain)


def even_digits(font):
    """Adds ten digits centred on the width of the widest, reached by tnum."""
    names = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    widest = max(font["hmtx"][name][0] for name in names)
    for name in names:
        width, side = font["hmtx"][name]
        shift = (widest - width) // 2
        glyph = copy.deepcopy(font["glyf"][name])
        if glyph.isComposite():
            for component in glyph.components:
                component.x += shift
        else:
            glyph.coordinates.translate((shift, 0))
        font["glyf"][name + ".tnum"] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name + ".tnum"] = (widest, side + shift)
    font.setGlyphOrder(font["glyf"].glyphOrder)
    font.getReverseGlyphMap(rebuild=True)
    rules = "".join(f"sub {name} by {name}.tnum; " for name in names)
    addOpenTypeFeaturesFromString(font, f"feature tnum {{ {rules} }} tnum;", tables=["GSUB"])


def main():
    *sources, out = sys.argv[1:]
    font = merged(sources)
    missing = sorted(chr(c) for c in WANTED & set(map(ord, VIETNAMESE + ACCENTED)) if c not in font.getBestCmap())
    if missing:
        sys.exit(f"font.py: the sources lack {''.join(missing)}")
    even_digits(font)
    options = subset.Options(hinting=False, flavor="woff2", layout_features=["kern", "mark", "mkmk", "tnum"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=WANTED)
    subsetter.subset(font)
    # The same bytes on every run.
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.flavor = "woff2"
    font.save(out)


main()
