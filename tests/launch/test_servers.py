import os
import shutil
import signal
import stat
import subprocess
import sys
from pathlib import Path

import dj_database_url
import psycopg
import pytest
import redis
from kombu import Connection

from launch import outside
from launch.binaries import postgres_programs
from launch.errors import NotPrivate, ServerFailed, Unreachable
from launch.folders import PROJECT
from launch.processes import is_alive, wait_until
from launch.servers import EmbeddedServers, socket_folder
from tests.launch.conftest import processes_of

ROLES = "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname LIKE 'smallplaces%'"


def ask(url, query):
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


def as_superuser(servers, *statements):
    """The superuser is the server's own account alone, so this asks as that account."""
    psql = [str(postgres_programs() / "psql"), "-X", "-q", "-h", str(servers.sockets), "-U", "postgres", "postgres"]
    commands = [part for statement in statements for part in ("-c", statement)]
    reach = servers.account.reach(postgres_programs() / "psql", servers.sockets)
    subprocess.run(servers.account.command(*psql, *commands, reach=reach), check=True, cwd="/")


def test_roles_are_bound_by_row_security(servers):
    rows = {row[0]: row[1:] for row in ask(servers.addresses.owner_url, ROLES)}

    assert rows == {"smallplaces_owner": (False, False, False, True), "smallplaces_app": (False, False, False, False)}


def test_application_role_may_not_create_tables(servers):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(servers.addresses.database_url, "CREATE TABLE public.sneaked (id int)")


@pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user is the server's own account")
def test_superuser_is_not_reachable_from_our_account(servers):
    with pytest.raises(psycopg.OperationalError, match="Peer authentication failed"):
        psycopg.connect(servers.addresses.owner_url.replace("smallplaces_owner", "postgres"))


def test_databases_made_by_the_owner_have_the_extensions(servers):
    with psycopg.connect(servers.addresses.owner_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE test_extensions")

    names = ask(f"{servers.addresses.owner_url.rpartition('/')[0]}/test_extensions", "SELECT extname FROM pg_extension")

    assert {"pg_trgm", "unaccent", "btree_gin"} <= {name for (name,) in names}


def test_nothing_listens_beside_the_sockets(servers):
    (database,) = ask(servers.addresses.database_url, "SHOW listen_addresses")
    sockets = {path.name: stat.S_IMODE(path.stat().st_mode) for path in servers.sockets.iterdir() if path.is_socket()}

    assert database == ("",)
    assert sockets == {".s.PGSQL.5432": 0o700, "valkey.sock": 0o700}
    assert stat.S_IMODE(servers.sockets.stat().st_mode) == 0o700


def test_addresses_are_read_by_the_libraries_that_get_them(servers):
    parsed = dj_database_url.parse(servers.addresses.database_url)

    assert (parsed["USER"], parsed["HOST"], parsed["NAME"]) == ("smallplaces_app", str(servers.sockets), "smallplaces")
    with Connection(servers.addresses.broker_url) as line:
        line.ensure_connection(max_retries=1)


def test_statements_that_fail_are_not_written_to_the_log(servers):
    with pytest.raises(psycopg.Error):
        ask(servers.addresses.database_url, "SELECT 'what the witness said' FROM nowhere")

    log = (servers.folder / "log" / "postgres.log").read_text()

    assert "nowhere" in log
    assert "witness" not in log


def test_servers_are_taken_up_when_they_still_run(servers):
    before = processes_of(servers.folder)

    EmbeddedServers(servers.folder, durable=False).start()

    assert processes_of(servers.folder) == before


def test_killed_servers_come_back_on_the_same_files(servers):
    with psycopg.connect(servers.addresses.owner_url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS id")
    for pid_file in (servers.folder / "postgres" / "postmaster.pid", servers.folder / "valkey" / "pid"):
        os.kill(int(pid_file.read_text().split()[0]), signal.SIGKILL)
    wait_until(lambda: len(servers.fallen()) == 2, 5)

    servers.start()

    assert servers.fallen() == []
    assert ask(servers.addresses.owner_url, "SELECT id FROM kept") == [(1,)]


def test_stop_leaves_no_process_and_starts_again(servers):
    servers.stop()
    left = processes_of(servers.folder)

    servers.start()

    assert left == set()
    assert redis.Redis(unix_socket_path=str(servers.sockets / "valkey.sock")).ping()


def test_pid_of_a_stranger_in_a_stale_file_is_left_alone(tmp_path):
    servers = EmbeddedServers(tmp_path, durable=False, database=False)
    (tmp_path / "valkey").mkdir()
    (tmp_path / "valkey" / "pid").write_text(f"{os.getpid()}\n")

    assert servers.fallen() == ["broker"]
    servers.start()
    servers.stop()

    assert is_alive(os.getpid())


def test_database_starts_beside_a_stranger_who_got_its_pid(servers):
    servers.stop()
    with subprocess.Popen(servers.account.command("sleep", "60")) as stranger:
        (servers.folder / "postgres" / "postmaster.pid").write_text(f"{stranger.pid}\n{servers.folder / 'postgres'}\n")

        servers.start()

        assert stranger.poll() is None
        stranger.kill()
    assert servers.fallen() == []


def test_servers_that_are_not_durable_die_with_who_started_them(tmp_path):
    code = "import sys, pathlib; from launch.servers import EmbeddedServers\n"
    code += "EmbeddedServers(pathlib.Path(sys.argv[1]), durable=False, database=False).start(); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code, tmp_path], stdin=subprocess.PIPE, cwd=PROJECT) as starter:
        assert wait_until(lambda: EmbeddedServers(tmp_path, database=False).fallen() == [], 10)
        starter.kill()

    assert wait_until(lambda: processes_of(tmp_path) == set(), 5)


def test_folder_of_another_postgres_is_refused_in_words(tmp_path):
    servers = EmbeddedServers(tmp_path, durable=False, broker=False)
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").write_text("9\n")

    with pytest.raises(ServerFailed, match=r"was made by PostgreSQL 9 and this is \d+: .* SMALLPLACES_PG_BIN"):
        servers.start()


def test_interrupted_creation_is_swept_away(tmp_path):
    (tmp_path / "postgres.unfinished").mkdir()
    (tmp_path / "postgres.unfinished" / "PG_VERSION").write_text("half\n")
    servers = EmbeddedServers(tmp_path, durable=False, broker=False)

    servers.start()
    servers.stop()

    assert not (tmp_path / "postgres.unfinished").exists()


def test_long_folder_gets_its_sockets_in_the_temporary_folder():
    short, long = Path("/srv/var"), Path("/srv") / ("x" * 100)

    assert socket_folder(short) == short / "sockets"
    assert len(str(socket_folder(long))) < 80
    assert socket_folder(long) != socket_folder(long / "other")


def test_socket_folder_that_others_may_enter_is_refused(tmp_path):
    folder = tmp_path / ("x" * 100)
    servers = EmbeddedServers(folder, durable=False, database=False)
    servers.sockets.mkdir(mode=0o755)

    try:
        with pytest.raises(NotPrivate):
            servers.start()
    finally:
        shutil.rmtree(servers.sockets)


@pytest.mark.parametrize("power", ["SUPERUSER", "BYPASSRLS"])
def test_role_above_row_security_is_refused(servers, power):
    as_superuser(servers, f"ALTER ROLE smallplaces_app {power}")

    try:
        with pytest.raises(Unreachable, match="row security does not bind such a role"):
            outside.check_database(servers.addresses.database_url)
    finally:
        as_superuser(servers, f"ALTER ROLE smallplaces_app NO{power}")
    outside.check_database(servers.addresses.database_url)
    outside.check_broker(servers.addresses.broker_url)


@pytest.mark.parametrize(
    ("check", "url", "words"),
    [
        (outside.check_database, "postgres://somebody@127.0.0.1:1/x", "DATABASE_URL does not answer: .*refused"),
        (outside.check_database, "sqlite:///x", "must begin with postgres://"),
        (outside.check_broker, "redis://127.0.0.1:1/0", "BROKER_URL does not answer: .*refused"),
        (outside.check_broker, "carrier-pigeon://x", "BROKER_URL does not answer: .*carrier-pigeon"),
    ],
)
def test_address_that_leads_nowhere_is_refused_in_one_sentence(check, url, words):
    with pytest.raises(Unreachable, match=words) as refusal:
        check(url)

    assert "\n" not in str(refusal.value)
