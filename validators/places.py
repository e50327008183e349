"""Where something stands, in words."""

from __future__ import annotations

from docgen.view.model import Place


def place_said(place: Place) -> str:
    """“第2页 表1第3行第2栏 第1段”, or nothing where the whole file is meant. Tables and paragraphs are counted
    through the whole paper, so that the section is named only where it is all there is: “第1节”."""
    cell = "".join(
        f"{before}{number}{after}"
        for before, number, after in (("表", place.table, ""), ("第", place.row, "行"), ("第", place.column, "栏"))
        if number is not None
    )
    parts = (
        f"第{place.section}节" if place.section is not None and place.table is place.paragraph is None else "",
        f"第{place.page}页" if place.page is not None else "",
        cell,
        f"第{place.paragraph}段" if place.paragraph is not None else "",
    )
    return " ".join(part for part in parts if part)
