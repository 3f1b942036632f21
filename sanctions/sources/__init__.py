"""One module for each official list. Adding a list means a module, a sample, a test, and its name here."""

from sanctions.entries import ListSource
from sanctions.sources import us_ofac_sdn

SOURCES: dict[str, ListSource] = {source.slug: source for source in (us_ofac_sdn.SOURCE,)}
