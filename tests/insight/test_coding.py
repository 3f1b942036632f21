"""People read what governments wrote. Two make a figure; where they differ nothing is counted and nothing is lost."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from cases.vocabularies import VictimGroup as G
from insight import coding, following, recognition
from insight.models import OfficialText, Reading
from insight.statuses import Agreement, Recognition
from sanctions.models import EntryVersion, Snapshot
from tests.insight.conftest import RELEASE

pytestmark = pytest.mark.django_db

WOMEN = (G.WOMEN, Recognition.EXPLICIT, "held women and girls of the Lower Orsa")
DETAINED = (G.DEPRIVED_OF_LIBERTY, Recognition.EXPLICIT, "Detainees were beaten.")
MINISTRY = (G.WOMEN, Recognition.CONTEXTUAL, "Ministry of Women’s Affairs")


def figures():
    entries = recognition.designations("GLOMAG")
    read = recognition.read_of(entries)
    named = {row.group: row.counts for row in recognition.named_groups(entries, read)}
    return recognition.progress(entries, read), named


def said_of(group, named):
    return {verdict: count for verdict, count in named[group].items() if count}


def test_nothing_is_counted_before_two_have_read_it(text, analyst):
    coding.read_text(text, [WOMEN], by=analyst)

    progress, named = figures()

    assert progress == {"no_text": 1, Agreement.UNREAD: 0, Agreement.ONE: 2, Agreement.DISAGREED: 0, Agreement.AGREED: 0}
    assert sum(named[G.WOMEN].values()) == 0


def test_two_who_agree_make_a_figure_for_every_designation_of_the_text(text, analyst, second_analyst):
    for person in (analyst, second_analyst):
        coding.read_text(text, [WOMEN, DETAINED], by=person)

    progress, named = figures()

    assert progress[Agreement.AGREED] == 2
    assert named[G.WOMEN] == {
        Recognition.EXPLICIT: 2,
        Recognition.MISFRAMED: 0,
        Recognition.IMPLICIT: 0,
        Recognition.CONTEXTUAL: 0,
        Recognition.ABSENT: 0,
    }
    assert named[G.LGBTIQ][Recognition.ABSENT] == 2


def test_two_who_differ_make_none_and_both_readings_stay(text, analyst, second_analyst):
    coding.read_text(text, [WOMEN], by=analyst)
    coding.read_text(text, [MINISTRY], by=second_analyst)

    progress, named = figures()

    assert progress[Agreement.DISAGREED] == 2
    assert sum(named[G.WOMEN].values()) == 0
    assert Reading.objects.standing().count() == 2


def test_reading_again_is_another_row_and_may_settle_it(text, analyst, second_analyst):
    coding.read_text(text, [WOMEN], by=analyst)
    coding.read_text(text, [MINISTRY], by=second_analyst)
    coding.read_text(text, [WOMEN], by=second_analyst)

    assert (Reading.objects.count(), figures()[0][Agreement.AGREED]) == (3, 2)


def test_vessel_is_never_counted(text, entries):
    assert len(entries) == 4
    assert recognition.designations("GLOMAG") == {entry.pk for entry in entries[:3]}


def test_of_several_texts_the_one_that_says_most_counts(text, entries, analyst, second_analyst):
    told = {"government": "us", "title": "Another", "text": "Women were harmed.", "language": "en", "kind": "other"}
    other = coding.add_text(told, entries[:1], by=analyst)
    for person in (analyst, second_analyst):
        coding.read_text(text, [MINISTRY], by=person)
        coding.read_text(other, [(G.WOMEN, Recognition.EXPLICIT, "Women were harmed.")], by=person)

    assert figures()[1][G.WOMEN] == {
        Recognition.EXPLICIT: 1,
        Recognition.MISFRAMED: 0,
        Recognition.IMPLICIT: 0,
        Recognition.CONTEXTUAL: 1,
        Recognition.ABSENT: 0,
    }


def test_passage_that_does_not_stand_there_is_refused(text, analyst):
    with pytest.raises(coding.Unfit):
        coding.read_text(text, [(G.WOMEN, Recognition.EXPLICIT, "held women of another valley")], by=analyst)

    assert not Reading.objects.exists()


def test_the_same_text_again_gains_the_designations_it_lacked(text, entries, analyst):
    told = {"government": "us", "title": "Again", "text": RELEASE + "\n", "language": "en", "kind": "release"}

    again = coding.add_text(told, entries[2:3], by=analyst)

    assert (again.pk, again.entries.count(), OfficialText.objects.count()) == (text.pk, 3, 1)


def test_partner_codes_nothing_and_sees_nothing(text, partner):
    with pytest.raises(PermissionDenied):
        coding.read_text(text, [WOMEN], by=partner)

    assert not OfficialText.objects.visible_to(partner).exists()


def publish(entry, words, day="2022-12-10"):
    snapshot = Snapshot.objects.create(
        watched_list=entry.watched_list, sha256="1", parts={}, fetched_at=timezone.now(), verdict="absorbed", published_on=day
    )
    content = {
        "reference": entry.reference,
        "kind": "person",
        "names": [{"full": entry.name}],
        "programmes": [],
        "reasons": [words],
    }
    EntryVersion.objects.create(entry=entry, snapshot=snapshot, content=content)


def test_reasons_come_from_the_lists_by_themselves_and_once(entries):
    for entry in entries[:2]:
        publish(entry, "Responsible for holding women.")

    assert (following.keep_new_reasons(), following.keep_new_reasons()) == (1, 0)

    text = OfficialText.objects.get()
    assert (text.government, text.kind, text.published_on) == ("us", "reasons", date(2022, 12, 10))
    assert set(text.entries.all()) == set(entries[:2])


def test_changed_reasons_are_another_text_to_be_read_anew(entries, analyst, second_analyst):
    publish(entries[0], "Responsible for holding women.")
    following.keep_new_reasons()
    for person in (analyst, second_analyst):
        coding.read_text(OfficialText.objects.get(), [(G.WOMEN, Recognition.EXPLICIT, "holding women")], by=person)

    publish(entries[0], "Responsible.", "2022-12-11")
    following.keep_new_reasons()

    assert figures()[0][Agreement.UNREAD] == 1
    assert (OfficialText.objects.count(), Reading.objects.count()) == (2, 2)


def test_first_mention_is_told(text, analyst, second_analyst):
    for person in (analyst, second_analyst):
        coding.read_text(text, [WOMEN], by=person)

    found = recognition.firsts(recognition.read_of(recognition.designations("GLOMAG")))

    assert [(first.group, first.text) for first in found] == [(G.WOMEN, text)]


def test_page_highlights_proposes_a_passage_and_hides_others_words_until_one_s_own(text, analyst, second_analyst, sign_in):
    coding.read_text(text, [DETAINED], by=second_analyst)
    client = sign_in(analyst)
    address = reverse("insight:text", args=[text.pk])

    before = client.get(address).content.decode()
    told = {f"{G.DEPRIVED_OF_LIBERTY}-says": Recognition.EXPLICIT, f"{G.DEPRIVED_OF_LIBERTY}-passage": DETAINED[2]}
    client.post(address, told)
    after = client.get(address).content.decode()

    assert "Release of that day" in before
    assert "<mark>women</mark>" in before
    assert "all groups absent" not in before
    assert str(second_analyst) not in before
    assert str(second_analyst) in after
    assert figures()[0][Agreement.AGREED] == 2


def test_code_without_a_passage_is_asked_for_it_and_nothing_typed_is_lost(text, analyst, sign_in):
    told = {f"{G.WOMEN}-says": Recognition.EXPLICIT, f"{G.WOMEN}-passage": "", f"{G.CHILDREN}-passage": "canary-kept"}

    page = sign_in(analyst).post(reverse("insight:text", args=[text.pk]), told).content.decode()

    assert "Copy the passage it rests on, word for word." in page
    assert "canary-kept" in page
    assert not Reading.objects.exists()


def test_pasted_text_names_whom_it_is_about(entries, analyst, sign_in):
    told = {
        "title": "Release",
        "government": "us",
        "kind": "release",
        "language": "en",
        "text": RELEASE,
        "watched_list": "us-ofac-sdn",
        "references": "V1, V2 V9",
    }
    client = sign_in(analyst)

    refused = client.post(reverse("insight:add-text"), told).content.decode()
    client.post(reverse("insight:add-text"), {**told, "references": "V1, V2"})

    assert "Not on this list: V9" in refused
    assert set(OfficialText.objects.get().entries.all()) == set(entries[:2])


def test_every_number_is_the_length_of_the_list_behind_it(text, analyst, second_analyst, sign_in):
    for person in (analyst, second_analyst):
        coding.read_text(text, [WOMEN, DETAINED], by=person)
    client = sign_in(analyst)

    page = client.get(reverse("insight:recognition"), {"programme": "GLOMAG"})

    numbers = [(row.group, verdict, count) for row in page.context["named"] for verdict, count in row.counts.items()]
    assert len(numbers) == len(G) * len(Recognition)
    for group, verdict, count in numbers:
        behind = client.get(reverse("insight:designations"), {"programme": "GLOMAG", "group": group, "says": verdict})
        assert len(behind.context["rows"]) == count
    csv = client.get(reverse("insight:recognition-table"), {"programme": "GLOMAG"}).content.decode()
    assert f"GLOMAG,{G.WOMEN},2,0,0,0,0" in csv
