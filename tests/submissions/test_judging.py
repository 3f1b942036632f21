"""What the words of those who judge a candidate come to, and that none of them is lost."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.roles import Role
from submissions import judging
from submissions.models import Candidate, Judgement, Outcome
from submissions.statuses import Standing, Verdict
from tests.submissions.pages import page_of

pytestmark = pytest.mark.django_db

SAME, DIFFERENT, UNSURE = Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE


@pytest.fixture
def judges(enlist, coalition):
    return [enlist(name, coalition, Role.REVIEWER) for name in ("Ada", "Bero", "Cem", "Dina")]


@pytest.fixture
def say(candidate, judges):
    """Each verdict from the next person; a pair names the person."""

    def speak(*words):
        for number, word in enumerate(words):
            who, verdict = word if isinstance(word, tuple) else (number, word)
            judging.judge(candidate, verdict, by=judges[who])

    return speak


def standing_of(candidate):
    return Candidate.objects.with_standing().get(pk=candidate.pk).standing


# fmt: off
TABLE = [
    ([],                              Standing.WAITING),
    ([UNSURE],                        Standing.WAITING),
    ([SAME],                          Standing.WAITING),
    ([SAME, UNSURE],                  Standing.WAITING),
    ([SAME, SAME],                    Standing.SAME),
    ([SAME, UNSURE, SAME],            Standing.SAME),
    ([DIFFERENT],                     Standing.DIFFERENT),
    ([DIFFERENT, UNSURE],             Standing.DIFFERENT),
    ([DIFFERENT, DIFFERENT],          Standing.DIFFERENT),
    ([SAME, DIFFERENT],               Standing.DISAGREED),
    ([DIFFERENT, SAME],               Standing.DISAGREED),
    ([SAME, DIFFERENT, UNSURE],       Standing.DISAGREED),
    ([SAME, DIFFERENT, SAME],         Standing.SAME),
    ([SAME, DIFFERENT, DIFFERENT],    Standing.DIFFERENT),
    ([DIFFERENT, DIFFERENT, SAME, SAME], Standing.DISAGREED),
    ([SAME, DIFFERENT, (1, SAME)],    Standing.SAME),
    ([SAME, DIFFERENT, (0, DIFFERENT)], Standing.DIFFERENT),
    ([SAME, (0, DIFFERENT), (0, UNSURE)], Standing.WAITING),
]
# fmt: on


@pytest.mark.parametrize(("words", "standing"), TABLE)
def test_what_words_come_to(candidate, say, words, standing):
    say(*words)

    assert standing_of(candidate) == standing
    assert Outcome.objects.exists() == (standing == Standing.SAME)


def test_every_word_keeps_its_own_time_and_the_last_counts(candidate, judges, time_machine):
    for day, verdict in ((1, SAME), (2, DIFFERENT), (3, SAME)):
        time_machine.move_to(datetime(2026, 3, day, 9, tzinfo=UTC), tick=False)
        judging.judge(candidate, verdict, by=judges[0])

    said = list(candidate.judgements.values_list("verdict", "at__day", "superseded_at__day"))
    assert said == [(SAME, 1, 2), (DIFFERENT, 2, 3), (SAME, 3, None)]
    assert standing_of(candidate) == Standing.WAITING


def test_the_same_word_twice_is_one_word(candidate, say):
    say(SAME, (0, SAME))

    assert Judgement.objects.count() == 1


def test_two_words_of_one_person_cannot_both_stand(candidate, judges, say):
    say(SAME)

    with pytest.raises(IntegrityError), transaction.atomic():
        Judgement.objects.create(candidate=candidate, verdict=DIFFERENT, by=judges[0])


def names_in(client, pile):
    page = client.get(reverse("submissions:candidates"), {"pile": pile})
    return [candidate.pk for candidate in page.context["page_obj"]]


@pytest.mark.parametrize(
    ("words", "pile"),
    [
        ([], "undecided"),
        ([SAME], "undecided"),
        ([SAME, DIFFERENT], "undecided"),
        ([SAME, DIFFERENT], "disagreed"),
        ([SAME, SAME], "same"),
        ([DIFFERENT], "different"),
        ([], "no such pile"),
    ],
)
def test_no_candidate_is_in_no_pile(candidate, say, coordinator, sign_in, words, pile):
    say(*words)

    assert names_in(sign_in(coordinator), pile) == [candidate.pk]


def test_a_disagreement_stands_on_the_first_page_and_says_what_to_do(candidate, say, coordinator, sign_in):
    say(SAME, DIFFERENT)
    client = sign_in(coordinator)

    home = client.get("/").content.decode()
    page = page_of(client, "candidate", candidate.pk)

    assert "Candidates on which two people disagree" in home
    assert "Two people disagree about this candidate." in page
    assert [f'value="{verdict}"' in page for verdict in Verdict] == [True] * 3


def test_who_changed_their_mind_reads_both_words(candidate, say, judges, sign_in):
    say(SAME, (0, DIFFERENT))

    page = " ".join(page_of(sign_in(judges[0]), "candidate", candidate.pk).split())

    assert "<s>Same person</s>" in page
    assert "You said “Not the same”" in page


def test_a_word_after_the_outcome_is_told_so_and_changes_nothing(candidate, say, coordinator, sign_in):
    say(SAME, SAME)

    answer = sign_in(coordinator).post(reverse("submissions:judge", args=[candidate.pk]), {"verdict": DIFFERENT}, follow=True)

    assert "This was decided in the meantime" in answer.content.decode()
    assert Judgement.objects.count() == 2
