from audit.models import Record
from cases import notices
from jobs.registry import job
from vault.sight import EVERYTHING


@job("cases.tell_of_step", sight=EVERYTHING, retry_on=(OSError,))
def tell_of_step(record: int) -> None:
    notices.tell_of_step(Record.objects.select_related("actor").get(pk=record))
