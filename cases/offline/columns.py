"""What the blank form asks: its tables, and the columns of each. Codes stand in the files, so that any language is read."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from cases import wording, words
from cases.models import Subject
from cases.questions import STORIES
from cases.statuses import Section
from cases.vocabularies import Dated, GroupAnswer, Origin, Placed

Choices = Callable[[], list[tuple[str, Any]]]
SEVERAL = re.compile("[;؛\n]")  # between the answers of one cell
ACTS = "acts"
NUMBER, QUESTION, ANSWER = "no", "question", "answer"


@dataclass(frozen=True)
class Column:
    code: str
    label: Promise
    hint: Promise | str = ""
    choices: Choices | None = None
    many: bool = False


@dataclass(frozen=True)
class Table:
    """`lines` is how often it stands in a Word file; in a spreadsheet each entry is one row."""

    code: str
    title: Promise | str
    columns: tuple[Column, ...]
    lines: int = 1


@dataclass(frozen=True)
class Terms:
    """What a vocabulary offers today, as the form does. What a form that was taken along earlier says is understood too."""

    vocabulary: str

    def __call__(self) -> list[tuple[str, Any]]:
        return wording.today().choices(self.vocabulary)

    def understood(self) -> list[tuple[str, Any]]:
        return [*words.choices(self.vocabulary), *wording.today().every(self.vocabulary).items()]


def _listed(choices: Any) -> Choices:
    return lambda: [(str(code), label) for code, label in choices]


DATE = _("A day (2022-12-09), a month (2022-12) or a year (2022). Leave it empty if you do not know.")
YES: Choices = _listed((("on", _("Yes")),))
S = Section

TABLES: tuple[Table, ...] = (
    Table(S.SUBJECTS, S.SUBJECTS.label, (
        Column("full_name", _("Full name, Latin letters")),
        Column("original_name", _("Full name, original script")),
        Column("aliases", _("Other names"), _("Between two names: ;")),
        Column("kind", _("A person or a body?"), choices=_listed(Subject.Kind.choices)),
        Column("birth_date", _("Born"), DATE),
        Column("nationality", _("Nationality")),
        Column("posts-0-title", _("Post or rank")),
        Column("posts-0-body", _("Where: unit, ministry, company")),
        Column("posts-0-since", _("From"), DATE),
        Column("posts-0-until", _("Until"), DATE),
    ), lines=3),
    Table(S.VICTIMS, S.VICTIMS.label, (
        Column("pseudonym", _("A name that is not their name"), _("Such as “the teacher” or “Person 2”. Never the real one.")),
        Column("count", _("How many people, if it is a group")),
        Column("groups", _("These groups"), _("Between two answers: ;"), choices=Terms("group"), many=True),
        Column("group_answer", _("If you name no group: none, not known, or withheld?"), choices=_listed(GroupAnswer.choices)),
        Column("role", _("What they were doing"), choices=Terms("role")),
    ), lines=3),
    Table(S.INCIDENTS, S.INCIDENTS.label, (
        Column("began", _("When it began"), DATE),
        Column("ended", _("When it ended"), DATE),
        Column("dated", _("How sure are these dates?"), choices=_listed(Dated.choices)),
        Column("place", _("Where")),
        Column("area", _("Region and country")),
        Column("placed", _("How exact is this place?"), choices=_listed(Placed.choices)),
        Column("narrative", _("What happened, in your words"), _("No name of anybody who was harmed or who spoke.")),
    ), lines=2),
    Table(ACTS, _("Who did what to whom"), (
        Column("incident", _("Which incident: 1 for the first"), _("The number of its line above.")),
        Column("abuse", _("What was done"), choices=Terms("abuse")),
        Column("victim", _("To whom"), _("The name that is not their name, as written above.")),
        Column("subject", _("Who is responsible"), _("Their full name, as written above.")),
        Column("mode", _("How they are responsible"), choices=Terms("mode")),
    ), lines=4),
    Table(S.EVIDENCE, S.EVIDENCE.label, (
        Column("title", _("What it is, in a few words"), _("No name of anybody who was harmed or who spoke.")),
        Column("type", _("Kind"), choices=Terms("source")),
        Column("origin", _("Origin"), choices=_listed(Origin.choices)),
        Column("is_open", _("Anybody can find it"), choices=YES),
        Column("lawful_access", _("How did you come by it?")),
    ), lines=3),
    Table(S.CLAIMS, S.CLAIMS.label, (
        Column("text", _("One fact, in one sentence")),
        Column("sources", _("Which sources show it"), _("Their titles, as written above; between two: ;"), many=True),
    ), lines=3),
)  # fmt: skip
BY_CODE = {table.code: table for table in TABLES}
TOLD = {ask.code: (section, ask) for section, asks in STORIES.items() for ask in asks}


def label_of(table: str, column: str) -> str:
    """How a page calls a cell."""
    if table in STORIES:
        return str(TOLD[column][1].label) if column in TOLD else column
    return next((str(one.label) for one in BY_CODE[table].columns if one.code == column), "")


def title_of(table: str) -> str:
    return str(Section(table).label) if table in STORIES else str(BY_CODE[table].title)


def choices_of(table: str, column: str) -> Choices | None:
    """The answers of a cell that is chosen; None where anything may be written."""
    if table in STORIES:
        ask = TOLD[column][1] if column in TOLD else None
        return _listed(ask.answers) if ask and ask.answers else None
    return next((one.choices for one in BY_CODE[table].columns if one.code == column), None)


def code_of(choices: Choices, written: str) -> str | None:
    """The code of an answer, written as a code or by its label in any language; None when it is none of them."""
    shipped = _code_in(choices.understood, written) if isinstance(choices, Terms) else None
    return shipped or _code_in(choices, written)


def _code_in(choices: Choices, written: str) -> str | None:
    wanted = _plain(written)
    for language, _name in settings.LANGUAGES:
        with override(language):
            for code, label in choices():
                if wanted in (_plain(code), _plain(str(label))):
                    return code
    return None


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")
