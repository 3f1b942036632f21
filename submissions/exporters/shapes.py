"""A drawing of `chain` as shapes of Word: boxes with text that officials can edit, arrows, and its sentences to be heard."""

from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from markupsafe import Markup

from submissions.exporters.chain import drawing_of

EMU = 12700  # in a point
URI = "http://schemas.microsoft.com/office/word/2010"
SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    f' xmlns:wpg="{URI}/wordprocessingGroup" xmlns:wps="{URI}/wordprocessingShape"'
)
NO_LINE = "<a:ln><a:noFill/></a:ln>"
EDGE = '<a:ln w="7620"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln>'
ARROW = '<a:ln w="9525"><a:solidFill><a:srgbClr val="55616D"/></a:solidFill><a:tailEnd type="triangle"/></a:ln>'
WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'


def drawing(ask: dict[str, Any]) -> Markup:
    """A paragraph with the drawing, for a template's `{{p ask|drawing }}`; nothing where there is nothing to draw."""
    drawn = drawing_of(ask)
    return Markup(_paragraph(drawn)) if drawn else Markup()  # noqa: S704 -- every text in it is escaped below


def _paragraph(drawn: dict[str, Any]) -> str:
    size = f'cx="{_emu(drawn["width"])}" cy="{_emu(drawn["height"])}"'
    shapes = "".join(_shapes(drawn))
    return (
        f'<w:p><w:r><mc:AlternateContent {SPACES}><mc:Choice Requires="wpg"><w:drawing>'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="1" name="Command and responsibility" descr={quoteattr(drawn["alt"])}/>'
        f'<a:graphic><a:graphicData uri="{URI}/wordprocessingGroup"><wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>'
        f'<a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm></wpg:grpSpPr>{shapes}</wpg:wgp>'
        f"</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:t>{escape(drawn['alt'])}</w:t>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def _shapes(drawn: dict[str, Any]) -> Iterator[str]:
    """Arrows first: where one passes behind a box, the box covers it."""
    number = 1
    yield _frame(drawn)
    for arrow in drawn["arrows"]:
        yield _line(number := number + 1, arrow)
    for box in drawn["boxes"]:
        edge = EDGE.format(colour="1C2733" if box["is_subject"] else "B9B2A2")
        place = (box["x"], box["y"], box["width"], box["height"])
        yield _text(number := number + 1, place, _words(box["lines"], is_first_bold=box["is_subject"]), WHITE + edge)
        if box["labels"]:
            above = (box["x"], box["y"] - box["label_height"], box["width"], box["label_height"])
            yield _text(number := number + 1, above, _words(box["labels"], is_label=True), WHITE + NO_LINE)


def _frame(drawn: dict[str, Any]) -> str:
    """Nothing to be seen, as large as the whole: some readers stretch a group to what is in it."""
    return (
        f'<wps:wsp><wps:cNvPr id="1" name="Frame"/><wps:cNvSpPr/><wps:spPr>{_place(0, 0, drawn["width"], drawn["height"])}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>{NO_LINE}</wps:spPr><wps:bodyPr/></wps:wsp>'
    )


def _text(number: int, place: tuple[float, float, float, float], words: str, look: str) -> str:
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Shape {number}"/><wps:cNvSpPr txBox="1"/><wps:spPr>{_place(*place)}'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{look}</wps:spPr><wps:txbx><w:txbxContent>{words}</w:txbxContent>'
        '</wps:txbx><wps:bodyPr wrap="square" lIns="63500" tIns="0" rIns="63500" bIns="0" anchor="ctr"><a:noAutofit/>'
        "</wps:bodyPr>"
        "</wps:wsp>"
    )


def _line(number: int, arrow: dict[str, Any]) -> str:
    flip = ' flipH="1"' if arrow["x2"] < arrow["x1"] else ""
    left, width = min(arrow["x1"], arrow["x2"]), abs(arrow["x2"] - arrow["x1"])
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Arrow {number}"/><wps:cNvCnPr/><wps:spPr>'
        f"{_place(left, arrow['y1'], width, arrow['y2'] - arrow['y1'], flip)}"
        f'<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>{ARROW}</wps:spPr><wps:bodyPr/></wps:wsp>'
    )


def _place(x: float, y: float, width: float, height: float, flip: str = "") -> str:
    return f'<a:xfrm{flip}><a:off x="{_emu(x)}" y="{_emu(y)}"/><a:ext cx="{_emu(width)}" cy="{_emu(height)}"/></a:xfrm>'


def _words(lines: list[str], *, is_first_bold: bool = False, is_label: bool = False) -> str:
    """Small, close, and in the face of the document."""
    middle = '<w:jc w:val="center"/>' if is_label else ""
    size = f'<w:sz w:val="{17 if is_label else 18}"/>' + ('<w:color w:val="55616D"/>' if is_label else "")
    told = ""
    for at, line in enumerate(lines):
        weight = "<w:b/>" if is_first_bold and at == 0 else ""
        told += (
            f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>{middle}</w:pPr>'
            f'<w:r><w:rPr>{weight}{size}</w:rPr><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        )
    return told


def _emu(points: float) -> int:
    return max(0, round(points * EMU))
