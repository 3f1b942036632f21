from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs.registry import job
from sanctions import refresh
from sanctions.sources import SOURCES


@job("sanctions.refresh_list", queue="slow", retry_on=(OSError,), title=_("Reading an official list"))
def refresh_list(slug: str) -> dict[str, Any]:
    return refresh.refresh_list(SOURCES[slug]).as_plain()
