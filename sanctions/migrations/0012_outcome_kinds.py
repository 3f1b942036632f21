from django.db import migrations

from sanctions.reference import load_vocabularies


def load(apps, _schema):
    load_vocabularies(apps)


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0011_corrected_names_and_lists_that_went_back")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
