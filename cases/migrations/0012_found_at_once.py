"""What searches read among a hundred thousand cases: for those who see every case, a row is asked whether its case is one of the few
from which they are set aside, and no longer each time whether its case is there. The rules let the same rows through as before."""

from importlib import import_module

from django.db import migrations

from vault.rows import ChangeRule, follow_case, looks_as

isolation = import_module("cases.migrations.0002_isolation")

NOBODY_SET_ASIDE = f"{looks_as('all')} AND (SELECT cardinality({isolation.SET_ASIDE}) = 0)"
OF_A_CASE = follow_case()
OF_STAFF = f"{isolation.STAFF} AND {follow_case()}"
OF_AN_INCIDENT = isolation.follow("cases_incident", "incident_id")


def not_set_aside(column: str) -> str:
    return f"{looks_as('all')} AND {column} <> ALL ({isolation.SET_ASIDE})"


def at_once(table: str, before: str, quick: str) -> ChangeRule:
    return ChangeRule(f"cases_{table}", f"({quick}) OR ({before})", before=before)


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_search")]

    operations = [
        *(at_once(table, OF_A_CASE, not_set_aside("case_id")) for table in ("incident", "namedsubject", "victim")),
        *(
            at_once(table, OF_STAFF, not_set_aside("case_id"))
            for table in ("picturekey", "placekey", "searchtext", "subjectkey")
        ),
        at_once("subject", isolation.SUBJECT, not_set_aside("opened_in_id")),
        at_once("act", OF_AN_INCIDENT, NOBODY_SET_ASIDE),
    ]
