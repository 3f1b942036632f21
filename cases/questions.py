"""The questions of the parts that are told in words, and those that only some kinds of abuse need. Codes are for ever.

A part is told whole, in one form; every question can stay empty. `Kind.CHOICE` questions have their answers here too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.statuses import Section
from cases.vocabularies import AbuseType

S, A = Section, AbuseType


class Kind(Enum):
    LINE = "line"
    TEXT = "text"
    CHOICE = "choice"
    DATE = "date"


Answers = tuple[tuple[str, Promise], ...]


@dataclass(frozen=True)
class Ask:
    code: str
    label: Promise
    help: Promise | str = ""
    kind: Kind = Kind.TEXT
    answers: Answers = ()


YES_NO: Answers = (("yes", _("Yes")), ("no", _("No")), ("unknown", _("Not known")))
MAY: Answers = (("yes", _("Yes")), ("no", _("No")), ("ask", _("Ask us first")))

# fmt: off
STORIES: dict[str, tuple[Ask, ...]] = {
    S.ORGANISATION: (
        Ask("country", _("In which country is your organisation?"),
            _("Where you work from. A country that is not safe to name can be left out; a region is enough."), kind=Kind.LINE),
        Ask("relationship", _("How did what you document come to you?"), kind=Kind.CHOICE, answers=(
            ("first_hand", _("We spoke with those concerned, or were there")),
            ("represents", _("We represent somebody who was harmed")),
            ("relayed", _("Another organisation told us, and agreed that we write it")),
            ("public", _("From what is public")),
        )),
        Ask("method", _("How did you check what you were told?"),
            _("Who spoke to whom, in which language, what you compared it with. No names of those who spoke.")),
        Ask("named_to_governments", _("May a government learn that your organisation documented this?"), kind=Kind.CHOICE,
            answers=MAY),
        Ask("named_publicly", _("May the public learn it?"), kind=Kind.CHOICE, answers=MAY),
        Ask("interests", _("Could somebody say that you have an interest of your own in this?"),
            _("A lawsuit, a dispute, money, an office. Said now it harms nobody; found later it harms the case.")),
    ),
    S.CONTRARY: (
        Ask("contrary_found", _("Have you looked for what speaks against it?"), kind=Kind.CHOICE, answers=(
            ("found", _("Yes, and there is something")),
            ("none", _("Yes, and we found nothing")),
            ("not_yet", _("Not yet")),
        )),
        Ask("contrary", _("What speaks against it, or is told differently?"),
            _("What the people you name say themselves, other accounts, doubts of your own.")),
        Ask("contrary_searched", _("Where and when did you look?"),
            _("Such as “court register of Orsa, March 2022; the Guard’s own statements”.")),
    ),
    S.REMEDIES: (
        Ask("complained", _("Has anybody complained at home: to police, a prosecutor, a court?"), kind=Kind.CHOICE, answers=(
            ("yes", _("Yes")), ("no", _("No")), ("unsafe", _("It would not be safe")), ("unknown", _("Not known")),
        )),
        Ask("complaints", _("Where, when, and what came of it?")),
        Ask("no_remedy", _("Why is there no justice to be had at home, if that is so?")),
        Ask("proceedings", _("Is anything else going on: a court abroad, the United Nations, a claim for asylum?"),
            _("What we do must not get in its way.")),
    ),
    S.RISKS: (
        Ask("risk_who", _("Who could be harmed if this becomes known, and how?"),
            _("People who were harmed, their families, those who spoke, you, a whole village. Say it without names.")),
        Ask("risk_level", _("How likely is that, as things stand?"), kind=Kind.CHOICE, answers=(
            ("low", _("Not likely")), ("medium", _("Possible")), ("high", _("Likely")), ("unknown", _("Not known")),
        )),
        Ask("risk_recognise", _("Who could tell from this case who spoke?"),
            _("Think of somebody who knows the place and reads it with bad intent. What gives a person away?")),
        Ask("risk_less", _("What would make it safer?"),
            _("Leaving out a place or a date, waiting until somebody has left, speaking of a group.")),
        Ask("risk_again_on", _("When should we ask you again?"), _("A day (2022-12-09) or a month (2022-12)."), kind=Kind.DATE),
    ),
    S.ELSEWHERE: (
        Ask("sent_before", _("Has this been sent to a government or another body?"), kind=Kind.CHOICE, answers=YES_NO),
        Ask("sent_where", _("To whom, when, by whom, and what did they answer?")),
        Ask("promises", _("Has anything been promised: silence, a day of publication, a newspaper’s story?")),
    ),
}

_LIBERTY = (
    Ask("held_where", _("Where was the person held?"), kind=Kind.LINE),
    Ask("held_how_long", _("From when until when? Or is the person held still?"), kind=Kind.LINE),
    Ask("judge", _("Was the person brought before a judge?"), kind=Kind.CHOICE, answers=YES_NO),
)
_BODY = (
    Ask("how", _("What was done, in the fewest words that are enough?"),
        _("If it stands in a statement already, name the statement above and leave this empty: nobody should tell it twice."),
        kind=Kind.LINE),
    Ask("examined", _("Has a doctor seen it?"), kind=Kind.CHOICE, answers=YES_NO),
)
_DEATH = (
    Ask("cause", _("How did the person die, as far as it is known?"), kind=Kind.LINE),
    Ask("body_returned", _("Was the body given to the family?"), kind=Kind.CHOICE, answers=YES_NO),
)
_GONE = (
    Ask("last_seen", _("When and where was the person last seen, and with whom?"), kind=Kind.LINE),
    Ask("denied", _("Do the authorities deny that they hold the person?"), kind=Kind.CHOICE, answers=YES_NO),
)
_LAND = (
    Ask("land", _("Which land, and whose was it by law or by custom?"), kind=Kind.LINE),
    Ask("who_profits", _("Who has it now?"), kind=Kind.LINE),
)
_VOICE = (
    Ask("what_was_said", _("What had the person said, written or organised?"), kind=Kind.LINE),
    Ask("violence", _("Was there violence, or was somebody held?"), kind=Kind.CHOICE, answers=YES_NO),
)
_MONEY = (
    Ask("what_was_taken", _("What was taken or paid, and how much?"), kind=Kind.LINE),
    Ask("office_used", _("Which office made it possible?"), kind=Kind.LINE),
)
_WORK = (
    Ask("made_to_do", _("What was the person made to do, and how were they kept from leaving?"), kind=Kind.LINE),
)

# Only these kinds of abuse need more questions; to every other nothing is added.
OF_ABUSE: dict[str, tuple[Ask, ...]] = {
    A.KILLING: _DEATH, A.MASS_KILLING: _DEATH, A.DEATH_IN_CUSTODY: (*_DEATH, _LIBERTY[0]), A.ATTEMPTED_KILLING: _BODY[1:],
    A.TORTURE: (*_BODY, _LIBERTY[0]), A.CIDT: (*_BODY, _LIBERTY[0]), A.RAPE: _BODY[1:], A.SEXUAL_VIOLENCE: _BODY[1:],
    A.DOMESTIC_VIOLENCE: _BODY[1:], A.FORCED_PREGNANCY: _BODY[1:], A.FORCED_STERILISATION: _BODY[1:], A.FGM: _BODY[1:],
    A.FORCED_MEDICAL_ACT: _BODY[1:], A.CHILD_ABUSE: _BODY[1:], A.INCOMMUNICADO: _LIBERTY, A.ABDUCTION: _GONE,
    A.DISAPPEARANCE: _GONE, A.ARBITRARY_DETENTION: _LIBERTY, A.UNFAIR_TRIAL: _LIBERTY[:2],
    A.INSTITUTIONAL_CONFINEMENT: _LIBERTY, A.SLAVERY: _WORK, A.FORCED_LABOUR: _WORK, A.TRAFFICKING: _WORK,
    A.CHILD_RECRUITMENT: _WORK, A.FORCED_DISPLACEMENT: _LAND, A.LAND_DISPOSSESSION: _LAND,
    A.REPRESSION_ASSEMBLY: _VOICE, A.REPRESSION_EXPRESSION: _VOICE, A.REPRESSION_RELIGION: _VOICE,
    A.REPRISAL_DEFENDER: _VOICE, A.TRANSNATIONAL: _VOICE,
    A.CORRUPTION: _MONEY, A.BRIBERY: _MONEY, A.PROCEEDS: _MONEY,
}
# fmt: on


def is_story(section: str) -> bool:
    """Whether this part is told in one form, instead of entry by entry."""
    return section in STORIES


def asks_of(abuse: str) -> tuple[Ask, ...]:
    return OF_ABUSE.get(abuse, ())


def every_ask() -> Iterable[Ask]:
    for asks in (*STORIES.values(), *OF_ABUSE.values()):
        yield from asks


BY_CODE = {ask.code: ask for ask in every_ask()}
