"""What a paper says in its cells and fields, to compare one form of it with another."""

from __future__ import annotations

from docgen.spec.model import DocumentSpec
from docgen.view.fields import read_fields
from docgen.view.model import DocumentView, Table
from docgen.wording import squeezed


def has_upright_lines(table: Table) -> bool:
    """Lines across alone (版记) divide texts, but make no table a reader could tell."""
    sides = (border for cell in table.cells for side, border in cell.borders if side in ("left", "right"))
    return any(border.style not in ("none", "nil") for border in sides)


def cells(view: DocumentView) -> list[str]:
    """The texts of the cells a reader sees, those without text included."""
    seen = [table for table in view.tables() if view.facts.kind == "pdf" or has_upright_lines(table)]
    return [squeezed(cell.text) for table in seen for cell in table.cells]


def values(view: DocumentView, law: DocumentSpec) -> dict[str, tuple[str, list[dict[str, str]]]]:
    """Every field's text, and of lists what stands in each entry's columns."""
    return {
        name: (squeezed(read.text), [{key: squeezed(one.text) for key, one in row.items()} for row in read.entries])
        for name, read in read_fields(view, law).items()
    }
