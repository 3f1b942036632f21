"""What a filled form brings into a case: each line through the form of its part, as if it were typed. All else is said.

A look and the taking over are one and the same, except that a look is rolled back: what it says is what will happen.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from cases.forms.stories import field_for
from cases.models import Act, Case, Incident, Subject
from cases.offline.columns import ACTS, BY_CODE, TOLD, label_of, title_of
from cases.offline.files import Entry
from cases.offline.known import same, source_keys, subject_named
from cases.offline.lines import as_query, as_sent, chosen
from cases.offline.taken import Taken
from cases.questions import STORIES
from cases.services import sections
from cases.statuses import CaseStatus, Section
from cases.views.sections import PARTS


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
    sent = as_sent(entry, taken)
    if len(taken.problems) > before:
        return
    (_act if entry.table == ACTS else _row)(case, entry, sent, by, taken)


def _row(case: Case, entry: Entry, sent: dict[str, list[str]], by: User, taken: Taken) -> None:
    part = PARTS[Section(entry.table)]
    if there := same(case, entry):
        taken.there += 1
        _remember(entry, there, taken)
        return
    if entry.table == Section.CLAIMS:
        sent["sources"] = source_keys(case, entry, sent.get("sources", []), taken)
        if "" in sent["sources"]:
            return
    form = part.form(as_query(sent), instance=None, case=case)
    if not form.is_valid():
        _say_errors(entry, form, taken)
        return
    saved = part.save(case, form, by)
    _remember(entry, saved, taken)
    taken.new.append((title_of(entry.table), str(saved)))


def _remember(entry: Entry, row: Any, taken: Taken) -> None:
    if isinstance(row, Incident):
        taken.incidents[entry.number] = row


def _say_errors(entry: Entry, form: Any, taken: Taken) -> None:
    for one in (form, *(form.posts.forms if hasattr(form, "posts") else ())):
        for name, errors in one.errors.items():
            label = label_of(entry.table, one.add_prefix(name)) or str(getattr(one.fields.get(name), "label", "") or "")
            for sentence in errors:
                taken.say(entry, label, str(sentence))


def _act(case: Case, entry: Entry, sent: dict[str, list[str]], by: User, taken: Taken) -> None:
    given = {name: values[0] for name, values in sent.items()}
    number = given.get("incident", "1")
    incident = taken.incidents.get(int(number)) if number.isascii() and number.isdecimal() and len(number) < 6 else None
    victim = case.victims.filter(pseudonym__iexact=given.get("victim", "")).first()
    subject = subject_named(case, given["subject"]) if "subject" in given else None
    for name, is_missing in (
        ("incident", incident is None),
        ("victim", victim is None),
        ("subject", "subject" in given and subject is None),
        ("mode", subject is not None and "mode" not in given),
    ):
        if is_missing:
            written = given.get(name, "")
            sentence = _("“%(text)s” is not in this form or in the case.") if written else _("This is empty, and it is needed.")
            taken.say(entry, label_of(ACTS, name), sentence % {"text": written[:80]} if written else sentence)
            return
    _save_act(case, Act(incident=incident, victim=victim, abuse=given.get("abuse", "")), (subject, given.get("mode")), by, taken)


def _save_act(case: Case, act: Act, who: tuple[Subject | None, str | None], by: User, taken: Taken) -> None:
    """One act of one abuse to one person; a second line of it adds who else is responsible."""
    there = Act.objects.filter(incident=act.incident, victim=act.victim, abuse=act.abuse).first()
    subject, mode = who
    before = set(there.involvements.values_list("subject_id", "mode")) if there else set()
    responsible = before | ({(subject.pk, mode)} if subject and mode else set())
    if there and responsible == before:
        taken.there += 1
        return
    saved = sections.save_act(case, there or act, by=by, responsible=responsible)
    taken.new.append((title_of(ACTS), str(saved)))


def _tell(case: Case, entry: Entry, by: User, taken: Taken) -> None:
    """Each answer by itself: one that is in the case already is never written over."""
    told = dict(case.tolds.filter(code__in=entry.cells).values_list("code", "text"))
    answers = {}
    for code, text in entry.cells.items():
        before = len(taken.problems)
        said = chosen(entry, code, text, taken)
        if len(taken.problems) > before or not _is_right(entry, code, said, taken):
            continue
        if told.get(code) == said:
            taken.there += 1
        elif code in told:
            taken.say(entry, label_of(entry.table, code), _("The case has another answer already; that one stays."))
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
            taken.say(entry, label_of(entry.table, code), sentence)
        return False
    return True


def as_kept(entries: Iterable[Entry]) -> dict[str, list[str]]:
    """How the lines of a form wait, sealed, between the look and the taking over."""
    return {"entries": [json.dumps([[entry.table, entry.number, entry.cells] for entry in entries], ensure_ascii=False)]}


def from_kept(fields: Any) -> list[Entry]:
    return [Entry(table, number, cells) for table, number, cells in json.loads(fields["entries"][0])]
