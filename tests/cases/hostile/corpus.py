"""Files that want to do harm, each made here. `DOOR`: refused while it arrives. `SET_ASIDE`: received, and opened by nobody.

`NEUTRALISED`: received, and what people look at is drawn or written anew. Each: name, content, and the reason where there is one.
"""

import io
import struct
import zipfile
import zlib

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PE = (
    b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 46 + b"\x80\x00\x00\x00" + b"\x00" * 64 + b"PE\x00\x00L\x01"
)
ELF = b"\x7fELF\x02\x01\x01" + b"\x00" * 9 + b"\x03\x00\x3e\x00" + b"\x00" * 60
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
WORD, SHEET, ODT = "word/document.xml", "xl/workbook.xml", "content.xml"
WP = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = f'<w:document xmlns:w="{WP}"><w:body><w:p><w:r><w:t>The witness spoke.</w:t></w:r></w:p></w:body></w:document>'.encode()
RTL = "\u202e"


def zipped(entries, *, main=WORD, body=BODY):
    """A ZIP whose first entry is the main part; `entries` are names, or pairs of a ZipInfo or name and content."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        if main:
            archive.writestr(main, body)
        for name, content in entries:
            archive.writestr(name, content)
    return sink.getvalue()


def linked():
    link = zipfile.ZipInfo("word/link.xml")
    link.external_attr = 0o120777 << 16
    return zipped([(link, "/etc/passwd")])


def locked_zip():
    content = bytearray(zipped([("word/extra.xml", b"x")]))
    for place in [i for i in range(len(content) - 4) if content[i : i + 4] in (b"PK\x03\x04", b"PK\x01\x02")]:
        flags = place + (6 if content[place + 2 : place + 4] == b"\x03\x04" else 8)
        content[flags] |= 1
    return bytes(content)


def twice_named():
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr(WORD, BODY)
        archive.NameToInfo.clear()
        archive.writestr(WORD, BODY.replace(b"witness", b"another"))
    return sink.getvalue()


def png(width, height, *, chunks=(), rows=None):
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    raw = zlib.compress(rows if rows is not None else b"\x00" * min((width * 3 + 1) * height, 100_000))
    parts = [(b"IHDR", head), *chunks, (b"IDAT", raw), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def picture(kind="JPEG", size=(60, 40), **options):
    from PIL import Image

    sink = io.BytesIO()
    Image.new("RGB", size, "darkred").save(sink, kind, **options)
    return sink.getvalue()


def with_exif(*, place=True):
    from PIL import ExifTags, Image

    exif = Image.Exif()
    exif[ExifTags.Base.Make], exif[ExifTags.Base.Artist] = "CanaryCam", "Canary Author"
    exif[ExifTags.Base.DateTime], exif[ExifTags.Base.ImageDescription] = "2022:03:09 10:00:00", "canary words"
    if place:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (48.0, 1.0, 2.0), 3: "E", 4: (2.0, 3.0, 4.0)})
    return picture(exif=exif)


def pdf(pages=1, *, extra=b"", catalog=b"", details=b"", size=(595, 842)):
    """A PDF of empty pages, written by hand; `catalog` and `extra` put things into it that run or hide."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog, b""]
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(pages))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (pages, kids)
    objects += [b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] %s >>" % (*size, extra)] * pages
    objects.append(b"<< %s >>" % details)
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return bytes(out + trailer % (len(objects) + 1, len(objects), table))


def locked_pdf():
    """Its pages open only with a password."""
    from pypdf import PdfReader, PdfWriter

    writer, sink = PdfWriter(PdfReader(io.BytesIO(pdf()))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(sink)
    return sink.getvalue()


def entities(levels=9):
    lines = ["<!ENTITY a0 'ha'>", *(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, levels + 1))]
    return f"<!DOCTYPE d [{''.join(lines)}]><d>&a{levels};</d>".encode()


HTML = b"<html><script>alert(1)</script></html>"

DOOR = {
    "a program": ("tool.exe", PE),
    "a program called a PDF": ("letter.pdf", PE),
    "a program called a picture": ("photo.jpg", PE),
    "a Linux program called a picture": ("photo.png", ELF),
    "a Linux program called a recording": ("voice.mp3", ELF),
    "a program behind two endings": ("letter.pdf.exe", pdf()),
    "a shell script": ("run.sh", b"#!/bin/sh\nrm -rf /\n"),
    "a page of the web": ("page.html", HTML),
    "a page of the web called a PDF": ("page.pdf", HTML),
    "a page before a PDF": ("two.pdf", HTML + pdf()),
    "a page inside the head of a PDF": ("two.pdf", b"%PDF-1.7\n" + HTML + pdf()),
    "a drawing with a script": ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "a drawing called a picture": ("drawing.png", b"<svg onload='alert(1)'/>"),
    "a Java archive": ("app.jar", zipped([("META-INF/MANIFEST.MF", b"Main-Class: X")], main="")),
    "a plain archive": ("files.zip", zipped([("a.txt", b"a")], main="")),
    "an archive called a picture": ("photo.jpg", zipped([("a.txt", b"a")], main="")),
    "an old document with macros": ("letter.doc", OLE),
    "a locked document": ("letter.docx", OLE),
    "a document for macros": ("letter.docm", zipped([("word/vbaProject.bin", OLE)])),
    "a shortcut": ("photo.lnk", b"L\x00\x00\x00\x01\x14\x02\x00"),
    "nothing": ("empty.pdf", b""),
    "no ending": ("letter", pdf()),
    "binary called text": ("notes.txt", b"abc\x00\x01\x02"),
    "other letters called UTF-8": ("notes.txt", "Жена".encode("utf-16")),
    "a picture called a document": ("letter.docx", picture()),
    "a name that is turned around": (f"letter{RTL}fdp.exe", PE),
    "a disc": ("disc.iso", b"\x00" * 4096),
    "EICAR as a program": ("eicar.com", EICAR),
}

SET_ASIDE = {
    "a bomb": ("a.docx", zipped([("word/big.xml", b"\x00" * 30_000_000)]), "bomb"),
    "a bomb of many files": ("a.docx", zipped([(f"word/{n}", b"") for n in range(5_100)]), "bomb"),
    "a way out": ("a.docx", zipped([("../../etc/cron.d/x", b"* * * * * root id")]), "paths"),
    "an absolute way": ("a.docx", zipped([("/etc/passwd", b"root")]), "paths"),
    "a way out for another system": ("a.docx", zipped([("..\\..\\x.txt", b"x")]), "paths"),
    "a drive": ("a.docx", zipped([("C:/x.txt", b"x")]), "paths"),
    "a link": ("a.docx", linked(), "links"),
    "an archive within": ("a.docx", zipped([("word/inner.zip", zipped([]))]), "nested"),
    "an archive within, under another name": ("a.docx", zipped([("word/inner.bin", zipped([]))]), "nested"),
    "a gzip within": ("a.xlsx", zipped([("xl/a.bin", b"\x1f\x8b\x08" + b"\x00" * 20)], main=SHEET), "nested"),
    "a locked archive": ("a.docx", locked_zip(), "password"),
    "macros under a plain name": ("a.docx", zipped([("word/vbaProject.bin", b"macro")]), "macros"),
    "two parts of one name": ("a.docx", twice_named(), "two_faces"),
    "words that define words": ("a.docx", zipped([], body=entities()), "entities"),
    "a word from outside": ("a.odt", zipped([], main=ODT, body=b"<!DOCTYPE d SYSTEM 'file:///etc/passwd'><d/>"), "entities"),
    "details that define words": ("a.docx", zipped([("docProps/core.xml", entities())]), "entities"),
    "a document without its main part": ("a.docx", zipped([("x", b"x")], main=""), "not_what_it_says"),
    "a sheet called a document": ("a.docx", zipped([], main=SHEET), "not_what_it_says"),
    "a document cut in half": ("a.docx", zipped([("word/a.xml", b"x" * 5000)])[:200], "broken"),
    "a document that is not XML": ("a.docx", zipped([], body=b"<w:document><unclosed>"), "broken"),
    "a picture of 2.5 billion points": ("a.png", png(50_000, 50_000), "too_many_pixels"),
    "a long thin picture": ("a.png", png(2, 40_000_000), "too_many_pixels"),
    "a picture cut in half": ("a.jpg", picture(size=(600, 400))[:300], "broken"),
    "a picture of nothing": ("a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "not_what_it_says"),
    "a picture that is only its head": ("a.jpg", b"\xff\xd8\xff\xe0" + b"\x00" * 100, "broken"),
    "a page within the head of a picture": ("a.png", png(1, 1, chunks=[(b"tEXt", b"Comment\x00" + HTML)]), "two_faces"),
    "a locked PDF": ("a.pdf", locked_pdf(), "password"),
    "a PDF of nothing": ("a.pdf", b"%PDF-1.7\n" + b"\x00" * 500, "broken"),
    "a PDF without pages": ("a.pdf", pdf(0), "broken"),
    "a program after the sign of a film": ("a.mp4", b"\x00\x00\x00\x18ftyp" + PE, "not_what_it_says"),
    "random bytes called a recording": ("a.ogg", b"OggS" + bytes(range(256)) * 4, ""),
}

NEUTRALISED = {
    "a picture that says where": ("a.jpg", with_exif()),
    "a picture with words inside": ("a.png", png(1, 1, chunks=[(b"tEXt", b"Author\x00canary author")], rows=b"\x00\x01\x02\x03")),
    "a picture with an archive behind it": ("a.jpg", picture() + zipped([("canary.txt", b"canary")], main="")),
    "a picture with a program behind it": ("a.png", picture("PNG") + PE + b"canary"),
    "a PDF that runs a script": ("a.pdf", pdf(catalog=b"/OpenAction << /S /JavaScript /JS (app.alert('canary')) >>")),
    "a PDF that starts a program": ("a.pdf", pdf(catalog=b"/OpenAction << /S /Launch /F (canary.exe) >>")),
    "a PDF that calls home": ("a.pdf", pdf(extra=b"/AA << /O << /S /URI /URI (http://canary.example) >> >>")),
    "a PDF that names its author": ("a.pdf", pdf(details=b"/Author (canary author) /Producer (canary maker)")),
    "a PDF with a huge page": ("a.pdf", pdf(size=(14_400, 14_400))),
    "a PDF with an archive behind it": ("a.pdf", pdf() + zipped([("canary.txt", b"canary")], main="")),
    "a document that names its author": (
        "a.docx",
        zipped(
            [
                (
                    "docProps/core.xml",
                    b"<c xmlns:d='x'><d:creator>canary</d:creator><d:lastModifiedBy>canary</d:lastModifiedBy></c>",
                )
            ]
        ),
    ),
    "a document with remarks": ("a.docx", zipped([("word/comments.xml", b"<c>canary</c>")])),
    "a document with a link to outside": (
        "a.docx",
        zipped([("word/_rels/document.xml.rels", b"<r Target='http://canary.example/t.dotm' TargetMode='External'/>")]),
    ),
    "text that is turned around": ("a.txt", f"pay {RTL}canary".encode()),
    "text that is a page": ("a.txt", HTML + b" canary?"),
    "a sheet that calculates": ("a.csv", b'=cmd|"/c calc"!A1,2\n'),
    "EICAR as text": ("eicar.txt", EICAR),
}
