"""What a dossier leaves out: words by rule, people and files in one act; and what falls with them."""

from types import SimpleNamespace

import pytest

from audit.models import Record
from cases.models import Claim, Source
from cases.statuses import ConsentAnswer
from cases.vocabularies import SourceType
from submissions import checks, content, falling, services
from submissions.leaks import protected
from submissions.models import Dossier, Recommendation
from submissions.reading import anew
from submissions.redaction import Rule, places_of, redacted
from submissions.services import redacting
from tests.submissions.conftest import TICKS, make_act, make_claim, say
from tests.submissions.pages import address, page_of

SAID = {"summary": "Near Sarn ford, at SARN\nFord.", "rows": [["Sarn ford", "Sarnfordia"]], "reference": "Sarn ford", "count": 3}


def test_whole_words_are_replaced_in_every_text_and_no_number_of_ours():
    assert redacted(SAID, [Rule("sarn ford", "[a village]")]) == {
        "summary": "Near [a village], at [a village].",
        "rows": [["[a village]", "Sarnfordia"]],
        "reference": "Sarn ford",
        "count": 3,
    }


def test_replacements_are_taken_as_they_are_written():
    assert redacted("a.b axb", [Rule("a.b", r"\1 [x]")]) == r"\1 [x] axb"


def test_each_place_is_shown_before():
    places = list(places_of(SAID, Rule("Sarn ford", "x")))

    assert [(place.where, place.hidden) for place in places] == [
        ("summary", "Sarn ford"),
        ("summary", "SARN\nFord"),
        ("rows › 1 › 1", "Sarn ford"),
    ]


pytest_db = pytest.mark.django_db


def said(ask):
    dossier = Dossier.objects.get(pk=ask.dossier_id)
    return content.build_content(dossier, number=1)


def again(ask):
    return Recommendation.objects.select_related("dossier", "case").get(pk=ask.pk)


@pytest_db
def test_a_rule_changes_what_is_signed_and_voids_what_was(approved, liaison, approver):
    redacting.redact(approved.dossier, "Lower Orsa quarry", "[a quarry]", "place", by=liaison)

    assert said(approved)["recommendations"][0]["acts"][0]["where"] == "[a quarry]"
    assert list(checks.is_as_signed(anew(approved))) != []

    services.reopen(approved, by=liaison)
    services.sign_first(approved, by=liaison)
    services.sign_second(approved, TICKS, by=approver)
    assert list(checks.is_as_signed(anew(approved))) == []
    assert Record.objects.filter(verb="dossier.redacted", actor=liaison).count() == 1


@pytest_db
def test_words_that_are_withheld_are_looked_for_in_the_finished_files(approved, liaison):
    redacting.redact(approved.dossier, "Lower Orsa quarry", "[a quarry]", "place", by=liaison)

    assert "Lower Orsa quarry" in {one.text for one in protected.protected_in(approved.dossier)}


@pytest_db
def test_somebody_left_out_is_not_told_of_and_not_asked(argued, veldonia, liaison):
    other = make_act(veldonia.case, veldonia.subject, "Woman 15")
    say(veldonia.case, other, ConsentAnswer.NO)
    assert [word for word in checks.problems_of(again(argued)) if "Woman 15" in word]

    redacting.leave_out(argued.dossier, "victim", other.pk, by=liaison)

    ask = said(argued)["recommendations"][0]
    assert [victim["pseudonym"] for victim in ask["victims"]] == ["The fourteen of May"]
    assert [act["victim"] for act in ask["acts"]] == ["The fourteen of May"]
    assert not [word for word in checks.problems_of(again(argued)) if "Woman 15" in word]


@pytest_db
def test_a_source_takes_its_own_claims_and_files_with_it(argued, veldonia, liaison):
    alone = Claim.objects.create(case=veldonia.case, text="He was seen there.")
    alone.sources.set([veldonia.photo])
    for finding in argued.findings.all():
        finding.claims.add(alone)
    last = argued.findings.last()
    last.claims.set([alone])

    loss = falling.without_source(falling.asks_of(argued.dossier), veldonia.photo)
    assert (loss.claims, loss.exhibits) == ({alone.pk: "He was seen there."}, {veldonia.file.pk})
    assert loss.elements == [f"{argued.reference}: {last.element}"]

    redacting.leave_out(argued.dossier, "source", veldonia.photo.pk, by=liaison)
    now = said(argued)
    assert now["exhibits"] == []
    assert "He was seen there." not in str(now)
    assert "Photograph of the yard" not in str(now)
    assert [word for word in checks.problems_of(again(argued)) if "no claim that still stands" in word]

    redacting.take_in(argued.dossier, "source", veldonia.photo.pk, by=liaison)
    assert "He was seen there." in str(said(argued))


@pytest.fixture
def woman(argued, veldonia):
    """Somebody else harmed: the last element rests on a claim of her alone and on what she told, each beside nothing else."""
    other = make_act(veldonia.case, veldonia.subject, "Woman 15")
    say(veldonia.case, other)
    told = Source.objects.create(case=veldonia.case, title="What she told", type=SourceType.WITNESS, informant="woman 15")
    say(veldonia.case, told)
    her = make_claim(veldonia.case, "Woman 15 was held too.", veldonia.photo)
    hers = make_claim(veldonia.case, "The guard wore green.", told)
    argued.findings.last().claims.set([her, hers])
    return SimpleNamespace(victim=other, told=told, claims=[her, hers], element=f"{argued.reference}: {argued.findings.last()}")


@pytest_db
def test_a_person_takes_along_what_tells_of_them_alone_and_what_they_told(argued, woman, veldonia, liaison):
    before = falling.without_victim(falling.asks_of(argued.dossier), woman.victim)
    assert (len(before.acts), set(before.claims)) == (1, {claim.pk for claim in woman.claims})
    assert (before.elements, before.bare, before.named) == ([woman.element], [], [])

    redacting.leave_out(argued.dossier, "victim", woman.victim.pk, by=liaison)

    now = str(said(argued))
    assert not [word for word in ("Woman 15", "green", "What she told") if word in now]
    assert [word for word in checks.problems_of(again(argued)) if "no claim that still stands" in word]
    dossier = Dossier.objects.get(pk=argued.dossier_id)
    assert falling.without_victim(falling.asks_of(dossier), woman.victim) == before


@pytest_db
def test_an_element_stands_that_another_claim_carries(argued, woman, veldonia):
    argued.findings.last().claims.add(veldonia.claims[0])

    loss = falling.without_victim(falling.asks_of(argued.dossier), woman.victim)

    assert (len(loss.claims), loss.elements) == (2, [])


@pytest_db
def test_words_that_name_them_still_are_shown_to_be_read(argued, woman, liaison):
    Recommendation.objects.filter(pk=argued.pk).update(summary="He held Woman 15.")

    loss = falling.without_victim(falling.asks_of(argued.dossier), woman.victim)

    assert loss.named == [f"{argued.reference}: Why this person, why now"]


@pytest_db
def test_without_everybody_harmed_no_act_is_told(argued, veldonia, liaison):
    loss = falling.without_victim(falling.asks_of(argued.dossier), veldonia.victim)
    assert loss.bare == [f"{argued.reference}: Maro Ilyich Teskan"]

    redacting.leave_out(argued.dossier, "victim", veldonia.victim.pk, by=liaison)

    assert [word for word in checks.problems_of(again(argued)) if "no act is told" in word]


@pytest_db
def test_no_claim_falls_with_a_file_or_a_word_and_the_elements_are_told(argued, veldonia):
    asks = falling.asks_of(argued.dossier)
    elements = [f"{argued.reference}: {finding}" for finding in argued.findings.all()]

    assert falling.without_file(asks, veldonia.file).unshown == elements
    assert falling.told_otherwise(asks, Rule("the quarry", "[x]")) == elements
    assert falling.told_otherwise(asks, Rule("nowhere", "[x]")) == []


@pytest_db
def test_the_page_shows_what_falls_before_and_after(argued, woman, liaison, sign_in):
    client, reference = sign_in(liaison), argued.dossier.reference
    told = f"This element falls:</strong> <bdi>{woman.element}</bdi>"

    before = page_of(client, "redact", reference)
    client.post(address("leave-out", reference, "victim", woman.victim.pk, "out"))
    after = page_of(client, "redact", reference)

    assert told in before
    assert "Without them, as it stands now:" not in before
    assert told in after
    assert "Without them, as it stands now:" in after
    assert "Left out with the person who told it" in after


@pytest_db
def test_exhibits_keep_their_numbers(approved, veldonia, liaison, approver, run_jobs):
    first, _job = services.freeze(approved.dossier, by=liaison)
    assert [row.label for row in first.exhibits.all()] == ["A-1"]
    second = make_second(veldonia)
    redacting.leave_out(approved.dossier, "file", veldonia.file.pk, by=liaison)
    services.reopen(approved, by=liaison)
    services.sign_first(approved, by=liaison)
    services.sign_second(approved, TICKS, by=approver)

    version, _job = services.freeze(approved.dossier, by=liaison)

    assert [(row.label, row.evidence_file) for row in version.exhibits.all()] == [("A-2", second)]
    assert version.content["exhibits"][0]["cited"] == [f"{approved.reference}, elements 1, 2"]


def make_second(veldonia):
    from tests.submissions.conftest import make_file

    return make_file(veldonia.photo, b"\xff\xd8\xff another photograph", veldonia.author)


@pytest_db
def test_what_was_sent_is_no_more_changed(sent, liaison):
    with pytest.raises(checks.NotReady):
        redacting.redact(sent.dossier, "quarry", "[x]", "term", by=liaison)


@pytest_db
def test_the_page_shows_what_would_change_and_keeps_it_when_told(argued, veldonia, liaison, reviewer, sign_in):
    reference = argued.dossier.reference
    client = sign_in(liaison)
    told = {"words": "Fourteen Indigenous women", "instead": "[women]", "hides": "term"}

    shown = client.post(address("redact", reference), told).content.decode()
    assert "<del>Fourteen Indigenous women</del>" in shown
    assert not argued.dossier.redactions.exists()

    client.post(address("redact", reference), {**told, "keep": "1"})
    assert said(argued)["recommendations"][0]["affected"] == "[women]."
    assert "Fourteen Indigenous women" in page_of(client, "redact", reference)

    client = sign_in(reviewer)
    assert "Fourteen Indigenous women" not in page_of(client, "redact", reference)
    assert client.post(address("redact", reference), told).status_code == 403


@pytest_db
def test_one_click_leaves_somebody_out_and_another_takes_them_in(argued, veldonia, liaison, other_liaison, sign_in):
    reference = argued.dossier.reference
    client = sign_in(liaison)

    client.post(address("leave-out", reference, "victim", veldonia.victim.pk, "out"))
    assert Dossier.objects.get(reference=reference).left_victims == [veldonia.victim.pk]
    client.post(address("leave-out", reference, "victim", veldonia.victim.pk, "in"))
    assert Dossier.objects.get(reference=reference).left_victims == []

    assert client.post(address("leave-out", reference, "victim", "999999", "out")).status_code == 404
    assert client.post(address("leave-out", reference, "nobody", "1", "out")).status_code == 404
