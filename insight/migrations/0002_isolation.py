from django.db import migrations

from vault.rows import SET_ASIDE, Follow, IsolateRows, Withhold, follow, follow_case, looks_as

# Nearly everybody is set aside from nothing, and pays no more than this one look.
FREE = f"cardinality({SET_ASIDE}) = 0"


class Migration(migrations.Migration):
    dependencies = [("insight", "0001_initial"), ("cases", "0002_isolation"), ("submissions", "0002_isolation")]

    operations = [
        Follow("insight_listingday"),
        IsolateRows("insight_casefact", looks_as("all")),
        Withhold("insight_casefact", f"{FREE} OR {follow_case()}"),
        IsolateRows("insight_attribution", f"{looks_as('all', 'accepted')} AND {follow('submissions_outcome', 'outcome_id')}"),
        IsolateRows("insight_credit", follow("submissions_outcome", "outcome_id")),
        IsolateRows("insight_listingday", follow("submissions_outcome", "outcome_id")),
        IsolateRows("insight_daystep", follow("insight_listingday", "day_id")),
    ]
