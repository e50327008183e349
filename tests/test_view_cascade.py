"""The effective format of a run, slot by slot: whichever way it is said, the nearest level wins."""

from __future__ import annotations

import pytest
from docx_builder import docx, first, first_run, p, r, style, tbl, tc, theme, tr, view

from docgen.units import Length
from docgen.view.from_docx import read_docx
from docgen.view.look import CharacterFormat

FANGSONG = '<w:rFonts w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/>'


def east_asian(look: CharacterFormat) -> str:
    assert look.east_asian is not None
    return look.east_asian.name


def latin(look: CharacterFormat) -> str:
    assert look.latin is not None
    return look.latin.name


def size(look: CharacterFormat) -> float:
    assert look.size is not None
    assert look.size.value is not None
    return look.size.value.pt


def defaults(run: str = "", paragraph: str = "") -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def look_of(body: str, **parts: str) -> CharacterFormat:
    return first_run(view(body, **parts)).format


# --- every way of saying a font


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        pytest.param(p(r("文", FANGSONG)), "", id="directly"),
        pytest.param(p(r("文")), defaults(FANGSONG), id="document defaults"),
        pytest.param(
            p(r("文")), style("a", f"<w:rPr>{FANGSONG}</w:rPr>", default=True), id="the default paragraph style"
        ),
        pytest.param(
            p(r("文"), '<w:pStyle w:val="c"/>'),
            style("a", f"<w:rPr>{FANGSONG}</w:rPr>") + style("b", based_on="a") + style("c", based_on="b"),
            id="three styles up",
        ),
        pytest.param(
            p(r("文", '<w:rStyle w:val="c"/>')),
            style("c", f"<w:rPr>{FANGSONG}</w:rPr>", "character"),
            id="a character style",
        ),
        pytest.param(
            tbl(tr(tc(p(r("文")))), properties='<w:tblStyle w:val="t"/>'),
            style("t", f"<w:rPr>{FANGSONG}</w:rPr>", "table"),
            id="a table style",
        ),
        pytest.param(
            tbl(tr(tc(p(r("文")))), properties='<w:tblStyle w:val="u"/>'),
            style("t", f"<w:rPr>{FANGSONG}</w:rPr>", "table") + style("u", "", "table", based_on="t"),
            id="the parent of a table style",
        ),
        pytest.param(
            tbl(tr(tc(p(r("文")))), properties='<w:tblStyle w:val="t"/><w:tblLook w:val="0020"/>'),
            style("t", f'<w:tblStylePr w:type="firstRow"><w:rPr>{FANGSONG}</w:rPr></w:tblStylePr>', "table"),
            id="the first row of a table style",
        ),
    ],
)
def test_a_font_is_seen_whichever_level_says_it(body: str, styles: str) -> None:
    assert east_asian(look_of(body, styles=styles)) == "仿宋_GB2312"


LEVELS = (
    defaults('<w:sz w:val="20"/>')
    + style("t", '<w:rPr><w:sz w:val="22"/></w:rPr>', "table")
    + style("base", '<w:rPr><w:sz w:val="24"/></w:rPr>')
    + style("p", '<w:rPr><w:sz w:val="26"/></w:rPr>', based_on="base")
    + style("cbase", '<w:rPr><w:sz w:val="28"/></w:rPr>', "character")
    + style("c", '<w:rPr><w:sz w:val="30"/></w:rPr>', "character", based_on="cbase")
)


@pytest.mark.parametrize(
    ("paragraph", "run", "points"),
    [
        ("", "", 11),
        ('<w:pStyle w:val="base"/>', "", 12),
        ('<w:pStyle w:val="p"/>', "", 13),
        ('<w:pStyle w:val="p"/>', '<w:rStyle w:val="cbase"/>', 14),
        ('<w:pStyle w:val="p"/>', '<w:rStyle w:val="c"/>', 15),
        ('<w:pStyle w:val="p"/>', '<w:rStyle w:val="c"/><w:sz w:val="32"/>', 16),
    ],
)
def test_the_nearest_level_that_says_a_size_wins(paragraph: str, run: str, points: float) -> None:
    body = tbl(tr(tc(p(r("文", run), paragraph))), properties='<w:tblStyle w:val="t"/>')
    assert size(look_of(body, styles=LEVELS)) == points


def test_slots_are_resolved_apart() -> None:
    styles = defaults(FANGSONG + '<w:sz w:val="24"/>') + style(
        "c", '<w:rPr><w:color w:val="ff0000"/></w:rPr>', "character"
    )
    look = look_of(p(r("文", '<w:rStyle w:val="c"/><w:rFonts w:eastAsia="黑体"/>')), styles=styles)
    assert (east_asian(look), latin(look), size(look), look.colour) == ("黑体", "仿宋_GB2312", 12, "FF0000")


def test_a_missing_east_asian_slot_names_no_face() -> None:
    look = look_of(p(r("文", '<w:rFonts w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312"/>')))
    assert (east_asian(look), latin(look)) == ("", "仿宋_GB2312")


def test_no_size_at_any_level_is_ten_points() -> None:
    assert size(look_of(p(r("文")))) == 10


def test_a_size_has_the_tolerance_of_a_docx_and_says_where_it_was_seen() -> None:
    reading = look_of(p(r("文", '<w:sz w:val="24"/>'))).size
    assert reading is not None
    assert (reading.low, reading.high, reading.within, reading.seen_in) == (
        Length.of_pt(12),
        Length.of_pt(12),
        0,
        "w:sz",
    )


def test_what_no_level_states_is_the_default_and_not_unknown() -> None:
    look = look_of(p(r("文")))
    assert (look.bold, look.italic, look.strike, look.hidden, look.caps) == (False,) * 5
    assert (look.underline, look.highlight, look.colour, look.scale) == ("none", "none", "auto", 100)
    assert (look.spacing, look.position) == (0, 0)


def test_a_chain_of_styles_that_closes_a_circle_ends() -> None:
    styles = style("a", '<w:rPr><w:sz w:val="30"/></w:rPr>', based_on="b") + style("b", "", based_on="a")
    assert size(look_of(p(r("文"), '<w:pStyle w:val="b"/>'), styles=styles)) == 15


def test_a_style_that_does_not_exist_is_the_default_style() -> None:
    styles = style("n", '<w:rPr><w:sz w:val="21"/></w:rPr>', default=True)
    assert size(look_of(p(r("文"), '<w:pStyle w:val="gone"/>'), styles=styles)) == 10.5


# --- themes

HANS = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:font script="Hans" typeface="宋体"/>'


@pytest.mark.parametrize(
    ("fonts", "expected"),
    [
        ('<w:rFonts w:eastAsia="黑体" w:eastAsiaTheme="minorEastAsia"/>', "宋体"),
        ('<w:rFonts w:eastAsiaTheme="majorEastAsia"/>', "楷体"),
        ('<w:rFonts w:eastAsia="黑体"/>', "黑体"),
    ],
)
def test_within_one_element_the_theme_beats_the_name(fonts: str, expected: str) -> None:
    major = '<a:latin typeface="Cambria"/><a:ea typeface="楷体"/>'
    assert east_asian(look_of(p(r("文", fonts)), theme=theme(major, HANS))) == expected


def test_between_levels_a_nearer_name_beats_a_farther_theme() -> None:
    styles = defaults('<w:rFonts w:eastAsiaTheme="minorEastAsia" w:asciiTheme="minorHAnsi"/>')
    look = look_of(p(r("文", '<w:rFonts w:eastAsia="黑体"/>')), styles=styles, theme=theme(minor=HANS))
    assert (east_asian(look), latin(look)) == ("黑体", "Calibri")


@pytest.mark.parametrize(("language", "face"), [("zh-CN", "宋体"), ("zh-TW", "新細明體"), ("ja-JP", "明朝")])
def test_an_empty_theme_face_is_the_one_of_the_documents_script(language: str, face: str) -> None:
    scripts = HANS + '<a:font script="Hant" typeface="新細明體"/><a:font script="Jpan" typeface="明朝"/>'
    body = p(r("文", '<w:rFonts w:eastAsiaTheme="minorEastAsia"/>'))
    settings = f'<w:themeFontLang w:val="en-US" w:eastAsia="{language}"/>'
    assert east_asian(look_of(body, theme=theme(minor=scripts), settings=settings)) == face


def test_a_theme_font_without_a_theme_names_no_face() -> None:
    assert east_asian(look_of(p(r("文", '<w:rFonts w:eastAsiaTheme="minorEastAsia"/>')))) == ""


def test_a_theme_colour_is_looked_up_and_not_taken_from_the_copy_beside_it() -> None:
    colours = '<a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>'
    body = p(r("文", '<w:color w:val="000000" w:themeColor="background1"/>'))
    assert look_of(body, theme=theme(colours=colours)).colour == "FFFFFF"


def test_a_tinted_theme_colour_is_what_the_file_computed() -> None:
    body = p(r("文", '<w:color w:val="7F7F7F" w:themeColor="text1" w:themeTint="80"/>'))
    assert look_of(body, theme=theme(colours='<a:dk1><a:srgbClr val="000000"/></a:dk1>')).colour == "7F7F7F"


def test_a_text_fill_is_what_is_painted() -> None:
    fill = '<w14:textFill><w14:solidFill><w14:srgbClr w14:val="ffffff"/></w14:solidFill></w14:textFill>'
    assert look_of(p(r("文", f'<w:color w:val="000000"/>{fill}'))).colour == "FFFFFF"


# --- toggles


@pytest.mark.parametrize(
    ("table", "paragraph", "character", "bold"),
    [
        ("", "", "", False),
        ("<w:b/>", "", "", True),
        ("", "<w:b/>", "", True),
        ("", "<w:b/>", "<w:b/>", False),
        ("<w:b/>", "<w:b/>", "<w:b/>", True),
        ("<w:b/>", '<w:b w:val="0"/>', "", True),
    ],
)
def test_toggles_turn_over_between_kinds_of_style(table: str, paragraph: str, character: str, bold: bool) -> None:
    styles = (
        style("t", f"<w:rPr>{table}</w:rPr>", "table")
        + style("p", f"<w:rPr>{paragraph}</w:rPr>")
        + style("c", f"<w:rPr>{character}</w:rPr>", "character")
    )
    run = r("文", '<w:rStyle w:val="c"/>')
    body = tbl(tr(tc(p(run, '<w:pStyle w:val="p"/>'))), properties='<w:tblStyle w:val="t"/>')
    assert look_of(body, styles=styles).bold is bold


def test_within_one_chain_a_toggle_is_set_and_not_turned_over() -> None:
    styles = style("a", "<w:rPr><w:b/></w:rPr>") + style("b", "<w:rPr><w:b/></w:rPr>", based_on="a")
    assert look_of(p(r("文"), '<w:pStyle w:val="b"/>'), styles=styles).bold is True


def test_a_direct_toggle_is_final() -> None:
    styles = style("a", "<w:rPr><w:b/></w:rPr>")
    assert look_of(p(r("文", "<w:b/>"), '<w:pStyle w:val="a"/>'), styles=styles).bold is True
    assert look_of(p(r("文", '<w:b w:val="false"/>'), '<w:pStyle w:val="a"/>'), styles=styles).bold is False


def test_a_toggle_of_the_defaults_holds_whatever_styles_turn_over() -> None:
    styles = defaults("<w:b/>") + style("a", "<w:rPr><w:b/></w:rPr>")
    assert look_of(p(r("文"), '<w:pStyle w:val="a"/>'), styles=styles).bold is True


def test_hidden_text_is_kept_and_marked_and_not_read() -> None:
    styles = style("h", "<w:rPr><w:vanish/></w:rPr>", "character")
    paragraph = first(view(p(r("看得见") + r("看不见", '<w:rStyle w:val="h"/>')), styles=styles))
    assert paragraph.text == "看得见"
    assert [(run.text, run.format.hidden) for run in paragraph.runs] == [("看得见", False), ("看不见", True)]


def test_a_hidden_paragraph_mark_is_marked() -> None:
    assert first(view(p(r("文"), "<w:rPr><w:vanish/></w:rPr>"))).mark.hidden is True


# --- the conditional parts of table styles


def conditional(*parts: tuple[str, int]) -> str:
    written = (
        f'<w:tblStylePr w:type="{name}"><w:rPr><w:sz w:val="{points * 2}"/></w:rPr></w:tblStylePr>'
        for name, points in parts
    )
    return style("t", f'<w:rPr><w:sz w:val="20"/></w:rPr>{"".join(written)}', "table")


EVERY_PART = conditional(
    ("band1Horz", 11),
    ("band2Horz", 12),
    ("firstRow", 13),
    ("lastRow", 14),
    ("firstCol", 15),
    ("lastCol", 16),
    ("nwCell", 17),
)


def sizes(look: str, styles: str = EVERY_PART, rows: int = 4, columns: int = 3) -> list[list[float]]:
    table = tbl(*[tr(*["文"] * columns)] * rows, properties=f'<w:tblStyle w:val="t"/>{look}', grid=(1000,) * columns)
    cells = next(view(table, styles=styles).tables()).cells
    found = [size(next(cell.paragraphs()).runs[0].format) for cell in cells]
    return [found[row * columns : (row + 1) * columns] for row in range(rows)]


def test_parts_of_a_table_style_hold_by_row_column_and_corner() -> None:
    assert sizes('<w:tblLook w:val="05E0"/>') == [[17, 13, 16], [15, 11, 16], [15, 12, 16], [15, 14, 16]]


def test_banding_begins_below_the_first_row_and_may_be_off() -> None:
    assert sizes('<w:tblLook w:val="0420"/>')[1:] == [[11, 11, 11], [12, 12, 12], [11, 11, 11]]
    assert sizes('<w:tblLook w:val="0600"/>') == [[10, 10, 10]] * 4


def test_the_attributes_of_a_look_beat_its_bit_mask() -> None:
    look = (
        '<w:tblLook w:val="05E0" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1"'
        ' w:noVBand="1"/>'
    )
    assert sizes(look) == [[10, 10, 10]] * 4


def test_bands_may_be_several_rows_high() -> None:
    styles = conditional(("band1Horz", 11), ("band2Horz", 12)).replace(
        '<w:name w:val="t"/>', '<w:name w:val="t"/><w:tblPr><w:tblStyleRowBandSize w:val="2"/></w:tblPr>'
    )
    assert [row[0] for row in sizes('<w:tblLook w:val="0400"/>', styles)] == [11, 11, 12, 12]


# --- caching


def test_two_documents_that_share_their_styles_keep_their_own_direct_formats() -> None:
    styles = style("a", '<w:rPr><w:sz w:val="24"/></w:rPr>', default=True)
    one, other = docx(p(r("文")), styles=styles), docx(p(r("文", '<w:sz w:val="32"/>')), styles=styles)
    assert [size(first_run(read_docx(data)).format) for data in (one, other, one)] == [12, 16, 12]


def test_a_style_changed_elsewhere_is_not_taken_from_memory() -> None:
    found = [
        size(look_of(p(r("文")), styles=style("a", f'<w:rPr><w:sz w:val="{half}"/></w:rPr>', default=True)))
        for half in (24, 25, 24)
    ]
    assert found == [12, 12.5, 12]
