"""Several organisations file one case. Who joined it stands on the case itself, written by a trigger, so that the rule of the
case asks no other table; the rule of this one asks the case."""

from importlib import import_module

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
import uuid
import vault.fields
from django.conf import settings
from django.db import migrations, models

from vault.rows import ORGANISATION, ChangeRule, IsolateRows, follow_case, looks_as

BEFORE = import_module("cases.migrations.0002_isolation").CASE
OWN = f"organisation_id = {ORGANISATION}"
# The same rule as `cases.querysets.within`; a test holds the two together.
NOW = BEFORE.replace(OWN, f"({OWN} OR joined_by @> ARRAY[{ORGANISATION}])")
# What the rule asks stands in the indexes too, or the row itself would be read for it.
SEEN_BY = ["organisation", "accepted_at", "consented_for", "argued_before", "joined_by"]
OPEN = ["noted", "filed", "in_review", "draft", "returned"]

# Whoever changes a part; the case follows.
JOIN = """
CREATE FUNCTION cases_follow_parts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    the_case bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.case_id ELSE NEW.case_id END;
    looked text := current_setting('sight.scope', true);
BEGIN
    PERFORM set_config('sight.scope', 'all', true);
    PERFORM FROM cases_case WHERE id = the_case FOR NO KEY UPDATE;
    UPDATE cases_case SET
        joined_by = ARRAY(SELECT organisation_id FROM cases_cofiling
            WHERE case_id = the_case AND let_in_at IS NOT NULL AND ended_at IS NULL ORDER BY let_in_at, organisation_id),
        cofiled_by = ARRAY(SELECT organisation_id FROM cases_cofiling
            WHERE case_id = the_case AND let_in_at IS NOT NULL AND ended_at IS NULL AND part = 'co_filer'
            ORDER BY let_in_at, organisation_id)
    WHERE id = the_case;
    PERFORM set_config('sight.scope', looked, true);
    RETURN NULL;
END $$;
CREATE TRIGGER cases_cofiling_is_followed AFTER INSERT OR UPDATE OR DELETE ON cases_cofiling
FOR EACH ROW EXECUTE FUNCTION cases_follow_parts();
"""
NOBODY_JOINS = """
DROP TRIGGER cases_cofiling_is_followed ON cases_cofiling;
DROP FUNCTION cases_follow_parts();
"""
# An organisation that answered reads its own answer while it waits, and nothing of the case; it writes nothing by this.
OWN_ANSWER = f"""
CREATE POLICY cases_cofiling_own_answer ON cases_cofiling FOR SELECT
USING ({looks_as('own')} AND organisation_id = {ORGANISATION});
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_named_organisations'),
        ('cases', '0008_counted_at_once'),
        ('vault', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CoFiling',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('part', models.CharField(choices=[('co_filer', 'Co-filer: reads everything and writes in every part'), ('source_holder', 'Source holder: reads everything, writes under evidence and consent alone')], max_length=20, verbose_name='In which part')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('offered_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answered_at', models.DateTimeField(null=True)),
                ('safe_contact', vault.fields.SealedTextField(default=b'', key='case.data_key')),
                ('let_in_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['offered_at', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='case',
            name='cofiled_by',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None),
        ),
        migrations.AddField(
            model_name='case',
            name='joined_by',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None),
        ),
        migrations.AddIndex(
            model_name='case',
            index=django.contrib.postgres.indexes.GinIndex(fields=['joined_by'], name='case_by_joining'),
        ),
        migrations.AddField(
            model_name='cofiling',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='cofiling',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case'),
        ),
        migrations.AddField(
            model_name='cofiling',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='cofiling',
            name='let_in_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='cofiling',
            name='offered_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='cofiling',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation'),
        ),
        migrations.AddConstraint(
            model_name='cofiling',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('case', 'organisation'), name='one_part_in_a_case'),
        ),
        migrations.AddConstraint(
            model_name='cofiling',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_at', None), ('organisation', None)), models.Q(('answered_at__isnull', False), ('organisation__isnull', False)), _connector='OR'), name='whoever_answers_is_known'),
        ),
        migrations.AddConstraint(
            model_name='cofiling',
            constraint=models.CheckConstraint(condition=models.Q(('let_in_at', None), ('answered_at__isnull', False), _connector='OR'), name='let_in_after_the_answer'),
        ),
        migrations.RemoveIndex("case", "case_by_status"),
        migrations.AddIndex(
            "case", models.Index(fields=["status", "-opened_at", "-id"], include=SEEN_BY, name="case_by_status")
        ),
        migrations.RemoveIndex("case", "case_open"),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["status", "due_on", "id"],
                include=["assigned_to", "taken_up_by", *SEEN_BY],
                condition=models.Q(status__in=OPEN),
                name="case_open",
            ),
        ),
        ChangeRule("cases_case", NOW, before=BEFORE),
        IsolateRows("cases_cofiling", f"{looks_as('own', 'all')} AND {follow_case()}"),
        migrations.RunSQL(OWN_ANSWER, "DROP POLICY cases_cofiling_own_answer ON cases_cofiling"),
        migrations.RunSQL(JOIN, NOBODY_JOINS),
    ]
