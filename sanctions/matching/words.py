"""Words inside names that are not the name, or not the whole of it. In the form that `names.tokens` gives them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words("""
    mr mrs ms dr prof sir haji hajji hadji sheikh shaykh shaikh sheik mullah mulla maulana mawlana maulvi mawlawi
    ayatollah hojjatoleslam gen general lt lieutenant col colonel maj major brig brigadier capt captain president prince
    imam jr sr prasident presidente qari alhaj judge minister
""")
TITLES_IN_CONSONANTS = _words("shikh alshikh qri hji hj hag mla mulu mului mulana")
HONORIFICS = _words("sayyid sayed sayyed sayid saiyed syed seyed seyyed sheikh haji khan agha akhund mullah")
ARTICLES = _words("al el ul ur ar as ad an at az")
PARTICLES = ARTICLES | _words("ash bin ben ibn bn bint ould wuld abu abou de la le du da von van der and of the na")

# Words that many bodies share: they agree cheaply and decide nothing.
GENERIC = _words("""
    bank group company committee ministry department office force forces army guard guards police unit division brigade
    battalion infantry national state federal general public international foundation party movement front trading
    industries service services directorate security defense interior military private institute corporation fund
    association organization center network council islamic affairs bureau holding capital trust systems solutions
    global enterprises regiment corps exchange
""")
LEGAL_FORMS = _words("""
    llc jsc ltd inc plc gmbh ag sa sas srl pjsc ojsc cjsc co corp corporation limited incorporated fze fzco llp lp bv nv
    ab as oy kft doo ad spa ooo oao pao zao ao pmc chvk mv ev company coltd coinc
""")
SAME_WORDS = {
    "intl": "international", "organisation": "organization", "centre": "center", "defence": "defense",
    "dept": "department", "govt": "government", "fighting": "combatant", "qaida": "qaeda", "labour": "labor",
    "organizatsiya": "organization", "mujahideen": "mujahidin", "islami": "islamic", "banking": "bank",
    "libyan": "libya", "egyptian": "egypt", "tunisian": "tunisia", "moroccan": "morocco", "syrian": "syria",
    "iraqi": "iraq", "iranian": "iran", "russian": "russia", "chinese": "china", "ukrainian": "ukraine",
    "plant": "factory", "works": "factory", "centres": "center", "companies": "company",
    "swiss": "switzerland", "indonesian": "indonesia", "algerian": "algeria", "somali": "somalia", "korean": "korea",
    "burmese": "myanmar", "burma": "myanmar", "belarusian": "belarus",
}  # fmt: skip
SAME_PHRASES = {"united states of america": "us", "united states": "us", "united kingdom": "uk", "great britain": "uk"}
NUMBERS = {
    word: number
    for number, words in enumerate(
        ("one first", "two second", "three third", "four fourth", "five fifth", "six sixth", "seven seventh", "eight eighth",
         "nine ninth", "ten tenth", "eleven eleventh", "twelve twelfth"), start=1)
    for word in words.split()
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip

# Names that millions bear: two of them alike is little.
COMMON_NAMES = _words("""
    mhmd mhmud hmd hsn hsin ly li muhammad ahmed ali hassan hussein abdallah mahmoud mustafa omar ibrahim khalid
    abdrahman yusuf khan said salim kim lee park choe wang li zhang chen liu yang wei jun yong chol nguyen maria ivan
    vladimir sergei alexander jose juan carlos garcia rodriguez gonzalez lopez martinez hernandez perez john david
    michael james smith aung maung kyaw min win singh kumar moe tun
""")
# A place in the name of a body tells one branch from another.
PLACES = _words("""
    afghanistan africa america asia algeria algerian arabia belarus belgium branch britain canada chile china chinese
    colombia congo cuba denmark egypt egyptian ethiopia europe france germany georgia hong india indonesia iran iranian
    iraq iraqi israel italy japan kenya korea kosovo kuwait lebanon libya libyan london malaysia mali mexico moroccan
    morocco moscow myanmar netherlands nigeria pakistan palestine philippines poland qatar russia russian saudi schweiz
    sinai somali somalia spain sudan swiss switzerland syria syrian tajikistan tanzania tunisia tunisian turkey uganda
    ukraine ukrainian us uk venezuela vietnam yemen zimbabwe xinjiang crimea donetsk luhansk khorasan bangladesh eritrea
    north south east west northern southern eastern western
""")
COMPASS = _words("north south east west northern southern eastern western branch")  # places only beside another
WOMENS_ENDINGS = ("ov", "ev", "in", "sky", "skiy", "ski")
