from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_isolation")]
    operations = [
        migrations.AddField("signoff", "sha256", models.CharField(max_length=64, default=""), preserve_default=False),
    ]
