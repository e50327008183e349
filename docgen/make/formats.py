"""The law's formats as WordprocessingML settings, and what it takes to make an element have them.

One place turns “exactly 22pt” into ``w:spacing w:line="440" w:lineRule="exact"``: the draft writes it into new styles,
the stamp compares it with old ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from docgen.make.wordml import Element, child, element, found, qualified, remove
from docgen.spec.model import Format
from docgen.spec.written import Amount, LinePitch
from docgen.units import Length

_ALIGNMENTS: Final = MappingProxyType(
    {"left": "left", "center": "center", "right": "right", "justify": "both", "distribute": "distribute"}
)
_LINE_RULES: Final = MappingProxyType({"exact": "exact", "at_least": "atLeast"})
_SLOTS: Final = ("ascii", "hAnsi", "eastAsia", "cs")
_THEME_SLOTS: Final = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_OFF: Final = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Setting:
    """Attributes an element must have. ``label`` and ``wanted`` are what a reader calls them.

    ``values`` pairs attribute and value; the attributes in ``drop`` would win over them and must go.
    ``others`` are values that serve as well, ``highest`` closes a range that ``values`` opens.
    """

    part: Literal["pPr", "rPr"]
    path: str
    label: str
    wanted: str
    values: tuple[tuple[str, str], ...] = ()
    drop: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    highest: int | None = None


def settings_of(wanted: Format) -> tuple[Setting, ...]:
    """Every setting a part-spec asks for. What it leaves free is in none."""
    return (*_paragraph_settings(wanted), *_run_settings(wanted))


def _paragraph_settings(wanted: Format) -> Iterator[Setting]:
    if wanted.keep:
        yield Setting("pPr", "keepNext" if wanted.keep == "with_next" else "keepLines", "分页", wanted.keep)
    if wanted.border:
        border = (("val", wanted.border), ("sz", "8"), ("space", "1"), ("color", wanted.colour or "auto"))
        yield Setting("pPr", "pBdr/bottom", "边框", wanted.border, border[:1] if wanted.border == "none" else border)
    if wanted.line:
        yield _line(wanted.line)
    if wanted.before:
        yield _distance("before", "段前", wanted.before)
    if wanted.after:
        yield _distance("after", "段后", wanted.after)
    if wanted.indent:
        yield _indent("left", "左缩进", wanted.indent, wanted.size, ("start", "startChars"))
    if wanted.first_line:
        yield _indent("firstLine", "首行缩进", wanted.first_line, wanted.size, ("hanging", "hangingChars"))
    if wanted.align in _ALIGNMENTS:  # a signature set over its date is computed from the texts when a paper is made
        yield Setting("pPr", "jc", "对齐", str(wanted.align), (("val", _ALIGNMENTS[str(wanted.align)]),))


def _run_settings(wanted: Format) -> Iterator[Setting]:
    if wanted.font or wanted.latin:
        yield from _fonts(wanted)
    if wanted.bold is not None:
        values = () if wanted.bold else (("val", "0"),)
        written = "加粗" if wanted.bold else "不加粗"
        yield from (Setting("rPr", tag, "加粗", written, values) for tag in ("b", "bCs"))
    if wanted.colour:
        yield Setting("rPr", "color", "颜色", wanted.colour, (("val", wanted.colour),), ("themeColor",))
    if wanted.character_spacing:
        amount = wanted.character_spacing
        yield Setting("rPr", "spacing", "字符间距", amount.written, (("val", str(amount.length.twips)),))
    if wanted.size:
        high = None if wanted.size.high is None else Length(int(wanted.size.high)).half_points
        value = (("val", str(wanted.size.length.half_points)),)
        yield from (Setting("rPr", tag, "字号", wanted.size.written, value, highest=high) for tag in ("sz", "szCs"))


def _fonts(wanted: Format) -> Iterator[Setting]:
    """All four slots. Without a Latin font of its own the text has one face, so that quotes never fall to another."""
    latin = wanted.latin or wanted.font
    east_asian = wanted.font[:1]
    values = tuple((slot, face) for slot in _SLOTS for face in (east_asian if slot == "eastAsia" else latin[:1]))
    written = "、".join(dict.fromkeys((*east_asian, *latin[:1])))
    yield Setting("rPr", "rFonts", "字体", written, values, _THEME_SLOTS, (*wanted.font[1:], *latin[1:]))


def _line(pitch: LinePitch) -> Setting:
    rule = _LINE_RULES.get(pitch.rule, "auto")
    amounts = [240 * lines if rule == "auto" else Length(int(lines)).twips for lines in (pitch.low, pitch.high)]
    values = (("line", f"{amounts[0]:.0f}"), ("lineRule", rule))
    return Setting("pPr", "spacing", "行距", pitch.written, values, highest=round(amounts[1]))


def _distance(side: Literal["before", "after"], label: str, amount: Amount) -> Setting:
    if amount.unit == "lines":
        values: tuple[tuple[str, str], ...] = ((f"{side}Lines", f"{100 * (amount.low or 0):.0f}"),)
        return Setting("pPr", "spacing", label, amount.written, values, (f"{side}Autospacing",))
    values = ((side, str(amount.length.twips)),)
    return Setting("pPr", "spacing", label, amount.written, values, (f"{side}Lines", f"{side}Autospacing"))


def _indent(attribute: str, label: str, amount: Amount, size: Amount | None, drop: tuple[str, ...]) -> Setting:
    """Characters are written both ways: the count, which wins, and its length at the law's own size."""
    counted = f"{attribute}Chars"
    if amount.unit != "characters":
        values: tuple[tuple[str, str], ...] = ((attribute, str(amount.length.twips)),)
        return Setting("pPr", "ind", label, amount.written, values, (*drop, counted))
    count = amount.low or 0
    values = ((counted, f"{100 * count:.0f}"),)
    if size:
        values = (*values, (attribute, f"{count * size.length.twips:.0f}"))
    return Setting("pPr", "ind", label, amount.written, values, drop)


def paragraph_style(name: str, wanted: Format) -> Element:
    """A paragraph style of that name with the formats of a part-spec."""
    made = element(
        "style", element("name", val=name), element("basedOn", val="Normal"), element("qFormat"),
        type="paragraph", customStyle="1", styleId=name,
    )  # fmt: skip
    impose(made, settings_of(wanted))
    return made


def impose(holder: Element, settings: Iterable[Setting]) -> tuple[str, ...]:
    """Give a style (or paragraph) element these settings. Returns what had to change, “字号改为16pt”, each once."""
    changed: dict[str, None] = {}
    for setting in settings:
        properties = child(holder, setting.part)
        if _lacks(properties, setting):
            _write(child(properties, setting.path), setting)
            changed[f"{setting.label}改为{setting.wanted}"] = None
    return tuple(changed)


def contradicted(properties: Element | None, settings: Iterable[Setting]) -> tuple[Setting, ...]:
    """The settings that an element's own ``pPr`` or ``rPr`` says otherwise; what it does not say it leaves alone."""
    if properties is None:
        return ()
    return tuple(s for s in settings if qualified(s.part) == properties.tag and _says_otherwise(properties, s))


def release(properties: Element, settings: Iterable[Setting]) -> tuple[str, ...]:
    """Take out of direct formatting what contradicts these settings. Returns the labels of what went, each once."""
    released: dict[str, None] = {}
    for setting in contradicted(properties, settings):
        target = found(properties, setting.path)
        if target is None:
            continue
        for name in (*dict(setting.values), *setting.drop):
            target.attrib.pop(qualified(name), None)
        if not target.attrib:
            remove(target)
        released[setting.label] = None
    return tuple(released)


def _write(target: Element, setting: Setting) -> None:
    for name in ("val",) if not setting.values else setting.drop:
        target.attrib.pop(qualified(name), None)
    for name, value in setting.values:
        target.set(qualified(name), value)


def _lacks(properties: Element, setting: Setting) -> bool:
    target = found(properties, setting.path)
    missing = target is None or any(target.get(qualified(name)) is None for name, _ in setting.values)
    return missing or _says_otherwise(properties, setting)


def _says_otherwise(properties: Element, setting: Setting) -> bool:
    target = found(properties, setting.path)
    if target is None:
        return False
    if not setting.values:
        return target.get(qualified("val")) in _OFF
    values = ((target.get(qualified(name)), value) for name, value in setting.values)
    dropped = any(target.get(qualified(name)) is not None for name in setting.drop)
    return dropped or any(now is not None and not _serves(now, value, setting) for now, value in values)


def _serves(now: str, wanted: str, setting: Setting) -> bool:
    if now == wanted or now in setting.others:
        return True
    numbers = setting.highest is not None and now.isdigit() and wanted.isdigit()
    return numbers and int(wanted) <= int(now) <= (setting.highest or 0)
