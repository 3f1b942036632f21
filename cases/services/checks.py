"""What staff check before a case is decided: the checklist, who the subjects are, and each colleague's own reading."""

from collections.abc import Mapping

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from audit.steps import IllegalStep
from cases import phases, policies
from cases.criteria import CHECKLIST, CRITERIA
from cases.models import Assessment, Case, Identification, ReviewPhase, Screening, Subject

Others = ReviewPhase.Others


@transaction.atomic
def screen(case: Case, answers: Mapping[str, tuple[str, str]], *, by: User) -> None:
    """Answer questions of the checklist, each with a word and a sentence. Only what is new is written.

    Raises `PermissionDenied`.
    """
    _let_reviewers_only(by, case)
    current = {row.item: (row.answer, row.words) for row in case.screenings.order_by("pk")}
    new = {item: given for item, given in answers.items() if item in CHECKLIST and given[0] and current.get(item) != given}
    for item, (answer, words) in new.items():
        Screening.objects.create(case=case, item=item, answer=answer, words=words, by=by)
    if new:
        record(by, "case.screened", case)


@transaction.atomic
def identify(case: Case, subject: Subject, *, by: User, how_known: str, look_alikes: str) -> Identification:
    """Write down how we know that it is this person, and whom it is not. Raises `PermissionDenied`."""
    _let_reviewers_only(by, case)
    written = Identification.objects.create(case=case, subject=subject, by=by, how_known=how_known, look_alikes=look_alikes)
    record(by, "case.identified", case)
    return written


@transaction.atomic
def assess(case: Case, scores: Mapping[str, int | None], *, by: User, words: str = "", abstained: bool = False) -> Assessment:
    """Give one's own reading, or say that one gives none; given again it replaces the earlier one while nothing is decided.

    Raises `PermissionDenied`, or `IllegalStep` when the case is not in review, or a phase takes no readings.
    """
    _let_reviewers_only(by, case)
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if why := why_no_reading(case, by):
        raise IllegalStep(why)
    given = {criterion.code: scores.get(criterion.code) for criterion in CRITERIA}
    said = {"scores": {} if abstained else given, "words": words, "abstained": abstained, "at": timezone.now()}
    assessment, _created = Assessment.objects.update_or_create(case=case, by=by, defaults=said)
    record(by, "case.assessed", case)
    return assessment


def why_no_reading(case: Case, user: User) -> str:
    """What stands against giving one's own reading now, in words fit for a page; empty when nothing does."""
    if not policies.can_draft_decision(user, case):
        return _("Readings are given while a case is in review.")
    return phases.why_not(case, phases.READINGS)


def readable(case: Case, user: User) -> list[Assessment]:
    """The readings that this person may read: all, or only when theirs is in, or theirs alone, as a phase or the setting says."""
    rows = list(case.assessments.all())
    own = [row for row in rows if row.by_id == user.pk]
    readers = phases.readers(case) or (Others.AFTER_OWN if settings.REVIEWS_BLIND else Others.ALWAYS)
    if policies.is_over(case) or readers == Others.ALWAYS or (own and readers == Others.AFTER_OWN):
        return rows
    return own


def _let_reviewers_only(user: User, case: Case) -> None:
    if not policies.can_review(user, case):
        raise PermissionDenied
