"""An entry's published facts as rows of a page, in the order in which a reader asks for them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sanctions.entries import (
    BirthDate,
    Identifier,
    Link,
    ListedEntry,
    ListedName,
    ListSource,
    NameUse,
    Particular,
    Place,
    Quality,
    Tried,
)

USES = {NameUse.ALIAS: _("also known as"), NameUse.FORMER: _("formerly known as"), NameUse.PRESENT: _("now known as")}
TRIED = {
    Tried.WHOLE: _("read on whole files, as published"),
    Tried.EXCERPT: _("read on excerpts of published files alone"),
    Tried.REBUILT: _("read on a file rebuilt from a transcription alone"),
    Tried.MADE_UP: _("untested on original bytes: read on a sample made by hand alone"),
}
FIELDS: tuple[tuple[str, Promise], ...] = (
    ("names", _("Names")),
    ("birth_dates", _("Born on")),
    ("birth_places", _("Born at")),
    ("nationalities", _("Nationality")),
    ("citizenships", _("Citizenship")),
    ("genders", _("Gender")),
    ("positions", _("Posts")),
    ("programmes", _("Programmes")),
    ("legal_bases", _("Legal basis")),
    ("reasons", _("Statement of reasons")),
    ("links", _("Linked to")),
    ("addresses", _("Addresses")),
    ("identifiers", _("Identifiers")),
    ("particulars", _("Particulars")),
    ("remarks", _("Other remarks")),
    ("group", _("Number of the group")),
    ("listed_on", _("Listed on")),
    ("amended_on", _("Amended on")),
    ("act_published_on", _("Legal act published on")),
    ("in_force_on", _("In force on")),
    ("oldest_act_on", _("Oldest legal act cited")),
)


@dataclass(frozen=True)
class Row:
    label: str | Promise
    values: list[str]


def rows_of(entry: ListedEntry) -> Iterator[Row]:
    """Everything that was published, and nothing for what was not."""
    for name, label in FIELDS:
        value = getattr(entry, name)
        values = [in_words(item) for item in (value if isinstance(value, tuple) else [value]) if item]
        if values:
            yield Row(label, values)


def tried_on(source: ListSource) -> list[tuple[str, str | Promise]]:
    """Each form of the list, and on what reading it was tried."""
    return [(form, TRIED[how]) for form, how in source.tried]


def in_words(fact: object) -> str:
    match fact:
        case ListedName():
            return _joined(fact.full, *_said_of(fact))
        case BirthDate() | Place():
            return _joined(fact.text, getattr(fact, "note", ""))
        case Identifier():
            return _joined(f"{fact.kind} {fact.number}", fact.country, fact.note, *_term(fact))
        case Link():
            return fact.name
        case Particular():
            return f"{fact.label}: {fact.text}"
    return str(fact)


def _said_of(name: ListedName) -> tuple[str, ...]:
    weak = str(_("weak")) if name.quality == Quality.WEAK else ""
    return str(USES.get(name.use, "")), weak, name.script, name.language, name.note


def _term(identifier: Identifier) -> tuple[str, str]:
    issued = _("issued %s") % identifier.issued if identifier.issued else ""
    expires = _("expires %s") % identifier.expires if identifier.expires else ""
    return str(issued), str(expires)


def _joined(first: str, *others: str) -> str:
    said = [text for text in others if text]
    return f"{first} ({', '.join(said)})" if said else first
