"""One fact base, four variants: a changed fact or law marks exactly those that used it, and each has its own skin."""

from time import process_time

import pytest
from django.utils import translation

from accounts.roles import Role
from cases.models import Claim
from cases.vocabularies import SourceType
from sanctions.models import Criterion, Element
from submissions import checks, content, services
from submissions.basis import changes_in, stale
from submissions.models import ElementFinding, Recommendation
from submissions.reading import anew
from tests.submissions.conftest import SAID, argue, make_claim
from tests.submissions.pages import address, page_of

pytestmark = pytest.mark.django_db
CRITERIA = {"us": "US-13818-iiA", "gb": "GB-6a", "ca": "CA-JVCFOA-a", "eu": "EU-resp"}


@pytest.fixture
def four(enlist, coalition):
    return enlist("Four", coalition, Role.LIAISON, jurisdictions=list(CRITERIA))


@pytest.fixture
def variants(veldonia, four):
    """Argued before four governments from the same two claims."""
    made = {}
    for government, code in CRITERIA.items():
        ask = services.open_recommendation(veldonia.case, veldonia.subject, Criterion.objects.get(code=code), by=four)
        argue(ask, veldonia.claims)
        made[government] = ask
    return made


def marked(variants):
    found = stale(Recommendation.objects.filter(pk__in=[ask.pk for ask in variants.values()]))
    return {government for government, ask in variants.items() if ask.pk in found}


def test_nothing_is_stale_when_nothing_changed(variants):
    assert marked(variants) == set()


def test_a_change_of_language_is_no_change_of_a_fact(variants):
    with translation.override("ar"):
        assert marked(variants) == set()


def test_a_changed_claim_marks_exactly_the_variants_that_used_it(variants, veldonia, four):
    for finding in variants["gb"].findings.all():
        services.write_finding(finding, "The first claim shows it.", veldonia.claims[:1], by=four)

    Claim.objects.filter(pk=veldonia.claims[1].pk).update(text="The guard held nine women at the quarry.")

    assert marked(variants) == {"us", "ca", "eu"}
    change = changes_in(anew(variants["us"]))[0]
    assert (change.what, change.before, change.after) == (
        "A claim",
        "The guard held fourteen women at the quarry.",
        "The guard held nine women at the quarry.",
    )


def test_a_claim_taken_back_marks_what_used_it(variants, veldonia, four):
    extra = make_claim(veldonia.case, "He boasted of it.", veldonia.statement)
    services.write_finding(variants["us"].findings.first(), "Shown.", [*veldonia.claims, extra], by=four)
    assert marked(variants) == set()

    Claim.objects.filter(pk=extra.pk).update(recanted_at="2022-10-01T00:00Z")

    assert marked(variants) == {"us"}


def test_a_claim_deleted_under_an_element_is_said_and_its_words_are_kept(variants, veldonia, four):
    extra = make_claim(veldonia.case, "He boasted of it.", veldonia.statement)
    finding = variants["us"].findings.first()
    services.write_finding(finding, "Shown.", [*veldonia.claims, extra], by=four)

    extra.delete()
    services.write_recommendation(variants["us"], {"summary": "-", "affected": "-", "contrary": "-"}, by=four)

    change = changes_in(anew(variants["us"]))[0]
    assert (change.before, change.after) == ("He boasted of it.", "")
    assert ElementFinding.objects.get(pk=finding.pk).statement == "Shown."


def test_a_post_of_the_subject_marks_all(variants, veldonia):
    veldonia.subject.positions.update(title="Colonel")

    assert marked(variants) == {"us", "gb", "ca", "eu"}


@pytest.mark.parametrize("government", CRITERIA)
def test_a_reference_row_marks_what_is_argued_under_it(variants, government):
    Criterion.objects.filter(code=CRITERIA[government]).update(wording="As it reads since May")

    assert marked(variants) == {government}


def test_an_element_marks_what_argues_it(variants):
    Element.objects.filter(criterion__code="GB-6a", order=1).update(text="There was a violation.")

    assert marked(variants) == {"gb"}


def test_stale_words_are_not_signed_until_somebody_has_read_what_changed(variants, veldonia, four):
    ask = variants["us"]
    Claim.objects.filter(pk=veldonia.claims[0].pk).update(text="He commanded it from 2018.")
    with pytest.raises(checks.NotReady, match="has changed since it was written"):
        services.sign_first(ask, by=four)
    ask.refresh_from_db()

    services.confirm_facts(ask, by=four)

    assert changes_in(anew(ask)) == []
    assert marked(variants) == {"gb", "ca", "eu"}


def test_mending_one_passage_does_not_hide_what_changed_elsewhere(variants, veldonia, four):
    Claim.objects.filter(pk=veldonia.claims[0].pk).update(text="He commanded it from 2018.")

    services.write_recommendation(variants["us"], {"summary": "New", "affected": "Women", "contrary": "None"}, by=four)

    assert "us" in marked(variants)


def test_the_page_shows_what_changed_and_takes_the_word_of_who_read_it(variants, veldonia, four, sign_in):
    client, ask = sign_in(four), variants["us"]
    Claim.objects.filter(pk=veldonia.claims[0].pk).update(text="He commanded it from 2018.")

    page = page_of(client, "recommendation", ask.reference)
    assert "Stale: what it rests on has changed" in page
    assert '<ins dir="auto">He commanded it from 2018.</ins>' in page
    assert page_of(client, "list").count("Stale") == 4

    client.post(address("facts-are-read", ask.reference))

    assert "Stale" not in page_of(client, "recommendation", ask.reference)


def test_what_was_sent_keeps_the_law_as_it_stood(sent, criterion):
    before = sent.dossier.versions.get().content

    Criterion.objects.filter(pk=criterion.pk).update(wording="As it reads since May")

    version = sent.dossier.versions.get()
    assert version.content == before
    assert "responsible for or complicit in serious human rights abuse" in str(version.content)


def test_the_page_of_what_was_sent_shows_the_law_as_it_stood(sent, criterion, sign_in, liaison):
    Criterion.objects.filter(pk=criterion.pk).update(wording="As it reads since May")
    Element.objects.filter(criterion=criterion, order=1).update(text="A person of any nationality")

    page = page_of(sign_in(liaison), "recommendation", sent.reference)

    assert "responsible for or complicit in serious human rights abuse" in page
    assert "A foreign person" in page
    assert "The law is shown as it stood when this was sent." in page
    assert "As it reads since May" not in page
    assert "A person of any nationality" not in page


def test_the_page_of_what_is_not_sent_shows_the_law_of_today(argued, criterion, sign_in, liaison):
    Criterion.objects.filter(pk=criterion.pk).update(wording="As it reads since May")

    assert "As it reads since May" in page_of(sign_in(liaison), "recommendation", argued.reference)


def test_a_hundred_are_marked_in_a_second(variants, veldonia, four):
    ask = variants["us"]
    fields = {"dossier": ask.dossier, "case": ask.case, "criterion": ask.criterion, "drafted_by": four, "basis": ask.basis}
    copies = []
    for _number in range(100):
        subject = ask.subject
        subject.pk, subject.reference = None, f"S-{_number:05d}"
        subject.save()
        copies.append(Recommendation.objects.create(subject=subject, **fields))
        for finding in ask.findings.all():
            ElementFinding.objects.create(recommendation=copies[-1], element=finding.element).claims.set(veldonia.claims)
    Claim.objects.filter(pk=veldonia.claims[0].pk).update(text="He commanded it from 2018.")
    began = process_time()

    found = stale(copies)

    assert process_time() - began < 1
    assert len(found) == 100


SKINS = {
    "us": ["Prongs of the programme", "National interest", "Chronology", "The law as it stood"],
    "gb": ["What may be disclosed", "Chronology", "The law as it stood"],
    "ca": ["Title / Titre", "Choice of statute", "Chronology", "The law as it stood"],
    "eu": ["Draft statement of reasons", "Chronology", "The law as it stood"],
}


@pytest.mark.parametrize("government", SKINS)
def test_each_government_reads_its_own_skin(variants, veldonia, four, government):
    ask = variants[government]
    services.write_reasons(ask, [("He commanded the guard.", veldonia.claims[:1])], by=four)

    parts = content.signed_content(ask)["parts"]

    assert [part["heading"] for part in parts] == SKINS[government]


def test_the_united_states_read_which_prong_is_asked_for(variants):
    prongs = content.signed_content(variants["us"])["parts"][0]["rows"]

    assert [row[0] for row in prongs if row[2]] == ["E.O. 13818 sec. 1(a)(ii)(A)"]


def test_the_kingdom_reads_what_may_be_disclosed(variants, veldonia):
    veldonia.photo.is_open = True
    veldonia.photo.save()

    rows = content.signed_content(variants["gb"])["parts"][0]["rows"]

    assert [row[:3] for row in rows] == [
        ["Statement 1", "Statement of a witness", "Confidential: ask us first"],
        ["Photograph of the yard", "Photograph", "Open: anybody can find it"],
    ]


def test_canada_reads_both_languages(variants):
    rows = content.signed_content(variants["ca"])["parts"][0]["rows"]

    assert rows[1][1] == "Recommandation de sanctions : Maro Ilyich Teskan"
    assert rows[1][2].startswith("Loi sur la justice pour les victimes")


def warnings(ask):
    return [one.sentence for one in checks.found_in(anew(ask)) if not one.check.is_blocking]


def test_each_sentence_before_the_union_rests_on_an_open_source(variants, veldonia, four):
    ask = variants["eu"]
    assert "There is no draft statement of reasons." in warnings(ask)

    services.write_reasons(ask, [("He commanded the guard.", veldonia.claims)], by=four)
    assert "“He commanded the guard.” rests on no open source that may be disclosed." in warnings(ask)

    veldonia.case.sources.filter(type=SourceType.PHOTO).update(is_open=True)
    assert not any("open source" in words for words in warnings(ask))


def test_a_statement_longer_than_the_union_prints_is_noticed(variants, veldonia, four):
    services.write_reasons(variants["eu"], [("x" * 900, veldonia.claims), ("y" * 900, veldonia.claims)], by=four)

    assert "The statement of reasons is longer than 1500 characters." in warnings(variants["eu"])


def test_a_source_quoted_in_the_reasons_alone_needs_consent_too(variants, veldonia, four):
    from cases.models import Source

    insider = Source.objects.create(case=veldonia.case, title="The clerk", type=SourceType.INSIDER)
    services.write_reasons(variants["eu"], [("He signed.", [make_claim(veldonia.case, "He signed.", insider)])], by=four)

    assert any("The clerk" in words for words in checks.problems_of(Recommendation.objects.get(pk=variants["eu"].pk)))


def test_the_first_draft_of_the_reasons_is_made_of_claims(variants, veldonia, four, sign_in):
    page = page_of(sign_in(four), "reasons", variants["eu"].reference)

    assert page.count("The guard held fourteen women at the quarry.</textarea>") == 1


def test_the_reasons_are_written_on_their_page(variants, veldonia, four, sign_in):
    form = {
        "seen": services.seen_reasons(variants["eu"]),
        "form-TOTAL_FORMS": 2,
        "form-INITIAL_FORMS": 0,
        "form-0-text": "He commanded the guard.",
        "form-0-claims": [veldonia.claims[0].pk],
        "form-1-text": " ",
    }

    sign_in(four).post(address("reasons", variants["eu"].reference), form)

    assert [row.text for row in variants["eu"].sentences.all()] == ["He commanded the guard."]


@pytest.mark.parametrize("missing", [("us", "National interest"), ("ca", "Choice of statute")])
def test_what_a_government_wants_to_read_is_asked_for(variants, missing):
    government, heading = missing
    variants[government].passages.all().delete()

    found = list(checks.problems_of(Recommendation.objects.get(pk=variants[government].pk)))

    assert f"This government wants to read: {heading}." in found


def test_two_liaisons_on_one_text_see_both_and_lose_nothing(variants, four, sign_in):
    ask = variants["us"]
    opened = services.seen_words(ask)
    services.write_recommendation(ask, {"summary": "What the first wrote", "affected": "A", "contrary": "B"}, by=four)
    form = {"summary": "What the second wrote", "affected": "A", "contrary": "B", "seen": opened}

    page = sign_in(four).post(address("write", ask.reference), form).content.decode()

    assert "Somebody else changed this text while you wrote." in page
    assert "What the first wrote" in page
    assert "What the second wrote</textarea>" in page
    ask.refresh_from_db()
    assert ask.summary == "What the first wrote"


def test_two_liaisons_on_one_element_see_both_and_lose_nothing(variants, veldonia, four, sign_in):
    finding = variants["us"].findings.first()
    opened = services.seen_finding(finding)
    services.write_finding(finding, "What the first wrote", veldonia.claims, by=four)
    form = {"statement": "What the second wrote", "claims": [veldonia.claims[0].pk], "seen": opened}

    page = sign_in(four).post(address("finding", variants["us"].reference, finding.pk), form).content.decode()

    assert "What the first wrote" in page
    assert "What the second wrote</textarea>" in page


@pytest.mark.parametrize("name", ["elements", "reasons"])
def test_two_liaisons_on_one_page_of_elements_or_reasons_lose_nothing(variants, veldonia, four, sign_in, name):
    ask, client = variants["eu"], sign_in(four)
    page = client.get(address(name, ask.reference))
    if name == "elements":
        finding = ask.findings.first()
        forms = page.context["forms"]
        sent = {form.add_prefix("seen"): form["seen"].value() for form in forms}
        sent |= {form.add_prefix("statement"): "What the second wrote" for form in forms}
        services.write_finding(finding, "What the first wrote", veldonia.claims, by=four)
    else:
        sent = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 0, "form-0-text": "What the second wrote"}
        sent["seen"] = page.context["seen"]
        services.write_reasons(ask, [("What the first wrote", veldonia.claims)], by=four)

    answer = client.post(address(name, ask.reference), sent)

    page = answer.content.decode()
    assert "Somebody else changed this text while you wrote." in page
    assert "What the first wrote" in page
    assert "What the second wrote</textarea>" in page

    seen = {"seen": answer.context["seen"]} if name == "reasons" else {}
    seen |= {form.add_prefix("seen"): form["seen"].value() for form in answer.context.get("forms", ())}
    assert client.post(address(name, ask.reference), {**sent, **seen}).status_code == 302


def test_the_groups_model_sentence_stands_where_the_words_are_written(variants, four, sign_in):
    page = page_of(sign_in(four), "write", variants["us"].reference)

    assert "The conduct was directed at Indigenous people" in page
    assert "United Nations Declaration on the Rights of Indigenous Peoples" in page


def test_rows_of_tests_say_their_source():
    assert SAID["source"]
