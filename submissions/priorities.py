"""What to take up first: five figures for each case that waits, side by side, never added up to one score.

Whoever works through the list chooses which figure decides, and sees all of them. docs/priorities.md says how each is
counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Func, Min, OuterRef, Q, QuerySet, Subquery, Sum, TextField, Value
from django.db.models.functions import Coalesce, Trim
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models import Act, Case, EvidenceFile, Incident, NamedSubject, Source, SubmissionWindow, Victim
from cases.statuses import CaseStatus
from cases.vocabularies import AbuseType, Origin
from cases.words import label
from submissions.models import Recommendation
from submissions.statuses import RecommendationStatus

WAITING = (CaseStatus.FILED, CaseStatus.IN_REVIEW, CaseStatus.ACCEPTED)
DEADLY = (AbuseType.KILLING, AbuseType.MASS_KILLING, AbuseType.DEATH_IN_CUSTODY)
TOO_FEW = 3  # below this many cases a share says nothing about whom we pass over
REGION = Trim(Func(F("area"), Value(","), Value(-1), function="split_part", output_field=TextField()))


@dataclass(frozen=True)
class Order:
    """One way of reading the list: by which figure, and what it counts."""

    slug: str
    label: Promise
    counts: Promise
    by: tuple[Any, ...]


ORDERS = (
    Order(
        "severity",
        _("Severity"),
        _("People killed or dead in custody, then all who were harmed, as counted by the partner."),
        (F("killed").desc(), F("harmed").desc()),
    ),
    Order(
        "strength",
        _("Strength"),
        _("Sources from somebody or something that was there and that repeat no other; then files kept."),
        (F("first_hand").desc(), F("kept_files").desc()),
    ),
    Order(
        "leverage",
        _("Leverage"),
        _("Subjects who hold a post today; then governments for which consent stands."),
        (F("in_office").desc(), F("open_to").desc()),
    ),
    Order(
        "window",
        _("Window"),
        _("The next day by which a government should have it; then what happened longest ago, since recent abuse is asked for."),
        (F("closes_on").asc(nulls_last=True), F("last_act").asc(nulls_last=True)),
    ),
    Order(
        "passed-over",
        _("Passed over"),
        _("Groups and countries of which we sent a smaller share than of all cases, where there are three cases at least."),
        (F("is_passed_over").desc(), F("opened_at").asc()),
    ),
)
BY_SLUG = {order.slug: order for order in ORDERS}


@dataclass(frozen=True)
class Share:
    """How many filed cases name a group, or lie in a country, and of how many a recommendation was sent."""

    label: str
    sent: int
    filed: int

    def is_below(self, all_cases: "Share") -> bool:
        return self.filed >= TOO_FEW and self.sent * all_cases.filed < all_cases.sent * self.filed


@dataclass(frozen=True)
class PassedOver:
    """Whom we send less often than the rest: group codes and names of countries, each with its share."""

    groups: dict[str, Share]
    regions: dict[str, Share]

    def of(self, case: Case) -> list[Share]:
        """The shares that concern one case, read from `case.victims` and `case.incidents` as `waiting` prefetches them."""
        groups = {code for victim in case.victims.all() for code in victim.groups}
        regions = {incident.area.rpartition(",")[2].strip() for incident in case.incidents.all()}
        return [share for code, share in self.groups.items() if code in groups] + [
            share for name, share in self.regions.items() if name in regions
        ]


def passed_over(cases: QuerySet[Case]) -> PassedOver:
    """From all filed cases among these: one query for all, one for the groups, one for the countries."""
    filed = cases.order_by().exclude(status__in=(CaseStatus.NOTED, CaseStatus.DRAFT))
    was_sent = Exists(Recommendation.objects.filter(case=OuterRef("pk"), status=RecommendationStatus.SENT))
    marked = filed.annotate(was_sent=was_sent)
    of_all = Share("", **marked.aggregate(filed=Count("pk"), sent=Count("pk", filter=Q(was_sent=True))))
    group = Func(F("groups"), function="unnest", output_field=TextField())
    groups = _shares(Victim.objects.filter(case__in=filed).annotate(of=group), "group")
    regions = _shares(Incident.objects.filter(case__in=filed).exclude(area="").annotate(of=REGION))
    return PassedOver(
        *({code: share for code, share in shares.items() if share.is_below(of_all)} for shares in (groups, regions))
    )


def _shares(rows: QuerySet, vocabulary: str = "") -> dict[str, Share]:
    sent = Q(case__recommendations__status=RecommendationStatus.SENT)
    counted = (
        rows.order_by().values("of").annotate(filed=Count("case", distinct=True), sent=Count("case", filter=sent, distinct=True))
    )
    return {row["of"]: Share(_named(vocabulary, row["of"]), row["sent"], row["filed"]) for row in counted}


def _named(vocabulary: str, of: str) -> str:
    return label(vocabulary, of) if vocabulary else of


def waiting(cases: QuerySet[Case], order: Order, over: PassedOver) -> QuerySet[Case]:
    """Filed cases of which nothing was sent, with their figures, in this order."""
    unsent = cases.filter(status__in=WAITING).exclude(recommendations__status=RecommendationStatus.SENT)
    figured = unsent.annotate(
        killed=_people(Victim.objects.filter(Exists(Act.objects.filter(victim=OuterRef("pk"), abuse__in=DEADLY)))),
        harmed=_people(Victim.objects.all()),
        first_hand=_number(Source.objects.filter(case=OuterRef("pk"), origin=Origin.PRIMARY, derived_from=None), "case"),
        kept_files=_number(EvidenceFile.objects.filter(case=OuterRef("pk")), "case"),
        in_office=_number(NamedSubject.objects.filter(case=OuterRef("pk"), subject__positions__until=""), "case", "subject"),
        open_to=Func(F("consented_for"), function="cardinality"),
        closes_on=Subquery(_next_window()),
        last_act=Subquery(_last_day()),
        is_passed_over=_concerns(over),
    )
    return figured.order_by(*order.by, "pk").prefetch_related("victims", "incidents").select_related("organisation")


def _people(victims: QuerySet) -> Coalesce:
    """Each victim once, however much was done to them; a group counts as many as it is."""
    of_case = victims.filter(case=OuterRef("pk")).order_by().values("case")
    return Coalesce(Subquery(of_case.annotate(n=Sum("count")).values("n")), 0)


def _number(rows: QuerySet, case: str, what: str = "pk") -> Coalesce:
    return Coalesce(Subquery(rows.order_by().values(case).annotate(n=Count(what, distinct=True)).values("n")), 0)


def _next_window() -> QuerySet:
    ahead = SubmissionWindow.objects.filter(cases=OuterRef("pk"), closes_on__gte=timezone.localdate())
    return ahead.order_by().values("cases").annotate(day=Min("closes_on")).values("day")


def _last_day() -> QuerySet:
    """As it was written: a year, a month or a day. The end of an incident, or its beginning where none is given."""
    told = Incident.objects.filter(case=OuterRef("pk")).annotate(day=_or_else("ended", "began"))
    return told.order_by("-day").values("day")[:1]


def _or_else(first: str, second: str) -> Coalesce:
    return Coalesce(Func(F(first), Value(""), function="nullif", output_field=TextField()), F(second), output_field=TextField())


def _concerns(over: PassedOver) -> Q:
    groups = Victim.objects.filter(case=OuterRef("pk"), groups__overlap=sorted(over.groups))
    regions = Incident.objects.filter(case=OuterRef("pk")).annotate(of=REGION).filter(of__in=sorted(over.regions))
    return Q(Exists(groups)) | Q(Exists(regions))


def with_shares(cases: Iterable[Case], over: PassedOver) -> list[Case]:
    """Each case with `passed_over`, the shares that concern it."""
    found = list(cases)
    for case in found:
        case.passed_over = over.of(case)  # type: ignore[attr-defined]
    return found
