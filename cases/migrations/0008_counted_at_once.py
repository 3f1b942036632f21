"""The desk with a hundred thousand cases: its lists and counts read the cases they show, and no others."""

from django.db import migrations, models

SEEN_BY = ["organisation", "accepted_at", "consented_for", "argued_before"]
OPEN = ["noted", "filed", "in_review", "draft", "returned"]


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_flags")]

    operations = [
        migrations.RemoveIndex("case", "case_by_status"),
        migrations.AddIndex(
            "case", models.Index(fields=["status", "-opened_at", "-id"], include=SEEN_BY, name="case_by_status")
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["status", "due_on", "id"],
                include=["assigned_to", "taken_up_by", *SEEN_BY],
                condition=models.Q(status__in=OPEN),
                name="case_open",
            ),
        ),
    ]
