"""A line of a filled form as a browser would send it: answers by their codes, and what a form holds before it is touched."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from cases.models import Subject
from cases.offline.columns import BY_CODE, SEVERAL, choices_of, code_of, label_of
from cases.offline.files import Entry
from cases.offline.taken import Taken
from cases.statuses import Section
from cases.vocabularies import Dated, GroupAnswer, Origin, Placed, VictimRole

# What stands in a form before anybody touches it.
USUAL: dict[str, dict[str, str]] = {
    Section.SUBJECTS: {
        "kind": Subject.Kind.PERSON, "posts-TOTAL_FORMS": "1", "posts-INITIAL_FORMS": "0",
        "posts-MIN_NUM_FORMS": "0", "posts-MAX_NUM_FORMS": "20",
    },
    Section.VICTIMS: {"group_answer": GroupAnswer.UNKNOWN, "role": VictimRole.UNKNOWN},
    Section.INCIDENTS: {"dated": Dated.WRITTEN, "placed": Placed.EXACT},
    Section.EVIDENCE: {"origin": Origin.PRIMARY},
    Section.CLAIMS: {},
}  # fmt: skip


def as_sent(entry: Entry, taken: Taken) -> dict[str, list[str]]:
    """The line as a browser would send it: answers by their codes."""
    sent = {name: [value] for name, value in USUAL.get(entry.table, {}).items()}
    many = {column.code for column in BY_CODE[entry.table].columns if column.many}
    for name, text in entry.cells.items():
        parts = [part.strip() for part in SEVERAL.split(text) if part.strip()] if name in many else [text]
        choices = choices_of(entry.table, name)
        sent[name] = [chosen(entry, name, part, taken) for part in parts] if choices else parts
    if sent.get("groups"):
        sent["group_answer"] = [GroupAnswer.GIVEN]
    if sent.get("count", ["1"]) != ["1"]:
        sent["is_group"] = ["yes"]
    if "aliases" in sent:
        sent["aliases"] = ["\n".join(part.strip() for part in SEVERAL.split(sent["aliases"][0]))]
    return sent


def chosen(entry: Entry, name: str, text: str, taken: Taken) -> str:
    choices = choices_of(entry.table, name)
    code = code_of(choices, text) if choices else text
    if code is None and choices is not None:
        offered = " · ".join(str(label) for _code, label in choices())
        sentence = _("“%(text)s” is none of the answers. Write one of these: %(answers)s") % {
            "text": text[:80], "answers": offered
        }  # fmt: skip
        taken.say(entry, label_of(entry.table, name), sentence)
    return code or ""


def as_query(sent: dict[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in sent.items():
        query.setlist(name, values)
    return query
