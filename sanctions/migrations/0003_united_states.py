from django.db import migrations

from sanctions.reference import load


def united_states(apps, schema_editor):
    load(apps, "us")


class Migration(migrations.Migration):

    dependencies = [("sanctions", "0002_trigrams")]

    operations = [migrations.RunPython(united_states, migrations.RunPython.noop)]
