"""What is printed together, as values: papers, sets of them, and how they are laid out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docgen.errors import DocgenError
from docgen.spec.model import DocumentSpec


@dataclass(frozen=True, slots=True)
class PaperFile:
    """One paper to print. ``household`` and ``number`` (文号, may be empty) are for the list; ``docx`` is printed by
    the law ``spec`` unless ``pdf``, a print of it that is there already, stands for it. At least one is there."""

    household: str
    number: str
    spec: DocumentSpec
    docx: Path | None
    pdf: Path | None = None

    @property
    def path(self) -> Path:
        """The file a message names."""
        found = self.docx or self.pdf
        if found is None:
            raise ValueError("a paper has a file")
        return found


@dataclass(frozen=True, slots=True)
class PrintSet:
    """Papers that go into one print, in their order. ``stem`` is the name of the files made, without suffix.

    ``one_kind``: papers of one law, with a list in front and one .docx for them all.
    """

    stem: str
    title: str
    papers: tuple[PaperFile, ...]
    one_kind: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """``copies`` of each paper one after the other; ``duplex``: every copy begins on an odd page."""

    copies: int = 1
    duplex: bool = False

    @property
    def said(self) -> str:
        copies = f"每份连印{self.copies}份" if self.copies > 1 else "每份印1份"
        return f"{copies}；{'双面，每份从单数页起' if self.duplex else '单面'}"


@dataclass(frozen=True, slots=True)
class PrintReport:
    """``paths`` are the sets that now stand, ``unchanged`` those of them that stood so before; ``pages`` are those of
    all prints, blank ones included; ``troubles``: papers that could not be printed, files that could not be written;
    ``notices``: papers left out of a .docx, and why."""

    papers: int
    pages: int
    paths: tuple[Path, ...] = ()
    unchanged: tuple[Path, ...] = ()
    troubles: tuple[DocgenError, ...] = ()
    notices: tuple[str, ...] = ()
