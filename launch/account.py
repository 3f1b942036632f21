"""Under which account the embedded servers run. PostgreSQL refuses to run as root, and is right to."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from launch.errors import ServerFailed

ACCOUNTS = ("postgres", "nobody")
# What root may leave the servers when they could not otherwise reach their own files, narrowest first: passing
# and reading, or (containers often withhold that one) passing and all the rest. Bit numbers as in capabilities(7).
REACH = (("dac_read_search", 2), ("dac_override", 1))


@dataclass(frozen=True)
class Account:
    name: str
    uid: int
    gid: int

    @property
    def is_ours(self) -> bool:
        return self.uid == os.geteuid()

    def command(self, *argv: str, dies_with: str = "", reach: str = "") -> list[str]:
        """`argv` as this account runs it; `dies_with` names the signal it gets when the process that started it dies.

        `setpriv` sets that signal after the change of user, which would otherwise clear it.
        """
        options = [f"--pdeathsig={dies_with}"] if dies_with else []
        if not self.is_ours:
            options += [f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
            kept = f",+{reach}" if reach else ""
            options += [f"--inh-caps=-all{kept}", f"--ambient-caps=-all{kept}"]
            if reach:
                # Without it access(2), by which initdb looks for postgres, passes over capabilities of all but root.
                options.append("--securebits=+no_setuid_fixup")
        return ["setpriv", "--no-new-privs", *options, *argv] if options else list(argv)

    def own(self, folder: Path) -> Path:
        """Make a folder that this account alone may enter."""
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
        if not self.is_ours:
            os.chown(folder, self.uid, self.gid)
        return folder

    def reach(self, *paths: Path) -> str:
        """The capability needed to get at these paths: none, unless one lies under a folder such as /root."""
        if self.is_ours or self._can_pass(paths):
            return ""
        held = _effective_capabilities()
        for capability, bit in REACH:
            if held >> bit & 1:
                return capability
        raise ServerFailed(f"The account {self.name} cannot reach {paths[0]}; move the project out of private folders.")

    def _can_pass(self, paths: Iterable[Path]) -> bool:
        tests = " && ".join(f'test -x "${number}"' for number, _ in enumerate(paths, start=1))
        argv = self.command("sh", "-c", tests, "sh", *map(str, paths))
        return subprocess.run(argv, cwd="/", check=False).returncode == 0


@cache
def server_account() -> Account:
    """Our own account; for root an unprivileged one that every Debian has."""
    if os.geteuid() != 0:
        return Account("this user", os.geteuid(), os.getegid())
    if not shutil.which("setpriv"):
        raise ServerFailed("PostgreSQL refuses to run as root and setpriv is missing: install util-linux.")
    for name in ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise ServerFailed("PostgreSQL refuses to run as root, and there is neither an account postgres nor nobody.")


def _effective_capabilities() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("CapEff:"):
            return int(line.split()[1], 16)
    return 0
