"""The table of clocks: reference data, each row with its instrument and source. `docs/delivery.md` tells it in words."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from delivery.clocks.words import Ball, Counting, Happened, Kind


@dataclass(frozen=True)
class Rule:
    """From `starts` so many days. `pauses` and `resumes` make it stand still; `ends` means that it is done, `stops` that it
    is pointless. `before` and `after` say who must act until that day, and from it on. `government` "" is for all.
    """

    code: str
    label: Promise
    instrument: Promise
    source: str
    kind: Kind
    starts: Happened
    length: int
    counting: Counting = Counting.DAYS
    government: str = ""
    pauses: frozenset[str] = field(default_factory=frozenset)
    resumes: frozenset[str] = field(default_factory=frozenset)
    ends: frozenset[str] = field(default_factory=frozenset)
    stops: frozenset[str] = field(default_factory=frozenset)
    before: Ball = Ball.THEY
    after: Ball = Ball.WE
    warn: int = 0  # so many days before it is due it is told of

    @property
    def is_of_case(self) -> bool:
        """What starts it stands in the case, so that it is the same for all that is recommended from it."""
        return self.starts in (Happened.CONDUCT, Happened.CONSENT_ENDS)


OURS = "A decision of the coalition"
STOPS = frozenset({Happened.WITHDRAWN, Happened.LISTED})


def follow_up(days: int, label: Promise) -> Rule:
    """After a delivery we ask again, unless they answered; it stands still while we owe them an answer."""
    return Rule(
        code=f"follow-up-{days}",
        label=label,
        instrument=_("Our own habit"),
        source=OURS,
        kind=Kind.OURS,
        starts=Happened.DELIVERED,
        length=days,
        pauses=frozenset({Happened.QUESTION}),
        resumes=frozenset({Happened.REPLY}),
        ends=frozenset({Happened.WROTE, Happened.ANSWERED}),
        stops=STOPS,
        warn=7,
    )


def list_is_stale(code: str, label: Promise, after: timedelta, before: Ball, warn: int = 0) -> Rule:
    """What is fetched is told of once it is too old; what somebody brings, while there is time to bring it."""
    return Rule(
        code=code,
        label=label,
        instrument=_("Our own habit"),
        source="A setting of this desk",
        kind=Kind.OURS,
        starts=Happened.LIST_CONFIRMED,
        length=after.days,
        before=before,
        warn=warn,
    )


RULES: tuple[Rule, ...] = (
    follow_up(30, _("First follow-up")),
    follow_up(90, _("Second follow-up")),
    follow_up(180, _("Third follow-up")),
    Rule(
        code="us-congress",
        label=_("Determination asked for by Congress"),
        instrument=_("Global Magnitsky Human Rights Accountability Act"),
        source="22 USC 10102(d); the text of the paragraph was not read here, and the executive has at times not answered",
        kind=Kind.LAW,
        government="us",
        starts=Happened.PARLIAMENT,
        length=120,
        ends=frozenset({Happened.ANSWERED, Happened.LISTED}),
        stops=frozenset({Happened.WITHDRAWN}),
        warn=14,
    ),
    Rule(
        code="ca-jvcfoa-tabling",
        label=_("Order laid before parliament"),
        instrument=_("Justice for Victims of Corrupt Foreign Officials Act"),
        source="JVCFOA s. 5, consolidation of 2019",
        kind=Kind.LAW,
        government="ca",
        starts=Happened.ORDER,
        length=15,
    ),
    Rule(
        code="ca-sema-tabling",
        label=_("Order laid before each house"),
        instrument=_("Special Economic Measures Act"),
        source="SEMA s. 7; not read here",
        kind=Kind.LAW,
        government="ca",
        starts=Happened.ORDER,
        length=5,
        counting=Counting.SITTING,
    ),
    Rule(
        code="gb-urgent",
        label=_("Urgent designation lapses unless certified"),
        instrument=_("Sanctions and Anti-Money Laundering Act 2018, urgent procedure"),
        source="SAMLA 2018 s. 12",
        kind=Kind.LAW,
        government="gb",
        starts=Happened.URGENT,
        length=56,
        ends=frozenset({Happened.EXTENDED}),
        warn=14,
    ),
    Rule(
        code="gb-urgent-extended",
        label=_("Extended urgent designation lapses"),
        instrument=_("Sanctions and Anti-Money Laundering Act 2018, urgent procedure"),
        source="SAMLA 2018 s. 12",
        kind=Kind.LAW,
        government="gb",
        starts=Happened.EXTENDED,
        length=56,
        warn=14,
    ),
    Rule(
        code="us-recency",
        label=_("Conduct grows old for the United States"),
        instrument=_("Practice of the State Department and the Treasury"),
        source="Guidance to NGOs on Global Magnitsky: conduct of generally the last five years",
        kind=Kind.PRACTICE,
        government="us",
        starts=Happened.CONDUCT,
        length=5,
        counting=Counting.YEARS,
        stops=STOPS,
        before=Ball.WE,
        warn=365,
    ),
    Rule(
        code="consent-ends",
        label=_("Consent runs out"),
        instrument=_("What the person answered"),
        source="The consent itself",
        kind=Kind.OURS,
        starts=Happened.CONSENT_ENDS,
        length=1,
        before=Ball.WE,
        warn=60,
    ),
    list_is_stale("list-stale", _("A list is too old to rest on"), settings.LIST_STALE_AFTER, Ball.NOBODY),
    list_is_stale(
        "list-stale-by-hand", _("A list that somebody brings is too old"), settings.LIST_STALE_AFTER_BY_HAND, Ball.WE, 14
    ),
)
BY_CODE = {rule.code: rule for rule in RULES}
