"""What to take up first: each figure counted from rows, and each order decided by its own figure alone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cases.models import Act, Case, Incident, Position, Source, SubmissionWindow, Victim
from cases.statuses import CaseStatus
from cases.vocabularies import AbuseType, VictimGroup
from submissions.models import Recommendation
from submissions.priorities import BY_SLUG, ORDERS, passed_over, waiting, with_shares
from submissions.statuses import RecommendationStatus
from tests.submissions.conftest import make_accepted_case
from tests.submissions.pages import address, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(everything, organisation, partner):
    """Two cases alike but for what a test makes different; the first was opened before the second."""
    pair = [make_accepted_case(organisation, partner) for _ in range(2)]
    for days, one in zip((2, 1), pair, strict=True):
        Case.objects.filter(pk=one.case.pk).update(opened_at=timezone.now() - timedelta(days=days))
    return pair


def order(slug):
    cases = Case.objects.all()
    over = passed_over(cases)
    return with_shares(waiting(cases, BY_SLUG[slug], over), over)


def kill(one):
    Act.objects.filter(incident__case=one.case).update(abuse=AbuseType.KILLING)


def harm_more(one):
    Victim.objects.filter(case=one.case).update(count=40)


def hear_another(one):
    Source.objects.create(case=one.case, title="Statement 2", type="witness_statement")


def leave_office(one):
    Position.objects.filter(subject=one.subject).update(until="2022")


def open_a_window(one):
    window = SubmissionWindow.objects.create(
        name="10 December", government="us", closes_on=timezone.localdate() + timedelta(days=9)
    )
    window.cases.add(one.case)


def happen_earlier(one):
    Incident.objects.filter(case=one.case).update(began="2019-01", ended="2019-02")


@pytest.mark.parametrize(
    ("slug", "change", "which_leads"),
    [
        ("severity", kill, "changed"),
        ("severity", harm_more, "changed"),
        ("severity", hear_another, "first"),
        ("strength", hear_another, "changed"),
        ("strength", kill, "first"),
        ("leverage", leave_office, "first"),
        ("window", open_a_window, "changed"),
        ("window", happen_earlier, "changed"),
        ("passed-over", harm_more, "first"),
    ],
)
def test_one_figure_decides_and_no_other(pair, slug, change, which_leads):
    first, second = pair
    change(second)

    leads = order(slug)[0]

    assert leads == (second if which_leads == "changed" else first).case


def test_victims_are_counted_once_however_much_was_done_to_them(pair):
    one = pair[0]
    kill(one)
    Act.objects.create(incident=Incident.objects.get(case=one.case), victim=one.victim, abuse=AbuseType.DEATH_IN_CUSTODY)

    case = next(case for case in order("severity") if case == one.case)

    assert (case.killed, case.harmed) == (14, 14)


def test_a_source_that_repeats_another_is_not_counted(pair):
    one = pair[0]
    Source.objects.filter(pk=one.photo.pk).update(derived_from=one.statement)

    counted = {case.pk: (case.first_hand, case.kept_files) for case in order("strength")}

    assert counted == {one.case.pk: (1, 1), pair[1].case.pk: (2, 1)}


@pytest.fixture
def history(opened, veldonia, organisation, partner):
    """Of six filed cases one was sent. Four name women and Indigenous people, of which the sent one is one; two children."""
    Recommendation.objects.filter(pk=opened.pk).update(status=RecommendationStatus.SENT)
    others = [make_accepted_case(organisation, partner) for _ in range(5)]
    for one in others[:2]:
        Victim.objects.filter(case=one.case).update(groups=[VictimGroup.CHILDREN])
    return others


def test_too_few_cases_say_nothing_about_whom_we_pass_over(history):
    assert passed_over(Case.objects.all()).groups == {}


def test_groups_and_countries_sent_less_often_than_the_rest_are_named_with_their_figures(history, organisation, partner):
    one = make_accepted_case(organisation, partner)
    Victim.objects.filter(case=one.case).update(groups=[VictimGroup.CHILDREN])
    for number in (*range(2), one):
        case = number.case if number == one else history[number].case
        Incident.objects.filter(case=case).update(area="Lower Orsa, Veldonia")

    found = order("passed-over")

    over = passed_over(Case.objects.all())
    assert {code: (share.sent, share.filed) for code, share in over.groups.items()} == {VictimGroup.CHILDREN: (0, 3)}
    assert {name: (share.sent, share.filed) for name, share in over.regions.items()} == {"Veldonia": (0, 3)}
    assert {case.pk for case in found[:3]} == {history[0].case.pk, history[1].case.pk, one.case.pk}
    assert [share.label for share in found[0].passed_over] == ["Children", "Veldonia"]
    assert found[-1].passed_over == []


@pytest.mark.parametrize("status", [CaseStatus.NOTED, CaseStatus.DRAFT, CaseStatus.RETURNED, CaseStatus.DECLINED])
def test_what_does_not_wait_for_us_is_not_in_the_list(pair, status):
    Case.objects.filter(pk=pair[0].case.pk).update(status=status)

    assert order("severity") == [pair[1].case]


def test_what_was_sent_is_not_in_the_list(history, opened):
    assert opened.case not in order("severity")


def test_a_window_that_has_closed_does_not_count(pair):
    SubmissionWindow.objects.create(name="Last year", government="us", closes_on=date(2021, 12, 10)).cases.add(pair[1].case)

    assert [case.closes_on for case in order("window")] == [None, None]


def test_the_page_says_each_figure_and_asks_as_often_for_one_case_as_for_many(
    history, coordinator, sign_in, count_statements, organisation, partner
):
    client = sign_in(coordinator)
    page = page_of(client, "priorities")
    few = count_statements(client, address("priorities"))
    for _ in range(3):
        make_accepted_case(organisation, partner)

    assert (few, count_statements(client, address("priorities"))) == (12, 12)
    for words in ("0 people killed", "14 people harmed", "2 first-hand sources", "1 subject in office", "no window"):
        assert words in page
    assert "canary-narrative" not in page


@pytest.mark.parametrize("by", [*(order.slug for order in ORDERS), "", "nonsense"])
def test_whatever_the_address_says_there_is_a_list(pair, coordinator, sign_in, by):
    response = sign_in(coordinator).get(address("priorities"), {"by": by})

    assert response.status_code == 200
    assert len(response.context["cases"]) == 2


def test_a_liaison_sees_the_accepted_cases_of_her_governments_alone(pair, liaison, other_liaison, sign_in):
    Case.objects.filter(pk=pair[1].case.pk).update(status=CaseStatus.FILED, accepted_at=None)

    for person, sees in ((liaison, [pair[0].case]), (other_liaison, [])):
        assert list(sign_in(person).get(address("priorities")).context["cases"]) == sees
