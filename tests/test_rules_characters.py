"""Characters are judged, not runs: which of them count, and which are kept from a reader's eye."""

from __future__ import annotations

from typing import Any

import pytest

from docgen.reading import Reading
from docgen.units import Length
from docgen.validators.format.characters import Ground, east_asian, in_common_fonts, latin, visible
from docgen.view.facts import Facts
from docgen.view.look import CharacterFormat, ParagraphFormat
from docgen.view.model import Cell, DocumentView, Paragraph, Place, Row, Run, Table


def test_east_asian_are_ideographs_and_their_punctuation() -> None:
    assert east_asian("《食品安全法》，ABC 123：喆𠮷（１）") == "《食品安全法》，：喆𠮷（１）"


def test_quotes_and_dashes_are_never_judged() -> None:
    assert east_asian("“双随机”—…·‘一’") == "双随机一"
    assert visible(" “”‘’…—·\u3000\n") == ""


def test_latin_are_letters_and_digits() -> None:
    assert latin("第3条：A4纸，（12号）") == "3A412"


def test_a_print_is_not_blamed_for_characters_no_official_font_has() -> None:
    assert in_common_fonts("镕喆店") == "店"


def paragraph(text: str = "扣分", shading: str | None = None, **look: Any) -> Paragraph:
    return Paragraph((Run(text, CharacterFormat(**look)),), ParagraphFormat(shading=shading), Place())


def disguise(paragraph: Paragraph, cell_shading: str | None = None) -> str | None:
    cell = Cell(1, 1, 1, 1, (paragraph,), shading=cell_shading)
    table = Table((Length(1),), (Row(),), (cell,), Place(table=1))
    view = DocumentView(Facts("docx"), (), (table,))
    return Ground.of(view).disguise(paragraph, paragraph.runs[0])


def size(points: float) -> Reading[Length]:
    return Reading.exact(Length.of_pt(points))


@pytest.mark.parametrize(
    "look",
    [
        {"hidden": True},
        {"colour": "FFFFFF"},
        {"colour": "F2F2F2"},
        {"size": size(1)},
        {"scale": 5},
        {"colour": "FFFFFF", "highlight": "white"},
    ],
)
def test_text_nobody_can_see_is_disguised(look: dict[str, Any]) -> None:
    assert disguise(paragraph(**look))


@pytest.mark.parametrize(
    "look",
    [
        {},
        {"colour": "auto"},
        {"colour": "000000"},
        {"colour": "C00000"},
        {"colour": "BFBFBF"},
        {"size": size(5)},
        {"scale": 80},
        {"colour": "FFFFFF", "highlight": "black"},
        {"text": "　", "hidden": True},
    ],
)
def test_text_somebody_can_see_is_not(look: dict[str, Any]) -> None:
    assert disguise(paragraph(**look)) is None


def test_white_text_on_a_dark_ground_is_read() -> None:
    assert disguise(paragraph(colour="FFFFFF"), cell_shading="1F497D") is None
    assert disguise(paragraph(colour="FFFFFF", shading="000000")) is None


def test_text_in_the_colour_of_its_ground_is_disguised() -> None:
    assert disguise(paragraph(colour="1F497D"), cell_shading="1F497D") == "颜色与底色相同或相近"
