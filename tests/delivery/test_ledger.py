"""The ledger: what came of a delivery, who must act, what may be written in the log, and who reads it."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from delivery.ledger import in_standing, lines_of, standing_of
from delivery.models import Contact, Official
from delivery.services import offices
from delivery.services.log import log_contact
from delivery.statuses import ContactKind as K
from delivery.statuses import Standing
from submissions.checks import NotReady
from submissions.models import Recipient, Recommendation

MARO = "Maro Teskan,person,1971,Veldonia,US,2019-04-03,Orsa Valley Network,"
ROWS = [MARO, *(f"Irmin Balusk {n},person,,,US,2019-05-0{n},," for n in range(1, 4))]

STANDINGS = [
    ([], Standing.SILENT),
    ([K.PROOF, K.LETTER, K.MEETING], Standing.SILENT),
    ([K.ACKNOWLEDGED], Standing.ACKNOWLEDGED),
    ([K.ACKNOWLEDGED, K.ANSWERED], Standing.ANSWERED),
    ([K.QUESTION], Standing.ASKED),
    ([K.ACKNOWLEDGED, K.QUESTION, K.REPLY], Standing.ACKNOWLEDGED),
    ([K.QUESTION, K.REPLY, K.QUESTION], Standing.ASKED),
    ([K.ANSWERED, K.QUESTION], Standing.ASKED),
    ([K.QUESTION, K.REPLY, K.ANSWERED], Standing.ANSWERED),
]


def contacts(*kinds):
    return [
        SimpleNamespace(kind=kind, on=date(2020, 1, 1) + timedelta(days=n), pk=n, delivery_id=None)
        for n, kind in enumerate(kinds)
    ]


@pytest.mark.parametrize(("kinds", "standing"), STANDINGS)
def test_standing_of_an_office(kinds, standing):
    assert standing_of(contacts(*kinds)) == standing


@pytest.mark.parametrize(("kinds", "standing"), STANDINGS)
def test_the_database_says_the_same(brought, liaison, kinds, standing):
    brought(MARO)
    ask = Recommendation.objects.get()
    for contact in contacts(*kinds):
        Contact.objects.create(dossier=ask.dossier, kind=contact.kind, on=contact.on, words="-", by=liaison)

    assert [one for one in Standing if in_standing(Recommendation.objects.all(), one).exists()] == [standing]


def test_having_it_is_not_answering_it():
    (line,) = lines_of([SimpleNamespace(pk=1)], contacts(K.ACKNOWLEDGED))

    assert (line.acknowledged_on, line.answered_on) == (date(2020, 1, 1), None)


@pytest.fixture
def ask(brought):
    brought(MARO)
    return Recommendation.objects.get()


def told(ask, **fields):
    return {"kind": K.LETTER, "on": date(2019, 5, 1), "words": "We asked again.", **fields}


WRONG = [
    ({"on": date(2999, 1, 1)}, "This day is in the future. Write it down after it happened."),
    ({"kind": K.ACKNOWLEDGED}, "Say which delivery they have."),
    ({"on": date(2019, 1, 1), "delivery": True}, "It was sent on 2019-04-03, so nothing can have come of it before."),
    ({"due_on": date(2019, 4, 1)}, "An answer cannot be due before it was asked for."),
    ({"official": {"until": date(2018, 1, 1)}}, "Ada Fern was not at this office on that day: there until 2018-01-01."),
    ({"official": {"since": date(2020, 1, 1)}}, "Ada Fern was not at this office on that day: there since 2020-01-01."),
]


@pytest.mark.parametrize(("fields", "words"), WRONG)
def test_what_cannot_be_is_refused_in_plain_words(ask, liaison, fields, words):
    if fields.get("delivery"):
        fields = {**fields, "delivery": ask.dossier.deliveries.get()}
    if "official" in fields:
        office = ask.dossier.deliveries.get().recipient
        fields = {**fields, "official": Official.objects.create(office=office, name="Ada Fern", **fields["official"])}

    with pytest.raises(NotReady) as refusal:
        log_contact(ask.dossier, told(ask, **fields), by=liaison)

    assert refusal.value.problems == [words]


def test_only_who_speaks_with_the_government_writes_in_its_log(ask, liaison, coordinator, reviewer, enlist, coalition):
    from accounts.roles import Role

    londoner = enlist("Londoner", coalition, Role.LIAISON, jurisdictions=["gb"])
    for person in (liaison, coordinator):
        log_contact(ask.dossier, told(ask), by=person)
    for person in (reviewer, londoner):
        with pytest.raises(PermissionDenied):
            log_contact(ask.dossier, told(ask), by=person)
    assert Contact.objects.count() == 2


def test_partner_reads_what_is_meant_for_partners(ask, liaison, partner, other_partner, sign_in):
    log_contact(ask.dossier, told(ask, words="for staff"), by=liaison)
    log_contact(ask.dossier, told(ask, words="for the partner", audience="partners"), by=liaison)

    assert [contact.words for contact in Contact.objects.visible_to(partner)] == ["for the partner"]
    assert list(Contact.objects.visible_to(other_partner)) == []
    page = sign_in(partner).get(reverse("delivery:told-partner", args=[ask.case.reference])).content.decode()
    assert "for the partner" in page
    assert "for staff" not in page


def test_file_of_the_log_comes_back_as_it_was_and_lies_sealed(ask, liaison, sign_in, settings):
    from pathlib import Path

    log_contact(ask.dossier, told(ask), by=liaison, file=SimpleUploadedFile("letter.txt", b"Dear Ada"))
    contact = Contact.objects.get()

    response = sign_in(liaison).get(reverse("delivery:contact-file", args=[contact.pk]))

    assert b"".join(response.streaming_content) == b"Dear Ada"
    assert b"Dear" not in Path(contact.file.storage.path(contact.file.name)).read_bytes()


def test_log_is_written_on_the_page_and_what_does_not_fit_stands_again(ask, liaison, sign_in):
    client, where = sign_in(liaison), reverse("delivery:log", args=[ask.reference])
    post = {"kind": K.MEETING, "on": "2999-01-01", "words": "They listened.", "audience": "staff"}

    refused = client.post(where, post).content.decode()
    client.post(where, {**post, "on": "2019-06-01"})

    assert refused.count("This day is in the future.") == 1
    assert "They listened." in refused
    assert [(contact.kind, contact.words) for contact in Contact.objects.all()] == [(K.MEETING, "They listened.")]


def test_ledger_is_narrowed(brought, liaison, sign_in):
    brought(*ROWS, "Maro Teskan,person,1971,Veldonia,US,2021-04-03,Orsa Valley Network,")
    client = sign_in(liaison)

    found = {
        name: len(client.get(reverse("delivery:ledger"), {name: value}).context["rows"])
        for name, value in (("year", "2019"), ("who", "teskan"), ("standing", "silent"), ("government", "gb"))
    }

    assert found == {"year": 4, "who": 2, "standing": 5, "government": 0}


@pytest.fixture
def own_statements(count_statements):
    """What a page costs beside what every page does: the transaction, the session, the person, the sight."""

    def count(client, url):
        return count_statements(client, url) - count_statements(client, reverse("delivery:clocks"))

    return count


@pytest.mark.parametrize("rows", [1, 3])
def test_ledger_costs_the_same_however_many_rows(brought, liaison, sign_in, count_statements, rows):
    brought(*ROWS[:rows])

    assert count_statements(sign_in(liaison), reverse("delivery:ledger")) <= 12


@pytest.mark.parametrize("lines", [1, 3])
def test_line_costs_the_same_however_long_its_log(ask, liaison, sign_in, own_statements, lines):
    for _ in range(lines):
        log_contact(ask.dossier, told(ask), by=liaison)

    assert own_statements(sign_in(liaison), reverse("delivery:line", args=[ask.reference]) + "?tab=log") <= 12


def test_official_who_changes_office_keeps_what_was_said_there(ask, liaison, coordinator):
    office = ask.dossier.deliveries.get().recipient
    ada = offices.add_official(office, {"name": "Ada Fern", "post": "Desk officer", "since": date(2018, 1, 1)}, by=coordinator)
    log_contact(ask.dossier, told(ask, official=ada), by=liaison)
    treasury = Recipient.objects.create(office="Treasury", jurisdiction="us")

    moved = offices.move_official(ada, date(2020, 1, 1), treasury, by=coordinator)

    assert (moved.office, moved.since, moved.came_from) == (treasury, date(2020, 1, 1), ada)
    assert Contact.objects.get().official == ada
    with pytest.raises(NotReady, match="Ada Fern left this office on"):
        offices.move_official(ada, date(2020, 2, 1), None, by=coordinator)


def test_what_was_known_of_an_office_stays_as_history(everything, office, coordinator, sign_in):
    for size in (10, 25):
        offices.write_card(office, {"largest_mb": size, "bounces": "ZIP"}, by=coordinator)

    page = sign_in(coordinator).get(reverse("delivery:office", args=[office.pk])).content.decode()

    assert [card.largest_mb for card in office.cards.filter(superseded_at=None)] == [25]
    assert page.index("25 MB") < page.index("10 MB")
