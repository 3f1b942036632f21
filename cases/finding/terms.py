"""What a case says in terms and not in words: groups, roles, abuses, places. The index has them as `group=women`, `place=orsa`.

So `group:women place:orsa` is looked up like a word, and no table is read from end to end. No text is taken apart into such a
term, and none of them is shown.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from cases.finding import grammar
from cases.models import Act, Incident, Victim

PLACE = "place"
NAMES = frozenset({PLACE, *grammar.VOCABULARIES})
WORD = re.compile(r"\w+")
LONGEST = 40  # letters of a word of a place


def terms_of(cases: Collection[int]) -> dict[int, set[str]]:
    """The terms of each of these cases, by primary key."""
    found: dict[int, set[str]] = defaultdict(set)
    for case, groups, role in Victim.objects.filter(case__in=cases).values_list("case", "groups", "role"):
        found[case] |= {*(_term("group", group) for group in groups), _term("role", role)}
    for case, abuse in Act.objects.filter(incident__case__in=cases).values_list("incident__case", "abuse"):
        found[case].add(_term("abuse", abuse))
    for case, place, area in Incident.objects.filter(case__in=cases).values_list("case", "place", "area"):
        found[case] |= {_term(PLACE, ending) for word in _words(f"{place} {area}") for ending in _endings(word)}
    return found


def condition(asked: Iterable[tuple[str, str]]) -> str:
    """What PostgreSQL looks up for these `name:value` of a search, all of which a case must meet; empty for none."""
    return " & ".join(_condition(name, value) for name, value in asked)


def _condition(name: str, value: str) -> str:
    if name == PLACE:
        return " & ".join(f"{_quoted(_term(PLACE, word))}:*" for word in _words(value))
    return "(" + " | ".join(_quoted(_term(name, code)) for code in grammar.codes(name, value)) + ")"


def _term(name: str, value: str) -> str:
    return f"{name}={value}"


def _words(place: str) -> list[str]:
    return [word[:LONGEST] for word in WORD.findall(place.casefold())]


def _endings(word: str) -> list[str]:
    """Of `orsa`: `orsa`, `rsa`, `sa`, `a`. What stands anywhere in a word is the beginning of one of them."""
    return [word[begin:] for begin in range(len(word))]


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
