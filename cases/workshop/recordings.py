"""A recording is packed anew: its sound and pictures are taken over packet by packet, and nothing else comes along.

Nothing is decoded. Places, names of telephones, titles, cover pictures and tracks that no player shows stay behind.
"""

import io
from typing import Any

import av

from cases.workshop.findings import Findings, NoCopy

# The only way of reading each kind that is tried: nothing in a file may choose another one, such as a list of addresses.
FORMATS = {
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "audio/mp4": "mp4",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
}
# How each is written so that nobody has to go back: in parts of some seconds, each with its own table; without a table at all.
PARTS = {"movflags": "+empty_moov+default_base_moof+frag_keyframe", "frag_duration": "10000000", "frag_size": "8388608"}
IN_PARTS = {"mp4": PARTS, "mov": PARTS, "mp3": {"write_xing": "0", "id3v2_version": "0"}}
SHOWN = ("video", "audio")
# Words in the names of details, and what they tell. Telephones write "com.apple.quicktime.location.ISO6709" and the like.
TELLS = {
    "place": ("location", "gps", "xyz"),
    "time": ("creation", "date"),
    "device": ("make", "model", "device", "manufacturer"),
    "author": ("artist", "author", "composer", "copyright", "owner", "publisher"),
    "software": ("encoder", "software", "tool"),
    "words": ("title", "comment", "description", "album", "keyword", "lyrics", "genre", "synopsis"),
}
HARMLESS = ("brand", "minor_version", "language", "handler_name", "vendor_id", "duration")


def make(content: bytes, media_type: str, found: Findings) -> None:
    """Raises `NoCopy` for a recording that cannot be packed anew; nothing speaks against it by that."""
    sink = io.BytesIO()
    pack_anew(io.BytesIO(content), sink, media_type, found)
    found.copy = sink.getvalue()


def pack_anew(content: Any, sink: Any, media_type: str, found: Findings, **options: str) -> None:
    """From a file that can be read anywhere into one that is written. Raises `NoCopy`."""
    try:
        with av.open(content, format=FORMATS[media_type], metadata_errors="ignore") as source:
            found.hidden |= hidden_in(source)
            repack(source, sink, FORMATS[media_type], options)
    except (av.FFmpegError, ValueError):
        raise NoCopy("recording") from None
    found.media_type = media_type


def pack_in_parts(content: Any, sink: Any, media_type: str, found: Findings) -> None:
    """The same for one that is too large to be held: what is written is never gone back to. Raises `NoCopy`."""
    pack_anew(content, sink, media_type, found, **IN_PARTS.get(FORMATS[media_type], {}))


def hidden_in(source: Any) -> set[str]:
    details = {**source.metadata, **{key: value for stream in source.streams for key, value in stream.metadata.items()}}
    named = [name.lower() for name, value in details.items() if value.strip("\0 ")]
    hidden = {code for code, words in TELLS.items() if any(word in name for name in named for word in words)}
    known = (*HARMLESS, *(word for words in TELLS.values() for word in words))
    if any(not any(word in name for word in known) for name in named):
        hidden.add("words")
    if any(not is_shown(stream) for stream in source.streams):
        hidden.add("attachments")
    return hidden


def is_shown(stream: Any) -> bool:
    """Sound, or moving pictures; a cover picture is a picture beside them."""
    return stream.type in SHOWN and not stream.disposition & av.stream.Disposition.attached_pic


def repack(source: Any, sink: Any, container: str, options: dict[str, str]) -> None:
    """Every packet as it is, in its order, in a new container that knows nothing of the old one."""
    shown = [stream for stream in source.streams if is_shown(stream)]
    if not shown:
        raise NoCopy("recording")
    with av.open(sink, "w", format=container, options={"fflags": "+bitexact", **options}) as out:
        taken = {stream.index: out.add_stream_from_template(stream) for stream in shown}
        for stream in taken.values():
            stream.metadata.clear()
        for packet in source.demux(shown):
            if packet.dts is not None:
                packet.stream = taken[packet.stream.index]
                out.mux(packet)
