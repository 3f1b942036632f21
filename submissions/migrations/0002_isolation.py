"""Who sees which row of a dossier: the second layer below `visible_to`, kept by PostgreSQL itself.

What was asked of one government is for that government's liaisons; and a case argued before it stays readable to them.
Consent may be withdrawn at any moment. The recommendation then stops, and whoever argued it must be able to see that
and why, so the case it rests on does not vanish for them.

Whoever is set aside from a case sees nothing that was made of it: no recommendation, and no dossier that holds one.
Restrictive policies, so that these hold beside whatever else a table's own rule says or comes to say.
"""

from django.db import migrations

from vault.rows import GOVERNMENTS, ORGANISATION, PERSON, SET_ASIDE, Follow, IsolateRows, Withhold, follow, follow_case, looks_as

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

# It must see the very recommendations that are withheld, so it looks as nobody in particular for a moment.
WITHHELD_DOSSIERS = """
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

# An alternative is a law of the government that is asked: the service and the form refuse another, and so does PostgreSQL.
OF_ONE_GOVERNMENT = """
CREATE FUNCTION submissions_alternative_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    looked text := current_setting('sight.scope', true);
    asked text;
BEGIN
    PERFORM set_config('sight.scope', 'all', true);
    SELECT dossier.jurisdiction INTO asked FROM submissions_recommendation ask
    JOIN submissions_dossier dossier ON dossier.id = ask.dossier_id WHERE ask.id = NEW.recommendation_id;
    PERFORM set_config('sight.scope', looked, true);
    IF EXISTS (
        SELECT FROM sanctions_programme programme JOIN sanctions_authority authority ON authority.id = programme.authority_id
        WHERE programme.id = NEW.programme_id AND authority.jurisdiction IS DISTINCT FROM asked
    ) THEN
        RAISE EXCEPTION 'an alternative is a law of the government that is asked' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER submissions_alternative_of_one_government BEFORE INSERT OR UPDATE ON submissions_recommendation_alternatives
FOR EACH ROW EXECUTE FUNCTION submissions_alternative_fits();
"""
OF_ANY = """
DROP TRIGGER submissions_alternative_of_one_government ON submissions_recommendation_alternatives;
DROP FUNCTION submissions_alternative_fits();
"""


def below(above, column):
    return follow(f"submissions_{above}", column)


ALL, ACCEPTED, OWN, STAFF = (looks_as(*scopes) for scopes in (("all",), ("accepted",), ("own",), ("all", "accepted")))
# Worked out once for a statement. Nearly everybody is set aside from nothing, and pays no more than that.
FREE = f"cardinality({SET_ASIDE}) = 0"

# Whether somebody is recommended by anything that is seen.
IS_RECOMMENDED = """
CREATE FUNCTION submissions_is_recommended(the_subject bigint) RETURNS boolean LANGUAGE plpgsql STABLE COST 4000 AS $$
BEGIN RETURN EXISTS (SELECT FROM public.submissions_recommendation WHERE subject_id = the_subject); END $$;
"""

# A partner sees the dossier row that holds a recommendation from one of its cases, and what became of it
# (when it was sent, what came of it), but no version and no file: those may hold other partners' cases.
RULES = {
    "dossier": f"""
{ALL}
OR ({ACCEPTED} AND jurisdiction = ANY ({GOVERNMENTS}))
OR ({OWN} AND submissions_rests_on(id, {ORGANISATION}))
""",
    "recommendation": f"""
{ALL}
OR ({ACCEPTED} AND {follow("submissions_dossier", "dossier_id")})
OR ({OWN} AND {follow_case()})
""",
    "recommendation_alternatives": follow("submissions_recommendation", "recommendation_id"),
    "delivery": follow("submissions_dossier", "dossier_id"),
    # A partner reads what stands, not what is still asked or was undone.
    "outcome": f"""
{follow("submissions_recommendation", "recommendation_id")}
AND (NOT {OWN} OR (confirmed_at IS NOT NULL AND undone_at IS NULL))
""",
    # A machine's proposal about somebody, for those who recommended them.
    "candidate": f"{ALL} OR ({ACCEPTED} AND submissions_is_recommended(subject_id))",
    # A plan says which governments are asked, and nothing of what is written: liaisons for each of them see it.
    "plan": f"{STAFF} AND {follow_case()}",
    "recipient": looks_as("all", "accepted", "own"),
    "listcursor": STAFF,
}
# For staff who see the row above, which has a rule of its own; whoever sees all sees these.
OF_WHAT_IS_ASKED = {
    "dossierfile": ("dossierversion", "version_id"),
    "dossierversion": ("dossier", "dossier_id"),
    "elementfinding": ("recommendation", "recommendation_id"),
    "elementfinding_claims": ("elementfinding", "elementfinding_id"),
    "exhibit": ("dossierversion", "version_id"),
    "judgement": ("candidate", "candidate_id"),
    "signoff": ("recommendation", "recommendation_id"),
}
# For staff who see the row above, also of those who see all: what hides the row above hides these.
BESIDE_IT = {
    "leakcheck": ("dossierversion", "version_id"),
    "leakhit": ("leakcheck", "check_of_id"),
    "officecopy": ("dossierversion", "version_id"),
    "partnerapproval": ("recommendation", "recommendation_id"),
    "passage": ("recommendation", "recommendation_id"),
    "plannedask": ("plan", "plan_id"),
    "reasonsentence": ("recommendation", "recommendation_id"),
    "reasonsentence_claims": ("reasonsentence", "reasonsentence_id"),
    "recall": ("delivery", "delivery_id"),
    "redaction": ("dossier", "dossier_id"),
    "unread": ("leakcheck", "check_of_id"),
    "waiver": ("recommendation", "recommendation_id"),
}
WITHHELD = {
    "candidate": ("cases_subject", "subject_id"),
    "delivery": ("submissions_dossier", "dossier_id"),
    "dossierfile": ("submissions_dossierversion", "version_id"),
    "dossierversion": ("submissions_dossier", "dossier_id"),
    "elementfinding": ("submissions_recommendation", "recommendation_id"),
    "elementfinding_claims": ("submissions_elementfinding", "elementfinding_id"),
    "exhibit": ("submissions_dossierversion", "version_id"),
    "judgement": ("submissions_candidate", "candidate_id"),
    "outcome": ("submissions_recommendation", "recommendation_id"),
    "signoff": ("submissions_recommendation", "recommendation_id"),
}
FOLLOWED = (
    "candidate",
    "delivery",
    "dossier",
    "dossierversion",
    "elementfinding",
    "leakcheck",
    "outcome",
    "plan",
    "reasonsentence",
    "recommendation",
)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0001_initial"), ("cases", "0002_isolation")]

    operations = [
        migrations.RunSQL(ARGUED, UNARGUED),
        migrations.RunSQL(RESTS_ON, "DROP FUNCTION submissions_rests_on(bigint, bigint)"),
        migrations.RunSQL(WITHHELD_DOSSIERS, "DROP FUNCTION submissions_withheld_dossiers(bigint)"),
        migrations.RunSQL(OF_ONE_GOVERNMENT, OF_ANY),
        migrations.RunSQL(IS_RECOMMENDED, "DROP FUNCTION submissions_is_recommended(bigint)"),
        *(Follow(f"submissions_{table}") for table in FOLLOWED),
        *(IsolateRows(f"submissions_{table}", rule) for table, rule in RULES.items()),
        *(
            IsolateRows(f"submissions_{table}", f"{ALL} OR ({ACCEPTED} AND {below(above, column)})")
            for table, (above, column) in OF_WHAT_IS_ASKED.items()
        ),
        *(
            IsolateRows(f"submissions_{table}", f"{STAFF} AND {below(above, column)}")
            for table, (above, column) in BESIDE_IT.items()
        ),
        Withhold("submissions_recommendation", f"case_id <> ALL ({SET_ASIDE})"),
        Withhold("submissions_dossier", f"id <> ALL ((SELECT submissions_withheld_dossiers({PERSON}))::bigint[])"),
        *(Withhold(f"submissions_{table}", f"{FREE} OR {follow(above, column)}") for table, (above, column) in WITHHELD.items()),
    ]
