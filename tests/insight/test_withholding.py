"""What is withheld cannot be worked out from what is told: tried as tables, against somebody who adds up everything."""

import random
from itertools import pairwise, product

import pytest

from insight.share import _told as share_told
from insight.withholding import FEW, WITHHELD, banded, protected, protected_together, told


@pytest.mark.parametrize(("count", "sees", "shown"), [(0, False, "0"), (4, False, "<5"), (5, False, "5"), (4, True, "4")])
def test_small_numbers_are_withheld(count, sees, shown):
    assert told(count, sees_cases=sees) == shown


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0"), (1, "<5"), (4, "<5"), (5, "5–9"), (9, "5–9"), (10, "10–14"), (123, "120–124")]
)
def test_crossed_numbers_are_told_in_steps_of_five(count, shown):
    assert banded(count) == shown


@pytest.mark.parametrize(
    ("column", "total", "shown", "line"),
    [
        ([20, 7, 9], 36, ["20", "7", "9"], "36"),  # nothing small
        ([20, 3, 9], 32, ["20", "<5", "withheld"], "32"),  # 32 - 20 - 9 would be 3: the smallest beside it goes too
        ([20, 1, 1], 22, ["withheld", "<5", "<5"], "22"),  # two that add up to 2 are one and one
        ([20, 4, 4], 28, ["withheld", "<5", "<5"], "28"),  # two that add up to 8 are four and four
        ([20, 2, 3], 25, ["20", "<5", "<5"], "25"),  # two that add up to 5 can be anything
        ([20, 2, 2, 3], 27, ["20", "<5", "<5", "<5"], "27"),
        ([3, 0, 0], 3, ["<5", "0", "0"], "<5"),  # a small total says nothing of its parts
        ([4, 3], 7, ["<5", "<5"], "withheld"),  # no part is left to withhold: the total goes
        ([20, 4, 4, 0], 28, ["withheld", "<5", "<5", "0"], "28"),
    ],
)
def test_one_column(column, total, shown, line):
    table, told_total = protected([[number] for number in column], [total])

    assert ([word for [word] in table], told_total) == (shown, [line])


def test_neighbours_of_a_funnel_give_nothing_away():
    """Sent lies between accepted and acted on: withheld between two equal numbers it would be told by them."""
    table, line = protected([[12, 12, 12], [30, 20, 9], [6, 3, 0]], [48, 35, 21], falling=True)

    assert (table, line) == ([["12", "12", "12"], ["30", "withheld", "9"], ["6", "<5", "0"]], ["48", "35", "21"])


def test_tables_of_one_total_withhold_it_together():
    (one, other), line = protected_together([[[4], [3]], [[7]]], [7])

    assert (one, other, line) == ([["<5"], ["<5"]], [["7"]], ["withheld"])


def _rows(dice, columns, *, falling):
    row = [dice.choice([0, 1, 2, 3, 4, 5, 6, 9]) for _ in range(columns)]
    return sorted(row, reverse=True) if falling else row


def _falls(numbers):
    return all(before >= after for before, after in pairwise(numbers))


def possible(table, line, most, *, falling):
    """By place, every number that it can be, for somebody who tries all tables that agree with what is told."""
    read = {FEW: range(1, 5), WITHHELD: range(most + 1)}
    rows = [[read.get(word) or [int(word)] for word in row] for row in table]
    choices = [[numbers for numbers in product(*row) if not falling or _falls(numbers)] for row in rows]
    totals = [read.get(word) or [int(word)] for word in line]
    found = {}
    for whole in product(*choices):
        sums = [sum(column) for column in zip(*whole, strict=True)]
        if all(number in may for number, may in zip(sums, totals, strict=True)) and (not falling or _falls(sums)):
            for place in product(range(len(table)), range(len(line))):
                found.setdefault(place, set()).add(whole[place[0]][place[1]])
    return found


def test_no_withheld_number_can_be_worked_out():
    for seed in range(150):
        dice = random.Random(seed)
        falling = dice.random() < 0.6
        columns = dice.randint(1, 2)
        rows = [_rows(dice, columns, falling=falling) for _ in range(dice.randint(2, 3))]
        total = [sum(column) for column in zip(*rows, strict=True)]

        table, line = protected(rows, total, falling=falling)

        for (row, column), numbers in possible(table, line, max(total), falling=falling).items():
            assert rows[row][column] in numbers
            assert table[row][column].isdigit() or len(numbers) > 1, (rows, table, line)


PARTS = ("0", "1", "2", "basis", "undecided")


def test_levels_of_a_basis_cannot_be_worked_out():
    for seed in range(300):
        dice = random.Random(seed)
        counts = {what: dice.choice([0, 0, 1, 2, 4, 6, 11]) for what in ("0", "1", "2", "3", "4", "undecided")}
        counts["basis"] = counts["3"] + counts["4"]
        counts["acted"] = sum(counts[what] for what in PARTS)

        words = share_told(counts)

        hidden = [what for what in PARTS if not words[what].isdigit()]
        levels = [level for level in ("3", "4") if not words[level].isdigit()]
        assert all(words[what] == FEW for what in words if 0 < counts[what] < 5)
        assert len(hidden) != 1 or not words["acted"].isdigit()
        assert len(levels) != 1 or not words["basis"].isdigit()
        assert levels or words["basis"].isdigit() or counts["basis"] == 0
