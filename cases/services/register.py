"""Who is whom in the register: merged and split again by people, with nothing of any case moved or lost."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.log import record
from audit.steps import IllegalStep
from cases import policies
from cases.models import CaseLink, Command, Merger, SearchText, Subject
from cases.register import refused, root_of
from vault.sight import EVERYTHING, look_as


@transaction.atomic
def merge(absorbed: Subject, kept: Subject, *, because: str, by: User) -> Merger:
    """Say that two subjects are one. Raises `PermissionDenied`, or `IllegalStep` for itself, a circle, a person and a body."""
    _let_keepers_only(by)
    rows = Subject.objects.select_for_update().filter(pk__in={absorbed.pk, kept.pk}).order_by("pk")
    list(rows)
    if absorbed == kept:
        raise IllegalStep(_("That is this one itself. Give the reference of another."))
    if absorbed.kind != kept.kind:
        raise IllegalStep(_("A person and a body are never one."))
    one, other = _free_first(root_of(absorbed.pk), root_of(kept.pk))
    merger = Merger.objects.create(absorbed_id=one, kept_id=other, because=because, by=by)
    record(by, "subject.merged", kept)
    return merger


def _free_first(one: int, other: int) -> tuple[int, int]:
    """The one that is absorbed, and the one that it becomes part of; asked of everything, since mergers may be out of sight.

    Whoever is set aside from a case does not see that one of these was merged with somebody there: it is then the other that
    is absorbed, and nothing is said.
    """
    with look_as(EVERYTHING):
        roots = root_of(one), root_of(other)
    if roots[0] == roots[1]:
        raise IllegalStep(_("They are one already."))
    if roots[0] == one:
        return one, other
    if roots[1] == other:
        return other, one
    raise IllegalStep(_("A colleague has to say this, who reads everything that is said of them."))


@transaction.atomic
def split(merger: Merger, *, by: User) -> Merger:
    """They are two again, each with what was its own all the time. Raises `IllegalStep` when it was undone already."""
    _let_keepers_only(by)
    merger.refresh_from_db(from_queryset=Merger.objects.select_for_update())
    if merger.undone_at is not None:
        raise IllegalStep(_("A colleague has taken them apart already."))
    merger.undone_by, merger.undone_at = by, timezone.now()
    merger.save(update_fields=["undone_by", "undone_at"])
    record(by, "subject.split", merger.kept)
    return merger


@transaction.atomic
def set_command(command: Command, *, by: User) -> Command:
    """Write down that one commands another. Raises `IllegalStep` for itself, and for a chain that would end where it began."""
    _let_keepers_only(by)
    if command.above_id == command.below_id:
        raise IllegalStep(_("Nobody commands themselves. Give the reference of another."))
    if command.above_id in _everybody_below(command.below_id):
        raise IllegalStep(_("They would command those who command them."))
    command.by = by
    try:
        with transaction.atomic():
            command.save()
    except IntegrityError:
        raise IllegalStep(_("This is written down already.")) from None
    record(by, "subject.command_set", command.below)
    return command


@transaction.atomic
def take_command_back(command: Command, *, by: User) -> None:
    _let_keepers_only(by)
    record(by, "subject.command_taken_back", command.below)
    command.delete()


@transaction.atomic
def forget(subject: Subject, *, by: User) -> None:
    """Delete somebody whom only refused cases name, twelve months after the last refusal. Raises `IllegalStep` before that.

    Every case is asked, and rows go in every case, also in those from which `by` is set aside.
    """
    if not policies.can_forget_subjects(by):
        raise PermissionDenied
    record(by, "subject.forgotten", subject)
    with look_as(EVERYTHING):
        if not refused(by).filter(pk=subject.pk).exists():
            raise IllegalStep(_("A case that stands names them, or the last refusal is less than twelve months ago."))
        gone, naming = subject.pk, list(subject.named_in.values_list("case", flat=True))
        try:
            subject.delete()
        except ProtectedError:
            raise IllegalStep(_("A recommendation was written about them: what was asked of a government is kept.")) from None
        _take_out_of_what_is_kept(gone, naming)


def _take_out_of_what_is_kept(subject: int, cases: Collection[int]) -> None:
    """Versions are kept for good, and a link with the reasons of its day: neither is where a name lives on that was deleted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_forget_in_versions(%s)", [subject])
    CaseLink.objects.filter(Q(case__in=cases) | Q(other__in=cases)).update(reasons=[])
    SearchText.objects.filter(case__in=cases, part=SearchText.Part.SUBJECT).delete()


def _everybody_below(subject: int) -> set[int]:
    """Oneself and all whom one commands, however far down."""
    found, layer = {subject}, [subject]
    while layer:
        rows = Command.objects.filter(above__in=layer).exclude(below__in=found).values_list("below", flat=True)
        layer = list(set(rows))
        found |= set(layer)
    return found


def _let_keepers_only(user: User) -> None:
    if not policies.is_casework(user):
        raise PermissionDenied
