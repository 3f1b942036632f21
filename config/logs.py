"""How a line of the log is written."""

import logging
import traceback
from typing import Any


class WithoutWords(logging.Formatter):
    """Of an error its kind and place are kept, never its words: PostgreSQL's quote the row that it refused."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 -- the name is logging's
        lines: list[str] = []
        seen: set[int] = set()
        problem: BaseException | None = ei[1]
        while problem is not None and id(problem) not in seen:
            seen.add(id(problem))
            lines = [*traceback.format_tb(problem.__traceback__), f"{type(problem).__name__}\n", *lines]
            problem = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
        return "".join(lines).rstrip("\n")
