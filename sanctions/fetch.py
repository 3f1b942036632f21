"""The only door to the network. It brings one public file into a local one, and sends nothing but the request for it."""

# ruff: noqa: TID251 -- this is the door

import http.client
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LARGEST = 300 * 1024 * 1024
WAIT = 60  # seconds for each answer of the other side
LONGEST = 400  # seconds for the whole file
CHUNK = 256 * 1024
AGENT = "SmallPlaces/0.1 (reads official sanctions lists; one request for each file and hour at most)"


class DownloadFailed(OSError):
    """The file did not arrive whole. Time may heal it."""


@dataclass(frozen=True)
class Fetched:
    """`path` is None when the server says that nothing changed since `marks` were given."""

    path: Path | None
    modified_on: date | None  # what the server says; publishers of CSV say it nowhere else
    marks: Mapping[str, str] = field(default_factory=dict)  # of this state of the file, to be shown to the server next time


class NotThere(DownloadFailed):
    """The server says that there is no such file."""


class SecureRedirects(urllib.request.HTTPRedirectHandler):
    """Publishers move their files about, but never out of HTTPS."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        _refuse_plain(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


MARKS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}
NOT_MODIFIED, GONE = 304, {404, 410}


def download(url: str, into: Path, known: Mapping[str, str] | None = None) -> Fetched:
    """Bring one file, unless the server says that what we `known`ly have is what it has. Redirects are followed, within HTTPS.

    Raises `OSError` when the file does not arrive whole, in time, over HTTPS, below the largest size; the job that asked tries
    again later, after a while that is never quite the same.
    """
    _refuse_plain(url)
    opener = urllib.request.build_opener(SecureRedirects, urllib.request.HTTPSHandler(context=ssl.create_default_context()))
    asked = {MARKS[name]: mark for name, mark in (known or {}).items() if name in MARKS}
    headers = {"User-Agent": AGENT, "Accept-Encoding": "identity", **asked}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 -- checked above
    try:
        with opener.open(request, timeout=WAIT) as answer:
            _write(answer, into)
            marks = {name: answer.headers[name] for name in MARKS if answer.headers.get(name)}
            return Fetched(into, _modified_on(answer.headers.get("Last-Modified")), marks)
    except urllib.error.HTTPError as problem:
        if problem.code == NOT_MODIFIED and asked:
            return Fetched(None, None, known or {})
        kind = NotThere if problem.code in GONE else DownloadFailed
        raise kind(f"{urlsplit(url).hostname} answered {problem.code}.") from None
    except http.client.HTTPException as problem:
        raise DownloadFailed(f"{urlsplit(url).hostname} broke off: {type(problem).__name__}") from None


def _write(answer: Any, into: Path) -> None:
    promised, arrived, started = _promised(answer.headers.get("Content-Length")), 0, time.monotonic()
    with into.open("wb") as sink:
        while chunk := answer.read(CHUNK):
            arrived += len(chunk)
            if arrived > LARGEST or time.monotonic() - started > LONGEST:
                raise DownloadFailed("The file is larger or slower than any list has ever been.")
            sink.write(chunk)
    if promised is not None and arrived != promised:
        raise DownloadFailed(f"{arrived} bytes arrived where {promised} were promised.")


def _promised(header: str | None) -> int | None:
    """How many bytes will come; more than a list ever had are not even begun."""
    if header is None or not header.isdecimal():
        return None
    if int(header) > LARGEST:
        raise DownloadFailed("The file is larger or slower than any list has ever been.")
    return int(header)


def _modified_on(header: str | None) -> date | None:
    try:
        return parsedate_to_datetime(header).date() if header else None
    except ValueError:
        return None


def _refuse_plain(url: str) -> None:
    if urlsplit(url).scheme != "https":
        raise DownloadFailed(f"{url} is not an HTTPS address.")
