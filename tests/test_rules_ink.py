"""Colour, weight, the space between characters and the lines of a paragraph, where the law states them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from official_builder import CHARACTER, said
from paper_builder import AS_OF, spec

from docgen.reading import Reading
from docgen.units import Length
from docgen.validators.paper import Member, Paper
from docgen.view.facts import Facts
from docgen.view.look import Border, CharacterFormat, PageSetup, ParagraphFormat
from docgen.view.model import DocumentView, Paragraph, Place, Run, Section
from docgen.view.roles import assign


def judged(look: CharacterFormat, shape: ParagraphFormat, **law: Any) -> list[tuple[str, str]]:
    """Code and sentence of everything said of one paragraph."""
    size = replace(look, size=Reading.exact(CHARACTER))
    document = spec("notice", role={"title": {"find": "first text", **law}})
    side = Reading.exact(Length(0))
    section = Section(PageSetup(side, side, {}, None, None), Place(section=1))
    paragraph = Paragraph((Run("关于抽查的通知", size),), shape, Place(section=1, paragraph=1))
    view = DocumentView(Facts("docx"), (section,), (paragraph,))
    paper = Paper(document, Member("通知.docx", 1, "docx", view), view, assign(view, document), {}, AS_OF)
    return [(code, one) for code in ("TYP101", "TYP103", "TYP104", "TYP107") for one in said(code, paper)]


@pytest.mark.parametrize(
    ("look", "law", "expected"),
    [
        ({"colour": "auto"}, {"colour": "FF0000"}, [("TYP101", "颜色为黑色，应为红色")]),
        ({"colour": "C00000"}, {"colour": "FF0000"}, [("TYP101", "颜色为C00000，应为红色")]),
        ({"colour": "FF0000"}, {"colour": "FF0000"}, []),
        ({"bold": True}, {"bold": False}, [("TYP107", "字形为加粗，应为不加粗")]),
        ({"bold": False}, {"bold": True}, [("TYP107", "字形为不加粗，应为加粗")]),
        ({"bold": True}, {}, []),
        ({"spacing": Length(0)}, {"character_spacing": "1pt"}, [("TYP103", "字符间距为标准，应为加宽1磅")]),
        ({"spacing": Length.of_pt(-0.25)}, {"character_spacing": "-0.25pt"}, []),
    ],
)
def test_colour_weight_and_spacing_are_judged_where_the_law_states_them(
    look: dict[str, Any], law: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    found = judged(CharacterFormat(**look), ParagraphFormat(), **law)
    assert found == [(code, f"“关于抽查的通知”的{sentence}") for code, sentence in expected]


@pytest.mark.parametrize(
    ("style", "law", "expected"),
    [
        ("single", "double", ["“关于抽查的通知”的边框线为单线，应为双线"]),
        ("thickThinSmallGap", "double", []),
        ("thick", "single", []),
        ("single", "none", ["“关于抽查的通知”的边框线为单线，应为无"]),
        ("nil", "none", []),
        ("nil", "single", []),  # it may be drawn
    ],
)
def test_the_line_of_a_paragraph(style: str, law: str, expected: list[str]) -> None:
    shape = ParagraphFormat(borders=(("bottom", Border(style, Length.of_pt(1))),))
    assert [sentence for _, sentence in judged(CharacterFormat(), shape, border=law)] == expected
