"""`make tour`: the pictures of docs/filing.md. Every part of a case, on a laptop in English and on a phone in Arabic."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.models import User
from cases.models import Case
from cases.parts import ORDER
from cases.views.sections import PARTS
from demo.between import KESTREL
from demo.veldonia import PASSWORD
from tests.e2e.pictures import PICTURES, keep
from vault.sight import EVERYTHING, look_as

CASE = "The bakery that was closed"
LARGEST = 120_000
# How each picture is taken: language, width, height.
VIEWS = {"laptop": ("en", 1200, 900), "phone": ("ar", 390, 844)}


@pytest.mark.tour
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # files the seed leaves to be collected
@pytest.mark.parametrize("view", VIEWS)
def test_pictures_of_every_part(walk, settings, view):
    settings.SECOND_FACTOR_WAIVED = True
    call_command("seed_demo")
    language, width, height = VIEWS[view]
    visit = walk(viewport={"width": width, "height": height})
    visit.sign_in(person(), PASSWORD)
    visit.page.context.add_cookies([{"name": "django_language", "value": language, "url": visit.server}])

    sizes = {name: take(visit, address, PICTURES / "filing" / f"{name}-{view}.png") for name, address in places().items()}

    assert {name for name, size in sizes.items() if size > LARGEST} == set()


def person():
    return User.objects.get(email=KESTREL)


def places():
    with look_as(EVERYTHING):
        case = Case.objects.get(title=CASE)
        act = case.incidents.get().acts.get()
    shown = {"note": reverse("cases:note"), "tasks": case.get_absolute_url()}
    shown |= {section: reverse("cases:section", args=[case.reference, section]) for section in ORDER}
    shown |= {f"write-{section}": reverse("cases:item-add", args=[case.reference, section]) for section in PARTS}
    shown["write-act"] = reverse("cases:act-edit", args=[case.reference, act.pk])
    shown |= {name: reverse(f"cases:{name}", args=[case.reference]) for name in ("together", "messages", "offline", "file")}
    return shown


def take(visit, address, path):
    """Returns the picture's size in bytes."""
    assert visit.go(address).status == 200
    visit.page.wait_for_load_state("networkidle")
    return keep(visit.page.screenshot(), path)
