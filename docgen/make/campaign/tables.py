"""The sheets of an entry workbook as tables: which sheet is which, where its headings stand, what its rows say.

Sheets and columns go by the law's names and their synonyms, in any order; titles above the headings are passed over,
and so are blank rows and the rows that show how to fill a sheet. The settings stand upright: a name, its value beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from docgen.errors import Problem
from docgen.make.headers import Vocabulary, column_vocabulary, heading_row
from docgen.make.rows import Row
from docgen.spec import suggest
from docgen.spec.workbook import ColumnLaw, SheetKey, SheetLaw, WorkbookLaw
from docgen.view.sheets import Sheet, column_letters
from docgen.wording import squeezed

OPTIONAL: Final[tuple[SheetKey, ...]] = ("register", "results", "problems")
"""The sheets that are filled later: a workbook without them is one where nothing has happened yet."""
_SETTINGS: Final = "settings"
_WHOSE: Final = ("households.serial", "tasks.number", "inspectors.name")
_MARKS: Final = " *＊\n\t"  # around the name of a column: an asterisk says that it must be filled


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` are keyed by the names of the law's columns; ``hidden`` are the numbers of rows that are not shown."""

    law: SheetLaw
    name: str
    rows: tuple[Row, ...] = ()
    hidden: frozenset[int] = frozenset()


@dataclass(slots=True)
class Tables:
    """Every sheet of a workbook, and what is wrong with the workbook itself."""

    source: str
    found: dict[SheetKey, Table] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def rows(self, key: SheetKey) -> tuple[Row, ...]:
        return self.found[key].rows if key in self.found else ()


def read_tables(sheets: Sequence[Sheet], source: str, law: WorkbookLaw) -> Tables:
    """Every sheet the law names. What is missing, renamed, merged or there twice is in ``problems``, all at once."""
    tables = Tables(source)
    named = sheets_by_law(sheets, law)
    left_over = [sheet.name for sheet in sheets if sheet not in named.values()]
    for key, sheet_law in law.sheet.items():
        sheet = named.get(key)
        if sheet is None:
            _missing_sheet(tables, key, sheet_law, left_over)
        elif key == _SETTINGS:
            tables.found[key] = _upright(sheet, sheet_law, tables)
        else:
            tables.found[key] = _table(sheet, sheet_law, law.example_mark, tables)
    return tables


def sheets_by_law(sheets: Sequence[Sheet], law: WorkbookLaw) -> dict[SheetKey, Sheet]:
    """Which sheet is which, by the law's titles; the first of two that go by one."""
    known = {squeezed(title): key for key, sheet in law.sheet.items() for title in sheet.title}
    found: dict[SheetKey, Sheet] = {}
    for sheet in sheets:
        if (key := known.get(squeezed(sheet.name))) is not None:
            found.setdefault(key, sheet)
    return found


def _missing_sheet(tables: Tables, key: SheetKey, law: SheetLaw, left_over: Sequence[str]) -> None:
    title = law.title[0]
    near = suggest(title, left_over) or next((name for name in left_over if title in name), None)
    hint = f"；“{near}”表是否就是它，是则请改名" if near else ""
    if key in OPTIONAL and not near:
        tables.notices.append(f"{tables.source} 没有“{title}”表，按尚未填写处理")
    else:
        tables.problems.append(Problem(tables.source, f"“{title}”表", f"没有这张表（隐藏的表不读取）{hint}"))


# ---- a sheet with headings


def _table(sheet: Sheet, law: SheetLaw, example_mark: str, tables: Tables) -> Table:
    words = column_vocabulary(law.column)
    top = heading_row((_headers(sheet, row).values() for row in range(len(sheet.cells))), words)
    if top is None:
        labels = "、".join(column.label[0] for column in law.column.values() if column.required)
        tables.problems.append(Problem(tables.source, f"“{sheet.name}”表", f"找不到列名所在的行，应有：{labels}"))
        return Table(law, sheet.name)
    headers = _headers(sheet, top)
    columns = _columns(sheet, law, headers, words, tables)
    tables.problems += _merged_headers(sheet, top, tables.source)
    written = {key: headers[column] for column, key in columns.items()}
    letters = {key: column_letters(column) for column, key in columns.items()}
    first = 1 + max([top, *(area.bottom for area in sheet.merged if area.top <= top <= area.bottom)])
    rows = []
    for number, values in _cells_below(sheet, first, columns):
        if _is_example(values, law, example_mark):
            if _is_changed(values, law):
                said = f"“{sheet.name}”表第{number + 1}行第一格以“{example_mark}”开头，是示例，没有读取"
                tables.notices.append(f"{said}；要制作的请改写第一格")
        elif not _is_blank(values, law):
            rows.append(Row(number + 1, values, tables.source, written, letters, sheet=sheet.name))
    return Table(law, sheet.name, tuple(rows), frozenset(row + 1 for row in sheet.hidden_rows))


def _headers(sheet: Sheet, row: int) -> dict[int, str]:
    """Column → heading; one merged with rows above stands in the topmost of them."""
    texts = {column: str(cell).strip(_MARKS) for column, cell in enumerate(sheet.cells[row]) if cell is not None}
    for area in sheet.merged:
        if area.top < row <= area.bottom and area.left == area.right and area.left not in texts:
            above = sheet.cells[area.top]
            if area.left < len(above) and above[area.left] is not None:
                texts[area.left] = str(above[area.left]).strip(_MARKS)
    return texts


def _columns(
    sheet: Sheet, law: SheetLaw, headers: Mapping[int, str], words: Vocabulary, tables: Tables
) -> dict[int, str]:
    """Column → the law's column; what is missing, there twice or not known is told."""
    columns: dict[int, str] = {}
    unknown: list[str] = []
    for column, header in sorted(headers.items()):
        key = words.field_of(header)
        if key is None:
            unknown.append(header)
        elif key in columns.values():
            place = f"“{sheet.name}”表头“{header}”（{column_letters(column)}列）"
            tables.problems.append(Problem(tables.source, place, "这一栏已有一列，只能保留一列"))
        else:
            columns[column] = key
    missing = [key for key, column in law.column.items() if key not in columns.values()]
    near = {header: key for header in unknown if (key := words.field_of(words.nearest(header) or "")) in missing}
    for key in missing:
        column_law = law.column[key]
        meant = next((header for header, nearest in near.items() if nearest == key), None)
        hint = f"；“{meant}”是否就是它，是则请改名" if meant else ""
        if column_law.required and (meant or not column_law.otherwise or "{" in column_law.otherwise):
            place = f"“{sheet.name}”表头"
            tables.problems.append(Problem(tables.source, place, f"没有“{column_law.label[0]}”列{hint}"))
    _tell_unused(sheet, law, unknown, near, tables)
    return columns


def _tell_unused(
    sheet: Sheet, law: SheetLaw, unknown: Sequence[str], near: Mapping[str, str | None], tables: Tables
) -> None:
    for header in unknown:
        key = near.get(header)
        if key is None or not law.column[key].required:
            hint = f"；最接近的是“{law.column[key].label[0]}”" if key else ""
            tables.notices.append(f"“{sheet.name}”表的“{header}”列不是台账的栏目，未用{hint}")


def _merged_headers(sheet: Sheet, top: int, source: str) -> Iterator[Problem]:
    """One heading over several columns names none of them."""
    for area in sheet.merged:
        if area.top <= top <= area.bottom and area.left < area.right:
            address = f"{column_letters(area.left)}{area.top + 1}:{column_letters(area.right)}{area.bottom + 1}"
            yield Problem(source, f"“{sheet.name}”表头 {address}", "列名的单元格合并了，请取消合并，每列写一个列名")


def _cells_below(sheet: Sheet, first: int, columns: Mapping[int, str]) -> Iterator[tuple[int, dict[str, object]]]:
    """Row (from 0) → the values of the law's columns that are not blank; a value merged over rows is each row's."""
    spread = {
        (row, area.left): (area.top, area.left)
        for area in sheet.merged
        if area.top >= first and area.left in columns
        for row in range(area.top + 1, min(area.bottom + 1, len(sheet.cells)))
    }
    for row in range(first, len(sheet.cells)):
        cells = sheet.cells[row]
        values = {key: cells[at] for at, key in columns.items() if at < len(cells) and cells[at] is not None}
        if spread:
            for at, key in columns.items():
                above = spread.get((row, at))
                if above and above[1] < len(sheet.cells[above[0]]) and sheet.cells[above[0]][above[1]] is not None:
                    values.setdefault(key, sheet.cells[above[0]][above[1]])
        yield row, values


def _is_blank(values: Mapping[str, object], law: SheetLaw) -> bool:
    """Nothing of its own: only whose row it is, or choices that stand for themselves, as where columns were filled
    down beforehand and nothing has happened yet."""
    laws = (law.column[key] for key in values)
    return all(each.refers in _WHOSE or (each.type == "choice" and each.otherwise) for each in laws)


def _is_example(values: Mapping[str, object], law: SheetLaw, mark: str) -> bool:
    first = values.get(next(iter(law.column)))
    return bool(mark) and isinstance(first, str) and squeezed(first).startswith(squeezed(mark))


def _is_changed(values: Mapping[str, object], law: SheetLaw) -> bool:
    """Whether somebody wrote into a row that shows how; dates are not looked at, programs write them their own way."""
    return any(isinstance(value, str) and not _shown(value, law.column[key]) for key, value in values.items())


def _shown(text: str, column: ColumnLaw) -> bool:
    return column.type in ("date", "datetime") or squeezed(text) in map(squeezed, column.example)


# ---- the settings


def _upright(sheet: Sheet, law: SheetLaw, tables: Tables) -> Table:
    """One row of values whose parts are the lines they stand in: a name, and its value in the cell after it."""
    words = column_vocabulary(law.column)
    lines: dict[str, Row] = {}
    for number, cells in enumerate(sheet.cells):
        at = next((at for at, cell in enumerate(cells) if cell is not None), None)
        key = words.field_of(str(cells[at])) if at is not None else None
        if at is None or key is None:
            continue
        beside = 1 + next((area.right for area in sheet.merged if (area.top, area.left) == (number, at)), at)
        name, letter = str(cells[at]).strip(_MARKS), column_letters(beside)
        value = cells[beside] if beside < len(cells) else None
        if key in lines:
            place = f"“{sheet.name}”第{number + 1}行“{name}”"
            tables.problems.append(Problem(tables.source, place, f"第{lines[key].number}行已有这一项，只能保留一行"))
            continue
        values = {} if value is None else {key: value}
        lines[key] = Row(number + 1, values, tables.source, {key: name}, {key: letter}, sheet=sheet.name)
    below = len(sheet.cells) + 1
    for key, column in law.column.items():  # a line that is missing is asked for where it may be added
        missing = Row(below, {}, tables.source, {key: column.label[0]}, {key: column_letters(1)}, sheet=sheet.name)
        lines.setdefault(key, missing)
    values = {key: value for row in lines.values() for key, value in row.values.items()}
    first = min((row.number for row in lines.values()), default=1)
    return Table(law, sheet.name, (Row(first, values, tables.source, sheet=sheet.name, parts=tuple(lines.values())),))
