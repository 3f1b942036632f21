from django.db import migrations

from vault.rows import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [AppendOnly("audit_record"), AppendOnly("audit_seal")]
