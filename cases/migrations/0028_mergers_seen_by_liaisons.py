from django.db import migrations

from vault.rows import SCOPE, ChangeRule

# Of two subjects, both of which are seen: a liaison who argues about one has to know that it is the other as well.
BOTH = (
    "{scope} AND EXISTS (SELECT 1 FROM cases_subject s WHERE s.id = absorbed_id)"
    " AND EXISTS (SELECT 1 FROM cases_subject s WHERE s.id = kept_id)"
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0027_every_term")]
    operations = [
        ChangeRule(
            "cases_merger",
            BOTH.format(scope=f"{SCOPE} IN ('all', 'accepted')"),
            before=BOTH.format(scope=f"{SCOPE} = 'all'"),
        )
    ]
