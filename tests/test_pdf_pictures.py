"""Pictures in print: at their size, in their place, and those that cannot be printed named with the reason."""

from __future__ import annotations

import re
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from docx_builder import docx_parts, packed, part, relationships
from pdf_builder import EXACT, FREE, PAGE, lines_of, needs_fonts, no_complaint, text
from PIL import Image

from docgen.errors import TemplateError
from docgen.limits import Limits
from docgen.make.papers import make_pdf
from docgen.make.pictures import Pictures
from docgen.spec.model import DocumentSpec
from docgen.units import Length
from docgen.view.model import Picture

pytestmark = needs_fonts

WIDTH, HEIGHT = Length.of_pt(100), Length.of_pt(40)
MARGIN = 76.55
LAW: DocumentSpec = FREE


def picture(kind: str = "PNG", size: tuple[int, int] = (50, 20)) -> bytes:
    stream = BytesIO()
    Image.new("RGB", size, "red").save(stream, kind)
    return stream.getvalue()


LOGO = picture()


def drawing(place: str = "", *, kind: str = "inline", attributes: str = "", cut: str = "") -> str:
    return (
        f"<w:r><w:drawing><wp:{kind} {attributes}>{place}<wp:extent cx='{WIDTH:d}' cy='{HEIGHT:d}'/>"
        "<wp:docPr id='1' name='x' descr='信头'/><a:graphic><a:graphicData "
        "uri='http://schemas.openxmlformats.org/drawingml/2006/picture'><pic:pic><pic:blipFill>"
        f"<a:blip r:embed='rId9'/>{cut}</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:{kind}>"
        "</w:drawing></w:r>"
    )


def floating(across: str, down: str, **options: str) -> str:
    """An anchored picture; a place is ``page:12`` (points from the page) or ``margin:center``."""

    def position(way: str, said: str) -> str:
        anchor, _, where = said.partition(":")
        number = re.fullmatch(r"-?\d+", where)
        inside = (
            f"<wp:posOffset>{Length.of_pt(int(where)):d}</wp:posOffset>" if number else f"<wp:align>{where}</wp:align>"
        )
        return f"<wp:position{way} relativeFrom='{anchor}'>{inside}</wp:position{way}>"

    wrap = options.pop("wrap", "<wp:wrapNone/>")
    return drawing(position("H", across) + position("V", down) + wrap, kind="anchor", **options)


def paragraph(*content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{EXACT}{properties}</w:pPr>{''.join(content)}</w:p>"


def word(written: str) -> str:
    return f"<w:r><w:rPr><w:sz w:val='32'/></w:rPr><w:t>{written}</w:t></w:r>"


def paper(body: str, data: bytes | None = LOGO, header: str = "", footer: str = "") -> bytes:
    linked = {"rId9": "image media/logo.png"}
    furniture = {kind: content for kind, content in (("header", header), ("footer", footer)) if content}
    references = "".join(f'<w:{kind}Reference w:type="default" r:id="{kind}"/>' for kind in furniture)
    related = linked | {kind: f"{kind} {kind}1.xml" for kind in furniture}
    parts: dict[str, str | bytes] = dict(docx_parts(f"{body}<w:sectPr>{references}{PAGE}</w:sectPr>", related=related))
    for kind, content in furniture.items():
        parts[f"word/{kind}1.xml"] = part(f"w:{kind[0]}{'dr' if kind == 'header' else 'tr'}", content)
        parts[f"word/_rels/{kind}1.xml.rels"] = relationships(linked)
    if data is not None:
        parts["word/media/logo.png"] = data
    return packed(parts)


def printed(body: str, header: str = "", data: bytes = LOGO) -> bytes:
    with no_complaint():
        return make_pdf(LAW, paper(body, data, header))


def drawn(pdf: bytes, page: int = 0) -> list[tuple[float, float, float, float]]:
    """Left, top, width and height of every picture of a page, in points from its upper left corner."""
    sheet = pdfium.PdfDocument(pdf)[page]
    bounds = [found.get_bounds() for found in sheet.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE])]
    return [(left, sheet.get_height() - top, right - left, top - bottom) for left, bottom, right, top in bounds]


def place(pdf: bytes) -> tuple[float, float]:
    ((left, top, width, height),) = drawn(pdf)
    assert (width, height) == pytest.approx((100, 40), abs=0.1)
    return left, top


def test_a_picture_in_the_line_is_drawn_at_its_size_where_it_stands() -> None:
    pdf = printed(paragraph(word("前前"), drawing(), word("后")))
    left, _ = place(pdf)
    assert left == pytest.approx(MARGIN + 32, abs=0.2)
    assert [written.replace(" ", "") for written, _, _ in lines_of(pdf)] == ["前前后"]


@pytest.mark.parametrize(
    ("across", "down", "left", "top"),
    [
        ("page:10", "page:20", 10, 20),
        ("margin:10", "margin:20", MARGIN + 10, MARGIN + 20),
        ("column:10", "paragraph:20", MARGIN + 10, MARGIN + 28 + 20),
        ("page:center", "page:bottom", 595.3 / 2 - 50, 841.9 - 40),
        ("margin:right", "margin:center", 595.3 - MARGIN - 100, 841.9 / 2 - 20),
    ],
)
def test_a_floating_picture_stands_at_its_anchor_and_takes_no_room(
    across: str, down: str, left: float, top: float
) -> None:
    body = text("一") + paragraph(floating(across, down), word("二")) + text("三")
    pdf = printed(body)
    assert place(pdf) == pytest.approx((left, top), abs=0.3)
    assert lines_of(pdf) == lines_of(printed(text("一") + paragraph(word("二")) + text("三")))


def test_a_floating_picture_goes_over_the_page_with_its_paragraph() -> None:
    body = text("满") * 24 + paragraph(floating("column:0", "paragraph:0"), word("下页"))
    pdf = printed(body)
    assert [len(drawn(pdf, page)) for page in range(2)] == [0, 1]


def test_no_text_stands_beside_a_picture_that_keeps_it_away() -> None:
    body = paragraph(floating("column:0", "paragraph:0", wrap="<wp:wrapTopAndBottom/>"), word("下"))
    plain, below = (lines_of(printed(each))[0][2] for each in (paragraph(word("下")), body))
    assert below - plain == pytest.approx(40, abs=0.2)


def test_a_letterhead_in_the_header_is_drawn_on_every_page() -> None:
    for anchor, expected in ((drawing(), (MARGIN, 42.5)), (floating("page:10", "page:20"), (10, 20))):
        pdf = printed(text("文") * 30, header=paragraph(anchor))
        assert len(drawn(pdf, 1)) == 1
        left, top = place(pdf)
        assert left == pytest.approx(expected[0], abs=0.3)
        assert top == pytest.approx(expected[1], abs=12 if anchor == drawing() else 0.3)


def test_a_picture_in_the_footer_stands_by_its_paragraph_or_is_named() -> None:
    def footed(down: str) -> bytes:
        shown = floating("column:0", down)
        return paper(text("文"), footer=paragraph(word("脚")) + paragraph(shown, word("注")))

    left, top = place(make_pdf(LAW, footed("paragraph:-60")))
    assert (left, top) == pytest.approx((MARGIN, 841.9 - 42.5 - 28 - 60), abs=0.3)
    with pytest.raises(TemplateError, match="页脚中按页面定位"):
        make_pdf(LAW, footed("page:700"))


def test_a_jpeg_is_printed_too_and_the_same_picture_gives_the_same_bytes() -> None:
    body = paragraph(drawing(), drawing())
    data = picture("JPEG")
    assert len(drawn(printed(body, data=data))) == 2
    assert printed(body, data=data) == printed(body, data=data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(5000), "已损坏"),
        (LOGO[:-30], "图片已损坏"),
        (picture("JPEG", (500, 500))[:-40], "图片已损坏"),
        (picture("BMP"), "不是 PNG 或 JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不是 PNG 或 JPEG"),
        (None, "文件中没有它"),
    ],
    ids=["zeros", "cut off", "half a photo", "bitmap", "drawing", "missing"],
)
def test_a_picture_that_cannot_be_drawn_is_named_with_the_reason(data: bytes | None, said: str) -> None:
    with pytest.raises(TemplateError) as refused:
        make_pdf(LAW, paper(paragraph(drawing()), data))
    assert "图片信头不能印成PDF：" in str(refused.value)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (drawing(cut="<a:srcRect l='1000'/>"), "裁剪过"),
        (drawing(cut="<a:xfrm rot='5400000'/>"), "旋转"),
        (floating("rightMargin:0", "page:0"), "页边区域"),
    ],
)
def test_a_picture_shown_otherwise_than_it_is_stored_is_named(shown: str, said: str) -> None:
    with pytest.raises(TemplateError, match=said):
        make_pdf(LAW, paper(paragraph(shown)))


def test_a_picture_beyond_the_limits_is_named() -> None:
    shown = Picture(WIDTH, HEIGHT, part="a.png")
    assert "MB" in str(Pictures({"a.png": LOGO}, Limits(picture_bytes=10)).fault(shown))
    assert "像素" in str(Pictures({"a.png": LOGO}, Limits(pixels=999)).fault(shown))
    assert Pictures({"a.png": LOGO}, Limits(pixels=1000)).fault(shown) is None
