"""A whole installation of real processes in one folder: servers, promiser, relay, worker, beat. Made to be killed."""

import base64
import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg

from launch.processes import wait_until
from launch.servers import EmbeddedServers
from tests.planted import plant

PROJECT = Path(__file__).resolve().parents[2]
CELERY = ["-m", "celery", "-A", "config"]
QUIETLY = ["--loglevel", "INFO", "--without-gossip", "--without-mingle"]
COMMANDS = {
    "promiser": ["-m", "django", "promise_on_demand"],
    "relay": ["-m", "django", "relay"],
    "beat": [*CELERY, "beat", "--loglevel", "WARNING"],
    "worker": [*CELERY, "worker", "--concurrency", "2", "--queues", "default,slow,texts", *QUIETLY],
}
READY = {"worker": " ready.", "relay": "relay: to the broker"}
PID_FILES = {"database": "postgres/postmaster.pid", "broker": "valkey/pid"}
DEATHS = {"database": signal.SIGQUIT, "broker": signal.SIGKILL}  # SIGQUIT is PostgreSQL's immediate stop

EFFECTS = "SELECT split_part(name, '/', 1), count(*) FROM accounts_organisation WHERE name NOT LIKE 'deadly%' GROUP BY 1"
STATES = "SELECT state, count(*) FROM jobs_job WHERE kind LIKE 'soak.%' GROUP BY 1"


def emptied(line):
    """Whoever is still at work keeps rows as long as they need: to wait for them for good could be to wait for each other."""
    line.execute("SET lock_timeout = '200ms'")
    with contextlib.suppress(psycopg.errors.LockNotAvailable):
        line.execute("TRUNCATE jobs_job, accounts_organisation CASCADE")
        return True
    return False


class Rig:
    """Processes are killed by their ids alone. `lease` and `lost_after` are seconds."""

    def __init__(self, folder, *, lease, lost_after):
        self.log, self.halfway = folder / "processes.log", folder / "halfway"
        self.servers = EmbeddedServers(folder / "servers", durable=True)
        self.running = {}
        key = folder / "wrapping_key"
        key.touch(mode=0o600)
        key.write_text(f"r1:{base64.b64encode(os.urandom(32)).decode()}\n")
        addresses = self.servers.addresses
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.soak.settings",
            "DATABASE_URL": addresses.database_url,
            "DATABASE_OWNER_URL": addresses.owner_url,
            "BROKER_URL": addresses.broker_url,
            "SMALLPLACES_VAR": str(folder),
            "SECRET_KEY": "only for the rig, and long enough for every check there is",
            "WRAPPING_KEY_FILE": str(key),
            "SOAK_LEASE": str(lease),
            "SOAK_LOST_AFTER": str(lost_after),
        }

    def __enter__(self):
        plant(self.servers.folder)
        self.servers.start()
        try:
            self.manage("migrate", "--verbosity", "0")
        except BaseException:
            self.servers.stop()
            raise
        return self

    def __exit__(self, *_):
        for name in list(self.running):
            self.kill(name)
        self.servers.stop()

    def manage(self, *words):
        """Run a management command to its end; returns what it printed."""
        command = [sys.executable, "-m", "django", *words]
        done = subprocess.run(command, cwd=PROJECT, env=self.environment, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout

    def command(self, name):
        """The same for a command that answers with one line of JSON."""
        return json.loads(self.manage(name))

    def begin(self):
        """Empty tables, and everybody at work."""
        owner = self.environment["DATABASE_OWNER_URL"]
        with psycopg.connect(owner, autocommit=True) as line:
            assert wait_until(lambda: emptied(line), 60)
        self.start(*({"promiser", "relay", "worker", "beat"} - set(self.running)))

    def start(self, *names):
        """Start all, then wait until each says that it is ready."""
        expected = {name: self.said(READY[name]) + 1 for name in names if name in READY}
        for name in names:
            with self.log.open("ab") as log:
                pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE} if name == "promiser" else {"stdout": log}
                self.running[name] = subprocess.Popen(
                    [sys.executable, *COMMANDS[name]],
                    cwd=PROJECT, env=self.environment, stderr=log, start_new_session=True, text=True, **pipes,
                )  # fmt: skip
        for name, times in expected.items():
            assert wait_until(lambda name=name, times=times: self.said(READY[name]) >= times, 60), self.log.read_text()

    def kill(self, name, number=signal.SIGKILL):
        """A process dies with all that it forked; a server's own children notice by themselves."""
        if name in PID_FILES:
            os.kill(int((self.servers.folder / PID_FILES[name]).read_text().split("\n", 1)[0]), DEATHS[name])
            assert wait_until(lambda: name in self.servers.fallen(), 20)
            return
        process = self.running.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        process.communicate()

    def revive(self, name):
        self.servers.start() if name in PID_FILES else self.start(name)

    def order(self, kind, count=1, *, milliseconds=0, pause=0.0):
        """Have work promised; `kept` tells when all of it was."""
        order = {"kind": kind, "count": count, "milliseconds": milliseconds, "pause": pause}
        self.running["promiser"].stdin.write(json.dumps(order) + "\n")
        self.running["promiser"].stdin.flush()

    def kept(self):
        """Waits for the promises of one order; the seconds that the slowest took."""
        return json.loads(self.running["promiser"].stdout.readline())["slowest"]

    def promise(self, *words, **options):
        self.order(*words, **options)
        return self.kept()

    def ask(self, sql):
        with psycopg.connect(self.environment["DATABASE_URL"], autocommit=True) as line:
            return line.execute(sql).fetchall()

    def states(self):
        return dict(self.ask(STATES))

    def effects(self):
        """How many pieces of work had their effect, and which had it twice."""
        counts = dict(self.ask(EFFECTS))
        return len(counts), [name for name, count in counts.items() if count > 1]

    def said(self, words):
        return self.log.read_text(errors="replace").count(words) if self.log.exists() else 0
