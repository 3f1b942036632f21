"""Regions of the world, as the United Nations' statisticians draw them (M49). A country that is none we know has none."""

from django.utils.translation import gettext_lazy as _

ELSEWHERE = "elsewhere"
LABELS = {
    "northern_africa": _("Northern Africa"),
    "eastern_africa": _("Eastern Africa"),
    "middle_africa": _("Middle Africa"),
    "southern_africa": _("Southern Africa"),
    "western_africa": _("Western Africa"),
    "caribbean": _("Caribbean"),
    "central_america": _("Central America"),
    "south_america": _("South America"),
    "northern_america": _("Northern America"),
    "central_asia": _("Central Asia"),
    "eastern_asia": _("Eastern Asia"),
    "south_eastern_asia": _("South-eastern Asia"),
    "southern_asia": _("Southern Asia"),
    "western_asia": _("Western Asia"),
    "eastern_europe": _("Eastern Europe"),
    "northern_europe": _("Northern Europe"),
    "southern_europe": _("Southern Europe"),
    "western_europe": _("Western Europe"),
    "oceania": _("Oceania"),
    ELSEWHERE: _("No region"),
}
COUNTRIES = {
    "northern_africa": "dz eg ly ma sd tn",
    "eastern_africa": "bi dj er et ke km mg mu mw mz rw sc so ss tz ug zm zw",
    "middle_africa": "ao cd cf cg cm ga gq td",
    "southern_africa": "bw ls na sz za",
    "western_africa": "bf bj ci cv gh gm gn gw lr ml mr ne ng sl sn tg",
    "caribbean": "ag bb bs cu dm do gd ht jm tt vc",
    "central_america": "bz cr gt hn mx ni pa sv",
    "south_america": "ar bo br cl co ec gy pe py sr uy ve",
    "northern_america": "ca us",
    "central_asia": "kg kz tj tm uz",
    "eastern_asia": "cn hk jp kp kr mn mo tw",
    "south_eastern_asia": "bn id kh la mm my ph sg th tl vn",
    "southern_asia": "af bd bt in ir lk mv np pk",
    "western_asia": "ae am az bh cy ge il iq jo kw lb om ps qa sa sy tr ye",
    "eastern_europe": "bg by cz hu md pl ro ru sk ua",
    "northern_europe": "dk ee fi gb ie is lt lv no se",
    "southern_europe": "ad al ba es gr hr it me mk mt pt rs si sm va xk",
    "western_europe": "at be ch de fr li lu mc nl",
    "oceania": "au fj mh nz pg pw sb to vu ws",
}
REGION_OF = {country: region for region, countries in COUNTRIES.items() for country in countries.split()}


def region_of(country: str) -> str:
    return REGION_OF.get(country, ELSEWHERE)
