"""``docgen template new`` and ``fields``: an office's own blank in place of a packaged document."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Final

from docgen.errors import SpecError, TemplateError, UsageError
from docgen.spec import load_profile
from docgen.spec.datum import Datum
from docgen.spec.model import DocumentSpec, FieldLaw, Profile
from docgen.spec.words import STAGE_WORDS

_TYPES: Final = MappingProxyType(
    {
        "text": "文字", "date": "日期", "datetime": "日期时间", "period": "时间段", "credit_code": "统一社会信用代码",
        "person": "人员", "persons": "人员（可多个）", "items": "多项", "number": "数字", "amount": "金额",
        "choice": "选项", "document_number": "发文字号", "phone": "电话", "picture": "图片",
    }
)  # fmt: skip


def copy_document(source: DocumentSpec, parent: Profile, law: Path, key: str, name: str) -> Path:
    """Copy a document into a folder of law of one's own, as ``law/key/name``, and return that folder.

    Where ``law/key`` is no jurisdiction yet, its ``profile.toml`` is written: it stands on ``parent``, so that its
    documents of the same names replace the parent's and all else stays.

    Raises TemplateError where the document is already there: nothing is overwritten.
    """
    target = law / key / name
    if target.exists():
        raise TemplateError(f"{target} 已经存在，没有改动", "换一个名称，或先移走该文件夹。")
    profile = law / key / "profile.toml"
    if profile.is_file() and key == parent.key:
        raise UsageError(f"{key} 不能以自己为上级", "请给本单位的规定另起一个名称。")
    target.mkdir(parents=True)
    for file in (source.folder / "spec.toml", source.folder / "rubric.toml", source.template, source.sample):
        if file.is_file():
            shutil.copyfile(file, target / file.name)
    if not profile.is_file():
        law_of_its_own = (("name", key), ("edition", "本单位"), ("extends", parent.key))
        lines = (f"{word} = {json.dumps(value, ensure_ascii=False)}" for word, value in law_of_its_own)
        profile.write_text("\n".join(lines) + "\n", "utf-8")
    _refuse_what_does_not_load(key, law, target)
    return target


def _refuse_what_does_not_load(key: str, law: Path, target: Path) -> None:
    """Take the copy away again when it cannot stand there (a clause of another chain), so that all else still loads."""
    try:
        load_profile(key, (law,))
    except SpecError:
        shutil.rmtree(target)
        raise


def field_lines(spec: DocumentSpec) -> Iterator[tuple[str, str, str, str, str]]:
    """Name, labels, type, when it must be there, and an example from the sample, for every field; the columns of a
    list follow it as ``list.column``."""
    from docgen.make import make_record, read_rows

    rows = read_rows(spec.sample, spec)
    sample = make_record(spec, rows[0], strict=False).values if rows else {}
    for name, law in spec.field.items():
        value = sample.get(name, "")
        yield name, "、".join(law.label), _TYPES[law.type], _when(law), _example(value)
        first = value[0] if isinstance(value, tuple) and value else None
        for column, datum in law.columns.items():
            said = _example(getattr(first, column, ""))
            yield f"{name}.{column}", "、".join(datum.label), _TYPES[datum.type], _must(datum), said


def _when(law: FieldLaw) -> str:
    must = "必填" if law.asked else "有条件必填" if law.required_if and not law.required else _must(law)
    return f"{must}，{STAGE_WORDS[law.due]}时{'手填' if law.filled else ''}"


def _must(law: Datum) -> str:
    return "必填" if law.required else "选填"


def _example(value: object) -> str:
    """What a sample holds, on one line: the first of a list and how many there are."""
    if isinstance(value, tuple):
        first = _example(value[0]) if value else ""
        return f"{first} 等{len(value)}项" if len(value) > 1 else first
    if hasattr(value, "__dict__"):
        return "；".join(str(part) for part in vars(value).values() if not isinstance(part, tuple) and str(part))
    return " ".join(str(value).split())
