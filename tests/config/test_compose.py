"""docker-compose.yml without Docker: the file against its specification, and each command as it stands there.

The database is made by `deploy/database/roles.sql` with the passwords of `deploy/make-secrets`, as the image would on
its first start; then the services' own commands run against it under the production settings.
"""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import jsonschema
import psycopg
import pytest
import yaml

from launch.account import server_account
from launch.binaries import postgres_programs, valkey_program

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SCHEMA = json.loads((ROOT / "tests/fixtures/compose/compose-spec.json").read_text())
SERVICES = COMPOSE["services"]
OURS = ("web", "worker", "relay", "beat", "migrate")
ROOMS = (
    "accounts",
    "audit",
    "cases",
    "config",
    "delivery",
    "glovebox",
    "insight",
    "jobs",
    "sanctions",
    "submissions",
    "upkeep",
    "vault",
)
ALWAYS = sorted(set(SERVICES) - {"migrate"})
ANSWERS = {
    "SITE_HOST": "desk.example", "DEFAULT_FROM_EMAIL": "noreply@desk.example", "EMAIL_HOST": "mail.example",
    "COALITION_CONTACT": "submissions@desk.example",
}  # fmt: skip


def filled(value):
    """Interpolated as compose does it, from ANSWERS alone."""
    found = re.sub(r"\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}", lambda match: ANSWERS.get(match[1]) or match[2] or "", str(value))
    return found.replace("$$", "$")


def words(service):
    return shlex.split(filled(SERVICES[service]["command"]))


def test_file_fits_the_specification():
    problems = sorted(jsonschema.Draft202012Validator(SCHEMA).iter_errors(COMPOSE), key=str)

    assert [problem.message for problem in problems] == []


def test_only_the_proxy_is_published():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["proxy"]


def test_only_proxy_worker_and_scanner_reach_out():
    assert {name for name, service in SERVICES.items() if "outside" in service["networks"]} == {"proxy", "worker", "scanner"}
    assert COMPOSE["networks"]["inside"] == {"internal": True}


@pytest.mark.parametrize("name", ALWAYS)
def test_long_lived_services_are_started_again(name):
    assert SERVICES[name]["restart"] == "unless-stopped"


def test_tables_are_migrated_once_before_anything_serves():
    assert SERVICES["migrate"]["restart"] == "no"
    waiting = {name for name in OURS if "migrate" in SERVICES[name]["depends_on"]}
    assert waiting == {"web", "worker", "relay", "beat"}


def test_every_server_that_can_be_asked_is_asked():
    assert {name for name, service in SERVICES.items() if "healthcheck" in service} == {
        "proxy", "web", "worker", "database", "broker", "scanner",
    }  # fmt: skip


@pytest.mark.parametrize("name", OURS)
def test_our_containers_have_no_rights_to_spare(name):
    service = SERVICES[name]

    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_what_the_code_keeps_has_a_place_that_stays():
    """The image itself cannot be written to; what is under the var folder and no volume would be refused, or lost."""
    rooms = [path for path in ROOT.glob("*/**/*.py") if path.parts[len(ROOT.parts)] in ROOMS]
    kept = {name for path in rooms for name in re.findall(r"\bVAR\)? / \"(\w+)\"", path.read_text())}
    mounted = {Path(volume.split(":")[1]).name for volume in SERVICES["web"]["volumes"]}

    assert mounted == kept - {"static", "outbox"}  # collected into the image; the demonstration's alone
    made = re.search(r"install -d -m 0700 -o site -g site ([\w ]+)", (ROOT / "Dockerfile").read_text())[1]
    assert set(made.split()) == mounted


def test_scanner_is_started_when_it_is_asked_for_alone():
    assert [name for name, service in SERVICES.items() if "profiles" in service] == ["scanner"]
    assert SERVICES["scanner"]["profiles"] == ["scanner"]
    assert filled(SERVICES["worker"]["environment"]["CLAMD_ADDRESS"]) == ""


def test_only_migrate_holds_the_owners_password():
    assert {name for name in OURS if "owner_passfile" in SERVICES[name]["secrets"]} == {"migrate"}
    assert {name for name in OURS if "DATABASE_OWNER_URL" in SERVICES[name]["environment"]} == {"migrate"}


def test_every_secret_is_a_file_that_is_made(secrets):
    named = {Path(secret["file"]).name for secret in COMPOSE["secrets"].values()}

    assert named == {path.name for path in secrets.iterdir() if not path.name.startswith(".")}


def test_secrets_are_private_and_never_replaced(secrets):
    before = {path: path.read_text() for path in secrets.iterdir()}

    subprocess.run([secrets.parent / "make-secrets"], check=True, capture_output=True)

    assert {path: path.read_text() for path in secrets.iterdir()} == before
    assert {oct(path.stat().st_mode & 0o777) for path in before if path.name != ".gitignore"} == {"0o600"}


def test_every_setting_of_the_example_is_one_that_compose_reads():
    lines = (ROOT / ".env.example").read_text().splitlines()
    asked = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text()))

    assert {line.split("=")[0] for line in lines if "=" in line and not line.startswith("#")} == asked - {"SMALLPLACES_VERSION"}


def test_proxy_asks_the_port_on_which_web_listens():
    bind = words("web")[words("web").index("--bind") + 1]

    assert f"reverse_proxy web:{bind.split(':')[1]}\n" in (ROOT / "deploy/Caddyfile").read_text()


@pytest.fixture(scope="module")
def folder():
    """Not pytest's own: the account that PostgreSQL runs as must be able to pass."""
    path = Path(tempfile.mkdtemp(prefix="smallplaces-compose-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="module")
def secrets(folder):
    (folder / "deploy" / "secrets").mkdir(parents=True)
    shutil.copy(ROOT / "deploy/make-secrets", folder / "deploy")
    subprocess.run([folder / "deploy" / "make-secrets"], check=True, capture_output=True)
    return folder / "deploy" / "secrets"


@pytest.fixture(scope="module")
def database(folder, secrets):
    """The folder of the socket of a database that was made as the image makes it."""
    account, programs = server_account(), postgres_programs()
    reach = account.reach(programs / "postgres", folder)
    data, sockets = folder / "data", account.own(folder / "sockets")
    shutil.copy(secrets / "database_superuser", sockets / "password")
    if not account.is_ours:
        os.chown(sockets / "password", account.uid, account.gid)
    account.own(data)

    def as_account(program, *options):
        command = account.command(str(programs / program), f"--pgdata={data}", *options, reach=reach)
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    environment = SERVICES["database"]["environment"]
    options = shlex.split(environment["POSTGRES_INITDB_ARGS"])
    as_account("initdb", "--username=postgres", "--auth=scram-sha-256", f"--pwfile={sockets / 'password'}", "--no-sync", *options)
    settings = shlex.join([*words("database")[1:], "-k", str(sockets), "-c", "listen_addresses=", "-c", "fsync=off"])
    as_account("pg_ctl", "--wait", f"--log={sockets / 'log'}", f"--options={settings}", "start")
    try:
        make_roles(programs / "psql", sockets, secrets)
        yield sockets
    finally:
        as_account("pg_ctl", "--wait", "--mode=immediate", "stop")


def make_roles(psql, sockets, secrets):
    statements = (ROOT / "deploy/database/roles.sql").read_text().replace("/run/secrets", str(secrets))
    password = {"PGPASSWORD": (secrets / "database_superuser").read_text().strip()}
    options = ["-v", "ON_ERROR_STOP=1", "--no-psqlrc", "--quiet", "--host", sockets, "--username", "postgres"]
    subprocess.run([psql, *options], input=statements, text=True, check=True, env={**os.environ, **password})


@pytest.fixture(scope="module")
def environment(folder, secrets, database):
    """What a container of ours gets, with the places of this machine."""
    place = {"/run/secrets": str(secrets), "@database/": f"@{str(database).replace('/', '%2F')}/"}
    values = {name: filled(value) for name, value in SERVICES["migrate"]["environment"].items()}
    for name, value in values.items():
        for there, here in place.items():
            value = value.replace(there, here)  # noqa: PLW2901
        values[name] = value
    values |= {"BROKER_URL": os.environ["BROKER_URL"], "SMALLPLACES_VAR": str(folder / "var")}
    return {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        **values,
    }


@pytest.fixture(scope="module")
def migrated(environment):
    """The application's environment, after the owner's command has run."""
    run(words("migrate"), environment)
    return {name: value for name, value in environment.items() if name != "DATABASE_OWNER_URL"}


def run(command, environment):
    done = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def running(command, environment, log):
    """A service while the block runs; it must end cleanly when it is asked to."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
    try:
        yield
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0, log.read_text()
    finally:
        process.kill()
        process.wait()


def wait_for(happened, seconds=30):
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def as_application(environment):
    return psycopg.connect(environment["DATABASE_URL"].replace("postgres://", "postgresql://"))


def test_application_cannot_rewrite_what_happened(migrated):
    with as_application(migrated) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("DELETE FROM audit_record")


def test_application_cannot_change_tables(migrated):
    with as_application(migrated) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("ALTER TABLE cases_case DISABLE ROW LEVEL SECURITY")


def test_application_alone_sees_no_case(migrated):
    with as_application(migrated) as connection:
        assert connection.execute("SELECT count(*) FROM cases_case").fetchone() == (0,)


def test_deployment_checks_are_content(migrated):
    run(["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"], migrated)


def test_web_configuration_holds(migrated):
    run([*words("web"), "--check-config"], migrated)


def test_celery_finds_its_configuration(migrated):
    assert "jobs.beat:RowScheduler" in run(["celery", "-A", "config", "report"], migrated)


def test_relay_goes_round_once(migrated):
    run([*words("relay"), "--once"], migrated)


def test_beat_promises_the_relay_sends_the_worker_works(migrated, tmp_path):
    def sealers():
        with as_application(migrated) as connection:
            query = "SELECT count(*) FROM jobs_job WHERE kind = 'audit.seal_records' AND state = 'done'"
            return connection.execute(query).fetchone()[0]

    with (
        running(words("worker"), migrated, tmp_path / "worker.log"),
        running(words("relay"), migrated, tmp_path / "relay.log"),
        running(words("beat"), migrated, tmp_path / "beat.log"),
    ):
        wait_for(lambda: sealers() > 0, seconds=60)
        node = f"worker@{os.uname().nodename}"
        run(shlex.split(filled(SERVICES["worker"]["healthcheck"]["test"]).replace("worker@$HOSTNAME", node)), migrated)


@pytest.fixture(scope="module")
def collected(migrated):
    """The pages' files, as the image has them."""
    command = "python manage.py collectstatic --noinput --verbosity 0 --ignore=scss --ignore=ttf"
    assert command in (ROOT / "Dockerfile").read_text()
    run(command.split(), migrated)
    return migrated


def test_web_answers_its_health_check(collected, tmp_path, unused_port):
    command = [word.replace("0.0.0.0:8000", f"127.0.0.1:{unused_port}") for word in words("web")]
    check = [*shlex.split(SERVICES["web"]["healthcheck"]["test"]), str(unused_port)]

    with running(command, collected, tmp_path / "web.log"):
        wait_for(lambda: subprocess.run(check, check=False, cwd=ROOT, env=collected).returncode == 0)


@pytest.fixture
def unused_port():
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_broker_understands_its_options(folder):
    socket_path = folder / "broker.sock"
    command = [str(valkey_program()), *words("broker")[1:], "--port", "0", "--unixsocket", str(socket_path), "--dir", str(folder)]
    from redis import Redis

    with running(command, {}, folder / "broker.log"):
        wait_for(socket_path.exists)
        client = Redis(unix_socket_path=str(socket_path))
        found = client.config_get("appendonly", "appendfsync", "maxmemory-policy", "save")
        client.close()

    assert found == {"appendonly": "yes", "appendfsync": "everysec", "maxmemory-policy": "noeviction", "save": ""}
