"""Elements that only wrap others: content controls, custom XML, revisions, alternatives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docgen.view.from_docx.drawing import chosen
from docgen.view.from_docx.xml import MC, W, has_on
from docgen.view.safe_xml import Element

_TRANSPARENT: Final = frozenset(f"{W}{name}" for name in ("customXml", "smartTag", "ins", "moveTo", "sdtContent"))
_GONE: Final = frozenset(f"{W}{name}" for name in ("del", "moveFrom"))
_CONTROL: Final = f"{W}sdt"
_ALTERNATIVES: Final = f"{MC}AlternateContent"


def flattened(container: Element) -> Iterator[Element]:
    """The children of a container, those inside wrappers in their wrapper's place, deleted ones left out."""
    open_wrappers = [iter(container)]
    while open_wrappers:
        child = next(open_wrappers[-1], None)
        if child is None:
            open_wrappers.pop()
            continue
        tag = child.tag
        if tag in _TRANSPARENT:
            open_wrappers.append(iter(child))
        elif tag == _CONTROL:
            content = child.find(f"{W}sdtContent")
            open_wrappers.append(iter(() if content is None else content))
        elif tag == _ALTERNATIVES:
            branch = chosen(child)
            open_wrappers.append(iter(() if branch is None else branch))
        elif tag not in _GONE:
            yield child


def is_placeholder(paragraph: Element) -> bool:
    """Whether a paragraph is only the prompt of a content control nobody has filled in (§17.5.2.39)."""
    parent = paragraph.getparent()
    if parent is not None and parent.tag == f"{W}tc":
        parent = parent.getparent()
    while parent is not None and parent.tag in _TRANSPARENT | {_CONTROL}:
        if parent.tag == _CONTROL and has_on(parent.find(f"{W}sdtPr"), "showingPlcHdr"):
            return True
        parent = parent.getparent()
    return False
