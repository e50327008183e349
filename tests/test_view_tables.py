"""Tables as grids: spans, merges, lines, margins, heights, nesting."""

from __future__ import annotations

import pytest
from docx_builder import docx, first_table, p, r, style, tbl, tc, tr, view

from docgen.errors import Unreadable
from docgen.limits import Limits
from docgen.units import Length
from docgen.view.from_docx import read_docx
from docgen.view.model import Cell, Table

GRID = (1000, 2000, 3000)


def table(*rows: str, properties: str = "", grid: tuple[int, ...] = (), styles: str = "") -> Table:
    return first_table(view(tbl(*rows, properties=properties, grid=grid), styles=styles))


def shape(found: Table) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in found.cells]


def lines(cell: Cell) -> dict[str, str]:
    return {edge: line.style for edge, line in cell.borders}


# --- the grid


def test_merged_cells_are_read_once_with_their_spans() -> None:
    found = table(
        tr(tc("序号", '<w:vMerge w:val="restart"/>'), tc("内容", '<w:gridSpan w:val="2"/>')),
        tr(tc("", "<w:vMerge/>"), "甲", "乙"),
        tr("1", "丙", "丁"),
        grid=GRID,
    )
    assert shape(found) == [
        ("序号", 1, 1, 2, 1), ("内容", 1, 2, 1, 2), ("甲", 2, 2, 1, 1), ("乙", 2, 3, 1, 1),
        ("1", 3, 1, 1, 1), ("丙", 3, 2, 1, 1), ("丁", 3, 3, 1, 1),
    ]  # fmt: skip
    covering = found.at(2, 1)
    assert covering is not None
    assert covering.text == "序号"
    assert [cell.text for cell in found.row(2)] == ["序号", "甲", "乙"]


def test_a_merge_that_goes_on_from_nothing_is_a_cell_of_its_own() -> None:
    assert shape(table(tr("甲", "乙"), tr(tc("丙", "<w:vMerge/>"), "丁"))) == [
        ("甲", 1, 1, 1, 1), ("乙", 1, 2, 1, 1), ("丙", 2, 1, 1, 1), ("丁", 2, 2, 1, 1),
    ]  # fmt: skip


def test_a_new_merge_right_below_another_starts_anew() -> None:
    restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = [tr(tc("甲", restart)), tr(tc("", go_on)), tr(tc("乙", restart)), tr(tc("", go_on))]
    assert shape(table(*rows)) == [("甲", 1, 1, 2, 1), ("乙", 3, 1, 2, 1)]


def test_horizontal_merges_of_old_files_are_spans() -> None:
    found = table(tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), "乙"))
    assert shape(found) == [("甲", 1, 1, 1, 2), ("乙", 1, 3, 1, 1)]


def test_rows_may_begin_and_end_within_the_grid() -> None:
    found = table(
        tr("甲", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'), tr("乙", "丙", "丁"), grid=GRID
    )
    assert shape(found)[0] == ("甲", 1, 2, 1, 1)
    assert len(found.widths) == 3


def test_widths_are_the_grids_and_where_it_has_none_the_cells() -> None:
    assert table(tr("甲", "乙", "丙"), grid=GRID).widths == tuple(map(Length.of_twips, GRID))
    cells = [tc(text, f'<w:tcW w:w="{width}" w:type="dxa"/>') for text, width in (("甲", 500), ("乙", 700))]
    assert table(tr(*cells)).widths == (Length.of_twips(500), Length.of_twips(700))


def test_a_cell_is_as_wide_as_it_says_else_as_its_columns() -> None:
    found = table(tr(tc("甲", '<w:tcW w:w="5000" w:type="pct"/><w:gridSpan w:val="2"/>'), "乙"), grid=GRID)
    assert [cell.width for cell in found.cells] == [Length.of_twips(3000), Length.of_twips(3000)]


def test_a_span_beyond_all_measure_is_cut() -> None:
    found = table(tr(tc("甲", '<w:gridSpan w:val="2000000000"/>')))
    assert found.cells[0].column_span <= 1000


def test_a_table_whose_rows_are_all_deleted_is_none() -> None:
    gone = tbl(tr("删", properties='<w:del w:id="1"/>'), tr("删", properties='<w:del w:id="2"/>'))
    found = view(gone + tbl(tr("留")))
    assert [(table.place.table, shape(table)) for table in found.tables()] == [(1, [("留", 1, 1, 1, 1)])]


def test_a_cell_in_a_deleted_row_is_not_counted() -> None:
    assert shape(table(tr("甲"), tr("删", properties='<w:del w:id="1"/>'), tr("乙"))) == [
        ("甲", 1, 1, 1, 1), ("乙", 2, 1, 1, 1),
    ]  # fmt: skip


# --- rows


@pytest.mark.parametrize(
    ("height", "rule", "points"),
    [
        ('<w:trHeight w:val="567"/>', "at_least", 28.35),
        ('<w:trHeight w:val="567" w:hRule="atLeast"/>', "at_least", 28.35),
        ('<w:trHeight w:val="567" w:hRule="exact"/>', "exact", 28.35),
        ("", "auto", None),
    ],
)
def test_row_heights_are_read_with_their_rule(height: str, rule: str, points: float | None) -> None:
    row = table(tr("甲", properties=height)).rows[0]
    assert (row.height_rule, row.height.pt if row.height else None) == (rule, points)


def test_heading_rows_and_rows_that_may_not_split() -> None:
    rows = table(
        tr("甲", properties="<w:cantSplit/><w:tblHeader/>"), tr("乙", properties='<w:cantSplit w:val="0"/>')
    ).rows
    assert [(row.header, row.may_split) for row in rows] == [(True, False), (False, True)]


# --- cells


def test_a_cells_look_is_read() -> None:
    (cell,) = table(
        tr(tc("甲", '<w:vAlign w:val="center"/><w:textDirection w:val="tbRlV"/><w:shd w:val="clear" w:fill="d9d9d9"/>'))
    ).cells
    assert (cell.vertical_align, cell.direction, cell.shading) == ("center", "tbRlV", "D9D9D9")


def test_margins_are_the_cells_own_then_the_tables_then_its_styles_then_the_default() -> None:
    styles = style("t", '<w:tblPr><w:tblCellMar><w:left w:w="10" w:type="dxa"/></w:tblCellMar></w:tblPr>', "table")
    properties = '<w:tblStyle w:val="t"/><w:tblCellMar><w:top w:w="20" w:type="dxa"/></w:tblCellMar>'
    (cell,) = table(
        tr(tc("甲", '<w:tcMar><w:bottom w:w="30" w:type="dxa"/></w:tcMar>')), properties=properties, styles=styles
    ).cells
    assert {side: length.twips for side, length in cell.margins} == {"top": 20, "bottom": 30, "left": 10, "right": 115}


def test_a_table_is_placed_as_it_says() -> None:
    found = table(
        tr("甲"), properties='<w:jc w:val="center"/><w:tblInd w:w="100" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    )
    assert (found.align, found.indent.twips, found.layout) == ("center", 100, "fixed")


# --- lines

SINGLE = "".join(f'<w:{edge} w:val="single" w:sz="4"/>' for edge in ("top", "left", "bottom", "right"))
INSIDE = '<w:insideH w:val="dotted" w:sz="4"/><w:insideV w:val="dashed" w:sz="4"/>'
BORDERS = f"<w:tblBorders>{SINGLE}{INSIDE}</w:tblBorders>"
TWO_BY_TWO = (tr("甲", "乙"), tr("丙", "丁"))


def test_outer_edges_take_the_tables_lines_and_inner_ones_the_inside_lines() -> None:
    upper_left, *_, lower_right = table(*TWO_BY_TWO, properties=BORDERS).cells
    assert lines(upper_left) == {"top": "single", "left": "single", "bottom": "dotted", "right": "dashed"}
    assert lines(lower_right) == {"top": "dotted", "left": "dashed", "bottom": "single", "right": "single"}


def test_lines_may_come_from_the_table_style() -> None:
    styles = style("t", f"<w:tblPr>{BORDERS}</w:tblPr>", "table")
    cell = table(*TWO_BY_TWO, properties='<w:tblStyle w:val="t"/>', styles=styles).cells[0]
    assert lines(cell) == {"top": "single", "left": "single", "bottom": "dotted", "right": "dashed"}


def test_a_table_without_lines_has_none() -> None:
    assert [cell.borders for cell in table(*TWO_BY_TWO).cells] == [()] * 4


def test_a_line_a_cell_takes_away_is_gone_on_both_sides() -> None:
    open_right = tc("甲", '<w:tcBorders><w:right w:val="nil"/></w:tcBorders>')
    left, right = table(tr(open_right, "乙"), properties=BORDERS).cells
    assert "right" not in lines(left)
    assert "left" not in lines(right)


def test_a_line_one_neighbour_draws_is_there_for_both() -> None:
    drawn = tc("甲", '<w:tcBorders><w:right w:val="double" w:sz="4"/></w:tcBorders>')
    missing = tc("乙", '<w:tcBorders><w:left w:val="nil"/></w:tcBorders>')
    left, right = table(tr(drawn, missing)).cells
    assert (lines(left), lines(right)) == ({"right": "double"}, {"left": "double"})


def test_a_merged_cell_ends_with_the_line_of_its_last_part() -> None:
    found = table(
        tr(tc("甲", '<w:vMerge w:val="restart"/>')),
        tr(tc("", '<w:vMerge/><w:tcBorders><w:bottom w:val="thick" w:sz="12"/></w:tcBorders>')),
    )
    assert lines(found.cells[0]) == {"bottom": "thick"}


def test_exceptions_of_a_row_beat_the_tables_lines() -> None:
    row = tr("甲").replace(
        "<w:tr>", "<w:tr><w:tblPrEx><w:tblBorders><w:top w:val='double'/></w:tblBorders></w:tblPrEx>"
    )
    assert lines(table(row, properties=BORDERS).cells[0])["top"] == "double"


def test_a_diagonal_line_is_told() -> None:
    crossed = '<w:tcBorders><w:tl2br w:val="single" w:sz="4"/></w:tcBorders>'
    assert [cell.diagonal for cell in table(tr(tc("甲", crossed), "乙")).cells] == [True, False]


# --- places and nesting


def test_places_count_tables_rows_columns_and_the_paragraphs_of_a_cell() -> None:
    body = p(r("前")) + tbl(tr("甲", tc(p(r("乙一")) + p(r("乙二"))))) + p(r("后")) + tbl(tr("丙"))
    places = {paragraph.text: paragraph.place for paragraph in view(body).paragraphs()}
    found = {text: (place.paragraph, place.table, place.row, place.column) for text, place in places.items()}
    assert found == {
        "前": (1, None, None, None), "甲": (1, 1, 1, 1), "乙一": (1, 1, 1, 2), "乙二": (2, 1, 1, 2),
        "后": (2, None, None, None), "丙": (1, 2, 1, 1),
    }  # fmt: skip


def test_cells_of_a_nested_table_stand_in_their_outer_cell() -> None:
    inner = tbl(tr("内一", "内二"))
    found = view(tbl(tr("外", tc(p(r("前")) + inner + p(r("后"))))))
    places = [
        (paragraph.text, paragraph.place.row, paragraph.place.column, paragraph.place.paragraph)
        for paragraph in found.paragraphs()
    ]
    assert places == [("外", 1, 1, 1), ("前", 1, 2, 1), ("内一", 1, 2, 2), ("内二", 1, 2, 3), ("后", 1, 2, 4)]
    (outer,) = found.tables()
    nested = [block for cell in outer.cells for block in cell.blocks if isinstance(block, Table)]
    assert [(block.place.table, block.place.row, block.place.column) for block in nested] == [(1, 1, 2)]


def test_tables_nested_beyond_the_limit_are_refused() -> None:
    body = p()
    for _ in range(Limits().content_depth + 1):
        body = tbl(tr(tc(body + p())))
    with pytest.raises(Unreadable, match="嵌套") as refusal:
        read_docx(docx(body))
    assert refusal.value.code == "ARC104"


def test_a_table_with_more_cells_than_the_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="单元格") as refusal:
        read_docx(docx(tbl(*[tr("甲", "乙")] * 6)), Limits(cells=10))
    assert refusal.value.code == "ARC104"
