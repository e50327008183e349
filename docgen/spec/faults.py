"""The faults of a law file, each with its dotted key, what was expected (in Chinese) and what was found.

pydantic finds them; its English messages are translated by kind. Entries of an array are counted from 1:
``role.title.also[2].line``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from docgen.errors import Problem

_EXPECTED: Final = MappingProxyType(
    {
        "missing": "缺少必填项",
        "string_type": "应为文字，用引号括起",
        "int_type": "应为整数，不加引号",
        "bool_type": "应为真假值，写作 true 或 false",
        "tuple_type": "应为数组，写作 […]",
        "dict_type": "应为表，写作 { … } 或 [ … ] 一节",
        "model_type": "应为表，写作 { … } 或 [ … ] 一节",
        "date_type": "应为日期，写作 2021-04-23，不加引号",
        "date_from_datetime_inexact": "应为日期，写作 2021-04-23，不写时刻",
    }
)
_LONGEST: Final = 60


def suggest(name: str, known: Iterable[str]) -> str | None:
    """The known name nearest to ``name``, or None when none is near."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)), None)


def nearest(name: str, known: Iterable[str]) -> str:
    """``，最接近的是 …``, or what there is to choose from, or nothing: the end of a sentence about an unknown name."""
    choices = sorted(known)
    best = suggest(name, choices)
    if best is None and 0 < len(choices) <= 12:
        return f"，可用的有 {'、'.join(choices)}"
    return f"，最接近的是 {best}" if best else ""


def as_toml(value: object) -> str:
    """A value as one would write it in a law file, shortened."""
    if isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, str):
        text = f'"{value}"'
    elif isinstance(value, Mapping):
        text = "{ " + ", ".join(f"{key} = {as_toml(entry)}" for key, entry in value.items()) + " }"
    elif isinstance(value, list | tuple):
        text = "[" + ", ".join(as_toml(entry) for entry in value) + "]"
    elif isinstance(value, date):
        text = value.isoformat()
    else:
        text = str(value)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def faults(error: ValidationError, model: type[BaseModel], data: object, path: str, prefix: str = "") -> list[Problem]:
    """Every fault of ``data`` once. ``prefix`` is the dotted key under which ``data`` stands in its file."""
    found = (_fault(detail, model, data, path, prefix) for detail in error.errors())
    return list(dict.fromkeys(found))


def without_faults(error: ValidationError, data: object) -> object:
    """``data`` without the values its faults stand in, so that the names in the rest can still be looked up."""
    for detail in error.errors():
        data = _without(data, tuple(step for step in detail["loc"] if step != "[key]"))
    return data


def _without(data: object, steps: tuple[int | str, ...]) -> object:
    if not isinstance(data, Mapping) or steps[0] not in data:
        return data
    inner = data[steps[0]]
    if len(steps) > 1 and isinstance(inner, Mapping):
        return {**data, steps[0]: _without(inner, steps[1:])}
    return {key: value for key, value in data.items() if key != steps[0]}


def _fault(detail: ErrorDetails, model: type[BaseModel], data: object, path: str, prefix: str) -> Problem:
    steps = tuple(step for step in detail["loc"] if step != "[key]")
    key, value, there = _address(steps, data)
    dotted = ".".join(part for part in (prefix, key) if part)
    return Problem(path, dotted, _sentence(detail, model, steps), as_toml(value) if there else "")


def _address(steps: tuple[int | str, ...], data: object) -> tuple[str, object, bool]:
    """The dotted key of a fault, the value there, and whether there is one.

    One written value may stand for several (``margin`` for four sides): the address ends where the writing does.
    """
    key = ""
    for step in steps:
        if isinstance(data, list | tuple) and isinstance(step, int):
            key, data = f"{key}[{step + 1}]", data[step]
        elif isinstance(data, Mapping):
            key = f"{key}.{step}" if key else str(step)
            if step not in data:
                return key, None, False
            data = data[step]
        else:
            break
    return key, data, True


def _sentence(detail: ErrorDetails, model: type[BaseModel], steps: tuple[int | str, ...]) -> str:
    kind = detail["type"]
    if kind == "value_error":
        return str(detail["ctx"]["error"])
    if kind == "literal_error":
        choices = re.findall("'([^']*)'", str(detail["ctx"]["expected"]))
        return f"应为 {'、'.join(choices)} 之一"
    if kind == "extra_forbidden":
        return f"未知的键{nearest(str(steps[-1]), _keys_at(model, steps[:-1]))}"
    return _EXPECTED.get(kind, f"值不合要求（{kind}）")


def _keys_at(model: type[BaseModel], steps: tuple[int | str, ...]) -> Iterator[str]:
    """The keys the law knows at an address: the aliases of the fields of the model that stands there."""
    remaining = iter(steps)
    for step in remaining:
        field = next((info for name, info in model.model_fields.items() if (info.alias or name) == step), None)
        inner = _model_in(field.annotation) if field else None
        if field is None or inner is None:
            return
        if get_origin(field.annotation) in (dict, tuple):
            next(remaining, None)
        model = inner
    yield from (info.alias or name for name, info in model.model_fields.items())


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and get_origin(annotation) is None and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)
