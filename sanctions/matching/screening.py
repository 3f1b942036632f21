"""Whole files of names against the lists. Nothing of them is kept."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from sanctions.matching.candidates import find_candidates
from sanctions.matching.entries import Entries
from sanctions.matching.facts import facts_from
from sanctions.matching.lines import Refused, read_lines
from sanctions.matching.tables import Asked
from sanctions.models import ListEntry

TOP, FEW = 20, 20


def read_subjects(path: Path) -> Iterator[Asked | Refused]:
    """From a file of one JSON object a line."""
    for line in read_lines(path):
        if isinstance(line, Refused):
            yield line
            continue
        try:
            yield Asked(str(line.row.get("reference", line.number)), facts_from(line.row))
        except ValueError as problem:
            yield Refused(line.number, str(problem))


def shown(asked: Sequence[Asked]) -> list[dict[str, Any]]:
    """For a page: each subject with its candidates, each of them with its entry."""
    entries = Entries().hold() if len(asked) > FEW else Entries()
    found = [(subject, find_candidates(subject.facts, entries=entries)[:TOP]) for subject in asked]
    wanted = {match.entry_id for _, matches in found for match in matches}
    listed = ListEntry.objects.filter(pk__in=wanted).select_related("watched_list").in_bulk()
    return [
        {"asked": subject, "candidates": [{"match": match, "entry": listed[match.entry_id]} for match in matches]}
        for subject, matches in found
    ]


def screen(asked: Iterable[Asked], entries: Entries) -> Iterator[dict[str, Any]]:
    """For each subject its candidates, best first. For more than a few, `entries` should be held."""
    for subject in asked:
        matches = find_candidates(subject.facts, entries=entries)[:TOP]
        described = entries.described([match.entry_id for match in matches])
        yield {
            "reference": subject.reference,
            "candidates": [
                {"list": described[match.entry_id][0], "entry": described[match.entry_id][1], "score": match.score,
                 "band": match.band, "reasons": list(match.reasons)}
                for match in matches
            ],
        }  # fmt: skip
