from django.db import migrations

from vault.rows import PERSON, SCOPE, IsolateRows, Withhold

DOSSIER = "EXISTS (SELECT 1 FROM submissions_dossier above WHERE above.id = dossier_id)"
# The log is for those who see the dossier; what is written for partners, for those too whose case is in it.
CONTACT = f"({SCOPE} IN ('all', 'accepted') OR ({SCOPE} = 'own' AND audience = 'partners')) AND {DOSSIER}"
OFFICES = f"{SCOPE} IN ('all', 'accepted')"


class Migration(migrations.Migration):
    dependencies = [("delivery", "0003_ledger")]
    operations = [
        IsolateRows("delivery_contact", CONTACT),
        Withhold("delivery_contact", DOSSIER),
        IsolateRows("delivery_officecard", OFFICES),
        IsolateRows("delivery_official", OFFICES),
        IsolateRows("delivery_reminder", f"person_id = {PERSON} OR ({SCOPE} = 'all' AND {PERSON} = 0)"),  # or a worker
        IsolateRows("delivery_notices", f"person_id = {PERSON} OR {SCOPE} = 'all'"),
    ]
