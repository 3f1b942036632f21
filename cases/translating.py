"""The texts of a case that are written in somebody's own words, and what stands beside each in the desk's language."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cases import wording, words
from cases.models import Case, Translation
from cases.policies import is_filed
from cases.questions import BY_CODE
from cases.reading import Reading

Of = Translation.Of
NOTE_FIELDS = ("who", "what", "how_known", "evidence")


@dataclass(frozen=True)
class Beside:
    """The newest translation of a text; `is_old` when the text is no longer what was translated."""

    row: Translation
    is_old: bool


@dataclass(frozen=True)
class Original:
    of: str
    key: str
    label: str
    text: str

    @property
    def code(self) -> str:
        return f"{self.of}-{self.key}"

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def originals(case: Case, reading: Reading | None) -> Iterator[Original]:
    """Every text of a case that a colleague might have to read in translation."""
    note: Any = getattr(case, "first_note", None)
    for name in NOTE_FIELDS if note else ():
        yield Original(Of.NOTE, name, str(note._meta.get_field(name).verbose_name), getattr(note, name))
    if reading is None or not is_filed(case):
        return
    for incident, _deeds in reading.incidents:
        yield Original(Of.INCIDENT, str(incident.pk), f"{incident.where} {incident.when}".strip(), incident.narrative)
    for claim, _sources, _roots in reading.claims:
        yield Original(Of.CLAIM, str(claim.pk), str(Of.CLAIM.label), claim.text)
    filed_under = wording.words_of(case)
    for code, text in case.tolds.values_list("code", "text"):
        if code in BY_CODE and not BY_CODE[code].answers:
            yield Original(Of.TOLD, code, words.question(code, filed_under), text)


def beside(case: Case) -> dict[str, Translation]:
    """The newest translation of each text, by the text's code."""
    return {f"{row.of}-{row.key}": row for row in case.translations.all()}


def stand_beside(case: Case, reading: Reading | None) -> None:
    """Give each incident, fact and answer of a reading its translation, as `beside`."""
    newest = beside(case)
    if not newest or reading is None:
        return
    for incident, _deeds in reading.incidents:
        _give(incident, Original(Of.INCIDENT, str(incident.pk), "", incident.narrative), newest)
    for claim, _sources, _roots in reading.claims:
        _give(claim, Original(Of.CLAIM, str(claim.pk), "", claim.text), newest)
    for fact in (fact for story in reading.stories for fact in story["facts"]):
        fact["beside"] = found(Original(Of.TOLD, fact["code"], "", fact["value"]), newest)


def _give(row: Any, original: Original, newest: dict[str, Translation]) -> None:
    row.beside = found(original, newest)


def found(original: Original, newest: dict[str, Translation]) -> Beside | None:
    row = newest.get(original.code)
    return Beside(row, row.original != original.digest) if row else None
