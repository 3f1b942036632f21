"""What must hold before a recommendation is signed or a dossier leaves: a table of checks, each with its sentence.

Checked when the first person signs, again when the second does, when the version is frozen and when
a delivery is recorded: consent may be withdrawn at any moment in between.
"""

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from cases.models import Consent, Source, Victim
from cases.statuses import CaseStatus, ConsentAnswer
from cases.vocabularies import SourceType
from submissions.models import Dossier, DossierVersion, Recommendation
from submissions.statuses import FileFormat, RecommendationStatus

SIGNED = (RecommendationStatus.APPROVED, RecommendationStatus.SENT)
# Sources who are people and may be harmed by being quoted.
PEOPLE = frozenset({SourceType.VICTIM, SourceType.WITNESS, SourceType.INSIDER})


class NotReady(Exception):
    """Something is missing; `problems` are sentences that say what and whose."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(" ".join(problems))


def require_ready(recommendation: Recommendation) -> None:
    """Raises `NotReady` with every problem at once."""
    if problems := list(problems_of(recommendation)):
        raise NotReady(problems)


def require_dossier_ready(dossier: Dossier) -> None:
    """Every recommendation in it must be ready and signed by two. Raises `NotReady`."""
    problems = []
    for ask in dossier.recommendations.exclude(status=RecommendationStatus.STOPPED):
        if ask.status not in SIGNED:
            problems.append(_("%(ask)s is not signed by two persons yet.") % {"ask": ask.reference})
        problems += problems_of(ask)
    if not dossier.recommendations.filter(status__in=SIGNED).exists():
        problems.append(_("There is no recommendation in this dossier that could be sent."))
    if problems:
        raise NotReady(problems)


def require_deliverable(version: DossierVersion) -> None:
    """A version may leave while it is still what the dossier says and its files are there. Raises `NotReady`."""
    require_dossier_ready(version.dossier)
    if version.files.count() < len(FileFormat):
        raise NotReady([_("The files of this version are not finished yet.")])


def require_ticks(ticks: dict[str, bool]) -> None:
    """The second signer answers for three things, each by a tick. Raises `NotReady`."""
    if not all(ticks.get(name) for name in ("law", "safety", "consent")):
        raise NotReady([_("Tick law, safety and consent, each after you have checked it; or open the recommendation again.")])


def problems_of(recommendation: Recommendation) -> Iterator[str]:
    for check in CHECKS:
        yield from check(recommendation)


def case_stands(recommendation: Recommendation) -> Iterator[str]:
    if recommendation.case.status != CaseStatus.ACCEPTED:
        yield _("The case %(case)s is no longer accepted: it is now “%(status)s”.") % {
            "case": recommendation.case.reference,
            "status": recommendation.case.get_status_display(),
        }


def nothing_open_from_partner(recommendation: Recommendation) -> Iterator[str]:
    if recommendation.case.corrections.filter(dealt_with_at=None).exists():
        yield _("The partner has said that something in the case changed. A coordinator must deal with that first.")


def words_are_there(recommendation: Recommendation) -> Iterator[str]:
    if not recommendation.summary.strip():
        yield _("Say why this person and why now.")
    if not recommendation.affected.strip():
        yield _("Say which persons and groups were affected.")
    if not recommendation.contrary.strip():
        yield _("Say what speaks against, or where you searched and found nothing.")


def elements_are_argued(recommendation: Recommendation) -> Iterator[str]:
    for finding in recommendation.findings.all():
        carried = [claim for claim in finding.claims.all() if claim.recanted_at is None]
        if not finding.statement.strip():
            yield _("Element “%(element)s”: say how the facts meet it.") % {"element": finding.element}
        if not carried:
            yield _("Element “%(element)s”: no claim that still stands carries it.") % {"element": finding.element}


def consent_covers(recommendation: Recommendation) -> Iterator[str]:
    """The narrowest consent wins: everybody referenced must have said yes to this very government."""
    government = recommendation.dossier.jurisdiction
    label = recommendation.dossier.get_jurisdiction_display()
    said = Consent.objects.filter(case=recommendation.case_id, government=government).current()
    yes = {(row.victim_id, row.source_id) for row in said if row.answer == ConsentAnswer.YES}
    for victim in referenced_victims(recommendation):
        if (victim.pk, None) not in yes:
            yield _("%(who)s has not agreed to %(government)s.") % {"who": victim.pseudonym, "government": label}
    for source in referenced_sources(recommendation):
        if source.type in PEOPLE and not source.is_open and (None, source.pk) not in yes:
            yield _("The source “%(who)s” has not agreed to %(government)s.") % {"who": source.title, "government": label}


def referenced_victims(recommendation: Recommendation) -> Iterable[Victim]:
    """Everybody harmed in an act that the subject is said to be responsible for."""
    return Victim.objects.filter(case=recommendation.case_id, acts__involvements__subject=recommendation.subject_id).distinct()


def referenced_sources(recommendation: Recommendation) -> Iterable[Source]:
    """Every source of a claim that an element rests on."""
    return Source.objects.filter(claims__findings__recommendation=recommendation, claims__recanted_at=None).distinct()


CHECKS: tuple[Callable[[Recommendation], Iterator[str]], ...] = (
    case_stands,
    nothing_open_from_partner,
    words_are_there,
    elements_are_argued,
    consent_covers,
)
