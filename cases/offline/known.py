"""What a case has already, found by what a filled form says of it."""

from typing import Any

from django.utils.translation import gettext as _

from cases.models import Case, Claim, Incident, Source, Subject, Victim
from cases.offline.columns import label_of
from cases.offline.files import Entry
from cases.offline.taken import Taken
from cases.statuses import Section

MODELS: dict[str, Any] = {
    Section.VICTIMS: Victim, Section.INCIDENTS: Incident, Section.EVIDENCE: Source, Section.CLAIMS: Claim,
}  # fmt: skip
# The columns by which an entry that is in the case already is known again.
SAME_BY = {
    Section.VICTIMS: ("pseudonym",), Section.INCIDENTS: ("began", "place", "narrative"), Section.EVIDENCE: ("title",),
    Section.CLAIMS: ("text",),
}  # fmt: skip


def same(case: Case, entry: Entry) -> Any:
    """The entry of the case that says the same, if there is one."""
    if entry.table == Section.SUBJECTS:
        name = entry.cells.get("full_name") or entry.cells.get("original_name", "")
        return subject_named(case, name) if name else None
    wanted = {f"{name}__iexact": entry.cells.get(name, "") for name in SAME_BY[Section(entry.table)]}
    if not any(wanted.values()):
        return None
    return MODELS[entry.table].objects.filter(case=case, **wanted).first()


def subject_named(case: Case, name: str) -> Subject | None:
    return Subject.objects.filter(named_in__case=case, names__text__iexact=name).first()


def source_keys(case: Case, entry: Entry, titles: list[str], taken: Taken) -> list[str]:
    """The keys of sources by their titles; an empty one for each that the case does not have."""
    found = [Source.objects.filter(case=case, title__iexact=title).first() for title in titles]
    for title, source in zip(titles, found, strict=True):
        if source is None:
            sentence = _("There is no source with the title “%(title)s” in this form or in the case.") % {"title": title[:80]}
            taken.say(entry, label_of(entry.table, "sources"), sentence)
    return [str(source.pk) if source else "" for source in found]
