"""What goes wrong on our side, said in two halves: what is wrong, then what to do.

Findings about submitted papers are values (``docgen.validators.finding``); an exception is always about us,
the law files, the data or the machine. Readers raise :class:`Unreadable`; only the judge's runner turns it
into a finding.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a law file, a data row or a template, with its address.

    ``path`` is the file or sheet, ``key`` the dotted key, cell or row inside it.
    """

    path: str
    key: str
    expected: str
    found: str = ""

    def __str__(self) -> str:
        where = f"{self.path}: {self.key}" if self.key else self.path
        found = f"；现为 {self.found}" if self.found else ""
        return f"{where}: {self.expected}{found}"


class DocgenError(Exception):
    """The root of everything we raise on purpose.

    ``what`` is the fault, ``remedy`` the sentence that says what to do, ``problems`` every fault at once.
    """

    def __init__(self, what: str, remedy: str = "", problems: Iterable[Problem] = ()) -> None:
        self.what = what
        self.remedy = remedy
        self.problems = tuple(problems)
        super().__init__(what)

    def __str__(self) -> str:
        lines = [self.what, *(f"  {problem}" for problem in self.problems)]
        return "\n".join([*lines, self.remedy] if self.remedy else lines)


class UsageError(DocgenError):
    """The command or call was not given what it needs."""


class SpecError(DocgenError):
    """A law file is wrong; ``problems`` lists every fault of every file read."""


class RecordError(DocgenError):
    """The data rows are wrong; ``problems`` lists every fault with row and field."""


class TemplateError(DocgenError):
    """A template cannot be compiled, filled or printed."""


class FontMissing(DocgenError):  # noqa: N818  # it says what is the matter
    """No face found on this machine has a character or a font that is needed."""


class OutputError(DocgenError):
    """A file could not be written; nothing half-written is left behind."""


class Unreadable(DocgenError):  # noqa: N818  # it says what is the matter
    """A submitted file cannot be read.

    ``code`` is the archive rule it answers to (ARC101 corrupt, ARC102 type, ARC104 limits, ARC105 encrypted).
    """

    def __init__(self, code: str, what: str, remedy: str = "") -> None:
        self.code = code
        super().__init__(what, remedy)
