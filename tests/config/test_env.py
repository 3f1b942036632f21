"""Values from the environment: refused in words when they make no sense."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env

HERE = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("read", "value", "words"),
    [
        (lambda: env.env_str("THING"), None, "THING is not set. See docs/settings.md."),
        (lambda: env.env_secret("THING"), None, "THING is not set. See docs/settings.md."),
        (
            lambda: env.env_bool("THING", False),
            "perhaps",
            "THING must be one of 1/0, true/false, yes/no, on/off, not 'perhaps'.",
        ),
        (lambda: env.env_int("THING", 1), "many", "THING must be a whole number, not 'many'."),
    ],
)
def test_nonsense_is_refused_in_words(monkeypatch, read, value, words):
    monkeypatch.delenv("THING", raising=False)
    if value is not None:
        monkeypatch.setenv("THING", value)

    with pytest.raises(ImproperlyConfigured) as refusal:
        read()

    assert str(refusal.value) == words


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("YES", True), ("on", True), ("true", True), ("0", False), ("Off", False), ("", False)]
)
def test_truth_has_several_spellings(monkeypatch, value, meant):
    monkeypatch.setenv("THING", value)

    assert env.env_bool("THING", not meant) is meant


def test_defaults_stand_in_for_what_is_not_set(monkeypatch):
    monkeypatch.delenv("THING", raising=False)

    assert (env.env_str("THING", "x"), env.env_bool("THING", True), env.env_int("THING", 7)) == ("x", True, 7)
    assert env.env_list("THING") == []


def test_lists_are_separated_by_commas(monkeypatch):
    monkeypatch.setenv("THING", " a.example, b.example,, ")

    assert env.env_list("THING") == ["a.example", "b.example"]


def test_a_secret_may_stand_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("from the file\n")
    monkeypatch.setenv("THING", "from the environment")
    monkeypatch.setenv("THING_FILE", str(tmp_path / "secret"))

    assert env.env_secret("THING") == "from the file"


def test_a_file_that_is_missing_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("THING_FILE", str(tmp_path / "nothing"))

    with pytest.raises(ImproperlyConfigured, match=r"THING_FILE cannot be read: No such file or directory\."):
        env.env_secret("THING")


def start(**changes):
    """Start production with a whole environment and some changes to it; the answer is the last line it says."""
    whole = {"ALLOWED_HOSTS": "cases.example", "SITE_ADDRESS": "https://cases.example"}
    needed = ("PATH", "SECRET_KEY", "WRAPPING_KEY_FILE", "DATABASE_URL", "BROKER_URL", "SMALLPLACES_VAR")
    environment = {name: os.environ[name] for name in needed} | whole | changes
    environment = {name: value for name, value in environment.items() if value is not None}
    run = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"],
        env={**environment, "DJANGO_SETTINGS_MODULE": "config.settings.production"},
        cwd=HERE,
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, (run.stderr.strip().splitlines() or [""])[-1].removeprefix("django.core.exceptions.")


def test_production_starts_with_a_whole_environment():
    assert start() == (0, "")


@pytest.mark.parametrize("name", ["SECRET_KEY", "WRAPPING_KEY_FILE", "DATABASE_URL", "SITE_ADDRESS"])
def test_production_refuses_to_start_without(name):
    assert start(**{name: None}) == (1, f"ImproperlyConfigured: {name} is not set. See docs/settings.md.")


def test_production_refuses_to_waive_the_second_factor():
    refusal = "ImproperlyConfigured: SECOND_FACTOR_WAIVED is for the demonstration alone: unset it."

    assert start(SECOND_FACTOR_WAIVED="1") == (1, refusal)
