"""What an error says may quote a row; what the log keeps of it is where it happened and of which kind it was."""

import io
import logging.config

from django.conf import settings
from django.db import IntegrityError


def test_a_log_keeps_the_kind_of_an_error_and_not_its_words():
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    configured = logging.config.DictConfigurator(dict(settings.LOGGING))
    handler.setFormatter(configured.configure_formatter(dict(settings.LOGGING["formatters"]["plain"])))
    log = logging.getLogger("tests.config.test_logs")
    log.addHandler(handler)

    name = "Dask"
    try:
        try:
            raise ValueError(f"Failing row contains ({name})")
        except ValueError as problem:
            raise IntegrityError(f"Key (name)=({name}) exists") from problem
    except IntegrityError:
        log.exception("Internal Server Error: %s", "/cases/")

    kept = written.getvalue()
    assert name not in kept
    assert kept.count("test_logs.py") == 2
    assert "ValueError" in kept
    assert "IntegrityError" in kept
