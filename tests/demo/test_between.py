"""What the demonstration shows of partners and coalition: messages, a typed case, a translation, two who file together."""

import pytest

from accounts.models import User
from cases.models import Case
from demo import between, cases, stories, veldonia
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

FLAGGED = "Women held in the cloister at Mirna"


@pytest.fixture
def told(db):
    """The three stories that these rows hang on, and the rows."""
    with look_as(EVERYTHING):
        veldonia.people()
        for story in stories.STORIES:
            if story.title in ("Prisoners beaten at Kelt bridge", "Deaths in the transit prison", FLAGGED):
                cases.tell(story)
        between.tell_all()


def page(client, title, path=""):
    with look_as(EVERYTHING):
        case = Case.objects.get(title=title)
    return client.get(case.get_absolute_url() + path).content.decode()


def test_the_demonstration_shows_what_passes_between_partners_and_coalition(told, sign_in):
    kestrel = sign_in(User.objects.get(email=between.KESTREL))
    typed = page(kestrel, "The bakery that was closed")
    joined = page(kestrel, "Deaths in the transit prison")
    together = page(sign_in(User.objects.get(email=between.ORSA)), "Deaths in the transit prison", "together/")
    noor = sign_in(User.objects.get(email=between.COORDINATOR))
    desk = page(noor, "Prisoners beaten at Kelt bridge", "messages/")
    note = page(noor, between.IN_ARABIC["title"])
    flagged = page(noor, FLAGGED)

    assert "You have not confirmed it yet." in typed
    assert "Check and file" in typed
    assert "The organisation that leads files this case." in joined
    assert "Kestrel Legal Aid, Port Vel" in together
    assert "Codes that wait for an answer" in together
    assert "A short call on Thursday" in desk
    assert "No answer is needed" in desk
    assert "six vegetable sellers" in note
    assert between.IN_ARABIC["what"] in note
    assert "The court of Mirna sits in the first week" in flagged
