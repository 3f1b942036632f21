import time

import pytest


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/bench" in item.nodeid:
            item.add_marker(pytest.mark.bench)


@pytest.fixture
def say(capsys):
    """Print a measured line, also when pytest keeps quiet."""

    def line(words):
        with capsys.disabled():
            print(f"\n  {words}", end="", flush=True)  # noqa: T201

    return line


def seconds(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def compare(ours, reference, *, rounds):
    """The seconds of both when least disturbed (the fastest tenth), measured in turns so that a busy moment slows both."""
    pairs = [(seconds(ours), seconds(reference)) for _ in range(rounds)]
    return tuple(sorted(column)[rounds // 10] for column in zip(*pairs, strict=True))
