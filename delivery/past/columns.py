"""The facts that a row can say, what their columns are usually called, and which of them must be there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Fact:
    """`words` are headings that this fact usually has, between bars."""

    code: str
    label: Promise
    words: str
    is_needed: bool = False


FACTS = (
    Fact("name", _("Who was recommended"), "subject|name|full name|target|who|person|perpetrator|nominee", is_needed=True),
    Fact("other_names", _("Other names"), "other names|alias|aliases|also known as|original name|name in original script"),
    Fact("kind", _("A person or a body"), "kind|type|person or entity|individual or entity"),
    Fact("born", _("Born"), "born|date of birth|dob|year of birth"),
    Fact("nationality", _("Nationality"), "nationality|citizenship|country"),
    Fact("post", _("Post"), "post|position|title|rank|role"),
    Fact("government", _("Government"), "government|jurisdiction|to|sent to government|submitted to", is_needed=True),
    Fact("programme", _("Programme"), "programme|program|regime|law|legal basis|authority"),
    Fact("office", _("Office"), "office|recipient|sent to|department|ministry"),
    Fact("channel", _("How it was sent"), "how|channel|method|sent by|delivery"),
    Fact("sent_on", _("Sent on"), "sent on|sent|date|date sent|submitted|submitted on|submission date", is_needed=True),
    Fact("partner", _("Partner"), "partner|organisation|organization|ngo|submitted by|filed by|group"),
    Fact("file", _("Name of the dossier’s file"), "file|file name|dossier|document|path"),
)
BY_CODE = {fact.code: fact for fact in FACTS}


def guess(headings: Iterable[str]) -> dict[str, int]:
    """In which column each fact probably stands; a person looks at it before anything is read."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        said = " ".join(heading.casefold().replace("_", " ").split())
        for fact in FACTS:
            if said in fact.words.split("|") and fact.code not in places:
                places[fact.code] = place
                break
    return places
