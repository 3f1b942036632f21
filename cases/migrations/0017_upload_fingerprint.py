from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0016_sealed_identities'),
    ]

    operations = [
        migrations.AddField(
            model_name='upload',
            name='fingerprint',
            field=models.CharField(blank=True, max_length=64),
        ),
    ]
