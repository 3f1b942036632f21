import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='ListEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=120)),
                ('kind', models.CharField(choices=[('person', 'Person'), ('organisation', 'Body'), ('vessel', 'Vessel'), ('aircraft', 'Aircraft')], max_length=20)),
                ('name', models.CharField(max_length=500)),
                ('digest', models.CharField(max_length=32)),
            ],
            options={
                'verbose_name_plural': 'list entries',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='WatchedList',
            fields=[
                ('slug', models.SlugField(primary_key=True, serialize=False)),
                ('checked_at', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('marks', models.JSONField(default=dict)),
            ],
            options={
                'ordering': ['slug'],
            },
        ),
        migrations.CreateModel(
            name='Authority',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(verbose_name='Source')),
                ('checked_on', models.DateField(verbose_name='Checked on')),
                ('verified', models.BooleanField(default=False, verbose_name='Read in its source')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('jurisdiction', models.CharField(choices=[('us', 'United States'), ('gb', 'United Kingdom'), ('ca', 'Canada'), ('eu', 'European Union'), ('au', 'Australia')], max_length=2)),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'authorities',
                'ordering': ['code'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='authority_names_its_source')],
            },
        ),
        migrations.CreateModel(
            name='Criterion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(verbose_name='Source')),
                ('checked_on', models.DateField(verbose_name='Checked on')),
                ('verified', models.BooleanField(default=False, verbose_name='Read in its source')),
                ('code', models.CharField(max_length=40, unique=True)),
                ('order', models.PositiveSmallIntegerField()),
                ('citation', models.CharField(max_length=120, verbose_name='Where it stands')),
                ('wording', models.TextField(verbose_name='What it asks')),
                ('modes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='Modes of liability')),
                ('conduct', models.CharField(choices=[('abuse', 'Abuse'), ('corruption', 'Corruption'), ('any', 'Either')], default='abuse', max_length=12, verbose_name='Kind of conduct')),
                ('needs_role', models.BooleanField(default=False, verbose_name='Asks that victims sought rights or exposed illegal acts')),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'criteria',
                'ordering': ['programme', 'order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Element',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(verbose_name='Source')),
                ('checked_on', models.DateField(verbose_name='Checked on')),
                ('verified', models.BooleanField(default=False, verbose_name='Read in its source')),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.TextField(verbose_name='What has to be shown')),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='elements', to='sanctions.criterion')),
            ],
            options={
                'ordering': ['criterion', 'order'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='element_names_its_source'), models.UniqueConstraint(fields=('criterion', 'order'), name='one_element_per_place')],
            },
        ),
        migrations.CreateModel(
            name='Government',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(verbose_name='Source')),
                ('checked_on', models.DateField(verbose_name='Checked on')),
                ('verified', models.BooleanField(default=False, verbose_name='Read in its source')),
                ('code', models.CharField(choices=[('us', 'United States'), ('gb', 'United Kingdom'), ('ca', 'Canada'), ('eu', 'European Union'), ('au', 'Australia')], max_length=2, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('is_open', models.BooleanField(default=True, verbose_name='Can be asked')),
                ('practice', models.TextField(verbose_name='Its practice')),
                ('recency_years', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='Years after which conduct counts little')),
                ('nationals', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), size=None, verbose_name='Countries whose nationals it rarely lists')),
                ('access', models.TextField(verbose_name='Who may ask it for our text')),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['code'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='government_names_its_source')],
            },
        ),
        migrations.CreateModel(
            name='EntryName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=500)),
                ('folded', models.CharField(max_length=500)),
                ('entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sanctions.listentry')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='NameKey',
            fields=[
                ('pk', models.CompositePrimaryKey('key', 'entry_id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('key', models.BigIntegerField()),
                ('entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sanctions.listentry')),
            ],
            options={
                'ordering': ['key', 'entry_id'],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(verbose_name='Source')),
                ('checked_on', models.DateField(verbose_name='Checked on')),
                ('verified', models.BooleanField(default=False, verbose_name='Read in its source')),
                ('code', models.CharField(max_length=30, unique=True)),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('kind', models.CharField(choices=[('human_rights', 'Human rights'), ('corruption', 'Corruption'), ('country', 'Country regime')], default='human_rights', max_length=20, verbose_name='Kind')),
                ('country', models.CharField(blank=True, max_length=2, verbose_name='Country, of a country regime')),
                ('legal_basis', models.TextField(verbose_name='Legal basis')),
                ('reach', models.TextField(verbose_name='Who can be designated')),
                ('takes_persons', models.BooleanField(default=True, verbose_name='Persons can be named')),
                ('takes_bodies', models.BooleanField(default=True, verbose_name='Bodies can be named')),
                ('officials_only', models.BooleanField(default=False, verbose_name='Officials alone, and their family')),
                ('consequence', models.TextField(verbose_name='What it does')),
                ('list_slug', models.CharField(blank=True, max_length=50, verbose_name='List')),
                ('list_code', models.CharField(blank=True, max_length=120, verbose_name='Tag on that list')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='sanctions.authority')),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['code'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='programme_names_its_source')],
            },
        ),
        migrations.AddField(
            model_name='criterion',
            name='programme',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='sanctions.programme'),
        ),
        migrations.CreateModel(
            name='ConductRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(verbose_name='Source')),
                ('checked_on', models.DateField(verbose_name='Checked on')),
                ('verified', models.BooleanField(default=False, verbose_name='Read in its source')),
                ('conduct', models.CharField(max_length=40, verbose_name='Kind of abuse')),
                ('verdict', models.CharField(choices=[('core', 'Covered'), ('conditional', 'Covered if more is shown'), ('none', 'Not covered by itself')], max_length=12, verbose_name='Covered')),
                ('needs', models.CharField(blank=True, choices=[('argue', 'A person has to argue it'), ('victim_role', 'The victims sought rights or exposed illegal acts'), ('violence', 'There was violence, or somebody was held'), ('three_rights', 'Life, torture or ill-treatment, or slavery was at stake'), ('systematic', 'It was gross and systematic'), ('concern', 'It was widespread, systematic, or otherwise of serious concern'), ('official', 'The subject held an office')], max_length=20, verbose_name='What more has to be shown')),
                ('words', models.TextField(blank=True, verbose_name='In words')),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conduct_rules', to='sanctions.programme')),
            ],
            options={
                'ordering': ['programme', 'pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='conductrule_names_its_source'), models.UniqueConstraint(fields=('programme', 'conduct'), name='one_rule_for_a_conduct'), models.CheckConstraint(condition=models.Q(('needs', ''), ('verdict', 'conditional'), _negated=True), name='a_condition_says_what_it_needs')],
            },
        ),
        migrations.CreateModel(
            name='ReferenceVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('table', models.CharField(max_length=20)),
                ('row', models.BigIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('why', models.TextField(blank=True)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['table', 'row', '-number'],
                'constraints': [models.UniqueConstraint(fields=('table', 'row', 'number'), name='reference_versions_are_numbered')],
            },
        ),
        migrations.CreateModel(
            name='Snapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('parts', models.JSONField()),
                ('is_partial', models.BooleanField(default=False)),
                ('published_on', models.DateField(null=True)),
                ('went_back_to', models.DateField(null=True)),
                ('fetched_at', models.DateTimeField()),
                ('verdict', models.CharField(choices=[('absorbed', 'Absorbed'), ('quarantined', 'Set aside')], max_length=20)),
                ('reason', models.TextField(blank=True)),
                ('entry_count', models.PositiveIntegerField(default=0)),
                ('programme_counts', models.JSONField(default=dict)),
                ('kind_counts', models.JSONField(default=dict)),
                ('fact_counts', models.JSONField(default=dict)),
                ('change_counts', models.JSONField(default=dict)),
                ('is_releasable', models.BooleanField(default=False)),
                ('decision', models.CharField(blank=True, choices=[('proposed', 'One person would take it in'), ('released', 'Taken in by two people'), ('refused', 'Refused')], max_length=20)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('previous', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sanctions.snapshot')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('watched_list', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='sanctions.watchedlist')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), ('verdict', 'absorbed')), models.Q(('verdict', 'quarantined'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='set_aside_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('decision', 'released'), _negated=True), models.Q(('decided_by__isnull', False), ('proposed_by__isnull', False), models.Q(('proposed_by', models.F('decided_by')), _negated=True)), _connector='OR'), name='released_by_two')],
            },
        ),
        migrations.AddField(
            model_name='listentry',
            name='first_seen',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sanctions.snapshot'),
        ),
        migrations.AddField(
            model_name='listentry',
            name='gone_since',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sanctions.snapshot'),
        ),
        migrations.CreateModel(
            name='EntryVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.JSONField()),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='sanctions.listentry')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sanctions.snapshot')),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['entry', '-id'], name='version_newest')],
            },
        ),
        migrations.CreateModel(
            name='EntryProgramme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=300)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programmes', to='sanctions.listentry')),
                ('first_seen', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sanctions.snapshot')),
                ('gone_since', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sanctions.snapshot')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['code'], name='tag_by_code')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('gone_since', None)), fields=('entry', 'code'), name='one_standing_tag')],
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('added', 'Added'), ('amended', 'Amended'), ('programme_added', 'Programme added'), ('programme_removed', 'Programme removed'), ('removed', 'Removed'), ('back', 'Back on the list')], max_length=20)),
                ('programme', models.CharField(blank=True, max_length=300)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='sanctions.listentry')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='sanctions.snapshot')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['programme_added', 'programme_removed']), ('programme', ''), _connector='XOR'), name='a_programme_where_one_changed')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.TextField(verbose_name='Source')),
                ('checked_on', models.DateField(verbose_name='Checked on')),
                ('verified', models.BooleanField(default=False, verbose_name='Read in its source')),
                ('vocabulary', models.CharField(choices=[('conduct', 'Kinds of conduct'), ('abuse_type', 'Abuse types'), ('mode', 'Modes of liability'), ('victim_group', 'Victim groups'), ('victim_role', 'Victim roles'), ('source_type', 'Source types'), ('outcome_kind', 'Outcome kinds')], max_length=20, verbose_name='Vocabulary')),
                ('code', models.CharField(max_length=40, verbose_name='Code')),
                ('order', models.PositiveSmallIntegerField()),
                ('label', models.CharField(max_length=200, verbose_name='Label')),
                ('definition', models.TextField(verbose_name='Definition')),
                ('counts_as', models.CharField(blank=True, max_length=40, verbose_name='Counts as')),
                ('legal_hook', models.TextField(blank=True, verbose_name='Legal hook')),
                ('model_sentence', models.TextField(blank=True, verbose_name='Model sentence')),
                ('aliases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), blank=True, default=list, size=None, verbose_name='Words to look for')),
                ('translations', models.JSONField(blank=True, default=dict, verbose_name='Translations')),
                ('is_open', models.BooleanField(default=True, verbose_name='Can be chosen')),
                ('checked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['vocabulary', 'order'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='term_names_its_source'), models.UniqueConstraint(fields=('vocabulary', 'code'), name='term_code_once')],
            },
        ),
        migrations.CreateModel(
            name='Twin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('double', 'Two entries at once'), ('merged', 'One left as the other stayed'), ('renamed', 'One left as the other came')], max_length=20)),
                ('ground', models.CharField(choices=[('group', "one number of the publisher's"), ('number', 'the number of one document'), ('name_and_birth', 'one name and one day of birth'), ('name', 'one name'), ('place', 'one place in one law'), ('spelling', 'nearly one name, and one day of birth or of listing')], max_length=20)),
                ('verdict', models.CharField(blank=True, choices=[('same', 'One party'), ('different', 'Two parties')], max_length=20)),
                ('said_at', models.DateTimeField(null=True)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='twins_first', to='sanctions.listentry')),
                ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='twins_second', to='sanctions.listentry')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='twins', to='sanctions.snapshot')),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(fields=('first', 'second', 'kind'), name='noticed_once'), models.CheckConstraint(condition=models.Q(models.Q(('said_by', None), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('said_by__isnull', False)), _connector='OR'), name='said_by_somebody')],
            },
        ),
        migrations.AddField(
            model_name='listentry',
            name='watched_list',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='sanctions.watchedlist'),
        ),
        migrations.AddConstraint(
            model_name='criterion',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='criterion_names_its_source'),
        ),
        migrations.AddConstraint(
            model_name='listentry',
            constraint=models.UniqueConstraint(fields=('watched_list', 'reference'), name='one_entry_per_reference'),
        ),
    ]
