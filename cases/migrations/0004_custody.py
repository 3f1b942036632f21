import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import cases.statuses
from vault.rows import SCOPE, AppendOnly, IsolateRows, follow_case


def link(model):
    """Where a row stands in its chain."""
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("position", models.PositiveBigIntegerField(unique=True)),
        ("digest", models.BinaryField()),
        ("key", models.CharField(max_length=40)),
        ("at", models.DateTimeField(default=django.utils.timezone.now)),
        ("event", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="seal", to=model)),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_questions_are_sent"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField("evidencefile", "checked_at", models.DateTimeField(null=True)),
        migrations.AddField("evidencefile", "changed_at", models.DateTimeField(null=True)),
        migrations.CreateModel(
            name="CustodyEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("kind", models.CharField(choices=cases.statuses.CustodyKind.choices, max_length=20)),
                ("file", models.UUIDField(db_index=True)),
                ("sha256", models.CharField(max_length=64)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="custody", to="cases.case"),
                ),
            ],
            options={"ordering": ["pk"]},
        ),
        migrations.CreateModel(
            name="CustodySeal", fields=link("cases.custodyevent"), options={"ordering": ["position"], "abstract": False}
        ),
        migrations.CreateModel(
            name="DayRoot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("position", models.PositiveBigIntegerField()),
                ("digest", models.BinaryField()),
                ("token", models.BinaryField()),
                ("stamped_at", models.DateTimeField()),
            ],
            options={"ordering": ["day"]},
        ),
        IsolateRows("cases_custodyevent", follow_case()),
        IsolateRows("cases_custodyseal", f"{SCOPE} = 'all'"),
        IsolateRows("cases_dayroot", f"{SCOPE} = 'all'"),
        *(AppendOnly(f"cases_{name}") for name in ("custodyevent", "custodyseal", "dayroot")),
    ]
