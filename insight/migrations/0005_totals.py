from django.db import migrations, models

from vault.rows import SEES_ALL, IsolateRows


class Migration(migrations.Migration):
    """The row is written when the facts are next worked out; until then it is counted for everybody."""

    dependencies = [("insight", "0004_acknowledged"), ("cases", "0002_isolation")]

    operations = [
        migrations.CreateModel(
            name="Totals",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("counts", models.JSONField()),
            ],
        ),
        IsolateRows("insight_totals", SEES_ALL),
    ]
