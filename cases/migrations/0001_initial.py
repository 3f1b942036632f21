import cases.clock
import cases.models.case
import cases.references
import cases.validators
import cases.words
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import uuid
import vault.fields
import vault.storage
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('vault', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Act',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('abuse', models.CharField(choices=[('killing_extrajudicial', 'Extrajudicial killing'), ('death_in_custody', 'Death in custody'), ('torture', 'Torture'), ('cidt', 'Cruel, inhuman or degrading treatment'), ('sexual_violence_rape', 'Rape'), ('sexual_violence_other', 'Other sexual violence'), ('forced_marriage', 'Forced marriage'), ('enforced_disappearance', 'Enforced disappearance'), ('arbitrary_detention', 'Arbitrary detention'), ('unfair_trial_leading_to_detention', 'Unfair trial that led to detention'), ('institutional_confinement_disability', 'Confinement because of a disability'), ('slavery', 'Slavery'), ('forced_labour', 'Forced labour'), ('trafficking', 'Trafficking'), ('child_recruitment', 'Recruitment of children'), ('forced_displacement', 'Forced displacement'), ('land_or_resource_dispossession', 'Taking of land or resources'), ('persecution_group', 'Persecution of a group'), ('repression_assembly', 'Repression of assembly'), ('repression_expression_media', 'Repression of speech or media'), ('reprisal_defender', 'Reprisal against a rights defender'), ('transnational_repression', 'Repression across borders'), ('corruption_misappropriation', 'Corruption'), ('cover_up_obstruction', 'Cover-up or obstruction'), ('other', 'Other')], max_length=40, verbose_name='What was done')),
            ],
            options={
                'ordering': ['pk'],
            },
            bases=(cases.words.Worded, models.Model),
        ),
        migrations.CreateModel(
            name='DayRoot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True)),
                ('position', models.PositiveBigIntegerField()),
                ('digest', models.BinaryField()),
                ('token', models.BinaryField()),
                ('stamped_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='IndexCursor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('record', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Wording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('words', models.JSONField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=cases.references.new_reference, editable=False, max_length=12, unique=True)),
                ('title', models.CharField(blank=True, help_text='So that you find it again. Never the name of a victim or witness.', max_length=200, validators=[cases.validators.no_invisible_characters], verbose_name='a working title')),
                ('language', models.CharField(blank=True, max_length=10, verbose_name='In which language you write')),
                ('status', models.CharField(choices=[('noted', 'First note'), ('draft', 'Draft'), ('filed', 'Filed'), ('in_review', 'In review'), ('returned', 'Returned with a question'), ('accepted', 'Accepted'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('elsewhere', 'Sent before this desk')], default='noted', max_length=20)),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('accepted_at', models.DateTimeField(null=True)),
                ('consented_for', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=cases.models.case.every_government, editable=False, size=None)),
                ('argued_before', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=2), default=list, editable=False, size=None)),
                ('with_us_since', models.DateField(default=django.utils.timezone.localdate, null=True)),
                ('days_with_us', models.PositiveIntegerField(default=0)),
                ('due_on', models.DateField(default=cases.clock.first_note_due, null=True)),
                ('assigned_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('data_key', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.datakey')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='accounts.organisation')),
                ('taken_up_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('typed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('wording', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.wording')),
            ],
            options={
                'ordering': ['-opened_at', '-pk'],
                'indexes': [models.Index(fields=['organisation', '-opened_at'], name='case_by_organisation'), models.Index(fields=['status', '-opened_at'], name='case_by_status'), models.Index(condition=models.Q(('accepted_at__isnull', False)), fields=['-opened_at', '-id'], name='case_accepted'), models.Index(fields=['due_on', 'id'], name='case_by_due_day'), models.Index(fields=['-opened_at', '-id'], name='case_by_opening')],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('batch', models.UUIDField(db_index=True, default=uuid.uuid4)),
                ('undone', models.BooleanField(default=False)),
                ('before', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='One fact, in one sentence')),
                ('recanted_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'ordering': ['pk'],
            },
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
                'constraints': [models.UniqueConstraint(fields=('version', 'language'), name='one_text_of_a_version_in_a_language')],
            },
        ),
        migrations.CreateModel(
            name='ContrarySignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(max_length=4000, validators=[django.core.validators.MinLengthValidator(10)])),
                ('basis', models.CharField(max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('correction', 'Something was wrong; this is right'), ('recantation', 'Somebody takes back what they said')], max_length=12, verbose_name='What has changed')),
                ('text', models.TextField(max_length=4000, verbose_name='In your words')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('dealt_with_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('dealt_with_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='CustodyEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('kind', models.CharField(choices=[('received', 'received it'), ('opened', 'opened the original'), ('copy_opened', 'opened the working copy'), ('checked', 'read it again: unchanged'), ('changed', 'read it again: no longer what was received'), ('scanned', 'scanned it: nothing found'), ('set_aside', 'set it aside'), ('locked', 'locked it'), ('sent', 'sent it with a dossier'), ('removed', 'removed it from a draft'), ('unlocked', 'lifted the lock, as the second of two'), ('shredded', 'destroyed its key, as the second of two')], max_length=20)),
                ('file', models.UUIDField(db_index=True)),
                ('sha256', models.CharField(max_length=64)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='custody', to='cases.case')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CustodySeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveBigIntegerField(unique=True)),
                ('digest', models.BinaryField()),
                ('key', models.CharField(max_length=40)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seal', to='cases.custodyevent')),
            ],
            options={
                'ordering': ['position'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Detail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('text', models.TextField(max_length=2000)),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='details', to='cases.act')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('act', 'code'), name='detail_once_in_an_act')],
            },
        ),
        migrations.CreateModel(
            name='Determination',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('accept', 'Accept the case'), ('decline', 'Decline the case')], default='accept', max_length=8, verbose_name='What you propose')),
                ('reasons', models.TextField(max_length=4000, verbose_name='Why, for colleagues')),
                ('letter', models.TextField(max_length=4000, verbose_name='The letter to the partner')),
                ('drafted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('released_at', models.DateTimeField(null=True)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stopped_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('released_at', None), ('stopped_at', None)), fields=('case',), name='one_decision_on_its_way'), models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('drafted_by')), _negated=True), _connector='OR'), name='a_decision_takes_two')],
            },
        ),
        migrations.CreateModel(
            name='Dictation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('channel', models.CharField(choices=[('signal', 'By Signal or another messenger'), ('file', 'In a Word or text file'), ('mail', 'By encrypted mail'), ('phone', 'By telephone'), ('person', 'In person')], max_length=10, verbose_name='How it reached us')),
                ('arrived_on', models.DateField(verbose_name='When it reached us')),
                ('confirmed_how', models.CharField(blank=True, choices=[('app', 'in the app'), ('call', 'in a recorded call')], max_length=10)),
                ('confirmed_on', models.DateField(null=True)),
                ('call', vault.fields.SealedTextField(default=b'', key='case.data_key')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='dictation', to='cases.case')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='EvidenceFile',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('file', models.FileField(max_length=200, upload_to=vault.storage.sealed_name)),
                ('original_name', vault.fields.SealedTextField(default=b'', key='case.data_key')),
                ('media_type', models.CharField(max_length=100)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('received_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('checked_at', models.DateTimeField(null=True)),
                ('changed_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('received', 'Received'), ('hashed', 'Stored whole'), ('scanned', 'Looked at'), ('ready', 'Ready'), ('quarantined', 'Set aside')], default='received', max_length=20)),
                ('scan', models.CharField(choices=[('not_scanned', 'Not scanned for viruses'), ('clean', 'Scanned for viruses: nothing found'), ('infected', 'A virus was found')], default='not_scanned', max_length=20)),
                ('reason', models.CharField(blank=True, choices=[('not_what_it_says', 'It is not the kind of file that its name says.'), ('two_faces', 'It is two kinds of file at once, which is how attacks are hidden.'), ('broken', 'It is damaged: it cannot be opened.'), ('password', 'It is locked with a password. Send it without one.'), ('too_much', 'Opening it took more memory or time than any honest file needs.'), ('too_many_pixels', 'The picture has too many pixels. Send a smaller one.'), ('bomb', 'What is packed in it is far larger than it says.'), ('paths', 'What is packed in it wants to be written elsewhere.'), ('links', 'There is a link packed in it.'), ('nested', 'There is a packed file within a packed file. Send them singly.'), ('macros', 'It carries a program (macros). Save it without them.'), ('entities', 'It defines words of its own, which is how attacks are hidden.'), ('infected', 'A virus was found in it.'), ('too_large', 'It is too large for a working copy.'), ('too_many_pages', 'It has too many pages for a working copy.'), ('recording', 'No working copy can be made of this recording.')], max_length=20)),
                ('hidden', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('place', 'the place where it was made'), ('time', 'when it was made or changed'), ('device', 'the camera or telephone'), ('author', 'who made or changed it'), ('software', 'the program it was made with'), ('words', 'titles or remarks'), ('remarks', 'comments or earlier wordings'), ('attachments', 'other files inside it'), ('unseen', 'signs that nobody sees')], max_length=20), blank=True, default=list, size=None)),
                ('shows', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('injury', 'Injury'), ('nudity', 'Nudity'), ('death', 'Death')], max_length=20), blank=True, default=list, size=None)),
                ('locked_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['received_at'],
            },
        ),
        migrations.CreateModel(
            name='FileRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pages', models.PositiveIntegerField(default=0)),
                ('was_cut', models.BooleanField(default=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.evidencefile')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FirstNote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('who', models.TextField(max_length=2000, verbose_name='Who is responsible, and which post did they hold?')),
                ('what', models.TextField(max_length=4000, verbose_name='What was done, where, and when?')),
                ('how_known', models.TextField(max_length=2000, verbose_name='How do you know?')),
                ('evidence', models.TextField(blank=True, max_length=2000, verbose_name='What evidence exists?')),
                ('safe_contact', vault.fields.SealedTextField(default=b'', key='case.data_key')),
                ('written_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='first_note', to='cases.case')),
            ],
            options={
                'ordering': ['written_at'],
            },
        ),
        migrations.CreateModel(
            name='Incident',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('began', models.CharField(max_length=10, validators=[cases.validators.approximate_date], verbose_name='When it began')),
                ('ended', models.CharField(blank=True, max_length=10, validators=[cases.validators.approximate_date], verbose_name='When it ended')),
                ('dated', models.CharField(choices=[('written', 'As written below'), ('about', 'About that time'), ('between', 'At some time between the two'), ('unknown', 'Not known')], default='written', max_length=10, verbose_name='How sure are these dates?')),
                ('place', models.CharField(max_length=300, validators=[cases.validators.no_invisible_characters], verbose_name='Where')),
                ('area', models.CharField(blank=True, max_length=200, validators=[cases.validators.no_invisible_characters], verbose_name='Region and country')),
                ('placed', models.CharField(choices=[('exact', 'As written below'), ('near', 'Near there'), ('coarse', 'Kept vague for safety'), ('unknown', 'Not known')], default='exact', max_length=10, verbose_name='How exact is this place?')),
                ('narrative', models.TextField(max_length=20000, verbose_name='What happened, in your words')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'ordering': ['began', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='act',
            name='incident',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts', to='cases.incident'),
        ),
        migrations.CreateModel(
            name='Interest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('said_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organisation', verbose_name='Organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interests', to=settings.AUTH_USER_MODEL)),
                ('said_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['organisation__name'],
                'constraints': [models.UniqueConstraint(fields=('person', 'organisation'), name='one_tie_of_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('text', vault.fields.SealedTextField(default=b'', key='case.data_key')),
                ('is_from_partner', models.BooleanField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('read_by', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('settled_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['at', 'pk'],
                'indexes': [models.Index(condition=models.Q(('is_from_partner', True), ('settled_at', None)), fields=['case'], name='message_to_answer'), models.Index(fields=['case', 'at'], name='message_by_case')],
            },
        ),
        migrations.CreateModel(
            name='NamedSubject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named_subjects', to='cases.case')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000, verbose_name='A note for colleagues')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('is_urgent', models.BooleanField(default=False, verbose_name='It cannot wait')),
                ('people', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('author', 'Author'), ('lead', 'Lead of a partner organisation'), ('coordinator', 'Coordinator'), ('reviewer', 'Reviewer'), ('liaison', 'Liaison'), ('legal_reviewer', 'Legal reviewer'), ('safety_reviewer', 'Safety reviewer'), ('approver', 'Approver'), ('analyst', 'Analyst'), ('reference_editor', 'Reference editor'), ('auditor', 'Auditor'), ('system_admin', 'System administrator')], max_length=20), default=list, size=None)),
                ('read_by', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Override',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=2000, validators=[django.core.validators.MinLengthValidator(10)])),
                ('basis', models.CharField(max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='overrides', to='cases.claim')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('by')), _negated=True), _connector='OR'), name='an_override_takes_two')],
            },
        ),
        migrations.CreateModel(
            name='PictureKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.BigIntegerField()),
                ('likeness', models.CharField(max_length=16)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['key', 'case'], name='picture_by_key')],
            },
        ),
        migrations.CreateModel(
            name='PlaceKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.BigIntegerField()),
                ('first', models.DateField(null=True)),
                ('last', models.DateField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['key', 'case'], name='place_by_key')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(choices=[('subjects', 'Who is responsible'), ('incidents', 'What happened'), ('victims', 'Who was harmed'), ('evidence', 'Evidence and sources'), ('claims', 'What the evidence shows'), ('consent', 'Consent'), ('organisation', 'Your organisation and how you know'), ('contrary', 'What speaks against it'), ('remedies', 'Justice sought at home'), ('risks', 'Risks'), ('elsewhere', 'Where else it was sent')], max_length=12, verbose_name='About which part')),
                ('text', models.TextField(max_length=4000, verbose_name='Your question')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='Answer by')),
                ('sent_at', models.DateTimeField(null=True)),
                ('answer', models.TextField(blank=True, max_length=4000, verbose_name='Your answer')),
                ('answered_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('chased_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['asked_at'],
            },
        ),
        migrations.CreateModel(
            name='Recusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(choices=[('organisation', 'A tie to the organisation that filed it'), ('named', 'Named in the case, or close to somebody who is'), ('other', 'Another reason that I need not explain')], max_length=12, verbose_name='Why')),
                ('said_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), default=django.utils.timezone.now)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recusals', to=settings.AUTH_USER_MODEL)),
                ('said_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(condition=models.Q(('lifted_at', None)), fields=['person'], name='recusal_of_a_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('case', 'person'), name='set_aside_once'), models.CheckConstraint(condition=models.Q(('lifted_by', None), models.Q(('lifted_by', models.F('person')), _negated=True), _connector='OR'), name='nobody_lifts_their_own')],
            },
        ),
        migrations.CreateModel(
            name='SavedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='What you call this search')),
                ('query', models.CharField(max_length=300)),
                ('tells', models.BooleanField(default=False, verbose_name='Tell me when there is something new in it')),
                ('known', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('has_news', models.BooleanField(default=False)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_searches', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('person', 'name'), name='one_search_of_a_name')],
            },
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, verbose_name='What you call this list')),
                ('query', models.CharField(max_length=300)),
                ('is_shared', models.BooleanField(default=False, verbose_name='My colleagues see it too')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('person', 'name'), name='one_view_of_a_name')],
            },
        ),
        migrations.CreateModel(
            name='Screening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('item', models.CharField(max_length=20)),
                ('answer', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unsure', 'Not sure')], max_length=6)),
                ('words', models.CharField(blank=True, max_length=500)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SealedIdentity',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', vault.fields.SealedTextField(default=b'', key='data_key')),
                ('also_called', vault.fields.SealedTextField(default=b'', key='data_key')),
                ('contact', vault.fields.SealedTextField(default=b'', key='data_key')),
                ('marks', vault.fields.SealedTextField(default=b'', key='data_key')),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identities', to='cases.case')),
                ('data_key', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.datakey')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['given_at'],
            },
        ),
        migrations.CreateModel(
            name='SealRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reveal', 'Read who it is'), ('shred_identity', 'Shred who it is'), ('shred_case', 'Shred everything sealed in the case'), ('unlock', 'Lift the lock of a file')], max_length=20)),
                ('reason', models.TextField(max_length=1000)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('status', models.CharField(choices=[('asked', 'Waits for a second person'), ('allowed', 'Allowed'), ('refused', 'Refused')], default='asked', max_length=20)),
                ('decided_at', models.DateTimeField(null=True)),
                ('shown_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='cases.evidencefile')),
                ('identity', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='requests', to='cases.sealedidentity')),
            ],
            options={
                'ordering': ['-asked_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='seals_take_two'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('reveal', 'shred_identity')), ('identity', None), _connector='XOR'), models.Q(('kind', 'unlock'), ('file', None), _connector='XOR')), name='asked_about_what_it_is_about'), models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('case', 'kind', 'identity', 'file'), name='asked_once_at_a_time', nulls_distinct=False)],
            },
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(choices=[('title', 'Working title'), ('note', 'First note'), ('subject', 'Subject'), ('incident', 'What happened'), ('claim', 'Claim'), ('source', 'Source'), ('told', 'Told in words'), ('file', 'A file that anybody can find')], max_length=10)),
                ('page', models.PositiveIntegerField(null=True)),
                ('body', models.TextField()),
                ('words', django.contrib.postgres.search.SearchVectorField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.evidencefile')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['words'], name='search_by_words')],
            },
        ),
        migrations.CreateModel(
            name='SentSheet',
            fields=[
                ('number', models.UUIDField(primary_key=True, serialize=False)),
                ('print', models.CharField(max_length=64)),
                ('made', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, validators=[cases.validators.no_invisible_characters], verbose_name='What it is, in a few words')),
                ('type', models.CharField(choices=[('victim_statement', 'Statement of a victim'), ('witness_statement', 'Statement of a witness'), ('insider', 'Insider or defector'), ('medical_report', 'Medical or forensic report'), ('court_record', 'Court record'), ('official_document', 'Official document'), ('ngo_report', 'Report of an organisation'), ('un_report', 'Report of the United Nations or a regional body'), ('news_article', 'News article'), ('photo', 'Photograph'), ('video', 'Video'), ('audio', 'Sound recording'), ('satellite_image', 'Satellite image'), ('social_media_post', 'Post on social media'), ('other', 'Other')], max_length=30, verbose_name='Kind')),
                ('origin', models.CharField(choices=[('primary', 'Primary: from somebody or something that was there'), ('secondary', 'Secondary: reports what others saw')], default='primary', max_length=10, verbose_name='Origin')),
                ('is_open', models.BooleanField(default=False, verbose_name='Anybody can find it')),
                ('reliability', models.CharField(blank=True, choices=[('A', 'A: completely reliable'), ('B', 'B: usually reliable'), ('C', 'C: fairly reliable'), ('D', 'D: not usually reliable'), ('E', 'E: unreliable'), ('F', 'F: cannot be judged')], max_length=1, verbose_name='How reliable is the source?')),
                ('credibility', models.CharField(blank=True, choices=[('1', '1: confirmed by other sources'), ('2', '2: probably true'), ('3', '3: possibly true'), ('4', '4: doubtful'), ('5', '5: improbable'), ('6', '6: cannot be judged')], max_length=1, verbose_name='How credible is what it says?')),
                ('withheld_from_officials', models.BooleanField(default=False, verbose_name='Officials may not see it: it stays here')),
                ('if_challenged', models.BooleanField(default=False, verbose_name='The accused may see it, if they go to court')),
                ('for_public', models.BooleanField(default=False, verbose_name='The public may see it')),
                ('lawful_access', models.CharField(blank=True, max_length=500, validators=[cases.validators.no_invisible_characters], verbose_name='How did you come by it?')),
                ('address', models.CharField(blank=True, max_length=1000, validators=[cases.validators.validate_web_address], verbose_name='Its address on the web')),
                ('archived_address', models.CharField(blank=True, max_length=1000, validators=[cases.validators.validate_web_address], verbose_name='Where it is archived')),
                ('captured_at', models.DateTimeField(blank=True, null=True, verbose_name='When it was captured (UTC)')),
                ('captured_with', models.CharField(blank=True, max_length=100, verbose_name='What it was captured with')),
                ('consistency', models.CharField(blank=True, choices=[('not_consistent', 'Not consistent: what is told could not have caused it'), ('consistent', 'Consistent with: it could have, and so could many other things'), ('highly_consistent', 'Highly consistent: it could have, and few other things could'), ('typical', 'Typical of: it usually looks like this, though other things are possible'), ('diagnostic', 'Diagnostic of: it could have come about in no other way')], max_length=20, verbose_name='What the examination says')),
                ('author', models.CharField(blank=True, max_length=300, validators=[cases.validators.no_invisible_characters], verbose_name='Who wrote or made it')),
                ('organisation', models.CharField(blank=True, max_length=300, validators=[cases.validators.no_invisible_characters], verbose_name='Which organisation brought it out')),
                ('informant', models.CharField(blank=True, max_length=300, validators=[cases.validators.no_invisible_characters], verbose_name='Who told it, by pseudonym')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('derived_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, to='cases.source', verbose_name='Repeats another source')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('derived_from', None), models.Q(('derived_from', models.F('pk')), _negated=True), _connector='OR'), name='no_source_repeats_itself')],
            },
            bases=(cases.words.Worded, models.Model),
        ),
        migrations.AddField(
            model_name='sealedidentity',
            name='source',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='identity', to='cases.source'),
        ),
        migrations.AddField(
            model_name='evidencefile',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='cases.source'),
        ),
        migrations.AddField(
            model_name='claim',
            name='sources',
            field=models.ManyToManyField(related_name='claims', to='cases.source', verbose_name='Which sources show it'),
        ),
        migrations.AddField(
            model_name='act',
            name='told_in',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='cases.source', verbose_name='Where it was told already'),
        ),
        migrations.CreateModel(
            name='StepNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('action', models.CharField(max_length=20)),
                ('text', models.TextField(max_length=4000)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'ordering': ['-at'],
            },
        ),
        migrations.CreateModel(
            name='Subject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=cases.references.new_subject_reference, editable=False, max_length=12, unique=True)),
                ('kind', models.CharField(choices=[('person', 'A person'), ('organisation', 'A body, unit or company')], default='person', max_length=12, verbose_name='A person or a body?')),
                ('birth_date', models.CharField(blank=True, max_length=10, validators=[cases.validators.approximate_date], verbose_name='Born')),
                ('nationality', models.CharField(blank=True, max_length=100, validators=[cases.validators.no_invisible_characters], verbose_name='Nationality')),
                ('cases', models.ManyToManyField(related_name='subjects', through='cases.NamedSubject', to='cases.case')),
                ('opened_in', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opened_subjects', to='cases.case')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, validators=[cases.validators.no_invisible_characters], verbose_name='Post or rank')),
                ('body', models.CharField(blank=True, max_length=200, validators=[cases.validators.no_invisible_characters], verbose_name='Where: unit, ministry, company')),
                ('since', models.CharField(blank=True, max_length=10, validators=[cases.validators.approximate_date], verbose_name='From')),
                ('until', models.CharField(blank=True, max_length=10, validators=[cases.validators.approximate_date], verbose_name='Until')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='positions', to='cases.subject')),
            ],
            options={
                'ordering': ['since', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='namedsubject',
            name='subject',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named_in', to='cases.subject'),
        ),
        migrations.CreateModel(
            name='Merger',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('because', models.CharField(max_length=500, verbose_name='How do we know that they are one?')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('undone_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('absorbed', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mergers', to='cases.subject')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.subject')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('absorbed',), name='absorbed_once'), models.CheckConstraint(condition=models.Q(('absorbed', models.F('kept')), _negated=True), name='nobody_absorbs_themselves')],
            },
        ),
        migrations.CreateModel(
            name='Involvement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mode', models.CharField(choices=[('direct', 'did it'), ('ordered', 'ordered it'), ('planned', 'planned it'), ('present_participated', 'was present and took part'), ('facilitated_aided', 'made it possible'), ('incited', 'incited it'), ('command_responsibility', 'was in command and did not prevent or punish it'), ('leader_official_of_entity', 'led the body that did it'), ('financed_supplied', 'paid for or supplied it'), ('benefited_profited', 'profited from it'), ('concealed_evidence', 'hid evidence of it'), ('failed_to_investigate', 'had the duty to investigate it and did not'), ('suspected_undetermined', 'is suspected; how is not known yet')], max_length=40, verbose_name='How they are responsible')),
                ('act', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='involvements', to='cases.act')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='involvements', to='cases.subject')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('act', 'subject', 'mode'), name='involvement_once')],
            },
            bases=(cases.words.Worded, models.Model),
        ),
        migrations.CreateModel(
            name='Identification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how_known', models.TextField(max_length=4000, validators=[django.core.validators.MinLengthValidator(3)], verbose_name='How do we know that it is this person?')),
                ('look_alikes', models.TextField(max_length=4000, validators=[django.core.validators.MinLengthValidator(3)], verbose_name='Which people of a similar name were excluded, and how?')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='identifications', to='cases.subject')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Command',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(max_length=300, validators=[cases.validators.no_invisible_characters], verbose_name='How it is known')),
                ('since', models.CharField(blank=True, max_length=10, validators=[cases.validators.approximate_date], verbose_name='From')),
                ('until', models.CharField(blank=True, max_length=10, validators=[cases.validators.approximate_date], verbose_name='Until')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('above', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commands', to='cases.subject')),
                ('below', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='commanded_by', to='cases.subject')),
            ],
            options={
                'ordering': ['since', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('above', 'below', 'since'), name='one_command_at_a_time'), models.CheckConstraint(condition=models.Q(('above', models.F('below')), _negated=True), name='nobody_commands_themselves')],
            },
        ),
        migrations.CreateModel(
            name='SubjectKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.BigIntegerField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.subject')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['key', 'subject'], name='subject_by_key')],
            },
        ),
        migrations.CreateModel(
            name='SubjectName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('full', 'Full name, Latin letters'), ('original', 'Full name, original script'), ('alias', 'Also known as')], default='full', max_length=10)),
                ('text', models.CharField(max_length=300, validators=[cases.validators.no_invisible_characters])),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='cases.subject')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SubmissionWindow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='What it is called')),
                ('government', models.CharField(choices=[('us', 'United States'), ('gb', 'United Kingdom'), ('ca', 'Canada'), ('eu', 'European Union')], max_length=2, verbose_name='Government')),
                ('closes_on', models.DateField(verbose_name='Ready by')),
                ('cases', models.ManyToManyField(blank=True, related_name='windows', to='cases.case')),
            ],
            options={
                'ordering': ['closes_on', 'name'],
                'constraints': [models.UniqueConstraint(fields=('name', 'government', 'closes_on'), name='one_window_of_a_kind', violation_error_message='There is a window of this name and day already.')],
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('text', models.TextField(max_length=10000)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'verbose_name_plural': 'told',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('case', 'code'), name='told_once_in_a_case')],
            },
        ),
        migrations.CreateModel(
            name='Translation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', models.CharField(choices=[('note', 'First note'), ('incident', 'What happened'), ('claim', 'What the evidence shows'), ('told', 'In their words')], max_length=10)),
                ('key', models.CharField(max_length=40)),
                ('text', models.TextField(max_length=20000, verbose_name='In English')),
                ('original', models.CharField(max_length=64)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('read_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('read_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('read_by', None), models.Q(('read_by', models.F('by')), _negated=True), _connector='OR'), name='a_translation_is_read_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Typed',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('place', models.CharField(max_length=200)),
                ('fields', vault.fields.SealedTextField(default=b'', key='data_key')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='typed', to='cases.case')),
                ('data_key', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.datakey')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at'],
                'indexes': [models.Index(fields=['person', 'place'], name='typed_by_place')],
            },
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('part', models.FileField(max_length=200, upload_to='')),
                ('original_name', vault.fields.SealedTextField(default=b'', key='case.data_key')),
                ('size', models.PositiveBigIntegerField()),
                ('fingerprint', models.CharField(blank=True, max_length=64)),
                ('shows', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('injury', 'Injury'), ('nudity', 'Nudity'), ('death', 'Death')], max_length=20), blank=True, default=list, size=None)),
                ('started_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('evidence', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.evidencefile')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='uploads', to='cases.source')),
            ],
            options={
                'ordering': ['started_at'],
            },
        ),
        migrations.CreateModel(
            name='Victim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pseudonym', models.CharField(max_length=100, validators=[cases.validators.no_invisible_characters], verbose_name='Pseudonym')),
                ('is_group', models.BooleanField(default=False, verbose_name='This is a group of people')),
                ('count', models.PositiveIntegerField(default=1, verbose_name='How many people')),
                ('group_answer', models.CharField(choices=[('given', 'These groups'), ('none', 'None of them'), ('unknown', 'Not known'), ('withheld_for_safety', 'Known, and withheld for safety')], default='unknown', max_length=20, verbose_name='Which groups')),
                ('groups', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('women', 'Women'), ('girls', 'Girls'), ('boys_children', 'Children'), ('older_persons', 'Older persons'), ('lgbtiq', 'LGBTIQ people'), ('persons_with_disabilities', 'People with disabilities'), ('indigenous_peoples', 'Indigenous peoples'), ('afro_descendants', 'People of African descent'), ('ethnic_or_national_minority', 'Ethnic or national minority'), ('caste_descent', 'People discriminated by caste or descent'), ('religious_minority_or_nonbelief', 'Religious minority, or people without religion'), ('migrants', 'Migrants'), ('refugees_asylum_seekers', 'Refugees and asylum seekers'), ('internally_displaced', 'Internally displaced people'), ('roma_sinti_travellers', 'Roma, Sinti and Travellers'), ('persons_deprived_of_liberty', 'People deprived of liberty'), ('rural_or_land_communities', 'Rural and land communities'), ('workers_trade_unionists', 'Workers and trade unionists'), ('other_marginalised', 'Another marginalised group')], max_length=40), blank=True, default=list, size=None)),
                ('role', models.CharField(choices=[('human_rights_defender', 'Human rights defender'), ('journalist_media', 'Journalist'), ('lawyer_judge', 'Lawyer or judge'), ('whistleblower_anticorruption', 'Whistleblower against corruption'), ('protester', 'Protester'), ('opposition_politician_or_activist', 'Opposition politician or activist'), ('trade_unionist', 'Trade unionist'), ('religious_leader', 'Religious leader'), ('environment_land_defender', 'Defender of land or environment'), ('health_or_aid_worker', 'Health or aid worker'), ('academic_student', 'Academic or student'), ('none_ordinary_person', 'None of these'), ('unknown', 'Not known'), ('withheld_for_safety', 'Known, and withheld for safety')], default='unknown', max_length=40, verbose_name='What they were doing')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('case', 'pseudonym'), name='pseudonym_once_in_a_case'), models.CheckConstraint(condition=models.Q(('group_answer', 'given'), ('groups', []), _connector='XOR'), name='groups_exactly_when_given')],
            },
            bases=(cases.words.Worded, models.Model),
        ),
        migrations.AddField(
            model_name='sealedidentity',
            name='victim',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='identity', to='cases.victim'),
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(choices=[('government', 'Send it to this government'), ('store', 'Keep it here'), ('coalition_staff', "The coalition's staff read it"), ('other_partners', 'Other partners read it'), ('named_to_government', 'Give their real name to a government'), ('disclose_if_challenged', 'Show it to the accused, if they go to court'), ('public_anonymous', 'Use it in public, without a name'), ('public_named', 'Use it in public, with their name'), ('media', 'Give it to journalists'), ('other_bodies', 'Give it to courts and the United Nations'), ('research', 'Count it in statistics'), ('future_contact', 'Contact them again')], default='government', max_length=30)),
                ('government', models.CharField(blank=True, choices=[('us', 'United States'), ('gb', 'United Kingdom'), ('ca', 'Canada'), ('eu', 'European Union')], max_length=2, verbose_name='Government')),
                ('answer', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('not_asked', 'Not asked yet'), ('withdrawn', 'Taken back')], default='not_asked', max_length=10, verbose_name='Answer')),
                ('how', models.CharField(blank=True, max_length=300, verbose_name='How and by whom it was given')),
                ('given_on', models.DateField(blank=True, null=True, verbose_name='When it was given')),
                ('until', models.DateField(blank=True, null=True, verbose_name='Until when it counts')),
                ('given_by', models.CharField(blank=True, choices=[('self', 'The person'), ('guardian', 'A parent or guardian'), ('next_of_kin', 'Next of kin'), ('legal_representative', 'A legal representative')], max_length=30, verbose_name='Who gave it')),
                ('method', models.CharField(blank=True, choices=[('written', 'In writing'), ('recorded', 'Recorded'), ('witnessed', 'Spoken, before a witness')], max_length=20, verbose_name='In which way')),
                ('language', models.CharField(blank=True, max_length=60, verbose_name='In which language')),
                ('interpreter', models.BooleanField(default=False, verbose_name='Through an interpreter')),
                ('basis', models.CharField(choices=[('consent', 'Their consent'), ('next_of_kin', 'They cannot be asked; their next of kin answered'), ('already_public', 'It is public already'), ('unsafe_or_impossible', 'Asking is unsafe or impossible: a decision of the staff')], default='consent', max_length=30, verbose_name='On what it rests')),
                ('because', models.CharField(blank=True, max_length=500, verbose_name='Where it is public, or why they cannot be asked')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('text', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.consenttext', verbose_name='What was told')),
                ('source', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='cases.source')),
                ('victim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='cases.victim')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('victim', None), ('source', None), _connector='XOR'), name='consent_of_a_victim_or_of_a_source'), models.CheckConstraint(condition=models.Q(('scope', 'government'), ('government', ''), _connector='XOR'), name='a_government_exactly_when_asked_about'), models.CheckConstraint(condition=models.Q(('basis__in', ('consent', 'next_of_kin')), models.Q(('because', ''), _negated=True), _connector='OR'), name='another_basis_says_why')],
            },
        ),
        migrations.AddField(
            model_name='act',
            name='victim',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='acts', to='cases.victim'),
        ),
        migrations.CreateModel(
            name='WorkingCopy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('file', models.FileField(max_length=200, upload_to=vault.storage.sealed_name)),
                ('veil', models.FileField(blank=True, max_length=200, upload_to=vault.storage.sealed_name)),
                ('media_type', models.CharField(max_length=100)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('likeness', models.CharField(blank=True, max_length=16)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='working_copies', to='cases.case')),
                ('original', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='copy', to='cases.evidencefile')),
            ],
            options={
                'ordering': ['made_at'],
            },
        ),
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('raised_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('spoken', models.TextField(blank=True, max_length=4000, verbose_name='How you spoke with them, and what they said')),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='accounts.organisation')),
                ('raised_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-raised_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('organisation',), name='one_open_alarm'), models.CheckConstraint(condition=models.Q(('ended_at', None), models.Q(models.Q(('spoken', ''), _negated=True), ('ended_by__isnull', False)), _connector='OR'), name='alarm_ends_after_talking')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scores', models.JSONField(default=dict)),
                ('words', models.TextField(blank=True, max_length=4000, verbose_name='In words')),
                ('abstained', models.BooleanField(default=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('case', 'by'), name='one_assessment_of_each')],
            },
        ),
        migrations.CreateModel(
            name='CaseLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('same', 'The same events'), ('linked', 'They belong together'), ('apart', 'They have nothing to do with each other')], max_length=8)),
                ('reasons', models.JSONField(default=list)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cases.case')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('case', 'other'), name='one_link_of_two_cases'), models.CheckConstraint(condition=models.Q(('case__lt', models.F('other'))), name='lower_case_first')],
            },
        ),
        migrations.CreateModel(
            name='CaseVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('why', models.CharField(max_length=20)),
                ('content', models.JSONField()),
                ('changes', models.JSONField(default=dict)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='cases.case')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('case', 'number'), name='version_number_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='namedsubject',
            constraint=models.UniqueConstraint(fields=('case', 'subject'), name='subject_named_once_in_a_case'),
        ),
        migrations.AddConstraint(
            model_name='sealedidentity',
            constraint=models.CheckConstraint(condition=models.Q(('victim', None), ('source', None), _connector='XOR'), name='identity_of_a_victim_or_of_a_source'),
        ),
    ]
