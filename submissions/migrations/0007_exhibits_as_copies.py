from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("submissions", "0006_own_governments")]
    operations = [migrations.AddField("exhibit", "is_copy", models.BooleanField(default=False))]
