from typing import Any

from django.core.management.base import BaseCommand

from cases.models import Case
from demo import between, cases, days, recommendations, veldonia
from jobs.services import promise
from vault.sight import EVERYTHING, look_as


class Command(BaseCommand):
    help = "Puts fictional Veldonia into the demonstration and prints who can sign in. Changes nothing the second time."

    def handle(self, *args: Any, **options: Any) -> None:
        with look_as(EVERYTHING):
            veldonia.people()
            if not Case.objects.exists():
                days.absorb(days.BEFORE)
                cases.tell_all()
                between.tell_all()
                recommendations.recommend()
                days.absorb(days.AFTER)
                promise("demo.act", dedup_key="demo-act")  # and the figures are there before anybody asks
        self.stdout.write(f"Password for everybody: {veldonia.PASSWORD}")
        for email, name, organisation, roles, _ in veldonia.CAST:
            labels = ", ".join(str(role.label) for role in roles)
            self.stdout.write(f"  {email:<32} {labels} ({name}, {organisation})")
