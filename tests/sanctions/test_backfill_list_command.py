import json

import pytest
from django.core.management import CommandError, call_command

from sanctions.models import Snapshot
from tests.sanctions.conftest import VELDONIA, csv_of, row

pytestmark = pytest.mark.django_db


def backfill(capsys, folder):
    call_command("backfill_list", "us-ofac-sdn", str(folder))
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_days_are_absorbed_in_order_and_once(capsys):
    told = backfill(capsys, VELDONIA)

    assert [(line["published_on"], line["entries"]) for line in told] == [("2022-12-08", 28), ("2022-12-09", 31)]
    assert backfill(capsys, VELDONIA) == []
    assert Snapshot.objects.count() == 2


def test_first_day_set_aside_ends_it(capsys, tmp_path):
    for day, rows in (("2022-01-01", range(1, 20)), ("2022-01-02", range(1, 7)), ("2022-01-03", range(1, 20))):
        (tmp_path / day).mkdir()
        (tmp_path / day / "sdn.csv").write_bytes(csv_of(map(row, rows)))

    with pytest.raises(CommandError, match="The publication of 2022-01-02 was set aside") as stopped:
        backfill(capsys, tmp_path)

    assert stopped.value.returncode == 3
    assert Snapshot.objects.count() == 2


def test_folder_without_days_is_refused(capsys, tmp_path):
    with pytest.raises(CommandError, match="has no folder named after a day"):
        backfill(capsys, tmp_path)
