import cases.validators
import delivery.models.past
import django.db.models.deletion
import django.utils.timezone
import vault.storage
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('submissions', '0001_initial'),
        ('vault', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Official',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, validators=[cases.validators.no_invisible_characters], verbose_name='Name')),
                ('post', models.CharField(blank=True, max_length=200, validators=[cases.validators.no_invisible_characters], verbose_name='Post')),
                ('since', models.DateField(blank=True, null=True, verbose_name='There since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='There until')),
                ('came_from', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='went_to', to='delivery.official')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officials', to='submissions.recipient')),
            ],
            options={
                'ordering': ['until', 'name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gte', models.F('since')), _connector='OR'), name='official_leaves_after_coming')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('proof', 'Proof that it arrived'), ('acknowledged', 'They confirmed that they have it'), ('answered', 'They answered'), ('question', 'They asked us something'), ('reply', 'We replied'), ('letter', 'We wrote to them'), ('meeting', 'A meeting'), ('call', 'A call'), ('parliament', 'A request from parliament'), ('order', 'They made an order'), ('urgent', 'They made an urgent designation'), ('extended', 'They extended an urgent designation'), ('withdrawn', 'We took it back')], max_length=15, verbose_name='What it was')),
                ('on', models.DateField(verbose_name='On')),
                ('signatories', models.CharField(blank=True, max_length=500, verbose_name='Who signed it')),
                ('words', models.TextField(max_length=4000, verbose_name='In a few words')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='An answer is due on')),
                ('audience', models.CharField(choices=[('staff', 'Staff alone'), ('partners', 'Also the partners whose cases these are')], default='staff', max_length=10, verbose_name='Who reads this')),
                ('file', models.FileField(blank=True, max_length=200, upload_to=vault.storage.sealed_name, verbose_name='File')),
                ('file_name', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('delivery', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='submissions.delivery', verbose_name='About which delivery')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='submissions.dossier')),
                ('official', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='delivery.official', verbose_name='With whom')),
            ],
            options={
                'ordering': ['on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('due_on', None), ('due_on__gte', models.F('on')), _connector='OR'), name='answer_due_after_asking', violation_error_message='An answer cannot be due before it was asked for.')],
            },
        ),
        migrations.CreateModel(
            name='PastImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=delivery.models.past.new_import_reference, editable=False, max_length=12, unique=True)),
                ('file', models.FileField(max_length=200, upload_to=vault.storage.sealed_name, verbose_name='Spreadsheet')),
                ('name', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('read', 'Read, its columns not named yet'), ('named', 'Tried, nothing brought in yet'), ('promised', 'Being brought in'), ('here', 'Brought in'), ('undone', 'Taken out again')], default='read', max_length=10)),
                ('columns', models.JSONField(default=dict)),
                ('choices', models.JSONField(default=dict)),
                ('counts', models.JSONField(default=dict)),
                ('brought_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('brought_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('data_key', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.datakey')),
            ],
            options={
                'ordering': ['-brought_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='BroughtIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField()),
                ('recommendation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='brought_in', to='submissions.recommendation')),
                ('past_import', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='delivery.pastimport')),
            ],
            options={
                'ordering': ['past_import', 'row'],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='On')),
                ('words', models.CharField(max_length=300, verbose_name='Of what')),
                ('done_at', models.DateTimeField(null=True)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to=settings.AUTH_USER_MODEL)),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminders', to='submissions.recommendation')),
            ],
            options={
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Wanted',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jurisdiction', models.CharField(choices=[('us', 'United States'), ('gb', 'United Kingdom'), ('ca', 'Canada'), ('eu', 'European Union')], max_length=2)),
                ('asked_on', models.DateField(verbose_name='Asked on')),
                ('theme', models.CharField(blank=True, choices=[('killing_extrajudicial', 'Extrajudicial killing'), ('death_in_custody', 'Death in custody'), ('torture', 'Torture'), ('cidt', 'Cruel, inhuman or degrading treatment'), ('sexual_violence_rape', 'Rape'), ('sexual_violence_other', 'Other sexual violence'), ('forced_marriage', 'Forced marriage'), ('enforced_disappearance', 'Enforced disappearance'), ('arbitrary_detention', 'Arbitrary detention'), ('unfair_trial_leading_to_detention', 'Unfair trial that led to detention'), ('institutional_confinement_disability', 'Confinement because of a disability'), ('slavery', 'Slavery'), ('forced_labour', 'Forced labour'), ('trafficking', 'Trafficking'), ('child_recruitment', 'Recruitment of children'), ('forced_displacement', 'Forced displacement'), ('land_or_resource_dispossession', 'Taking of land or resources'), ('persecution_group', 'Persecution of a group'), ('repression_assembly', 'Repression of assembly'), ('repression_expression_media', 'Repression of speech or media'), ('reprisal_defender', 'Reprisal against a rights defender'), ('transnational_repression', 'Repression across borders'), ('corruption_misappropriation', 'Corruption'), ('cover_up_obstruction', 'Cover-up or obstruction'), ('other', 'Other')], max_length=40, verbose_name='Kind of abuse')),
                ('country', models.CharField(blank=True, max_length=100, validators=[cases.validators.no_invisible_characters], verbose_name='Country')),
                ('due_on', models.DateField(verbose_name='They want it by')),
                ('words', models.TextField(blank=True, max_length=2000, verbose_name='What they said')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answered_on', models.DateField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wanted', to='submissions.recipient', verbose_name='Which office')),
                ('official', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='delivery.official', verbose_name='Who asked')),
            ],
            options={
                'verbose_name_plural': 'wanted',
                'ordering': ['due_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('asked_on'))), name='wanted_after_it_was_asked', violation_error_message='They cannot want it before they asked.')],
            },
        ),
        migrations.CreateModel(
            name='Notices',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('has_mail', models.BooleanField(default=True, verbose_name='A mail on days on which something is due')),
                ('calendar_sha256', models.CharField(blank=True, max_length=64)),
                ('told_on', models.DateField(null=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'notices',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('calendar_sha256', ''), _negated=True), fields=('calendar_sha256',), name='one_calendar_of_an_address')],
            },
        ),
        migrations.CreateModel(
            name='OfficeCard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(blank=True, choices=[('portal', 'Portal'), ('email', 'Encrypted e-mail'), ('by_hand', 'By hand'), ('post', 'Post'), ('unknown', 'Not recorded')], max_length=10, verbose_name='How it takes things')),
                ('where', models.CharField(blank=True, help_text='The address of its portal, mailbox or counter.', max_length=300, validators=[cases.validators.no_invisible_characters], verbose_name='Where exactly')),
                ('language', models.CharField(blank=True, max_length=60, validators=[cases.validators.no_invisible_characters], verbose_name='Language')),
                ('largest_mb', models.PositiveIntegerField(blank=True, null=True, verbose_name='Largest file it takes, in MB')),
                ('bounces', models.TextField(blank=True, help_text='What came back or was not let through: ZIP files, links, encrypted mail.', max_length=1000, verbose_name='What bounces')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='Takes nothing any more since')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='submissions.recipient')),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-written_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at', None)), fields=('office',), name='one_card_of_an_office_stands')],
            },
        ),
    ]
