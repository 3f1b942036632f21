import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from vault.rows import IsolateRows, follow_case, looks_as

ALL = looks_as("all")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_search_newest"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("is_in", models.BooleanField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("batch", models.UUIDField(db_index=True, default=uuid.uuid4)),
                ("undone", models.BooleanField(default=False)),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="%(class)ss", to="cases.case")),
                ("window", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="placements", to="cases.submissionwindow")),
            ],
            options={"ordering": ["-pk"]},
        ),
        migrations.CreateModel(
            name="ReviewPhase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="What it is called")),
                ("begins_on", models.DateField(verbose_name="From")),
                ("takes_readings", models.BooleanField(default=True, verbose_name="Colleagues give their own readings")),
                ("others", models.CharField(choices=[("always", "by everybody"), ("after", "by those who have given their own"), ("never", "by nobody else")], default="after", max_length=6, verbose_name="A reading is read")),
                ("takes_notes", models.BooleanField(default=True, verbose_name="Notes are written")),
                ("takes_decisions", models.BooleanField(default=False, verbose_name="Cases are accepted and declined")),
                ("window", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="phases", to="cases.submissionwindow")),
            ],
            options={
                "ordering": ["begins_on"],
                "constraints": [models.UniqueConstraint(fields=("window", "begins_on"), name="one_phase_begins_on_a_day")],
            },
        ),
        IsolateRows("cases_placement", f"{ALL} AND {follow_case()}"),
        IsolateRows("cases_reviewphase", ALL),
    ]
