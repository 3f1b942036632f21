from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('vault', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='datakey',
            name='in_halves',
            field=models.BooleanField(default=False),
        ),
    ]
