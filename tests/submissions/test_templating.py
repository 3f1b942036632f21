"""Templates for Word: tried before they are kept, filled in a sandbox, kept with the version they were used for."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from submissions import services
from submissions.exporters import build
from submissions.exporters.docx import CannotBeFilled, build_docx
from submissions.models import WordTemplate
from submissions.services import templating
from tests.submissions.pages import address, page_of
from tests.submissions.test_exporters import plain_content, words_of_docx


def template(*paragraphs, author="Canary Author"):
    pages = Document()
    for words in paragraphs:
        pages.add_paragraph(words)
    pages.core_properties.author = author
    sink = io.BytesIO()
    pages.save(sink)
    return sink.getvalue()


OURS = template("A letter to {{ government }}", "{%p for ask in recommendations %}", "{{ ask.summary }}", "{%p endfor %}")


def test_the_template_of_the_site_can_be_filled():
    assert list(templating.problems_of(templating.TEMPLATE.read_bytes())) == []


def test_another_template_is_filled_and_names_nobody():
    body = build_docx(plain_content(summary="<b>{{ government }}</b>"), made_on=timezone.now(), template=OURS)

    assert words_of_docx(body) == "A letter to United States\n<b>{{ government }}</b>"
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        assert not any(b"Canary" in parts.read(name) for name in parts.namelist())
        assert not any("thumbnail" in name or "app.xml" in name for name in parts.namelist())


@pytest.mark.parametrize(
    "tag",
    [
        "{{ nothing }}",
        "{{ government",
        "{{ government.__class__.__mro__ }}",
        "{{ 'x' * 999999999 }}",
        "{{ range(9) }}",
        "{% bad %}",
    ],
)
def test_a_tag_that_cannot_be_filled_is_said(tag):
    with pytest.raises(CannotBeFilled):
        build_docx(plain_content(), made_on=timezone.now(), template=template(tag))
    assert len(list(templating.problems_of(template(tag)))) == 1


def fetching():
    pages = Document(io.BytesIO(OURS))
    pages.part.relate_to("https://elsewhere.example/x.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    sink = io.BytesIO()
    pages.save(sink)
    return sink.getvalue()


def with_part(name, words=b""):
    sink = io.BytesIO(OURS)
    with zipfile.ZipFile(sink, "a") as parts:
        parts.writestr(name, words)
    return sink.getvalue()


def changed():
    body = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(OURS)) as parts, zipfile.ZipFile(body, "w") as target:
        for name in parts.namelist():
            part = parts.read(name)
            target.writestr(name, part.replace(b"<w:r>", b"<w:ins><w:r>").replace(b"</w:r>", b"</w:r></w:ins>"))
    return body.getvalue()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"no file of Word", "no Word file"),
        (OURS[:-100], "no Word file"),
        (fetching(), "fetches something from elsewhere"),
        (with_part("word/vbaProject.bin"), "holds macros"),
        (with_part("word/comments.xml", b"<c/>"), "holds remarks"),
        (changed(), "changes that nobody accepted"),
    ],
    ids=["text", "cut", "external", "macros", "remarks", "changes"],
)
def test_what_must_not_come_along_is_refused(body, said):
    problems = list(templating.problems_of(body))

    assert len(problems) == 1
    assert said in problems[0]


@pytest.mark.django_db
def test_it_is_kept_for_a_government_and_a_version_keeps_its_own(approved, liaison, other_liaison, sign_in):
    client = sign_in(liaison)
    given = {"government": "us", "file": SimpleUploadedFile("ours.docx", OURS)}
    client.post(address("word-templates"), given)

    version, _job = services.freeze(approved.dossier, by=liaison)
    client.post(address("word-templates"), {"again": "us"})

    assert WordTemplate.objects.get().by == liaison
    assert words_of_docx(b"".join(build.docx(version))).startswith("A letter to United States")
    assert templating.standing("us") is None
    assert "the one that comes with the site" in page_of(client, "word-templates")
    assert sign_in(other_liaison).post(address("word-templates"), {"again": "us"}).status_code == 403
    assert client.get(address("word-template", "us")).content == templating.TEMPLATE.read_bytes()
