"""The desk with a hundred thousand cases: its lists and counts read the cases they show, and no others."""

from django.db import migrations, models

from vault.rows import GOVERNMENTS, ORGANISATION, SCOPE, ChangeRule, looks_as

SEEN_BY = ["organisation", "accepted_at", "consented_for", "argued_before"]
OPEN = ["noted", "filed", "in_review", "draft", "returned"]
TOLD = f"accepted_at IS NOT NULL AND (consented_for && {GOVERNMENTS} OR argued_before && {GOVERNMENTS})"
BEFORE = f"""
{SCOPE} = 'all'
OR ({SCOPE} = 'own' AND organisation_id = {ORGANISATION})
OR ({SCOPE} = 'accepted' AND {TOLD})
"""
# The same rule, of which PostgreSQL expects other numbers.
RULE = f"""
{looks_as("all")}
OR ({looks_as("own")} AND organisation_id = {ORGANISATION})
OR ({looks_as("accepted")} AND {TOLD})
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_flags")]

    operations = [
        ChangeRule("cases_case", RULE, before=BEFORE),
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
