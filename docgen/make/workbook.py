"""A list as a workbook (.xlsx): what is said once above, a frozen heading row, an entry a row, choices to pick from.

The sheet is what :func:`docgen.make.rows.read_rows` reads: made, edited and read again it gives the same paper. Text is
text whatever it begins with, so that no cell acts (``quotePrefix``, ECMA-376 Part 1 §18.8.10); same record, same bytes.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from math import ceil
from types import MappingProxyType
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from docgen.dates import read_moment
from docgen.errors import Problem, RecordError, UsageError
from docgen.make.headers import short_title
from docgen.make.package import head_of, package, read_members
from docgen.make.properties import mark_of, with_properties
from docgen.make.record import Record
from docgen.spec.model import SIDES, Datum, DocumentSpec, FieldLaw, Role
from docgen.units import Length
from docgen.wording import NUMBER_COLUMN

_CHOICES: Final = "选项"
_BESIDE: Final = 3  # things said once that may stand side by side above the headings
_SPARE: Final = 500  # rows below the last entry that offer the choices too
_NARROWEST, _WIDEST, _NUMBER_WIDTH = 8, 36, 6  # widths of columns, in digits of the default font (§18.3.1.13)
_LINE: Final = 1.5  # a line of text, in sizes of its font
_LONGEST: Final = 32_767  # characters a cell holds (§18.4.8); a longer text would be cut without a word
_ACTS: Final = ("=", "+", "-", "@", "\t", "\r")
_TEXT, _DAY = "@", 'yyyy"年"m"月"d"日"'
_SHADE: Final = "E7E6E6"
_POINTS_IN_AN_INCH: Final = 72
_NO_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_ALIGNED: Final = MappingProxyType({"center": "center", "right": "right"})


def make_workbook(spec: DocumentSpec, record: Record) -> bytes:
    """The entries of a list, with its title and whatever it says once, as .xlsx.

    Raises:
        UsageError: the paper is no list (its law names no ``register``).
        RecordError: a text is longer than a cell can hold.
    """
    if spec.register_ is None:
        raise no_list(spec)
    entries = record.values[spec.register_]
    listed = _List(spec, record, spec.field[spec.register_], entries if isinstance(entries, tuple) else ())
    _refuse_too_long(listed)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _NO_SHEET_NAME.sub("", short_title(spec))[:31]
    _fill(sheet, listed)
    _offer_choices(book, sheet, listed)
    _set_page(sheet, listed)
    saved = io.BytesIO()
    book.save(saved)
    return package(head_of(with_properties(read_members(saved.getvalue()), spec.title, mark_of(spec))), ())


def no_list(spec: DocumentSpec) -> UsageError:
    """What to say where a workbook is asked of a paper that is no list."""
    return UsageError(f"《{spec.title}》不是清单，不能制成 .xlsx", "不写 --xlsx，制成 .docx 和 PDF。")


@dataclass(frozen=True, slots=True)
class _List:
    """A list to be written: ``law`` is that of its entries, ``entries`` objects with a value for every column."""

    spec: DocumentSpec
    record: Record
    law: FieldLaw
    entries: Sequence[object]

    @property
    def columns(self) -> Mapping[str, Datum]:
        return self.law.columns

    @property
    def breadth(self) -> int:
        """Columns of the sheet: one for the numbers, then the law's."""
        return len(self.columns) + 1

    @property
    def widths(self) -> list[int]:
        """Every column as wide as its longest line, within bounds; headings may break."""
        found = [_NUMBER_WIDTH]
        for name, law in self.columns.items():
            longest = max((_breadth(_printed(getattr(entry, name))) for entry in self.entries), default=0)
            found.append(min(max(longest, ceil(_breadth(law.label[0]) / 2), _NARROWEST) + 2, _WIDEST))
        return found

    @property
    def lines(self) -> list[list[str]]:
        """What is said once, as ``标签：值``: three beside each other, one too long for that by itself."""
        beside = sum(self.widths) // _BESIDE
        lines: list[list[str]] = []
        for name, law in self.spec.field.items():
            if law.filled or name == self.spec.register_:
                continue
            text = f"{law.label[0]}：{_printed(self.record.values[name])}"
            together = lines and len(lines[-1]) < _BESIDE and max(map(_breadth, [text, *lines[-1]])) <= beside
            if together:
                lines[-1].append(text)
            else:
                lines.append([text])
        return lines

    @property
    def heading(self) -> int:
        """The row of the headings, counted from 1: below the title and the lines."""
        return len(self.lines) + 2

    def role(self, kind: str) -> Role | None:
        return next((role for role in self.spec.role.values() if role.find.kind == kind), None)


def _printed(value: object) -> str:
    return "；".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _breadth(text: str) -> int:
    """The width of the longest line, a Chinese character counting two."""
    wide = ("W", "F", "A")
    lines = (sum(2 if unicodedata.east_asian_width(mark) in wide else 1 for mark in line) for line in text.split("\n"))
    return max(lines, default=0)


def _refuse_too_long(listed: _List) -> None:
    problems = [
        Problem(
            listed.record.row.source, f"第{number}条“{law.label[0]}”", f"不能超过{_LONGEST}字，.xlsx 的单元格容不下"
        )
        for number, entry in enumerate(listed.entries, 1)
        for name, law in listed.columns.items()
        if len(_printed(getattr(entry, name))) > _LONGEST
    ]
    if problems:
        raise RecordError("有的内容过长，不能制成 .xlsx", "请缩短后重试；.docx 不受此限。", problems)


def _fill(sheet: Worksheet, listed: _List) -> None:
    """Title, lines, headings, entries, from the first row on."""
    rows = listed.role("other_rows")
    heading = listed.role("heading_row")
    _banner(sheet, listed, 1, [listed.spec.title], listed.spec.role.get("title"))
    for number, line in enumerate(listed.lines, 2):
        _banner(sheet, listed, number, line, rows)
    for column, text in enumerate((NUMBER_COLUMN, *(law.label[0] for law in listed.columns.values())), 1):
        cell = _written(sheet, listed.heading, column, text, heading, "center")
        cell.fill = PatternFill("solid", fgColor=_SHADE)
    for number, entry in enumerate(listed.entries, 1):
        _number(sheet, listed.heading + number, number, rows)
        for column, (name, law) in enumerate(listed.columns.items(), 2):
            _entered(_written(sheet, listed.heading + number, column, _printed(getattr(entry, name)), rows), law)
    for column, width in enumerate(listed.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for column, law in enumerate(listed.columns.values(), 2):
        if law.type not in ("number", "date"):
            sheet.column_dimensions[get_column_letter(column)].number_format = _TEXT


def _banner(sheet: Worksheet, listed: _List, row: int, texts: Sequence[str], role: Role | None) -> None:
    """Texts side by side over the whole breadth, each across columns of about its share; as high as the longest."""
    widths = listed.widths
    ends = [listed.breadth * number // len(texts) for number in range(1, len(texts) + 1)]
    lines = 1
    for start, end, text in zip([0, *ends], ends, texts, strict=False):
        cell = _text_cell(sheet, row, start + 1, text, role)
        align = _ALIGNED.get(role.align or "") if role and len(texts) == 1 else None
        cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
        if end - start > 1:
            sheet.merge_cells(start_row=row, start_column=start + 1, end_row=row, end_column=end)
        lines = max(lines, ceil(_breadth(text) / sum(widths[start:end])))
    sheet.row_dimensions[row].height = lines * _LINE * (cell.font.size or 1)


def _written(
    sheet: Worksheet, row: int, column: int, text: str, role: Role | None, horizontal: str | None = None
) -> Cell:
    """A cell of the table: ruled, its text broken where it is too long."""
    cell = _text_cell(sheet, row, column, text, role)
    line = Side(style="thin")
    cell.border = Border(left=line, right=line, top=line, bottom=line)
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=True)
    return cell


def _text_cell(sheet: Worksheet, row: int, column: int, text: str, role: Role | None) -> Cell:
    """Text that stays text, in the face and size the law gives the role."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if text:
        cell.value = text
        cell.data_type = "s"
    cell.number_format = _TEXT
    if role and role.font and role.size:
        cell.font = Font(name=role.font[0], size=role.size.length.pt, bold=bool(role.bold))
    if text.startswith(_ACTS):
        cell.quotePrefix = True
    return cell


def _number(sheet: Worksheet, row: int, number: int, role: Role | None) -> None:
    cell = _written(sheet, row, 1, "", role, "center")
    cell.value, cell.number_format = number, "0"


def _entered(cell: Cell, law: Datum) -> None:
    """Days and plain numbers as what they are, so that they sort and add up; whatever says more or less stays text."""
    text = str(cell.value or "")
    if law.type == "date" and (day := _day(text)):
        cell.value, cell.number_format = day, _DAY
    elif law.type == "number" and text.isascii() and text.isdigit() and str(int(text[:15])) == text:
        cell.value, cell.number_format = int(text), "0"


def _day(text: str) -> datetime | None:
    """The day a text names, if it names neither more (an hour) nor less (a month)."""
    reading = read_moment(text) if text else None
    if reading is None or reading.low is None or reading.high is None:
        return None
    whole = reading.low.time() == time() and reading.low.date() == reading.high.date() and text.endswith("日")
    return reading.low if whole else None


def _offer_choices(book: Workbook, sheet: Worksheet, listed: _List) -> None:
    """A list to pick from in every column of choices, kept on a sheet of its own: several may be written together."""
    last = listed.heading + len(listed.entries) + _SPARE
    chosen = [(column, law) for column, law in enumerate(listed.columns.values(), 2) if law.choices]
    if not chosen:
        return
    choices = book.create_sheet(_CHOICES)
    choices.sheet_state = "hidden"
    for place, (column, law) in enumerate(chosen, 1):
        for row, choice in enumerate((law.label[0], *law.choices), 1):
            _text_cell(choices, row, place, choice, None)
        there, here = get_column_letter(place), get_column_letter(column)
        source = f"'{_CHOICES}'!${there}$2:${there}${len(law.choices) + 1}"
        offered = DataValidation("list", source, allow_blank=True, errorStyle="warning", showErrorMessage=True)
        offered.errorTitle, offered.error = "请核对", f"“{law.label[0]}”应从下拉列表中选取；多项用“；”隔开。"
        offered.add(f"{here}{listed.heading + 1}:{here}{last}")
        sheet.add_data_validation(offered)


def _set_page(sheet: Worksheet, listed: _List) -> None:
    """Frozen headings, and a print like the paper's: its sheet, margins and page numbers, as wide as the page."""
    page, last = listed.spec.page, get_column_letter(listed.breadth)
    sheet.freeze_panes = f"A{listed.heading + 1}"
    sheet.auto_filter.ref = f"A{listed.heading}:{last}{listed.heading + max(len(listed.entries), 1)}"
    sheet.print_title_rows = f"{listed.heading}:{listed.heading}"
    sheet.page_setup.orientation = page.orientation
    sheet.page_setup.paperSize = getattr(sheet, f"PAPERSIZE_{page.paper}", None)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    for side in SIDES:
        if amount := page.margin.get(side):
            setattr(sheet.page_margins, side, _inches(amount.length))
    if page.page_number and (footer := sheet.HeaderFooter.oddFooter) is not None:
        footer.center.text = page.page_number.form.replace("{page}", "&P").replace("{pages}", "&N")


def _inches(length: Length) -> float:
    return round(length.pt / _POINTS_IN_AN_INCH, 4)
