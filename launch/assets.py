"""Builds static/dist/: the style sheet, the faces of the pages, the faces of the printed documents.

`python -m launch.assets` does nothing when nothing changed. It needs no Django, works in a folder of its own and
renames at the end, so whatever interrupts it, static/dist/ is either the old one or the new one.
"""

import fcntl
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launch.errors import LaunchError
from launch.node import find_npm, run

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "static" / "dist"
MODULES = ROOT / "node_modules"
LOCK = ROOT / "package-lock.json"
FACES = ROOT / "launch" / "faces.py"
SCRIPTS = (Path("tus-js-client/dist/tus.min.js"),)
STAMP = ".stamp"
NPM_CI = ("npm", "ci", "--ignore-scripts", "--omit=optional", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error")
SASS = ("node", "node_modules/sass/sass.js", "--style=compressed", "--no-source-map", "--quiet-deps", "--load-path=node_modules")
SILENT = "--silence-deprecation=import,global-builtin,color-functions,if-function"


def build() -> bool:
    """Brings static/dist/ up to date; says whether there was anything to do."""
    if is_current(DIST, digest(sources())):
        return False
    with alone(), scratch() as folder:
        wanted = digest(sources())
        if is_current(DIST, wanted):
            return False
        install_modules(folder)
        new = folder / "dist"
        new.mkdir()
        make_faces(new)
        make_sheet(new)
        make_scripts(new)
        (new / STAMP).write_text(wanted)
        put_in_place(new, DIST)
    return True


def sources() -> list[Path]:
    sheets = [*ROOT.glob("static/scss/*.scss"), *ROOT.glob("static/css/*.css")]
    return [LOCK, FACES, Path(__file__), *sorted(sheets)]


def digest(paths: list[Path]) -> str:
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()


def is_current(folder: Path, wanted: str) -> bool:
    try:
        return (folder / STAMP).read_text() == wanted
    except FileNotFoundError:
        return False


@contextmanager
def alone() -> Iterator[None]:
    """One build at a time; a second one waits here and then finds the work done."""
    with LOCK.open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder beside the code (renames need the same disk) that git ignores; sweeps what a killed run left."""
    for left in ROOT.glob(".assets-*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=".assets-", dir=ROOT))
    try:
        (folder / ".gitignore").write_text("*\n")
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(new: Path, place: Path) -> None:
    if place.exists():
        place.rename(new.parent / f"old-{place.name}")
    new.rename(place)


def install_modules(folder: Path) -> None:
    """What package-lock.json names, checked against its hashes; no package's own script is run."""
    wanted = digest([LOCK])
    if is_current(MODULES, wanted):
        return
    for name in ("package.json", LOCK.name):
        shutil.copy(ROOT / name, folder)
    find_npm()
    run(NPM_CI, folder)
    (folder / "node_modules" / STAMP).write_text(wanted)
    put_in_place(folder / "node_modules", MODULES)


def make_faces(new: Path) -> None:
    """Cutting the printed faces takes a quarter of a minute, so an earlier cut is kept while its sources stand."""
    wanted, kept = digest([LOCK, FACES]), DIST / "ttf"
    if is_current(kept, wanted):
        shutil.copytree(kept, new / "ttf")
    run([sys.executable, "-m", "launch.faces", str(MODULES), str(new)], ROOT)
    (new / "ttf" / STAMP).write_text(wanted)


def make_sheet(new: Path) -> None:
    run([*SASS, SILENT, f"--load-path={new.parent}", "static/scss/site.scss", str(new / "site.css")], ROOT)


def make_scripts(new: Path) -> None:
    """Scripts of others that a page loads as they are, but for the line that names a map we do not serve."""
    for script in SCRIPTS:
        lines = (MODULES / script).read_text().splitlines(keepends=True)
        words = "".join(line for line in lines if not line.startswith("//# sourceMappingURL="))
        (new / script.name).write_text(words)


def main() -> int:
    try:
        print("assets: built static/dist/" if build() else "assets: up to date", file=sys.stderr)
    except KeyboardInterrupt:
        print("assets: stopped; nothing was changed", file=sys.stderr)
        return 130
    except (LaunchError, OSError) as error:  # an OSError's own words name the file and the trouble
        print(f"assets: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
