"""The only door to the network. It brings one public file into a local one, and sends nothing but the request for it."""

# ruff: noqa: TID251 -- this is the door

import http.client
import ssl
import time
import urllib.request
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LARGEST = 300 * 1024 * 1024
WAIT = 60  # seconds for each answer of the other side
LONGEST = 400  # seconds for the whole file
CHUNK = 256 * 1024
AGENT = "small-places list reader"


class DownloadFailed(OSError):
    """The file did not arrive whole. Time may heal it."""


@dataclass(frozen=True)
class Fetched:
    path: Path
    modified_on: date | None  # what the server says; publishers of CSV say it nowhere else


class SecureRedirects(urllib.request.HTTPRedirectHandler):
    """Publishers move their files about, but never out of HTTPS."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        _refuse_plain(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def download(url: str, into: Path) -> Fetched:
    """Raises `OSError` when the file does not arrive whole, in time, over HTTPS, below the largest size."""
    _refuse_plain(url)
    opener = urllib.request.build_opener(SecureRedirects, urllib.request.HTTPSHandler(context=ssl.create_default_context()))
    request = urllib.request.Request(url, headers={"User-Agent": AGENT, "Accept-Encoding": "identity"})  # noqa: S310 -- checked above
    try:
        with opener.open(request, timeout=WAIT) as answer:
            _write(answer, into)
            return Fetched(into, _modified_on(answer.headers.get("Last-Modified")))
    except http.client.HTTPException as problem:
        raise DownloadFailed(f"{urlsplit(url).hostname} broke off: {type(problem).__name__}") from None


def _write(answer: Any, into: Path) -> None:
    promised, arrived, started = answer.headers.get("Content-Length"), 0, time.monotonic()
    with into.open("wb") as sink:
        while chunk := answer.read(CHUNK):
            arrived += len(chunk)
            if arrived > LARGEST or time.monotonic() - started > LONGEST:
                raise DownloadFailed("The file is larger or slower than any list has ever been.")
            sink.write(chunk)
    if promised and arrived != int(promised):
        raise DownloadFailed(f"{arrived} bytes arrived where {promised} were promised.")


def _modified_on(header: str | None) -> date | None:
    try:
        return parsedate_to_datetime(header).date() if header else None
    except ValueError:
        return None


def _refuse_plain(url: str) -> None:
    if urlsplit(url).scheme != "https":
        raise DownloadFailed(f"{url} is not an HTTPS address.")
