"""What a picture says in words: its properties. What it shows no machine reads here, so a person looks."""

import io
import warnings
from typing import Any

import pillow_heif
from PIL import ExifTags, Image

from submissions.leaks.reader.plain import words_among
from submissions.leaks.reader.read import NOISE, Found

pillow_heif.register_heif_opener()
warnings.simplefilter("ignore")
Image.MAX_IMAGE_PIXELS = None  # nothing is decoded here: the head alone is read
SCAN, END = b"\xff\xda", b"\xff\xd9"


def read(content: bytes, where: str, found: Found, depth: int) -> None:
    found.cannot("picture")
    if content.startswith(b"\xff\xd8"):
        head, _, _ = content.partition(SCAN)
        for run in (*words_among(head), *words_among(content[content.rfind(END) + 2 :])):
            found.say(f"{where}, beside the picture", run, NOISE)
    picture: Any = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "HEIF"))
    for name, value in picture.info.items():
        found.say(f"{where}, property {name}", as_text(value))
    exif = picture.getexif()
    for tags in (exif, *(exif.get_ifd(ifd) for ifd in (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo))):
        for tag, value in tags.items():
            name = ExifTags.TAGS.get(tag) or ExifTags.GPSTAGS.get(tag, tag)
            found.say(f"{where}, property {name}", as_text(value))


def as_text(value: Any) -> str:
    """Windows writes its properties in UTF-16; user comments begin with the name of their coding."""
    if isinstance(value, bytes):
        if value.startswith((b"ASCII\x00\x00\x00", b"UNICODE\x00")):
            value = value[8:]
        return "\n".join(words_among(value + b"\x00"))
    return str(value) if isinstance(value, str | int | float) else ""
