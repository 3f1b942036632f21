from django.db import migrations

from vault.rows import GOVERNMENTS, PERSON, IsolateRows, Withhold, follow, looks_as

ALL, STAFF = looks_as("all"), looks_as("all", "accepted")
# A row leads to a recommendation or a dossier, which has a rule of its own.
BROUGHT_IN = f"{STAFF} AND {follow('submissions_recommendation', 'recommendation_id')}"
DOSSIER = follow("submissions_dossier", "dossier_id")
# The log is for those who see the dossier; what is written for partners, for those too whose case is in it.
CONTACT = f"({STAFF} OR ({looks_as('own')} AND audience = 'partners')) AND {DOSSIER}"


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_initial"), ("submissions", "0002_isolation")]

    operations = [
        IsolateRows("delivery_pastimport", ALL),
        IsolateRows("delivery_broughtin", BROUGHT_IN),
        IsolateRows("delivery_contact", CONTACT),
        Withhold("delivery_contact", DOSSIER),
        IsolateRows("delivery_officecard", STAFF),
        IsolateRows("delivery_official", STAFF),
        IsolateRows("delivery_reminder", f"person_id = {PERSON} OR ({ALL} AND {PERSON} = 0)"),  # or a worker
        IsolateRows("delivery_notices", f"person_id = {PERSON} OR {ALL}"),
        IsolateRows("delivery_wanted", f"{ALL} OR ({looks_as('accepted')} AND jurisdiction = ANY ({GOVERNMENTS}))"),
    ]
