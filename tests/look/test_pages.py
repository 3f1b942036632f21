"""Pages that must come out right when other things do not."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import get_template, render_to_string
from django.utils import translation

ERROR_PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"]


class Untouchable:
    """Stands for everything an error page may not ask: looking at it is an error."""

    def __getattribute__(self, name):
        raise AssertionError(f"an error page asked for .{name}")

    def __str__(self):
        raise AssertionError("an error page printed what it should not know")


class Questions(forms.Form):
    title = forms.CharField()
    began = forms.DateField()
    known = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    groups = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField()
    file = forms.FileField()

    def clean(self):
        raise forms.ValidationError("The whole does not fit.")


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_error_page_needs_no_context_and_no_database(name):
    page = get_template(name).render({key: Untouchable() for key in ("messages", "navigation", "request", "user")})

    assert "<h1>" in page
    assert 'class="leave"' in page


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("ru", "ltr")])
def test_page_follows_the_direction_of_its_language(language, direction):
    with translation.override(language):
        page = render_to_string("404.html")

    assert re.search(rf'<html lang="{language}"\s+dir="{direction}"', page)


def test_title_of_a_page_is_neutral():
    page = render_to_string("base.html")

    assert re.search(r"<title>\s*Small Places\s*</title>", page)


def test_error_summary_leads_to_every_field():
    page = Template("{% load crispy_forms_filters %}{{ form|crispy }}").render(Context({"form": Questions({})}))

    links = re.findall(r'<a href="#([^"]+)">', page)
    assert len(links) == len(Questions.base_fields)
    assert {link for link in links if f'id="{link}"' not in page} == set()
    assert page.count("The whole does not fit.") == 1


def test_form_without_errors_has_no_summary():
    page = Template("{% load crispy_forms_filters %}{{ form|crispy }}").render(Context({"form": Questions()}))

    assert 'class="errors"' not in page


def test_pages_of_a_list_keep_what_was_asked(rf):
    pager = Paginator(range(60), 25)

    page = render_to_string("components/_pagination.html", {"page_obj": pager.page(2)}, rf.get("/", {"state": "filed"}))

    assert re.findall(r'href="([^"]+)"', page) == ["?state=filed&amp;page=1", "?state=filed&amp;page=3"]


def test_a_list_of_one_page_has_no_pager(rf):
    page = render_to_string("components/_pagination.html", {"page_obj": Paginator(range(3), 25).page(1)}, rf.get("/"))

    assert page.strip() == ""
