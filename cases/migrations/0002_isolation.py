"""Who sees which row of a case: the second layer below `visible_to`, kept by PostgreSQL itself.

A liaison reads accepted cases that her governments may be told of. Which those are, `cases_consented_for` works out;
docs/roles.md says it in words. To change it, replace the function in a new migration and weigh every case anew:
`UPDATE cases_case SET consented_for = cases_consented_for(id)` with `sight.scope` set to `all`. The triggers ask it
whenever a person or an answer comes or goes.
"""

from django.db import migrations

from vault.rows import (
    GOVERNMENTS,
    ORGANISATION,
    PERSON,
    SET_ASIDE,
    AppendOnly,
    Follow,
    IsolateRows,
    Withhold,
    follow,
    follow_case,
    looks_as,
)

# For answers about governments alone: people are asked for other things too. Asked by those who see the whole case, as the trigger does.
CONSENTED_FOR = """
CREATE FUNCTION cases_consented_for(the_case bigint) RETURNS varchar[] LANGUAGE sql STABLE AS $$
WITH asked AS (
    SELECT id AS victim, NULL::bigint AS source FROM cases_victim WHERE case_id = the_case
    UNION ALL
    SELECT NULL, id FROM cases_source
    WHERE case_id = the_case AND NOT is_open AND type IN ('victim_statement', 'witness_statement', 'insider')
), said AS (
    SELECT DISTINCT ON (victim_id, source_id, government) victim_id, source_id, government, answer
    FROM cases_consent WHERE case_id = the_case AND scope = 'government'
    ORDER BY victim_id, source_id, government, id DESC
)
SELECT CASE WHEN EXISTS (SELECT FROM asked) THEN ARRAY(
    SELECT DISTINCT government FROM said JOIN asked ON victim = victim_id OR source = source_id
    WHERE answer = 'yes' ORDER BY government
) ELSE ARRAY['ca', 'eu', 'gb', 'us']::varchar[] END
$$;
"""

# It sees the whole case, whoever's change it follows; a look that ends in an error ends with its transaction.
# The lock first: of two who change one case at the same time, the second works out the rule with what the first one wrote.
WEIGH = """
CREATE FUNCTION cases_weigh_consent() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    the_case bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.case_id ELSE NEW.case_id END;
    looked text := current_setting('sight.scope', true);
    governments varchar[];
BEGIN
    PERFORM set_config('sight.scope', 'all', true);
    PERFORM FROM cases_case WHERE id = the_case FOR NO KEY UPDATE;
    governments := cases_consented_for(the_case);
    UPDATE cases_case SET consented_for = governments WHERE id = the_case AND consented_for <> governments;
    PERFORM set_config('sight.scope', looked, true);
    RETURN NULL;
END $$;
"""
TRIGGER = """
CREATE TRIGGER {table}_weighs AFTER INSERT OR UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION cases_weigh_consent();
"""
WEIGHING = ("cases_victim", "cases_source", "cases_consent")

# Whoever has a tie to an organisation is set aside from each case that it opens, whoever opens it by whichever way.
FOLLOW_TIES = """
CREATE FUNCTION cases_follow_ties() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    looked text := current_setting('sight.scope', true);
BEGIN
    PERFORM set_config('sight.scope', 'all', true);
    INSERT INTO cases_recusal (case_id, person_id, reason, said_by_id)
    SELECT NEW.id, person_id, 'organisation', said_by_id FROM cases_interest WHERE organisation_id = NEW.organisation_id;
    PERFORM set_config('sight.scope', looked, true);
    RETURN NULL;
END $$;
CREATE TRIGGER cases_case_follows_ties AFTER INSERT ON cases_case FOR EACH ROW EXECUTE FUNCTION cases_follow_ties();
"""
NOTHING_TO_FOLLOW = """
DROP TRIGGER cases_case_follows_ties ON cases_case;
DROP FUNCTION cases_follow_ties();
"""

# Row security keeps PostgreSQL from using the index of words, because the operator might tell of rows that are hidden. So the
# owner, who signs in for migrations alone, may look; this function looks in the owner's name and gives row numbers back, and
# whoever asked then reads those rows under the policy of their own.
LOOK_UP = """
CREATE POLICY cases_searchtext_lookup ON cases_searchtext FOR SELECT TO CURRENT_USER USING (true);
CREATE FUNCTION cases_searchtext_having(looked_for tsquery) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 200 AS $$
    SELECT id FROM cases_searchtext
    WHERE current_setting('sight.scope', true) IN ('all', 'accepted') AND words @@ looked_for
$$;
"""
NO_LOOK_UP = """
DROP FUNCTION cases_searchtext_having(tsquery);
DROP POLICY cases_searchtext_lookup ON cases_searchtext;
"""


WHO_IS_SET_ASIDE = """
CREATE FUNCTION cases_set_aside() RETURNS bigint[] LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN ARRAY(
    SELECT case_id FROM public.cases_recusal
    WHERE person_id = nullif(current_setting('sight.person', true), '')::bigint AND lifted_at IS NULL
); END $$;
"""
ALL_ARE_SEEN = """
CREATE FUNCTION cases_all_are_seen() RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN coalesce(current_setting('sight.scope', true), '') = 'all' AND cardinality(public.cases_set_aside()) = 0; END $$;
"""

ALL, STAFF = looks_as("all"), looks_as("all", "accepted")
OF_THE_ORGANISATION = f"{looks_as('own')} AND organisation_id = {ORGANISATION}"

# The same rule as `cases.querysets.within`; a test holds the two together.
CASE = f"""
{ALL}
OR ({OF_THE_ORGANISATION})
OR ({looks_as("accepted")} AND accepted_at IS NOT NULL AND (consented_for && {GOVERNMENTS} OR argued_before && {GOVERNMENTS}))
"""
# Somebody whom a case names that a liaison reads, whichever case named them first.
SUBJECT = f"""
{follow_case("opened_in_id")}
OR ({looks_as("accepted")} AND cases_is_named(id))
"""
# Of two subjects, both of which are seen.
BOTH = "{} AND cases_subject_is_seen({}) AND cases_subject_is_seen({})"
# The person's own, and a worker's that clears away what is old: workers see all and are nobody.
TYPED = f"person_id = {PERSON} OR ({ALL} AND coalesce({PERSON}, 0) = 0)"
IS_NAMED = """
CREATE FUNCTION cases_is_named(the_subject bigint) RETURNS boolean LANGUAGE plpgsql STABLE COST 4000 AS $$
BEGIN RETURN EXISTS (SELECT FROM public.cases_namedsubject WHERE subject_id = the_subject); END $$;
"""

# Whoever sees the case sees these.
OF_A_CASE = (
    "caseversion",
    "claim",
    "consent",
    "correction",
    "custodyevent",
    "evidencefile",
    "firstnote",
    "incident",
    "namedsubject",
    "question",
    "sealedidentity",
    "sealrequest",
    "source",
    "stepnote",
    "told",
    "translation",
    "upload",
    "victim",
    "workingcopy",
)
OF_THE_DESK = ("assessment", "assignment", "determination", "note", "screening", "submissionwindow_cases")
OF_STAFF = ("contrarysignoff", "fileread", "identification", "override", "picturekey", "placekey", "searchtext", "subjectkey")
WITH_THE_PARTNER = ("dictation", "message")
BELOW = (
    ("act", "cases_incident", "incident_id"),
    ("claim_sources", "cases_claim", "claim_id"),
    ("detail", "cases_act", "act_id"),
    ("involvement", "cases_act", "act_id"),
    ("position", "cases_subject", "subject_id"),
    ("subjectname", "cases_subject", "subject_id"),
)
# Rows of no case, or of many.
RULES = {
    # Every member of staff who handles what leaves must know; a partner sees their own.
    "alarm": f"{STAFF} OR ({OF_THE_ORGANISATION})",
    "caselink": f"{ALL} AND {follow_case()} AND {follow_case('other_id')}",
    "command": BOTH.format(ALL, "above_id", "below_id"),
    # The words are of no case: whoever sees any case reads them.
    "consenttext": looks_as("own", "accepted", "all"),
    "custodyseal": ALL,
    "dayroot": ALL,
    "indexcursor": ALL,
    "interest": f"person_id = {PERSON} OR {ALL}",
    "merger": BOTH.format(ALL, "absorbed_id", "kept_id"),
    "recusal": f"person_id = {PERSON} OR {ALL}",
    "savedsearch": f"{ALL} OR person_id = {PERSON}",
    "savedview": f"{ALL} AND (person_id = {PERSON} OR is_shared)",
    "sentsheet": TYPED,
    "submissionwindow": ALL,
    "typed": TYPED,
}


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RunSQL(WHO_IS_SET_ASIDE, "DROP FUNCTION cases_set_aside()"),
        migrations.RunSQL(ALL_ARE_SEEN, "DROP FUNCTION cases_all_are_seen()"),
        migrations.RunSQL(IS_NAMED, "DROP FUNCTION cases_is_named(bigint)"),
        *(Follow(f"cases_{table}") for table in ("case", "incident", "claim", "act", "subject")),
        IsolateRows("cases_case", CASE),
        IsolateRows("cases_subject", SUBJECT),
        *(IsolateRows(f"cases_{table}", follow_case()) for table in OF_A_CASE),
        *(IsolateRows(f"cases_{table}", f"{ALL} AND {follow_case()}") for table in OF_THE_DESK),
        *(IsolateRows(f"cases_{table}", f"{STAFF} AND {follow_case()}") for table in OF_STAFF),
        *(IsolateRows(f"cases_{table}", f"{looks_as('own', 'all')} AND {follow_case()}") for table in WITH_THE_PARTNER),
        *(IsolateRows(f"cases_{table}", follow(above, column)) for table, above, column in BELOW),
        *(IsolateRows(f"cases_{table}", rule) for table, rule in RULES.items()),
        Withhold("cases_case", f"id <> ALL ({SET_ASIDE})"),
        *(AppendOnly(f"cases_{name}") for name in ("caseversion", "custodyevent", "custodyseal", "dayroot")),
        migrations.RunSQL(CONSENTED_FOR, "DROP FUNCTION cases_consented_for(bigint)"),
        migrations.RunSQL(WEIGH, "DROP FUNCTION cases_weigh_consent()"),
        *(migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER {table}_weighs ON {table}") for table in WEIGHING),
        migrations.RunSQL(FOLLOW_TIES, NOTHING_TO_FOLLOW),
        migrations.RunSQL(LOOK_UP, NO_LOOK_UP),
    ]
