import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sanctions.matching.evaluation import FILES, Half, best_quality, half_of, measure, quality
from sanctions.matching.score import THRESHOLD

PAIRS = Path(__file__).resolve().parent.parent / "fixtures" / "matching"


@pytest.mark.parametrize(("name", "floor"), [("names.jsonl", 0.8), ("cross_script.jsonl", 0.9), ("entities.jsonl", 0.9)])
def test_matching_is_no_worse_than_it_was(name, floor):
    whole = next(measure(PAIRS / name, Half.ALL))

    assert whole["shipped"]["f1"] >= floor
    assert whole["shipped"]["threshold"] == THRESHOLD


def test_quality_counts_what_is_proposed_and_what_is_missed():
    scores = [(0.9, True), (0.8, False), (0.7, True), (0.1, False)]

    at = quality(scores, 0.75)
    best = best_quality(scores)

    assert (at.precision, at.recall, at.f1) == (0.5, 0.5, 0.5)
    assert (best.recall, round(best.f1, 2)) == (1.0, 0.8)


def test_halves_are_the_same_for_everybody_and_do_not_overlap():
    lines = [json.loads(line) for name in FILES for line in (PAIRS / name).read_text().splitlines()]
    halves = [half_of(line["left"]) for line in lines]

    assert half_of({"kind": "person", "names": ["Maro Teskan"]}) == Half.REPORT
    assert 0.3 < halves.count(Half.TUNE) / len(halves) < 0.7


def test_measures_are_printed_as_json():
    out = StringIO()

    call_command("measure_matching", str(PAIRS), stdout=out)

    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert {line["file"] for line in lines} == set(FILES)
    assert {line["half"] for line in lines} == {"report"}
    assert all({"f1", "precision", "recall", "threshold"} == set(line["best"]) == set(line["shipped"]) for line in lines)


def test_pairs_whose_label_contradicts_them_are_told_apart(tmp_path):
    """One full name and one birth date, and labelled as two persons: measured with and without."""
    one = {"kind": "person", "names": ["Maro Teskan"], "birth_dates": ["1971"]}
    other = {**one, "names": ["TESKAN, Maro"]}
    lines = [{"left": one, "right": other, "label": label} for label in (True, False)]
    (tmp_path / "pairs.jsonl").write_text("\n".join(map(json.dumps, lines)))

    everybody, _ = measure(tmp_path / "pairs.jsonl", Half.ALL)

    assert (everybody["pairs"], everybody["shipped"]["precision"]) == (2, 0.5)
    assert (everybody["without"]["pairs"], everybody["without"]["shipped"]["precision"]) == (1, 1.0)


def test_bodies_that_nothing_tells_apart_are_measured_apart(tmp_path):
    names = ["Noor Relief", "Noor Aid"]
    pairs = [(names, names, True), (names, names, False), (names, names[::-1], False)]  # the last differs by its chief name
    rows = [
        {"left": {"kind": "organisation", "names": ours}, "right": {"kind": "organisation", "names": theirs}, "label": label}
        for ours, theirs, label in pairs
    ]
    (tmp_path / "pairs.jsonl").write_text("\n".join(map(json.dumps, rows)))

    everybody, _ = measure(tmp_path / "pairs.jsonl", Half.ALL)

    assert (everybody["pairs"], everybody["without"]["pairs"]) == (3, 1)


def test_folder_without_pairs_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"names\.jsonl"):
        call_command("measure_matching", str(tmp_path))


def score(tmp_path, *lines):
    path, out, err = tmp_path / "pairs.jsonl", StringIO(), StringIO()
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines))
    try:
        call_command("score_pairs", str(path), stdout=out, stderr=err)
        failure = ""
    except CommandError as problem:
        failure = str(problem)
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), failure


def test_pairs_come_back_with_score_and_reasons(tmp_path):
    pair = {"left": {"kind": "person", "names": ["Maro Teskan"]}, "right": {"kind": "person", "names": ["Маро Тескан"]}, "id": 7}

    (line,), said, failure = score(tmp_path, pair)

    assert {key: line[key] for key in pair} == pair
    assert line["score"] > THRESHOLD
    assert line["reasons"][0]["what"] == "name"
    assert (said, failure) == ("", "")


@pytest.mark.parametrize(
    "line",
    [b"{", b"[]", b"\xff\xfe", b'"x"', {"left": {}}, {"left": [], "right": {}}, {"left": {"kind": "ghost"}, "right": {}},
     {"left": {"names": [1]}, "right": {}}, {"left": {"names": {"a": 1}}, "right": {}}],
)  # fmt: skip
def test_line_that_is_no_pair_is_named_and_the_others_are_scored(tmp_path, line):
    good = {"left": {"names": ["Maro Teskan"]}, "right": {"names": ["Maro Teskan"]}}

    scored, said, failure = score(tmp_path, line, good)

    assert len(scored) == 1
    assert said.startswith("Line 1: ")
    assert failure.startswith("1 lines were left out")
