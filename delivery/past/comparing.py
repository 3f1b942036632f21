"""Comparing what a spreadsheet brought with everybody who is or ever was on a list. A worker's function."""

from typing import Any

from cases.facts import facts_of
from cases.models import Subject
from delivery.models import PastImport
from delivery.statuses import ImportState
from jobs import progress
from sanctions.matching.candidates import find_candidates
from sanctions.matching.entries import Entries
from submissions import tracking, trials

REPORTED = 25


def compare(past: PastImport) -> dict[str, Any]:
    """Propose whoever may be a subject of this spreadsheet; `candidates` in its counts says how many are new.

    What was taken out meanwhile is not compared, nor anything while a change of the comparing waits for a person:
    then the count is missing, and everybody is compared later.
    """
    past = PastImport.objects.select_for_update().get(pk=past.pk)
    if past.state == ImportState.HERE and not trials.is_held():
        past.counts = {**past.counts, "candidates": _compare(past)}
        past.save(update_fields=["counts"])
    return {"reference": past.reference, **past.counts}


def _compare(past: PastImport) -> int:
    entries, proposals = Entries(ever=True).hold(), []
    subjects = tracking.recommended_subjects(Subject.objects.filter(recommendations__brought_in__past_import=past))
    for done, subject in enumerate(subjects, start=1):
        proposals += [(subject.pk, found) for found in find_candidates(facts_of(subject), entries=entries)]
        if done % REPORTED == 0 or done == len(subjects):
            progress.report(done, len(subjects))
    return tracking.propose(proposals)
