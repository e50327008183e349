"""Small .docx packages from XML strings: only what a test is about is in them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

from docgen.view.from_docx import read_docx
from docgen.view.model import DocumentView, Paragraph, Run, Table

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
    }.items()
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A4 = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ROOTS = {"styles": "w:styles", "numbering": "w:numbering", "settings": "w:settings"}


def part(root: str, content: str) -> str:
    """A whole XML part with every namespace declared."""
    return f"<{root} {NAMESPACES}>{content}</{root}>"


def relationships(targets: Mapping[str, str]) -> str:
    """A relationship part: id → “kind target”, with “ external” after it where the target is outside."""
    found = []
    for key, written in targets.items():
        kind, target, *mode = written.split(" ")
        external = ' TargetMode="External"' if mode else ""
        found.append(f'<Relationship Id="{key}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"{external}/>')
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{"".join(found)}</Relationships>'


def content_types(main: str = "/word/document.xml") -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/content-types"
    kinds = {main: "document.main", **{f"/word/{name}.xml": name for name in _ROOTS}}
    overrides = (
        f'<Override PartName="{name}" ContentType="{_CONTENT_TYPE}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    plain = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{namespace}">{plain}{"".join(overrides)}</Types>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts, in order, with constant times."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def docx_parts(
    body: str, related: Mapping[str, str] | None = None, more: Mapping[str, str] | None = None, **parts: str
) -> dict[str, str | bytes]:
    """The parts of a package: ``styles``, ``numbering``, ``settings`` are contents, ``theme`` a whole part;
    ``related`` are further relationships of the document, ``more`` further parts."""
    targets = {f"rId{kind}": f"{kind} {kind}.xml" for kind in parts}
    roots = {name: content if name == "theme" else part(_ROOTS[name], content) for name, content in parts.items()}
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships({"rId1": "officeDocument word/document.xml"}),
        "word/document.xml": part("w:document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relationships({**targets, **(related or {})}),
        **{f"word/{name}.xml": content for name, content in roots.items()},
        **(more or {}),
    }


def docx(body: str, **parts: object) -> bytes:
    """A .docx whose body is this WordprocessingML; for ``parts`` see :func:`docx_parts`."""
    return packed(docx_parts(body, **parts))  # type: ignore[arg-type]


def view(body: str, **parts: object) -> DocumentView:
    """What the reader sees in :func:`docx` of the same."""
    return read_docx(docx(body, **parts))


def p(content: str = "", properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def tc(content: str = "", properties: str = "") -> str:
    """A cell; plain text becomes its paragraph."""
    blocks = content if content.startswith("<") else p(r(content) if content else "")
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; plain texts become cells."""
    written = "".join(cell if cell.startswith(("<w:tc", "<w:sdt")) else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{written}</w:tr>"


def tbl(*rows: str, properties: str = "", grid: tuple[int, ...] = ()) -> str:
    """A table; ``grid`` are column widths in twips."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def style(key: str, content: str = "", kind: str = "paragraph", based_on: str = "", default: bool = False) -> str:
    """A style of the style sheet."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    mark = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{key}"{mark}><w:name w:val="{key}"/>{base}{content}</w:style>'


def theme(major: str = "", minor: str = "", colours: str = "") -> str:
    """A theme part: ``major`` and ``minor`` are the contents of its font collections."""
    namespace = "http://schemas.openxmlformats.org/drawingml/2006/main"
    fonts = f"<a:majorFont>{major}</a:majorFont><a:minorFont>{minor}</a:minorFont>"
    return (
        f'<a:theme xmlns:a="{namespace}"><a:themeElements><a:clrScheme name="x">{colours}</a:clrScheme>'
        f'<a:fontScheme name="x">{fonts}</a:fontScheme></a:themeElements></a:theme>'
    )


def first(found: DocumentView) -> Paragraph:
    """The first paragraph."""
    return next(found.paragraphs())


def first_run(found: DocumentView) -> Run:
    """The first run of the first paragraph."""
    return first(found).runs[0]


def first_table(found: DocumentView) -> Table:
    return next(found.tables())
