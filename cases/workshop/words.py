"""Text becomes text: UTF-8, without signs that turn it around or that nobody sees."""

import re

from cases.workshop.findings import Findings, Refused

UNSEEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
MARK = "\ufffd"


def make(content: bytes, media_type: str, found: Findings) -> None:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("not_what_it_says") from None
    found.media_type, found.copy = "text/plain", cleaned(text)
    if UNSEEN.search(text):
        found.hidden.add("unseen")


def cleaned(text: str) -> bytes:
    return UNSEEN.sub(MARK, text).encode()
