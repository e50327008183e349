"""Values into a compiled template: the bytes of a .docx, the same for the same input."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import count
from typing import Final
from xml.parsers import expat

from docxtpl import DocxTemplate
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from docgen.errors import Problem, TemplateError
from docgen.make.compile import CompiledPart, CompiledTemplate
from docgen.make.package import Head, Member, head_of, package
from docgen.make.properties import with_properties
from docgen.make.signature import Placing
from docgen.spec import suggest

MAIN_PART: Final = "word/document.xml"
_DRAWING_ID: Final = re.compile(r'(<wp:docPr\b[^>]*?\sid=")[^"]*(")')
_FIRST_DRAWING: Final = 1001
_BARE_CELL: Final = ("</w:tcPr></w:tc>", "</w:tcPr><w:p/></w:tc>")


def fill(
    compiled: CompiledTemplate,
    values: Mapping[str, object],
    *,
    title: str,
    mark: str,
    placing: Placing | None = None,
) -> bytes:
    """Fill a template.

    Args:
        compiled: the template.
        values: a value for every name the template asks for.
        title: the paper's title, for its properties.
        mark: law and edition the paper was made by, for its properties; the template's hash is added.
        placing: what has its place by the width of its text.

    Raises:
        TemplateError: a name without a value (each is listed, with the nearest name there is), or a template whose
            blocks cut across paragraphs or cells so that the result would be no document.
    """
    _refuse_unknown(compiled, values)
    drawings = count(_FIRST_DRAWING)
    filled = {part.name: _filled(part, values, drawings) for part in compiled.parts}
    if placing is not None and MAIN_PART in filled:
        filled[MAIN_PART] = placing.placed(filled[MAIN_PART])
    changing = [Member.deflated(name, data) for name, data in filled.items()]
    return package(_head(compiled, title, mark), changing)


@lru_cache(maxsize=64)
def _head(compiled: CompiledTemplate, title: str, mark: str) -> Head:
    return head_of(with_properties(compiled.members, title, f"{mark} sha256:{compiled.digest[:16]}"))


def _refuse_unknown(compiled: CompiledTemplate, values: Mapping[str, object]) -> None:
    known = values.keys()
    if all(part.names <= known for part in compiled.parts):
        return
    problems = [
        Problem(asked.part, f"{{{{ {asked.name} }}}}", "没有这个字段" + _nearest(asked.name, known))
        for asked in compiled.placeholders
        if asked.name not in known
    ]
    raise TemplateError("模板中有未定义的占位符", "请改正模板中的名称，或在 spec.toml 中补上该字段。", problems)


def _nearest(name: str, known: Iterable[str]) -> str:
    near = suggest(name, known)
    return f"，最接近的是 {near}" if near else ""


def _filled(part: CompiledPart, values: Mapping[str, object], drawings: Iterator[int]) -> bytes:
    try:
        text = part.template.render(values)
    except UndefinedError as fault:
        problem = Problem(part.name, str(fault.message), "数据中没有这一项")
        raise TemplateError("模板中有未定义的占位符", "请核对循环内的名称与数据的栏目。", [problem]) from fault
    except (SecurityError, TypeError, ValueError) as fault:
        problem = Problem(part.name, "", f"占位符无法计算：{fault}")
        raise TemplateError("模板无法填写", "请改正占位符的写法。", [problem]) from fault
    text = text.replace(*_BARE_CELL)
    if part.drawings:
        text = _DRAWING_ID.sub(lambda match: f"{match[1]}{next(drawings)}{match[2]}", text)
    data = text.encode()
    if not part.whole:
        _refuse_malformed(part.name, data)
    return _counted_again(data) if part.grid else data


def _refuse_malformed(name: str, data: bytes) -> None:
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError as fault:
        problem = Problem(name, "", f"填写后不是有效的文档（{fault}）")
        remedy = "if、for 等标记须成对地放在同一段落内；跨段落、跨行时用 {%p … %}、{%tr … %}。"
        raise TemplateError("模板的标记位置不当", remedy, [problem]) from fault


def _counted_again(data: bytes) -> bytes:
    """The table grids mended to the cells that are there, by docxtpl's own rule."""
    tree = DocxTemplate("").fix_tables(data)
    return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True))
