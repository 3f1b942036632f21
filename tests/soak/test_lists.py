"""Ten thousand damaged publications: each set aside with a reason, or read right."""

import pytest

from tests.sanctions.test_damage import FILES, damage_unseen, take

pytestmark = pytest.mark.soak
ENOUGH = 10_000
__all__ = ["take"]  # a fixture


@pytest.mark.parametrize("slug", FILES)
def test_damage_is_seen(take, slug):
    assert damage_unseen(take, slug, range(1000, 1000 + ENOUGH // len(FILES) + 1)) == []
