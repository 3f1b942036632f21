"""Where somebody connects from, as a keyed name of the day: enough to slow down guessing, useless to find a person."""

import hashlib
import hmac
import ipaddress
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from vault.keys import ring


def pseudonymous_address(request: HttpRequest) -> str:
    """An IPv6 address of the private range, the same for one client during one day and never again."""
    real = _client(request)
    digest = _keyed(f"{timezone.now():%Y-%m-%d}|{real}")
    return str(ipaddress.IPv6Address(b"\xfd" + digest[:15]))


def pseudonymous_login(request: HttpRequest | None, credentials: dict[str, Any] | None = None) -> str:
    """The address that was tried, hashed: a table of failed sign-ins must not become a list of partners."""
    tried = (credentials or {}).get("email") or (credentials or {}).get("username") or ""
    if not tried and request is not None:
        tried = request.POST.get("login", "")
    return _keyed(str(tried).strip().lower()).hex()[:40] if tried else ""


def _client(request: HttpRequest) -> str:
    """One name for one client: of an IPv6 address the network, since a client picks the rest of it at will.

    Behind a proxy it is the last hop, which our own proxy wrote; what stands before it is the client's invention.
    """
    hops = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    written = hops.split(",")[-1].strip() or request.META.get("REMOTE_ADDR", "")
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return str(written)
    return str(address) if address.version == 4 else str(ipaddress.ip_network((address, 64), strict=False))


def _keyed(text: str) -> bytes:
    return hmac.new(ring().derive("client addresses"), text.encode(), hashlib.sha256).digest()
