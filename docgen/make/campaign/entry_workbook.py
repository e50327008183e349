"""The entry workbook written: sheets and columns by the law, choices to pick from, a note over every column.

The same law and the same rows give the same bytes. What is required stands in dark headings with an asterisk; columns
of codes and numbers are text, so that no program takes a code for a number; rows that show how to fill a sheet begin
with the law's mark and are never read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import count
from typing import Final, Literal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from docgen.dates import read_moment
from docgen.make.campaign.telling_columns import Told, told_columns
from docgen.make.headers import short_title
from docgen.make.workbook import packed
from docgen.spec.model import Profile
from docgen.spec.workbook import ColumnLaw, SheetKey, SheetLaw
from docgen.spec.workbook_references import PAPER

Rows = Mapping[SheetKey, Sequence[Mapping[str, object]]]
"""Rows to be filled in, by the names of the law's columns."""

_SETTINGS: Final = "settings"
_CHOICES: Final = "选项"
_LAST_ROW: Final = 20_000  # down to where choices and formats are offered
_TEXT, _DAY, _MINUTE = "@", "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_DARK, _LIGHT = PatternFill("solid", fgColor="FF1F4E79"), PatternFill("solid", fgColor="FFDDEBF7")
_REQUIRED, _WARNED, _PLAIN = Font(bold=True, color="FFFFFFFF"), Font(bold=True, color="FFFF0000"), Font(bold=True)
_RED, _SHOWN, _LARGE = Font(bold=True, color="FFFF0000"), Font(italic=True, color="FF808080"), Font(bold=True, size=16)
_WRAPPED: Final = Alignment(vertical="center", wrap_text=True)
_CENTRED: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LATIN: Final = 0x2E7F  # characters above are as wide as high
_LINE_HEIGHT, _SPACE = 15, 4
_GUIDE_WIDTHS: Final = (14, 26, 8, 52, 52)
_SETTING_WIDTHS: Final = (22, 44, 80)


def entry_workbook(profile: Profile, rows: Rows | None = None) -> bytes:
    """The entry workbook of a jurisdiction as .xlsx, with ``rows`` below the rows that show how to fill it."""
    law = profile.workbook
    book = Workbook()
    guide = book.worksheets[0]
    guide.title = law.guide_title
    told = told_columns(profile)
    _write_guide(guide, profile, told)
    sheets = {key: book.create_sheet(sheet.title[0]) for key, sheet in law.sheet.items()}
    choices = _Choices(book.create_sheet(_CHOICES), profile)
    for key, sheet_law in law.sheet.items():
        if key == _SETTINGS:
            _write_settings(sheets[key], sheet_law, told)
        else:
            top = _write_headings(sheets[key], sheet_law, told)
            _write_rows(sheets[key], sheet_law, top, (rows or {}).get(key, ()))
            choices.offer(sheets[key], key, top)
        _set_page(sheets[key])
    _set_page(guide)
    return packed(book, f"{profile.name}“双随机、一公开”台账", f"{profile.key} {profile.edition}")


def first_row(law: SheetLaw) -> int:
    """The row of a sheet (from 1) below its headings."""
    return 3 + bool(law.warning)


def _write_guide(sheet: Worksheet, profile: Profile, told: Sequence[Told]) -> None:
    """What to do line by line, what is never filled beforehand in red, and a list of all columns."""
    law, lines = profile.workbook, count(1)
    _put(sheet, next(lines), 1, f"{profile.name}“双随机、一公开”台账填写说明", _LARGE)
    _put(sheet, next(lines), 1, f"规定版本：{profile.edition}（{profile.key} {profile.hashes[profile.key][:12]}）")
    for text, font in (*((line, _RED) for line in law.warning), *((line, None) for line in law.guide)):
        row = next(lines)
        _put(sheet, row, 1, text, font).alignment = _WRAPPED
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=len(_GUIDE_WIDTHS))
        _set_height(sheet, row, (text,), (sum(_GUIDE_WIDTHS),))
    top = next(lines)
    for column, heading in enumerate(("表", "列名", "必填", "用于", "写法"), 1):
        cell = _put(sheet, top, column, heading, _REQUIRED)
        cell.fill, cell.alignment = _DARK, _CENTRED
    for row, each in enumerate(told, top + 1):
        texts = (each.sheet, each.label, "必填" if each.required else "", each.used, each.written)
        for column, text in enumerate(texts, 1):
            _put(sheet, row, column, text).alignment = _WRAPPED
        _set_height(sheet, row, texts, _GUIDE_WIDTHS)
    _set_widths(sheet, _GUIDE_WIDTHS)


def _write_settings(sheet: Worksheet, law: SheetLaw, told: Sequence[Told]) -> None:
    """A line for each setting: its name, an empty cell for its value, what it is for."""
    for column, heading in enumerate(("项目", "内容", "说明"), 1):
        cell = _put(sheet, 1, column, heading, _REQUIRED)
        cell.fill, cell.alignment = _DARK, _CENTRED
    own = {each.column: each for each in told if each.key == _SETTINGS}
    for row, (name, column_law) in enumerate(law.column.items(), 2):
        cell = _put(sheet, row, 1, ("*" if column_law.required else "") + column_law.label[0], _PLAIN)
        cell.fill = _LIGHT
        sheet.cell(row, 2).number_format = _TEXT
        parts = (f"用于：{own[name].used}" if own[name].used else "", own[name].written)
        said = "".join(f"{part.rstrip('。')}。" for part in parts if part)
        _put(sheet, row, 3, said).alignment = _WRAPPED
        _set_height(sheet, row, (said,), _SETTING_WIDTHS[2:])
    sheet.freeze_panes = "A2"
    _set_widths(sheet, _SETTING_WIDTHS)


def _write_headings(sheet: Worksheet, law: SheetLaw, told: Sequence[Told]) -> int:
    """What the sheet is for, what is forbidden in red, the headings with a note each. Returns the headings' row."""
    _put(sheet, 1, 1, law.about)
    if law.warning:
        _put(sheet, 2, 1, law.warning, _RED)
    top = first_row(law) - 1
    notes = {each.column: each for each in told if each.sheet == law.title[0]}
    for at, (key, column) in enumerate(law.column.items(), 1):
        cell = _put(sheet, top, at, ("*" if column.required else "") + column.label[0])
        cell.font = _REQUIRED if column.required else _WARNED if column.past else _PLAIN
        cell.fill, cell.alignment = _DARK if column.required else _LIGHT, _CENTRED
        cell.comment = Comment(notes[key].note, "", height=140, width=320)
        dimension = sheet.column_dimensions[get_column_letter(at)]
        dimension.width, dimension.number_format = column.width, _format(column)
    sheet.row_dimensions[top].height = 32
    sheet.freeze_panes = f"A{top + 1}"
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(len(law.column))}{top}"
    sheet.print_title_rows = f"{top}:{top}"
    return top


def _write_rows(sheet: Worksheet, law: SheetLaw, top: int, rows: Iterable[Mapping[str, object]]) -> None:
    """The rows that show how, then those given."""
    shown = max((len(column.example) for column in law.column.values()), default=0)
    examples = (
        {key: column.example[at] for key, column in law.column.items() if at < len(column.example)}
        for at in range(shown)
    )
    for row, values in enumerate((*examples, *rows), top + 1):
        for at, (key, column) in enumerate(law.column.items(), 1):
            value = values.get(key)
            if value is None or value == "":
                continue
            cell = _put(sheet, row, at, _as_moment(column, value))
            cell.number_format = _format(column)
            if row <= top + shown:
                cell.font = _SHOWN


def _as_moment(column: ColumnLaw, value: object) -> object:
    """A day or minute as what it is where the column is for one; all else as text."""
    if isinstance(value, str) and column.type in ("date", "datetime") and not column.several:
        try:
            reading = read_moment(value)
        except ValueError:
            return value
        whole = (
            reading is not None and reading.low is not None and (column.type == "date" or reading.low == reading.high)
        )
        return reading.low if whole and reading else value
    return value if isinstance(value, datetime) else str(value)


class _Choices:
    """Lists to pick from, each once, on a sheet of their own that is not shown."""

    def __init__(self, sheet: Worksheet, profile: Profile) -> None:
        self._sheet, self._law = sheet, profile.workbook
        papers = (profile.document(paper.document) for paper in profile.workbook.paper)
        self._papers = tuple(short_title(spec) for spec in papers if spec is not None)
        self._places: dict[tuple[str, ...], str] = {}
        sheet.sheet_state = "hidden"

    def offer(self, sheet: Worksheet, key: SheetKey, top: int) -> None:
        """Offer each column of a sheet what may be picked there; times to come are refused where they must be past."""
        for at, column in enumerate(self._law.sheet[key].column.values(), 1):
            letter = get_column_letter(at)
            validation = self._validation(column)
            if validation is not None:
                validation.errorTitle, validation.showErrorMessage, validation.allow_blank = "请核对", True, True
                validation.add(f"{letter}{top + 1}:{letter}{_LAST_ROW}")
                sheet.add_data_validation(validation)

    def _validation(self, column: ColumnLaw) -> DataValidation | None:
        label = column.label[0]
        choices = column.choices or (self._papers if column.refers == PAPER else ())
        source = self._listed(choices) if choices else self._column(column.refers) if column.refers else ""
        if source:
            style: Literal["stop", "warning"] = "stop" if choices and not column.several else "warning"
            several = "；多项用“；”隔开，写好后选“是”即可" if column.several else ""
            return DataValidation("list", source, errorStyle=style, error=f"“{label}”应从下拉列表中选取{several}。")
        if column.past and not column.several:
            error = f"“{label}”应是已经发生的时间；还没有发生的请留空。"
            return DataValidation("date", "NOW()", operator="lessThanOrEqual", errorStyle="warning", error=error)
        return None

    def _listed(self, choices: tuple[str, ...]) -> str:
        if choices not in self._places:
            at = len(self._places) + 1
            for row, choice in enumerate(choices, 1):
                _put(self._sheet, row, at, choice)
            letter = get_column_letter(at)
            self._places[choices] = f"'{_CHOICES}'!${letter}$1:${letter}${len(choices)}"
        return self._places[choices]

    def _column(self, named: str) -> str:
        """The cells of the column that ``sheet.column`` names."""
        key, _, column = named.partition(".")
        law = next(sheet for name, sheet in self._law.sheet.items() if name == key)
        letter = get_column_letter([*law.column].index(column) + 1)
        return f"'{law.title[0]}'!${letter}${first_row(law)}:${letter}${_LAST_ROW}"


def _format(column: ColumnLaw) -> str:
    if column.several or column.type not in ("date", "datetime"):
        return _TEXT
    return _DAY if column.type == "date" else _MINUTE


def _put(sheet: Worksheet, row: int, column: int, value: object, font: Font | None = None) -> Cell:
    """A cell that never acts: text is text whatever it begins with."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if isinstance(value, datetime):
        cell.value = value
    elif value != "":
        cell.value = str(value)
        cell.data_type, cell.number_format = "s", _TEXT
        cell.quotePrefix = str(value).startswith(("=", "+", "-", "@"))
    if font is not None:
        cell.font = font
    return cell


def _set_widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width


def _set_height(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[int]) -> None:
    """Stated, as programs do not agree on the height of rows with broken lines; a Chinese character is two wide."""
    breadths = [sum(2 if ord(character) > _LATIN else 1 for character in text) for text in texts]
    lines = max(-(-breadth // (width - 1)) for breadth, width in zip(breadths, widths, strict=True))
    sheet.row_dimensions[row].height = _LINE_HEIGHT * max(lines, 1) + _SPACE


def _set_page(sheet: Worksheet) -> None:
    """Across one sheet of A4, with page numbers."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    if (footer := sheet.HeaderFooter.oddFooter) is not None:
        footer.center.text = "&A　第 &P 页，共 &N 页"
