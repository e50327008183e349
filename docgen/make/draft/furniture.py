"""Headers and footers of a drafted template: the page number the law asks for, and roles that stand there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from docgen.make.draft.wording import wording_of
from docgen.make.wordml import Element, child, element, qualified, serialised
from docgen.spec.model import DocumentSpec, PageNumber

Kind = Literal["header", "footer"]
Pages = Literal["default", "even", "first"]


@dataclass(frozen=True, slots=True)
class Furniture:
    """One header or footer part, and the pages it stands on."""

    kind: Kind
    pages: Pages
    data: bytes

    @property
    def name(self) -> str:
        return f"{self.kind}_{self.pages}"

    @property
    def relationship(self) -> str:
        return f"rId{self.kind.title()}{self.pages.title()}"


def furniture(spec: DocumentSpec) -> tuple[Furniture, ...]:
    """The headers and footers the law names; none where it names none."""
    return (*_of_roles("header", spec), *(_numbered(spec) if spec.page.page_number else _of_roles("footer", spec)))


def alternates(spec: DocumentSpec) -> bool:
    """Whether odd and even pages differ."""
    number = spec.page.page_number
    return bool(spec.page.odd_even) or (number is not None and number.odd != number.even)


def _of_roles(kind: Kind, spec: DocumentSpec) -> Iterator[Furniture]:
    lines = [
        _line(name, element("r", element("t", text=wording_of(name, role, spec))))
        for name, role in spec.role.items()
        if role.find.kind == kind
    ]
    if lines:
        yield Furniture(kind, "default", _part(kind, *lines))


def _numbered(spec: DocumentSpec) -> Iterator[Furniture]:
    number = spec.page.page_number
    if number is None:
        return
    styled = next((name for name, role in spec.role.items() if role.find.kind == "footer"), "Normal")
    yield Furniture("footer", "default", _part("footer", _number_line(styled, number, number.odd)))
    if alternates(spec):
        yield Furniture("footer", "even", _part("footer", _number_line(styled, number, number.even)))
    if not number.first:
        yield Furniture("footer", "first", _part("footer", element("p")))


def _part(kind: Kind, *lines: Element) -> bytes:
    return serialised(element("hdr" if kind == "header" else "ftr", *lines))


def _line(styled: str, *runs: Element) -> Element:
    return element("p", element("pPr", element("pStyle", val=styled)), *runs)


def _number_line(styled: str, number: PageNumber, side: str | None) -> Element:
    """The written form with its fields; ``side`` begins with the alignment, if the law states one."""
    before, _, rest = number.form.partition("{page}")
    between, many, after = rest.partition("{pages}")
    end = (*_text(between), *_field("NUMPAGES"), *_text(after)) if many else _text(rest)
    line = _line(styled, *_text(before), *_field("PAGE"), *end)
    align = next((word for word in ("left", "center", "right") if (side or "").startswith(word)), None)
    if align:
        child(line, "pPr/jc").set(qualified("val"), align)
    return line


def _text(text: str) -> tuple[Element, ...]:
    return (element("r", element("t", text=text)),) if text else ()


def _field(kind: str) -> tuple[Element, ...]:
    """A field in its five runs (ECMA-376 Part 1 §17.16.18); ``1`` is what shows until it is computed."""
    begin, separate, end = (element("r", element("fldChar", fldCharType=mark)) for mark in ("begin", "separate", "end"))
    return begin, element("r", element("instrText", text=f" {kind} ")), separate, *_text("1"), end
