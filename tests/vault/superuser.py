"""The embedded server's superuser, for what neither the owner nor the application may do."""

import ctypes
import os
from contextlib import contextmanager

import psycopg
import pytest

from tests import servers

SUPERUSER = "postgres"


def connect(role, **options):
    """A connection as `role` to the test database, outside Django and its transactions."""
    from django.db import connection

    settings = connection.get_connection_params()
    place = {name: settings[name] for name in ("host", "port", "dbname") if name in settings}
    return psycopg.connect(**place, user=role, autocommit=True, **options)


@contextmanager
def superuser():
    """The kernel tells PostgreSQL which account connects, so for that moment we are the server's own account."""
    account = servers._servers.account
    if not servers._servers.addresses.database_url:
        pytest.skip("the superuser of somebody else's database is not ours")
    with _as_account(account):
        connection = connect(SUPERUSER)
    with connection:
        yield connection


@contextmanager
def _as_account(account):
    if account.is_ours:
        yield
        return
    os.seteuid(account.uid)
    ctypes.CDLL(None).setfsuid(0)  # files are still reached as ourselves: the socket lies in our folder
    try:
        yield
    finally:
        os.seteuid(0)
