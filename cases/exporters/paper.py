"""A partner's own case on paper: all that stands in it, with the hashes of its files, in the language of the page.

What is sealed is left out: the safe contact, the names that files came with.
"""

import json
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from cases.models import Case
from cases.reading import Reading, read
from cases.statuses import Section
from cases.together import filers

TEMPLATE = Path(__file__).parent / "paper.typ"
Fact = list[str]


def build_paper(case: Case) -> bytes:
    """The PDF. It is made anew each time and kept nowhere."""
    content = json.dumps(content_of(case), ensure_ascii=False)
    common: dict[str, Any] = {
        "format": "pdf",
        "font_paths": [settings.BASE_DIR / "static" / "dist" / "ttf"],
        "ignore_system_fonts": True,
        "sys_inputs": {"content": content},
    }
    try:
        return bytes(typst.compile(TEMPLATE, **common, pdf_standards=["ua-1"]))
    except typst.TypstError:  # a sign that no face has: readable but for that sign is better than nothing
        return bytes(typst.compile(TEMPLATE, **common))


def content_of(case: Case) -> dict[str, Any]:
    """Plain values: Typst gets nothing that it would read as its own words."""
    reading = read(case)
    return {
        "language": get_language() or settings.LANGUAGE_CODE,
        "is_rtl": get_language_bidi(),
        "title": case.name,
        "reference": case.reference,
        "facts": _facts(
            (_("Number"), case.reference),
            (_("Organisation"), case.organisation.name),
            (_("Filed together with"), ", ".join(one.organisation.name for one in filers(case)[1:])),
            *_typed(case),
            (_("Where it stands"), case.get_status_display()),
            (_("Printed on"), date_format(timezone.localdate(), "j F Y")),
        ),
        "caveat": _("Allegations, not findings of fact. Keep this paper where nobody else finds it."),
        "parts": [part for part in _parts(reading) if part["entries"]],
    }


def _typed(case: Case) -> list[tuple[str, str]]:
    """Who typed it, when it was not its partner, and how the partner confirmed it."""
    if not case.typed_by_id:
        return []
    dictation = case.dictation
    confirmed = dictation.get_confirmed_how_display() if dictation.confirmed_how else _("not yet")
    return [(_("Typed by"), _("the coalition, for the partner")), (_("Confirmed"), str(confirmed))]


def _parts(reading: Reading) -> list[dict[str, Any]]:
    made = [
        (Section.SUBJECTS, [_subject(subject) for subject in reading.subjects]),
        (Section.VICTIMS, [_victim(victim) for victim in reading.victims]),
        (Section.INCIDENTS, [_incident(incident, deeds) for incident, deeds in reading.incidents]),
        (Section.EVIDENCE, [_source(source) for source in reading.sources]),
        (Section.CLAIMS, [_claim(claim, sources) for claim, sources, *_rest in reading.claims]),
    ]
    told = [(story["section"], [_entry("", _told(story))]) for story in reading.stories if story["facts"]]
    return [{"heading": str(Section(section).label), "entries": entries} for section, entries in [*made, *told]]


def _told(story: dict[str, Any]) -> list[Fact]:
    return [[fact["term"], fact["value"]] for fact in story["facts"]]


def _entry(title: str, facts: list[Fact], text: str = "") -> dict[str, Any]:
    return {"title": title, "facts": facts, "text": text}


def _facts(*pairs: tuple[Any, Any]) -> list[Fact]:
    return [[str(term), str(value)] for term, value in pairs if value]


def _subject(subject: Any) -> dict[str, Any]:
    names = [name["text"] for name in subject.written]
    posts = [" · ".join(filter(None, [post["title"], post["body"], post["since"], post["until"]])) for post in subject.posts]
    facts = _facts(
        (_("Alleged"), subject.get_kind_display()),
        (_("Other names"), ", ".join(names[1:])),
        (_("Born"), subject.birth_date),
        (_("Nationality"), subject.nationality),
        *((_("Post or rank"), post) for post in posts),
    )
    return _entry(names[0] if names else subject.reference, facts)


def _victim(victim: Any) -> dict[str, Any]:
    groups = ", ".join(victim.group_labels) or victim.get_group_answer_display()
    people = victim.count if victim.is_group else ""
    role = victim.get_role_display()
    return _entry(victim.pseudonym, _facts((_("How many people"), people), (_("Groups"), groups), (_("Role"), role)))


def _incident(incident: Any, deeds: Any) -> dict[str, Any]:
    acts: list[Fact] = []
    for deed in deeds:
        acts.append([f"{deed.act.get_abuse_display()}: {deed.victim.pseudonym}", "; ".join(map(_by_whom, deed.responsible))])
        acts += [[detail["term"], detail["value"]] for detail in deed.details]
    return _entry(incident.where, [*_facts((_("When"), incident.when)), *acts], incident.narrative)


def _by_whom(responsible: Any) -> str:
    subject, how, _post = responsible
    return f"{subject.written[0]['text'] if subject.written else subject.reference}: {how}"


def _source(source: Any) -> dict[str, Any]:
    files = [[_("File"), f"SHA-256 {file['sha256']}, {filesizeformat(file['size'])}"] for file in source.kept]
    facts = _facts((_("Kind"), source.get_type_display()), (_("Origin"), source.get_origin_display()))
    return _entry(source.title, [*facts, *files])


def _claim(claim: Any, sources: Any) -> dict[str, Any]:
    return _entry("", _facts((_("Shown by"), ", ".join(source.title for source in sources))), claim.text)
