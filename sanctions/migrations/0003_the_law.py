from django.db import migrations

from sanctions.reference import load_all


def the_law(apps, _schema_editor):
    load_all(apps)


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0002_trigrams")]
    operations = [migrations.RunPython(the_law, migrations.RunPython.noop)]
