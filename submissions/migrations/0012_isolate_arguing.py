from django.db import migrations

from vault.rows import SCOPE, IsolateRows, follow_case


def for_staff(table, column):
    """Staff who see the row above it, which has a rule of its own."""
    return f"{SCOPE} IN ('all', 'accepted') AND EXISTS (SELECT 1 FROM {table} above WHERE above.id = {column})"


# A plan says which governments are asked, and nothing of what is written: liaisons for each of them see it.
PLAN = f"{SCOPE} IN ('all', 'accepted') AND {follow_case()}"


class Migration(migrations.Migration):
    dependencies = [("submissions", "0011_arguing_for_four")]
    operations = [
        IsolateRows("submissions_passage", for_staff("submissions_recommendation", "recommendation_id")),
        IsolateRows("submissions_reasonsentence", for_staff("submissions_recommendation", "recommendation_id")),
        IsolateRows("submissions_reasonsentence_claims", for_staff("submissions_reasonsentence", "reasonsentence_id")),
        IsolateRows("submissions_plan", PLAN),
        IsolateRows("submissions_plannedask", for_staff("submissions_plan", "plan_id")),
    ]
