import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_initial'),
        ('sanctions', '0001_initial'),
        ('submissions', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReasonsCursor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='WorkedOut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='CaseFact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.PositiveSmallIntegerField(choices=[(0, 'Begun'), (1, 'Filed'), (2, 'Accepted'), (3, 'Sent'), (4, 'Acted on'), (5, 'Named')])),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), default=list, size=None)),
                ('abuses', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), default=list, size=None)),
                ('countries', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), default=list, size=None)),
                ('programmes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), default=list, size=None)),
                ('named', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), default=list, size=None)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='fact', to='cases.case')),
            ],
            options={
                'ordering': ['-stage', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Credit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed', models.BooleanField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credits', to='submissions.outcome')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ListingDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('outcome', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='listing_day', to='submissions.outcome')),
            ],
            options={
                'ordering': ['-opened_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='OfficialText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(choices=[('us', 'United States'), ('gb', 'United Kingdom'), ('ca', 'Canada'), ('eu', 'European Union'), ('au', 'Australia')], max_length=2, verbose_name='Government')),
                ('kind', models.CharField(choices=[('reasons', 'Statement of reasons, from the list'), ('release', 'Press release'), ('other', 'Another official text')], default='release', max_length=10, verbose_name='What kind of text')),
                ('title', models.CharField(max_length=300, verbose_name='Title')),
                ('url', models.URLField(blank=True, max_length=500, verbose_name='Its address')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='Published on')),
                ('language', models.CharField(default='en', max_length=10, verbose_name='Language')),
                ('text', models.TextField(max_length=1000000, verbose_name='The text, whole')),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entries', models.ManyToManyField(related_name='official_texts', to='sanctions.listentry')),
            ],
            options={
                'ordering': ['-published_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Reading',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('coder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='readings', to='insight.officialtext')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at', None)), fields=('text', 'coder'), name='one_reading_of_a_coder_stands')],
            },
        ),
        migrations.CreateModel(
            name='Coding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.CharField(choices=[('women', 'Women'), ('girls', 'Girls'), ('boys_children', 'Children'), ('older_persons', 'Older persons'), ('lgbtiq', 'LGBTIQ people'), ('persons_with_disabilities', 'People with disabilities'), ('indigenous_peoples', 'Indigenous peoples'), ('afro_descendants', 'People of African descent'), ('ethnic_or_national_minority', 'Ethnic or national minority'), ('caste_descent', 'People discriminated by caste or descent'), ('religious_minority_or_nonbelief', 'Religious minority, or people without religion'), ('migrants', 'Migrants'), ('refugees_asylum_seekers', 'Refugees and asylum seekers'), ('internally_displaced', 'Internally displaced people'), ('roma_sinti_travellers', 'Roma, Sinti and Travellers'), ('persons_deprived_of_liberty', 'People deprived of liberty'), ('rural_or_land_communities', 'Rural and land communities'), ('workers_trade_unionists', 'Workers and trade unionists'), ('other_marginalised', 'Another marginalised group')], max_length=40, verbose_name='Group')),
                ('recognition', models.CharField(choices=[('explicit', 'Explicit: named as those harmed'), ('misframed', 'Misframed: named, and wrongly'), ('implicit', 'Implicit: only the kind of abuse points to them'), ('contextual', 'Contextual: named, but not as those harmed'), ('absent', 'Absent')], max_length=10, verbose_name='What the text says of them')),
                ('passage', models.CharField(max_length=1000, verbose_name='The passage, word for word')),
                ('reading', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codings', to='insight.reading')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('reading', 'group'), name='one_coding_of_a_group'), models.CheckConstraint(condition=models.Q(('passage', ''), _negated=True), name='a_code_quotes_its_passage')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('figures', models.JSONField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Attribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('level', models.PositiveSmallIntegerField(choices=[(0, '0: none'), (1, '1: coincident: listed after we sent it, for other conduct'), (2, '2: consistent with it: the same conduct stands in the reasons'), (3, '3: appears to have a basis in it: a fact or wording found in our dossier alone, or officials worked with it'), (4, '4: acknowledged: an official or a published text credits it')], verbose_name='How far it has a basis in what we sent')),
                ('basis', models.TextField(max_length=4000, verbose_name='On what that rests')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('coder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attributions', to='submissions.outcome')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at', None)), fields=('outcome', 'coder'), name='one_attribution_of_a_coder_stands'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='a_level_says_on_what_it_rests')],
            },
        ),
        migrations.CreateModel(
            name='DayStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('call_partner', 'Call the partner on a line they named as safe'), ('reprisal_check', 'Ask whether anybody is in danger, and what they need today'), ('survivors', 'Ask how survivors wish to be told, and by whom'), ('text_kept', 'Keep the government’s own text, and have two people read it'), ('statement', 'Agree with the partner on a statement, or on none'), ('ask_next', 'Decide which government is asked next')], max_length=20)),
                ('order', models.PositiveSmallIntegerField()),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('day', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='insight.listingday')),
            ],
            options={
                'ordering': ['order'],
                'constraints': [models.UniqueConstraint(fields=('day', 'kind'), name='each_step_once_a_listing_day')],
            },
        ),
    ]
