"""The text of a view for comparing papers: “text equal” of the house plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.view.headings import row_texts
from docgen.view.model import Block, DocumentView, Paragraph, Table
from docgen.wording import squeezed


def normalised_text(view: DocumentView) -> str:
    """The body's text in reading order: labels of lists included, NFKC, without white space, without table heads
    repeated on following pages. Headers and footers are not in it (:func:`furniture_text`)."""
    return squeezed("\n".join(_texts(view.blocks, [])))


def furniture_text(view: DocumentView) -> str:
    """The text of the headers and footers, each once, normalised alike."""
    seen: list[str] = []
    for section in view.sections:
        for blocks in (*section.headers.values(), *section.footers.values()):
            text = squeezed("\n".join(_texts(blocks, [])))
            if text not in seen:
                seen.append(text)
    return "".join(seen)


def _texts(blocks: Iterable[Block], heads: list[tuple[str, ...]]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.full_text
        elif isinstance(block, Table):
            yield from _table_texts(block, heads)


def _table_texts(table: Table, heads: list[tuple[str, ...]]) -> Iterator[str]:
    """Row by row; a row that repeats the head of this table or of one before it is a head set again."""
    rows = row_texts(table)
    repeated = {row for row, texts in rows.items() if row > 1 and texts == rows.get(1) and len(texts) > 1}
    if rows.get(1) in heads:
        repeated.add(1)
    elif len(rows.get(1, ())) > 1:
        heads.append(rows[1])
    for cell in table.cells:
        if cell.row not in repeated:
            yield from _texts(cell.blocks, heads)
