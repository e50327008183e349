"""Rows from .json and .toml: one object is one row, a list of objects many. Numbers keep their written digits."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from docgen.errors import RecordError
from docgen.view.sheets import decoded


def read_json(data: bytes, source: str) -> list[Mapping[str, Any]]:
    """Raises RecordError: no JSON, a key twice, or anything but objects."""
    try:
        value = json.loads(decoded(data, source), parse_float=Decimal, object_pairs_hook=_once)
    except json.JSONDecodeError as fault:
        where = f"第{fault.lineno}行第{fault.colno}列"
        raise RecordError(f"{source} 不是有效的 JSON（{where}：{fault.msg}）", "请改正该处的写法。") from fault
    except (_DuplicateKeyError, RecursionError) as fault:
        raise RecordError(f"{source} 不能读取（{fault}）", "同一处的键只能写一次，嵌套不能过深。") from fault
    return _rows(value, source)


def read_toml(data: bytes, source: str) -> list[Mapping[str, Any]]:
    """Raises RecordError: no TOML."""
    try:
        value = tomllib.loads(decoded(data, source).replace("\r\n", "\n"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise RecordError(f"{source} 不是有效的 TOML（{fault}）", "请改正该处的写法。") from fault
    return _rows(value, source)


class _DuplicateKeyError(ValueError):
    """The same key twice in one object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for index, (key, _) in enumerate(pairs) if key in dict(pairs[:index]))
        raise _DuplicateKeyError(f"“{twice}”写了两次")
    return found


def _rows(value: object, source: str) -> list[Mapping[str, Any]]:
    """The objects of a file: a list, the list ``row`` that is all there is, or the one object itself."""
    if isinstance(value, Mapping) and list(value) == ["row"]:
        value = value["row"]
    listed: list[Any] = value if isinstance(value, list) else [value]
    if not all(isinstance(each, Mapping) for each in listed):
        raise RecordError(f"{source} 的内容应为一个对象，或对象的列表", "每户写作一个对象：{ 栏目: 值, … }。")
    return listed
