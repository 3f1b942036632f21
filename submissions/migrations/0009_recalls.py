import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from vault.rows import SCOPE, IsolateRows

PROTECT = django.db.models.deletion.PROTECT
RULE = f"{SCOPE} IN ('all', 'accepted') AND EXISTS (SELECT 1 FROM submissions_delivery above WHERE above.id = delivery_id)"


def to(model, **options):
    return models.ForeignKey(on_delete=PROTECT, to=model, **options)


class Migration(migrations.Migration):
    dependencies = [
        ("submissions", "0008_set_aside"),
        ("cases", "0011_consent_and_sources"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Recall",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("raised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("done_at", models.DateTimeField(null=True)),
                ("words", models.CharField(blank=True, max_length=500)),
                ("delivery", to("submissions.delivery", related_name="recalls")),
                ("done_by", to(settings.AUTH_USER_MODEL, null=True, related_name="+")),
                ("recommendation", to("submissions.recommendation", related_name="recalls")),
                ("source", to("cases.source", null=True, related_name="+")),
                ("victim", to("cases.victim", null=True, related_name="+")),
            ],
            options={
                "ordering": ["raised_at"],
                "constraints": [
                    models.UniqueConstraint(fields=("delivery", "recommendation", "victim"), name="recall_of_a_victim_once"),
                    models.UniqueConstraint(fields=("delivery", "recommendation", "source"), name="recall_of_a_source_once"),
                    models.CheckConstraint(
                        condition=models.Q(("victim", None), ("source", None), _connector="XOR"),
                        name="recall_by_a_victim_or_a_source",
                    ),
                ],
            },
        ),
        IsolateRows("submissions_recall", RULE),
    ]
