"""Words inside names that are not the name, or not the whole of it. In the form that `names.tokens` gives them."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words("""
    mr mrs ms dr prof sir haji hajji sheikh shaykh shaikh mullah maulana mawlana maulvi mawlawi ayatollah
    hojjatoleslam gen general lt lieutenant col colonel maj major brig brigadier capt captain president prince imam
    sayyid sayed
""")
ARTICLES = _words("al el ul ur ar as ad an at az")
PARTICLES = ARTICLES | _words("ash bin ben ibn bn bint ould abu de la le du da von van der and of the")

# Words that many bodies share: they agree cheaply and decide nothing.
GENERIC = _words("""
    bank group company committee ministry department office force forces army guard guards police unit division
    brigade battalion infantry national state federal general public international foundation party movement front
    trading industries service services directorate security defence defense interior military private pmc chvk
    institute
""")
LEGAL_FORMS = _words("""
    ooo oao pao zao ao ltd llc inc plc gmbh ag sa sas srl pjsc jsc ojsc cjsc co corp corporation limited incorporated
    fze fzco llp lp bv nv ab as oy kft doo ad spa aktiengesellschaft
""")
# Given names that millions bear: two of them alike is little.
COMMON_NAMES = _words("muhammad ahmed ali hassan hussein")
WOMENS_ENDINGS = ("ov", "ev", "in", "sky", "skiy", "ski")
