from vault.checks import time_limit_is_below_redelivery


def test_time_limit_stays_below_redelivery(settings):
    assert time_limit_is_below_redelivery(None) == []

    settings.CELERY_TASK_TIME_LIMIT = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]

    assert [error.id for error in time_limit_is_below_redelivery(None)] == ["vault.E001"]
