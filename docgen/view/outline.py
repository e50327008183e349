"""What a reader of the paper sees, line by line: sections, blocks, roles, effective formats.

The output of ``docgen view`` and the text by which two versions of a template are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from docgen.reading import Reading
from docgen.spec.words import ALIGNMENT_WORDS, SIDE_WORDS
from docgen.units import Length
from docgen.view.model import (
    Block,
    Cell,
    CharacterFormat,
    DocumentView,
    Face,
    Facts,
    LineSpacing,
    PageSetup,
    Paragraph,
    ParagraphFormat,
    Picture,
    Row,
    Section,
    Table,
)
from docgen.view.roles import Roles
from docgen.view.words import ASIDE_WORDS

_LONGEST: Final = 48
_INDENT: Final = "    "
_UNKNOWN: Final = "不明"
_FURNITURE: Final[Mapping[str, str]] = MappingProxyType({"default": "", "first": "（首页）", "even": "（偶数页）"})
_BREAKS: Final[Mapping[str, str]] = MappingProxyType({"page": "〔分页〕", "column": "〔分栏〕", "line": "↵"})
_MULTIPLE: Final = 240


def outline(view: DocumentView, roles: Roles | None = None, *, whole: bool = False) -> str:
    """The whole view as text, ending in a line feed; with ``roles``, each paragraph's role.

    ``whole``: every text in full, for comparing; else long ones are cut in the middle, for reading on a screen.
    """
    return "\n".join(_Outline(roles, whole).lines(view)) + "\n"


@dataclass(frozen=True, slots=True)
class _Outline:
    """How one outline is written."""

    roles: Roles | None
    whole: bool

    def lines(self, view: DocumentView) -> Iterator[str]:
        yield from _facts(view.facts)
        for number, section in enumerate(view.sections, start=1):
            yield from self._section(number, section)
        yield "正文"
        yield from self._blocks(view.blocks, _INDENT)
        if self.roles is not None and self.roles.absent:
            yield f"未找到的部分：{'、'.join(self.roles.absent)}"

    def _section(self, number: int, section: Section) -> Iterator[str]:
        yield f"第{number}节　{_page(section.page)}"
        for name, furniture in (("页眉", section.headers), ("页脚", section.footers)):
            for kind, blocks in furniture.items():
                yield f"{_INDENT}{name}{_FURNITURE[kind]}"
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
        if text or paragraph.format.borders:
            parts.append(_paragraph_format(paragraph.format))
        yield indent + "　".join(filter(None, parts))
        for picture in paragraph.pictures:
            yield f"{indent}{_INDENT}{_picture(picture)}"

    def _table(self, table: Table, indent: str) -> Iterator[str]:
        widths = " ".join(f"{width.cm:.2f}" for width in table.widths)
        place = table.place.table if table.place.row is None else None
        yield f"{indent}表格{place or ''}　{len(table.rows)}行×{len(table.widths)}列　列宽（厘米）{widths}"
        for number, row in enumerate(table.rows, start=1):
            yield f"{indent}{_INDENT}{_row(number, row)}"
            for cell in (cell for cell in table.cells if cell.row == number):
                yield f"{indent}{_INDENT * 2}{_cell(cell)}"
                yield from self._blocks(cell.blocks, indent + _INDENT * 3)


def _facts(facts: Facts) -> Iterator[str]:
    said = (
        ("文件", facts.kind),
        ("页数", facts.pages),
        ("模板", facts.mark),
        ("程序", facts.producer),
        ("活动内容", "、".join(facts.active)),
        ("扫描页", "、".join(map(str, facts.scanned))),
        ("图片", facts.pictures),
        ("数字签名", "；".join(signature.why for signature in facts.signatures)),
        ("修订", "有" if facts.tracked else ""),
    )
    yield "　".join(f"{name}：{value}" for name, value in said if value)


def _page(page: PageSetup) -> str:
    margins = " ".join(f"{SIDE_WORDS[side]}{_centimetres(margin)}" for side, margin in page.margin.items())
    said = [
        f"{_centimetres(page.width)}×{_centimetres(page.height)}厘米",
        f"页边距 {margins}",
        f"页眉{_centimetres(page.header)} 页脚{_centimetres(page.footer)}",
    ]
    if page.grid_type not in (None, "default") and page.grid_pitch:
        said.append(f"网格 {page.grid_type} {page.grid_pitch.pt:g}磅")
    if page.columns.count > 1:
        said.append(f"{page.columns.count}栏")
    said += [name for name, on in (("首页不同", page.different_first), ("奇偶页不同", page.odd_even)) if on]
    if page.number_start is not None:
        said.append(f"页码从{page.number_start}起")
    return "　".join(said)


def _centimetres(reading: Reading[Length] | None) -> str:
    return _measured(reading, lambda length: f"{length.cm:.2f}")


def _points(reading: Reading[Length] | None) -> str:
    return _measured(reading, lambda length: f"{length.pt:g}")


def _measured(reading: Reading[Length] | None, write: Callable[[Length], str]) -> str:
    """A value, or its bounds where only those are known."""
    if reading is None or (reading.low is None and reading.high is None):
        return _UNKNOWN
    if reading.value is not None:
        return write(reading.value)
    low = _UNKNOWN if reading.low is None else write(reading.low)
    high = _UNKNOWN if reading.high is None else write(reading.high)
    return f"{low}～{high}"


def _shown(paragraph: Paragraph) -> str:
    """The text with its label, fields, breaks and hidden parts made visible."""
    pieces = [f"〈{paragraph.label}〉" if paragraph.label else ""]
    for run in paragraph.runs:
        text = _BREAKS[run.break_kind] if run.break_kind else run.text.replace("\t", "→")
        if run.field:
            text = f"〔{run.field} {text}〕" if text else f"〔{run.field}〕"
        pieces.append(f"〔隐藏 {text}〕" if run.format.hidden else text)
    return "".join(pieces)


def _looks(paragraph: Paragraph) -> list[str]:
    """The formats of the runs that say something, each once."""
    looks = (_character_format(run.format) for run in paragraph.runs if run.text.strip() or run.field)
    return list(dict.fromkeys(looks))


def _character_format(look: CharacterFormat) -> str:
    faces = [_face(look.east_asian), _face(look.latin)]
    said = ["/".join(dict.fromkeys(faces)), f"{_points(look.size)}磅"]
    said += [name for name, on in (("加粗", look.bold), ("倾斜", look.italic), ("删除线", look.strike)) if on]
    said += ["下划线"] if look.underline not in (None, "none") else []
    said += [f"颜色{look.colour}"] if look.colour not in (None, "auto", "000000") else []
    said += [f"突出显示{look.highlight}"] if look.highlight not in (None, "none") else []
    said += [f"底纹{look.shading}"] if look.shading else []
    said += [f"字距{look.spacing.pt:g}磅"] if look.spacing else []
    said += [f"缩放{look.scale}%"] if look.scale not in (None, 100) else []
    said += [f"位置{look.position.pt:g}磅"] if look.position else []
    said += [{"superscript": "上标", "subscript": "下标"}[look.vertical]] if look.vertical else []
    return " ".join(said)


def _face(face: Face | None) -> str:
    return _UNKNOWN if face is None else face.name or "未设置字体"


def _paragraph_format(look: ParagraphFormat) -> str:
    said = [ALIGNMENT_WORDS.get(look.align or "", ""), _line(look.line)]
    said += [_space("段前", look.before, look.auto_before, look.before_lines)]
    said += [_space("段后", look.after, look.auto_after, look.after_lines)]
    said += [_indent("左缩进", look.indent_left, look.indent_left_characters)]
    said += [_indent("右缩进", look.indent_right, look.indent_right_characters)]
    said += [_indent("首行", look.first_line, look.first_line_characters)]
    said += ["边框" + "".join(SIDE_WORDS.get(side, side) for side, _ in look.borders)] if look.borders else []
    flags = (
        ("段前分页", look.page_break_before),
        ("与下段同页", look.keep_next),
        ("段中不分页", look.keep_lines),
        ("图文框", look.framed),
    )
    said += [name for name, on in flags if on]
    said += [f"{look.outline_level}级标题"] if look.outline_level else []
    return " ".join(filter(None, said))


def _line(line: LineSpacing | None) -> str:
    if line is None:
        return ""
    if line.rule == "multiple":
        times = (line.amount.low or _MULTIPLE) / _MULTIPLE
        return "单倍行距" if times == 1 else f"{times:.4g}倍行距"
    return f"{'固定值' if line.rule == 'exact' else '最小值'}{_points(line.amount)}磅"


def _space(name: str, amount: Reading[Length] | None, automatic: bool, lines: float | None) -> str:
    if automatic:
        return f"{name}自动"
    if lines:
        return f"{name}{lines:g}行"
    return f"{name}{_points(amount)}磅" if amount is not None and amount.value != 0 else ""


def _indent(name: str, amount: Reading[Length] | None, characters: float | None) -> str:
    if characters:
        return f"{name}{characters:g}字"
    return f"{name}{_points(amount)}磅" if amount is not None and amount.value != 0 else ""


def _picture(picture: Picture) -> str:
    sides = [side for side in (picture.width, picture.height) if side is not None]
    size = f" {'×'.join(f'{side.cm:.2f}' for side in sides)}厘米" if sides else ""
    description = f" {picture.description}" if picture.description else ""
    return f"〔{'图片' if picture.anchor == 'inline' else '浮动图片'}{size}{description}〕"


def _row(number: int, row: Row) -> str:
    said = [f"第{number}行"]
    if row.height:
        said.append(f"{'固定' if row.height_rule == 'exact' else '至少'}{row.height.cm:.2f}厘米")
    said += [name for name, on in (("标题行重复", row.header), ("不跨页", not row.may_split)) if on]
    return "　".join(said)


def _cell(cell: Cell) -> str:
    said = [f"第{cell.column}列"]
    spans = (("跨行", cell.row_span), ("跨列", cell.column_span))
    said += [f"{name}{count}" for name, count in spans if count > 1]
    said += ["无边框"] if not cell.borders else []
    said += [{"center": "垂直居中", "bottom": "靠下"}[cell.vertical_align]] if cell.vertical_align != "top" else []
    said += [f"文字方向{cell.direction}"] if cell.direction else []
    said += [f"底纹{cell.shading}"] if cell.shading else []
    return " ".join(said)
