"""Which kinds of files are received as evidence, known by their ending and by their first bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True)
class MediaType:
    name: str
    endings: tuple[str, ...]
    begins_like: Callable[[bytes], bool]


def _begins(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(beginnings)


SECOND_FACES = (b"<html", b"<script", b"<!doctype html", b"<svg", b"<?php")


def _is_pdf(head: bytes) -> bool:
    """From its first sign on, and no page of the web at the same time: readers look further, and so do attackers."""
    return head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-") and not any(sign in head.lower() for sign in SECOND_FACES)


def _is_riff(kind: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[:4] == b"RIFF" and head[8:12] == kind


def _is_iso_media(head: bytes) -> bool:
    """MP4 and its relatives name themselves in the fifth byte."""
    return head[4:8] == b"ftyp"


def _is_mp3(head: bytes) -> bool:
    return head.startswith(b"ID3") or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0)


def _is_text(head: bytes) -> bool:
    """UTF-8 without control characters; the last character may be cut in the middle."""
    try:
        text = head.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        if problem.end < len(head) - 3 or problem.reason != "unexpected end of data":
            return False
        text = head[: problem.start].decode("utf-8-sig")
    return not any(ord(sign) < 32 and sign not in "\t\n\r\f" for sign in text)


_zip = _begins(b"PK\x03\x04")
OFFICE = "application/vnd.openxmlformats-officedocument"

MEDIA_TYPES = (
    MediaType("application/pdf", ("pdf",), _is_pdf),
    MediaType("image/jpeg", ("jpg", "jpeg"), _begins(b"\xff\xd8\xff")),
    MediaType("image/png", ("png",), _begins(b"\x89PNG\r\n\x1a\n")),
    MediaType("image/heic", ("heic",), _is_iso_media),
    MediaType("text/plain", ("txt",), _is_text),
    MediaType("text/csv", ("csv",), _is_text),
    MediaType(f"{OFFICE}.wordprocessingml.document", ("docx",), _zip),
    MediaType(f"{OFFICE}.spreadsheetml.sheet", ("xlsx",), _zip),
    MediaType("application/vnd.oasis.opendocument.text", ("odt",), _zip),
    MediaType("video/mp4", ("mp4",), _is_iso_media),
    MediaType("video/quicktime", ("mov",), _is_iso_media),
    MediaType("audio/mp4", ("m4a",), _is_iso_media),
    MediaType("audio/mpeg", ("mp3",), _is_mp3),
    MediaType("audio/wav", ("wav",), _is_riff(b"WAVE")),
    MediaType("audio/ogg", ("ogg", "opus"), _begins(b"OggS")),
)
ENDINGS = tuple(ending for kind in MEDIA_TYPES for ending in kind.endings)


def is_received(name: str) -> bool:
    """Whether files of this ending are received at all."""
    return PurePath(name).suffix.lstrip(".").lower() in ENDINGS


def media_type_of(name: str, head: bytes) -> str:
    """The media type of a file that is what its name says; nothing for every other file."""
    ending = PurePath(name).suffix.lstrip(".").lower()
    found = (kind.name for kind in MEDIA_TYPES if ending in kind.endings and kind.begins_like(head))
    return next(found, "")


def ending_of(media_type: str) -> str:
    return next((kind.endings[0] for kind in MEDIA_TYPES if kind.name == media_type), "bin")
