"""Whom a source may be shown to beyond the officials: as the partner and its person say. The narrower wins."""

from datetime import date
from itertools import product
from types import SimpleNamespace

import pytest

from cases.models import Consent, Source
from cases.statuses import Basis, ConsentAnswer, ConsentScope
from cases.vocabularies import SourceType
from submissions import checks, content, services
from submissions.disclosing import Disclosure, disclosure_of
from submissions.models import Recommendation
from submissions.services import redacting
from tests.submissions.test_variants import four, variants  # noqa: F401 -- fixtures

TODAY = date(2026, 11, 25)
NOBODY, CHALLENGED, PUBLIC = Disclosure(), Disclosure(False, True), Disclosure(True, True)


def said(*scopes):
    words = {"government": "", "answer": ConsentAnswer.YES, "basis": Basis.CONSENT, "until": None, "said_no": 0, "unasked": 0}
    return [SimpleNamespace(scope=scope, **words) for scope in scopes]


# The partner's two flags, and what the person behind a statement agreed to: who may see it.
TABLE = {
    (False, False, ()): NOBODY,
    (False, False, ("challenged", "public")): NOBODY,
    (True, False, ()): NOBODY,
    (True, False, ("public",)): NOBODY,
    (True, False, ("challenged",)): CHALLENGED,
    (False, True, ()): NOBODY,
    (False, True, ("challenged",)): NOBODY,
    (False, True, ("public",)): PUBLIC,
    (True, True, ("challenged",)): CHALLENGED,
    (True, True, ("public",)): PUBLIC,
    (True, True, ("challenged", "public")): PUBLIC,
}
SCOPES = {"challenged": ConsentScope.CHALLENGED, "public": ConsentScope.PUBLIC}


@pytest.mark.parametrize("row", TABLE)
def test_of_somebody_who_spoke_in_confidence(row):
    if_challenged, for_public, agreed = row
    source = Source(type=SourceType.WITNESS, if_challenged=if_challenged, for_public=for_public)

    assert disclosure_of(source, said(*(SCOPES[name] for name in agreed)), TODAY) == TABLE[row]


@pytest.mark.parametrize(("if_challenged", "for_public"), list(product((False, True), repeat=2)))
def test_of_a_thing_the_partner_alone_says_it(if_challenged, for_public):
    source = Source(type=SourceType.PHOTO, if_challenged=if_challenged, for_public=for_public)

    assert disclosure_of(source, [], TODAY) == (PUBLIC if for_public else CHALLENGED if if_challenged else NOBODY)


def test_what_anybody_can_find_may_be_shown():
    assert disclosure_of(Source(type=SourceType.WITNESS, is_open=True), [], TODAY) == PUBLIC


def blocked(ask):
    return [words for words in checks.problems_of(Recommendation.objects.get(pk=ask.pk)) if "may not see" in words]


@pytest.mark.django_db
def test_the_reasons_before_the_union_stop_at_what_may_not_be_shown(variants, veldonia, four, partner):  # noqa: F811
    ask, statement = variants["eu"], veldonia.case.sources.get(type=SourceType.WITNESS)
    claim = statement.claims.first()
    services.write_reasons(ask, [("He commanded the guard.", [claim])], by=four)
    claim.sources.set([statement])
    assert blocked(ask) == ["“He commanded the guard.” rests on sources alone that the person designated may not see."]

    Source.objects.filter(pk=statement.pk).update(if_challenged=True)
    assert blocked(ask)  # the partner says yes, the person was not asked
    Consent.objects.create(
        case=veldonia.case, source=statement, scope=ConsentScope.CHALLENGED, answer=ConsentAnswer.YES, recorded_by=partner
    )
    assert blocked(ask) == []


@pytest.mark.django_db
def test_a_source_that_is_left_out_carries_no_sentence_before_the_union(variants, veldonia, four):  # noqa: F811
    ask = variants["eu"]
    services.write_reasons(ask, [("He commanded the guard.", veldonia.claims[:1])], by=four)
    Source.objects.filter(pk=veldonia.photo.pk).update(if_challenged=True)
    assert blocked(ask) == []

    redacting.leave_out(ask.dossier, "source", veldonia.photo.pk, by=four)
    assert blocked(ask) == ["“He commanded the guard.” rests on sources alone that the person designated may not see."]


@pytest.mark.django_db
def test_the_kingdom_reads_how_far_each_source_may_be_shown(variants, veldonia):  # noqa: F811
    sources = veldonia.case.sources
    sources.filter(type=SourceType.PHOTO).update(if_challenged=True)
    sources.filter(type=SourceType.WITNESS).update(for_public=True)

    rows = content.signed_content(variants["gb"])["parts"][0]["rows"]

    assert [row[2] for row in rows] == ["Confidential: ask us first", "To the person designated, if they go to court"]
