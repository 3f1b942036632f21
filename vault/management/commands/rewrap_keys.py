import json
from typing import Any

from django.core.management.base import BaseCommand

from vault.models import rewrap_all


class Command(BaseCommand):
    help = "Wraps every data key under the newest wrapping key. Keep the older ones: the record's seals were made with them."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps({"rewrapped": rewrap_all()}))
