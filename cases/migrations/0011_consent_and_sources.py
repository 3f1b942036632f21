import cases.statuses
import cases.validators
import cases.vocabularies
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from vault.rows import SCOPE, IsolateRows

# As 0006 has it, for answers about governments alone: people are now asked for other things too.
CONSENTED_FOR = """
CREATE OR REPLACE FUNCTION cases_consented_for(the_case bigint) RETURNS varchar[] LANGUAGE sql STABLE AS $$
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
FIRST_WORDS = """We are a coalition of human-rights organisations. We keep what you tell us here, encrypted, under a name that is not yours.

You decide, each by itself: whether we may keep it; whether our staff may read it; to which governments it may be sent; whether your real \
name may be given to them; whether it may be shown to the person accused, if they go to court; whether it may be used in public; and whether \
we may contact you again.

A no changes nothing else: nobody treats you differently for it. You can say yes for a time only. You can take back a yes at any \
moment; then nothing more is sent. What was sent before cannot be recalled: we tell those who have it that you took it back, and we \
cannot make them forget it.

A government may make public that it acted, and why. The person accused may learn what is held against them. We do not promise that \
anything will come of it."""


def write_first_words(apps, schema_editor):
    schema_editor.execute("SELECT set_config('sight.scope', 'all', true)")
    texts = apps.get_model("cases", "ConsentText").objects.using(schema_editor.connection.alias)
    texts.create(version=1, language="English", body=FIRST_WORDS)
    schema_editor.execute("SELECT set_config('sight.scope', '', true)")


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0010_told'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='consent',
            name='basis',
            field=models.CharField(choices=cases.statuses.Basis.choices, default='consent', max_length=30, verbose_name='On what it rests'),
        ),
        migrations.AddField(
            model_name='consent',
            name='because',
            field=models.CharField(blank=True, max_length=500, verbose_name='Where it is public, or why they cannot be asked'),
        ),
        migrations.AddField(
            model_name='consent',
            name='given_by',
            field=models.CharField(blank=True, choices=cases.statuses.GivenBy.choices, max_length=30, verbose_name='Who gave it'),
        ),
        migrations.AddField(
            model_name='consent',
            name='interpreter',
            field=models.BooleanField(default=False, verbose_name='Through an interpreter'),
        ),
        migrations.AddField(
            model_name='consent',
            name='language',
            field=models.CharField(blank=True, max_length=60, verbose_name='In which language'),
        ),
        migrations.AddField(
            model_name='consent',
            name='method',
            field=models.CharField(blank=True, choices=cases.statuses.Method.choices, max_length=20, verbose_name='In which way'),
        ),
        migrations.AddField(
            model_name='consent',
            name='scope',
            field=models.CharField(choices=cases.statuses.ConsentScope.choices, default='government', max_length=30),
        ),
        migrations.AddField(
            model_name='consent',
            name='until',
            field=models.DateField(blank=True, null=True, verbose_name='Until when it counts'),
        ),
        migrations.AddField(
            model_name='source',
            name='address',
            field=models.CharField(blank=True, max_length=1000, validators=[cases.validators.validate_web_address], verbose_name='Its address on the web'),
        ),
        migrations.AddField(
            model_name='source',
            name='archived_address',
            field=models.CharField(blank=True, max_length=1000, validators=[cases.validators.validate_web_address], verbose_name='Where it is archived'),
        ),
        migrations.AddField(
            model_name='source',
            name='captured_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='When it was captured (UTC)'),
        ),
        migrations.AddField(
            model_name='source',
            name='captured_with',
            field=models.CharField(blank=True, max_length=100, verbose_name='What it was captured with'),
        ),
        migrations.AddField(
            model_name='source',
            name='consistency',
            field=models.CharField(blank=True, choices=cases.vocabularies.Consistency.choices, max_length=20, verbose_name='What the examination says'),
        ),
        migrations.AddField(
            model_name='source',
            name='credibility',
            field=models.CharField(blank=True, choices=cases.vocabularies.Credibility.choices, max_length=1, verbose_name='How credible is what it says?'),
        ),
        migrations.AddField(
            model_name='source',
            name='for_public',
            field=models.BooleanField(default=False, verbose_name='The public may see it'),
        ),
        migrations.AddField(
            model_name='source',
            name='if_challenged',
            field=models.BooleanField(default=False, verbose_name='The accused may see it, if they go to court'),
        ),
        migrations.AddField(
            model_name='source',
            name='lawful_access',
            field=models.CharField(blank=True, max_length=500, validators=[cases.validators.no_invisible_characters], verbose_name='How did you come by it?'),
        ),
        migrations.AddField(
            model_name='source',
            name='reliability',
            field=models.CharField(blank=True, choices=cases.vocabularies.Reliability.choices, max_length=1, verbose_name='How reliable is the source?'),
        ),
        migrations.AddField(
            model_name='source',
            name='withheld_from_officials',
            field=models.BooleanField(default=False, verbose_name='Officials may not see it: it stays here'),
        ),
        migrations.AlterField(
            model_name='consent',
            name='answer',
            field=models.CharField(choices=cases.statuses.ConsentAnswer.choices, default='not_asked', max_length=10, verbose_name='Answer'),
        ),
        migrations.AlterField(
            model_name='consent',
            name='government',
            field=models.CharField(blank=True, choices=[('us', 'United States'), ('gb', 'United Kingdom'), ('ca', 'Canada'), ('eu', 'European Union')], max_length=2, verbose_name='Government'),
        ),
        migrations.CreateModel(
            name='ConsentText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('language', models.CharField(max_length=60, verbose_name='Language')),
                ('body', models.TextField(max_length=8000, verbose_name='The words')),
                ('reviewed_by', models.CharField(blank=True, max_length=120, verbose_name='Read against the original by')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('original', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='translations', to='cases.consenttext')),
            ],
            options={
                'ordering': ['-version', 'language'],
            },
        ),
        migrations.AddField(
            model_name='consent',
            name='text',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.consenttext', verbose_name='What was told'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('scope', 'government'), ('government', ''), _connector='XOR'), name='a_government_exactly_when_asked_about'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.CheckConstraint(condition=models.Q(('basis__in', ('consent', 'next_of_kin')), models.Q(('because', ''), _negated=True), _connector='OR'), name='another_basis_says_why'),
        ),
        migrations.AddConstraint(
            model_name='consenttext',
            constraint=models.UniqueConstraint(fields=('version', 'language'), name='one_text_of_a_version_in_a_language'),
        ),
        # The words are of no case: whoever sees any case reads them.
        IsolateRows("cases_consenttext", f"{SCOPE} IN ('own', 'accepted', 'all')"),
        migrations.RunSQL(CONSENTED_FOR, migrations.RunSQL.noop),
        migrations.RunPython(write_first_words, migrations.RunPython.noop),
    ]
