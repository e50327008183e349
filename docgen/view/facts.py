"""What a file says of itself, apart from the paper in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from docgen.units import Length

Kind = Literal["docx", "pdf", "ofd", "doc", "odt", "wordml", "html", "sheet"]
SignatureState = Literal["intact", "untrusted", "changed", "unsupported", "unverified"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Where a digital signature is seen: the page, from 1, and the box in EMU from the page's top left corner."""

    page: int
    left: Length
    top: Length
    right: Length
    bottom: Length


@dataclass(frozen=True, slots=True)
class Signature:
    """A digital signature: whether the file is as it was signed, ``why`` in a sentence, whom the certificate (of an OFD
    the seal) names and the time it states."""

    state: SignatureState
    why: str
    signer: str = ""
    stated_time: str = ""
    stamps: tuple[Stamp, ...] = ()


Elsewhere = Literal["package", "form"]
"""Where a PDF's pages are only a cover: of a package of files, of a form that its own program draws."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the file says of itself. ``mark``: the template it was made from (``changchun/rubric_sheet``), read from
    the application properties; ``scanned``: 1-based PDF pages (or a .docx's whole) that are pictures of text;
    ``uncoded``: those of them whose fonts do not say which characters they draw; ``blank``: pages without any mark;
    ``page_pictures``: pictures of a .docx as large and upright as a page, beside text;
    ``attached``: names of files kept within; ``tagged``: whether a PDF states the structure of its text;
    ``active``: macros, scripts, external links that would act; ``signatures``: digital ones, none unless ``signed``."""

    kind: Kind
    pages: int | None = None
    mark: str | None = None
    producer: str | None = None
    active: tuple[str, ...] = ()
    scanned: tuple[int, ...] = ()
    uncoded: tuple[int, ...] = ()
    blank: tuple[int, ...] = ()
    pictures: int = 0
    page_pictures: int = 0
    signed: bool = False
    tracked: bool = False
    signatures: tuple[Signature, ...] = ()
    attached: tuple[str, ...] = ()
    elsewhere: Elsewhere | None = None
    tagged: bool | None = None

    @property
    def words_only(self) -> bool:
        """Whether the body's words and tables were read, and neither the look nor headers, footers and page numbers."""
        return self.kind in ("doc", "odt", "wordml", "html")

    @property
    def is_print(self) -> bool:
        """Whether it states where every character stands, as a print does, and not how it came there."""
        return self.kind in ("pdf", "ofd")
