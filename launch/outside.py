"""Servers that the environment names instead of the embedded ones: refused before anything is started, in one sentence."""

from urllib.parse import urlsplit

from launch.errors import Unreachable

ROLE = "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
SECONDS = 5


def check_database(url: str) -> None:
    """It answers, and row security binds its role."""
    import psycopg  # noqa: PLC0415 -- the embedded servers need no driver

    if urlsplit(url).scheme not in {"postgres", "postgresql"}:
        raise Unreachable("DATABASE_URL must begin with postgres://: locks, triggers and row security are PostgreSQL's.")
    try:
        with psycopg.connect(url, connect_timeout=SECONDS) as connection:
            found = connection.execute(ROLE).fetchone()
    except psycopg.Error as problem:
        raise Unreachable(f"The database in DATABASE_URL does not answer: {_one_line(problem)}") from None
    name, is_superuser, bypasses = found or ("?", True, True)
    if is_superuser or bypasses:
        power = "is a superuser" if is_superuser else "has BYPASSRLS"
        raise Unreachable(
            f"The role {name!r} in DATABASE_URL {power}, and row security does not bind such a role: "
            "use one that is NOSUPERUSER NOBYPASSRLS."
        )


def check_broker(url: str) -> None:
    from kombu.connection import Connection  # noqa: PLC0415 -- slow to import, and rarely needed
    from kombu.exceptions import KombuError  # noqa: PLC0415

    waiting = {"socket_connect_timeout": SECONDS, "socket_timeout": SECONDS}
    try:
        with Connection(url, connect_timeout=SECONDS, transport_options=waiting) as line:  # type: ignore[no-untyped-call]
            line.ensure_connection(max_retries=1, interval_start=0, timeout=SECONDS)
    except (KombuError, OSError, LookupError, ValueError) as problem:
        raise Unreachable(f"The broker in BROKER_URL does not answer: {_one_line(problem)}") from None


def _one_line(problem: Exception) -> str:
    return " ".join(str(problem).split())
