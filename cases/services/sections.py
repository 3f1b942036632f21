"""Writing in the sections of a case. Each write locks the case and asks whether this part is open to this person."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from audit.log import record
from cases import policies
from cases.models import (
    Act,
    Case,
    CaseContent,
    Claim,
    Detail,
    Incident,
    Involvement,
    NamedSubject,
    Position,
    Source,
    Subject,
    SubjectName,
    Told,
    Victim,
)
from cases.services.identities import forget_identity_of
from cases.statuses import CaseStatus, Section


class Closed(Exception):
    """This part of the case cannot be changed now. The words are fit for a page."""

    def __init__(self, case: Case, section: Section) -> None:
        words = _("“%(section)s” can no longer be changed: the case is now “%(status)s”.")
        super().__init__(words % {"section": section.label, "status": case.get_status_display()})


class InUse(Exception):
    """Something else in the case rests on this. The words are fit for a page."""


def open_sections(case: Case) -> frozenset[str]:
    """The parts of a returned case about which something is asked."""
    if case.status != CaseStatus.RETURNED:
        return frozenset()
    return frozenset(case.questions.open().values_list("section", flat=True))


def is_open(case: Case, section: Section, *, to: User) -> bool:
    return policies.can_edit(to, case, section, open_sections(case))


def open_for_change(case: Case, section: Section, *, by: User) -> None:
    """Lock the case until the end of the transaction. Raises `PermissionDenied`, or `Closed` for those who write in it."""
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if not policies.can_write_in(by, case, section):
        raise PermissionDenied
    if not is_open(case, section, to=by):
        raise Closed(case, section)


def _saved(case: Case, by: User) -> None:
    record(by, "case.section_saved", case)


@transaction.atomic
def save_subject(
    case: Case,
    subject: Subject,
    *,
    by: User,
    names: Sequence[tuple[str, str]],
    posts: Iterable[Position] = (),
    posts_gone: Iterable[Position] = (),
) -> Subject:
    """Save a subject of this case with its names (kind and text, the first is the main one) and the posts it held."""
    open_for_change(case, Section.SUBJECTS, by=by)
    if subject.pk is None:
        subject.opened_in = case
        subject.save()
        NamedSubject.objects.create(case=case, subject=subject)
    elif subject.opened_in_id != case.pk:
        raise PermissionDenied
    else:
        subject.save(update_fields=["kind", "birth_date", "nationality"])
    _write_names(subject, names)
    for post in posts:
        post.subject = subject
        post.save()
    for post in posts_gone:
        post.delete()
    _saved(case, by)
    return subject


def _write_names(subject: Subject, names: Sequence[tuple[str, str]]) -> None:
    if list(subject.names.values_list("kind", "text")) == list(names):
        return
    subject.names.all().delete()
    SubjectName.objects.bulk_create(SubjectName(subject=subject, kind=kind, text=text) for kind, text in names)


@transaction.atomic
def save_victim(case: Case, victim: Victim, *, by: User) -> Victim:
    _save_row(case, Section.VICTIMS, victim, by)
    return victim


@transaction.atomic
def save_incident(case: Case, incident: Incident, *, by: User) -> Incident:
    _save_row(case, Section.INCIDENTS, incident, by)
    return incident


@transaction.atomic
def save_source(case: Case, source: Source, *, by: User) -> Source:
    _save_row(case, Section.EVIDENCE, source, by)
    return source


@transaction.atomic
def save_claim(case: Case, claim: Claim, *, by: User, sources: Iterable[Source]) -> Claim:
    _save_row(case, Section.CLAIMS, claim, by)
    claim.sources.set(sources)
    return claim


def _save_row(case: Case, section: Section, row: CaseContent, by: User) -> None:
    open_for_change(case, section, by=by)
    row.case = case
    row.save()
    _saved(case, by)


@transaction.atomic
def save_act(
    case: Case, act: Act, *, by: User, responsible: Collection[tuple[int, str]], details: Mapping[str, str] | None = None
) -> Act:
    """Save one act of an incident of this case; `responsible` are pairs of a subject's key and a mode of liability.

    `details` are the answers to the questions that its kind of abuse needs.
    """
    open_for_change(case, Section.INCIDENTS, by=by)
    act.save()
    there = {(row.subject_id, row.mode): row for row in act.involvements.all()}
    for pair, row in there.items():
        if pair not in responsible:
            row.delete()
    new = [pair for pair in responsible if pair not in there]
    Involvement.objects.bulk_create(Involvement(act=act, subject_id=subject, mode=mode) for subject, mode in new)
    _write_answers(act.details, Detail, {"act": act}, details or {})
    _saved(case, by)
    return act


@transaction.atomic
def tell(case: Case, section: Section, answers: Mapping[str, str], *, by: User) -> None:
    """Write down what is told in one part: its answers by the codes of its questions. An empty one takes its answer back."""
    open_for_change(case, section, by=by)
    _write_answers(case.tolds, Told, {"case": case}, answers)
    _saved(case, by)


def _write_answers(rows: Any, model: Any, owner: dict[str, models.Model], answers: Mapping[str, str]) -> None:
    """Answers of these codes, and no others, become what is given."""
    rows.filter(code__in=[code for code, text in answers.items() if not text]).delete()
    given = [model(code=code, text=text, **owner) for code, text in answers.items() if text]
    unique = [*owner, "code"]
    model.objects.bulk_create(given, update_conflicts=True, update_fields=["text"], unique_fields=unique)


@transaction.atomic
def remove(case: Case, section: Section, row: models.Model, *, by: User) -> None:
    """Take one entry out of a section that is open. Raises `InUse` when other entries rest on it."""
    open_for_change(case, section, by=by)
    if why := why_it_stays(row):
        raise InUse(why)
    if isinstance(row, Subject):
        _forget_subject(case, row)
    else:
        if isinstance(row, Victim | Source):
            forget_identity_of(row)
        row.delete()
    _saved(case, by)


def _forget_subject(case: Case, subject: Subject) -> None:
    Involvement.objects.filter(subject=subject, act__incident__case=case).delete()
    subject.named_in.filter(case=case).delete()
    if subject.opened_in_id == case.pk and not subject.named_in.exists():
        subject.delete()


def why_it_stays(row: models.Model) -> str:
    """What rests on an entry, in words; nothing when it can be removed."""
    if isinstance(row, Victim) and (count := row.acts.count()):
        words = ngettext("One act names this person. Remove it first.", "%d acts name this person. Remove them first.", count)
        return words % count if "%" in words else words
    if isinstance(row, Source) and row.files.exists():
        return _("This source has files. Remove them first.")
    if isinstance(row, Source) and Source.objects.filter(derived_from=row).exists():
        return _("Another source repeats this one. Change that one first.")
    return ""
