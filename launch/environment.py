"""Fills the environment that the settings read, so that every command works on a bare machine."""

import contextlib
import os
from collections.abc import Iterator

from launch.folders import open_var, var_folder
from launch.keys import key_files
from launch.sharing import SharedServers

LOCAL = "config.settings.local"
PRODUCTION = "config.settings.production"


@contextlib.contextmanager
def prepared_environment(*, servers: bool = True) -> Iterator[SharedServers | None]:
    """What is not set yet is set, and set back afterwards: settings, var folder, keys, addresses of the servers.

    DATABASE_URL and BROKER_URL, each on its own, keep us from starting that server; an empty BROKER_URL means no
    broker at all. With `servers=False` the addresses are filled in and nothing is started. Production settings are
    left alone: there, what is missing must stay missing.
    """
    before = dict(os.environ)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", LOCAL)
    share = None
    try:
        if os.environ["DJANGO_SETTINGS_MODULE"] != PRODUCTION:
            share = _fill()
        if share and servers:
            share.enter()
        yield share
    finally:
        if share:
            share.leave()
        os.environ.clear()
        os.environ.update(before)


def _fill() -> SharedServers | None:
    var = open_var(var_folder())
    os.environ["SMALLPLACES_VAR"] = str(var)
    os.environ.setdefault("SMALLPLACES_PORT", "8000")
    for name, path in key_files(var).items():
        if name.removesuffix("_FILE") not in os.environ:
            os.environ.setdefault(name, str(path))
    database, broker = "DATABASE_URL" not in os.environ, "BROKER_URL" not in os.environ
    if not (database or broker):
        return None
    share = SharedServers(var, database=database, broker=broker)
    if database:
        os.environ["DATABASE_URL"] = share.embedded.addresses.database_url
        os.environ.setdefault("DATABASE_OWNER_URL", share.embedded.addresses.owner_url)
    if broker:
        os.environ["BROKER_URL"] = share.embedded.addresses.broker_url
    return share
