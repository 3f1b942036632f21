"""An exhibit that goes with boxes in it: found, looked at, drawn, kept with the version it went with."""

import io
import zipfile

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from audit.models import Record
from cases.models import SealedIdentity, WorkingCopy
from submissions import checks, content, services
from submissions.models import Box, Dossier, RedactedCopy
from submissions.reading import anew
from submissions.services import boxing
from tests.submissions.conftest import TICKS
from tests.submissions.pages import address, page_of, sentences
from vault.models import create_data_key

pytestmark = pytest.mark.django_db
LINES = "Statement\nIt was Amina Okafor who told us.\nThe mill was burnt."


@pytest.fixture
def told(argued, veldonia):
    """The exhibit is a letter that names the witness."""
    words = {"name": "Amina Okafor", "also_called": "", "contact": "", "marks": ""}
    whose = {"case": veldonia.case, "source": veldonia.statement, "given_by": veldonia.author}
    SealedIdentity.objects.create(data_key=create_data_key(), **whose, **words)
    file = veldonia.file
    file.media_type = "text/plain"
    file.save()
    copy = WorkingCopy(case=veldonia.case, original=file, media_type="text/plain", size=len(LINES), sha256="0" * 64)
    copy.file.save("", ContentFile(LINES.encode()), save=False)
    copy.save()
    return argued


def bytes_of(file):
    with file.open() as source:
        return source.read()


def dossier_of(ask):
    return Dossier.objects.select_related("data_key").get(pk=ask.dossier_id)


def exhibit(ask):
    return content.build_content(dossier_of(ask), number=1)["exhibits"][0]


def act(client, ask, file, name, **told):
    return client.post(address("exhibit-act", ask.dossier.reference, file.pk, name), told)


def copy_of(ask, file):
    return boxing.standing(dossier_of(ask), file)


def test_from_the_file_to_what_goes(told, veldonia, liaison, sign_in, run_jobs):
    client, file = sign_in(liaison), veldonia.file
    assert "Black out" in page_of(client, "redact", told.dossier.reference)

    act(client, told, file, "look")
    assert [word for word in checks.problems_of(anew(told)) if "not drawn yet" in word]
    run_jobs()

    page = page_of(client, "exhibit", told.dossier.reference, file.pk)
    assert "Amina Okafor who told us" in page
    assert "agreed to this government" in page

    act(client, told, file, "draw")
    run_jobs()

    copy = copy_of(told, file)
    assert bytes_of(copy.file).decode() == LINES.replace("Amina Okafor", "[withheld]")
    assert (exhibit(told)["form"], exhibit(told)["sha256"]) == ("redacted copy", copy.sha256)
    assert not [word for word in checks.problems_of(anew(told)) if "not drawn yet" in word]
    verbs = Record.objects.filter(actor=liaison, verb__startswith="dossier.boxes").values_list("verb", flat=True)
    assert set(verbs) == {"dossier.boxes_asked", "dossier.boxes_drawn"}

    act(client, told, file, "end")
    assert exhibit(told)["form"] == "original"


def test_chance_is_taken_off_and_seen(told, veldonia, liaison, sign_in, run_jobs):
    client, file = sign_in(liaison), veldonia.file
    act(client, told, file, "look")
    run_jobs()

    act(client, told, file, "choose")
    act(client, told, file, "draw")
    run_jobs()

    assert bytes_of(copy_of(told, file).file).decode() == LINES


def test_a_version_keeps_what_it_went_with(told, veldonia, liaison, approver, run_jobs):
    def drawn(copy):
        boxing.draw(copy, by=liaison)
        run_jobs()

    boxing.look_through(told.dossier, veldonia.file, by=liaison)
    run_jobs()
    drawn(copy_of(told, veldonia.file))
    services.sign_first(told, by=liaison)
    services.sign_second(told, TICKS, by=approver)
    version, _job = services.freeze(told.dossier, by=liaison)

    boxing.change(copy_of(told, veldonia.file), by=liaison)
    with pytest.raises(checks.NotReady):
        services.freeze(told.dossier, by=liaison)
    drawn(boxing.choose(copy_of(told, veldonia.file), [], by=liaison))

    assert bytes_of(version.exhibits.get().redacted.file).decode() == LINES.replace("Amina Okafor", "[withheld]")
    assert RedactedCopy.objects.count() == 2


def drawn_anew(ask, file, by, run_jobs):
    boxing.look_through(ask.dossier, file, by=by)
    run_jobs()
    boxing.draw(copy_of(ask, file), by=by)
    run_jobs()
    return bytes_of(copy_of(ask, file).file).decode()


def old_searches(ask):
    return [word for word in checks.problems_of(anew(ask)) if "what is protected has changed" in word]


def test_a_name_that_is_sealed_later_asks_for_another_search(told, veldonia, liaison, sign_in, run_jobs):
    drawn_anew(told, veldonia.file, liaison, run_jobs)
    assert old_searches(told) == []

    identity = SealedIdentity.objects.get(source=veldonia.statement)
    identity.also_called = "Statement"
    identity.save()

    assert len(old_searches(told)) == 1
    assert "what is protected has changed" in page_of(sign_in(liaison), "exhibit", told.dossier.reference, veldonia.file.pk)
    assert drawn_anew(told, veldonia.file, liaison, run_jobs).startswith("[withheld]")
    assert old_searches(told) == []


@pytest.fixture
def picture(argued, veldonia):
    """The exhibit is a picture, in which no machine reads."""
    sink = io.BytesIO()
    Image.new("RGB", (300, 200), "white").save(sink, "JPEG")
    file = veldonia.file
    file.file.save("", ContentFile(sink.getvalue()), save=False)
    file.save()
    return argued


def test_a_box_is_two_clicks_or_four_numbers(picture, veldonia, liaison, sign_in, run_jobs):
    client, file = sign_in(liaison), veldonia.file
    act(client, picture, file, "look")
    run_jobs()

    first = act(client, picture, file, "corner", **{"page": 1, "corner.x": 90, "corner.y": 60})
    assert first.url.endswith("?page=1&x=90&y=60#page")
    act(client, picture, file, "corner", **{"page": 1, "x": 90, "y": 60, "corner.x": 450, "corner.y": 300})
    act(client, picture, file, "box", page=1, left=80, top=80, width=10, height=10)
    assert [tuple(round(part, 2) for part in box.place) for box in Box.objects.all()] == [
        (0.1, 0.1, 0.4, 0.4),
        (0.8, 0.8, 0.1, 0.1),
    ]
    assert "There is no such place" in sentences(act(client, picture, file, "box", page=7, left=1, top=1, width=1, height=1))[-1]

    act(client, picture, file, "look")
    run_jobs()
    assert Box.objects.filter(copy=copy_of(picture, file)).count() == 2  # drawn by hand, they outlast another search

    act(client, picture, file, "draw")
    run_jobs()

    drawn = Image.open(io.BytesIO(bytes_of(copy_of(picture, file).file))).convert("L")
    assert (drawn.getpixel((90, 60)), drawn.getpixel((200, 20))) == (0, 255)
    page = client.get(address("exhibit-page", picture.dossier.reference, file.pk, 1))
    assert Image.open(io.BytesIO(page.content)).size == (900, 600)
    assert Record.objects.filter(verb="case.copy_opened", actor=liaison).count() == 1


def test_a_recording_is_said_to_be_none(argued, veldonia, liaison, run_jobs, sign_in):
    veldonia.file.media_type = "audio/mpeg"
    veldonia.file.save()
    boxing.look_through(argued.dossier, veldonia.file, by=liaison)
    run_jobs()

    assert "It is a recording" in page_of(sign_in(liaison), "exhibit", argued.dossier.reference, veldonia.file.pk)
    with pytest.raises(checks.NotReady):
        boxing.draw(copy_of(argued, veldonia.file), by=liaison)


def test_what_was_sent_is_no_more_drawn(sent, veldonia, liaison):
    with pytest.raises(checks.NotReady):
        boxing.look_through(sent.dossier, veldonia.file, by=liaison)


def test_the_archive_holds_the_redacted_bytes_alone(told, veldonia, liaison, approver, run_jobs):
    boxing.look_through(told.dossier, veldonia.file, by=liaison)
    run_jobs()
    boxing.draw(copy_of(told, veldonia.file), by=liaison)
    run_jobs()
    services.sign_first(told, by=liaison)
    services.sign_second(told, TICKS, by=approver)
    version, _job = services.freeze(told.dossier, by=liaison)
    run_jobs()

    archive = zipfile.ZipFile(io.BytesIO(bytes_of(version.files.get(format="zip").file)))
    assert archive.read("exhibits/A-1.txt").decode() == LINES.replace("Amina Okafor", "[withheld]")
    assert not version.leak_check.hits.exists()
