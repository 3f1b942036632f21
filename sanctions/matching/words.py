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

# Between the words of bodies; as names of persons some of them are initials.
LINKS = _words("in at for fi wa wal w i v y e des du del los las el et und fur der die das dar")

# Words that many bodies share: they agree cheaply and decide nothing.
GENERIC = _words("""
    bank group company committee ministry department office force forces army guard guards police unit division brigade
    battalion infantry national state federal general public international foundation party movement front trading
    industries service services directorate security defense interior military private institute corporation fund
    association organization center network council islamic affairs bureau holding capital trust systems solutions
    global enterprises regiment corps exchange money import export commercial investment investments development construction
    engineering distribution products production airlines shipping administration management academy science sciences
    research university petrochemical oil gas transport marine energy technology electronics enterprise society charity
    humanitarian relief school tourism travel real estate making factory industry
""")
LEGAL_FORMS = _words("""
    llc jsc ltd inc plc gmbh ag sa sas srl pjsc ojsc cjsc co corp corporation limited incorporated fze fzco llp lp bv nv
    ab as oy kft doo ad spa ooo oao pao zao ao pmc chvk mv ev company coltd coinc ltda cia ood eood bvba asbl vzw kg
    eirl sdn bhd pte pty srl sal sae kk scs sprl
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
# What a body is, as other languages say it in Latin letters: on lists as often as in English.
ELSEWHERE = """
group: jamaat jamaatu jamaah jamaa jemaah jemaat groupe grupo gruppe gruppa
movement: harakat haraka haraket movimiento mouvement | army: jaish jaysh ejercito armee armiya artesh
front: jabhat jabha jebhat frente | party: hizb partido parti partei partiya | state: dawlat dawla daulat
organization: tanzim tandhim sazman munazzamat organizacion organisacion organizzazione
company: sherkat sharikat sharika sherkate compania compagnie kompaniya empresa | brigade: liwa brigada
battalion: kataib katibat | corps: sepah sipah faylaq
foundation: fundacion fondation fondazione stiftung bonyad bunyad muassasat moassese fond | bank: banco banque banca
ministry: ministerio ministere ministerstvo wizarat vezarat | council: majlis shura consejo conseil soviet
islamic: islamiya islamiyah islamiyya islamiyyah islamia eslami islamique islamica
national: nacional nationale natsionalnyy | liberation: liberacion liberacao tahrir | people: ahl ahlis popular
international: internacional internationale | association: asociacion jamiat jamiyat anjoman
society: sociedad societe obshchestvo | factory: zavod fabrica | security: amniyat seguridad securite bezopasnosti
defense: defensa difa | guard: guardia garde gvardiya haras pasdaran | industry: industria industrie sanat sanaye
revolutionary: revolucionario revolucionaria enghelab | charity: kheiriyeh khayriyya | import: ithalat | export: ihracat
trading: ticaret torgovyy bazargani | oil: naft petrol | institute: institut instituto
"""
SAME_WORDS |= {
    word: english
    for english, _, others in (entry.partition(": ") for entry in ELSEWHERE.strip().replace("\n", " | ").split(" | "))
    for word in others.split()
}
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
# What a body does for its living: one that only one of two has tells a bank from its brokers.
BUSINESSES = _words("""
    bank trading shipping insurance leasing brokerage tourism airlines exchange university school ministry
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
