from demo import acted
from jobs.registry import job
from vault.sight import EVERYTHING


@job("demo.act", sight=EVERYTHING, queue="slow")
def act() -> dict[str, int]:
    return {"outcomes": acted.act()}
