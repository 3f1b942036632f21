"""What we ship of the law: programmes, criteria and elements, one file for each jurisdiction, put in by migrations.

Staff edit the rows. Loading adds what is missing and never touches what is there.
"""

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def load(apps: Any, jurisdiction: str) -> None:
    """`apps` is Django's registry, or a migration's picture of it."""
    shipped = tomllib.loads((HERE / f"{jurisdiction}.toml").read_text())
    for row in shipped["authority"]:
        _add(apps, "Authority", row, jurisdiction=jurisdiction)
    for row in shipped["programme"]:
        criteria = row.pop("criterion", [])
        programme = _add(apps, "Programme", row, authority=_get(apps, "Authority", row.pop("authority")))
        for order, criterion in enumerate(criteria, start=1):
            _add_criterion(apps, criterion, programme=programme, order=order)


def _add_criterion(apps: Any, row: dict[str, Any], **fields: Any) -> None:
    elements = row.pop("elements")
    criterion, is_new = _model(apps, "Criterion").objects.get_or_create(code=row["code"], defaults={**row, **fields})
    said = {name: row[name] for name in ("source", "checked_on", "verified") if name in row}
    if is_new:
        element = _model(apps, "Element")
        element.objects.bulk_create(
            element(criterion=criterion, order=order, text=text, **said) for order, text in enumerate(elements, start=1)
        )


def _add(apps: Any, name: str, row: dict[str, Any], **fields: Any) -> Any:
    found, _ = _model(apps, name).objects.get_or_create(code=row["code"], defaults={**row, **fields})
    return found


def _get(apps: Any, name: str, code: str) -> Any:
    return _model(apps, name).objects.get(code=code)


def _model(apps: Any, name: str) -> Any:
    return apps.get_model("sanctions", name)
