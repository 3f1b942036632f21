"""In which language a text is taken apart for the index: by its script, and for Latin letters by its small words."""

import re

SCRIPTS = (
    ("russian", re.compile("[\u0400-\u04ff]")),
    ("arabic", re.compile("[\u0600-\u06ff]")),
)
SMALL = {
    "english": frozenset("the and of to in was that were with from they by".split()),  # noqa: SIM905 -- read as a sentence
    "spanish": frozenset("el la los las de que y en por con para una fue del".split()),  # noqa: SIM905
    "french": frozenset("le la les des et que dans par pour une est sur aux du".split()),  # noqa: SIM905
    "portuguese": frozenset("o os da do das dos e em por com para uma foi não".split()),  # noqa: SIM905
}
LATIN = tuple(SMALL)
WORD = re.compile(r"[^\W\d_]+")
MOST_READ = 5_000


def language_of(text: str) -> str:
    """The name of a configuration of PostgreSQL, whose stems stand in the index beside the words as they are written."""
    head = text[:MOST_READ]
    letters = len(WORD.findall(head))
    for language, letter in SCRIPTS:
        if len(letter.findall(head)) > letters:
            return language
    words = WORD.findall(head.casefold())
    return max(LATIN, key=lambda language: (sum(word in SMALL[language] for word in words), language == "english"))


def languages_of(query: str) -> list[str]:
    """In which configurations a search is read. A word to be left out is taken as it is written."""
    if re.search(r"(?:^|\s)-", query):
        return ["simple"]
    for language, letter in SCRIPTS:
        if letter.search(query):
            return ["simple", language]
    return ["simple", *LATIN]
