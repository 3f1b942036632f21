"""What a case supports already and what it needs still, government by government, in a partner's words.

It never says that a law cannot apply: that is for staff to weigh, with what speaks for trying.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.roles import Jurisdiction
from cases.completeness import Contents
from cases.corroboration import Voices
from cases.models import Consent
from cases.statuses import ConsentAnswer
from cases.tenure import Tenure, tenure
from cases.vocabularies import AbuseType, VictimRole

EVERY = tuple(Jurisdiction.values)
OF_THE_BODY = {
    AbuseType.KILLING, AbuseType.MASS_KILLING, AbuseType.DEATH_IN_CUSTODY, AbuseType.ATTEMPTED_KILLING, AbuseType.GENOCIDE,
    AbuseType.ATTACK_ON_CIVILIANS, AbuseType.STARVATION, AbuseType.TORTURE, AbuseType.CIDT, AbuseType.INCOMMUNICADO,
    AbuseType.RAPE, AbuseType.SEXUAL_VIOLENCE, AbuseType.DOMESTIC_VIOLENCE, AbuseType.FORCED_MARRIAGE,
    AbuseType.FORCED_PREGNANCY, AbuseType.FORCED_STERILISATION, AbuseType.FGM, AbuseType.FORCED_MEDICAL_ACT,
    AbuseType.DISAPPEARANCE, AbuseType.SLAVERY, AbuseType.FORCED_LABOUR, AbuseType.TRAFFICKING,
}  # fmt: skip


@dataclass(frozen=True)
class Mark:
    """One thing a government looks for: whether it is there, and what is said in either case."""

    governments: tuple[str, ...]
    holds: Callable[[Contents, str], bool]
    supports: Promise
    needs: Promise


@dataclass(frozen=True)
class Meter:
    government: str
    label: str
    supports: list[Promise]
    needs: list[Promise]

    @property
    def total(self) -> int:
        return len(self.supports) + len(self.needs)


def _told_apart(contents: Contents, _government: str) -> bool:
    return any(row.main_name and row.birth_date and row.nationality for row in contents.subjects)


def _who_did_what(contents: Contents, _government: str) -> bool:
    dated = {incident.pk for incident in contents.incidents if incident.began}
    acts: Iterable[Any] = contents.acts
    return any(act.abuse and act.has_responsible and act.incident_id in dated for act in acts)


def _two_sources(contents: Contents, _government: str) -> bool:
    return Voices(contents.sources).count(source.pk for source in contents.sources) > 1


def _agreed(contents: Contents, government: str) -> bool:
    said = [row for row in contents.consents if row.government == government]
    return len(said) >= len(contents.people) > 0 and all(_whole_yes(row) for row in said)


def _whole_yes(row: Consent) -> bool:
    return row.answer == ConsentAnswer.YES and not row.exceptions


def _looked_for_contrary(contents: Contents, _government: str) -> bool:
    return contents.told.get("contrary_found") in {"found", "none"}


def _open_source(contents: Contents, _government: str) -> bool:
    return any(source.is_open for source in contents.sources)


def _roles(contents: Contents, _government: str) -> bool:
    return bool(contents.victims) and all(row.role not in {VictimRole.UNKNOWN, VictimRole.WITHHELD} for row in contents.victims)


def _post_then(contents: Contents, _government: str) -> bool:
    return any(
        tenure(post.since, post.until, incident.began, incident.ended) in {Tenure.HELD, Tenure.PARTLY}
        for post in contents.posts
        for incident in contents.incidents
    )


def _of_the_body(contents: Contents, _government: str) -> bool:
    return any(act.abuse in OF_THE_BODY for act in contents.acts)


J = Jurisdiction
# fmt: off
MARKS = (
    Mark(EVERY, _who_did_what, _("It says who did what to whom, and when."),
         _("One act with a date and with who is responsible.")),
    Mark(EVERY, _told_apart, _("Whoever is named can be told apart from others of that name."),
         _("A nationality and a birth date, even a guess, of whoever is named.")),
    Mark(EVERY, _two_sources, _("Two sources that do not repeat each other."),
         _("A second source that does not repeat the first.")),
    Mark(EVERY, _looked_for_contrary, _("It says what speaks against it, or where you looked."),
         _("What speaks against it, or where you looked and found nothing.")),
    Mark(EVERY, _agreed, _("Everybody concerned agreed that this government is told."),
         _("The answer of everybody concerned about this government.")),
    Mark((J.UNITED_STATES,), _post_then, _("A post that was held at that time."),
         _("The post held at that time, with from when until when: those in command can be named for what was done under them.")),
    Mark((J.UNITED_KINGDOM,), _of_the_body, _("What was done to somebody’s life or body."),
         _("How those who were harmed were treated: British law asks about life, ill-treatment and slavery.")),
    Mark((J.CANADA,), _roles, _("What those who were harmed were doing."),
         _("What those who were harmed were doing: Canadian law asks whether they stood up for rights or truth.")),
    Mark((J.EUROPEAN_UNION,), _open_source, _("A source that anybody can find."),
         _("A source that anybody can find: the European Union has to show its reasons.")),
)
# fmt: on


def meters(contents: Contents) -> list[Meter]:
    return [_meter(contents, code, str(label)) for code, label in Jurisdiction.choices]


def _meter(contents: Contents, government: str, label: str) -> Meter:
    meter = Meter(government, label, [], [])
    for mark in MARKS:
        if government in mark.governments:
            holds = mark.holds(contents, government)
            (meter.supports if holds else meter.needs).append(mark.supports if holds else mark.needs)
    return meter
