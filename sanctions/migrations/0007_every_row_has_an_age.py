from django.db import migrations, models

from vault.rows import AppendOnly

TABLES = ("authority", "conductrule", "criterion", "element", "government", "programme", "term")


class Migration(migrations.Migration):

    dependencies = [("sanctions", "0006_four_governments")]

    operations = [
        *(migrations.AlterField(table, "checked_on", models.DateField(verbose_name="Checked on")) for table in TABLES),
        AppendOnly("sanctions_referenceversion"),
    ]
