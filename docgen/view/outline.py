"""What a reader of the paper sees, line by line: sections, blocks, roles, effective formats.

The output of ``docgen view`` and the text by which two versions of a template are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import MappingProxyType
from typing import Final

from docgen.spec.words import ALIGNMENT_WORDS
from docgen.view.facts import Facts
from docgen.view.formats_in_words import characters_in_words, page_in_words, paragraph_in_words
from docgen.view.look import PageSetup
from docgen.view.model import Block, Cell, DocumentView, FurnitureKind, Paragraph, Picture, Row, Run, Section, Table
from docgen.view.roles import Roles
from docgen.view.signatures import said as signature_said
from docgen.view.words import ASIDE_WORDS, DIRECTION_WORDS, FIELD_WORDS, FURNITURE_WORDS

_LONGEST: Final = 48
_INDENT: Final = "    "
_SPOKEN: Final[Mapping[str, str]] = MappingProxyType({"sheet": "电子表格"})
_COUNTED: Final = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
"""Fields whose result is another on every page or print: what a .docx holds of them is what it was once."""
_BREAKS: Final[Mapping[str, str]] = MappingProxyType({"page": "〔分页〕", "column": "〔分栏〕", "line": "↵"})


def outline(view: DocumentView, roles: Roles | None = None, *, whole: bool = False) -> str:
    """The whole view as text, ending in a line feed; with ``roles``, each paragraph's role.

    ``whole``: every text in full, for comparing; else long ones are cut in the middle, for reading on a screen.
    """
    return "\n".join(_Outline(roles, whole, stated=view.facts.kind == "docx").lines(view)) + "\n"


@dataclass(frozen=True, slots=True)
class _Outline:
    """How one outline is written."""

    roles: Roles | None
    whole: bool
    stated: bool
    """Whether the file states the lines of cells and the heights of rows; a print has only what came of them."""

    def lines(self, view: DocumentView) -> Iterator[str]:
        yield from _facts(view.facts)
        for number, section in enumerate(view.sections, start=1):
            yield from self._section(number, section)
        yield "正文"
        for where, blocks in groupby(view.blocks, key=lambda block: (block.place.section, block.place.page)):
            yield from _heading(where, many=len(view.sections) > 1)
            yield from self._blocks(blocks, _INDENT)
        if self.roles is not None and self.roles.absent:
            yield f"未找到的部分：{'、'.join(self.roles.absent)}"

    def _section(self, number: int, section: Section) -> Iterator[str]:
        yield f"第{number}节　{page_in_words(section.page)}"
        for name, furniture in (("页眉", section.headers), ("页脚", section.footers)):
            for kind, blocks in furniture.items():
                yield f"{_INDENT}{name}{_furniture(kind, section.page)}"
                yield from self._blocks(blocks, _INDENT * 2)

    def _blocks(self, blocks: Iterable[Block], indent: str) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Paragraph):
                yield from self._paragraph(block, indent)
            elif isinstance(block, Table):
                yield from self._table(block, indent)
            else:
                yield f"{indent}〔{block.what}：内容无法识读〕"

    def _paragraph(self, paragraph: Paragraph, indent: str) -> Iterator[str]:
        place = f"{ASIDE_WORDS[paragraph.aside] if paragraph.aside else ''}段{paragraph.place.paragraph or ''}"
        role = self.roles.role_of(paragraph) if self.roles is not None else None
        text = _shown(paragraph)
        if len(text) > _LONGEST and not self.whole:
            text = f"{text[: _LONGEST // 2]}……{text[-_LONGEST // 2 :]}"
        parts = [place, f"［{role}］" if role else "", text, *(_looks(paragraph) if text else ())]
        if text or paragraph.format.borders or paragraph.format.shading:
            parts.append(paragraph_in_words(paragraph.format))
        yield indent + "　".join(filter(None, parts))
        for picture in paragraph.pictures:
            yield f"{indent}{_INDENT}{_picture(picture)}"

    def _table(self, table: Table, indent: str) -> Iterator[str]:
        widths = " ".join(f"{width.cm:.2f}" for width in table.widths)
        place = table.place.table if table.place.row is None else None
        columns = max([len(table.widths), *(cell.column + cell.column_span - 1 for cell in table.cells)])
        said = [f"表格{place or ''}", f"{len(table.rows)}行×{columns}列"]
        said += [f"列宽（厘米）{widths}"] if widths else []
        said += [ALIGNMENT_WORDS[table.align]] if table.align in ("center", "right") else []
        said += ["浮动"] if table.frame is not None else []
        yield indent + "　".join(said)
        cells: defaultdict[int, list[Cell]] = defaultdict(list)
        for cell in table.cells:
            cells[cell.row].append(cell)
        for number, row in enumerate(table.rows, start=1):
            yield f"{indent}{_INDENT}{_row(number, row, self.stated)}"
            for cell in cells[number]:
                yield f"{indent}{_INDENT * 2}{_cell(cell, self.stated)}"
                yield from self._blocks(cell.blocks, indent + _INDENT * 3)


def _heading(where: tuple[int | None, int | None], *, many: bool) -> Iterator[str]:
    """Where what follows stands: its section where there are ``many``, its page where the file knows it."""
    section, page = where
    said = [f"第{section}节"] if section is not None and many else []
    said += [f"第{page}页"] if page is not None else []
    if said:
        yield f"{_INDENT}{'　'.join(said)}："


def _furniture(kind: FurnitureKind, page: PageSetup) -> str:
    """Which pages a header or footer is for; one the file holds for pages it does not set apart is not seen."""
    if kind == "default":
        return ""
    idle = (page.different_first if kind == "first" else page.odd_even) is False
    return f"（{FURNITURE_WORDS[kind]}{'，未启用' if idle else ''}）"


def _facts(facts: Facts) -> Iterator[str]:
    said = (
        ("文件", _SPOKEN.get(facts.kind, facts.kind)),
        ("页数", facts.pages),
        ("模板", facts.mark),
        ("程序", facts.producer),
        ("结构标签", None if facts.tagged is None else "有" if facts.tagged else "无"),
        ("活动内容", "、".join(facts.active)),
        ("扫描页", "、".join(map(str, facts.scanned))),
        ("图片", facts.pictures),
        ("数字签名", "；".join(map(signature_said, facts.signatures))),
        ("修订", "有，下文按全部接受修订后列出" if facts.tracked else ""),
    )
    yield "　".join(f"{name}：{value}" for name, value in said if value)


def _shown(paragraph: Paragraph) -> str:
    """The text with its label, fields, breaks and hidden parts made visible."""
    pieces = [f"〈{paragraph.label}〉" if paragraph.label else ""]
    for (kind, hidden), runs in groupby(paragraph.runs, key=lambda run: (run.field, run.format.hidden)):
        text = "".join(map(_run, runs))
        if kind in _COUNTED:
            text = f"〔{FIELD_WORDS[kind]}〕"
        elif kind:
            text = f"〔{' '.join(filter(None, (FIELD_WORDS.get(kind, kind), text)))}〕"
        pieces.append(f"〔隐藏 {text}〕" if hidden else text)
    return "".join(pieces)


def _run(run: Run) -> str:
    return _BREAKS[run.break_kind] if run.break_kind else run.text.replace("\t", "→")


def _looks(paragraph: Paragraph) -> list[str]:
    """The formats of the runs that say something, each once."""
    looks = (characters_in_words(run.format) for run in paragraph.runs if run.text.strip() or run.field)
    return list(dict.fromkeys(looks))


def _picture(picture: Picture) -> str:
    sides = [side for side in (picture.width, picture.height) if side is not None]
    size = f" {'×'.join(f'{side.cm:.2f}' for side in sides)}厘米" if sides else ""
    description = f" {picture.description}" if picture.description else ""
    return f"〔{'图片' if picture.anchor == 'inline' else '浮动图片'}{size}{description}〕"


def _row(number: int, row: Row, stated: bool) -> str:
    said = [f"第{number}行"]
    if row.height:
        how = ("固定" if row.height_rule == "exact" else "至少") if stated else "高"
        said.append(f"{how}{row.height.cm:.2f}厘米")
    said += [name for name, on in (("标题行重复", row.header), ("不跨页", not row.may_split)) if on]
    return "　".join(said)


def _cell(cell: Cell, stated: bool) -> str:
    said = [f"第{cell.column}列"]
    spans = (("跨行", cell.row_span), ("跨列", cell.column_span))
    said += [f"{name}{count}" for name, count in spans if count > 1]
    said += ["无边框"] if stated and not cell.borders else []
    said += [{"center": "垂直居中", "bottom": "靠下"}[cell.vertical_align]] if cell.vertical_align != "top" else []
    said += [DIRECTION_WORDS.get(cell.direction, f"文字方向{cell.direction}")] if cell.direction else []
    said += [f"底纹{cell.shading}"] if cell.shading else []
    return " ".join(said)
