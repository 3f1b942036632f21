"""What staff know, walked from end to end: a word of an attachment leads to a case, the case to its other account in another
script; two subjects become one and two again; and a search that is kept tells of something new."""

import pytest

from accounts.roles import Role
from cases.finding import index, news, texts
from cases.models import CaseLink, EvidenceFile, Merger, SavedSearch, Source, SubjectName
from cases.statuses import CaseStatus as S
from tests.cases.material import fill
from tests.cases.test_search import pdf
from tests.e2e import test_desk
from tests.submissions.conftest import make_file
from vault.sight import EVERYTHING, look_as

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
one_step, staff = test_desk.one_step, test_desk.staff  # fixtures


@pytest.fixture
def file_case(make_case):
    """A case about the quarry, filed by a partner, and what its open file says."""

    def file(owner, author, name, words):
        case = fill(make_case(owner, author, status=S.FILED, title=f"The quarry, as {owner} tells it"))
        with look_as(EVERYTHING):
            SubjectName.objects.filter(subject__opened_in=case).update(text=name)
            source = Source.objects.create(case=case, title="Gazette", type="official_document", is_open=True)
            kept = make_file(source, pdf(words), author)
            EvidenceFile.objects.filter(pk=kept.pk).update(media_type="application/pdf")
            index.index_case(case)
            texts.read_text(kept.pk)
        return case

    return file


def search(walk, text):
    walk.go("cases:search")
    walk.fill(q=text)
    with walk.page.expect_navigation():
        walk.page.locator("[name=q]").first.press("Enter")


@pytest.fixture
def told_twice(file_case, organisation, other_organisation, partner, other_partner):
    file_case(organisation, partner, "Maro Teskan", "Order of the quartermaster about the women at the quarry")
    file_case(other_organisation, other_partner, "Маро Тескан", "A letter from the ministry about the road")


def test_from_a_word_in_a_file_to_one_subject_that_is_two_again(staff, told_twice, organisation, other_organisation):
    noor = staff("Noor", Role.COORDINATOR)

    search(noor, "quartermaster")
    assert noor.page.locator("mark").first.inner_text() == "quartermaster"
    noor.press(f"The quarry, as {organisation} tells it")
    noor.press("Related cases")
    assert noor.page.get_by_text("“Maro Teskan” here, “Маро Тескан” there.").is_visible()
    noor.press("The same events")
    noor.go("cases:register")
    noor.press("Maro Teskan")
    noor.press("They are one …")
    noor.fill(because="The same service number in both files.")
    noor.press("They are one")
    assert noor.page.get_by_role("link", name=f"The quarry, as {other_organisation} tells it").is_visible()
    noor.press("Take them apart")

    noor.assert_clean()
    with look_as(EVERYTHING):
        assert (CaseLink.objects.get().verdict, Merger.objects.get().undone_by.name) == ("same", "Noor")


def test_a_search_that_is_kept_tells_of_something_new(staff, told_twice, file_case, other_organisation, other_partner):
    noor = staff("Noor", Role.COORDINATOR)
    search(noor, "quartermaster")
    noor.page.get_by_text("Keep this search").click()
    noor.fill(name="The quartermaster")
    noor.page.locator("[name=tells]").check()
    noor.press("Keep it")
    file_case(other_organisation, other_partner, "Ilka Marsh", "The quartermaster denies that he was there")
    with look_as(EVERYTHING):
        assert news.tell_of_news() == 1

    noor.go("cases:search")
    assert noor.page.get_by_text("Something new", exact=True).is_visible()
    noor.press("The quartermaster")

    assert noor.page.get_by_text("2 cases").is_visible()
    noor.assert_clean()
    with look_as(EVERYTHING):
        assert not SavedSearch.objects.get().has_news
