"""Complex fields, read run by run: only their results are text (ECMA-376 Part 1 §17.16.18).

A field may begin in one paragraph and end in another, so the stack of open fields lives as long as its story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from docgen.view.from_docx.numerals import numeral
from docgen.view.from_docx.xml import VAL, W14, W, child_val, has_on, integer, is_on
from docgen.view.model import Box
from docgen.view.safe_xml import Element

_DYNAMIC: Final = ("DDE", "DDEAUTO")
_OVERSTRIKE: Final = re.compile(r"\\o(?:\s*\\a[lcrd])?\s*\((?P<parts>.*)\)\s*$", re.IGNORECASE | re.DOTALL)
_CIRCLES: Final = ("○", "〇", "◯")
_CIRCLED: Final = 20
_LONGEST: Final = 400
"""No sign in a circle and no word under its reading takes so many characters to say."""
SAID_ANYWAY: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"})
"""Fields a reader sees on paper though the file may hold no result for them yet."""


@dataclass(slots=True)
class OpenField:
    """A field between its begin and its end. ``seen``: what a reader sees of it though it holds no result."""

    instruction: list[str] = field(default_factory=list)
    kind: str = ""
    in_result: bool = False
    has_result: bool = False
    box: Box | None = None
    seen: str = ""


@dataclass(slots=True)
class FieldStack:
    """The fields open at the place being read. ``dynamic`` collects those that would fetch from another program."""

    fields: list[OpenField] = field(default_factory=list)
    dynamic: set[str] = field(default_factory=set)

    @property
    def shown(self) -> bool:
        """Whether what stands here is seen: outside fields, or within the results of all that are open."""
        return not self.fields or all(open_field.in_result for open_field in self.fields)

    @property
    def kind(self) -> str | None:
        """The kind of the innermost field, whose result stands here."""
        return self.fields[-1].kind if self.fields else None

    def mark_result(self) -> None:
        for open_field in self.fields:
            open_field.has_result = True

    def instruct(self, text: str) -> None:
        """A piece of the innermost field's instruction."""
        if self.fields and not self.fields[-1].in_result:
            self.fields[-1].instruction.append(text)

    def step(self, mark: Element) -> OpenField | None:
        """Follow a ``w:fldChar``; gives the field that ends here."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append(OpenField(box=form_box(mark), seen=form_choice(mark)))
        elif kind == "separate" and self.fields:
            self._name(self.fields[-1])
            self.fields[-1].in_result = True
        elif kind == "end" and self.fields:
            ended = self.fields.pop()
            self._name(ended)
            return ended
        return None

    def open_simple(self, instruction: str) -> OpenField:
        """A ``w:fldSimple``, whose content is its result."""
        opened = OpenField([instruction], in_result=True)
        self._name(opened)
        self.fields.append(opened)
        return opened

    def _name(self, open_field: OpenField) -> None:
        if not open_field.kind:
            words = "".join(open_field.instruction).split()
            open_field.kind = words[0].upper() if words else ""
            if open_field.kind == "EQ":
                open_field.seen = overstruck("".join(open_field.instruction))
            if open_field.kind in _DYNAMIC:
                self.dynamic.add(open_field.kind)


def overstruck(instruction: str) -> str:
    r"""What an ``EQ`` field that sets characters over each other shows (§17.16.5.20): of a sign in a circle
    (``\o\ac(○,1)``) or a word under its reading (``\o\ad(\s\up 9(zhù),住)``) the last part. Empty for any other."""
    found = _OVERSTRIKE.search(instruction) if len(instruction) <= _LONGEST else None
    if found is None:
        return ""
    parts = re.split(r"[,;，；](?![^()]*\))", found["parts"])
    circle, last = parts[0].strip(), parts[-1].strip()
    number = int(last) if last.isascii() and last.isdecimal() else 0
    circled = circle in _CIRCLES and 0 < number <= _CIRCLED
    return numeral(number, "decimalEnclosedCircle") if circled else last


def form_choice(mark: Element) -> str:
    """The entry a form-field list shows (§17.16.9): the one chosen, else the default, else the first."""
    listed = mark.find(f"{W}ffData/{W}ddList")
    if listed is None:
        return ""
    chosen = integer(child_val(listed, "result") or child_val(listed, "default")) or 0
    entries = [entry.get(VAL, "") for entry in listed.iterfind(f"{W}listEntry")]
    return entries[chosen] if 0 <= chosen < len(entries) else ""


def form_box(mark: Element) -> Box | None:
    """The state of a form-field check box (§17.16.7): its own, else its default."""
    box = mark.find(f"{W}ffData/{W}checkBox")
    if box is None:
        return None
    checked = box.find(f"{W}checked")
    ticked = has_on(box, "default") if checked is None else is_on(checked)
    return "ticked" if ticked else "empty"


def control_box(properties: Element | None) -> Box | None:
    """The state of a content control that is a check box ([MS-DOCX] 2.6.1.13)."""
    box = None if properties is None else properties.find(f"{W14}checkbox")
    if box is None:
        return None
    checked = box.find(f"{W14}checked")
    ticked = checked is not None and checked.get(f"{W14}val", "1") in ("1", "true", "on")
    return "ticked" if ticked else "empty"
