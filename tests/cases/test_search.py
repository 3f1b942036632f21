"""Search finds what somebody may see, in words and names of any script, and nothing of what they may not."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.log import record
from cases.finding import index, news
from cases.finding.find import find, snippets
from cases.finding.grammar import parse
from cases.finding.texts import read_text
from cases.models import Case, CaseVersion, Claim, EvidenceFile, FirstNote, SavedSearch, SearchText, Source, SubjectName
from cases.services import searching
from cases.services.conflicts import set_aside
from cases.statuses import CaseStatus as S
from jobs.models import Job
from tests.cases.material import fill
from tests.submissions.conftest import make_file
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db
SECRET = "the baker, at noon"


@pytest.fixture
def everything(db):
    with look_as(EVERYTHING):
        yield


@pytest.fixture
def londoner(enlist, coalition):
    return enlist("Londoner", coalition, Role.LIAISON, jurisdictions=["gb"])


@pytest.fixture
def told(make_case, organisation, partner, everything):
    """Make a case that says one and the same thing, and take it into the index."""

    def make(status, title="", name="Maro Teskan", **fields):
        if status == S.ACCEPTED:
            fields["accepted_at"] = timezone.now()
        case = fill(make_case(organisation, partner, status=status, title=title, **fields))
        SubjectName.objects.filter(subject__opened_in=case).update(text=name)
        Claim.objects.create(case=case, text=f"They were held in the transit prison of Orsa: {title}.")
        index.index_case(case)
        return case

    return make


def titles(text, person):
    with look_as(person.sight):
        keys = find(parse(text), person).keys
    with look_as(EVERYTHING):
        return {Case.objects.get(pk=key).title for key in keys}


@pytest.fixture
def world(told, reviewer, coordinator):
    """One case of each kind, all of which say the same; from two of them somebody is kept away."""
    cases = {
        "filed": told(S.FILED, "filed"),
        "draft": told(S.DRAFT, "draft"),
        "accepted": told(S.ACCEPTED, "accepted"),
        "for Britain": told(S.ACCEPTED, "for Britain"),
        "conflict": told(S.FILED, "conflict"),
        "withdrawn": told(S.FILED, "withdrawn"),
    }
    Case.objects.filter(pk=cases["withdrawn"].pk).update(status=S.WITHDRAWN)  # and the index lags behind
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET consented_for = '{gb}' WHERE id = %s", [cases["for Britain"].pk])
        cursor.execute("UPDATE cases_case SET consented_for = '{us}' WHERE id = %s", [cases["accepted"].pk])
    set_aside(cases["conflict"], reviewer, reason="other", by=reviewer)
    return cases


# Who looks for the same words, and in which cases they find them.
SEEN = {
    "coordinator": {"filed", "accepted", "for Britain", "conflict"},
    "reviewer": {"filed", "accepted", "for Britain"},
    "liaison": {"accepted"},
    "londoner": {"for Britain"},
    "partner": set(),
    "analyst": set(),
    "admin": set(),
}


@pytest.mark.parametrize("who", SEEN)
@pytest.mark.parametrize(
    "text", ["transit prison", '"transit prison"', "Teskan", "Маро Тескан", 'subject:"Teskan"', "abuse:arbitrary"]
)
def test_nobody_finds_what_they_may_not_see(world, request, who, text):
    person = request.getfixturevalue(who)
    hidden = set(world) - SEEN[who]

    with look_as(person.sight):
        found = find(parse(text), person) if who not in ("partner", "analyst", "admin") else None
        shown = snippets(parse(text), [case.pk for case in world.values()], person) if found else {}

    names = {case.pk: name for name, case in world.items()}
    assert {names[key] for key in (found.keys if found else ())} == SEEN[who]
    assert sum(count for _status, count in (found.facets if found else ())) == len(SEEN[who])
    assert not {names[key] for key in shown} & hidden


@pytest.mark.parametrize(("who", "status"), [("partner", 404), ("analyst", 404), ("admin", 404), ("liaison", 200)])
def test_who_has_the_page(world, request, sign_in, who, status):
    response = sign_in(request.getfixturevalue(who)).get(reverse("cases:search"), {"q": "transit prison"})

    assert response.status_code == status
    if status == 200:
        page = response.content.decode()
        assert all((f">{name}<" in page) is (name in SEEN[who]) for name in world)
        assert "1 case" in " ".join(page.split())


def test_row_security_hides_the_index_too(world, liaison, partner):
    with look_as(liaison.sight):
        assert set(SearchText.objects.values_list("case", flat=True)) == {world["accepted"].pk}
    with look_as(partner.sight):
        assert not SearchText.objects.exists()


def test_nothing_sealed_comes_into_the_index(make_case, organisation, partner, everything):
    case = make_case(organisation, partner, title="Raid")
    FirstNote.objects.create(case=case, who="A colonel", what="Detentions", how_known="Told", safe_contact=SECRET)
    sealed = Source.objects.create(case=fill(case), title="Diary", type="witness_statement")
    make_file(sealed, b"named in a sealed file", partner)
    Case.objects.update(status=S.FILED)
    case.refresh_from_db()

    index.index_case(case)

    words = " ".join(SearchText.objects.values_list("body", flat=True))
    assert "Detentions" in words
    assert SECRET not in words
    assert "sealed file" not in words
    assert not Job.objects.filter(kind="cases.read_texts").exists()


def test_a_case_that_is_taken_back_leaves_the_index(world, coordinator):
    index.index_case(world["withdrawn"])
    world["withdrawn"].refresh_from_db()
    index.index_case(world["withdrawn"])

    assert set(SearchText.objects.filter(case=world["withdrawn"]).values_list("part", flat=True)) == {"title"}


# Words and names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("prisons", True),
        ("held prison", True),
        ("held -orsa", False),
        ('"prison transit"', False),
        ("Maro Teskan", True),
        ("Teskan, Maro", True),
        ("Тескан", True),
        ("مارو تسکان", True),
        ("Teskhan", True),
        ("Ilka Marsh", False),
        ("prison & | ! ( :* <->", True),
        ("'; DROP TABLE cases_case; --", False),
    ],
)
def test_what_is_found(told, coordinator, text, found):
    told(S.FILED, "it")

    assert titles(text, coordinator) == ({"it"} if found else set())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is:open", {"filed", "mine"}),
        ("is:accepted", {"accepted"}),
        ("is:closed", {"accepted"}),
        ("lead:@me", {"mine"}),
        ("lead:nobody", {"filed", "accepted"}),
        ("lead:@coord", {"mine"}),
        ("org:orsa is:filed", {"filed", "mine"}),
        ("org:kestrel", set()),
        ("place:orsa is:filed", {"filed", "mine"}),
        ("filed:2026-03", {"filed"}),
        ("filed:>2026-03", set()),
        ("filed:<=2026-03 prison", {"filed"}),
        ("group:indigenous", {"accepted"}),
    ],
)
def test_what_narrows(told, coordinator, partner, text, expected):
    filed = told(S.FILED, "filed")
    told(S.FILED, "mine", assigned_to=coordinator)
    accepted = told(S.ACCEPTED, "accepted")
    at = timezone.make_aware(timezone.datetime(2026, 3, 9))
    CaseVersion.objects.create(case=filed, number=1, why="file", content={}, by=partner, at=at)
    accepted.victims.update(group_answer="given", groups=["indigenous_peoples"])
    index.index_case(accepted)

    assert titles(text, coordinator) == expected


def test_a_name_leads_to_the_register_for_those_who_have_it(told, coordinator, liaison, reviewer, sign_in):
    case = told(S.ACCEPTED, "it")
    page = reverse("cases:subject", args=[case.subjects.get().reference])

    for person, leads in ((coordinator, True), (liaison, False)):
        response = sign_in(person).get(reverse("cases:search"), {"q": "Тескан"}).content.decode()
        assert (page in response) is leads
    set_aside(case, reviewer, reason="other", by=reviewer)
    assert page not in sign_in(reviewer).get(reverse("cases:search"), {"q": "Тескан"}).content.decode()


def test_a_snippet_marks_what_was_looked_for_and_escapes_the_rest(told, coordinator, sign_in):
    case = told(S.FILED, "it")
    Claim.objects.update(text="In the <b>transit</b> prison of Orsa.")
    index.index_case(case)

    page = sign_in(coordinator).get(reverse("cases:search"), {"q": "prison"}).content.decode()

    assert "<mark>prison</mark>" in page
    assert "<b>transit" not in page


# The index follows the record


def test_the_index_takes_in_what_changed(told, partner, coordinator):
    case = told(S.FILED, "it")
    SearchText.objects.all().delete()
    record(partner, "case.section_saved", case)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert index.index_changed() == 0  # too young: an older one may still be on its way

    index.SETTLED, before = timezone.timedelta(seconds=-5), index.SETTLED
    try:
        assert index.index_changed() == 1
        assert index.index_changed() == 0
    finally:
        index.SETTLED = before
    assert titles("prison", coordinator) == {"it"}


def test_the_text_of_an_open_file_is_found_by_its_page(told, partner, coordinator, run_jobs):
    case = told(S.FILED, "it")
    source = Source.objects.create(case=case, title="Gazette", type="official_document", is_open=True)
    file = make_file(source, pdf("Order of the day", "Signed by the quartermaster"), partner)
    EvidenceFile.objects.update(media_type="application/pdf")
    index.index_case(case)
    index.index_case(case)

    assert "cases.read_texts" in run_jobs()
    assert read_text(file.pk) == {"pages": 0}  # once

    assert titles("quartermaster", coordinator) == {"it"}
    with look_as(coordinator.sight):
        [place] = snippets(parse("quartermaster"), [case.pk], coordinator)[case.pk]
    assert place.page == 2
    Source.objects.update(is_open=False)
    index.index_case(case)
    assert titles("quartermaster", coordinator) == set()


@pytest.mark.parametrize("content", [b"%PDF-1.4 broken", b"", b"PK\x03\x04 a packed file of pictures"])
def test_a_file_without_readable_text_stalls_nothing(told, partner, content):
    case = told(S.FILED, "it")
    source = Source.objects.create(case=case, title="Scan", type="official_document", is_open=True)
    file = make_file(source, content, partner)
    EvidenceFile.objects.update(media_type="application/pdf")

    assert read_text(file.pk) == {"pages": 0}
    assert read_text(file.pk) == {"pages": 0}


def pdf(*pages):
    from cases.workshop.pdfs import numbered

    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for text in pages:
        kids.append(len(objects) + 1)
        draw = f"BT /F 12 Tf 20 100 Td ({text}) Tj ET".encode()
        place = len(objects) + 2
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents %d 0 R /Resources << /Font << /F 3 0 R >> >> >>"
            % place
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(draw), draw))
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    return numbered(objects)


# Kept searches


def test_a_kept_search_tells_once_that_there_is_something_new(told, reviewer, coordinator):
    told(S.FILED, "one")
    saved = searching.keep_search("Prison", "prison", by=coordinator, tells=True)
    assert news.tell_of_news() == 0

    told(S.FILED, "two")

    assert (news.tell_of_news(), news.tell_of_news()) == (1, 0)
    saved.refresh_from_db()
    assert saved.has_news
    [message] = mail.outbox
    assert message.to == [coordinator.email]
    assert "prison" not in str(message.message()).casefold()


def test_nobody_is_told_of_what_they_may_not_see(told, reviewer):
    searching.keep_search("Prison", "prison", by=reviewer, tells=True)

    set_aside(told(S.FILED, "conflict"), reviewer, reason="other", by=reviewer)

    assert (news.tell_of_news(), mail.outbox) == (0, [])


def test_a_kept_search_is_its_persons_alone(told, reviewer, coordinator, partner, sign_in):
    saved = searching.keep_search("Prison", "prison", by=coordinator)

    with pytest.raises(PermissionDenied):
        searching.forget_search(saved, by=reviewer)
    with pytest.raises(PermissionDenied):
        searching.keep_search("Prison", "prison", by=partner)
    client = sign_in(reviewer)
    assert "Prison" not in client.get(reverse("cases:search")).content.decode()
    assert client.post(reverse("cases:search"), {"remove": saved.pk}).status_code == 404


def test_keeping_a_search_on_the_page(told, coordinator, sign_in):
    client = sign_in(coordinator)

    response = client.post(reverse("cases:search"), {"q": "is:open  prison", "name": "Prison", "tells": "on"}, follow=True)

    assert SavedSearch.objects.get().query == "is:open prison"
    assert "is%3Aopen%20prison" in response.content.decode()


def test_a_search_of_five_thousand_characters_is_refused_in_words(coordinator, sign_in):
    page = sign_in(coordinator).get(reverse("cases:search"), {"q": "x" * 5_000}).content.decode()

    assert "at most 300 characters" in page


def test_what_is_marked_stands_without_spaces_around_it(told, coordinator, sign_in):
    told(S.FILED, "the prison, at night")

    page = sign_in(coordinator).get(reverse("cases:search"), {"q": "prison"}).content.decode()

    assert "<mark>prison</mark>, at night" in page


def test_the_page_costs_the_same_however_much_is_found(told, coordinator, sign_in, count_statements):
    told(S.FILED, "one")
    client = sign_in(coordinator)
    address = reverse("cases:search") + "?q=prison"
    client.get(address)
    one = count_statements(client, address)
    for number in range(3):
        told(S.FILED, f"more {number}")

    assert count_statements(client, address) == one


def test_subjects_of_a_refused_case_leave_the_search(told, coordinator, reviewer):
    case = told(S.FILED, "it")
    Case.objects.update(status=S.DECLINED, taken_up_by=reviewer)
    assert titles("Teskan", coordinator) == titles('subject:"Teskan"', coordinator) == set()  # while the index lags behind
    case.refresh_from_db()

    index.index_case(case)

    assert (titles("Teskan", coordinator), titles("prison", coordinator)) == (set(), {"it"})


def test_a_subject_stays_while_some_case_names_it(told, coordinator, reviewer):
    first, second = told(S.FILED, "first"), told(S.FILED, "second", name="Ilka Marsh")
    second.named_subjects.create(subject=first.subjects.get())
    Case.objects.filter(pk=first.pk).update(status=S.DECLINED, taken_up_by=reviewer)
    first.refresh_from_db()

    for case in (first, second):
        index.index_case(case)

    assert titles("Тескан", coordinator) == {"second"}
