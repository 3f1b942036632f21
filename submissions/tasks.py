from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.models import Subject
from jobs.registry import job
from submissions import notices, recalls, tracking
from submissions.boxes import making
from submissions.exporters import build, copies
from submissions.models import DossierVersion, OfficeCopy, Recommendation, RedactedCopy
from vault.sight import EVERYTHING


@job(
    "submissions.build_files",
    sight=EVERYTHING,
    queue="slow",
    title=_("Building the files"),
    answer_template="submissions/_files_answer.html",
)
def build_files(version: int) -> dict[str, str | int]:
    frozen = DossierVersion.objects.select_related("dossier").get(pk=version)
    build.build_files(frozen)
    return {"dossier": frozen.dossier.reference, "version": frozen.number}


@job(
    "submissions.search_exhibit",
    sight=EVERYTHING,
    queue="slow",
    title=_("Looking through an exhibit"),
    answer_template="submissions/_exhibit_answer.html",
)
def search_exhibit(copy: UUID) -> dict[str, str]:
    row = _redacted(copy)
    making.search_file(row)
    return {"dossier": row.dossier.reference, "file": str(row.original_id)}


@job(
    "submissions.draw_exhibit",
    sight=EVERYTHING,
    queue="slow",
    title=_("Drawing an exhibit with its boxes"),
    answer_template="submissions/_exhibit_answer.html",
)
def draw_exhibit(copy: UUID) -> dict[str, str]:
    row = _redacted(copy)
    making.draw_file(row)
    return {"dossier": row.dossier.reference, "file": str(row.original_id)}


def _redacted(key: UUID) -> RedactedCopy:
    return RedactedCopy.objects.select_related("dossier__data_key", "original__copy", "original__case__data_key").get(pk=key)


@job(
    "submissions.make_copy",
    sight=EVERYTHING,
    queue="slow",
    title=_("Making a copy for an office"),
    answer_template="submissions/_copy_answer.html",
)
def make_copy(copy: UUID) -> dict[str, str | int]:
    row = OfficeCopy.objects.select_related("version__dossier__data_key", "version__leak_check", "recipient", "since").get(
        pk=copy
    )
    copies.make_copy(row)
    return {"dossier": row.version.dossier.reference, "version": row.version.number}


@job("submissions.tell_partner", sight=EVERYTHING, retry_on=(OSError,))
def tell_partner(recommendation: int) -> None:
    notices.tell_partner(Recommendation.objects.select_related("case").get(pk=recommendation))


@job("submissions.watch_lists", sight=EVERYTHING, queue="slow")
def watch_lists() -> dict[str, int]:
    return {"candidates": tracking.watch_lists() + tracking.watch_subjects()}


@job("submissions.compare_everything", sight=EVERYTHING, queue="slow", title=_("Comparing everybody with the lists"))
def compare_everything() -> dict[str, int]:
    return {"candidates": tracking.compare_everything()}


@job("submissions.watch_subject", sight=EVERYTHING, queue="slow")
def watch_subject(subject: int) -> dict[str, int]:
    return {"candidates": tracking.watch_subject(Subject.objects.get(pk=subject))}


@job("submissions.raise_recalls", sight=EVERYTHING)
def raise_recalls() -> dict[str, int]:
    return {"raised": recalls.raise_recalls()}
