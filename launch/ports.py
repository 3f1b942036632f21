"""The port of the web server: whether it is free, and whether the site answers on it."""

import contextlib
import http.client
import os
import socket

from launch.errors import LaunchError, PortTaken

# `localhost` is one or the other, depending on the machine, so the site listens on both where both exist.
LOOPBACK = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))


def chosen_port() -> int:
    named = os.environ.get("SMALLPLACES_PORT") or "8000"
    if not named.isdigit() or not 0 < int(named) < 65536:
        raise LaunchError(f"SMALLPLACES_PORT must be a number from 1 to 65535, not {named!r}.")
    return int(named)


def free_addresses(port: int) -> list[str]:
    """Where to bind, as gunicorn writes it; raises `PortTaken` when somebody listens there already."""
    return [f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host in _loopback(port)]


def _loopback(port: int) -> list[str]:
    hosts = []
    for family, host in LOOPBACK:
        try:
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
        except PermissionError:
            raise PortTaken(f"Port {port} is reserved for root: choose one above 1023 in SMALLPLACES_PORT.") from None
        except OSError:
            # No IPv6 here looks like an error as well; somebody who listens answers.
            if family == socket.AF_INET or _somebody_listens(family, host, port):
                raise PortTaken(
                    f"Port {port} is in use by another program: stop it, or choose another one in SMALLPLACES_PORT."
                ) from None
            continue
        hosts.append(host)
    return hosts


def _somebody_listens(family: int, host: str, port: int) -> bool:
    with contextlib.suppress(OSError), socket.socket(family) as line:
        line.settimeout(1)
        return line.connect_ex((host, port)) == 0
    return False


def answer(port: int) -> int:
    """The status with which `/` answers; 0 while nobody does."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return line.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        line.close()
