"""Invented Veldonia with look-alikes: pairs of accounts of one event in two scripts, and all around them cases that only look so.

Written before anything was measured by it. Nobody and nothing in it exists.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

PAIRS = (
    ("Maro Teskan", "Маро Тескан"), ("Dragan Velimirov", "Драган Велимиров"), ("Yusuf Karadeli", "يوسف كارادلي"),
    ("Oleg Stavrenko", "Олег Ставренко"), ("Nadia Orlovska", "Надя Орловская"), ("Hamid Rastegar", "حميد رستگار"),
    ("Ilya Brodarich", "Илья Бродарич"), ("Samir Haddoun", "سمير حدون"), ("Viktor Lazarenov", "Виктор Лазаренов"),
    ("Petra Kosmach", "Петра Космач"), ("Anton Dziubek", "Антон Дзюбек"), ("Farid Mansouri", "فريد منصوري"),
    ("Goran Tesanich", "Горан Тесанич"), ("Mirela Dobrovich", "Мирела Добрович"), ("Rustam Alibekov", "Рустам Алибеков"),
    ("Zoran Petkovar", "Зоран Петковар"), ("Leyla Torabi", "لیلا ترابی"), ("Stefan Wolnar", "Стефан Вольнар"),
    ("Ibrahim Zaydan", "إبراهيم زيدان"), ("Katya Morozhkina", "Катя Морожкина"), ("Bohdan Hrytsak", "Богдан Грицак"),
    ("Omar Shakiri", "عمر شاكري"), ("Tomas Verhalen", "Томас Верхален"), ("Dmitri Sobolnik", "Дмитрий Собольник"),
)  # fmt: skip
# A place as it is written in Latin, Cyrillic and Arabic letters.
PLACES = (
    ("Lower Orsa", "Лоуэр Орса", "لوور اورسا"), ("Port Vel", "Порт Вел", "بورت فيل"), ("Marrowgate", "Марроугейт", "ماروغيت"),
    ("Saltmere", "Солтмир", "سالتمير"), ("Halden", "Халден", "هالدن"), ("Upper Lind", "Аппер Линд", "ابر ليند"),
)  # fmt: skip
GIVEN = (
    "Alexei", "Boris", "Danilo", "Emil", "Filip", "Gavril", "Hasan", "Idris", "Jasna", "Karim", "Luka", "Milos",
    "Nikola", "Osman", "Pavel", "Rashid",
)  # fmt: skip
FAMILY = (
    "Arsenov", "Belkovich", "Cherkasin", "Dravich", "Evrenos", "Fomenko", "Galibov", "Horvatin", "Iskanderov",
    "Jovrelich", "Kalinar", "Lukashin",
)  # fmt: skip
# Names that very many bear, each in as many countries as wrote to us.
COMMON = (
    "Ivan Petrov", "محمد علي", "Ahmed Hassan", "José García", "Maria Silva", "Nguyen Van An", "Kim Min-su", "Olena Kovalenko",
    "John Smith", "王伟", "Abdullah Khan", "Aung Aung",
)  # fmt: skip
COUNTRIES = (("Veldonia", "Halden"), ("Korvania", "Tresk"), ("Ostmark", "Grauheim"), ("Sulamar", "Bab Zahir"))
POLICE, MINISTRIES = "Port Vel Police", ("Ministry of the Interior", "Ministry of Defence")
STATIONS = ("Third Police Station, Port Vel", "Fifth Police Station, Port Vel")
FORM, LETTERHEAD = b"How we take statements. Page 1 of 2.", "f0f0c3c3a5a59696"
DRAWN_TWICE, PAGES_ALIKE = "3c5a96f00fa5c369", 12


@dataclass(frozen=True)
class Account:
    """One case as a partner filed it. Two that are of one `event` tell of the same, and so do all of one person who is named
    in many, `of`; all others only look so."""

    event: str
    subject: str
    place: str
    began: str
    born: str = ""
    nationality: str = ""
    post: str = ""
    bodies: tuple[str, ...] = ()
    files: tuple[bytes, ...] = ()
    likeness: str = ""
    by_other: bool = False
    of: str = ""


def world() -> list[Account]:
    return [*_pairs(), *_families(), *_neighbours(), *_fathers(), *_namesakes(), *_capital(), *_offices(), *_commander()]


def _where(number: int) -> tuple[str, str, str]:
    return PLACES[number % len(PLACES)]


def _when(number: int) -> tuple[int, int]:
    return 2017 + number * 5 % 7, 1 + number * 7 % 12


def _pairs() -> Iterator[Account]:
    """One partner's own form and letterhead lie in most of its cases; some pairs also share a photograph."""
    for number, (latin, other) in enumerate(PAIRS):
        (place, cyrillic, arabic), (year, month) = _where(number), _when(number)
        there = place if number % 3 == 0 else cyrillic if "\u0400" < other[0] < "\u0500" else arabic
        born, post = (str(1955 + number), f"Commander, Unit {number + 1}") if number % 2 else ("", "")
        photo = (f"photograph {number}".encode(),) if number % 6 == 0 else ()
        sheet = LETTERHEAD if number % 4 == 0 else ""
        yield Account(f"pair {number}", latin, place, f"{year}-{month:02}-09", born, "Veldonia", post, files=(FORM, *photo),
                      likeness=sheet)  # fmt: skip
        yield Account(
            f"pair {number}", other, there, f"{year}-{month:02}", "" if number % 4 else born, files=photo, by_other=True
        )


def _families() -> Iterator[Account]:
    """The brother, at the same place in another year; and a woman of the family."""
    for number, (latin, _other) in enumerate(PAIRS):
        (place, *_), (year, month) = _where(number), _when(number)
        family = latin.split()[-1]
        yield Account(f"brother {number}", f"{GIVEN[number % 16]} {family}", place, f"{year - 2}-{month:02}", files=(FORM,))
        sister = f"{GIVEN[(number + 5) % 16]}a {family.removesuffix('a')}a"
        yield Account(f"sister {number}", sister, place, f"{year}-{month % 12 + 1:02}", by_other=True)


def _fresh() -> Iterator[str]:
    """Nobody twice; the family names of many are the same, and the given names of others."""
    pairs = sorted(product(range(16), range(12)), key=lambda pair: (pair[0] * 5 + pair[1] * 7) % 193)
    return (f"{GIVEN[given]} {FAMILY[family]}" for given, family in pairs)


FRESH = list(_fresh())


def _neighbours() -> Iterator[Account]:
    """Somebody else at the same place: in the same month; a year later; and where the place is called nearly so."""
    for number, name in enumerate(FRESH[:48]):
        (place, *_), (year, month) = _where(number), _when(number)
        later = number >= 24
        yield Account(f"neighbour {number}", name, place, f"{year + later}-{month:02}", by_other=number % 3 == 0,
                      files=(FORM,) if number % 3 else ())  # fmt: skip
    for number, name in enumerate(FRESH[48:56]):
        near = ("Upper Orsa", "Port Vern", "Marrow", "Saltmoor", "Haldane", "Lower Lind", "New Orsa", "Port Lind")[number]
        year, month = _when(number)
        yield Account(f"near {number}", name, near, f"{year}-{month:02}-20")


def _fathers() -> Iterator[Account]:
    """The same name, a generation earlier."""
    for number in range(1, len(PAIRS), 2):
        (place, *_), (year, month) = _where(number), _when(number)
        if number % 4 == 0:
            continue
        yield Account(f"father {number}", PAIRS[number][0], place, f"{year - 9}-{month:02}", str(1925 + number), "Veldonia")


def _namesakes() -> Iterator[Account]:
    for number, name in enumerate(COMMON):
        for turn, (country, place) in enumerate(COUNTRIES):
            year = 2018 + (number + turn) % 4
            yield Account(f"namesake {number} {country}", name, place, f"{year}-{1 + (number * 5 + turn) % 12:02}", "", country,
                          by_other=turn % 2 == 1)  # fmt: skip


def _capital() -> Iterator[Account]:
    """One month of protest in the capital: everybody was there, and the police of the city is named by all."""
    for number, name in enumerate(FRESH[60:80]):
        bodies = (POLICE,) if number % 4 else (POLICE, STATIONS[number // 4 % 2])
        yield Account(f"capital {number}", name, "Port Vel", f"2022-09-{number + 5:02}", post=f"Officer, {POLICE}", bodies=bodies,
                      by_other=number % 2 == 0)  # fmt: skip
    for number, name in enumerate(FRESH[80:84]):
        for by_other in (False, True):
            written = ", ".join(name.split()[::-1]) if by_other else name
            began = f"2022-09-{number + 12}"
            yield Account(f"in the capital {number}", written, "Port Vel", began, bodies=(POLICE,), by_other=by_other)


def _offices() -> Iterator[Account]:
    """Ministries that stand in many cases; and pages that a scanner makes alike."""
    for number, name in enumerate(FRESH[84:104]):
        (place, *_), (year, month) = _where(number + 3), _when(number + 11)
        ministry = MINISTRIES[number % 2]
        yield Account(f"office {number}", name, place, f"{year}-{month:02}", post=f"Head, {ministry}", bodies=(ministry,),
                      likeness=LETTERHEAD if number < PAGES_ALIKE else "", by_other=number % 5 == 0)  # fmt: skip
    for by_other in (False, True):
        yield Account(
            "drawn twice",
            FRESH[104 + by_other],
            ("Halden", "Marrowgate")[by_other],
            "2019-04",
            likeness=DRAWN_TWICE,
            by_other=by_other,
        )


def _commander() -> Iterator[Account]:
    """One who is named in fourteen cases, at other places in other years; two of them are of one event, in two scripts."""
    for number in range(12):
        year, place = 2010 + number, PLACES[number % 6][0]
        yield Account(f"command {number}", "Radomir Volchak", place, f"{year}-05", "1961", bodies=("Orsa Mining Guard",),
                      by_other=number % 2 == 0, of="commander")  # fmt: skip
    yield Account("command twice", "Radomir Volchak", "Port Vel", "2023-11-04", bodies=("Orsa Mining Guard",), of="commander")
    yield Account("command twice", "Радомир Волчак", "Порт Вел", "2023-11", by_other=True, of="commander")
