"""The closed list of changes a case file may make to a .docx: what somebody does to a made paper in a word processor.

Every change names what it does (``do``), mostly the text it is done to (``of``: the paragraphs that contain it, or only
these characters with ``only = true``) and what it becomes (``to``); ``in = "footer"`` does it to the footers,
``in = "settings"`` to the settings. A change that finds nothing to change is an error.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from lxml import etree

from docgen.units import Length

Change = Mapping[str, Any]
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NAMESPACE}}}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PARTS = {"main": "word/document.xml", "footer": "word/footer", "settings": "word/settings.xml"}


def changed(docx: bytes, changes: tuple[Change, ...]) -> bytes:
    """The file after the changes, every other part as it was."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    for change in changes:
        names = [name for name in parts if name.startswith(_PARTS[change.get("in", "main")])]
        roots = {name: etree.fromstring(parts[name]) for name in names}
        done = [CHANGES[change["do"]](root, change) for root in roots.values()]
        if not any(done):
            raise AssertionError(f"nothing to change: {change}")
        for name, root in roots.items():
            parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)  # the same bytes at any hour
    return out.getvalue()


def _all(root: etree._Element, tag: str) -> list[etree._Element]:
    return list(root.iter(f"{_W}{tag}"))


def _child(parent: etree._Element, tag: str, *, first: bool = False) -> etree._Element:
    """The child of that name, made where there is none."""
    found = parent.find(f"{_W}{tag}")
    if found is None:
        found = etree.Element(f"{_W}{tag}")
        parent.insert(0 if first else len(parent), found)
    return found


def _text(element: etree._Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{_W}t"))


def _paragraphs(root: etree._Element, text: str) -> list[etree._Element]:
    return [paragraph for paragraph in _all(root, "p") if text in _text(paragraph)]


def _runs(root: etree._Element, change: Change) -> Iterator[etree._Element]:
    """The runs of the text a change is about; with ``only`` that text is first cut out into a run of its own."""
    for paragraph in _paragraphs(root, change["of"]):
        if change.get("only"):
            yield from (_cut_out(run, change["of"]) for run in _all(paragraph, "r") if change["of"] in _text(run))
        else:
            yield from _all(paragraph, "r")


def _cut_out(run: etree._Element, text: str) -> etree._Element:
    """Split a run into what stands before the text, the text, and what stands after it; the text's run."""
    whole = _text(run)
    start = whole.index(text)
    pieces = (whole[:start], text, whole[start + len(text) :])
    runs = [deepcopy(run) for _ in pieces]
    for piece, copy in zip(pieces, runs, strict=True):
        for element in list(copy):
            if element.tag != f"{_W}rPr":
                copy.remove(element)
        holder = etree.SubElement(copy, f"{_W}t")
        holder.text = piece
        holder.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.addprevious(copy)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)
    return runs[1]


def _twips(text: str) -> str:
    return str(Length.parse(text).twips)


def _page_margin(attribute: str) -> Callable[[etree._Element, Change], bool]:
    def change_it(root: etree._Element, change: Change) -> bool:
        for margins in _all(root, "pgMar"):
            margins.set(f"{_W}{change.get('side', attribute)}", _twips(change["to"]))
        return True

    return change_it


def _paper(root: etree._Element, change: Change) -> bool:
    for size in _all(root, "pgSz"):
        size.set(f"{_W}w", _twips(change["width"]))
        size.set(f"{_W}h", _twips(change["height"]))
    return True


def _run_property(tag: str, attributes: Callable[[str], dict[str, str]]) -> Callable[[etree._Element, Change], bool]:
    def change_it(root: etree._Element, change: Change) -> bool:
        runs = list(_runs(root, change))
        for run in runs:
            element = _child(_child(run, "rPr", first=True), tag)
            for name, value in attributes(str(change.get("to", ""))).items():
                element.set(f"{_W}{name}", value)
        return bool(runs)

    return change_it


def _paragraph_property(
    tag: str, attributes: Callable[[str], dict[str, str]]
) -> Callable[[etree._Element, Change], bool]:
    def change_it(root: etree._Element, change: Change) -> bool:
        paragraphs = _paragraphs(root, change["of"])
        for paragraph in paragraphs:
            element = _child(_child(paragraph, "pPr", first=True), tag)
            for name, value in attributes(change["to"]).items():
                element.set(f"{_W}{name}", value)
        return bool(paragraphs)

    return change_it


def _retype(root: etree._Element, change: Change) -> bool:
    """Other words for these, in the place and look they stand in."""
    holders = [text for text in _all(root, "t") if change["of"] in (text.text or "")]
    for text in holders:
        text.text = (text.text or "").replace(change["of"], change["to"])
    return bool(holders)


def _retype_cell(root: etree._Element, change: Change) -> bool:
    """Other words for all that stands in one cell of the first table."""
    cells = _all(_all(root, "tr")[change["row"] - 1], "tc")
    holders = _all(cells[change["column"] - 1], "t")
    for number, text in enumerate(holders):
        text.text = "" if number else change["to"]
    return bool(holders)


def _write_beside(root: etree._Element, change: Change) -> bool:
    """What somebody writes into the empty cell right of the one that begins with these words."""
    labels = [cell for cell in _all(root, "tc") if _text(cell).startswith(change["of"])]
    for label in labels:
        paragraph: Any = next(label.itersiblings(f"{_W}tc")).find(f"{_W}p")
        run: Any = etree.SubElement(paragraph, f"{_W}r")
        looks = next(label.iter(f"{_W}rPr"), None)
        if looks is not None:
            run.append(deepcopy(looks))
        etree.SubElement(run, f"{_W}t").text = change["to"]
    return bool(labels)


def _remove(root: etree._Element, change: Change) -> bool:
    """With ``whole`` only the paragraphs that say this and nothing else."""
    found = _paragraphs(root, change["of"])
    paragraphs = [one for one in found if not change.get("whole") or _text(one) == change["of"]]
    for paragraph in paragraphs:
        parent = paragraph.getparent()
        assert parent is not None
        parent.remove(paragraph)
    return bool(paragraphs)


def _empty(root: etree._Element, change: Change) -> bool:
    """The paragraphs that say this and nothing else are left there without text."""
    found = [one for one in _paragraphs(root, change["of"]) if _text(one) == change["of"]]
    for paragraph in found:
        for run in paragraph.findall(f"{_W}r"):
            paragraph.remove(run)
    return bool(found)


def _remove_element(root: etree._Element, change: Change) -> bool:
    """Every element of a name: a setting, mostly."""
    found = _all(root, change["element"])
    for element in found:
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    return bool(found)


def _move(root: etree._Element, change: Change) -> bool:
    """Paragraphs to below the first that contains the text ``after``."""
    moved, targets = _paragraphs(root, change["of"]), _paragraphs(root, change["after"])
    for paragraph in reversed(moved if targets else []):
        targets[0].addnext(paragraph)
    return bool(moved and targets)


def _append(root: etree._Element, change: Change) -> bool:
    """Paragraphs of plain text at the end, in the look of the paragraph that contains ``like``."""
    end = root[0].find(f"{_W}sectPr")
    assert end is not None
    for text in change["texts"]:
        copy = deepcopy(_paragraphs(root, change["like"])[0])
        for run in _all(copy, "r")[1:]:
            copy.remove(run)
        (holder,) = _all(copy, "t")
        holder.text = text
        end.addprevious(copy)
    return bool(change["texts"])


def _type_number(root: etree._Element, _: Change) -> bool:
    """The page number as digits somebody typed, in place of the field."""
    for field in (*_all(root, "fldChar"), *_all(root, "instrText")):
        run = field.getparent()
        assert run is not None
        run.remove(field)
    for simple in _all(root, "fldSimple"):
        parent = simple.getparent()
        assert parent is not None
        for run in reversed(list(simple)):
            simple.addnext(run)
        parent.remove(simple)
    return True


def _different_first(root: etree._Element, _: Change) -> bool:
    sections = _all(root, "sectPr")
    for section in sections:
        etree.SubElement(section, f"{_W}titlePg")
    return bool(sections)


def _remove_tables(root: etree._Element, _: Change) -> bool:
    tables = _all(root, "tbl")
    for table in tables:
        parent = table.getparent()
        assert parent is not None
        parent.remove(table)
    return bool(tables)


def _split_table(root: etree._Element, change: Change) -> bool:
    """The first table ends above a row and goes on in a second one below the text ``between``; with ``heading`` under
    the same heading row."""
    table, row = _all(root, "tbl")[0], _all(root, "tr")[change["row"] - 1]
    second, below = deepcopy(table), [row, *row.itersiblings(f"{_W}tr")]
    for copy in second.findall(f"{_W}tr")[1 if change.get("heading") else 0 :]:
        second.remove(copy)
    second.extend(below)
    between = etree.Element(f"{_W}p")
    etree.SubElement(etree.SubElement(between, f"{_W}r"), f"{_W}t").text = change.get("between", "")
    table.addnext(between)
    between.addnext(second)
    return bool(below)


def _add_equation(root: etree._Element, change: Change) -> bool:
    paragraphs = _paragraphs(root, change["of"])
    for paragraph in paragraphs:
        equation = etree.SubElement(paragraph, f"{_MATH}oMath")
        etree.SubElement(etree.SubElement(equation, f"{_MATH}r"), f"{_MATH}t").text = "x"
    return bool(paragraphs)


def _cell_shading(root: etree._Element, change: Change) -> bool:
    cells = [cell for cell in _all(root, "tc") if change["of"] in _text(cell)]
    for cell in cells:
        shading = _child(_child(cell, "tcPr", first=True), "shd")
        for name, value in {"val": "clear", "color": "auto", "fill": change["to"]}.items():
            shading.set(f"{_W}{name}", value)
    return bool(cells)


def _remove_column(root: etree._Element, change: Change) -> bool:
    """The n-th cell of every row, and its width in the grid."""
    rows = [*_all(root, "tblGrid"), *_all(root, "tr")]
    for row in rows:
        cells = [cell for cell in row if cell.tag in (f"{_W}tc", f"{_W}gridCol")]
        row.remove(cells[change["column"] - 1])
    return bool(rows)


def _swap_columns(root: etree._Element, change: Change) -> bool:
    rows = _all(root, "tr")
    for row in rows:
        cells = [cell for cell in row if cell.tag == f"{_W}tc"]
        one, other = (cells[number - 1] for number in change["columns"])
        at = row.index(one)
        row.replace(other, deepcopy(one))
        row.remove(one)
        row.insert(at, other)
    return bool(rows)


CHANGES: Mapping[str, Callable[[etree._Element, Change], bool]] = {
    "set margin": _page_margin("top"),
    "set gutter": _page_margin("gutter"),
    "set header distance": _page_margin("header"),
    "set footer distance": _page_margin("footer"),
    "set paper": _paper,
    "set font": _run_property("rFonts", lambda to: dict.fromkeys(("ascii", "hAnsi", "eastAsia"), to)),
    "set Latin font": _run_property("rFonts", lambda to: dict.fromkeys(("ascii", "hAnsi"), to)),
    "set size": _run_property("sz", lambda to: {"val": str(Length.parse(to).half_points)}),
    "set colour": _run_property("color", lambda to: {"val": to}),
    "set shading": _run_property("shd", lambda to: {"val": "clear", "color": "auto", "fill": to}),
    "set highlight": _run_property("highlight", lambda to: {"val": to}),
    "set theme colour": _run_property("color", lambda to: {"val": "auto", "themeColor": to}),
    "set cell shading": _cell_shading,
    "set scale": _run_property("w", lambda to: {"val": to}),
    "hide": _run_property("vanish", lambda _: {}),
    "set line pitch": _paragraph_property("spacing", lambda to: {"line": _twips(to), "lineRule": "exact"}),
    "set space after": _paragraph_property(
        "spacing", lambda to: {"after": _twips(to), "line": "240", "lineRule": "auto"}
    ),
    "align": _paragraph_property("jc", lambda to: {"val": to}),
    "set first line": _paragraph_property("ind", lambda to: {"firstLineChars": str(round(float(to) * 100))}),
    "set bold": _run_property("b", lambda _: {}),
    "set character spacing": _run_property("spacing", lambda to: {"val": _twips(to)}),
    "remove element": _remove_element,
    "move": _move,
    "append": _append,
    "type the page number": _type_number,
    "make the first page different": _different_first,
    "retype": _retype,
    "retype cell": _retype_cell,
    "write beside": _write_beside,
    "remove": _remove,
    "empty": _empty,
    "remove tables": _remove_tables,
    "split table": _split_table,
    "add equation": _add_equation,
    "remove column": _remove_column,
    "swap columns": _swap_columns,
}
