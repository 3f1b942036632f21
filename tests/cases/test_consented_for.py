"""For which governments' liaisons a case is: one rule, worked out by PostgreSQL whenever a person or an answer changes."""

import threading

import pytest
from django.db import connection, transaction
from django.utils import timezone

from accounts.roles import Role
from cases import policies
from cases.models import Case, Consent, Source, Victim
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db
ALL = ["ca", "eu", "gb", "us"]


@pytest.fixture
def case(make_case, organisation, partner):
    return make_case(organisation, partner, accepted_at=timezone.now())


@pytest.fixture
def everything():
    with look_as(EVERYTHING):
        yield


def consented_for(case):
    with look_as(EVERYTHING):
        return Case.objects.values_list("consented_for", flat=True).get(pk=case.pk)


def say(case, who, government, answer, **exceptions):
    whose = {"victim": who} if isinstance(who, Victim) else {"source": who}
    return Consent.objects.create(
        case=case, government=government, answer=answer, recorded_by=case.opened_by, **whose, **exceptions
    )


# Who stands in the case, what they said in this order, and whose liaisons may read it then.
V, W = "victim", "witness"
RULE = [
    ([], [], ALL),
    (["news"], [], ALL),
    (["open witness"], [], ALL),
    ([V], [], []),
    ([W], [], []),
    ([V], [(0, "us", "yes")], ["us"]),
    ([W], [(0, "us", "yes"), (0, "eu", "yes")], ["eu", "us"]),
    ([V], [(0, "us", "no")], []),
    ([V], [(0, "us", "not_asked")], []),
    ([V], [(0, "us", "yes"), (0, "us", "no")], []),
    ([V], [(0, "us", "no"), (0, "us", "yes")], ["us"]),
    ([V, W], [(0, "us", "yes"), (1, "us", "no")], ["us"]),
    ([V, V], [(0, "us", "yes"), (1, "gb", "yes"), (0, "us", "no")], ["gb"]),
    ([V, "news"], [(1, "us", "yes")], []),
]


@pytest.mark.parametrize(("people", "answers", "governments"), RULE)
def test_one_yes_of_somebody_who_is_asked_is_enough(case, everything, people, answers, governments):
    makers = {
        V: lambda number: Victim.objects.create(case=case, pseudonym=f"V{number}"),
        W: lambda number: Source.objects.create(case=case, title="S", type="witness_statement"),
        "open witness": lambda number: Source.objects.create(case=case, title="S", type="witness_statement", is_open=True),
        "news": lambda number: Source.objects.create(case=case, title="S", type="news_article"),
    }
    made = [makers[kind](number) for number, kind in enumerate(people)]
    for number, government, answer in answers:
        say(case, made[number], government, answer)

    assert consented_for(case) == governments


@pytest.mark.parametrize("exceptions", [{"said_no": 1}, {"unasked": 1}])
def test_yes_of_a_group_counts_when_nobody_is_excepted_from_it(case, everything, exceptions):
    group = Victim.objects.create(case=case, pseudonym="The seven", is_group=True, count=7)
    say(case, group, "us", "yes")
    say(case, group, "gb", "yes")
    say(case, group, "us", "yes", **exceptions)
    assert consented_for(case) == ["gb"]

    say(case, group, "us", "yes")

    assert consented_for(case) == ["gb", "us"]


def test_who_goes_takes_their_answers_along(case, everything):
    staying, going = (Victim.objects.create(case=case, pseudonym=name) for name in ("stays", "goes"))
    say(case, staying, "gb", "yes")
    say(case, going, "us", "yes")

    going.delete()

    assert consented_for(case) == ["gb"]


def test_source_that_anybody_can_find_is_asked_nothing(case, everything):
    source = Source.objects.create(case=case, title="S", type="insider")
    assert consented_for(case) == []

    Source.objects.filter(pk=source.pk).update(is_open=True)

    assert consented_for(case) == ALL


def test_partner_who_writes_down_an_answer_changes_the_sight_of_liaisons(case, partner, liaison):
    with look_as(partner.sight):
        victim = Victim.objects.create(case=case, pseudonym="V")
        assert not seen_by(liaison)
        say(case, victim, "us", "yes")
        assert connection.cursor().execute("SELECT current_setting('sight.scope')").fetchone() == ("own",)

    assert seen_by(liaison) == {case.pk}


def seen_by(person):
    with look_as(person.sight):
        return set(Case.objects.values_list("pk", flat=True))


def test_each_liaison_reads_the_cases_of_their_governments(make_case, organisation, partner, enlist, coalition):
    liaisons = {
        "us": enlist("American", coalition, Role.LIAISON, jurisdictions=["us"]),
        "both": enlist("Atlantic", coalition, Role.LIAISON, jurisdictions=["us", "gb"]),
        "eu": enlist("European", coalition, Role.LIAISON, jurisdictions=["eu"]),
    }
    cases = {name: make_case(organisation, partner, accepted_at=timezone.now()) for name in ("us", "gb", "both", "nobody")}
    with look_as(EVERYTHING):
        for name, case in cases.items():
            victim = Victim.objects.create(case=case, pseudonym="V")
            for government in {"both": ["us", "gb"], "nobody": []}.get(name, [name]):
                say(case, victim, government, "yes")
        cases = {name: Case.objects.get(pk=case.pk) for name, case in cases.items()}

    seen = {who: {name for name, case in cases.items() if case.pk in seen_by(person)} for who, person in liaisons.items()}
    assert seen == {"us": {"us", "both"}, "both": {"us", "gb", "both"}, "eu": set()}
    for who, person in liaisons.items():
        with look_as(EVERYTHING):
            asked_for = set(Case.objects.visible_to(person))
            victims = set(Victim.objects.visible_to(person).values_list("case", flat=True))
        assert asked_for == {case for case in cases.values() if policies.can_view(person, case)}
        assert victims == {cases[name].pk for name in seen[who]}


def test_not_before_it_is_accepted(make_case, organisation, partner, liaison):
    make_case(organisation, partner)

    assert seen_by(liaison) == set()


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_at_the_same_moment_are_both_counted(make_case, organisation, partner):
    case = make_case(organisation, partner)
    with look_as(EVERYTHING):
        people = [Victim.objects.create(case=case, pseudonym=name) for name in ("A", "B")]
    both_wrote = threading.Barrier(2, timeout=10)

    def answer(person, government):
        with look_as(EVERYTHING):
            say(case, person, government, "yes")
            if government == "us":
                both_wrote.wait()
        connection.close()

    def answer_meanwhile():
        both_wrote.wait()  # the first one has written, and has not committed yet or is doing so
        answer(people[1], "gb")

    threads = [threading.Thread(target=answer, args=(people[0], "us")), threading.Thread(target=answer_meanwhile)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with transaction.atomic():
        assert consented_for(case) == ["gb", "us"]
