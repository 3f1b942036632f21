"""The Celery application: it carries job numbers to workers; what is promised stands in the database."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, worker_init
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

app = Celery("smallplaces")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect  # type: ignore[untyped-decorator]
@beat_init.connect  # type: ignore[untyped-decorator]
def refuse_unsafe_database_role(**_: Any) -> None:
    """Connecting is what runs the check of the database role (`vault.apps`)."""
    connection.ensure_connection()
    connection.close()
