"""Which given names are one name, in two languages or in short: Aleksandr and Sasha, William and Guillermo.

The table is drawn from that of `rigour` 2.6.1 (MIT), which has it from Wikidata (CC0): single words as `names.tokens` reads them,
of names whose forms are neither spelled nor heard alike. `rigour` takes six seconds and 260 MB to load the whole; this takes a
twentieth of a second and five megabytes, so that pages, workers and commands all compare alike.
"""

import gzip
from bisect import bisect_left
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path

# Short forms, and names of the scriptures in the languages that have them, as tokens are read. The table above has few of them.
SHORT = """
william bill billy will | robert bob bobby rob | richard dick rick | james jim jimmy | john jack johnny | edward ted eddie
charles charlie chuck | thomas tom tommy | michael mike mick
joseph joe yusuf yousef youssef josef jose giuseppe iosif yosef | daniel dan danny danyal | samuel sam | anthony tony
benjamin ben bibi binyamin | elizabeth liz beth betty | margaret maggie peggy | katherine kate katie kathy
alexander aleksandr sasha alex iskandar iskander sikandar | mikhail misha | dmitry dmitri dima mitya | vladimir volodya vova
nikolay nikolai kolya | ivan vanya | evgeny yevgeny evgeni zhenya | sergey sergei seryozha | alexey aleksey alyosha
pyotr petr petya | grigory grisha | pavel pasha | yury yuri yura | konstantin kostya | anastasia nastya | ekaterina katya
tatiana tanya | francisco paco pancho | jose pepe | jesus chucho isa | ignacio nacho | guadalupe lupe | enrique quique
eduardo lalo | ibrahim abraham avraham | musa moses moshe moussa | daud david dawud dawood | sulayman suleiman solomon shlomo
yahya yohanan | ismail ishmael yishmael | ishaq isaac yitzhak | yaqub yaqoob jacob yaakov | ilyas elias eliyahu
maryam mariam maria mary miriam | harun aaron aharon haroun | yunus jonah younis | ayub ayyub job
zakariya zechariah zakaria | jibril gabriel
"""
TABLE = Path(__file__).with_name("given_names.txt.gz")  # in each line a token and the numbers of the names it can be


@cache
def _lines() -> list[str]:
    return gzip.decompress(TABLE.read_bytes()).decode("ascii").splitlines()


@cache
def _short() -> dict[str, frozenset[str]]:
    groups = [group.split() for group in SHORT.replace("\n", " | ").split(" | ")]
    found: dict[str, set[str]] = defaultdict(set)
    for first, *others in filter(None, groups):
        for token in (first, *others):
            found[token].add(first.upper())
    return {token: frozenset(names) for token, names in found.items()}


@lru_cache(50_000)
def meanings_of(token: str) -> frozenset[str]:
    """The names that a token can be."""
    lines, opening = _lines(), f"{token} "
    place = bisect_left(lines, opening)
    found = lines[place] if place < len(lines) else ""
    written = found.split()[1:] if found.startswith(opening) else ()
    return _short().get(token, frozenset()).union(written)


def share_a_meaning(a: str, b: str) -> bool:
    return len(a) > 2 and len(b) > 2 and not meanings_of(a).isdisjoint(meanings_of(b))
