"""Everything a partner sees, in every language there is; and the language is hers to choose."""

import gettext
import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.translation import deactivate, override

from accounts.models import User
from config import languages
from config.catalogues import codes_in
from tests import catalogue

FORMAT = re.compile(r"%\(\w+\)[sd]|%[sd]")
CATALOGUES = catalogue.languages()


@pytest.fixture(autouse=True)
def english_afterwards():
    """A page leaves its language to the thread; the tests after this one read English."""
    yield
    deactivate()


@pytest.fixture(params=CATALOGUES, ids=lambda path: path.parts[-3])
def catalog(request):
    return catalogue.read(request.param)


def test_every_word_a_partner_sees_is_there(catalog):
    assert catalogue.missing(catalog) == []


def test_the_extraction_reads_templates_and_modules():
    found = {text: place for (_context, text, _plural), place in catalogue.words().items()}

    assert found["What a reviewer looks for, and an example"] == "templates/cases/_guidance.html"
    assert found["Extrajudicial killing"] == "cases/vocabularies.py"
    assert found["announced on %(day)s"] == "templates/submissions/_happened.html"
    assert "Letters that wait" not in found


def test_translations_fill_in_what_the_words_leave_open(catalog):
    wrong = []
    for message in catalog:
        texts = (message.string,) if isinstance(message.string, str) else message.string
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        wanted = set(FORMAT.findall(originals[-1]))
        texts = [text for text in texts if text and message.id]  # what still waits for its translation is told above
        wrong += [text for text in texts if not set(FORMAT.findall(text)) <= wanted]
        if isinstance(message.id, str):
            wrong += [text for text in texts if set(FORMAT.findall(text)) != wanted]

    assert wrong == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_what_is_compiled_is_what_is_written(path, tmp_path):
    anew = tmp_path / "django.mo"
    anew.write_bytes(catalogue.compiled(catalogue.read(path)))
    with path.with_suffix(".mo").open("rb") as kept_file, anew.open("rb") as made_file:
        kept, made = gettext.GNUTranslations(kept_file), gettext.GNUTranslations(made_file)

    assert {key: text for key, text in kept._catalog.items() if key} == {key: text for key, text in made._catalog.items() if key}
    assert kept.info()["plural-forms"] == made.info()["plural-forms"]


def test_a_language_is_there_when_its_catalogue_is(tmp_path):
    for code in ("ar", "my"):
        folder = tmp_path / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.mo").touch()

    assert codes_in(tmp_path) == ["ar", "my"]
    assert dict(settings.LANGUAGES).keys() == {"en", *codes_in(settings.LOCALE_PATHS[0])}


def test_a_language_nobody_has_read_says_so():
    assert languages.is_reviewed("en")
    assert not languages.is_reviewed("ar")


@pytest.mark.django_db
def test_the_language_is_chosen_without_scripts_and_goes_with_the_person(sign_in, partner, client):
    signed_in = sign_in(partner)
    chosen = signed_in.post(reverse("set_language"), {"language": "ar", "next": reverse("cases:list")}, follow=True)
    del signed_in.cookies[settings.LANGUAGE_COOKIE_NAME]  # another device
    page = signed_in.get(reverse("cases:note")).content.decode()

    assert chosen.redirect_chain[-1][0] == reverse("cases:list")
    assert User.objects.get(pk=partner.pk).language == "ar"
    assert re.search(r'<html lang="ar"\s+dir="rtl"', page)
    assert "مذكرة أولى" in page
    with override("ar"):
        assert "لم يقرأها" in page


@pytest.mark.django_db
def test_nobody_is_sent_elsewhere_by_choosing_a_language(client):
    answer = client.post(reverse("set_language"), {"language": "ar", "next": "https://elsewhere.example/"})
    page = client.get(reverse("set_language"), headers={"referer": "https://elsewhere.example/"})

    assert (answer.url, page.context["next"]) == ("/", "/")


@pytest.mark.parametrize("number", [0, 1, 2, 3, 11, 100])
def test_numbers_are_counted_as_arabic_counts(number):
    from django.utils.translation import ngettext

    with override("ar"):
        assert str(number) in ngettext("%d thing to add", "%d things to add", number) % number
