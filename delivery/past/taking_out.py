"""Undoing: everything that a spreadsheet brought goes again, but for what people have built on since."""

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from audit.log import record
from cases.models import Case, Recusal, Subject
from cases.statuses import CaseStatus
from delivery.models import BroughtIn, Contact, PastImport, Reminder
from delivery.statuses import ImportState
from submissions.models import Candidate, Delivery, Dossier, DossierVersion, Judgement, Outcome, Recall, Recommendation
from vault.models import DataKey


def built_on(asks: QuerySet[Recommendation]) -> QuerySet[Recommendation]:
    """Those on which somebody said a word or wrote something since: they stay."""
    judged = Judgement.objects.filter(candidate__subject=OuterRef("subject"))
    outcomes = Outcome.objects.filter(recommendation=OuterRef("pk"))
    recalled = Recall.objects.filter(recommendation=OuterRef("pk"))
    spoken = Contact.objects.filter(dossier=OuterRef("dossier"))
    reminded = Reminder.objects.filter(recommendation=OuterRef("pk"))
    return asks.filter(Exists(judged) | Exists(outcomes) | Exists(recalled) | Exists(spoken) | Exists(reminded))


def take_out(past: PastImport) -> dict[str, int | str]:
    """Raises nothing: what has to stay is counted as `kept`. Asked twice, it takes out once."""
    past = PastImport.objects.select_for_update().get(pk=past.pk)
    if past.state != ImportState.HERE:
        return {"reference": past.reference, **past.counts}
    brought = Recommendation.objects.filter(brought_in__past_import=past)
    kept = set(built_on(brought).values_list("pk", flat=True))
    rows = list(brought.exclude(pk__in=kept).values_list("pk", "dossier", "subject", "case"))
    asks, dossiers, subjects, cases = (list({row[place] for row in rows}) for place in range(4))
    BroughtIn.objects.filter(recommendation__in=asks).delete()
    Recommendation.objects.filter(pk__in=asks).delete()
    _remove_dossiers(dossiers)
    _remove_people(subjects, cases)
    past.state, past.counts = ImportState.UNDONE, {**past.counts, "taken_out": len(asks), "kept": len(kept)}
    past.save(update_fields=["state", "counts"])
    record(past.brought_by, "past.taken_out", past)
    return {"reference": past.reference, **past.counts}


def _remove_dossiers(dossiers: list[int]) -> None:
    Delivery.objects.filter(dossier__in=dossiers).delete()
    DossierVersion.objects.filter(dossier__in=dossiers).delete()
    keys = list(Dossier.objects.filter(pk__in=dossiers).values_list("data_key", flat=True))
    Dossier.objects.filter(pk__in=dossiers).delete()
    DataKey.objects.filter(pk__in=keys).delete()


def _remove_people(subjects: list[int], cases: list[int]) -> None:
    """Whoever is named by nothing else any more."""
    free = Subject.objects.filter(pk__in=subjects, recommendations=None).exclude(~Q(opened_in__status=CaseStatus.ELSEWHERE))
    gone = list(free.values_list("pk", flat=True))
    Candidate.objects.filter(subject__in=gone).delete()
    Subject.objects.filter(pk__in=gone).delete()
    empty = Case.objects.filter(pk__in=cases, status=CaseStatus.ELSEWHERE, recommendations=None, opened_subjects=None)
    gone, keys = [list(column) for column in zip(*empty.values_list("pk", "data_key"), strict=True)] or ([], [])
    Recusal.objects.filter(case__in=gone).delete()
    with connection.cursor() as cursor:  # the ORM would also ask append-only tables, which hold nothing of these cases
        cursor.execute("DELETE FROM cases_case WHERE id = ANY(%s)", [gone])
    DataKey.objects.filter(pk__in=keys).delete()
