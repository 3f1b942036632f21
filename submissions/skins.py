"""What each government's dossier says besides the common facts: parts with a heading, and a text or a table, in its order.

Exporters print parts as they come and know of no government.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from cases.models import Source
from submissions.disclosing import Disclosure, disclosures
from submissions.models import Recommendation
from submissions.referenced import referenced_acts, referenced_sources
from submissions.sections import CA, EU, GB, US, sections_for

Part = dict[str, Any]
LONGEST_STATEMENT = 1500  # characters of the reasons that the Union publishes
# Official names in French, for the bilingual title block.
IN_FRENCH = {
    "CA-JVCFOA": "Loi sur la justice pour les victimes de dirigeants étrangers corrompus (loi de Sergueï Magnitski)",
    "CA-SEMA": "Loi sur les mesures économiques spéciales",
}


def parts_of(ask: Recommendation, labels: dict[Any, str]) -> list[Part]:
    """`labels` are those of the exhibits by the key of their file."""
    skin = SKINS.get(ask.dossier.jurisdiction)
    return [*(skin(ask, labels) if skin else ()), *_passages(ask), *chronology(ask), law_as_it_stands(ask)]


def text_part(heading: object, text: str) -> Part:
    return {"heading": str(heading), "text": text, "head": [], "rows": []}


def table_part(heading: object, head: list[str], rows: list[list[str]]) -> Part:
    return {"heading": str(heading), "text": "", "head": head, "rows": rows}


def chronology(ask: Recommendation) -> Iterator[Part]:
    """Posts and acts in one order of time, by what is known of their beginning; a year alone stands before its months."""
    told = [
        (post.since, f"{post.since or '?'} – {post.until or ''}".strip(" –"), _("Post: %(post)s") % {"post": post})
        for post in ask.subject.positions.all()
        if post.since or post.until
    ]
    for act in referenced_acts(ask):
        began, ended = act.incident.began, act.incident.ended
        where = {"abuse": act.get_abuse_display(), "place": act.incident.place, "victim": act.victim.pseudonym}
        told.append((began, " – ".join(filter(None, (began, ended))), _("%(abuse)s, %(place)s: %(victim)s") % where))
    rows = [[when, what] for _began, when, what in sorted(told)]
    if rows:
        yield table_part(_("Chronology"), [_("When"), _("What")], rows)


def _passages(ask: Recommendation) -> Iterator[Part]:
    said = {passage.section: passage.text for passage in ask.passages.all()}
    for section in sections_for(ask.dossier.jurisdiction):
        if text := said.get(section.code, "").strip():
            yield text_part(section.heading, text)


def law_as_it_stands(ask: Recommendation) -> Part:
    """The law that it is argued under, with its source and age: a version keeps it as it stood."""
    criterion = ask.criterion
    programme = criterion.programme
    checked = _("Read in its source") if criterion.verified else _("Not verified")
    rows = [
        [_("Legal basis"), programme.legal_basis],
        [_("Criterion"), f"{criterion.citation}: {criterion.wording}"],
        [_("Source"), criterion.source],
        [_("Looked at"), f"{criterion.checked_on.isoformat()}, {checked}"],
    ]
    return table_part(_("The law as it stood"), [_("What"), _("As the coalition reads it; no legal advice")], rows)


def _united_states(ask: Recommendation, labels: dict[Any, str]) -> Iterator[Part]:
    rows = []
    for criterion in ask.criterion.programme.criteria.can_be_argued():
        here = _("asked for") if criterion.pk == ask.criterion_id else ""
        rows.append([criterion.citation, criterion.wording, here])
    yield table_part(_("Prongs of the programme"), [_("Where it stands"), _("What it asks"), _("Here")], rows)


def _united_kingdom(ask: Recommendation, labels: dict[Any, str]) -> Iterator[Part]:
    shown = disclosures(ask)
    rows = [
        [
            source.title,
            str(source.get_type_display()),
            _disclosure(source, shown[source.pk]),
            ", ".join(_exhibits(source, labels)),
        ]
        for source in referenced_sources(ask)
    ]
    head = [_("Source"), _("Kind"), _("May it be disclosed?"), _("Exhibits")]
    yield table_part(_("What may be disclosed"), head, rows)


def _disclosure(source: Source, shown: Disclosure) -> str:
    if source.is_open:
        return _("Open: anybody can find it")
    if shown.public:
        return _("May be made public, without a name")
    return _("To the person designated, if they go to court") if shown.challenged else _("Confidential: ask us first")


def _exhibits(source: Source, labels: dict[Any, str]) -> list[str]:
    return [labels[file.pk] for file in source.files.all() if file.pk in labels]


def _canada(ask: Recommendation, labels: dict[Any, str]) -> Iterator[Part]:
    programme = ask.criterion.programme
    in_french = IN_FRENCH.get(programme.code) or IN_FRENCH.get("-".join(programme.code.split("-")[:2]), "")
    name = ask.subject.main_name
    rows = [
        ["English", f"Recommendation for sanctions: {name}", str(programme)],
        ["Français", f"Recommandation de sanctions : {name}", in_french],
    ]
    yield table_part(_("Title / Titre"), ["In", "Title / Titre", "Act / Loi"], rows)


def _union(ask: Recommendation, labels: dict[Any, str]) -> Iterator[Part]:
    rows, shown_to = [], disclosures(ask)
    for number, sentence in enumerate(ask.sentences.all(), start=1):
        sources = {
            source.pk: source
            for claim in sentence.standing_claims
            for source in claim.sources.all()
            if source.pk in shown_to and shown_to[source.pk].public
        }
        shown = [" ".join([source.title, *_exhibits(source, labels)]) for source in sources.values()]
        rows.append([str(number), sentence.text, "; ".join(shown)])
    if rows:
        head = [_("No."), _("Sentence"), _("Open sources that may be disclosed")]
        yield table_part(_("Draft statement of reasons"), head, rows)


SKINS: dict[str, Callable[[Recommendation, dict[Any, str]], Iterator[Part]]] = {
    US: _united_states,
    GB: _united_kingdom,
    CA: _canada,
    EU: _union,
}
