"""What was asked of one government is for that government's liaisons; and a case argued before it stays readable to them.

Consent may be withdrawn at any moment. The recommendation then stops, and whoever argued it must be able to see that
and why, so the case it rests on does not vanish for them.
"""

from django.db import migrations

from vault.rows import GOVERNMENTS, ORGANISATION, SCOPE, ChangeRule, follow_case

STAFF = f"{SCOPE} IN ('all', 'accepted')"

ARGUED = """
CREATE FUNCTION submissions_note_argued() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    looked text := current_setting('sight.scope', true);
BEGIN
    PERFORM set_config('sight.scope', 'all', true);
    UPDATE cases_case SET argued_before = array_append(argued_before, dossier.jurisdiction)
    FROM submissions_dossier dossier
    WHERE cases_case.id = NEW.case_id AND dossier.id = NEW.dossier_id AND dossier.jurisdiction <> ALL (argued_before);
    PERFORM set_config('sight.scope', looked, true);
    RETURN NULL;
END $$;
CREATE TRIGGER submissions_recommendation_is_noted AFTER INSERT ON submissions_recommendation
FOR EACH ROW EXECUTE FUNCTION submissions_note_argued();
"""
UNARGUED = """
DROP TRIGGER submissions_recommendation_is_noted ON submissions_recommendation;
DROP FUNCTION submissions_note_argued();
"""
NOTE_ALL = """
SELECT set_config('sight.scope', 'all', true);
UPDATE cases_case SET argued_before = argued.governments FROM (
    SELECT case_id, array_agg(DISTINCT jurisdiction) AS governments
    FROM submissions_recommendation JOIN submissions_dossier dossier ON dossier.id = dossier_id GROUP BY case_id
) argued WHERE argued.case_id = cases_case.id;
SELECT set_config('sight.scope', '', true);
"""

# A function, since the policy of recommendations asks that of dossiers, and neither may ask the other back.
RESTS_ON = """
CREATE FUNCTION submissions_rests_on(the_dossier bigint, the_organisation bigint) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
DECLARE
    looked text := current_setting('sight.scope', true);
    found boolean;
BEGIN
    PERFORM set_config('sight.scope', 'all', true);
    found := EXISTS (
        SELECT FROM submissions_recommendation ask JOIN cases_case ON cases_case.id = ask.case_id
        WHERE ask.dossier_id = the_dossier AND cases_case.organisation_id = the_organisation
    );
    PERFORM set_config('sight.scope', looked, true);
    RETURN found;
END $$;
"""
# A partner sees the dossier row that holds a recommendation from one of its cases, as before (migration 0002).
DOSSIER = f"""
{SCOPE} = 'all'
OR ({SCOPE} = 'accepted' AND jurisdiction = ANY ({GOVERNMENTS}))
OR ({SCOPE} = 'own' AND submissions_rests_on(id, {ORGANISATION}))
"""
ASK = f"""
{SCOPE} = 'all'
OR ({SCOPE} = 'accepted' AND EXISTS (SELECT 1 FROM submissions_dossier above WHERE above.id = dossier_id))
OR ({SCOPE} = 'own' AND {follow_case()})
"""


def follow(table, column):
    """Visible exactly when the row above it is, which has a rule of its own."""
    return f"EXISTS (SELECT 1 FROM {table} above WHERE above.id = {column})"


def for_staff(table, column):
    return f"{SCOPE} = 'all' OR ({SCOPE} = 'accepted' AND {follow(table, column)})"


# A machine's proposal about somebody, for those who recommended them.
CANDIDATE = f"""
{SCOPE} = 'all' OR ({SCOPE} = 'accepted' AND EXISTS (
    SELECT 1 FROM submissions_recommendation ask WHERE ask.subject_id = submissions_candidate.subject_id
))
"""
OLD_DOSSIER = f"{STAFF} OR EXISTS (SELECT 1 FROM submissions_recommendation ask WHERE ask.dossier_id = submissions_{{}})"
BELOW = {
    "elementfinding": ("submissions_recommendation", "recommendation_id"),
    "elementfinding_claims": ("submissions_elementfinding", "elementfinding_id"),
    "signoff": ("submissions_recommendation", "recommendation_id"),
    "dossierversion": ("submissions_dossier", "dossier_id"),
    "exhibit": ("submissions_dossierversion", "version_id"),
    "dossierfile": ("submissions_dossierversion", "version_id"),
    "judgement": ("submissions_candidate", "candidate_id"),
}


class Migration(migrations.Migration):
    dependencies = [("submissions", "0005_every_word_is_kept"), ("cases", "0006_consented_for")]
    operations = [
        migrations.RunSQL(ARGUED, UNARGUED),
        migrations.RunSQL(NOTE_ALL, migrations.RunSQL.noop),
        migrations.RunSQL(RESTS_ON, "DROP FUNCTION submissions_rests_on(bigint, bigint)"),
        ChangeRule("submissions_dossier", DOSSIER, before=OLD_DOSSIER.format("dossier.id")),
        ChangeRule("submissions_delivery", follow("submissions_dossier", "dossier_id"), before=OLD_DOSSIER.format("delivery.dossier_id")),
        ChangeRule("submissions_recommendation", ASK, before=follow_case()),
        *(
            ChangeRule(f"submissions_{table}", for_staff(above, column), before=STAFF)
            for table, (above, column) in BELOW.items()
        ),
        ChangeRule("submissions_candidate", CANDIDATE, before=STAFF),
    ]
