"""Something stands in the way, and is said in sentences: what every check raises when it is required."""

from collections.abc import Iterator


class NotReady(Exception):
    """Something is missing; `problems` are sentences that say what and whose."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


def require(problems: Iterator[str]) -> None:
    """Raises `NotReady` with every problem at once."""
    if found := list(problems):
        raise NotReady(found)
