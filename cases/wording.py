"""A case keeps the words it was filed under; this is where they are taken down and read again."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any, cast

from django.conf import settings
from django.utils.translation import override

from cases import words
from cases.models import Case, Wording
from cases.statuses import CaseStatus
from cases.words import Words
from sanctions.mapping.words import VocabularyName
from sanctions.models import ReferenceVersion, Term

# A vocabulary here, and what the reference editor calls it. What is not named there is words of the form alone.
EDITED = {
    "abuse": VocabularyName.ABUSE,
    "mode": VocabularyName.MODE,
    "group": VocabularyName.GROUP,
    "role": VocabularyName.ROLE,
    "source": VocabularyName.SOURCE,
}


def words_of(case: Case) -> Words:
    """The words by which a case is read: those it was filed under, or today's while it is written."""
    if case.wording:
        return cast(Words, case.wording.words)
    return edited() if case.status in (CaseStatus.NOTED, CaseStatus.DRAFT) else {}  # filed before words were kept


def edited() -> Words:
    """What the reference editors have made of labels since they were shipped, in the languages they gave. One query."""
    changed = ReferenceVersion.objects.filter(table="term", number__gt=1).values("row")
    here = {name.value: vocabulary for vocabulary, name in EDITED.items()}
    content: dict[str, dict[str, dict[str, str]]] = {}
    for term in Term.objects.filter(pk__in=changed, vocabulary__in=here):
        translated = {language: said["label"] for language, said in term.translations.items() if said.get("label")}
        content.setdefault(here[term.vocabulary], {})[term.code] = {settings.LANGUAGE_CODE: term.label, **translated}
    return content


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
    today, content = edited(), dict[str, dict[str, dict[str, str]]]()
    for language, _name in settings.LANGUAGES:
        with override(language):
            for vocabulary in words.names():
                for code in words.now(vocabulary):
                    content.setdefault(vocabulary, {}).setdefault(code, {})[language] = words.label(vocabulary, code, today)
    return content
