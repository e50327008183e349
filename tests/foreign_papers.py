"""Papers as other offices lay them out, made without our templates: by python-docx, and by plain HTML for PDF.

A layout is text (``foreign_layouts/DOCUMENT.toml``), a line of it a line of the paper:

- ``= 标题`` a title, ``> 文字`` set to the right, ``{field}`` the value of a field;
- ``| a | b |`` a row of a table, ``: a | b`` of one without lines; ``<`` goes on with the cell left of it, ``^`` with
  the one above; in a cell ``//`` begins a paragraph, ``↵`` breaks a line, ``[[a | b ; c | d]]`` is a table in it.

``split``: text is cut into runs of three characters, as editors leave it. ``expect`` are values that differ from the
file's ``values``, ``lacks`` those this paper does not state, ``rows`` what its list holds row by row.
"""

from __future__ import annotations

import html
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

FOLDER: Final = Path(__file__).parent / "foreign_layouts"
_CUT: Final = 3
_ALIGNED: Final = {"=": WD_ALIGN_PARAGRAPH.CENTER, ">": WD_ALIGN_PARAGRAPH.RIGHT}
_STYLE: Final = """
@page { size: A4; margin: 2.5cm }
body { font: 12pt "Noto Serif CJK SC", "FandolSong", serif; line-height: 1.6 }
h1 { font-size: 18pt; text-align: center } p { margin: 0; white-space: pre-wrap } .right { text-align: right }
table { border-collapse: collapse; width: 100%; margin: 6pt 0 } td { padding: 2pt 4pt; vertical-align: middle }
.lines > tbody > tr > td { border: 0.75pt solid black } .bare td:nth-child(odd) p { white-space: nowrap }
"""

Cell = str
Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the body: ``kind`` is ``=`` (title), ``>`` (to the right) or nothing."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    rows: Rows
    bordered: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """One foreign layout, its values filled in."""

    document: str
    name: str
    blocks: tuple[Line | Grid, ...]
    values: Mapping[str, str]
    rows: tuple[Mapping[str, str], ...] = ()
    split: bool = False

    def __str__(self) -> str:
        return f"{self.document}: {self.name}"


@dataclass(frozen=True, slots=True)
class Spanned:
    """A cell with the rows and columns it covers."""

    text: str
    rows: int = field(default=1)
    columns: int = field(default=1)


def layouts(document: str) -> list[Layout]:
    """All layouts of one kind of paper."""
    read = tomllib.loads((FOLDER / f"{document}.toml").read_text(encoding="utf-8"))
    return [
        Layout(
            document,
            entry["name"],
            tuple(_blocks(_filled(entry["body"], read["values"]))),
            _expected(read["values"], entry),
            tuple(entry.get("rows", ())),
            entry.get("split", False),
        )
        for entry in read["layout"]
    ]


def _expected(values: Mapping[str, str], entry: Mapping[str, Any]) -> dict[str, str]:
    whole = {**values, **entry.get("expect", {})}
    return {name: value for name, value in whole.items() if name not in entry.get("lacks", ())}


def _filled(body: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        body = body.replace(f"{{{name}}}", value)
    return body


def _blocks(body: str) -> Iterator[Line | Grid]:
    lines = body.strip("\n").split("\n")
    for kind, group in groupby(lines, key=lambda line: line[0] if line[:2] in ("| ", ": ") else ""):
        if kind:
            yield Grid(tuple(_row(line) for line in group), bordered=kind == "|")
        else:
            yield from (Line(line[0], line[2:]) if line[:2] in ("= ", "> ") else Line("", line) for line in group)


def _row(line: str) -> tuple[Cell, ...]:
    inner = line[2:].removesuffix(" |")
    cells, depth, start = [], 0, 0
    for index, character in enumerate(inner):
        depth += (inner[index : index + 2] == "[[") - (inner[index : index + 2] == "]]")
        if character == "|" and depth == 0:
            cells.append(inner[start:index].strip(" "))
            start = index + 1
    return (*cells, inner[start:].strip(" "))


def nested(cell: Cell) -> Rows | None:
    """The table a cell holds, if it holds one."""
    if not (cell.startswith("[[") and cell.endswith("]]")):
        return None
    return tuple(tuple(part.strip() for part in row.split("|")) for row in cell[2:-2].split(";"))


def spanned(rows: Rows) -> Iterator[tuple[int, int, Spanned]]:
    """The cells of a grid with their place (from 0) and what they cover."""
    for at, row in enumerate(rows):
        for across, text in enumerate(row):
            if text in ("<", "^"):
                continue
            columns = 1
            while across + columns < len(row) and row[across + columns] == "<":
                columns += 1
            height = 1
            while at + height < len(rows) and rows[at + height][across] == "^":
                height += 1
            yield at, across, Spanned(text, height, columns)


def as_docx(layout: Layout) -> bytes:
    paper = docx.Document()
    for block in layout.blocks:
        if isinstance(block, Grid):
            table = paper.add_table(len(block.rows), len(block.rows[0]))
            _fill(table, block.rows, layout, bordered=block.bordered)
        else:
            paragraph = paper.add_paragraph()
            _write(paragraph, block.text, layout)
            if block.kind:
                paragraph.alignment = _ALIGNED[block.kind]
    stream = BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _fill(table: Any, rows: Rows, layout: Layout, *, bordered: bool) -> None:
    if bordered:
        table.style = "Table Grid"
    for at, across, cell in spanned(rows):
        place = table.cell(at, across)
        if cell.rows > 1 or cell.columns > 1:
            place = place.merge(table.cell(at + cell.rows - 1, across + cell.columns - 1))
        inner = nested(cell.text)
        if inner is not None:
            _fill(place.add_table(len(inner), len(inner[0])), inner, layout, bordered=True)
            place.add_paragraph()
            continue
        for number, text in enumerate(cell.text.split("//")):
            _write(place.paragraphs[0] if number == 0 else place.add_paragraph(), text, layout)


def _write(paragraph: Any, text: str, layout: Layout) -> None:
    for number, line in enumerate(text.split("↵")):
        if number:
            paragraph.add_run().add_break()
        pieces = [line[at : at + _CUT] for at in range(0, len(line), _CUT)] if layout.split else [line]
        for piece in pieces:
            paragraph.add_run(piece)


def as_html(layout: Layout) -> str:
    """The same paper as a page that any browser prints."""
    return f"<html><style>{_STYLE}</style><body>{''.join(map(_html, layout.blocks))}</body></html>"


def _html(block: Line | Grid) -> str:
    if isinstance(block, Grid):
        return _html_table(block.rows, bordered=block.bordered)
    if block.kind == "=":
        return f"<h1>{html.escape(block.text)}</h1>"
    right = ' class="right"' if block.kind == ">" else ""
    return f"<p{right}>{html.escape(block.text) or '&nbsp;'}</p>"


def _html_table(rows: Rows, *, bordered: bool) -> str:
    written: dict[int, str] = {}
    for at, _, cell in spanned(rows):
        inner = nested(cell.text)
        content = _html_table(inner, bordered=True) if inner else _html_cell(cell.text)
        written[at] = f'{written.get(at, "")}<td rowspan="{cell.rows}" colspan="{cell.columns}">{content}</td>'
    body = "".join(f"<tr>{written.get(at, '')}</tr>" for at in range(len(rows)))
    return f'<table class="{"lines" if bordered else "bare"}">{body}</table>'


def _html_cell(text: str) -> str:
    return "".join(f"<p>{html.escape(part).replace('↵', '<br>') or '&nbsp;'}</p>" for part in text.split("//"))


def as_pdf(layout: Layout) -> bytes:
    import weasyprint

    pdf: bytes = weasyprint.HTML(string=as_html(layout)).write_pdf()
    return pdf
