"""A row of a spreadsheet: what it asks, or in plain words why it cannot be brought in."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Subject
from cases.validators import approximate_date, no_invisible_characters
from delivery.past.columns import BY_CODE, FACTS
from delivery.past.days import NotADay, Order, as_people_read_it, read_day
from delivery.past.known import Ask, Known, Who
from delivery.past.tables import Row, Table
from delivery.past.words import CHANNELS, GOVERNMENTS, KINDS, meant
from sanctions.matching.names import fold
from submissions.statuses import Channel

LONGEST = {"name": 300, "nationality": 100, "post": 200, "office": 200, "file": 200}


@dataclass(frozen=True)
class Choices:
    """What holds where a row says nothing: keys of organisation and programmes; the order of day and month."""

    partner: int = 0
    programmes: Mapping[str, int] = field(default_factory=dict)
    order: str = Order.DAY_FIRST


@dataclass(frozen=True, slots=True)
class PastAsk:
    """One recommendation as a row says it. `partner` and `programme` are primary keys."""

    name: str
    folded: str
    kind: str
    government: str
    programme: int
    sent_on: date
    partner: int
    other_names: tuple[str, ...] = ()
    born: str = ""
    nationality: str = ""
    post: str = ""
    office: str = ""
    channel: str = Channel.UNKNOWN
    file: str = ""

    @property
    def key(self) -> Ask:
        return self.partner, self.folded, self.government, self.sent_on

    @property
    def who(self) -> Who:
        return self.partner, self.folded, self.kind, self.born


@dataclass(frozen=True)
class Reading:
    """`ask` when the row can be read; `same_as` is an earlier row that says the same, `is_here` that we have it already."""

    number: int
    cells: list[str]
    ask: PastAsk | None = None
    problems: tuple[str, ...] = ()
    same_as: int = 0
    is_here: bool = False

    @property
    def said(self) -> str:
        return " · ".join(cell for cell in self.cells if cell)

    @property
    def is_new(self) -> bool:
        return self.ask is not None and not self.same_as and not self.is_here


def read_rows(table: Table, columns: Mapping[str, int], choices: Choices, known: Known) -> Iterator[Reading]:
    first: dict[Ask, int] = {}
    today = timezone.localdate()
    for row in table.rows:
        reading = _read(row, columns, choices, known, today)
        if reading.ask is not None:
            same_as = first.setdefault(reading.ask.key, reading.number)
            same_as = 0 if same_as == reading.number else same_as
            reading = Reading(row[0], row[1], reading.ask, (), same_as, reading.ask.key in known.asks)
        yield reading


def _read(row: Row, columns: Mapping[str, int], choices: Choices, known: Known, today: date) -> Reading:
    number, cells = row
    said = {fact.code: cells[columns[fact.code]] if fact.code in columns else "" for fact in FACTS}
    problems: list[str] = []

    def take(reader: Callable[[], object]) -> object:
        try:
            return reader()
        except (Wrong, NotADay) as problem:
            problems.append(str(problem))
        return None

    for code in LONGEST:
        take(partial(_plain_text, code, said[code]))
    told = {
        "kind": take(lambda: _kind(said["kind"])),
        "government": (government := take(lambda: _government(said["government"]))),
        "programme": take(lambda: _programme(str(government or ""), said["programme"], choices, known)),
        "sent_on": take(lambda: _sent_on(said["sent_on"], choices, today)),
        "partner": take(lambda: _partner(said["partner"], choices, known)),
        "channel": take(lambda: _channel(said["channel"])),
        "born": take(lambda: _born(said["born"])),
        "other_names": tuple(name.strip() for name in said["other_names"].split(";") if name.strip()),
    }
    if problems:
        return Reading(number, _legible(cells, columns.get("sent_on")), problems=tuple(problems))
    plain = {code: said[code] for code in LONGEST}
    return Reading(number, cells, PastAsk(folded=fold(said["name"]), **plain, **told))  # type: ignore[arg-type]


def _legible(cells: list[str], place: int | None) -> list[str]:
    return [as_people_read_it(cell) if number == place else cell for number, cell in enumerate(cells)]


class Wrong(ValueError):
    """In words fit for the row of a page."""


def _plain_text(code: str, text: str) -> None:
    if BY_CODE[code].is_needed and not text:
        raise Wrong(_("It does not say who was recommended."))
    if len(text) > LONGEST[code]:
        raise Wrong(_("“%(fact)s” is longer than %(most)d characters.") % {"fact": BY_CODE[code].label, "most": LONGEST[code]})
    try:
        no_invisible_characters(text)
    except ValidationError:
        raise Wrong(_("There is an invisible character in “%(fact)s”. Type it anew.") % {"fact": BY_CODE[code].label}) from None


def _kind(word: str) -> str:
    kind = meant(word, KINDS) if word else str(Subject.Kind.PERSON)
    if not kind:
        raise Wrong(_("“%(word)s” is neither a person nor a body. Write person or body.") % {"word": word})
    return kind


def _government(word: str) -> str:
    if not word:
        raise Wrong(_("It does not say which government was asked."))
    if not (code := meant(word, GOVERNMENTS)):
        raise Wrong(_("“%(word)s” is no government that can be asked here. Write US, UK, Canada or EU.") % {"word": word})
    return code


def _programme(government: str, word: str, choices: Choices, known: Known) -> int:
    if not government:
        return 0  # said already
    found = known.programme(government, word) if word else choices.programmes.get(government)
    if not found:
        raise Wrong(
            _("“%(word)s” is no programme of this government that we know. Write its code or leave it empty.") % {"word": word}
        )
    return found


def _sent_on(text: str, choices: Choices, today: date) -> date:
    if not text:
        raise Wrong(_("It does not say on which day it was sent."))
    day = read_day(text, choices.order)
    if day > today:
        raise Wrong(_("%(day)s is still to come. Write the day on which it was sent.") % {"day": day.isoformat()})
    return day


def _partner(name: str, choices: Choices, known: Known) -> int:
    if not name:
        return choices.partner
    if (found := known.partner(name)) is not None:
        return found
    like = known.partners_like(name)
    if like:
        raise Wrong(
            _("No organisation here is called “%(name)s”. Is it “%(like)s”? Write it so.") % {"name": name, "like": like[0]}
        )
    raise Wrong(_("No organisation here is called “%(name)s”. Add it under People first, or leave it empty.") % {"name": name})


def _channel(word: str) -> str:
    return meant(word, CHANNELS) or str(Channel.UNKNOWN)


def _born(text: str) -> str:
    """A year, a month or a day; a day also as people write it."""
    if not text:
        return ""
    said = text.removesuffix(".0")
    try:
        approximate_date(said)
    except ValidationError:
        raise Wrong(_("“%(text)s” is no birth date. Write 1971, 1971-05 or 1971-05-03.") % {"text": text}) from None
    return said
