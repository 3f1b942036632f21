"""The embedded PostgreSQL: one folder, one Unix socket, two roles that row security binds."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
from pathlib import Path
from urllib.parse import quote

from launch import processes
from launch.account import Account
from launch.binaries import postgres_programs
from launch.errors import ServerFailed

DATABASE = "smallplaces"
OWNER = "smallplaces_owner"
APP = "smallplaces_app"
# Made in template1, so that databases which tests create have the same extensions and the same owner of `public`.
SET_UP = f"""\
CREATE ROLE {OWNER} LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE;
CREATE ROLE {APP} LOGIN NOCREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE;
CREATE EXTENSION pg_trgm;
CREATE EXTENSION unaccent;
CREATE EXTENSION btree_gin;
ALTER SCHEMA public OWNER TO {OWNER};
GRANT USAGE ON SCHEMA public TO {APP};
CREATE DATABASE {DATABASE} OWNER {OWNER};
REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;
GRANT CONNECT ON DATABASE {DATABASE} TO {APP};
"""
# Nobody has a password: on the socket the kernel itself says which account is asking (peer), and only the account
# that owns this folder may be one of our roles. A secret that does not exist cannot be read from a file or a backup.
ACCESS = "local all all peer map=smallplaces\n"
# A failing statement may carry what a witness said; neither it nor its values belong in a log.
QUIET = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}
# A power cut may take these databases; a kill -9 still loses nothing that was committed.
THROW_AWAY = {"fsync": "off", "full_page_writes": "off"}
STOP = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0))
# After a kill -9 the old backends need a moment to notice; until then a new server refuses the folder.
START_SECONDS = 60.0
DYING_SECONDS = 2.0
NOBODY = 2**22  # Linux never gives out this pid
ATTEMPTS = 20


class Postgres:
    """Start and stop are safe to repeat. The caller sees to it that nobody else does either at the same time."""

    name = "database"

    def __init__(self, folder: Path, sockets: Path, account: Account, *, durable: bool = True) -> None:
        self.folder = folder / "postgres"
        self.log = folder / "log" / "postgres.log"
        self.sockets = sockets
        self.account = account
        self.durable = durable

    def url(self, role: str) -> str:
        return f"postgres://{role}@{quote(str(self.sockets), safe='')}/{DATABASE}"

    def is_running(self) -> bool:
        pid = self._pid()
        return pid is not None and processes.is_running(pid, str(self.folder))

    def start(self) -> None:
        if self.is_running():
            return
        programs = postgres_programs()
        reach = self.account.reach(programs / "postgres", self.folder.parent)
        if not self.folder.exists():
            self._create(programs, reach)
        self._refuse_other_version(programs)
        self._forget_stranger()
        for _ in range(ATTEMPTS):
            if self._launch(programs, reach):
                return
            if "shared memory block" not in self.log.read_text(errors="replace")[-2000:]:
                break
            processes.wait_until(lambda: False, 0.25)
        raise ServerFailed(f"PostgreSQL does not start: {processes.complaint(self.log)} ({self.log})")

    def stop(self) -> None:
        if (pid := self._pid()) is not None:
            processes.stop(pid, str(self.folder), STOP)

    def _pid(self) -> int | None:
        try:
            return int((self.folder / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None

    def _create(self, programs: Path, reach: str) -> None:
        """Under another name first: what an interruption leaves is never mistaken for a database."""
        unfinished = self.folder.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        self.account.own(unfinished)
        options = ["--username=postgres", "--locale=C.UTF-8", "--encoding=UTF8", "--data-checksums", "--auth=peer"]
        if not self.durable:
            options.append("--no-sync")
        self._run([str(programs / "initdb"), f"--pgdata={unfinished}", *options], reach)
        single = [str(programs / "postgres"), "--single", "-j", "-D", str(unfinished), *_settings(THROW_AWAY)]
        self._run([*single, "template1"], reach, "\n".join(f"{line}\n" for line in SET_UP.splitlines()))
        (unfinished / "pg_hba.conf").write_text(ACCESS)
        (unfinished / "pg_ident.conf").write_text(self._map())
        if self.durable:
            os.sync()  # the single-user run above was told not to wait for the disk
        unfinished.rename(self.folder)

    def _map(self) -> str:
        """Which account may be which role. The superuser is the server's own account and nobody else."""
        person = pwd.getpwuid(os.geteuid()).pw_name
        server = pwd.getpwuid(self.account.uid).pw_name
        pairs = [(person, OWNER), (person, APP), (server, "postgres")]
        return "".join(f'smallplaces "{account}" "{role}"\n' for account, role in pairs)

    def _refuse_other_version(self, programs: Path) -> None:
        made_by = (self.folder / "PG_VERSION").read_text().strip()
        answer = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True)
        ours = answer.stdout.split()[2].split(".")[0]
        if made_by != ours:
            raise ServerFailed(
                f"{self.folder} was made by PostgreSQL {made_by} and this is {ours}: "
                "name the older one in SMALLPLACES_PG_BIN, or empty the folder with ./run --reset."
            )

    def _forget_stranger(self) -> None:
        """After a restart of the machine the pid in a stale file may be somebody else's, and PostgreSQL would refuse to start.

        Only the number is struck out: by the rest of the file it still finds out whether old backends are at work.
        """
        pid = self._pid()
        if pid is None or processes.wait_until(lambda: not processes.is_alive(pid), DYING_SECONDS):
            return
        file = self.folder / "postmaster.pid"
        file.write_text(file.read_text().replace(str(pid), str(NOBODY), 1))

    def _launch(self, programs: Path, reach: str) -> bool:
        options = QUIET if self.durable else {**QUIET, **THROW_AWAY}
        argv = [str(programs / "postgres"), "-D", str(self.folder), "-k", str(self.sockets)]
        argv += _settings({"listen_addresses": "", "unix_socket_permissions": "0700", **options})
        dies_with = "" if self.durable else "INT"
        pid = processes.spawn(self.account.command(*argv, dies_with=dies_with, reach=reach), self.log)

        def settled() -> bool:
            return self._is_ready(pid) or not processes.is_alive(pid)

        if processes.wait_until(settled, START_SECONDS) and self._is_ready(pid):
            return True
        processes.kill(pid)
        return False

    def _is_ready(self, pid: int) -> bool:
        """PostgreSQL writes its state into the eighth line of its pid file."""
        with contextlib.suppress(FileNotFoundError):
            lines = (self.folder / "postmaster.pid").read_text().splitlines()
            return len(lines) > 7 and lines[0] == str(pid) and lines[7].strip() == "ready"
        return False

    def _run(self, argv: list[str], reach: str, text: str = "") -> None:
        command = self.account.command(*argv, dies_with="TERM", reach=reach)
        log = processes.open_log(self.log)
        try:
            done = subprocess.run(
                command, input=text.encode(), stdout=log, stderr=log, cwd="/", check=False,
                env=processes.BARE_ENVIRONMENT, start_new_session=True,
            )  # fmt: skip
        finally:
            os.close(log)
        if done.returncode:
            raise ServerFailed(f"The database cannot be made: {processes.complaint(self.log)} ({self.log})")


def _settings(values: dict[str, str]) -> list[str]:
    return [part for name, value in values.items() for part in ("-c", f"{name}={value}")]
