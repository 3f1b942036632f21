"""The faces: woff2 subsets with their style sheet for pages, whole static TTF files for printed documents.

Called by launch.assets as `python -m launch.faces NODE_MODULES OUT`, in a process of its own because fontTools is slow
to import. The packages hold variable woff2 files, one for each script; print needs one static file for each weight.
"""

import json
import shutil
import signal
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHTS = {400: "Regular", 700: "Bold"}
RULE = (
    '@font-face{{font-family:"{family}";font-style:{style};font-weight:{weights};font-display:fallback;'
    'src:url("fonts/{file}") format("woff2");unicode-range:{ranges}}}\n'
)


@dataclass(frozen=True)
class Face:
    package: str
    family: str
    scripts: tuple[str, ...]  # in print: all of these in one file, the first one's metrics
    on_pages: tuple[str, ...]
    styles: tuple[str, ...] = ("normal", "italic")

    def file(self, script: str, style: str) -> str:
        return f"{self.package}-{script}-wght-{style}.woff2"


EUROPEAN = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese")
FACES = (
    Face("source-serif-4", "Source Serif 4", EUROPEAN, EUROPEAN),
    Face("source-sans-3", "Source Sans 3", EUROPEAN, EUROPEAN),
    Face("vazirmatn", "Vazirmatn", ("arabic", "latin", "latin-ext"), ("arabic",), ("normal",)),
)


def for_pages(face: Face, package: Path, out: Path) -> str:
    """Copies the subsets; the browser fetches only those whose range a page touches."""
    ranges = json.loads((package / "unicode.json").read_text())
    weights = json.loads((package / "metadata.json").read_text())["variable"]["wght"]
    rules = []
    for style in face.styles:
        for script in face.on_pages:
            file = face.file(script, style)
            shutil.copy(package / "files" / file, out)
            rules.append(
                RULE.format(
                    family=face.family,
                    style=style,
                    weights=f"{weights['min']} {weights['max']}",
                    file=file,
                    ranges=ranges[script],
                )
            )
    return "".join(rules)


def for_print(face: Face, style: str, weight: int, package: Path, out: Path) -> None:
    """One static file: every script cut to one weight, without what an earlier script brought, then merged."""
    name = WEIGHTS[weight] + ("Italic" if style == "italic" else "")
    target = out / f"{face.package}-{name}.ttf"
    parts: list[str] = []
    seen: set[int] = set()
    for script in face.scripts:
        font = TTFont(package / "files" / face.file(script, style))
        fresh = set(font.getBestCmap()) - seen
        parts.append(cut(font, fresh, weight, out / f"{target.stem}.{script}.part"))
        seen |= fresh
    merged = Merger().merge(parts)
    rename(merged, face.family, weight, italic=style == "italic")
    merged.save(target)
    for part in parts:
        Path(part).unlink()


def cut(font: TTFont, characters: set[int], weight: int, path: Path) -> str:
    font.flavor = None
    subsetter = subset.Subsetter(subset.Options(layout_features=["*"], name_IDs=["*"], notdef_outline=True))
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True)
    if "STAT" in font:
        del font["STAT"]
    font.save(path)
    return str(path)


def rename(font: TTFont, family: str, weight: int, *, italic: bool) -> None:
    """The names and flags by which a typesetter tells the four styles of a family apart."""
    style = " ".join(word for word in (WEIGHTS[weight], "Italic" if italic else "") if word)
    style = "Italic" if style == "Regular Italic" else style
    for number, words in {1: family, 2: style, 4: f"{family} {style}", 16: family, 17: style}.items():
        font["name"].setName(words, number, 3, 1, 0x409)
    font["name"].setName(f"{family}-{style}".replace(" ", ""), 6, 3, 1, 0x409)
    bold = weight == 700
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = italic | bold << 5 | (not italic and not bold) << 6
    font["head"].macStyle = bold | italic << 1


def main(modules: Path, out: Path) -> None:
    packages = {face: modules / "@fontsource-variable" / face.package for face in FACES}
    (out / "fonts").mkdir()
    for face, package in packages.items():
        shutil.copy(package / "LICENSE", out / "fonts" / f"{face.package}-LICENSE.txt")
    (out.parent / "_faces.scss").write_text("".join(for_pages(face, packages[face], out / "fonts") for face in FACES))
    if (out / "ttf").exists():
        return
    (out / "ttf").mkdir()
    # Ctrl-C ends the workers at once; Python's own answer to it would leave them waiting for work.
    with ProcessPoolExecutor(initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_DFL)) as pool:
        cuts = [
            pool.submit(for_print, face, style, weight, packages[face], out / "ttf")
            for face in FACES
            for style in face.styles
            for weight in WEIGHTS
        ]
        for done in cuts:
            done.result()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
