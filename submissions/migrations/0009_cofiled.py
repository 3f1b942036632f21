"""A partner sees what came of a case that it files together with others, as of its own."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("submissions.migrations.0002_isolation").RESTS_ON.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
NOW = BEFORE.replace(
    "cases_case.organisation_id = the_organisation",
    "(cases_case.organisation_id = the_organisation OR cases_case.joined_by @> ARRAY[the_organisation])",
)


class Migration(migrations.Migration):
    dependencies = [("submissions", "0008_searched_copies"), ("cases", "0009_cofiling")]
    operations = [migrations.RunSQL(NOW, BEFORE)]
