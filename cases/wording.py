"""What a form offers, as reference editors keep it; and the words a case was filed under, taken down and read again."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils.translation import override

from cases import words
from cases.models import Case, Wording
from cases.statuses import CaseStatus
from cases.words import EDITED, Words
from sanctions.models import ReferenceVersion, Term


def words_of(case: Case) -> Words:
    """The words by which a case is read: those it was filed under, or today's while it is written."""
    return _filed_under(case) if _is_filed(case) else today().said


def _is_filed(case: Case) -> bool:
    return case.wording is not None or case.status not in (CaseStatus.NOTED, CaseStatus.DRAFT)


def _filed_under(case: Case) -> Words:
    return cast(Words, case.wording.words) if case.wording else {}  # filed before words were kept


@dataclass(frozen=True)
class Offered:
    """The vocabularies as reference editors keep them: which codes can be chosen, in their order, and the words for them."""

    codes: dict[str, list[str]]
    said: Words

    def choices(self, vocabulary: str, *, chosen: Collection[str] = ()) -> list[tuple[str, str]]:
        """What a form offers. What was `chosen` before its term was closed stays."""
        still = [code for code in self.every(vocabulary) if code in chosen and code not in self.codes[vocabulary]]
        return [(code, words.label(vocabulary, code, self.said)) for code in [*self.codes[vocabulary], *still]]

    def every(self, vocabulary: str) -> dict[str, str]:
        """Every code, shipped or added, open or closed, with the word for it."""
        codes = dict.fromkeys([*words.now(vocabulary), *self.said.get(vocabulary, ())])
        return {code: words.label(vocabulary, code, self.said) for code in codes}


def today() -> Offered:
    """Every vocabulary as it is now. `said` is what became of labels since they were shipped, and those added. One query."""
    newer = ReferenceVersion.objects.filter(table="term", row=OuterRef("pk")).exclude(changed_by=None)
    here = {name.value: vocabulary for vocabulary, name in EDITED.items()}
    codes: dict[str, list[str]] = {vocabulary: [] for vocabulary in EDITED}
    said: dict[str, dict[str, dict[str, str]]] = {}
    for term in Term.objects.filter(vocabulary__in=here).annotate(is_edited=Exists(newer)):
        vocabulary = here[term.vocabulary]
        if term.is_open:
            codes[vocabulary].append(term.code)
        if term.is_edited:
            translated = {language: row["label"] for language, row in term.translations.items() if row.get("label")}
            said.setdefault(vocabulary, {})[term.code] = {settings.LANGUAGE_CODE: term.label, **translated}
    return Offered(codes, said)


def offered_in(case: Case) -> Offered:
    """What a form of this case offers: the terms of today, in the words of the case. One query."""
    now = today()
    return replace(now, said=_with_newer(_filed_under(case), now.said)) if _is_filed(case) else now


def _with_newer(filed: Words, now: Words) -> Words:
    """The words of the filing, and today's for terms that were added since."""
    return {**filed, **{name: {**_added(name, now), **filed.get(name, {})} for name in now}}


def _added(vocabulary: str, now: Words) -> Mapping[str, Mapping[str, str]]:
    shipped = words.now(vocabulary)
    return {code: said for code, said in now[vocabulary].items() if code not in shipped}


def read_by(filed_under: Words | None, rows: Iterable[Any]) -> None:
    """From here on these rows say their codes in the words under which their case was filed."""
    for row in rows:
        row.words = filed_under


def current() -> Wording:
    """Today's words as a version; the same words are the same version."""
    content = _every_language()
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    return Wording.objects.get_or_create(digest=digest, defaults={"words": content})[0]


def _every_language() -> dict[str, dict[str, dict[str, str]]]:
    said, content = today().said, dict[str, dict[str, dict[str, str]]]()
    for language, _name in settings.LANGUAGES:
        with override(language):
            for vocabulary in words.names():
                for code in dict.fromkeys([*words.now(vocabulary), *said.get(vocabulary, ())]):
                    content.setdefault(vocabulary, {}).setdefault(code, {})[language] = words.label(vocabulary, code, said)
    return content
