from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

INDEX = "CREATE INDEX entry_name_trigrams ON sanctions_entryname USING gin (folded gin_trgm_ops)"


class Migration(migrations.Migration):
    """Names are folded to plain ASCII before they are stored, so trigrams never depend on the database's locale."""

    dependencies = [("sanctions", "0001_initial")]

    operations = [
        TrigramExtension(),
        migrations.RunSQL(INDEX, "DROP INDEX entry_name_trigrams"),
    ]
