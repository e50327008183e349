"""Values in “标签：值” lines and under headings that are labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docgen.spec.model import DocumentSpec, FieldLaw
from docgen.view.fields.labels import COLONS, Labels, as_label
from docgen.view.fields.reading import FieldReading, reading_of
from docgen.view.model import DocumentView, Paragraph
from docgen.wording import squeezed

_HEADING: Final = re.compile(r"^[一二三四五六七八九十]+、")
_NEXT_LABEL: Final = re.compile(rf"(?:^|\s)[\u4e00-\u9fff]{{2,8}}[{COLONS}]")
"""A label of the form that is no field of the law (“　合计：”), set off from what stands before it."""
_FREE_TEXT: Final = frozenset({"text", "items"})
"""Types whose values may hold such words themselves (“经查：……”)."""


def in_lines(view: DocumentView, labels: Labels, spec: DocumentSpec) -> Iterator[FieldReading]:
    """“标签：值”, several on a line, each value ending where the next label starts."""
    if not labels.names:
        return
    spaced = (r"\s*".join(map(re.escape, label)) for label in sorted(labels.names, key=len, reverse=True))
    known = re.compile(rf"(?<![\u4e00-\u9fff])({'|'.join(spaced)})\s*[{COLONS}]")
    for paragraph in view.paragraphs():
        for line in paragraph.full_text.split("\n"):
            starts = list(known.finditer(line))
            ends = [*(match.start() for match in starts[1:]), len(line)]
            for match, end in zip(starts, ends, strict=False):
                name = labels.names[squeezed(match[1])]
                value = _up_to_the_next_label(line[match.end() : end], spec.field[name]).strip(" 　；;，,")
                if value or match.start() > 0 or not _opens_a_list(paragraph):
                    yield reading_of(name, value, paragraph.place)


def _up_to_the_next_label(value: str, law: FieldLaw) -> str:
    """What stands before a label the law does not know; a free text is left whole."""
    following = None if law.type in _FREE_TEXT else _NEXT_LABEL.search(value)
    return value[: following.start()] if following else value


def _opens_a_list(paragraph: Paragraph) -> bool:
    """Whether this line ends with its label's colon, so that the value may stand in the paragraphs below."""
    return paragraph.text.rstrip()[-1:] in tuple(COLONS) and paragraph.place.table is None


def under_headings(view: DocumentView, labels: Labels) -> Iterator[FieldReading]:
    """A heading that is a label (“二、检查内容”), with every paragraph up to the next heading as its value."""
    body = [block for block in view.blocks if isinstance(block, Paragraph) and block.text.strip()]
    for index, paragraph in enumerate(body):
        name = labels.names.get(as_label(paragraph.full_text))
        if name is None:
            continue
        lines: list[str] = []
        for following in body[index + 1 :]:
            if _HEADING.match(following.full_text) or as_label(following.full_text) in labels.names:
                break
            lines.append(following.full_text.strip())
        yield reading_of(name, "\n".join(lines), paragraph.place)
