"""A recording is packed anew: what it sounds and shows like stays, what it carries besides does not."""

import io
from types import SimpleNamespace

import av
import pytest

from cases.workshop.findings import Findings, NoCopy
from cases.workshop.recordings import FORMATS, hidden_in, make
from tests.cases.hostile.corpus import picture
from tests.cases.hostile.test_workshop import workshop

DETAILS = {
    "title": "canary title",
    "comment": "canary comment",
    "artist": "canary artist",
    "location": "+50.0755+014.4378/",
    "creation_time": "2026-03-09T10:11:12.000000Z",
    "make": "canary telephone",
}
KINDS = {"a.mp4": "video/mp4", "a.mov": "video/quicktime", "a.m4a": "audio/mp4", "a.mp3": "audio/mpeg", "a.wav": "audio/wav"}


def recording(media_type, details=DETAILS):
    """A moment of grey or of silence, with everything a telephone writes beside it."""
    sink = io.BytesIO()
    with av.open(sink, "w", format=FORMATS[media_type], options={"movflags": "use_metadata_tags"}) as out:
        out.metadata.update(details)
        (film if media_type.startswith("video/") else sound)(out, media_type)
    return sink.getvalue()


def film(out, media_type):
    stream = out.add_stream("mpeg4", rate=10)
    stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
    for _ in range(5):
        out.mux(stream.encode(av.VideoFrame(64, 48, "yuv420p")))
    out.mux(stream.encode(None))


def sound(out, media_type):
    codec = {"audio/mpeg": "mp3", "audio/wav": "pcm_s16le", "audio/mp4": "aac"}[media_type]
    stream = out.add_stream(codec, rate=44_100, layout="stereo")
    for number in range(5):
        frame = av.AudioFrame(format=stream.format.name, layout="stereo", samples=stream.frame_size or 1024)
        frame.sample_rate, frame.pts = 44_100, number * frame.samples
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        out.mux(stream.encode(frame))
    out.mux(stream.encode(None))


def packets(content, media_type):
    with av.open(io.BytesIO(content), format=FORMATS[media_type]) as source:
        return [bytes(packet) for packet in source.demux() if packet.size]


@pytest.mark.parametrize("name", KINDS)
def test_what_it_sounds_and_shows_like_stays_and_nothing_else(name):
    original = recording(KINDS[name])
    assert b"canary" in original

    found, copy = workshop(name, original)

    assert (found["reason"], found["no_copy"], found["media_type"]) == ("", "", KINDS[name])
    assert {"author", "words"} <= set(found["hidden"])
    assert packets(copy, KINDS[name]) == packets(original, KINDS[name])
    for word in (b"canary", b"+50.07", b"2026"):
        assert word not in copy


def test_a_film_says_that_it_knows_where_when_and_with_what():
    found, _ = workshop("a.mov", recording("video/quicktime"))

    assert {"place", "time", "device", "author", "words"} <= set(found["hidden"])


def stream(kind, pictured=0, **metadata):
    return SimpleNamespace(type=kind, disposition=av.stream.Disposition(pictured), metadata=metadata)


@pytest.mark.parametrize(
    ("streams", "hidden"),
    [
        ([stream("video", handler_name="VideoHandle", language="und")], set()),
        ([stream("video"), stream("data")], {"attachments"}),
        ([stream("audio"), stream("video", av.stream.Disposition.attached_pic.value)], {"attachments"}),
        ([stream("audio", something_of_its_own="x")], {"words"}),
        ([stream("audio", **{"com.apple.quicktime.location.iso6709": "+50"})], {"place"}),
        ([stream("audio", title="\0 ")], set()),
    ],
)
def test_what_is_told_of_tracks_and_details(streams, hidden):
    assert hidden_in(SimpleNamespace(metadata={}, streams=streams)) == hidden


@pytest.mark.parametrize("content", [b"", b"ftyp" * 100, picture(), b"#EXTM3U\nhttp://canary.example/a.ts\n"])
def test_what_is_no_recording_has_no_copy(content):
    with pytest.raises(NoCopy):
        make(content, "video/mp4", Findings())
