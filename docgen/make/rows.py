"""Rows of data from .xlsx, .csv, .json and .toml: one row, one household (or one paper)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from docgen.errors import Problem, RecordError, UsageError, system_cause
from docgen.make.headers import Vocabulary, column_vocabulary, vocabulary, with_columns
from docgen.make.objects import read_json, read_toml
from docgen.spec.model import DocumentSpec
from docgen.view.sheets import Sheet, column_letters, read_csv, read_workbook
from docgen.wording import NUMBER_COLUMN, squeezed

V = TypeVar("V")

_SHEETS: Final = MappingProxyType(
    {".xlsx": read_workbook, ".xlsm": read_workbook, ".xls": read_workbook, ".csv": read_csv}
)
_OBJECTS: Final = MappingProxyType({".json": read_json, ".toml": read_toml})
_SAID_ONCE: Final = re.compile(r"\s*([^：:]+)[：:]\s*(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of data.

    ``number`` is the row as the user sees it (of the sheet; of the list in JSON and TOML). ``values`` are keyed by
    field, or by ``document.field`` where the column named the paper; ``written`` is the column's own header and
    ``letters`` its letter in the sheet, by the same key; ``unknown`` are the columns that are no field. ``sheet`` is
    its sheet where a file has several that count; ``parts`` are the rows of other sheets some values were joined from,
    the first that has a value going before the next.
    """

    number: int
    values: Mapping[str, object]
    source: str
    written: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    sheet: str = ""
    parts: tuple[Row, ...] = ()

    def given(self, spec: DocumentSpec, name: str) -> object:
        """The value for a field of a paper, or None; a column that names the paper goes before one that does not."""
        return self.values.get(self.key(spec, name))

    def key(self, spec: DocumentSpec, name: str) -> str:
        qualified = f"{spec.name}.{name}"
        return qualified if qualified in self.values else name

    def has(self, spec: DocumentSpec, name: str) -> bool:
        """Whether there is a column for the field, blank or not."""
        return self.key(spec, name) in self.values

    def place(self, key: str, label: str) -> str:
        """``第3行“统一社会信用代码”（C3）``: where a value stands, as its user would say it; after the sheet's name
        where there is one."""
        having = [part for part in self.parts if key in part.letters]
        if having:
            return next((part for part in having if part.values.get(key) is not None), having[0]).place(key, label)
        letter = self.letters.get(key)
        sheet = f"“{self.sheet}”" if self.sheet else ""
        return f"{sheet}第{self.number}行“{self.called(key, label)}”" + (f"（{letter}{self.number}）" if letter else "")

    def called(self, key: str, label: str) -> str:
        """The column's own header; its label where the header is the field's name, which no official need know."""
        word = self.written.get(key, label)
        return label if word in (key, key.rpartition(".")[2]) else word


def read_rows(path: Path, *specs: DocumentSpec) -> list[Row]:
    """Read every row of a file. A sheet for a paper that is a list is one row, its entries rows of their own.

    Args:
        path: ``.xlsx .xlsm .xls`` (the first visible sheet with a heading row; titles above it are passed over),
            ``.csv`` (UTF-8 with or without BOM, UTF-16, GB18030), ``.json`` or ``.toml`` (one object, or a list).
        specs: the papers whose fields the columns are; without any, the columns keep their own words as keys.

    Raises:
        RecordError: the file cannot be read, a column is there twice or could mean several fields, no column is a
            field, a number has lost digits: everything at once.
        UsageError: another kind of file.
    """
    suffix = path.suffix.lower()
    words = vocabulary(specs) if specs else None
    if suffix in _OBJECTS:
        objects = _OBJECTS[suffix](_bytes(path), path.name)
        return [_object_row(number, each, path.name, words, specs) for number, each in enumerate(objects, 1)]
    if suffix not in _SHEETS:
        raise UsageError(
            f"不能读取 {path.name}",
            f"数据应为 {'、'.join((*_SHEETS, *_OBJECTS))} 文件，可在 Excel 或 WPS 中另存为 .xlsx。",
        )
    sheets = _SHEETS[suffix](_bytes(path), path.name)
    if len(specs) == 1 and specs[0].register_:
        return list(_register(sheets, path.name, specs[0], specs[0].register_))
    return list(_sheet_rows(sheets, path.name, words))


def row_of(values: Mapping[str, object], *specs: DocumentSpec, source: str = "数据") -> Row:
    """A row made from a mapping; its keys are names or labels of fields."""
    return _object_row(1, values, source, vocabulary(specs), specs)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise RecordError(
            f"读不到数据文件 {path}（{system_cause(fault)}）", "请核对路径；文件若已打开，请保存并关闭。"
        ) from fault


def _register(sheets: Sequence[Sheet], source: str, spec: DocumentSpec, register: str) -> Iterator[Row]:
    """The one row of a list: what stands above the headings, and every row below as an entry."""
    sheet, top = _heading(sheets, column_vocabulary(spec.field[register].columns))
    if sheet is None:
        return
    values = dict(_said_once(sheet.cells[:top], vocabulary((spec,))))
    rows = list(_rows_below(sheet, top, source, with_columns(spec, register)))
    for name in dict.fromkeys(key for row in rows for key in row.values if "." not in key):
        values[name] = _same_throughout(rows, name)
    values[register] = tuple(_entry(row, f"{register}.") for row in rows)
    unknown = rows[0].unknown if rows else ()
    yield Row(top + 1, values, source, letters={register: column_letters(0)}, unknown=unknown)


def _said_once(lines: Sequence[Sequence[object]], words: Vocabulary) -> Iterator[tuple[str, object]]:
    """``标签：值`` in one cell, or a label with its value in the next cell that has something."""
    for cells in lines:
        filled = [cell for cell in cells if cell is not None]
        for cell, following in zip_longest(filled, filled[1:]):
            match = _SAID_ONCE.fullmatch(str(cell))
            if match and (name := words.field_of(match[1])):
                yield name, match[2]
            elif following is not None and (name := words.field_of(str(cell))):
                yield name, following


def _same_throughout(rows: Sequence[Row], name: str) -> object:
    """The value of a column that is no entry's own: it says the same in every row."""
    said = [(row, value) for row in rows if (value := row.values.get(name)) is not None]
    first = said[0][1] if said else None
    if odd := next((row for row, value in said if value != first), None):
        problem = Problem(odd.source, odd.place(name, name), f"整份文书只有一个，应与上面相同：{first}")
        raise RecordError("各行的内容不一致", "请改为相同，或写在表头上方。", [problem])
    return first


def _entry(row: Row, prefix: str) -> Row:
    """An entry by itself: of the columns only those that are its own."""
    return Row(
        row.number, _within(row.values, prefix), row.source, _within(row.written, prefix), _within(row.letters, prefix)
    )


def _within(keyed: Mapping[str, V], prefix: str) -> dict[str, V]:
    return {key.removeprefix(prefix): value for key, value in keyed.items() if key.startswith(prefix)}


def _sheet_rows(sheets: Sequence[Sheet], source: str, words: Vocabulary | None) -> Iterator[Row]:
    sheet, top = _heading(sheets, words)
    if sheet is not None:
        yield from _rows_below(sheet, top, source, words)


def _rows_below(sheet: Sheet, top: int, source: str, words: Vocabulary | None) -> Iterator[Row]:
    headers = {column: text for column, cell in enumerate(sheet.cells[top]) if (text := str(cell or "").strip())}
    keys = _keys(list(headers.values()), source, words)
    columns = {column: key for column, header in headers.items() if (key := keys[header]) is not None}
    written = {key: headers[column] for column, key in columns.items()}
    letters = {key: column_letters(column) for column, key in columns.items()}
    unknown = tuple(header for header, key in keys.items() if key is None and squeezed(header) != NUMBER_COLUMN)
    sheet.refuse_damaged(source, top + 1, columns)
    for number, cells in enumerate(sheet.cells[top + 1 :], top + 2):
        values = {key: cells[column] if column < len(cells) else None for column, key in columns.items()}
        if any(value is not None for value in values.values()):
            yield Row(number, values, source, written, letters, unknown)


def _heading(sheets: Sequence[Sheet], words: Vocabulary | None) -> tuple[Sheet | None, int]:
    """The sheet that has a heading row (two cells or more that name fields), else the first that has anything."""
    for sheet in sheets if words else ():
        for number, cells in enumerate(sheet.cells):
            if sum(_names_a_field(cell, words) for cell in cells) >= 2:
                return sheet, number
    for sheet in sheets:
        for number, cells in enumerate(sheet.cells):
            if any(cell is not None for cell in cells):
                return sheet, number
    return None, 0


def _names_a_field(cell: object, words: Vocabulary | None) -> bool:
    return words is not None and isinstance(cell, str) and bool(words.field_of(cell) or words.choices_of(cell))


def _keys(headers: Sequence[str], source: str, words: Vocabulary | None) -> dict[str, str | None]:
    """Header → field, or None for a column that is no field."""
    if words is None:
        keys: dict[str, str | None] = {header: header for header in headers}
    else:
        keys = {header: words.field_of(header) for header in headers}
    problems = [*_twice(headers, keys, source), *_undecided(keys, source, words)]
    if words and headers and not any(keys.values()) and not problems:
        nearest = next((f"，如“{near}”" for header in headers if (near := words.nearest(header))), "")
        problems.append(Problem(source, "表头", f"没有一列是文书的栏目{nearest}", "、".join(headers[:8])))
    if problems:
        raise RecordError("数据的表头有误", "请改正表头后重试，数据未读取。", problems)
    return keys


def _twice(headers: Sequence[str], keys: Mapping[str, str | None], source: str) -> Iterator[Problem]:
    for header, times in Counter(headers).items():
        if times > 1 and keys[header] is not None:
            yield Problem(source, f"表头“{header}”", f"出现{times}次，只能保留一列")
    for key, times in Counter(key for key in keys.values() if key is not None).items():
        if times > 1:
            same = [header for header, meant in keys.items() if meant == key]
            yield Problem(source, "表头" + "、".join(f"“{header}”" for header in same), "是同一栏目，只能保留一列")


def _undecided(keys: Mapping[str, str | None], source: str, words: Vocabulary | None) -> Iterator[Problem]:
    for header, key in keys.items():
        if words and key is None and (choices := words.choices_of(header)):
            yield Problem(
                source, f"表头“{header}”", f"可指几个栏目，请写明是{'还是'.join(f'“{each}”' for each in choices)}"
            )


def _object_row(
    number: int,
    values: Mapping[str, object],
    source: str,
    words: Vocabulary | None,
    specs: Sequence[DocumentSpec],
) -> Row:
    given = dict(_flat(values, {spec.name for spec in specs}))
    keys = _keys(list(given), source, words)
    found = {key: given[word] for word, key in keys.items() if key is not None}
    written = {key: word for word, key in keys.items() if key is not None}
    return Row(number, found, source, written, unknown=tuple(word for word, key in keys.items() if key is None))


def _flat(values: Mapping[str, object], documents: set[str]) -> Iterator[tuple[str, object]]:
    """A table named like a paper holds that paper's own values."""
    for word, value in values.items():
        if word in documents and isinstance(value, Mapping):
            yield from ((f"{word}.{inner}", each) for inner, each in value.items())
        else:
            yield word, value
