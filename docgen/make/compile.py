"""A template made ready once, to be filled many times.

The package is unzipped once, docxtpl's own tag repair is run once on every part that can hold text, and each part
with placeholders is compiled once with Jinja; every other member keeps its compressed bytes. Templates are data that
may come from elsewhere: the environment is sandboxed, the language is a short closed list, all values are escaped.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from docxtpl import DocxTemplate
from jinja2 import Template, TemplateSyntaxError, meta, nodes
from lxml import etree

from docgen.errors import Problem, TemplateError, system_cause
from docgen.make.language import ALLOWED, environment, foreign, is_whole
from docgen.make.package import CONTENT_TYPES, Member, read_members
from docgen.make.wordml import W

_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True)
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES: Final = "word/styles.xml"
_NO_STYLES: Final = f'<w:styles xmlns:w="{W}"/>'.encode()
_TEXT_PARTS: Final = re.compile(
    r"wordprocessingml\.(?:document\.main|template\.main|header|footer|footnotes|endnotes)\+xml"
)
_TAGS: Final = re.compile(r"<[^>]+>")
_ANY_MARK: Final = re.compile(r"\{[{%#]")
_GRID_MARK: Final = re.compile(r"\{[%{]\s*(?:tc\s|colspan\s|hm\s)")
_RICH_MARK: Final = re.compile(r"\{\{(?:p|r|tr|tc)\s")
_PARAGRAPH_IDS: Final = re.compile(r'\s\w+:(?:paraId|textId)="[^"]*"')
_LITERAL: Final = {"{_{": "{{", "}_}": "}}", "{_%": "{%", "%_}": "%}"}


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A name the template asks for, and the member of the package it stands in."""

    name: str
    part: str


@dataclass(frozen=True, slots=True, eq=False)
class CompiledPart:
    """One part with placeholders.

    ``whole``: every block holds whole elements, else each filling is checked; ``grid``: cells come and go, so the
    columns are counted again after filling; ``drawings``: drawings may be repeated, so they are numbered again.
    """

    name: str
    template: Template
    names: frozenset[str]
    whole: bool
    grid: bool
    drawings: bool


@dataclass(frozen=True, slots=True, eq=False)
class CompiledTemplate:
    """``digest`` is the SHA-256 of the template's bytes; ``members`` are those that never change."""

    digest: str
    members: tuple[Member, ...]
    parts: tuple[CompiledPart, ...]

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        return tuple(Placeholder(name, part.name) for part in self.parts for name in sorted(part.names))

    @property
    def styles(self) -> bytes:
        """The styles part; a sheet without styles when there is none."""
        return next((member.data for member in self.members if member.name == STYLES), _NO_STYLES)


def compile_template(path: Path) -> CompiledTemplate:
    """Compile a template file; the same bytes are compiled once.

    Raises:
        TemplateError: not a .docx, a syntax error, or something the template language does not have; part and text
            nearby are named.
    """
    try:
        data = path.read_bytes()
    except OSError as fault:
        raise TemplateError(
            f"读不到模板 {path}（{system_cause(fault)}）", "请核对该文件夹中有 template.docx。"
        ) from fault
    return compile_bytes(data)


def placeholders(path: Path) -> tuple[Placeholder, ...]:
    """Every name the template asks for, part by part, in the order of the alphabet."""
    return compile_template(path).placeholders


@lru_cache(maxsize=64)
def compile_bytes(data: bytes) -> CompiledTemplate:
    """As :func:`compile_template`, from the bytes of a .docx."""
    members = read_members(data)
    textual = _textual(members)
    parts: dict[str, CompiledPart] = {}
    for member in members:
        if member.name in textual and (part := _compiled(member, data)) is not None:
            parts[member.name] = part
    unchanging = tuple(member for member in members if member.name not in parts)
    return CompiledTemplate(sha256(data).hexdigest(), unchanging, tuple(parts.values()))


def _textual(members: tuple[Member, ...]) -> frozenset[str]:
    """The names of the parts that hold a paper's text, by their content types."""
    types = next((member for member in members if member.name == CONTENT_TYPES), None)
    if types is None:
        raise TemplateError("模板缺少 [Content_Types].xml，不是 .docx 文件", "请用 Word 或 WPS 另存为 .docx。")
    declared = _parsed(types)
    return frozenset(
        str(entry.get("PartName", "")).lstrip("/")
        for entry in declared
        if _TEXT_PARTS.search(str(entry.get("ContentType", "")))
    )


def _parsed(member: Member) -> Any:
    try:
        return etree.fromstring(member.data, _PARSER)
    except etree.XMLSyntaxError as fault:
        what = f"模板的 {member.name} 不是有效的 XML（{fault}）"
        raise TemplateError(what, "请用 Word 或 WPS 重新保存模板。") from fault


def _compiled(member: Member, package: bytes) -> CompiledPart | None:
    """The part compiled, or None when it has nothing to fill."""
    source = etree.tostring(_parsed(member), encoding="unicode")
    text = _TAGS.sub("", source)
    if not _ANY_MARK.search(text):
        return None
    if rich := _RICH_MARK.search(text):
        raise _fault(member.name, f"{rich.group()}…}}}}", "模板不支持富文本、子文档和图片占位符，请改用 {{ 名称 }}")
    patched = str(DocxTemplate(io.BytesIO(package)).patch_xml(source))
    if "{% for" in patched:
        patched = _PARAGRAPH_IDS.sub("", patched)
    for written, meant in _LITERAL.items():
        patched = patched.replace(written, f'{{{{ "{meant}" }}}}')
    tree = _syntax(member.name, _XML + patched)
    return CompiledPart(
        name=member.name,
        template=environment().from_string(tree),
        names=frozenset(meta.find_undeclared_variables(tree)),
        whole=is_whole(tree.body),
        grid=_GRID_MARK.search(text) is not None,
        drawings="<wp:docPr" in patched,
    )


def _syntax(part: str, source: str) -> nodes.Template:
    try:
        tree = environment().parse(source)
    except TemplateSyntaxError as fault:
        raise _fault(part, _near(source, fault), f"占位符写法有误：{fault.message}") from fault
    for unknown in foreign(tree):
        raise _fault(part, unknown, f"模板只能用 {ALLOWED}")
    return tree


def _near(source: str, fault: TemplateSyntaxError) -> str:
    """The readable text around the fault: with every paragraph on a line of its own the line number finds it."""
    lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", source)
    try:
        environment().parse(lines)
    except TemplateSyntaxError as again:
        number = again.lineno
        nearby = lines.split("\n")[max(number - 2, 0) : number + 1]
        return _TAGS.sub("", "".join(nearby)).strip()[:80]
    return fault.message or ""


def _fault(part: str, near: str, expected: str) -> TemplateError:
    problem = Problem(part, f"“{near}”附近" if near else "", expected)
    return TemplateError("模板无法使用", "请在 Word 或 WPS 中改正占位符后重试。", [problem])
