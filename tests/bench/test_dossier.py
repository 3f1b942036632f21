"""Speed of an export: a large dossier's PDF, Word and ZIP, sealed, in a worker that has done one before."""

import time

import pytest

from submissions import services
from submissions.exporters.build import build_files
from submissions.models import DossierFile, Recommendation
from tests.submissions.conftest import (
    TICKS,
    approver,  # noqa: F401 -- a fixture
    argue,
    criterion,  # noqa: F401 -- a fixture
    everything,  # noqa: F401 -- a fixture
    make_accepted_case,
    make_act,
    make_claim,
    make_file,
    say,
)

pytestmark = [pytest.mark.bench, pytest.mark.django_db]

ASKS, ACTS, CLAIMS, FILES = 12, 10, 10, 4
MEGABYTE = 1024 * 1024
WORDS = "On that day the guard came to the quarry and held those who would not leave their land. "


@pytest.fixture
def large(everything, organisation, partner, criterion, liaison, approver):  # noqa: F811
    """A frozen dossier about twelve persons: a hundred and twenty acts, as many claims, 48 MB of exhibits."""
    dossier = None
    for number in range(ASKS):
        world = make_accepted_case(organisation, partner, f"Maro Teskan {number}", f"Маро Тескан {number}")
        for act in range(ACTS):
            say(world.case, make_act(world.case, world.subject, f"Person {act}"))
        claims = [make_claim(world.case, f"{WORDS * 4} {claim}.", world.statement, world.photo) for claim in range(CLAIMS)]
        for file in range(FILES):
            make_file(world.photo, bytes([number, file]) * (MEGABYTE // 2), partner)
        ask = services.open_recommendation(world.case, world.subject, criterion, by=liaison, dossier=dossier)
        argue(ask, claims)
        services.write_recommendation(ask, dict.fromkeys(("summary", "affected", "contrary"), WORDS * 20), by=liaison)
        services.sign_first(ask, by=liaison)
        services.sign_second(ask, TICKS, by=approver)
        dossier = ask.dossier
    return services.freeze(Recommendation.objects.first().dossier, by=liaison)[0]


def test_three_files_of_a_large_dossier_within_three_seconds(large, capsys):
    build_files(large)
    sizes = dict(large.files.values_list("format", "size"))
    DossierFile.objects.all().delete()

    clock, cpu = time.perf_counter(), time.process_time()
    build_files(large)
    clock, cpu = time.perf_counter() - clock, time.process_time() - cpu

    with capsys.disabled():
        print(f"\n  {sizes}: {clock:.2f} s by the clock, {cpu:.2f} s of CPU", end="", flush=True)  # noqa: T201
    assert cpu < 3
