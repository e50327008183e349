"""A plain template from a specification: a start to be mended in an office program, never the finished paper.

Roles become paragraphs in the order the law writes them, columns become a table with a loop, every other field a row
``标签 | {{ field }}`` of a form (or a line, where the law knows no table), signatures lines at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docgen.errors import SpecError
from docgen.make.drafted_parts import TABLE_STYLE, footers, wrapped
from docgen.make.wordml import Element, element, serialised
from docgen.spec.fonts import FontBook, load_fonts
from docgen.spec.measures import load_measures
from docgen.spec.model import SIDES, DocumentSpec, FieldLaw, Role
from docgen.units import Length

_PAPER: Final = "A4"
_TABLE_KINDS: Final = ("heading_row", "other_rows", "cell")
_APART: Final = (*_TABLE_KINDS, "header", "footer", "rest")
_VALUE: Final = re.compile(r"\(\?P<value>(?:[^()]|\([^()]*\))*\)")
_ANCHORS: Final = re.compile(r"\\s[*+]|[\^$]")
_CLASS: Final = re.compile(r"\[([^\]\\])[^\]]*\]")
_LIST_OF: Final = {"items": ("item", "{{ item }}"), "persons": ("person", "{{ person.name }}（{{ person.number }}）")}


def draft(spec: DocumentSpec, book: FontBook | None = None) -> bytes:
    """A .docx with a placeholder for every field of ``spec``, formatted by its roles; the same bytes every time.

    Raises:
        SpecError: the page leaves no room for text.
    """
    body = element("body", *_blocks(spec), _section(spec))
    return wrapped(serialised(element("document", body)), spec, book or load_fonts())


def _blocks(spec: DocumentSpec) -> Iterator[Element]:
    """The body: roles before the first table, what stands in tables and lines, the roles that come later."""
    lines = {name: _wording(name, role, spec) for name, role in spec.role.items() if role.find.kind not in _APART}
    order = list(spec.role)
    tables = [order.index(name) for name, role in spec.role.items() if role.find.kind in _TABLE_KINDS]
    first_table = min(tables, default=len(order))
    rows = _row_fields(spec)
    loose = [name for name in spec.field if name not in rows and not _mentioned(name, lines.values())]
    form = bool(tables) and not spec.table
    yield from (_paragraph(text, name) for name, text in lines.items() if order.index(name) < first_table)
    if not form:
        yield from (line for name in loose for line in _line(name, spec.field[name], _plain_style(spec)))
    if tables or spec.table:
        yield from _columns(spec, rows) if spec.table else _form(spec, loose)
    yield from (_paragraph(text, name) for name, text in lines.items() if order.index(name) >= first_table)
    yield from (_paragraph(text, _plain_style(spec)) for text in _signatures(spec))


def _wording(name: str, role: Role, spec: DocumentSpec) -> str:
    """What a role's paragraph says: its own field, a field whose place it is, the title, or the law's pattern."""
    if name in spec.field:
        return f"{{{{ {name} }}}}"
    places = (_place(key, law) for key, law in spec.field.items())
    candidates = (*(text for text in places if text), spec.title, _literal(role.find.pattern))
    if not role.find.pattern:
        return spec.title if role.find.kind == "first_text" else f"〔{name}〕"
    return next((text for text in candidates if re.search(role.find.pattern, text)), f"〔{name}〕")


def _place(name: str, law: FieldLaw) -> str | None:
    """The text around a field as its ``where`` pattern states it, if the pattern is plain enough to be written out."""
    pattern = law.where.pattern if law.where else ""
    if not _VALUE.search(pattern):
        return None
    text = _literal(_VALUE.sub("\0", pattern))
    return None if re.search(r"[\\\[\]{}*+?|()]", text) else text.replace("\0", f"{{{{ {name} }}}}")


def _literal(pattern: str) -> str:
    """A pattern without its anchors, every class of characters by its first."""
    return _CLASS.sub(r"\1", _ANCHORS.sub("", pattern))


def _mentioned(name: str, lines: object) -> bool:
    return f"{{{{ {name} }}}}" in str(lines)


def _plain_style(spec: DocumentSpec) -> str | None:
    return next((name for name, role in spec.role.items() if role.find.kind == "rest"), None)


def _row_fields(spec: DocumentSpec) -> tuple[str, ...]:
    """The list fields whose entries are the rows of the law's tables, first field to first table."""
    lists = [name for name, law in spec.field.items() if law.type == "items"]
    return tuple(lists[: len(spec.table)])


def _columns(spec: DocumentSpec, rows: tuple[str, ...]) -> Iterator[Element]:
    """A table a law of columns: the headings, then one row an entry, its cells by column heading."""
    heading = _style_of(spec, "heading_row")
    content = _style_of(spec, "other_rows")
    for at, law in enumerate(spec.table.values()):
        widths = _shares(spec, [1] * len(law.columns))
        head = _row([[_paragraph(title, heading)] for title in law.columns], widths, repeated=True)
        values = [f'{{{{ row["{title}"] }}}}' for title in law.columns]
        entries = [_row([[_paragraph(text, content)] for text in values], widths)]
        if at < len(rows):
            tags = (f"{{%tr for row in {rows[at]} %}}", "{%tr endfor %}")
            begin, end = (_row([[_paragraph(tag, content)]], [sum(widths)], span=len(widths)) for tag in tags)
            entries = [begin, *entries, end]
        yield _table(widths, [head, *entries])
        yield _paragraph("", _plain_style(spec))


def _form(spec: DocumentSpec, names: list[str]) -> Iterator[Element]:
    widths = _shares(spec, [1, 3])
    rows = []
    for at, name in enumerate(names):
        law = spec.field[name]
        styled = _style_of(spec, "other_rows" if at else "heading_row") or _style_of(spec, "other_rows")
        rows.append(_row([[_paragraph(law.label[0], styled)], list(_value(name, law, styled))], widths))
    if rows:
        yield _table(widths, rows)
    yield _paragraph("", _plain_style(spec))


def _style_of(spec: DocumentSpec, kind: str) -> str | None:
    return next((name for name, role in spec.role.items() if role.find.kind == kind), None)


def _line(name: str, law: FieldLaw, styled: str | None) -> Iterator[Element]:
    if law.type in _LIST_OF:
        yield _paragraph(f"{law.label[0]}：", styled)
        yield from _value(name, law, styled)
    else:
        yield _paragraph(_place(name, law) or f"{law.label[0]}：{{{{ {name} }}}}", styled)


def _value(name: str, law: FieldLaw, styled: str | None) -> Iterator[Element]:
    if law.type not in _LIST_OF:
        yield _paragraph(f"{{{{ {name} }}}}", styled)
        return
    one, text = _LIST_OF[law.type]
    yield from (_paragraph(tag, styled) for tag in (f"{{%p for {one} in {name} %}}", text, "{%p endfor %}"))


def _signatures(spec: DocumentSpec) -> Iterator[str]:
    for place in spec.signature:
        yield f"{place.who}（{place.kind}）：" + "　" * 8 * place.count + "年　　月　　日"


def _paragraph(text: str, styled: str | None) -> Element:
    made = element("p", element("pPr", element("pStyle", val=styled))) if styled else element("p")
    if text:
        made.append(element("r", element("t", text=text)))
    return made


def _row(cells: list[list[Element]], widths: list[int], *, span: int = 1, repeated: bool = False) -> Element:
    made = element("tr", element("trPr", element("tblHeader"))) if repeated else element("tr")
    for content, width in zip(cells, widths, strict=True):
        properties = element("tcPr", element("tcW", w=str(width), type="dxa"))
        if span > 1:
            properties.append(element("gridSpan", val=str(span)))
        made.append(element("tc", properties, *content))
    return made


def _table(widths: list[int], rows: list[Element]) -> Element:
    properties = element(
        "tblPr",
        element("tblStyle", val=TABLE_STYLE),
        element("tblW", w=str(sum(widths)), type="dxa"),
        element("jc", val="center"),
        element("tblLayout", type="fixed"),
    )
    return element("tbl", properties, element("tblGrid", *(element("gridCol", w=str(w)) for w in widths)), *rows)


def _size(spec: DocumentSpec) -> tuple[Length, Length]:
    upright = load_measures().paper(spec.page.paper or _PAPER)
    return upright[::-1] if spec.page.orientation == "landscape" else upright


def _margin(spec: DocumentSpec, side: str) -> Length:
    """The law's margin; where it states none, an eighth of the width."""
    stated = {str(key): amount for key, amount in spec.page.margin.items()}
    return stated[side].length if side in stated else Length(_size(spec)[0] // 8)


def _shares(spec: DocumentSpec, parts: list[int]) -> list[int]:
    """The width between the margins in twips, shared out."""
    room = (_size(spec)[0] - _margin(spec, "left") - _margin(spec, "right")).twips
    if room <= 0:
        raise SpecError(f"{spec.key} 的左右页边距之和超过纸宽", "请改正 spec.toml 中 [page] 的 margin。")
    return [room * part // sum(parts) for part in parts]


def _section(spec: DocumentSpec) -> Element:
    width, height = _size(spec)
    margins = {side: str(_margin(spec, side).twips) for side in SIDES}
    header, footer = (stated.length if stated else None for stated in (spec.page.header, spec.page.footer))
    half = Length(_margin(spec, "top") // 2)
    feet = footers(spec)
    made = element("sectPr", *(element("footerReference", type=kind, r_id=f"rId{kind.title()}") for kind in feet))
    turned = {"orient": "landscape"} if spec.page.orientation == "landscape" else {}
    made.append(element("pgSz", w=str(width.twips), h=str(height.twips), **turned))
    gutter = spec.page.gutter.length.twips if spec.page.gutter else 0
    distances = {"header": str((header or half).twips), "footer": str((footer or half).twips), "gutter": str(gutter)}
    made.append(element("pgMar", **margins, **distances))
    if "first" in feet or spec.page.different_first:
        made.append(element("titlePg"))
    if spec.page.grid and spec.page.grid.lines:
        room = (height - _margin(spec, "top") - _margin(spec, "bottom")).twips
        made.append(element("docGrid", type="lines", linePitch=str(room // spec.page.grid.lines)))
    return made
