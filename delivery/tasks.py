from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from delivery import digests
from delivery.models import PastImport
from delivery.past import bringing, comparing, taking_out
from jobs.registry import job
from vault.sight import EVERYTHING


@job(
    "delivery.bring_in",
    sight=EVERYTHING,
    queue="slow",
    title=_("Bringing past recommendations in"),
    answer_template="delivery/_past_answer.html",
)
def bring_in(past_import: int) -> dict[str, Any]:
    return bringing.bring_in(PastImport.objects.get(pk=past_import))


@job(
    "delivery.compare",
    sight=EVERYTHING,
    queue="slow",
    title=_("Comparing past recommendations with the lists"),
    answer_template="delivery/_past_answer.html",
)
def compare(past_import: int) -> dict[str, Any]:
    return comparing.compare(PastImport.objects.get(pk=past_import))


@job(
    "delivery.take_out",
    sight=EVERYTHING,
    queue="slow",
    title=_("Taking past recommendations out again"),
    answer_template="delivery/_past_answer.html",
)
def take_out(past_import: int) -> dict[str, Any]:
    return taking_out.take_out(PastImport.objects.get(pk=past_import))


@job("delivery.plan_digests", sight=EVERYTHING)
def plan_digests() -> dict[str, int]:
    return {"people": digests.plan_digests()}


@job("delivery.send_digest", sight=EVERYTHING, retry_on=(OSError,))
def send_digest(person: int) -> None:
    digests.send_digest(User.objects.get(pk=person))
