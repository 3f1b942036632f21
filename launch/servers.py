"""Database and broker for a machine that has none: the demonstration and the tests. Production brings its own."""

import contextlib
import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from launch.account import Account, server_account
from launch.errors import NotPrivate
from launch.postgres import APP, OWNER, Postgres
from launch.valkey import Valkey

# The kernel allows 107 bytes for the address of a Unix socket; `.s.PGSQL.5432.lock` is the longest name put there.
LONGEST_FOLDER = 107 - len("/.s.PGSQL.5432.lock")


@dataclass(frozen=True)
class Addresses:
    """Where the servers listen; an address is empty when that server was not wanted."""

    database_url: str
    owner_url: str
    broker_url: str


class EmbeddedServers:
    """PostgreSQL and Valkey in one folder, reachable by Unix socket alone.

    Not shared: one user at a time starts and stops them; `launch.sharing` lets many commands use the same pair.
    With `durable=False` they forget how to survive a power cut, run faster, and die with whoever started them.
    """

    def __init__(self, folder: Path, durable: bool = True, *, database: bool = True, broker: bool = True) -> None:
        self.folder = folder.resolve()
        self.durable = durable
        self.account: Account = server_account()
        self.sockets = socket_folder(self.folder)
        postgres = Postgres(self.folder, self.sockets, self.account, durable=durable)
        valkey = Valkey(self.folder, self.sockets, self.account, durable=durable)
        self._all: list[Postgres | Valkey] = [postgres, valkey]
        self._wanted = [server for server, wanted in ((postgres, database), (valkey, broker)) if wanted]
        self.addresses = Addresses(
            database_url=postgres.url(APP) if database else "",
            owner_url=postgres.url(OWNER) if database else "",
            broker_url=valkey.url() if broker else "",
        )

    def start(self) -> Addresses:
        """Start what is wanted and does not run yet; servers left over from a killed command are taken up as they are."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._make_socket_folder()
        try:
            for server in self._wanted:
                server.start()
        except BaseException:
            self.stop()
            raise
        return self.addresses

    def stop(self) -> None:
        """Stop both, broker first, whoever started them."""
        for server in reversed(self._all):
            server.stop()
        if self.sockets.parent != self.folder:
            with contextlib.suppress(OSError):
                self.sockets.rmdir()

    def fallen(self) -> list[str]:
        """The names of wanted servers that do not run."""
        return [server.name for server in self._wanted if not server.is_running()]

    def any_running(self) -> bool:
        return any(server.is_running() for server in self._all)

    def _make_socket_folder(self) -> None:
        with contextlib.suppress(FileExistsError):
            self.sockets.mkdir(mode=0o700)
        # In a shared temporary folder somebody may have been there first.
        found = self.sockets.lstat()
        if self.sockets.is_symlink() or found.st_uid not in {os.geteuid(), self.account.uid} or found.st_mode & 0o077:
            raise NotPrivate(f"{self.sockets} belongs to somebody else: remove it, or set SMALLPLACES_VAR.")
        self.account.own(self.sockets)


def socket_folder(folder: Path) -> Path:
    """Inside `folder`, or in the temporary folder when its name is too long for a socket."""
    inside = folder / "sockets"
    if len(os.fsencode(inside)) <= LONGEST_FOLDER:
        return inside
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"smallplaces-{os.geteuid()}-{digest}"
