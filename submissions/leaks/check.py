"""Reading a version's finished files back. Run by a worker after they were built; a second run keeps what people have cleared."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from audit.log import record
from submissions.leaks.protected import digest, protected_in
from submissions.leaks.reading import FileRead, Readers, read_archive
from submissions.leaks.search import Hit, Search
from submissions.models import DossierVersion, LeakCheck, LeakHit, Unread
from submissions.statuses import FileFormat
from vault.fields import revealed

AGAIN = "stamped/"  # the pages of an exhibit once more: who looked at the exhibit looked at them


def is_fresh(version: DossierVersion) -> bool:
    """Its files were read, for everything that is protected today."""
    check = LeakCheck.objects.filter(version=version).first()
    return check is not None and check.searched == digest(version.dossier, protected_in(version.dossier))


@transaction.atomic
def read_back(version: DossierVersion) -> LeakCheck:
    """Search every file for everything protected. What people cleared or ticked stands, as long as it is found the same."""
    protected = protected_in(version.dossier)
    search = Search(protected, said_in(version.content))
    reads = list(files_of(version))
    hits = [hit for read in reads for hit in search.look(read.pieces)]
    told = {"searched": digest(version.dossier, protected), "terms": len(protected), "files": len(reads)}
    check, _is_new = LeakCheck.objects.update_or_create(version=version, defaults=told)
    _keep_hits(check, hits)
    _keep_gaps(check, [read for read in reads if read.unread and not read.name.startswith(AGAIN)])
    record(None, "dossier.read_back", version)
    return check


def files_of(version: DossierVersion) -> Iterator[FileRead]:
    """The documents, and what the archive holds beside them."""
    known: set[str] = set()
    with Readers() as readers:
        for file in version.files.all():
            with file.file.open() as source:
                if file.format == FileFormat.ZIP:
                    yield from read_archive(source, "zip", readers, known)
                else:
                    known.add(file.sha256)
                    yield readers.read(source, file.size, file.format)


def said_in(content: dict[str, Any]) -> Iterator[str]:
    """What the dossier names on purpose: whom it is about, who documented it, who is asked, where; and pseudonyms."""
    for ask in content.get("recommendations", ()):
        yield from (name["text"] for name in ask["subject"]["names"])
        yield from (f"{post['title']} {post['body']}" for post in ask["subject"]["positions"])
        yield from (ask["organisation"], ask["authority"], ask["programme"], ask["criterion"], *ask["alternatives"])
        yield from (act["where"] for act in ask["acts"])
        yield from (victim["pseudonym"] for victim in ask["victims"])
        yield from (one[end] for one in ask.get("command", ()) for end in ("above", "below"))


def _keep_hits(check: LeakCheck, hits: list[Hit]) -> None:
    standing = {_same(hit.whose, revealed(hit.place), revealed(hit.passage)): hit for hit in check.hits.all()}
    wanted = {_same(hit.whose, hit.where, hit.passage): hit for hit in hits}
    for key in standing.keys() - wanted.keys():
        standing[key].delete()
    for key in wanted.keys() - standing.keys():
        hit = wanted[key]
        row = LeakHit(check_of=check, kind=hit.kind, whose=hit.whose)
        row.place, row.passage = hit.where, hit.passage
        row.save(force_insert=True)


def _same(whose: str, place: str, passage: str) -> tuple[str, str, str]:
    return whose, place, passage


def _keep_gaps(check: LeakCheck, reads: list[FileRead]) -> None:
    """What somebody looked at in an earlier version, byte for byte the same, they need not look at again."""
    before = Unread.objects.filter(check_of__version__dossier=check.version.dossier_id).exclude(ticked_by=None)
    ticked = {gap.sha256: gap for gap in before}
    check.gaps.all().delete()
    for read in reads:
        seen = ticked.get(read.sha256)
        Unread.objects.create(
            check_of=check,
            entry=read.name,
            sha256=read.sha256,
            reasons=read.unread,
            ticked_by_id=seen.ticked_by_id if seen else None,
            ticked_at=seen.ticked_at if seen else None,
        )
