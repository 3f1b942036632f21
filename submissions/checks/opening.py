"""What must hold before a recommendation is opened, or its words are changed."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from cases.models import Case, Subject
from cases.statuses import CaseStatus
from sanctions.models import Criterion, Programme
from submissions.models import Dossier, Recommendation
from submissions.statuses import RecommendationStatus


def alternatives_fit(criterion: Criterion, alternatives: Iterable[Programme]) -> Iterator[str]:
    """A dossier goes to one government, which can act under its own law alone."""
    for programme in alternatives:
        if programme.pk == criterion.programme_id:
            yield _("This is the programme you ask for first; choose another beside it, or none.")
        elif programme.authority.jurisdiction != criterion.programme.authority.jurisdiction:
            yield _("“%(programme)s” is a law of another government. Ask that government in a recommendation of its own.") % {
                "programme": programme
            }


def can_be_opened(case: Case, subject: Subject, jurisdiction: str, dossier: Dossier | None) -> Iterator[str]:
    if case.status != CaseStatus.ACCEPTED:
        yield _("Only an accepted case can be argued.")
    if not case.subjects.filter(pk=subject.pk).exists():
        yield _("The case does not name this person or body.")
    if dossier is not None:
        yield from fits_into(dossier, subject, jurisdiction)


def fits_into(dossier: Dossier, subject: Subject, jurisdiction: str) -> Iterator[str]:
    if dossier.jurisdiction != jurisdiction:
        yield _("This dossier goes to another government.")
    if dossier.deliveries.exists():
        yield _("This dossier was sent already.")
    if dossier.recommendations.filter(subject=subject).exists():
        yield _("This dossier has a recommendation about them already.")


def can_be_written(recommendation: Recommendation) -> Iterator[str]:
    if recommendation.status != RecommendationStatus.DRAFTING:
        yield _("It is now “%(status)s”. What was signed cannot be changed: open it again first, and both sign anew.") % {
            "status": recommendation.get_status_display()
        }
