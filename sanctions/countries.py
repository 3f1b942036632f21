"""Countries by their codes, whatever a list calls them. No Django."""

from functools import lru_cache

# ISO 3166-1, lower case; then the names it goes by, the first one for pages.
NAMES = """
ad Andorra|ae United Arab Emirates;UAE|af Afghanistan|ag Antigua and Barbuda|al Albania|am Armenia|ao Angola|ar Argentina
at Austria|au Australia|az Azerbaijan|ba Bosnia and Herzegovina;Bosnia|bb Barbados|bd Bangladesh|be Belgium|bf Burkina Faso
bg Bulgaria|bh Bahrain|bi Burundi|bj Benin|bn Brunei;Brunei Darussalam|bo Bolivia|br Brazil|bs Bahamas;Bahamas, The|bt Bhutan
bw Botswana|by Belarus|bz Belize|ca Canada|cd Democratic Republic of the Congo;Congo, Democratic Republic of the;DRC
cf Central African Republic|cg Republic of the Congo;Congo;Congo, Republic of the|ch Switzerland
ci Côte d'Ivoire;Cote d Ivoire;Ivory Coast|cl Chile|cm Cameroon|cn China;People's Republic of China|co Colombia|cr Costa Rica
cu Cuba|cv Cabo Verde;Cape Verde|cy Cyprus|cz Czechia;Czech Republic|de Germany|dj Djibouti|dk Denmark|dm Dominica
do Dominican Republic|dz Algeria|ec Ecuador|ee Estonia|eg Egypt|er Eritrea|es Spain|et Ethiopia|fi Finland|fj Fiji|fr France
ga Gabon|gb United Kingdom;Great Britain;UK|gd Grenada|ge Georgia|gh Ghana|gm Gambia;The Gambia;Gambia, The|gn Guinea
gq Equatorial Guinea|gr Greece|gt Guatemala|gw Guinea-Bissau|gy Guyana|hk Hong Kong|hn Honduras|hr Croatia|ht Haiti
hu Hungary|id Indonesia|ie Ireland|il Israel|in India|iq Iraq|ir Iran;Iran, Islamic Republic of|is Iceland|it Italy
jm Jamaica|jo Jordan|jp Japan|ke Kenya|kg Kyrgyzstan;Kyrgyz Republic|kh Cambodia|km Comoros
kp North Korea;Korea, North;Democratic People's Republic of Korea;DPRK|kr South Korea;Korea, South;Republic of Korea
kw Kuwait|kz Kazakhstan|la Laos|lb Lebanon|li Liechtenstein|lk Sri Lanka|lr Liberia|ls Lesotho|lt Lithuania|lu Luxembourg
lv Latvia|ly Libya|ma Morocco|mc Monaco|md Moldova|me Montenegro|mg Madagascar|mh Marshall Islands
mk North Macedonia;Macedonia|ml Mali|mm Myanmar;Burma|mn Mongolia|mo Macau;Macao|mr Mauritania|mt Malta|mu Mauritius
mv Maldives|mw Malawi|mx Mexico|my Malaysia|mz Mozambique|na Namibia|ne Niger|ng Nigeria|ni Nicaragua
nl Netherlands;The Netherlands|no Norway|np Nepal|nz New Zealand|om Oman|pa Panama|pe Peru|pg Papua New Guinea|ph Philippines
pk Pakistan|pl Poland|ps Palestine;Palestinian;West Bank|pt Portugal|pw Palau|py Paraguay|qa Qatar|ro Romania|rs Serbia
ru Russia;Russian Federation|rw Rwanda|sa Saudi Arabia|sb Solomon Islands|sc Seychelles|sd Sudan|se Sweden|sg Singapore
si Slovenia|sk Slovakia|sl Sierra Leone|sm San Marino|sn Senegal|so Somalia|sr Suriname|ss South Sudan|sv El Salvador
sy Syria;Syrian Arab Republic|sz Eswatini;Swaziland|td Chad|tg Togo|th Thailand|tj Tajikistan|tl Timor-Leste;East Timor
tm Turkmenistan|tn Tunisia|to Tonga|tr Türkiye;Turkey|tt Trinidad and Tobago|tw Taiwan|tz Tanzania|ua Ukraine|ug Uganda
us United States;USA;United States of America|uy Uruguay|uz Uzbekistan|va Holy See;Vatican
vc Saint Vincent and the Grenadines|ve Venezuela|vn Vietnam;Viet Nam|vu Vanuatu|ws Samoa|xk Kosovo|ye Yemen|za South Africa
zm Zambia|zw Zimbabwe
"""


# The names of each country by its code, the first one for pages.
NAMES_OF = {
    code: names.split(";") for code, names in (one.split(" ", maxsplit=1) for one in NAMES.strip().replace("\n", "|").split("|"))
}
CODES = {name.casefold(): code for code, names in NAMES_OF.items() for name in (code, *names)}


@lru_cache(10_000)
def code_of(country: str) -> str:
    """The code of a country written as a code or a name; what is not known comes back as it was, in small letters."""
    plain = " ".join(country.casefold().split())
    return CODES.get(plain, plain)
