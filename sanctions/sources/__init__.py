"""One module for each official list. Adding a list means a module, a sample, a test, and its name here."""

from sanctions.entries import ListSource
from sanctions.sources import au_dfat, ca_jvcfoa, ca_sema, eu_fsf, gb_fcdo, us_ofac_consolidated, us_ofac_sdn, us_state_7031c

SOURCES: dict[str, ListSource] = {
    source.slug: source
    for source in (
        us_ofac_sdn.SOURCE,
        us_ofac_consolidated.SOURCE,
        us_state_7031c.SOURCE,
        gb_fcdo.SOURCE,
        eu_fsf.SOURCE,
        ca_sema.SOURCE,
        ca_jvcfoa.SOURCE,
        au_dfat.SOURCE,
    )
}
