import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import uuid

import cases.statuses
import vault.fields
from django.conf import settings
from django.db import migrations, models

from vault.rows import IsolateRows, follow_case


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0014_alarm'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('part', models.FileField(max_length=200, upload_to='')),
                ('original_name', vault.fields.SealedTextField(default=b'', key='case.data_key')),
                ('size', models.PositiveBigIntegerField()),
                ('shows', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=cases.statuses.Shows.choices, max_length=20), blank=True, default=list, size=None)),
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
        IsolateRows("cases_upload", follow_case()),
    ]
