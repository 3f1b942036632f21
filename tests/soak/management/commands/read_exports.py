import hashlib
import json

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand

from submissions.models import DossierFile
from vault.sight import EVERYTHING, look_as


class Command(BaseCommand):
    help = (
        "Reads every finished file of every dossier: which there are, whether each is what its hash says, and how many lie there."
    )

    def handle(self, *args, **options):
        with look_as(EVERYTHING):
            files = list(DossierFile.objects.select_related("version__dossier"))
            whole = all(self.is_whole(file) for file in files)
            keys = {str(file.data_key.pk) for file in files}
        stored = sum(len(default_storage.listdir(key)[1]) for key in keys)
        self.stdout.write(json.dumps({"formats": sorted(file.format for file in files), "whole": whole, "stored": stored}))

    def is_whole(self, file):
        with file.file.open() as source:
            return hashlib.file_digest(source, "sha256").hexdigest() == file.sha256
