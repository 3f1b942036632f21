"""Numbers of exhibits: A-1, A-2 …, given once for a file in a dossier and never to another."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from cases.models import EvidenceFile
from submissions.leaving import COPY, REDACTED
from submissions.models import Dossier, DossierVersion, Exhibit, RedactedCopy


def labels_for(dossier: Dossier, files: Iterable[EvidenceFile]) -> dict[Any, str]:
    """By the key of the file. What a version numbered keeps its number; what is new is numbered on, in order of arrival."""
    given = dict(Exhibit.objects.filter(version__dossier=dossier).values_list("evidence_file", "label"))
    last = max(map(number_of, given.values()), default=0)
    labels = {}
    for file in files:
        if file.pk not in given:
            last += 1
        labels[file.pk] = given.get(file.pk) or f"A-{last}"
    return labels


def keep_exhibits(version: DossierVersion) -> None:
    """A row for each exhibit of what was frozen, with the very bytes that go."""
    redacted = dict(RedactedCopy.objects.filter(dossier=version.dossier_id, ended_at=None).values_list("original", "pk"))
    Exhibit.objects.bulk_create(
        Exhibit(
            version=version,
            label=item["label"],
            evidence_file_id=item["file_id"],
            is_copy=item["form"] == COPY,
            redacted_id=redacted[UUID(item["file_id"])] if item["form"] == REDACTED else None,
            sha256=item["sha256"],
        )
        for item in version.content["exhibits"]
    )


def number_of(label: str) -> int:
    return int(label.rpartition("-")[2])


def cited_in(recommendations: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """Where the argument rests on each exhibit: the recommendation, and the elements by their number."""
    places: dict[str, dict[str, list[int]]] = {}
    for ask in recommendations:
        for number, element in enumerate(ask["elements"], start=1):
            named = {label for claim in element["claims"] for source in claim["sources"] for label in source["exhibits"]}
            for label in named:
                places.setdefault(label, {}).setdefault(ask["reference"], []).append(number)
    return {label: [_place(reference, numbers) for reference, numbers in asks.items()] for label, asks in places.items()}


def _place(reference: str, numbers: list[int]) -> str:
    word = "element" if len(numbers) == 1 else "elements"
    return f"{reference}, {word} {', '.join(map(str, numbers))}"
