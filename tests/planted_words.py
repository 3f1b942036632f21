"""Looks for planted words wherever bytes of ours lie: in a dump, in the tables' files, in the write-ahead log, on the disk."""

import base64
import subprocess

from launch.binaries import postgres_programs
from tests import servers
from tests.vault.superuser import SUPERUSER, superuser

WRITINGS = (
    lambda word: word.encode(),
    lambda word: word.encode("utf-16-le"),
    lambda word: word.encode().hex().encode(),
    *(lambda word, skip=skip: base64.b64encode(word.encode()[skip:])[:24] for skip in range(3)),
)
# What each canary begins with, as short as a whole group of base64: most of a disk is told apart by it.
BEGINNINGS = (b"canary-", "canary-".encode("utf-16-le"), b"canary-".hex().encode(), b"Y2FuYXJ5", b"YW5hcnkt", b"bmFy")


def found_in(content, canaries):
    if not any(beginning in content for beginning in BEGINNINGS):
        return set()
    return {name for name, word in canaries.items() if any(written(word) in content for written in WRITINGS)}


def dump():
    """What `pg_dump` writes of the test database: every row, for the superuser, whom row security does not bind."""
    from django.db import connection

    running, program = servers._servers, postgres_programs() / "pg_dump"
    place = ["--host", str(running.sockets), "--username", SUPERUSER, "--dbname", connection.settings_dict["NAME"]]
    command = running.account.command(str(program), *place, reach=running.account.reach(program, running.sockets))
    done = subprocess.run(command, cwd="/", check=False, capture_output=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def everything_on_disk(*folders):
    """The tables' own files and the write-ahead log, sealed files and halves of keys, the broker's files, logs, the outbox."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path, path.read_bytes()


def lies_in(canaries, *folders):
    """Where each word lies on the disk, by the names of the folders; what PostgreSQL still held in memory is written first."""
    with superuser() as line:
        line.execute("CHECKPOINT")
    found = {}
    for path, content in everything_on_disk(servers._var, *folders):
        for name in found_in(content, canaries):
            found.setdefault(name, set()).add(path.parent.name)
    return found
