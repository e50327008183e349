"""The formats of a page, a paragraph and its characters as a reader of Word's own dialogues would say them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from docgen.reading import Reading
from docgen.spec.words import ALIGNMENT_WORDS, SIDE_WORDS
from docgen.units import Length
from docgen.view.from_docx.numerals import numeral
from docgen.view.look import CharacterFormat, Face, LineSpacing, PageSetup, ParagraphFormat
from docgen.view.words import DIRECTION_WORDS, GRID_WORDS

_UNKNOWN: Final = "不明"
_MULTIPLE: Final = 240
_BAR: Final = "竖线"
"""A line beside a paragraph, which has no side of its own (ECMA-376 Part 1 §17.3.1.4)."""


def page_in_words(page: PageSetup) -> str:
    margins = " ".join(f"{SIDE_WORDS[side]}{_centimetres(margin)}" for side, margin in page.margin.items())
    readings = (page.width, page.height, *page.margin.values(), page.header, page.footer)
    known = any(_measured(reading, str) != _UNKNOWN for reading in readings)
    said = (
        [
            f"{_centimetres(page.width)}×{_centimetres(page.height)}厘米",
            f"页边距 {margins}",
            f"页眉{_centimetres(page.header)} 页脚{_centimetres(page.footer)}",
        ]
        if known
        else ["页面不明"]
    )
    if page.gutter is not None and page.gutter.low:
        said.append(f"装订线{'上' if page.gutter_at_top else '左'}{_centimetres(page.gutter)}")
    if (grid := GRID_WORDS.get(page.grid_type or "")) and page.grid_pitch:
        said.append(f"{grid} {page.grid_pitch.pt:g}磅")
    if page.direction:
        said.append(DIRECTION_WORDS.get(page.direction, f"文字方向{page.direction}"))
    if page.columns.count > 1:
        said.append(f"{page.columns.count}栏")
    said += [name for name, on in (("首页不同", page.different_first), ("奇偶页不同", page.odd_even)) if on]
    if page.number_start is not None:
        said.append(f"页码从{page.number_start}起")
    if page.number_format not in (None, "decimal"):
        said.append(f"页码形式“{numeral(page.number_start or 1, page.number_format)}”")
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


def characters_in_words(look: CharacterFormat) -> str:
    if look.east_asian is None and look.latin is None and look.size is None:
        return "字体字号不明"
    faces = [_face(look.east_asian), _face(look.latin)]
    said = ["/".join(dict.fromkeys(faces)), f"{_points(look.size)}磅"]
    said += [name for name, on in (("加粗", look.bold), ("倾斜", look.italic), ("删除线", look.strike)) if on]
    said += ["下划线"] if look.underline not in (None, "none") else []
    said += [f"颜色{look.colour}"] if look.colour not in (None, "auto", "000000") else []
    said += [f"突出显示{look.highlight}"] if look.highlight not in (None, "none") else []
    said += [f"底纹{look.shading}"] if look.shading else []
    said += ["全部大写"] if look.caps else []
    said += [f"字距{look.spacing.pt:g}磅"] if look.spacing else []
    said += [f"缩放{look.scale}%"] if look.scale not in (None, 100) else []
    said += [f"位置{look.position.pt:g}磅"] if look.position else []
    said += [{"superscript": "上标", "subscript": "下标"}[look.vertical]] if look.vertical else []
    return " ".join(said)


def _face(face: Face | None) -> str:
    return _UNKNOWN if face is None else face.name or "未设置字体"


def paragraph_in_words(look: ParagraphFormat) -> str:
    said = [ALIGNMENT_WORDS.get(look.align or "", ""), _line(look.line)]
    said += [_space("段前", look.before, look.auto_before, look.before_lines)]
    said += [_space("段后", look.after, look.auto_after, look.after_lines)]
    said += [_indent("左缩进", look.indent_left, look.indent_left_characters)]
    said += [_indent("右缩进", look.indent_right, look.indent_right_characters)]
    said += [_indent("首行", look.first_line, look.first_line_characters)]
    said += ["边框" + "".join(_side(side) for side, _ in look.borders)] if look.borders else []
    said += [f"段落底纹{look.shading}"] if look.shading else []
    flags = (
        ("段前分页", look.page_break_before),
        ("与下段同页", look.keep_next),
        ("段中不分页", look.keep_lines),
        ("图文框", look.framed),
    )
    said += [name for name, on in flags if on]
    said += [f"{look.outline_level}级标题"] if look.outline_level else []
    return " ".join(filter(None, said))


def _side(side: str) -> str:
    return SIDE_WORDS.get(side, _BAR)


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
