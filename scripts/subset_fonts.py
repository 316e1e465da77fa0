"""Make the web fonts of the reading edition from the full fonts of EB Garamond.

The usual web packages of this family lack small capitals and old-style figures, so the subsets are
made here, with the features that a text needs. Needs fontTools and brotli, and the unpacked npm
package ``@expo-google-fonts/eb-garamond`` (EB Garamond 1.003, SIL Open Font License)::

    npm pack @expo-google-fonts/eb-garamond && tar xzf expo-google-fonts-eb-garamond-*.tgz
    python scripts/subset_fonts.py package xslt/html/assets/fonts
"""

import shutil
import sys
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped, import-not-found, unused-ignore]

FACES = {
    "regular": "400Regular/EBGaramond_400Regular.ttf",
    "italic": "400Regular_Italic/EBGaramond_400Regular_Italic.ttf",
    "semibold": "600SemiBold/EBGaramond_600SemiBold.ttf",
}
# The unicode-range of each @font-face rule in assets/fonts.css is the same.
RANGES = {
    "latin": "0000-00FF,0131,0152-0153,017F,02BB-02BC,02C6,02DA,02DC,0300-0304,0308,0323,0327-0329,"
    "2000-206F,2070-2079,2080-2089,20AC,2116,2122,2190-2193,2212,2215,FB00-FB06,FEFF,FFFD",
    "latin-ext": "0100-0130,0132-0151,0154-017E,0180-02BA,02BD-02C5,02C7-02CC,02CE-02D7,02DD-02FF,"
    "0305-0307,0309-0322,0324-0326,032A-036F,1D00-1DBF,1E00-1E9F,1EA0-1EFF,20A0-20AB,20AD-20C0,"
    "2113,2C60-2C7F,A720-A7FF",
    "greek": "0370-03FF,1F00-1FFF",
    "cyrillic": "0400-052F,1C80-1C8A,2DE0-2DFF,A640-A69F",
}
FEATURES = [
    "c2sc", "case", "ccmp", "dlig", "frac", "hist", "hlig", "kern", "liga", "lnum", "locl", "mark",
    "mkmk", "onum", "ordn", "pnum", "rlig", "smcp", "sups", "subs", "tnum",
]  # fmt: skip


def make(source: Path, target: Path, unicodes: str) -> None:
    """Write one subset as woff2, without hinting and without dates."""
    subset.main(
        [
            str(source),
            f"--output-file={target}",
            f"--unicodes={unicodes}",
            f"--layout-features={','.join(FEATURES)}",
            "--flavor=woff2",
            "--no-hinting",
            "--no-recalc-timestamp",
        ]
    )


def main(package: Path, folder: Path) -> None:
    """Make all subsets, and put the licence beside them."""
    folder.mkdir(parents=True, exist_ok=True)
    for face, file in FACES.items():
        for script, unicodes in RANGES.items():
            if face == "semibold" and script not in ("latin", "latin-ext"):
                continue
            make(package / file, folder / f"eb-garamond-{face}-{script}.woff2", unicodes)
    shutil.copyfile(package / "LICENSE_FONT", folder / "OFL.txt")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
