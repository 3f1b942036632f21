"""Which sources are one voice, which claims two of them carry, and who answers for what is thin or speaks against."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.roles import Role
from audit.steps import IllegalStep
from cases.corroboration import Voices, in_ranges, is_anchored
from cases.forms.sections import SourceForm
from cases.models import Claim, ContrarySignOff, Override, Source, Told
from cases.services import weighing
from cases.statuses import CaseStatus as S
from cases.weighing import weigh
from cases.workflow import missing, move
from tests.cases.material import look_for_contrary
from vault.sight import EVERYTHING, look_as

NEWS = {"type": "news_article", "origin": "secondary"}


def sources(*rows):
    """Sources of one case by their place in the list, from 1; `of` is the place of the one that a source repeats."""
    return [
        Source(pk=place, derived_from_id=row.pop("of", None), **{"type": "witness_statement", **row})
        for place, row in enumerate(map(dict, rows), start=1)
    ]


# What the sources of a claim are, and how many of them are independent.
INDEPENDENCE = [
    ("two witnesses", [{}, {}], 2),
    ("a report, and one that repeats it", [{}, {"of": 1}], 1),
    ("two that repeat a third", [{}, {"of": 1}, {"of": 1}], 1),
    ("a chain of repetitions", [{}, {"of": 1}, {"of": 2}, {"of": 3}], 1),
    ("two stories, each told twice", [{}, {"of": 1}, {}, {"of": 3}], 2),
    ("one reporter, two papers", [{"author": "Ilka Marsh"}, {"author": "Marsh, Ilka"}], 1),
    ("one reporter, two scripts", [{"author": "Maro Teskan"}, {"author": "Маро Тескан"}], 1),
    ("two reporters", [{"author": "Ilka Marsh"}, {"author": "Noor Haddad"}], 2),
    ("one of two authors is the same", [{"author": "Ilka Marsh; Noor Haddad"}, {"author": "Noor Haddad"}], 1),
    ("one informant, two interviews", [{"informant": "The teacher"}, {"informant": "the teacher"}], 1),
    ("one organisation, two reports", [{"organisation": "Veldonia Watch"}, {"organisation": "VELDONIA WATCH"}], 1),
    ("a person is not an organisation", [{"author": "Orsa Post"}, {"organisation": "Orsa Post"}], 2),
    ("it repeats somebody, and so shares their author", [{"author": "Ilka Marsh"}, {"of": 1}, {"author": "Ilka Marsh"}], 1),
    ("the middle one shares with both, who share nothing", [{"author": "A B"}, {"author": "A B", "organisation": "C"},
                                                            {"organisation": "C"}], 2),
    ("nothing is known of any", [{}, {}, {}], 3),
    ("ten copies of one story", [{}, *({"of": 1} for _ in range(9))], 1),
    ("ten papers with one agency's text", [{"organisation": "Veldonia News Agency"} for _ in range(10)], 1),
    ("none", [], 0),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "independent"), [row[1:] for row in INDEPENDENCE], ids=[row[0] for row in INDEPENDENCE])
def test_how_many_are_independent(rows, independent):
    them = sources(*rows)

    assert Voices(them).count(source.pk for source in them) == independent


def test_copies_are_one_source_though_the_first_does_not_carry_the_claim():
    assert Voices(sources({}, {"of": 1}, {"of": 1})).count([2, 3]) == 1


def test_another_source_never_lowers_the_count():
    them = sources({"author": "A B"}, {"organisation": "C"}, {"author": "A B", "organisation": "C"})

    assert [Voices(them).count(range(1, last + 1)) for last in (1, 2, 3)] == [1, 2, 2]


def test_a_circle_of_repetitions_ends():
    assert Voices(sources({"of": 2}, {"of": 1})).count([1, 2]) == 1


def test_why_two_are_one_voice_is_said():
    voices = Voices(sources({"author": "Ilka Marsh"}, {"of": 1}, {"of": 1}, {"author": "Ilka Marsh"}))

    assert voices.why_not(1, 2) == ["one repeats the other", "the same author"]
    assert voices.why_not(2, 3) == ["both repeat the same one", "the same author"]
    assert [(other.pk, why) for other, why in voices.dependent_on(4)] == [(pk, ["the same author"]) for pk in (1, 2, 3)]


def test_what_ten_copies_share_is_said_once():
    voices = Voices(sources({}, *({"of": 1} for _ in range(9)), {}))

    told = [(in_ranges(other.pk for other in others), reasons) for others, reasons in voices.one_voice_with(5)]

    assert told == [("1", ["one repeats the other"]), ("2–4, 6–10", ["both repeat the same one"])]
    assert voices.one_voice_with(11) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"type": "witness_statement"}, True),
        ({"type": "witness_statement", "derived_from_id": 7}, False),
        (NEWS, False),
        *(({"type": kind, "origin": "secondary"}, True) for kind in ("court_record", "un_report", "official_document")),
    ],
)
def test_what_was_there_or_has_authority(row, expected):
    assert is_anchored(Source(**row)) is expected


pytestmark = pytest.mark.django_db


@pytest.fixture
def second(enlist, coalition):
    return enlist("Second", coalition, Role.REVIEWER)


@pytest.fixture
def case(make_case, organisation, partner, reviewer):
    case = make_case(organisation, partner, status=S.IN_REVIEW, taken_up_by=reviewer)
    look_for_contrary(case, reviewer)
    return case


@pytest.fixture
def everything(db):
    with look_as(EVERYTHING):
        yield


def claim(case, *rows):
    made = Claim.objects.create(case=case, text="The Guard held fourteen women.")
    made.sources.set(Source.objects.create(case=case, title=f"Source {n}", **row) for n, row in enumerate(rows))
    return made


WITNESS = {"type": "witness_statement"}


@pytest.mark.parametrize(
    ("rows", "passes"),
    [
        ([WITNESS, WITNESS], True),
        ([WITNESS, NEWS], True),
        ([WITNESS], False),
        ([NEWS, NEWS], False),
        ([NEWS, {"type": "un_report", "origin": "secondary"}], True),
        ([{**WITNESS, "informant": "The teacher"}, {**WITNESS, "informant": "The teacher"}], False),
        ([], False),
    ],
)
def test_the_gate(case, second, everything, rows, passes):
    claim(case, *rows)

    assert (missing(case, "accept") is None) is passes


def test_two_people_can_let_a_thin_claim_stand(case, reviewer, second, everything):
    thin = claim(case, WITNESS)
    [override] = weighing.write_override(case, [thin.pk], "She was alone in the cell with him.", by=reviewer)

    with pytest.raises(IllegalStep, match="too few sources"):
        move(case, "accept", by=second)
    with pytest.raises(PermissionDenied):
        weighing.confirm_override(override, by=reviewer)
    weighing.confirm_override(override, by=second)

    assert move(case, "accept", by=second).status_after == S.ACCEPTED


def test_one_person_cannot_sign_twice_even_in_the_database(case, reviewer, everything):
    thin = claim(case, WITNESS)
    [override] = weighing.write_override(case, [thin.pk], "She was alone with him.", by=reviewer)

    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.filter(pk=override.pk).update(confirmed_by=reviewer)


@pytest.mark.parametrize("change", ["claim", "source"])
def test_an_override_ends_when_what_it_is_about_changes(case, reviewer, second, everything, change):
    thin = claim(case, WITNESS)
    [override] = weighing.write_override(case, [thin.pk], "She was alone with him.", by=reviewer)
    weighing.confirm_override(override, by=second)

    if change == "claim":
        Claim.objects.update(text="The Guard held forty women.")
    else:
        Source.objects.update(type="news_article")

    assert [weight.stands for weight in weigh(case).weights] == [False]


def test_a_reason_for_what_needs_none_is_refused(case, reviewer, everything):
    carried = claim(case, WITNESS, WITNESS)

    with pytest.raises(IllegalStep, match="None of these claims"):
        weighing.write_override(case, [carried.pk, 2**31 - 1], "It is well known.", by=reviewer)


def test_what_somebody_took_back_is_not_weighed(case, everything):
    Claim.objects.filter(pk=claim(case).pk).update(recanted_at="2026-01-01T00:00Z")

    assert weigh(case).weights == []


# What speaks against


def test_nothing_is_accepted_before_somebody_signed_what_speaks_against(case, reviewer, second, everything):
    ContrarySignOff.objects.all().delete()
    with pytest.raises(IllegalStep, match="what speaks against"):
        move(case, "accept", by=second)

    weighing.sign_contrary(case, "We searched the court register.", by=reviewer)

    move(case, "accept", by=second)


def test_a_part_that_nobody_filled_cannot_be_signed(case, reviewer, everything):
    Told.objects.filter(code="contrary_found").update(text="not_yet")

    with pytest.raises(IllegalStep, match="has not said"):
        weighing.sign_contrary(case, "We searched the court register.", by=reviewer)


def test_a_signature_is_of_what_was_told_then(case, second, everything):
    Told.objects.create(case=case, code="contrary", text="He denies it.")

    assert "what speaks against" in str(missing(case, "accept"))


# The form and the pages


def test_a_source_derived_from_itself_is_refused(case, everything):
    first, other = (Source.objects.create(case=case, title=f"Source {n}", **WITNESS) for n in range(2))
    Source.objects.filter(pk=other.pk).update(derived_from=first)

    form = SourceForm({"title": "x", "type": "photo", "origin": "primary", "derived_from": other.pk}, instance=first, case=case)

    assert "repeats this one already" in str(form.errors["derived_from"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.filter(pk=first.pk).update(derived_from=first)


def at(case, name="corroboration"):
    return reverse(f"cases:{name}", args=[case.reference])


def words(response):
    return " ".join(response.content.decode().split())


def test_the_page_says_who_carries_what(case, second, sign_in):
    with look_as(EVERYTHING):
        claim(case, {**WITNESS, "reliability": "B", "credibility": "2"}, {**NEWS, "author": "Ilka"}, {**NEWS, "author": "Ilka"})

    page = words(sign_in(second).get(at(case)))

    assert page.count("carries it") == 3
    assert "B2" in page
    assert "Not independent of 3: the same author." in page
    assert "<b>2</b>" in page


def test_override_and_its_signature_on_the_page(case, reviewer, second, sign_in):
    with look_as(EVERYTHING):
        thin = claim(case, WITNESS)
    client = sign_in(reviewer)
    short = client.post(at(case, "override"), {"claims": [thin.pk], "reason": "So."})
    assert "at least 10 characters" in words(short)
    client.post(at(case, "override"), {"claims": [thin.pk], "reason": "She was alone with him."})
    assert "Sign as the second" not in words(client.get(at(case)))

    client = sign_in(second)
    assert "Sign as the second" in words(client.get(at(case)))
    with look_as(EVERYTHING):
        override = Override.objects.get()
    client.post(at(case, "confirm-override"), {"override": override.pk})

    assert "Signed by Reviewer and Second." in words(client.get(at(case)))


def test_the_page_costs_the_same_however_much_there_is(case, second, sign_in, count_statements):
    client = sign_in(second)
    client.get(at(case))
    one = count_statements(client, at(case))
    with look_as(EVERYTHING):
        for _ in range(3):
            claim(case, WITNESS, NEWS)

    assert count_statements(client, at(case)) == one
