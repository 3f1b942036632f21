"""What may stand in an address."""

from cases.statuses import Section


class SectionConverter:
    """The sections by their codes; every other word is no page."""

    regex = "|".join(Section.values)

    def to_python(self, value: str) -> Section:
        return Section(value)

    def to_url(self, value: str) -> str:
        return str(value)
