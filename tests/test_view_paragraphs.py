"""The effective format of paragraphs: line pitch, spacing, indents, lines around them; and the numbers of lists."""

from __future__ import annotations

import pytest
from docx_builder import docx_parts, first, p, packed, r, style, tbl, tc, tr, view

from docgen.units import Length
from docgen.view.from_docx import read_docx
from docgen.view.from_docx.numerals import numeral
from docgen.view.look import ParagraphFormat
from docgen.view.model import Paragraph


def format_of(properties: str, styles: str = "", **parts: str) -> ParagraphFormat:
    return first(view(p(r("文"), properties), styles=styles, **parts)).format


def labels(body: str, numbering: str, styles: str = "") -> list[str]:
    return [paragraph.label for paragraph in view(body, numbering=numbering, styles=styles).paragraphs()]


# --- lines and space


@pytest.mark.parametrize(
    ("spacing", "rule", "amount"),
    [
        ('w:line="280" w:lineRule="exact"', "exact", Length.of_pt(14)),
        ('w:line="440" w:lineRule="atLeast"', "at_least", Length.of_pt(22)),
        ('w:line="360" w:lineRule="auto"', "multiple", 360),
        ('w:line="360"', "multiple", 360),
        ('w:line="14pt" w:lineRule="exact"', "exact", Length.of_pt(14)),
        ('w:after="0"', "multiple", 240),
    ],
)
def test_a_line_pitch_is_read_with_its_rule(spacing: str, rule: str, amount: int) -> None:
    line = format_of(f"<w:spacing {spacing}/>").line
    assert line is not None
    assert (line.rule, line.amount.value) == (rule, amount)


def test_an_exact_pitch_has_the_tolerance_of_a_docx() -> None:
    line = format_of('<w:spacing w:line="280" w:lineRule="exact"/>').line
    assert line is not None
    assert line.amount.within == Length.of_twips(2)


def test_each_attribute_of_spacing_is_inherited_alone() -> None:
    styles = style("a", '<w:pPr><w:spacing w:before="100" w:line="280" w:lineRule="exact"/></w:pPr>')
    look = format_of('<w:pStyle w:val="a"/><w:spacing w:after="440"/>', styles)
    assert look.line is not None
    assert look.line.amount.value == Length.of_pt(14)
    assert (look.before, look.after) != (None, None)
    assert look.before is not None
    assert look.after is not None
    assert (look.before.value, look.after.value) == (Length.of_pt(5), Length.of_pt(22))


def test_space_in_lines_is_read_in_lines_with_the_heights_it_may_have() -> None:
    grid = '<w:sectPr><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>'
    look = first(view(p(r("文"), '<w:spacing w:beforeLines="50"/>') + grid)).format
    assert look.before_lines == 0.5
    assert look.before is not None
    assert (look.before.low, look.before.high) == (Length.of_pt(6), Length.of_pt(7.8))


def test_automatic_space_is_flagged_and_has_no_upper_bound() -> None:
    look = format_of('<w:spacing w:before="440" w:beforeAutospacing="1"/>')
    assert look.auto_before is True
    assert look.before is not None
    assert look.before.high is None


def test_space_of_document_defaults_holds_below_everything() -> None:
    defaults = '<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr></w:pPrDefault></w:docDefaults>'
    look = format_of("", defaults)
    assert look.after is not None
    assert look.after.value == Length.of_pt(8)


def test_a_table_style_says_the_spacing_of_its_paragraphs() -> None:
    styles = style("t", '<w:pPr><w:spacing w:line="280" w:lineRule="exact"/></w:pPr>', "table")
    table = tbl(tr(tc("文")), properties='<w:tblStyle w:val="t"/>')
    line = first(view(table, styles=styles)).format.line
    assert line is not None
    assert line.amount.value == Length.of_pt(14)


# --- indents


def test_indents_are_read_as_lengths_and_a_hanging_one_is_negative() -> None:
    look = format_of('<w:ind w:left="420" w:right="210" w:hanging="420"/>')
    readings = (look.indent_left, look.indent_right, look.first_line)
    assert [reading.value for reading in readings if reading] == [
        Length.of_twips(420), Length.of_twips(210), Length.of_twips(-420),
    ]  # fmt: skip


def test_indents_in_characters_are_read_in_characters() -> None:
    look = format_of('<w:ind w:leftChars="100" w:left="210" w:firstLineChars="200" w:firstLine="420"/>')
    assert (look.indent_left_characters, look.first_line_characters) == (1.0, 2.0)


def test_no_characters_take_away_those_of_the_style() -> None:
    styles = style("a", '<w:pPr><w:ind w:firstLineChars="200" w:firstLine="420"/></w:pPr>')
    look = format_of('<w:pStyle w:val="a"/><w:ind w:firstLineChars="0" w:firstLine="0"/>', styles)
    assert look.first_line_characters is None
    assert look.first_line is not None
    assert look.first_line.value == 0


def test_characters_of_a_style_win_over_a_length_given_directly() -> None:
    styles = style("a", '<w:pPr><w:ind w:firstLineChars="200"/></w:pPr>')
    assert format_of('<w:pStyle w:val="a"/><w:ind w:firstLine="420"/>', styles).first_line_characters == 2.0


@pytest.mark.parametrize(
    ("written", "align"),
    [("both", "justify"), ("center", "center"), ("end", "right"), ("start", "left"), ("distribute", "distribute")],
)
def test_alignment_is_read_under_both_sets_of_names(written: str, align: str) -> None:
    assert format_of(f'<w:jc w:val="{written}"/>').align == align


# --- the rest


def test_lines_around_a_paragraph_are_read_and_an_empty_one_takes_the_styles_away() -> None:
    styles = style("a", '<w:pPr><w:pBdr><w:top w:val="single" w:sz="4"/></w:pBdr></w:pPr>')
    red = '<w:pBdr><w:top w:val="nil"/><w:bottom w:val="single" w:sz="18" w:space="1" w:color="ff0000"/></w:pBdr>'
    ((side, line),) = format_of(f'<w:pStyle w:val="a"/>{red}', styles).borders
    assert (side, line.style, line.width, line.colour, line.space) == (
        "bottom", "single", Length.of_pt(2.25), "FF0000", Length.of_pt(1),
    )  # fmt: skip


def test_tab_stops_add_up_and_may_be_cleared() -> None:
    styles = style(
        "a",
        '<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8000"/>'
        '<w:tab w:val="left" w:pos="400"/></w:tabs></w:pPr>',
    )
    look = format_of(
        '<w:pStyle w:val="a"/><w:tabs><w:tab w:val="clear" w:pos="400"/><w:tab w:val="center" w:pos="200"/></w:tabs>',
        styles,
    )
    assert [(tab.position.twips, tab.align, tab.leader) for tab in look.tabs] == [
        (200, "center", "none"),
        (8000, "right", "dot"),
    ]


def test_switches_and_levels_are_read() -> None:
    look = format_of(
        "<w:pageBreakBefore/><w:keepNext/><w:keepLines/><w:widowControl w:val='0'/><w:snapToGrid w:val='0'/>"
        "<w:framePr w:w='100'/><w:outlineLvl w:val='0'/><w:shd w:val='clear' w:fill='d9d9d9'/>"
    )
    assert (look.page_break_before, look.keep_next, look.keep_lines, look.framed) == (True,) * 4
    assert (look.widow_control, look.snap_to_grid, look.outline_level, look.shading) == (False, False, 1, "D9D9D9")


def test_body_text_has_no_outline_level() -> None:
    assert format_of('<w:outlineLvl w:val="9"/>').outline_level is None


def test_a_paragraph_is_named_by_the_style_a_user_sees() -> None:
    styles = style("1", default=False).replace('w:name w:val="1"', 'w:name w:val="heading 1"')
    assert format_of('<w:pStyle w:val="1"/>', styles).style == "heading 1"


# --- list numbers


def level(index: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    counted = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
    return f'<w:lvl w:ilvl="{index}">{counted}<w:lvlText w:val="{text}"/>{more}</w:lvl>'


def numbering(*levels: str, number: str = "") -> str:
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{number}</w:num>'
    )


def item(index: int = 0, number: int = 1) -> str:
    return p(r("文"), f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{number}"/></w:numPr>')


def test_serial_numbers_made_by_numbering_read_one_to_eight() -> None:
    row = tr(tc(p("", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')), tc("内容"))
    found = view(tbl(*[row] * 8), numbering=numbering(level(0, "decimal", "%1")))
    assert [cell.text for cell in next(found.tables()).cells if cell.column == 1] == [str(n) for n in range(1, 9)]


def test_labels_are_not_in_the_text_but_in_the_full_text() -> None:
    paragraph = first(view(item(), numbering=numbering(level(0, "chineseCounting", "%1、"))))
    assert (paragraph.text, paragraph.label, paragraph.full_text) == ("文", "一、", "一、文")


def test_levels_count_apart_and_restart_below_a_higher_one() -> None:
    levels = (level(0, "chineseCounting", "%1、"), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "%3)"))
    body = item() + item(1) + item(2) + item(2) + item(1) + item(2) + item() + item(1)
    assert labels(body, numbering(*levels)) == ["一、", "一.1", "a)", "b)", "一.2", "a)", "二、", "二.1"]


def test_legal_numbering_writes_every_level_in_digits() -> None:
    levels = (level(0, "chineseCounting", "%1"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert labels(item() + item(1), numbering(*levels)) == ["一", "1.1"]


def test_a_level_may_never_restart() -> None:
    levels = (level(0, "decimal", "%1"), level(1, "decimal", "%2", '<w:lvlRestart w:val="0"/>'))
    assert labels(item() + item(1) + item() + item(1), numbering(*levels)) == ["1", "1", "2", "2"]


def test_a_list_that_starts_at_its_second_level_shows_the_first_ones_start() -> None:
    levels = (level(0, "decimal", "%1", start=3), level(1, "decimal", "%1.%2"))
    assert labels(item(1), numbering(*levels)) == ["3.1"]


def test_an_override_restarts_a_list_and_the_rest_goes_on() -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    second = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{restart}</w:num>'
    body = item() + item() + item(number=2) + item(number=2) + item()
    assert labels(body, numbering(level(0, "decimal", "%1.")) + second) == ["1.", "2.", "5.", "6.", "7."]


def test_an_override_may_replace_a_level() -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "（%1）")}</w:lvlOverride>'
    assert labels(item() + item(), numbering(level(0, "decimal", "%1."), number=override)) == ["（I）", "（II）"]


def test_numbering_through_a_style_and_taken_away_again() -> None:
    styles = style("a", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>') + style("b", "", based_on="a")
    body = (
        p(r("文"), '<w:pStyle w:val="a"/>')
        + p(r("文"), '<w:pStyle w:val="b"/>')
        + p(r("文"), '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert labels(body, numbering(level(0, "decimal", "%1.")), styles) == ["1.", "2.", ""]


def test_a_style_finds_the_level_that_is_linked_to_it() -> None:
    styles = style("h2", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    levels = (level(0, "decimal", "%1"), level(1, "decimal", "%1.%2", '<w:pStyle w:val="h2"/>'))
    assert labels(item() + p(r("文"), '<w:pStyle w:val="h2"/>'), numbering(*levels), styles) == ["1", "1.1"]


def test_a_numbering_style_leads_to_its_definition() -> None:
    styles = style("n", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', "numbering")
    linked = (
        '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="n"/></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num>'
    )
    assert labels(item(number=2), numbering(level(0, "decimal", "第%1条")) + linked, styles) == ["第1条"]


def test_numbering_styles_that_link_in_a_circle_number_nothing() -> None:
    styles = style("n", '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr>', "numbering")
    linked = (
        '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="n"/></w:abstractNum>'
        '<w:num w:numId="2"><w:abstractNumId w:val="9"/></w:num>'
    )
    assert labels(item(number=2), linked, styles) == [""]


def test_indents_of_numbering_lie_over_the_style_and_under_what_is_direct() -> None:
    lists = numbering(level(0, "decimal", "%1.", '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>'))
    styles = style("a", '<w:pPr><w:ind w:left="100" w:right="50"/></w:pPr>')
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    looks = [
        format_of(f'<w:pStyle w:val="a"/>{number}', styles, numbering=lists),
        format_of(f'<w:pStyle w:val="a"/>{number}<w:ind w:left="200"/>', styles, numbering=lists),
    ]
    indents = [(look.indent_left, look.indent_right, look.first_line) for look in looks]
    found = [[reading.value.twips for reading in each if reading and reading.value is not None] for each in indents]
    assert found == [[720, 50, -360], [200, 50, -360]]


def test_a_style_that_numbers_itself_keeps_its_own_indents() -> None:
    lists = numbering(level(0, "decimal", "%1.", '<w:pPr><w:ind w:left="720"/></w:pPr>'))
    styles = style("a", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:ind w:left="0"/></w:pPr>')
    look = format_of('<w:pStyle w:val="a"/>', styles, numbering=lists)
    assert look.indent_left is not None
    assert look.indent_left.value == 0


def test_bullets_of_symbol_fonts_are_read_as_what_they_look_like() -> None:
    fonts = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>'
    assert labels(item(), numbering(level(0, "bullet", "\uf0d8", fonts))) == ["➢"]


def test_a_number_that_is_not_defined_numbers_nothing() -> None:
    parts = docx_parts(item(number=7))
    assert first(read_docx(packed(parts))).label == ""


@pytest.mark.parametrize(
    ("form", "value", "written"),
    [
        ("decimal", 12, "12"), ("decimalZero", 7, "07"), ("decimalFullWidth", 12, "１２"), ("none", 3, ""),
        ("decimalEnclosedCircle", 20, "⑳"), ("decimalEnclosedCircle", 21, "21"), ("decimalEnclosedParen", 3, "⑶"),
        ("ideographEnclosedCircle", 10, "㊉"), ("upperRoman", 1994, "MCMXCIV"), ("lowerRoman", 4, "iv"),
        ("upperLetter", 26, "Z"), ("lowerLetter", 28, "bb"), ("ordinal", 12, "12th"), ("ordinal", 22, "22nd"),
        ("numberInDash", 3, "- 3 -"), ("ideographTraditional", 3, "丙"), ("ideographZodiac", 3, "寅"),
        ("ideographZodiacTraditional", 12, "乙亥"), ("ideographDigital", 105, "一〇五"),
        ("chineseCounting", 10, "十"), ("chineseCounting", 25, "二十五"), ("chineseCounting", 105, "一○五"),
        ("chineseCountingThousand", 10, "十"), ("chineseCountingThousand", 105, "一百零五"),
        ("chineseCountingThousand", 110, "一百一十"), ("chineseCountingThousand", 2010, "二千零一十"),
        ("chineseCountingThousand", 10_050, "一万零五十"), ("chineseCountingThousand", 110_000, "十一万"),
        ("chineseLegalSimplified", 12, "壹拾贰"), ("ideographLegalTraditional", 26, "貳拾陸"), ("unheard-of", 5, "5"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_the_format_says(form: str, value: int, written: str) -> None:
    assert numeral(value, form) == written


def test_a_paragraph_deleted_by_a_revision_is_not_counted() -> None:
    mark = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="1"/></w:rPr>'
    deleted = p(f'<w:del w:id="2">{r("删")}</w:del>', mark)
    found: list[Paragraph] = list(
        view(item() + deleted + item(), numbering=numbering(level(0, "decimal", "%1."))).paragraphs()
    )
    assert [paragraph.full_text for paragraph in found] == ["1.文", "2.文"]


# --- lines around several paragraphs

BOX = '<w:pBdr><w:top w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/>{}</w:pBdr>'


def sides(*paragraphs: str) -> list[list[str]]:
    found = view("".join(paragraphs)).paragraphs()
    return [[side for side, _ in paragraph.format.borders] for paragraph in found]


def test_paragraphs_with_the_same_lines_stand_in_one_box() -> None:
    box = BOX.format("")
    assert sides(p(r("甲"), box), p(r("乙"), box), p(r("丙"), box), p(r("丁"))) == [["top"], [], ["bottom"], []]
    assert sides(p(r("甲"), box), p(r("文")), p(r("乙"), box)) == [["top", "bottom"], [], ["top", "bottom"]]


def test_a_line_between_is_drawn_between_paragraphs_alone() -> None:
    ruled = BOX.format('<w:between w:val="double" w:sz="4"/>')
    assert sides(p(r("甲"), ruled)) == [["top", "bottom"]]
    first, second = view(p(r("甲"), ruled) + p(r("乙"), ruled)).paragraphs()
    assert [(side, line.style) for side, line in first.format.borders] == [("top", "single")]
    assert sorted((side, line.style) for side, line in second.format.borders) == [
        ("bottom", "single"),
        ("top", "double"),
    ]


def test_another_indent_or_a_table_begins_another_box() -> None:
    box = BOX.format("")
    indented = box + '<w:ind w:left="200"/>'
    assert sides(p(r("甲"), box), p(r("乙"), indented)) == [["top", "bottom"], ["top", "bottom"]]
    assert sides(p(r("甲"), box), tbl(tr("表")), p(r("乙"), box)) == [["top", "bottom"], [], ["top", "bottom"]]


# --- space between paragraphs of one style


def test_paragraphs_of_one_style_that_ask_for_it_have_no_space_between_them() -> None:
    spaced = '<w:spacing w:before="100" w:after="200"/><w:contextualSpacing/>'
    styles = style("a", f"<w:pPr>{spaced}</w:pPr>") + style("b", '<w:pPr><w:spacing w:after="60"/></w:pPr>')
    listed, other = '<w:pStyle w:val="a"/>', '<w:pStyle w:val="b"/>'
    body = p(r("题"), other) + p(r("一"), listed) + p(r("二"), listed) + p(r("文"), other) + p(r("文"), other)
    looks = [paragraph.format for paragraph in view(body, styles=styles).paragraphs()]
    assert [(look.before.value.pt, look.after.value.pt) for look in looks] == [  # type: ignore[union-attr]
        (0, 3), (5, 0), (0, 10), (0, 3), (0, 3),
    ]  # fmt: skip


def test_space_in_lines_and_automatic_space_are_left_out_alike() -> None:
    spaced = '<w:spacing w:beforeLines="50" w:afterAutospacing="1"/><w:contextualSpacing/>'
    first, second = (one.format for one in view(p(r("一"), spaced) + p(r("二"), spaced)).paragraphs())
    assert (first.before_lines, first.auto_after) == (0.5, False)
    assert (second.before_lines, second.auto_after) == (None, True)
