"""A plain template from a specification: a start to be mended in an office program, never the finished paper.

Roles become paragraphs in the order the law writes them, columns become a table with a loop, every other field a row
``标签 | {{ field }}`` of a form (or a line, where the law knows no table), signatures lines at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docgen.make.draft.furniture import furniture
from docgen.make.draft.package import wrapped
from docgen.make.draft.page import section, shares
from docgen.make.draft.parts import TABLE_STYLE
from docgen.make.draft.wording import lines_of, placeholder, signature_lines, value_of, wording_of
from docgen.make.wordml import Element, element, serialised
from docgen.spec.fonts import FontBook, load_fonts
from docgen.spec.model import DocumentSpec, FieldLaw
from docgen.wording import NUMBER_COLUMN, squeezed

_TABLE_KINDS: Final = ("heading_row", "other_rows", "cell")
_APART: Final = (*_TABLE_KINDS, "header", "footer", "rest")


def draft(spec: DocumentSpec, book: FontBook | None = None) -> bytes:
    """A .docx with a placeholder for every field of ``spec``, formatted by its roles; the same bytes every time.

    Raises:
        SpecError: the page leaves no room for text.
    """
    around = furniture(spec)
    body = element("body", *_blocks(spec), section(spec, around))
    return wrapped(serialised(element("document", body)), around, spec, book or load_fonts())


def _blocks(spec: DocumentSpec) -> Iterator[Element]:
    """The body: the roles before the first table, every field in a table or a line, the roles that come later."""
    before, after = _role_lines(spec)
    rows = _row_fields(spec)
    said = "\n".join(text for _, text in (*before, *after))
    loose = [name for name in spec.field if name not in rows and placeholder(name) not in said]
    yield from (_paragraph(text, role) for role, text in before)
    if spec.table:
        yield from _lines(spec, loose)
        yield from _columns(spec, rows)
    elif any(role.find.kind in _TABLE_KINDS for role in spec.role.values()):
        yield from _form(spec, loose)
    else:
        yield from _lines(spec, loose)
    yield from (_paragraph(text, role) for role, text in after)
    yield from (_paragraph(text, _style_of(spec, "rest")) for text in signature_lines(spec))


def _role_lines(spec: DocumentSpec) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Role and wording of every role that is a paragraph: those written before a table's first role, and the others."""
    order = list(spec.role.items())
    split = next((at for at, (_, role) in enumerate(order) if role.find.kind in _TABLE_KINDS), len(order))
    before, after = (
        [(name, wording_of(name, role, spec)) for name, role in roles if role.find.kind not in _APART]
        for roles in (order[:split], order[split:])
    )
    return before, after


def _lines(spec: DocumentSpec, names: list[str]) -> Iterator[Element]:
    plain = _style_of(spec, "rest")
    yield from (_paragraph(text, plain) for name in names for text in lines_of(name, spec.field[name]))


def _row_fields(spec: DocumentSpec) -> tuple[str, ...]:
    """The list fields whose entries are the rows of the law's tables, first field to first table."""
    lists = [name for name, law in spec.field.items() if law.type == "items"]
    return tuple(lists[: len(spec.table)])


def _columns(spec: DocumentSpec, rows: tuple[str, ...]) -> Iterator[Element]:
    """One table for each law of columns: the headings, then one row an entry, its cells by column heading."""
    heading = _style_of(spec, "heading_row")
    content = _style_of(spec, "other_rows")
    for at, law in enumerate(spec.table.values()):
        widths = shares(spec, [1] * len(law.columns))
        head = _row([[_paragraph(title, heading)] for title in law.columns], widths, repeated=True)
        listed = spec.field[rows[at]] if at < len(rows) else None
        values = (_value_under(title, listed) for title in law.columns)
        entries = [_row([[_paragraph(text, content)] for text in values], widths)]
        if listed:
            tags = (f"{{%tr for row in {rows[at]} %}}", "{%tr endfor %}")
            begin, end = (_row([[_paragraph(tag, content)]], [sum(widths)], span=len(widths)) for tag in tags)
            entries = [begin, *entries, end]
        yield _table(widths, [head, *entries])
        yield _paragraph("", _style_of(spec, "rest"))


def _value_under(title: str, listed: FieldLaw | None) -> str:
    """What an entry says under a heading: its place, the column of that label, or whatever the data calls so."""
    if listed is None:
        return ""
    if squeezed(title) == NUMBER_COLUMN:
        return "{{ loop.index }}"
    labelled = {squeezed(label): (name, law) for name, law in listed.columns.items() for label in law.label}
    name, law = labelled.get(squeezed(title), (None, None))
    if name is None or law is None:
        return f'{{{{ row["{title}"] }}}}'
    return f"{{{{ row.{name} | join('、') }}}}" if law.type == "persons" else f"{{{{ row.{name} }}}}"


def _form(spec: DocumentSpec, names: list[str]) -> Iterator[Element]:
    """One table of all these fields, a row each: label, value. The first row is the heading, whose role is ``rest``
    where the law gives headings none."""
    widths = shares(spec, [1, 3])
    rows: list[Element] = []
    for name in names:
        label = spec.field[name].label[0]
        own = _style_of(spec, "other_rows" if rows else "heading_row")
        plain = own or _style_of(spec, "rest")
        styled = _style_of_cell(spec, label) or plain
        value = [_paragraph(text, styled) for text in value_of(name, spec.field[name])]
        rows.append(_row([[_paragraph(label, plain)], value], widths))
    if rows:
        yield _table(widths, rows)
    yield _paragraph("", _style_of(spec, "rest"))


def _style_of_cell(spec: DocumentSpec, label: str) -> str | None:
    cells = ((name, role.find) for name, role in spec.role.items() if role.find.kind == "cell")
    return next((name for name, find in cells if squeezed(find.pattern) == squeezed(label)), None)


def _style_of(spec: DocumentSpec, kind: str) -> str | None:
    return next((name for name, role in spec.role.items() if role.find.kind == kind), None)


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
