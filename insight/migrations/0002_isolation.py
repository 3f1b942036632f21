from django.db import migrations

from vault.rows import PERSON, SCOPE, IsolateRows, Withhold

# Nearly everybody is set aside from nothing, and pays no more than this one look.
FREE = f"(SELECT NOT EXISTS (SELECT FROM cases_recusal WHERE person_id = {PERSON} AND lifted_at IS NULL))"


def follow(table, column):
    """Visible exactly when the row above it is, which has a rule of its own."""
    return f"EXISTS (SELECT 1 FROM {table} above WHERE above.id = {column})"


class Migration(migrations.Migration):
    dependencies = [("insight", "0001_initial"), ("cases", "0002_isolation"), ("submissions", "0002_isolation")]

    operations = [
        IsolateRows("insight_casefact", f"{SCOPE} = 'all'"),
        Withhold("insight_casefact", f"{FREE} OR {follow('cases_case', 'case_id')}"),
        IsolateRows("insight_attribution", f"{SCOPE} IN ('all', 'accepted') AND {follow('submissions_outcome', 'outcome_id')}"),
        IsolateRows("insight_credit", follow("submissions_outcome", "outcome_id")),
        IsolateRows("insight_listingday", follow("submissions_outcome", "outcome_id")),
        IsolateRows("insight_daystep", follow("insight_listingday", "day_id")),
    ]
