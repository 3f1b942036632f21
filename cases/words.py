"""The words of the vocabularies: as they are now, or as they were when a case was filed."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from cases.questions import BY_CODE
from cases.vocabularies import AbuseType, GroupAnswer, Mode, Origin, SourceType, VictimGroup, VictimRole
from sanctions.mapping.words import VocabularyName
from sanctions.models import Term

VOCABULARIES = {
    "abuse": AbuseType,
    "mode": Mode,
    "group": VictimGroup,
    "group_answer": GroupAnswer,
    "role": VictimRole,
    "source": SourceType,
    "origin": Origin,
}
# A vocabulary here, and what the reference editor calls it. What is not named there is words of the form alone.
EDITED = {
    "abuse": VocabularyName.ABUSE,
    "mode": VocabularyName.MODE,
    "group": VocabularyName.GROUP,
    "role": VocabularyName.ROLE,
    "source": VocabularyName.SOURCE,
}
Words = Mapping[str, Mapping[str, Mapping[str, str]]]


class Worded:
    """A row whose codes are read by `words`, when it is given them; else by the words of today."""

    words: Words | None = None


def label(vocabulary: str, code: str, words: Words | None = None) -> str:
    """The label of a code in the reader's language; by `words` when they have it, else as it is now.

    No query, but for a code that reference editors added and `words` do not have.
    """
    if not code:
        return ""
    frozen = (words or {}).get(vocabulary, {}).get(code)
    if frozen:
        return frozen.get(get_language() or "") or frozen[settings.LANGUAGE_CODE]
    return now(vocabulary).get(code) or _added(vocabulary, code)


def _added(vocabulary: str, code: str) -> str:
    term = Term.objects.filter(vocabulary=EDITED.get(vocabulary, ""), code=code).first()
    return term.says("label", get_language() or "") if term else code


def choices(vocabulary: str) -> list[tuple[str, str]]:
    """Every code with the label it was shipped with."""
    return list(now(vocabulary).items())


def question(code: str, words: Words | None = None) -> str:
    return label("question", code, words)


def answer(code: str, text: str, words: Words | None = None) -> str:
    """What was answered, in words: a chosen answer by its label, a text as it stands."""
    ask = BY_CODE.get(code)
    return label(f"answer {code}", text, words) if ask is None or ask.answers else text


def names() -> list[str]:
    return [*VOCABULARIES, "question", *(f"answer {ask.code}" for ask in BY_CODE.values() if ask.answers)]


def now(vocabulary: str) -> dict[str, str]:
    """A vocabulary as it was shipped, in the language of the moment."""
    if vocabulary == "question":
        return {code: str(ask.label) for code, ask in BY_CODE.items()}
    kind, _, code = vocabulary.partition(" ")
    if kind == "answer":
        choices: Any = BY_CODE[code].answers if code in BY_CODE else ()
    else:
        choices = VOCABULARIES[vocabulary].choices
    return {str(key): str(text) for key, text in choices}
