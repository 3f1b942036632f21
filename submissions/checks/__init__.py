"""What must hold before a recommendation is signed or a dossier leaves; each thing that does not is a sentence.

Checked when the first person signs, again when the second does, when the version is frozen and when
a delivery is recorded: consent may be withdrawn at any moment in between. docs/dossier.md tells them in words.

`table` names every check; what each asks stands in a module for its kind: the case and its people, the law, the argument,
safety, files. `opening` comes before it, `leaving` and `sending` after it.
"""

from submissions.checks.leaving import (
    is_as_signed,
    problems_of_content,
    problems_of_dossier,
    problems_of_version,
    require_current,
    require_deliverable,
    require_dossier_ready,
    require_handed_out,
    require_ready,
    require_ticks,
)
from submissions.checks.opening import alternatives_fit, can_be_opened, can_be_written
from submissions.checks.problem import NotReady, require
from submissions.checks.table import CHECKS, MAY_WAIT, Found, found_in, problems_of

__all__ = [
    "CHECKS",
    "MAY_WAIT",
    "Found",
    "NotReady",
    "alternatives_fit",
    "can_be_opened",
    "can_be_written",
    "found_in",
    "is_as_signed",
    "problems_of",
    "problems_of_content",
    "problems_of_dossier",
    "problems_of_version",
    "require",
    "require_current",
    "require_deliverable",
    "require_dossier_ready",
    "require_handed_out",
    "require_ready",
    "require_ticks",
]
