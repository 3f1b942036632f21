"""What must hold before anything is served. Each refusal is one sentence that says what to do."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def time_limit_is_below_redelivery(app_configs: Any, **_: Any) -> list[CheckMessage]:
    if settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] > settings.CELERY_TASK_TIME_LIMIT:
        return []
    message = "CELERY_TASK_TIME_LIMIT must stay below visibility_timeout, or running jobs are delivered twice."
    return [Error(message, id="vault.E001")]
