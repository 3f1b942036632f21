from django.db import migrations

from vault.rows import ORGANISATION, SCOPE, IsolateRows, follow_case

# The same rule as CaseQuerySet.visible_to; a test holds the two together.
CASE = f"""
{SCOPE} = 'all'
OR ({SCOPE} = 'own' AND organisation_id = {ORGANISATION})
OR ({SCOPE} = 'accepted' AND accepted_at IS NOT NULL)
"""

OF_A_CASE = (
    "cases_firstnote", "cases_stepnote", "cases_namedsubject", "cases_incident", "cases_victim", "cases_source",
    "cases_evidencefile", "cases_claim", "cases_consent", "cases_question", "cases_correction",
)


def follow(table: str, column: str) -> str:
    """Visible exactly when the row above it is, which has a rule of its own."""
    return f"EXISTS (SELECT 1 FROM {table} above WHERE above.id = {column})"


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        IsolateRows("cases_case", CASE),
        *(IsolateRows(table, follow_case()) for table in OF_A_CASE),
        IsolateRows("cases_subject", follow_case("opened_in_id")),
        IsolateRows("cases_subjectname", follow("cases_subject", "subject_id")),
        IsolateRows("cases_position", follow("cases_subject", "subject_id")),
        IsolateRows("cases_act", follow("cases_incident", "incident_id")),
        IsolateRows("cases_involvement", follow("cases_act", "act_id")),
        IsolateRows("cases_claim_sources", follow("cases_claim", "claim_id")),
    ]
