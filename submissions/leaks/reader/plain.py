"""Text as text; of everything else, the words that stand among its bytes."""

import re

from submissions.leaks.reader.read import NOISE, PROSE, Found

RUNS = re.compile(rb"(?:[\x20-\x7e\t\r\n]|[\xc3-\xf4][\x80-\xbf]{1,3}){6,}")
WIDE = re.compile(rb"(?:[\x20-\x7e\xc0-\xff]\x00|[\x00-\xff][\x04\x06]){5,}")


def read(content: bytes, where: str, found: Found, depth: int) -> None:
    text = decoded(content)
    if text is None:
        found.cannot("recording")
        for run in words_among(content):
            found.say(where, run, NOISE)
    else:
        found.say(where, text, PROSE)


def decoded(content: bytes) -> str | None:
    """None for what is no text."""
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else text


def words_among(content: bytes) -> list[str]:
    """Runs of letters, in UTF-8 and in UTF-16: tags of recordings, packets of properties."""
    runs = [match[0].decode("utf-8", "ignore") for match in RUNS.finditer(content)]
    return runs + [match[0].decode("utf-16-le", "ignore") for match in WIDE.finditer(content)]
