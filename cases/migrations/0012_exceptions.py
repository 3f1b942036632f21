"""A group's yes from which somebody is excepted is no yes: in the row, and in the rule for which governments' liaisons a case is.

No case is weighed anew: until now no answer had an exception.
"""

from importlib import import_module

from django.db import migrations, models

BEFORE = import_module("cases.migrations.0002_isolation").CONSENTED_FOR.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
OF_EVERYBODY = BEFORE.replace("government, answer\n", "government, answer, said_no + unasked AS excepted\n").replace(
    "answer = 'yes'", "answer = 'yes' AND excepted = 0"
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_search")]

    operations = [
        migrations.AddField(
            "consent", "said_no", models.PositiveIntegerField(default=0, verbose_name="How many of the group said no")
        ),
        migrations.AddField(
            "consent", "unasked", models.PositiveIntegerField(default=0, verbose_name="How many of the group were not asked")
        ),
        migrations.AddConstraint(
            "consent",
            models.CheckConstraint(
                condition=models.Q(answer="yes", source=None) | models.Q(said_no=0, unasked=0),
                name="exceptions_from_the_yes_of_a_victim",
            ),
        ),
        migrations.RunSQL(OF_EVERYBODY, BEFORE),
    ]
