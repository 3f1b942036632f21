"""Whoever is set aside from a case sees nothing that was made of it: no recommendation, and no dossier that holds one.

Restrictive policies, so that these hold beside whatever else a table's own rule says or comes to say.
"""

from django.db import migrations

from vault.rows import PERSON, Withhold

MINE = f"SELECT FROM cases_recusal WHERE person_id = {PERSON} AND lifted_at IS NULL"
# Worked out once for a statement. Nearly everybody is set aside from nothing, and pays no more than that.
FREE = f"(SELECT NOT EXISTS ({MINE}))"
SET_ASIDE = f"ARRAY({MINE.replace('SELECT', 'SELECT case_id', 1)})"

# It must see the very recommendations that are withheld, so it looks as nobody in particular for a moment.
DOSSIERS = """
CREATE FUNCTION submissions_withheld_dossiers(the_person bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    scope text := current_setting('sight.scope', true);
    person text := current_setting('sight.person', true);
    found bigint[];
BEGIN
    IF the_person IS NULL OR NOT EXISTS (SELECT FROM cases_recusal WHERE person_id = the_person AND lifted_at IS NULL) THEN
        RETURN '{}';
    END IF;
    PERFORM set_config('sight.scope', 'all', true), set_config('sight.person', '', true);
    found := ARRAY(
        SELECT DISTINCT dossier_id FROM submissions_recommendation ask
        JOIN cases_recusal aside ON aside.case_id = ask.case_id AND aside.lifted_at IS NULL
        WHERE aside.person_id = the_person
    );
    PERFORM set_config('sight.scope', scope, true), set_config('sight.person', person, true);
    RETURN found;
END $$;
"""


def below(table, column):
    return f"{FREE} OR EXISTS (SELECT 1 FROM {table} above WHERE above.id = {column})"


FOLLOW = {
    "elementfinding": ("submissions_recommendation", "recommendation_id"),
    "elementfinding_claims": ("submissions_elementfinding", "elementfinding_id"),
    "signoff": ("submissions_recommendation", "recommendation_id"),
    "dossierversion": ("submissions_dossier", "dossier_id"),
    "exhibit": ("submissions_dossierversion", "version_id"),
    "dossierfile": ("submissions_dossierversion", "version_id"),
    "delivery": ("submissions_dossier", "dossier_id"),
    "outcome": ("submissions_recommendation", "recommendation_id"),
    "candidate": ("cases_subject", "subject_id"),
    "judgement": ("submissions_candidate", "candidate_id"),
}


class Migration(migrations.Migration):
    dependencies = [("submissions", "0007_exhibits_as_copies"), ("cases", "0009_conflicts_of_interest")]
    operations = [
        migrations.RunSQL(DOSSIERS, "DROP FUNCTION submissions_withheld_dossiers(bigint)"),
        Withhold("submissions_recommendation", f"case_id <> ALL ({SET_ASIDE})"),
        Withhold("submissions_dossier", f"id <> ALL ((SELECT submissions_withheld_dossiers({PERSON}))::bigint[])"),
        *(Withhold(f"submissions_{table}", below(above, column)) for table, (above, column) in FOLLOW.items()),
    ]
