"""What each government wants to read besides the legal test: a table of sections, each with its question.

Headings are English in the dossier, whichever language the liaison reads: they go to a government.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

US, GB, CA, EU = "us", "gb", "ca", "eu"
ALL = frozenset({US, GB, CA, EU})


@dataclass(frozen=True)
class Section:
    """A text of the recommendation. One that is required blocks the first signature while it is empty."""

    code: str
    governments: frozenset[str]
    heading: Promise
    question: Promise
    is_required: bool = False


def _factor(code: str, heading: Promise, question: Promise) -> Section:
    return Section(f"factor_{code}", frozenset({GB}), heading, question)


SECTIONS: tuple[Section, ...] = (
    Section(
        "interest",
        frozenset({US}),
        _("National interest"),
        _(
            "Which interest of the United States does it serve: assets that could be frozen, a message to a "
            "unit or government, a spoiler isolated, abuse prevented, leverage, deterrence?"
        ),
        is_required=True,
    ),
    Section(
        "family",
        frozenset({US}),
        _("Family members"),
        _(
            "Spouse, children, others of the household, for section 7031(c): name, how related, how that is "
            "known. Nobody who is harmed by being named."
        ),
    ),
    _factor(
        "priorities",
        _("Policy factor: human rights priorities"),
        _(
            "Media freedom, modern slavery, sexual violence in conflict, freedom of religion or belief, "
            "torture prevention, defenders: which does it touch, and how?"
        ),
    ),
    _factor(
        "victim",
        _("Policy factor: nature of the victims"),
        _("Who was harmed, and were they seeking rights? What of their safety?"),
    ),
    _factor("seriousness", _("Policy factor: seriousness"), _("Scale, gravity, duration, pattern.")),
    _factor(
        "profile",
        _("Policy factor: international profile and collective action"),
        _("Who else acts or has spoken; would joint action add to it?"),
    ),
    _factor("status", _("Policy factor: status and connections"), _("Post, influence, assets and ties in the United Kingdom.")),
    _factor(
        "non_state",
        _("Policy factor: non-state actors"),
        _("If the subject is of no State: what makes the conduct as grave as a State’s?"),
    ),
    _factor("law", _("Policy factor: law enforcement"), _("Investigations or trials that it could help or disturb.")),
    _factor(
        "reprisals", _("Policy factor: risk of reprisals"), _("Who could be made to pay for it, and what would lessen that?")
    ),
    Section(
        "mirror",
        frozenset({GB}),
        _("Designations elsewhere"),
        _("Who has listed the subject, under what, since when: the urgent procedure rests on it."),
    ),
    Section(
        "statute",
        frozenset({CA}),
        _("Choice of statute"),
        _("Why this Act and not the other: was the subject a person, did the victims seek rights, was it gross and systematic?"),
        is_required=True,
    ),
    Section(
        "why_here", frozenset({CA}), _("Why Canada"), _("Ties, assets, travel, communities, and what Canada has said before.")
    ),
    Section("effect", frozenset({EU}), _("Expected effect"), _("What a listing would change, and for whom; risks of it.")),
    Section(
        "remedies",
        ALL,
        _("Remedies at home"),
        _("What was tried there: complaints, investigations, trials, and what came of them."),
    ),
    Section(
        "asked_before",
        ALL,
        _("Who else was asked"),
        _("Which governments or bodies have it already, since when, and what they answered."),
    ),
    Section(
        "own_words",
        ALL,
        _("For the government’s own reasons"),
        _("One sentence that names the group, which they could use as it stands."),
    ),
)


def sections_for(government: str) -> list[Section]:
    return [section for section in SECTIONS if government in section.governments]
