import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid

import cases.statuses
import vault.storage
from django.db import migrations, models

from vault.rows import IsolateRows, follow_case


class Migration(migrations.Migration):

    dependencies = [
        ('cases', "0007_the_desk"),
    ]

    operations = [
        migrations.AddField(
            model_name='evidencefile',
            name='hidden',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=cases.statuses.Hidden.choices, max_length=20), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='evidencefile',
            name='locked_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='evidencefile',
            name='reason',
            field=models.CharField(blank=True, choices=cases.statuses.Reason.choices, max_length=20),
        ),
        migrations.AddField(
            model_name='evidencefile',
            name='scan',
            field=models.CharField(choices=cases.statuses.Scan.choices, default='not_scanned', max_length=20),
        ),
        migrations.AddField(
            model_name='evidencefile',
            name='shows',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=cases.statuses.Shows.choices, max_length=20), blank=True, default=list, size=None),
        ),
        migrations.AddField(
            model_name='evidencefile',
            name='state',
            field=models.CharField(choices=cases.statuses.FileState.choices, default='received', max_length=20),
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
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='working_copies', to='cases.case')),
                ('original', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='copy', to='cases.evidencefile')),
            ],
            options={
                'ordering': ['made_at'],
            },
        ),
        IsolateRows("cases_workingcopy", follow_case()),
    ]
