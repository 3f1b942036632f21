"""What stood in a case when it came to us, went back, and came again; and what is different between two of these."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from cases.models import Case, CaseVersion
from cases.reading import MODELS, PARTS, rows_of
from cases.statuses import Section
from cases.words import label

# Parts that are told in words stand with what happened.
SECTIONS = {
    "subjects": Section.SUBJECTS,
    "victims": Section.VICTIMS,
    "sources": Section.EVIDENCE,
    "incidents": Section.INCIDENTS,
    "claims": Section.CLAIMS,
    "consents": Section.CONSENT,
    "told": Section.INCIDENTS,
}
BESIDE: dict[str, Promise] = {
    "written": _("Names"),
    "posts": _("Posts"),
    "kept": _("Files"),
    "rows": _("What was done, to whom, by whom"),
    "carried_by": _("Which sources show it"),
}
NOT_READ = frozenset({"id", "case_id", "opened_in_id", "reference", "recorded_by_id", "recorded_at"})


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same: in which part, about what, and how it reads before and after."""

    section: Section
    about: str
    field: str
    before: str
    after: str

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """The words in order, each run marked: equal, delete or insert."""
        old, new = self.before.split(), self.after.split()
        return [
            piece for change in SequenceMatcher(None, old, new, autojunk=False).get_opcodes() for piece in _runs(change, old, new)
        ]


def _runs(change: tuple[str, int, int, int, int], old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    kind, begin, end, new_begin, new_end = change
    if kind == "equal":
        yield "equal", " ".join(old[begin:end])
        return
    if end > begin:
        yield "delete", " ".join(old[begin:end])
    if new_end > new_begin:
        yield "insert", " ".join(new[new_begin:new_end])


def keep_version(case: Case, *, why: str, by: User) -> CaseVersion:
    """Keep what stands in the case now, with how much of each part is not as it was."""
    content = rows_of(case)
    last = case.caseversions.order_by("-number").first()
    changes: dict[str, int] = {}
    for difference in differences(last.content, content) if last else ():
        changes[difference.section] = changes.get(difference.section, 0) + 1
    number = (case.caseversions.aggregate(last=Max("number"))["last"] or 0) + 1
    return CaseVersion.objects.create(case=case, number=number, why=why, content=content, changes=changes, by=by)


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[Difference]:
    return [difference for part in PARTS for difference in _in_part(part, before, after)]


def _in_part(part: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Difference]:
    old, new = ({row["id"]: _readable(part, row, content) for row in content[part]} for content in (before, after))
    for key in old | new:
        was, now = old.get(key, {}), new.get(key, {})
        about = next(filter(None, [*now.values(), *was.values()]), "")[:80]
        for field in was | now:
            if was.get(field, "") != now.get(field, ""):
                yield Difference(SECTIONS[part], about, field, was.get(field, ""), now.get(field, ""))


def _readable(part: str, row: dict[str, Any], content: dict[str, Any]) -> dict[str, str]:
    """The row in words: the label of each field, and how its value reads."""
    model: Any = MODELS[PARTS.index(part)]
    beside = {str(BESIDE[name]): _beside(name, row[name], content) for name in BESIDE if name in row}
    fields = [field for field in model._meta.concrete_fields if field.attname not in NOT_READ]
    return beside | {str(field.verbose_name): _value(field, row.get(field.attname), content) for field in fields}


def _value(field: Any, value: Any, content: dict[str, Any]) -> str:
    if value in (None, "", []) or (value == 0 and value is not False):
        return ""
    if field.is_relation:
        return _name_of(value, content)
    if isinstance(value, list):
        return ", ".join(_value(field.base_field, code, content) for code in value)
    if vocabulary := getattr(field, "vocabulary", ""):
        return label(vocabulary, value)
    return str(dict(field.choices or ()).get(value, value))


def _name_of(key: Any, content: dict[str, Any]) -> str:
    rows = [*content["victims"], *content["sources"]]
    return next((row.get("pseudonym") or row.get("title") or "" for row in rows if row["id"] == key), "")


def _beside(name: str, rows: list[Any], content: dict[str, Any]) -> str:
    if name == "written":
        return ", ".join(row["text"] for row in rows)
    if name == "posts":
        return ", ".join(" ".join(filter(None, [row["title"], row["body"], row["since"], row["until"]])) for row in rows)
    if name == "kept":
        return ", ".join(row["sha256"][:12] for row in rows)
    if name == "carried_by":
        titles = {row["id"]: row["title"] for row in content["sources"]}
        return ", ".join(titles.get(key, "") for key in rows)
    return "; ".join(_deed(row, content) for row in rows)


def _deed(row: dict[str, Any], content: dict[str, Any]) -> str:
    victims = {victim["id"]: victim["pseudonym"] for victim in content["victims"]}
    subjects = {subject["id"]: next((name["text"] for name in subject["written"]), "") for subject in content["subjects"]}
    done = f"{label('abuse', row['abuse'])}: {victims.get(row['victim_id'], '')}"
    return f"{done} ({subjects.get(row['by'], '')}, {label('mode', row['mode'])})" if row["by"] else done
