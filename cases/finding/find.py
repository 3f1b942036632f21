"""Looking for cases: words through PostgreSQL's index, names through their keys, narrowed by what was asked.

Everything begins with what the person may see; numbers, facets and snippets are counted among that and nothing else.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from cases.finding import grammar
from cases.finding.grammar import STATES, Query
from cases.finding.languages import languages_of
from cases.finding.names import subjects_called
from cases.models import Act, Case, CaseVersion, Incident, NamedSubject, SearchText, Victim
from cases.policies import FILED_ONCE
from cases.querysets import CaseQuerySet
from cases.statuses import WITH_STAFF, CaseStatus

MOST = 2_000  # cases; whoever finds more looks for more words
EVERYWHERE = 20_000  # pieces: a word that stands in more is not weighed, the newest cases come first
SNIPPETS = 3
NAMED = 10.0  # a name weighs more than any words
BEGIN, END = "\ue000", "\ue001"  # no sign of any script: what stands between them is shown as found
HEADLINE: dict[str, Any] = {"start_sel": BEGIN, "stop_sel": END, "max_words": 28, "min_words": 12, "max_fragments": 2}


@dataclass(frozen=True)
class Snippet:
    """Where in a case the words stand, and the text around them in runs, each with whether it was looked for."""

    part: str
    page: int | None
    runs: tuple[tuple[str, bool], ...]


@dataclass
class Found:
    """The cases that were found, best first, by primary key; `is_cut` when there are more than are counted."""

    keys: list[int] = field(default_factory=list)
    is_cut: bool = False
    facets: list[tuple[str, int]] = field(default_factory=list)


def find(query: Query, user: Any) -> Found:
    """Everything that the person may see and that fits; nothing for an empty query."""
    if query.is_empty:
        return Found()
    seen = Case.objects.visible_to(user).order_by()
    cases = narrowed(seen, query, user) if query.narrowed else None
    if query.words:
        keys = _ranked(query.words, cases, user)
    else:
        keys = list(narrowed(seen, query, user).order_by("-opened_at", "-pk").values_list("pk", flat=True)[: MOST + 1])
    standing = dict(seen.filter(pk__in=keys).values_list("pk", "status"))
    keys = [key for key in keys if key in standing]  # once more what the person may see, whatever the index said
    statuses = Counter(standing[key] for key in keys[:MOST])
    facets = [(status.value, statuses[status.value]) for status in CaseStatus if statuses[status.value]]
    return Found(keys[:MOST], len(keys) > MOST, facets)


def _ranked(words: str, cases: CaseQuerySet | None, user: Any) -> list[int]:
    """The cases in which these words stand, or that name somebody called so; all of them, or those of `cases`."""
    ranks = _by_words(words, cases)
    if called := subjects_called(words, user):
        named = NamedSubject.objects.visible_to(user).filter(subject__in=called, case__status__in=FILED_ONCE)
        if cases is not None:
            named = named.filter(case__in=cases)
        for case, subject in named.values_list("case", "subject"):
            ranks[case] = max(ranks.get(case, 0.0), NAMED + called[subject])
    return sorted(ranks, key=lambda case: (-ranks[case], -case))


def _by_words(words: str, cases: CaseQuerySet | None) -> dict[int, float]:
    """Looked up by the owner's function, in what the current sight reaches; `cases` narrows before anything is cut off."""
    among = "" if cases is None else "WHERE case_id = ANY (%s::bigint[])"  # of the same type, so that PostgreSQL hashes it
    narrowing = [] if cases is None else [list(cases.values_list("pk", flat=True))]
    found = f"SELECT case_id, rank FROM cases_search(%s::tsquery, %s) {among} ORDER BY rank DESC, case_id DESC LIMIT %s"  # noqa: S608 -- words go as values
    with connection.cursor() as cursor:
        cursor.execute(found, [_read(words), EVERYWHERE, *narrowing, MOST + 1])
        return dict(cursor.fetchall())


def _read(words: str) -> str:
    """As PostgreSQL reads them in each language, each reading once: of the same word five times it expects five times as many."""
    languages = languages_of(words)
    readings = ", ".join("(websearch_to_tsquery(%s::regconfig, %s))" for _ in languages)
    told_apart = (
        f"SELECT string_agg(DISTINCT '(' || one::text || ')', '|') FROM (VALUES {readings}) readings (one) WHERE numnode(one) > 0"  # noqa: S608
    )
    with connection.cursor() as cursor:
        cursor.execute(told_apart, [value for language in languages for value in (language, words)])
        return cursor.fetchone()[0] or ""


def tsquery(words: str) -> Any:
    first, *others = (SearchQuery(words, config=language, search_type="websearch") for language in languages_of(words))
    for other in others:
        first = first | other
    return first


def snippets(query: Query, cases: Sequence[int], user: Any) -> dict[int, list[Snippet]]:
    """For each of these cases a few places where the words stand."""
    if not query.words:
        return {}
    looked_for = tsquery(query.words)
    rows = (
        SearchText.objects.visible_to(user)
        .filter(case__in=cases, words=looked_for)
        .annotate(rank=SearchRank(F("words"), looked_for), shown=SearchHeadline("body", looked_for, config="simple", **HEADLINE))
    )
    found: dict[int, list[Snippet]] = defaultdict(list)
    for row in rows.order_by("-rank", "pk")[: len(cases) * 20]:
        if len(found[row.case_id]) < SNIPPETS:
            found[row.case_id].append(Snippet(row.get_part_display(), row.page, _runs(row.shown)))
    return found


def _runs(shown: str) -> tuple[tuple[str, bool], ...]:
    runs = []
    for number, piece in enumerate(shown.split(BEGIN)):
        marked, _, rest = piece.partition(END) if number else ("", "", piece)
        runs += [(marked, True), (rest, False)]
    return tuple((text, is_found) for text, is_found in runs if text)


def narrowed(cases: CaseQuerySet, query: Query, user: Any) -> CaseQuerySet:
    for name, value in query.narrowed:
        cases = cases.filter(CONDITIONS[name](value, user))
    return cases


def _is_read() -> Q:
    """What stands in a case is asked about while the coalition reads it; not in a draft, nor after it was taken back."""
    return Q(status__in=FILED_ONCE) | Q(status=CaseStatus.DECLINED, taken_up_by__isnull=False)


def _is(value: str, user: Any) -> Q:
    if value == "overdue":
        return Q(status__in=WITH_STAFF, due_on__lt=timezone.localdate())
    return Q(status__in=STATES[value])


def _lead(value: str, user: Any) -> Q:
    if value == "@me":
        return Q(assigned_to=user.pk)
    return Q(assigned_to=None) if value == "nobody" else Q(assigned_to__name__icontains=value.removeprefix("@"))


def _subject(value: str, user: Any) -> Q:
    named = NamedSubject.objects.filter(case=OuterRef("pk"), subject__in=list(subjects_called(value, user)))
    return Q(status__in=FILED_ONCE) & Q(Exists(named))


def _harmed(name: str) -> Callable[[str, Any], Q]:
    def condition(value: str, user: Any) -> Q:
        codes = grammar.codes(name, value)
        fits: Any = {
            "group": Victim.objects.filter(groups__overlap=codes).values("case"),
            "role": Victim.objects.filter(role__in=codes).values("case"),
            "abuse": Act.objects.filter(abuse__in=codes).values("incident__case"),
        }[name]
        return _is_read() & Q(pk__in=fits.order_by())

    return condition


def _place(value: str, user: Any) -> Q:
    there = Incident.objects.filter(Q(place__icontains=value) | Q(area__icontains=value))
    return _is_read() & Q(pk__in=there.order_by().values("case"))


def _filed(value: str, user: Any) -> Q:
    since, before = grammar.period(value) or (None, None)
    filed = CaseVersion.objects.filter(case=OuterRef("pk"), why="file")
    filed = filed.filter(at__date__gte=since) if since else filed
    return Q(Exists(filed.filter(at__date__lt=before) if before else filed))


CONDITIONS: dict[str, Callable[[str, Any], Q]] = {
    "is": _is,
    "lead": _lead,
    "subject": _subject,
    "place": _place,
    "org": lambda value, _user: Q(organisation__name__icontains=value),
    "filed": _filed,
    **{name: _harmed(name) for name in ("group", "role", "abuse")},
}
