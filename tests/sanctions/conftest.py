"""Lists for tests: short cuts of the real one, and the two publications of invented Veldonia."""

from datetime import date
from pathlib import Path

import pytest
from django.apps import apps

from sanctions.reference import load_all
from sanctions.refresh import absorb
from sanctions.sources import SOURCES

HERE = Path(__file__).resolve().parent.parent
CUTS = HERE / "fixtures" / "lists" / "us-ofac-sdn"
VELDONIA = HERE.parent / "demo" / "lists"
OFAC = SOURCES["us-ofac-sdn"]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Published bytes of one test stay with that test; its lists are short."""
    settings.VAR = tmp_path / "var"
    settings.LIST_FLOORS = {"us-ofac-sdn": 5}


def parts(folder):
    return {path.name: path for path in folder.glob("*.csv")}


@pytest.fixture
def publish(db, tmp_path):
    """Absorb what is written here: `publish(rows)` or `publish(sdn=bytes, alt=bytes, on="2022-12-09")`."""

    def make(rows=None, *, on=None, **files):
        if rows is not None:
            files["sdn"] = csv_of(rows)
        written = {}
        for name, body in files.items():
            path = tmp_path / f"{name}.csv"
            path.write_bytes(body)
            written[path.name] = path
        return absorb(OFAC, written, date.fromisoformat(on) if on else None)

    return make


def row(number, name="NOBODY, Real", kind='"individual"', programmes="GLOMAG", remarks="-0- "):
    null = "-0- "
    quoted = remarks if remarks == null else f'"{remarks}"'
    return f'{number},"{name}",{kind},"{programmes}",{",".join([null] * 7)},{quoted}'


def csv_of(rows):
    return ("\r\n".join(rows) + "\r\n\x1a").encode()


@pytest.fixture
def veldonia(db):
    """Both days of the invented list."""
    return [absorb(OFAC, parts(VELDONIA / day), date.fromisoformat(day)) for day in ("2022-12-08", "2022-12-09")]


@pytest.fixture
def law(db):
    """The shipped reference data, which a test that empties tables takes away."""
    load_all(apps)
