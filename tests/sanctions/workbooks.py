"""A workbook as an office program saves it, made of rows of words."""

import io
import zipfile
from xml.sax.saxutils import escape

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(rows, extra=b""):
    strings, cells = [], []
    for number, row in enumerate(rows, start=1):
        line = ""
        for letter, text in zip("ABCDEFGHIJKLMNOP", row, strict=False):
            if isinstance(text, int):
                line += f'<c r="{letter}{number}"><v>{text}</v></c>'
            elif text:
                line += f'<c r="{letter}{number}" t="s" s="1"><v>{len(strings)}</v></c>'
                strings.append(f"<si><t>{escape(text)}</t></si>")
        cells.append(f'<row r="{number}" spans="1:9">{line}</row>')
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/sharedStrings.xml", f'<sst xmlns="{SPACE}">{"".join(strings)}</sst>')
        book.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{SPACE}"><dimension ref="A1"/><sheetData>{"".join(cells)}</sheetData></worksheet>'.encode()
            + extra,
        )
    return made.getvalue()


HEADINGS = (
    "Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth", "Place of Birth", "Citizenship", "Address",
    "Additional Information", "Listing Information", "Committees", "Control Date", "Instrument of Designation",
)  # fmt: skip
MARO = ("14/01/1963", "Orsa, Veldonia", "Veldonia", "", "Colonel", "")
NOTHING = ("", "", "", "", "", "")
ROWS = (
    HEADINGS,
    ("1", "Maro Ilyich Teskan", "Individual", "Primary Name", *MARO, "Veldonia", 44562, "Veldonia List 2022"),
    ("1a", "Маро Тескан", "Individual", "Original Script", *NOTHING, "Veldonia", 44562, "Veldonia List 2022"),
    (2, "Orsa Mining", "Entity", "Primary Name", *NOTHING, "Veldonia", "1/02/2022", "Veldonia List 2022"),
)
