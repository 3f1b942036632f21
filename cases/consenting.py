"""Whether somebody's consent covers one use on one day: the only place where that is decided.

Pure: answers in, a verdict out. No answer is no. The narrowest wins: whoever said no to being kept at all, or to being
read by the coalition, said no to everything. A basis other than the person's own consent reaches less far. A group's yes
from which somebody is excepted is no yes of the group: what shows the group shows whoever did not agree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from cases.statuses import Basis, ConsentAnswer, ConsentScope, Coverage

S = ConsentScope

# Without these nothing else counts, once somebody has said no to them.
GROUND = (S.STORE, S.COALITION)

# How far each basis reaches. Consent, and that of whoever may give it for them, reaches everywhere it was given.
REACH = {
    Basis.CONSENT: frozenset(S),
    Basis.NEXT_OF_KIN: frozenset(S) - {S.CONTACT},
    Basis.PUBLIC: frozenset(
        {S.STORE, S.COALITION, S.PARTNERS, S.GOVERNMENT, S.CHALLENGED, S.PUBLIC, S.MEDIA, S.BODIES, S.RESEARCH}
    ),
    Basis.UNSAFE: frozenset({S.STORE, S.COALITION, S.GOVERNMENT, S.RESEARCH}),
}


class Answered(Protocol):
    """What is known of one answer; `cases.models.Consent` is one. `until` is the last day on which it counts.

    `said_no` and `unasked`: how many of a group that said yes did not.
    """

    scope: str
    government: str
    answer: str
    basis: str
    until: date | None
    said_no: int
    unasked: int


@dataclass(frozen=True)
class Use:
    """What is about to be done: its scope, and which government when it is about one."""

    scope: ConsentScope
    government: str = ""


def decide(current: Iterable[Answered], use: Use, on: date) -> Coverage:
    """`current`: the newest answer of one person to each thing that was asked. Only `COVERED` lets anything leave."""
    answers = {(row.scope, row.government): row for row in current}
    for ground in GROUND:
        verdict = _verdict(answers.get((ground, "")), ground, on)
        if verdict in (Coverage.REFUSED, Coverage.SOME_REFUSED, Coverage.WITHDRAWN, Coverage.EXPIRED):
            return verdict
    return _verdict(answers.get((use.scope, use.government)), use.scope, on)


def _verdict(row: Answered | None, scope: ConsentScope, on: date) -> Coverage:
    if row is None or row.answer == ConsentAnswer.NOT_ASKED:
        return Coverage.NOT_ASKED
    if row.answer != ConsentAnswer.YES:
        return Coverage.WITHDRAWN if row.answer == ConsentAnswer.WITHDRAWN else Coverage.REFUSED
    if row.said_no:
        return Coverage.SOME_REFUSED
    if row.until is not None and row.until < on:
        return Coverage.EXPIRED
    if row.unasked:
        return Coverage.SOME_UNASKED
    return Coverage.COVERED if scope in REACH[Basis(row.basis)] else Coverage.OUT_OF_REACH
