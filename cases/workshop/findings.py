"""What the workshop can say about a file, in codes: no word of a file ever leaves it but in the copy itself."""

from dataclasses import dataclass, field


class Refused(Exception):
    """The file is set aside. `args[0]` is the code of the reason, one of `cases.statuses.Reason`."""


class NoCopy(Exception):
    """Nothing speaks against the file, but no copy can be made of it. `args[0]` is the code of the reason."""


@dataclass
class Findings:
    """`hidden`: which kinds of details the file carries that nobody sees; codes of `cases.statuses.Hidden`.

    `copy` and `veil` are bytes: the copy that is safe to look at, and a picture so small that nothing can be made out.
    """

    reason: str = ""
    no_copy: str = ""
    hidden: set[str] = field(default_factory=set)
    media_type: str = ""
    copy: bytes = b""
    veil: bytes = b""
    likeness: str = ""  # of a picture: 64 bits in hexadecimal, most of which survive another size, format or quality
