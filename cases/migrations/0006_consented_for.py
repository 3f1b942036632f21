"""A liaison reads accepted cases that her governments may be told of. Which those are, PostgreSQL works out itself.

`cases_consented_for` is the whole rule; docs/roles.md says it in words. To change it, replace the function in a new
migration and weigh every case anew (`WEIGH_ALL`). The triggers ask it whenever a person or an answer comes or goes.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

import cases.models.case
from vault.rows import GOVERNMENTS, ORGANISATION, SCOPE, ChangeRule, follow_case

# Asked by those who see the whole case, as the trigger below does.
CONSENTED_FOR = """
CREATE FUNCTION cases_consented_for(the_case bigint) RETURNS varchar[] LANGUAGE sql STABLE AS $$
WITH asked AS (
    SELECT id AS victim, NULL::bigint AS source FROM cases_victim WHERE case_id = the_case
    UNION ALL
    SELECT NULL, id FROM cases_source
    WHERE case_id = the_case AND NOT is_open AND type IN ('victim_statement', 'witness_statement', 'insider')
), said AS (
    SELECT DISTINCT ON (victim_id, source_id, government) victim_id, source_id, government, answer
    FROM cases_consent WHERE case_id = the_case ORDER BY victim_id, source_id, government, id DESC
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
WEIGH_ALL = """
SELECT set_config('sight.scope', 'all', true);
UPDATE cases_case SET consented_for = cases_consented_for(id);
SELECT set_config('sight.scope', '', true);
"""

EVERYBODY_ELSE = f"{SCOPE} = 'all' OR ({SCOPE} = 'own' AND organisation_id = {ORGANISATION})"
ACCEPTED = f"{EVERYBODY_ELSE} OR ({SCOPE} = 'accepted' AND accepted_at IS NOT NULL)"
# The same rule as `cases.querysets.within`; a test holds the two together.
TOLD = f"""
{EVERYBODY_ELSE}
OR ({SCOPE} = 'accepted' AND accepted_at IS NOT NULL AND (consented_for && {GOVERNMENTS} OR argued_before && {GOVERNMENTS}))
"""
# Somebody whom a case names that a liaison reads, whichever case named them first.
NAMED = f"""
{follow_case("opened_in_id")}
OR ({SCOPE} = 'accepted' AND EXISTS (SELECT 1 FROM cases_namedsubject named WHERE named.subject_id = cases_subject.id))
"""


def codes(**options):
    return django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), editable=False, **options)


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_typed")]
    operations = [
        migrations.AddField("case", "consented_for", codes(default=cases.models.case.every_government)),
        migrations.AddField("case", "argued_before", codes(default=list)),
        migrations.AddIndex(
            "case",
            models.Index(fields=["-opened_at", "-id"], name="case_accepted", condition=models.Q(accepted_at__isnull=False)),
        ),
        migrations.RunSQL(CONSENTED_FOR, "DROP FUNCTION cases_consented_for(bigint)"),
        migrations.RunSQL(WEIGH, "DROP FUNCTION cases_weigh_consent()"),
        *(
            migrations.RunSQL(TRIGGER.format(table=table), f"DROP TRIGGER {table}_weighs ON {table}")
            for table in WEIGHING
        ),
        migrations.RunSQL(WEIGH_ALL, migrations.RunSQL.noop),
        ChangeRule("cases_case", TOLD, before=ACCEPTED),
        ChangeRule("cases_subject", NAMED, before=follow_case("opened_in_id")),
    ]
