import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from sanctions import fetch
from sanctions.models import Snapshot
from tests.sanctions.conftest import CUTS, VELDONIA

pytestmark = pytest.mark.django_db
DAY = VELDONIA / "2022-12-09"


def refresh(capsys, *arguments):
    call_command("refresh_list", "us-ofac-sdn", *map(str, arguments))
    return json.loads(capsys.readouterr().out)


def test_one_line_of_json(capsys):
    said = refresh(capsys, "--file", DAY / "sdn.csv", "--file", DAY / "alt.csv", "--published-on", "2022-12-09")

    assert said == {
        "list": "us-ofac-sdn",
        "verdict": "absorbed",
        "reason": "",
        "entries": 31,
        "programmes": {"GLOMAG": 15, "VELDONIA": 18},
        "changes": {"added": 31, "amended": 0, "programme_added": 0, "programme_removed": 0, "removed": 0, "back": 0},
    }
    assert Snapshot.objects.get().published_on == date(2022, 12, 9)


def test_one_file_of_any_name_is_the_main_part(capsys, tmp_path):
    path = tmp_path / "downloaded (1)"
    path.write_bytes((DAY / "sdn.csv").read_bytes())

    assert refresh(capsys, "--file", path)["entries"] == 31


def test_list_set_aside_exits_with_3(capsys, tmp_path):
    path = tmp_path / "sdn.csv"
    path.touch()

    with pytest.raises(SystemExit) as stopped:
        call_command("refresh_list", "us-ofac-sdn", "--file", str(path))

    assert stopped.value.code == 3
    assert json.loads(capsys.readouterr().out)["verdict"] == "quarantined"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["xx-nothing"], 2, "There is no list xx-nothing. There are: us-ofac-sdn"),
        (["us-ofac-sdn", "--file", str(DAY / "alt.csv")], 2, "cannot be read without sdn.csv"),
        (["us-ofac-sdn", "--file", "/nowhere/sdn.csv"], 1, "could not be read"),
    ],
)
def test_refusals_are_sentences(arguments, code, words):
    with pytest.raises(CommandError, match=words) as refused:
        call_command("refresh_list", *arguments)

    assert refused.value.returncode == code


def test_without_files_it_is_downloaded(capsys, monkeypatch):
    def bring(url, into, *_rest):
        into.write_bytes((CUTS / "2021-07-07" / into.name).read_bytes())
        return fetch.Fetched(into, date(2021, 7, 7))

    monkeypatch.setattr(fetch, "download", bring)

    said = refresh(capsys)

    assert (said["verdict"], said["entries"]) == ("absorbed", 16)
    assert Snapshot.objects.get().published_on == date(2021, 7, 7)
