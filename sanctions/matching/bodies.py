"""Words that name what a body is, in the languages of partners and lists: 公安局 is a `public security bureau`."""

import re
import unicodedata
from functools import lru_cache

# English, then the same elsewhere: Arabic and Persian without the article, Russian, Ukrainian, Chinese, Burmese.
GLOSSARY = """
group: جماعة جماعه مجموعة گروه группа 集团 集團 | front: جبهة جبهه фронт | state: دولة دولت государство
army: جيش ارتش армия 军 တပ်မတော် | islamic: اسلامية اسلامي اسلامیه اسلامی исламский исламская
movement: حركة حرکت جنبش движение | party: حزب партия 党 | organization: منظمة تنظيم سازمان организация 组织
network: شبكة شبکه сеть | company: شركة شرکت کمپنی компания 公司 ကုမ္ပဏီ | exchange: صرافة صرافي صرافی صيرفة
bank: بنك بانک банк 银行 銀行 ဘဏ် | foundation: مؤسسة موسسة موسسه بنیاد фонд | association: جمعية انجمن ассоциация
institute: معهد институт 研究所 | council: مجلس شورا совет 委员会 | committee: لجنة کمیته комитет
court: محكمة دادگاه суд 法院 | combatant: مقاتلة مقاتله | armed: مسلحة مسلحه | brigade: لواء كتيبة تیپ бригада 旅
battalion: كتائب گردان батальон 营 | division: فرقة لشکر дивизия 师 | regiment: فوج полк 团
corps: فيلق سپاه корпус 兵团 兵團 | police: شرطة پلیس полиция 警察 | prison: سجن زندان тюрьма колония 监狱
security: امن امنية امنیت безопасность безопасности 安全 | public: عامة عمومی 公共
ministry: وزارة وزارت министерство 部 | defense: دفاع оборона обороны 国防 | interior: داخلية کشور внутренних
affairs: شؤون امور дел | intelligence: مخابرات استخبارات اطلاعات разведка разведки
directorate: مديرية ادارة управление | department: دائرة департамент 厅
federal: اتحادية федеральная федеральный федеральное | service: خدمة служба
national: وطنية وطني ملی национальный национальная национальная гвардия | guard: حرس پاسداران гвардия гвардии
revolutionary: ثوري انقلاب революционный | jihad: جهاد джихад | charity: خيرية благотворительный
international: دولية دولي بین‌المللی международный международная 国际 | factory: مصنع کارخانه завод 厂
general: عام عامة генеральный главное | production: 生产 生產 производственный | construction: 建设 建設 строительный
bureau: مكتب бюро 局 | public security: 公安 | private military company: чвк | joint stock company: ао
public joint stock company: пао | limited liability company: ооо | levant: شام
people: شعب شعبية اهل народный народная 人民 | republic: جمهورية республика 共和国 | army of: لجيش | libyan: ليبية ليبي
egyptian: مصري مصرية | tunisian: تونسية تونسي | moroccan: مغربية مغربي | syrian: سورية سوري سوريا | iraq: عراق
libya: ليبيا | yemen: يمن | russian: российский российская россии | chinese: 中国 中國 | xinjiang: 新疆
iranian: ایران إيران ایرانی | somali: صومال | palestine: فلسطين فلسطینی | algeria: جزائر | saudi: سعودية
belarus: беларусь беларуси | instrument: приборостроительный | machine building: машиностроительный | aviation: авиационный
metallurgical: металлургический | shipbuilding: судостроительный | research: исследовательский | scientific: научный научно
trading: торговый تجارية بازرگانی
oil: нефтяной نفط نفت | gas: газовый غاز گاز | enterprise: предприятие | military: военный عسكرية نظامی
investigative: следственный | prosecutor: прокуратура نيابة دادستانی | correctional: исправительная
detention: изолятор بازداشتگاه اعتقال | region: область | society: جماعت общество | sunni: سنة سنت | money exchange: حواله
"""


def _read() -> dict[str, str]:
    words: dict[str, str] = {}
    for entry in GLOSSARY.strip().replace("\n", " | ").split(" | "):
        english, _, others = entry.partition(": ")
        words |= {_plain(other): english for other in others.split()}
    return words


def _plain(word: str) -> str:
    """Without the differences that Arabic and Persian typing brings."""
    folded = unicodedata.normalize("NFKC", word).casefold().translate(ARABIC)
    return folded.replace("\u200c", "")


ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه"})
WORDS = _read()
CHINESE = re.compile("|".join(sorted((word for word in WORDS if word[0] > "\u2e80"), key=len, reverse=True)))
WORD = re.compile(r"\w[\w\u200c]*")
OPENINGS = ("", "ال", "وال", "لل", "و", "ب", "ل")


@lru_cache(20_000)
def translated(name: str) -> str:
    """The name of a body with such words in English; all others stay as they are."""
    if name.isascii():
        return name
    spaced = CHINESE.sub(lambda found: f" {WORDS[found[0]]} ", name)
    return WORD.sub(_word, spaced)


def _word(found: re.Match[str]) -> str:
    plain = _plain(found[0])
    for opening in OPENINGS:
        if plain.startswith(opening) and (english := WORDS.get(plain.removeprefix(opening))):
            return english
    return found[0]
