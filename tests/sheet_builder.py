"""Rubric sheets as offices write them: one content, said in many ways of WordprocessingML.

A :class:`Manner` is the way a word processor (or the person at it) happens to write a sheet's look down;
``docx(sheet, manner)`` is the file.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace
from typing import Literal
from xml.sax.saxutils import escape

from sheet_content import BODY, HEADING, TITLE, Look, Odd, Part, Sheet, Spot

ENGLISH = {TITLE: "FZXiaoBiaoSong-B05S", HEADING: "SimHei", BODY: "FangSong_GB2312", "宋体": "SimSun"}

Where = Literal["direct", "styles", "defaults", "theme", "chain", "table", "characters"]
Spacing = Literal["pitch", "after", "before", "both"]


@dataclass(frozen=True)
class Manner:
    """How a sheet is written down: where its look is stated, and what else lies about in the XML."""

    where: Where = "direct"
    english: bool = False
    split: bool = False
    tracked: bool = False
    controls: bool = False
    wps: bool = False
    strict: bool = False
    spacing: Spacing = "pitch"


MANNERS: dict[str, Manner] = {
    "direct formatting": Manner(),
    "paragraph styles": Manner("styles"),
    "document defaults": Manner("defaults"),
    "theme fonts": Manner("theme"),
    "style chains four deep": Manner("chain"),
    "a table style with a first row": Manner("table"),
    "character styles": Manner("characters"),
    "English font names": Manner("styles", english=True),
    "runs split by proofing marks and bookmarks": Manner(split=True),
    "tracked changes": Manner(tracked=True),
    "content controls": Manner(controls=True),
    "WPS attributes": Manner("styles", wps=True, split=True),
    "Strict": Manner("chain", strict=True),
    "paragraph spacing after": Manner(spacing="after"),
    "paragraph spacing before, in styles": Manner("styles", spacing="before"),
    "paragraph spacing shared out": Manner("chain", spacing="both"),
}


def docx(sheet: Sheet, manner: Manner) -> bytes:
    """The file. Parts, relationships and content types are the least that Word opens."""
    writer = _Writer(sheet, manner)
    targets = (("styles", "styles.xml"), ("theme", "theme/theme1.xml"), ("settings", "settings.xml"))
    languages = '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>'
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _relationships(("officeDocument", "word/document.xml")),
        "word/document.xml": writer.document(),
        "word/_rels/document.xml.rels": _relationships(*targets),
        "word/styles.xml": writer.styles(),
        "word/theme/theme1.xml": writer.theme(),
        "word/settings.xml": f"<w:settings {_NAMESPACES}>{languages}</w:settings>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text
            package.writestr(name, _strict(xml) if manner.strict else xml)
    return out.getvalue()


_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:wpsCustomData="http://www.wps.cn/officeDocument/2013/wpsCustomData" mc:Ignorable="w14 wpsCustomData"'
)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.wordprocessingml.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.wordprocessingml.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_OFFICE}.wordprocessingml.settings+xml"/>'
    f'<Override PartName="/word/theme/theme1.xml" ContentType="{_OFFICE}.theme+xml"/></Types>'
)


def _relationships(*targets: tuple[str, str]) -> str:
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{kinds}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def _strict(xml: str) -> str:
    """The names of ISO 29500 Strict for those of Transitional."""
    for transitional, strict in (
        ("wordprocessingml/2006/main", "wordprocessingml/main"),
        ("officeDocument/2006/relationships", "officeDocument/relationships"),
        ("drawingml/2006/main", "drawingml/main"),
    ):
        xml = xml.replace(f"http://schemas.openxmlformats.org/{transitional}", f"http://purl.oclc.org/ooxml/{strict}")
    return xml


@dataclass(frozen=True)
class _Writer:
    sheet: Sheet
    manner: Manner

    # — looks as properties —

    def _name(self, font: str) -> str:
        return ENGLISH.get(font, font) if self.manner.english else font

    def _fonts(self, look: Look | Odd) -> str:
        latin = f' w:ascii="{self._name(look.latin)}"' if isinstance(look, Look) and look.latin else ""
        if look.font is None:
            return f"<w:rFonts{latin}/>" if latin else ""
        theme = {TITLE: "majorEastAsia", BODY: "minorEastAsia"}.get(look.font)
        if self.manner.where == "theme" and theme:
            return f'<w:rFonts w:hint="eastAsia" w:eastAsiaTheme="{theme}"{latin}/>'
        name = self._name(look.font)
        return f'<w:rFonts w:hint="eastAsia" w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}"/>'

    def _rpr(self, look: Look | Odd) -> str:
        vanish = "<w:vanish/>" if isinstance(look, Odd) and look.hidden else ""
        colour = f'<w:color w:val="{look.colour}"/>' if isinstance(look, Odd) and look.colour else ""
        size = f'<w:sz w:val="{round(look.size * 2)}"/><w:szCs w:val="{round(look.size * 2)}"/>' if look.size else ""
        return f"<w:rPr>{self._fonts(look)}{vanish}{colour}{size}</w:rPr>"

    def _ppr(self, look: Look) -> str:
        """The line pitch, or the literal reading of it: single lines with that much between paragraphs."""
        if look.pitch is None:
            return ""
        twips = round(look.pitch * 20)
        return {
            "pitch": f'<w:spacing w:line="{twips}" w:lineRule="exact"/>',
            "after": f'<w:spacing w:after="{twips}" w:line="240" w:lineRule="auto"/>',
            "before": f'<w:spacing w:before="{twips}" w:line="240" w:lineRule="auto"/>',
            "both": f'<w:spacing w:before="{twips // 2}" w:after="{twips // 2}" w:line="240" w:lineRule="auto"/>',
        }[self.manner.spacing]

    # — where the look is stated —

    def styles(self) -> str:
        looks, where = self.sheet.looks, self.manner.where
        body = looks["body"]
        run = self._rpr(body) if where == "defaults" else _PLAIN_RUN.replace("宋体", self._name("宋体"))
        if where == "theme":
            run = (
                '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="21"/></w:rPr>'
            )
        if where == "table":
            run = '<w:rPr><w:rFonts w:eastAsia="宋体"/></w:rPr>'  # a size here would hide that of the table style
        paragraph = f"<w:pPrDefault><w:pPr>{self._ppr(body)}</w:pPr></w:pPrDefault>" if where == "defaults" else ""
        defaults = f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault>{paragraph}</w:docDefaults>"
        normal = '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        own = "".join(self._styles_of(part, look) for part, look in looks.items())
        return f"<w:styles {_NAMESPACES}>{defaults}{normal}{own}</w:styles>"

    def _styles_of(self, part: Part, look: Look) -> str:
        where = self.manner.where
        if where == "styles":
            return _style(part, "a", self._ppr(look), self._rpr(look)) + self._odd_style(part)
        if where == "chain":
            font_only, size_only = replace(look, size=0), Look(None, look.size)
            return (
                _style(f"{part}1", "a", "", self._rpr(font_only))
                + _style(f"{part}2", f"{part}1", "", self._rpr(size_only))
                + _style(f"{part}3", f"{part}2", self._ppr(look), "")
                + _style(part, f"{part}3", "", "")
                + self._odd_style(part)
            )
        if where == "characters":
            return _style(part, None, "", self._rpr(look), kind="character")
        if where == "table" and part == "body":
            first = f'<w:tblStylePr w:type="firstRow">{self._rpr(self.sheet.looks["heading_row"])}</w:tblStylePr>'
            return _style("sheet", None, self._ppr(look), self._rpr(look) + first, kind="table")
        return ""

    def _odd_style(self, part: Part) -> str:
        odd = self.sheet.odd_cell
        return _style("odd", part, "", self._rpr(Odd("", odd[1]))) if odd and part == "body" else ""

    def _stated_elsewhere(self, part: Part) -> bool:
        """Whether the part's look comes from defaults or a table style, so that nothing is said on the spot."""
        where = self.manner.where
        return (where == "defaults" and part == "body") or (where == "table" and part != "title")

    # — the text —

    def document(self) -> str:
        sheet = self.sheet
        # Every section but the last ends with a paragraph that carries its page.
        ends = [f"<w:p><w:pPr>{self._section(top)}</w:pPr></w:p>" for top in sheet.margins[:-1]]
        body = "".join(
            (
                self._paragraph(sheet.title, "title"),
                self._free(sheet.weight),
                self._table(),
                *ends,
                self._free(sheet.note),
                self._section(sheet.margins[-1]),
            )
        )
        return f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"

    def _free(self, text: str) -> str:
        return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"

    def _section(self, top: int) -> str:
        width, height = self.sheet.page
        orient = ' w:orient="landscape"' if width > height else ""
        return (
            f'<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"{orient}/><w:pgMar w:top="{top}" w:right="1531" '
            'w:bottom="1531" w:left="1531" w:header="851" w:footer="851" w:gutter="0"/></w:sectPr>'
        )

    def _table(self) -> str:
        columns = len(self.sheet.columns)
        style = '<w:tblStyle w:val="sheet"/>' if self.manner.where == "table" else ""
        look = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"/>'
        grid = '<w:gridCol w:w="3000"/>' * columns
        rows = [self._row(0, self.sheet.columns), *(self._row(i, row) for i, row in enumerate(self.sheet.rows, 1))]
        return f"<w:tbl><w:tblPr>{style}{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"

    def _row(self, number: int, texts: tuple[str | None, ...]) -> str:
        cells = "".join(self._cell((number, column), text) for column, text in enumerate(texts))
        return f"<w:tr>{cells}</w:tr>"

    def _cell(self, spot: Spot, text: str | None) -> str:
        """None continues the cell above."""
        below = spot[0] < len(self.sheet.rows) and spot[0] > 0 and self.sheet.rows[spot[0]][spot[1]] is None
        merge = "<w:vMerge/>" if text is None else '<w:vMerge w:val="restart"/>' if below else ""
        properties = f'<w:tcPr><w:tcW w:w="3000" w:type="dxa"/>{merge}</w:tcPr>'
        part: Part = "body" if spot[0] else "heading_row"
        lines = (text or "").split("\n")
        return f"<w:tc>{properties}{''.join(self._paragraph(line, part, spot) for line in lines)}</w:tc>"

    def _paragraph(self, text: str, part: Part, spot: Spot | None = None) -> str:
        sheet, where = self.sheet, self.manner.where
        look = sheet.looks[part]
        odd = sheet.odd_cell[1] if sheet.odd_cell and sheet.odd_cell[0] == spot else None
        styled = where in ("styles", "chain")
        style = f'<w:pStyle w:val="{"odd" if odd else part}"/>' if styled else ""
        paragraph = "" if styled or self._stated_elsewhere(part) else self._ppr(look)
        run = "" if styled or self._stated_elsewhere(part) else self._rpr(look)
        if where == "characters":
            run = f'<w:rPr><w:rStyle w:val="{part}"/></w:rPr>'
        if odd and not styled:
            run = self._rpr(replace(look, font=odd))
        runs = self._runs(text, run) if text else ""
        if sheet.odd_run and sheet.odd_run[0] == spot and text:
            added = sheet.odd_run[1]
            added = replace(added, font=added.font or look.font, size=added.size or look.size)
            runs += f"<w:r>{self._rpr(added)}<w:t>{added.text}</w:t></w:r>"
        return f"<w:p{self._attributes()}><w:pPr>{style}{paragraph}</w:pPr>{runs}</w:p>"

    def _attributes(self) -> str:
        return ' w14:paraId="1F2E3D4C" wpsCustomData:cell="1" w:rsidR="00A77B3E"' if self.manner.wps else ""

    def _runs(self, text: str, properties: str) -> str:
        manner = self.manner
        pieces = [text[:2], text[2:]] if manner.split or manner.tracked else [text]
        runs = [f'<w:r>{properties}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in pieces if piece]
        if manner.split:
            marks = (
                '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="7" w:name="_GoBack"/><w:bookmarkEnd w:id="7"/>'
            )
            return marks.join(runs) + '<w:proofErr w:type="spellEnd"/>'
        if manner.tracked:
            author = 'w:id="9" w:author="检查员甲" w:date="2026-05-06T08:00:00Z"'
            loud = '<w:rPr><w:rFonts w:eastAsia="华文新魏"/><w:sz w:val="60"/></w:rPr>'
            deleted = f"<w:del {author}><w:r>{loud}<w:delText>原稿</w:delText></w:r></w:del>"
            return f"{runs[0]}{deleted}<w:ins {author}>{''.join(runs[1:])}</w:ins>"
        if manner.controls:
            return f'<w:sdt><w:sdtPr><w:alias w:val="填写处"/></w:sdtPr><w:sdtContent>{runs[0]}</w:sdtContent></w:sdt>'
        return "".join(runs)

    def theme(self) -> str:
        """In the manner of theme fonts the theme holds the sheet's own faces, else those Word ships."""
        own = self.manner.where == "theme"
        major, minor = (TITLE, BODY) if own else ("", "")

        def scheme(tag: str, east_asian: str) -> str:
            face = f'<a:latin typeface="Calibri"/><a:ea typeface="{east_asian}"/><a:cs typeface=""/>'
            return f'<a:{tag}>{face}<a:font script="Hans" typeface="宋体"/></a:{tag}>'

        return (
            '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Office"><a:themeElements>'
            f'<a:fontScheme name="Office">{scheme("majorFont", major)}{scheme("minorFont", minor)}</a:fontScheme>'
            "</a:themeElements></a:theme>"
        )


_PLAIN_RUN = '<w:rPr><w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体"/><w:sz w:val="21"/></w:rPr>'


def _style(name: str, parent: str | None, paragraph: str, run: str, kind: str = "paragraph") -> str:
    based_on = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    return (
        f'<w:style w:type="{kind}" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>{based_on}'
        f"{f'<w:pPr>{paragraph}</w:pPr>' if paragraph else ''}{run}</w:style>"
    )
