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
]
NOT_YET = [("မင်းအောင်လှိုင်", "Min Aung Hlaing"), ("金正恩", "Kim Jong Un")]
BODIES_ALIKE = [
    ("Газпром ПАО", "Gazprom PJSC"),
    ("101st Light Infantry Division", "101 Light Infantry Division"),
    ("Orsa Mining Guard", "ORSA MINING GUARD LTD."),
    ("Islamic Revolutionary Guard Corps", "Islamic Revolutionary Guards Corps"),
]
BODIES_APART = [
    ("Bank Rossiya", "Bank of Russia"),
    ("Ministry of Defence of Russia", "Ministry of Defence of Belarus"),
    ("101st Light Infantry Division", "99th Light Infantry Division"),
    ("National Bank of Iran", "National Bank of Cuba"),
]
