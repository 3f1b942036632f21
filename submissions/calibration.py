"""How often the machine was right, by what people judged. Whatever they rejected is what it has to learn from."""

from typing import Any

from django.db.models import Count, QuerySet

from submissions.models import Candidate
from submissions.statuses import Standing

BANDS = ("strong", "probable", "possible")


def by_band(candidates: QuerySet[Candidate]) -> list[dict[str, Any]]:
    """For each band how many are the same, how many are not, how many wait, and which part of the judged ones was right."""
    rows = candidates.with_standing().values_list("band", "standing", "pk")  # type: ignore[attr-defined]
    counts = {band: dict.fromkeys(Standing.values, 0) for band in BANDS}
    for band, standing, _ in rows:
        counts.setdefault(band, dict.fromkeys(Standing.values, 0))[standing] += 1
    return [_row(band, counted) for band, counted in counts.items()]


def _row(band: str, counted: dict[str, int]) -> dict[str, Any]:
    same, different = counted[Standing.SAME], counted[Standing.DIFFERENT]
    judged = same + different
    waiting = counted[Standing.WAITING] + counted[Standing.DISAGREED]
    percent = round(100 * same / judged) if judged else None
    return {"band": band, "same": same, "different": different, "waiting": waiting, "precision": percent}


def rejected(candidates: QuerySet[Candidate]) -> QuerySet[Candidate]:
    """What people said is not the same, the machine's worst mistakes first."""
    found: QuerySet[Candidate] = candidates.standing(Standing.DIFFERENT)  # type: ignore[attr-defined]
    return found


def by_algorithm(candidates: QuerySet[Candidate]) -> list[dict[str, Any]]:
    counted = candidates.order_by("algorithm").values_list("algorithm").annotate(count=Count("pk"))
    return [{"algorithm": algorithm, "count": count} for algorithm, count in counted]
