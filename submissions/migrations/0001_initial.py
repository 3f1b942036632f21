import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import submissions.references
import uuid
import vault.fields
import vault.storage
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('cases', '0001_initial'),
        ('sanctions', '0001_initial'),
        ('vault', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.FloatField()),
                ('band', models.CharField(max_length=10)),
                ('reasons', models.JSONField(default=list)),
                ('algorithm', models.CharField(max_length=40)),
                ('basis', models.CharField(blank=True, max_length=32)),
                ('reopened_at', models.DateTimeField(null=True)),
                ('found_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sanctions.listentry')),
                ('snapshot', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sanctions.snapshot')),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidates', to='cases.subject')),
            ],
            options={
                'ordering': ['-score', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('subject', 'entry'), name='candidate_once')],
            },
        ),
        migrations.CreateModel(
            name='Dossier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=submissions.references.new_dossier_reference, editable=False, max_length=12, unique=True)),
                ('jurisdiction', models.CharField(choices=[('us', 'United States'), ('gb', 'United Kingdom'), ('ca', 'Canada'), ('eu', 'European Union')], max_length=2, verbose_name='Government')),
                ('made_elsewhere', models.BooleanField(default=False)),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('left_victims', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None)),
                ('left_sources', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, editable=False, size=None)),
                ('left_files', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, editable=False, size=None)),
                ('data_key', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.datakey')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-opened_at'],
            },
        ),
        migrations.CreateModel(
            name='DossierVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('frozen_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='submissions.dossier')),
                ('frozen_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['dossier', 'number'],
                'constraints': [models.UniqueConstraint(fields=('dossier', 'number'), name='version_numbers_are_unique')],
            },
        ),
        migrations.CreateModel(
            name='DossierFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(choices=[('pdf', 'PDF, to read'), ('docx', 'Word, to edit'), ('pdfa', 'PDF/A, to keep, with its manifest'), ('zip', 'ZIP, with every exhibit')], max_length=4)),
                ('file', models.FileField(max_length=200, upload_to=vault.storage.sealed_name)),
                ('sha256', models.CharField(max_length=64)),
                ('size', models.PositiveBigIntegerField()),
                ('built_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='submissions.dossierversion')),
            ],
            options={
                'ordering': ['format'],
                'constraints': [models.UniqueConstraint(fields=('version', 'format'), name='one_file_of_a_format')],
            },
        ),
        migrations.CreateModel(
            name='Exhibit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=10)),
                ('is_copy', models.BooleanField(default=False)),
                ('sha256', models.CharField(max_length=64)),
                ('evidence_file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exhibits', to='cases.evidencefile')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exhibits', to='submissions.dossierversion')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('version', 'label'), name='exhibit_labels_are_unique')],
            },
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('same', 'Same person'), ('different', 'Not the same'), ('unsure', 'Not sure yet')], max_length=10, verbose_name='Is this the same person?')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('superseded_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('candidate', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='submissions.candidate')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at', None)), fields=('candidate', 'by'), name='one_word_of_a_person_stands')],
            },
        ),
        migrations.CreateModel(
            name='LeakCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('searched', models.CharField(max_length=64)),
                ('terms', models.PositiveIntegerField()),
                ('files', models.PositiveIntegerField()),
                ('checked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('version', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='leak_check', to='submissions.dossierversion')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='LeakHit',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('name', 'A protected name'), ('contact', 'An address or a number'), ('file_name', 'The name a file came with')], max_length=10)),
                ('whose', models.CharField(max_length=200)),
                ('place', vault.fields.SealedTextField(default=b'', key='check_of.version.dossier.data_key')),
                ('passage', vault.fields.SealedTextField(default=b'', key='check_of.version.dossier.data_key')),
                ('because', vault.fields.SealedTextField(default=b'', key='check_of.version.dossier.data_key')),
                ('cleared_at', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('check_of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hits', to='submissions.leakcheck')),
                ('cleared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('cleared_by__isnull', False), models.Q(('confirmed_by', models.F('cleared_by')), _negated=True)), _connector='OR'), name='a_hit_is_cleared_by_two')],
            },
        ),
        migrations.CreateModel(
            name='ListCursor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('change', models.PositiveBigIntegerField(default=0)),
                ('record', models.PositiveBigIntegerField(default=0)),
                ('algorithm', models.CharField(blank=True, max_length=40)),
                ('tried', models.CharField(blank=True, max_length=40)),
                ('differences', models.JSONField(default=list)),
                ('accepted', models.CharField(blank=True, max_length=40)),
                ('accepted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('embargo_until', models.DateField(blank=True, null=True, verbose_name='Nothing is sent before')),
                ('together', models.BooleanField(default=False, verbose_name='Nothing is sent until all are signed by two')),
                ('note', models.TextField(blank=True, max_length=2000, verbose_name='Why this order')),
                ('drafted_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='cases.case')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='plans', to='cases.subject')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('case', 'subject'), name='one_plan_for_a_subject_of_a_case')],
            },
        ),
        migrations.CreateModel(
            name='PlannedAsk',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(choices=[('us', 'United States'), ('gb', 'United Kingdom'), ('ca', 'Canada'), ('eu', 'European Union')], max_length=2, verbose_name='Government')),
                ('order', models.PositiveSmallIntegerField(default=1, verbose_name='Turn')),
                ('ready_at', models.DateTimeField(null=True)),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sanctions.criterion', verbose_name='Under which criterion')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='asks', to='submissions.plan')),
            ],
            options={
                'ordering': ['order', 'government'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'government'), name='a_government_once_in_a_plan')],
            },
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('office', models.CharField(max_length=200, verbose_name='Office')),
                ('jurisdiction', models.CharField(choices=[('us', 'United States'), ('gb', 'United Kingdom'), ('ca', 'Canada'), ('eu', 'European Union')], max_length=2, verbose_name='Government')),
            ],
            options={
                'ordering': ['jurisdiction', 'office'],
                'constraints': [models.UniqueConstraint(fields=('office', 'jurisdiction'), name='office_once')],
            },
        ),
        migrations.CreateModel(
            name='OfficeCopy',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('zip', 'ZIP, with every exhibit')], default='pdf', max_length=3, verbose_name='As')),
                ('lock', models.CharField(choices=[('none', 'Not locked: the way it goes is safe'), ('password', 'PDF with a password (AES-256), which goes another way'), ('age', 'For the office’s age key')], default='none', max_length=8, verbose_name='Locked')),
                ('age_key', models.CharField(blank=True, max_length=100, verbose_name='The office’s age key')),
                ('part_megabytes', models.PositiveIntegerField(blank=True, null=True, verbose_name='In parts of at most (MB)')),
                ('letter', models.TextField(blank=True, max_length=4000, verbose_name='Letter to the office')),
                ('password', vault.fields.SealedTextField(default=b'', key='version.dossier.data_key')),
                ('file', models.FileField(blank=True, max_length=200, upload_to=vault.storage.sealed_name)),
                ('sha256', models.CharField(blank=True, max_length=64)),
                ('size', models.PositiveBigIntegerField(default=0)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('made_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('since', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='submissions.dossierversion', verbose_name='Only what changed since version')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='submissions.dossierversion')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='submissions.recipient', verbose_name='For which office')),
            ],
            options={
                'verbose_name_plural': 'office copies',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('version', 'number'), name='copies_are_numbered')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('portal', 'Portal'), ('email', 'Encrypted e-mail'), ('by_hand', 'By hand'), ('post', 'Post'), ('unknown', 'Not recorded')], max_length=10, verbose_name='How')),
                ('sent_on', models.DateField(verbose_name='On')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='submissions.dossier')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='submissions.dossierversion', verbose_name='Which version')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='submissions.recipient', verbose_name='To')),
            ],
            options={
                'verbose_name_plural': 'deliveries',
                'ordering': ['sent_on', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('version', 'recipient', 'channel', 'sent_on'), name='delivery_recorded_once')],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(default=submissions.references.new_recommendation_reference, editable=False, max_length=12, unique=True)),
                ('status', models.CharField(choices=[('drafting', 'Being argued'), ('to_sign', 'Signed by one, waits for a second'), ('approved', 'Approved by two'), ('sent', 'Sent'), ('stopped', 'Stopped')], default='drafting', max_length=12)),
                ('summary', models.TextField(blank=True, max_length=4000, verbose_name='Why this person, why now')),
                ('affected', models.TextField(blank=True, help_text='Name the groups. Governments almost never do, and this sentence is what they could use.', max_length=4000, verbose_name='Affected persons and groups')),
                ('contrary', models.TextField(blank=True, help_text='What speaks for the subject, or where you searched and found nothing.', max_length=4000, verbose_name='Information that speaks against')),
                ('basis', models.JSONField(default=dict)),
                ('opened_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('alternatives', models.ManyToManyField(blank=True, help_text='Pleaded beside the first.', related_name='+', to='sanctions.programme', verbose_name='Or else under')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='cases.case')),
                ('criterion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sanctions.criterion', verbose_name='Under which criterion')),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='submissions.dossier')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('subject', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recommendations', to='cases.subject', verbose_name='Who')),
            ],
            options={
                'ordering': ['-opened_at'],
                'constraints': [models.UniqueConstraint(fields=('dossier', 'subject'), name='one_ask_for_a_subject_in_a_dossier')],
            },
        ),
        migrations.CreateModel(
            name='Recall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('raised_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('done_at', models.DateTimeField(null=True)),
                ('words', models.CharField(blank=True, max_length=500)),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recalls', to='submissions.delivery')),
                ('done_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('source', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.source')),
                ('victim', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.victim')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recalls', to='submissions.recommendation')),
            ],
            options={
                'ordering': ['raised_at'],
                'constraints': [models.UniqueConstraint(fields=('delivery', 'recommendation', 'victim'), name='recall_of_a_victim_once'), models.UniqueConstraint(fields=('delivery', 'recommendation', 'source'), name='recall_of_a_source_once'), models.CheckConstraint(condition=models.Q(('victim', None), ('source', None), _connector='XOR'), name='recall_by_a_victim_or_a_source')],
            },
        ),
        migrations.CreateModel(
            name='ReasonSentence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField()),
                ('text', models.TextField(max_length=1000, verbose_name='One sentence')),
                ('claims', models.ManyToManyField(blank=True, related_name='sentences', to='cases.claim', verbose_name='Claims that carry it')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sentences', to='submissions.recommendation')),
            ],
            options={
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Passage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.CharField(max_length=30)),
                ('text', models.TextField(max_length=4000)),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passages', to='submissions.recommendation')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('recommendation', 'section'), name='one_passage_for_a_section')],
            },
        ),
        migrations.CreateModel(
            name='PartnerApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('how', models.CharField(max_length=300, verbose_name='How the partner said so')),
                ('given_on', models.DateField(verbose_name='When')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('voided_at', models.DateTimeField(null=True)),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partner_approvals', to='submissions.recommendation')),
            ],
            options={
                'ordering': ['recorded_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('voided_at', None)), fields=('recommendation',), name='one_partner_approval_stands')],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('listed_same_programme', 'Listed under the programme asked for'), ('listed_other_programme', 'Listed under another programme'), ('listed_other_authority', 'Listed by another authority of the same government'), ('visa_ban_public', 'Public visa ban'), ('visa_ban_announced_unnamed', 'Visa bans announced without names'), ('body_listed_instead', 'Their body was listed instead'), ('person_listed_instead', 'A person was listed instead of the body'), ('associate_listed', 'Somebody close to them was listed'), ('superior_listed', 'Their superior was listed'), ('listed_before_sending', 'Was listed before we sent it'), ('listed_order_unknown', 'Listed; whether before or after we sent it is not known'), ('listed_elsewhere_first', 'Listed by another government, not by this one'), ('entry_amended', 'Entry amended'), ('reasons_expanded', 'The published reasons were changed'), ('delisted', 'Taken off the list'), ('renewed', 'Renewed, or back on the list'), ('urgent_designation_lapsed', 'Urgent designation lapsed'), ('declined', 'Declined'), ('parliamentary_reply', 'Answer to a parliament'), ('law_enforcement_action', 'Police or court action'), ('non_sanction_effect', 'Another effect'), ('negative_effect', 'Reprisal')], max_length=40, verbose_name='What happened')),
                ('programme_code', models.CharField(blank=True, max_length=300)),
                ('listed_on', models.DateField(null=True)),
                ('announced_on', models.DateField(blank=True, null=True, verbose_name='The day it was announced')),
                ('not_before', models.DateField(null=True)),
                ('not_after', models.DateField(null=True)),
                ('source_words', models.CharField(blank=True, max_length=500, verbose_name='Where that is written')),
                ('source_url', models.URLField(blank=True, max_length=500, verbose_name='Its address')),
                ('measures', models.CharField(blank=True, max_length=200, verbose_name='What they imposed')),
                ('limb', models.CharField(blank=True, max_length=200, verbose_name='Under which part of the law')),
                ('recorded_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('undo_why', models.CharField(blank=True, max_length=500)),
                ('undone_at', models.DateTimeField(null=True)),
                ('about', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed_by', to='submissions.outcome')),
                ('candidate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='submissions.candidate')),
                ('change', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sanctions.change')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undo_asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='submissions.recommendation')),
            ],
            options={
                'ordering': ['-confirmed_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('candidate__isnull', False), ('change', None), ('undone_at', None)), fields=('recommendation', 'candidate'), name='one_listing_of_an_entry'), models.UniqueConstraint(fields=('recommendation', 'change', 'kind'), name='put_to_people_once'), models.CheckConstraint(condition=models.Q(('recorded_by', None), ('confirmed_by', None), models.Q(('confirmed_by', models.F('recorded_by')), _negated=True), _connector='OR'), name='outcome_takes_two'), models.CheckConstraint(condition=models.Q(('candidate__isnull', False), models.Q(('source_words', ''), _negated=True), _connector='OR'), name='outcome_names_its_source'), models.CheckConstraint(condition=models.Q(('undone_by', None), ('undo_asked_by', None), ('confirmed_by', None), models.Q(('undone_by', models.F('undo_asked_by')), _negated=True), _connector='OR'), name='undoing_takes_two')],
            },
        ),
        migrations.CreateModel(
            name='ElementFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('statement', models.TextField(blank=True, max_length=4000, verbose_name='How the facts meet it')),
                ('claims', models.ManyToManyField(blank=True, related_name='findings', to='cases.claim', verbose_name='Claims that carry it')),
                ('element', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sanctions.element')),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='submissions.recommendation')),
            ],
            options={
                'ordering': ['element__order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('recommendation', 'element'), name='one_finding_for_an_element')],
            },
        ),
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('hides', models.CharField(choices=[('person', 'A person'), ('place', 'A place'), ('term', 'Something else')], default='term', max_length=10, verbose_name='What these words are')),
                ('words', vault.fields.SealedTextField(default=b'', key='dossier.data_key')),
                ('instead', models.CharField(default='[withheld]', max_length=100, verbose_name='What is said instead')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('dossier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='redactions', to='submissions.dossier')),
            ],
            options={
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='SignOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(max_length=64)),
                ('law', models.BooleanField(default=False)),
                ('safety', models.BooleanField(default=False)),
                ('consent', models.BooleanField(default=False)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('voided_at', models.DateTimeField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_offs', to='submissions.recommendation')),
            ],
            options={
                'ordering': ['at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('voided_at', None)), fields=('recommendation', 'person'), name='nobody_signs_twice')],
            },
        ),
        migrations.CreateModel(
            name='Unread',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.CharField(max_length=100, verbose_name='Which file')),
                ('sha256', models.CharField(max_length=64)),
                ('reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('picture', 'a picture'), ('page_pictures', 'pages that hold pictures'), ('recording', 'a recording, or no text'), ('password', 'locked with a password'), ('broken', 'cannot be read to its end'), ('too_much', 'too large to be read whole'), ('nested', 'files within files within files')], max_length=20), size=None)),
                ('ticked_at', models.DateTimeField(null=True)),
                ('check_of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='gaps', to='submissions.leakcheck')),
                ('ticked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('check_of', 'entry'), name='an_entry_is_unread_once')],
            },
        ),
        migrations.CreateModel(
            name='Waiver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=2000, verbose_name='Why it cannot wait')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('review_by', models.DateField(null=True)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('review', models.TextField(blank=True, max_length=2000, verbose_name='What the review found')),
                ('ended_at', models.DateTimeField(null=True)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recommendation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waivers', to='submissions.recommendation')),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['asked_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None), ('reviewed_at', None)), fields=('recommendation',), name='one_waiver_at_a_time'), models.CheckConstraint(condition=models.Q(('confirmed_by', None), models.Q(('confirmed_by', models.F('asked_by')), _negated=True), _connector='OR'), name='waiver_takes_two')],
            },
        ),
    ]
