"""What is missing, and the sentence that says so."""

from datetime import timedelta
from itertools import product

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from cases.models import Claim, Correction, Source, WorkingCopy
from cases.statuses import CaseStatus, ConsentAnswer
from cases.vocabularies import SourceType
from submissions import checks, content, services
from submissions.checks import printing, sending
from submissions.models import Recipient, Recommendation
from submissions.reading import anew
from tests.submissions.conftest import make_act, make_claim, say

pytestmark = pytest.mark.django_db

YES, NO, NOT_ASKED = ConsentAnswer.YES, ConsentAnswer.NO, ConsentAnswer.NOT_ASKED


def problems(ask):
    return list(checks.problems_of(Recommendation.objects.get(pk=ask.pk)))


def blank(name):
    def change(world, ask):
        Recommendation.objects.filter(pk=ask.pk).update(**{name: " \n"})

    return change


def withdraw_case(world, ask):
    world.case.status = CaseStatus.WITHDRAWN
    world.case.save()


def say_that_something_changed(world, ask):
    Correction.objects.create(case=world.case, kind="correction", text="It was June.", by=world.author)


def say_and_settle(world, ask):
    Correction.objects.create(case=world.case, kind="correction", text="-", by=world.author, dealt_with_at=timezone.now())


def take_back(world, ask):
    Claim.objects.filter(case=world.case).update(recanted_at=timezone.now())


def forget_statement(world, ask):
    ask.findings.filter(element__order=1).update(statement="")


def add_victim_elsewhere(world, ask):
    """Somebody harmed by the same person, whom nobody has asked."""
    make_act(world.case, world.subject, "Marcher 3")


def quote_insider(world, ask):
    insider = Source.objects.create(case=world.case, title="The clerk", type=SourceType.INSIDER)
    ask.findings.first().claims.add(make_claim(world.case, "He signed the order.", insider))


def quote_public_witness(world, ask):
    speech = Source.objects.create(case=world.case, title="A speech", type=SourceType.WITNESS, is_open=True)
    ask.findings.first().claims.add(make_claim(world.case, "He said so.", speech))


def write_in_javanese(world, ask):
    Recommendation.objects.filter(pk=ask.pk).update(summary="ꦥꦔꦺꦫꦤ꧀")


def no_elements(world, ask):
    ask.findings.all().delete()
    ask.criterion.elements.all().delete()


STALE = "2 facts or laws that it rests on have changed since it was written."
GONE = "Element “{}”: no claim that still stands carries it."


@pytest.mark.parametrize(
    ("change", "sentences"),
    [
        (lambda world, ask: None, []),
        (blank("summary"), ["Say why this person and why now."]),
        (blank("affected"), ["Say which persons and groups were affected."]),
        (blank("contrary"), ["Say what speaks against, or where you searched and found nothing."]),
        (forget_statement, ["Element “A foreign person”: say how the facts meet it."]),
        (take_back, [STALE, GONE.format("A foreign person"), GONE.format("Serious human rights abuse")]),
        (
            no_elements,
            [
                STALE.replace("2", "6", 1),
                "This criterion has no elements yet. Somebody who edits the reference data must write them first.",
            ],
        ),
        (say_and_settle, []),
        (
            say_that_something_changed,
            ["The partner has said that something in the case changed. A coordinator must deal with that first."],
        ),
        (add_victim_elsewhere, [STALE, "“Marcher 3” has not agreed to this government: United States."]),
        (quote_insider, ["The source “The clerk” has not agreed to this government: United States."]),
        (quote_public_witness, []),
        (
            write_in_javanese,
            ["“ꦥꦔꦺꦫꦤ꧀” cannot be printed: our faces have no “ꦥ”, “ꦔ”, “ꦫ”, “ꦤ”. Write it in other letters."],
        ),
    ],
)
def test_what_is_missing_is_said(argued, veldonia, change, sentences):
    change(veldonia, argued)

    found = problems(argued)

    if change is write_in_javanese:  # which of its letters are named first is of no matter
        found, sentences = [text.split(":")[0] for text in found], [text.split(":")[0] for text in sentences]
    assert found == sentences


def test_a_withdrawn_case_is_named(argued, veldonia):
    withdraw_case(veldonia, argued)

    assert problems(argued) == [f"The case {veldonia.case.reference} is no longer accepted: it is now “Withdrawn”."]


def test_everything_missing_is_said_at_once(opened):
    assert len(problems(opened)) == 3 + 1 + 2 * 2


HISTORIES = [[], *[[a] for a in ConsentAnswer], *[list(pair) for pair in product(ConsentAnswer, repeat=2)]]


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: "-".join(history) or "nothing")
@pytest.mark.parametrize("who", ["victim", "statement"])
def test_the_newest_answer_for_this_government_decides(argued, veldonia, who, history):
    person = getattr(veldonia, who)
    person.consents.all().delete()
    say(veldonia.case, person, YES, government="gb")
    for answer in history:
        say(veldonia.case, person, answer)
    say(veldonia.case, person, NO, government="eu")

    said = "The source “Statement 1”" if who == "statement" else "“The fourteen of May”"
    agreed = history[-1:] == [YES]
    words = "has taken back what was agreed for" if history[-1:] == [ConsentAnswer.WITHDRAWN] else "has not agreed to"
    assert problems(argued) == ([] if agreed else [f"{said} {words} this government: United States."])


def test_what_has_run_out_is_asked_again(argued, veldonia):
    veldonia.victim.consents.update(until=timezone.localdate() - timedelta(days=1))

    assert problems(argued) == ["What “The fourteen of May” agreed to for this government has run out: United States. Ask again."]


def test_a_source_that_officials_may_not_see_is_named(argued, veldonia):
    type(veldonia.photo).objects.filter(pk=veldonia.photo.pk).update(withheld_from_officials=True)

    assert [problem[:51] for problem in problems(argued)] == ["The source “Photograph of the yard” may not be show"]


UNFIT = {
    "locked": ({"locked_at": timezone.now()}, "was reported and is locked"),
    "set aside": ({"state": "quarantined"}, "was set aside"),
    "changed": ({"changed_at": timezone.now()}, "is no longer what was received"),
    "looked at": ({"state": "hashed"}, "is still being looked at"),
    "not scanned, no copy": ({"scan": "not_scanned"}, "was not scanned for viruses"),
}


@pytest.mark.parametrize("case", UNFIT)
def test_a_file_that_may_not_leave_is_named(argued, veldonia, case):
    columns, words = UNFIT[case]
    type(veldonia.file).objects.filter(pk=veldonia.file.pk).update(**columns)

    (problem,) = problems(argued)
    assert words in problem


def test_without_a_scanner_the_cleaned_copy_goes(argued, veldonia):
    file = type(veldonia.file).objects.get(pk=veldonia.file.pk)
    copy = WorkingCopy(case=veldonia.case, original=file, media_type="image/jpeg", sha256="c" * 64, size=4)
    copy.file.save("", ContentFile(b"copy"), save=False)
    copy.save()
    type(file).objects.filter(pk=file.pk).update(scan="not_scanned")

    assert problems(argued) == []
    (exhibit,) = content.build_content(argued.dossier, number=1)["exhibits"]
    assert (exhibit["form"], exhibit["sha256"], exhibit["size"]) == ("cleaned copy", "c" * 64, 4)


def test_a_source_that_only_a_claim_taken_back_rests_on_is_not_asked(argued, veldonia):
    insider = Source.objects.create(case=veldonia.case, title="The clerk", type=SourceType.INSIDER)
    claim = make_claim(veldonia.case, "He signed the order.", insider)
    argued.findings.first().claims.add(claim)
    assert len(problems(argued)) == 1

    Claim.objects.filter(pk=claim.pk).update(recanted_at=timezone.now())

    assert problems(argued) == []


def test_a_dossier_is_not_ready_while_one_signature_stands(signed_once):
    assert list(checks.problems_of_dossier(signed_once.dossier, content.asked_in(signed_once.dossier))) == [
        f"{signed_once.reference} is not signed by two persons yet."
    ]


def test_a_dossier_without_recommendations_is_not_ready(opened, liaison):
    services.stop(opened, by=liaison)

    assert list(checks.problems_of_dossier(opened.dossier, content.asked_in(opened.dossier))) == [
        "There is no recommendation in this dossier that could be sent."
    ]


def test_what_was_signed_may_not_change_under_the_signatures(approved, veldonia):
    assert list(checks.is_as_signed(anew(approved))) == []

    veldonia.subject.positions.update(title="Colonel")

    assert list(checks.is_as_signed(anew(approved))) == [
        f"{approved.reference} is no longer what was signed: the case has changed since. Open it again and have it signed anew."
    ]


def test_what_was_sent_is_argued_anew_when_the_case_changes(sent, veldonia):
    Claim.objects.filter(pk=veldonia.claims[0].pk).update(recanted_at=timezone.now())

    assert list(checks.is_as_signed(anew(sent))) == [
        f"{sent.reference} was sent, and the case has changed since. Argue it anew, in a new dossier."
    ]


@pytest.mark.parametrize(("days", "sentences"), [(0, 0), (-400, 0), (1, 1)])
def test_a_delivery_is_recorded_after_it_happened(days, sentences):
    found = list(sending.day_is_possible(timezone.localdate() + timedelta(days=days)))

    assert found == ["This day is in the future. Record a delivery after it happened."] * sentences


def test_an_office_of_another_government_is_refused(frozen):
    office = Recipient.objects.create(office="Foreign Office", jurisdiction="gb")

    assert list(sending.delivery_is_possible(frozen, office, timezone.localdate())) == [
        "Foreign Office is an office of another government."
    ]


def test_control_characters_are_named_by_number():
    assert list(printing.can_be_printed(["a\x07b"])) == [
        "“aU+0007b” cannot be printed: our faces have no “U+0007”. Write it in other letters."
    ]
