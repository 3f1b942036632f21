from django.db import migrations

from vault.rows import SCOPE, IsolateRows, follow_case

STAFF = f"{SCOPE} IN ('all', 'accepted')"


def follow(table: str, column: str) -> str:
    """Visible exactly when the row above it is, which has a rule of its own."""
    return f"EXISTS (SELECT 1 FROM {table} above WHERE above.id = {column})"


# A partner sees the dossier row that holds a recommendation from one of its cases, and what became of it
# (when it was sent, what came of it), but no version and no file: those may hold other partners' cases.
IN_A_DOSSIER = f"{STAFF} OR EXISTS (SELECT 1 FROM submissions_recommendation ask WHERE ask.dossier_id = "


class Migration(migrations.Migration):
    dependencies = [("submissions", "0001_initial"), ("cases", "0002_isolation")]
    operations = [
        IsolateRows("submissions_recommendation", follow_case()),
        IsolateRows("submissions_recommendation_alternatives", follow("submissions_recommendation", "recommendation_id")),
        IsolateRows("submissions_dossier", IN_A_DOSSIER + "submissions_dossier.id)"),
        IsolateRows("submissions_delivery", IN_A_DOSSIER + "submissions_delivery.dossier_id)"),
        IsolateRows("submissions_outcome", follow("submissions_recommendation", "recommendation_id")),
        IsolateRows("submissions_recipient", f"{SCOPE} IN ('all', 'accepted', 'own')"),
        *(
            IsolateRows(f"submissions_{table}", STAFF)
            for table in (
                "elementfinding", "elementfinding_claims", "signoff", "dossierversion", "exhibit", "dossierfile", "candidate", "judgement", "listcursor",
            )
        ),
    ]
