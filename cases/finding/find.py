"""Looking for cases: words through PostgreSQL's index, names through their keys, narrowed by what was asked.

Everything begins with what the person may see; numbers, facets and snippets are counted among that and nothing else.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from cases.finding import grammar, terms
from cases.finding.grammar import STATES, Query
from cases.finding.languages import languages_of
from cases.finding.names import subjects_called
from cases.models import Case, CaseVersion, NamedSubject, SearchText
from cases.policies import FILED_ONCE
from cases.querysets import CaseQuerySet
from cases.statuses import WITH_STAFF, CaseStatus

MOST = 2_000  # cases; of more the newest are found, and not weighed: whoever finds so many looks for more words
CASE_COSTS = 40  # to look at one case takes as long as so many pieces from the index; see migration 0013
SNIPPETS = 3
BEGIN, END = "\ue000", "\ue001"  # no sign of any script: what stands between them is shown as found
HEADLINE: dict[str, Any] = {"start_sel": BEGIN, "stop_sel": END, "max_words": 28, "min_words": 12, "max_fragments": 2}
NEWEST = ("-opened_at", "-pk")
Expression = tuple[str, list[Any]]  # of SQL, and its values
ALL: Expression = ("NULL", [])


@dataclass(frozen=True)
class Snippet:
    """Where in a case the words stand, and the text around them in runs, each with whether it was looked for."""

    part: str
    page: int | None
    runs: tuple[tuple[str, bool], ...]


@dataclass
class Found:
    """The cases that were found, best first, by primary key; `is_cut` when there are more than are counted.

    `called` are the subjects that the words may name, with how alike the names are.
    """

    keys: list[int] = field(default_factory=list)
    is_cut: bool = False
    facets: list[tuple[str, int]] = field(default_factory=list)
    called: dict[int, float] = field(default_factory=dict)


def find(query: Query, user: Any) -> Found:
    """Everything that the person may see and that fits; nothing for an empty query."""
    if query.is_empty:
        return Found()
    seen = Case.objects.visible_to(user).order_by()
    called = subjects_called(query.words, user) if query.words else {}
    try:
        keys = _keys(seen, query, called, user)
    except EmptyResultSet:  # Django saw at once that nothing can fit
        keys = []
    shown = keys[:MOST]
    counted = _counted(seen, shown)
    if sum(counted.values()) < len(shown):  # once more what the person may see, whatever the index said
        visible = set(_among(seen, shown).values_list("pk", flat=True))
        shown = [key for key in shown if key in visible]
    facets = [(status.value, counted[status.value]) for status in CaseStatus if status.value in counted]
    return Found(shown, len(keys) > MOST, facets, called)


def _keys(seen: CaseQuerySet, query: Query, called: dict[int, float], user: Any) -> list[int]:
    """Those who are named, then those in which the words stand, best first; without words the newest first."""
    others = [asked for asked in query.narrowed if asked[0] not in terms.NAMES]
    narrowed = _narrowed(seen, others, user).order_by(*NEWEST)
    asked = terms.condition(asked for asked in query.narrowed if asked[0] in terms.NAMES)
    in_terms = [("%s::tsquery", [asked])] if asked else []
    if not query.words and not asked:
        return list(narrowed.values_list("pk", flat=True)[: MOST + 1])
    among = _array(narrowed.order_by()) if others else ALL
    if not query.words:
        return sorted(_looked_up(in_terms, among), reverse=True)
    named = _naming(called, narrowed if others else None, user)
    if named and asked:
        having = set(_looked_up(in_terms, ("%s::bigint[]", [named])))
        named = [case for case in named if case in having]
    return list(dict.fromkeys([*named, *_looked_up([_reading(query.words), *in_terms], among)]))


def _naming(called: dict[int, float], among: CaseQuerySet | None, user: Any) -> list[int]:
    """Cases that name one of these subjects, the best name first; all of them, or those of `among`."""
    if not called:
        return []
    named = NamedSubject.objects.visible_to(user).filter(subject__in=called, case__status__in=FILED_ONCE)
    if among is not None:
        named = named.filter(case__in=among.order_by())
    ranks: dict[int, float] = {}
    for case, subject in named.order_by("-case").values_list("case", "subject"):
        ranks[case] = max(ranks.get(case, 0.0), called[subject])
    return sorted(ranks, key=lambda case: -ranks[case])[:MOST]


def _looked_up(conditions: Sequence[Expression], among: Expression) -> list[int]:
    """By the owner's function, in what the current sight reaches: best first, or the newest numbers of more than `MOST`."""
    each = ", ".join(condition for condition, _values in conditions)
    values = [value for _condition, said in (*conditions, among) for value in said]
    statement = f"SELECT case_id FROM cases_search(ARRAY[{each}], {among[0]}, %s, %s)"  # noqa: S608 -- words go as values
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, MOST, CASE_COSTS])
        return [case for (case,) in cursor.fetchall()]


def _array(cases: CaseQuerySet) -> Expression:
    """The keys of these cases, gathered by PostgreSQL where they are asked for."""
    statement, values = cases.values("pk").query.sql_with_params()
    return f"ARRAY({statement})", list(values)


def _reading(words: str) -> Expression:
    """As PostgreSQL reads them in each language, each reading once: of the same word five times it expects five times as many."""
    languages = languages_of(words)
    readings = ", ".join("(websearch_to_tsquery(%s::regconfig, %s))" for _ in languages)
    told_apart = f"SELECT DISTINCT '(' || one::text || ')' FROM (VALUES {readings}) readings (one) WHERE numnode(one) > 0"  # noqa: S608
    said = [value for language in languages for value in (language, words)]
    return f"array_to_string(ARRAY({told_apart}), '|')::tsquery", said


def _among(cases: CaseQuerySet, keys: list[int]) -> CaseQuerySet:
    """Those of these cases that have one of many keys, sent as one value."""
    return cases.filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [keys]))


def _counted(cases: CaseQuerySet, keys: list[int]) -> dict[str, int]:
    """How many of these cases stand where."""
    return dict(_among(cases, keys).values_list("status").annotate(count=Count("pk"))) if keys else {}


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
        .exclude(part=SearchText.Part.TERMS)
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


def _narrowed(cases: CaseQuerySet, asked: Sequence[tuple[str, str]], user: Any) -> CaseQuerySet:
    for name, value in asked:
        cases = cases.filter(CONDITIONS[name](value, user))
    return cases


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


def _filed(value: str, user: Any) -> Q:
    since, before = grammar.period(value) or (None, None)
    filed = CaseVersion.objects.filter(case=OuterRef("pk"), why="file")
    filed = filed.filter(at__date__gte=since) if since else filed
    return Q(Exists(filed.filter(at__date__lt=before) if before else filed))


CONDITIONS: dict[str, Callable[[str, Any], Q]] = {
    "is": _is,
    "lead": _lead,
    "subject": _subject,
    "org": lambda value, _user: Q(organisation__name__icontains=value),
    "filed": _filed,
}
