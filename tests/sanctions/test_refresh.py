from datetime import date

import pytest

from sanctions import archive
from sanctions.models import Change, EntryProgramme, EntryVersion, ListEntry, Snapshot
from sanctions.publications import MissingPart
from sanctions.refresh import absorb
from sanctions.sources import SOURCES
from tests.sanctions.conftest import CUTS, OFAC, VELDONIA, csv_of, parts, row

pytestmark = pytest.mark.django_db
EVERYBODY = [row(number) for number in range(1, 11)]
ALIASES = b'3,1,"aka","OTHER, Name",-0- \r\n\x1a'


def changes():
    rows = Change.objects.exclude(snapshot__previous=None).values_list("kind", "entry__reference", "programme")
    return sorted(rows)


def listed():
    return set(ListEntry.objects.listed().values_list("reference", flat=True))


def names_of(reference):
    newest = EntryVersion.objects.filter(entry__reference=reference).latest("pk")
    return [name.full for name in newest.listed.names]


def test_first_publication_adds_everybody(publish):
    outcome = publish(EVERYBODY)

    assert (outcome.verdict, outcome.entries, outcome.programmes) == ("absorbed", 10, {"GLOMAG": 10})
    assert outcome.changes["added"] == 10
    assert len(listed()) == 10


def test_same_bytes_again_are_unchanged(publish):
    publish(EVERYBODY)

    assert publish(EVERYBODY).verdict == "unchanged"
    assert Snapshot.objects.count() == 1


def test_another_order_changes_nothing(publish):
    publish(EVERYBODY)

    outcome = publish(EVERYBODY[::-1])

    assert outcome.verdict == "absorbed"
    assert changes() == []


def test_each_kind_of_change(publish):
    publish(EVERYBODY)

    outcome = publish([
        *EVERYBODY[:6],
        row(7, remarks="DOB 1970."),
        row(8, programmes="GLOMAG] [MAGNIT"),
        row(9, programmes="MAGNIT"),
        row(11),
    ])  # fmt: skip

    assert changes() == [
        ("added", "11", ""),
        ("amended", "7", ""),
        ("programme_added", "8", "MAGNIT"),
        ("programme_added", "9", "MAGNIT"),
        ("programme_removed", "9", "GLOMAG"),
        ("removed", "10", ""),
    ]
    assert outcome.changes == {
        "added": 1, "amended": 1, "programme_added": 2, "programme_removed": 1, "removed": 1, "back": 0,
    }  # fmt: skip
    assert outcome.programmes == {"GLOMAG": 9, "MAGNIT": 2}


def test_who_comes_back_is_the_same_entry(publish):
    publish(EVERYBODY)
    publish(EVERYBODY[1:])
    publish([row(1, programmes="GLOMAG] [MAGNIT"), *EVERYBODY[1:]])

    assert changes() == [("back", "1", ""), ("programme_added", "1", "MAGNIT"), ("removed", "1", "")]
    standing = EntryProgramme.objects.filter(entry__reference="1", gone_since=None)
    assert set(standing.values_list("code", flat=True)) == {"GLOMAG", "MAGNIT"}
    assert EntryProgramme.objects.filter(entry__reference="1", code="GLOMAG").count() == 2


def test_list_that_goes_back_is_absorbed_again(publish):
    for rows in (EVERYBODY, EVERYBODY[1:], EVERYBODY):
        assert publish(rows).verdict == "absorbed"
    assert changes() == [("back", "1", ""), ("removed", "1", "")]


def test_list_that_goes_back_by_its_own_words_is_absorbed(db, settings):
    """What the publisher publishes today is the list of today, though the file in it is an old one."""
    consolidated, folder = SOURCES["us-ofac-consolidated"], CUTS.parent / "us-ofac-consolidated"
    settings.LIST_FLOORS = {consolidated.slug: 1}
    days = ("2022-12-15", "2026-01-01", "2022-12-15")

    outcomes = [absorb(consolidated, {"consolidated.xml": folder / day / "consolidated.xml"}) for day in days]

    assert [outcome.verdict for outcome in outcomes] == ["absorbed"] * 3
    assert outcomes[0].entries == outcomes[2].entries
    back = Snapshot.objects.newest()
    assert (str(back.went_back_to), back.published_on, back.as_of) == ("2022-12-12", None, back.fetched_at.date())


def test_part_that_is_missing_stays_as_last_known(publish, tmp_path):
    publish(EVERYBODY, alt=ALIASES)
    (tmp_path / "alt.csv").unlink()

    outcome = absorb(OFAC, {"sdn.csv": write(tmp_path, [*EVERYBODY, row(11)])})

    assert changes() == [("added", "11", "")]
    assert outcome.changes["amended"] == 0
    assert names_of("3") == ["NOBODY, Real", "OTHER, Name"]
    assert Snapshot.objects.newest().parts["alt.csv"]["older"] is True


def test_same_main_part_without_the_others_is_unchanged(publish, tmp_path):
    publish(EVERYBODY, alt=ALIASES)

    assert absorb(OFAC, {"sdn.csv": write(tmp_path, EVERYBODY)}).verdict == "unchanged"


def test_older_part_may_tell_of_somebody_who_is_gone(publish, tmp_path):
    publish(EVERYBODY, alt=ALIASES)

    absorb(OFAC, {"sdn.csv": write(tmp_path, [*EVERYBODY[:2], *EVERYBODY[3:]])})

    assert changes() == [("removed", "3", "")]


def write(folder, rows):
    path = folder / "again.csv"
    path.write_bytes(csv_of(rows))
    return path


def test_interval_runs_from_the_last_file_without_to_the_first_with(veldonia):
    change = Change.objects.get(entry__reference="91029")

    assert change.interval == (date(2022, 12, 8), date(2022, 12, 9))


def test_what_was_there_when_we_began_has_no_beginning(veldonia):
    change = Change.objects.get(entry__reference="91001")

    assert change.interval == (None, date(2022, 12, 8))


def test_second_day_of_veldonia(veldonia):
    assert [outcome.entries for outcome in veldonia] == [28, 31]
    assert changes() == [
        ("added", "91029", ""),
        ("added", "91030", ""),
        ("added", "91031", ""),
        ("amended", "91008", ""),
        ("programme_added", "91021", "GLOMAG"),
    ]
    assert names_of("91029") == ["TESKAN, Maro", "TESKAN, Maro Ilyich"]


def test_second_day_of_the_real_list():
    absorb(OFAC, parts(CUTS / "2022-12-08"))
    absorb(OFAC, parts(CUTS / "2022-12-09"))

    assert [kind for kind, _, _ in changes()] == ["added"] * 4 + ["amended", "programme_added"]


def test_published_bytes_are_kept_as_they_were(veldonia):
    snapshot = Snapshot.objects.newest()

    for name, part in snapshot.parts.items():
        with archive.open_kept("us-ofac-sdn", part["sha256"]) as kept:
            assert kept.read() == (VELDONIA / "2022-12-09" / name).read_bytes()


def test_main_part_cannot_be_missing(tmp_path):
    with pytest.raises(MissingPart, match=r"cannot be read without sdn\.csv"):
        absorb(OFAC, {"alt.csv": write(tmp_path, [])})


def test_unknown_part_is_refused(tmp_path):
    with pytest.raises(MissingPart, match=r"has no part cons_prim\.csv"):
        absorb(OFAC, {"sdn.csv": write(tmp_path, EVERYBODY), "cons_prim.csv": write(tmp_path, EVERYBODY)})


def test_large_list_costs_no_more_statements(publish, django_assert_max_num_queries):
    publish([row(number) for number in range(1, 1500)])

    with django_assert_max_num_queries(40):
        publish([row(number, remarks="DOB 1970.") for number in range(100, 1600)])


def test_fact_that_became_rare_overnight_sets_the_publication_aside(publish):
    born = [row(number, remarks="DOB 1970.") for number in range(1, 31)]
    publish([*born, row(31)])

    outcome = publish([*born[:20], *map(row, range(21, 32))])

    assert outcome.reason == "Only 65% of the entries have birth dates, where 97% had."
    assert Snapshot.objects.newest().is_releasable
