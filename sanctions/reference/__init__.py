"""What we ship of the law and of the vocabularies: one file for each, put in by migrations.

Staff edit the rows. Loading adds what is missing and never touches what is there.
"""

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SAID = ("source", "checked_on", "verified")
LAW = ("us", "gb", "ca", "eu", "au")


def shipped(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text())


def load_all(apps: Any) -> None:
    """`apps` is Django's registry, or a migration's picture of it."""
    for jurisdiction in LAW:
        load(apps, jurisdiction)
    load_conduct(apps)
    load_vocabularies(apps)


def load(apps: Any, jurisdiction: str) -> None:
    """The law of one government, as far as `apps` has columns for it."""
    law = shipped(jurisdiction)
    _add(apps, "Government", law["government"], code=jurisdiction)
    for row in law["authority"]:
        _add(apps, "Authority", row, jurisdiction=jurisdiction)
    for row in law["programme"]:
        criteria = row.pop("criterion", [])
        programme = _add(apps, "Programme", row, authority=_get(apps, "Authority", row.pop("authority")))
        for order, criterion in enumerate(criteria, start=1):
            _add_criterion(apps, criterion, programme=programme, order=order)


def load_conduct(apps: Any) -> None:
    """The matrix: what each programme makes of each kind of conduct."""
    matrix, model = shipped("conduct"), _model(apps, "ConductRule")
    for programme, cells in matrix["rules"].items():
        for conduct, cell in cells.items():
            model.objects.get_or_create(
                programme=_get(apps, "Programme", programme), conduct=conduct, defaults={**matrix["said"], **cell}
            )


def load_vocabularies(apps: Any) -> None:
    words, model = shipped("vocabularies"), _model(apps, "Term")
    for vocabulary, terms in words["vocabulary"].items():
        said = words["said"][vocabulary]
        for order, (code, term) in enumerate(terms.items(), start=1):
            model.objects.get_or_create(vocabulary=vocabulary, code=code, defaults={"order": order, **said, **term})


def _add_criterion(apps: Any, row: dict[str, Any], **fields: Any) -> None:
    elements = row.pop("elements")
    criterion, is_new = _get_or_create(apps, "Criterion", row, **fields)
    said = {name: row[name] for name in SAID if name in row}
    if is_new:
        element = _model(apps, "Element")
        element.objects.bulk_create(
            element(criterion=criterion, order=order, text=text, **said) for order, text in enumerate(elements, start=1)
        )


def _add(apps: Any, name: str, row: dict[str, Any], **fields: Any) -> Any:
    return _get_or_create(apps, name, row, **fields)[0]


def _get_or_create(apps: Any, name: str, row: dict[str, Any], **fields: Any) -> tuple[Any, bool]:
    model = _model(apps, name)
    columns = {field.name for field in model._meta.fields}
    told = {key: value for key, value in {**row, **fields}.items() if key in columns}
    found, is_new = model.objects.get_or_create(code=told.pop("code"), defaults=told)
    return found, is_new


def _get(apps: Any, name: str, code: str) -> Any:
    return _model(apps, name).objects.get(code=code)


def _model(apps: Any, name: str) -> Any:
    return apps.get_model("sanctions", name)
