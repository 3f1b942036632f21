"""What leaves a case, and that nothing else does."""

import json

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils import timezone, translation

from cases.models import Claim, CoFiling, Dictation, Message, SealedIdentity, Source
from cases.vocabularies import SourceType
from submissions import content, services
from submissions.leaks.protected import protected_in
from tests.submissions.conftest import CANARIES, CYRILLIC, LATIN, make_act, make_claim, make_file, make_subject
from vault.fields import SealedTextField
from vault.models import create_data_key

pytestmark = pytest.mark.django_db


def text_of(dossier):
    return json.dumps(content.build_content(dossier, number=1), ensure_ascii=False)


def test_says_who_what_and_how_it_is_known(argued, veldonia):
    built = content.build_content(argued.dossier, number=3)

    ask = built["recommendations"][0]
    assert (built["reference"], built["version"], built["government"]) == (argued.dossier.reference, 3, "United States")
    assert [name["text"] for name in ask["subject"]["names"]] == [LATIN, CYRILLIC]
    assert ask["acts"] == [
        {
            "when": "2021-05 – 2021-08",
            "where": "Lower Orsa quarry",
            "abuse": "Arbitrary detention",
            "victim": "The fourteen of May",
            "modes": ["was in command and did not prevent or punish it"],
        }
    ]
    assert [victim["groups"] for victim in ask["victims"]] == [["Women", "Indigenous peoples"]]
    assert [claim["text"] for claim in ask["elements"][1]["claims"]] == [claim.text for claim in veldonia.claims]
    assert ask["elements"][0]["claims"][0]["sources"][1] == {
        "kind": "Photograph",
        "title": "Photograph of the yard",
        "exhibits": ["A-1"],
    }
    assert [(exhibit["label"], exhibit["sha256"]) for exhibit in built["exhibits"]] == [("A-1", veldonia.file.sha256)]


# Each sealed field, and the canary that stands in it in the case of these tests.
SEALED = {
    ("cases.FirstNote", "safe_contact"): "contact",
    ("cases.EvidenceFile", "original_name"): "file_name",
    ("cases.Upload", "original_name"): "arriving_name",
    ("cases.Typed", "fields"): "typed",
    ("cases.SealedIdentity", "name"): "name",
    ("cases.SealedIdentity", "also_called"): "also_called",
    ("cases.SealedIdentity", "contact"): "where",
    ("cases.SealedIdentity", "marks"): "marks",
    ("cases.Dictation", "call"): "call",
    ("cases.Message", "text"): "message",
    ("cases.CoFiling", "safe_contact"): "joined_contact",
}
# Sealed after a dossier, not in a case: what it withholds, what was found in its files, what opens a copy.
OF_A_DOSSIER = {
    ("submissions.Box", "passage"),
    ("submissions.LeakHit", "place"),
    ("submissions.LeakHit", "passage"),
    ("submissions.LeakHit", "because"),
    ("submissions.OfficeCopy", "password"),
    ("submissions.Redaction", "words"),
}


@pytest.fixture
def identity(veldonia):
    words = {name: CANARIES[canary] for (label, name), canary in SEALED.items() if label == "cases.SealedIdentity"}
    key = create_data_key()
    return SealedIdentity.objects.create(
        case=veldonia.case, victim=veldonia.victim, data_key=key, given_by=veldonia.author, **words
    )


@pytest.fixture
def between(veldonia):
    """What partner and coalition said to each other about the case."""
    case, today = veldonia.case, timezone.localdate()
    Message.objects.create(case=case, text=CANARIES["message"], is_from_partner=True, by=veldonia.author)
    Dictation.objects.create(case=case, channel=Dictation.Channel.SIGNAL, arrived_on=today, call=CANARIES["call"])
    CoFiling.objects.create(case=case, part="co_filer", offered_by=veldonia.author, safe_contact=CANARIES["joined_contact"])


def test_every_sealed_field_has_a_canary(veldonia, identity, between):
    """A new sealed field comes with a canary here, or this fails."""
    sealed = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, SealedTextField)
    }

    assert sealed == set(SEALED) | OF_A_DOSSIER
    for (label, name), canary in SEALED.items():
        row = apps.get_model(label).objects.get(case=veldonia.case)
        assert getattr(row, name).reveal() == CANARIES[canary]


def test_nothing_sealed_and_nothing_of_the_intake_is_in_it(argued, identity, between):
    text = text_of(argued.dossier)

    assert [word for word in CANARIES.values() if word in text] == []


def test_no_person_who_uses_the_site_is_in_it(argued, liaison, partner):
    text = text_of(argued.dossier)

    assert [person.email for person in (liaison, partner) if person.email in text or f'"{person.name}"' in text] == []


def test_every_value_is_plain(argued):
    built = content.build_content(argued.dossier, number=1)

    assert json.loads(content.written(built)) == built
    assert not any(isinstance(value, models.Model) for value in built.values())


def test_claims_that_were_taken_back_and_files_nobody_rests_on_stay_home(argued, veldonia):
    spare = Source.objects.create(case=veldonia.case, title="A spare photograph", type=SourceType.PHOTO)
    make_file(spare, b"spare", veldonia.author)
    taken_back = make_claim(veldonia.case, "He was there on Tuesday.", spare)
    argued.findings.first().claims.add(taken_back)
    assert "A spare photograph" in text_of(argued.dossier)

    Claim.objects.filter(pk=taken_back.pk).update(recanted_at=timezone.now())

    assert "He was there" not in text_of(argued.dossier)
    assert "A spare photograph" not in text_of(argued.dossier)


def test_acts_of_others_stay_home(argued, veldonia):
    other = make_subject(veldonia.case, "Pavo Dresnik")
    make_act(veldonia.case, other, "Marcher 3")

    assert "Marcher 3" not in text_of(argued.dossier)


def test_a_stopped_recommendation_is_left_out(argued, veldonia, criterion, liaison):
    other = make_subject(veldonia.case, "Pavo Dresnik")
    ask = services.open_recommendation(veldonia.case, other, criterion, by=liaison, dossier=argued.dossier)
    assert "Pavo Dresnik" in text_of(argued.dossier)

    services.stop(ask, by=liaison)

    assert "Pavo Dresnik" not in text_of(argued.dossier)


def test_the_page_of_the_liaison_may_be_in_another_language(argued):
    with translation.override("en"):
        english = text_of(argued.dossier)
    with translation.override("ar"):
        assert text_of(argued.dossier) == english


def test_the_fingerprint_is_that_of_the_written_bytes(argued):
    built = content.build_content(argued.dossier, number=1)
    again = content.build_content(argued.dossier, number=1)

    assert content.fingerprint(built) == content.fingerprint(again)
    assert content.fingerprint(built) != content.fingerprint({**built, "version": 2})


def test_what_is_signed_changes_with_a_file(argued, veldonia):
    before = content.fingerprint(content.signed_content(argued))

    make_file(veldonia.photo, b"a second photograph", veldonia.author)

    assert content.fingerprint(content.signed_content(argued)) != before


def test_every_key_is_explained(argued):
    page = (settings.BASE_DIR / "docs" / "dossier.md").read_text().split("## The content")[1]

    assert {key for key in keys_of(content.build_content(argued.dossier, number=1)) if f"`{key}`" not in page} == set()


def keys_of(value):
    if isinstance(value, dict):
        yield from value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys_of(inner)


def test_an_organisation_that_did_not_agree_is_not_named_and_looked_for(argued, veldonia):
    organisation = veldonia.case.organisation
    assert content.build_content(argued.dossier, number=1)["title_page"]["on_behalf_of"] == [organisation.name]

    organisation.may_be_named = False
    organisation.save()

    built = content.build_content(argued.dossier, number=1)
    assert organisation.name not in text_of(argued.dossier)
    assert built["recommendations"][0]["organisation"] == "a partner organisation whose name is withheld"
    assert built["title_page"]["on_behalf_of"] == ["Partner organisations whose names are withheld"]
    assert organisation.name in {one.text for one in protected_in(argued.dossier)}
