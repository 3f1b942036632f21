from django.db import migrations

from vault.rows import ORGANISATION, SCOPE, IsolateRows

# The same rule as CaseQuerySet.visible_to; a test holds the two together.
VISIBLE = f"""
{SCOPE} = 'all'
OR ({SCOPE} = 'own' AND organisation_id = {ORGANISATION})
OR ({SCOPE} = 'accepted' AND status = 'accepted')
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [IsolateRows("cases_case", VISIBLE)]
