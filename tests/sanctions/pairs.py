from sanctions.matching.facts import SubjectFacts


def person(*names, **facts):
    return SubjectFacts(kind="person", names=names, **facts)


def body(*names, **facts):
    return SubjectFacts(kind="organisation", names=names, **facts)


PERSONS_ALIKE = [
    ("Владимир Владимирович Путин", "Vladimir Putin"),
    ("Кадыров Рамзан Ахматович", "Ramzan Kadyrov"),
    ("Аляксандр Лукашэнка", "Alexander Lukashenko"),
    ("Сергей Аксьонов", "Sergey Aksyonov"),
    ("محمد بن سلمان آل سعود", "Mohammed bin Salman Al Saud"),
    ("بشار الأسد", "Bashar al-Assad"),
    ("معمر القذافي", "Muammar Gaddafi"),
    ("陈全国", "Chen Quanguo"),
    ("王君正", "Wang Junzheng"),
    ("김정은", "Kim Jong Un"),
    ("金正恩", "Kim Jong Un"),
    ("မင်းအောင်လှိုင်", "Min Aung Hlaing"),
    ("သန်းရွှေ", "Than Shwe"),
    ("ရဲဝင်းဦး", "Ye Win Oo"),
    ("バラク・オバマ", "Barack Obama"),
    ("陳全國", "陈全国"),
    ("Путин Владимир Владимирович", "Vladimir Putin"),
    ("Усама бен Ладен", "Osama bin Laden"),
    ("شمس الدین", "Shamsuddin"),
    ("AlisherUsmanov", "Alisher Usmanov"),
    ("Nikolai Patr ushev", "Nikolai Platonovich Patrushev"),
    ("JC Juncker", "Jean-Claude Juncker"),
    ("Ig0r Sech1n", "Igor Sechin"),
    ("Usama bin Laden", "Osama bin Ladin"),
    ("Abd al-Rahman Yasin", "Abdul Rahman Yasin"),
    ("Abdurrahman Yasin", "Abd al-Rahman Yasin"),
    ("Jon Smith", "John Smith"),
    ("J. Kony", "Joseph Kony"),
    ("Saddam Husayn", "Saddam Hussein"),
    ("Muhammad Yunus", "Mohammed Younis"),
    ("Ali Hassan Salameh", "Ali Hasan Salama"),
    ("Nguyễn Văn Minh", "NGUYEN Van Minh"),
    ("Gen. Maro Teskan", "Teskan, Maro"),
    ("Maro Ilyich Teskan", "Maro Teskan"),
]
PERSONS_APART = [
    ("Kim Jong Un", "Kim Jong Il"),
    ("Kim Yong Chol", "Kim Yong Nam"),
    ("Igor Krasnov", "Igor Krasnikov"),
    ("Maria Ivanova", "Mariya Ivanov"),
    ("Muhammad Ahmed", "Ahmed Muhammad Ali"),
    ("Ali Hassan", "Ali Hussein"),
    ("Ivan Petrov", "Petr Ivanov"),
    ("Wang Wei", "Wang Yi"),
    ("Chen Wei", "Kim Jong Un"),
    ("Sergei Lavrov", "Sergei Lebedev"),
    ("이재형", "이재명"),
    ("陈全国", "陈全明"),
    ("မင်းအောင်လှိုင်", "Mya Tun Oo"),
    ("BARZAN IBRAHIM HASSAN AL-TIKRITI", "عمر سبعاوي إبراهيم حسن التكريتي"),
    ("AYMAN SABAWI IBRAHIM HASAN AL-DULAIMI", "AYMAN SABAWI IBRAHIM HASAN AL-TIKRITI"),
]
BODIES_ALIKE = [
    ("Газпром ПАО", "Gazprom PJSC"),
    ("101st Light Infantry Division", "101 Light Infantry Division"),
    ("Orsa Mining Guard", "ORSA MINING GUARD LTD."),
    ("Islamic Revolutionary Guard Corps", "Islamic Revolutionary Guards Corps"),
]
BODIES_ALIKE += [
    ("ЧВК Вагнер", "PMC Wagner"),
    ("新疆生产建设兵团", "Xinjiang Production and Construction Corps"),
    ("الجماعة الاسلامية المقاتلة الليبية", "Libyan Islamic Fighting Group"),
    ("Общество с ограниченной ответственностью Заря", "Zarya LLC"),
    ("Brigade Forty-Four", "44th Brigade"),
    ("PLA", "People's Liberation Army"),
    ("Good Will Company", "Goodwill Company"),
    ("A.B.C. Company", "ABC Co."),
    ("Ardalskiy Instrument Factory", "Акционерное общество «Ардальский приборостроительный завод»"),
    ("JAMAAT ANSAR ORSA", "Ansar Orsa Group"),
    ("Orsa Money Exchange", "صرافة أورسا"),
    ("Islamic State in Iraq and the Levant - Libya", "الدولة الإسلامية في العراق والشام - ليبيا"),
]
BODIES_APART = [
    ("Bank Rossiya", "Bank of Russia"),
    ("Ministry of Defence of Russia", "Ministry of Defence of Belarus"),
    ("101st Light Infantry Division", "99th Light Infantry Division"),
    ("National Bank of Iran", "National Bank of Cuba"),
    ("Banco Santander S.A.", "Banco Santander México S.A."),
    ("Management Company 23", "Management Company"),
    ("C.B.A. Company", "A.B.C. Company"),
    ("Al-Haramain: Pakistan Branch", "Al-Haramain: Tanzania Branch"),
    ("Orsa Import Export Company", "Teskan Import Export Co., Ltd."),
]
