import json

from django.core.management.base import BaseCommand

from demo import cases, recommendations, stories, veldonia
from submissions import services
from vault.sight import EVERYTHING, look_as


class Command(BaseCommand):
    help = (
        "Takes an invented case to a dossier that two signed, freezes it twice, as by two clicks, and says which version it is."
    )

    def handle(self, *args, **options):
        with look_as(EVERYTHING):
            veldonia.people()
            cases.tell(stories.STORIES[0])
            ask = recommendations.argue_and_sign(recommendations.SENT)
            liaison = cases.person(recommendations.LIAISON)
            frozen = {services.freeze(ask.dossier, by=liaison)[0].pk for _ in range(2)}
        self.stdout.write(json.dumps({"dossier": ask.dossier.reference, "versions": sorted(frozen)}))
