from django.db import migrations

from vault.rows import GOVERNMENTS, PERSON, SCOPE, IsolateRows, Withhold

STAFF = f"{SCOPE} IN ('all', 'accepted')"
# A row leads to a recommendation or a dossier, which has a rule of its own.
BROUGHT_IN = f"{STAFF} AND EXISTS (SELECT 1 FROM submissions_recommendation above WHERE above.id = recommendation_id)"
DOSSIER = "EXISTS (SELECT 1 FROM submissions_dossier above WHERE above.id = dossier_id)"
# The log is for those who see the dossier; what is written for partners, for those too whose case is in it.
CONTACT = f"({STAFF} OR ({SCOPE} = 'own' AND audience = 'partners')) AND {DOSSIER}"


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_initial"), ("submissions", "0002_isolation")]

    operations = [
        IsolateRows("delivery_pastimport", f"{SCOPE} = 'all'"),
        IsolateRows("delivery_broughtin", BROUGHT_IN),
        IsolateRows("delivery_contact", CONTACT),
        Withhold("delivery_contact", DOSSIER),
        IsolateRows("delivery_officecard", STAFF),
        IsolateRows("delivery_official", STAFF),
        IsolateRows("delivery_reminder", f"person_id = {PERSON} OR ({SCOPE} = 'all' AND {PERSON} = 0)"),  # or a worker
        IsolateRows("delivery_notices", f"person_id = {PERSON} OR {SCOPE} = 'all'"),
        IsolateRows("delivery_wanted", f"{SCOPE} = 'all' OR ({SCOPE} = 'accepted' AND jurisdiction = ANY ({GOVERNMENTS}))"),
    ]
