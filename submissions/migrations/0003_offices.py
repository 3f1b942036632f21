"""The offices a dossier first goes to. Offices only: people change, and their names are nobody's business here.

Channels and addresses are not kept; they change too often to be trusted from a migration.
"""

from django.db import migrations

OFFICES = (
    ("us", "Department of State, Bureau of Democracy, Human Rights, and Labor"),
    ("us", "Department of the Treasury, Office of Foreign Assets Control"),
    ("gb", "Foreign, Commonwealth and Development Office, Sanctions Directorate"),
    ("ca", "Global Affairs Canada, Sanctions Bureau"),
    ("eu", "European External Action Service, Sanctions Division"),
)


def add_offices(apps, schema_editor):
    recipients = apps.get_model("submissions", "Recipient")
    schema_editor.execute("SELECT set_config('sight.scope', 'all', true)")  # row security holds for the owner too
    for jurisdiction, office in OFFICES:
        recipients.objects.using(schema_editor.connection.alias).get_or_create(jurisdiction=jurisdiction, office=office)
    schema_editor.execute("SELECT set_config('sight.scope', '', true)")


class Migration(migrations.Migration):
    dependencies = [("submissions", "0002_isolation")]
    operations = [migrations.RunPython(add_offices, migrations.RunPython.noop)]
