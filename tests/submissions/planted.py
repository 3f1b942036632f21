"""Two hundred people who do not exist, and the eight ways in which each of them could come to stand in a file."""

import io

from docx import Document
from PIL import Image

from submissions.exporters.faces import typeset

# As in a passport, in Arabic and in Cyrillic letters.
IN_THREE_SCRIPTS = [
    ("Amina Bensaid", "أمينة بن سعيد", "Амина Бенсаид"),
    ("Yusuf Karimov", "يوسف كريموف", "Юсуф Каримов"),
    ("Leila Haddad", "ليلى حداد", "Лейла Хаддад"),
    ("Omar Farouk Saidi", "عمر فاروق سعيدي", "Омар Фарук Саиди"),
    ("Natalia Sorokina", "ناتاليا سوروكينا", "Наталья Сорокина"),
    ("Ibrahim Khalil", "إبراهيم خليل", "Ибрагим Халиль"),
    ("Fatima Zahra Idrisi", "فاطمة الزهراء الإدريسي", "Фатима Захра Идриси"),
    ("Samir Nasser", "سمير ناصر", "Самир Насер"),
    ("Gulnara Akhmetova", "غولنارا أخميتوفا", "Гульнара Ахметова"),
    ("Hassan Mansour", "حسن منصور", "Хасан Мансур"),
    ("Viktor Melnikov", "فيكتور ميلنيكوف", "Виктор Мельников"),
    ("Mariam Daoud", "مريم داود", "Мариам Дауд"),
    ("Khadija Rahmani", "خديجة رحماني", "Хадиджа Рахмани"),
    ("Andrei Kovalenko", "أندريه كوفالينكو", "Андрей Коваленко"),
    ("Tariq Suleiman", "طارق سليمان", "Тарик Сулейман"),
    ("Zaynab Barakat", "زينب بركات", "Зайнаб Баракат"),
    ("Oksana Tymchenko", "أوكسانا تيمتشينكو", "Оксана Тимченко"),
    ("Bilal Hamdan", "بلال حمدان", "Билал Хамдан"),
    ("Rustam Nazarov", "رستم نزاروف", "Рустам Назаров"),
    ("Salma Jabari", "سلمى جعبري", "Сальма Джабари"),
    ("Dmitri Volkov", "دميتري فولكوف", "Дмитрий Волков"),
    ("Nadia Boutros", "نادية بطرس", "Надия Бутрос"),
    ("Karim Shahin", "كريم شاهين", "Карим Шахин"),
    ("Larisa Petrenko", "لاريسا بيترينكو", "Лариса Петренко"),
    ("Mustafa Darwish", "مصطفى درويش", "Мустафа Дарвиш"),
]
GIVEN = (
    "Elif",
    "Tomas",
    "Nimmi",
    "Rosario",
    "Chidi",
    "Wanjiru",
    "Ngozi",
    "Paulo",
    "Ketevan",
    "Anahit",
    "Somchai",
    "Maite",
    "Pilar",
)
FAMILY = (
    "Abendroth",
    "Quispe",
    "Okonkwo",
    "Tshabalala",
    "Gvelesiani",
    "Hakobyan",
    "Villanueva",
    "Rathnayake",
    "Ozdemir",
    "Mukasa",
)
PLACES = ("text", "exhibit", "file name", "exif", "docx property", "hidden text", "arabic", "cyrillic")


def people():
    """`{place: [(the protected name, how it stands there)]}`, 25 for each of the eight places."""
    plain = [f"{given} {family}" for given in GIVEN for family in FAMILY][:125]
    plain += [latin for latin, _, _ in IN_THREE_SCRIPTS]
    found = {place: [(name, name) for name in plain[at * 25 : at * 25 + 25]] for at, place in enumerate(PLACES[:6])}
    # The same people are looked for in letters of another script: as others than those above, so that each is found by itself.
    found["arabic"] = [(latin, arabic) for latin, arabic, _ in IN_THREE_SCRIPTS]
    found["cyrillic"] = [(arabic, cyrillic) for _, arabic, cyrillic in IN_THREE_SCRIPTS]
    return found


def picture(description):
    sink, exif = io.BytesIO(), Image.Exif()
    if description:
        exif[0x010E], exif[0x013B] = "taken at the quarry", description
    Image.new("RGB", (32, 32), "grey").save(sink, "JPEG", exif=exif)
    return sink.getvalue()


def letter(lines, *, author=""):
    document, sink = Document(), io.BytesIO()
    for line in lines:
        paragraph = document.add_paragraph()
        for at in range(0, len(line), 4):  # as word processors cut words into runs
            paragraph.add_run(line[at : at + 4])
    document.core_properties.author = author
    document.save(sink)
    return sink.getvalue()


def page_with_hidden(words, template):
    """A PDF on which words stand in white, too small to be seen."""
    template.write_text(
        '#set document(title: "Page", date: none)\n'
        '#set text(font: ("Source Sans 3", ..json(bytes(sys.inputs.faces))), lang: "en")\nA page.\n'
        "#text(fill: white, size: 1pt, json(bytes(sys.inputs.content)).join([ \\ ]))"
    )
    return typeset(template, words)
