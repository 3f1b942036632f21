"""What people say about each government and each other use. A new answer is a new row; what was said before stays."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.roles import Jurisdiction
from audit.log import record
from cases import policies
from cases.models import Case, Consent, ConsentText, Source, Victim
from cases.services.sections import Closed, is_open
from cases.statuses import Basis, ConsentAnswer, ConsentScope, Section
from jobs.services import promise


class NotForUs(Exception):
    """Somebody answered already: a decision of the staff stands behind what people say. The words are fit for a page."""


@dataclass(frozen=True)
class Said:
    """One answer: how, by whom, when, in which words and until when it was given; and on what it rests."""

    answer: str
    how: str = ""
    given_on: date | None = None
    until: date | None = None
    given_by: str = ""
    method: str = ""
    language: str = ""
    interpreter: bool = False
    text: ConsentText | None = None
    basis: str = Basis.CONSENT
    because: str = ""
    said_no: int = 0
    unasked: int = 0

    @property
    def excepted(self) -> int:
        """How many of a group did not say this yes with the others."""
        return self.said_no + self.unasked


FACTS = tuple(Said.__dataclass_fields__)


def current_answers(person: Victim | Source) -> dict[str, Said]:
    """The newest answer to each question: under the code of the government it is about, else under that of the scope."""
    rows = Consent.objects.filter(**_key(person)).select_related("text").current()
    return {row.government or row.scope: Said(**{name: getattr(row, name) for name in FACTS}) for row in rows}


def _key(person: Victim | Source) -> dict[str, Victim | Source]:
    return {"victim": person} if isinstance(person, Victim) else {"source": person}


def _asked(code: str) -> dict[str, str]:
    """The columns of what was asked, from its code."""
    if code in Jurisdiction.values:
        return {"scope": ConsentScope.GOVERNMENT, "government": code}
    return {"scope": code, "government": ""}


@transaction.atomic
def record_consent(case: Case, person: Victim | Source, said: Mapping[str, Said], *, by: User) -> list[Consent]:
    """Write down what has changed since the last answers; returns the new rows.

    A no after a yes is kept as taken back. After filing, consent can be taken back, by all or by some of a group, and
    nothing else: that is open at any time. Raises `PermissionDenied`, or `Closed` when more is asked.
    """
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if not policies.can_write(by, case):
        raise PermissionDenied
    before = current_answers(person)
    settled = {code: _settled(before.get(code), words) for code, words in said.items()}
    new = {code: words for code, words in settled.items() if _is_news(before.get(code), words)}
    late = not is_open(case, Section.CONSENT, to=by)
    takes_back = all(_takes_back(before.get(code), words) for code, words in new.items())
    if late and not (policies.can_correct(by, case) and takes_back):
        raise Closed(case, Section.CONSENT)
    rows = _write(case, person, new, by)
    if rows:
        told = record(by, "case.consent_recorded", case)
        if late:
            promise("cases.tell_of_step", record=told.pk)
    return rows


def _write(case: Case, person: Victim | Source, new: Mapping[str, Said], by: User) -> list[Consent]:
    common = {"case": case, "recorded_by": by, **_key(person)}
    return [Consent.objects.create(**_asked(code), **vars(words), **common) for code, words in new.items()]


def _settled(before: Said | None, said: Said) -> Said:
    """A no to what was a yes, or was taken back already, is a taking back. It rests on nothing else and has no end."""
    if said.answer == ConsentAnswer.NO and before and before.answer in (ConsentAnswer.YES, ConsentAnswer.WITHDRAWN):
        return replace(said, answer=ConsentAnswer.WITHDRAWN, basis=Basis.CONSENT, because="", until=None)
    return said


def _takes_back(before: Said | None, said: Said) -> bool:
    """A yes taken back whole, or more of a group excepted from it than before."""
    if said.answer == ConsentAnswer.YES and before and before.answer == ConsentAnswer.YES:
        fewer_agree = said.excepted > before.excepted or said.said_no > before.said_no
        return fewer_agree and said.excepted >= before.excepted and said.said_no >= before.said_no
    return said.answer == ConsentAnswer.WITHDRAWN


def _is_news(before: Said | None, said: Said) -> bool:
    return said != (before or Said(ConsentAnswer.NOT_ASKED))


@transaction.atomic
def take_all_back(case: Case, person: Victim | Source, *, how: str, given_on: date | None, by: User) -> list[Consent]:
    """Every yes of this person becomes taken back, at any time. Raises as `record_consent` does."""
    said = current_answers(person)
    no = Said(ConsentAnswer.NO, how, given_on)
    return record_consent(case, person, {code: no for code, words in said.items() if words.answer == ConsentAnswer.YES}, by=by)


@transaction.atomic
def decide_unsafe(
    case: Case, person: Victim | Source, governments: Collection[str], *, because: str, until: date, by: User
) -> list[Consent]:
    """Staff decide that somebody cannot be asked. Raises `PermissionDenied`; `NotForUs` where somebody has answered."""
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if not (policies.can_review(by, case) and policies.is_filed(case)):
        raise PermissionDenied
    before = current_answers(person)
    if any(_is_an_answer(before.get(code)) for code in governments):
        raise NotForUs(_("They have answered for one of these governments. What they said stands."))
    words = Said(ConsentAnswer.YES, basis=Basis.UNSAFE, because=because, until=until)
    rows = _write(case, person, dict.fromkeys(governments, words), by)
    record(by, "case.unsafe_to_ask", case)
    return rows


def _is_an_answer(said: Said | None) -> bool:
    return said is not None and said.answer != ConsentAnswer.NOT_ASKED and said.basis != Basis.UNSAFE


@transaction.atomic
def add_translation(original: ConsentText, *, language: str, body: str, reviewed_by: str, by: User) -> ConsentText:
    """The same words in another language. It waits until somebody named has read it against the original."""
    if not policies.can_write_consent_texts(by):
        raise PermissionDenied
    text = ConsentText.objects.create(
        version=original.version, language=language, body=body, original=original, reviewed_by=reviewed_by
    )
    record(by, "consent_text.translated", text)
    return text


@transaction.atomic
def new_version(body: str, *, by: User) -> ConsentText:
    """New words; those of before stay as what was told then."""
    if not policies.can_write_consent_texts(by):
        raise PermissionDenied
    last = ConsentText.objects.select_for_update().filter(original=None).earliest("-version")
    text = ConsentText.objects.create(version=last.version + 1, language=last.language, body=body)
    record(by, "consent_text.written", text)
    return text


@transaction.atomic
def name_reviewer(text: ConsentText, reviewed_by: str, *, by: User) -> ConsentText:
    if not policies.can_write_consent_texts(by):
        raise PermissionDenied
    text.reviewed_by = reviewed_by
    text.save(update_fields=["reviewed_by"])
    record(by, "consent_text.reviewed", text)
    return text
