"""Legal forms of companies in any language, each by one short word. `rigour` has the table, taken from ISO 20275."""

from functools import lru_cache

LONGEST = 500


@lru_cache(100_000)
def with_short_forms(name: str) -> str:
    """`Общество с ограниченной ответственностью Заря` is `llc Заря`. Costs no memory to speak of; imported when first asked."""
    from rigour.names import replace_org_types_compare  # noqa: PLC0415 -- pages that compare nothing do not load it

    # Some country has a form that is written "in"; in names it is the word.
    return " in ".join(replace_org_types_compare(part, generic=True) for part in name[:LONGEST].casefold().split(" in "))
