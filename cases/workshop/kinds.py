"""Is a file what it says, as libmagic reads it and by our own rules? The door asked for its ending and first bytes before."""

import pylibmagic  # noqa: F401 -- puts libmagic where python-magic looks

# isort: split
import magic

from cases.workshop.findings import Refused

LOOKED_AT = 1024 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument"
ZIPS = ("application/zip", "application/octet-stream")

# What libmagic may call each kind that we receive.
ALSO_CALLED = {
    "application/pdf": ("application/pdf",),
    "image/jpeg": ("image/jpeg",),
    "image/png": ("image/png",),
    "image/heic": ("image/heic", "image/heif", "image/avif"),
    f"{OFFICE}.wordprocessingml.document": (f"{OFFICE}.wordprocessingml.document", *ZIPS),
    f"{OFFICE}.spreadsheetml.sheet": (f"{OFFICE}.spreadsheetml.sheet", *ZIPS),
    "application/vnd.oasis.opendocument.text": ("application/vnd.oasis.opendocument.text", *ZIPS),
    "video/mp4": ("video/mp4", "video/quicktime", "video/x-m4v", "video/3gpp", "application/mp4"),
    "video/quicktime": ("video/quicktime", "video/mp4"),
    "audio/mp4": ("audio/x-m4a", "audio/mp4", "video/mp4"),
    "audio/mpeg": ("audio/mpeg", "application/octet-stream"),
    "audio/wav": ("audio/x-wav", "audio/wav", "audio/vnd.wave"),
    "audio/ogg": ("audio/ogg", "video/ogg", "application/ogg"),
}
# Signs of a page or a script near the beginning of something that is no text: a file with two faces.
SECOND_FACES = (b"<html", b"<script", b"<!doctype html", b"<svg", b"<?php", b"#!/bin/")


magic.from_buffer(b"", mime=True)  # its tables are read here, before the limits


def check(content: bytes, media_type: str) -> None:
    """Raises `Refused`. Text is checked by reading it as text; it can run nowhere that we show it."""
    if media_type.startswith("text/"):
        return
    if magic.from_buffer(content[:LOOKED_AT], mime=True) not in ALSO_CALLED[media_type]:
        raise Refused("not_what_it_says")
    head = content[:4096].lower()
    if any(sign in head for sign in SECOND_FACES):
        raise Refused("two_faces")
