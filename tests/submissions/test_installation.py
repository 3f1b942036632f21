"""What an installation lacks before dossiers can leave it."""

import pytest
from django.core.checks import run_checks

from tests.submissions.pages import page_of

WORDS = "The first page says nowhere how officials reach the coalition."


def found():
    return [warning.id for warning in run_checks(include_deployment_checks=True) if warning.id.startswith("submissions.")]


def test_the_deployment_check_asks_where_officials_reach_the_coalition(settings):
    assert found() == []

    settings.COALITION_CONTACT = " "

    assert found() == ["submissions.W001"]


@pytest.mark.django_db
def test_whoever_is_about_to_send_reads_it_on_the_page_of_the_dossier(approved, liaison, sign_in, settings):
    client = sign_in(liaison)
    assert WORDS not in page_of(client, "dossier", approved.dossier.reference)

    settings.COALITION_CONTACT = ""

    assert WORDS in page_of(client, "dossier", approved.dossier.reference)


@pytest.mark.django_db
def test_what_was_sent_is_not_spoken_of_any_more(sent, liaison, sign_in, settings):
    settings.COALITION_CONTACT = ""

    assert WORDS not in page_of(sign_in(liaison), "dossier", sent.dossier.reference)
