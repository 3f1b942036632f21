import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import vault.fields
from vault.rows import PERSON, SCOPE, IsolateRows

# The person's own, and a worker's that clears away what is old: workers see all and are nobody.
OWN = f"person_id = {PERSON} OR ({SCOPE} = 'all' AND coalesce({PERSON}, 0) = 0)"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_custody"),
        ("vault", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            "Typed",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("place", models.CharField(max_length=200)),
                ("fields", vault.fields.SealedTextField(default=b"", key="data_key")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("case", models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name="typed", to="cases.case")),
                ("data_key", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.datakey")),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ["-at"], "indexes": [models.Index(fields=["person", "place"], name="typed_by_place")]},
        ),
        migrations.CreateModel(
            "SentSheet",
            fields=[
                ("number", models.UUIDField(primary_key=True, serialize=False)),
                ("print", models.CharField(max_length=64)),
                ("made", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={"ordering": ["-at"]},
        ),
        IsolateRows("cases_typed", OWN),
        IsolateRows("cases_sentsheet", OWN),
    ]
