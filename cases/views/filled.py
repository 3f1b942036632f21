"""What a filled form brings into a case: each line through the form of its part, as if it were typed. All else is said.

A look and the taking over are one and the same, except that a look is rolled back: what it says is what will happen.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from cases.forms.stories import field_for
from cases.models import Act, Case, Incident, Source, Subject
from cases.offline.columns import ACTS, BY_CODE, SEVERAL, TOLD, choices_of, code_of, label_of, title_of
from cases.offline.files import Entry
from cases.questions import STORIES
from cases.services import sections
from cases.statuses import CaseStatus, Section
from cases.views.sections import PARTS
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
# The columns by which an entry that is in the case already is known again.
SAME_BY = {
    Section.VICTIMS: ("pseudonym",), Section.INCIDENTS: ("began", "place", "narrative"), Section.EVIDENCE: ("title",),
    Section.CLAIMS: ("text",),
}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """Why a line, or one answer, was left out."""

    table: str
    number: int
    label: str
    sentence: str

    @property
    def title(self) -> str:
        return title_of(self.table)


@dataclass
class Taken:
    new: list[tuple[str, str]] = field(default_factory=list)  # the part, and what it is called
    there: int = 0
    problems: list[Problem] = field(default_factory=list)
    incidents: dict[int, Incident] = field(default_factory=dict)  # by the number of its line


def look(case: Case, entries: Iterable[Entry], *, by: User) -> Taken:
    """What taking over would do. Nothing of it stays."""
    with transaction.atomic():
        taken = take_over(case, entries, by=by)
        transaction.set_rollback(True)
    return taken


@transaction.atomic
def take_over(case: Case, entries: Iterable[Entry], *, by: User) -> Taken:
    """Bring every line that is right into a draft; what is there already stays as it is, and what is wrong is left out.

    Raises `PermissionDenied`, or `Closed` when the case is no draft any more.
    """
    sections.open_for_change(case, Section.SUBJECTS, by=by)
    if case.status != CaseStatus.DRAFT:
        raise sections.Closed(case, Section.SUBJECTS)
    taken, given = Taken(), list(entries)
    for table in (*BY_CODE, *STORIES):
        for entry in (entry for entry in given if entry.table == table):
            _bring(case, entry, by, taken)
    return taken


def _bring(case: Case, entry: Entry, by: User, taken: Taken) -> None:
    if entry.table in STORIES:
        _tell(case, entry, by, taken)
        return
    before = len(taken.problems)
    sent = _sent(entry, taken)
    if len(taken.problems) > before:
        return
    (_act if entry.table == ACTS else _row)(case, entry, sent, by, taken)


def _sent(entry: Entry, taken: Taken) -> dict[str, list[str]]:
    """The line as a browser would send it: answers by their codes."""
    sent = {name: [value] for name, value in USUAL.get(entry.table, {}).items()}
    many = {column.code for column in BY_CODE[entry.table].columns if column.many}
    for name, text in entry.cells.items():
        parts = [part.strip() for part in SEVERAL.split(text) if part.strip()] if name in many else [text]
        choices = choices_of(entry.table, name)
        sent[name] = [_chosen(entry, name, part, taken) for part in parts] if choices else parts
    if sent.get("groups"):
        sent["group_answer"] = [GroupAnswer.GIVEN]
    if sent.get("count", ["1"]) != ["1"]:
        sent["is_group"] = ["yes"]
    if "aliases" in sent:
        sent["aliases"] = ["\n".join(part.strip() for part in SEVERAL.split(sent["aliases"][0]))]
    return sent


def _chosen(entry: Entry, name: str, text: str, taken: Taken) -> str:
    choices = choices_of(entry.table, name)
    code = code_of(choices, text) if choices else text
    if code is None and choices is not None:
        offered = " · ".join(str(label) for _code, label in choices())
        sentence = _("“%(text)s” is none of the answers. Write one of these: %(answers)s") % {
            "text": text[:80], "answers": offered
        }  # fmt: skip
        _say(entry, label_of(entry.table, name), sentence, taken)
    return code or ""


def _say(entry: Entry, label: str, sentence: str, taken: Taken) -> None:
    taken.problems.append(Problem(entry.table, entry.number, label, sentence))


def _row(case: Case, entry: Entry, sent: dict[str, list[str]], by: User, taken: Taken) -> None:
    part = PARTS[Section(entry.table)]
    if there := _same(case, entry):
        taken.there += 1
        _remember(entry, there, taken)
        return
    if entry.table == Section.CLAIMS:
        sent["sources"] = _sources(case, entry, sent.get("sources", []), taken)
        if "" in sent["sources"]:
            return
    form = part.form(_as_query(sent), instance=None, case=case)
    if not form.is_valid():
        _say_errors(entry, form, taken)
        return
    saved = part.save(case, form, by)
    _remember(entry, saved, taken)
    taken.new.append((title_of(entry.table), str(saved)))


def _remember(entry: Entry, row: Any, taken: Taken) -> None:
    if isinstance(row, Incident):
        taken.incidents[entry.number] = row


def _same(case: Case, entry: Entry) -> Any:
    """The entry of the case that says the same, if there is one."""
    if entry.table == Section.SUBJECTS:
        name = entry.cells.get("full_name") or entry.cells.get("original_name", "")
        return _subject(case, name) if name else None
    wanted = {f"{name}__iexact": entry.cells.get(name, "") for name in SAME_BY[Section(entry.table)]}
    if not any(wanted.values()):
        return None
    return PARTS[Section(entry.table)].rows(case).filter(**wanted).first()


def _subject(case: Case, name: str) -> Subject | None:
    return Subject.objects.filter(named_in__case=case, names__text__iexact=name).first()


def _as_query(sent: dict[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in sent.items():
        query.setlist(name, values)
    return query


def _say_errors(entry: Entry, form: Any, taken: Taken) -> None:
    for one in (form, *(form.posts.forms if hasattr(form, "posts") else ())):
        for name, errors in one.errors.items():
            label = label_of(entry.table, one.add_prefix(name)) or str(getattr(one.fields.get(name), "label", "") or "")
            for sentence in errors:
                _say(entry, label, str(sentence), taken)


def _sources(case: Case, entry: Entry, titles: list[str], taken: Taken) -> list[str]:
    """The keys of sources by their titles; an empty one for each that the case does not have."""
    found = [Source.objects.filter(case=case, title__iexact=title).first() for title in titles]
    for title, source in zip(titles, found, strict=True):
        if source is None:
            sentence = _("There is no source with the title “%(title)s” in this form or in the case.") % {"title": title[:80]}
            _say(entry, label_of(entry.table, "sources"), sentence, taken)
    return [str(source.pk) if source else "" for source in found]


def _act(case: Case, entry: Entry, sent: dict[str, list[str]], by: User, taken: Taken) -> None:
    given = {name: values[0] for name, values in sent.items()}
    number = given.get("incident", "1")
    incident = taken.incidents.get(int(number)) if number.isascii() and number.isdecimal() and len(number) < 6 else None
    victim = case.victims.filter(pseudonym__iexact=given.get("victim", "")).first()
    subject = _subject(case, given["subject"]) if "subject" in given else None
    for name, is_missing in (
        ("incident", incident is None),
        ("victim", victim is None),
        ("subject", "subject" in given and subject is None),
        ("mode", subject is not None and "mode" not in given),
    ):
        if is_missing:
            written = given.get(name, "")
            sentence = _("“%(text)s” is not in this form or in the case.") if written else _("This is empty, and it is needed.")
            _say(entry, label_of(ACTS, name), sentence % {"text": written[:80]} if written else sentence, taken)
            return
    _save_act(case, Act(incident=incident, victim=victim, abuse=given.get("abuse", "")), (subject, given.get("mode")), by, taken)


def _save_act(case: Case, act: Act, who: tuple[Subject | None, str | None], by: User, taken: Taken) -> None:
    """One act of one abuse to one person; a second line of it adds who else is responsible."""
    same = Act.objects.filter(incident=act.incident, victim=act.victim, abuse=act.abuse).first()
    subject, mode = who
    before = set(same.involvements.values_list("subject_id", "mode")) if same else set()
    responsible = before | ({(subject.pk, mode)} if subject and mode else set())
    if same and responsible == before:
        taken.there += 1
        return
    saved = sections.save_act(case, same or act, by=by, responsible=responsible)
    taken.new.append((title_of(ACTS), str(saved)))


def _tell(case: Case, entry: Entry, by: User, taken: Taken) -> None:
    """Each answer by itself: one that is in the case already is never written over."""
    told = dict(case.tolds.filter(code__in=entry.cells).values_list("code", "text"))
    answers = {}
    for code, text in entry.cells.items():
        before = len(taken.problems)
        said = _chosen(entry, code, text, taken)
        if len(taken.problems) > before or not _is_right(entry, code, said, taken):
            continue
        if told.get(code) == said:
            taken.there += 1
        elif code in told:
            _say(entry, label_of(entry.table, code), _("The case has another answer already; that one stays."), taken)
        else:
            answers[code] = said
    if answers:
        sections.tell(case, Section(entry.table), answers, by=by)
        taken.new += [(title_of(entry.table), label_of(entry.table, code)) for code in answers]


def _is_right(entry: Entry, code: str, said: str, taken: Taken) -> bool:
    try:
        field_for(TOLD[code][1]).clean(said)
    except ValidationError as problem:
        for sentence in problem.messages:
            _say(entry, label_of(entry.table, code), sentence, taken)
        return False
    return True


def as_kept(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """How the lines of a form wait, sealed, between the look and the taking over."""
    return {"entries": [json.dumps([[entry.table, entry.number, entry.cells] for entry in entries], ensure_ascii=False)]}


def from_kept(fields: Any) -> list[Entry]:
    return [Entry(table, number, cells) for table, number, cells in json.loads(fields["entries"][0])]
