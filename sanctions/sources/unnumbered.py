"""Marks for entries of lists that give them no number: the same name has the same mark, however it is written."""

import re
import unicodedata
from hashlib import blake2b


def words(text: str) -> list[str]:
    """Without accents, case or punctuation."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode() or text
    return re.findall(r"\w+", plain.casefold())


def mark(name: str) -> str:
    return blake2b(" ".join(sorted(words(name))).encode(), digest_size=5).hexdigest()
