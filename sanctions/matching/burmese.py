"""Burmese names as newspapers spell them: မင်းအောင်လှိုင် is `min aung hlaing`.

Letters do not give it away: a syllable is read as a whole, from its first consonant and its rhyme.
"""

import re

ONSETS = {
    "က": "k", "ခ": "kh", "ဂ": "g", "ဃ": "g", "င": "ng", "စ": "s", "ဆ": "s", "ဇ": "z", "ဈ": "z", "ည": "ny", "ဉ": "ny",
    "ဋ": "t", "ဌ": "ht", "ဍ": "d", "ဎ": "d", "ဏ": "n", "တ": "t", "ထ": "ht", "ဒ": "d", "ဓ": "d", "န": "n", "ပ": "p",
    "ဖ": "hp", "ဗ": "b", "ဘ": "b", "မ": "m", "ယ": "y", "ရ": "y", "လ": "l", "ဝ": "w", "သ": "th", "ဿ": "th", "ဟ": "h",
    "ဠ": "l", "အ": "", "ဣ": "i", "ဤ": "i", "ဥ": "u", "ဦ": "oo", "ဧ": "e", "ဩ": "aw", "ဪ": "aw",
}  # fmt: skip

# Without tone marks, which spelling leaves out; a final consonant carries the sign ် behind it.
RHYMES = {
    "": "a", "ာ": "a", "ါ": "a", "ိ": "i", "ီ": "i", "ု": "u", "ူ": "u", "ေ": "ay", "ဲ": "e", "ို": "o",
    "ော": "aw", "ေါ": "aw", "ော်": "aw", "ေါ်": "aw", "ံ": "an", "ိံ": "ein", "ုံ": "on",
    "က်": "et", "င်": "in", "စ်": "it", "ည်": "i", "ဉ်": "in", "ယ်": "e", "တ်": "at", "ပ်": "at", "န်": "an", "မ်": "an",
    "ိတ်": "eik", "ိပ်": "eik", "ိန်": "ein", "ိမ်": "ein", "ုတ်": "ok", "ုပ်": "ok", "ုန်": "on", "ုမ်": "on",
    "ောက်": "auk", "ေါက်": "auk", "ောင်": "aung", "ေါင်": "aung", "ိုက်": "aik", "ိုင်": "aing", "ွန်": "un", "ွမ်": "un",
    "ွတ်": "ut", "ွပ်": "ut", "ွံ": "un", "ွေ": "we", "ွယ်": "we", "ွဲ": "we", "ွာ": "wa", "ွါ": "wa", "ွ": "wa", "ွင်": "win",
    "ွက်": "wet", "ွီ": "wi",
}  # fmt: skip

TONES = re.compile(r"[း့]")
STACKED = re.compile(r"္")  # a consonant written below another one closes the syllable before
SYLLABLE = re.compile(r"([က-အဣ-ဧဩဪဿ])([ျြှ]*)((?:[ါ-ဲံွှ]|(?:[က-အ]်)|်)*)")
MEDIALS = {"ျ": "y", "ြ": "y"}


def romanise(text: str) -> str:
    """Syllable by syllable, with spaces between. What is no syllable is left out."""
    plain = STACKED.sub("်", TONES.sub("", text))
    return " ".join(_spell(*found) for found in SYLLABLE.findall(plain))


def _spell(consonant: str, medials: str, rhyme: str) -> str:
    breathed = "h" if "ှ" in medials + rhyme and ONSETS[consonant] in {"l", "m", "n", "w", "ng", "y"} else ""
    glide = next((MEDIALS[sign] for sign in medials if sign in MEDIALS), "")
    onset = ONSETS[consonant]
    if breathed and onset == "y":
        onset, breathed = "sh", ""
    if consonant in "ဣဤဥဦဧဩဪ":
        return onset
    return breathed + onset + glide + _rhyme(rhyme.replace("ှ", ""))


def _rhyme(signs: str) -> str:
    if signs in RHYMES:
        return RHYMES[signs]
    known = max((rhyme for rhyme in RHYMES if signs.startswith(rhyme)), key=len)
    return RHYMES[known]
