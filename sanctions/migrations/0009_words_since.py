from django.db import migrations

from sanctions.reference import load_all


def words_since(apps, schema_editor):
    load_all(apps)


class Migration(migrations.Migration):
    """What has been added to the shipped law and vocabularies since; nothing that is there is touched."""

    dependencies = [("sanctions", "0008_set_aside_and_twins")]

    operations = [migrations.RunPython(words_since, migrations.RunPython.noop)]
