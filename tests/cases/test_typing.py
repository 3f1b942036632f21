"""Nothing typed is lost: sessions end, colleagues remove and save, fingers click twice."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import Record
from cases.models import Case, Correction, FirstNote, Incident, Typed, Victim
from cases.services import typing
from cases.statuses import CaseStatus
from jobs.services import promise
from tests.cases.material import INCIDENT, SUBJECT, VICTIM, fill
from tests.conftest import PASSWORD
from vault.models import DataKey
from vault.sight import EVERYTHING, look_as

pytestmark = pytest.mark.django_db

NOTE = {
    "who": "A colonel",
    "what": "He held people",
    "how_known": "We were there",
    "title": "The quarry",
    "safe_contact": "Signal",
}
LONG = "Four men of the Guard came before dawn. " * 300


@pytest.fixture
def draft(make_case, organisation, partner):
    return make_case(organisation, partner, title="Detentions at the quarry", status=CaseStatus.DRAFT)


@pytest.fixture
def client(sign_in, partner):
    return sign_in(partner)


def at(name, draft, *which):
    return reverse(f"cases:{name}", args=[draft.reference, *which])


def sheet_on(client, address):
    """The token in the form at this address, and the number under which its words are kept."""
    return client.get(address).context["paper"].token


def text_of(answer):
    return answer.content.decode()


def everything(rows):
    with look_as(EVERYTHING):
        return list(rows)


def keep(client, token, **fields):
    return client.post(reverse("cases:keep"), {"sheet": token, **fields}).json()


def test_what_is_typed_is_kept_sealed_and_stands_in_the_form_again(client, draft):
    place = at("item-add", draft, "incidents")

    said = keep(client, sheet_on(client, place), narrative=LONG, began="last spring, I think")
    again = text_of(client.get(place))

    assert said["kept"]
    assert LONG in again
    assert "last spring, I think" in again
    assert "not saved in the case yet" in again
    assert "Something has to be mended" not in again
    [typed] = everything(Typed.objects.all())
    assert "Guard" not in str(bytes(typed.fields.sealed))


def test_what_is_kept_goes_when_it_is_saved_and_a_late_message_does_not_bring_it_back(client, draft):
    place = at("item-add", draft, "incidents")
    token = sheet_on(client, place)
    keep(client, token, narrative="Half a sen")

    client.post(place, {**INCIDENT, "sheet": token})
    late = keep(client, token, narrative="Half a sentence")

    assert not late["kept"]
    assert everything(Typed.objects.all()) == []
    assert everything(DataKey.objects.exclude(pk=draft.data_key_id)) == []
    assert "not saved" not in text_of(client.get(place))


def test_what_cannot_be_saved_yet_is_kept_with_what_is_wrong_about_it(client, draft):
    place = at("item-add", draft, "incidents")

    client.post(place, {**INCIDENT, "began": "the year of the flood", "sheet": sheet_on(client, place)})
    section = text_of(client.get(at("section", draft, "incidents")))

    assert "Typed, not saved yet" in section
    assert "the year of the flood" in text_of(client.get(place))


def test_a_new_form_can_be_begun_beside_what_is_kept(client, draft):
    place = at("item-add", draft, "incidents")
    keep(client, sheet_on(client, place), narrative="The first")

    empty = client.get(place + "?new")

    assert "The first" not in text_of(empty)
    keep(client, empty.context["paper"].token, narrative="The second")
    assert text_of(client.get(at("section", draft, "incidents"))).count("What you typed on") == 2


def test_kept_words_can_be_thrown_away(client, draft):
    place = at("item-add", draft, "incidents")
    keep(client, sheet_on(client, place), narrative="A mistake")
    paper = client.get(place).context["paper"]

    answer = client.post(paper.forget_url, {"sheet": paper.token}, follow=True)

    assert answer.redirect_chain[-1][0] == place
    assert "A mistake" not in text_of(answer)
    assert everything(Typed.objects.all()) == []


def test_a_session_that_ends_while_somebody_types_loses_nothing_without_scripts(client, draft, partner):
    place = at("item-add", draft, "incidents")
    token = sheet_on(client, place)
    client.session.flush()

    sent_away = client.post(place, {**INCIDENT, "narrative": LONG, "sheet": token})
    signed_in = client.post(sent_away.url, {"login": partner.email, "password": PASSWORD}, follow=True)

    assert sent_away.url.startswith(reverse("account_login"))
    assert "What you typed is kept" in text_of(client.get(sent_away.url)) or signed_in
    with look_as(partner.sight):
        kept = typing.kept_at(place, of=partner)
    assert kept.fields["narrative"] == [LONG]
    client.force_login(partner, backend="accounts.backends.AccountBackend")
    assert LONG in text_of(client.get(kept.sheet.way_back))
    assert everything(Incident.objects.all()) == []


def test_what_was_kept_is_not_shown_to_whoever_else_signs_in(client, draft, lead, sign_in):
    place = at("item-add", draft, "incidents")
    token = sheet_on(client, place)
    client.session.flush()
    client.post(place, {"narrative": "Only mine", "sheet": token})

    colleague = sign_in(lead)

    assert "Only mine" not in text_of(colleague.get(place))
    assert keep(colleague, token, narrative="Not yours") == {"kept": False}


def test_scripts_go_on_keeping_after_the_session_has_ended(client, draft):
    place = at("item-add", draft, "incidents")
    token = sheet_on(client, place)
    client.session.flush()

    said = keep(client, token, narrative="Still typing")

    assert said["kept"]
    assert reverse("account_login") in said["sign_in"]


def test_a_form_opened_before_signing_in_anew_in_another_tab_loses_nothing(draft, partner, enrolled):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(enrolled(partner), backend="accounts.backends.AccountBackend")
    place = at("item-add", draft, "incidents")
    token = sheet_on(strict, place)

    answer = strict.post(place, {**INCIDENT, "sheet": token, "csrfmiddlewaretoken": "of yesterday"}, follow=True)

    assert "had been open for long" in text_of(answer)
    assert INCIDENT["narrative"] in text_of(answer)
    assert everything(Incident.objects.all()) == []


@pytest.mark.parametrize("token", ["", "forged", "a:b:c"])
def test_a_forged_sheet_keeps_nothing(client, token):
    answer = client.post(reverse("cases:keep"), {"sheet": token, "narrative": "x"})

    assert answer.status_code == 403
    assert everything(Typed.objects.all()) == []


def test_a_closed_account_keeps_nothing(client, draft, partner):
    token = sheet_on(client, at("item-add", draft, "incidents"))
    User.objects.filter(pk=partner.pk).update(is_active=False)

    assert client.post(reverse("cases:keep"), {"sheet": token}).status_code == 403


def test_more_than_a_form_holds_is_not_kept_and_said(client, draft):
    token = sheet_on(client, at("item-add", draft, "incidents"))

    assert not keep(client, token, narrative="x" * 300_001)["kept"]


def test_two_clicks_on_save_make_one_entry(client, draft):
    place = at("item-add", draft, "victims")
    sent = {**VICTIM, "sheet": sheet_on(client, place)}

    first, second = client.post(place, sent), client.post(place, sent, follow=True)

    assert first.url == second.redirect_chain[-1][0]
    assert "has this name already" not in text_of(second)
    assert len(everything(Victim.objects.all())) == 1


def test_going_back_and_saving_other_words_asks_first(client, draft):
    place = at("item-add", draft, "victims")
    sent = {**VICTIM, "sheet": sheet_on(client, place)}
    client.post(place, sent)

    asked = client.post(place, {**sent, "pseudonym": "The doctor"})
    client.post(place, {**sent, "pseudonym": "The doctor", "sheet": asked.context["paper"].token})

    assert asked.status_code == 409
    assert "was saved already" in text_of(asked)
    assert {victim.pseudonym for victim in everything(Victim.objects.all())} == {"The teacher", "The doctor"}


def test_two_clicks_on_sending_a_correction_tell_it_once(client, draft):
    fill(draft)
    client.post(at("file", draft), {"leave": "on"})
    place = at("correct", draft)
    sent = {"kind": "correction", "text": "It was May.", "sheet": sheet_on(client, place)}

    client.post(place, sent)
    client.post(place, sent)

    assert len(everything(Correction.objects.all())) == 1


def test_an_entry_removed_by_a_colleague_can_be_kept_as_a_new_one(client, draft):
    client.post(at("item-add", draft, "subjects"), SUBJECT)
    with look_as(EVERYTHING):
        subject = draft.subjects.get()
    place = at("item-edit", draft, "subjects", subject.pk)
    form = client.get(place)
    with look_as(EVERYTHING):
        post = subject.positions.get()
        subject.delete()

    sent = {**SUBJECT, "full_name": "Maro A. Teskan", "posts-INITIAL_FORMS": "1", "posts-0-id": post.pk}
    gone = client.post(place, {**sent, "sheet": form.context["paper"].token, "seen": form.context["form"].now})
    page = text_of(gone)
    action = at("item-add", draft, "subjects")
    data = {**sent, "posts-INITIAL_FORMS": "0", "posts-0-id": "", "sheet": gone.context["paper"].token, "seen": ""}
    client.post(action, data)

    assert gone.status_code == 409
    assert "A colleague removed this entry" in page
    assert "Maro A. Teskan" in page
    assert f'action="{action}"' in page
    with look_as(EVERYTHING):
        assert [str(row) for row in draft.subjects.all()] == ["Maro A. Teskan"]


def test_an_act_whose_incident_a_colleague_removed_is_shown_and_not_lost(client, draft):
    fill(draft)
    with look_as(EVERYTHING):
        victim, place = draft.victims.get(), at("act-add", draft, draft.incidents.get().pk)
        draft.incidents.all().delete()

    gone = client.post(place, {"abuse": "torture", "victim": victim.pk})

    assert gone.status_code == 409
    assert "removed the incident" in text_of(gone)
    assert 'value="torture" selected' in text_of(gone)


def test_removing_twice_is_one_removal_and_no_dead_end(client, draft):
    fill(draft)
    with look_as(EVERYTHING):
        incident = draft.incidents.get()

    for words in ("Removed.", "gone already"):
        assert words in text_of(client.post(at("item-remove", draft, "incidents", incident.pk), follow=True))


def test_what_two_people_wrote_stands_side_by_side(client, draft):
    client.post(at("item-add", draft, "subjects"), SUBJECT)
    with look_as(EVERYTHING):
        subject = draft.subjects.get()
    place = at("item-edit", draft, "subjects", subject.pk)
    seen = client.get(place).context["form"].now
    with look_as(EVERYTHING):
        subject.names.filter(text="Maro Teskan").update(text="Maro B. Teskan")

    warned = client.post(place, {**SUBJECT, "full_name": "Maro C. Teskan", "kind": "organisation", "seen": seen})
    sides = {side.label: (side.theirs, side.mine) for side in warned.context["sides"]}

    assert sides["Full name, Latin letters"] == ("Maro B. Teskan", "Maro C. Teskan")
    assert sides["A person or a body?"] == ("A person", "A body, unit or company")
    assert "Nationality" not in sides
    assert "What your colleague saved" in text_of(warned)


def test_a_first_note_is_kept_like_any_other_form(client):
    place = reverse("cases:note")
    token = sheet_on(client, place)
    keep(client, token, who="Somebody of the Guard")

    page = client.get(place)
    client.post(place, {**NOTE, "number": FirstNote().pk, "sheet": page.context["paper"].token})

    assert "Somebody of the Guard" in text_of(page)
    assert everything(Typed.objects.all()) == []
    assert len(everything(Case.objects.all())) == 1


def test_what_was_left_for_a_month_is_forgotten_and_a_second_run_changes_nothing(client, draft, run_jobs):
    keep(client, sheet_on(client, at("item-add", draft, "incidents")), narrative="Old")
    keep(client, sheet_on(client, at("item-add", draft, "victims")), pseudonym="New")
    with look_as(EVERYTHING):
        Typed.objects.filter(place__contains="incidents").update(at=timezone.now() - timedelta(days=31))

    for _ in range(2):
        promise("cases.clear_typed")
        run_jobs()

        assert [row.place for row in everything(Typed.objects.all())] == [at("item-add", draft, "victims")]


def test_one_person_keeps_so_many_sheets_and_no_more(client, draft, partner, monkeypatch):
    monkeypatch.setattr(typing, "MOST_SHEETS", 2)
    for name in ("subjects", "victims", "incidents"):
        keep(client, sheet_on(client, at("item-add", draft, name)), any="words")

    assert {row.place.split("/")[-3] for row in everything(Typed.objects.all())} == {"victims", "incidents"}
    assert not Record.objects.about(draft).exists()
