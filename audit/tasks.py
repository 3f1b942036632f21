from django.utils.translation import gettext_lazy as _

from audit import chain
from jobs.registry import job


@job("audit.seal_records")
def seal_records() -> dict[str, int]:
    return {"sealed": chain.seal_records()}


@job("audit.seal_stragglers", queue="slow")
def seal_stragglers() -> dict[str, int]:
    return {"sealed": chain.seal_records(stragglers=True)}


@job("audit.verify", queue="slow", title=_("Walking the record"), answer_template="audit/_verify_answer.html")
def verify() -> dict[str, int | str]:
    verdict = chain.verify()
    return {"sealed": verdict.sealed, "broken": verdict.broken}
