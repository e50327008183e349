"""The entry workbook of a campaign, as values: ``workbook.toml``."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from docgen.spec.datum import Datum
from docgen.spec.law import Law
from docgen.spec.values import Names, Texts

SheetKey = Literal[
    "settings", "tasks", "items", "households", "inspectors", "register", "results", "problems",
]  # fmt: skip
SHEETS: tuple[SheetKey, ...] = get_args(SheetKey)


class ColumnLaw(Datum):
    """One column: a datum, what it feeds and how it is written.

    ``feeds`` are ``field`` (in every paper that has it and does not fill it by hand) or ``document.field``; a third
    part names a column of that field's entries. None: the field of the column's own name, if a paper has one. Where
    several columns feed one field, the first that is filled goes; ``begins`` and ``ends`` are the two ends of a period.
    ``refers`` is the column of another sheet (``tasks.number``), or ``paper``, that must have the value. ``several``:
    one cell holds several, on lines of their own or split at ；. ``past``: must have happened. ``otherwise`` stands
    where the cell is blank; ``{field}`` in it is the household's own value. ``says``: the same thing in the words of a
    document, where they differ. ``width`` is in characters; ``example`` one value for each example row.
    """

    comment: str = ""
    feeds: Texts | None = None
    begins: str | None = None
    ends: str | None = None
    refers: str | None = None
    several: bool = False
    past: bool = False
    otherwise: str = ""
    says: dict[str, dict[str, str]] = Field(default_factory=dict)
    width: int = 14
    example: Texts = ()


class SheetLaw(Law):
    """One sheet: its name with synonyms, a line that says what it is for, its columns in order. ``warning`` is said in
    red above the headings."""

    title: Names
    about: str = ""
    warning: str = ""
    column: dict[str, ColumnLaw]


class Call(Law):
    """A paper is called for where ``column`` (``sheet.column``) holds one of these words, any when there are none."""

    column: str
    is_: Texts = Field((), alias="is")


class CampaignPaper(Law):
    """A paper a campaign makes: one for every household, inspecting body or correction, or one for the whole task.

    ``when``: only where one of these calls for it. ``number`` and ``dated`` are the fields the register's number and
    date go to (``document.field``), ``pattern`` how its number is written unless the settings say otherwise. ``made``
    are the required fields the program itself finds: lists of what it made, of those it is ``about`` where it names
    some. ``seq`` is the number before the name of its file, its own for good: no other paper made or left out changes
    it.
    """

    document: str
    seq: int = 0
    per: Literal["household", "agency", "correction", "task"] = "household"
    when: tuple[Call, ...] = ()
    number: Texts = ()
    dated: Texts = ()
    pattern: str = ""
    made: Texts = ()
    about: Texts = ()


class WorkbookLaw(Law):
    """The entry workbook: what its guide says line by line, its sheets, and the papers they feed, in order of the file.

    ``example_mark`` begins the first cell of a row that shows how to fill the sheet and is never read.
    """

    guide_title: str = ""
    guide: Texts = ()
    warning: Texts = ()
    example_mark: str = ""
    sheet: dict[SheetKey, SheetLaw] = Field(default_factory=dict)
    paper: tuple[CampaignPaper, ...] = ()
