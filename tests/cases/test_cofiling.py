"""Several organisations file one case: nothing is seen before one is let in, and then each does its part and no more."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts.models import Organisation
from accounts.roles import Role
from audit.models import Record
from audit.steps import IllegalStep
from cases import policies
from cases.models import Case, CoFiling, Incident
from cases.models.cofiling import OPEN_FOR
from cases.services import cofiling
from cases.statuses import CaseStatus, Section
from tests.cases.material import INCIDENT, SOURCE, fill
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

PART = CoFiling.Part
STATUSES = [status for status in CaseStatus.values if status not in policies.OVER_FOR_PARTNERS]


@pytest.fixture
def case(make_case, organisation, partner):
    return fill(make_case(organisation, partner, title="The quarry", status=CaseStatus.DRAFT))


def seen_by(person):
    """What the query gives, and what PostgreSQL gives without it."""
    with look_as(person.sight):
        return set(Case.objects.visible_to(person)), set(Case.objects.all())


def test_two_organisations_come_together_by_a_code_and_nothing_is_seen_before(enter, partner, other_partner, case, run_jobs):
    together, join = reverse("cases:together", args=[case.reference]), reverse("cases:join")
    lead, joining = enter(partner), enter(other_partner)
    lead.post(together, {"part": "co_filer"})
    offered = lead.get(together)
    code = offered.context["offers"][0]["code"]

    answered = joining.post(join, {"code": f" {code.lower().replace('-', ' ')} ", "agree": "on"}, follow=True)
    while_it_waits = [joining.get(place).status_code for place in (together, case.get_absolute_url())]
    asked = lead.get(together).content.decode()
    row = lead.get(together).context["asking"][0]
    lead.post(reverse("cases:change-part", args=[case.reference, row.pk, "let-in"]))
    page = joining.get(case.get_absolute_url()).content.decode()

    assert "Orsa" not in answered.content.decode()
    assert case.reference not in answered.content.decode()
    assert "It waits to be let in." in answered.content.decode()
    assert while_it_waits == [404, 404]
    assert "Let Kestrel Legal Aid in" in asked
    assert "The quarry" in page
    assert "Orsa Valley Network" in page
    assert "Check and file" not in page
    assert "Kestrel Legal Aid" in lead.get(case.get_absolute_url()).content.decode()
    told = Record.objects.filter(verb__startswith="case.part_").order_by("pk").values_list("verb", "actor__name")
    assert list(told) == [("case.part_offered", "Partner"), ("case.part_answered", "Other"), ("case.part_given", "Partner")]


def test_each_side_gets_a_notice_that_says_nothing(join, case, run_jobs, mailoutbox):
    join(case)

    run_jobs()

    assert [mail.to for mail in mailoutbox] == [["partner@example.org"], ["other@example.org"]]
    assert not any("quarry" in mail.body or "Kestrel" in mail.body for mail in mailoutbox)


@pytest.mark.parametrize("why", ["wrong", "used", "old", "taken back", "own", "twice", "withdrawn"])
def test_a_code_that_opens_nothing_says_so_and_changes_nothing(case, partner, lead, other_partner, enlist, why):
    third = enlist("Third", Organisation.objects.create(name="Third House"), Role.AUTHOR)
    with look_as(EVERYTHING):
        offer, again = (cofiling.offer_part(case, PART.CO_FILER, by=partner) for _ in range(2))
        if why == "used":
            cofiling.answer_offer(cofiling.code_of(offer), by=third)
        if why == "old":
            CoFiling.objects.update(offered_at=offer.offered_at - OPEN_FOR)
        if why == "taken back":
            cofiling.end_part(offer, by=partner)
        if why == "twice":
            cofiling.answer_offer(cofiling.code_of(again), by=other_partner)
        if why == "withdrawn":
            Case.objects.update(status=CaseStatus.WITHDRAWN)
        before = list(CoFiling.objects.values())
    who = lead if why == "own" else other_partner

    with look_as(who.sight), pytest.raises(IllegalStep) as refused:
        cofiling.answer_offer("QQQQQQ-QQQQQQ-QQQQQQ" if why == "wrong" else cofiling.code_of(offer), by=who)

    with look_as(EVERYTHING):
        assert list(CoFiling.objects.values()) == before
    assert ("No case waits for this code" in str(refused.value)) == (why not in ("own", "twice"))


def test_a_code_is_guessed_by_nobody_and_kept_nowhere(case, partner):
    with look_as(EVERYTHING):
        offer = cofiling.offer_part(case, PART.CO_FILER, by=partner)
        kept = " ".join(str(value) for value in CoFiling.objects.values_list().get())

    code = cofiling.code_of(offer)

    assert len(code.replace("-", "")) == 18
    assert code not in kept
    assert code.replace("-", "") not in kept


# part × what one may do. The lead stands in for comparison.
MAY = {
    "lead": {"can_view", "can_file", "can_contribute", "can_write", "can_send", "can_share", "can_correct", "can_write_messages"},
    PART.CO_FILER: {"can_view", "can_contribute", "can_write", "can_leave", "can_correct", "can_write_messages"},
    PART.SOURCE_HOLDER: {"can_view", "can_contribute", "can_write", "can_leave", "can_correct", "can_write_messages"},
}
ASKED = sorted(set().union(*MAY.values()) | {"can_review"})


@pytest.mark.parametrize("part", [*PART])
@pytest.mark.parametrize("status", [CaseStatus.FILED, CaseStatus.ACCEPTED])
def test_what_each_part_may_do(make_case, organisation, partner, other_partner, join, part, status):
    case = make_case(organisation, partner, status=status)
    join(case, part)

    for who, expected in ((partner, MAY["lead"]), (other_partner, MAY[part])):
        assert {name for name in ASKED if getattr(policies, name)(who, case)} == expected


@pytest.mark.parametrize("part", [*PART])
def test_in_which_parts_of_a_draft_each_writes(case, partner, other_partner, join, part):
    join(case, part)

    open_to = {section for section in Section if policies.can_edit(other_partner, case, section, frozenset())}

    assert open_to == (set(Section) if part == PART.CO_FILER else {Section.EVIDENCE, Section.CONSENT})
    assert {section for section in Section if policies.can_edit(partner, case, section, frozenset())} == set(Section)


def test_who_holds_the_sources_adds_one_and_cannot_tell_an_incident(enter, other_partner, case, join):
    join(case, PART.SOURCE_HOLDER)
    holder = enter(other_partner)

    added = holder.post(reverse("cases:item-add", args=[case.reference, "evidence"]), SOURCE | {"title": "Our copy"})
    refused = holder.post(reverse("cases:item-add", args=[case.reference, "incidents"]), INCIDENT)
    read = holder.get(reverse("cases:section", args=[case.reference, "incidents"]))
    led = holder.get(reverse("cases:item-add", args=[case.reference, "incidents"]))

    assert (added.status_code, refused.status_code, read.status_code, led.status_code) == (302, 403, 200, 302)
    with look_as(EVERYTHING):
        assert case.sources.filter(title="Our copy").exists()
        assert Incident.objects.filter(case=case).count() == 1


def test_a_co_filer_writes_and_only_the_lead_files_answers_withdraws_and_lets_in(enter, other_partner, case, join):
    join(case)
    joined = enter(other_partner)

    added = joined.post(reverse("cases:item-add", args=[case.reference, "incidents"]), INCIDENT)
    refused = {
        name: joined.post(reverse(f"cases:{name}", args=[case.reference]), {"leave": "on", "part": "co_filer"}).status_code
        for name in ("file", "withdraw", "send-answers", "together")
    }

    assert added.status_code == 302
    assert refused == dict.fromkeys(refused, 403)
    with look_as(EVERYTHING):
        case.refresh_from_db()
        assert case.status == CaseStatus.DRAFT
        assert not CoFiling.objects.on_offer().exists()


@pytest.mark.parametrize("status", STATUSES)
def test_query_and_database_agree_on_who_sees_what_was_joined(make_case, organisation, partner, other_partner, join, status):
    case, beside = (make_case(organisation, partner, status=status) for _ in range(2))
    assert seen_by(other_partner) == (set(), set())

    part = join(case)
    assert seen_by(other_partner) == ({case}, {case})
    assert seen_by(partner) == ({case, beside}, {case, beside})

    with look_as(EVERYTHING):
        cofiling.end_part(part, by=partner)
    assert seen_by(other_partner) == (set(), set())


def test_nobody_lets_themselves_in_past_the_pages(case, other_partner):
    with look_as(other_partner.sight):
        row = CoFiling(
            case_id=case.pk, part="co_filer", digest="x", offered_by=other_partner, organisation=other_partner.organisation
        )
        row.answered_by, row.answered_at, row.let_in_at = other_partner, case.opened_at, case.opened_at
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            row.save(force_insert=True)

    assert seen_by(other_partner) == (set(), set())


def test_who_answered_reads_the_answer_and_can_change_nothing_of_it(case, partner, other_partner):
    with look_as(EVERYTHING):
        offer = cofiling.offer_part(case, PART.CO_FILER, by=partner)
    with look_as(other_partner.sight):
        cofiling.answer_offer(cofiling.code_of(offer), by=other_partner)

        assert list(CoFiling.objects.visible_to(other_partner)) == list(CoFiling.objects.all()) == [offer]
        assert CoFiling.objects.update(let_in_at=offer.offered_at) == 0
        with pytest.raises(Case.DoesNotExist), transaction.atomic():  # the case is not there for them
            cofiling.let_in(CoFiling.objects.get(), by=other_partner)
