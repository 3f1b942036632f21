import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=80)),
                ('arguments', models.JSONField(default=dict)),
                ('dedup_key', models.CharField(blank=True, max_length=200)),
                ('queue', models.CharField(default='default', max_length=20)),
                ('state', models.CharField(choices=[('pending', 'Waiting'), ('sent', 'Handed to a worker'), ('running', 'Running'), ('done', 'Done'), ('cancelled', 'Cancelled'), ('dead', 'Given up')], default='pending', max_length=10)),
                ('not_before', models.DateTimeField(default=django.utils.timezone.now)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('lease_until', models.DateTimeField(null=True)),
                ('cancel_requested', models.BooleanField(default=False)),
                ('progress_done', models.PositiveIntegerField(default=0)),
                ('progress_total', models.PositiveIntegerField(default=0)),
                ('answer', models.JSONField(default=dict)),
                ('last_error', models.CharField(blank=True, max_length=120)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('promised_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at'],
                'indexes': [models.Index(condition=models.Q(('state', 'pending')), fields=['not_before'], name='job_due'), models.Index(condition=models.Q(('state', 'running')), fields=['lease_until'], name='job_lease'), models.Index(condition=models.Q(('state', 'sent')), fields=['sent_at'], name='job_sent'), models.Index(fields=['promised_by', '-created_at'], name='job_by_person')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ('pending', 'sent', 'running')), models.Q(('dedup_key', ''), _negated=True)), fields=('dedup_key',), name='one_open_job_per_dedup_key')],
            },
        ),
    ]
