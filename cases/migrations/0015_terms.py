"""Groups, roles, abuses and places stand in the index of searches; the record is read again, so that every case gets its own."""

from django.db import migrations, models

FROM_THE_BEGINNING = """
SELECT set_config('sight.scope', 'all', true);
UPDATE cases_indexcursor SET record = 0;
SELECT set_config('sight.scope', '', true);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_windows")]

    operations = [
        migrations.AlterField(
            "searchtext",
            "part",
            models.CharField(
                choices=[
                    ("title", "Working title"),
                    ("note", "First note"),
                    ("subject", "Subject"),
                    ("incident", "What happened"),
                    ("claim", "Claim"),
                    ("source", "Source"),
                    ("told", "Told in words"),
                    ("file", "A file that anybody can find"),
                    ("terms", "Terms"),
                    ("scan", "A scan that anybody can find, read by machine: letters may be wrong"),
                ],
                max_length=10,
            ),
        ),
        migrations.RunSQL(FROM_THE_BEGINNING, migrations.RunSQL.noop),
    ]
