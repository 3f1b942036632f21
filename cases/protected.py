"""What must stand in nothing that leaves: the real names, aliases and contacts of a case's people, in clear, for comparing.

For a job that looks for them in what it is about to hand out, and for nothing else. What it gets it compares and drops: never
logs, stores, prints, puts into an error or an argument. Nobody reads anything here, so nothing of it is on the record.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import cast

from cases.models import Case, CoFiling, EvidenceFile, FirstNote, SealedIdentity
from vault.fields import SealedText
from vault.sight import Scope, current_sight


class Word(StrEnum):
    """What a protected word is."""

    NAME = "name"
    ALIAS = "alias"
    CONTACT = "contact"
    MARK = "mark"
    FILE_NAME = "file_name"


@dataclass(frozen=True)
class Protected:
    """One word or line. `whose` is the pseudonym, or the title of the source; "" for what is of no one person.

    The text is in no repr, so that it does not slip into an error.
    """

    kind: Word
    case: str
    whose: str
    text: str = field(repr=False)


def protected_words(cases: Iterable[Case]) -> Iterator[Protected]:
    """Every protected word of everybody in these cases, whether a dossier refers to them or not.

    Names and aliases come one by one, contacts and marks line by line, as they were typed: folding letters is the caller's.
    The safe contacts of those who file it and the files' own names are among them. What was shredded is left out: nobody has it.

    Raises `RuntimeError` unless the work sees every row: nothing must be missed because it was out of sight. Raises
    `Unreadable` when something that was not shredded does not open: whoever compares then stops, and nothing leaves.
    """
    if current_sight().scope != Scope.ALL:
        raise RuntimeError("Only who sees every row can say that no protected word stands in something.")
    wanted = list(cases)
    identities = SealedIdentity.objects.filter(case__in=wanted).select_related("case", "data_key", "victim", "source")
    for identity in identities:
        if not identity.data_key.is_shredded:
            yield from _of_a_person(identity)
    yield from _contacts(wanted)
    for file in EvidenceFile.objects.filter(case__in=wanted).select_related("case__data_key", "source"):
        if not file.case.data_key.is_shredded:
            yield from _lines(Word.FILE_NAME, file.case, file.source.title, file.original_name)


def _contacts(cases: list[Case]) -> Iterator[Protected]:
    """How to reach those who file them."""
    notes = FirstNote.objects.filter(case__in=cases).select_related("case__data_key")
    parts = CoFiling.objects.filter(case__in=cases).exclude(safe_contact=b"").select_related("case__data_key")
    rows: list[FirstNote | CoFiling] = [*notes, *parts]
    for row in rows:
        if not row.case.data_key.is_shredded:
            yield from _lines(Word.CONTACT, row.case, "", row.safe_contact)


def _of_a_person(identity: SealedIdentity) -> Iterator[Protected]:
    whose = str(identity.person)
    for kind, sealed in (
        (Word.NAME, identity.name),
        (Word.ALIAS, identity.also_called),
        (Word.CONTACT, identity.contact),
        (Word.MARK, identity.marks),
    ):
        yield from _lines(kind, identity.case, whose, sealed)


def _lines(kind: Word, case: Case, whose: str, sealed: object) -> Iterator[Protected]:
    for line in cast(SealedText, sealed).reveal().splitlines():
        if line.strip():
            yield Protected(kind, case.reference, whose, line.strip())
