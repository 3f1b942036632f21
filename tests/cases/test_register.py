"""The register: everything about one subject on one page; merged, split and merged again with nothing lost."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from audit.models import Record
from audit.steps import IllegalStep
from cases import register as reading
from cases.finding import index
from cases.models import (
    Case,
    Claim,
    Command,
    Consent,
    Incident,
    Involvement,
    Merger,
    NamedSubject,
    Position,
    Source,
    Subject,
    SubjectName,
    Victim,
)
from cases.services import register
from cases.services.conflicts import set_aside
from cases.statuses import CaseStatus as S
from tests.cases.material import fill
from tests.submissions.conftest import make_candidate, make_file, say
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db
BECAUSE = "The same service number in both files."


@pytest.fixture(autouse=True)
def everything(db):
    with look_as(EVERYTHING):
        yield


@pytest.fixture
def named(make_case, organisation, partner):
    def make(name, status=S.FILED, **fields):
        case = fill(make_case(organisation, partner, status=status, title=name, **fields))
        subject = case.subjects.get()
        SubjectName.objects.filter(subject=subject).update(text=name)
        Position.objects.create(subject=subject, title=f"Post of {name}", since="2020")
        index.index_case(case)
        return subject

    return make


def everything_about_cases():
    """Every row that could be lost, with whatever it hangs on."""
    models = (Subject, SubjectName, Position, NamedSubject, Involvement, Incident, Victim, Source, Claim, Consent)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_merge_split_merge_again_moves_nothing(named, coordinator, partner):
    one, other = named("Maro Teskan"), named("Маро Тескан")
    for subject in (one, other):
        case = subject.opened_in
        claim = Claim.objects.create(case=case, text="He commanded the guard.")
        claim.sources.set(case.sources.all())
        say(case, case.victims.get(), by=partner)
    judged = [make_candidate(one), make_candidate(other, number="2", slug="gb-fcdo")]
    before = everything_about_cases()

    merger = register.merge(other, one, because=BECAUSE, by=coordinator)
    assert {member.pk for member in reading.entry_of(other, coordinator).members} == {one.pk, other.pk}
    register.split(merger, by=coordinator)
    assert [member.pk for member in reading.entry_of(other, coordinator).members] == [other.pk]
    register.merge(one, other, because=BECAUSE, by=coordinator)

    assert everything_about_cases() == before
    for candidate, subject in zip(judged, (one, other), strict=True):
        candidate.refresh_from_db()
        assert candidate.subject == subject
    entry = reading.entry_of(one, coordinator)
    assert entry.subject == other
    assert {name.text for name, _case in entry.names} == {"Maro Teskan", "Маро Тескан"}
    assert {case for case, _acts in entry.cases} == {one.opened_in, other.opened_in}
    assert sum(len(acts) for _case, acts in entry.cases) == 2


def test_three_that_are_one_come_apart_where_they_were_joined(named, coordinator):
    one, two, three = (named(name) for name in ("A Teskan", "B Teskan", "C Teskan"))
    first = register.merge(two, one, because=BECAUSE, by=coordinator)
    register.merge(three, two, because=BECAUSE, by=coordinator)
    assert len(reading.entry_of(three, coordinator).members) == 3

    register.split(first, by=coordinator)

    assert {member.pk for member in reading.entry_of(one, coordinator).members} == {one.pk, three.pk}
    assert [member.pk for member in reading.entry_of(two, coordinator).members] == [two.pk]


def test_merges_that_make_no_sense_are_refused(named, coordinator, liaison, partner):
    one, other = named("Maro Teskan"), named("Маро Тескан")
    body = Subject.objects.create(opened_in=one.opened_in, kind=Subject.Kind.BODY)
    merger = register.merge(other, one, because=BECAUSE, by=coordinator)

    for left, right, words in (
        (one, one, "this one itself"),
        (one, other, "one already"),
        (other, one, "one already"),
        (body, one, "person and a body"),
    ):
        with pytest.raises(IllegalStep, match=words):
            register.merge(left, right, because=BECAUSE, by=coordinator)
    register.split(merger, by=coordinator)
    with pytest.raises(IllegalStep, match="apart already"):
        register.split(merger, by=coordinator)
    for person in (liaison, partner):
        with pytest.raises(PermissionDenied):
            register.merge(other, one, because=BECAUSE, by=person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Merger.objects.create(absorbed=one, kept=one, because=BECAUSE, by=coordinator)


def test_a_chain_of_command_never_ends_where_it_began(named, coordinator):
    one, two, three = (named(name) for name in ("A Teskan", "B Marsh", "C Haddad"))
    for above, below in ((one, two), (two, three)):
        register.set_command(Command(above=above, below=below, how="An order."), by=coordinator)

    for above, below in ((three, one), (two, one)):
        with pytest.raises(IllegalStep, match="command those who command them"):
            register.set_command(Command(above=above, below=below, how="An order."), by=coordinator)
    with pytest.raises(IllegalStep, match="written down already"):
        register.set_command(Command(above=one, below=two, how="An order."), by=coordinator)
    entry = reading.entry_of(two, coordinator)
    assert ([row.above for row in entry.above], [row.below for row in entry.below]) == ([one], [three])


def test_whoever_is_set_aside_reads_nothing_of_that_case(named, reviewer, coordinator):
    one, hidden = named("Maro Teskan"), named("Маро Тескан")
    register.merge(hidden, one, because=BECAUSE, by=coordinator)
    register.set_command(Command(above=hidden, below=one, how="An order."), by=coordinator)
    set_aside(hidden.opened_in, reviewer, reason="other", by=reviewer)

    with look_as(reviewer.sight):
        entry = reading.entry_of(one, reviewer)
        assert ([name.text for name, _case in entry.names], len(entry.cases), entry.above) == (["Maro Teskan"], 1, [])
        assert entry.mergers == []


# Refused cases


def refuse(subject, days):
    Case.objects.filter(pk=subject.opened_in_id).update(status=S.DECLINED)
    Record.objects.create(
        verb="case.decline",
        object_type=ContentType.objects.get_for_model(Case),
        object_id=str(subject.opened_in_id),
        at=timezone.now() - timedelta(days=days),
    )


def test_subjects_of_refused_cases_leave_the_register_and_come_up_after_twelve_months(named, coordinator, reviewer):
    standing, old, young, shared = (named(name) for name in ("A Teskan", "B Marsh", "C Haddad", "D Voss"))
    refuse(old, 400)
    refuse(young, 300)
    refuse(shared, 400)
    NamedSubject.objects.create(case=standing.opened_in, subject=shared)

    assert set(reading.listed(coordinator)) == {standing, shared}
    assert list(reading.refused(coordinator)) == [old]
    for subject, by, error in (
        (young, coordinator, IllegalStep), (shared, coordinator, IllegalStep), (old, reviewer, PermissionDenied),
    ):  # fmt: skip
        with pytest.raises(error):
            register.forget(subject, by=by)
    register.forget(old, by=coordinator)

    assert not SubjectName.objects.filter(text="B Marsh").exists()


# Organisations that probe


@pytest.mark.parametrize(("bare", "with_file", "flagged"), [(3, 0, True), (3, 2, True), (3, 3, False), (2, 0, False)])
def test_an_organisation_that_files_names_without_evidence_is_flagged(
    named, coordinator, organisation, partner, bare, with_file, flagged
):
    for number in range(bare):
        named(f"Bare {number}")
    for number in range(with_file):
        source = named(f"Shown {number}").opened_in.sources.get()
        make_file(source, b"%d" % number, partner)
    named("In a draft", status=S.DRAFT)

    assert reading.probing(coordinator) == ([organisation] if flagged else [])


# The pages


def test_who_may_be_the_same_is_proposed_with_a_reason(named, coordinator, sign_in):
    one, other, _third = named("Maro Teskan"), named("Маро Тескан"), named("Ilka Marsh")
    client, address = sign_in(coordinator), reverse("cases:subject", args=[one.reference])

    assert reading.alike(reading.entry_of(one, coordinator), coordinator) == [(other, "“Maro Teskan” here, “Маро Тескан” there.")]
    assert f'value="{other.reference}"' in client.get(address, {"other": other.reference}).content.decode()
    register.merge(other, one, because=BECAUSE, by=coordinator)
    assert reading.alike(reading.entry_of(one, coordinator), coordinator) == []


def test_what_else_is_known_is_said_with_who_says_it(named, coordinator):
    one, other = named("Maro Teskan"), named("Маро Тескан")
    Subject.objects.filter(pk=one.pk).update(birth_date="1971", nationality="Veldonia")
    Subject.objects.filter(pk=other.pk).update(birth_date="1968")
    register.merge(other, one, because=BECAUSE, by=coordinator)

    facts = [(term, value, case.pk) for term, value, case in reading.entry_of(one, coordinator).facts]

    case, theirs = one.opened_in_id, other.opened_in_id
    assert facts == [("Born", "1971", case), ("Nationality", "Veldonia", case), ("Born", "1968", theirs)]


def test_the_register_shows_the_likest_name_first(named, coordinator, sign_in):
    named("Maro Teskan"), named("Mario Teskan")

    page = sign_in(coordinator).get(reverse("cases:register"), {"q": "Maro Teskan"}).content.decode()

    assert 0 < page.index("<bdi>Maro Teskan") < page.index("<bdi>Mario Teskan")


def test_nobody_commands_themselves(named, coordinator):
    one = named("Maro Teskan")

    with pytest.raises(IllegalStep, match="Nobody commands themselves"):
        register.set_command(Command(above=one, below=one, how="An order."), by=coordinator)


def test_the_pages(named, coordinator, sign_in):
    one, other = named("Maro Teskan"), named("Ilka Marsh")
    client = sign_in(coordinator)
    at = {name: reverse(f"cases:{name}", args=[one.reference]) for name in ("subject", "merge-subjects", "set-command")}

    assert "Ilka Marsh" in client.get(reverse("cases:register")).content.decode()
    refused = client.post(at["merge-subjects"], {"other": one.reference, "because": BECAUSE}).content.decode()
    lost = client.post(at["merge-subjects"], {"other": "S-00000", "because": BECAUSE}).content.decode()
    client.post(at["merge-subjects"], {"other": other.reference.lower(), "because": BECAUSE})
    page = client.get(at["subject"]).content.decode()

    assert "That is this one itself." in refused
    assert "nobody with this reference" in lost
    assert "Post of Ilka Marsh" in page
    client.post(reverse("cases:split-subjects", args=[one.reference]), {"merger": Merger.objects.get().pk})
    assert "Post of Ilka Marsh" not in client.get(at["subject"]).content.decode()
    client.post(at["set-command"], {"other": other.reference, "how": "An order.", "since": "2021", "until": "2020"})
    assert not Command.objects.exists()
    client.post(at["set-command"], {"other": other.reference, "how": "An order.", "since": "2021"})
    assert "Commanded by" in client.get(reverse("cases:subject", args=[other.reference])).content.decode()
