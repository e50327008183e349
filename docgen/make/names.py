"""File and folder names every system can hold: Windows, macOS, Linux, and the archives between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from docgen.errors import Problem, TemplateError
from docgen.make.record import Record
from docgen.spec import suggest
from docgen.spec.model import DocumentSpec
from docgen.wording import UNSEEN

LONGEST: Final = 80
_LONGEST_BYTES: Final = 240  # of the 255 a file system allows, with room for the suffix
_KEPT_END: Final = 24
_DEFAULT: Final = "{seq}_{title}"
_PLACE: Final = re.compile(r"\{(\w+)(?::0?(\d))?\}")
_FORBIDDEN: Final = MappingProxyType(str.maketrans('\\/:*?"<>|', "＼／：＊？＂＜＞｜"))
_UNSEEN: Final = re.compile(f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{UNSEEN}]+")
_RESERVED: Final = re.compile(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³])(?=\.|$)", re.IGNORECASE)


def file_name(spec: DocumentSpec, record: Record, seq: int, *, last: int = 0) -> str:
    """A paper's file name without its suffix, from the law's pattern.

    Args:
        spec: its ``file`` holds the pattern, with ``{seq}`` (``{seq:02}`` for at least two digits), ``{title}`` and
            any field; ``{seq}_{title}`` when it says nothing.
        record: the values.
        seq: the number of the paper.
        last: the highest number beside it: all are given as many digits.

    Raises:
        TemplateError: the pattern names something that is no field.
    """
    pattern = spec.file or _DEFAULT

    def value(match: re.Match[str]) -> str:
        name, digits = match[1], int(match[2] or 1)
        if name == "seq":
            return str(seq).zfill(max(digits, len(str(last))))
        if name != "title" and name not in spec.field:
            raise _unknown(spec, name)
        return spec.title if name == "title" else record.text(name)

    return sanitised(_PLACE.sub(value, pattern))


def _unknown(spec: DocumentSpec, name: str) -> TemplateError:
    near = suggest(name, ("seq", "title", *spec.field))
    expected = "应为 seq、title 或栏目名" + (f"，最接近的是 {near}" if near else "")
    problem = Problem(f"{spec.key}/spec.toml", "file", expected, name)
    return TemplateError("文件名的写法有误", "请改正 spec.toml 的 file。", [problem])


def folder_name(values: Mapping[str, str], serial: int, *, last: int = 0) -> str:
    """``001_示例一食品店_92000000MA00000154``: a household's folder. ``values`` holds ``unit_name``,
    ``credit_code`` and ``representative``, who stands for a household without a name."""
    name = values.get("unit_name") or values.get("representative") or ""
    parts = (str(serial).zfill(max(3, len(str(last)))), name, values.get("credit_code", ""))
    return sanitised("_".join(part for part in parts if part))


def sanitised(name: str) -> str:
    """A name no system refuses: forbidden marks as their full-width forms, nothing unseen, no dots and spaces at the
    ends, no device names, composed (NFC), at most 80 characters with its end kept."""
    text = _UNSEEN.sub(" ", unicodedata.normalize("NFC", name)).translate(_FORBIDDEN)
    text = _shortened(re.sub(r"\s+", " ", text).strip(" .")).strip(" .")
    return f"_{text}" if not text or _RESERVED.match(text) else text


def _shortened(text: str) -> str:
    """Cut out of the middle, so that the number before and the code behind stay."""
    if len(text) <= LONGEST and len(text.encode()) <= _LONGEST_BYTES:
        return text
    end = text[-_KEPT_END:]
    start = text[: LONGEST - len(end) - 1]
    while len(f"{start}…{end}".encode()) > _LONGEST_BYTES:
        start = start[:-1]
    return f"{start}…{end}"
