"""The list of tasks of a draft: its parts in the order in which people tell a case, and how far each of them is."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.completeness import Contents, Gap, gaps_in
from cases.models import Case
from cases.questions import STORIES, is_story
from cases.statuses import Section

# What a case must have before it is filed. People who were harmed come before what happened: an act is done to somebody.
NEEDED = (Section.SUBJECTS, Section.VICTIMS, Section.INCIDENTS, Section.EVIDENCE)
# The rest may come later, or become a question of staff.
LATER = (
    Section.ORGANISATION, Section.CLAIMS, Section.CONTRARY, Section.REMEDIES, Section.RISKS, Section.CONSENT, Section.ELSEWHERE,
)  # fmt: skip
ORDER = NEEDED + LATER


def next_section(case: Case, section: Section) -> dict[str, str] | None:
    """Where one goes on from a section."""
    place = ORDER.index(section) + 1
    if place == len(ORDER):
        return None
    return {"label": str(ORDER[place].label), "url": reverse("cases:section", args=[case.reference, ORDER[place]])}


@dataclass
class Task:
    number: int
    section: Section
    url: str
    summary: str
    is_started: bool
    gaps: list[Gap] = field(default_factory=list)
    is_asked: bool = False  # staff ask about it
    waits: bool = False  # and there is no answer yet

    @property
    def label(self) -> str:
        return str(self.section.label)

    @property
    def is_needed(self) -> bool:
        return self.section in NEEDED

    @property
    def is_complete(self) -> bool:
        return self.is_started and not self.gaps

    @property
    def state(self) -> str:
        if not self.is_started and is_story(self.section):
            return _("Can come later")
        if not self.is_started:
            return _("Nobody to ask yet") if self.section == Section.CONSENT else _("Not started")
        if not self.gaps:
            return _("Complete")
        return ngettext("%d thing to add", "%d things to add", len(self.gaps)) % len(self.gaps)

    @property
    def tone(self) -> str:
        if not self.is_started:
            return ""
        return "wait" if self.gaps else "good"


def tasks_of(case: Case, contents: Contents | None = None) -> list[Task]:
    contents = contents or Contents(case)
    gaps = gaps_in(contents)
    return [
        Task(
            number,
            section,
            reverse("cases:section", args=[case.reference, section]),
            _told(contents, section) if is_story(section) else SUMMARIES[section](contents),
            bool(_answered(contents, section) if is_story(section) else COUNTED[section](contents)),
            gaps.get(section, []),
        )
        for number, section in enumerate(ORDER, start=1)
    ]


COUNTED = {
    Section.SUBJECTS: lambda contents: contents.subjects,
    Section.VICTIMS: lambda contents: contents.victims,
    Section.INCIDENTS: lambda contents: contents.incidents,
    Section.EVIDENCE: lambda contents: contents.sources,
    Section.CLAIMS: lambda contents: contents.claims,
    Section.CONSENT: lambda contents: contents.people,
}


def _count(singular: str, plural: str, number: int) -> str:
    return ngettext(singular, plural, number) % number


def _answered(contents: Contents, section: str) -> int:
    return sum(1 for ask in STORIES[section] if contents.told.get(ask.code))


def _told(contents: Contents, section: str) -> str:
    answered, asked = _answered(contents, section), len(STORIES[section])
    return _("%(answered)d of %(asked)d questions answered") % {"answered": answered, "asked": asked} if answered else ""


def _subjects(contents: Contents) -> str:
    return ", ".join(subject.main_name for subject in contents.subjects if subject.main_name)


def _victims(contents: Contents) -> str:
    people = sum(victim.count for victim in contents.victims)
    return _count("%d person, by pseudonym", "%d people, by pseudonym", people) if people else ""


def _incidents(contents: Contents) -> str:
    if not contents.incidents:
        return ""
    incidents = _count("%d incident", "%d incidents", len(contents.incidents))
    return f"{incidents}, " + _count("%d act", "%d acts", len(contents.acts))


def _evidence(contents: Contents) -> str:
    if not contents.sources:
        return ""
    files = sum(source.file_count for source in contents.sources)  # type: ignore[attr-defined]
    return _count("%d source", "%d sources", len(contents.sources)) + ", " + _count("%d file", "%d files", files)


def _claims(contents: Contents) -> str:
    return _count("%d fact", "%d facts", len(contents.claims)) if contents.claims else ""


def _consent(contents: Contents) -> str:
    people, asked = len(contents.people), len({(victim, source) for victim, source, _government in contents.answered})
    if not people:
        return ""
    return ngettext("%(asked)d of %(people)d person has answered", "%(asked)d of %(people)d people have answered", people) % {
        "asked": asked,
        "people": people,
    }


SUMMARIES = {
    Section.SUBJECTS: _subjects,
    Section.VICTIMS: _victims,
    Section.INCIDENTS: _incidents,
    Section.EVIDENCE: _evidence,
    Section.CLAIMS: _claims,
    Section.CONSENT: _consent,
}
