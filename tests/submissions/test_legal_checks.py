"""What the law bars, what is thin, and what a reader would notice: each as a row of the table."""

import pytest

from accounts.roles import Role
from cases.models import Act, Involvement, Subject, Victim
from cases.services.register import merge, split
from sanctions.models import Criterion, Government
from submissions import checks, services
from submissions.arguing import assess_ask, assess_case
from submissions.models import Recommendation
from submissions.reading import anew
from tests.submissions.conftest import argue, make_claim, make_subject
from tests.submissions.pages import address

pytestmark = pytest.mark.django_db


def open_under(code, veldonia, liaison):
    """Argued under a criterion as it is shipped."""
    ask = services.open_recommendation(veldonia.case, veldonia.subject, Criterion.objects.get(code=code), by=liaison)
    argue(ask, veldonia.claims)
    return ask


@pytest.fixture
def world_liaison(enlist, coalition):
    return enlist("World", coalition, Role.LIAISON, jurisdictions=["us", "gb", "ca", "eu"])


@pytest.fixture
def ask(veldonia, world_liaison):
    return open_under("US-13818-iiA", veldonia, world_liaison)


def found(ask, *, blocking):
    return [one.sentence for one in checks.found_in(anew(ask)) if one.check.is_blocking == blocking]


def no_nationality(world, ask):
    Subject.objects.filter(pk=world.subject.pk).update(nationality="")


def nobody_named(world, ask):
    world.subject.names.all().delete()


def only_suspected(world, ask):
    Involvement.objects.update(mode="suspected_undetermined")


def no_act(world, ask):
    Act.objects.all().delete()


def switched_off(world, ask):
    Government.objects.filter(code="us").update(is_open=False)


def one_source(world, ask):
    world.photo.derived_from = world.statement
    world.photo.save()


def nobody_was_there(world, ask):
    world.case.sources.update(origin="secondary", type="news_article")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (no_nationality, "The subject's nationality is not known."),
        (nobody_named, "The subject has no name."),
        (only_suspected, "How the subject is responsible is not known yet."),
        (no_act, "No dated act is recorded"),
        (switched_off, "This government cannot be asked at present."),
        (one_source, "Everything rests on one source."),
        (nobody_was_there, "No source was there, and none is of a court, an authority or the United Nations."),
    ],
)
def test_what_blocks(ask, veldonia, change, sentence):
    assert found(ask, blocking=True) == []

    change(veldonia, ask)

    assert any(words.startswith(sentence) for words in found(ask, blocking=True))


def old(world, ask):
    world.case.incidents.update(began="2010", ended="")


def american(world, ask):
    Subject.objects.filter(pk=world.subject.pk).update(nationality="Veldonia, United States")


def unborn(world, ask):
    Subject.objects.filter(pk=world.subject.pk).update(birth_date="")


def unnamed(world, ask):
    Recommendation.objects.filter(pk=ask.pk).update(affected="Fourteen people.")


def element_on_one_source(world, ask):
    ask.findings.first().claims.set([make_claim(world.case, "He said so himself.", world.photo)])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (old, "Everything recorded here is older than 5 years."),
        (american, "The subject is a national of the government asked"),
        (unborn, "No date of birth is recorded."),
        (unnamed, "“Indigenous peoples” is recorded as the group harmed, and the text does not name it."),
        (element_on_one_source, "Element “The subject is a foreign person"),
    ],
)
def test_what_warns_and_does_not_block(ask, veldonia, world_liaison, change, sentence):
    veldonia.case.incidents.update(began="2199", ended="")
    assert not any(words.startswith(sentence) for words in found(ask, blocking=False))

    change(veldonia, ask)

    services.confirm_facts(ask, by=world_liaison)
    assert any(words.startswith(sentence) for words in found(ask, blocking=False))
    assert found(ask, blocking=True) == []


def test_a_body_cannot_be_asked_for_where_the_law_names_persons(veldonia, world_liaison):
    veldonia.subject.kind = Subject.Kind.BODY
    veldonia.subject.save()

    with pytest.raises(checks.NotReady) as refused:
        open_under("CA-JVCFOA-a", veldonia, world_liaison)

    assert "Only persons can be named" in refused.value.problems[0]
    assert "Special Economic Measures Act" in refused.value.problems[0]


def test_a_criterion_that_asks_for_a_role_nobody_had_is_refused(veldonia, world_liaison):
    Victim.objects.update(role="none_ordinary_person")

    with pytest.raises(checks.NotReady) as refused:
        open_under("US-10102-1", veldonia, world_liaison)

    assert "This route asks for no such thing: E.O. 13818 sec. 1(a)(ii)(A)" in refused.value.problems[0]


def test_what_became_impossible_after_opening_is_blocked_and_nothing_is_lost(veldonia, world_liaison):
    ask = open_under("US-10102-1", veldonia, world_liaison)
    Victim.objects.update(role="none_ordinary_person")

    assert any("asks that those harmed sought" in words for words in found(ask, blocking=True))
    assert Recommendation.objects.get(pk=ask.pk).findings.count() == 4


def test_a_merged_subject_is_shown_where_it_is_argued_and_nothing_is_lost(ask, veldonia, world_liaison, coordinator, sign_in):
    other = make_subject(veldonia.case, "Stevan Brodar")
    criterion = Criterion.objects.get(code="US-13818-iiA")
    beside = services.open_recommendation(veldonia.case, other, criterion, by=world_liaison)
    merger = merge(other, veldonia.subject, because="One passport", by=coordinator)

    page = sign_in(world_liaison).get(ask.get_absolute_url()).content.decode()
    assert f"The register shows them as one with Stevan Brodar · {other.reference}." in page
    assert f"{beside.reference} asks this government about the same subject" in page
    assert Recommendation.objects.get(pk=ask.pk).findings.exclude(statement="").count() == 3

    split(merger, by=coordinator)
    assert not any("The register shows them" in words for words in found(ask, blocking=False))


def test_the_union_is_told_of_words_that_are_missing(veldonia, world_liaison):
    Act.objects.update(abuse="repression_assembly")
    ask = open_under("EU-resp", veldonia, world_liaison)
    assert any("falls under Article 1(1)(d)" in words for words in found(ask, blocking=False))

    Recommendation.objects.filter(pk=ask.pk).update(summary="It was systematic: nine marches in three years.")

    assert not any("falls under Article 1(1)(d)" in words for words in found(ask, blocking=False))


def test_a_criterion_that_was_not_proposed_is_noticed(veldonia, world_liaison):
    ask = open_under("US-13818-iiD", veldonia, world_liaison)

    assert any(words.startswith("From what is recorded the check would propose:") for words in found(ask, blocking=False))


def test_every_check_has_its_reason_and_its_remedy():
    assert [check for check in checks.CHECKS if not (str(check.reason).strip() and str(check.remedy).strip())] == []


def test_the_case_is_mapped_for_each_government(veldonia, world_liaison):
    found = {one.programme.code: one for one in assess_case(veldonia.case, veldonia.subject)}

    assert {code for code, one in found.items() if one.verdict == "core"} == {"US-GLOMAG", "US-7031C", "CA-JVCFOA", "EU-HR"}
    assert found["CA-SEMA"].verdict == "conditional"
    assert "AU-HUMAN" not in found


def test_a_programme_that_nobody_described_is_not_assessed(opened):
    assert assess_ask(anew(opened)).verdict == "none"


def test_the_page_says_why_and_what_to_do(ask, sign_in, world_liaison, veldonia):
    one_source(veldonia, ask)

    page = sign_in(world_liaison).get(ask.get_absolute_url()).content.decode()

    assert "One voice can be mistaken, and can be recognised." in page
    assert "What a reader will notice" in page


def test_the_page_on_which_one_is_opened_proposes(veldonia, sign_in, world_liaison):
    client, place = sign_in(world_liaison), address("open", veldonia.case.reference)
    shown = {government: client.get(place, {"government": government}).content.decode() for government in ("us", "gb")}

    assert "proposed: E.O. 13818 sec. 1(a)(ii)(A)" in shown["us"]
    assert "What can be argued about" in shown["us"]
    assert "Regulation 4 covers life" in shown["gb"]
    assert "Regulation 4 covers life" not in shown["us"]
