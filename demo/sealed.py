"""What one story has besides, to be tried: somebody whose name is sealed, and a photograph that is veiled and says too much."""

import io
from collections.abc import Iterator
from contextlib import closing

from PIL import ExifTags, Image, ImageDraw

from accounts.models import User
from cases.models import Case, EvidenceFile, Source
from cases.services.evidence import attach_evidence
from cases.services.identities import seal_identity
from cases.services.sections import save_source
from cases.uploads import ReceivedFile
from cases.vocabularies import Credibility, Origin, Reliability, SourceType

STORY = "Women held in the cloister at Mirna"
WITNESS = {
    "name": "Tava Ilmere",
    "also_called": "Sister Anselma\nТава Ильмере",
    "contact": "+999 555 0177\nthe bakery behind the cloister wall",
    "marks": "the only nurse of the house",
}

SAID = {
    "reliability": Reliability.B,
    "credibility": Credibility.TWO,
    "if_challenged": True,
    "lawful_access": "Given to us by a carpenter who mended the door, with his consent.",
}


def seal_and_veil(case: Case, statement: Source, author: User) -> Iterator[EvidenceFile]:
    """Seal who spoke; give the files that came besides, for workers to look into."""
    seal_identity(case, statement, WITNESS, by=author)
    photo = save_source(case, Source(title="The locked stair", type=SourceType.PHOTO, origin=Origin.PRIMARY, **SAID), by=author)
    file = ReceivedFile("stair.jpg", "image/jpeg")
    file.receive(stair())
    with closing(file):
        yield attach_evidence(photo, file, by=author, media_type="image/jpeg", shows=["injury"])


def stair() -> bytes:
    """A drawing in place of a photograph: steps, a door, a stain. It says where, when and with what it was made."""
    picture = Image.new("RGB", (1200, 800), "#77706a")
    pen = ImageDraw.Draw(picture)
    for step in range(6):
        pen.rectangle((200 + 90 * step, 660 - 80 * step, 1000, 740 - 80 * step), fill=("#b8ab97", "#a89b87")[step % 2])
    pen.rectangle((840, 60, 1000, 260), fill="#3b2f2a")
    pen.ellipse((420, 600, 560, 650), fill="#7a2b24")
    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.DateTime] = "Veldon", "2021:02:11 06:40:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (0.0, 0.0, 0.0), 3: "E", 4: (0.0, 0.0, 0.0)})
    sink = io.BytesIO()
    picture.save(sink, "JPEG", quality=88, exif=exif)
    return sink.getvalue()
