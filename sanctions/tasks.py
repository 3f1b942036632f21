from typing import Any

from django.utils.translation import gettext_lazy as _

from jobs.registry import job
from sanctions import refresh
from sanctions.sources import SOURCES


@job("sanctions.absorb_files", queue="slow", title=_("Reading files of an official list"))
def absorb_files(slug: str, parts: str, published_on: str) -> dict[str, Any]:
    return refresh.absorb_kept(slug, parts, published_on).as_plain()


@job("sanctions.refresh_list", queue="slow", retry_on=(OSError,), title=_("Reading an official list"))
def refresh_list(slug: str) -> dict[str, Any]:
    return refresh.refresh_list(SOURCES[slug]).as_plain()
