"""A picture is decoded and drawn anew: what was hidden in the file stays in the file."""

import io
import warnings
from typing import Any

import pillow_heif
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from cases.workshop.findings import Findings, Refused

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 4096
VEIL_SIDE = 24  # of so few pixels nobody can say what they show
QUALITY = 88
MOST_ALIKE = 5  # points: a picture in which hardly any differs from its neighbour says nothing

HIDDEN_IN = {
    "time": (ExifTags.Base.DateTime, ExifTags.Base.DateTimeOriginal),
    "device": (ExifTags.Base.Make, ExifTags.Base.Model, ExifTags.Base.BodySerialNumber, ExifTags.Base.LensModel),
    "author": (ExifTags.Base.Artist, ExifTags.Base.Copyright, ExifTags.Base.XPAuthor, ExifTags.Base.CameraOwnerName),
    "software": (ExifTags.Base.Software,),
    "words": (ExifTags.Base.ImageDescription, ExifTags.Base.UserComment, ExifTags.Base.XPComment, ExifTags.Base.XPTitle),
}
HARMLESS = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "dpi", "exif", "icc_profile", "gamma", "srgb", "transparency"}

Image.MAX_IMAGE_PIXELS = None  # our own limit is asked before anything is decoded
pillow_heif.register_heif_opener()
warnings.simplefilter("ignore")


def make(content: bytes, media_type: str, found: Findings) -> None:
    """Raises `Refused` for a picture of too many pixels, or one that cannot be decoded."""
    try:
        picture: Any = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "HEIF"))
    except UnidentifiedImageError:
        raise Refused("broken") from None
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused("too_many_pixels")
    found.hidden |= hidden_in(picture)
    found.media_type, found.copy = "image/jpeg", drawn(picture, LONGEST_SIDE, QUALITY)
    found.veil = veil_of(Image.open(io.BytesIO(found.copy)))
    found.likeness = likeness_of(Image.open(io.BytesIO(found.copy)))


def hidden_in(picture: Any) -> set[str]:
    exif = picture.getexif()
    tags = {**exif, **exif.get_ifd(ExifTags.IFD.Exif)}
    hidden = {code for code, wanted in HIDDEN_IN.items() if any(tags.get(tag) for tag in wanted)}
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        hidden.add("place")
    if any(isinstance(value, str | bytes) and key.lower() not in HARMLESS for key, value in picture.info.items()):
        hidden.add("words")
    return hidden


def drawn(picture: Any, longest: int, quality: int) -> bytes:
    """As a JPEG without any of its details, turned as it is meant to be looked at."""
    turn = picture.getexif().get(ExifTags.Base.Orientation, 1)
    picture.draft("RGB", (longest, longest))  # a JPEG is decoded no larger than needed
    picture.thumbnail((longest, longest))
    flat = on_white(picture)
    flat.getexif()[ExifTags.Base.Orientation] = turn
    sink = io.BytesIO()
    ImageOps.exif_transpose(flat).save(sink, "JPEG", quality=quality, exif=b"", icc_profile=None, comment=b"")
    return sink.getvalue()


def on_white(picture: Any) -> Any:
    """In RGB; what is transparent becomes white."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGB", picture.size, "white")
        white.paste(picture, mask=picture.getchannel("A"))
        return white
    return picture.convert("RGB")


def likeness_of(picture: Any) -> str:
    """Which of 8 by 8 points are darker than their neighbours; nothing for one colour, which is like every other."""
    points = picture.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    darker = [points[row * 9 + column] < points[row * 9 + column + 1] for row in range(8) for column in range(8)]
    if not MOST_ALIKE < sum(darker) < 64 - MOST_ALIKE:
        return ""
    return f"{sum(1 << place for place, bit in enumerate(darker) if bit):016x}"


def veil_of(picture: Any) -> bytes:
    return drawn(picture, VEIL_SIDE, 60)
