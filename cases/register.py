"""Everything said about one subject, across the cases that a person may see: by whom, when, and on which sources."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation
from audit.models import Record
from cases.facts import facts_of
from cases.finding.reasons import likeness_of, near_subjects
from cases.models import Case, Command, EvidenceFile, Involvement, Merger, NamedSubject, Subject
from cases.policies import FILED_ONCE
from cases.statuses import CaseStatus

KEPT_AFTER_REFUSAL = timedelta(days=365)
MOST_ALIKE = 5
MANY, SHARE = 3, 0.6  # so many cases, and such a part of them without any evidence, before an organisation is flagged
REFUSED = (CaseStatus.DECLINED, CaseStatus.WITHDRAWN)


@dataclass(frozen=True)
class Entry:
    """One subject with all rows that are the same: names, posts and other facts with the cases that say them, and what they are
    said to do."""

    subject: Subject
    members: list[Subject]
    mergers: list[Merger]
    names: list[tuple[Any, Case]]
    posts: list[tuple[Any, Case]]
    facts: list[tuple[str, str, Case]]
    cases: list[tuple[Case, list[Involvement]]]
    above: list[Command]
    below: list[Command]


def standing_mergers() -> Any:
    return Merger.objects.filter(undone_at=None)


def root_of(subject: int) -> int:
    """The subject under which the register shows this one."""
    seen = {subject}
    while (kept := standing_mergers().filter(absorbed=subject).values_list("kept", flat=True).first()) and kept not in seen:
        seen.add(subject := kept)
    return subject


def roots() -> dict[int, int]:
    """Under whom the register shows everybody who was merged into another, by primary key. One query."""
    kept = dict(standing_mergers().values_list("absorbed", "kept"))
    found = dict(kept)
    for _round in kept:
        further = {member: kept.get(root, root) for member, root in found.items()}
        if further == found:
            break
        found = further
    return found


def same_as(subject: int) -> Any:
    """Other subjects that the register shows as one with this one, as far as the reader sees both. One query."""
    standing = standing_mergers()
    roots = standing.filter(absorbed=subject).values("kept")
    members = standing.filter(Q(kept=subject) | Q(kept__in=roots)).values("absorbed")
    return Subject.objects.filter(Q(pk__in=roots) | Q(pk__in=members)).exclude(pk=subject).order_by("pk")


def members_of(root: int) -> list[Merger]:
    """Every merger that leads to a subject, directly or by another."""
    found: list[Merger] = []
    layer = [root]
    while layer:
        known = [merger.pk for merger in found]  # no circle can be made, and none would be walked twice
        rows = list(standing_mergers().filter(kept__in=layer).exclude(pk__in=known).select_related("by").order_by("pk"))
        found += rows
        layer = [row.absorbed_id for row in rows]
    return found


def entry_of(subject: Subject, user: Any) -> Entry:
    root = root_of(subject.pk)
    mergers = members_of(root)
    keys = [root, *(merger.absorbed_id for merger in mergers)]
    rows = Subject.objects.visible_to(user).filter(pk__in=keys).select_related("opened_in__organisation")
    by_key = rows.prefetch_related("names", "positions").in_bulk()
    members = [by_key[key] for key in keys if key in by_key]
    posts = [(post, member.opened_in) for member in members for post in member.positions.all()]
    chains = Command.objects.visible_to(user).select_related("above", "below").prefetch_related("above__names", "below__names")
    return Entry(
        by_key.get(root, subject),
        members,
        mergers,
        [(name, member.opened_in) for member in members for name in member.names.all()],
        sorted(posts, key=lambda pair: (pair[0].since, pair[0].pk)),
        [fact for member in members for fact in _facts_of(member)],
        _cases_of(keys, user),
        list(chains.filter(below__in=keys)),
        list(chains.filter(above__in=keys)),
    )


def _facts_of(member: Subject) -> Iterator[tuple[str, str, Case]]:
    facts = {_("Born"): member.birth_date, _("Nationality"): member.nationality}
    yield from ((term, value, member.opened_in) for term, value in facts.items() if value)


def alike(entry: Entry, user: Any) -> list[tuple[Subject, str]]:
    """Others of the register who may be the same, likeliest first, each with why. A person says whether they are."""
    near = {pk: member for member in entry.members for pk in near_subjects(member, user)}
    known = {entry.subject.pk, *(member.pk for member in entry.members)}
    others = listed(user).filter(pk__in=near.keys() - known).prefetch_related("positions")
    found = [(reason, other) for other in others if (reason := likeness_of(facts_of(near[other.pk]), facts_of(other)))]
    found.sort(key=lambda pair: (-pair[0][0], pair[1].pk))
    return [(other, words) for (_weight, words), other in found[:MOST_ALIKE]]


def _cases_of(keys: Iterable[int], user: Any) -> list[tuple[Case, list[Involvement]]]:
    named = NamedSubject.objects.filter(case=OuterRef("pk"), subject__in=keys)
    cases = Case.objects.visible_to(user).filter(Exists(named), status__in=FILED_ONCE)
    involved = Involvement.objects.visible_to(user).filter(subject__in=keys)
    said: dict[int, list[Involvement]] = defaultdict(list)
    for row in involved.select_related("act__incident", "act__victim"):
        said[row.act.incident.case_id].append(row)
    return [(case, said[case.pk]) for case in cases.select_related("organisation").annotate(source_count=Count("sources"))]


def listed(user: Any) -> Any:
    """Subjects that some standing case names, each once: those that are the same as another stand under that one."""
    standing = NamedSubject.objects.filter(subject=OuterRef("pk"), case__status__in=FILED_ONCE)
    absorbed = standing_mergers().filter(absorbed=OuterRef("pk"))
    return Subject.objects.visible_to(user).filter(Exists(standing)).exclude(Exists(absorbed)).prefetch_related("names")


def refused(user: Any) -> Any:
    """Subjects whom only cases name that were refused or taken back, the last of them more than twelve months ago."""
    about = Record.objects.filter(object_type=ContentType.objects.get_for_model(Case), verb__in=("case.decline", "case.withdraw"))
    recent = about.filter(at__gt=timezone.now() - KEPT_AFTER_REFUSAL).values_list("object_id", flat=True)
    named = NamedSubject.objects.filter(subject=OuterRef("pk"))
    other = named.filter(~Q(case__status__in=REFUSED) | Q(case__in=[int(number) for number in recent]))
    gone = Subject.objects.visible_to(user).filter(Exists(named)).exclude(Exists(other))
    return gone.select_related("opened_in__organisation").prefetch_related("names")


def probing(user: Any) -> list[Organisation]:
    """Organisations that keep filing names without evidence: somebody may be asking whom we know. It proves nothing."""
    filed = Case.objects.visible_to(user).filter(status__in=(*FILED_ONCE, CaseStatus.DECLINED))
    naming = filed.filter(Exists(NamedSubject.objects.filter(case=OuterRef("pk")))).order_by()
    has_evidence = Exists(EvidenceFile.objects.filter(case=OuterRef("pk")))
    counted = naming.values("organisation").annotate(filed=Count("pk"), bare=Count("pk", filter=~Q(has_evidence)))
    rows = {key: (filed, bare) for key, filed, bare in counted.values_list("organisation", "filed", "bare")}
    flagged = {key for key, (filed, bare) in rows.items() if bare >= MANY and bare / filed >= SHARE}
    organisations: list[Any] = list(Organisation.objects.filter(pk__in=flagged).order_by("name"))
    for organisation in organisations:
        organisation.filed, organisation.bare = rows[organisation.pk]
    return organisations
