"""Names that are alike, found by the index of trigrams: with another one at hand PostgreSQL reads the whole table in its order."""

from django.db import migrations

BY_BITMAP = """
ALTER FUNCTION sanctions_named_like(text) SET enable_indexscan = off;
ALTER FUNCTION sanctions_naming(text) SET enable_indexscan = off;
"""
AS_BEFORE = """
ALTER FUNCTION sanctions_named_like(text) RESET enable_indexscan;
ALTER FUNCTION sanctions_naming(text) RESET enable_indexscan;
"""


class Migration(migrations.Migration):
    dependencies = [("sanctions", "0003_the_law")]
    operations = [migrations.RunSQL(BY_BITMAP, AS_BEFORE)]
