from django.db import migrations, models


class Migration(migrations.Migration):
    """What was searched before it was kept for what counts as searched for nothing: it is looked through anew."""

    dependencies = [("submissions", "0007_word_templates")]

    operations = [
        migrations.AddField(
            model_name="redactedcopy",
            name="searched",
            field=models.CharField(blank=True, default="", max_length=64),
            preserve_default=False,
        ),
    ]
