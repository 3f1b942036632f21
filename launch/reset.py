"""`./run --reset`: an installation as on the first day."""

import shutil
import sys
from pathlib import Path

from launch.errors import LaunchError
from launch.folders import is_ours, var_folder
from launch.locks import only_run
from launch.sharing import in_use


def reset(*, ask: bool) -> None:
    """Empty the var folder: database, evidence, keys. Refuses while anything uses it, and any folder not ours."""
    var = var_folder()
    if not var.exists():
        print(f"{var} does not exist; there is nothing to empty.", file=sys.stderr)
        return
    if not is_ours(var):
        raise LaunchError(f"{var} was not made by Small Places, so nothing in it is touched.")
    with only_run(var):
        if in_use(var):
            raise LaunchError(f"A command still uses the database in {var}: wait for it to end.")
        if ask and not _agreed(var):
            raise LaunchError("Nothing was touched.")
        _empty(var)
    print(f"{var} is empty.", file=sys.stderr)


def _agreed(var: Path) -> bool:
    if not sys.stdin.isatty():
        raise LaunchError("There is no terminal to ask on: add --yes to empty the folder without a question.")
    print(f"This deletes the database, all files and the keys in {var}.", file=sys.stderr)
    return input("Type yes to go on: ").strip().lower() == "yes"


def _empty(var: Path) -> None:
    """The locks go last: until then nobody else can start here."""
    for path in sorted(var.iterdir(), key=lambda path: path.name == "locks"):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name != ".smallplaces":
            path.unlink()
