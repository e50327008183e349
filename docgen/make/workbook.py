"""A list as a workbook (.xlsx): what is said once above, a frozen heading row, an entry a row, choices to pick from.

The sheet is what :func:`docgen.make.rows.read_rows` reads: made, edited and read again it gives the same paper. Text is
text whatever it begins with, so that no cell acts (``quotePrefix``, ECMA-376 Part 1 §18.8.10); same record, same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import datetime, time
from typing import Final

from lxml import etree
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
from docgen.make.package import Member, head_of, package, read_members
from docgen.make.properties import mark_of, with_properties
from docgen.make.record import Record
from docgen.make.tabular import Tabular
from docgen.spec.datum import Datum
from docgen.spec.model import SIDES, DocumentSpec, Role
from docgen.units import Length
from docgen.wording import NUMBER_COLUMN

_CHOICES: Final = "选项"
_SPARE: Final = 500  # rows below the last entry that offer the choices too
_LINE, _SPACE_AROUND = 1.3, 0.6  # the pitch of lines in sizes of their font, and the space around them in lines
_LONGEST: Final = 32_767  # characters a cell holds (§18.4.8); a longer text would be cut without a word
_ACTS: Final = ("=", "+", "-", "@", "\t", "\r")
_TEXT, _DAY = "@", 'yyyy"年"m"月"d"日"'
_SHADE: Final = "FFE7E6E6"
_POINTS_IN_AN_INCH: Final = 72
_STYLES: Final = "xl/styles.xml"
_FONT_ORDER: Final = (  # CT_Font, ECMA-376 Part 1 §18.8.22
    "b", "i", "strike", "condense", "extend", "outline", "shadow", "u", "vertAlign", "sz", "color", "name", "family",
    "charset", "scheme",
)  # fmt: skip
_NO_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_CENTRED: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
_PLAIN: Final = Alignment(vertical="center", wrap_text=True)
_RULE: Final = Side(style="thin")
_BOX: Final = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)


def make_workbook(spec: DocumentSpec, record: Record) -> bytes:
    """The entries of a list, with its title and whatever it says once, as .xlsx.

    Raises:
        UsageError: the paper is no list (its law names no ``register``).
        RecordError: a text is longer than a cell can hold.
    """
    if spec.register_ is None:
        raise no_list(spec)
    listed = Tabular(spec, record, spec.register_)
    _refuse_too_long(listed)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = _NO_SHEET_NAME.sub("", short_title(spec))[:31]
    _fill(sheet, listed)
    _offer_choices(book, sheet, listed)
    _set_page(sheet, listed)
    return packed(book, spec.title, mark_of(spec))


def no_list(spec: DocumentSpec) -> UsageError:
    """What to say where a workbook is asked of a paper that is no list."""
    return UsageError(f"《{spec.title}》不是清单，不能制成 .xlsx", "不写 --xlsx，制成 .docx 和 PDF。")


def _refuse_too_long(listed: Tabular) -> None:
    problems = [
        Problem(
            listed.record.row.source, f"第{number}条“{law.label[0]}”", f"不能超过{_LONGEST}字，.xlsx 的单元格容不下"
        )
        for number, entry in enumerate(listed.entries, 1)
        for law, text in zip(listed.columns.values(), entry, strict=True)
        if len(text) > _LONGEST
    ]
    if problems:
        raise RecordError("有的内容过长，不能制成 .xlsx", "请缩短后重试；.docx 不受此限。", problems)


def _fill(sheet: Worksheet, listed: Tabular) -> None:
    """Title, lines, headings, entries, from the first row on."""
    spec, laws = listed.spec, listed.columns.values()
    _banner(sheet, listed, 1, [spec.title], spec.role.get("title"))
    for row, line in enumerate(listed.lines, 2):
        _banner(sheet, listed, row, line, _role(spec, "rest"))
    headings = [NUMBER_COLUMN, *(law.label[0] for law in laws)]
    for cell in _ruled(sheet, listed, listed.heading, headings, _role(spec, "heading_row")):
        cell.fill = PatternFill("solid", fgColor=_SHADE)
        cell.alignment = _CENTRED
    for number, texts in enumerate(listed.entries, 1):
        first, *others = _ruled(sheet, listed, listed.heading + number, ["", *texts], _role(spec, "other_rows"))
        first.value, first.number_format, first.alignment = number, "0", _CENTRED
        for cell, law in zip(others, laws, strict=True):
            _entered(cell, law)
    for column, width in enumerate(listed.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    for column, law in enumerate(laws, 2):
        if law.type not in ("number", "date"):
            sheet.column_dimensions[get_column_letter(column)].number_format = _TEXT


def _role(spec: DocumentSpec, kind: str) -> Role | None:
    return next((role for role in spec.role.values() if role.find.kind == kind), None)


def _banner(sheet: Worksheet, listed: Tabular, row: int, texts: Sequence[str], role: Role | None) -> None:
    """Texts side by side over the whole breadth, each across about its share of the columns."""
    ends = [listed.breadth * number // len(texts) for number in range(1, len(texts) + 1)]
    spans = list(zip([0, *ends[:-1]], ends, strict=True))
    for (start, end), text in zip(spans, texts, strict=True):
        cell = _text_cell(sheet, row, start + 1, text, role)
        cell.alignment = _CENTRED if role and role.align == "center" else _PLAIN
        if end - start > 1:
            sheet.merge_cells(start_row=row, start_column=start + 1, end_row=row, end_column=end)
    _set_height(sheet, row, listed.height(texts, [sum(listed.widths[start:end]) for start, end in spans]), role)


def _ruled(sheet: Worksheet, listed: Tabular, row: int, texts: Sequence[str], role: Role | None) -> list[Cell]:
    """A row of the table: lines all round, its texts broken where they are too long."""
    cells = [_text_cell(sheet, row, column, text, role) for column, text in enumerate(texts, 1)]
    for cell in cells:
        cell.border, cell.alignment = _BOX, _PLAIN
    _set_height(sheet, row, listed.height(texts, listed.widths), role)
    return cells


def _set_height(sheet: Worksheet, row: int, lines: int, role: Role | None) -> None:
    """Stated, as programs do not agree on the height of rows with broken lines; where no size is known, left open."""
    if role and role.size:
        sheet.row_dimensions[row].height = (lines + _SPACE_AROUND) * _LINE * role.size.length.pt


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


def _offer_choices(book: Workbook, sheet: Worksheet, listed: Tabular) -> None:
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


def _set_page(sheet: Worksheet, listed: Tabular) -> None:
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


def packed(book: Workbook, title: str, mark: str) -> bytes:
    """The bytes, the same for the same cells: no times, and the parts of a font in the schema's order."""
    saved = io.BytesIO()
    book.save(saved)
    members = {member.name: member for member in read_members(saved.getvalue())}
    styles = etree.fromstring(members[_STYLES].data)
    for font in styles.iter("{*}font"):
        font[:] = sorted(font, key=lambda part: _FONT_ORDER.index(etree.QName(part).localname))
    data = etree.tostring(styles, encoding="UTF-8", xml_declaration=True, standalone=True)
    members[_STYLES] = Member.deflated(_STYLES, data)
    return package(head_of(with_properties(members.values(), title, mark)), ())


def _inches(length: Length) -> float:
    return round(length.pt / _POINTS_IN_AN_INCH, 4)
