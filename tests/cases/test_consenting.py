"""Consent × destination × scope × basis × expiry × withdrawal: the table that decides every export."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from cases.consenting import Use, decide
from cases.statuses import Basis, ConsentAnswer, ConsentScope, Coverage

TODAY = date(2026, 11, 25)
S, A, C = ConsentScope, ConsentAnswer, Coverage
US = Use(S.GOVERNMENT, "us")


@dataclass(frozen=True)
class Row:
    scope: str = S.GOVERNMENT
    government: str = "us"
    answer: str = A.YES
    basis: str = Basis.CONSENT
    until: date | None = None
    said_no: int = 0
    unasked: int = 0


def other(scope, answer=A.YES, **more):
    return Row(scope, "", answer, **more)


YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)

TABLE = [
    # nobody asked, or asked for something else
    ([], US, C.NOT_ASKED),
    ([Row(answer=A.NOT_ASKED)], US, C.NOT_ASKED),
    ([Row(government="gb")], US, C.NOT_ASKED),
    ([other(S.PUBLIC_NAMED), other(S.STORE), other(S.COALITION)], US, C.NOT_ASKED),
    ([Row()], Use(S.GOVERNMENT, "ca"), C.NOT_ASKED),
    ([Row()], Use(S.NAMED), C.NOT_ASKED),
    ([Row()], Use(S.PUBLIC), C.NOT_ASKED),
    # answered
    ([Row()], US, C.COVERED),
    ([Row(answer=A.NO)], US, C.REFUSED),
    ([Row(answer=A.WITHDRAWN)], US, C.WITHDRAWN),
    ([Row(), Row(government="gb", answer=A.NO)], US, C.COVERED),
    ([Row(), Row(government="gb", answer=A.WITHDRAWN)], Use(S.GOVERNMENT, "gb"), C.WITHDRAWN),
    ([Row(), other(S.NAMED, A.NO)], US, C.COVERED),
    ([Row(), other(S.NAMED, A.NO)], Use(S.NAMED), C.REFUSED),
    # until when
    ([Row(until=TODAY)], US, C.COVERED),
    ([Row(until=TOMORROW)], US, C.COVERED),
    ([Row(until=YESTERDAY)], US, C.EXPIRED),
    ([Row(answer=A.NO, until=YESTERDAY)], US, C.REFUSED),
    ([Row(answer=A.WITHDRAWN, until=TOMORROW)], US, C.WITHDRAWN),
    # the ground that everything stands on
    ([Row(), other(S.STORE)], US, C.COVERED),
    ([Row(), other(S.STORE, A.NOT_ASKED)], US, C.COVERED),
    ([Row(), other(S.STORE, A.NO)], US, C.REFUSED),
    ([Row(), other(S.STORE, A.WITHDRAWN)], US, C.WITHDRAWN),
    ([Row(), other(S.COALITION, A.WITHDRAWN)], US, C.WITHDRAWN),
    ([Row(), other(S.COALITION, until=YESTERDAY)], US, C.EXPIRED),
    ([Row(answer=A.NO), other(S.COALITION)], US, C.REFUSED),
    # a group with exceptions: the narrowest of them wins
    ([Row(said_no=1)], US, C.SOME_REFUSED),
    ([Row(unasked=1)], US, C.SOME_UNASKED),
    ([Row(said_no=2, unasked=3)], US, C.SOME_REFUSED),
    ([Row(said_no=1, until=YESTERDAY)], US, C.SOME_REFUSED),
    ([Row(unasked=1, until=YESTERDAY)], US, C.EXPIRED),
    ([Row(unasked=1, until=TOMORROW)], US, C.SOME_UNASKED),
    ([Row(said_no=1), Row(government="gb")], Use(S.GOVERNMENT, "gb"), C.COVERED),
    ([Row(), Row(government="gb", said_no=1)], US, C.COVERED),
    ([Row(), other(S.NAMED, said_no=1)], US, C.COVERED),
    ([Row(), other(S.NAMED, said_no=1)], Use(S.NAMED), C.SOME_REFUSED),
    ([Row(said_no=1), other(S.PUBLIC)], Use(S.PUBLIC), C.COVERED),
    ([Row(), other(S.STORE, said_no=1)], US, C.SOME_REFUSED),
    ([Row(), other(S.COALITION, said_no=1)], US, C.SOME_REFUSED),
    ([Row(), other(S.COALITION, unasked=1)], US, C.COVERED),
    ([Row(answer=A.WITHDRAWN), other(S.COALITION)], US, C.WITHDRAWN),
    ([Row(said_no=1, basis=Basis.NEXT_OF_KIN)], US, C.SOME_REFUSED),
    ([other(S.NAMED, unasked=1, basis=Basis.PUBLIC)], Use(S.NAMED), C.SOME_UNASKED),
    # other bases reach less far
    ([Row(basis=Basis.NEXT_OF_KIN)], US, C.COVERED),
    ([other(S.CONTACT, basis=Basis.NEXT_OF_KIN)], Use(S.CONTACT), C.OUT_OF_REACH),
    ([other(S.NAMED, basis=Basis.NEXT_OF_KIN)], Use(S.NAMED), C.COVERED),
    ([Row(basis=Basis.PUBLIC)], US, C.COVERED),
    ([other(S.PUBLIC, basis=Basis.PUBLIC)], Use(S.PUBLIC), C.COVERED),
    ([other(S.PUBLIC_NAMED, basis=Basis.PUBLIC)], Use(S.PUBLIC_NAMED), C.OUT_OF_REACH),
    ([other(S.NAMED, basis=Basis.PUBLIC)], Use(S.NAMED), C.OUT_OF_REACH),
    ([Row(basis=Basis.UNSAFE)], US, C.COVERED),
    ([Row(basis=Basis.UNSAFE, until=YESTERDAY)], US, C.EXPIRED),
    *(
        ([other(scope, basis=Basis.UNSAFE)], Use(scope), C.OUT_OF_REACH)
        for scope in (S.NAMED, S.PUBLIC, S.PUBLIC_NAMED, S.MEDIA, S.CHALLENGED, S.PARTNERS, S.BODIES, S.CONTACT)
    ),
    ([other(S.RESEARCH, basis=Basis.UNSAFE)], Use(S.RESEARCH), C.COVERED),
]


@pytest.mark.parametrize(("said", "use", "verdict"), TABLE)
def test_the_table(said, use, verdict):
    assert decide(said, use, TODAY) == verdict


@pytest.mark.parametrize("scope", [scope for scope in S if scope != S.GOVERNMENT])
@pytest.mark.parametrize(
    ("answer", "verdict"), [(A.YES, C.COVERED), (A.NO, C.REFUSED), (A.WITHDRAWN, C.WITHDRAWN), (A.NOT_ASKED, C.NOT_ASKED)]
)
def test_each_scope_answers_for_itself(scope, answer, verdict):
    assert decide([other(scope, answer)], Use(scope), TODAY) == verdict


@pytest.mark.parametrize("asked", ["us", "gb", "ca", "eu"])
@pytest.mark.parametrize("given", ["us", "gb", "ca", "eu"])
def test_each_government_answers_for_itself(asked, given):
    covered = decide([Row(government=given)], Use(S.GOVERNMENT, asked), TODAY) == C.COVERED

    assert covered == (asked == given)


@pytest.mark.parametrize("scope", list(S))
@pytest.mark.parametrize(("exceptions", "verdict"), [({"said_no": 1}, C.SOME_REFUSED), ({"unasked": 1}, C.SOME_UNASKED)])
def test_exceptions_hold_for_each_scope_and_for_it_alone(scope, exceptions, verdict):
    government = "us" if scope == S.GOVERNMENT else ""
    of_all = [Row(each, "us" if each == S.GOVERNMENT else "") for each in S if each != scope]

    assert decide([*of_all, Row(scope, government, **exceptions)], Use(scope, government), TODAY) == verdict
    for row in of_all:
        blocked = scope in (S.STORE, S.COALITION) and verdict == C.SOME_REFUSED
        said = decide([*of_all, Row(scope, government, **exceptions)], Use(row.scope, row.government), TODAY)
        assert said == (verdict if blocked else C.COVERED)


def test_only_covered_lets_anything_leave():
    """No combination of what is known gives a yes that nobody gave."""
    for answer in (A.NO, A.WITHDRAWN, A.NOT_ASKED):
        for basis in Basis:
            for until in (None, TODAY, TOMORROW):
                assert decide([Row(answer=answer, basis=basis, until=until)], US, TODAY) != C.COVERED
