"""What somebody may try to learn from the search of cases that they do not see: counts, order, alerts, errors, the database."""

import re

import pytest
from django.contrib.postgres.search import SearchQuery
from django.core import mail
from django.db import Error, connection, transaction
from django.urls import reverse

from cases.finding import news
from cases.finding.find import MOST, find, snippets
from cases.finding.grammar import parse
from cases.models import Case, SearchText
from cases.services import searching
from cases.services.conflicts import set_aside
from cases.statuses import CaseStatus as S
from tests.cases import test_search
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db
everything, told, world, londoner, SEEN = (
    test_search.everything, test_search.told, test_search.world, test_search.londoner, test_search.SEEN,
)  # fmt: skip
LOOK_UP = "SELECT case_id, rank FROM cases_search(ARRAY[websearch_to_tsquery('simple', %s)], %s::bigint[], %s, %s)"
BY_CASES, BY_INDEX = 0, 100_000  # what looking at a case costs says which way is gone
WAYS = (BY_CASES, BY_INDEX)


def looked_up(person, words="prison", among=None, most=MOST, way=BY_INDEX):
    """What whoever can run statements of their own gets from the function, in its order."""
    with look_as(person.sight), connection.cursor() as cursor:
        cursor.execute(LOOK_UP, [words, among, most, way])
        return cursor.fetchall()


# The function that looks in the owner's name


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("who", SEEN)
def test_the_function_itself_gives_nothing_that_the_asker_does_not_see(world, request, who, way):
    names = {case.pk: name for name, case in world.items()}
    person = request.getfixturevalue(who)

    for among in (None, list(names), [world["conflict"].pk, world["for Britain"].pk]):
        found = looked_up(person, among=among, way=way)
        assert {names[case] for case, _rank in found} == {names[case] for case in among or names} & SEEN[who]


@pytest.mark.parametrize("who", SEEN)
@pytest.mark.parametrize(
    "function", ["cases_first_of(%(all)s, ARRAY[%(words)s::tsquery], 100)", "cases_looked_up(%(words)s::tsquery, NULL, NULL)"]
)
def test_what_it_is_made_of_gives_no_more(world, request, who, function):
    names = {case.pk: name for name, case in world.items()}

    with look_as(request.getfixturevalue(who).sight), connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", {"all": list(names), "words": "prison"})
        assert {names[case] for case in cursor.fetchone()[0]} == SEEN[who]


@pytest.mark.parametrize("most", [0, 1, 2, 3, MOST])
@pytest.mark.parametrize("who", ["coordinator", "reviewer", "liaison"])
def test_both_ways_lead_to_the_same_cases_in_the_same_order(world, request, who, most):
    person, keys = request.getfixturevalue(who), [case.pk for case in world.values()]

    for words in ("prison", "filed or conflict", "transit -accepted", "nowhere"):
        for among in (None, keys, keys[::-1], keys[1:3], [keys[0]] * 3, []):
            by_cases, by_index = (looked_up(person, words, among, most, way) for way in WAYS)
            assert by_cases == by_index == looked_up(person, words, sorted(set(keys if among is None else among)), most)


def test_more_than_are_counted_are_the_newest_and_one_more(told, coordinator):
    cases = [told(S.FILED, f"number {number}").pk for number in range(4)]

    for way in WAYS:
        assert looked_up(coordinator, most=2, way=way) == [(cases[3], 0), (cases[2], 0), (cases[1], 0)]
        assert {rank > 0 for _case, rank in looked_up(coordinator, most=4, way=way)} == {True}


def test_what_stands_in_old_cases_alone_is_found_beyond_the_newest(told, coordinator):
    """Some more cases are looked at than should do; then the index is asked."""
    old = told(S.FILED, "once")
    for number in range(6):
        told(S.FILED, f"number {number}")

    assert [case for case, _rank in looked_up(coordinator, "once", most=1, way=BY_CASES)] == [old.pk]


@pytest.mark.parametrize(("other", "found"), [("prison & orsa", True), ("nowhere", False), ("'place=orsa':*", True)])
def test_each_condition_may_be_met_by_another_piece(world, coordinator, other, found):
    filed = world["filed"].pk
    with look_as(coordinator.sight), connection.cursor() as cursor:
        for way in WAYS:
            for among in (None, [case.pk for case in world.values()]):
                cursor.execute(
                    "SELECT case_id FROM cases_search(ARRAY['filed', %s]::tsquery[], %s::bigint[], 10, %s)", [other, among, way]
                )
                assert cursor.fetchall() == [(filed,)] * found


@pytest.mark.parametrize("looked_for", ["{}", "{NULL}", "{prison,NULL}"])
def test_no_condition_finds_nothing(world, coordinator, looked_for):
    with look_as(coordinator.sight), connection.cursor() as cursor:
        for way in WAYS:
            cursor.execute("SELECT case_id FROM cases_search(%s::tsquery[], NULL, 10, %s)", [looked_for, way])
            assert cursor.fetchall() == []


@pytest.mark.parametrize("scope", ["", "own", "nothing", "ALL", "all'--"])
def test_without_the_sight_of_staff_it_gives_nothing(world, scope):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('sight.scope', %s, true)", [scope])
        for way in WAYS:
            cursor.execute(LOOK_UP, ["prison", None, 10, way])
            assert cursor.fetchall() == []


def test_it_reads_the_pieces_that_the_site_reads(world, coordinator):
    """The rule stands twice: in the function, and in `SearchTextQuerySet`."""
    for status, taken_up_by in ((None, None), (S.DECLINED, coordinator), (S.DECLINED, None), (S.NOTED, None)):
        if status:
            Case.objects.update(status=status, taken_up_by=taken_up_by)
        for words in ("prison", "Teskan", "filed"):
            pieces = SearchText.objects.visible_to(coordinator).filter(
                words=SearchQuery(words, config="simple", search_type="websearch")
            )
            with look_as(coordinator.sight):
                read = set(pieces.values_list("case", flat=True))
            for way in WAYS:
                assert {case for case, _rank in looked_up(coordinator, words, way=way)} == read


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("most", [0, 1, 2, 3])
def test_how_much_is_hidden_cannot_be_counted_by_its_threshold(world, londoner, most, way):
    """Weights are given up when *visible* cases are too many; those of others do not count."""
    alone = looked_up(londoner, most=most, way=way)
    with look_as(EVERYTHING):
        hidden = Case.objects.exclude(pk=world["for Britain"].pk)
        SearchText.objects.filter(case__in=hidden).delete()

    assert looked_up(londoner, most=most, way=way) == alone


HIJACKS = {
    "a table in front": "CREATE TEMP TABLE cases_searchtext AS SELECT 1::bigint AS id, {hidden}::bigint AS case_id, "
    "'title' AS part, to_tsvector('simple', 'prison') AS words",
    "cases that all see": "CREATE TEMP TABLE cases_case AS SELECT {hidden}::bigint AS id, 'filed' AS status",
    "a weight of their own": "CREATE FUNCTION pg_temp.ts_rank(tsvector, tsquery) RETURNS real LANGUAGE sql AS 'SELECT 77::real'",
    "a sight of their own": "CREATE FUNCTION pg_temp.current_setting(text, boolean) RETURNS text "
    "LANGUAGE sql AS $$SELECT 'all'$$",
}


@pytest.mark.parametrize("hijack", HIJACKS)
def test_nothing_can_be_put_in_front_of_what_it_reads(world, londoner, hijack):
    before = [looked_up(londoner, way=way) for way in WAYS]
    with connection.cursor() as cursor:
        cursor.execute(HIJACKS[hijack].format(hidden=world["accepted"].pk))
        cursor.execute("SET LOCAL search_path = pg_temp, public")

    assert [looked_up(londoner, way=way) for way in WAYS] == before


def test_functions_that_act_for_the_owner_have_a_path_of_their_own_and_vouch_for_nothing():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, proleakproof, array_to_string(proconfig, ';') FROM pg_proc "
            "WHERE prosecdef AND pronamespace = 'public'::regnamespace ORDER BY 1"
        )
        functions = cursor.fetchall()
        cursor.execute("SELECT has_schema_privilege(current_user, 'public', 'CREATE')")
        assert cursor.fetchone() == (False,)

    assert [name for name, *_ in functions] == ["cases_forget_in_versions", "cases_search"]
    for _name, leakproof, settings in functions:
        assert not leakproof
        assert re.search(r"search_path=(pg_catalog|public), pg_temp", settings)


@pytest.mark.parametrize(
    "words", ["&", "!", "(((", "a & b | !c", "\\", "'", ":*", "prison:*", "\x01", "<->", "prison <0> x", "𝔭" * 300]
)
def test_no_search_breaks_whatever_is_in_it(world, londoner, words):
    with look_as(londoner.sight):
        assert set(find(parse(words), londoner).keys) <= {world["for Britain"].pk}


def test_a_condition_that_fails_on_a_hidden_row_never_meets_it(world, londoner):
    """Row security asks whether a row is seen before it asks what a statement wants to know of it."""
    fails = "SELECT count(*) FROM cases_searchtext WHERE CASE WHEN body LIKE %s THEN 1 / (length(body) * 0) ELSE 1 END = 1"
    with look_as(londoner.sight), connection.cursor() as cursor:
        cursor.execute(fails, ["%conflict%"])
    with look_as(EVERYTHING), pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(fails, ["%conflict%"])


# The page: the same with and without what is hidden


LINES = (
    "prison",
    '"transit prison"',
    "Teskan",
    "is:accepted",
    "org:orsa",
    "place:orsa prison",
    'subject:"Тескан"',
    "filed:>2000",
)


def seen_by(person):
    with look_as(person.sight):
        found = [(text, find(parse(text), person)) for text in LINES]
        return [
            (text, one.keys, one.is_cut, one.facets, snippets(parse(text), one.keys, person)) for text, one in found
        ]  # fmt: skip


@pytest.mark.parametrize("who", ["londoner", "reviewer"])
def test_what_is_hidden_changes_no_number_order_or_snippet(world, request, told, reviewer, who):
    person = request.getfixturevalue(who)
    before = seen_by(person)
    for number in range(5):
        hidden = told(S.ACCEPTED if number % 2 else S.FILED, f"prison prison transit {number}", name="Maro Teskan")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE cases_case SET consented_for = '{us}' WHERE id = %s", [hidden.pk])
        set_aside(hidden, reviewer, reason="other", by=reviewer)

    assert seen_by(person) == before


def test_an_alert_is_of_what_its_person_sees(world, londoner, told, monkeypatch):
    saved = searching.keep_search("Prison", "prison", by=londoner, tells=True)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET consented_for = '{us}' WHERE id = %s", [told(S.ACCEPTED, "another").pk])

    assert (news.tell_of_news(), mail.outbox) == (0, [])
    saved.refresh_from_db()
    assert (saved.has_news, saved.known) == (False, [world["for Britain"].pk])


def test_a_hidden_reference_is_answered_like_one_that_nobody_has(world, reviewer, sign_in):
    """A case from which the reader is set aside, and a subject of it, in every place where a reference can be typed."""
    client, hidden = sign_in(reviewer), world["conflict"]
    with look_as(EVERYTHING):
        subject, mine = hidden.subjects.get().reference, world["filed"].subjects.get().reference
    related = reverse("cases:related", args=[world["filed"].reference])
    merge = reverse("cases:merge-subjects", args=[mine])

    for address, typed, other in (
        (related, {"other": hidden.reference, "verdict": "same"}, "C-00000"),
        (merge, {"other": subject, "because": "The same service number."}, "S-00000"),
    ):
        said = [plain(client.post(address, {**typed, "other": one}, follow=True), one) for one in (typed["other"], other)]
        assert said[0] == said[1]
    for address in (reverse("cases:subject", args=[subject]), reverse("cases:related", args=[hidden.reference])):
        assert client.get(address).status_code == 404
    assert subject not in client.get(reverse("cases:register"), {"q": "Teskan"}).content.decode()


def plain(response, reference):
    """A page without what is anew in each, and without what was typed."""
    return re.sub(r"[\w-]{40,}|" + reference, "", response.content.decode(), flags=re.IGNORECASE)
