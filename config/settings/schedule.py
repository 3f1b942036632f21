"""What the clock asks for, and when: UTC. docs/jobs.md has a row for each, and a test holds the two together."""

from typing import Any

from celery.schedules import crontab

# When each official list is read, UTC. Publishers change them on working days, some without a word; twice a day is polite.
LIST_SCHEDULE: dict[str, crontab] = {
    "us-ofac-sdn": crontab(hour="6,18", minute=15),
    "us-ofac-consolidated": crontab(hour="6,18", minute=25),
    "gb-fcdo": crontab(hour="6,18", minute=35),
    "eu-fsf": crontab(hour="5,17", minute=45),
    "ca-sema": crontab(hour="6,18", minute=55),
    "ca-jvcfoa": crontab(hour=7, minute=5),
}
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "seal the record": {"task": "audit.seal_records", "schedule": 10.0},
    "seal what came very late": {"task": "audit.seal_stragglers", "schedule": crontab(hour=3, minute=40)},
    **{
        f"read {slug}": {"task": "sanctions.refresh_list", "schedule": when, "kwargs": {"slug": slug}}
        for slug, when in LIST_SCHEDULE.items()
    },
    "compare everybody with the lists": {"task": "submissions.compare_everything", "schedule": crontab(hour=4, minute=10)},
    "remind of late answers": {"task": "cases.chase_answers", "schedule": crontab(hour=7, minute=30)},
    "open the lists of listing days": {"task": "insight.open_listing_days", "schedule": 60.0},
    "count anew": {"task": "insight.work_out", "schedule": crontab(minute="*/30")},
    "keep what governments give as reasons": {"task": "insight.keep_reasons", "schedule": 300.0},
    "tell of what is due": {"task": "delivery.plan_digests", "schedule": crontab(hour=6, minute=40)},
    "watch the lists": {"task": "submissions.watch_lists", "schedule": 60.0},
    "seal the custody of evidence": {"task": "cases.seal_custody", "schedule": 10.0},
    "seal custody that came very late": {"task": "cases.seal_custody_stragglers", "schedule": crontab(hour=3, minute=50)},
    "read all evidence again": {"task": "cases.rehash_files", "schedule": crontab(day_of_week=0, hour=1, minute=0)},
    "stamp the day's custody": {"task": "cases.stamp_custody", "schedule": crontab(hour=23, minute=30)},
    "forget what was typed long ago": {"task": "cases.clear_typed", "schedule": crontab(hour=3, minute=30)},
    "see who took back what was sent": {"task": "submissions.raise_recalls", "schedule": 60.0},
    "pick up files that were left behind": {"task": "cases.pick_up_files", "schedule": crontab(minute=50)},
    "take what changed into the index of searches": {"task": "cases.index_changed", "schedule": 10.0},
    "tell what is new in kept searches": {"task": "cases.tell_of_news", "schedule": crontab(minute=25)},
    "take in what was committed very late": {"task": "cases.index_day", "schedule": crontab(hour=2, minute=40)},
    "give up uploads that never ended": {"task": "cases.give_up_uploads", "schedule": crontab(hour=4, minute=10)},
    "clear finished jobs": {"task": "jobs.clear_finished", "schedule": crontab(hour=3, minute=10)},
    "sweep sealed files": {"task": "jobs.sweep_files", "schedule": crontab(hour=3, minute=30)},
    "clear expired sessions": {"task": "accounts.clear_expired", "schedule": crontab(hour=3, minute=20)},
}
