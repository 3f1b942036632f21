from uuid import UUID

from django.utils.translation import gettext_lazy as _

from audit.models import Record
from cases import left_behind, notices, recordings, recusing, rehash, timestamps, treatment
from cases.arriving import give_up_old
from cases.custody import CUSTODY
from cases.finding import index, news, texts
from cases.models import Alarm, Case, EvidenceFile, Note, SealRequest
from cases.typed import clear_old
from jobs.registry import job
from jobs.services import promise
from vault.sight import EVERYTHING


@job("cases.tell_of_step", sight=EVERYTHING, retry_on=(OSError,))
def tell_of_step(record: int) -> None:
    notices.tell_of_step(Record.objects.select_related("actor").get(pk=record))


@job("cases.tell_organisations", sight=EVERYTHING, retry_on=(OSError,))
def tell_organisations(record: int) -> None:
    notices.tell_organisations(Record.objects.select_related("actor").get(pk=record))


@job("cases.tell_of_damage", sight=EVERYTHING, retry_on=(OSError,))
def tell_of_damage(case: int) -> None:
    notices.tell_staff(Case.objects.get(pk=case))


@job("cases.seal_custody", sight=EVERYTHING)
def seal_custody() -> dict[str, int]:
    return {"sealed": CUSTODY.seal()}


@job("cases.seal_custody_stragglers", sight=EVERYTHING, queue="slow")
def seal_custody_stragglers() -> dict[str, int]:
    return {"sealed": CUSTODY.seal(stragglers=True)}


@job(
    "cases.verify_custody",
    sight=EVERYTHING,
    queue="slow",
    title=_("Walking the chain of custody"),
    answer_template="cases/_custody_answer.html",
)
def verify_custody() -> dict[str, int | str]:
    verdict = CUSTODY.verify()
    return {"sealed": verdict.sealed, "broken": verdict.broken or timestamps.broken_root()}


@job(
    "cases.rehash_files",
    sight=EVERYTHING,
    queue="slow",
    title=_("Reading every evidence file again"),
    answer_template="cases/_rehash_answer.html",
)
def rehash_files(before: int = 0) -> dict[str, int]:
    return rehash.rehash_files(before)


@job("cases.stamp_custody", sight=EVERYTHING, retry_on=(OSError,))
def stamp_custody() -> dict[str, int]:
    return timestamps.stamp_day()


@job("cases.tell_duty", sight=EVERYTHING, retry_on=(OSError,))
def tell_duty(alarm: int) -> None:
    notices.tell_duty(Alarm.objects.get(pk=alarm))


@job("cases.clear_typed", sight=EVERYTHING)
def clear_typed() -> None:
    clear_old()


@job("cases.hash_file", sight=EVERYTHING, queue="slow")
def hash_file(file: UUID) -> None:
    if row := _waiting(file):
        treatment.hash_file(row)


@job("cases.scan_file", sight=EVERYTHING, queue="slow", retry_on=(OSError,))
def scan_file(file: UUID) -> None:
    if row := _waiting(file):
        treatment.scan_file(row)


@job("cases.copy_file", sight=EVERYTHING, queue="slow", retry_on=(OSError,))
def copy_file(file: UUID) -> None:
    if (row := _waiting(file)) and recordings.is_large_recording(row):
        promise("cases.copy_recordings", dedup_key="cases.copy_recordings")
    elif row:
        treatment.copy_file(row)


@job("cases.copy_recordings", sight=EVERYTHING, queue="slow", retry_on=(OSError,))
def copy_recordings() -> dict[str, int]:
    return recordings.copy_next()


def _waiting(file: UUID) -> EvidenceFile | None:
    """None when it was removed meanwhile, or its key was shredded."""
    row = EvidenceFile.objects.select_for_update(of=("self",)).select_related("case__data_key").filter(pk=file).first()
    return None if row is None or row.data_key.is_shredded else row


@job("cases.tell_counsel", retry_on=(OSError,))
def tell_counsel() -> None:
    notices.tell_counsel()


@job("cases.look_for_conflicts", sight=EVERYTHING)
def look_for_conflicts(case: int) -> None:
    recusing.set_aside_whom_it_names(Case.objects.get(pk=case))


@job("cases.tell_mentioned", sight=EVERYTHING, retry_on=(OSError,))
def tell_mentioned(note: int) -> None:
    notices.tell_mentioned(Note.objects.select_related("case").get(pk=note))


@job("cases.tell_of_seal", sight=EVERYTHING, retry_on=(OSError,))
def tell_of_seal(request: int) -> None:
    notices.tell_of_seal(SealRequest.objects.select_related("case", "asked_by").get(pk=request))


@job("cases.chase_answers", sight=EVERYTHING, retry_on=(OSError,))
def chase_answers() -> None:
    notices.chase_answers()


@job("cases.pick_up_files", sight=EVERYTHING)
def pick_up_files() -> dict[str, int]:
    return {"picked_up": left_behind.pick_up()}


@job("cases.give_up_uploads", sight=EVERYTHING)
def give_up_uploads() -> dict[str, int]:
    return {"given_up": give_up_old()}


@job("cases.index_changed", sight=EVERYTHING)
def index_changed() -> dict[str, int]:
    return {"cases": index.index_changed()}


@job("cases.index_day", sight=EVERYTHING, queue="slow")
def index_day() -> dict[str, int]:
    return {"cases": index.index_day()}


@job("cases.read_texts", sight=EVERYTHING, queue="texts", retry_on=(OSError,))
def read_texts() -> dict[str, int]:
    return texts.read_waiting()


@job("cases.tell_of_news", sight=EVERYTHING, queue="slow", retry_on=(OSError,))
def tell_of_news() -> dict[str, int]:
    return {"people": news.tell_of_news()}
