from audit import chain
from jobs.registry import job


@job("audit.seal_records")
def seal_records() -> dict[str, int]:
    return {"sealed": chain.seal_records()}


@job("audit.verify", queue="slow")
def verify() -> dict[str, int | str]:
    verdict = chain.verify()
    return {"sealed": verdict.sealed, "broken": verdict.broken}
