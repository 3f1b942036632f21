from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody is named to a government until they said so."""

    dependencies = [("accounts", "0002_cache")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="may_be_named",
            field=models.BooleanField(default=False, verbose_name="dossiers may name it to governments"),
        ),
    ]
